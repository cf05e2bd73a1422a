/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Takes typed text apart at its commas. */

#include "config.h"

#include <string.h>

#include "qmicli.h"
#include "scan.h"

static const gchar *
skip_blanks (const gchar *text)
{
    while (g_ascii_isspace (*text))
        text++;
    return text;
}

/* Behind the quotation mark that closes the one at @text; %NULL without one. In JSON a backslash protects it. */
static const gchar *
skip_quoted (const gchar *text, gboolean json)
{
    const gchar *p = text + 1;

    while (*p && *p != *text)
        p += json && *p == '\\' && p[1] ? 2 : 1;
    return *p ? p + 1 : NULL;
}

/* Behind the bracket that closes the one at @text; %NULL without one. */
static const gchar *
skip_brackets (const gchar *text)
{
    guint depth = 0, braces = 0;
    gchar last = '[';

    for (const gchar *p = text; p && *p; last = g_ascii_isspace (*p) ? last : *p, p++) {
        if ((*p == '"' || *p == '\'') && strchr ("[{,:", last)) {
            const gchar *end = skip_quoted (p, braces > 0);

            if (!end)
                return NULL;
            p = end - 1;
        } else if (*p == '[' || *p == '{') {
            depth++;
            braces += *p == '{';
        } else if (*p == ']' || *p == '}') {
            braces -= *p == '}' && braces > 0;
            if (--depth == 0)
                return p + 1;
        }
    }
    return NULL;
}

gchar *
scan_next (const gchar **text, gboolean nested, GError **error)
{
    const gchar *start = skip_blanks (*text), *end = start;

    if (*start == '"' || *start == '\'') {
        end = skip_quoted (start, FALSE);
        if (!end)
            return qmicli_fail (error, "a quotation mark (%c) is not closed", *start);
    } else if (nested && (*start == '[' || *start == '{')) {
        end = skip_brackets (start);
        if (!end)
            return qmicli_fail (error, "a bracket (%c) is not closed", *start);
    }
    if (end != start) {
        end = skip_blanks (end);
        if (*end && *end != ',')
            return qmicli_fail (error, "a comma is missing behind the %s",
                                *start == '[' || *start == '{' ? "closing bracket" : "quotation mark");
    }
    while (*end && *end != ',')
        end += end[0] == '\\' && end[1] == ',' ? 2 : 1;
    *text = *end ? end + 1 : NULL;
    return g_strchomp (g_strndup (start, end - start));
}

GPtrArray *
scan_all (const gchar *text, GError **error)
{
    g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func (g_free);

    while (text) {
        gchar *piece = scan_next (&text, TRUE, error);

        if (!piece)
            return NULL;
        g_ptr_array_add (pieces, piece);
    }
    return g_steal_pointer (&pieces);
}

gchar *
scan_inside (const gchar *piece)
{
    const gchar *end = *piece == '[' ? skip_brackets (piece) : NULL;

    return end && *end == '\0' ? g_strstrip (g_strndup (piece + 1, end - piece - 2)) : NULL;
}

/* Whether a letter means something at the beginning of a value. */
static gboolean
is_special (gchar letter)
{
    return letter && strchr ("'\"[{@-", letter);
}

gchar *
scan_plain (const gchar *piece)
{
    GString *plain;

    if (*piece == '"' || *piece == '\'')
        return g_strndup (piece + 1, strlen (piece) - 2);
    plain = g_string_new (NULL);
    for (const gchar *p = piece; *p; p++) {
        if (*p == '\\' && (p[1] == ',' || (p == piece && is_special (p[1]))))
            p++;
        g_string_append_c (plain, *p);
    }
    return g_string_free (plain, FALSE);
}
