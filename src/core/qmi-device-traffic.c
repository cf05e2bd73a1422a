/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What goes between a device and its modem: frames in and out, what logs say of them, commands. */

#include "config.h"

#include "qmi-client-private.h"
#include "qmi-device-internal.h"
#include "qmi-enum-types.h"
#include "qmi-enums-private.h"
#include "qmi-error-types.h"
#include "qmi-errors.h"
#include "qmi-message-private.h"
#include "qmi-schema.h"
#include "qmi-utils.h"

/* Requests that the modem may be told to stop. */
#define NAS_NETWORK_SCAN  0x0021
#define WDS_START_NETWORK 0x0020

/* logs */

static const gchar *
kind_of (QmiMessage *message)
{
    if (qmi_message_is_indication (message))
        return "indication";
    return qmi_message_is_response (message) ? "response" : "request";
}

static void
write_trace (QmiDevice *self, QmiMessage *message, const gchar *direction, QmiMessageContext *context)
{
    guint16 vendor = context ? qmi_message_context_get_vendor_id (context) : QMI_MESSAGE_VENDOR_GENERIC;
    g_autofree gchar *bytes = NULL, *text = NULL, *sort = NULL;

    bytes = qmi_message_get_log_bytes (message, context);
    g_debug ("[%s] %s message...\n<<<<<< RAW:\n<<<<<<   length = %u\n<<<<<<   data   = %s\n", self->priv->path_display,
             direction, message->len, bytes);
    text = qmi_message_get_printable_full (message, context, "<<<<<< ");
    sort = vendor ? g_strdup_printf ("vendor-specific (0x%04x)", vendor) : g_strdup ("generic");
    g_debug ("[%s] %s %s %s (translated)...\n%s", self->priv->path_display, direction, sort, kind_of (message), text);
}

/* Nothing is made into text unless somebody asked for it. */
static inline void
trace (QmiDevice *self, QmiMessage *message, const gchar *direction, QmiMessageContext *context)
{
    if (G_UNLIKELY (qmi_utils_get_traces_enabled ()))
        write_trace (self, message, direction, context);
}

/* frames from the modem */

typedef struct {
    QmiClient  *client;
    QmiMessage *message;
} Indication;

static void
indication_free (gpointer data)
{
    Indication *self = data;

    g_object_unref (self->client);
    qmi_message_unref (self->message);
    g_free (self);
}

static gboolean
deliver_indication (gpointer data)
{
    Indication *self = data;

    QMI_CLIENT_GET_CLASS (self->client)->process_indication (self->client, self->message);
    return G_SOURCE_REMOVE;
}

/* Clients hear of it when nothing more urgent is to be done: answers overtake indications. */
static void
schedule_indication (QmiDevice *self, QmiClient *client, QmiMessage *message)
{
    g_autoptr (GSource) source = g_idle_source_new ();
    Indication *indication = g_new (Indication, 1);

    indication->client = g_object_ref (client);
    indication->message = qmi_message_ref (message);
    g_source_set_callback (source, deliver_indication, indication, indication_free);
    g_source_attach (source, qmi_endpoint_context (self->priv->endpoint));
}

static void
handle_indication (QmiDevice *self, QmiMessage *message)
{
    QmiService service = qmi_message_get_service (message);
    guint8 cid = qmi_message_get_client_id (message);
    QmiClient  *client;
    GHashTableIter iter;
    gpointer value;

    qmi_device_emit_indication (self, message);
    if (cid != QMI_CID_BROADCAST) {
        client = g_hash_table_lookup (self->priv->clients, qmi_device_client_key (service, cid));
        if (client)
            schedule_indication (self, client, message);
        return;
    }
    g_hash_table_iter_init (&iter, self->priv->clients);
    while (g_hash_table_iter_next (&iter, NULL, &value))
        if (qmi_client_get_service (value) == service)
            schedule_indication (self, value, message);
}

static void
handle_response (QmiDevice *self, QmiMessage *message)
{
    QmiTransaction *transaction = qmi_transactions_match (self->priv->transactions, message);

    trace (self, message, "received", transaction ? qmi_transaction_context (transaction) : NULL);
    if (!transaction) {
        g_debug ("[%s] no transaction matched in received message", self->priv->path_display);
        return;
    }
    if (qmi_transaction_answer (transaction, message))
        qmi_device_set_consecutive_timeouts (self, 0);
}

static void
on_frame (QmiMessage *message, gpointer owner)
{
    QmiDevice *self = owner;

    if (qmi_message_is_response (message)) {
        handle_response (self, message);
        return;
    }
    trace (self, message, "received", NULL);
    if (qmi_message_is_indication (message))
        handle_indication (self, message);
    else
        g_debug ("[%s] received a request, which no modem sends: ignored", self->priv->path_display);
}

static void
on_garbage (GError *error, gpointer owner)
{
    QmiDevice *self = owner;

    g_warning ("[%s] invalid message received: '%s'", self->priv->path_display, error->message);
}

static void
on_hangup (GError *cause, gpointer owner)
{
    QmiDevice *self = owner;
    g_autoptr (GError) error = g_error_new_literal (QMI_CORE_ERROR, QMI_CORE_ERROR_FAILED, "endpoint hangup");

    g_warning ("[%s] Cannot read from istream: %s", self->priv->path_display, cause->message);
    g_debug ("[%s] endpoint hangup: removed", self->priv->path_display);
    qmi_transactions_fail_all (self->priv->transactions, error);
    qmi_device_emit_removed (self);
}

static void
on_settled (GMainContext *context, gpointer owner)
{
    qmi_transactions_flush (QMI_DEVICE (owner)->priv->transactions, context);
}

static const QmiEndpointEvents endpoint_events = { on_frame, on_garbage, on_hangup, on_settled };

void
qmi_device_set_endpoint (QmiDevice *self, gint fd)
{
    g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();

    g_clear_pointer (&self->priv->endpoint, qmi_endpoint_close);
    if (fd >= 0)
        self->priv->endpoint = qmi_endpoint_new (fd, self->priv->path_display,
                                                 self->priv->home ? self->priv->home : context, &endpoint_events, self);
}

/* commands */

static gboolean
is_abortable (QmiMessage *message)
{
    guint16 id = qmi_message_get_message_id (message);
    const QmiSchemaUnit *unit = qmi_schema_find_unit (qmi_message_get_service (message));
    const QmiSchemaMessage *described = unit ? qmi_schema_find_message (unit, id, 0, FALSE) : NULL;

    if (described)
        return (described->flags & QMI_MESSAGE_ABORTABLE) != 0;
    /* A build without these services forwards their messages all the same. */
    switch (qmi_message_get_service (message)) {
    case QMI_SERVICE_NAS:
        return id == NAS_NETWORK_SCAN;
    case QMI_SERVICE_WDS:
        return id == WDS_START_NETWORK;
    default:
        return FALSE;
    }
}

static gboolean
check_message (QmiDevice *self, QmiMessage *message, const QmiAbort *abort, GError **error)
{
    QmiService service = qmi_message_get_service (message);

    if (!self->priv->endpoint) {
        g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_WRONG_STATE, "Device must be open to send commands");
        return FALSE;
    }
    if (service != QMI_SERVICE_CTL && qmi_message_get_client_id (message) == QMI_CID_NONE) {
        g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_FAILED, "Cannot send message in service '%s' without a CID",
                     qmi_service_get_string (service));
        return FALSE;
    }
    if (abort && abort->build && abort->parse && !is_abortable (message)) {
        g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_FAILED, "Message is not abortable");
        return FALSE;
    }
    return TRUE;
}

/* A control message without a transaction id gets the next one of the device. */
static void
ensure_transaction_id (QmiDevice *self, QmiMessage *message)
{
    if (qmi_message_get_service (message) == QMI_SERVICE_CTL && qmi_message_get_transaction_id (message) == 0)
        qmi_message_set_transaction_id (message, qmi_client_get_next_transaction_id (self->priv->ctl));
}

void
qmi_device_send (QmiDevice *self, QmiMessage *message, QmiMessageContext *context, guint timeout, const QmiAbort *abort,
                 GCancellable *cancellable, QmiResult *result)
{
    QmiTransaction *transaction = qmi_transaction_new (self->priv->transactions, message, context, abort, result);
    GError *error = NULL;
    gint64 deadline;

    if (timeout == 0) {
        error = g_error_new_literal (QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_ARGS,
                                     "A request needs at least 1 second for its answer, 0 were given");
        qmi_transaction_complete (transaction, NULL, error);
        return;
    }
    if (!check_message (self, message, abort, &error)) {
        qmi_transaction_complete (transaction, NULL, error);
        return;
    }
    ensure_transaction_id (self, message);
    if (!qmi_transaction_store (transaction, timeout, cancellable))
        return;
    trace (self, message, "sent", context);
    deadline = g_get_monotonic_time () + (gint64) timeout * G_USEC_PER_SEC;
    if (!qmi_endpoint_write (self->priv->endpoint, message->data, message->len, deadline, &error)) {
        g_prefix_error (&error, "Cannot write message: ");
        qmi_transaction_complete (transaction, NULL, error);
    }
}

static gboolean
run_result (gpointer data)
{
    qmi_result_run (data);
    return G_SOURCE_REMOVE;
}

void
qmi_device_return_error (QmiDevice *self, QmiResult *result, GError *error)
{
    g_autoptr (GSource) source = g_idle_source_new ();
    g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();

    qmi_result_set (result, NULL, error);
    g_source_set_priority (source, G_PRIORITY_DEFAULT);
    g_source_set_callback (source, run_result, result, (GDestroyNotify) qmi_result_release);
    g_source_attach (source, context);
}

/**
 * qmi_device_command_full:
 * @self: a #QmiDevice.
 * @message: the request; a control message with transaction id 0 is given one.
 * @message_context: context of the message, or %NULL.
 * @timeout: longest time to wait for the answer, in seconds, at least 1.
 * @cancellable: (nullable): lets the caller give up, or %NULL.
 * @callback: (scope async)(nullable): called with the result, never before this function returns.
 * @user_data: (closure): data for @callback.
 *
 * Sends a request that the caller has built. The bytes are with the kernel when this function returns.
 *
 * Since: 1.18
 */
void
qmi_device_command_full (QmiDevice *self, QmiMessage *message, QmiMessageContext *message_context, guint timeout,
                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
    qmi_device_command_abortable (self, message, message_context, timeout, NULL, NULL, NULL, NULL, cancellable,
                                  callback, user_data);
}

/**
 * qmi_device_command_full_finish:
 * @self: a #QmiDevice.
 * @res: what the callback got.
 * @error: return location for a #GError, or %NULL.
 *
 * Gets the answer to qmi_device_command_full().
 *
 * Returns: (transfer full): the response, or %NULL if @error is set: %QMI_CORE_ERROR_TIMEOUT,
 * %QMI_PROTOCOL_ERROR_ABORTED if it was cancelled, %QMI_CORE_ERROR_WRONG_STATE if the device is not open,
 * %QMI_CORE_ERROR_UNEXPECTED_MESSAGE, or what went wrong when writing. Give it back with qmi_message_unref().
 *
 * Since: 1.18
 */
QmiMessage *
qmi_device_command_full_finish (QmiDevice *self, GAsyncResult *res, GError **error)
{
    g_return_val_if_fail (qmi_result_is_valid (res, self, qmi_device_command_full), NULL);

    return qmi_result_get (res, FALSE, error);
}

/**
 * qmi_device_command_abortable:
 * @self: a #QmiDevice.
 * @message: the request.
 * @message_context: context of the message, or %NULL.
 * @timeout: longest time to wait for the answer, in seconds, at least 1.
 * @abort_build_request_fn: (scope async): builds the request that aborts @message, or %NULL.
 * @abort_parse_response_fn: (scope notified): reads the answer to that, or %NULL.
 * @abort_user_data: (scope notified): data for both.
 * @abort_user_data_free: (destroy abort_user_data): frees @abort_user_data, or %NULL.
 * @cancellable: (nullable): lets the caller give up, or %NULL.
 * @callback: (scope async)(nullable): called with the result, never before this function returns.
 * @user_data: (closure): data for @callback.
 *
 * Like qmi_device_command_full(), but when the caller gives up or time is over, the modem is told to stop and has 30
 * seconds to confirm it before @callback runs.
 *
 * Since: 1.24
 */
void
qmi_device_command_abortable (QmiDevice *self, QmiMessage *message, QmiMessageContext *message_context, guint timeout,
                              QmiDeviceCommandAbortableBuildRequestFn abort_build_request_fn,
                              QmiDeviceCommandAbortableParseResponseFn abort_parse_response_fn,
                              gpointer abort_user_data, GDestroyNotify abort_user_data_free, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
    QmiAbort abort = { abort_build_request_fn, abort_parse_response_fn, abort_user_data, abort_user_data_free };

    g_return_if_fail (QMI_IS_DEVICE (self));
    g_return_if_fail (message != NULL);

    qmi_device_send (self, message, message_context, timeout, &abort, cancellable,
                     qmi_result_new (self, qmi_device_command_full, NULL, callback, user_data));
}

/**
 * qmi_device_command_abortable_finish:
 * @self: a #QmiDevice.
 * @res: what the callback got.
 * @error: return location for a #GError, or %NULL.
 *
 * Gets the answer to qmi_device_command_abortable().
 *
 * Returns: (transfer full): the response, or %NULL if @error is set as by qmi_device_command_full_finish(), or to
 * %QMI_CORE_ERROR_FAILED if the modem did not confirm that it stopped. Give it back with qmi_message_unref().
 *
 * Since: 1.24
 */
QmiMessage *
qmi_device_command_abortable_finish (QmiDevice *self, GAsyncResult *res, GError **error)
{
    return qmi_device_command_full_finish (self, res, error);
}
