/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Frames as the proxy sees them: bytes with a QMUX header, whose TLVs are of no concern but for a few of CTL. */

#pragma once

#include <glib.h>

#include "qmi-message-private.h"

G_BEGIN_DECLS

/* QMUX length counts in 16 bits what follows the marker. */
#define FRAME_MOST_BYTES 65536
#define FRAME_LENGTH_END 3 /* from here on the size of a frame is known */

#define FRAME_QRTR_MARKER 0x02 /* another kind of frame, with services above 255 */

/* Bytes that wait for several readers. */
typedef struct {
    guint   references;
    guint32 size;
    guint8  bytes[];
} Frame;

Frame *frame_new   (const guint8 *bytes, guint32 size);
Frame *frame_ref   (Frame *self);
void   frame_unref (Frame *self);

/* The answer that the proxy gives instead of the modem: a result, nothing else. Returns its size. */
#define FRAME_RESULT_SIZE (QMI_FRAME_HEADERS_SERVICE + 7)
guint32 frame_write_result (guint8 *answer, const guint8 *request, QmiProtocolError code);

/* CTL request of the proxy itself with one TLV 0x01. Returns its size. */
#define FRAME_REQUEST_SIZE (QMI_FRAME_HEADERS_CTL + 5)
guint32 frame_write_request (guint8 *request, guint16 message, const guint8 *value, guint8 size);

/* TLV of a frame whose lengths agree; %FALSE if it is not there, or there twice: then nobody knows which one counts. */
gboolean frame_find_tlv (const guint8 *frame, guint8 type, const guint8 **value, guint16 *size);

/* What a response says: 0 for success. */
QmiProtocolError frame_result (const guint8 *frame);

static inline guint32
frame_size (const guint8 *frame)
{
    return 1 + qmi_load_u16_le (frame + QMI_FRAME_LENGTH);
}

static inline gboolean
frame_is_ctl (const guint8 *frame)
{
    return frame[QMI_FRAME_SERVICE] == QMI_SERVICE_CTL;
}

/* Whether a frame can begin with these, at least FRAME_LENGTH_END, bytes. */
static inline gboolean
frame_begins (const guint8 *bytes)
{
    return bytes[0] == QMI_MESSAGE_QMUX_MARKER && frame_size (bytes) >= QMI_FRAME_HEADERS_CTL;
}

/* Whether the message fills its frame. */
static inline gboolean
frame_agrees (const guint8 *frame)
{
    gsize headers = qmi_frame_headers_size (frame[QMI_FRAME_SERVICE]);

    return frame_size (frame) >= headers &&
           frame_size (frame) - headers == qmi_load_u16_le (frame + headers - QMI_FRAME_TLV_LENGTH_FROM_HEADERS_END);
}

static inline guint16
frame_message (const guint8 *frame)
{
    return qmi_load_u16_le (frame + qmi_frame_headers_size (frame[QMI_FRAME_SERVICE]) -
                            QMI_FRAME_MESSAGE_FROM_HEADERS_END);
}

static inline guint16
frame_transaction (const guint8 *frame)
{
    return frame_is_ctl (frame) ? frame[QMI_FRAME_TRANSACTION] : qmi_load_u16_le (frame + QMI_FRAME_TRANSACTION);
}

static inline gboolean
frame_is_response (const guint8 *frame)
{
    return frame[QMI_FRAME_QMI_FLAGS] &
           (frame_is_ctl (frame) ? QMI_FRAME_CTL_FLAG_RESPONSE : QMI_FRAME_SERVICE_FLAG_RESPONSE);
}

static inline gboolean
frame_is_indication (const guint8 *frame)
{
    return frame[QMI_FRAME_QMI_FLAGS] &
           (frame_is_ctl (frame) ? QMI_FRAME_CTL_FLAG_INDICATION : QMI_FRAME_SERVICE_FLAG_INDICATION);
}

G_END_DECLS
