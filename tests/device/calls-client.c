/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Scenarios: clients, their ids and their indications. */

#include "port.h"

static void
on_notify (QmiClient *client, GParamSpec *pspec, gpointer port)
{
    say (port, "notify %s", g_param_spec_get_name (pspec));
}

static void
say_client (Port *port, QmiClient *client)
{
    QmiService service = 0;
    guint cid = 0, major = 7, minor = 7;
    gboolean valid = FALSE;
    g_autoptr (QmiDevice) device = NULL;

    g_object_get (client, "client-service", &service, "client-cid", &cid, "client-valid", &valid, "client-device",
                  &device, "client-version-major", &major, "client-version-minor", &minor, NULL);
    say (port, "service %d, id %u, valid %d, device %d %d, version %u.%u", service, cid, valid,
         device == port->device, qmi_client_peek_device (client) == (GObject *) port->device, major, minor);
}

static void
allocate (Port *port)
{
    port_ready (port);
    say_client (port, port->client);
    start_ids (port, 1, NULL, "ids");
    settle (port);
    g_signal_connect (port->client, "notify", G_CALLBACK (on_notify), port);
    start_release (port, port->client, RELEASE_CID, "release");
    say_client (port, port->client);
    settle (port);
    start_ids (port, 1, NULL, "ids of a released client");
    settle (port);
}

static void
allocate_once (Port *port)
{
    port_new (port);
    port_open (port, NO_FLAGS);
    start_allocate (port, QMI_SERVICE_DMS, QMI_CID_NONE, NULL, "allocate");
    settle (port);
    if (port->client)
        start_release (port, port->client, QMI_DEVICE_RELEASE_CLIENT_FLAGS_NONE, "release");
    settle (port);
}

/* The modem gives out one id twice. */
static void
allocate_twice (Port *port)
{
    port_ready (port);
    start_allocate (port, QMI_SERVICE_DMS, QMI_CID_NONE, NULL, "second");
    start_allocate (port, QMI_SERVICE_DMS, 7, NULL, "third");
    settle (port);
    port_done (port);
}

static void
allocate_given (Port *port)
{
    QmiClient *first;

    port_new (port);
    port_open (port, NO_FLAGS);
    start_allocate (port, QMI_SERVICE_DMS, 33, NULL, "allocate");
    settle (port);
    first = g_steal_pointer (&port->client);
    start_allocate (port, QMI_SERVICE_DMS, 33, NULL, "same");
    start_allocate (port, QMI_SERVICE_DMS, 34, NULL, "other");
    settle (port);
    start_release (port, first, QMI_DEVICE_RELEASE_CLIENT_FLAGS_NONE, "release");
    settle (port);
    start_allocate (port, QMI_SERVICE_DMS, 33, NULL, "again");
    start_release (port, port->client, QMI_DEVICE_RELEASE_CLIENT_FLAGS_NONE, "release other");
    settle (port);
    start_ids (port, 1, NULL, "ids");
    settle (port);
    port_done (port);
    g_object_unref (first);
}

static void
allocate_unlisted (Port *port)
{
    port_new (port);
    port_open (port, VERSION);
    start_allocate (port, QMI_SERVICE_DMS, QMI_CID_NONE, NULL, "DMS");
    start_allocate (port, QMI_SERVICE_LOC, QMI_CID_NONE, NULL, "unlisted");
    start_allocate (port, QMI_SERVICE_LOC, 3, NULL, "unlisted with id");
    start_allocate (port, QMI_SERVICE_CTL, QMI_CID_NONE, NULL, "CTL");
    start_allocate (port, QMI_SERVICE_RMS, QMI_CID_NONE, NULL, "without a class");
    settle (port);
}

static void
allocate_unknown (Port *port)
{
    port_new (port);
    port_open (port, NO_FLAGS);
    start_allocate (port, QMI_SERVICE_CTL, QMI_CID_NONE, NULL, "CTL");
    start_allocate (port, QMI_SERVICE_RMS, QMI_CID_NONE, NULL, "without a class");
    start_allocate (port, QMI_SERVICE_RMS, 4, NULL, "without a class, with id");
    settle (port);
}

static void
allocate_closed (Port *port)
{
    port_new (port);
    start_allocate (port, QMI_SERVICE_DMS, QMI_CID_NONE, NULL, "allocate");
    settle (port);
}

static void
allocate_cancelled (Port *port)
{
    g_autoptr (GCancellable) before = g_cancellable_new (), during = g_cancellable_new ();

    port_new (port);
    port_open (port, NO_FLAGS);
    g_cancellable_cancel (before);
    start_allocate (port, QMI_SERVICE_DMS, QMI_CID_NONE, before, "before");
    settle (port);
    start_allocate (port, QMI_SERVICE_DMS, QMI_CID_NONE, during, "during");
    await_indications (port, 1);
    g_cancellable_cancel (during);
    settle (port);
}

static void
release_kinds (Port *port)
{
    port_ready (port);
    start_release (port, port->client, RELEASE_CID, "release");
    start_release (port, port->client, RELEASE_CID, "release twice");
    settle (port);
    start_release (port, port->client, QMI_DEVICE_RELEASE_CLIENT_FLAGS_NONE, "release three times");
    settle (port);
    start_allocate (port, QMI_SERVICE_DMS, QMI_CID_NONE, NULL, "allocate");
    settle (port);
    start_release (port, port->client, QMI_DEVICE_RELEASE_CLIENT_FLAGS_NONE, "release here");
    settle (port);
}

static void
release_once (Port *port)
{
    port_ready (port);
    start_release (port, port->client, RELEASE_CID, "release");
    settle (port);
    start_allocate (port, QMI_SERVICE_DMS, 7, NULL, "allocate the same");
    settle (port);
}

/* The answer to the request comes after the release. */
static void
release_pending (Port *port)
{
    port_ready (port);
    start_ids (port, 1, NULL, "ids");
    start_release (port, port->client, RELEASE_CID, "release");
    settle (port);
}

static void
release_closed (Port *port)
{
    port_ready (port);
    start_close (port, "close");
    start_release (port, port->client, RELEASE_CID, "release");
    settle (port);
}

static void
unreleased (Port *port)
{
    port_ready (port);
    port_end (port);
}

static void
on_services (GObject *source, GAsyncResult *result, gpointer call)
{
    const gchar *name;
    Port *port = call_ended (call, &name);
    GError *error = NULL;
    g_autoptr (GArray) services = NULL;

    services = qmi_device_get_service_version_info_finish (QMI_DEVICE (source), result, &error);
    if (!services) {
        say_error (port, name, error);
        return;
    }
    for (guint i = 0; i < services->len; i++) {
        QmiDeviceServiceVersionInfo *info = &g_array_index (services, QmiDeviceServiceVersionInfo, i);

        say (port, "%s: %d %u.%u", name, info->service, info->major_version, info->minor_version);
    }
}

static void
services (Port *port)
{
    port_new (port);
    port_open (port, NO_FLAGS);
    qmi_device_get_service_version_info (port->device, 1, NULL, on_services, port_call (port, "services"));
    settle (port);
    qmi_device_get_service_version_info (port->device, 1, NULL, on_services, port_call (port, "services again"));
    settle (port);
}

static void
versions (Port *port)
{
    guint major = 8, minor = 8;
    gboolean known;

    port_new (port);
    port_open (port, NO_FLAGS);
    start_allocate (port, QMI_SERVICE_DMS, 1, NULL, "without versions");
    settle (port);
    known = qmi_client_get_version (port->client, &major, &minor);
    say (port, "%d %u.%u %d", known, major, minor, qmi_client_check_version (port->client, 0, 0));
    start_release (port, port->client, QMI_DEVICE_RELEASE_CLIENT_FLAGS_NONE, "release");
    start_close (port, "close");
    settle (port);
    port_open (port, VERSION);
    start_allocate (port, QMI_SERVICE_DMS, 1, NULL, "with versions");
    settle (port);
    known = qmi_client_get_version (port->client, &major, &minor);
    say (port, "%d %u.%u %d %d %d", known, major, minor, qmi_client_check_version (port->client, 1, 14),
         qmi_client_check_version (port->client, 1, 15), qmi_client_check_version (port->client, 0, 99));
    say_client (port, port->client);
    port_done (port);
}

static void
on_instance_id (GObject *source, GAsyncResult *result, gpointer call)
{
    const gchar *name;
    Port *port = call_ended (call, &name);
    GError *error = NULL;
    guint16 link = 0;

    if (qmi_device_set_instance_id_finish (QMI_DEVICE (source), result, &link, &error))
        say (port, "%s: %u", name, link);
    else
        say_error (port, name, error);
}

static void
instance_id (Port *port)
{
    port_new (port);
    port_open (port, NO_FLAGS);
    qmi_device_set_instance_id (port->device, 5, 1, NULL, on_instance_id, port_call (port, "set 5"));
    settle (port);
    qmi_device_set_instance_id (port->device, 255, 1, NULL, on_instance_id, port_call (port, "set 255"));
    settle (port);
}

/* Control requests have ids of 8 bits, and none has 0. */
static void
control_ids (Port *port)
{
    port_new (port);
    port_open (port, NO_FLAGS);
    for (guint i = 0; i < 260; i++) {
        qmi_device_set_instance_id (port->device, i & 7, 1, NULL, on_instance_id, port_call (port, "set"));
        settle (port);
    }
}

/* indications */

static void
indications (Port *port)
{
    port_ready (port);
    start_ids (port, 1, NULL, "ids");
    settle (port);
    await_indications (port, 1);
    while (g_main_context_iteration (NULL, FALSE))
        ;
    port_done (port);
}

static void
indication_broadcast (Port *port)
{
    QmiClient *first;

    port_ready (port);
    first = g_steal_pointer (&port->client);
    start_allocate (port, QMI_SERVICE_DMS, 9, NULL, "second");
    settle (port);
    start_ids (port, 1, NULL, "ids");
    settle (port);
    await_indications (port, 2);
    while (g_main_context_iteration (NULL, FALSE))
        ;
    start_release (port, first, QMI_DEVICE_RELEASE_CLIENT_FLAGS_NONE, "release first");
    g_signal_handlers_disconnect_by_data (first, port);
    g_object_unref (first);
    port_done (port);
}

/* The indication is queued already when its client is released. */
static void
release_at_indication (QmiDevice *device, GByteArray *message, gpointer data)
{
    Port *port = data;

    start_release (port, port->client, QMI_DEVICE_RELEASE_CLIENT_FLAGS_NONE, "release in a handler");
}

static void
indication_released (Port *port)
{
    gulong id;

    port_ready (port);
    id = g_signal_connect_after (port->device, "indication", G_CALLBACK (release_at_indication), port);
    start_ids (port, 1, NULL, "ids");
    settle (port);
    await_indications (port, 1);
    while (g_main_context_iteration (NULL, FALSE))
        ;
    g_signal_handler_disconnect (port->device, id);
    g_signal_handlers_disconnect_by_data (port->client, port);
}

static QmiIndicationDmsEventReportOutput *kept;

static void
keep (QmiClientDms *client, QmiIndicationDmsEventReportOutput *output, gpointer port)
{
    if (!kept)
        kept = qmi_indication_dms_event_report_output_ref (output);
}

static void
indication_kept (Port *port)
{
    port_ready (port);
    g_signal_connect (port->client, "event-report", G_CALLBACK (keep), port);
    start_ids (port, 1, NULL, "ids");
    settle (port);
    await_indications (port, 1);
    while (g_main_context_iteration (NULL, FALSE))
        ;
    on_event_report (QMI_CLIENT_DMS (port->client), kept, port);
    g_clear_pointer (&kept, qmi_indication_dms_event_report_output_unref);
    port_done (port);
}

const ScenarioEntry client_scenarios[] = {
    { "allocate", allocate },
    { "allocate-error", allocate_once },
    { "allocate-silent", allocate_once },
    { "allocate-mismatch", allocate_once },
    { "allocate-without-id", allocate_once },
    { "allocate-twice", allocate_twice },
    { "allocate-given", allocate_given },
    { "allocate-unlisted", allocate_unlisted },
    { "allocate-unknown", allocate_unknown },
    { "allocate-closed", allocate_closed },
    { "allocate-cancelled", allocate_cancelled },
    { "release", release_kinds },
    { "release-error", release_once },
    { "release-silent", release_once },
    { "release-pending", release_pending },
    { "release-closed", release_closed },
    { "unreleased", unreleased },
    { "services", services },
    { "services-changed", services },
    { "services-error", services },
    { "versions", versions },
    { "instance-id", instance_id },
    { "instance-id-error", instance_id },
    { "control-ids", control_ids },
    { "indication", indications },
    { "indication-of-another", indications },
    { "indication-unknown", indications },
    { "indication-malformed", indications },
    { "indication-optional-malformed", indications },
    { "indication-of-ctl", indications },
    { "indication-overtaken", indications },
    { "indication-broadcast", indication_broadcast },
    { "indication-released", indication_released },
    { "indication-kept", indication_kept },
    { NULL, NULL }
};
