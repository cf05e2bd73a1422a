/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Client ids of a port: who owns which id on which service, and which are orphans. */

#pragma once

#include "frame.h"
#include "types.h"

G_BEGIN_DECLS

typedef enum {
    ID_OWNED,
    ID_CRASHED, /* orphan of a program that did not mean to leave it */
    ID_PARKED,  /* orphan that was left on purpose */
} IdState;

struct _ClientId {
    GList       owner_link;
    GList       service_link; /* while owned */
    Port       *port;
    Connection *owner; /* %NULL: orphan */
    gint64      since; /* in this state */
    guint64     order; /* of becoming an orphan */
    guint32     uid;
    guint8      service;
    guint8      cid;
    guint8      state;
    guint8      adopted;     /* the modem never said that there is such an id */
    guint8      releasing;   /* its release is on the way to the modem */
    guint8      has_session; /* WDS: a data session is up */
};

typedef struct {
    ClientId *ids[256];
    GQueue    owned;
} ServiceIds;

/* Ids of one port, a table for each service that is used. */
typedef struct {
    ServiceIds *services[256];
    guint       n_owned;
    guint       n_orphans;
} ClientIds;

static inline ClientId *
client_ids_find (const ClientIds *self, guint8 service, guint8 cid)
{
    return self->services[service] ? self->services[service]->ids[cid] : NULL;
}

void client_ids_clear (ClientIds *self);

/* An id that the modem has given to the connection, which was charged for it. */
ClientId *client_id_assign (Port *port, guint8 service, guint8 cid, Connection *owner);

/* An orphan, as the state folder remembers it. */
ClientId *client_id_restore (Port *port, guint8 service, guint8 cid, guint32 uid, IdState state);

/* Whether it is another connection's, or an orphan of another user. */
gboolean client_id_is_foreign (ClientId *self, const Connection *connection);

/* Lets the connection use an id that it does not own yet. */
QmiProtocolError client_id_claim (Port *port, guint8 service, guint8 cid, Connection *connection);

/* Its owner leaves. */
void client_id_orphan (ClientId *self, IdState state);

/* The modem has it no longer. */
void client_id_forget (ClientId *self);

/* Forgets the orphans of a port, and what a connection, if not %NULL, owns on it. */
void client_ids_forget_unowned (Port *port, Connection *connection);

/* All ids, of type ClientId. */
GPtrArray *client_ids_list (const ClientIds *self);

/* The orphan of a service that is missed least; %NULL if there is none. */
ClientId *client_ids_victim (const ClientIds *self, guint8 service);

G_END_DECLS
