/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The client ids that the modem has given out. */

#include "config.h"

#include <string.h>

#include "sim-client.h"

struct _SimClients {
    GPtrArray    *list; /* sorted by service and id */
    SimClientLeft left;
    gpointer      user_data;
    guint8        last[G_MAXUINT8 + 1]; /* id that was given out last, by service */
};

static void
free_client (SimClient *self)
{
    json_object_put (self->registrations);
    g_free (self);
}

/* Place of the client, or where it would have to be. */
static guint
find_place (SimClients *self, guint service, guint id)
{
    guint i = 0;

    while (i < self->list->len) {
        SimClient *client = g_ptr_array_index (self->list, i);

        if (client->service > service || (client->service == service && client->id >= id))
            break;
        i++;
    }
    return i;
}

SimClient *
sim_clients_find (SimClients *self, guint service, guint8 id)
{
    SimClient *client = sim_clients_nth (self, find_place (self, service, id));

    return client && client->service == service && client->id == id ? client : NULL;
}

static guint
count (SimClients *self, guint service)
{
    return find_place (self, service + 1, 0) - find_place (self, service, 0);
}

SimClient *
sim_clients_add (SimClients *self, guint service, guint max)
{
    guint8 *last = &self->last[(guint8) service];
    SimClient *client;

    if (count (self, service) >= max)
        return NULL;
    do {
        *last = *last % SIM_CLIENT_LAST + 1;
    } while (sim_clients_find (self, service, *last));
    client = g_new0 (SimClient, 1);
    client->service = service;
    client->id = *last;
    client->registrations = json_object_new_object ();
    g_ptr_array_insert (self->list, (gint) find_place (self, service, *last), client);
    return client;
}

gboolean
sim_clients_remove (SimClients *self, guint service, guint8 id)
{
    SimClient *client = sim_clients_find (self, service, id);

    if (!client)
        return FALSE;
    self->left (self->user_data, client);
    g_ptr_array_remove_index (self->list, find_place (self, service, id));
    return TRUE;
}

void
sim_clients_remove_all (SimClients *self)
{
    for (guint i = 0; i < self->list->len; i++)
        self->left (self->user_data, g_ptr_array_index (self->list, i));
    g_ptr_array_set_size (self->list, 0);
    memset (self->last, 0, sizeof (self->last));
}

SimClient *
sim_clients_nth (SimClients *self, guint number)
{
    return number < self->list->len ? g_ptr_array_index (self->list, number) : NULL;
}

SimClients *
sim_clients_new (SimClientLeft left, gpointer user_data)
{
    SimClients *self = g_new0 (SimClients, 1);

    self->left = left;
    self->user_data = user_data;
    self->list = g_ptr_array_new_with_free_func ((GDestroyNotify) free_client);
    return self;
}

void
sim_clients_free (SimClients *self)
{
    if (!self)
        return;
    g_ptr_array_unref (self->list);
    g_free (self);
}
