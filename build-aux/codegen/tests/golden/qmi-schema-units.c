/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The units that are built in. Generated, do not edit. */

#include "config.h"

#include "qmi-common-tables.h"
#include "qmi-tny-tables.h"
#include "qmi-wid-tables.h"

/* Functions instead of arrays of pointers: those would have to be relocated at each start. */

const QmiSchemaUnit *
qmi_schema_nth_unit (guint number)
{
    switch (number) {
    case 0: return &qmi_schema_common.unit;
    case 1: return &qmi_schema_tny.unit;
    case 2: return &qmi_schema_wid.unit;
    default:
        return NULL;
    }
}

const QmiSchemaUnit *
qmi_schema_find_unit (guint service)
{
    switch (service) {
    case 0x00E0: return &qmi_schema_tny.unit;
    case 0x0190: return &qmi_schema_wid.unit;
    default:
        return NULL;
    }
}

const QmiSchemaUnit *
qmi_schema_common_unit (void)
{
    return &qmi_schema_common.unit;
}

GDestroyNotify
qmi_schema_destroy_func (const QmiSchemaUnit *unit, guint field, gboolean gir)
{
    switch (unit->service) {
    case 0x00E0: return qmi_schema_tny_destroy_func (field, gir);
    case 0x0190: return qmi_schema_wid_destroy_func (field, gir);
    default:
        return NULL;
    }
}
