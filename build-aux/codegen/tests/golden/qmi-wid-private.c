/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Wide Number Service: types and accessors. Generated from wid.json, do not edit. */

#include "config.h"

#include "qmi-wid-private.h"
#include "qmi-wid-tables.h"
#include "qmi-error-types.h"

/* Get Lid: response */

GType
qmi_message_wid_get_lid_output_get_type (void)
{
    static gsize type;

    return qmi_container_register (&type, "QmiMessageWidGetLidOutput");
}

QmiMessageWidGetLidOutput *
qmi_message_wid_get_lid_output_ref (QmiMessageWidGetLidOutput *self)
{
    return qmi_container_ref (self);
}

void
qmi_message_wid_get_lid_output_unref (QmiMessageWidGetLidOutput *self)
{
    qmi_container_unref (self);
}

gboolean
qmi_message_wid_get_lid_output_get_result (
    QmiMessageWidGetLidOutput *self,
    GError **error)
{
    return qmi_container_get_result (self, 0, error);
}

gboolean
qmi_message_wid_get_lid_output_get_lid (
    QmiMessageWidGetLidOutput *self,
    QmiTnyLid *value_lid,
    GError **error)
{
    if (!QMI_CONTAINER_HAS (self, 1))
        return qmi_container_missing (self, 1, error);
    if (value_lid)
        *value_lid = self->value_lid;
    return TRUE;
}

/* Excuse: the library itself sends it */

gboolean
qmi_message_wid_excuse_output_get_result (
    QmiMessageWidExcuseOutput *self,
    GError **error)
{
    return qmi_container_get_result (self, 0, error);
}

