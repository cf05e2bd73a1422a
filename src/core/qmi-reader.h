/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Bounds-checked reading of values from a TLV. Every walker that reads the wire uses these functions only. */

#pragma once

#include "qmi-message-private.h"
#include "qmi-schema.h"

G_BEGIN_DECLS

typedef struct {
    const guint8 *p;
    const guint8 *end;
} QmiReader;

static inline gsize
qmi_reader_left (const QmiReader *reader)
{
    return reader->end - reader->p;
}

/* The next @size bytes, %NULL if there are fewer. */
static inline const guint8 *
qmi_reader_take (QmiReader *reader, gsize size)
{
    const guint8 *start = reader->p;

    if (G_UNLIKELY (size > qmi_reader_left (reader)))
        return NULL;
    reader->p += size;
    return start;
}

/* A little-endian length, count or sequence number of @size bytes; 0 bytes read as 0. */
static inline gboolean
qmi_reader_uint (QmiReader *reader, guint size, guint64 *value)
{
    const guint8 *bytes = qmi_reader_take (reader, size);

    if (G_UNLIKELY (!bytes))
        return FALSE;
    *value = qmi_load_sized (bytes, size, QMI_ENDIAN_LITTLE);
    return TRUE;
}

/* An integer as the description says; a signed one is extended to 64 bits. */
static inline gboolean
qmi_reader_int (QmiReader *reader, const QmiSchemaField *field, guint64 *value)
{
    const guint8 *bytes = qmi_reader_take (reader, field->size);
    guint64 v;

    if (G_UNLIKELY (!bytes))
        return FALSE;
    if (G_LIKELY (field->size == 1))
        v = *bytes;
    else
        v = qmi_load_sized (bytes, field->size,
                            (field->flags & QMI_FIELD_BIG_ENDIAN) ? QMI_ENDIAN_BIG : QMI_ENDIAN_LITTLE);
    if ((field->flags & QMI_FIELD_SIGNED) && field->size < 8) {
        guint shift = 64 - 8 * field->size;

        v = (guint64) ((gint64) (v << shift) >> shift);
    }
    *value = v;
    return TRUE;
}

/* Floats are carried as their own bits, so that NaNs stay what they are. */
static inline gboolean
qmi_reader_float (QmiReader *reader, const QmiSchemaField *field, gdouble *value)
{
    guint64 bits;
    union { guint32 u; gfloat f; } single;
    union { guint64 u; gdouble d; } twice;

    if (!qmi_reader_uint (reader, field->size, &bits))
        return FALSE;
    if (field->size == 4) {
        single.u = (guint32) bits;
        *value = single.f;
    } else {
        twice.u = bits;
        *value = twice.d;
    }
    return TRUE;
}

/* The bytes of a string. Those beyond the longest text that is accepted are skipped. */
static inline gboolean
qmi_reader_string (QmiReader *reader, const QmiSchemaField *field, const guint8 **text, gsize *length)
{
    guint64 size;

    if (field->flags & QMI_FIELD_REST)
        size = qmi_reader_left (reader);
    else if (field->ref)
        size = field->ref;
    else if (!qmi_reader_uint (reader, field->size, &size))
        return FALSE;
    *text = qmi_reader_take (reader, size);
    if (G_UNLIKELY (!*text))
        return FALSE;
    *length = (field->extra && size > field->extra) ? field->extra : size;
    return TRUE;
}

/* What stands in front of an array's elements. An array up to the end of the TLV counts as longer than any other. */
static inline gboolean
qmi_reader_array (QmiReader *reader, const QmiSchemaField *field, guint64 *count, guint8 *sequence)
{
    guint64 number = 0;

    *count = G_MAXUINT64;
    if (field->flags & QMI_FIELD_REST)
        return TRUE;
    if (field->size == 0)
        *count = field->extra;
    else if (!qmi_reader_uint (reader, field->size, count))
        return FALSE;
    if ((field->flags & QMI_FIELD_SEQUENCE) && !qmi_reader_uint (reader, 1, &number))
        return FALSE;
    *sequence = (guint8) number;
    return TRUE;
}

/* Whether element @index is to be read from an array of @count. */
static inline gboolean
qmi_reader_array_more (const QmiReader *reader, const QmiSchemaField *field, guint64 index, guint64 count)
{
    return (field->flags & QMI_FIELD_REST) ? qmi_reader_left (reader) > 0 : index < count;
}

G_END_DECLS
