/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A device under test: starts operations, prints what becomes of them, waits for their callbacks. */

#include <stdio.h>
#include <string.h>

#include "port.h"

/* output */

void
say (Port *port, const gchar *format, ...)
{
    g_autofree gchar *line = NULL;
    va_list arguments;

    va_start (arguments, format);
    line = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    if (port->text)
        g_string_append_printf (port->text, "%s\n", line);
    else
        puts (line);
}

void
say_error (Port *port, const gchar *name, GError *error)
{
    if (error)
        say (port, "%s: %s %d '%s'", name, g_quark_to_string (error->domain), error->code, error->message);
    else
        say (port, "%s: failed without an error", name);
    g_clear_error (&error);
}

void
say_bytes (Port *port, const gchar *name, GByteArray *bytes)
{
    g_autoptr (GString) text = g_string_new (NULL);

    for (guint i = 0; i < bytes->len; i++)
        g_string_append_printf (text, "%02x", bytes->data[i]);
    say (port, "%s: %s", name, text->str);
}

/* log */

/* Routine lines are each library's own, except for those about frames; so is what is wrong with a frame, and what a
 * critical says, except for where. */
static void
on_log (const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data)
{
    const gchar *end = strchr (message, ':'), *invalid = strstr (message, "invalid message received");

    if (level & G_LOG_LEVEL_CRITICAL)
        printf ("critical of %s in %.*s\n", domain, end ? (int) (end - message) : 0, message);
    else if (level & G_LOG_LEVEL_WARNING)
        printf ("warning of %s: %.*s\n", domain, invalid ? (int) (invalid - message) + 24 : -1, message);
    else if (strstr (message, "message...") || strstr (message, "(translated)"))
        printf ("%s\n", message);
}

void
print_log (void)
{
    g_log_set_default_handler (on_log, NULL);
}

/* callbacks */

Call *
port_call (Port *port, const gchar *name)
{
    Call *call = g_new (Call, 1);

    call->port = port;
    call->name = name;
    port->pending++;
    return call;
}

Port *
call_ended (gpointer data, const gchar **name)
{
    Call *call = data;
    Port *port = call->port;

    *name = call->name;
    g_free (call);
    port->pending--;
    return port;
}

static void
iterate (void)
{
    g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();

    g_main_context_iteration (context, TRUE);
}

void
settle (Port *port)
{
    while (port->pending > 0)
        iterate ();
}

void
await_indications (Port *port, guint number)
{
    while (port->indications < number)
        iterate ();
}

/* signals */

static void
on_timeouts (QmiDevice *device, GParamSpec *pspec, gpointer port)
{
    say (port, "notify %s: %u", g_param_spec_get_name (pspec), qmi_device_get_consecutive_timeouts (device));
}

static void
on_indication (QmiDevice *device, GByteArray *message, gpointer data)
{
    Port *port = data;

    say_bytes (port, "device indication", message);
    port->indications++;
}

static void
on_removed (QmiDevice *device, gpointer port)
{
    say (port, "device removed, %s", qmi_device_is_open (device) ? "open" : "closed");
}

/* device */

static void
on_new (GObject *source, GAsyncResult *result, gpointer call)
{
    const gchar *name;
    Port *port = call_ended (call, &name);
    GError *error = NULL;

    port->device = qmi_device_new_finish (result, &error);
    if (!port->device) {
        say_error (port, name, error);
        return;
    }
    say (port, "%s: %s", name, qmi_device_get_path (port->device));
    g_signal_connect (port->device, "notify::device-consecutive-timeouts", G_CALLBACK (on_timeouts), port);
    g_signal_connect (port->device, "indication", G_CALLBACK (on_indication), port);
    g_signal_connect (port->device, "device-removed", G_CALLBACK (on_removed), port);
}

void
port_new (Port *port)
{
    g_autoptr (GFile) file = g_file_new_for_path (port->path);

    qmi_device_new (file, NULL, on_new, port_call (port, "new"));
    settle (port);
}

static void
on_open (GObject *source, GAsyncResult *result, gpointer call)
{
    const gchar *name;
    Port *port = call_ended (call, &name);
    GError *error = NULL;

    if (qmi_device_open_finish (QMI_DEVICE (source), result, &error))
        say (port, "%s: done", name);
    else
        say_error (port, name, error);
}

void
start_open (Port *port, QmiDeviceOpenFlags flags, guint timeout, GCancellable *cancellable, const gchar *name)
{
    qmi_device_open (port->device, flags, timeout, cancellable, on_open, port_call (port, name));
}

void
port_open (Port *port, QmiDeviceOpenFlags flags)
{
    start_open (port, flags, 1, NULL, "open");
    settle (port);
    say (port, "is open: %d", qmi_device_is_open (port->device));
}

static void
on_close (GObject *source, GAsyncResult *result, gpointer call)
{
    const gchar *name;
    Port *port = call_ended (call, &name);
    GError *error = NULL;

    if (qmi_device_close_finish (QMI_DEVICE (source), result, &error))
        say (port, "%s: done", name);
    else
        say_error (port, name, error);
}

void
start_close (Port *port, const gchar *name)
{
    qmi_device_close_async (port->device, 1, NULL, on_close, port_call (port, name));
    say (port, "is open: %d", qmi_device_is_open (port->device));
}

void
port_end (Port *port)
{
    g_clear_object (&port->client);
    if (port->device)
        g_signal_handlers_disconnect_by_data (port->device, port);
    g_clear_object (&port->device);
}

/* clients */

static void
on_allocated (GObject *source, GAsyncResult *result, gpointer call)
{
    const gchar *name;
    Port *port = call_ended (call, &name);
    GError *error = NULL;
    QmiClient *client = qmi_device_allocate_client_finish (QMI_DEVICE (source), result, &error);

    if (!client) {
        say_error (port, name, error);
        return;
    }
    say (port, "%s: %s, id %u, valid %d", name, G_OBJECT_TYPE_NAME (client), qmi_client_get_cid (client),
         qmi_client_is_valid (client));
    g_clear_object (&port->client);
    port->client = client;
}

void
start_allocate (Port *port, QmiService service, guint8 cid, GCancellable *cancellable, const gchar *name)
{
    qmi_device_allocate_client (port->device, service, cid, 1, cancellable, on_allocated, port_call (port, name));
}

static void
on_released (GObject *source, GAsyncResult *result, gpointer call)
{
    const gchar *name;
    Port *port = call_ended (call, &name);
    GError *error = NULL;

    if (qmi_device_release_client_finish (QMI_DEVICE (source), result, &error))
        say (port, "%s: done", name);
    else
        say_error (port, name, error);
}

void
start_release (Port *port, QmiClient *client, QmiDeviceReleaseClientFlags flags, const gchar *name)
{
    qmi_device_release_client (port->device, client, flags, 1, NULL, on_released, port_call (port, name));
    say (port, "after %s: valid %d, id %u, service %d", name, qmi_client_is_valid (client), qmi_client_get_cid (client),
         qmi_client_get_service (client));
}

void
on_event_report (QmiClientDms *client, QmiIndicationDmsEventReportOutput *output, gpointer port)
{
    guint8 flags = 0, level = 0;
    QmiDmsOperatingMode mode = 0;
    GError *error = NULL;

    say (port, "event report to client %u", qmi_client_get_cid (QMI_CLIENT (client)));
    if (qmi_indication_dms_event_report_output_get_operating_mode (output, &mode, &error))
        say (port, "  mode %d", mode);
    else
        say_error (port, "  mode", error);
    if (qmi_indication_dms_event_report_output_get_power_state (output, &flags, &level, NULL))
        say (port, "  power %u %u", flags, level);
}

void
port_ready (Port *port)
{
    port_new (port);
    port_open (port, NO_FLAGS);
    start_allocate (port, QMI_SERVICE_DMS, QMI_CID_NONE, NULL, "allocate");
    settle (port);
    g_signal_connect (port->client, "event-report", G_CALLBACK (on_event_report), port);
}

void
port_done (Port *port)
{
    g_signal_handlers_disconnect_by_data (port->client, port);
    start_release (port, port->client, RELEASE_CID, "release");
    start_close (port, "close");
    settle (port);
}

/* requests */

static void
say_ids (Port *port, QmiMessageDmsGetIdsOutput *output)
{
    const gchar *text;
    GError *error = NULL;

    if (!qmi_message_dms_get_ids_output_get_result (output, &error))
        say_error (port, "  result", g_steal_pointer (&error));
    if (qmi_message_dms_get_ids_output_get_esn (output, &text, &error))
        say (port, "  ESN '%s'", text);
    else
        say_error (port, "  ESN", g_steal_pointer (&error));
    if (qmi_message_dms_get_ids_output_get_imei (output, &text, &error))
        say (port, "  IMEI '%s'", text);
    else
        say_error (port, "  IMEI", g_steal_pointer (&error));
    if (qmi_message_dms_get_ids_output_get_meid (output, &text, NULL))
        say (port, "  MEID '%s'", text);
    if (qmi_message_dms_get_ids_output_get_imei_software_version (output, &text, NULL))
        say (port, "  software version '%s'", text);
}

void
on_ids (GObject *source, GAsyncResult *result, gpointer call)
{
    const gchar *name;
    Port *port = call_ended (call, &name);
    GError *error = NULL;
    g_autoptr (QmiMessageDmsGetIdsOutput) output = NULL;

    output = qmi_client_dms_get_ids_finish (QMI_CLIENT_DMS (source), result, &error);
    if (!output) {
        say_error (port, name, error);
        return;
    }
    say (port, "%s: output", name);
    say_ids (port, output);
}

void
start_ids (Port *port, guint timeout, GCancellable *cancellable, const gchar *name)
{
    qmi_client_dms_get_ids (QMI_CLIENT_DMS (port->client), NULL, timeout, cancellable, on_ids, port_call (port, name));
}

void
on_message (GObject *source, GAsyncResult *result, gpointer call)
{
    const gchar *name;
    Port *port = call_ended (call, &name);
    GError *error = NULL;
    g_autoptr (QmiMessage) message = qmi_device_command_full_finish (QMI_DEVICE (source), result, &error);

    if (message)
        say_bytes (port, name, message);
    else
        say_error (port, name, error);
}

void
start_message (Port *port, QmiMessage *message, guint timeout, GCancellable *cancellable, const gchar *name)
{
    qmi_device_command_full (port->device, message, NULL, timeout, cancellable, on_message, port_call (port, name));
}
