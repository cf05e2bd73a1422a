/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The layout of a frame, unaligned loads and stores, and TLV iteration: inline, for the library only. */

#pragma once

#include <string.h>

#include "qmi-message.h"

G_BEGIN_DECLS

/* A frame is the marker, the QMUX header, the header of the service and the TLVs. Numbers are
 * little-endian. Offsets count from the marker. */
#define QMI_FRAME_LENGTH      1 /* u16: bytes that follow the marker */
#define QMI_FRAME_QMUX_FLAGS  3
#define QMI_FRAME_SERVICE     4
#define QMI_FRAME_CLIENT      5
#define QMI_FRAME_QMI         6 /* the QMUX part ends here */
#define QMI_FRAME_QMI_FLAGS   6
#define QMI_FRAME_TRANSACTION 7 /* u8 for CTL, u16 for the others */

/* Size of all headers. The last two fields are in both kinds u16 message id, u16 size of all TLVs. */
#define QMI_FRAME_HEADERS_CTL     12
#define QMI_FRAME_HEADERS_SERVICE 13
#define QMI_FRAME_MESSAGE_FROM_HEADERS_END    4
#define QMI_FRAME_TLV_LENGTH_FROM_HEADERS_END 2

#define QMI_FRAME_QMUX_FLAG_FROM_MODEM 0x80

#define QMI_FRAME_CTL_FLAG_RESPONSE       0x01
#define QMI_FRAME_CTL_FLAG_INDICATION     0x02
#define QMI_FRAME_SERVICE_FLAG_COMPOUND   0x01
#define QMI_FRAME_SERVICE_FLAG_RESPONSE   0x02
#define QMI_FRAME_SERVICE_FLAG_INDICATION 0x04

/* TLV: u8 type, u16 length, value */
#define QMI_TLV_LENGTH 1
#define QMI_TLV_HEADER 3

#define QMI_TLV_TYPE_RESULT 0x02

/* Unaligned loads and stores: qmi_load_u16_le (bytes), qmi_store_u32_be (bytes, value) ... */
#define QMI_DEFINE_UNALIGNED(bits, order, ORDER)                                    \
    static inline guint##bits                                                       \
    qmi_load_u##bits##_##order (const guint8 *bytes)                                \
    {                                                                               \
        guint##bits value;                                                          \
                                                                                    \
        memcpy (&value, bytes, sizeof (value));                                     \
        return GUINT##bits##_FROM_##ORDER (value);                                  \
    }                                                                               \
                                                                                    \
    static inline void                                                              \
    qmi_store_u##bits##_##order (guint8 *bytes, guint##bits value)                  \
    {                                                                               \
        value = GUINT##bits##_TO_##ORDER (value);                                   \
        memcpy (bytes, &value, sizeof (value));                                     \
    }

QMI_DEFINE_UNALIGNED (16, le, LE)
QMI_DEFINE_UNALIGNED (16, be, BE)
QMI_DEFINE_UNALIGNED (32, le, LE)
QMI_DEFINE_UNALIGNED (32, be, BE)
QMI_DEFINE_UNALIGNED (64, le, LE)
QMI_DEFINE_UNALIGNED (64, be, BE)

#undef QMI_DEFINE_UNALIGNED

/* An unsigned number of n_bytes, 0 to 8 */
static inline guint64
qmi_load_sized (const guint8 *bytes,
                guint         n_bytes,
                QmiEndian     endian)
{
    guint64 value = 0;
    guint   i;

    if (n_bytes == 2)
        return endian == QMI_ENDIAN_BIG ? qmi_load_u16_be (bytes) : qmi_load_u16_le (bytes);
    if (n_bytes == 4)
        return endian == QMI_ENDIAN_BIG ? qmi_load_u32_be (bytes) : qmi_load_u32_le (bytes);
    for (i = 0; i < n_bytes; i++)
        value |= (guint64) bytes[endian == QMI_ENDIAN_BIG ? n_bytes - 1 - i : i] << (8 * i);
    return value;
}

/* The low n_bytes, 0 to 8, of a number */
static inline void
qmi_store_sized (guint8   *bytes,
                 guint     n_bytes,
                 QmiEndian endian,
                 guint64   value)
{
    guint i;

    for (i = 0; i < n_bytes; i++)
        bytes[endian == QMI_ENDIAN_BIG ? n_bytes - 1 - i : i] = (guint8) (value >> (8 * i));
}

/* A frame has room for the low 8 bits of the service only. */
static inline gsize
qmi_frame_headers_size (guint service)
{
    return (guint8) service == QMI_SERVICE_CTL ? QMI_FRAME_HEADERS_CTL : QMI_FRAME_HEADERS_SERVICE;
}

/* Every function below but this one relies on it: true for whatever the constructors made. */
static inline gboolean
qmi_message_has_headers (const QmiMessage *self)
{
    return self->len >= QMI_FRAME_HEADERS_CTL &&
           self->len >= qmi_frame_headers_size (self->data[QMI_FRAME_SERVICE]);
}

static inline gboolean
qmi_message_is_ctl (const QmiMessage *self)
{
    return self->data[QMI_FRAME_SERVICE] == QMI_SERVICE_CTL;
}

static inline gsize
qmi_message_headers_size (const QmiMessage *self)
{
    return qmi_frame_headers_size (self->data[QMI_FRAME_SERVICE]);
}

/* Makes the length fields of the headers agree with the size of the array. */
static inline void
qmi_message_update_lengths (QmiMessage *self)
{
    gsize headers = qmi_message_headers_size (self);

    qmi_store_u16_le (self->data + QMI_FRAME_LENGTH, (guint16) (self->len - 1));
    qmi_store_u16_le (self->data + headers - QMI_FRAME_TLV_LENGTH_FROM_HEADERS_END,
                      (guint16) (self->len - headers));
}

typedef struct {
    const guint8 *value;
    guint16       length;
    guint8        type;
} QmiMessageTlv;

/* Reads the TLV whose header is at 'header'; FALSE at the end of the frame and, as may happen
 * while a TLV is being written, if header or value would go beyond it. */
static inline gboolean
qmi_message_tlv_at (const QmiMessage *self,
                    const guint8     *header,
                    QmiMessageTlv    *tlv)
{
    gsize left = (gsize) (self->data + self->len - header);

    if (left < QMI_TLV_HEADER)
        return FALSE;

    tlv->type   = header[0];
    tlv->length = qmi_load_u16_le (header + QMI_TLV_LENGTH);
    tlv->value  = header + QMI_TLV_HEADER;
    if (tlv->length > left - QMI_TLV_HEADER)
        return FALSE;
    return TRUE;
}

/* for (more = qmi_message_first_tlv (self, &tlv); more; more = qmi_message_next_tlv (self, &tlv)) */
static inline gboolean
qmi_message_first_tlv (const QmiMessage *self,
                       QmiMessageTlv    *tlv)
{
    return qmi_message_tlv_at (self, self->data + qmi_message_headers_size (self), tlv);
}

static inline gboolean
qmi_message_next_tlv (const QmiMessage *self,
                      QmiMessageTlv    *tlv)
{
    return qmi_message_tlv_at (self, tlv->value + tlv->length, tlv);
}

/* The first TLV of the type */
static inline gboolean
qmi_message_find_tlv (const QmiMessage *self,
                      guint8            type,
                      QmiMessageTlv    *tlv)
{
    if (!qmi_message_first_tlv (self, tlv))
        return FALSE;

    while (tlv->type != type) {
        if (!qmi_message_next_tlv (self, tlv))
            return FALSE;
    }
    return TRUE;
}

/* The bytes as a log has them: those of secrets are masked, and without personal information there are only as many as
 * headers can have. */
gchar *qmi_message_get_log_bytes (QmiMessage *self, QmiMessageContext *context);

G_END_DECLS
