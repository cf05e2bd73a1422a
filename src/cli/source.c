/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Where typed values come from: the command line itself, files, standard input. */

#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "qmicli.h"
#include "scan.h"
#include "source.h"

#define MOST_BYTES 65536 /* of a file; nothing in a request is longer */

/* Without the line break at its end. */
static gchar *
contents_of (const gchar *path, GError **error)
{
    g_autofree gchar *text = g_malloc (MOST_BYTES + 1);
    FILE *file = fopen (path, "rbe");
    gsize length = file ? fread (text, 1, MOST_BYTES + 1, file) : 0;
    gint reason = !file || ferror (file) ? errno : 0;

    if (file)
        fclose (file);
    if (reason)
        return qmicli_fail (error, "@%s: %s", path, g_strerror (reason));
    if (length > MOST_BYTES)
        return qmicli_fail (error, "@%s: more than %d bytes", path, MOST_BYTES);
    if (memchr (text, 0, length))
        return qmicli_fail (error, "@%s: a text is expected, there is a zero byte in it", path);
    if (length > 0 && text[length - 1] == '\n')
        length--;
    if (length > 0 && text[length - 1] == '\r')
        length--;
    return g_strndup (text, length);
}

/* Each secret is a line of its own. */
static gchar *
line_of_input (GError **error)
{
    g_autoptr (GString) line = g_string_new (NULL);
    gint letter;

    while ((letter = getchar ()) != EOF && letter != '\n' && line->len <= MOST_BYTES)
        g_string_append_c (line, (gchar) letter);
    if (letter == EOF && line->len == 0)
        return qmicli_fail (error, "-: standard input has no line for it");
    if (line->len > 0 && line->str[line->len - 1] == '\r')
        g_string_truncate (line, line->len - 1);
    if (strlen (line->str) != line->len)
        return qmicli_fail (error, "-: a text is expected, there is a zero byte in it");
    return g_strdup (line->str);
}

gchar *
source_read (const gchar *piece, gboolean whole, gboolean secret, GError **error)
{
    if (*piece == '@')
        return contents_of (piece + 1, error);
    if (secret && g_str_equal (piece, "-"))
        return line_of_input (error);
    if (whole)
        return g_strdup (piece + (piece[0] == '\\' && (piece[1] == '@' || (secret && piece[1] == '-'))));
    return scan_plain (piece);
}
