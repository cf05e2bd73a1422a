/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Opening and closing a device, step by step. */

#include "config.h"

#include "qmi-client-ctl-private.h"
#include "qmi-device-internal.h"
#include "qmi-enum-types.h"
#include "qmi-error-types.h"
#include "qmi-errors.h"
#include "qmi-sysfs.h"

#define PROXY_OPEN_TIMEOUT   5
#define VERSION_INFO_TIMEOUT 1
#define SYNC_TIMEOUT         2
#define DATA_FORMAT_TIMEOUT  5

#define ANY_NET_FLAG                                                                                              \
    (QMI_DEVICE_OPEN_FLAGS_NET_802_3 | QMI_DEVICE_OPEN_FLAGS_NET_RAW_IP | QMI_DEVICE_OPEN_FLAGS_NET_QOS_HEADER | \
     QMI_DEVICE_OPEN_FLAGS_NET_NO_QOS_HEADER)

typedef struct {
    QmiDeviceOpenFlags flags;
    guint              timeout;
    guint              step;
    guint              tries; /* that are left in this step, with the one under way; 0: there is only that one */
} Open;

/* A step takes the task over. It ends with next_step() or an error. */
typedef void (* Step) (GTask *task);

static void run_step (GTask *task);

static void
next_step (GTask *task)
{
    Open *open = g_task_get_task_data (task);

    open->step++;
    open->tries = 0;
    run_step (task);
}

/* Takes over task and error. */
static void
fail (GTask *task, GError *error)
{
    g_task_return_error (task, error);
    g_object_unref (task);
}

/* Whether the modem just did not answer and may be asked again. */
static gboolean
try_again (Open *open, const GError *error)
{
    if (open->tries <= 1 || !g_error_matches (error, QMI_CORE_ERROR, QMI_CORE_ERROR_TIMEOUT))
        return FALSE;
    open->tries--;
    return TRUE;
}

/* The modem answered what the step asked, or did not: @error, taken over, tells what is wrong, if anything. */
static void
end_step (GTask *task, GError *error)
{
    if (!error) {
        next_step (task);
    } else if (try_again (g_task_get_task_data (task), error)) {
        g_error_free (error);
        run_step (task);
    } else {
        fail (task, error);
    }
}

/* transport */

/* What the kernel says of the port is worth a warning; only an automatic choice depends on it. */
static gboolean
choose_transport (QmiDevice *self, QmiDeviceOpenFlags *flags, GError **error)
{
    g_autoptr (GError) reason = NULL;
    gboolean automatic = *flags & QMI_DEVICE_OPEN_FLAGS_AUTO;
    QmiTransport transport;

    if (self->priv->no_file_check && !automatic)
        return TRUE;
    transport = qmi_sysfs_transport (self->priv->path, &reason);
    if (transport == QMI_TRANSPORT_UNKNOWN && !self->priv->no_file_check)
        g_warning ("[%s] couldn't detect transport type of port: %s", self->priv->path_display, reason->message);
    if (!automatic) {
        gboolean mbim = *flags & QMI_DEVICE_OPEN_FLAGS_MBIM;

        if (transport != (mbim ? QMI_TRANSPORT_MBIM : QMI_TRANSPORT_QMI))
            g_warning ("[%s] requested %s mode but unexpected transport type found", self->priv->path_display,
                       mbim ? "MBIM" : "QMI");
        return TRUE;
    }
    if (transport == QMI_TRANSPORT_UNKNOWN) {
        g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_FAILED, "Cannot automatically select QMI/MBIM mode");
        return FALSE;
    }
    *flags &= ~QMI_DEVICE_OPEN_FLAGS_MBIM;
    if (transport == QMI_TRANSPORT_MBIM)
        *flags |= QMI_DEVICE_OPEN_FLAGS_MBIM;
    return TRUE;
}

static void
step_transport (GTask *task)
{
    QmiDevice *self = g_task_get_source_object (task);
    Open *open = g_task_get_task_data (task);
    GError *error = NULL;

    if (!choose_transport (self, &open->flags, &error)) {
        fail (task, error);
        return;
    }
    if (open->flags & QMI_DEVICE_OPEN_FLAGS_MBIM) {
        g_warning ("[%s] requested MBIM mode but no MBIM QMUX support available", self->priv->path_display);
        fail (task, g_error_new_literal (QMI_CORE_ERROR, QMI_CORE_ERROR_FAILED, "Could not create endpoint"));
        return;
    }
    next_step (task);
}

/* port or proxy */

static void
on_proxy_opened (GObject *source, GAsyncResult *result, gpointer data)
{
    g_autoptr (QmiMessageCtlInternalProxyOpenOutput) output = NULL;
    GError *error = NULL;

    output = qmi_client_ctl_internal_proxy_open_finish (QMI_CLIENT_CTL (source), result, &error);
    if (output)
        qmi_message_ctl_internal_proxy_open_output_get_result (output, &error);
    end_step (data, error);
}

static QmiMessageCtlInternalProxyOpenInput *
make_proxy_open (const gchar *path, QmiDeviceOpenFlags flags)
{
    QmiMessageCtlInternalProxyOpenInput *input = qmi_message_ctl_internal_proxy_open_input_new ();

    qmi_message_ctl_internal_proxy_open_input_set_device_path (input, path, NULL);
    if (flags & (QMI_DEVICE_OPEN_FLAGS_RELEASE_ON_DISCONNECT | QMI_DEVICE_OPEN_FLAGS_KEEP_ON_DISCONNECT))
        qmi_message_ctl_internal_proxy_open_input_set_release_on_disconnect (
            input, (flags & QMI_DEVICE_OPEN_FLAGS_RELEASE_ON_DISCONNECT) != 0, NULL);
    return input;
}

static void
on_proxy_connected (GObject *source, GAsyncResult *result, gpointer data)
{
    GTask *task = data;
    QmiDevice *self = g_task_get_source_object (task);
    Open *open = g_task_get_task_data (task);
    g_autoptr (QmiMessageCtlInternalProxyOpenInput) input = NULL;
    GError *error = NULL;
    gint fd = qmi_endpoint_open_proxy_finish (result, &error);

    if (fd < 0) {
        fail (task, error);
        return;
    }
    qmi_device_set_endpoint (self, fd);
    input = make_proxy_open (self->priv->path, open->flags);
    qmi_client_ctl_internal_proxy_open (QMI_CLIENT_CTL (self->priv->ctl), input, PROXY_OPEN_TIMEOUT,
                                        g_task_get_cancellable (task), on_proxy_opened, task);
}

static void
step_endpoint (GTask *task)
{
    QmiDevice *self = g_task_get_source_object (task);
    Open *open = g_task_get_task_data (task);
    GError *error = NULL;
    gint fd;

    if (open->flags & QMI_DEVICE_OPEN_FLAGS_PROXY) {
        qmi_endpoint_open_proxy_async (self->priv->proxy_path, g_task_get_cancellable (task), on_proxy_connected, task);
        return;
    }
    fd = qmi_endpoint_open_device (self->priv->path, &error);
    if (fd < 0) {
        fail (task, error);
        return;
    }
    qmi_device_set_endpoint (self, fd);
    next_step (task);
}

/* version info */

static void
log_services (QmiDevice *self)
{
    g_debug ("[%s] device supports %u services:", self->priv->path_display, self->priv->services->len);
    for (guint i = 0; i < self->priv->services->len; i++) {
        const QmiDeviceServiceVersionInfo *info = &g_array_index (self->priv->services, QmiDeviceServiceVersionInfo, i);
        const gchar *name = qmi_service_get_string (info->service);

        if (name)
            g_debug ("[%s]    %s (%u.%u)", self->priv->path_display, name, info->major_version, info->minor_version);
        else
            g_debug ("[%s]    unknown [0x%02x] (%u.%u)", self->priv->path_display, info->service, info->major_version,
                     info->minor_version);
    }
}

static void
on_services (GObject *source, GAsyncResult *result, gpointer data)
{
    GTask *task = data;
    QmiDevice *self = QMI_DEVICE (source);
    GError *error = NULL;
    GArray *services = qmi_device_get_service_version_info_finish (self, result, &error);

    if (services) {
        g_clear_pointer (&self->priv->services, g_array_unref);
        self->priv->services = services;
        log_services (self);
    }
    end_step (task, error);
}

static void
step_version_info (GTask *task)
{
    Open *open = g_task_get_task_data (task);

    if (!(open->flags & QMI_DEVICE_OPEN_FLAGS_VERSION_INFO)) {
        next_step (task);
        return;
    }
    if (open->tries == 0)
        open->tries = MAX (open->timeout, 1);
    qmi_device_get_service_version_info (g_task_get_source_object (task), VERSION_INFO_TIMEOUT,
                                         g_task_get_cancellable (task), on_services, task);
}

/* sync */

static void
on_synced (GObject *source, GAsyncResult *result, gpointer data)
{
    g_autoptr (QmiMessageCtlSyncOutput) output = NULL;
    GError *error = NULL;

    output = qmi_client_ctl_sync_finish (QMI_CLIENT_CTL (source), result, &error);
    if (output)
        qmi_message_ctl_sync_output_get_result (output, &error);
    end_step (data, error);
}

static void
step_sync (GTask *task)
{
    QmiDevice *self = g_task_get_source_object (task);
    Open *open = g_task_get_task_data (task);

    if (!(open->flags & QMI_DEVICE_OPEN_FLAGS_SYNC)) {
        next_step (task);
        return;
    }
    if (open->tries == 0)
        open->tries = open->timeout > SYNC_TIMEOUT ? open->timeout / SYNC_TIMEOUT : 1;
    qmi_client_ctl_sync (QMI_CLIENT_CTL (self->priv->ctl), NULL, SYNC_TIMEOUT, g_task_get_cancellable (task), on_synced,
                         task);
}

/* data format */

static void
on_data_format_set (GObject *source, GAsyncResult *result, gpointer data)
{
    g_autoptr (QmiMessageCtlSetDataFormatOutput) output = NULL;
    GError *error = NULL;

    output = qmi_client_ctl_set_data_format_finish (QMI_CLIENT_CTL (source), result, &error);
    if (output)
        qmi_message_ctl_set_data_format_output_get_result (output, &error);
    end_step (data, error);
}

static void
step_data_format (GTask *task)
{
    QmiDevice *self = g_task_get_source_object (task);
    Open *open = g_task_get_task_data (task);
    g_autoptr (QmiMessageCtlSetDataFormatInput) input = NULL;

    if (!(open->flags & ANY_NET_FLAG)) {
        next_step (task);
        return;
    }
    input = qmi_message_ctl_set_data_format_input_new ();
    qmi_message_ctl_set_data_format_input_set_format (
        input,
        (open->flags & QMI_DEVICE_OPEN_FLAGS_NET_QOS_HEADER) ? QMI_CTL_DATA_FORMAT_QOS_FLOW_HEADER_PRESENT
                                                             : QMI_CTL_DATA_FORMAT_QOS_FLOW_HEADER_ABSENT,
        NULL);
    qmi_message_ctl_set_data_format_input_set_protocol (
        input,
        (open->flags & QMI_DEVICE_OPEN_FLAGS_NET_RAW_IP) ? QMI_CTL_DATA_LINK_PROTOCOL_RAW_IP
                                                         : QMI_CTL_DATA_LINK_PROTOCOL_802_3,
        NULL);
    qmi_client_ctl_set_data_format (QMI_CLIENT_CTL (self->priv->ctl), input, DATA_FORMAT_TIMEOUT,
                                    g_task_get_cancellable (task), on_data_format_set, task);
}

static void
step_done (GTask *task)
{
    g_task_return_boolean (task, TRUE);
    g_object_unref (task);
}

static void
run_step (GTask *task)
{
    static const Step steps[] = { step_transport, step_endpoint, step_version_info, step_sync, step_data_format,
                                  step_done };
    Open *open = g_task_get_task_data (task);

    if (g_task_return_error_if_cancelled (task)) {
        g_object_unref (task);
        return;
    }
    steps[open->step] (task);
}

/* How many of the flags are there. */
static guint
count_flags (QmiDeviceOpenFlags flags, QmiDeviceOpenFlags first, QmiDeviceOpenFlags second)
{
    return ((flags & first) ? 1 : 0) + ((flags & second) ? 1 : 0);
}

/**
 * qmi_device_open:
 * @self: a #QmiDevice.
 * @flags: how to open it and what to do then.
 * @timeout: how long to try, in seconds: the modem is asked for its versions (and to synchronise) again and again until
 *  that time is over. Each step has a limit of its own besides.
 * @cancellable: (nullable): lets the caller give up, or %NULL.
 * @callback: (scope async)(nullable): called with the result.
 * @user_data: (closure): data for @callback.
 *
 * Opens the port. A device that is open already is opened anew.
 *
 * Since: 1.0
 */
void
qmi_device_open (QmiDevice *self, QmiDeviceOpenFlags flags, guint timeout, GCancellable *cancellable,
                 GAsyncReadyCallback callback, gpointer user_data)
{
    g_autofree gchar *names = NULL;
    guint n_links = count_flags (flags, QMI_DEVICE_OPEN_FLAGS_NET_802_3, QMI_DEVICE_OPEN_FLAGS_NET_RAW_IP);
    guint n_headers =
        count_flags (flags, QMI_DEVICE_OPEN_FLAGS_NET_QOS_HEADER, QMI_DEVICE_OPEN_FLAGS_NET_NO_QOS_HEADER);
    GTask *task;
    Open *open;

    g_return_if_fail (QMI_IS_DEVICE (self));
    /* Flags that contradict each other, or say only half of the format, are the programmer's mistake. */
    g_return_if_fail (n_links <= 1 && n_headers <= 1);
    g_return_if_fail (n_links == n_headers);

    names = qmi_device_open_flags_build_string_from_mask (flags);
    g_debug ("[%s] opening device with flags '%s'...", self->priv->path_display, names);
    open = g_new0 (Open, 1);
    open->flags = flags;
    open->timeout = timeout;
    task = g_task_new (self, cancellable, callback, user_data);
    g_task_set_source_tag (task, qmi_device_open);
    g_task_set_task_data (task, open, g_free);
    run_step (task);
}

/**
 * qmi_device_open_finish:
 * @self: a #QmiDevice.
 * @res: what the callback got.
 * @error: return location for a #GError, or %NULL.
 *
 * Tells how qmi_device_open() went.
 *
 * Returns: %TRUE if the device can be used, %FALSE if @error is set. A port that could be opened stays open even if a
 * later step failed.
 *
 * Since: 1.0
 */
gboolean
qmi_device_open_finish (QmiDevice *self, GAsyncResult *res, GError **error)
{
    g_return_val_if_fail (g_task_is_valid (res, self), FALSE);

    return g_task_propagate_boolean (G_TASK (res), error);
}

/**
 * qmi_device_close_async:
 * @self: a #QmiDevice.
 * @timeout: longest time to wait for the modem, in seconds; a QMI port needs none.
 * @cancellable: (nullable): lets the caller give up, or %NULL.
 * @callback: (scope async)(nullable): called with the result.
 * @user_data: (closure): data for @callback.
 *
 * Closes the port, which is done when this function returns. Requests without an answer wait for their time-outs. What
 * was sent before reaches the modem.
 *
 * Since: 1.18
 */
void
qmi_device_close_async (QmiDevice *self, guint timeout, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data)
{
    g_autoptr (GTask) task = NULL;

    g_return_if_fail (QMI_IS_DEVICE (self));

    task = g_task_new (self, cancellable, callback, user_data);
    g_task_set_source_tag (task, qmi_device_close_async);
    qmi_device_set_endpoint (self, -1);
    g_task_return_boolean (task, TRUE);
}

/**
 * qmi_device_close_finish:
 * @self: a #QmiDevice.
 * @res: what the callback got.
 * @error: return location for a #GError, or %NULL.
 *
 * Tells how qmi_device_close_async() went.
 *
 * Returns: %TRUE if the port was closed, %FALSE if @error is set.
 *
 * Since: 1.18
 */
gboolean
qmi_device_close_finish (QmiDevice *self, GAsyncResult *res, GError **error)
{
    g_return_val_if_fail (g_task_is_valid (res, self), FALSE);

    return g_task_propagate_boolean (G_TASK (res), error);
}
