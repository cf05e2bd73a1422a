/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The client ids that the modem has given out. */

#pragma once

#include "sim-value.h"

G_BEGIN_DECLS

#define SIM_CLIENT_LAST      0xFE
#define SIM_CLIENT_BROADCAST 0xFF

typedef struct {
    guint    service;
    guint8   id;
    SimJson *registrations; /* what the client wants to hear of: TLVs of its requests, by message and name */
} SimClient;

typedef struct _SimClients SimClients;

/* Called when an id is given back, while the client is still there. */
typedef void (*SimClientLeft) (gpointer user_data, SimClient *client);

SimClients *sim_clients_new  (SimClientLeft left, gpointer user_data);
void        sim_clients_free (SimClients *self);

/* With the id after the one that the service gave out last, so that one that was just given back is not taken for its
 * successor; %NULL if @max are in use. */
SimClient *sim_clients_add (SimClients *self, guint service, guint max);

SimClient *sim_clients_find (SimClients *self, guint service, guint8 id);

/* %FALSE if there is no such client. */
gboolean sim_clients_remove (SimClients *self, guint service, guint8 id);

/* Ids start from 1 again. */
void sim_clients_remove_all (SimClients *self);

/* The clients in the order of their ids; %NULL after the last one. */
SimClient *sim_clients_nth (SimClients *self, guint number);

G_END_DECLS
