/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Wire to C: makes a container of a message. */

#include "config.h"

#include <string.h>

#include "qmi-container.h"
#include "qmi-error-types.h"
#include "qmi-errors.h"
#include "qmi-message-private.h"
#include "qmi-reader.h"
#include "qmi-text.h"

/* Where texts of TLVs go: behind the container, in the same block. */
typedef struct {
    const QmiSchemaUnit *unit;
    gchar               *arena;
} Decoder;

static QmiTlvState decode_value (Decoder *self, const QmiSchemaField *field, QmiReader *reader, guint8 *target,
                                 gboolean own);

static inline void
store_int (guint8 *target, guint width, guint64 value)
{
    switch (width) {
    case 0:
        *target = (guint8) value;
        break;
    case 1:
        *(guint16 *) (gpointer) target = (guint16) value;
        break;
    case 2:
        *(guint32 *) (gpointer) target = (guint32) value;
        break;
    default:
        *(guint64 *) (gpointer) target = value;
    }
}

static void
decode_float (const QmiSchemaField *field, gdouble value, guint8 *target)
{
    if (field->size == 4)
        *(gfloat *) (gpointer) target = (gfloat) value;
    else
        *(gdouble *) (gpointer) target = value;
}

/* A text that is plain is copied into the block, or into memory of its own if it belongs to an element of an array,
 * which may outlive the container. */
static gchar *
decode_plain (Decoder *self, const guint8 *text, gsize length, gboolean own)
{
    gchar *copy;

    if (own)
        return g_strndup ((const gchar *) text, length);
    copy = self->arena;
    self->arena += length + 1;
    memcpy (copy, text, length);
    copy[length] = '\0';
    return copy;
}

static QmiTlvState
decode_string (Decoder *self, const QmiSchemaField *field, QmiReader *reader, gchar **target, gboolean own)
{
    const guint8 *text;
    gsize length;
    g_autofree gchar *decoded = NULL;

    if (!qmi_reader_string (reader, field, &text, &length))
        return QMI_TLV_SHORT;
    if (field->ref) {
        length = qmi_text_fixed_valid (text, length);
        if (length == 0)
            return QMI_TLV_BAD_STRING;
    } else if (!qmi_text_is_plain (text, length)) {
        decoded = qmi_text_decode (text, length, NULL);
        if (!decoded)
            return QMI_TLV_BAD_STRING;
        text = (const guint8 *) decoded;
        length = strlen (decoded);
    }
    *target = decode_plain (self, text, length, own);
    return QMI_TLV_PRESENT;
}

static QmiTlvState
decode_array (Decoder *self, const QmiSchemaField *field, QmiReader *reader, guint8 *target)
{
    const QmiSchemaField *element = qmi_schema_field (self->unit, field->ref);
    GArray *array;
    guint64 count;
    guint8 sequence = 0;
    gsize room;
    QmiTlvState state = QMI_TLV_PRESENT;

    if (!qmi_reader_array (reader, field, &count, &sequence))
        return QMI_TLV_SHORT;
    /* Memory is taken only for elements that the remaining bytes can hold. */
    room = qmi_reader_left (reader) / MAX (1, qmi_schema_field_min_size (self->unit, element));
    if (!(field->flags & QMI_FIELD_REST) && count > room)
        return QMI_TLV_SHORT;

    array = qmi_container_array_new (self->unit, field, MIN (count, room));
    for (guint64 i = 0; state == QMI_TLV_PRESENT && qmi_reader_array_more (reader, field, i, count); i++) {
        g_array_set_size (array, i + 1);
        memset (array->data + i * element->offset, 0, element->offset);
        state = decode_value (self, element, reader, (guint8 *) array->data + i * element->offset, TRUE);
    }
    *(GArray **) (gpointer) target = array;
    if (field->flags & QMI_FIELD_SEQUENCE)
        target[field->extra - field->offset] = sequence;
    return state;
}

static QmiTlvState
decode_struct (Decoder *self, const QmiSchemaField *field, QmiReader *reader, guint8 *target, gboolean own)
{
    for (guint i = 0; i < field->extra; i++) {
        const QmiSchemaField *child = qmi_schema_field (self->unit, field->ref + i);
        QmiTlvState state = decode_value (self, child, reader, target + child->offset, own);

        if (state != QMI_TLV_PRESENT)
            return state;
    }
    return QMI_TLV_PRESENT;
}

/* Depth is bounded by the description, never by the input. */
static QmiTlvState
decode_value (Decoder *self, const QmiSchemaField *field, QmiReader *reader, guint8 *target, gboolean own)
{
    guint64 number;
    gdouble real;

    switch (field->kind) {
    case QMI_FIELD_INT:
        if (!qmi_reader_int (reader, field, &number))
            return QMI_TLV_SHORT;
        if (field->flags & QMI_FIELD_HIDDEN)
            return QMI_TLV_PRESENT;
        if (field->flags & QMI_FIELD_BOOLEAN)
            number = !!number;
        store_int (target, field->flags & QMI_FIELD_C_WIDTH, number);
        return QMI_TLV_PRESENT;
    case QMI_FIELD_FLOAT:
        if (!qmi_reader_float (reader, field, &real))
            return QMI_TLV_SHORT;
        decode_float (field, real, target);
        return QMI_TLV_PRESENT;
    case QMI_FIELD_STRING:
        return decode_string (self, field, reader, (gchar **) (gpointer) target, own);
    case QMI_FIELD_ARRAY:
        return decode_array (self, field, reader, target);
    default:
        return decode_struct (self, field, reader, target, own);
    }
}

/* Notes where each TLV of the container starts; of a repeated one the first counts. */
static void
bind_tlvs (const QmiSchemaTlv *tlvs, guint n, QmiMessage *message, QmiReader *places)
{
    QmiMessageTlv tlv;
    guint next = 0;

    for (gboolean more = qmi_message_first_tlv (message, &tlv); more; more = qmi_message_next_tlv (message, &tlv)) {
        /* Modems send TLVs mostly in the order of the description: the search goes on behind the last find. */
        for (guint tries = 0; tries < n; tries++, next++) {
            if (next >= n)
                next = 0;
            if (tlvs[next].id != tlv.type)
                continue;
            if (!places[next].p) {
                places[next].p = tlv.value;
                places[next].end = tlv.value + tlv.length;
            }
            break;
        }
    }
}

/* The error of a TLV that must be there: names and texts are those that programs know. */
static void
set_mandatory_error (const QmiSchemaUnit *unit, const QmiSchemaTlv *tlv, QmiTlvState state, GError **error)
{
    const gchar *name = qmi_schema_text (unit, qmi_schema_field (unit, tlv->field)->name);

    switch (state) {
    case QMI_TLV_ABSENT:
        g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_TLV_NOT_FOUND,
                     "Couldn't get the mandatory %s TLV: TLV 0x%02X not found", name, tlv->id);
        break;
    case QMI_TLV_SHORT:
        g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_TLV_TOO_LONG,
                     "Couldn't get the mandatory %s TLV: TLV 0x%02X is malformed: Reading TLV would overflow", name,
                     tlv->id);
        break;
    default:
        g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_DATA,
                     "Couldn't get the mandatory %s TLV: TLV 0x%02X is malformed: invalid string", name, tlv->id);
    }
}

static QmiTlvState
decode_tlv (Decoder *self, const QmiSchemaTlv *tlv, QmiReader *reader, guint8 *container)
{
    const QmiSchemaField *field = qmi_schema_field (self->unit, tlv->field);
    guint8 *target = container + tlv->offset;
    gchar *arena = self->arena;
    QmiTlvState state = decode_value (self, field, reader, target, FALSE);

    if (state != QMI_TLV_PRESENT) {
        /* A value is there as a whole or not at all. */
        if (tlv->flags & QMI_TLV_OWNS)
            qmi_container_value_clear (self->unit, field, target, FALSE, FALSE);
        self->arena = arena;
    } else if (G_UNLIKELY (qmi_reader_left (reader) > 0)) {
        g_warning ("Left '%" G_GSIZE_FORMAT "' bytes unread when getting the '%s' TLV", qmi_reader_left (reader),
                   qmi_schema_text (self->unit, field->name));
    }
    return state;
}

gpointer
qmi_container_decode (const QmiSchemaUnit *unit, const QmiSchemaMessage *message, guint direction, QmiMessage *frame,
                      GError **error)
{
    const QmiSchemaTlv *tlvs = qmi_schema_tlv (unit, message->first[direction]);
    guint n = message->n[direction];
    gsize size = message->c_size[direction] + n;
    QmiReader *places = g_newa0 (QmiReader, n + 1);
    QmiContainer *self;
    guint8 *states;
    Decoder decoder = { unit, NULL };

    bind_tlvs (tlvs, n, frame, places);
    /* Room for texts: a byte of the wire becomes at most 16/7 bytes of UTF-8 (packed GSM-7), and each text ends in a
     * NUL that the bytes of its TLV or length pay for. */
    self = g_malloc (size + 3 * frame->len);
    memset (self, 0, size);
    g_atomic_ref_count_init (&self->references);
    self->unit = unit;
    self->message = message;
    self->direction = direction;
    self->decoded = TRUE;
    states = qmi_container_states (self);
    decoder.arena = (gchar *) self + size;

    for (guint i = 0; i < n; i++) {
        if (tlvs[i].n_conditions && !qmi_container_conditions_hold (self, &tlvs[i]))
            continue;
        if (places[i].p)
            states[i] = decode_tlv (&decoder, &tlvs[i], &places[i], (guint8 *) self);
        if ((tlvs[i].flags & QMI_TLV_MANDATORY) && states[i] != QMI_TLV_PRESENT) {
            set_mandatory_error (unit, &tlvs[i], states[i], error);
            qmi_container_unref (self);
            return NULL;
        }
    }
    return self;
}
