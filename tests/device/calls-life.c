/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Scenarios: references, nested loops, threads, what is forbidden. */

#include "port.h"

static void
no_callbacks (Port *port)
{
    g_autoptr (QmiMessage) message = qmi_message_new (QMI_SERVICE_DMS, 7, 99, 0x0025);

    port_ready (port);
    qmi_client_dms_get_ids (QMI_CLIENT_DMS (port->client), NULL, 1, NULL, NULL, NULL);
    qmi_device_command_full (port->device, message, NULL, 1, NULL, NULL, NULL);
    qmi_device_release_client (port->device, port->client, RELEASE_CID, 1, NULL, NULL, NULL);
    qmi_device_close_async (port->device, 1, NULL, NULL, NULL);
    while (g_main_context_iteration (NULL, FALSE))
        ;
    qmi_device_open (port->device, NO_FLAGS, 1, NULL, NULL, NULL);
    while (!qmi_device_is_open (port->device))
        g_main_context_iteration (NULL, TRUE);
    start_allocate (port, QMI_SERVICE_DMS, QMI_CID_NONE, NULL, "allocate");
    settle (port);
    port_done (port);
}

/* The callback takes the last references. */
static void
on_last (GObject *source, GAsyncResult *result, gpointer call)
{
    const gchar *name;
    Port *port = call_ended (call, &name);
    GError *error = NULL;
    g_autoptr (QmiMessageDmsGetIdsOutput) output = NULL;

    qmi_device_release_client (port->device, port->client, QMI_DEVICE_RELEASE_CLIENT_FLAGS_NONE, 1, NULL, NULL, NULL);
    port_end (port);
    output = qmi_client_dms_get_ids_finish (QMI_CLIENT_DMS (source), result, &error);
    if (output)
        say (port, "%s: output", name);
    else
        say_error (port, name, error);
}

static void
on_gone (gpointer port, GObject *object)
{
    say (port, "device is gone");
    ((Port *) port)->pending--;
}

static void
last_unref (Port *port)
{
    port_ready (port);
    g_object_weak_ref (G_OBJECT (port->device), on_gone, port);
    port->pending++;
    qmi_client_dms_get_ids (QMI_CLIENT_DMS (port->client), NULL, 2, NULL, on_last, port_call (port, "ids"));
    settle (port);
}

/* The device lives as long as a request waits. */
static void
on_late_message (GObject *source, GAsyncResult *result, gpointer call)
{
    const gchar *name;
    Port *port = call_ended (call, &name);
    GError *error = NULL;
    g_autoptr (QmiMessage) message = qmi_device_command_full_finish (QMI_DEVICE (source), result, &error);

    say (port, "%s: %d", name, message != NULL);
    g_clear_error (&error);
}

static void
unref_while_waiting (Port *port)
{
    g_autoptr (QmiMessage) message = qmi_message_new (QMI_SERVICE_DMS, 7, 99, 0x0025);

    port_new (port);
    port_open (port, NO_FLAGS);
    g_object_weak_ref (G_OBJECT (port->device), on_gone, port);
    port->pending++;
    qmi_device_command_full (port->device, message, NULL, 1, NULL, on_late_message, port_call (port, "message"));
    port_end (port);
    settle (port);
}

static void
unref_when_removed (QmiDevice *device, gpointer port)
{
    say (port, "last reference");
    port_end (port);
}

static void
unref_removed (Port *port)
{
    port_ready (port);
    g_signal_handlers_disconnect_by_data (port->client, port);
    start_release (port, port->client, RELEASE_CID, "release");
    settle (port);
    g_object_weak_ref (G_OBJECT (port->device), on_gone, port);
    port->pending++;
    g_signal_connect (port->device, "device-removed", G_CALLBACK (unref_when_removed), port);
    settle (port);
}

/* A request and its answer within the callback of another. */
static void
on_nested (GObject *source, GAsyncResult *result, gpointer call)
{
    Port *port = ((Call *) call)->port;
    guint waiting = port->pending;

    say (port, "callback begins");
    start_ids (port, 2, NULL, "inner");
    while (port->pending > waiting)
        g_main_context_iteration (NULL, TRUE);
    say (port, "callback ends");
    on_ids (source, result, call);
}

static void
nested (Port *port)
{
    port_ready (port);
    qmi_client_dms_get_ids (QMI_CLIENT_DMS (port->client), NULL, 2, NULL, on_nested, port_call (port, "outer"));
    settle (port);
    port_done (port);
}

static void
on_close_inside (GObject *source, GAsyncResult *result, gpointer call)
{
    Port *port = ((Call *) call)->port;

    start_close (port, "close inside");
    on_ids (source, result, call);
}

/* The second answer is in the same read. */
static void
close_inside (Port *port)
{
    port_ready (port);
    qmi_client_dms_get_ids (QMI_CLIENT_DMS (port->client), NULL, 1, NULL, on_close_inside, port_call (port, "first"));
    start_ids (port, 1, NULL, "second");
    settle (port);
    start_release (port, port->client, QMI_DEVICE_RELEASE_CLIENT_FLAGS_NONE, "release");
    settle (port);
}

/* threads */

static gpointer
run_in_thread (gpointer data)
{
    Port *port = data;
    g_autoptr (GMainContext) context = g_main_context_new ();

    g_main_context_push_thread_default (context);
    port_ready (port);
    for (guint i = 0; i < 20; i++) {
        start_ids (port, 1, NULL, "ids");
        start_ids (port, 1, NULL, "more ids");
        settle (port);
    }
    start_ids (port, 1, NULL, "ids and an indication");
    settle (port);
    start_ids (port, 1, NULL, "unanswered");
    settle (port);
    port_done (port);
    port_end (port);
    g_main_context_pop_thread_default (context);
    return NULL;
}

static void
thread (Port *port)
{
    g_thread_join (g_thread_new ("device", run_in_thread, port));
}

/* Lines of two threads come in any order. */
static void
on_log_of_threads (const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data)
{
}

/* Two paths separated by a comma. */
static void
two_threads (Port *port)
{
    g_auto (GStrv) paths = g_strsplit (port->path, ",", 2);
    Port ports[2] = { { NULL }, { NULL } };
    GThread *threads[2];
    GLogFunc log = g_log_set_default_handler (on_log_of_threads, NULL);

    for (guint i = 0; i < 2; i++) {
        ports[i].path = paths[i];
        ports[i].text = g_string_new (NULL);
        threads[i] = g_thread_new ("device", run_in_thread, &ports[i]);
    }
    for (guint i = 0; i < 2; i++) {
        g_thread_join (threads[i]);
        say (port, "thread %u:\n%s", i, ports[i].text->str);
        g_string_free (ports[i].text, TRUE);
    }
    g_log_set_default_handler (log, NULL);
}

/* what libqmi never answers */

static void
without_time (Port *port)
{
    g_autoptr (QmiMessage) message = qmi_message_new (QMI_SERVICE_DMS, 7, 99, 0x0025);

    port_ready (port);
    start_message (port, message, 0, NULL, "message");
    start_ids (port, 0, NULL, "ids");
    settle (port);
    port_done (port);
}

static void
close_while_opening (Port *port)
{
    port_new (port);
    start_open (port, VERSION, 1, NULL, "open");
    start_close (port, "close");
    settle (port);
    say (port, "is open: %d", qmi_device_is_open (port->device));
    port_open (port, NO_FLAGS);
}

static void
orphan (Port *port)
{
    port_ready (port);
    g_signal_handlers_disconnect_by_data (port->device, port);
    g_clear_object (&port->device);
    say (port, "device: %d, valid: %d", qmi_client_peek_device (port->client) != NULL,
         qmi_client_is_valid (port->client));
    start_ids (port, 1, NULL, "ids");
    settle (port);
}

const ScenarioEntry life_scenarios[] = {
    { "no-callbacks", no_callbacks },
    { "last-unref", last_unref },
    { "unref-while-waiting", unref_while_waiting },
    { "unref-removed", unref_removed },
    { "nested", nested },
    { "close-inside", close_inside },
    { "thread", thread },
    { "two-threads", two_threads },
    { "without-time", without_time },
    { "close-while-opening", close_while_opening },
    { "orphan", orphan },
    { NULL, NULL }
};
