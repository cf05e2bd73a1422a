/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A request that has no answer yet. */

#pragma once

#include "account.h"
#include "frame.h"
#include "types.h"

G_BEGIN_DECLS

typedef enum {
    REQUEST_FORWARD,  /* whatever it is, the answer goes back as it comes */
    REQUEST_ALLOCATE, /* CTL Allocate CID */
    REQUEST_RELEASE,  /* CTL Release CID */
    REQUEST_SYNC,     /* CTL Sync */
} RequestKind;

struct _Request {
    GList       connection_link;
    GList       age_link;
    GList       queue_link;
    GQueue     *queue;      /* where it waits to be written, if it does */
    Port       *port;
    Connection *connection; /* %NULL: gone, or the proxy's own request */
    User       *user;       /* %NULL: the proxy's own */
    Request    *next;       /* in its bucket of the port's table */
    Request   **place;      /* what points to it there */
    Request    *allocation; /* of a release: to be repeated afterwards */
    Request    *reclaim;    /* of an allocation: the release it waits for */
    Frame      *frame;      /* until all is written */
    gint64      since;
    guint32     size;
    guint32     written;
    guint16     message;
    guint16     transaction; /* as the connection knows it */
    guint8      service;     /* of the frame */
    guint8      cid;
    guint8      slot;        /* CTL: transaction id on the wire, 0 if it waits for one */
    guint8      kind;
    guint8      about_service; /* CTL: which id is allocated or released */
    guint8      about_cid;
    guint8      charged_id;
};

/* A request of a connection; %NULL if its user has too many. */
Request *request_new (Port *port, Connection *connection, const guint8 *frame);

/* A request of the proxy itself, which is a CTL one. */
Request *request_new_own (Port *port, const guint8 *frame);

void request_free       (Request *self);
void request_free_spare (Engine *engine);

/* Answers the connection, if it is still there, in the modem's place, and frees the request. */
void request_fail (Request *self, QmiProtocolError code);

/* The connection is gone: what the modem has not got yet will reach it, the answer interests nobody. */
void request_abandon (Request *self);

/* The latest request of this key; %NULL if there is none. */
Request *request_find (Port *port, guint8 service, guint8 cid, guint16 transaction);

/* Moves it to the end of a queue, or, with %NULL, out of the one it is in. */
void request_enqueue (Request *self, GQueue *queue);

G_END_DECLS
