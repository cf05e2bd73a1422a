/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What --help prints. */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "qmicli.h"

#define COLUMN 40 /* where summaries start, on the next line if the option is longer */

/* @bare: the option goes without the argument too. */
static void
print_entry (gchar letter, const gchar *name, const gchar *placeholder, gboolean bare, const gchar *summary)
{
    g_autoptr (GString) line = g_string_new ("  ");

    if (letter)
        g_string_append_printf (line, "-%c, ", letter);
    g_string_append_printf (line, "--%s", name);
    if (*placeholder)
        g_string_append_printf (line, bare ? "[=%s]" : "=%s", placeholder);
    if (line->len + 2 > COLUMN)
        printf ("%s\n%*s%s\n", line->str, COLUMN, "", summary);
    else
        printf ("%-*s%s\n", COLUMN, line->str, summary);
}

/* The first sentence tells what an option is for. */
static gchar *
first_sentence (const gchar *summary)
{
    const gchar *end = strstr (summary, ". ");
    gsize length = end ? (gsize) (end - summary) : strlen (summary) - g_str_has_suffix (summary, ".");

    return g_strndup (summary, length);
}

static void
print_group (const QmicliGroup *group)
{
    g_autofree gchar *name = g_ascii_strup (qmicli_text (group->name), -1);

    printf ("%s options (%s):\n", name, qmicli_text (group->title));
    for (guint i = group->first_option; i < group->first_option + group->n_options; i++) {
        const QmicliOption *option = qmicli_option (i);
        g_autofree gchar *summary = first_sentence (qmicli_text (option->summary));

        if (!(option->flags & QMICLI_OPTION_HIDDEN) && !qmicli_setting (qmicli_find_setting (qmicli_text (option->name))))
            print_entry (0, qmicli_text (option->name), qmicli_text (option->placeholder),
                         (option->flags & QMICLI_OPTION_BARE) != 0, summary);
    }
    putchar ('\n');
}

static void
print_settings (void)
{
    const QmicliSetting *setting;
    const QmicliExitCode *exit_code;

    puts ("Application options:");
    for (guint i = 0; (setting = qmicli_setting (i)); i++)
        print_entry (setting->letter, qmicli_text (setting->name), qmicli_text (setting->placeholder), FALSE,
                     qmicli_text (setting->summary));
    puts ("\nExit codes:");
    for (guint i = 0; (exit_code = qmicli_exit_code (i)); i++)
        printf ("  %-5u%s\n", exit_code->code, qmicli_text (exit_code->meaning));
}

void
qmicli_print_help (const gchar *which)
{
    const QmicliGroup *group;

    puts ("Usage:\n  qmicli [OPTION...] - talk QMI\n\nHelp options:");
    print_entry ('h', "help", "", FALSE, "Options of the application itself");
    print_entry (0, "help-all", "", FALSE, "All options");
    for (guint i = 0; (group = qmicli_nth_group (i)); i++) {
        g_autofree gchar *name = g_strconcat ("help-", qmicli_text (group->name), NULL);

        print_entry (0, name, "", FALSE, qmicli_text (group->title));
    }
    putchar ('\n');
    for (guint i = 0; (group = qmicli_nth_group (i)); i++)
        if (g_str_equal (which, "all") || g_str_equal (which, qmicli_text (group->name)))
            print_group (group);
    if (*which == '\0' || g_str_equal (which, "all"))
        print_settings ();
}
