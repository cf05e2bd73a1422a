/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Random to wire. */

#include "config.h"

#include "qmi-random.h"
#include "qmi-writer.h"

typedef struct {
    const QmiSchemaUnit *unit;
    GRand               *random;
    gboolean             any_bytes;
    GByteArray          *out;
} Source;

static void write_value (Source *self, const QmiSchemaField *field);

static guint
below (Source *self, guint limit)
{
    return g_rand_int_range (self->random, 0, limit);
}

static guint64
any_number (Source *self)
{
    return (guint64) g_rand_int (self->random) << 32 | g_rand_int (self->random);
}

/* Mostly a value with a name, sometimes one without. */
static guint64
random_enum (Source *self, QmiSchemaEnumRef ref)
{
    guint64 value = 0;

    if (below (self, 8) == 0)
        return any_number (self);
    if (!(ref.type->flags & QMI_ENUM_FLAGS))
        return qmi_schema_enum_value (ref, below (self, ref.type->n));
    for (guint i = below (self, 4); i > 0; i--)
        value |= qmi_schema_enum_value (ref, below (self, ref.type->n));
    return value;
}

static void
write_int (Source *self, const QmiSchemaField *field)
{
    QmiSchemaEnumRef ref = qmi_schema_field_enum (self->unit, field, TRUE);
    guint64 value;

    if (field->flags & QMI_FIELD_CONSTANT)
        value = qmi_schema_constant (self->unit, field);
    else if (field->flags & QMI_FIELD_BOOLEAN)
        value = below (self, 2);
    else if (ref.type)
        value = random_enum (self, ref);
    else
        value = below (self, 3) ? below (self, 100) : any_number (self);
    /* Bits beyond the C type are lost on the way through it. */
    if (!self->any_bytes && field->size > 1 << (field->flags & QMI_FIELD_C_WIDTH))
        value &= G_MAXUINT64 >> (64 - (8 << (field->flags & QMI_FIELD_C_WIDTH)));
    qmi_writer_int (self->out, field, value);
}

/* Whether bytes taken for packed 7-bit characters hold an escape. Such texts may end in half a character, which
 * implementations read differently. */
static gboolean
has_escape (const gchar *text, gsize length)
{
    for (gsize i = 0; i < length * 8 / 7; i++) {
        guint shift = 7 * i % 8;
        guint pair = (guint8) text[7 * i / 8] | (7 * i / 8 + 1 < length ? (guint8) text[7 * i / 8 + 1] << 8 : 0);

        if ((pair >> shift & 0x7F) == 0x1B)
            return TRUE;
    }
    return FALSE;
}

static void
fill_text (Source *self, const QmiSchemaField *field, gchar *text, gsize length)
{
    gboolean raw = self->any_bytes && !field->ref && !(field->flags & QMI_FIELD_DIGITS) && below (self, 4) == 0;

    do {
        for (gsize i = 0; i < length; i++) {
            if (field->flags & QMI_FIELD_DIGITS)
                text[i] = (gchar) ('0' + below (self, 10));
            else
                text[i] = (gchar) (raw ? below (self, 256) : ' ' + below (self, 95));
        }
    } while (raw && has_escape (text, length));
}

static void
write_string (Source *self, const QmiSchemaField *field)
{
    gchar text[64];
    gsize length = field->ref ? MIN (field->ref, sizeof (text)) : below (self, 24);

    if (field->extra && length > field->extra)
        length = field->extra;
    fill_text (self, field, text, length);
    qmi_writer_string (self->out, field, text, length);
}

static void
write_array (Source *self, const QmiSchemaField *field)
{
    guint count = (field->size == 0 && !(field->flags & QMI_FIELD_REST)) ? field->extra : below (self, 5);

    qmi_writer_array (self->out, field, count, (guint8) below (self, 256));
    for (guint i = 0; i < count; i++)
        write_value (self, qmi_schema_field (self->unit, field->ref));
}

static void
write_value (Source *self, const QmiSchemaField *field)
{
    switch (field->kind) {
    case QMI_FIELD_INT:
        write_int (self, field);
        break;
    case QMI_FIELD_FLOAT:
        qmi_writer_float (self->out, field, g_rand_double_range (self->random, -1e6, 1e6));
        break;
    case QMI_FIELD_STRING:
        write_string (self, field);
        break;
    case QMI_FIELD_ARRAY:
        write_array (self, field);
        break;
    default:
        for (guint i = 0; i < field->extra; i++)
            write_value (self, qmi_schema_field (self->unit, field->ref + i));
    }
}

static void
write_result (Source *self)
{
    gboolean failed = below (self, 4) == 0;

    qmi_writer_uint (self->out, 2, failed);
    qmi_writer_uint (self->out, 2, failed ? 1 + below (self, 100) : 0);
}

QmiMessage *
qmi_random_message (const QmiSchemaUnit *unit, const QmiSchemaMessage *message, guint direction,
                    gboolean any_bytes, GRand *random)
{
    const QmiSchemaTlv *tlvs = qmi_schema_tlv (unit, message->first[direction]);
    gboolean ctl = unit->service == QMI_SERVICE_CTL;
    gboolean indication = message->flags & QMI_MESSAGE_INDICATION;
    Source self = { unit, random, any_bytes, NULL };

    self.out = qmi_message_new ((QmiService) unit->service, ctl ? 0 : (guint8) (1 + below (&self, 254)),
                                (guint16) (1 + below (&self, 255)), message->id);
    if (direction > 0) {
        self.out->data[QMI_FRAME_QMUX_FLAGS] = QMI_FRAME_QMUX_FLAG_FROM_MODEM;
        self.out->data[QMI_FRAME_QMI_FLAGS] =
            indication ? (ctl ? QMI_FRAME_CTL_FLAG_INDICATION : QMI_FRAME_SERVICE_FLAG_INDICATION)
                       : (ctl ? QMI_FRAME_CTL_FLAG_RESPONSE : QMI_FRAME_SERVICE_FLAG_RESPONSE);
    }
    for (guint i = 0; i < message->n[direction]; i++) {
        const QmiSchemaTlv *tlv = &tlvs[tlvs[i].write_order];
        gsize start;

        if (!(tlv->flags & QMI_TLV_MANDATORY) && below (&self, 4) == 0)
            continue;
        start = qmi_message_tlv_write_init (self.out, tlv->id, NULL);
        if (tlv->flags & QMI_TLV_RESULT)
            write_result (&self);
        else
            write_value (&self, qmi_schema_field (unit, tlv->field));
        qmi_message_tlv_write_complete (self.out, start, NULL);
    }
    return self.out;
}

/* damage */

static void
add_raw (QmiMessage *out, guint8 type, const guint8 *value, gsize length)
{
    gsize start = qmi_message_tlv_write_init (out, type, NULL);

    if (start == 0)
        return;
    g_byte_array_append (out, value, length);
    qmi_message_tlv_write_complete (out, start, NULL);
}

static void
add_damaged (Source *self, const QmiMessageTlv *tlv)
{
    g_autoptr (GByteArray) value = g_byte_array_new ();
    guint8 extra[4] = { 0x00, 0xFF, 0x41, 0x80 };

    g_byte_array_append (value, tlv->value, tlv->length);
    switch (below (self, 6)) {
    case 0:
        g_byte_array_set_size (value, below (self, tlv->length + 1));
        break;
    case 1:
        g_byte_array_append (value, extra, 1 + below (self, 4));
        break;
    case 2:
        if (value->len > 0)
            value->data[below (self, value->len)] ^= (guint8) (1 << below (self, 8));
        break;
    case 3:
        add_raw (self->out, tlv->type, value->data, value->len);
        break;
    case 4:
        add_raw (self->out, (guint8) below (self, 256), extra, below (self, 5));
        break;
    default:
        if (value->len > 0)
            value->data[0] = 0xFF;
    }
    add_raw (self->out, tlv->type, value->data, value->len);
}

QmiMessage *
qmi_random_damage (QmiMessage *message, GRand *random)
{
    Source self = { NULL, random, FALSE, NULL };
    QmiMessageTlv tlv;
    gsize headers = qmi_message_headers_size (message);

    self.out = g_byte_array_sized_new (message->len + 16);
    g_byte_array_append (self.out, message->data, headers);
    qmi_message_update_lengths (self.out);
    for (gboolean more = qmi_message_first_tlv (message, &tlv); more; more = qmi_message_next_tlv (message, &tlv)) {
        if (below (&self, 3) == 0)
            add_damaged (&self, &tlv);
        else
            add_raw (self.out, tlv.type, tlv.value, tlv.length);
    }
    return self.out;
}
