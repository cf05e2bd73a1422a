/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Tiny Kettle Service: calls that wait for their result. Generated from tny.json, do not edit. */

#include "config.h"

#include "qmi-client-tny-sync.h"
#include "qmi-tny-tables.h"
#include "qmi-client-private.h"

QmiMessageTnySetKettleOutput *
qmi_client_tny_set_kettle_sync (
    QmiClientTny *self,
    QmiMessageTnySetKettleInput *input,
    guint timeout,
    GCancellable *cancellable,
    GError **error)
{
    return qmi_client_call_sync (self, &qmi_schema_tny.unit, 0, input, timeout, cancellable, error);
}

QmiMessageTnyGetNumbersOutput *
qmi_client_tny_get_numbers_sync (
    QmiClientTny *self,
    gpointer unused,
    guint timeout,
    GCancellable *cancellable,
    GError **error)
{
    return qmi_client_call_sync (self, &qmi_schema_tny.unit, 1, NULL, timeout, cancellable, error);
}

QmiMessageTnyGetTextsOutput *
qmi_client_tny_get_texts_sync (
    QmiClientTny *self,
    gpointer unused,
    guint timeout,
    GCancellable *cancellable,
    GError **error)
{
    return qmi_client_call_sync (self, &qmi_schema_tny.unit, 2, NULL, timeout, cancellable, error);
}

QmiMessageTnyGetListsOutput *
qmi_client_tny_get_lists_sync (
    QmiClientTny *self,
    gpointer unused,
    guint timeout,
    GCancellable *cancellable,
    GError **error)
{
    return qmi_client_call_sync (self, &qmi_schema_tny.unit, 3, NULL, timeout, cancellable, error);
}

QmiMessageTnyPourOutput *
qmi_client_tny_pour_sync (
    QmiClientTny *self,
    QmiMessageTnyPourInput *input,
    guint timeout,
    GCancellable *cancellable,
    GError **error)
{
    return qmi_client_call_sync (self, &qmi_schema_tny.unit, 4, input, timeout, cancellable, error);
}

QmiMessageTnyResetOutput *
qmi_client_tny_reset_sync (
    QmiClientTny *self,
    gpointer unused,
    guint timeout,
    GCancellable *cancellable,
    GError **error)
{
    return qmi_client_call_sync (self, &qmi_schema_tny.unit, 5, NULL, timeout, cancellable, error);
}

