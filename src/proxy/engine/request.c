/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A request that has no answer yet. */

#include "config.h"

#include "request.h"
#include "connection.h"
#include "control.h"
#include "engine-private.h"
#include "port.h"

#define SPARE_MOST 1024

/* Where a request with this key is. Transaction ids count up from the same numbers in all programs, so their bits are
 * spread. */
static Request **
bucket_of (Port *port, guint8 service, guint8 cid, guint16 transaction)
{
    guint32 key = (guint32) service << 24 | (guint32) cid << 16 | transaction;

    return &port->buckets[key * 2654435761u >> (32 - PORT_BUCKET_BITS)];
}

/* CTL requests are found by their slot. */
static gboolean
is_in_table (const Request *self)
{
    return self->service != QMI_SERVICE_CTL && self->connection;
}

static void
add_to_table (Request *self)
{
    Request **bucket = bucket_of (self->port, self->service, self->cid, self->transaction);

    self->next = *bucket;
    self->place = bucket;
    if (self->next)
        self->next->place = &self->next;
    *bucket = self;
}

static void
remove_from_table (Request *self)
{
    *self->place = self->next;
    if (self->next)
        self->next->place = self->place;
}

/* Requests come and go with every frame: some that are gone are kept for the next ones. */
static Request *
get_memory (Engine *engine)
{
    Request *self = engine->spare;

    if (!self)
        return g_new0 (Request, 1);
    engine->spare = self->next;
    engine->n_spare--;
    memset (self, 0, sizeof (*self));
    return self;
}

static void
give_memory_back (Engine *engine, Request *self)
{
    if (engine->n_spare >= SPARE_MOST) {
        g_free (self);
        return;
    }
    self->next = engine->spare;
    engine->spare = self;
    engine->n_spare++;
}

void
request_free_spare (Engine *engine)
{
    while (engine->spare)
        g_free (get_memory (engine));
}

static Request *
create (Port *port, const guint8 *frame)
{
    Request *self = get_memory (port->engine);

    self->port = port;
    self->size = frame_size (frame);
    self->since = loop_now (port->engine->loop);
    self->service = frame[QMI_FRAME_SERVICE];
    self->cid = frame[QMI_FRAME_CLIENT];
    self->message = frame_message (frame);
    self->transaction = frame_transaction (frame);
    self->connection_link.data = self;
    self->age_link.data = self;
    self->queue_link.data = self;
    g_queue_push_tail_link (&port->by_age, &self->age_link);
    if (port->by_age.length == 1)
        loop_wake_at (port->engine->loop, self->since + PORT_ANSWER_LIMIT);
    return self;
}

Request *
request_new (Port *port, Connection *connection, const guint8 *frame)
{
    Request *self;

    if (!user_charge (connection->user, CHARGE_REQUESTS, 1))
        return NULL;
    self = create (port, frame);
    self->connection = connection;
    self->user = user_ref (connection->user);
    g_queue_push_tail_link (&connection->requests, &self->connection_link);
    if (is_in_table (self))
        add_to_table (self);
    return self;
}

Request *
request_new_own (Port *port, const guint8 *frame)
{
    return create (port, frame);
}

/* It is no longer the connection's. */
static void
leave_connection (Request *self)
{
    Connection *connection = self->connection;

    if (is_in_table (self))
        remove_from_table (self);
    g_queue_unlink (&connection->requests, &self->connection_link);
    if (self->queue == &connection->slotless)
        request_enqueue (self, &self->port->slotless);
    self->connection = NULL;
    if (self->slot) {
        connection->n_slots--;
        control_wait_for_slot (connection);
    }
    if (connection->sends_no_more)
        loop_defer (connection->engine->loop, &connection->deferred);
}

void
request_free (Request *self)
{
    Port *port = self->port;

    if (self->connection)
        leave_connection (self);
    request_enqueue (self, NULL);
    if (self->service == QMI_SERVICE_CTL)
        control_end (self);
    if (self->frame)
        frame_unref (self->frame);
    g_queue_unlink (&port->by_age, &self->age_link);
    if (self->user) {
        if (self->charged_id)
            user_discharge (self->user, CHARGE_CLIENT_IDS, 1);
        user_discharge (self->user, CHARGE_REQUESTS, 1);
        user_unref (self->user);
    }
    port_check (port);
    give_memory_back (port->engine, self);
}

void
request_fail (Request *self, QmiProtocolError code)
{
    guint8 frame[FRAME_REQUEST_SIZE] = { 0 };
    Connection *connection = self->connection;

    if (!connection) {
        request_free (self);
        return;
    }
    /* What is needed of the request to answer it. */
    frame[QMI_FRAME_SERVICE] = self->service;
    frame[QMI_FRAME_CLIENT] = self->cid;
    if (self->service == QMI_SERVICE_CTL)
        frame[QMI_FRAME_TRANSACTION] = (guint8) self->transaction;
    else
        qmi_store_u16_le (frame + QMI_FRAME_TRANSACTION, self->transaction);
    qmi_store_u16_le (frame + qmi_frame_headers_size (self->service) - QMI_FRAME_MESSAGE_FROM_HEADERS_END,
                      self->message);
    request_free (self);
    connection_answer (connection, frame, code);
}

void
request_abandon (Request *self)
{
    leave_connection (self);
    /* A CTL answer may bring a client id that must be given back, and its slot is not free before. */
    if (self->service != QMI_SERVICE_CTL && !self->queue)
        request_free (self);
}

Request *
request_find (Port *port, guint8 service, guint8 cid, guint16 transaction)
{
    Request *self = *bucket_of (port, service, cid, transaction);

    while (self && (self->transaction != transaction || self->cid != cid || self->service != service))
        self = self->next;
    return self;
}

void
request_enqueue (Request *self, GQueue *queue)
{
    Port *port = self->port;

    if (self->queue)
        g_queue_unlink (self->queue, &self->queue_link);
    if (self->queue && self->queue != &port->run)
        port->unsent_bytes -= self->size;
    self->queue = queue;
    if (queue)
        g_queue_push_tail_link (queue, &self->queue_link);
    if (queue && queue != &port->run)
        port->unsent_bytes += self->size;
}
