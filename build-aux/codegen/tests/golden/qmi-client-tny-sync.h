/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Tiny Kettle Service: calls that wait for their result. Generated from tny.json, do not edit. */

#ifndef __LIBQMI_GLIB_QMI_CLIENT_TNY_SYNC__
#define __LIBQMI_GLIB_QMI_CLIENT_TNY_SYNC__

#include <libqmi-glib.h>

G_BEGIN_DECLS

/**
 * qmi_client_tny_set_kettle_sync:
 * @self: a #QmiClientTny.
 * @input: what to ask for.
 * @timeout: longest time to wait for the answer, in seconds, at least 1.
 * @cancellable: (nullable): lets another thread give up, or %NULL.
 * @error: return location for a #GError, or %NULL.
 *
 * Sends the request "Set Kettle" and waits for the answer, see qmi_client_tny_set_kettle().
 *
 * Fills, heats and locks in one go.
 *
 * Returns: (transfer full): a #QmiMessageTnySetKettleOutput, or %NULL if @error is set. Give it back with
 * qmi_message_tny_set_kettle_output_unref().
 *
 * Since: 1.32
 */
QMI_API QmiMessageTnySetKettleOutput *qmi_client_tny_set_kettle_sync (
    QmiClientTny *self,
    QmiMessageTnySetKettleInput *input,
    guint timeout,
    GCancellable *cancellable,
    GError **error);

/**
 * qmi_client_tny_get_numbers_sync:
 * @self: a #QmiClientTny.
 * @unused: (nullable): %NULL, since this request has no fields.
 * @timeout: longest time to wait for the answer, in seconds, at least 1.
 * @cancellable: (nullable): lets another thread give up, or %NULL.
 * @error: return location for a #GError, or %NULL.
 *
 * Sends the request "Get Numbers" and waits for the answer, see qmi_client_tny_get_numbers().
 *
 * Reports one value of every numeric type.
 *
 * Returns: (transfer full): a #QmiMessageTnyGetNumbersOutput, or %NULL if @error is set. Give it back with
 * qmi_message_tny_get_numbers_output_unref().
 *
 * Since: 1.32
 */
QMI_API QmiMessageTnyGetNumbersOutput *qmi_client_tny_get_numbers_sync (
    QmiClientTny *self,
    gpointer unused,
    guint timeout,
    GCancellable *cancellable,
    GError **error);

/**
 * qmi_client_tny_get_texts_sync:
 * @self: a #QmiClientTny.
 * @unused: (nullable): %NULL, since this request has no fields.
 * @timeout: longest time to wait for the answer, in seconds, at least 1.
 * @cancellable: (nullable): lets another thread give up, or %NULL.
 * @error: return location for a #GError, or %NULL.
 *
 * Sends the request "Get Texts" and waits for the answer, see qmi_client_tny_get_texts().
 *
 * Reports one value of every kind of text.
 *
 * Returns: (transfer full): a #QmiMessageTnyGetTextsOutput, or %NULL if @error is set. Give it back with
 * qmi_message_tny_get_texts_output_unref().
 *
 * Since: 1.32
 */
QMI_API QmiMessageTnyGetTextsOutput *qmi_client_tny_get_texts_sync (
    QmiClientTny *self,
    gpointer unused,
    guint timeout,
    GCancellable *cancellable,
    GError **error);

/**
 * qmi_client_tny_get_lists_sync:
 * @self: a #QmiClientTny.
 * @unused: (nullable): %NULL, since this request has no fields.
 * @timeout: longest time to wait for the answer, in seconds, at least 1.
 * @cancellable: (nullable): lets another thread give up, or %NULL.
 * @error: return location for a #GError, or %NULL.
 *
 * Sends the request "Get Lists" and waits for the answer, see qmi_client_tny_get_lists().
 *
 * Reports one value of every kind of list.
 *
 * Returns: (transfer full): a #QmiMessageTnyGetListsOutput, or %NULL if @error is set. Give it back with
 * qmi_message_tny_get_lists_output_unref().
 *
 * Since: 1.32
 */
QMI_API QmiMessageTnyGetListsOutput *qmi_client_tny_get_lists_sync (
    QmiClientTny *self,
    gpointer unused,
    guint timeout,
    GCancellable *cancellable,
    GError **error);

/**
 * qmi_client_tny_pour_sync:
 * @self: a #QmiClientTny.
 * @input: what to ask for.
 * @timeout: longest time to wait for the answer, in seconds, at least 1.
 * @cancellable: (nullable): lets another thread give up, or %NULL.
 * @error: return location for a #GError, or %NULL.
 *
 * Sends the request "Pour" and waits for the answer, see qmi_client_tny_pour().
 *
 * Fills the cups from a list of cups.
 *
 * Returns: (transfer full): a #QmiMessageTnyPourOutput, or %NULL if @error is set. Give it back with
 * qmi_message_tny_pour_output_unref().
 *
 * Since: 1.32
 */
QMI_API QmiMessageTnyPourOutput *qmi_client_tny_pour_sync (
    QmiClientTny *self,
    QmiMessageTnyPourInput *input,
    guint timeout,
    GCancellable *cancellable,
    GError **error);

/**
 * qmi_client_tny_reset_sync:
 * @self: a #QmiClientTny.
 * @unused: (nullable): %NULL, since this request has no fields.
 * @timeout: longest time to wait for the answer, in seconds, at least 1.
 * @cancellable: (nullable): lets another thread give up, or %NULL.
 * @error: return location for a #GError, or %NULL.
 *
 * Sends the request "Reset" and waits for the answer, see qmi_client_tny_reset().
 *
 * Empties it and forgets everything.
 *
 * Returns: (transfer full): a #QmiMessageTnyResetOutput, or %NULL if @error is set. Give it back with
 * qmi_message_tny_reset_output_unref().
 *
 * Since: 1.32
 */
QMI_API QmiMessageTnyResetOutput *qmi_client_tny_reset_sync (
    QmiClientTny *self,
    gpointer unused,
    guint timeout,
    GCancellable *cancellable,
    GError **error);

G_END_DECLS

#endif /* __LIBQMI_GLIB_QMI_CLIENT_TNY_SYNC__ */
