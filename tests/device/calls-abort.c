/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Scenarios: requests of clients that are aborted when they are given up. */

#include "port.h"

static void
on_scan (GObject *source, GAsyncResult *result, gpointer call)
{
    const gchar *name;
    Port *port = call_ended (call, &name);
    GError *error = NULL;
    g_autoptr (QmiMessageNasNetworkScanOutput) output = NULL;
    GArray *networks = NULL;

    output = qmi_client_nas_network_scan_finish (QMI_CLIENT_NAS (source), result, &error);
    if (!output) {
        say_error (port, name, error);
        return;
    }
    if (!qmi_message_nas_network_scan_output_get_result (output, &error)) {
        say_error (port, "scan failed", error);
        return;
    }
    if (qmi_message_nas_network_scan_output_get_network_information (output, &networks, NULL))
        say (port, "%s: %u networks", name, networks->len);
    else
        say (port, "%s: done", name);
}

static void
on_started (GObject *source, GAsyncResult *result, gpointer call)
{
    const gchar *name;
    Port *port = call_ended (call, &name);
    GError *error = NULL;
    g_autoptr (QmiMessageWdsStartNetworkOutput) output = NULL;
    guint32 handle = 0;

    output = qmi_client_wds_start_network_finish (QMI_CLIENT_WDS (source), result, &error);
    if (!output) {
        say_error (port, name, error);
        return;
    }
    if (!qmi_message_wds_start_network_output_get_result (output, &error)) {
        say_error (port, "session failed", error);
        return;
    }
    qmi_message_wds_start_network_output_get_packet_data_handle (output, &handle, NULL);
    say (port, "%s: session %u", name, handle);
}

static void
client_of (Port *port, QmiService service)
{
    port_new (port);
    port_open (port, NO_FLAGS);
    start_allocate (port, service, QMI_CID_NONE, NULL, "allocate");
    settle (port);
}

static void
start_scan (Port *port, guint timeout, GCancellable *cancellable, const gchar *name)
{
    qmi_client_nas_network_scan (QMI_CLIENT_NAS (port->client), NULL, timeout, cancellable, on_scan,
                                 port_call (port, name));
}

static void
start_session (Port *port, guint timeout, GCancellable *cancellable)
{
    g_autoptr (QmiMessageWdsStartNetworkInput) input = qmi_message_wds_start_network_input_new ();

    qmi_message_wds_start_network_input_set_apn (input, "internet", NULL);
    qmi_message_wds_start_network_input_set_profile_index_3gpp (input, 1, NULL);
    qmi_client_wds_start_network (QMI_CLIENT_WDS (port->client), input, timeout, cancellable, on_started,
                                  port_call (port, "session"));
}

/* What the device counts, and that transaction ids go on. */
static void
after (Port *port)
{
    say (port, "timeouts %u, next transaction %u", qmi_device_get_consecutive_timeouts (port->device),
         qmi_client_get_next_transaction_id (port->client));
    port_done (port);
}

static void
cancelled (Port *port)
{
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();

    client_of (port, QMI_SERVICE_NAS);
    start_scan (port, 5, cancellable, "scan");
    await_indications (port, 1);
    g_cancellable_cancel (cancellable);
    say (port, "cancelled");
    settle (port);
    after (port);
}

static void
timed_out (Port *port)
{
    client_of (port, QMI_SERVICE_NAS);
    start_scan (port, 1, NULL, "scan");
    settle (port);
    after (port);
}

/* Before it is sent there is nothing to abort. */
static void
cancelled_before (Port *port)
{
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();

    client_of (port, QMI_SERVICE_NAS);
    g_cancellable_cancel (cancellable);
    start_scan (port, 5, cancellable, "scan");
    settle (port);
    after (port);
}

/* The other one goes on. */
static void
one_of_two (Port *port)
{
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();

    client_of (port, QMI_SERVICE_NAS);
    start_scan (port, 5, cancellable, "first");
    start_scan (port, 2, NULL, "second");
    await_indications (port, 1);
    g_cancellable_cancel (cancellable);
    settle (port);
    after (port);
}

/* The client goes while the modem is being asked to stop. */
static void
released (Port *port)
{
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();

    client_of (port, QMI_SERVICE_NAS);
    start_scan (port, 5, cancellable, "scan");
    await_indications (port, 1);
    g_cancellable_cancel (cancellable);
    start_release (port, port->client, QMI_DEVICE_RELEASE_CLIENT_FLAGS_NONE, "release");
    settle (port);
    say (port, "timeouts %u", qmi_device_get_consecutive_timeouts (port->device));
}

static void
session_cancelled (Port *port)
{
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();

    client_of (port, QMI_SERVICE_WDS);
    start_session (port, 5, cancellable);
    await_indications (port, 1);
    g_cancellable_cancel (cancellable);
    settle (port);
    after (port);
}

static void
session_timed_out (Port *port)
{
    client_of (port, QMI_SERVICE_WDS);
    start_session (port, 1, NULL);
    settle (port);
    after (port);
}

const ScenarioEntry abort_scenarios[] = {
    { "scan", timed_out },
    { "scan-refused", timed_out },
    { "scan-cancelled-before", cancelled_before },
    { "scan-cancelled", cancelled },
    { "scan-cancelled-refused", cancelled },
    { "scan-cancelled-answered", cancelled },
    { "scan-cancelled-unparsed", cancelled },
    { "scan-cancelled-hang-up", cancelled },
    { "scan-timeout", timed_out },
    { "scan-timeout-refused", timed_out },
    { "scan-timeout-answered", timed_out },
    { "scan-timeout-unparsed", timed_out },
    { "scan-timeout-unanswered", timed_out },
    { "scan-timeout-hang-up", timed_out },
    { "scan-one-of-two", one_of_two },
    { "scan-released", released },
    { "session-cancelled", session_cancelled },
    { "session-cancelled-answered", session_cancelled },
    { "session-timeout", session_timed_out },
    { "session-timeout-answered", session_timed_out },
    { NULL, NULL }
};
