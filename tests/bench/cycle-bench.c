/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Sends requests one after another, again and again, and reads all fields of each answer, for callgrind: run with
 * either library.
 *
 * usage: cycle-bench PORT COUNT read|bare NAME...   ("dms Get IDs" ...; bare: nothing but the result is read) */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cycle-reads.h"

#define MAX_CALLS 16
#define N_SERVICES 256

typedef struct {
    GMainLoop       *loop;
    QmiDevice       *device;
    QmiClient       *clients[N_SERVICES]; /* by service */
    const CycleCall *calls[MAX_CALLS];
    int              n_calls;
    int              next;
    int              left;
    gboolean         reads;
    ReadSum          sum;
} Cycle;

void
cycle_failed (const gchar *what, GError *error)
{
    g_printerr ("%s: %s\n", what, error->message);
    exit (1);
}

ReadSum *
cycle_reads (gpointer data)
{
    Cycle *cycle = data;

    return cycle->reads ? &cycle->sum : NULL;
}

static void release (Cycle *cycle);

static void
on_released (GObject *source, GAsyncResult *result, gpointer data)
{
    release (data);
}

/* One client; ends when there is none. */
static void
release (Cycle *cycle)
{
    for (int i = 0; i < N_SERVICES; i++) {
        g_autoptr (QmiClient) client = g_steal_pointer (&cycle->clients[i]);

        if (client) {
            qmi_device_release_client (cycle->device, client, QMI_DEVICE_RELEASE_CLIENT_FLAGS_RELEASE_CID, 10, NULL,
                                       on_released, cycle);
            return;
        }
    }
    g_main_loop_quit (cycle->loop);
}

void
cycle_next (gpointer data)
{
    Cycle *cycle = data;
    const CycleCall *call;

    if (cycle->next == cycle->n_calls) {
        cycle->next = 0;
        if (--cycle->left <= 0) {
            release (cycle);
            return;
        }
    }
    call = cycle->calls[cycle->next++];
    call->ask (cycle->clients[call->service], cycle);
}

static void allocate (Cycle *cycle);

static void
on_client (GObject *source, GAsyncResult *result, gpointer data)
{
    Cycle *cycle = data;
    GError *error = NULL;
    QmiClient *client = qmi_device_allocate_client_finish (cycle->device, result, &error);

    if (!client)
        cycle_failed ("allocate", error);
    cycle->clients[qmi_client_get_service (client)] = client;
    allocate (cycle);
}

/* One client that is missing; starts when there is none. */
static void
allocate (Cycle *cycle)
{
    for (int i = 0; i < cycle->n_calls; i++) {
        if (!cycle->clients[cycle->calls[i]->service]) {
            qmi_device_allocate_client (cycle->device, cycle->calls[i]->service, QMI_CID_NONE, 10, NULL, on_client,
                                        cycle);
            return;
        }
    }
    cycle_next (cycle);
}

static void
on_open (GObject *source, GAsyncResult *result, gpointer data)
{
    Cycle *cycle = data;
    GError *error = NULL;

    if (!qmi_device_open_finish (cycle->device, result, &error))
        cycle_failed ("open", error);
    allocate (cycle);
}

static void
on_device (GObject *source, GAsyncResult *result, gpointer data)
{
    Cycle *cycle = data;
    GError *error = NULL;

    cycle->device = qmi_device_new_finish (result, &error);
    if (!cycle->device)
        cycle_failed ("new", error);
    qmi_device_open (cycle->device, QMI_DEVICE_OPEN_FLAGS_NONE, 10, NULL, on_open, cycle);
}

static gboolean
add_call (Cycle *cycle, const char *name)
{
    for (guint i = 0; i < cycle_n_calls; i++)
        if (strcmp (cycle_calls[i].name, name) == 0 && cycle->n_calls < MAX_CALLS) {
            cycle->calls[cycle->n_calls++] = &cycle_calls[i];
            return TRUE;
        }
    return FALSE;
}

int
main (int argc, char **argv)
{
    Cycle cycle = { NULL };
    g_autoptr (GFile) file = NULL;

    for (int i = 4; i < argc; i++)
        if (!add_call (&cycle, argv[i]))
            return 2;
    if (cycle.n_calls == 0)
        return 2;
    cycle.loop = g_main_loop_new (NULL, FALSE);
    cycle.left = atoi (argv[2]);
    cycle.reads = strcmp (argv[3], "read") == 0;
    file = g_file_new_for_path (argv[1]);
    qmi_device_new (file, NULL, on_device, &cycle);
    g_main_loop_run (cycle.loop);
    g_object_unref (cycle.device);
    g_main_loop_unref (cycle.loop);
    printf ("%" G_GINT64_MODIFIER "x\n", cycle.sum.value);
    return 0;
}
