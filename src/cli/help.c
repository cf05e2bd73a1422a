/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What --help prints. */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "qmicli.h"

#define COLUMN 34 /* where summaries start, on the next line if the option is longer */
#define WIDTH  80

/* Puts words into lines, which start in @column; the first one has been begun. */
static void
print_words (guint column, const gchar *text)
{
    g_auto (GStrv) words = g_strsplit (text, " ", -1);
    glong at = column;

    for (gchar **word = words; *word; word++) {
        glong length = g_utf8_strlen (*word, -1);

        if (at > column && at + 1 + length > WIDTH) {
            printf ("\n%*s", column, "");
            at = column;
        }
        at += printf ("%s%s", at > column ? " " : "", *word);
    }
    putchar ('\n');
}

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
        printf ("%s\n%*s", line->str, COLUMN, "");
    else
        printf ("%-*s", COLUMN, line->str);
    print_words (COLUMN, summary);
}

static void
print_group (const QmicliGroup *group)
{
    g_autofree gchar *name = g_ascii_strup (qmicli_text (group->name), -1);

    printf ("%s options (%s):\n", name, qmicli_text (group->title));
    for (guint i = group->first_option; i < group->first_option + group->n_options; i++) {
        const QmicliOption *option = qmicli_option (i);
        const gchar *text = qmicli_text (option->name);

        if (!(option->flags & QMICLI_OPTION_HIDDEN) && !qmicli_setting (qmicli_find_setting (text)))
            print_entry (0, text, qmicli_text (option->placeholder), (option->flags & QMICLI_OPTION_BARE) != 0,
                         qmicli_prose (option->summary));
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
        print_entry (setting->letter, qmicli_text (setting->name), qmicli_text (setting->placeholder),
                     (setting->flags & QMICLI_SETTING_OPTIONAL) != 0, qmicli_text (setting->summary));
    puts ("\nExit codes:");
    for (guint i = 0; (exit_code = qmicli_exit_code (i)); i++) {
        printf ("  %-5u", exit_code->code);
        print_words (7, qmicli_text (exit_code->meaning));
    }
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
