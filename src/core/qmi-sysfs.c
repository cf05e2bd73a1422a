/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the kernel tells about a port in /sys. */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "qmi-enum-types.h"
#include "qmi-error-types.h"
#include "qmi-errors.h"
#include "qmi-sysfs.h"

/* Classes in which the kernel lists ports on USB: as of Linux 3.6, and before. */
static const gchar *const usb_classes[] = { "usbmisc", "usb" };

static gboolean
exists (const gchar *path)
{
    return access (path, F_OK) == 0;
}

/* Name of the port behind links: "cdc-wdm0". */
static gchar *
port_name (const gchar *path, GError **error)
{
    char *real = realpath (path, NULL);
    gchar *name;

    if (!real) {
        g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_FAILED, "Couldn't get realpath: %s", g_strerror (errno));
        return NULL;
    }
    name = g_path_get_basename (real);
    free (real);
    return name;
}

/* transport */

static gchar *
usb_driver (const gchar *name)
{
    for (guint i = 0; i < G_N_ELEMENTS (usb_classes); i++) {
        g_autofree gchar *link = g_strdup_printf ("/sys/class/%s/%s/device/driver", usb_classes[i], name);
        char *real = realpath (link, NULL);

        if (real) {
            gchar *driver = g_path_get_basename (real);

            free (real);
            return driver;
        }
    }
    return NULL;
}

static QmiTransport
usb_transport (const gchar *driver, GError **error)
{
    if (g_str_equal (driver, "cdc_mbim"))
        return QMI_TRANSPORT_MBIM;
    if (g_str_equal (driver, "qmi_wwan"))
        return QMI_TRANSPORT_QMI;
    g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_FAILED, "unexpected usb driver detected: %s", driver);
    return QMI_TRANSPORT_UNKNOWN;
}

/* Ports of the WWAN subsystem say what they are; before Linux 5.14 only their names did. */
static QmiTransport
wwan_transport (const gchar *name, GError **error)
{
    g_autofree gchar *file = g_strdup_printf ("/sys/class/wwan/%s/type", name);
    g_autofree gchar *type = NULL;

    if (!g_file_get_contents (file, &type, NULL, NULL))
        type = g_strdup (name);
    if (strstr (type, "QMI"))
        return QMI_TRANSPORT_QMI;
    if (strstr (type, "MBIM"))
        return QMI_TRANSPORT_MBIM;
    g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_FAILED, "unsupported wwan port: %s", g_strchomp (type));
    return QMI_TRANSPORT_UNKNOWN;
}

QmiTransport
qmi_sysfs_transport (const gchar *path, GError **error)
{
    g_autofree gchar *name = port_name (path, error);
    g_autofree gchar *driver = NULL, *wwan = NULL, *smd = NULL, *rpmsg = NULL;

    if (!name)
        return QMI_TRANSPORT_UNKNOWN;
    driver = usb_driver (name);
    if (driver)
        return usb_transport (driver, error);
    wwan = g_strdup_printf ("/sys/class/wwan/%s", name);
    if (exists (wwan))
        return wwan_transport (name, error);
    smd = g_strdup_printf ("/sys/class/smdpkt/%s", name);
    rpmsg = g_strdup_printf ("/sys/class/rpmsg/%s", name);
    if (exists (smd) || exists (rpmsg))
        return QMI_TRANSPORT_QMI;
    g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_FAILED, "unexpected port subsystem");
    return QMI_TRANSPORT_UNKNOWN;
}

/* network interface */

/* The first interface in the folder, as GIO sorts them; a port has one. */
static gchar *
first_entry (const gchar *folder, const gchar *path)
{
    g_autoptr (GFile) file = g_file_new_for_path (folder);
    g_autoptr (GFileEnumerator) entries = NULL;
    g_autofree gchar *display = g_filename_display_name (path);
    gchar *found = NULL;
    GFileInfo *info;

    entries = g_file_enumerate_children (file, G_FILE_ATTRIBUTE_STANDARD_NAME, G_FILE_QUERY_INFO_NONE, NULL, NULL);
    if (!entries)
        return NULL;
    while (g_file_enumerator_iterate (entries, &info, NULL, NULL, NULL) && info) {
        if (found)
            g_warning ("[%s] invalid additional wwan iface found: %s", display, g_file_info_get_name (info));
        else
            found = g_strdup (g_file_info_get_name (info));
    }
    if (!found)
        g_warning ("[%s] wwan iface not found", display);
    return found;
}

gchar *
qmi_sysfs_wwan_iface (const gchar *path)
{
    g_autofree gchar *name = port_name (path, NULL);

    for (guint i = 0; name && i < G_N_ELEMENTS (usb_classes); i++) {
        g_autofree gchar *folder = g_strdup_printf ("/sys/class/%s/%s/device/net", usb_classes[i], name);

        if (exists (folder))
            return first_entry (folder, path);
    }
    return NULL;
}

/* data format */

static gchar *
flag_file (const gchar *iface, const gchar *flag)
{
    return g_strdup_printf ("/sys/class/net/%s/qmi/%s", iface, flag);
}

/* First letter of the file: 'Y' or 'N'; 0 with an error. */
static gchar
read_flag (const gchar *iface, const gchar *flag, GError **error)
{
    g_autofree gchar *path = flag_file (iface, flag);
    gint fd = open (path, O_RDONLY | O_CLOEXEC);
    gchar letter = 0;
    gboolean done = fd >= 0 && read (fd, &letter, 1) >= 0;
    gint saved = errno;

    if (fd >= 0)
        close (fd);
    if (!done) {
        g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "Couldn't read %s: %s", path,
                     g_strerror (saved));
        return 0;
    }
    if (letter == 'Y' || letter == 'N')
        return letter;
    g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_FAILED, "Unexpected sysfs file contents: %c", letter);
    return 0;
}

/* The kernel takes a letter per write, so nothing may buffer or replace the file. */
static gboolean
write_flag (const gchar *iface, const gchar *flag, gchar letter, GError **error)
{
    g_autofree gchar *path = flag_file (iface, flag);
    gint fd = open (path, O_WRONLY | O_CLOEXEC);
    gboolean written = fd >= 0 && write (fd, &letter, 1) == 1;
    gint saved = errno;

    if (fd >= 0)
        close (fd);
    if (!written)
        g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "Couldn't write '%c' to %s: %s", letter, path,
                     g_strerror (saved));
    return written;
}

QmiDeviceExpectedDataFormat
qmi_sysfs_get_data_format (const gchar *iface, GError **error)
{
    gchar raw_ip = read_flag (iface, "raw_ip", error);

    if (raw_ip == 0)
        return QMI_DEVICE_EXPECTED_DATA_FORMAT_UNKNOWN;
    if (raw_ip == 'N')
        return QMI_DEVICE_EXPECTED_DATA_FORMAT_802_3;
    /* Kernels that cannot pass through have no such file. */
    if (read_flag (iface, "pass_through", NULL) == 'Y')
        return QMI_DEVICE_EXPECTED_DATA_FORMAT_QMAP_PASS_THROUGH;
    return QMI_DEVICE_EXPECTED_DATA_FORMAT_RAW_IP;
}

static gboolean
write_data_format (const gchar *iface, QmiDeviceExpectedDataFormat format, GError **error)
{
    switch (format) {
    case QMI_DEVICE_EXPECTED_DATA_FORMAT_802_3:
        write_flag (iface, "pass_through", 'N', NULL);
        return write_flag (iface, "raw_ip", 'N', error);
    case QMI_DEVICE_EXPECTED_DATA_FORMAT_RAW_IP:
        write_flag (iface, "pass_through", 'N', NULL);
        return write_flag (iface, "raw_ip", 'Y', error);
    default:
        return write_flag (iface, "raw_ip", 'Y', error) && write_flag (iface, "pass_through", 'Y', error);
    }
}

gboolean
qmi_sysfs_set_data_format (const gchar *iface, QmiDeviceExpectedDataFormat format, GError **error)
{
    QmiDeviceExpectedDataFormat now;

    if (!write_data_format (iface, format, error))
        return FALSE;
    now = qmi_sysfs_get_data_format (iface, error);
    if (now == QMI_DEVICE_EXPECTED_DATA_FORMAT_UNKNOWN)
        return FALSE;
    if (now == format)
        return TRUE;
    g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_FAILED,
                 "Expected data format not updated properly to '%s': got '%s' instead",
                 qmi_device_expected_data_format_get_string (format), qmi_device_expected_data_format_get_string (now));
    return FALSE;
}

gboolean
qmi_sysfs_has_data_format (const gchar *iface, QmiDeviceExpectedDataFormat format, GError **error)
{
    switch (format) {
    case QMI_DEVICE_EXPECTED_DATA_FORMAT_802_3:
        return TRUE;
    case QMI_DEVICE_EXPECTED_DATA_FORMAT_RAW_IP:
        return read_flag (iface, "raw_ip", error) != 0;
    case QMI_DEVICE_EXPECTED_DATA_FORMAT_QMAP_PASS_THROUGH:
        return read_flag (iface, "pass_through", error) != 0;
    default:
        g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_ARGS, "Unknown data format %d", (gint) format);
        return FALSE;
    }
}
