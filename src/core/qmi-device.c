/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A modem's control port: what it is, its properties and signals, its life. Opening is in qmi-device-open.c, frames and
 * commands are in qmi-device-traffic.c, clients in qmi-device-clients.c. */

#include "config.h"

#include <errno.h>
#include <sys/stat.h>

#include "qmi-device-internal.h"
#include "qmi-proxy.h"
#include "qmi-error-types.h"
#include "qmi-errors.h"
#include "qmi-sysfs.h"


enum {
    PROP_0,
    PROP_FILE,
    PROP_NO_FILE_CHECK,
    PROP_PROXY_PATH,
    PROP_WWAN_IFACE,
    PROP_CONSECUTIVE_TIMEOUTS,
    N_PROPERTIES
};

enum {
    SIGNAL_INDICATION,
    SIGNAL_REMOVED,
    N_SIGNALS
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

static void async_initable_init (GAsyncInitableIface *iface);

G_DEFINE_TYPE_WITH_CODE (QmiDevice, qmi_device, G_TYPE_OBJECT,
                         G_ADD_PRIVATE (QmiDevice)
                         G_IMPLEMENT_INTERFACE (G_TYPE_ASYNC_INITABLE, async_initable_init))

/* what it is */

/**
 * qmi_device_get_file:
 * @self: a #QmiDevice.
 *
 * Gets the file of the port.
 *
 * Returns: (transfer full): a #GFile. Give it back with g_object_unref().
 *
 * Since: 1.0
 */
GFile *
qmi_device_get_file (QmiDevice *self)
{
    GFile *file = qmi_device_peek_file (self);

    return file ? g_object_ref (file) : NULL;
}

/**
 * qmi_device_peek_file:
 * @self: a #QmiDevice.
 *
 * Gets the file of the port, without a reference.
 *
 * Returns: (transfer none): a #GFile.
 *
 * Since: 1.0
 */
GFile *
qmi_device_peek_file (QmiDevice *self)
{
    g_return_val_if_fail (QMI_IS_DEVICE (self), NULL);

    return self->priv->file;
}

/**
 * qmi_device_get_path:
 * @self: a #QmiDevice.
 *
 * Gets the path of the port as it was given; links are not followed.
 *
 * Returns: (transfer none): the path, in the encoding of file names.
 *
 * Since: 1.0
 */
const gchar *
qmi_device_get_path (QmiDevice *self)
{
    g_return_val_if_fail (QMI_IS_DEVICE (self), NULL);

    return self->priv->path;
}

/**
 * qmi_device_get_path_display:
 * @self: a #QmiDevice.
 *
 * Gets the path of the port as it stands in logs.
 *
 * Returns: (transfer none): the path in UTF-8.
 *
 * Since: 1.0
 */
const gchar *
qmi_device_get_path_display (QmiDevice *self)
{
    g_return_val_if_fail (QMI_IS_DEVICE (self), NULL);

    return self->priv->path_display;
}

/**
 * qmi_device_get_wwan_iface:
 * @self: a #QmiDevice.
 *
 * Looks up the network interface that belongs to the port; done anew with each call.
 *
 * Returns: (transfer none): name of the interface, valid until the next call, or %NULL if there is none.
 *
 * Since: 1.14
 */
const gchar *
qmi_device_get_wwan_iface (QmiDevice *self)
{
    g_return_val_if_fail (QMI_IS_DEVICE (self), NULL);

    g_free (self->priv->wwan_iface);
    self->priv->wwan_iface = qmi_sysfs_wwan_iface (self->priv->path);
    return self->priv->wwan_iface;
}

/**
 * qmi_device_is_open:
 * @self: a #QmiDevice.
 *
 * Tells whether the port is open: from the first successful step of qmi_device_open() until it is closed, also when the
 * modem is gone.
 *
 * Returns: %TRUE if so.
 *
 * Since: 1.0
 */
gboolean
qmi_device_is_open (QmiDevice *self)
{
    g_return_val_if_fail (QMI_IS_DEVICE (self), FALSE);

    return self->priv->endpoint != NULL;
}

/**
 * qmi_device_get_consecutive_timeouts:
 * @self: a #QmiDevice.
 *
 * Gets how many requests in a row got no answer in time.
 *
 * Returns: the number; 0 after each answer.
 *
 * Since: 1.32
 */
guint
qmi_device_get_consecutive_timeouts (QmiDevice *self)
{
    g_return_val_if_fail (QMI_IS_DEVICE (self), 0);

    return self->priv->consecutive_timeouts;
}

void
qmi_device_set_consecutive_timeouts (QmiDevice *self, guint number)
{
    if (self->priv->consecutive_timeouts == number)
        return;
    self->priv->consecutive_timeouts = number;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONSECUTIVE_TIMEOUTS]);
}

/* signals */

void
qmi_device_emit_indication (QmiDevice *self, QmiMessage *message)
{
    g_signal_emit (self, signals[SIGNAL_INDICATION], 0, message);
}

void
qmi_device_emit_removed (QmiDevice *self)
{
    g_signal_emit (self, signals[SIGNAL_REMOVED], 0);
}

/* data format of the kernel */

static const gchar *
require_iface (QmiDevice *self, GError **error)
{
    const gchar *iface = qmi_device_get_wwan_iface (self);

    if (!iface)
        g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_UNSUPPORTED,
                     "%s has no network interface whose data format could be read or set", self->priv->path_display);
    return iface;
}

/**
 * qmi_device_get_expected_data_format:
 * @self: a #QmiDevice.
 * @error: return location for a #GError, or %NULL.
 *
 * Reads the format in which the kernel expects packets on the port's network interface.
 *
 * Returns: a #QmiDeviceExpectedDataFormat, %QMI_DEVICE_EXPECTED_DATA_FORMAT_UNKNOWN if @error is set.
 *
 * Since: 1.14
 */
QmiDeviceExpectedDataFormat
qmi_device_get_expected_data_format (QmiDevice *self, GError **error)
{
    const gchar *iface;

    g_return_val_if_fail (QMI_IS_DEVICE (self), QMI_DEVICE_EXPECTED_DATA_FORMAT_UNKNOWN);

    iface = require_iface (self, error);
    return iface ? qmi_sysfs_get_data_format (iface, error) : QMI_DEVICE_EXPECTED_DATA_FORMAT_UNKNOWN;
}

/**
 * qmi_device_set_expected_data_format:
 * @self: a #QmiDevice.
 * @format: a #QmiDeviceExpectedDataFormat; with %QMI_DEVICE_EXPECTED_DATA_FORMAT_UNKNOWN the format is only read.
 * @error: return location for a #GError, or %NULL.
 *
 * Sets the format in which the kernel expects packets on the port's network interface, which has to be down, and reads
 * it back.
 *
 * Returns: %TRUE if the kernel has the format, %FALSE if @error is set.
 *
 * Since: 1.14
 */
gboolean
qmi_device_set_expected_data_format (QmiDevice *self, QmiDeviceExpectedDataFormat format, GError **error)
{
    const gchar *iface;

    g_return_val_if_fail (QMI_IS_DEVICE (self), FALSE);

    iface = require_iface (self, error);
    if (!iface)
        return FALSE;
    if (format == QMI_DEVICE_EXPECTED_DATA_FORMAT_UNKNOWN)
        return qmi_sysfs_get_data_format (iface, error) != QMI_DEVICE_EXPECTED_DATA_FORMAT_UNKNOWN;
    return qmi_sysfs_set_data_format (iface, format, error);
}

/**
 * qmi_device_check_expected_data_format_supported:
 * @self: a #QmiDevice.
 * @format: a #QmiDeviceExpectedDataFormat.
 * @error: return location for a #GError, or %NULL.
 *
 * Tells whether the kernel knows the format on the port's network interface.
 *
 * Returns: %TRUE if so, %FALSE if @error is set.
 *
 * Since: 1.28
 */
gboolean
qmi_device_check_expected_data_format_supported (QmiDevice *self, QmiDeviceExpectedDataFormat format, GError **error)
{
    const gchar *iface;

    g_return_val_if_fail (QMI_IS_DEVICE (self), FALSE);

    if (format == QMI_DEVICE_EXPECTED_DATA_FORMAT_802_3)
        return TRUE;
    iface = require_iface (self, error);
    return iface && qmi_sysfs_has_data_format (iface, format, error);
}

/* life */

/**
 * qmi_device_new:
 * @file: the port, for example `/dev/cdc-wdm0`.
 * @cancellable: (nullable): lets the caller give up, or %NULL.
 * @callback: (scope async)(nullable): called with the result.
 * @user_data: (closure): data for @callback.
 *
 * Makes a device of a port. Nothing is opened yet; only the type of the file is looked at.
 *
 * Since: 1.0
 */
void
qmi_device_new (GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
    g_async_initable_new_async (QMI_TYPE_DEVICE, G_PRIORITY_DEFAULT, cancellable, callback, user_data, QMI_DEVICE_FILE,
                                file, NULL);
}

/**
 * qmi_device_new_finish:
 * @res: what the callback got.
 * @error: return location for a #GError, or %NULL.
 *
 * Gets the device that qmi_device_new() made.
 *
 * Returns: (transfer full): a new #QmiDevice, or %NULL if @error is set: the file is not there, or is of a type that no
 * port has (%QMI_CORE_ERROR_FAILED). Give it back with g_object_unref().
 *
 * Since: 1.0
 */
QmiDevice *
qmi_device_new_finish (GAsyncResult *res, GError **error)
{
    g_autoptr (GObject) source = g_async_result_get_source_object (res);
    GObject *object = g_async_initable_new_finish (G_ASYNC_INITABLE (source), res, error);

    return object ? QMI_DEVICE (object) : NULL;
}

/* Whether the file is of a type that ports have: any device, FIFO or socket. Links are followed. */
static gboolean
check_file (QmiDevice *self, GError **error)
{
    struct stat status;

    if (stat (self->priv->path, &status) < 0) {
        gint saved = errno;

        g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved),
                     "Couldn't query file info: Error when getting information for file “%s”: %s",
                     self->priv->path_display, g_strerror (saved));
        return FALSE;
    }
    if (S_ISREG (status.st_mode) || S_ISDIR (status.st_mode)) {
        g_set_error_literal (error, QMI_CORE_ERROR, QMI_CORE_ERROR_FAILED, "Wrong file type");
        return FALSE;
    }
    return TRUE;
}

static void
init_async (GAsyncInitable *initable, gint priority, GCancellable *cancellable, GAsyncReadyCallback callback,
            gpointer user_data)
{
    QmiDevice *self = QMI_DEVICE (initable);
    g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
    GError *error = NULL;

    g_task_set_source_tag (task, init_async);
    if (!self->priv->file)
        g_task_return_new_error (task, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_ARGS, "A device needs a file");
    else if (self->priv->no_file_check || !self->priv->path || check_file (self, &error))
        g_task_return_boolean (task, TRUE);
    else
        g_task_return_error (task, error);
}

static gboolean
init_finish (GAsyncInitable *initable, GAsyncResult *result, GError **error)
{
    return g_task_propagate_boolean (G_TASK (result), error);
}

static void
async_initable_init (GAsyncInitableIface *iface)
{
    iface->init_async = init_async;
    iface->init_finish = init_finish;
}

static void
set_file (QmiDevice *self, GFile *file)
{
    if (!file)
        return;
    self->priv->file = g_object_ref (file);
    self->priv->path = g_file_get_path (file);
    self->priv->path_display = g_filename_display_name (self->priv->path ? self->priv->path : "");
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
    QmiDevice *self = QMI_DEVICE (object);

    switch (id) {
    case PROP_FILE:
        set_file (self, g_value_get_object (value));
        break;
    case PROP_NO_FILE_CHECK:
        self->priv->no_file_check = g_value_get_boolean (value);
        break;
    case PROP_PROXY_PATH:
        /* The usual name stands for all usual addresses. */
        if (g_strcmp0 (g_value_get_string (value), QMI_PROXY_SOCKET_PATH) != 0)
            self->priv->proxy_path = g_value_dup_string (value);
        break;
    default:
        G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
    QmiDevice *self = QMI_DEVICE (object);

    switch (id) {
    case PROP_FILE:
        g_value_set_object (value, self->priv->file);
        break;
    case PROP_WWAN_IFACE:
        g_value_set_string (value, qmi_device_get_wwan_iface (self));
        break;
    case PROP_CONSECUTIVE_TIMEOUTS:
        g_value_set_uint (value, self->priv->consecutive_timeouts);
        break;
    default:
        G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
constructed (GObject *object)
{
    QmiDevice *self = QMI_DEVICE (object);

    G_OBJECT_CLASS (qmi_device_parent_class)->constructed (object);
    /* The control service needs no client id: its client is there from the start. */
    self->priv->ctl = qmi_device_new_client (self, QMI_SERVICE_CTL, QMI_CID_NONE);
}

static void
dispose (GObject *object)
{
    QmiDevice *self = QMI_DEVICE (object);

    qmi_device_forget_clients (self);
    qmi_device_set_endpoint (self, -1);
    G_OBJECT_CLASS (qmi_device_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
    QmiDevice *self = QMI_DEVICE (object);

    qmi_transactions_free (self->priv->transactions);
    g_hash_table_unref (self->priv->clients);
    g_clear_pointer (&self->priv->services, g_array_unref);
    g_clear_object (&self->priv->file);
    g_free (self->priv->path);
    g_free (self->priv->path_display);
    g_free (self->priv->proxy_path);
    g_free (self->priv->wwan_iface);
    G_OBJECT_CLASS (qmi_device_parent_class)->finalize (object);
}

static void
on_timeout (QmiDevice *self)
{
    qmi_device_set_consecutive_timeouts (self, self->priv->consecutive_timeouts + 1);
}

static void
qmi_device_init (QmiDevice *self)
{
    self->priv = qmi_device_get_instance_private (self);
    self->priv->clients = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
    self->priv->transactions = qmi_transactions_new (self, on_timeout);
}

static void
install_properties (GObjectClass *object_class)
{
    /**
     * QmiDevice:device-file:
     *
     * The file of the port.
     *
     * Since: 1.0
     */
    properties[PROP_FILE] = g_param_spec_object (QMI_DEVICE_FILE, NULL, NULL, G_TYPE_FILE,
                                                 G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY);
    /**
     * QmiDevice:device-no-file-check:
     *
     * Whether to take the file for a port whatever it is.
     *
     * Since: 1.12
     */
    properties[PROP_NO_FILE_CHECK] = g_param_spec_boolean (QMI_DEVICE_NO_FILE_CHECK, NULL, NULL, FALSE,
                                                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY);
    /**
     * QmiDevice:device-proxy-path:
     *
     * Name of the abstract socket at which the proxy listens. Unless it is set to another one, the path of the
     * proxy's second address is tried first.
     *
     * Since: 1.12
     */
    properties[PROP_PROXY_PATH] = g_param_spec_string (QMI_DEVICE_PROXY_PATH, NULL, NULL, QMI_PROXY_SOCKET_PATH,
                                                       G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY);
    /**
     * QmiDevice:device-wwan-iface:
     *
     * Network interface of the port; looked up with each reading.
     *
     * Since: 1.14
     */
    properties[PROP_WWAN_IFACE] = g_param_spec_string (QMI_DEVICE_WWAN_IFACE, NULL, NULL, NULL, G_PARAM_READABLE);
    /**
     * QmiDevice:device-consecutive-timeouts:
     *
     * How many requests in a row got no answer in time; 0 after each answer.
     *
     * Since: 1.32
     */
    properties[PROP_CONSECUTIVE_TIMEOUTS] = g_param_spec_uint (QMI_DEVICE_CONSECUTIVE_TIMEOUTS, NULL, NULL, 0,
                                                               G_MAXUINT, 0, G_PARAM_READABLE);
    g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
qmi_device_class_init (QmiDeviceClass *klass)
{
    GObjectClass *object_class = G_OBJECT_CLASS (klass);

    object_class->set_property = set_property;
    object_class->get_property = get_property;
    object_class->constructed = constructed;
    object_class->dispose = dispose;
    object_class->finalize = finalize;
    install_properties (object_class);

    /**
     * QmiDevice::indication:
     * @object: a #QmiDevice.
     * @output: (type GByteArray): the message.
     *
     * Emitted for each indication as it arrives, before the clients that it is for hear of it.
     *
     * Since: 1.8
     */
    signals[SIGNAL_INDICATION] = g_signal_new (QMI_DEVICE_SIGNAL_INDICATION, G_OBJECT_CLASS_TYPE (klass),
                                               G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                               G_TYPE_BYTE_ARRAY);
    /**
     * QmiDevice::device-removed:
     * @object: a #QmiDevice.
     *
     * Emitted once when the port is gone. The requests that were waiting end with an error afterwards; the application
     * has to close the device.
     *
     * Since: 1.20
     */
    signals[SIGNAL_REMOVED] = g_signal_new (QMI_DEVICE_SIGNAL_REMOVED, G_OBJECT_CLASS_TYPE (klass), G_SIGNAL_RUN_LAST,
                                            0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}
