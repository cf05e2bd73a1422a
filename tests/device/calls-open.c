/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Scenarios: making, opening and closing a device. */

#include "port.h"

/* The file is none: the script of the scenario gives the path. */
static void
new_fails (Port *port)
{
    port_new (port);
}

static void
on_unchecked (GObject *source, GAsyncResult *result, gpointer call)
{
    const gchar *name;
    Port *port = call_ended (call, &name);
    GError *error = NULL;

    port->device = QMI_DEVICE (g_async_initable_new_finish (G_ASYNC_INITABLE (source), result, &error));
    if (port->device)
        say (port, "%s: %s", name, qmi_device_get_path_display (port->device));
    else
        say_error (port, name, error);
}

static void
new_unchecked (Port *port)
{
    g_autoptr (GFile) file = g_file_new_for_path (port->path);

    g_async_initable_new_async (QMI_TYPE_DEVICE, G_PRIORITY_DEFAULT, NULL, on_unchecked, port_call (port, "new"),
                                "device-file", file, "device-no-file-check", TRUE, NULL);
    settle (port);
    port_open (port, NO_FLAGS);
}

static void
new_cancelled (Port *port)
{
    g_autoptr (GFile) file = g_file_new_for_path (port->path);
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();

    g_cancellable_cancel (cancellable);
    g_async_initable_new_async (QMI_TYPE_DEVICE, G_PRIORITY_DEFAULT, cancellable, on_unchecked, port_call (port, "new"),
                                "device-file", file, NULL);
    settle (port);
}

static void
properties (Port *port)
{
    g_autofree gchar *iface = NULL;
    g_autoptr (GFile) file = NULL;
    guint timeouts = 7;

    port_new (port);
    g_object_get (port->device, "device-wwan-iface", &iface, "device-consecutive-timeouts", &timeouts, NULL);
    file = qmi_device_get_file (port->device);
    say (port, "interface %s %s, timeouts %u", iface ? iface : "none",
         qmi_device_get_wwan_iface (port->device) ? "some" : "none", timeouts);
    say (port, "same file: %d, path '%s'", file == qmi_device_peek_file (port->device), g_file_peek_path (file));
    say (port, "is open: %d", qmi_device_is_open (port->device));
}

static void
open_with (Port *port, QmiDeviceOpenFlags flags)
{
    port_new (port);
    port_open (port, flags);
    start_close (port, "close");
    settle (port);
}

#define OPEN_SCENARIO(name, flags) \
    static void name (Port *port) { open_with (port, flags); }

#define NET(link, qos) (QMI_DEVICE_OPEN_FLAGS_NET_##link | QMI_DEVICE_OPEN_FLAGS_NET_##qos)

OPEN_SCENARIO (open_plain, NO_FLAGS)
OPEN_SCENARIO (open_version, VERSION)
OPEN_SCENARIO (open_sync, QMI_DEVICE_OPEN_FLAGS_SYNC)
OPEN_SCENARIO (open_raw_ip, NET (RAW_IP, NO_QOS_HEADER))
OPEN_SCENARIO (open_raw_ip_qos, NET (RAW_IP, QOS_HEADER))
OPEN_SCENARIO (open_802_3, NET (802_3, NO_QOS_HEADER))
OPEN_SCENARIO (open_802_3_qos, NET (802_3, QOS_HEADER))
OPEN_SCENARIO (open_all, VERSION | QMI_DEVICE_OPEN_FLAGS_SYNC | NET (802_3, NO_QOS_HEADER) |
                             QMI_DEVICE_OPEN_FLAGS_EXPECT_INDICATIONS)
OPEN_SCENARIO (open_auto, QMI_DEVICE_OPEN_FLAGS_AUTO)

/* No callback comes in these cases. */
static void
open_contradiction (Port *port)
{
    port_new (port);
    qmi_device_open (port->device, NET (802_3, NO_QOS_HEADER) | QMI_DEVICE_OPEN_FLAGS_NET_RAW_IP, 1, NULL, NULL, NULL);
    qmi_device_open (port->device, NET (802_3, NO_QOS_HEADER) | QMI_DEVICE_OPEN_FLAGS_NET_QOS_HEADER, 1, NULL, NULL,
                     NULL);
    qmi_device_open (port->device, QMI_DEVICE_OPEN_FLAGS_NET_802_3, 1, NULL, NULL, NULL);
    qmi_device_open (port->device, QMI_DEVICE_OPEN_FLAGS_NET_NO_QOS_HEADER, 1, NULL, NULL, NULL);
    say (port, "is open: %d", qmi_device_is_open (port->device));
}

static void
open_tries (Port *port)
{
    port_new (port);
    start_open (port, VERSION, 2, NULL, "open");
    settle (port);
}

static void
open_cancelled_before (Port *port)
{
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();

    port_new (port);
    g_cancellable_cancel (cancellable);
    start_open (port, VERSION, 1, cancellable, "open");
    settle (port);
    say (port, "is open: %d", qmi_device_is_open (port->device));
}

/* The modem answers the question for versions with an indication only. */
static void
open_cancelled (Port *port)
{
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();

    port_new (port);
    start_open (port, VERSION, 2, cancellable, "open");
    await_indications (port, 1);
    g_cancellable_cancel (cancellable);
    say (port, "cancelled");
    settle (port);
    say (port, "is open: %d", qmi_device_is_open (port->device));
}

static void
open_fallback (Port *port)
{
    port_new (port);
    port_open (port, VERSION | NET (RAW_IP, NO_QOS_HEADER));
    start_close (port, "close");
    settle (port);
    port_open (port, NET (802_3, NO_QOS_HEADER));
}

static void
open_again (Port *port)
{
    port_new (port);
    port_open (port, NO_FLAGS);
    port_open (port, VERSION);
    start_allocate (port, QMI_SERVICE_DMS, QMI_CID_NONE, NULL, "allocate");
    settle (port);
    start_ids (port, 1, NULL, "ids");
    settle (port);
    port_done (port);
}

static void
reopen (Port *port)
{
    port_ready (port);
    start_ids (port, 1, NULL, "ids");
    settle (port);
    start_close (port, "close");
    settle (port);
    start_ids (port, 1, NULL, "ids while closed");
    settle (port);
    port_open (port, NO_FLAGS);
    start_ids (port, 1, NULL, "ids again");
    settle (port);
    port_done (port);
}

static void
close_unopened (Port *port)
{
    port_new (port);
    start_close (port, "close");
    settle (port);
}

static void
close_pending (Port *port)
{
    port_ready (port);
    start_ids (port, 1, NULL, "ids");
    start_close (port, "close");
    settle (port);
    say (port, "timeouts %u", qmi_device_get_consecutive_timeouts (port->device));
    start_release (port, port->client, QMI_DEVICE_RELEASE_CLIENT_FLAGS_NONE, "release");
    settle (port);
}

/* What is written right before must be on the wire. */
static void
close_after_release (Port *port)
{
    port_ready (port);
    qmi_device_release_client (port->device, port->client, RELEASE_CID, 1, NULL, NULL, NULL);
    start_close (port, "close");
    settle (port);
}

const ScenarioEntry open_scenarios[] = {
    { "new-missing", new_fails },
    { "new-folder", new_fails },
    { "new-regular-file", new_fails },
    { "new-unchecked", new_unchecked },
    { "new-cancelled", new_cancelled },
    { "properties", properties },
    { "open-plain", open_plain },
    { "open-version", open_version },
    { "open-version-error", open_version },
    { "open-version-silent", open_version },
    { "open-version-short", open_version },
    { "open-version-second-try", open_tries },
    { "open-version-late", open_tries },
    { "open-sync", open_sync },
    { "open-sync-error", open_sync },
    { "open-sync-silent", open_sync },
    { "open-raw-ip", open_raw_ip },
    { "open-raw-ip-qos", open_raw_ip_qos },
    { "open-802-3", open_802_3 },
    { "open-802-3-qos", open_802_3_qos },
    { "open-802-3-without-protocol", open_802_3 },
    { "open-all", open_all },
    { "open-all-sync-error", open_all },
    { "open-auto", open_auto },
    { "open-contradiction", open_contradiction },
    { "open-cancelled-before", open_cancelled_before },
    { "open-cancelled", open_cancelled },
    { "open-fallback", open_fallback },
    { "open-hang-up", open_version },
    { "open-again", open_again },
    { "reopen", reopen },
    { "close-unopened", close_unopened },
    { "close-pending", close_pending },
    { "close-after-release", close_after_release },
    { NULL, NULL }
};
