/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What an item takes of a piece that stands for several values, such as the name of a network or of a file. */

#include "config.h"

#include <string.h>

#include "parts.h"

/* "21401" or "214001", also behind "manual="; a word without number stands for no network, which is written as 0. */
static gchar *
take_network (QmicliPart part, const gchar *text, GError **error)
{
    const gchar *equals = strchr (text, '='), *digits = equals ? equals + 1 : text;
    gsize length = strlen (digits);

    if (!equals && g_ascii_isalpha (*text))
        return g_strdup ("0");
    if (length < 5 || length > 6 || strspn (digits, "0123456789") != length)
        return qmicli_fail (error, "\"%s\" is not the three digits of an MCC and the two or three of an MNC", digits);
    if (part == QMICLI_PART_MCC)
        return g_strndup (digits, 3);
    return g_strdup (part == QMICLI_PART_MNC ? digits + 3 : length == 6 ? "yes" : "no");
}

/* "0x3F00,0x7FFF,0x6F07", with commas or dashes, with or without brackets: the file is the last one. */
static gchar *
take_file (QmicliPart part, const gchar *text, GError **error)
{
    gsize length = strlen (text);
    gboolean brackets = length > 1 && text[0] == '[' && text[length - 1] == ']';
    g_autofree gchar *ids = g_strndup (text + brackets, length - 2 * brackets);
    g_auto (GStrv) words = g_strsplit_set (ids, ",-", -1);
    g_autoptr (GString) folder = g_string_new (NULL);

    for (gchar **word = words; *word; word++) {
        const gchar *digits = g_strstrip (*word);
        gchar *end = NULL;
        guint64 id;

        digits += g_ascii_strncasecmp (digits, "0x", 2) == 0 ? 2 : 0;
        id = g_ascii_strtoull (digits, &end, 16);
        if (!g_ascii_isxdigit (*digits) || *end || id > G_MAXUINT16)
            return qmicli_fail (error, "\"%s\" is not the id of a file; a path is expected such as 0x3F00,0x2FE2",
                                *word);
        if (!word[1] && part == QMICLI_PART_FILE)
            return g_strdup_printf ("0x%04X", (guint) id);
        if (word[1])
            g_string_append_printf (folder, "%02X%02X", (guint) id & 0xFF, (guint) id >> 8);
    }
    return part == QMICLI_PART_FILE ? qmicli_fail (error, "the path of a file is empty") : g_strdup (folder->str);
}

gchar *
parts_take (QmicliPart part, const gchar *text, GError **error)
{
    switch (part) {
    case QMICLI_PART_HEAD:
        return g_strndup (text, strcspn (text, "="));
    case QMICLI_PART_MCC:
    case QMICLI_PART_MNC:
    case QMICLI_PART_MNC_DIGIT:
        return take_network (part, text, error);
    case QMICLI_PART_FILE:
    case QMICLI_PART_FOLDER:
        return take_file (part, text, error);
    default:
        return g_strdup (text);
    }
}
