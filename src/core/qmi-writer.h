/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Writing of values into a TLV. Every walker that makes wire bytes uses these functions only. */

#pragma once

#include <string.h>

#include "qmi-message-private.h"
#include "qmi-schema.h"

G_BEGIN_DECLS

/* A little-endian number of @size bytes; %FALSE if it does not fit. */
static inline gboolean
qmi_writer_uint (GByteArray *out, guint size, guint64 value)
{
    guint8 bytes[8];

    if (size < 8 && value >> (8 * size))
        return FALSE;
    qmi_store_sized (bytes, size, QMI_ENDIAN_LITTLE, value);
    g_byte_array_append (out, bytes, size);
    return TRUE;
}

/* The low bytes of @value as the description says. */
static inline void
qmi_writer_int (GByteArray *out, const QmiSchemaField *field, guint64 value)
{
    guint8 bytes[8];

    qmi_store_sized (bytes, field->size, (field->flags & QMI_FIELD_BIG_ENDIAN) ? QMI_ENDIAN_BIG : QMI_ENDIAN_LITTLE,
                     value);
    g_byte_array_append (out, bytes, field->size);
}

static inline void
qmi_writer_float (GByteArray *out, const QmiSchemaField *field, gdouble value)
{
    union { gfloat f; guint32 u; } single = { .f = (gfloat) value };
    union { gdouble d; guint64 u; } twice = { .d = value };

    qmi_writer_uint (out, field->size, field->size == 4 ? single.u : twice.u);
}

/* A text with what stands in front of it; %FALSE if the wire has no room for its length. */
static inline gboolean
qmi_writer_string (GByteArray *out, const QmiSchemaField *field, const gchar *text, gsize length)
{
    if (field->ref ? length != field->ref
                   : !(field->flags & QMI_FIELD_REST) && !qmi_writer_uint (out, field->size, length))
        return FALSE;
    g_byte_array_append (out, (const guint8 *) text, length);
    return TRUE;
}

/* What stands in front of an array's elements; %FALSE if the wire has no room for the count. */
static inline gboolean
qmi_writer_array (GByteArray *out, const QmiSchemaField *field, gsize count, guint8 sequence)
{
    if (field->flags & QMI_FIELD_REST)
        return TRUE;
    if (field->size == 0)
        return count == field->extra;
    if (!qmi_writer_uint (out, field->size, count))
        return FALSE;
    if (field->flags & QMI_FIELD_SEQUENCE)
        g_byte_array_append (out, &sequence, 1);
    return TRUE;
}

/* Value of an integer that always has the same one. */
static inline guint64
qmi_schema_constant (const QmiSchemaUnit *unit, const QmiSchemaField *field)
{
    return (field->flags & QMI_FIELD_CONSTANT) ? (guint64) *QMI_SCHEMA_AT (unit, gint64, wide_values, field->extra) : 0;
}

G_END_DECLS
