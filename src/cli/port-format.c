/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The network interface of a port, and the format in which packets are exchanged over it. */

#include "config.h"

#include <stdio.h>

#include "libqmi-glib.h"
#include "port-format.h"
#include "report.h"
#include "session.h"

static QmiDeviceExpectedDataFormat
format_of (const gchar *text)
{
    const gchar *name;

    for (gint i = QMI_DEVICE_EXPECTED_DATA_FORMAT_802_3;
         (name = qmi_device_expected_data_format_get_string ((QmiDeviceExpectedDataFormat) i)); i++)
        if (g_ascii_strcasecmp (name, text) == 0)
            return (QmiDeviceExpectedDataFormat) i;
    return QMI_DEVICE_EXPECTED_DATA_FORMAT_UNKNOWN;
}

gboolean
port_format_check (const gchar *text, GError **error)
{
    if (format_of (text) != QMI_DEVICE_EXPECTED_DATA_FORMAT_UNKNOWN)
        return TRUE;
    g_set_error (error, QMICLI_ERROR, QMICLI_USAGE, "--set-expected-data-format: no format \"%s\"; there are: 802-3, "
                 "raw-ip, qmap-pass-through", text);
    return FALSE;
}

/* As a document, or the bare text that scripts read. */
static void
print_value (const QmicliCommand *command, const gchar *name, const gchar *value)
{
    struct json_object *document;

    if (command->format == QMICLI_TEXT) {
        puts (value);
        return;
    }
    document = json_object_new_object ();
    json_object_object_add (document, name, json_object_new_string (value));
    report_print (stdout, document);
}

static gboolean
get_interface (const QmicliCommand *command, QmiDevice *device, GError **error)
{
    const gchar *name = qmi_device_get_wwan_iface (device);

    if (name)
        print_value (command, "interface", name);
    else
        g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_FAILED, "the kernel names no network interface");
    return name != NULL;
}

static gboolean
get_format (const QmicliCommand *command, QmiDevice *device, GError **error)
{
    QmiDeviceExpectedDataFormat format = qmi_device_get_expected_data_format (device, error);

    if (format == QMI_DEVICE_EXPECTED_DATA_FORMAT_UNKNOWN)
        return FALSE;
    print_value (command, "format", qmi_device_expected_data_format_get_string (format));
    return TRUE;
}

static gboolean
set_format (const QmicliCommand *command, QmiDevice *device, GError **error)
{
    QmiDeviceExpectedDataFormat format = format_of (command->data_format);
    const gchar *name = qmi_device_expected_data_format_get_string (format);

    if (!qmi_device_set_expected_data_format (device, format, error))
        return FALSE;
    if (command->format == QMICLI_JSON)
        print_value (command, "format", name);
    else
        printf ("[%s] expected data format set to: %s\n", qmi_device_get_path_display (device), name);
    return TRUE;
}

QmicliExit
port_format_run (const QmicliCommand *command)
{
    static const struct {
        const gchar *name;
        gboolean (* run) (const QmicliCommand *command, QmiDevice *device, GError **error);
    } questions[] = {
        [QMICLI_PORT_INTERFACE] = { "get-wwan-iface", get_interface },
        [QMICLI_PORT_GET_FORMAT] = { "get-expected-data-format", get_format },
        [QMICLI_PORT_SET_FORMAT] = { "set-expected-data-format", set_format },
    };
    g_autoptr (GError) error = NULL;
    QmicliExit code = QMICLI_OK;
    Session session;

    session_start (&session, command, command->timeout ? command->timeout : QMICLI_DEFAULT_TIMEOUT);
    if (!session_find (&session, &error) || !questions[command->port_question].run (command, session.device, &error)) {
        g_autofree gchar *text = g_strdup_printf ("%s: --%s: %s", command->device,
                                                  questions[command->port_question].name,
                                                  error ? error->message : "interrupted");

        code = session.ended != QMICLI_OK ? session.ended : QMICLI_DEVICE;
        report_error (command->format, code, text);
    }
    session_finish (&session);
    return code;
}
