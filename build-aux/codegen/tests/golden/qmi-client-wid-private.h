/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Wide Number Service: the client. Generated from wid.json, do not edit. */

#ifndef __LIBQMI_GLIB_QMI_CLIENT_WID_PRIVATE__
#define __LIBQMI_GLIB_QMI_CLIENT_WID_PRIVATE__

#if !defined (__LIBQMI_GLIB_H_INSIDE__) && !defined (LIBQMI_GLIB_COMPILATION)
#error "Only <libqmi-glib.h> can be included directly."
#endif

#include <gio/gio.h>

#include "qmi-wid-private.h"
#include "qmi-client.h"
#include "qmi-visibility.h"

G_BEGIN_DECLS

#define QMI_TYPE_CLIENT_WID (qmi_client_wid_get_type ())
#define QMI_CLIENT_WID(obj) (G_TYPE_CHECK_INSTANCE_CAST ((obj), QMI_TYPE_CLIENT_WID, QmiClientWid))
#define QMI_CLIENT_WID_CLASS(klass) (G_TYPE_CHECK_CLASS_CAST ((klass), QMI_TYPE_CLIENT_WID, QmiClientWidClass))
#define QMI_IS_CLIENT_WID(obj) (G_TYPE_CHECK_INSTANCE_TYPE ((obj), QMI_TYPE_CLIENT_WID))
#define QMI_IS_CLIENT_WID_CLASS(klass) (G_TYPE_CHECK_CLASS_TYPE ((klass), QMI_TYPE_CLIENT_WID))
#define QMI_CLIENT_WID_GET_CLASS(obj) (G_TYPE_INSTANCE_GET_CLASS ((obj), QMI_TYPE_CLIENT_WID, QmiClientWidClass))

typedef struct _QmiClientWid QmiClientWid;
typedef struct _QmiClientWidClass QmiClientWidClass;

/**
 * QmiClientWid:
 *
 * A client of the service "Wide Number Service".
 *
 * A demo: a service whose number does not fit the QMUX header.
 *
 * Since: 1.6
 */
struct _QmiClientWid {
    /*< private >*/
    QmiClient parent;
    gpointer priv_unused;
};

struct _QmiClientWidClass {
    /*< private >*/
    QmiClientClass parent;
};

QMI_API GType qmi_client_wid_get_type (void) G_GNUC_CONST;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QmiClientWid, g_object_unref)

/**
 * qmi_client_wid_get_lid:
 * @self: a #QmiClientWid.
 * @unused: (nullable): %NULL, since this request has no fields.
 * @timeout: longest time to wait for the answer, in seconds, at least 1.
 * @cancellable: (nullable): lets the caller give up, or %NULL.
 * @callback: (scope async)(nullable): called with the result, never before this function returns.
 * @user_data: (closure): data for @callback.
 *
 * Sends the request "Get Lid".
 *
 * Asks another kettle for its cover.
 *
 * Since: 1.6
 */
QMI_API void qmi_client_wid_get_lid (
    QmiClientWid *self,
    gpointer unused,
    guint timeout,
    GCancellable *cancellable,
    GAsyncReadyCallback callback,
    gpointer user_data);

/**
 * qmi_client_wid_get_lid_finish:
 * @self: a #QmiClientWid.
 * @res: what the callback got.
 * @error: return location for a #GError, or %NULL.
 *
 * Gets the answer to qmi_client_wid_get_lid().
 *
 * An answer is also returned when the modem refused: qmi_message_wid_get_lid_output_get_result() tells.
 *
 * Returns: (transfer full): a #QmiMessageWidGetLidOutput, or %NULL if there is no answer or it cannot be read. Give it
 * back with qmi_message_wid_get_lid_output_unref().
 *
 * Since: 1.6
 */
QMI_API QmiMessageWidGetLidOutput *qmi_client_wid_get_lid_finish (
    QmiClientWid *self,
    GAsyncResult *res,
    GError **error);

G_END_DECLS

#endif /* __LIBQMI_GLIB_QMI_CLIENT_WID_PRIVATE__ */
