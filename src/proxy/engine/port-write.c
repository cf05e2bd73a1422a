/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Requests on their way into a port.
 *
 * Frames that lie one behind the other in the input of a connection are a run, which a stream gets with one write.
 * Other devices get a frame a write: to them each is a message. */

#include "config.h"

#include <errno.h>
#include <sys/uio.h>
#include <unistd.h>

#include "engine-private.h"
#include "log.h"
#include "port.h"
#include "port-write.h"

#define MOST_PIECES 64

/* The device has all of it. */
static void
has_been_written (Request *request)
{
    request->written = request->size;
    g_clear_pointer (&request->frame, frame_unref);
    request_enqueue (request, NULL);
    if (!request->connection && request->service != QMI_SERVICE_CTL)
        request_free (request);
}

static void
note_stall (Port *self)
{
    if (!self->unsent.head) {
        self->took_bytes_at = loop_now (self->engine->loop);
        loop_wake_at (self->engine->loop, self->took_bytes_at + PORT_WRITE_LIMIT);
        loop_set (self->engine->loop, &self->watch, EPOLLIN | EPOLLOUT);
    }
}

void
port_enqueue (Port *self, Request *request, const guint8 *bytes, GQueue *queue)
{
    /* What the device has begun to take must be completed. */
    if (request->written == 0 && self->unsent_bytes + request->size > PORT_QUEUE_MOST) {
        log_warning (request->connection, self, "a request was refused: %" G_GSIZE_FORMAT " bytes wait for the modem",
                     self->unsent_bytes);
        request_fail (request, QMI_PROTOCOL_ERROR_DEVICE_NOT_READY);
        return;
    }
    if (!request->frame)
        request->frame = frame_new (bytes, request->size);
    request_enqueue (request, queue);
}

/* After a failed write of the first requests of a queue. */
static void
handle_error (Port *self, GQueue *queue)
{
    switch (errno) {
    case EAGAIN:
    case EINTR:
        return;
    case EIO:
    case ENODEV:
    case ENXIO:
    case EPIPE:
    case ESHUTDOWN:
        port_lose (self, g_strerror (errno));
        return;
    default:
        /* The device does not like this message; others have nothing to do with it. */
        log_warning (NULL, self, "a request cannot be written: %s", g_strerror (errno));
        request_fail (queue->head->data, QMI_PROTOCOL_ERROR_INTERNAL);
    }
}

void
port_flush (Port *self)
{
    guint8 *at = self->run_start;
    gssize n;

    if (self->run_size == 0 || !port_is_open (self))
        return;
    n = write (self->watch.fd, at, self->run_size);
    self->run_size = 0;
    if (n < 0)
        handle_error (self, &self->run);
    n = MAX (n, 0);
    while (self->run.head && port_is_open (self)) {
        Request *request = self->run.head->data;
        guint32 size = request->size;

        if (n >= size) {
            has_been_written (request);
        } else {
            request->written = (guint32) n;
            note_stall (self);
            port_enqueue (self, request, at, &self->unsent);
        }
        n = MAX (n - (gssize) size, 0);
        at += size;
    }
}

void
port_write (Port *self, Request *request, guint8 *bytes)
{
    if (self->run_size > 0 && (!self->is_stream || bytes != self->run_start + self->run_size))
        port_flush (self);
    /* Of a port that is gone all requests will be answered soon. */
    if (!port_is_open (self))
        return;
    if (self->unsent.head) {
        port_enqueue (self, request, bytes, &self->unsent);
        return;
    }
    if (self->run_size == 0)
        self->run_start = request->frame ? request->frame->bytes : bytes;
    self->run_size += request->size;
    request_enqueue (request, &self->run);
    if (!self->is_stream || request->frame)
        port_flush (self);
}

/* The first of what waits; returns how many pieces that is. */
static gint
gather (Port *self, struct iovec *pieces, gint most)
{
    GList *link;
    gint n = 0;

    for (link = self->unsent.head; link && n < most; link = link->next) {
        Request *request = link->data;

        pieces[n].iov_base = request->frame->bytes + request->written;
        pieces[n++].iov_len = request->size - request->written;
    }
    return n;
}

void
port_write_unsent (Port *self)
{
    struct iovec pieces[MOST_PIECES];
    gint n_pieces = gather (self, pieces, self->is_stream ? MOST_PIECES : 1);
    gssize n = writev (self->watch.fd, pieces, n_pieces);

    if (n < 0) {
        handle_error (self, &self->unsent);
        n = 0;
    }
    if (!port_is_open (self))
        return;
    self->took_bytes_at = loop_now (self->engine->loop);
    while (self->unsent.head && n > 0) {
        Request *request = self->unsent.head->data;
        gssize left = request->size - request->written;

        if (n < left)
            request->written += (guint32) n;
        else
            has_been_written (request);
        n -= MIN (n, left);
    }
    if (!self->unsent.head)
        loop_set (self->engine->loop, &self->watch, EPOLLIN);
}
