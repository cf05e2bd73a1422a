/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Makes JSON values of typed text, by the types of the tables. */

#include "config.h"

#include <errno.h>
#include <string.h>

#include "value.h"

G_GNUC_PRINTF (2, 3)
static struct json_object *
fail (GError **error, const gchar *format, ...)
{
    va_list arguments;

    va_start (arguments, format);
    if (error)
        *error = g_error_new_valist (QMICLI_ERROR, QMICLI_USAGE, format, arguments);
    va_end (arguments);
    return NULL;
}

/* Decimal, or hexadecimal with 0x; a leading zero means nothing. */
static gboolean
parse_number (const gchar *text, gint64 *number)
{
    const gchar *digits = text + (*text == '-');
    gboolean hex = g_ascii_strncasecmp (digits, "0x", 2) == 0;
    gchar *end = NULL;

    if (!g_ascii_isdigit (*digits))
        return FALSE;
    errno = 0;
    *number = *text == '-' ? g_ascii_strtoll (text, &end, hex ? 16 : 10)
                           : (gint64) g_ascii_strtoull (text, &end, hex ? 16 : 10);
    return errno == 0 && *end == '\0';
}

static struct json_object *
no_such_value (QmiSchemaEnumRef ref, const gchar *text, GError **error)
{
    g_autoptr (GString) known = g_string_new (NULL);

    for (guint i = 0; i < ref.type->n; i++)
        if (qmi_schema_enum_value (ref, i) >= 0)
            g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", qmi_schema_enum_nickname (ref, i));
    return fail (error, "no value \"%s\"; there are: %s", text, known->str);
}

static struct json_object *
enum_value (QmiSchemaEnumRef ref, const gchar *text, GError **error)
{
    gint64 number;

    if (!qmi_schema_enum_parse (ref, text, &number) &&
        (!parse_number (text, &number) || !qmi_schema_enum_find (ref, number)))
        return no_such_value (ref, text, error);
    return number < 0 ? no_such_value (ref, text, error) : json_object_new_int64 (number);
}

/* Nicknames with | between them, or a number. */
static struct json_object *
flags_value (QmiSchemaEnumRef ref, const gchar *text, GError **error)
{
    g_auto (GStrv) words = g_strsplit (text, "|", -1);
    guint64 mask = 0;
    gint64 number;

    if (parse_number (text, &number) && !qmi_schema_enum_parse (ref, text, &number))
        return json_object_new_uint64 ((guint64) number);
    for (gchar **word = words; *word; word++) {
        if (!qmi_schema_enum_parse (ref, g_strstrip (*word), &number))
            return no_such_value (ref, *word, error);
        mask |= (guint64) number;
    }
    return json_object_new_uint64 (mask);
}

static struct json_object *
boolean_value (const gchar *text, GError **error)
{
    static const gchar yes[][8] = { "yes", "true", "enable", "on", "1" };
    static const gchar no[][8] = { "no", "false", "disable", "off", "0" };

    for (guint i = 0; i < G_N_ELEMENTS (yes); i++) {
        if (g_ascii_strcasecmp (text, yes[i]) == 0)
            return json_object_new_boolean (TRUE);
        if (g_ascii_strcasecmp (text, no[i]) == 0)
            return json_object_new_boolean (FALSE);
    }
    return fail (error, "\"%s\" is neither enable (yes, true, on, 1) nor disable (no, false, off, 0)", text);
}

/* The range of the width on the wire, narrowed by the bounds of the description. */
static void
range_of (const QmiSchemaField *field, const QmicliItem *item, gint64 *min, gint64 *max)
{
    guint bits = 8 * field->size;
    gboolean is_signed = (field->flags & QMI_FIELD_SIGNED) != 0;

    *min = is_signed ? -(G_GINT64_CONSTANT (1) << (bits - 1)) : 0;
    *max = bits >= 64 ? G_MAXINT64 : (G_GINT64_CONSTANT (1) << (bits - is_signed)) - 1;
    if (item->flags & QMICLI_ITEM_BOUNDED) {
        *min = MAX (*min, qmicli_number (item->min));
        *max = MIN (*max, qmicli_number (item->max));
    }
}

static struct json_object *
number_value (const QmiSchemaField *field, const QmicliItem *item, const gchar *text, GError **error)
{
    gint64 number, min, max;

    range_of (field, item, &min, &max);
    if (!parse_number (text, &number))
        return fail (error, "\"%s\" is not a number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, text, min, max);
    if (field->size == 8 && !(item->flags & QMICLI_ITEM_BOUNDED) && *text != '-')
        return json_object_new_uint64 ((guint64) number);
    if (number < min || number > max)
        return fail (error, "%s is out of range, %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, text, min, max);
    return json_object_new_int64 (number);
}

static struct json_object *
int_value (const QmiSchemaUnit *unit, const QmiSchemaField *field, const QmicliItem *item, const gchar *text,
           GError **error)
{
    QmiSchemaEnumRef ref = qmi_schema_field_enum (unit, field, TRUE);

    if (field->flags & QMI_FIELD_BOOLEAN)
        return boolean_value (text, error);
    if (!ref.type)
        return number_value (field, item, text, error);
    return (ref.type->flags & QMI_ENUM_FLAGS) ? flags_value (ref, text, error) : enum_value (ref, text, error);
}

static struct json_object *
string_value (const QmiSchemaField *field, const QmicliItem *item, const gchar *text, GError **error)
{
    gsize length = strlen (text);
    guint most = field->extra ? field->extra : field->size == 1 ? G_MAXUINT8 : G_MAXUINT16;

    if (item->length_max)
        most = MIN (most, item->length_max);
    if (field->ref && length != field->ref)
        return fail (error, "%" G_GSIZE_FORMAT " characters, exactly %u are needed", length, field->ref);
    if (length > most || length < item->length_min)
        return fail (error, "%" G_GSIZE_FORMAT " characters, %u to %u are possible", length, MAX (1, item->length_min),
                     most);
    if ((field->flags & QMI_FIELD_DIGITS) && strspn (text, "0123456789") != length)
        return (item->flags & QMICLI_ITEM_SECRET) ? fail (error, "only digits are possible")
                                                  : fail (error, "\"%s\": only digits are possible", text);
    return json_object_new_string (text);
}

struct json_object *
value_bytes_of_text (const QmiSchemaField *field, const gchar *text, GError **error)
{
    gsize length = strlen (text), fixed = field->size == 0 ? field->extra : 0;
    gsize most = fixed ? fixed : field->size == 1 ? G_MAXUINT8 : G_MAXUINT16;
    struct json_object *list;

    if (length > most)
        return fail (error, "%" G_GSIZE_FORMAT " characters, at most %" G_GSIZE_FORMAT " are possible", length, most);
    list = json_object_new_array ();
    for (gsize i = 0; i < MAX (length, fixed); i++)
        json_object_array_add (list, json_object_new_int (i < length ? (guint8) text[i] : 0));
    return list;
}

/* "01:AB:FF" or "01ABFF" */
static struct json_object *
bytes_of_hex (const gchar *text, GError **error)
{
    struct json_object *list = json_object_new_array ();

    for (const gchar *p = text; *p; p += 2) {
        p += (*p == ':' && p > text);
        if (!g_ascii_isxdigit (p[0]) || !g_ascii_isxdigit (p[1])) {
            json_object_put (list);
            return fail (error, "\"%s\" is not a row of bytes in hexadecimal, such as 01:AB:FF", text);
        }
        json_object_array_add (list, json_object_new_int (g_ascii_xdigit_value (p[0]) << 4 |
                                                          g_ascii_xdigit_value (p[1])));
    }
    return list;
}

static struct json_object *
json_value (const gchar *text, GError **error)
{
    struct json_object *value = json_tokener_parse (text);

    return value ? value : fail (error, "\"%s\" is not the JSON of a list or an object", text);
}

static struct json_object *
array_value (const QmiSchemaUnit *unit, const QmiSchemaField *field, const QmicliItem *item, const gchar *text,
             GError **error)
{
    const QmiSchemaField *element = qmi_schema_field (unit, field->ref);
    g_auto (GStrv) words = NULL;
    struct json_object *list;

    if (item->flags & QMICLI_ITEM_TEXT)
        return value_bytes_of_text (field, text, error);
    if (element->kind == QMI_FIELD_INT && element->size == 1 && !qmi_schema_field_enum (unit, element, TRUE).type)
        return bytes_of_hex (text, error);
    words = g_strsplit (text, "|", -1);
    list = json_object_new_array ();
    for (gchar **word = words; *word; word++) {
        struct json_object *value = value_from_text (unit, element, item, *word, error);

        if (!value) {
            json_object_put (list);
            return NULL;
        }
        json_object_array_add (list, value);
    }
    return list;
}

struct json_object *
value_from_text (const QmiSchemaUnit *unit, const QmiSchemaField *field, const QmicliItem *item, const gchar *text,
                 GError **error)
{
    const gchar *known = qmicli_find_word (item->first_word, item->n_words, text);
    gchar *end = NULL;
    gdouble real;

    if (known)
        text = known;
    if ((*text == '[' || *text == '{') && (field->kind == QMI_FIELD_ARRAY || field->kind == QMI_FIELD_STRUCT))
        return json_value (text, error);
    switch (field->kind) {
    case QMI_FIELD_INT:
        return int_value (unit, field, item, text, error);
    case QMI_FIELD_STRING:
        return string_value (field, item, text, error);
    case QMI_FIELD_ARRAY:
        return array_value (unit, field, item, text, error);
    case QMI_FIELD_FLOAT:
        real = g_ascii_strtod (text, &end);
        if (end == text || *end != '\0')
            return fail (error, "\"%s\" is not a number", text);
        return json_object_new_double (real);
    default:
        return fail (error, "the JSON of an object is expected");
    }
}
