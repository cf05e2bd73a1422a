/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Tables of common.json. Generated, do not edit. */

#include "config.h"

#include <stddef.h>

#include "qmi-common-tables.h"

#if QMI_SCHEMA_LAYOUT != 2
#error "made for another layout of the tables: generate this file again"
#endif

const QmiSchemaCommon qmi_schema_common = {
    .unit = {
        .layout = QMI_SCHEMA_LAYOUT,
        .service = G_MAXUINT16,
        .wide_values = offsetof (QmiSchemaCommon, wide_values),
        .conditions = offsetof (QmiSchemaCommon, conditions),
        .values = offsetof (QmiSchemaCommon, values),
        .messages = offsetof (QmiSchemaCommon, messages),
        .enums = offsetof (QmiSchemaCommon, enums),
        .tlvs = offsetof (QmiSchemaCommon, tlvs),
        .fields = offsetof (QmiSchemaCommon, fields),
        .nicknames = offsetof (QmiSchemaCommon, nicknames),
        .texts = offsetof (QmiSchemaCommon, texts),
        .n_messages = 0,
        .n_enums = 2,
        .n_fields = 0,
        .n_tlvs = 0,
    },
    .wide_values = {
        0,
    },
    .conditions = {
        { 0 },
    },
    .values = {
        0,
        26,
        51,
        0,
        1,
    },
    .messages = {
        { 0 },
    },
    .enums = {
        { 0, 0, 3, QMI_ENUM_NAMES | QMI_ENUM_LABELS },
        { 3, 9, 2, 0 },
    },
    .tlvs = {
        { 0 },
    },
    .fields = {
        { 0 },
    },
    .nicknames = {
        0, /* None */
        5, /* NoEffect */
        14, /* HardwareRestricted */
        33, /* none */
        38, /* no-effect */
        48, /* hardware-restricted */
        68, /* No error */
        77, /* No effect */
        32,
        87, /* success */
        95, /* failure */
    },
    .texts =
        "None\0"
        "NoEffect\0"
        "HardwareRestricted\0"
        "none\0"
        "no-effect\0"
        "hardware-restricted\0"
        "No error\0"
        "No effect\0"
        "success\0"
        "failure\0"
        "",
};

GDestroyNotify
qmi_schema_common_destroy_func (guint field, gboolean gir)
{
    switch (field) {
    default:
        return gir ? g_free : NULL;
    }
}
