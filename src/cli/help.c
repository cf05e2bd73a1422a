/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What --help prints. */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "qmicli.h"

#define COLUMN 40 /* where summaries start, on the next line if the option is longer */

static void
print_entry (gchar letter, const gchar *name, const gchar *placeholder, const gchar *summary)
{
    g_autoptr (GString) line = g_string_new ("  ");

    if (letter)
        g_string_append_printf (line, "-%c, ", letter);
    g_string_append_printf (line, "--%s", name);
    if (*placeholder)
        g_string_append_printf (line, "=%s", placeholder);
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

        if (!(option->flags & QMICLI_OPTION_HIDDEN) && !qmicli_is_setting (qmicli_text (option->name)))
            print_entry (0, qmicli_text (option->name), qmicli_text (option->placeholder), summary);
    }
    putchar ('\n');
}

static void
print_settings (void)
{
    const gchar *name, *placeholder, *summary;
    gchar letter;

    puts ("Application options:");
    for (guint i = 0; qmicli_nth_setting (i, &letter, &name, &placeholder, &summary); i++)
        print_entry (letter, name, placeholder, summary);
    puts ("\nExit codes:\n"
          "  0    all is well\n"
          "  1    the modem answered with an error, or without the data it was asked for\n"
          "  2    the command line is wrong; the modem was not told to do anything\n"
          "  3    the port cannot be opened or used, or what comes from it makes no sense\n"
          "  4    no answer in time\n"
          "  5    --decode: some of the input could not be read or understood\n"
          "  130  interrupted by a signal; what was allocated has been given back");
}

void
qmicli_print_help (const gchar *which)
{
    const QmicliGroup *group;

    puts ("Usage:\n  qmicli [OPTION...] - talk QMI\n\nHelp options:");
    print_entry ('h', "help", "", "Options of the application itself");
    print_entry (0, "help-all", "", "All options");
    for (guint i = 0; (group = qmicli_nth_group (i)); i++) {
        g_autofree gchar *name = g_strconcat ("help-", qmicli_text (group->name), NULL);

        print_entry (0, name, "", qmicli_text (group->title));
    }
    putchar ('\n');
    for (guint i = 0; (group = qmicli_nth_group (i)); i++)
        if (g_str_equal (which, "all") || g_str_equal (which, qmicli_text (group->name)))
            print_group (group);
    if (*which == '\0' || g_str_equal (which, "all"))
        print_settings ();
}
