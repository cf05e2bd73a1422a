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
    gboolean             arrays;     /* whether the TLV has one */
    guint32              conditions; /* those that were looked at last, by place and number ... */
    gboolean             hold;       /* ... and what was found: mostly the next TLV has the same */
} Decoder;

/* Arrays up to here get their memory without a look at how small their elements can be on the wire. */
#define FEW_ELEMENTS 16

static QmiTlvState decode_value (Decoder *self, const QmiSchemaField *field, QmiReader *reader, guint8 *target,
                                 gboolean own);
static QmiTlvState decode_struct (Decoder *self, const QmiSchemaField *field, QmiReader *reader, guint8 *target,
                                  gboolean own);

/* Most of what modems send are integers, so this is what decoding costs. */

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


static QmiTlvState
decode_unusual_int (const QmiSchemaField *field, QmiReader *reader, guint8 *target)
{
    guint64 number;

    if (!qmi_reader_int (reader, field, &number))
        return QMI_TLV_SHORT;
    if (field->flags & QMI_FIELD_HIDDEN)
        return QMI_TLV_PRESENT;
    if (field->flags & QMI_FIELD_BOOLEAN)
        number = !!number;
    store_int (target, field->flags & QMI_FIELD_C_WIDTH, number);
    return QMI_TLV_PRESENT;
}

static inline __attribute__ ((always_inline)) QmiTlvState
decode_int (const QmiSchemaField *field, QmiReader *reader, guint8 *target)
{
    guint flags = field->flags;
    guint size = field->size;
    const guint8 *bytes = reader->p;
    guint64 number;

    if (G_UNLIKELY (size > qmi_reader_left (reader)))
        return QMI_TLV_SHORT;
    if (G_UNLIKELY (flags & QMI_FIELD_HIDDEN))
        return decode_unusual_int (field, reader, target);
    if (G_LIKELY (size == 1))
        number = *bytes;
    else if (size == 2)
        number = flags & QMI_FIELD_BIG_ENDIAN ? qmi_load_u16_be (bytes) : qmi_load_u16_le (bytes);
    else if (size == 4)
        number = flags & QMI_FIELD_BIG_ENDIAN ? qmi_load_u32_be (bytes) : qmi_load_u32_le (bytes);
    else
        return decode_unusual_int (field, reader, target);
    reader->p += size;
    if (flags & QMI_FIELD_SIGNED)
        number = (guint64) ((gint64) (number << (64 - 8 * size)) >> (64 - 8 * size));
    if (flags & QMI_FIELD_BOOLEAN)
        number = !!number;
    store_int (target, flags & QMI_FIELD_C_WIDTH, number);
    return QMI_TLV_PRESENT;
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

    if (own) {
        copy = g_malloc (length + 1);
    } else {
        copy = self->arena;
        self->arena += length + 1;
    }
    memcpy (copy, text, length);
    copy[length] = '\0';
    return copy;
}

/* Codes of networks and the like, for which a call costs more than the look. */
static inline gboolean
is_short_ascii (const guint8 *text, gsize length)
{
    gsize i = 0;

    if (length >= sizeof (guint64))
        return FALSE;
    while (i < length && text[i] >= 0x20 && text[i] < 0x7F)
        i++;
    return i == length && length > 0;
}

static QmiTlvState
decode_string (Decoder *self, const QmiSchemaField *field, QmiReader *reader, gchar **target, gboolean own)
{
    const guint8 *text;
    gsize length;
    g_autofree gchar *decoded = NULL;

    if (!qmi_reader_string (reader, field, &text, &length))
        return QMI_TLV_SHORT;
    if (G_LIKELY (is_short_ascii (text, length))) {
        /* is copied as it is */
    } else if (qmi_text_is_plain (text, length) && (!field->ref || text[0])) {
        /* is copied as it is */
    } else if (field->ref) {
        length = qmi_text_fixed_valid (text, length);
        if (length == 0)
            return QMI_TLV_BAD_STRING;
    } else {
        decoded = qmi_text_decode (text, length, NULL);
        if (!decoded)
            return QMI_TLV_BAD_STRING;
        text = (const guint8 *) decoded;
        length = strlen (decoded);
    }
    *target = decode_plain (self, text, length, own);
    return QMI_TLV_PRESENT;
}

G_GNUC_NO_INLINE static QmiTlvState
decode_array (Decoder *self, const QmiSchemaField *field, QmiReader *reader, guint8 *target)
{
    const QmiSchemaField *element = qmi_schema_field (self->unit, field->ref);
    gsize size = element->offset;
    GArray *array;
    guint64 count;
    guint8 sequence = 0;
    gsize room;
    guint64 made = 0; /* elements that the array has */
    QmiTlvState state = QMI_TLV_PRESENT;

    if (!qmi_reader_array (reader, field, &count, &sequence))
        return QMI_TLV_SHORT;
    /* Memory is taken only for elements that the remaining bytes can hold. */
    room = qmi_reader_left (reader);
    if (count > FEW_ELEMENTS)
        room /= MAX (1, qmi_schema_field_min_size (self->unit, element));
    if (field->flags & QMI_FIELD_REST)
        count = room;
    else if (count > room)
        return QMI_TLV_SHORT;

    array = qmi_container_array_new (self->unit, field, count);
    self->arrays = TRUE;
    if (count > 0) {
        g_array_set_size (array, count);
        memset (array->data, 0, count * size);
    }
    if (element->run && count > 0) {
        /* Numbers that C has as they are; if there are too few of them, that is found below. */
        made = MIN (count, qmi_reader_left (reader) / size);
        memcpy (array->data, qmi_reader_take (reader, made * size), made * size);
    }
    while (state == QMI_TLV_PRESENT && made < count && qmi_reader_array_more (reader, field, made, count)) {
        guint8 *place = (guint8 *) array->data + made++ * size;

        if (element->kind == QMI_FIELD_INT)
            state = decode_int (element, reader, place);
        else if (element->kind == QMI_FIELD_STRUCT)
            state = decode_struct (self, element, reader, place, TRUE);
        else
            state = decode_value (self, element, reader, place, TRUE);
    }
    /* The rest of a TLV may turn out to be fewer elements than it had room for, or end in half of one. */
    if (made < count)
        g_array_set_size (array, made);
    else if (field->flags & QMI_FIELD_REST && qmi_reader_left (reader) > 0)
        state = QMI_TLV_SHORT;
    *(GArray **) (gpointer) target = array;
    if (field->flags & QMI_FIELD_SEQUENCE)
        target[field->extra - field->offset] = sequence;
    return state;
}

/* A few bytes, for which a call costs more than the copy. */
static inline void
copy_bytes (guint8 *target, const guint8 *source, gsize n)
{
    if (n >= sizeof (guint64)) {
        if (n > 2 * sizeof (guint64)) {
            memcpy (target, source, n);
            return;
        }
        memcpy (target, source, sizeof (guint64));
        memcpy (target + n - sizeof (guint64), source + n - sizeof (guint64), sizeof (guint64));
    } else if (n >= sizeof (guint32)) {
        memcpy (target, source, sizeof (guint32));
        memcpy (target + n - sizeof (guint32), source + n - sizeof (guint32), sizeof (guint32));
    } else {
        target[0] = source[0];
        target[n / 2] = source[n / 2];
        target[n - 1] = source[n - 1];
    }
}

/* Numbers that stand in C as on the wire; @last is the last one of them. */
static inline QmiTlvState
decode_run (const QmiSchemaField *first, const QmiSchemaField *last, QmiReader *reader, guint8 *target)
{
    gsize size = last->offset + last->size - first->offset;
    const guint8 *bytes = qmi_reader_take (reader, size);

    if (G_UNLIKELY (!bytes))
        return QMI_TLV_SHORT;
    copy_bytes (target, bytes, size);
    return QMI_TLV_PRESENT;
}

static QmiTlvState
decode_struct (Decoder *self, const QmiSchemaField *field, QmiReader *reader, guint8 *target, gboolean own)
{
    const QmiSchemaField *child = qmi_schema_field (self->unit, field->ref);

    for (const QmiSchemaField *end = child + field->extra; child < end; child++) {
        guint8 *place = target + child->offset;
        QmiTlvState state;

        if (child->run) {
            const QmiSchemaField *last = child + child->run - 1;

            state = decode_run (child, last, reader, place);
            child = last;
        } else if (child->kind == QMI_FIELD_INT) {
            state = decode_int (child, reader, place);
        } else if (child->kind == QMI_FIELD_STRING) {
            state = decode_string (self, child, reader, (gchar **) (gpointer) place, own);
        } else {
            state = decode_value (self, child, reader, place, own);
        }
        if (state != QMI_TLV_PRESENT)
            return state;
    }
    return QMI_TLV_PRESENT;
}

/* Depth is bounded by the description, never by the input. */
static QmiTlvState
decode_value (Decoder *self, const QmiSchemaField *field, QmiReader *reader, guint8 *target, gboolean own)
{
    gdouble real;

    switch (field->kind) {
    case QMI_FIELD_INT:
        return field->run ? decode_run (field, field, reader, target) : decode_int (field, reader, target);
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

/* Notes where each TLV of the container starts; of a repeated one the first counts. Returns how much memory their texts
 * take at most: where the description does not tell, a byte of the wire becomes at most 16/7 bytes of UTF-8 (packed
 * GSM-7), and each text ends in a NUL that the bytes of its TLV or length pay for. No more than that, since malloc()
 * has small blocks at hand only. */
static gsize
bind_tlvs (const QmiSchemaUnit *unit, const QmiSchemaTlv *tlvs, guint n, QmiMessage *message, QmiReader *places)
{
    QmiMessageTlv tlv;
    guint next = 0;
    gsize room = 0;

    for (gboolean more = qmi_message_first_tlv (message, &tlv); more; more = qmi_message_next_tlv (message, &tlv)) {
        guint tries = n;

        /* Modems send TLVs mostly in the order of the description: the search goes on behind the last find. */
        for (; tries > 0 && tlvs[next].id != tlv.type; tries--)
            next = next + 1 < n ? next + 1 : 0;
        if (tries == 0)
            continue;
        if (!places[next].p) {
            places[next] = (QmiReader) { tlv.value, tlv.value + tlv.length };
            if (tlvs[next].texts)
                room += tlvs[next].texts < QMI_TLV_ANY_TEXTS ? tlvs[next].texts : 3 * (QMI_TLV_HEADER + tlv.length);
        }
        next = next + 1 < n ? next + 1 : 0;
    }
    return room;
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

static void
warn_of_rest (const QmiSchemaUnit *unit, const QmiSchemaTlv *tlv, const QmiReader *reader)
{
    g_warning ("Left '%" G_GSIZE_FORMAT "' bytes unread when getting the '%s' TLV", qmi_reader_left (reader),
               qmi_schema_text (unit, qmi_schema_field (unit, tlv->field)->name));
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
        warn_of_rest (self->unit, tlv, reader);
    }
    return state;
}

/* Most TLVs are numbers that stay as they are. */
static inline QmiTlvState
decode_flat (Decoder *self, const QmiSchemaTlv *tlv, QmiReader *reader, guint8 *container)
{
    const guint8 *bytes = qmi_reader_take (reader, tlv->flat);

    if (G_UNLIKELY (!bytes))
        return QMI_TLV_SHORT;
    copy_bytes (container + tlv->offset, bytes, tlv->flat);
    if (G_UNLIKELY (qmi_reader_left (reader) > 0))
        warn_of_rest (self->unit, tlv, reader);
    return QMI_TLV_PRESENT;
}

static inline gboolean
conditions_hold (Decoder *self, const QmiSchemaTlv *tlv, const QmiContainer *container)
{
    guint32 conditions = (guint32) tlv->n_conditions << 16 | tlv->condition;

    if (conditions != self->conditions) {
        self->conditions = conditions;
        self->hold = qmi_container_conditions_hold (container, tlv);
    }
    return self->hold;
}

/* Decodes the TLVs at their places, in the order of the description: what a condition looks at comes first. Returns the
 * TLV that must be there and is not, or not as it should be. */
static const QmiSchemaTlv *
decode_tlvs (Decoder *self, QmiReader *places, QmiContainer *container)
{
    const QmiSchemaTlv *tlv = qmi_schema_tlv (self->unit, container->message->first[container->direction]);
    guint n = container->message->n[container->direction];
    guint8 *states = qmi_container_states (container);

    for (guint i = 0; i < n; i++, tlv++, places++) {
        if (!places->p && !(tlv->flags & QMI_TLV_MANDATORY))
            continue;
        if (!conditions_hold (self, tlv, container))
            continue;
        if (places->p && tlv->flat) {
            states[i] = decode_flat (self, tlv, places, (guint8 *) container);
        } else if (places->p) {
            states[i] = decode_tlv (self, tlv, places, (guint8 *) container);
            if (self->arrays)
                container->arrays |= QMI_CONTAINER_ARRAY_BIT (i);
            self->arrays = FALSE;
        }
        if ((tlv->flags & QMI_TLV_MANDATORY) && states[i] != QMI_TLV_PRESENT)
            return tlv;
    }
    return NULL;
}

gpointer
qmi_container_decode (const QmiSchemaUnit *unit, const QmiSchemaMessage *message, guint direction, QmiMessage *frame,
                      GError **error)
{
    const QmiSchemaTlv *tlvs = qmi_schema_tlv (unit, message->first[direction]), *failed;
    guint n = message->n[direction];
    gsize size = message->c_size[direction] + n;
    QmiReader *places = g_newa0 (QmiReader, n + 1);
    gsize room = bind_tlvs (unit, tlvs, n, frame, places);
    QmiContainer *self = g_malloc (size + room);
    /* No conditions at all, which is where the TLVs begin, hold. */
    Decoder decoder = { .unit = unit, .arena = (gchar *) self + size, .hold = TRUE };

    memset (self, 0, size);
    g_atomic_ref_count_init (&self->references);
    self->unit = unit;
    self->message = message;
    self->direction = direction;
    self->decoded = TRUE;
    failed = decode_tlvs (&decoder, places, self);
    if (failed) {
        set_mandatory_error (unit, failed, qmi_container_states (self)[failed - tlvs], error);
        qmi_container_unref (self);
        return NULL;
    }
    return self;
}
