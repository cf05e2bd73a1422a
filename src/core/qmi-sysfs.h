/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the kernel tells about a port in /sys. Private. */

#pragma once

#include <gio/gio.h>

#include "qmi-device.h"

G_BEGIN_DECLS

typedef enum {
    QMI_TRANSPORT_UNKNOWN,
    QMI_TRANSPORT_QMI,
    QMI_TRANSPORT_MBIM,
} QmiTransport;

/* Protocol of the port at @path; UNKNOWN with an error that says what was found. */
QmiTransport qmi_sysfs_transport (const gchar *path, GError **error);

/* Network interface that belongs to the port, %NULL if there is none. */
gchar *qmi_sysfs_wwan_iface (const gchar *path);

/* Format in which the kernel exchanges packets over @iface. */
QmiDeviceExpectedDataFormat qmi_sysfs_get_data_format (const gchar *iface, GError **error);
gboolean                    qmi_sysfs_set_data_format (const gchar *iface, QmiDeviceExpectedDataFormat format,
                                                       GError **error);
gboolean                    qmi_sysfs_has_data_format (const gchar *iface, QmiDeviceExpectedDataFormat format,
                                                       GError **error);

G_END_DECLS
