/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* JSON to wire. */

#include "config.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include "qmi-enum-types.h"
#include "qmi-error-types.h"
#include "qmi-errors.h"
#include "qmi-json.h"
#include "qmi-writer.h"

typedef struct {
    const QmiSchemaUnit *unit;
    GByteArray          *out;
    GString             *path;   /* where the value stands that is being read */
    GError             **error;
} Reader;

static gboolean read_value (Reader *self, const QmiSchemaField *field, struct json_object *value);

G_GNUC_PRINTF (2, 3)
static gboolean
fail (Reader *self, const gchar *format, ...)
{
    g_autofree gchar *text = NULL;
    va_list arguments;

    va_start (arguments, format);
    text = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    g_set_error (self->error, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_ARGS, "%s: %s", self->path->str, text);
    return FALSE;
}

static gsize
enter (Reader *self, const gchar *name)
{
    gsize before = self->path->len;

    if (before > 0)
        g_string_append_c (self->path, '/');
    g_string_append (self->path, name);
    return before;
}

/* numbers */

static gchar *
list_names (QmiSchemaEnumRef ref)
{
    GString *list = g_string_new (NULL);

    for (guint i = 0; i < ref.type->n; i++)
        g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", qmi_schema_enum_nickname (ref, i));
    return g_string_free (list, FALSE);
}

/* A number written as text, decimal or hexadecimal. */
static gboolean
parse_number (const gchar *text, gint64 *value)
{
    gchar *end = NULL;

    errno = 0;
    *value = (*text == '-') ? g_ascii_strtoll (text, &end, 0) : (gint64) g_ascii_strtoull (text, &end, 0);
    return errno == 0 && end != text && *end == '\0';
}

static gboolean
read_name (Reader *self, QmiSchemaEnumRef ref, const gchar *name, gint64 *number)
{
    g_autofree gchar *allowed = NULL;

    if ((ref.type && qmi_schema_enum_parse (ref, name, number)) || parse_number (name, number))
        return TRUE;
    if (!ref.type)
        return fail (self, "\"%s\" is not a number", name);
    allowed = list_names (ref);
    return fail (self, "no value \"%s\"; there are: %s", name, allowed);
}

static gboolean
read_names (Reader *self, QmiSchemaEnumRef ref, struct json_object *list, gint64 *mask)
{
    *mask = 0;
    for (gsize i = 0; i < json_object_array_length (list); i++) {
        struct json_object *item = json_object_array_get_idx (list, i);
        gint64 bit;

        if (!json_object_is_type (item, json_type_string))
            return fail (self, "a list of names is expected here");
        if (!read_name (self, ref, json_object_get_string (item), &bit))
            return FALSE;
        *mask |= bit;
    }
    return TRUE;
}

static gboolean
read_parts (Reader *self, const QmiSchemaField *field, struct json_object *value, gint64 *number);

/* A number in any of its forms: 3, "offline", "0x03", ["bit-1", "bit-2"], { "value": 3, ... }, true. */
static gboolean
read_number (Reader *self, const QmiSchemaField *field, struct json_object *value, gint64 *number)
{
    QmiSchemaEnumRef ref = qmi_schema_field_enum (self->unit, field, TRUE);
    struct json_object *inner;

    switch (json_object_get_type (value)) {
    case json_type_boolean:
        *number = json_object_get_boolean (value);
        return TRUE;
    case json_type_int:
        *number = json_object_get_int64 (value);
        if (*number == G_MAXINT64 && field->size == sizeof (guint64) && !(field->flags & QMI_FIELD_SIGNED))
            *number = (gint64) json_object_get_uint64 (value);
        return TRUE;
    case json_type_string:
        return read_name (self, ref, json_object_get_string (value), number);
    case json_type_array:
        if (!ref.type || !(ref.type->flags & QMI_ENUM_FLAGS))
            return fail (self, "a list is not expected here");
        return read_names (self, ref, value, number);
    case json_type_object:
        if (field->flags & QMI_FIELD_PARTS)
            return read_parts (self, field, value, number);
        if (json_object_object_get_ex (value, "value", &inner) && json_object_is_type (inner, json_type_int))
            return read_number (self, field, inner, number);
        return fail (self, "an object needs a member \"value\" with a number");
    default:
        return fail (self, "a number is expected here");
    }
}

static gboolean
read_parts (Reader *self, const QmiSchemaField *field, struct json_object *value, gint64 *number)
{
    guint64 whole = 0;

    for (guint i = 0; i < field->extra; i++) {
        const QmiSchemaField *part = qmi_schema_field (self->unit, field->ref + i);
        guint64 limit = G_MAXUINT64 >> (64 - part->size);
        struct json_object *inner;
        gint64 bits;

        if (!json_object_object_get_ex (value, qmi_schema_text (self->unit, part->name), &inner))
            continue;
        if (!read_number (self, part, inner, &bits))
            return FALSE;
        if ((guint64) bits > limit)
            return fail (self, "%" G_GINT64_FORMAT " is too large for \"%s\", at most %" G_GUINT64_FORMAT, bits,
                         qmi_schema_text (self->unit, part->name), limit);
        whole |= (guint64) bits << part->extra;
    }
    *number = (gint64) whole;
    return TRUE;
}

static gboolean
read_int (Reader *self, const QmiSchemaField *field, struct json_object *value)
{
    gint64 number;
    guint bits = 8 * field->size;

    if (!read_number (self, field, value, &number))
        return FALSE;
    if (bits < 64 && (field->flags & QMI_FIELD_SIGNED)) {
        gint64 limit = G_GINT64_CONSTANT (1) << (bits - 1);

        if (number < -limit || number >= limit)
            return fail (self, "%" G_GINT64_FORMAT " is out of range, %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT,
                         number, -limit, limit - 1);
    } else if (bits < 64 && (number < 0 || number >> bits)) {
        return fail (self, "%" G_GINT64_FORMAT " is out of range, 0 to %" G_GUINT64_FORMAT, number,
                     (G_GUINT64_CONSTANT (1) << bits) - 1);
    }
    qmi_writer_int (self->out, field, (guint64) number);
    return TRUE;
}

static gboolean
read_float (Reader *self, const QmiSchemaField *field, struct json_object *value)
{
    if (value && !json_object_is_type (value, json_type_double) && !json_object_is_type (value, json_type_int))
        return fail (self, "a number is expected here");
    /* null stands for what JSON cannot say. */
    qmi_writer_float (self->out, field, value ? json_object_get_double (value) : (gdouble) NAN);
    return TRUE;
}

/* texts, arrays, structs */

static gboolean
read_string (Reader *self, const QmiSchemaField *field, struct json_object *value)
{
    const gchar *text;
    gsize length;

    if (!json_object_is_type (value, json_type_string))
        return fail (self, "a text is expected here");
    text = json_object_get_string (value);
    length = json_object_get_string_len (value);
    if (field->extra && length > field->extra)
        return fail (self, "%" G_GSIZE_FORMAT " bytes are too long, at most %u", length, field->extra);
    if ((field->flags & QMI_FIELD_DIGITS) && strspn (text, "0123456789") != length)
        return (field->flags & QMI_FIELD_SECRET) ? fail (self, "only digits are possible")
                                                 : fail (self, "\"%s\" has other characters than digits", text);
    if (qmi_writer_string (self->out, field, text, length))
        return TRUE;
    if (field->ref)
        return fail (self, "%" G_GSIZE_FORMAT " bytes, exactly %u are needed", length, field->ref);
    return fail (self, "%" G_GSIZE_FORMAT " bytes are too long for the length in front", length);
}

static gboolean
read_elements (Reader *self, const QmiSchemaField *field, struct json_object *list, guint8 sequence)
{
    const QmiSchemaField *element = qmi_schema_field (self->unit, field->ref);
    gsize count = json_object_array_length (list);

    if (!qmi_writer_array (self->out, field, count, sequence)) {
        if (field->size == 0)
            return fail (self, "%" G_GSIZE_FORMAT " elements, exactly %u are needed", count, field->extra);
        return fail (self, "%" G_GSIZE_FORMAT " elements are too many for the count in front", count);
    }
    for (gsize i = 0; i < count; i++) {
        gsize before = self->path->len;

        g_string_append_printf (self->path, "[%" G_GSIZE_FORMAT "]", i);
        if (!read_value (self, element, json_object_array_get_idx (list, i)))
            return FALSE;
        g_string_truncate (self->path, before);
    }
    return TRUE;
}

static gboolean
read_array (Reader *self, const QmiSchemaField *field, struct json_object *value)
{
    struct json_object *list = value, *number;
    guint8 sequence = 0;

    if ((field->flags & QMI_FIELD_SEQUENCE) && json_object_is_type (value, json_type_object)) {
        list = NULL;
        json_object_object_get_ex (value, "elements", &list);
        if (json_object_object_get_ex (value, "sequence", &number))
            sequence = (guint8) json_object_get_int (number);
    }
    if (!json_object_is_type (list, json_type_array))
        return fail (self, "a list is expected here");
    return read_elements (self, field, list, sequence);
}

static void
add_name (const Reader *self, GString *list, const QmiSchemaField *field)
{
    if (!(field->flags & (QMI_FIELD_HIDDEN | QMI_FIELD_CONSTANT)))
        g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", qmi_schema_text (self->unit, field->name));
}

static gboolean
no_such_member (Reader *self, const QmiSchemaField *field, const gchar *name)
{
    g_autoptr (GString) known = g_string_new (NULL);

    for (guint i = 0; i < field->extra; i++)
        add_name (self, known, qmi_schema_field (self->unit, field->ref + i));
    return fail (self, "there is no member \"%s\"; there are: %s", name, known->str);
}

/* Refuses members that the description does not have. */
static gboolean
check_members (Reader *self, const QmiSchemaField *field, struct json_object *value)
{
    json_object_object_foreach (value, name, inner) {
        gboolean known = FALSE;

        (void) inner;
        for (guint i = 0; i < field->extra && !known; i++)
            known = g_str_equal (name, qmi_schema_text (self->unit,
                                                        qmi_schema_field (self->unit, field->ref + i)->name));
        if (!known)
            return no_such_member (self, field, name);
    }
    return TRUE;
}

static gboolean
read_struct (Reader *self, const QmiSchemaField *field, struct json_object *value)
{
    if (!json_object_is_type (value, json_type_object))
        return fail (self, "an object is expected here");
    if (!check_members (self, field, value))
        return FALSE;
    for (guint i = 0; i < field->extra; i++) {
        const QmiSchemaField *child = qmi_schema_field (self->unit, field->ref + i);
        const gchar *name = qmi_schema_text (self->unit, child->name);
        struct json_object *inner;
        gsize before;

        if (!json_object_object_get_ex (value, name, &inner)) {
            if (!(child->flags & (QMI_FIELD_HIDDEN | QMI_FIELD_CONSTANT)))
                return fail (self, "the member \"%s\" is missing", name);
            qmi_writer_int (self->out, child, qmi_schema_constant (self->unit, child));
            continue;
        }
        before = enter (self, name);
        if (!read_value (self, child, inner))
            return FALSE;
        g_string_truncate (self->path, before);
    }
    return TRUE;
}

static gboolean
read_value (Reader *self, const QmiSchemaField *field, struct json_object *value)
{
    switch (field->kind) {
    case QMI_FIELD_INT:
        return read_int (self, field, value);
    case QMI_FIELD_FLOAT:
        return read_float (self, field, value);
    case QMI_FIELD_STRING:
        return read_string (self, field, value);
    case QMI_FIELD_ARRAY:
        return read_array (self, field, value);
    default:
        return read_struct (self, field, value);
    }
}

/* messages */

static gboolean
add_tlv (Reader *self, const QmiSchemaTlv *tlv, struct json_object *value)
{
    const QmiSchemaField *field = qmi_schema_field (self->unit, tlv->field);
    gsize start = qmi_message_tlv_write_init (self->out, tlv->id, self->error);
    gsize before = enter (self, qmi_schema_text (self->unit, field->name));

    if (start == 0 || !read_value (self, field, value) ||
        !qmi_message_tlv_write_complete (self->out, start, self->error))
        return FALSE;
    g_string_truncate (self->path, before);
    return TRUE;
}

static gboolean
no_such_tlv (Reader *self, const QmiSchemaTlv *tlvs, guint n, const QmiSchemaMessage *message, const gchar *name)
{
    g_autoptr (GString) known = g_string_new (NULL);

    for (guint i = 0; i < n; i++)
        add_name (self, known, qmi_schema_field (self->unit, tlvs[i].field));
    g_string_append (self->path, qmi_schema_text (self->unit, message->name));
    return fail (self, "there is no TLV \"%s\"%s%s", name, n > 0 ? "; there are: " : "", known->str);
}

static gboolean
check_tlv_names (Reader *self, const QmiSchemaTlv *tlvs, guint n, const QmiSchemaMessage *message,
                 struct json_object *values)
{
    json_object_object_foreach (values, name, inner) {
        gboolean known = FALSE;

        (void) inner;
        for (guint i = 0; i < n && !known; i++)
            known = g_str_equal (name, qmi_schema_text (self->unit,
                                                        qmi_schema_field (self->unit, tlvs[i].field)->name));
        if (!known)
            return no_such_tlv (self, tlvs, n, message, name);
    }
    return TRUE;
}

gboolean
qmi_json_add_tlvs (const QmiSchemaUnit *unit, const QmiSchemaMessage *message, guint direction,
                   struct json_object *values, QmiMessage *frame, GError **error)
{
    const QmiSchemaTlv *tlvs = qmi_schema_tlv (unit, message->first[direction]);
    g_autoptr (GString) path = g_string_new (NULL);
    Reader self = { unit, frame, path, error };

    if (values && !json_object_is_type (values, json_type_object)) {
        g_string_append (path, "tlvs");
        return fail (&self, "an object is expected here");
    }
    if (values && !check_tlv_names (&self, tlvs, message->n[direction], message, values))
        return FALSE;
    for (guint i = 0; i < message->n[direction]; i++) {
        const QmiSchemaTlv *tlv = &tlvs[tlvs[i].write_order];
        const gchar *name = qmi_schema_text (unit, qmi_schema_field (unit, tlv->field)->name);
        struct json_object *value;

        if (values && json_object_object_get_ex (values, name, &value) && !add_tlv (&self, tlv, value))
            return FALSE;
    }
    return TRUE;
}

static const gchar *
get_text (struct json_object *object, const gchar *name)
{
    struct json_object *value;

    return json_object_object_get_ex (object, name, &value) ? json_object_get_string (value) : NULL;
}

/* A number that may be missing. */
static gint64
get_number (struct json_object *object, const gchar *name)
{
    const gchar *text = get_text (object, name);
    gint64 number;

    return text && parse_number (text, &number) ? number : 0;
}

gboolean
qmi_json_find_service (const gchar *name, guint *service)
{
    GEnumClass *names = g_type_class_ref (QMI_TYPE_SERVICE);
    GEnumValue *value = g_enum_get_value_by_nick (names, name);
    gint64 number = value ? value->value : -1;
    gboolean found = (value || parse_number (name, &number)) && number >= 0 && number <= G_MAXUINT16;

    g_type_class_unref (names);
    if (found)
        *service = (guint) number;
    return found;
}

const QmiSchemaMessage *
qmi_json_find_message (const QmiSchemaUnit *unit, const gchar *name, gboolean indication)
{
    for (guint i = 0; unit && i < unit->n_messages; i++) {
        const QmiSchemaMessage *message = qmi_schema_message (unit, i);

        if (!!(message->flags & QMI_MESSAGE_INDICATION) == indication &&
            g_ascii_strcasecmp (name, qmi_schema_text (unit, message->name)) == 0)
            return message;
    }
    return NULL;
}

static const QmiSchemaMessage *
find_message (const QmiSchemaUnit *unit, struct json_object *description, gboolean indication, guint *id)
{
    const gchar *name = get_text (description, "message");
    const QmiSchemaMessage *message = name ? qmi_json_find_message (unit, name, indication) : NULL;

    *id = message ? message->id : (guint) get_number (description, "id");
    if (name || !unit)
        return message;
    return qmi_schema_find_message (unit, *id, (guint16) get_number (description, "vendor"), indication);
}

static gboolean
add_unknown (QmiMessage *frame, struct json_object *entry, GError **error)
{
    const gchar *text = get_text (entry, "value");
    g_autoptr (GByteArray) bytes = g_byte_array_new ();
    gsize start;

    for (const gchar *p = text ? text : ""; *p; p++) {
        guint8 byte;

        if (*p == ':' || *p == ' ')
            continue;
        if (!g_ascii_isxdigit (p[0]) || !g_ascii_isxdigit (p[1])) {
            g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_ARGS,
                         "unknown: \"%s\" is not a row of bytes in hexadecimal", text);
            return FALSE;
        }
        byte = (guint8) (g_ascii_xdigit_value (p[0]) << 4 | g_ascii_xdigit_value (p[1]));
        g_byte_array_append (bytes, &byte, 1);
        p++;
    }
    start = qmi_message_tlv_write_init (frame, (guint8) get_number (entry, "type"), error);
    if (start == 0)
        return FALSE;
    g_byte_array_append (frame, bytes->data, bytes->len);
    return qmi_message_tlv_write_complete (frame, start, error);
}

static void
set_kind (QmiMessage *frame, gboolean indication, gboolean response)
{
    gboolean ctl = frame->data[QMI_FRAME_SERVICE] == QMI_SERVICE_CTL;
    guint8 *flags = &frame->data[QMI_FRAME_QMI_FLAGS];

    if (indication)
        *flags = ctl ? QMI_FRAME_CTL_FLAG_INDICATION : QMI_FRAME_SERVICE_FLAG_INDICATION;
    else if (response)
        *flags = ctl ? QMI_FRAME_CTL_FLAG_RESPONSE : QMI_FRAME_SERVICE_FLAG_RESPONSE;
    if (indication || response)
        frame->data[QMI_FRAME_QMUX_FLAGS] = QMI_FRAME_QMUX_FLAG_FROM_MODEM;
}

QmiMessage *
qmi_json_to_message (struct json_object *description, GError **error)
{
    const gchar *kind = get_text (description, "kind");
    gboolean indication = g_strcmp0 (kind, "indication") == 0;
    gboolean response = g_strcmp0 (kind, "response") == 0;
    const QmiSchemaUnit *unit;
    const QmiSchemaMessage *message;
    struct json_object *values = NULL, *unknown = NULL;
    g_autoptr (GByteArray) frame = NULL;
    const gchar *service_name = get_text (description, "service");
    guint service, id;

    if (!service_name || !qmi_json_find_service (service_name, &service)) {
        g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_ARGS,
                     "service: \"%s\" is neither the name nor the number of a service",
                     service_name ? service_name : "");
        return NULL;
    }
    unit = qmi_schema_find_unit (service);
    message = find_message (unit, description, indication, &id);
    json_object_object_get_ex (description, "tlvs", &values);
    if (!message && (get_text (description, "message") || (values && json_object_object_length (values) > 0))) {
        g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_ARGS, "message: service %s has no %s \"%s\"",
                     get_text (description, "service"), indication ? "indication" : "message",
                     get_text (description, "message"));
        return NULL;
    }
    frame = qmi_message_new ((QmiService) service, (guint8) get_number (description, "client"),
                             (guint16) get_number (description, "transaction"), (guint16) id);
    if (!frame)
        return NULL;
    set_kind (frame, indication, response);
    if (message && !qmi_json_add_tlvs (unit, message, indication || response, values, frame, error))
        return NULL;
    json_object_object_get_ex (description, "unknown", &unknown);
    for (gsize i = 0; json_object_is_type (unknown, json_type_array) && i < json_object_array_length (unknown); i++)
        if (!add_unknown (frame, json_object_array_get_idx (unknown, i), error))
            return NULL;
    return g_steal_pointer (&frame);
}
