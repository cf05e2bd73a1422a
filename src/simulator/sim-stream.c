/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Frames out of a stream of bytes that comes in pieces of any size. */

#include "config.h"

#include <string.h>

#include "qmi-message-private.h"
#include "sim-stream.h"

struct _SimStream {
    GByteArray *bytes;
    SimLog     *log;
};

static void
skip (SimStream *self, gsize n, const gchar *remark)
{
    sim_log_bytes (self->log, SIM_LOG_IN, self->bytes->data, n, NULL, remark);
    g_byte_array_remove_range (self->bytes, 0, (guint) n);
}

/* Up to the next byte that a frame can start with. */
static void
skip_garbage (SimStream *self)
{
    const guint8 *start;

    if (self->bytes->len == 0 || self->bytes->data[0] == QMI_MESSAGE_QMUX_MARKER)
        return;
    start = memchr (self->bytes->data, QMI_MESSAGE_QMUX_MARKER, self->bytes->len);
    skip (self, start ? (gsize) (start - self->bytes->data) : self->bytes->len, "no frame, ignored");
}

/* The headers of a frame without its TLVs. */
static QmiMessage *
take_headers (const guint8 *bytes, gsize length)
{
    QmiMessage *frame;
    gsize headers;

    if (length < QMI_FRAME_HEADERS_CTL)
        return NULL;
    headers = qmi_frame_headers_size (bytes[QMI_FRAME_SERVICE]);
    if (length < headers)
        return NULL;
    frame = g_byte_array_append (g_byte_array_new (), bytes, (guint) headers);
    qmi_message_update_lengths (frame);
    return frame;
}

QmiMessage *
sim_stream_next (SimStream *self, gchar **remark)
{
    *remark = NULL;
    for (;;) {
        g_autoptr (GError) error = NULL;
        g_autoptr (GByteArray) frame = NULL;
        gsize size;

        skip_garbage (self);
        if (self->bytes->len < QMI_FRAME_QMI)
            return NULL;
        size = (gsize) qmi_load_u16_le (self->bytes->data + QMI_FRAME_LENGTH) + 1;
        if (self->bytes->len < size)
            return NULL;
        frame = take_headers (self->bytes->data, size);
        if (!frame) {
            skip (self, MAX (size, QMI_FRAME_QMI), "a frame without complete headers, ignored");
        } else {
            QmiMessage *message = qmi_message_new_from_raw (self->bytes, &error);

            if (message)
                return message;
            *remark = g_strdup (error->message);
            return g_steal_pointer (&frame);
        }
    }
}

void
sim_stream_reset (SimStream *self)
{
    if (self->bytes->len > 0)
        skip (self, self->bytes->len, "the start of a frame, whose writer is gone");
}

void
sim_stream_add (SimStream *self, const guint8 *bytes, gsize length)
{
    g_byte_array_append (self->bytes, bytes, (guint) length);
}

SimStream *
sim_stream_new (SimLog *log)
{
    SimStream *self = g_new0 (SimStream, 1);

    self->bytes = g_byte_array_new ();
    self->log = log;
    return self;
}

void
sim_stream_free (SimStream *self)
{
    if (!self)
        return;
    g_byte_array_unref (self->bytes);
    g_free (self);
}
