/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Says what went wrong: a line, or a JSON document, on standard error. */

#include "config.h"

#include <stdio.h>

#include "report.h"
#include "terminal.h"

gpointer
qmicli_fail (GError **error, const gchar *format, ...)
{
    va_list arguments;

    va_start (arguments, format);
    if (error)
        *error = g_error_new_valist (QMICLI_ERROR, QMICLI_USAGE, format, arguments);
    va_end (arguments);
    return NULL;
}

static const gchar *
kind_of (QmicliExit code)
{
    switch (code) {
    case QMICLI_REFUSED:
        return "modem";
    case QMICLI_USAGE:
        return "usage";
    case QMICLI_TIMEOUT:
        return "timeout";
    case QMICLI_INPUT:
        return "input";
    case QMICLI_INTERRUPTED:
        return "interrupted";
    default:
        return "device";
    }
}

struct json_object *
report_json (QmicliExit code, const gchar *message)
{
    struct json_object *document = json_object_new_object (), *error = json_object_new_object ();

    json_object_object_add (error, "kind", json_object_new_string (kind_of (code)));
    json_object_object_add (error, "exit-code", json_object_new_int (code));
    json_object_object_add (error, "message", json_object_new_string (message));
    json_object_object_add (document, "error", error);
    return document;
}

void
report_print (FILE *stream, struct json_object *document)
{
    fputs (json_object_to_json_string_ext (document, JSON_C_TO_STRING_PRETTY | JSON_C_TO_STRING_SPACED |
                                                         JSON_C_TO_STRING_NOSLASHESCAPE), stream);
    fputc ('\n', stream);
    json_object_put (document);
}

void
report_print_line (struct json_object *document)
{
    puts (json_object_to_json_string_ext (document, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE));
    fflush (stdout);
    json_object_put (document);
}

void
report_error (QmicliFormat format, QmicliExit code, const gchar *message)
{
    fflush (stdout);
    if (format == QMICLI_JSON)
        report_print (stderr, report_json (code, message));
    else
        g_printerr ("%s %s\n", terminal_error_mark (), message);
}
