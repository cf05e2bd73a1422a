/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A device's clients: allocation and release of client ids, and what else the control service is asked for. */

#include "config.h"

#include "qmi-client-ctl-private.h"
#include "qmi-client-private.h"
#include "qmi-device-internal.h"
#include "qmi-enum-types.h"
#include "qmi-error-types.h"
#include "qmi-errors.h"

/* registry */

QmiClient *
qmi_device_new_client (QmiDevice *self, QmiService service, guint8 cid)
{
    QmiClient *client = g_object_new (qmi_client_type_of_service (service), QMI_CLIENT_DEVICE, self, QMI_CLIENT_SERVICE,
                                      service, QMI_CLIENT_CID, cid, NULL);

    for (guint i = 0; self->priv->services && i < self->priv->services->len; i++) {
        const QmiDeviceServiceVersionInfo *info = &g_array_index (self->priv->services, QmiDeviceServiceVersionInfo, i);

        if (info->service == service)
            g_object_set (client, QMI_CLIENT_VERSION_MAJOR, (guint) info->major_version, QMI_CLIENT_VERSION_MINOR,
                          (guint) info->minor_version, NULL);
    }
    g_hash_table_insert (self->priv->clients, qmi_device_client_key (service, cid), client);
    return client;
}

/* The client has nothing to do with the device any more. */
static void
detach_client (QmiClient *client)
{
    g_object_set (client, QMI_CLIENT_CID, QMI_CID_NONE, QMI_CLIENT_SERVICE, QMI_SERVICE_UNKNOWN,
                  QMI_CLIENT_DEVICE, NULL, NULL);
}

void
qmi_device_forget_clients (QmiDevice *self)
{
    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init (&iter, self->priv->clients);
    while (g_hash_table_iter_next (&iter, NULL, &value)) {
        if (value != self->priv->ctl)
            g_warning ("[%s] client for service '%s' with CID '%u' wasn't released", self->priv->path_display,
                       qmi_service_get_string (qmi_client_get_service (value)), qmi_client_get_cid (value));
        detach_client (value);
    }
    g_hash_table_remove_all (self->priv->clients);
    self->priv->ctl = NULL;
}

/* allocation */

typedef struct {
    QmiService service;
    guint8     cid;
} Allocation;

/* Without the list of services every one may be there. */
static gboolean
has_service (QmiDevice *self, QmiService service)
{
    if (!self->priv->services)
        return TRUE;
    for (guint i = 0; i < self->priv->services->len; i++)
        if (g_array_index (self->priv->services, QmiDeviceServiceVersionInfo, i).service == service)
            return TRUE;
    return FALSE;
}

static void
return_client (GTask *task)
{
    QmiDevice *self = g_task_get_source_object (task);
    Allocation *wanted = g_task_get_task_data (task);
    const gchar *name = qmi_service_get_string (wanted->service);

    if (g_hash_table_contains (self->priv->clients, qmi_device_client_key (wanted->service, wanted->cid))) {
        g_task_return_new_error (task, QMI_CORE_ERROR, QMI_CORE_ERROR_FAILED,
                                 "Cannot register new client with CID '%u' and service '%s'"
                                 "A client with CID '%u' and service '%s' is already registered",
                                 wanted->cid, name, wanted->cid, name);
        return;
    }
    g_debug ("[%s] registered '%s' (version unknown) client with ID '%u'", self->priv->path_display, name, wanted->cid);
    g_task_return_pointer (task, g_object_ref (qmi_device_new_client (self, wanted->service, wanted->cid)),
                           g_object_unref);
}

static void
on_allocated (GObject *source, GAsyncResult *result, gpointer data)
{
    g_autoptr (GTask) task = data;
    Allocation *wanted = g_task_get_task_data (task);
    GError *error = NULL;
    QmiMessageCtlAllocateCidOutput *output;
    QmiService service;

    output = qmi_client_ctl_allocate_cid_finish (QMI_CLIENT_CTL (source), result, &error);
    if (!output) {
        g_prefix_error (&error, "CID allocation failed in the CTL client: ");
    } else if (qmi_message_ctl_allocate_cid_output_get_result (output, &error) &&
               qmi_message_ctl_allocate_cid_output_get_allocation_info (output, &service, &wanted->cid, &error) &&
               service != wanted->service) {
        g_set_error (&error, QMI_CORE_ERROR, QMI_CORE_ERROR_FAILED,
                     "CID allocation failed in the CTL client: Service mismatch (requested '%s', got '%s')",
                     qmi_service_get_string (wanted->service), qmi_service_get_string (service));
    }
    g_clear_pointer (&output, qmi_message_ctl_allocate_cid_output_unref);
    if (error)
        g_task_return_error (task, error);
    else
        return_client (task);
}

static void
ask_for_cid (GTask *task, QmiService service, guint timeout)
{
    QmiDevice *self = g_task_get_source_object (task);
    g_autoptr (QmiMessageCtlAllocateCidInput) input = qmi_message_ctl_allocate_cid_input_new ();

    qmi_message_ctl_allocate_cid_input_set_service (input, service, NULL);
    g_debug ("[%s] allocating new client ID...", self->priv->path_display);
    qmi_client_ctl_allocate_cid (QMI_CLIENT_CTL (self->priv->ctl), input, timeout, g_task_get_cancellable (task),
                                 on_allocated, g_object_ref (task));
}

/**
 * qmi_device_allocate_client:
 * @self: a #QmiDevice.
 * @service: the service to talk to.
 * @cid: id of a client that exists already, or %QMI_CID_NONE to get a new one.
 * @timeout: longest time to wait for the modem, in seconds.
 * @cancellable: (nullable): lets the caller give up, or %NULL.
 * @callback: (scope async)(nullable): called with the result.
 * @user_data: (closure): data for @callback.
 *
 * Makes a client of a service. The modem is asked for an id unless @cid names one.
 *
 * Since: 1.0
 */
void
qmi_device_allocate_client (QmiDevice *self, QmiService service, guint8 cid, guint timeout, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
    g_autoptr (GTask) task = NULL;
    Allocation *wanted;

    g_return_if_fail (QMI_IS_DEVICE (self));

    task = g_task_new (self, cancellable, callback, user_data);
    g_task_set_source_tag (task, qmi_device_allocate_client);
    if (!has_service (self, service)) {
        g_task_return_new_error (task, QMI_CORE_ERROR, QMI_CORE_ERROR_UNSUPPORTED,
                                 "Service '%s' not supported by the device", qmi_service_get_string (service));
        return;
    }
    if (service == QMI_SERVICE_CTL) {
        g_task_return_new_error (task, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_ARGS,
                                 "Cannot create additional clients for the CTL service");
        return;
    }
    if (qmi_client_type_of_service (service) == G_TYPE_INVALID) {
        g_task_return_new_error (task, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_ARGS,
                                 "Clients for service '%s' not supported", qmi_service_get_string (service));
        return;
    }
    wanted = g_new (Allocation, 1);
    wanted->service = service;
    wanted->cid = cid;
    g_task_set_task_data (task, wanted, g_free);
    if (cid == QMI_CID_NONE)
        ask_for_cid (task, service, timeout);
    else
        return_client (task);
}

/**
 * qmi_device_allocate_client_finish:
 * @self: a #QmiDevice.
 * @res: what the callback got.
 * @error: return location for a #GError, or %NULL.
 *
 * Gets the client that qmi_device_allocate_client() made. The device holds a reference of its own until the client is
 * released.
 *
 * Returns: (transfer full): a new #QmiClient, or %NULL if @error is set: %QMI_CORE_ERROR_UNSUPPORTED if the modem does
 * not have the service, %QMI_CORE_ERROR_INVALID_ARGS, or the modem's own error. Give it back with g_object_unref().
 *
 * Since: 1.0
 */
QmiClient *
qmi_device_allocate_client_finish (QmiDevice *self, GAsyncResult *res, GError **error)
{
    g_return_val_if_fail (g_task_is_valid (res, self), NULL);

    return g_task_propagate_pointer (G_TASK (res), error);
}

/* release */

static void
on_released (GObject *source, GAsyncResult *result, gpointer data)
{
    g_autoptr (GTask) task = data;
    GError *error = NULL;
    QmiMessageCtlReleaseCidOutput *output;

    output = qmi_client_ctl_release_cid_finish (QMI_CLIENT_CTL (source), result, &error);
    if (output)
        qmi_message_ctl_release_cid_output_get_result (output, &error);
    g_clear_pointer (&output, qmi_message_ctl_release_cid_output_unref);
    if (error)
        g_task_return_error (task, error);
    else
        g_task_return_boolean (task, TRUE);
}

static void
give_cid_back (GTask *task, QmiService service, guint8 cid, guint timeout)
{
    QmiDevice *self = g_task_get_source_object (task);
    g_autoptr (QmiMessageCtlReleaseCidInput) input = qmi_message_ctl_release_cid_input_new ();

    qmi_message_ctl_release_cid_input_set_release_info (input, service, cid, NULL);
    g_debug ("[%s] releasing client ID...", self->priv->path_display);
    qmi_client_ctl_release_cid (QMI_CLIENT_CTL (self->priv->ctl), input, timeout, g_task_get_cancellable (task),
                                on_released, g_object_ref (task));
}

/**
 * qmi_device_release_client:
 * @self: a #QmiDevice.
 * @client: the client to release.
 * @flags: what to do besides.
 * @timeout: longest time to wait for the modem, in seconds; not 0 with %QMI_DEVICE_RELEASE_CLIENT_FLAGS_RELEASE_CID.
 * @cancellable: (nullable): lets the caller give up, or %NULL.
 * @callback: (scope async)(nullable): called with the result.
 * @user_data: (closure): data for @callback.
 *
 * Parts a client from its device: when this function returns the client cannot be used any more, whatever the result
 * will be. With %QMI_DEVICE_RELEASE_CLIENT_FLAGS_RELEASE_CID the modem gets the client id back; without, the id may be
 * used again in a later qmi_device_allocate_client().
 *
 * Since: 1.0
 */
void
qmi_device_release_client (QmiDevice *self, QmiClient *client, QmiDeviceReleaseClientFlags flags, guint timeout,
                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
    g_autoptr (GTask) task = NULL;
    g_autoptr (QmiClient) kept = NULL;
    QmiService service;
    guint8 cid;

    g_return_if_fail (QMI_IS_DEVICE (self));
    g_return_if_fail (QMI_IS_CLIENT (client));
    g_return_if_fail (client != self->priv->ctl);

    kept = g_object_ref (client);
    task = g_task_new (self, cancellable, callback, user_data);
    g_task_set_source_tag (task, qmi_device_release_client);
    service = qmi_client_get_service (client);
    cid = qmi_client_get_cid (client);
    if (g_hash_table_lookup (self->priv->clients, qmi_device_client_key (service, cid)) != client) {
        g_task_return_new_error (task, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_ARGS, "Client is already released");
        return;
    }
    g_hash_table_remove (self->priv->clients, qmi_device_client_key (service, cid));
    detach_client (client);
    if (flags & QMI_DEVICE_RELEASE_CLIENT_FLAGS_RELEASE_CID)
        give_cid_back (task, service, cid, timeout);
    else
        g_task_return_boolean (task, TRUE);
}

/**
 * qmi_device_release_client_finish:
 * @self: a #QmiDevice.
 * @res: what the callback got.
 * @error: return location for a #GError, or %NULL.
 *
 * Tells how qmi_device_release_client() went.
 *
 * Returns: %TRUE if the client was released, %FALSE if @error is set: the modem did not take the id back, or the client
 * had been released before (%QMI_CORE_ERROR_INVALID_ARGS).
 *
 * Since: 1.0
 */
gboolean
qmi_device_release_client_finish (QmiDevice *self, GAsyncResult *res, GError **error)
{
    g_return_val_if_fail (g_task_is_valid (res, self), FALSE);

    return g_task_propagate_boolean (G_TASK (res), error);
}

/* instance id */

static void
on_instance_id_set (GObject *source, GAsyncResult *result, gpointer data)
{
    g_autoptr (GTask) task = data;
    GError *error = NULL;
    QmiMessageCtlSetInstanceIdOutput *output;
    guint16 link_id = 0;

    output = qmi_client_ctl_set_instance_id_finish (QMI_CLIENT_CTL (source), result, &error);
    if (output && qmi_message_ctl_set_instance_id_output_get_result (output, &error))
        qmi_message_ctl_set_instance_id_output_get_link_id (output, &link_id, &error);
    g_clear_pointer (&output, qmi_message_ctl_set_instance_id_output_unref);
    if (error)
        g_task_return_error (task, error);
    else
        g_task_return_int (task, link_id);
}

/**
 * qmi_device_set_instance_id:
 * @self: a #QmiDevice.
 * @instance_id: number by which the host names its link to the modem.
 * @timeout: longest time to wait for the modem, in seconds.
 * @cancellable: (nullable): lets the caller give up, or %NULL.
 * @callback: (scope async)(nullable): called with the result.
 * @user_data: (closure): data for @callback.
 *
 * Tells the modem which of its hosts or links this one is. Ordinary setups do without.
 *
 * Since: 1.0
 */
void
qmi_device_set_instance_id (QmiDevice *self, guint8 instance_id, guint timeout, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
    g_autoptr (QmiMessageCtlSetInstanceIdInput) input = NULL;
    GTask *task;

    g_return_if_fail (QMI_IS_DEVICE (self));

    task = g_task_new (self, cancellable, callback, user_data);
    g_task_set_source_tag (task, qmi_device_set_instance_id);
    input = qmi_message_ctl_set_instance_id_input_new ();
    qmi_message_ctl_set_instance_id_input_set_id (input, instance_id, NULL);
    qmi_client_ctl_set_instance_id (QMI_CLIENT_CTL (self->priv->ctl), input, timeout, cancellable, on_instance_id_set,
                                    task);
}

/**
 * qmi_device_set_instance_id_finish:
 * @self: a #QmiDevice.
 * @res: what the callback got.
 * @link_id: place for the id that the modem gives the link, or %NULL.
 * @error: return location for a #GError, or %NULL.
 *
 * Tells how qmi_device_set_instance_id() went.
 *
 * Returns: %TRUE if the modem took the id, %FALSE if @error is set.
 *
 * Since: 1.0
 */
gboolean
qmi_device_set_instance_id_finish (QmiDevice *self, GAsyncResult *res, guint16 *link_id, GError **error)
{
    gssize id;

    g_return_val_if_fail (g_task_is_valid (res, self), FALSE);

    id = g_task_propagate_int (G_TASK (res), error);
    if (id < 0)
        return FALSE;
    if (link_id)
        *link_id = (guint16) id;
    return TRUE;
}

/* versions */

static void
on_version_info (GObject *source, GAsyncResult *result, gpointer data)
{
    g_autoptr (GTask) task = data;
    GError *error = NULL;
    QmiMessageCtlGetVersionInfoOutput *output;
    GArray *list = NULL, *services;

    output = qmi_client_ctl_get_version_info_finish (QMI_CLIENT_CTL (source), result, &error);
    if (output && qmi_message_ctl_get_version_info_output_get_result (output, &error))
        qmi_message_ctl_get_version_info_output_get_service_list (output, &list, &error);
    if (error) {
        g_task_return_error (task, error);
    } else {
        services = g_array_sized_new (FALSE, FALSE, sizeof (QmiDeviceServiceVersionInfo), list->len);
        for (guint i = 0; i < list->len; i++) {
            const QmiMessageCtlGetVersionInfoOutputServiceListService *entry =
                &g_array_index (list, QmiMessageCtlGetVersionInfoOutputServiceListService, i);
            QmiDeviceServiceVersionInfo info = { entry->service, entry->major_version, entry->minor_version };

            g_array_append_val (services, info);
        }
        g_task_return_pointer (task, services, (GDestroyNotify) g_array_unref);
    }
    g_clear_pointer (&output, qmi_message_ctl_get_version_info_output_unref);
}

/**
 * qmi_device_get_service_version_info:
 * @self: a #QmiDevice.
 * @timeout: longest time to wait for the modem, in seconds.
 * @cancellable: (nullable): lets the caller give up, or %NULL.
 * @callback: (scope async)(nullable): called with the result.
 * @user_data: (closure): data for @callback.
 *
 * Asks the modem for its services and their versions.
 *
 * Since: 1.6
 */
void
qmi_device_get_service_version_info (QmiDevice *self, guint timeout, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data)
{
    GTask *task;

    g_return_if_fail (QMI_IS_DEVICE (self));

    task = g_task_new (self, cancellable, callback, user_data);
    g_task_set_source_tag (task, qmi_device_get_service_version_info);
    qmi_client_ctl_get_version_info (QMI_CLIENT_CTL (self->priv->ctl), NULL, timeout, cancellable, on_version_info,
                                     task);
}

/**
 * qmi_device_get_service_version_info_finish:
 * @self: a #QmiDevice.
 * @res: what the callback got.
 * @error: return location for a #GError, or %NULL.
 *
 * Gets the services that qmi_device_get_service_version_info() asked for.
 *
 * Returns: (transfer full)(element-type QmiDeviceServiceVersionInfo): a new array, or %NULL if @error is set. Give it
 * back with g_array_unref().
 *
 * Since: 1.6
 */
GArray *
qmi_device_get_service_version_info_finish (QmiDevice *self, GAsyncResult *res, GError **error)
{
    g_return_val_if_fail (g_task_is_valid (res, self), NULL);

    return g_task_propagate_pointer (G_TASK (res), error);
}
