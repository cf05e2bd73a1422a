/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Other forms of values: results of calculations, texts for numbers, bytes in their meaning. */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "form.h"
#include "qmi-text.h"

/* numbers */

static gdouble
number_of (struct json_object *value)
{
    struct json_object *number;

    return json_object_get_double (json_object_object_get_ex (value, "value", &number) ? number : value);
}

/* "*0.1 .1& dB": steps of a calculation, ".1" for the decimals, and what stands behind the result. */
static gchar *
result_text (gdouble number, const gchar *form)
{
    g_auto (GStrv) halves = g_strsplit (form, "&", 2), steps = g_strsplit (halves[0], " ", -1);
    gchar digits[G_ASCII_DTOSTR_BUF_SIZE], format[] = "%.0f";

    for (gchar **step = steps; *step; step++) {
        gdouble operand = g_ascii_strtod (*step + (**step != '\0'), NULL);

        if (**step == '*')
            number *= operand;
        else if (**step == '/')
            number /= operand;
        else if (**step == '+')
            number += operand;
        else if (**step == '.')
            format[2] = (*step)[1];
    }
    if (format[2] == '0')
        number += 0.0; /* there is no -0 among integers */
    return g_strconcat (g_ascii_formatd (digits, sizeof (digits), format, number), halves[0] ? halves[1] : NULL, NULL);
}

/* "no;yes": that in front of which there are @number others. */
static gchar *
choice_text (gdouble number, const gchar *texts)
{
    g_auto (GStrv) list = g_strsplit (texts, ";", -1);

    if (number >= 0 && number < g_strv_length (list))
        return g_strdup (list[(gsize) number]);
    return g_strdup_printf ("unknown [0x%02" G_GINT64_MODIFIER "x]", (guint64) number);
}

/* Of a table with lines "600;text": the text of the last one that starts at or below the number. */
static gchar *
range_text (gdouble number, const gchar *table)
{
    g_auto (GStrv) lines = g_strsplit (qmicli_find_table (table), "\n", -1);
    const gchar *found = "unknown";

    for (gchar **line = lines; **line && g_ascii_strtod (*line, NULL) <= number; line++)
        found = strchr (*line, ';') + 1;
    return g_strdup (found);
}

/* bits and bytes */

static void
add_bits (GString *text, guint64 mask, guint first)
{
    for (guint i = 0; i < 64; i++)
        if (mask >> i & 1)
            g_string_append_printf (text, "%s%u", text->len > 0 ? ", " : "", first + i);
}

/* Numbers of the bits that are set in masks of 64 bits one behind the other, from 1 on. */
static gchar *
bits_text (struct json_object *masks)
{
    GString *text = g_string_new (NULL);
    guint first = 1;

    json_object_object_foreach (masks, name, mask) {
        (void) name;
        add_bits (text, json_object_get_uint64 (mask), first);
        first += 64;
    }
    return g_string_free (text, FALSE);
}

/* Bytes as one number, the most significant first. */
static gchar *
big_endian_text (struct json_object *list)
{
    guint64 number = 0;

    for (gsize i = 0; i < json_object_array_length (list); i++)
        number = number << 8 | json_object_get_uint64 (json_object_array_get_idx (list, i));
    return g_strdup_printf ("%" G_GUINT64_FORMAT, number);
}

/* Numbers of two bytes, the low one first; a last byte that has no other is one by itself. */
static gchar *
pairs_text (struct json_object *list)
{
    GString *text = g_string_new (NULL);
    gsize length = json_object_array_length (list);

    for (gsize i = 0; i < length; i += 2) {
        g_string_append (text, i > 0 ? " 0x" : "0x");
        for (gsize j = MIN (i + 2, length); j-- > i;)
            g_string_append_printf (text, "%02x", json_object_get_int (json_object_array_get_idx (list, j)));
    }
    return g_string_free (text, FALSE);
}

/* Two digits in each byte, the lower half first; 15 is none. */
static gchar *
nibbles_text (struct json_object *list)
{
    GString *text = g_string_new (NULL);

    for (gsize i = 0; i < 2 * json_object_array_length (list); i++) {
        gint byte = json_object_get_int (json_object_array_get_idx (list, i / 2));
        gint digit = i % 2 ? byte >> 4 : byte & 0x0F;

        if (digit < 0x0F)
            g_string_append_c (text, "0123456789*#abc"[digit]);
    }
    return g_string_free (text, FALSE);
}

/* Characters of 16 bits without @coding, bytes with one; "" if they make no text. */
static gchar *
encoded_text (struct json_object *list, gboolean wide, const gchar *coding)
{
    g_autoptr (GByteArray) bytes = g_byte_array_new ();
    gchar *text = NULL;

    for (gsize i = 0; i < json_object_array_length (list); i++) {
        gint element = json_object_get_int (json_object_array_get_idx (list, i));

        g_byte_array_append (bytes, (const guint8[]) { element & 0xFF, element >> 8 & 0xFF }, wide ? 2 : 1);
    }
    if (g_strcmp0 (coding, "gsm") == 0)
        text = qmi_text_from_gsm7 (bytes->data, bytes->len);
    else if (wide || g_strcmp0 (coding, "ucs2le") == 0 || g_strcmp0 (coding, "unicode") == 0)
        text = qmi_text_from_utf16 (bytes->data, bytes->len);
    else if (coding && g_utf8_validate ((const gchar *) bytes->data, bytes->len, NULL))
        text = g_strndup ((const gchar *) bytes->data, bytes->len);
    return text ? text : g_strdup ("");
}

static gchar *
list_text (struct json_object *list, const gchar *form, const gchar *coding)
{
    if (g_str_equal (form, "big-endian"))
        return big_endian_text (list);
    if (g_str_equal (form, "nibbles"))
        return nibbles_text (list);
    if (g_str_equal (form, "pairs"))
        return pairs_text (list);
    return g_str_has_prefix (form, "text") ? encoded_text (list, g_str_equal (form, "text"), coding) : NULL;
}

/* Digits as text without an F at the end, which stands where there is no digit. */
static gchar *
trimmed_text (struct json_object *value)
{
    gchar *text = g_strdup (json_object_get_string (value));
    gsize length = strlen (text);

    if (length > 0 && g_ascii_toupper (text[length - 1]) == 'F')
        text[length - 1] = '\0';
    return text;
}

gchar *
form_text (struct json_object *value, const gchar *form, const gchar *coding)
{
    if (json_object_is_type (value, json_type_array))
        return list_text (value, form, coding);
    if (g_str_equal (form, "bits"))
        return bits_text (value);
    if (g_str_equal (form, "trimmed"))
        return trimmed_text (value);
    if (g_str_equal (form, "HEX"))
        return g_strdup_printf ("0x%" G_GINT64_MODIFIER "X", (guint64) number_of (value));
    switch (*form) {
    case '?':
        return choice_text (number_of (value), form + 1);
    case '%':
        return range_text (number_of (value), form + 1);
    case '*':
    case '/':
    case '+':
    case '.':
    case '&':
        return result_text (number_of (value), form);
    default:
        return NULL;
    }
}
