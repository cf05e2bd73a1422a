/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the parts of the proxy share. */

#pragma once

#include "connection.h"
#include "engine.h"
#include "listener.h"
#include "loop.h"
#include "state.h"

G_BEGIN_DECLS

#define INPUT_SIZE (2 * FRAME_MOST_BYTES)

struct _Engine {
    const EngineSettings *settings;
    Accounts             *accounts;
    Loop                 *loop;
    State                *state; /* %NULL: none */
    Listener             *listener;
    Watch                 stop;
    gboolean              stopping;
    gint64                empty_since;
    gint64                started_at;
    GQueue                connections;
    guint32               n_connections_ever;
    GHashTable           *ports; /* path -> Port */
    guint                 n_ports_ever;
    guint64               orphans_made;
    guint32               broadcasts;
    Counters              counters;
    Request              *spare; /* memory of requests that are gone */
    guint                 n_spare;
    guint8                input[INPUT_SIZE]; /* of the connection that is being read */
};

/* The port of this path, open. Otherwise %NULL, and @reason, to be freed, says what is wrong. */
Port *engine_get_port (Engine *self, const gchar *path, guint32 uid, QmiProtocolError *code, gchar **reason);

void engine_add_connection    (Engine *self, Connection *connection);
void engine_remove_connection (Engine *self, Connection *connection);

G_END_DECLS
