/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A program at the proxy: frames in, a bounded queue of frames out. */

#pragma once

#include "account.h"
#include "frame.h"
#include "loop.h"
#include "rules.h"
#include "types.h"

G_BEGIN_DECLS

typedef enum {
    CONNECTION_NEW,    /* has named no port yet */
    CONNECTION_OPEN,   /* uses a port */
    CONNECTION_GONE,   /* its port is gone: answered with errors, closed when these are sent */
    CONNECTION_CLOSED, /* waits to be freed */
} ConnectionState;

/* What becomes of the client ids of a connection that ends. */
typedef enum {
    IDS_KEPT,     /* nothing was said */
    IDS_PARKED,   /* kept on purpose */
    IDS_RELEASED,
} ConnectionIds;

typedef struct {
    guint64 requests;
    guint64 replies;
    guint64 indications;
    guint64 dropped; /* answers and indications for nobody */
    guint64 refused; /* requests that the proxy answered with an error */
} Counters;

struct _Connection {
    Watch           watch;
    Deferred        deferred;
    GList           engine_link;
    GList           port_link;
    Engine         *engine;
    Port           *port;
    User           *user;
    guint32         number;
    gint32          pid;
    ConnectionState state;
    ConnectionIds   ids_at_end;
    gboolean        sends_no_more;
    gboolean        has_crashed;
    GQueue          requests;  /* without answer */
    GQueue          ids;
    GQueue          slotless;  /* CTL requests that wait for a transaction id */
    GList           slot_link; /* among those of the port for whom that is so */
    guint           n_slots;   /* CTL transaction ids that it uses */
    gboolean        waits_for_slot;
    GQueue          output;
    gsize           output_bytes;
    guint8         *input; /* start of a frame */
    guint32         input_size;
    guint32         input_filled;
    guint32         broadcast; /* the last one that was sent to it */
    Counters        counters;
    Services        services;
};

/* Takes over the descriptor. %NULL if it cannot be watched. */
Connection *connection_new (Engine *engine, gint fd, User *user, gint32 pid, const Services *services);

/* Sends frames, or queues a copy; a connection that is over its bound is closed. @shared may hold such a copy, or gets
 * it: the same frames for others need no other. */
void connection_send (Connection *self, const guint8 *frames, guint32 size, Frame **shared);

/* Answers a request in the modem's place. */
void connection_answer (Connection *self, const guint8 *request, QmiProtocolError code);

/* Refuses a request: an answer, and a line in the log. */
void connection_refuse (Connection *self, const guint8 *request, QmiProtocolError code, const gchar *reason);

/* The port is gone: what was written already is answered, then the connection is closed. */
void connection_lose_port (Connection *self);

/* Makes orphans of its client ids. */
void connection_leave_ids (Connection *self);

/* Ends it; what is the port's and the user's is given back at the end of the round. @reason, if not %NULL, is logged
 * as a warning. */
void connection_close (Connection *self, const gchar *reason);

G_END_DECLS
