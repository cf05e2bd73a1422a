/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What is different when somebody is looking: colours, and a line that tells that something is still going on. */

#include "config.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "terminal.h"

#define BOLD   "\033[1m"
#define RED    "\033[1;31m"
#define NORMAL "\033[0m"

static struct {
    const gchar *option;
    gint64       begin;
    guint        source; /* 0: nobody is looking */
    gint         width;  /* of the line that is shown */
} waiting;

static gboolean
has_colours (FILE *stream)
{
    const gchar *none = g_getenv ("NO_COLOR"), *kind = g_getenv ("TERM");

    return isatty (fileno (stream)) && (!none || *none == '\0') && kind && !g_str_equal (kind, "dumb");
}

static gboolean
on_second (gpointer data)
{
    gint64 seconds = (g_get_monotonic_time () - waiting.begin) / G_TIME_SPAN_SECOND;

    waiting.width = fprintf (stderr, "\r--%s: %" G_GINT64_FORMAT " s ", waiting.option, seconds) - 1;
    fflush (stderr);
    return G_SOURCE_CONTINUE;
}

void
terminal_begin_waiting (const gchar *option)
{
    if (!isatty (STDERR_FILENO))
        return;
    waiting.option = option;
    waiting.begin = g_get_monotonic_time ();
    waiting.source = g_timeout_add (1000, on_second, NULL);
}

void
terminal_end_waiting (void)
{
    if (!waiting.source)
        return;
    g_source_remove (waiting.source);
    /* Spaces are understood by all terminals. */
    if (waiting.width > 0)
        fprintf (stderr, "\r%*s\r", waiting.width, "");
    fflush (stderr);
    waiting.source = 0;
    waiting.width = 0;
}

void
terminal_print (const gchar *text)
{
    gboolean colours = has_colours (stdout);

    while (colours && *text) {
        gint length = (gint) strcspn (text, "\n");

        printf (*text == '[' ? BOLD "%.*s" NORMAL : "%.*s", length, text);
        text += length;
        if (*text)
            putchar (*text++);
    }
    fputs (text, stdout);
}

const gchar *
terminal_error_mark (void)
{
    return has_colours (stderr) ? RED "error:" NORMAL : "error:";
}
