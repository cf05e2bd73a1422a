/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A modem's control port. */

#ifndef __LIBQMI_GLIB_QMI_DEVICE__
#define __LIBQMI_GLIB_QMI_DEVICE__

#if !defined (__LIBQMI_GLIB_H_INSIDE__) && !defined (LIBQMI_GLIB_COMPILATION)
#error "Only <libqmi-glib.h> can be included directly."
#endif

#include <gio/gio.h>

#include "qmi-client.h"
#include "qmi-enums.h"
#include "qmi-message-context.h"
#include "qmi-message.h"
#include "qmi-visibility.h"

G_BEGIN_DECLS

/**
 * SECTION:qmi-device
 * @title: QmiDevice
 *
 * The control port of a modem. A device is made with qmi_device_new(), opened with qmi_device_open(), and gives clients
 * of its services with qmi_device_allocate_client(). All of it happens in one main loop context.
 */

#define QMI_TYPE_DEVICE            (qmi_device_get_type ())
#define QMI_DEVICE(obj)            (G_TYPE_CHECK_INSTANCE_CAST ((obj), QMI_TYPE_DEVICE, QmiDevice))
#define QMI_DEVICE_CLASS(klass)    (G_TYPE_CHECK_CLASS_CAST ((klass), QMI_TYPE_DEVICE, QmiDeviceClass))
#define QMI_IS_DEVICE(obj)         (G_TYPE_CHECK_INSTANCE_TYPE ((obj), QMI_TYPE_DEVICE))
#define QMI_IS_DEVICE_CLASS(klass) (G_TYPE_CHECK_CLASS_TYPE ((klass), QMI_TYPE_DEVICE))
#define QMI_DEVICE_GET_CLASS(obj)  (G_TYPE_INSTANCE_GET_CLASS ((obj), QMI_TYPE_DEVICE, QmiDeviceClass))

typedef struct _QmiDevice QmiDevice;
typedef struct _QmiDeviceClass QmiDeviceClass;
typedef struct _QmiDevicePrivate QmiDevicePrivate;

/**
 * QMI_DEVICE_FILE:
 *
 * Name of the property with the file of the port.
 *
 * Since: 1.0
 */
#define QMI_DEVICE_FILE "device-file"

/**
 * QMI_DEVICE_NO_FILE_CHECK:
 *
 * Name of the property that skips the check of the file's type.
 *
 * Since: 1.12
 */
#define QMI_DEVICE_NO_FILE_CHECK "device-no-file-check"

/**
 * QMI_DEVICE_PROXY_PATH:
 *
 * Name of the property with the name of the proxy's abstract socket.
 *
 * Since: 1.12
 */
#define QMI_DEVICE_PROXY_PATH "device-proxy-path"

/**
 * QMI_DEVICE_WWAN_IFACE:
 *
 * Name of the property with the network interface of the port.
 *
 * Since: 1.14
 */
#define QMI_DEVICE_WWAN_IFACE "device-wwan-iface"

/**
 * QMI_DEVICE_CONSECUTIVE_TIMEOUTS:
 *
 * Name of the property that counts the requests in a row that got no answer.
 *
 * Since: 1.32
 */
#define QMI_DEVICE_CONSECUTIVE_TIMEOUTS "device-consecutive-timeouts"

/**
 * QMI_DEVICE_SIGNAL_INDICATION:
 *
 * Name of the signal that is emitted for each indication, whoever it is for.
 *
 * Since: 1.8
 */
#define QMI_DEVICE_SIGNAL_INDICATION "indication"

/**
 * QMI_DEVICE_SIGNAL_REMOVED:
 *
 * Name of the signal that is emitted when the port is gone.
 *
 * Since: 1.20
 */
#define QMI_DEVICE_SIGNAL_REMOVED "device-removed"

/**
 * QMI_DEVICE_MUX_ID_AUTOMATIC:
 *
 * The number of a multiplexed link is to be chosen for the caller.
 *
 * Since: 1.28
 */
#define QMI_DEVICE_MUX_ID_AUTOMATIC G_MAXUINT

/**
 * QMI_DEVICE_MUX_ID_UNBOUND:
 *
 * No number: the link is not multiplexed.
 *
 * Since: 1.28
 */
#define QMI_DEVICE_MUX_ID_UNBOUND 0

/**
 * QMI_DEVICE_MUX_ID_MIN:
 *
 * Least number of a multiplexed link.
 *
 * Since: 1.28
 */
#define QMI_DEVICE_MUX_ID_MIN 1

/**
 * QMI_DEVICE_MUX_ID_MAX:
 *
 * Greatest number of a multiplexed link.
 *
 * Since: 1.28
 */
#define QMI_DEVICE_MUX_ID_MAX 0xFE

/**
 * QmiDevice:
 *
 * A modem's control port; only its functions touch its fields.
 *
 * Since: 1.0
 */
struct _QmiDevice {
    /*< private >*/
    GObject parent;
    QmiDevicePrivate *priv;
};

struct _QmiDeviceClass {
    /*< private >*/
    GObjectClass parent;
};

QMI_API GType qmi_device_get_type (void) G_GNUC_CONST;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QmiDevice, g_object_unref)

QMI_API void qmi_device_new (
    GFile               *file,
    GCancellable        *cancellable,
    GAsyncReadyCallback  callback,
    gpointer             user_data);

QMI_API QmiDevice *qmi_device_new_finish (
    GAsyncResult  *res,
    GError       **error);

QMI_API GFile       *qmi_device_get_file                (QmiDevice *self);
QMI_API GFile       *qmi_device_peek_file               (QmiDevice *self);
QMI_API const gchar *qmi_device_get_path                (QmiDevice *self);
QMI_API const gchar *qmi_device_get_path_display        (QmiDevice *self);
QMI_API const gchar *qmi_device_get_wwan_iface          (QmiDevice *self);
QMI_API gboolean     qmi_device_is_open                 (QmiDevice *self);
QMI_API guint        qmi_device_get_consecutive_timeouts (QmiDevice *self);

QMI_API void qmi_device_open (
    QmiDevice           *self,
    QmiDeviceOpenFlags   flags,
    guint                timeout,
    GCancellable        *cancellable,
    GAsyncReadyCallback  callback,
    gpointer             user_data);

QMI_API gboolean qmi_device_open_finish (
    QmiDevice     *self,
    GAsyncResult  *res,
    GError       **error);

QMI_API void qmi_device_close_async (
    QmiDevice           *self,
    guint                timeout,
    GCancellable        *cancellable,
    GAsyncReadyCallback  callback,
    gpointer             user_data);

QMI_API gboolean qmi_device_close_finish (
    QmiDevice     *self,
    GAsyncResult  *res,
    GError       **error);

QMI_API void qmi_device_allocate_client (
    QmiDevice           *self,
    QmiService           service,
    guint8               cid,
    guint                timeout,
    GCancellable        *cancellable,
    GAsyncReadyCallback  callback,
    gpointer             user_data);

QMI_API QmiClient *qmi_device_allocate_client_finish (
    QmiDevice     *self,
    GAsyncResult  *res,
    GError       **error);

QMI_API void qmi_device_release_client (
    QmiDevice                   *self,
    QmiClient                   *client,
    QmiDeviceReleaseClientFlags  flags,
    guint                        timeout,
    GCancellable                *cancellable,
    GAsyncReadyCallback          callback,
    gpointer                     user_data);

QMI_API gboolean qmi_device_release_client_finish (
    QmiDevice     *self,
    GAsyncResult  *res,
    GError       **error);

QMI_API void qmi_device_set_instance_id (
    QmiDevice           *self,
    guint8               instance_id,
    guint                timeout,
    GCancellable        *cancellable,
    GAsyncReadyCallback  callback,
    gpointer             user_data);

QMI_API gboolean qmi_device_set_instance_id_finish (
    QmiDevice     *self,
    GAsyncResult  *res,
    guint16       *link_id,
    GError       **error);

QMI_API void qmi_device_command_full (
    QmiDevice           *self,
    QmiMessage          *message,
    QmiMessageContext   *message_context,
    guint                timeout,
    GCancellable        *cancellable,
    GAsyncReadyCallback  callback,
    gpointer             user_data);

QMI_API QmiMessage *qmi_device_command_full_finish (
    QmiDevice     *self,
    GAsyncResult  *res,
    GError       **error);

/**
 * QmiDeviceCommandAbortableBuildRequestFn: (skip)
 * @self: a #QmiDevice.
 * @message: the request to abort.
 * @user_data: what was given to qmi_device_command_abortable().
 * @error: return location for a #GError.
 *
 * Builds the request that makes the modem stop working on @message.
 *
 * Returns: the request, which the device then owns, or %NULL if @error is set.
 *
 * Since: 1.24
 */
typedef QmiMessage * (* QmiDeviceCommandAbortableBuildRequestFn) (
    QmiDevice   *self,
    QmiMessage  *message,
    gpointer     user_data,
    GError     **error);

/**
 * QmiDeviceCommandAbortableParseResponseFn:
 * @self: a #QmiDevice.
 * @abort_response: the answer to the request that was built.
 * @user_data: what was given to qmi_device_command_abortable().
 * @error: return location for a #GError.
 *
 * Looks whether the modem stopped.
 *
 * Returns: %TRUE if it did, %FALSE if @error is set.
 *
 * Since: 1.24
 */
typedef gboolean (* QmiDeviceCommandAbortableParseResponseFn) (
    QmiDevice   *self,
    QmiMessage  *abort_response,
    gpointer     user_data,
    GError     **error);

QMI_API void qmi_device_command_abortable (
    QmiDevice                                *self,
    QmiMessage                               *message,
    QmiMessageContext                        *message_context,
    guint                                     timeout,
    QmiDeviceCommandAbortableBuildRequestFn   abort_build_request_fn,
    QmiDeviceCommandAbortableParseResponseFn  abort_parse_response_fn,
    gpointer                                  abort_user_data,
    GDestroyNotify                            abort_user_data_free,
    GCancellable                             *cancellable,
    GAsyncReadyCallback                       callback,
    gpointer                                  user_data);

QMI_API QmiMessage *qmi_device_command_abortable_finish (
    QmiDevice     *self,
    GAsyncResult  *res,
    GError       **error);

/**
 * QmiDeviceServiceVersionInfo:
 * @service: a #QmiService.
 * @major_version: first number of its version.
 * @minor_version: second number of its version.
 *
 * Version of one service of the modem.
 *
 * Since: 1.6
 */
typedef struct {
    QmiService service;
    guint16    major_version;
    guint16    minor_version;
} QmiDeviceServiceVersionInfo;

QMI_API void qmi_device_get_service_version_info (
    QmiDevice           *self,
    guint                timeout,
    GCancellable        *cancellable,
    GAsyncReadyCallback  callback,
    gpointer             user_data);

QMI_API GArray *qmi_device_get_service_version_info_finish (
    QmiDevice     *self,
    GAsyncResult  *res,
    GError       **error);

QMI_API QmiDeviceExpectedDataFormat qmi_device_get_expected_data_format (
    QmiDevice  *self,
    GError    **error);

QMI_API gboolean qmi_device_set_expected_data_format (
    QmiDevice                    *self,
    QmiDeviceExpectedDataFormat   format,
    GError                      **error);

QMI_API gboolean qmi_device_check_expected_data_format_supported (
    QmiDevice                    *self,
    QmiDeviceExpectedDataFormat   format,
    GError                      **error);

G_END_DECLS

#endif /* __LIBQMI_GLIB_QMI_DEVICE__ */
