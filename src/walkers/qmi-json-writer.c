/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Wire to JSON. */

#include "config.h"

#include <math.h>

#include "qmi-enum-types.h"
#include "qmi-json.h"
#include "qmi-reader.h"
#include "qmi-text.h"

typedef struct {
    const QmiSchemaUnit *unit;
    QmiJsonFlags         flags;
} Writer;

#define SHORT      "it ends before its last value"
#define BAD_STRING "a text in it has no known encoding"

/* Whether something with these flags, of a field or of a TLV, may not be shown. */
static gboolean
is_masked (const Writer *self, guint flags, guint personal, guint secret)
{
    return ((flags & secret) && !(self->flags & QMI_JSON_SHOW_SECRETS)) ||
           ((flags & personal) && (self->flags & QMI_JSON_HIDE_PERSONAL));
}

/* Each function returns %NULL or why the value ends early; *value is what could be read, %NULL if nothing. */
static const gchar *write_value (Writer *self, const QmiSchemaField *field, QmiReader *reader,
                                 struct json_object **value);

static struct json_object *
new_hex (const guint8 *bytes, gsize length)
{
    g_autoptr (GString) text = g_string_sized_new (3 * length + 1);

    for (gsize i = 0; i < length; i++)
        g_string_append_printf (text, "%s%02X", i > 0 ? ":" : "", bytes[i]);
    return json_object_new_string_len (text->str, text->len);
}

static struct json_object *
new_id (guint id, guint digits)
{
    gchar text[16];

    g_snprintf (text, sizeof (text), "0x%0*X", (gint) digits, id);
    return json_object_new_string (text);
}

static struct json_object *
new_number (const QmiSchemaField *field, guint64 value)
{
    return (field->flags & QMI_FIELD_SIGNED) ? json_object_new_int64 ((gint64) value) : json_object_new_uint64 (value);
}

static struct json_object *
new_flag_names (QmiSchemaEnumRef ref, guint64 mask)
{
    struct json_object *list = json_object_new_array ();
    const gchar *names[QMI_SCHEMA_MAX_FLAGS];
    guint n = qmi_schema_flags_find (ref, mask, names);

    for (guint i = 0; i < n; i++)
        json_object_array_add (list, json_object_new_string (names[i]));
    return list;
}

static struct json_object *
new_named (QmiSchemaEnumRef ref, struct json_object *number, guint64 value)
{
    struct json_object *object = json_object_new_object ();
    const gchar *name;

    json_object_object_add (object, "value", number);
    if (ref.type->flags & QMI_ENUM_FLAGS) {
        json_object_object_add (object, "names", new_flag_names (ref, value));
    } else {
        name = qmi_schema_enum_find (ref, (gint32) value);
        if (name)
            json_object_object_add (object, "name", json_object_new_string (name));
    }
    return object;
}

/* An integer that is made of parts. */
static struct json_object *
new_parts (Writer *self, const QmiSchemaField *field, guint64 value)
{
    struct json_object *object = json_object_new_object ();

    for (guint i = 0; i < field->extra; i++) {
        const QmiSchemaField *part = qmi_schema_field (self->unit, field->ref + i);
        guint64 bits = value >> part->extra & (G_MAXUINT64 >> (64 - part->size));
        QmiSchemaEnumRef ref = qmi_schema_field_enum (self->unit, part, TRUE);
        struct json_object *number = json_object_new_uint64 (bits);

        json_object_object_add (object, qmi_schema_text (self->unit, part->name),
                                ref.type ? new_named (ref, number, bits) : number);
    }
    return object;
}

static struct json_object *
new_int (Writer *self, const QmiSchemaField *field, guint64 value)
{
    QmiSchemaEnumRef ref = qmi_schema_field_enum (self->unit, field, TRUE);

    if (field->flags & QMI_FIELD_PARTS)
        return new_parts (self, field, value);
    if (field->flags & QMI_FIELD_BOOLEAN)
        return json_object_new_boolean (value != 0);
    if (ref.type)
        return new_named (ref, new_number (field, value), value);
    return new_number (field, value);
}

static const gchar *
write_string (const QmiSchemaField *field, QmiReader *reader, struct json_object **value)
{
    const guint8 *bytes;
    gsize length;
    g_autofree gchar *text = NULL;

    if (!qmi_reader_string (reader, field, &bytes, &length))
        return SHORT;
    if (field->ref) {
        length = qmi_text_fixed_valid (bytes, length);
        text = length > 0 ? g_strndup ((const gchar *) bytes, length) : NULL;
    } else {
        text = qmi_text_decode (bytes, length, NULL);
    }
    if (!text)
        return BAD_STRING;
    *value = json_object_new_string (text);
    return NULL;
}

static const gchar *
write_leaf (Writer *self, const QmiSchemaField *field, QmiReader *reader, struct json_object **value)
{
    guint64 number;
    gdouble real;

    switch (field->kind) {
    case QMI_FIELD_INT:
        if (!qmi_reader_int (reader, field, &number))
            return SHORT;
        *value = new_int (self, field, number);
        return NULL;
    case QMI_FIELD_FLOAT:
        if (!qmi_reader_float (reader, field, &real))
            return SHORT;
        /* JSON has no infinities. */
        *value = isfinite (real) ? json_object_new_double (real) : NULL;
        return NULL;
    default:
        return write_string (field, reader, value);
    }
}

static const gchar *
write_array (Writer *self, const QmiSchemaField *field, QmiReader *reader, struct json_object **value)
{
    const QmiSchemaField *element = qmi_schema_field (self->unit, field->ref);
    struct json_object *list = json_object_new_array ();
    const gchar *problem;
    guint64 count;
    guint8 sequence = 0;

    *value = list;
    if (!qmi_reader_array (reader, field, &count, &sequence))
        return SHORT;
    if (field->flags & QMI_FIELD_SEQUENCE) {
        *value = json_object_new_object ();
        json_object_object_add (*value, "sequence", json_object_new_int (sequence));
        json_object_object_add (*value, "elements", list);
    }
    for (guint64 i = 0; qmi_reader_array_more (reader, field, i, count); i++) {
        struct json_object *item = NULL;

        problem = write_value (self, element, reader, &item);
        if (problem && !item)
            return problem;
        json_object_array_add (list, item);
        if (problem)
            return problem;
    }
    return NULL;
}

static const gchar *
write_struct (Writer *self, const QmiSchemaField *field, QmiReader *reader, struct json_object **value)
{
    *value = json_object_new_object ();
    for (guint i = 0; i < field->extra; i++) {
        const QmiSchemaField *child = qmi_schema_field (self->unit, field->ref + i);
        struct json_object *item = NULL;
        const gchar *problem = write_value (self, child, reader, &item);

        if (!problem || item)
            json_object_object_add (*value, qmi_schema_text (self->unit, child->name), item);
        if (problem)
            return problem;
    }
    return NULL;
}

static const gchar *
write_value (Writer *self, const QmiSchemaField *field, QmiReader *reader, struct json_object **value)
{
    const gchar *problem;

    if (field->kind == QMI_FIELD_STRUCT)
        return write_struct (self, field, reader, value);
    if (field->kind == QMI_FIELD_ARRAY)
        return write_array (self, field, reader, value);

    problem = write_leaf (self, field, reader, value);
    if (!problem && is_masked (self, field->flags, QMI_FIELD_PERSONAL, QMI_FIELD_SECRET)) {
        json_object_put (*value);
        *value = json_object_new_string ("###");
    }
    return problem;
}

/* messages */

/* The list or object of this name, made when it is first needed. */
static struct json_object *
get_part (struct json_object *message, const gchar *name, gboolean list)
{
    struct json_object *part;

    if (!json_object_object_get_ex (message, name, &part)) {
        part = list ? json_object_new_array () : json_object_new_object ();
        json_object_object_add (message, name, part);
    }
    return part;
}

static void
add_unknown (struct json_object *message, const QmiMessageTlv *raw)
{
    struct json_object *entry = json_object_new_object ();

    json_object_object_add (entry, "type", new_id (raw->type, 2));
    json_object_object_add (entry, "value", new_hex (raw->value, raw->length));
    json_object_array_add (get_part (message, "unknown", TRUE), entry);
}

static void
add_malformed (Writer *self, struct json_object *message, const QmiSchemaTlv *tlv, const QmiMessageTlv *raw,
               const gchar *name, const gchar *reason, struct json_object *partial)
{
    struct json_object *entry = json_object_new_object ();

    json_object_object_add (entry, "type", new_id (raw->type, 2));
    json_object_object_add (entry, "name", json_object_new_string (name));
    json_object_object_add (entry, "reason", json_object_new_string (reason));
    if (!is_masked (self, tlv->flags, QMI_TLV_PERSONAL, QMI_TLV_SECRET))
        json_object_object_add (entry, "value", new_hex (raw->value, raw->length));
    if (partial)
        json_object_object_add (entry, "partial", partial);
    json_object_array_add (get_part (message, "malformed", TRUE), entry);
}

static void
add_tlv (Writer *self, struct json_object *message, const QmiSchemaTlv *tlv, const QmiMessageTlv *raw)
{
    const QmiSchemaField *field = qmi_schema_field (self->unit, tlv->field);
    const gchar *name = qmi_schema_text (self->unit, field->name);
    QmiReader reader = { raw->value, raw->value + raw->length };
    struct json_object *value = NULL, *tlvs = get_part (message, "tlvs", FALSE);
    const gchar *problem = write_value (self, field, &reader, &value);

    if (problem) {
        add_malformed (self, message, tlv, raw, name, problem, value);
        return;
    }
    if (json_object_object_get_ex (tlvs, name, NULL)) {
        add_malformed (self, message, tlv, raw, name, "the message has it before: only the first one counts", value);
        return;
    }
    json_object_object_add (tlvs, name, value);
    if (qmi_reader_left (&reader) > 0)
        json_object_object_add (get_part (message, "surplus", FALSE), name,
                                new_hex (reader.p, qmi_reader_left (&reader)));
}

static void
add_header (struct json_object *object, QmiMessage *message, gboolean indication)
{
    QmiService service = qmi_message_get_service (message);
    const gchar *name = qmi_service_get_string (service);

    json_object_object_add (object, "service",
                            name ? json_object_new_string (name) : new_id (service, 2));
    json_object_object_add (object, "client", json_object_new_int (qmi_message_get_client_id (message)));
    json_object_object_add (object, "kind", json_object_new_string (indication ? "indication"
                                                                    : qmi_message_is_response (message) ? "response"
                                                                                                        : "request"));
    json_object_object_add (object, "transaction", json_object_new_int (qmi_message_get_transaction_id (message)));
}

struct json_object *
qmi_json_from_message (QmiMessage *frame, guint16 vendor, QmiJsonFlags flags)
{
    Writer self = { qmi_schema_find_unit (qmi_message_get_service (frame)), flags };
    struct json_object *object = json_object_new_object ();
    gboolean indication = qmi_message_is_indication (frame);
    guint direction = indication || qmi_message_is_response (frame);
    const QmiSchemaMessage *message = NULL;
    QmiMessageTlv raw;

    if (self.unit)
        message = qmi_schema_find_message (self.unit, qmi_message_get_message_id (frame), indication ? 0 : vendor,
                                           indication);
    add_header (object, frame, indication);
    if (message)
        json_object_object_add (object, "message", json_object_new_string (qmi_schema_text (self.unit, message->name)));
    json_object_object_add (object, "id", new_id (qmi_message_get_message_id (frame), 4));
    if (message && vendor && !indication)
        json_object_object_add (object, "vendor", new_id (vendor, 4));
    get_part (object, "tlvs", FALSE);
    for (gboolean more = qmi_message_first_tlv (frame, &raw); more; more = qmi_message_next_tlv (frame, &raw)) {
        const QmiSchemaTlv *tlv = message ? qmi_schema_find_tlv (self.unit, message, direction, raw.type) : NULL;

        if (tlv)
            add_tlv (&self, object, tlv, &raw);
        else
            add_unknown (object, &raw);
    }
    return object;
}
