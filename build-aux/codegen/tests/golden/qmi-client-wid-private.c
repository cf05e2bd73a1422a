/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Wide Number Service: the client. Generated from wid.json, do not edit. */

#include "config.h"

#include "qmi-client-wid-private.h"
#include "qmi-wid-tables.h"
#include "qmi-client-private.h"

G_DEFINE_TYPE (QmiClientWid, qmi_client_wid, QMI_TYPE_CLIENT)

void
qmi_client_wid_get_lid (
    QmiClientWid *self,
    gpointer unused,
    guint timeout,
    GCancellable *cancellable,
    GAsyncReadyCallback callback,
    gpointer user_data)
{
    qmi_client_call (self, &qmi_schema_wid.unit, 0, NULL, timeout, cancellable, callback, user_data);
}

QmiMessageWidGetLidOutput *
qmi_client_wid_get_lid_finish (
    QmiClientWid *self,
    GAsyncResult *res,
    GError **error)
{
    return qmi_client_call_finish (self, &qmi_schema_wid.unit, 0, res, error);
}

static void
qmi_client_wid_init (QmiClientWid *self)
{
}

static void
qmi_client_wid_class_init (QmiClientWidClass *klass)
{
}
