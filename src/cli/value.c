/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Makes JSON values of typed text, by the types of the tables. */

#include "config.h"

#include <arpa/inet.h>
#include <errno.h>
#include <string.h>

#include "scan.h"
#include "value.h"

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

/* The words that an item has for values, in place of their numbers or nicknames. */
static GString *
list_words (const QmicliItem *item)
{
    GString *list = g_string_new (NULL);

    for (guint i = 0; i < item->n_words; i++)
        g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", qmicli_word (item->first_word + i));
    return list;
}

void
value_add_names (QmiSchemaEnumRef ref, const QmicliItem *item, GString *list)
{
    for (guint i = 0; i < ref.type->n; i++) {
        const gchar *nickname = qmi_schema_enum_nickname (ref, i);
        gboolean replaced = item && qmicli_find_word (item->first_word, item->n_words, nickname);

        if (qmi_schema_enum_value (ref, i) >= 0 && !replaced)
            g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", nickname);
    }
}

static struct json_object *
no_such_value (QmiSchemaEnumRef ref, const QmicliItem *item, const gchar *text, GError **error)
{
    g_autoptr (GString) known = list_words (item);

    value_add_names (ref, item, known);
    return qmicli_fail (error, "no value \"%s\"; there are: %s", text, known->str);
}

static struct json_object *
enum_value (QmiSchemaEnumRef ref, const QmicliItem *item, const gchar *text, GError **error)
{
    gint64 number;

    if (!qmi_schema_enum_parse (ref, text, &number) &&
        (!parse_number (text, &number) || !qmi_schema_enum_find (ref, number)))
        return no_such_value (ref, item, text, error);
    return number < 0 ? no_such_value (ref, item, text, error) : json_object_new_int64 (number);
}

/* Nicknames with | between them, or a number. */
static struct json_object *
flags_value (QmiSchemaEnumRef ref, const QmicliItem *item, const gchar *text, GError **error)
{
    g_auto (GStrv) words = g_strsplit (text, "|", -1);
    guint64 mask = 0;
    gint64 number;

    if (parse_number (text, &number) && !qmi_schema_enum_parse (ref, text, &number))
        return json_object_new_uint64 ((guint64) number);
    for (gchar **word = words; *word; word++) {
        if (!qmi_schema_enum_parse (ref, g_strstrip (*word), &number))
            return no_such_value (ref, item, *word, error);
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
    return qmicli_fail (error, "\"%s\" is neither enable (yes, true, on, 1) nor disable (no, false, off, 0)", text);
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
no_number (const QmicliItem *item, const gchar *text, gint64 min, gint64 max, GError **error)
{
    g_autoptr (GString) words = list_words (item);

    return qmicli_fail (error, "\"%s\" is not a number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT "%s%s", text,
                        min, max, words->len > 0 ? " or " : "", words->str);
}

static struct json_object *
number_value (const QmiSchemaField *field, const QmicliItem *item, const gchar *text, GError **error)
{
    struct in_addr address;
    gint64 number, min, max;

    range_of (field, item, &min, &max);
    if (field->size == sizeof (address) && inet_pton (AF_INET, text, &address) == 1)
        return json_object_new_int64 (g_ntohl (address.s_addr));
    if (!parse_number (text, &number))
        return no_number (item, text, min, max, error);
    if (field->size == 8 && !(item->flags & QMICLI_ITEM_BOUNDED) && *text != '-')
        return json_object_new_uint64 ((guint64) number);
    if (number < min || number > max)
        return qmicli_fail (error, "%s is out of range, %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, text, min, max);
    return json_object_new_int64 (number);
}

static struct json_object *
int_value (const QmiSchemaUnit *unit, const QmiSchemaField *field, const QmicliItem *item, const gchar *text,
           GError **error)
{
    QmiSchemaEnumRef ref = qmi_schema_field_enum (unit, field, TRUE);

    if (field->flags & QMI_FIELD_BOOLEAN)
        return boolean_value (text, error);
    if (!ref.type || ((item->flags & QMICLI_ITEM_NUMBER) && g_ascii_isdigit (*text)))
        return number_value (field, item, text, error);
    return (ref.type->flags & QMI_ENUM_FLAGS) ? flags_value (ref, item, text, error)
                                               : enum_value (ref, item, text, error);
}

gboolean
value_check_count (gsize n, const gchar *what, guint min, guint max, GError **error)
{
    if (n >= min && n <= max)
        return TRUE;
    if (min == max)
        qmicli_fail (error, "%" G_GSIZE_FORMAT " %s, exactly %u are needed", n, what, min);
    else if (min == 0)
        qmicli_fail (error, "%" G_GSIZE_FORMAT " %s, at most %u are possible", n, what, max);
    else
        qmicli_fail (error, "%" G_GSIZE_FORMAT " %s, %u to %u are possible", n, what, min, max);
    return FALSE;
}

static struct json_object *
string_value (const QmiSchemaField *field, const QmicliItem *item, const gchar *text, GError **error)
{
    gsize length = strlen (text);
    guint min = field->ref ? field->ref : item->length_min;
    guint max = field->ref ? field->ref : field->extra ? field->extra : field->size == 1 ? G_MAXUINT8 : G_MAXUINT16;

    if (item->length_max)
        max = MIN (max, item->length_max);
    if (!value_check_count (length, "characters", min, max, error))
        return NULL;
    if ((field->flags & QMI_FIELD_DIGITS) && strspn (text, "0123456789") != length)
        return (item->flags & QMICLI_ITEM_SECRET) ? qmicli_fail (error, "only digits are possible")
                                                  : qmicli_fail (error, "\"%s\": only digits are possible", text);
    return json_object_new_string (text);
}

struct json_object *
value_bytes_of_text (const QmiSchemaField *field, const gchar *text, GError **error)
{
    gsize length = strlen (text), fixed = field->size == 0 ? field->extra : 0;
    guint most = fixed ? (guint) fixed : field->size == 1 ? G_MAXUINT8 : G_MAXUINT16;
    struct json_object *list;

    if (!value_check_count (length, "characters", 0, most, error))
        return NULL;
    list = json_object_new_array ();
    for (gsize i = 0; i < MAX (length, fixed); i++)
        json_object_array_add (list, json_object_new_int (i < length ? (guint8) text[i] : 0));
    return list;
}

/* "01:AB:FF", "01ABFF" or "0x01ABFF" */
static struct json_object *
bytes_of_hex (const gchar *text, GError **error)
{
    const gchar *start = text + (g_ascii_strncasecmp (text, "0x", 2) == 0 ? 2 : 0);
    struct json_object *list = json_object_new_array ();

    for (const gchar *p = start; *p; p += 2) {
        p += (*p == ':' && p > start);
        if (!g_ascii_isxdigit (p[0]) || !g_ascii_isxdigit (p[1])) {
            json_object_put (list);
            return qmicli_fail (error, "\"%s\" is not a row of bytes in hexadecimal, such as 01:AB:FF", text);
        }
        json_object_array_add (list, json_object_new_int (g_ascii_xdigit_value (p[0]) << 4 |
                                                          g_ascii_xdigit_value (p[1])));
    }
    return list;
}

struct json_object *
value_of_json (const gchar *text, GError **error)
{
    struct json_tokener *tokener = json_tokener_new ();
    struct json_object *value = json_tokener_parse_ex (tokener, text, -1);
    const gchar *rest = text + json_tokener_get_parse_end (tokener);
    gboolean good = json_tokener_get_error (tokener) == json_tokener_success && !rest[strspn (rest, " \t\n")];

    json_tokener_free (tokener);
    if (good)
        return value;
    json_object_put (value);
    return qmicli_fail (error, "what begins with { is not the JSON of an object");
}

/* lists and structs */

static const QmicliItem *
item_of_inner (const QmicliItem *item)
{
    static const QmicliItem plain, secret = { .flags = QMICLI_ITEM_SECRET };

    return (item->flags & QMICLI_ITEM_SECRET) ? &secret : &plain;
}

static gboolean
is_composite (const QmiSchemaField *field)
{
    return field->kind == QMI_FIELD_ARRAY || field->kind == QMI_FIELD_STRUCT;
}

/* A piece of a list or of a struct. */
static struct json_object *
inner_value (const QmiSchemaUnit *unit, const QmiSchemaField *field, const QmicliItem *item, const gchar *piece,
             GError **error)
{
    g_autofree gchar *plain = NULL;

    if (is_composite (field))
        return value_from_text (unit, field, item, piece, error);
    plain = scan_plain (piece);
    return value_from_text (unit, field, item, plain, error);
}

/* Whether each piece is in brackets of its own. */
static gboolean
all_in_brackets (const gchar *text)
{
    g_autoptr (GPtrArray) pieces = scan_all (text, NULL);

    for (guint i = 0; pieces && i < pieces->len; i++)
        if (!strchr ("[{", *(const gchar *) pieces->pdata[i]))
            return FALSE;
    return pieces != NULL;
}

/* Elements as they were typed: "a,b", "[a,b]", "a|b"; lists and structs as "[a,b],[c,d]" or "[[a,b],[c,d]]". */
static GPtrArray *
elements_of (const QmiSchemaField *element, gboolean flags, const gchar *text, GError **error)
{
    g_autofree gchar *inside = scan_inside (text), *parted = NULL;

    if (inside && (!is_composite (element) || *inside == '\0' || all_in_brackets (inside)))
        text = inside;
    if (*text == '\0')
        return g_ptr_array_new ();
    if (text == inside || is_composite (element) || flags || strchr ("'\"", *text))
        return scan_all (text, error);
    parted = g_strdelimit (g_strdup (text), "|", ',');
    return scan_all (parted, error);
}

static struct json_object *
list_value (const QmiSchemaUnit *unit, const QmiSchemaField *field, const QmicliItem *item, const gchar *text,
            GError **error)
{
    const QmiSchemaField *element = qmi_schema_field (unit, field->ref);
    QmiSchemaEnumRef ref = qmi_schema_field_enum (unit, element, TRUE);
    gboolean flags = ref.type && (ref.type->flags & QMI_ENUM_FLAGS);
    g_autoptr (GPtrArray) pieces = elements_of (element, flags, text, error);
    struct json_object *list;

    if (!pieces)
        return NULL;
    list = json_object_new_array ();
    for (guint i = 0; i < pieces->len; i++) {
        const QmicliItem *inner = is_composite (element) ? item_of_inner (item) : item;
        struct json_object *value = inner_value (unit, element, inner, pieces->pdata[i], error);

        if (!value) {
            json_object_put (list);
            return NULL;
        }
        json_object_array_add (list, value);
    }
    return list;
}

static gboolean
has_right_count (const QmiSchemaField *field, const QmicliItem *item, gsize n, GError **error)
{
    guint fixed = field->size == 0 ? field->extra : 0;

    return value_check_count (n, "elements", fixed ? fixed : item->length_min,
                              fixed ? fixed : item->length_max ? item->length_max : G_MAXUINT, error);
}

static struct json_object *
array_value (const QmiSchemaUnit *unit, const QmiSchemaField *field, const QmicliItem *item, const gchar *text,
             GError **error)
{
    const QmiSchemaField *element = qmi_schema_field (unit, field->ref);
    gboolean bytes = element->kind == QMI_FIELD_INT && element->size == 1 &&
                     !(element->flags & (QMI_FIELD_SIGNED | QMI_FIELD_BOOLEAN)) &&
                     !qmi_schema_field_enum (unit, element, TRUE).type;
    struct json_object *list;

    if (item->flags & QMICLI_ITEM_TEXT)
        return value_bytes_of_text (field, text, error);
    list = bytes && *text != '[' ? bytes_of_hex (text, error) : list_value (unit, field, item, text, error);
    if (!list || has_right_count (field, item, json_object_array_length (list), error))
        return list;
    json_object_put (list);
    return NULL;
}

/* Members that are typed: those that are hidden or always the same are not. */
static gboolean
is_typed (const QmiSchemaField *member)
{
    return !(member->flags & (QMI_FIELD_HIDDEN | QMI_FIELD_CONSTANT));
}

static struct json_object *
wrong_count (const QmiSchemaUnit *unit, const QmiSchemaField *field, guint n, GError **error)
{
    g_autoptr (GString) names = g_string_new (NULL);

    for (guint i = 0; i < field->extra; i++)
        if (is_typed (qmi_schema_field (unit, field->ref + i)))
            g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                                    qmi_schema_text (unit, qmi_schema_field (unit, field->ref + i)->name));
    return qmicli_fail (error, "%u values in brackets; [%s] are needed", n, names->str);
}

/* "[a,b]", its members in their order */
static struct json_object *
struct_value (const QmiSchemaUnit *unit, const QmiSchemaField *field, const QmicliItem *item, const gchar *text,
              GError **error)
{
    g_autofree gchar *inside = scan_inside (text);
    g_autoptr (GPtrArray) pieces = inside ? scan_all (inside, error) : NULL;
    struct json_object *object;
    guint n = 0;

    if (!pieces)
        return inside ? NULL : qmicli_fail (error, "\"%s\" is not a list in brackets", text);
    for (guint i = 0; i < field->extra; i++)
        n += is_typed (qmi_schema_field (unit, field->ref + i));
    if (pieces->len != n)
        return wrong_count (unit, field, pieces->len, error);
    object = json_object_new_object ();
    for (guint i = 0, at = 0; i < field->extra; i++) {
        const QmiSchemaField *member = qmi_schema_field (unit, field->ref + i);
        const gchar *name = qmi_schema_text (unit, member->name);
        struct json_object *value;

        if (!is_typed (member))
            continue;
        value = inner_value (unit, member, item_of_inner (item), pieces->pdata[at++], error);
        if (!value) {
            g_prefix_error (error, "%s: ", name);
            json_object_put (object);
            return NULL;
        }
        json_object_object_add (object, name, value);
    }
    return object;
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
    if (*text == '{' && (field->kind == QMI_FIELD_STRUCT || (field->flags & QMI_FIELD_SEQUENCE)))
        return value_of_json (text, error);
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
            return qmicli_fail (error, "\"%s\" is not a number", text);
        return json_object_new_double (real);
    default:
        return struct_value (unit, field, item, text, error);
    }
}
