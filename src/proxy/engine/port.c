/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A modem's port: open and close it, what it says, what ends with it. */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "control.h"
#include "engine-private.h"
#include "log.h"
#include "port.h"
#include "port-write.h"
#include "route.h"

static void port_ready (Watch *watch, guint32 events);
static void port_settle (Deferred *deferred);

Port *
port_new (Engine *engine, const gchar *path)
{
    Port *self = g_new0 (Port, 1);

    self->engine = engine;
    self->path = g_strdup (path);
    self->number = ++engine->n_ports_ever;
    self->watch.fd = -1;
    self->watch.ready = port_ready;
    self->deferred.run = port_settle;
    g_hash_table_insert (engine->ports, self->path, self);
    return self;
}

void
port_free (Port *self)
{
    while (self->by_age.head)
        request_free (self->by_age.head->data);
    client_ids_clear (&self->ids);
    loop_remove (self->engine->loop, &self->watch);
    loop_forget (self->engine->loop, &self->deferred);
    if (g_hash_table_lookup (self->engine->ports, self->path) == self)
        g_hash_table_remove (self->engine->ports, self->path);
    g_free (self->input);
    g_free (self->path);
    g_free (self);
}

PortIdentity
port_identity (const struct stat *status)
{
    return (PortIdentity) { status->st_rdev, status->st_ino,
                            status->st_ctim.tv_sec * G_GINT64_CONSTANT (1000000000) + status->st_ctim.tv_nsec };
}

gboolean
port_identity_equal (const PortIdentity *a, const PortIdentity *b)
{
    return a->device == b->device && a->inode == b->inode && a->changed == b->changed;
}

static QmiProtocolError
code_of_errno (gint number)
{
    switch (number) {
    case EACCES:
    case EPERM:
        return QMI_PROTOCOL_ERROR_ACCESS_DENIED;
    case EBUSY:
        return QMI_PROTOCOL_ERROR_DEVICE_IN_USE;
    case ENOENT:
    case ENODEV:
    case ENXIO:
    case EIO:
        return QMI_PROTOCOL_ERROR_DEVICE_NOT_READY;
    default:
        return QMI_PROTOCOL_ERROR_INTERNAL;
    }
}

QmiProtocolError
port_open (Port *self, const PortIdentity *identity, gboolean is_stream, const gchar **why)
{
    struct stat status;
    gint fd = open (self->path, O_RDWR | O_EXCL | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

    if (fd < 0) {
        *why = g_strerror (errno);
        return code_of_errno (errno);
    }
    self->watch.fd = fd;
    /* Whoever could put another device there in the meantime should not have it opened. */
    if (fstat (fd, &status) != 0 || status.st_rdev != identity->device || status.st_ino != identity->inode ||
        !loop_add (self->engine->loop, &self->watch, EPOLLIN, NULL)) {
        close (fd);
        self->watch.fd = -1;
        *why = "the device has changed while it was being opened, or cannot be waited for";
        return QMI_PROTOCOL_ERROR_DEVICE_NOT_READY;
    }
    if (!port_identity_equal (&self->identity, identity))
        client_ids_clear (&self->ids);
    self->identity = *identity;
    self->is_stream = is_stream;
    self->input = g_malloc (INPUT_SIZE);
    self->input_filled = 0;
    state_note_port (self->engine->state, self);
    log_debug (NULL, self, "port opened");
    return QMI_PROTOCOL_ERROR_NONE;
}

static void
close_port (Port *self)
{
    loop_remove (self->engine->loop, &self->watch);
    g_clear_pointer (&self->input, g_free);
    log_debug (NULL, self, "port closed");
}

/* Users */

void
port_join (Port *self, Connection *connection)
{
    connection->port = self;
    connection->port_link.data = connection;
    g_queue_push_tail_link (&self->connections, &connection->port_link);
}

void
port_leave (Port *self, Connection *connection)
{
    control_forget (connection);
    g_queue_unlink (&self->connections, &connection->port_link);
    connection->port = NULL;
    port_check (self);
}

void
port_check (Port *self)
{
    if (!self->connections.head || self->slotless.head || self->slot_waiters.head || self->is_dead)
        loop_defer (self->engine->loop, &self->deferred);
}

void
port_lose (Port *self, const gchar *reason)
{
    if (self->is_dead)
        return;
    log_warning (NULL, self, "the port is gone: %s", reason);
    /* Its path may be there again soon. */
    g_hash_table_remove (self->engine->ports, self->path);
    state_forget_port (self->engine->state, self);
    close_port (self);
    self->is_dead = TRUE;
    self->to = NULL;
    loop_defer (self->engine->loop, &self->deferred);
}

static void
bury (Port *self)
{
    while (self->by_age.head)
        request_fail (self->by_age.head->data, QMI_PROTOCOL_ERROR_ABORTED);
    while (self->connections.head) {
        Connection *connection = self->connections.head->data;

        port_leave (self, connection);
        connection_lose_port (connection);
    }
    port_free (self);
}

static void
port_settle (Deferred *deferred)
{
    Port *self = CONTAINER_OF (deferred, Port, deferred);

    control_use_slots (self);
    if (self->is_dead) {
        bury (self);
    } else if (!self->connections.head && !self->by_age.head) {
        if (port_is_open (self))
            close_port (self);
        if (self->ids.n_orphans == 0)
            port_free (self);
    }
}

/* Input */

void
port_deliver_now (Port *self)
{
    Connection *connection = self->to;

    self->to = NULL;
    if (connection)
        connection_send (connection, self->to_start, self->to_size, NULL);
}

void
port_deliver (Port *self, Connection *connection, guint8 *frame)
{
    if (self->to == connection && self->to_start + self->to_size == frame) {
        self->to_size += frame_size (frame);
        return;
    }
    port_deliver_now (self);
    self->to = connection;
    self->to_start = frame;
    self->to_size = frame_size (frame);
}

/* Handles whole frames; returns where the rest begins. */
static guint8 *
handle_frames (Port *self, guint8 *at, const guint8 *end)
{
    while (end - at >= FRAME_LENGTH_END && frame_begins (at) && frame_size (at) <= end - at) {
        guint32 size = frame_size (at);

        if (frame_agrees (at)) {
            route_from_modem (self, at);
        } else {
            self->engine->counters.dropped++;
            log_warning (NULL, self,
                         "a frame of the modem was dropped: the length of the message is not that of the frame");
        }
        at += size;
    }
    return at;
}

/* Where the next whole frame of a modem begins behind bytes that are none; @end if there is none. */
static guint8 *
find_frame (guint8 *at, guint8 *end)
{
    for (; end - at >= QMI_FRAME_HEADERS_CTL; at++) {
        if (frame_begins (at) && at[QMI_FRAME_QMUX_FLAGS] == QMI_FRAME_QMUX_FLAG_FROM_MODEM &&
            frame_size (at) <= end - at && frame_agrees (at))
            return at;
    }
    return end;
}

static gboolean
is_garbage (const guint8 *at, const guint8 *end)
{
    return end > at && (*at != QMI_MESSAGE_QMUX_MARKER || (end - at >= FRAME_LENGTH_END && !frame_begins (at)));
}

static void
read_port (Port *self)
{
    gssize n = read (self->watch.fd, self->input + self->input_filled, INPUT_SIZE - self->input_filled);
    guint8 *end, *at;

    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (n <= 0) {
        port_lose (self, n == 0 ? "the modem hung up" : g_strerror (errno));
        return;
    }
    end = self->input + self->input_filled + n;
    at = handle_frames (self, self->input, end);
    while (is_garbage (at, end)) {
        guint8 *next = find_frame (at + 1, end);

        log_warning (NULL, self, "%d bytes of the modem were dropped: no frame begins with 0x%02X", (gint) (next - at),
                     *at);
        self->engine->counters.dropped++;
        at = handle_frames (self, next, end);
    }
    port_deliver_now (self);
    self->input_filled = (guint32) (end - at);
    memmove (self->input, at, self->input_filled);
}

static void
port_ready (Watch *watch, guint32 events)
{
    Port *self = CONTAINER_OF (watch, Port, watch);

    if (events & EPOLLOUT)
        port_write_unsent (self);
    if (events & (EPOLLIN | EPOLLHUP | EPOLLERR) && port_is_open (self))
        read_port (self);
}

/* Time */

/* Nobody waits for it, but its transaction id cannot be used yet. */
static gboolean
is_abandoned (const Request *request, gint64 now)
{
    return !request->connection && request->slot && request->since + PORT_ABANDON_LIMIT <= now;
}

static void
end_abandoned (Port *self, gint64 now)
{
    guint i;

    for (i = 0; i < PORT_CTL_SLOTS; i++) {
        Request *request = self->slots[i];

        if (request && is_abandoned (request, now))
            request_free (request);
    }
}

/* Fails those at the head of a queue that are older than @limit. */
static gint64
end_old (GQueue *queue, gint64 limit, QmiProtocolError code, gint64 now)
{
    GList *link = queue->head;

    while (link && ((Request *) link->data)->since + limit <= now) {
        Request *request = link->data;

        link = link->next;
        /* The modem has a part of it and needs the rest. */
        if (request->written == 0 || request->written == request->size)
            request_fail (request, code);
    }
    return link ? ((Request *) link->data)->since + limit : G_MAXINT64;
}

gint64
port_tick (Port *self, gint64 now)
{
    gint64 unsent, answer, slots;

    end_abandoned (self, now);
    slots = control_share_slots (self, now);
    if (self->unsent.head && now - self->took_bytes_at >= PORT_WRITE_LIMIT)
        log_warning (NULL, self, "the modem takes no bytes: %u requests are refused", self->unsent.length);
    unsent = end_old (&self->unsent, PORT_WRITE_LIMIT, QMI_PROTOCOL_ERROR_DEVICE_NOT_READY, now);
    answer = end_old (&self->by_age, PORT_ANSWER_LIMIT, QMI_PROTOCOL_ERROR_ABORTED, now);
    if (self->n_slots > 0)
        unsent = MIN (unsent, now + PORT_ABANDON_LIMIT);
    return MIN (MIN (unsent, answer), slots);
}
