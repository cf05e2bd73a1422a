/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What goes where. */

#include "config.h"

#include "control.h"
#include "engine-private.h"
#include "log.h"
#include "port.h"
#include "port-write.h"
#include "route.h"

#define BROADCAST 0xFF

/* Of service WDS: a data session ends with its client id, so ids with one are not taken back lightly. */
#define WDS_START_NETWORK         0x0020
#define WDS_STOP_NETWORK          0x0021
#define WDS_PACKET_SERVICE_STATUS 0x0022
#define WDS_STATUS_DISCONNECTED   1

/* Requests */

/* The most frequent thing here: a request with a client id. */
static void
route_to_modem (Connection *self, guint8 *frame)
{
    guint8 service = frame[QMI_FRAME_SERVICE], cid = frame[QMI_FRAME_CLIENT];
    QmiProtocolError code;
    Request *request;
    ClientId *id;

    if (!services_have (&self->services, service)) {
        connection_refuse (self, frame, QMI_PROTOCOL_ERROR_ACCESS_DENIED, "the rules do not allow this service");
        return;
    }
    if (cid == 0 || cid == BROADCAST) {
        connection_refuse (self, frame, QMI_PROTOCOL_ERROR_INVALID_CLIENT_ID, "no client id");
        return;
    }
    id = client_ids_find (&self->port->ids, service, cid);
    if (!id || id->owner != self || id->releasing) {
        code = client_id_claim (self->port, service, cid, self);
        if (code != QMI_PROTOCOL_ERROR_NONE) {
            connection_refuse (self, frame, code, "the client id cannot be used");
            return;
        }
    }
    request = request_new (self->port, self, frame);
    if (request)
        port_write (self->port, request, frame);
    else
        connection_refuse (self, frame, QMI_PROTOCOL_ERROR_INSUFFICIENT_RESOURCES, "too many requests in flight");
}

void
route_request (Connection *self, guint8 *frame)
{
    if (self->engine->settings->verbose)
        log_frame (self, NULL, "received", frame);
    if (!frame_agrees (frame)) {
        connection_refuse (self, frame, QMI_PROTOCOL_ERROR_MALFORMED_MESSAGE,
                           "the length of the message is not that of the frame");
        return;
    }
    if (frame_is_response (frame) || frame_is_indication (frame)) {
        self->counters.dropped++;
        self->engine->counters.dropped++;
        log_debug (self, NULL, "a message that is no request was dropped");
        return;
    }
    self->counters.requests++;
    self->engine->counters.requests++;
    if (frame_is_ctl (frame))
        control_request (self, frame);
    else if (connection_has_port (self))
        route_to_modem (self, frame);
    else
        connection_refuse (self, frame, QMI_PROTOCOL_ERROR_DEVICE_NOT_READY, "the connection has no port");
}

/* From the modem */

static void
drop (Port *self, const gchar *what)
{
    self->engine->counters.dropped++;
    log_debug (NULL, self, "%s for nobody was dropped", what);
}

static void
note_session (ClientId *id, gboolean has_session)
{
    if (id->has_session == has_session)
        return;
    id->has_session = (guint8) has_session;
    state_note_id (id->port->engine->state, id);
}

/* What an answer says about the client id. */
static void
learn (ClientId *id, const guint8 *frame)
{
    QmiProtocolError code = frame_result (frame);
    guint16 message = frame_message (frame);

    if (id->service == QMI_SERVICE_WDS && code == QMI_PROTOCOL_ERROR_NONE) {
        if (message == WDS_START_NETWORK)
            note_session (id, TRUE);
        else if (message == WDS_STOP_NETWORK)
            note_session (id, FALSE);
    }
    if (id->adopted && code == QMI_PROTOCOL_ERROR_INVALID_CLIENT_ID)
        client_id_forget (id);
    else
        id->adopted = FALSE;
}

static void
route_response (Port *self, guint8 *frame)
{
    guint8 service = frame[QMI_FRAME_SERVICE], cid = frame[QMI_FRAME_CLIENT];
    Request *request = request_find (self, service, cid, frame_transaction (frame));
    ClientId *id = client_ids_find (&self->ids, service, cid);
    Connection *connection;

    if (id && (id->adopted || service == QMI_SERVICE_WDS))
        learn (id, frame);
    if (!request) {
        drop (self, "an answer");
        return;
    }
    connection = request->connection;
    request_free (request);
    connection->counters.replies++;
    self->engine->counters.replies++;
    port_deliver (self, connection, frame);
}

static void
route_broadcast (Port *self, guint8 *frame)
{
    ServiceIds *ids = self->ids.services[frame[QMI_FRAME_SERVICE]];
    guint32 serial = ++self->engine->broadcasts;
    Frame *shared = NULL;
    GList *link;

    port_deliver_now (self);
    for (link = ids ? ids->owned.head : NULL; link; link = link->next) {
        Connection *owner = ((ClientId *) link->data)->owner;

        if (owner->broadcast == serial)
            continue;
        owner->broadcast = serial;
        owner->counters.indications++;
        self->engine->counters.indications++;
        connection_send (owner, frame, frame_size (frame), &shared);
    }
    if (shared)
        frame_unref (shared);
}

static void
route_indication (Port *self, guint8 *frame)
{
    ClientId *id = client_ids_find (&self->ids, frame[QMI_FRAME_SERVICE], frame[QMI_FRAME_CLIENT]);
    const guint8 *value;
    guint16 size;

    if (id && id->has_session && frame_message (frame) == WDS_PACKET_SERVICE_STATUS &&
        frame_find_tlv (frame, 0x01, &value, &size) && size > 0 && value[0] == WDS_STATUS_DISCONNECTED)
        note_session (id, FALSE);
    if (!id || !id->owner) {
        drop (self, "an indication");
        return;
    }
    id->owner->counters.indications++;
    self->engine->counters.indications++;
    port_deliver (self, id->owner, frame);
}

void
route_from_modem (Port *self, guint8 *frame)
{
    if (self->engine->settings->verbose)
        log_frame (NULL, self, "received", frame);
    if (frame_is_ctl (frame))
        control_from_modem (self, frame);
    else if (frame_is_response (frame))
        route_response (self, frame);
    else if (!frame_is_indication (frame))
        drop (self, "a message that is neither answer nor indication");
    else if (frame[QMI_FRAME_CLIENT] == BROADCAST)
        route_broadcast (self, frame);
    else
        route_indication (self, frame);
}
