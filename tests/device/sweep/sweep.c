/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Sends every request of a service to a scripted modem and prints all that can be read of the answers: the outputs of
 * one binary on two libraries are compared.
 *
 * usage: device-sweep SERVICE PATH
 *        device-sweep --list */

#include <stdio.h>
#include <string.h>

#include "sweep.h"

static GPtrArray *arrays, *pointers, *structs;
static guint n_signals;

void
signal_came (Port *port, const gchar *name)
{
    say (port, "%s", name);
    n_signals++;
}

/* values */

void
show_number (Port *port, const gchar *name, gint64 value)
{
    say (port, "    %s: %" G_GINT64_FORMAT, name, value);
}

void
show_real (Port *port, const gchar *name, gdouble value)
{
    say (port, "    %s: %.17g", name, value);
}

void
show_text (Port *port, const gchar *name, const gchar *value)
{
    if (value)
        say (port, "    %s: '%s'", name, value);
    else
        say (port, "    %s: no text", name);
}

void
show_count (Port *port, const gchar *name, gboolean there, guint count)
{
    if (there)
        say (port, "    %s: %u elements", name, count);
    else
        say (port, "    %s: no array", name);
}

/* memory */

GArray *
keep_array (guint size)
{
    GArray *array = g_array_new (FALSE, TRUE, size);

    g_ptr_array_add (arrays, array);
    return array;
}

GPtrArray *
keep_pointers (void)
{
    GPtrArray *array = g_ptr_array_new ();

    g_ptr_array_add (pointers, array);
    return array;
}

gpointer
keep_struct (gsize size)
{
    gpointer block = g_malloc0 (size);

    g_ptr_array_add (structs, block);
    return block;
}

void
forget_all (void)
{
    g_ptr_array_set_size (arrays, 0);
    g_ptr_array_set_size (pointers, 0);
    g_ptr_array_set_size (structs, 0);
}

static void
init_memory (void)
{
    arrays = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
    pointers = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
    structs = g_ptr_array_new_with_free_func (g_free);
}

static void
free_memory (void)
{
    g_ptr_array_unref (arrays);
    g_ptr_array_unref (pointers);
    g_ptr_array_unref (structs);
}

/* services */

static void
call_all (Port *port, const SweepService *service)
{
    for (guint i = 0; i < service->n_calls; i++) {
        const SweepCall *call = &service->calls[i];

        say (port, "%s", call->name);
        call->run (port, call->fields, call->name);
        settle (port);
        forget_all ();
    }
    while (n_signals < service->n_indications)
        g_main_context_iteration (NULL, TRUE);
}

static void
sweep (const SweepService *service, const gchar *path)
{
    Port port = { .path = path };

    port_new (&port);
    port_open (&port, NO_FLAGS);
    start_allocate (&port, service->service, QMI_CID_NONE, NULL, "allocate");
    settle (&port);
    service->connect (&port);
    call_all (&port, service);
    g_signal_handlers_disconnect_by_data (port.client, &port);
    start_release (&port, port.client, RELEASE_CID, "release");
    settle (&port);
    start_close (&port, "close");
    settle (&port);
    port_end (&port);
    puts ("end");
}

static const SweepService *
find (const gchar *name)
{
    for (guint i = 0; i < sweep_n_services; i++)
        if (strcmp (sweep_services[i].name, name) == 0)
            return &sweep_services[i];
    return NULL;
}

int
main (int argc, char **argv)
{
    const SweepService *service = (argc == 3) ? find (argv[1]) : NULL;

    setvbuf (stdout, NULL, _IOLBF, 0);
    if (argc == 2 && strcmp (argv[1], "--list") == 0) {
        for (guint i = 0; i < sweep_n_services; i++)
            puts (sweep_services[i].name);
        return 0;
    }
    if (!service) {
        fprintf (stderr, "usage: device-sweep SERVICE PATH\n       device-sweep --list\n");
        return 2;
    }
    print_log ();
    init_memory ();
    sweep (service, argv[2]);
    free_memory ();
    return 0;
}
