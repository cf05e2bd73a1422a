/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Client ids of a port. */

#include "config.h"

#include "clients.h"
#include "connection.h"
#include "engine-private.h"
#include "port.h"
#include "state.h"

GPtrArray *
client_ids_list (const ClientIds *self)
{
    GPtrArray *list = g_ptr_array_new ();
    guint service, cid;

    for (service = 0; service < G_N_ELEMENTS (self->services); service++) {
        for (cid = 0; self->services[service] && cid < 256; cid++) {
            if (self->services[service]->ids[cid])
                g_ptr_array_add (list, self->services[service]->ids[cid]);
        }
    }
    return list;
}

void
client_ids_clear (ClientIds *self)
{
    g_autoptr (GPtrArray) list = client_ids_list (self);
    guint i;

    for (i = 0; i < list->len; i++)
        client_id_forget (g_ptr_array_index (list, i));
    for (i = 0; i < G_N_ELEMENTS (self->services); i++)
        g_clear_pointer (&self->services[i], g_free);
}

static ClientId *
add (Port *port, guint8 service, guint8 cid)
{
    ServiceIds **ids = &port->ids.services[service];
    ClientId *self = g_new0 (ClientId, 1);

    if (!*ids)
        *ids = g_new0 (ServiceIds, 1);
    (*ids)->ids[cid] = self;
    self->port = port;
    self->service = service;
    self->cid = cid;
    self->owner_link.data = self;
    self->service_link.data = self;
    return self;
}

/* The connection was charged. */
static void
give_to (ClientId *self, Connection *owner)
{
    self->owner = owner;
    self->uid = owner->user->uid;
    self->state = ID_OWNED;
    self->since = loop_now (owner->engine->loop);
    g_queue_push_tail_link (&owner->ids, &self->owner_link);
    g_queue_push_tail_link (&self->port->ids.services[self->service]->owned, &self->service_link);
    self->port->ids.n_owned++;
    state_note_id (owner->engine->state, self);
}

static void
take_from_owner (ClientId *self)
{
    g_queue_unlink (&self->owner->ids, &self->owner_link);
    g_queue_unlink (&self->port->ids.services[self->service]->owned, &self->service_link);
    self->port->ids.n_owned--;
    user_discharge (self->owner->user, CHARGE_CLIENT_IDS, 1);
    self->owner = NULL;
}

ClientId *
client_id_assign (Port *port, guint8 service, guint8 cid, Connection *owner)
{
    ClientId *self = client_ids_find (&port->ids, service, cid);

    /* The modem knows best: it has forgotten who had the id before. */
    if (self)
        client_id_forget (self);
    self = add (port, service, cid);
    give_to (self, owner);
    return self;
}

ClientId *
client_id_restore (Port *port, guint8 service, guint8 cid, guint32 uid, IdState state)
{
    ClientId *self = client_ids_find (&port->ids, service, cid);

    if (self)
        client_id_forget (self);
    self = add (port, service, cid);
    self->uid = uid;
    self->state = state;
    self->since = loop_now (port->engine->loop);
    self->order = ++port->engine->orphans_made;
    port->ids.n_orphans++;
    return self;
}

gboolean
client_id_is_foreign (ClientId *self, const Connection *connection)
{
    guint32 uid = connection->user->uid;

    /* Its owner has left in this round. */
    if (self->owner && self->owner->state == CONNECTION_CLOSED)
        connection_leave_ids (self->owner);
    return self->owner ? self->owner != connection : uid != 0 && uid != self->uid;
}

QmiProtocolError
client_id_claim (Port *port, guint8 service, guint8 cid, Connection *connection)
{
    ClientId *self = client_ids_find (&port->ids, service, cid);

    if (self && client_id_is_foreign (self, connection))
        return QMI_PROTOCOL_ERROR_ACCESS_DENIED;
    /* The modem may have given it to somebody else already. */
    if (self && self->releasing)
        return QMI_PROTOCOL_ERROR_INVALID_CLIENT_ID;
    if (self && self->owner == connection)
        return QMI_PROTOCOL_ERROR_NONE;
    if (!user_charge (connection->user, CHARGE_CLIENT_IDS, 1))
        return QMI_PROTOCOL_ERROR_CLIENT_IDS_EXHAUSTED;
    if (self) {
        port->ids.n_orphans--;
    } else {
        self = add (port, service, cid);
        self->adopted = TRUE;
    }
    give_to (self, connection);
    return QMI_PROTOCOL_ERROR_NONE;
}

void
client_id_orphan (ClientId *self, IdState state)
{
    take_from_owner (self);
    self->state = state;
    self->since = loop_now (self->port->engine->loop);
    self->order = ++self->port->engine->orphans_made;
    self->port->ids.n_orphans++;
    state_note_id (self->port->engine->state, self);
}

void
client_id_forget (ClientId *self)
{
    if (self->owner)
        take_from_owner (self);
    else
        self->port->ids.n_orphans--;
    self->port->ids.services[self->service]->ids[self->cid] = NULL;
    state_forget_id (self->port->engine->state, self);
    g_free (self);
}

void
client_ids_forget_unowned (Port *port, Connection *connection)
{
    g_autoptr (GPtrArray) list = client_ids_list (&port->ids);
    guint i;

    for (i = 0; i < list->len; i++) {
        ClientId *id = g_ptr_array_index (list, i);

        if (!id->owner || id->owner == connection)
            client_id_forget (id);
    }
}

/* Whether @a should be given up rather than @b. */
static gboolean
is_missed_less (const ClientId *a, const ClientId *b)
{
    if (a->has_session != b->has_session)
        return !a->has_session;
    if (a->state != b->state)
        return a->state == ID_CRASHED;
    return a->order < b->order;
}

ClientId *
client_ids_victim (const ClientIds *self, guint8 service)
{
    ClientId *victim = NULL;
    guint cid;

    for (cid = 0; self->services[service] && cid < 256; cid++) {
        ClientId *id = self->services[service]->ids[cid];

        if (id && !id->owner && !id->releasing && (!victim || is_missed_less (id, victim)))
            victim = id;
    }
    return victim;
}
