/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* C to wire: adds the TLVs of a container to a message. */

#include "config.h"

#include <string.h>

#include "qmi-container.h"
#include "qmi-error-types.h"
#include "qmi-errors.h"
#include "qmi-writer.h"

typedef struct {
    const QmiSchemaUnit *unit;
    GByteArray          *out;
} Encoder;

static gboolean encode_value (Encoder *self, const QmiSchemaField *field, const guint8 *source, GError **error);

static guint64
load_int (const QmiSchemaField *field, const guint8 *source)
{
    if (field->run)
        return qmi_load_sized (source, field->size,
                               (field->flags & QMI_FIELD_BIG_ENDIAN) ? QMI_ENDIAN_BIG : QMI_ENDIAN_LITTLE);
    switch (field->flags & QMI_FIELD_C_WIDTH) {
    case 0:
        return *source;
    case 1:
        return *(const guint16 *) (gconstpointer) source;
    case 2:
        return *(const guint32 *) (gconstpointer) source;
    default:
        return *(const guint64 *) (gconstpointer) source;
    }
}

static gboolean
set_size_error (Encoder *self, const QmiSchemaField *field, const gchar *what, gsize size, GError **error)
{
    guint64 limit = field->ref && field->kind == QMI_FIELD_STRING ? field->ref : (1ull << (8 * field->size)) - 1;

    if (field->kind == QMI_FIELD_ARRAY && field->size == 0)
        limit = field->extra;
    g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_ARGS,
                 "Field '%s': %" G_GSIZE_FORMAT " %s do not fit, the limit is %" G_GUINT64_FORMAT,
                 qmi_schema_text (self->unit, field->name), size, what, limit);
    return FALSE;
}

static gboolean
encode_string (Encoder *self, const QmiSchemaField *field, const gchar *text, GError **error)
{
    gsize length = text ? strlen (text) : 0;

    return qmi_writer_string (self->out, field, text ? text : "", length) ||
           set_size_error (self, field, "bytes", length, error);
}

static gboolean
encode_array (Encoder *self, const QmiSchemaField *field, const guint8 *source, GError **error)
{
    const QmiSchemaField *element = qmi_schema_field (self->unit, field->ref);
    const GArray *array = *(GArray *const *) (gconstpointer) source;
    guint n = array ? array->len : 0;
    guint8 sequence = (field->flags & QMI_FIELD_SEQUENCE) ? source[field->extra - field->offset] : 0;

    if (!qmi_writer_array (self->out, field, n, sequence))
        return set_size_error (self, field, "elements", n, error);
    for (guint i = 0; i < n; i++)
        if (!encode_value (self, element, (const guint8 *) array->data + i * element->offset, error))
            return FALSE;
    return TRUE;
}

static gboolean
encode_value (Encoder *self, const QmiSchemaField *field, const guint8 *source, GError **error)
{
    switch (field->kind) {
    case QMI_FIELD_INT:
        qmi_writer_int (self->out, field,
                        (field->flags & (QMI_FIELD_HIDDEN | QMI_FIELD_CONSTANT))
                            ? qmi_schema_constant (self->unit, field) : load_int (field, source));
        return TRUE;
    case QMI_FIELD_FLOAT:
        qmi_writer_float (self->out, field,
                          field->size == 4 ? *(const gfloat *) (gconstpointer) source
                                           : *(const gdouble *) (gconstpointer) source);
        return TRUE;
    case QMI_FIELD_STRING:
        return encode_string (self, field, *(gchar *const *) (gconstpointer) source, error);
    case QMI_FIELD_ARRAY:
        return encode_array (self, field, source, error);
    default:
        for (guint i = 0; i < field->extra; i++) {
            const QmiSchemaField *child = qmi_schema_field (self->unit, field->ref + i);

            if (!encode_value (self, child, source + child->offset, error))
                return FALSE;
        }
        return TRUE;
    }
}

static gboolean
encode_tlv (Encoder *self, const QmiSchemaTlv *tlv, const guint8 *container, GError **error)
{
    gsize start = qmi_message_tlv_write_init (self->out, tlv->id, error);

    return start > 0 &&
           encode_value (self, qmi_schema_field (self->unit, tlv->field), container + tlv->offset, error) &&
           qmi_message_tlv_write_complete (self->out, start, error);
}

static gboolean
set_missing_error (const QmiSchemaUnit *unit, const QmiSchemaMessage *message, const QmiSchemaTlv *tlv,
                   gboolean given, GError **error)
{
    const gchar *name = qmi_schema_text (unit, message->name);

    if (given)
        g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_ARGS, "Missing mandatory TLV '%s' in message '%s'",
                     qmi_schema_text (unit, qmi_schema_field (unit, tlv->field)->name), name);
    else
        g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_ARGS, "Message '%s' has mandatory TLVs", name);
    return FALSE;
}

gboolean
qmi_container_encode (const QmiSchemaUnit *unit, const QmiSchemaMessage *message, gconstpointer container,
                      QmiMessage *request, GError **error)
{
    const QmiContainer *self = container;
    guint direction = self ? self->direction : 0;
    const QmiSchemaTlv *tlvs = qmi_schema_tlv (unit, message->first[direction]);
    Encoder encoder = { unit, request };

    for (guint i = 0; i < message->n[direction]; i++) {
        guint index = tlvs[i].write_order;

        if (self && qmi_container_states (self)[index] == QMI_TLV_PRESENT) {
            if (!encode_tlv (&encoder, &tlvs[index], (const guint8 *) self, error))
                return FALSE;
        } else if ((tlvs[index].flags & QMI_TLV_MANDATORY) &&
                   (!self || qmi_container_conditions_hold (self, &tlvs[index]))) {
            return set_missing_error (unit, message, &tlvs[index], self != NULL, error);
        }
    }
    return TRUE;
}
