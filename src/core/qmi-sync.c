/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Calls that wait for their result: the asynchronous ones, in a context of their own. */

#include "config.h"

#include "qmi-client-private.h"
#include "qmi-device-internal.h"
#include "qmi-sync.h"

/* A call that is waited for. Its own sources live in a context that nobody else uses; the port is watched there too,
 * so that what arrives is dealt with as ever, while callbacks of others stay with their contexts. */
typedef struct {
    GMainContext *context;
    GMainContext *home_before;
    QmiDevice    *device;   /* NULL if there is none yet */
    QmiEndpoint  *watched;
    GSource      *watch;
    GAsyncResult *result;
} Call;

static void
call_begin (Call *self, QmiDevice *device)
{
    g_autoptr (GMainContext) home = g_main_context_ref_thread_default ();

    *self = (Call) { .context = g_main_context_new (), .device = device };
    if (device) {
        g_object_ref (device);
        self->home_before = device->priv->home;
        /* Ports that are opened now are for the caller's context. */
        if (!device->priv->home)
            device->priv->home = home;
    }
    g_main_context_push_thread_default (self->context);
}

static void
unwatch (Call *self)
{
    if (self->watch)
        g_source_destroy (self->watch);
    g_clear_pointer (&self->watch, g_source_unref);
    self->watched = NULL;
}

/* The port that the device has now, which changes when it is opened. */
static void
watch_endpoint (Call *self)
{
    QmiEndpoint *endpoint = self->device ? self->device->priv->endpoint : NULL;

    if (endpoint == self->watched)
        return;
    unwatch (self);
    if (!endpoint)
        return;
    self->watched = endpoint;
    self->watch = qmi_endpoint_create_watch (endpoint);
    g_source_attach (self->watch, self->context);
}

static void
on_ready (GObject *source, GAsyncResult *result, gpointer data)
{
    ((Call *) data)->result = g_object_ref (result);
}

static GAsyncResult *
call_wait (Call *self)
{
    while (!self->result) {
        watch_endpoint (self);
        g_main_context_iteration (self->context, TRUE);
    }
    return self->result;
}

static void
call_end (Call *self)
{
    unwatch (self);
    g_main_context_pop_thread_default (self->context);
    g_clear_object (&self->result);
    if (self->device)
        self->device->priv->home = self->home_before;
    g_clear_object (&self->device);
    g_main_context_unref (self->context);
}

/**
 * qmi_device_new_sync:
 * @file: the port, for example `/dev/cdc-wdm0`.
 * @cancellable: (nullable): lets another thread give up, or %NULL.
 * @error: return location for a #GError, or %NULL.
 *
 * Makes a device of a port, see qmi_device_new().
 *
 * Returns: (transfer full): a new #QmiDevice, or %NULL if @error is set. Give it back with g_object_unref().
 *
 * Since: 1.32
 */
QmiDevice *
qmi_device_new_sync (GFile *file, GCancellable *cancellable, GError **error)
{
    QmiDevice *device;
    Call call;

    call_begin (&call, NULL);
    qmi_device_new (file, cancellable, on_ready, &call);
    device = qmi_device_new_finish (call_wait (&call), error);
    call_end (&call);
    return device;
}

/**
 * qmi_device_open_sync:
 * @self: a #QmiDevice.
 * @flags: how to open it and what to do then.
 * @timeout: how long to try, in seconds.
 * @cancellable: (nullable): lets another thread give up, or %NULL.
 * @error: return location for a #GError, or %NULL.
 *
 * Opens the port, see qmi_device_open().
 *
 * Returns: %TRUE if the device can be used, %FALSE if @error is set.
 *
 * Since: 1.32
 */
gboolean
qmi_device_open_sync (QmiDevice *self, QmiDeviceOpenFlags flags, guint timeout, GCancellable *cancellable,
                      GError **error)
{
    gboolean opened;
    Call call;

    g_return_val_if_fail (QMI_IS_DEVICE (self), FALSE);

    call_begin (&call, self);
    qmi_device_open (self, flags, timeout, cancellable, on_ready, &call);
    opened = qmi_device_open_finish (self, call_wait (&call), error);
    call_end (&call);
    return opened;
}

/**
 * qmi_device_close_sync:
 * @self: a #QmiDevice.
 * @timeout: longest time to wait for the modem, in seconds.
 * @cancellable: (nullable): lets another thread give up, or %NULL.
 * @error: return location for a #GError, or %NULL.
 *
 * Closes the port, see qmi_device_close_async().
 *
 * Returns: %TRUE if the port was closed, %FALSE if @error is set.
 *
 * Since: 1.32
 */
gboolean
qmi_device_close_sync (QmiDevice *self, guint timeout, GCancellable *cancellable, GError **error)
{
    gboolean closed;
    Call call;

    g_return_val_if_fail (QMI_IS_DEVICE (self), FALSE);

    call_begin (&call, self);
    qmi_device_close_async (self, timeout, cancellable, on_ready, &call);
    closed = qmi_device_close_finish (self, call_wait (&call), error);
    call_end (&call);
    return closed;
}

/**
 * qmi_device_allocate_client_sync:
 * @self: a #QmiDevice.
 * @service: the service to talk to.
 * @cid: id of a client that exists already, or %QMI_CID_NONE to get a new one.
 * @timeout: longest time to wait for the modem, in seconds.
 * @cancellable: (nullable): lets another thread give up, or %NULL.
 * @error: return location for a #GError, or %NULL.
 *
 * Makes a client of a service, see qmi_device_allocate_client().
 *
 * Returns: (transfer full): a new #QmiClient, or %NULL if @error is set. Give it back with g_object_unref().
 *
 * Since: 1.32
 */
QmiClient *
qmi_device_allocate_client_sync (QmiDevice *self, QmiService service, guint8 cid, guint timeout,
                                 GCancellable *cancellable, GError **error)
{
    QmiClient *client;
    Call call;

    g_return_val_if_fail (QMI_IS_DEVICE (self), NULL);

    call_begin (&call, self);
    qmi_device_allocate_client (self, service, cid, timeout, cancellable, on_ready, &call);
    client = qmi_device_allocate_client_finish (self, call_wait (&call), error);
    call_end (&call);
    return client;
}

/**
 * qmi_device_release_client_sync:
 * @self: a #QmiDevice.
 * @client: the client to release.
 * @flags: what to do besides.
 * @timeout: longest time to wait for the modem, in seconds.
 * @cancellable: (nullable): lets another thread give up, or %NULL.
 * @error: return location for a #GError, or %NULL.
 *
 * Parts a client from its device, see qmi_device_release_client().
 *
 * Returns: %TRUE if the client was released, %FALSE if @error is set.
 *
 * Since: 1.32
 */
gboolean
qmi_device_release_client_sync (QmiDevice *self, QmiClient *client, QmiDeviceReleaseClientFlags flags, guint timeout,
                                GCancellable *cancellable, GError **error)
{
    gboolean released;
    Call call;

    g_return_val_if_fail (QMI_IS_DEVICE (self), FALSE);
    g_return_val_if_fail (QMI_IS_CLIENT (client), FALSE);
    g_return_val_if_fail (client != self->priv->ctl, FALSE);

    call_begin (&call, self);
    qmi_device_release_client (self, client, flags, timeout, cancellable, on_ready, &call);
    released = qmi_device_release_client_finish (self, call_wait (&call), error);
    call_end (&call);
    return released;
}

/**
 * qmi_device_set_instance_id_sync:
 * @self: a #QmiDevice.
 * @instance_id: number by which the host names its link to the modem.
 * @timeout: longest time to wait for the modem, in seconds.
 * @cancellable: (nullable): lets another thread give up, or %NULL.
 * @link_id: (out)(optional): place for the id that the modem gives the link, or %NULL.
 * @error: return location for a #GError, or %NULL.
 *
 * Tells the modem which of its hosts or links this one is, see qmi_device_set_instance_id().
 *
 * Returns: %TRUE if the modem took the id, %FALSE if @error is set.
 *
 * Since: 1.32
 */
gboolean
qmi_device_set_instance_id_sync (QmiDevice *self, guint8 instance_id, guint timeout, GCancellable *cancellable,
                                 guint16 *link_id, GError **error)
{
    gboolean taken;
    Call call;

    g_return_val_if_fail (QMI_IS_DEVICE (self), FALSE);

    call_begin (&call, self);
    qmi_device_set_instance_id (self, instance_id, timeout, cancellable, on_ready, &call);
    taken = qmi_device_set_instance_id_finish (self, call_wait (&call), link_id, error);
    call_end (&call);
    return taken;
}

/**
 * qmi_device_get_service_version_info_sync:
 * @self: a #QmiDevice.
 * @timeout: longest time to wait for the modem, in seconds.
 * @cancellable: (nullable): lets another thread give up, or %NULL.
 * @error: return location for a #GError, or %NULL.
 *
 * Asks the modem for its services, see qmi_device_get_service_version_info().
 *
 * Returns: (transfer full)(element-type QmiDeviceServiceVersionInfo): a new array, or %NULL if @error is set. Give it
 * back with g_array_unref().
 *
 * Since: 1.32
 */
GArray *
qmi_device_get_service_version_info_sync (QmiDevice *self, guint timeout, GCancellable *cancellable, GError **error)
{
    GArray *services;
    Call call;

    g_return_val_if_fail (QMI_IS_DEVICE (self), NULL);

    call_begin (&call, self);
    qmi_device_get_service_version_info (self, timeout, cancellable, on_ready, &call);
    services = qmi_device_get_service_version_info_finish (self, call_wait (&call), error);
    call_end (&call);
    return services;
}

/**
 * qmi_device_command_full_sync:
 * @self: a #QmiDevice.
 * @message: the request.
 * @message_context: (nullable): context of the message, or %NULL.
 * @timeout: longest time to wait for the answer, in seconds, at least 1.
 * @cancellable: (nullable): lets another thread give up, or %NULL.
 * @error: return location for a #GError, or %NULL.
 *
 * Sends a request that the caller has built, see qmi_device_command_full().
 *
 * Returns: (transfer full): the response, or %NULL if @error is set. Give it back with qmi_message_unref().
 *
 * Since: 1.32
 */
QmiMessage *
qmi_device_command_full_sync (QmiDevice *self, QmiMessage *message, QmiMessageContext *message_context, guint timeout,
                              GCancellable *cancellable, GError **error)
{
    QmiMessage *response;
    Call call;

    g_return_val_if_fail (QMI_IS_DEVICE (self), NULL);
    g_return_val_if_fail (message != NULL, NULL);

    call_begin (&call, self);
    qmi_device_command_full (self, message, message_context, timeout, cancellable, on_ready, &call);
    response = qmi_device_command_full_finish (self, call_wait (&call), error);
    call_end (&call);
    return response;
}

gpointer
qmi_client_call_sync (gpointer self, const QmiSchemaUnit *unit, guint message, gconstpointer input, guint timeout,
                      GCancellable *cancellable, GError **error)
{
    gpointer output;
    Call call;

    g_return_val_if_fail (QMI_IS_CLIENT (self), NULL);

    call_begin (&call, (QmiDevice *) qmi_client_peek_device (self));
    qmi_client_call (self, unit, message, input, timeout, cancellable, on_ready, &call);
    output = qmi_client_call_finish (self, unit, message, call_wait (&call), error);
    call_end (&call);
    return output;
}
