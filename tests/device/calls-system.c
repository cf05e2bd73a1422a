/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Scenarios: the proxy, and what the kernel says of a port. */

#include "port.h"

#define PROXY QMI_DEVICE_OPEN_FLAGS_PROXY

/* proxy */

static void
use (Port *port)
{
    start_allocate (port, QMI_SERVICE_DMS, QMI_CID_NONE, NULL, "allocate");
    settle (port);
    if (!port->client)
        return;
    g_signal_connect (port->client, "event-report", G_CALLBACK (on_event_report), port);
    start_ids (port, 1, NULL, "ids");
    settle (port);
}

static void
proxy (Port *port)
{
    port_new (port);
    port_open (port, PROXY | VERSION);
    use (port);
    await_indications (port, 1);
    while (g_main_context_iteration (NULL, FALSE))
        ;
    start_release (port, port->client, RELEASE_CID, "release");
    settle (port);
    start_close (port, "close");
    settle (port);
    port_open (port, PROXY);
    use (port);
}

static void
proxy_fails (Port *port)
{
    port_new (port);
    port_open (port, PROXY);
    start_close (port, "close");
    settle (port);
}

static void
proxy_hang_up (Port *port)
{
    port_new (port);
    port_open (port, PROXY);
    use (port);
    start_close (port, "close");
    settle (port);
}

/* Nobody listens at that name. */
static void
proxy_unreachable (Port *port)
{
    g_autoptr (GFile) file = g_file_new_for_path (port->path);
    GError *error = NULL;

    port->device = g_object_new (QMI_TYPE_DEVICE, "device-file", file, "device-proxy-path", "qmi-proxy-of-nobody",
                                 NULL);
    if (!port->device)
        say_error (port, "new", error);
    start_open (port, PROXY, 1, NULL, "open");
    settle (port);
    say (port, "is open: %d", qmi_device_is_open (port->device));
}

/* what the kernel says */

static void
get_format (Port *port)
{
    GError *error = NULL;
    QmiDeviceExpectedDataFormat format = qmi_device_get_expected_data_format (port->device, &error);

    if (error)
        say_error (port, "get", error);
    say (port, "format %d", format);
}

static void
set_format (Port *port, QmiDeviceExpectedDataFormat format)
{
    GError *error = NULL;

    if (qmi_device_set_expected_data_format (port->device, format, &error))
        say (port, "set %d: done", format);
    else
        say_error (port, "set", error);
    get_format (port);
}

static void
check_format (Port *port, QmiDeviceExpectedDataFormat format)
{
    GError *error = NULL;

    if (qmi_device_check_expected_data_format_supported (port->device, format, &error))
        say (port, "check %d: supported", format);
    else
        say_error (port, "check", error);
}

static void
look (Port *port)
{
    const gchar *iface;

    port_new (port);
    iface = qmi_device_get_wwan_iface (port->device);
    say (port, "interface %s", iface ? iface : "none");
    port_open (port, NO_FLAGS);
    get_format (port);
    /* libqmi looks for the files of an interface of that name. */
    if (!iface)
        return;
    check_format (port, QMI_DEVICE_EXPECTED_DATA_FORMAT_802_3);
    check_format (port, QMI_DEVICE_EXPECTED_DATA_FORMAT_RAW_IP);
    check_format (port, QMI_DEVICE_EXPECTED_DATA_FORMAT_QMAP_PASS_THROUGH);
}

static void
look_and_set (Port *port)
{
    look (port);
    set_format (port, QMI_DEVICE_EXPECTED_DATA_FORMAT_RAW_IP);
    set_format (port, QMI_DEVICE_EXPECTED_DATA_FORMAT_QMAP_PASS_THROUGH);
    set_format (port, QMI_DEVICE_EXPECTED_DATA_FORMAT_802_3);
    set_format (port, QMI_DEVICE_EXPECTED_DATA_FORMAT_UNKNOWN);
}

const ScenarioEntry system_scenarios[] = {
    { "proxy", proxy },
    { "proxy-without-port", proxy_fails },
    { "proxy-hang-up", proxy_hang_up },
    { "proxy-unreachable", proxy_unreachable },
    { "sys-nothing", look_and_set },
    { "sys-qmi", look_and_set },
    { "sys-qmi-old", look_and_set },
    { "sys-qmi-without-pass-through", look },
    { "sys-qmi-odd", look_and_set },
    { "sys-qmi-two", look_and_set },
    { "sys-qmi-empty", look_and_set },
    { "sys-mbim", look_and_set },
    { "sys-other", look_and_set },
    { "sys-wwan-qmi", look_and_set },
    { "sys-wwan-mbim", look_and_set },
    { "sys-wwan-at", look_and_set },
    { "sys-smdpkt", look_and_set },
    { "sys-rpmsg", look_and_set },
    { NULL, NULL }
};
