/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A program at the proxy. */

#include "config.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "control.h"
#include "engine-private.h"
#include "log.h"
#include "port.h"
#include "port-write.h"
#include "process.h"
#include "route.h"

#define OUTPUT_MOST (256 * 1024) /* bytes that the program does not read */
#define MOST_PIECES 16
#define READS_MOST  64 /* of a connection that is to be closed: more than the socket holds */

typedef struct {
    GList link;
    Frame *frame;
    guint32 sent;
} Output;

static void connection_ready (Watch *watch, guint32 events);
static void connection_settle (Deferred *deferred);

Connection *
connection_new (Engine *engine, gint fd, User *user, gint32 pid, const Services *services)
{
    Connection *self = g_new0 (Connection, 1);

    self->watch.fd = fd;
    self->watch.ready = connection_ready;
    self->deferred.run = connection_settle;
    self->engine = engine;
    self->pid = pid;
    self->services = *services;
    if (!loop_add (engine->loop, &self->watch, EPOLLIN, NULL)) {
        close (fd);
        g_free (self);
        return NULL;
    }
    self->user = user_ref (user);
    self->engine_link.data = self;
    return self;
}

/* Output */

static void
output_free (Connection *self, Output *output)
{
    g_queue_unlink (&self->output, &output->link);
    self->output_bytes -= output->frame->size;
    user_discharge (self->user, CHARGE_BYTES, output->frame->size);
    frame_unref (output->frame);
    g_slice_free (Output, output);
}

static void
queue_output (Connection *self, const guint8 *frames, guint32 size, guint32 sent, Frame **shared)
{
    Output *output;

    if (self->output_bytes + size > OUTPUT_MOST || !user_charge (self->user, CHARGE_BYTES, size)) {
        connection_close (self, "it does not read what it gets");
        return;
    }
    output = g_slice_new0 (Output);
    output->link.data = output;
    output->sent = sent;
    if (shared && *shared)
        output->frame = frame_ref (*shared);
    else
        output->frame = frame_new (frames, size);
    if (shared && !*shared)
        *shared = frame_ref (output->frame);
    self->output_bytes += size;
    g_queue_push_tail_link (&self->output, &output->link);
    loop_set (self->engine->loop, &self->watch, self->watch.events | EPOLLOUT);
}

void
connection_send (Connection *self, const guint8 *frames, guint32 size, Frame **shared)
{
    gssize n = 0;

    if (self->state == CONNECTION_CLOSED)
        return;
    if (!self->output.head) {
        n = send (self->watch.fd, frames, size, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (n == size)
            return;
        /* Nobody reads, but its last requests may still be there: the end is found when these are read. */
        if (n < 0 && errno != EAGAIN && errno != EINTR)
            return;
    }
    queue_output (self, frames, size, (guint32) MAX (n, 0), shared);
}

static void
send_output (Connection *self)
{
    struct iovec pieces[MOST_PIECES];
    struct msghdr message = { .msg_iov = pieces };
    GList *link;
    gssize n;

    for (link = self->output.head; link && message.msg_iovlen < MOST_PIECES; link = link->next) {
        Output *output = link->data;

        pieces[message.msg_iovlen].iov_base = output->frame->bytes + output->sent;
        pieces[message.msg_iovlen++].iov_len = output->frame->size - output->sent;
    }
    n = sendmsg (self->watch.fd, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (n < 0 && errno != EAGAIN && errno != EINTR)
        n = (gssize) self->output_bytes; /* nobody reads it any more */
    while (self->output.head && n > 0) {
        Output *output = self->output.head->data;
        gssize left = output->frame->size - output->sent;

        if (n < left)
            output->sent += (guint32) n;
        else
            output_free (self, output);
        n -= MIN (n, left);
    }
    if (!self->output.head) {
        loop_set (self->engine->loop, &self->watch, self->watch.events & ~(guint32) EPOLLOUT);
        loop_defer (self->engine->loop, &self->deferred);
    }
}

void
connection_answer (Connection *self, const guint8 *request, QmiProtocolError code)
{
    guint8 answer[FRAME_RESULT_SIZE];

    connection_send (self, answer, frame_write_result (answer, request, code), NULL);
}

void
connection_refuse (Connection *self, const guint8 *request, QmiProtocolError code, const gchar *reason)
{
    self->counters.refused++;
    self->engine->counters.refused++;
    log_warning (self, NULL, "request 0x%04X of service %u was refused: %s", frame_message (request),
                 request[QMI_FRAME_SERVICE], reason);
    connection_answer (self, request, code);
}

/* Input */

/* Bytes that no frame begins with. */
static void
refuse_bytes (Connection *self, const guint8 *bytes)
{
    guint8 header[QMI_FRAME_HEADERS_CTL] = { 0 };
    gboolean is_qrtr = bytes[0] == FRAME_QRTR_MARKER;

    self->engine->counters.refused++;
    connection_answer (self, header, is_qrtr ? QMI_PROTOCOL_ERROR_NOT_SUPPORTED : QMI_PROTOCOL_ERROR_MALFORMED_MESSAGE);
    connection_close (self, is_qrtr ? "frames for QRTR are not supported" : "it sent bytes that are no frame");
}

static gboolean
is_bad (const guint8 *bytes, gsize size)
{
    return bytes[0] != QMI_MESSAGE_QMUX_MARKER || (size >= FRAME_LENGTH_END && !frame_begins (bytes));
}

/* Makes room for the rest of a frame. */
static void
keep_part (Connection *self, const guint8 *bytes, guint32 size)
{
    guint32 whole = size < FRAME_LENGTH_END ? FRAME_LENGTH_END : frame_size (bytes);

    if (!user_charge (self->user, CHARGE_BYTES, whole)) {
        connection_close (self, "its user has too many bytes waiting");
        return;
    }
    self->input = g_malloc (whole);
    self->input_size = whole;
    self->input_filled = size;
    memcpy (self->input, bytes, size);
}

static void
drop_part (Connection *self)
{
    user_discharge (self->user, CHARGE_BYTES, self->input_size);
    g_clear_pointer (&self->input, g_free);
    self->input_size = 0;
}

static void
take_frames (Connection *self, guint8 *at, const guint8 *end)
{
    while (self->state != CONNECTION_CLOSED && end - at >= FRAME_LENGTH_END && frame_begins (at) &&
           frame_size (at) <= end - at) {
        guint32 size = frame_size (at);

        route_request (self, at);
        at += size;
    }
    if (self->port)
        port_flush (self->port);
    if (self->state == CONNECTION_CLOSED || at == end)
        return;
    if (is_bad (at, (gsize) (end - at)))
        refuse_bytes (self, at);
    else
        keep_part (self, at, (guint32) (end - at));
}

/* More of the frame that has begun. */
static void
take_part (Connection *self, guint32 n)
{
    g_autofree guint8 *bytes = NULL;
    guint32 size = self->input_filled + n;

    self->input_filled = size;
    if (size < self->input_size)
        return;
    bytes = g_steal_pointer (&self->input);
    drop_part (self);
    take_frames (self, bytes, bytes + size);
}

/* %FALSE if there is nothing to read now. */
static gboolean
read_some (Connection *self, guint32 events)
{
    guint8 *to = self->input ? self->input + self->input_filled : self->engine->input;
    gsize room = self->input ? self->input_size - self->input_filled : INPUT_SIZE;
    gssize n = recv (self->watch.fd, to, room, MSG_DONTWAIT);

    if (n > 0) {
        if (self->input)
            take_part (self, (guint32) n);
        else
            take_frames (self, to, to + n);
        return TRUE;
    }
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return FALSE;
    if (n < 0)
        self->has_crashed = TRUE; /* it left answers unread */
    if (n < 0 || events & EPOLLHUP) {
        connection_close (self, NULL);
    } else {
        self->sends_no_more = TRUE;
        loop_set (self->engine->loop, &self->watch, self->watch.events & EPOLLOUT);
        loop_defer (self->engine->loop, &self->deferred);
    }
    return FALSE;
}

static void
connection_ready (Watch *watch, guint32 events)
{
    Connection *self = CONTAINER_OF (watch, Connection, watch);

    if (events & EPOLLOUT)
        send_output (self);
    if (events & (EPOLLIN | EPOLLHUP | EPOLLERR))
        read_some (self, events);
}

/* End */

void
connection_close (Connection *self, const gchar *reason)
{
    if (self->state == CONNECTION_CLOSED)
        return;
    if (reason)
        log_warning (self, NULL, "connection closed: %s", reason);
    if (reason || self->requests.head || (self->ids.head && process_was_killed (self->pid, self->watch.fd)))
        self->has_crashed = TRUE;
    self->state = CONNECTION_CLOSED;
    loop_remove (self->engine->loop, &self->watch);
    loop_defer (self->engine->loop, &self->deferred);
}

void
connection_lose_port (Connection *self)
{
    if (self->state == CONNECTION_CLOSED)
        return;
    self->state = CONNECTION_GONE;
    loop_defer (self->engine->loop, &self->deferred);
}

void
connection_leave_ids (Connection *self)
{
    while (self->ids.head) {
        ClientId *id = self->ids.head->data;

        client_id_orphan (id, self->has_crashed && self->ids_at_end != IDS_PARKED ? ID_CRASHED : ID_PARKED);
        if (self->ids_at_end == IDS_RELEASED && !id->releasing)
            control_release (id);
    }
}

static void
connection_free (Connection *self)
{
    while (self->requests.head)
        request_abandon (self->requests.head->data);
    connection_leave_ids (self);
    if (self->port)
        port_leave (self->port, self);
    while (self->output.head)
        output_free (self, self->output.head->data);
    if (self->input)
        drop_part (self);
    log_debug (self, NULL, "connection ended");
    engine_remove_connection (self->engine, self);
    loop_forget (self->engine->loop, &self->deferred);
    user_discharge (self->user, CHARGE_CONNECTIONS, 1);
    user_unref (self->user);
    g_free (self);
}

/* Answers what was written before the port was gone. */
static void
read_rest (Connection *self)
{
    guint i;

    for (i = 0; i < READS_MOST && read_some (self, 0); i++)
        ;
}

/* At the end of a round: whether it can be freed, or closed because it has got all it waits for. */
static void
connection_settle (Deferred *deferred)
{
    Connection *self = CONTAINER_OF (deferred, Connection, deferred);

    if (self->state == CONNECTION_GONE && !self->output.head)
        read_rest (self);
    if (self->state == CONNECTION_CLOSED)
        connection_free (self);
    else if ((self->sends_no_more || self->state == CONNECTION_GONE) && !self->requests.head && !self->output.head)
        connection_close (self, NULL);
}
