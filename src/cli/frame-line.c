/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Finds the bytes of a frame in a line of text. */

#include "config.h"

#include <string.h>

#include "frame-line.h"

/* What lines of a log have and rows of digits have not: direction marks of libqmi, brackets around time, level or
 * port, and the words of uqmi. */
static gboolean
is_log_line (const gchar *line)
{
    static const gchar *const marks[] = { "<<<<<<", ">>>>>>", "[", "<debug>", "packet:" };

    for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
        if (strstr (line, marks[i]))
            return TRUE;
    return FALSE;
}

/* Where the bytes of a log line start: behind `data = ` (libqmi) or `packet:` (uqmi). */
static const gchar *
find_log_bytes (const gchar *line)
{
    const gchar *place = strstr (line, "packet:");

    if (place)
        return place + strlen ("packet:");
    place = strstr (line, "data ");
    if (!place)
        return NULL;
    place += strlen ("data ");
    place += strspn (place, " ");
    return *place == '=' ? place + 1 : NULL;
}

/* Pairs of digits, with blanks and colons between the pairs; NULL, or what is wrong with them. */
static const gchar *
parse_hex (const gchar *text, GByteArray *bytes)
{
    while (*text) {
        guint8 byte;

        if (*text == ':' || g_ascii_isspace (*text)) {
            text++;
            continue;
        }
        if (g_str_equal (text, "..."))
            return "the bytes are masked: make the log with personal information shown";
        if (g_str_has_prefix (text, "##"))
            return "bytes of a secret are masked: what the log says of this message in words is all that is known";
        if (!g_ascii_isxdigit (text[0]))
            return "not hexadecimal: pairs of digits are expected, with blanks or colons between them";
        if (!g_ascii_isxdigit (text[1]))
            return "half a byte: each byte needs two hexadecimal digits";
        byte = (guint8) (g_ascii_xdigit_value (text[0]) << 4 | g_ascii_xdigit_value (text[1]));
        g_byte_array_append (bytes, &byte, 1);
        text += 2;
    }
    return NULL;
}

FrameLineKind
frame_line_parse (const gchar *line, gboolean *in_log, GByteArray *bytes, const gchar **reason)
{
    g_autofree gchar *text = g_strstrip (g_strdup (line));
    const gchar *digits = text;

    g_byte_array_set_size (bytes, 0);
    if (*text == '\0' || *text == '#')
        return FRAME_LINE_OTHER;
    if (is_log_line (text)) {
        *in_log = TRUE;
        digits = find_log_bytes (text);
        if (!digits)
            return FRAME_LINE_OTHER;
    }
    *reason = parse_hex (digits, bytes);
    if (!*reason)
        return FRAME_LINE_BYTES;
    return (*in_log && digits == text) ? FRAME_LINE_OTHER : FRAME_LINE_WRONG;
}
