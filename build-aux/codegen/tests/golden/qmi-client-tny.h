/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Tiny Kettle Service: the client. Generated from tny.json, do not edit. */

#ifndef __LIBQMI_GLIB_QMI_CLIENT_TNY__
#define __LIBQMI_GLIB_QMI_CLIENT_TNY__

#if !defined (__LIBQMI_GLIB_H_INSIDE__) && !defined (LIBQMI_GLIB_COMPILATION)
#error "Only <libqmi-glib.h> can be included directly."
#endif

#include <gio/gio.h>

#include "qmi-tny.h"
#include "qmi-client.h"
#include "qmi-visibility.h"

G_BEGIN_DECLS

#define QMI_TYPE_CLIENT_TNY (qmi_client_tny_get_type ())
#define QMI_CLIENT_TNY(obj) (G_TYPE_CHECK_INSTANCE_CAST ((obj), QMI_TYPE_CLIENT_TNY, QmiClientTny))
#define QMI_CLIENT_TNY_CLASS(klass) (G_TYPE_CHECK_CLASS_CAST ((klass), QMI_TYPE_CLIENT_TNY, QmiClientTnyClass))
#define QMI_IS_CLIENT_TNY(obj) (G_TYPE_CHECK_INSTANCE_TYPE ((obj), QMI_TYPE_CLIENT_TNY))
#define QMI_IS_CLIENT_TNY_CLASS(klass) (G_TYPE_CHECK_CLASS_TYPE ((klass), QMI_TYPE_CLIENT_TNY))
#define QMI_CLIENT_TNY_GET_CLASS(obj) (G_TYPE_INSTANCE_GET_CLASS ((obj), QMI_TYPE_CLIENT_TNY, QmiClientTnyClass))

typedef struct _QmiClientTny QmiClientTny;
typedef struct _QmiClientTnyClass QmiClientTnyClass;

/**
 * QmiClientTny:
 *
 * A client of the service "Tiny Kettle Service".
 *
 * A demo: a kettle with a QMI port. It uses every type and every key of the format. Source: RFC 2324.
 *
 * Since: 1.2
 */
struct _QmiClientTny {
    /*< private >*/
    QmiClient parent;
    gpointer priv_unused;
};

struct _QmiClientTnyClass {
    /*< private >*/
    QmiClientClass parent;
};

QMI_API GType qmi_client_tny_get_type (void) G_GNUC_CONST;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QmiClientTny, g_object_unref)

/**
 * qmi_client_tny_set_kettle:
 * @self: a #QmiClientTny.
 * @input: what to ask for; it may be changed or given back as soon as this function returns.
 * @timeout: longest time to wait for the answer, in seconds, at least 1.
 * @cancellable: (nullable): lets the caller give up, or %NULL.
 * @callback: (scope async)(nullable): called with the result, never before this function returns.
 * @user_data: (closure): data for @callback.
 *
 * Sends the request "Set Kettle".
 *
 * Fills, heats and locks in one go.
 *
 * Since: 1.2
 */
QMI_API void qmi_client_tny_set_kettle (
    QmiClientTny *self,
    QmiMessageTnySetKettleInput *input,
    guint timeout,
    GCancellable *cancellable,
    GAsyncReadyCallback callback,
    gpointer user_data);

/**
 * qmi_client_tny_set_kettle_finish:
 * @self: a #QmiClientTny.
 * @res: what the callback got.
 * @error: return location for a #GError, or %NULL.
 *
 * Gets the answer to qmi_client_tny_set_kettle().
 *
 * An answer is also returned when the modem refused: qmi_message_tny_set_kettle_output_get_result() tells.
 *
 * Returns: (transfer full): a #QmiMessageTnySetKettleOutput, or %NULL if there is no answer or it cannot be read. Give
 * it back with qmi_message_tny_set_kettle_output_unref().
 *
 * Since: 1.2
 */
QMI_API QmiMessageTnySetKettleOutput *qmi_client_tny_set_kettle_finish (
    QmiClientTny *self,
    GAsyncResult *res,
    GError **error);

/**
 * qmi_client_tny_get_numbers:
 * @self: a #QmiClientTny.
 * @unused: (nullable): %NULL, since this request has no fields.
 * @timeout: longest time to wait for the answer, in seconds, at least 1.
 * @cancellable: (nullable): lets the caller give up, or %NULL.
 * @callback: (scope async)(nullable): called with the result, never before this function returns.
 * @user_data: (closure): data for @callback.
 *
 * Sends the request "Get Numbers".
 *
 * Reports one value of every numeric type.
 *
 * Since: 1.3
 */
QMI_API void qmi_client_tny_get_numbers (
    QmiClientTny *self,
    gpointer unused,
    guint timeout,
    GCancellable *cancellable,
    GAsyncReadyCallback callback,
    gpointer user_data);

/**
 * qmi_client_tny_get_numbers_finish:
 * @self: a #QmiClientTny.
 * @res: what the callback got.
 * @error: return location for a #GError, or %NULL.
 *
 * Gets the answer to qmi_client_tny_get_numbers().
 *
 * An answer is also returned when the modem refused: qmi_message_tny_get_numbers_output_get_result() tells.
 *
 * Returns: (transfer full): a #QmiMessageTnyGetNumbersOutput, or %NULL if there is no answer or it cannot be read.
 * Give it back with qmi_message_tny_get_numbers_output_unref().
 *
 * Since: 1.3
 */
QMI_API QmiMessageTnyGetNumbersOutput *qmi_client_tny_get_numbers_finish (
    QmiClientTny *self,
    GAsyncResult *res,
    GError **error);

/**
 * qmi_client_tny_get_texts:
 * @self: a #QmiClientTny.
 * @unused: (nullable): %NULL, since this request has no fields.
 * @timeout: longest time to wait for the answer, in seconds, at least 1.
 * @cancellable: (nullable): lets the caller give up, or %NULL.
 * @callback: (scope async)(nullable): called with the result, never before this function returns.
 * @user_data: (closure): data for @callback.
 *
 * Sends the request "Get Texts".
 *
 * Reports one value of every kind of text.
 *
 * Since: 1.3
 */
QMI_API void qmi_client_tny_get_texts (
    QmiClientTny *self,
    gpointer unused,
    guint timeout,
    GCancellable *cancellable,
    GAsyncReadyCallback callback,
    gpointer user_data);

/**
 * qmi_client_tny_get_texts_finish:
 * @self: a #QmiClientTny.
 * @res: what the callback got.
 * @error: return location for a #GError, or %NULL.
 *
 * Gets the answer to qmi_client_tny_get_texts().
 *
 * An answer is also returned when the modem refused: qmi_message_tny_get_texts_output_get_result() tells.
 *
 * Returns: (transfer full): a #QmiMessageTnyGetTextsOutput, or %NULL if there is no answer or it cannot be read. Give
 * it back with qmi_message_tny_get_texts_output_unref().
 *
 * Since: 1.3
 */
QMI_API QmiMessageTnyGetTextsOutput *qmi_client_tny_get_texts_finish (
    QmiClientTny *self,
    GAsyncResult *res,
    GError **error);

/**
 * qmi_client_tny_get_lists:
 * @self: a #QmiClientTny.
 * @unused: (nullable): %NULL, since this request has no fields.
 * @timeout: longest time to wait for the answer, in seconds, at least 1.
 * @cancellable: (nullable): lets the caller give up, or %NULL.
 * @callback: (scope async)(nullable): called with the result, never before this function returns.
 * @user_data: (closure): data for @callback.
 *
 * Sends the request "Get Lists".
 *
 * Reports one value of every kind of list.
 *
 * Since: 1.2
 */
QMI_API void qmi_client_tny_get_lists (
    QmiClientTny *self,
    gpointer unused,
    guint timeout,
    GCancellable *cancellable,
    GAsyncReadyCallback callback,
    gpointer user_data);

/**
 * qmi_client_tny_get_lists_finish:
 * @self: a #QmiClientTny.
 * @res: what the callback got.
 * @error: return location for a #GError, or %NULL.
 *
 * Gets the answer to qmi_client_tny_get_lists().
 *
 * An answer is also returned when the modem refused: qmi_message_tny_get_lists_output_get_result() tells.
 *
 * Returns: (transfer full): a #QmiMessageTnyGetListsOutput, or %NULL if there is no answer or it cannot be read. Give
 * it back with qmi_message_tny_get_lists_output_unref().
 *
 * Since: 1.2
 */
QMI_API QmiMessageTnyGetListsOutput *qmi_client_tny_get_lists_finish (
    QmiClientTny *self,
    GAsyncResult *res,
    GError **error);

/**
 * qmi_client_tny_pour:
 * @self: a #QmiClientTny.
 * @input: what to ask for; it may be changed or given back as soon as this function returns.
 * @timeout: longest time to wait for the answer, in seconds, at least 1.
 * @cancellable: (nullable): lets the caller give up, or %NULL.
 * @callback: (scope async)(nullable): called with the result, never before this function returns.
 * @user_data: (closure): data for @callback.
 *
 * Sends the request "Pour".
 *
 * Fills the cups from a list of cups.
 *
 * Since: 1.2
 */
QMI_API void qmi_client_tny_pour (
    QmiClientTny *self,
    QmiMessageTnyPourInput *input,
    guint timeout,
    GCancellable *cancellable,
    GAsyncReadyCallback callback,
    gpointer user_data);

/**
 * qmi_client_tny_pour_finish:
 * @self: a #QmiClientTny.
 * @res: what the callback got.
 * @error: return location for a #GError, or %NULL.
 *
 * Gets the answer to qmi_client_tny_pour().
 *
 * An answer is also returned when the modem refused: qmi_message_tny_pour_output_get_result() tells.
 *
 * Returns: (transfer full): a #QmiMessageTnyPourOutput, or %NULL if there is no answer or it cannot be read. Give it
 * back with qmi_message_tny_pour_output_unref().
 *
 * Since: 1.2
 */
QMI_API QmiMessageTnyPourOutput *qmi_client_tny_pour_finish (
    QmiClientTny *self,
    GAsyncResult *res,
    GError **error);

/**
 * qmi_client_tny_reset:
 * @self: a #QmiClientTny.
 * @unused: (nullable): %NULL, since this request has no fields.
 * @timeout: longest time to wait for the answer, in seconds, at least 1.
 * @cancellable: (nullable): lets the caller give up, or %NULL.
 * @callback: (scope async)(nullable): called with the result, never before this function returns.
 * @user_data: (closure): data for @callback.
 *
 * Sends the request "Reset".
 *
 * Empties it and forgets everything.
 *
 * Since: 1.2
 */
QMI_API void qmi_client_tny_reset (
    QmiClientTny *self,
    gpointer unused,
    guint timeout,
    GCancellable *cancellable,
    GAsyncReadyCallback callback,
    gpointer user_data);

/**
 * qmi_client_tny_reset_finish:
 * @self: a #QmiClientTny.
 * @res: what the callback got.
 * @error: return location for a #GError, or %NULL.
 *
 * Gets the answer to qmi_client_tny_reset().
 *
 * An answer is also returned when the modem refused: qmi_message_tny_reset_output_get_result() tells.
 *
 * Returns: (transfer full): a #QmiMessageTnyResetOutput, or %NULL if there is no answer or it cannot be read. Give it
 * back with qmi_message_tny_reset_output_unref().
 *
 * Since: 1.2
 */
QMI_API QmiMessageTnyResetOutput *qmi_client_tny_reset_finish (
    QmiClientTny *self,
    GAsyncResult *res,
    GError **error);

G_END_DECLS

#endif /* __LIBQMI_GLIB_QMI_CLIENT_TNY__ */
