/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Tiny Kettle Service: the client. Generated from tny.json, do not edit. */

#include "config.h"

#include "qmi-client-tny.h"
#include "qmi-tny-tables.h"
#include "qmi-client-private.h"

G_DEFINE_TYPE (QmiClientTny, qmi_client_tny, QMI_TYPE_CLIENT)

void
qmi_client_tny_set_kettle (
    QmiClientTny *self,
    QmiMessageTnySetKettleInput *input,
    guint timeout,
    GCancellable *cancellable,
    GAsyncReadyCallback callback,
    gpointer user_data)
{
    qmi_client_call (self, &qmi_schema_tny.unit, 0, input, timeout, cancellable, callback, user_data);
}

QmiMessageTnySetKettleOutput *
qmi_client_tny_set_kettle_finish (
    QmiClientTny *self,
    GAsyncResult *res,
    GError **error)
{
    return qmi_client_call_finish (self, &qmi_schema_tny.unit, 0, res, error);
}

void
qmi_client_tny_get_numbers (
    QmiClientTny *self,
    gpointer unused,
    guint timeout,
    GCancellable *cancellable,
    GAsyncReadyCallback callback,
    gpointer user_data)
{
    qmi_client_call (self, &qmi_schema_tny.unit, 1, NULL, timeout, cancellable, callback, user_data);
}

QmiMessageTnyGetNumbersOutput *
qmi_client_tny_get_numbers_finish (
    QmiClientTny *self,
    GAsyncResult *res,
    GError **error)
{
    return qmi_client_call_finish (self, &qmi_schema_tny.unit, 1, res, error);
}

void
qmi_client_tny_get_texts (
    QmiClientTny *self,
    gpointer unused,
    guint timeout,
    GCancellable *cancellable,
    GAsyncReadyCallback callback,
    gpointer user_data)
{
    qmi_client_call (self, &qmi_schema_tny.unit, 2, NULL, timeout, cancellable, callback, user_data);
}

QmiMessageTnyGetTextsOutput *
qmi_client_tny_get_texts_finish (
    QmiClientTny *self,
    GAsyncResult *res,
    GError **error)
{
    return qmi_client_call_finish (self, &qmi_schema_tny.unit, 2, res, error);
}

void
qmi_client_tny_get_lists (
    QmiClientTny *self,
    gpointer unused,
    guint timeout,
    GCancellable *cancellable,
    GAsyncReadyCallback callback,
    gpointer user_data)
{
    qmi_client_call (self, &qmi_schema_tny.unit, 3, NULL, timeout, cancellable, callback, user_data);
}

QmiMessageTnyGetListsOutput *
qmi_client_tny_get_lists_finish (
    QmiClientTny *self,
    GAsyncResult *res,
    GError **error)
{
    return qmi_client_call_finish (self, &qmi_schema_tny.unit, 3, res, error);
}

void
qmi_client_tny_pour (
    QmiClientTny *self,
    QmiMessageTnyPourInput *input,
    guint timeout,
    GCancellable *cancellable,
    GAsyncReadyCallback callback,
    gpointer user_data)
{
    qmi_client_call (self, &qmi_schema_tny.unit, 4, input, timeout, cancellable, callback, user_data);
}

QmiMessageTnyPourOutput *
qmi_client_tny_pour_finish (
    QmiClientTny *self,
    GAsyncResult *res,
    GError **error)
{
    return qmi_client_call_finish (self, &qmi_schema_tny.unit, 4, res, error);
}

void
qmi_client_tny_reset (
    QmiClientTny *self,
    gpointer unused,
    guint timeout,
    GCancellable *cancellable,
    GAsyncReadyCallback callback,
    gpointer user_data)
{
    qmi_client_call (self, &qmi_schema_tny.unit, 5, NULL, timeout, cancellable, callback, user_data);
}

QmiMessageTnyResetOutput *
qmi_client_tny_reset_finish (
    QmiClientTny *self,
    GAsyncResult *res,
    GError **error)
{
    return qmi_client_call_finish (self, &qmi_schema_tny.unit, 5, res, error);
}

static void
qmi_client_tny_init (QmiClientTny *self)
{
}

/**
 * QmiClientTny::boiling:
 * @object: a #QmiClientTny.
 * @output: a #QmiIndicationTnyBoilingOutput; take a reference to keep it.
 *
 * Emitted when the modem sends the indication "Boiling".
 *
 * Since: 1.2
 */

/**
 * QmiClientTny::boiled-dry:
 * @object: a #QmiClientTny.
 *
 * Emitted when the modem sends the indication "Boiled Dry".
 *
 * Since: 1.2
 */

static void
qmi_client_tny_class_init (QmiClientTnyClass *klass)
{
    qmi_client_add_signal (G_OBJECT_CLASS_TYPE (klass), "boiling", QMI_TYPE_INDICATION_TNY_BOILING_OUTPUT);
    qmi_client_add_signal (G_OBJECT_CLASS_TYPE (klass), "boiled-dry", G_TYPE_NONE);
}
