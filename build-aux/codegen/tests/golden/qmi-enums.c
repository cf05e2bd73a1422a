/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Names of the values of common.json. Generated, do not edit. */

#include "config.h"

#include <gio/gio.h>

#include "qmi-enum-types.h"
#include "qmi-enum-types-private.h"
#include "qmi-error-types.h"
#include "qmi-common-tables.h"

GType
qmi_protocol_error_get_type (void)
{
    static gsize type;

    return qmi_schema_enum_register (&type, &qmi_schema_common.unit, 0, "QmiProtocolError", "QMI_PROTOCOL_ERROR");
}

const gchar *
qmi_protocol_error_get_string (QmiProtocolError val)
{
    return qmi_schema_enum_get_string (&qmi_schema_common.unit, 0, val);
}

const gchar *
qmi_protocol_error_get_description (QmiProtocolError value)
{
    return qmi_schema_enum_get_label (&qmi_schema_common.unit, 0, value);
}

GQuark
qmi_protocol_error_quark (void)
{
    static gsize quark;

    return qmi_schema_error_register (&quark, &qmi_schema_common.unit, 0, "qmi_protocol_error_quark",
            QMI_PROTOCOL_ERROR_DBUS_PREFIX);
}

GType
qmi_status_get_type (void)
{
    static gsize type;

    return qmi_schema_enum_register (&type, &qmi_schema_common.unit, 1, "QmiStatus", "QMI_STATUS");
}

const gchar *
qmi_status_get_string (QmiStatus val)
{
    return qmi_schema_enum_get_string (&qmi_schema_common.unit, 1, val);
}

