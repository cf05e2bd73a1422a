/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Values as text. */

#include "config.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

#include "layout-value.h"

#define GPS_EPOCH 315964800 /* 1980-01-06 00:00:00 UTC, in seconds since 1970 */

const QmicliNode *
layout_child (const QmicliNode *node, const gchar *name)
{
    const QmicliNode *child = node + 1;

    for (guint i = 0; i < node->n_children; i++, child += child->size)
        if (g_str_equal (child->name, name))
            return child;
    return NULL;
}

/* The number of a value that may have a name. */
static gint64
plain_number (struct json_object *value)
{
    struct json_object *number;

    return json_object_get_int64 (json_object_object_get_ex (value, "value", &number) ? number : value);
}

/* A number that is made of parts: the table has the parts of each value that means "not available". */
static gboolean
are_parts_absent (const QmicliNode *node, struct json_object *parts)
{
    guint n = (guint) json_object_object_length (parts);

    for (guint first = 0; n > 0 && first + n <= node->n_absent; first += n) {
        guint same = 0, i = 0;

        json_object_object_foreach (parts, name, value) {
            (void) name;
            same += plain_number (value) == qmicli_number (node->first_absent + first + i++);
        }
        if (same == n)
            return TRUE;
    }
    return FALSE;
}

gboolean
layout_is_absent (const QmicliNode *node, struct json_object *value)
{
    if (json_object_is_type (value, json_type_object) && !node->n_children && !path_get (value, "value"))
        return are_parts_absent (node, value);
    for (guint i = 0; json_object_is_type (value, json_type_int) && i < node->n_absent; i++)
        if (json_object_get_int64 (value) == qmicli_number (node->first_absent + i))
            return TRUE;
    return FALSE;
}

gchar *
layout_bytes (struct json_object *list, guint row, const gchar *indent)
{
    GString *text = g_string_new (NULL);
    gsize n = json_object_array_length (list);

    for (gsize i = 0; i < n; i++) {
        if (i > 0)
            g_string_append (text, row && i % row == 0 ? ":\n" : ":");
        if (row && i % row == 0)
            g_string_append (text, indent);
        g_string_append_printf (text, "%02X", json_object_get_int (json_object_array_get_idx (list, i)));
    }
    return g_string_free (text, FALSE);
}

gchar *
layout_digits (struct json_object *list, gboolean low_first)
{
    GString *text = g_string_new (NULL);

    for (gsize i = 0; i < 2 * json_object_array_length (list); i++) {
        guint digit = json_object_get_int (json_object_array_get_idx (list, i / 2)) >>
                      ((i % 2 == 0) == low_first ? 0 : 4) & 0xF;

        if (digit > 9)
            break;
        g_string_append_c (text, (gchar) ('0' + digit));
    }
    return g_string_free (text, FALSE);
}

/* A text that stands as a row of bytes, up to its end or the first NUL. */
static gchar *
text_of_bytes (struct json_object *list)
{
    g_autoptr (GString) text = g_string_new (NULL);

    for (gsize i = 0; i < json_object_array_length (list); i++) {
        gint byte = json_object_get_int (json_object_array_get_idx (list, i));

        if (byte == 0)
            break;
        g_string_append_c (text, (gchar) byte);
    }
    return g_utf8_make_valid (text->str, text->len);
}

/* How many milliseconds a step of "ms", "1.25 ms" or "s" is. */
static gdouble
milliseconds (const gchar *unit)
{
    gchar *rest = NULL;
    gdouble factor = g_ascii_strtod (unit, &rest);

    if (rest == unit)
        factor = 1;
    rest += strspn (rest, " ");
    return g_str_equal (rest, "s") ? 1000 * factor : factor;
}

static gchar *
ipv4_text (guint64 number)
{
    guint32 bytes = GUINT32_TO_BE ((guint32) number);
    gchar text[INET_ADDRSTRLEN];

    return g_strdup (inet_ntop (AF_INET, &bytes, text, sizeof (text)));
}

/* An address that stands as eight numbers. */
static gchar *
ipv6_text (struct json_object *list)
{
    guint16 parts[8] = { 0 };
    gchar text[INET6_ADDRSTRLEN];

    for (gsize i = 0; i < MIN (json_object_array_length (list), G_N_ELEMENTS (parts)); i++)
        parts[i] = GUINT16_TO_BE ((guint16) json_object_get_int (json_object_array_get_idx (list, i)));
    return g_strdup (inet_ntop (AF_INET6, parts, text, sizeof (text)));
}

/* Number, unit and the date they mean. */
static gchar *
gps_time (const QmicliNode *node, struct json_object *value)
{
    const gchar *unit = qmicli_text (node->unit);
    guint64 number = json_object_get_uint64 (value);
    gint64 seconds = (gint64) ((gdouble) number * milliseconds (unit) / 1000);
    g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds + GPS_EPOCH);
    g_autofree gchar *date = time ? g_date_time_format (time, "%F %T") : g_strdup ("out of range");
    g_auto (GStrv) words = g_strsplit (unit, " ", -1);
    g_autofree gchar *compact = g_strjoinv ("", words);

    return g_strdup_printf ("%" G_GUINT64_FORMAT " (%s%s): %s", number, g_ascii_isdigit (*unit) ? "x " : "", compact,
                            date);
}

static gchar *
number_text (const QmicliNode *node, struct json_object *value)
{
    const gchar *unit = node && !(node->flags & QMICLI_NODE_NO_UNIT) ? qmicli_text (node->unit) : "";
    guint64 number = json_object_get_uint64 (value);

    if (node && layout_is_absent (node, value))
        return g_strdup ("not available");
    if (node && (node->flags & QMICLI_NODE_GPS_TIME))
        return gps_time (node, value);
    if (node && node->display == QMICLI_DISPLAY_IPV4)
        return ipv4_text (number);
    if (node && node->display == QMICLI_DISPLAY_HEX)
        return g_strdup_printf ("0x%" G_GINT64_MODIFIER "X", number);
    if (g_ascii_isdigit (*unit))
        return g_strdup_printf ("%s (x %s)", json_object_get_string (value), unit);
    return g_strdup_printf ("%s%s%s", json_object_get_string (value), *unit ? " " : "", unit);
}

static gchar *
unknown_number (struct json_object *number)
{
    return g_strdup_printf ("unknown [0x%02" G_GINT64_MODIFIER "x]", json_object_get_uint64 (number));
}

static gchar *
flag_names (struct json_object *names, struct json_object *number)
{
    GString *text;

    if (json_object_array_length (names) == 0)
        return json_object_get_uint64 (number) ? unknown_number (number) : g_strdup ("none");
    text = g_string_new (NULL);
    for (gsize i = 0; i < json_object_array_length (names); i++)
        g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                                json_object_get_string (json_object_array_get_idx (names, i)));
    return g_string_free (text, FALSE);
}

/* A number with a name, or with the names of its bits; %NULL if the object is something else. */
static gchar *
named_text (struct json_object *value)
{
    struct json_object *number, *names;
    const gchar *name = path_name_of (value);

    if (!json_object_object_get_ex (value, "value", &number) || !json_object_is_type (number, json_type_int))
        return NULL;
    if (name)
        return g_strdup (name);
    return json_object_object_get_ex (value, "names", &names) ? flag_names (names, number) : unknown_number (number);
}

static gchar *
list_text (const QmicliNode *node, struct json_object *list)
{
    const QmicliNode *element = node && node->n_children ? node + 1 : NULL;
    g_autoptr (GString) text = g_string_new (NULL);

    if (node && node->display == QMICLI_DISPLAY_TEXT)
        return text_of_bytes (list);
    if (node && node->display == QMICLI_DISPLAY_IPV6)
        return ipv6_text (list);
    if (node && node->display == QMICLI_DISPLAY_BYTES)
        return layout_bytes (list, 0, "");
    for (gsize i = 0; i < json_object_array_length (list); i++) {
        g_autofree gchar *item = layout_value (element, json_object_array_get_idx (list, i));

        if (!item)
            return NULL;
        g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", item);
    }
    return g_strdup (text->str);
}

/* A number that is made of parts: "Application: 0, Slot: 1". */
static gchar *
parts_text (struct json_object *parts)
{
    g_autoptr (GString) text = g_string_new (NULL);

    json_object_object_foreach (parts, name, value) {
        g_autofree gchar *part = layout_value (NULL, value);

        g_string_append_printf (text, "%s%s: %s", text->len > 0 ? ", " : "", name, part);
    }
    return g_strdup (text->str);
}

static gchar *
object_text (const QmicliNode *node, struct json_object *value)
{
    gchar *text = named_text (value);
    PathElement element = { .around = { value }, .depth = 1 };

    if (text || !node)
        return text;
    if (layout_is_absent (node, value))
        return g_strdup ("not available");
    if (*qmicli_text (node->pattern))
        return layout_pattern (qmicli_text (node->pattern), node, &element);
    return node->n_children ? NULL : parts_text (value);
}

gchar *
layout_value (const QmicliNode *node, struct json_object *value)
{
    switch (json_object_get_type (value)) {
    case json_type_null:
        return g_strdup ("not a number");
    case json_type_boolean:
        return g_strdup (json_object_get_boolean (value) ? "yes" : "no");
    case json_type_int:
    case json_type_double:
        return number_text (node, value);
    case json_type_string:
        return g_strdup (json_object_get_string (value));
    case json_type_array:
        return list_text (node, value);
    default:
        return object_text (node, value);
    }
}

static gchar *
placeholder_text (const gchar *name, const QmicliNode *node, const PathElement *element)
{
    const QmicliNode *child = node ? layout_child (node, name) : NULL;
    struct json_object *value;
    gchar *text;

    if (g_str_equal (name, "#"))
        return g_strdup_printf ("%u", element->index);
    if (g_str_equal (name, "."))
        return layout_value (NULL, element->around[0]);
    if (g_str_equal (name, "text")) {
        const gchar *nickname = path_name_of (element->around[0]);
        const gchar *longer = node && nickname ? qmicli_find_word (node->first_word, node->n_words, nickname) : NULL;

        return g_strdup (longer ? longer : "unknown");
    }
    value = path_find (element, name);
    text = value ? layout_value (child, value) : NULL;
    return text ? text : g_strdup ("");
}

gchar *
layout_pattern (const gchar *pattern, const QmicliNode *node, const PathElement *element)
{
    GString *text = g_string_new (NULL);

    while (*pattern) {
        gsize length = strcspn (pattern, "{");
        const gchar *end = strchr (pattern + length, '}');

        g_string_append_len (text, pattern, length);
        pattern += length;
        if (*pattern && end) {
            g_autofree gchar *name = g_strndup (pattern + 1, end - pattern - 1);
            g_autofree gchar *value = placeholder_text (name, node, element);

            g_string_append (text, value);
            pattern = end + 1;
        } else if (*pattern) {
            g_string_append_c (text, *pattern++);
        }
    }
    return g_string_free (text, FALSE);
}
