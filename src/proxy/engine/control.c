/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The control service: what the proxy answers itself, and transaction ids and client ids of what it forwards. */

#include "config.h"

#include <string.h>

#include "control.h"
#include "engine-private.h"
#include "log.h"
#include "port.h"
#include "port-write.h"
#include "qmi-ctl-tables.h"
#include "status.h"

#define FIRST_TLV         0x01
#define ON_DISCONNECT_TLV 0x10 /* of Internal Proxy Open */

/* Transaction ids */

static guint8
next_slot (Port *port)
{
    do
        port->last_slot++;
    while (port->last_slot == 0 || port->slots[port->last_slot]);
    return port->last_slot;
}

/* Writes a request under the next free transaction id. */
static void
use_slot (Request *request, guint8 *bytes)
{
    Port *port = request->port;

    request->slot = next_slot (port);
    port->slots[request->slot] = request;
    port->n_slots++;
    if (request->connection)
        request->connection->n_slots++;
    bytes[QMI_FRAME_TRANSACTION] = request->slot;
    port_write (port, request, bytes);
}

static void
free_slot (Request *request)
{
    Port *port = request->port;

    if (request->connection)
        request->connection->n_slots--;
    port->slots[request->slot] = NULL;
    port->n_slots--;
    request->slot = 0;
}

void
control_wait_for_slot (Connection *connection)
{
    if (connection->waits_for_slot || !connection->slotless.head)
        return;
    connection->waits_for_slot = TRUE;
    connection->slot_link.data = connection;
    g_queue_push_tail_link (&connection->port->slot_waiters, &connection->slot_link);
    port_check (connection->port);
}

void
control_forget (Connection *connection)
{
    if (connection->waits_for_slot)
        g_queue_unlink (&connection->port->slot_waiters, &connection->slot_link);
    connection->waits_for_slot = FALSE;
}

/* The request whose turn it is; %NULL if none waits. */
static Request *
next_slotless (Port *port)
{
    if (port->slotless.head)
        return port->slotless.head->data;
    while (port->slot_waiters.head) {
        Connection *connection = port->slot_waiters.head->data;

        control_forget (connection);
        if (connection->slotless.head)
            return connection->slotless.head->data;
    }
    return NULL;
}

void
control_use_slots (Port *port)
{
    Request *request;

    while (port_is_open (port) && port->n_slots < PORT_CTL_SLOTS - 1 && (request = next_slotless (port))) {
        Connection *connection = request->connection;

        request_enqueue (request, NULL);
        use_slot (request, request->frame->bytes);
        if (connection)
            control_wait_for_slot (connection);
    }
}

/* Whether the modem seems not to answer this one, of a connection that has more than its share of ids. */
static gboolean
is_hogging (const Request *request, gint64 now)
{
    return request->connection && request->connection->n_slots > PORT_SLOTS_OF_ONE &&
           request->since + PORT_SLOT_LIMIT <= now;
}

gint64
control_share_slots (Port *port, gint64 now)
{
    guint i;

    if (!port->slotless.head && !port->slot_waiters.head)
        return G_MAXINT64;
    for (i = 0; i < PORT_CTL_SLOTS; i++) {
        if (port->slots[i] && is_hogging (port->slots[i], now))
            free_slot (port->slots[i]);
    }
    control_use_slots (port);
    return now + PORT_SLOT_LIMIT;
}

static void
send_request (Request *request, guint8 *bytes)
{
    Connection *connection = request->connection;
    Port *port = request->port;
    GQueue *queue = connection ? &connection->slotless : &port->slotless;

    if (!queue->head && port->n_slots < PORT_CTL_SLOTS - 1) {
        use_slot (request, bytes);
        return;
    }
    port_enqueue (port, request, bytes, queue);
    loop_wake_at (port->engine->loop, loop_now (port->engine->loop) + PORT_SLOT_LIMIT);
    if (connection)
        control_wait_for_slot (connection);
    else
        port_check (port);
}

/* A request that the proxy has made, in a frame of its own. */
static void
send_made (Request *request, const guint8 *bytes)
{
    request->written = 0;
    request->frame = frame_new (bytes, request->size);
    send_request (request, request->frame->bytes);
}

static Request *
forward (Connection *self, guint8 *frame, RequestKind kind, const guint8 *about, guint about_size)
{
    Request *request = request_new (self->port, self, frame);

    if (!request) {
        connection_refuse (self, frame, QMI_PROTOCOL_ERROR_INSUFFICIENT_RESOURCES, "too many requests in flight");
        return NULL;
    }
    request->kind = kind;
    if (about_size > 0)
        request->about_service = about[0];
    if (about_size > 1)
        request->about_cid = about[1];
    return request;
}

/* Internal Proxy Open */

static void
open_port (Connection *self, const guint8 *frame)
{
    g_autofree gchar *path = NULL;
    g_autofree gchar *reason = NULL;
    QmiProtocolError code;
    const guint8 *value;
    guint16 size;
    Port *port;

    if (self->state != CONNECTION_NEW) {
        connection_refuse (self, frame, QMI_PROTOCOL_ERROR_INVALID_OPERATION, "the connection has a port already");
        return;
    }
    if (!frame_find_tlv (frame, FIRST_TLV, &value, &size) || size == 0) {
        connection_refuse (self, frame, QMI_PROTOCOL_ERROR_MISSING_ARGUMENT, "no path of a device");
        return;
    }
    path = g_strndup ((const gchar *) value, size);
    if (frame_find_tlv (frame, ON_DISCONNECT_TLV, &value, &size) && size > 0)
        self->ids_at_end = value[0] ? IDS_RELEASED : IDS_PARKED;
    port = engine_get_port (self->engine, path, self->user->uid, &code, &reason);
    if (!port) {
        connection_refuse (self, frame, code, reason);
        return;
    }
    port_join (port, self);
    self->state = CONNECTION_OPEN;
    connection_answer (self, frame, QMI_PROTOCOL_ERROR_NONE);
}

/* Requests about client ids */

static void
allocate (Connection *self, guint8 *frame)
{
    const guint8 *about;
    Request *request;
    guint16 size;

    if (!frame_find_tlv (frame, FIRST_TLV, &about, &size) || size != 1) {
        connection_refuse (self, frame, QMI_PROTOCOL_ERROR_MALFORMED_MESSAGE, "no service");
    } else if (!services_have (&self->services, about[0])) {
        connection_refuse (self, frame, QMI_PROTOCOL_ERROR_ACCESS_DENIED, "the rules do not allow this service");
    } else if (!user_charge (self->user, CHARGE_CLIENT_IDS, 1)) {
        connection_refuse (self, frame, QMI_PROTOCOL_ERROR_CLIENT_IDS_EXHAUSTED, "the user has too many client ids");
    } else {
        request = forward (self, frame, REQUEST_ALLOCATE, about, size);
        if (!request) {
            user_discharge (self->user, CHARGE_CLIENT_IDS, 1);
            return;
        }
        request->charged_id = TRUE;
        send_request (request, frame);
    }
}

static void
release (Connection *self, guint8 *frame)
{
    const guint8 *about;
    Request *request;
    guint16 size;
    ClientId *id;

    if (!frame_find_tlv (frame, FIRST_TLV, &about, &size) || size != 2) {
        connection_refuse (self, frame, QMI_PROTOCOL_ERROR_MALFORMED_MESSAGE, "no client id");
        return;
    }
    id = client_ids_find (&self->port->ids, about[0], about[1]);
    if (!services_have (&self->services, about[0]) || (id && client_id_is_foreign (id, self))) {
        connection_refuse (self, frame, QMI_PROTOCOL_ERROR_ACCESS_DENIED, "the client id is somebody else's");
        return;
    }
    if (id && id->releasing) {
        connection_refuse (self, frame, QMI_PROTOCOL_ERROR_INVALID_CLIENT_ID, "the client id is being released");
        return;
    }
    request = forward (self, frame, REQUEST_RELEASE, about, size);
    if (!request)
        return;
    if (id)
        id->releasing = TRUE;
    send_request (request, frame);
}

static void
forward_sync (Connection *self, guint8 *frame)
{
    Request *request;

    /* The modem would forget ids that others need. */
    if (self->port->ids.n_owned > self->ids.length) {
        log_debug (self, NULL, "Sync is answered: others have client ids");
        connection_answer (self, frame, QMI_PROTOCOL_ERROR_NONE);
        return;
    }
    request = forward (self, frame, REQUEST_SYNC, NULL, 0);
    if (request)
        send_request (request, frame);
}

void
control_request (Connection *self, guint8 *frame)
{
    guint16 message = frame_message (frame);
    Request *request;

    if (message == QMI_MESSAGE_CTL_INTERNAL_PROXY_OPEN) {
        open_port (self, frame);
    } else if (message == QMI_MESSAGE_CTL_INTERNAL_PROXY_STATUS) {
        status_answer (self, frame);
    } else if (!connection_has_port (self)) {
        connection_refuse (self, frame, QMI_PROTOCOL_ERROR_DEVICE_NOT_READY, "the connection has no port");
    } else if (message == QMI_MESSAGE_CTL_ALLOCATE_CID) {
        allocate (self, frame);
    } else if (message == QMI_MESSAGE_CTL_RELEASE_CID) {
        release (self, frame);
    } else if (message == QMI_MESSAGE_CTL_SYNC) {
        forward_sync (self, frame);
    } else if (message == QMI_MESSAGE_CTL_SET_INSTANCE_ID && self->port->connections.length > 1) {
        connection_refuse (self, frame, QMI_PROTOCOL_ERROR_DEVICE_IN_USE, "others are connected to the port");
    } else {
        request = forward (self, frame, REQUEST_FORWARD, NULL, 0);
        if (request)
            send_request (request, frame);
    }
}

/* Releases by the proxy */

/* @allocation, if not %NULL, is repeated afterwards. */
static void
release_orphan (ClientId *id, Request *allocation)
{
    const guint8 about[] = { id->service, id->cid };
    guint8 frame[FRAME_REQUEST_SIZE];
    Request *request;

    frame_write_request (frame, QMI_MESSAGE_CTL_RELEASE_CID, about, sizeof (about));
    request = request_new_own (id->port, frame);
    request->kind = REQUEST_RELEASE;
    request->about_service = id->service;
    request->about_cid = id->cid;
    request->allocation = allocation;
    if (allocation)
        allocation->reclaim = request;
    id->releasing = TRUE;
    send_made (request, frame);
}

void
control_release (ClientId *id)
{
    release_orphan (id, NULL);
}

/* Takes an orphan back, after which the allocation is repeated; %FALSE if there is none. */
static gboolean
reclaim (Request *allocation)
{
    ClientId *victim = client_ids_victim (&allocation->port->ids, allocation->about_service);

    if (!victim)
        return FALSE;
    log_debug (allocation->connection, NULL, "client ids of service %u are exhausted: %u is taken back",
               victim->service, victim->cid);
    free_slot (allocation);
    release_orphan (victim, allocation);
    return TRUE;
}

static gboolean
has_reader (const Request *request)
{
    return request->connection && request->connection->state != CONNECTION_CLOSED;
}

static void
repeat (Request *allocation)
{
    guint8 frame[FRAME_REQUEST_SIZE];

    allocation->reclaim = NULL;
    if (!has_reader (allocation)) {
        request_free (allocation);
        return;
    }
    allocation->size = frame_write_request (frame, QMI_MESSAGE_CTL_ALLOCATE_CID, &allocation->about_service, 1);
    send_made (allocation, frame);
}

/* Answers */

/* Whether the answer to an allocation goes to the connection. */
static gboolean
handle_allocation (Request *request, const guint8 *frame, QmiProtocolError code)
{
    const guint8 *value;
    guint16 size;

    if (code == QMI_PROTOCOL_ERROR_CLIENT_IDS_EXHAUSTED && has_reader (request))
        return !reclaim (request);
    if (code != QMI_PROTOCOL_ERROR_NONE || !frame_find_tlv (frame, FIRST_TLV, &value, &size) || size < 2 ||
        value[0] != request->about_service)
        return TRUE;
    if (has_reader (request)) {
        client_id_assign (request->port, value[0], value[1], request->connection);
        request->charged_id = FALSE;
    } else {
        control_release (client_id_restore (request->port, value[0], value[1], request->user->uid, ID_CRASHED));
    }
    return TRUE;
}

static void
handle_release (Request *request, QmiProtocolError code)
{
    ClientId *id = client_ids_find (&request->port->ids, request->about_service, request->about_cid);

    if (!id)
        return;
    id->releasing = FALSE;
    /* One that was to make room cannot be used for that again, whatever the modem says. */
    if (code == QMI_PROTOCOL_ERROR_NONE || code == QMI_PROTOCOL_ERROR_INVALID_CLIENT_ID || request->allocation)
        client_id_forget (id);
}

/* Whether the answer goes to the connection. */
static gboolean
handle_answer (Request *request, const guint8 *frame)
{
    QmiProtocolError code = frame_result (frame);

    switch (request->kind) {
    case REQUEST_ALLOCATE:
        return handle_allocation (request, frame, code);
    case REQUEST_RELEASE:
        handle_release (request, code);
        return TRUE;
    case REQUEST_SYNC:
        if (code == QMI_PROTOCOL_ERROR_NONE)
            client_ids_forget_unowned (request->port, request->connection);
        return TRUE;
    default:
        return TRUE;
    }
}

static void
control_answer (Port *port, guint8 *frame)
{
    Request *request = port->slots[frame[QMI_FRAME_TRANSACTION]];
    Connection *connection;
    Request *allocation;

    if (!request || request->queue || request->message != frame_message (frame)) {
        port->engine->counters.dropped++;
        log_debug (NULL, port, "a control answer for nobody was dropped");
        return;
    }
    frame[QMI_FRAME_TRANSACTION] = (guint8) request->transaction;
    if (!handle_answer (request, frame))
        return;
    connection = request->connection;
    allocation = g_steal_pointer (&request->allocation);
    request->kind = REQUEST_FORWARD; /* nothing is left to be done for it */
    request_free (request);
    if (connection) {
        connection->counters.replies++;
        port->engine->counters.replies++;
        port_deliver (port, connection, frame);
    }
    if (allocation)
        repeat (allocation);
}

/* The modem has begun anew; client ids that nobody uses are worth nothing now. */
static void
control_indication (Port *port, guint8 *frame)
{
    GList *link;

    if (frame_message (frame) == QMI_INDICATION_CTL_SYNC)
        client_ids_forget_unowned (port, NULL);
    port_deliver_now (port);
    for (link = port->connections.head; link; link = link->next) {
        ((Connection *) link->data)->counters.indications++;
        port->engine->counters.indications++;
        connection_send (link->data, frame, frame_size (frame), NULL);
    }
}

void
control_from_modem (Port *port, guint8 *frame)
{
    if (frame_is_response (frame))
        control_answer (port, frame);
    else if (frame_is_indication (frame))
        control_indication (port, frame);
    else
        port->engine->counters.dropped++;
}

void
control_end (Request *request)
{
    ClientId *id;

    if (request->slot)
        free_slot (request);
    if (request->kind == REQUEST_RELEASE) {
        id = client_ids_find (&request->port->ids, request->about_service, request->about_cid);
        if (id)
            id->releasing = FALSE;
    }
    if (request->reclaim)
        request->reclaim->allocation = NULL;
    if (request->allocation) {
        request->allocation->reclaim = NULL;
        request_fail (request->allocation, QMI_PROTOCOL_ERROR_CLIENT_IDS_EXHAUSTED);
    }
}
