/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Names of the values of tny.json. Generated, do not edit. */

#include "config.h"

#include <gio/gio.h>

#include "qmi-enum-types.h"
#include "qmi-enum-types-private.h"
#include "qmi-error-types.h"
#include "qmi-tny-tables.h"

GType
qmi_tny_lid_get_type (void)
{
    static gsize type;

    return qmi_schema_enum_register (&type, &qmi_schema_tny.unit, 0, "QmiTnyLid", "QMI_TNY_LID");
}

const gchar *
qmi_tny_lid_get_string (QmiTnyLid val)
{
    return qmi_schema_enum_get_string (&qmi_schema_tny.unit, 0, val);
}

const gchar *
qmi_tny_lid_get_description (QmiTnyLid value)
{
    return qmi_schema_enum_get_label (&qmi_schema_tny.unit, 0, value);
}

GType
qmi_tny_heater_get_type (void)
{
    static gsize type;

    return qmi_schema_enum_register (&type, &qmi_schema_tny.unit, 1, "QmiTnyHeater", "QMI_TNY_HEATER");
}

gchar *
qmi_tny_heater_build_string_from_mask (QmiTnyHeater mask)
{
    return qmi_schema_flags_build_string (&qmi_schema_tny.unit, 1, mask);
}

gchar *
qmi_tny_past_events_build_string_from_mask (QmiTnyPastEvents mask)
{
    return qmi_schema_flags_build_string (&qmi_schema_tny.unit, 2, mask);
}

