/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A modem's port: the device, who uses it, and what it has been asked.
 *
 * It stays known while it has orphans, but is open only while somebody uses it. */

#pragma once

#include <sys/stat.h>

#include "clients.h"
#include "connection.h"
#include "frame.h"
#include "loop.h"
#include "request.h"
#include "types.h"

G_BEGIN_DECLS

#define PORT_QUEUE_MOST    (1024 * 1024)          /* bytes that the modem does not take */
#define PORT_WRITE_LIMIT   (10 * G_USEC_PER_SEC)  /* that a request waits to be written */
#define PORT_ANSWER_LIMIT  (300 * G_USEC_PER_SEC) /* that a request waits for its answer */
#define PORT_ABANDON_LIMIT (30 * G_USEC_PER_SEC)  /* the same, if nobody waits for it any more */
#define PORT_BUCKET_BITS   12
#define PORT_CTL_SLOTS     256                    /* the first is not used: 0 is no transaction id */
#define PORT_SLOTS_OF_ONE  64                     /* that one connection may keep while others wait */
#define PORT_SLOT_LIMIT    (10 * G_USEC_PER_SEC)  /* how long it may keep more */

/* What tells a device from a later one of the same name. */
typedef struct {
    guint64 device;
    guint64 inode;
    gint64  changed; /* ns */
} PortIdentity;

struct _Port {
    Watch        watch;
    Deferred     deferred;
    Engine      *engine;
    gchar       *path; /* without symbolic links */
    guint        number;
    PortIdentity identity;
    gboolean     is_stream; /* bytes in a row; otherwise each write is a message */
    gboolean     is_dead;
    GQueue       connections;
    ClientIds    ids;

    Request     *buckets[1 << PORT_BUCKET_BITS]; /* requests with a client id, by service, client id, transaction id */
    GQueue       by_age;   /* all */
    GQueue       run;      /* to be written next, in one piece: they lie one behind the other at run_start */
    guint8      *run_start;
    guint32      run_size;
    GQueue       unsent;   /* what the modem did not take, with frames of their own */
    gsize        unsent_bytes; /* and those that wait for a slot */
    gint64       took_bytes_at;

    Request     *slots[PORT_CTL_SLOTS];
    guint        n_slots;
    guint8       last_slot;
    GQueue       slotless;     /* CTL requests of nobody any more, or of the proxy, that wait for a slot */
    GQueue       slot_waiters; /* connections with such requests, in turn */

    guint8      *input; /* %NULL: not open */
    guint32      input_filled;
    Connection  *to; /* gets what lies at to_start */
    guint8      *to_start;
    guint32      to_size;
};

static inline gboolean
port_is_open (const Port *self)
{
    return self->watch.fd >= 0;
}

/* Whether requests of the connection can reach a modem. */
static inline gboolean
connection_has_port (const Connection *self)
{
    return self->state == CONNECTION_OPEN && !self->port->is_dead;
}

Port *port_new (Engine *engine, const gchar *path);

/* Opens the device that @identity describes. @why says what is wrong if that fails. */
QmiProtocolError port_open (Port *self, const PortIdentity *identity, gboolean is_stream, const gchar **why);

PortIdentity port_identity       (const struct stat *status);
gboolean     port_identity_equal (const PortIdentity *a, const PortIdentity *b);

void port_join  (Port *self, Connection *connection);
void port_leave (Port *self, Connection *connection);

/* Sends a frame of the input to a connection. Its bytes must stay until port_deliver_now(). */
void port_deliver (Port *self, Connection *connection, guint8 *frame);
void port_deliver_now (Port *self);

/* The device is gone. What depends on it ends at the end of the round. */
void port_lose (Port *self, const gchar *reason);

/* Somebody may have been the last to need it. */
void port_check (Port *self);

/* Ends what takes too long; returns when to look again. */
gint64 port_tick (Port *self, gint64 now);

void port_free (Port *self);

G_END_DECLS
