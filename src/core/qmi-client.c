/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The base of all service clients: properties, transaction ids, requests and indications by the tables. */

#include "config.h"

#include <string.h>

#include "qmi-client-private.h"
#include "qmi-container.h"
#include "qmi-device-private.h"
#include "qmi-enum-types.h"
#include "qmi-error-types.h"
#include "qmi-errors.h"
#include "qmi-result.h"

struct _QmiClientPrivate {
    QmiDevice *device; /* not owned: it outlives its clients or is forgotten */
    QmiService service;
    guint8     cid;
    guint16    transaction_id;
    guint      version_major;
    guint      version_minor;
};

enum {
    PROP_0,
    PROP_DEVICE,
    PROP_SERVICE,
    PROP_CID,
    PROP_VALID,
    PROP_VERSION_MAJOR,
    PROP_VERSION_MINOR,
    N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (QmiClient, qmi_client, G_TYPE_OBJECT)

/* properties */

/**
 * qmi_client_get_device:
 * @self: a #QmiClient.
 *
 * Gets the device that the client belongs to.
 *
 * Returns: (transfer full): the #QmiDevice, or %NULL once the client was released. Give it back with g_object_unref().
 *
 * Since: 1.0
 */
GObject *
qmi_client_get_device (QmiClient *self)
{
    GObject *device = qmi_client_peek_device (self);

    return device ? g_object_ref (device) : NULL;
}

/**
 * qmi_client_peek_device:
 * @self: a #QmiClient.
 *
 * Gets the device that the client belongs to, without a reference.
 *
 * Returns: (transfer none): the #QmiDevice, or %NULL once the client was released.
 *
 * Since: 1.0
 */
GObject *
qmi_client_peek_device (QmiClient *self)
{
    g_return_val_if_fail (QMI_IS_CLIENT (self), NULL);

    return (GObject *) self->priv->device;
}

/**
 * qmi_client_get_service:
 * @self: a #QmiClient.
 *
 * Gets the service whose client this is.
 *
 * Returns: a #QmiService, %QMI_SERVICE_UNKNOWN once the client was released.
 *
 * Since: 1.0
 */
QmiService
qmi_client_get_service (QmiClient *self)
{
    g_return_val_if_fail (QMI_IS_CLIENT (self), QMI_SERVICE_UNKNOWN);

    return self->priv->service;
}

/**
 * qmi_client_get_cid:
 * @self: a #QmiClient.
 *
 * Gets the id by which the modem knows the client.
 *
 * Returns: the client id, 1 to 254; 0 for the control service and once the client was released.
 *
 * Since: 1.0
 */
guint8
qmi_client_get_cid (QmiClient *self)
{
    g_return_val_if_fail (QMI_IS_CLIENT (self), QMI_CID_NONE);

    return self->priv->cid;
}

static inline gboolean
is_valid (const QmiClientPrivate *priv)
{
    return priv->service != QMI_SERVICE_UNKNOWN && priv->device &&
           (priv->service == QMI_SERVICE_CTL || priv->cid != QMI_CID_NONE);
}

/**
 * qmi_client_is_valid:
 * @self: a #QmiClient.
 *
 * Tells whether requests can be sent: the client belongs to a device and has an id.
 *
 * Returns: %TRUE if so.
 *
 * Since: 1.20
 */
gboolean
qmi_client_is_valid (QmiClient *self)
{
    g_return_val_if_fail (QMI_IS_CLIENT (self), FALSE);

    return is_valid (self->priv);
}

/**
 * qmi_client_get_version:
 * @self: a #QmiClient.
 * @major: place for the first number, or %NULL.
 * @minor: place for the second number, or %NULL.
 *
 * Gets the version of the service, known if the device was opened with %QMI_DEVICE_OPEN_FLAGS_VERSION_INFO.
 *
 * Returns: %TRUE if the version is known.
 *
 * Since: 1.0
 */
gboolean
qmi_client_get_version (QmiClient *self, guint *major, guint *minor)
{
    g_return_val_if_fail (QMI_IS_CLIENT (self), FALSE);

    if (self->priv->version_major == 0)
        return FALSE;
    if (major)
        *major = self->priv->version_major;
    if (minor)
        *minor = self->priv->version_minor;
    return TRUE;
}

/**
 * qmi_client_check_version:
 * @self: a #QmiClient.
 * @major: first number.
 * @minor: second number.
 *
 * Tells whether the service has at least the given version.
 *
 * Returns: %TRUE if so; %FALSE if it is older or not known.
 *
 * Since: 1.0
 */
gboolean
qmi_client_check_version (QmiClient *self, guint major, guint minor)
{
    guint own_major, own_minor;

    if (!qmi_client_get_version (self, &own_major, &own_minor))
        return FALSE;
    return own_major > major || (own_major == major && own_minor >= minor);
}

static inline guint16
next_transaction_id (QmiClientPrivate *priv)
{
    guint16 last = priv->service == QMI_SERVICE_CTL ? G_MAXUINT8 : G_MAXUINT16;
    guint16 next = priv->transaction_id;

    priv->transaction_id = next >= last ? 1 : next + 1;
    return next;
}

/**
 * qmi_client_get_next_transaction_id:
 * @self: a #QmiClient.
 *
 * Takes the id for the next request. Ids count up to 255 for the control service and to 65535 for the others, then from
 * 1 again.
 *
 * Returns: a transaction id, never 0.
 *
 * Since: 1.0
 */
guint16
qmi_client_get_next_transaction_id (QmiClient *self)
{
    g_return_val_if_fail (QMI_IS_CLIENT (self), 0);

    return next_transaction_id (self->priv);
}

/* requests */

/* The request that stops another one of the service. */
static const QmiSchemaMessage *
find_abort (const QmiSchemaUnit *unit)
{
    for (guint i = 0; i < unit->n_messages; i++) {
        const QmiSchemaMessage *message = qmi_schema_message (unit, i);

        if (strcmp (qmi_schema_text (unit, message->name), "Abort") == 0)
            return message;
    }
    return NULL;
}

static QmiMessage *
build_abort (QmiDevice *device, QmiMessage *message, gpointer client, GError **error)
{
    const QmiSchemaUnit *unit = qmi_schema_find_unit (qmi_message_get_service (message));
    const QmiSchemaMessage *description = find_abort (unit);
    guint16 id = GUINT16_TO_LE (qmi_message_get_transaction_id (message));
    g_autoptr (GByteArray) abort = NULL;

    abort = qmi_message_new (qmi_message_get_service (message), qmi_message_get_client_id (message),
                             qmi_client_get_next_transaction_id (client), description->id);
    if (!qmi_message_add_raw_tlv (abort, qmi_schema_tlv (unit, description->first[0])->id, (guint8 *) &id, sizeof (id),
                                  error))
        return NULL;
    return g_steal_pointer (&abort);
}

/* That the modem answered is what counts, whatever the answer says. */
static gboolean
parse_abort (QmiDevice *device, QmiMessage *response, gpointer client, GError **error)
{
    const QmiSchemaUnit *unit = qmi_schema_find_unit (qmi_message_get_service (response));
    gpointer output = qmi_container_decode (unit, find_abort (unit), 1, response, error);

    if (!output)
        return FALSE;
    qmi_container_unref (output);
    return TRUE;
}

QmiMessage *
qmi_client_build_request (QmiClient *self, const QmiSchemaUnit *unit, const QmiSchemaMessage *message,
                          gconstpointer input, GError **error)
{
    g_autoptr (GByteArray) request = NULL;

    request = qmi_message_new (self->priv->service, self->priv->cid, next_transaction_id (self->priv), message->id);
    if (!qmi_container_encode (unit, message, input, request, error)) {
        g_prefix_error (error, "Couldn't create request message: ");
        return NULL;
    }
    return g_steal_pointer (&request);
}

void
qmi_client_call (gpointer client, const QmiSchemaUnit *unit, guint index, gconstpointer input, guint timeout,
                 GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
    QmiClient *self = client;
    const QmiSchemaMessage *message = qmi_schema_message (unit, index);
    g_autoptr (GByteArray) request = NULL;
    g_autoptr (QmiMessageContext) context = NULL;
    QmiAbort abort = { build_abort, parse_abort, self, g_object_unref };
    QmiResult *result;
    GError *error = NULL;

    g_return_if_fail (QMI_IS_CLIENT (self));

    result = qmi_result_new (self, message, cancellable, callback, user_data);
    if (!is_valid (self->priv)) {
        error = g_error_new_literal (QMI_CORE_ERROR, QMI_CORE_ERROR_WRONG_STATE, "client invalid");
        qmi_device_return_error (self->priv->device, result, error);
        return;
    }
    request = qmi_client_build_request (self, unit, message, input, &error);
    if (!request) {
        qmi_device_return_error (self->priv->device, result, error);
        return;
    }
    if (message->vendor) {
        context = qmi_message_context_new ();
        qmi_message_context_set_vendor_id (context, message->vendor);
    }
    if (message->flags & QMI_MESSAGE_ABORTABLE)
        g_object_ref (self);
    qmi_device_send (self->priv->device, request, context, timeout,
                     (message->flags & QMI_MESSAGE_ABORTABLE) ? &abort : NULL, cancellable, result);
}

gpointer
qmi_client_call_finish (gpointer self, const QmiSchemaUnit *unit, guint index, GAsyncResult *result, GError **error)
{
    const QmiSchemaMessage *message = qmi_schema_message (unit, index);
    g_autoptr (GByteArray) response = NULL;

    g_return_val_if_fail (qmi_result_is_valid (result, self, message), NULL);

    response = qmi_result_get (result, TRUE, error);
    return response ? qmi_container_decode (unit, message, 1, response, error) : NULL;
}

/* indications */

void
qmi_client_emit_indication (QmiClient *self, const QmiSchemaUnit *unit, QmiMessage *frame)
{
    const QmiSchemaMessage *message = qmi_schema_find_message (unit, qmi_message_get_message_id (frame), 0, TRUE);
    g_autoptr (GError) error = NULL;
    g_autofree gchar *signal = NULL;
    gpointer output;

    if (!message)
        return;
    signal = g_ascii_strdown (qmi_schema_text (unit, message->name), -1);
    g_strdelimit (signal, " _", '-');
    if (message->n[1] == 0) {
        g_signal_emit_by_name (self, signal);
        return;
    }
    output = qmi_container_decode (unit, message, 1, frame, &error);
    if (!output) {
        g_warning ("Couldn't parse '%s' indication: %s", qmi_schema_text (unit, message->name), error->message);
        return;
    }
    g_signal_emit_by_name (self, signal, output);
    qmi_container_unref (output);
}

void
qmi_client_add_signal (GType client, const gchar *name, GType output)
{
    g_signal_newv (name, client, G_SIGNAL_RUN_LAST, NULL, NULL, NULL, NULL, G_TYPE_NONE, output == G_TYPE_NONE ? 0 : 1,
                   output == G_TYPE_NONE ? NULL : &output);
}

static void
process_indication (QmiClient *self, QmiMessage *message)
{
    const QmiSchemaUnit *unit = qmi_schema_find_unit (qmi_message_get_service (message));

    if (unit)
        qmi_client_emit_indication (self, unit, message);
}

/* GObject */

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
    QmiClientPrivate *priv = QMI_CLIENT (object)->priv;

    switch (id) {
    case PROP_DEVICE:
        priv->device = g_value_get_object (value);
        break;
    case PROP_SERVICE:
        priv->service = g_value_get_enum (value);
        break;
    case PROP_CID:
        priv->cid = (guint8) g_value_get_uint (value);
        break;
    case PROP_VERSION_MAJOR:
        priv->version_major = g_value_get_uint (value);
        break;
    case PROP_VERSION_MINOR:
        priv->version_minor = g_value_get_uint (value);
        break;
    default:
        G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
    QmiClientPrivate *priv = QMI_CLIENT (object)->priv;

    switch (id) {
    case PROP_DEVICE:
        g_value_set_object (value, priv->device);
        break;
    case PROP_SERVICE:
        g_value_set_enum (value, priv->service);
        break;
    case PROP_CID:
        g_value_set_uint (value, priv->cid);
        break;
    case PROP_VALID:
        g_value_set_boolean (value, qmi_client_is_valid (QMI_CLIENT (object)));
        break;
    case PROP_VERSION_MAJOR:
        g_value_set_uint (value, priv->version_major);
        break;
    case PROP_VERSION_MINOR:
        g_value_set_uint (value, priv->version_minor);
        break;
    default:
        G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
qmi_client_init (QmiClient *self)
{
    self->priv = qmi_client_get_instance_private (self);
    self->priv->service = QMI_SERVICE_UNKNOWN;
    self->priv->transaction_id = 1;
}

static void
qmi_client_class_init (QmiClientClass *klass)
{
    GObjectClass *object_class = G_OBJECT_CLASS (klass);

    object_class->set_property = set_property;
    object_class->get_property = get_property;
    klass->process_indication = process_indication;

    /**
     * QmiClient:client-device:
     *
     * The device that the client belongs to.
     *
     * Since: 1.0
     */
    properties[PROP_DEVICE] = g_param_spec_object (QMI_CLIENT_DEVICE, NULL, NULL, QMI_TYPE_DEVICE, G_PARAM_READWRITE);
    /**
     * QmiClient:client-service:
     *
     * The service whose client this is.
     *
     * Since: 1.0
     */
    properties[PROP_SERVICE] = g_param_spec_enum (QMI_CLIENT_SERVICE, NULL, NULL, QMI_TYPE_SERVICE, QMI_SERVICE_UNKNOWN,
                                                  G_PARAM_READWRITE);
    /**
     * QmiClient:client-cid:
     *
     * The id by which the modem knows the client.
     *
     * Since: 1.0
     */
    properties[PROP_CID] = g_param_spec_uint (QMI_CLIENT_CID, NULL, NULL, 0, G_MAXUINT8, QMI_CID_NONE,
                                              G_PARAM_READWRITE);
    /**
     * QmiClient:client-valid:
     *
     * Whether requests can be sent.
     *
     * Since: 1.20
     */
    properties[PROP_VALID] = g_param_spec_boolean (QMI_CLIENT_VALID, NULL, NULL, FALSE, G_PARAM_READABLE);
    /**
     * QmiClient:client-version-major:
     *
     * First number of the service's version, 0 if it is not known.
     *
     * Since: 1.0
     */
    properties[PROP_VERSION_MAJOR] = g_param_spec_uint (QMI_CLIENT_VERSION_MAJOR, NULL, NULL, 0, G_MAXUINT, 0,
                                                        G_PARAM_READWRITE);
    /**
     * QmiClient:client-version-minor:
     *
     * Second number of the service's version.
     *
     * Since: 1.0
     */
    properties[PROP_VERSION_MINOR] = g_param_spec_uint (QMI_CLIENT_VERSION_MINOR, NULL, NULL, 0, G_MAXUINT, 0,
                                                        G_PARAM_READWRITE);
    g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}
