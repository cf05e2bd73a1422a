/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Frames as the proxy sees them. */

#include "config.h"

#include "frame.h"

Frame *
frame_new (const guint8 *bytes, guint32 size)
{
    Frame *self = g_malloc (sizeof (Frame) + size);

    self->references = 1;
    self->size = size;
    memcpy (self->bytes, bytes, size);
    return self;
}

Frame *
frame_ref (Frame *self)
{
    self->references++;
    return self;
}

void
frame_unref (Frame *self)
{
    if (--self->references == 0)
        g_free (self);
}

/* The fields that all frames of the proxy have in common: from the marker to the size of the TLVs. */
static guint32
write_headers (guint8 *frame, guint8 qmux_flags, guint8 service, guint16 message, guint16 tlvs_size)
{
    guint32 headers = (guint32) qmi_frame_headers_size (service);

    frame[0] = QMI_MESSAGE_QMUX_MARKER;
    qmi_store_u16_le (frame + QMI_FRAME_LENGTH, (guint16) (headers - 1 + tlvs_size));
    frame[QMI_FRAME_QMUX_FLAGS] = qmux_flags;
    frame[QMI_FRAME_SERVICE] = service;
    frame[QMI_FRAME_CLIENT] = 0;
    frame[QMI_FRAME_QMI_FLAGS] = 0;
    qmi_store_u16_le (frame + headers - QMI_FRAME_MESSAGE_FROM_HEADERS_END, message);
    qmi_store_u16_le (frame + headers - QMI_FRAME_TLV_LENGTH_FROM_HEADERS_END, tlvs_size);
    return headers;
}

static guint8 *
write_tlv_header (guint8 *at, guint8 type, guint16 size)
{
    at[0] = type;
    qmi_store_u16_le (at + QMI_TLV_LENGTH, size);
    return at + QMI_TLV_HEADER;
}

guint32
frame_write_result (guint8 *answer, const guint8 *request, QmiProtocolError code)
{
    guint8 service = request[QMI_FRAME_SERVICE];
    guint32 headers = write_headers (answer, QMI_FRAME_QMUX_FLAG_FROM_MODEM, service, frame_message (request), 7);
    guint8 *value;

    answer[QMI_FRAME_CLIENT] = request[QMI_FRAME_CLIENT];
    answer[QMI_FRAME_QMI_FLAGS] =
        frame_is_ctl (request) ? QMI_FRAME_CTL_FLAG_RESPONSE : QMI_FRAME_SERVICE_FLAG_RESPONSE;
    memcpy (answer + QMI_FRAME_TRANSACTION, request + QMI_FRAME_TRANSACTION, frame_is_ctl (request) ? 1 : 2);
    value = write_tlv_header (answer + headers, QMI_TLV_TYPE_RESULT, 4);
    qmi_store_u16_le (value, code != QMI_PROTOCOL_ERROR_NONE);
    qmi_store_u16_le (value + 2, code);
    return headers + 7;
}

guint32
frame_write_request (guint8 *request, guint16 message, const guint8 *value, guint8 size)
{
    guint32 headers = write_headers (request, 0, QMI_SERVICE_CTL, message, (guint16) (QMI_TLV_HEADER + size));

    request[QMI_FRAME_TRANSACTION] = 0;
    memcpy (write_tlv_header (request + headers, 0x01, size), value, size);
    return headers + QMI_TLV_HEADER + size;
}

gboolean
frame_find_tlv (const guint8 *frame, guint8 type, const guint8 **value, guint16 *size)
{
    const QmiMessage message = { (guint8 *) frame, frame_size (frame) };
    const guint8 *end = frame + qmi_message_headers_size (&message);
    QmiMessageTlv tlv;
    gboolean more;
    guint found = 0;

    for (more = qmi_message_first_tlv (&message, &tlv); more; more = qmi_message_next_tlv (&message, &tlv)) {
        if (tlv.type == type) {
            *value = tlv.value;
            *size = tlv.length;
            found++;
        }
        end = tlv.value + tlv.length;
    }
    return end == frame + message.len && found == 1;
}

QmiProtocolError
frame_result (const guint8 *frame)
{
    const guint8 *value;
    guint16 size;

    if (!frame_find_tlv (frame, QMI_TLV_TYPE_RESULT, &value, &size) || size < 4)
        return QMI_PROTOCOL_ERROR_MALFORMED_MESSAGE;
    return qmi_load_u16_le (value) == 0 ? QMI_PROTOCOL_ERROR_NONE : qmi_load_u16_le (value + 2);
}
