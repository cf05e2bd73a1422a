/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Tables of wid.json. Generated, do not edit. */

#include "config.h"

#include <stddef.h>

#include "qmi-wid-tables.h"

#if QMI_SCHEMA_LAYOUT != 2
#error "made for another layout of the tables: generate this file again"
#endif

const QmiSchemaWid qmi_schema_wid = {
    .unit = {
        .layout = QMI_SCHEMA_LAYOUT,
        .service = 0x0190,
        .wide_values = offsetof (QmiSchemaWid, wide_values),
        .conditions = offsetof (QmiSchemaWid, conditions),
        .values = offsetof (QmiSchemaWid, values),
        .messages = offsetof (QmiSchemaWid, messages),
        .enums = offsetof (QmiSchemaWid, enums),
        .tlvs = offsetof (QmiSchemaWid, tlvs),
        .fields = offsetof (QmiSchemaWid, fields),
        .nicknames = offsetof (QmiSchemaWid, nicknames),
        .texts = offsetof (QmiSchemaWid, texts),
        .n_messages = 1,
        .n_enums = 1,
        .n_fields = 4,
        .n_tlvs = 2,
    },
    .wide_values = {
        0,
    },
    .conditions = {
        { 0, sizeof (QmiContainer) + offsetof (QmiWidSequence0, error_status), 2, FALSE },
    },
    .values = {
        -1,
        0,
        1,
        1,
    },
    .messages = {
        { 0x0001, 0x0000, 0, { 0, 0 }, { sizeof (QmiContainer), offsetof (QmiMessageWidGetLidOutput, states) }, { 0, 2 }, 0, 0 }, /* Get Lid */
    },
    .enums = {
        { 0, 0, 4, QMI_ENUM_NAMES | QMI_ENUM_LABELS },
    },
    .tlvs = {
        { 0x02, QMI_TLV_MANDATORY | QMI_TLV_RESULT, 2, sizeof (QmiContainer), 0, 0, 0, 4 },
        { 0x01, QMI_TLV_MANDATORY, 3, offsetof (QmiMessageWidGetLidOutput, value_lid), 0, 1, 1, 1 },
    },
    .fields = {
        { QMI_FIELD_INT, 2, 2, 1 | QMI_FIELD_ENUM_COMMON | QMI_FIELD_LABELS, 8, offsetof (QmiWidSequence0, error_status), 1, 0 }, /* Error Status */
        { QMI_FIELD_INT, 1, 2, 1 | QMI_FIELD_ENUM_COMMON | QMI_FIELD_LABELS, 21, offsetof (QmiWidSequence0, error_code), 0, 0 }, /* Error Code */
        { QMI_FIELD_STRUCT, 0, 0, 0, 32, 0, 0, 2 }, /* Result */
        { QMI_FIELD_INT, 1, 1, QMI_FIELD_ENUM, 4, 0, 0, 0 }, /* Lid */
    },
    .nicknames = {
        39, /* unknown */
        47, /* open */
        52, /* shut */
        57, /* locked */
        39, /* unknown */
        47, /* open */
        52, /* shut */
        64, /* shut-tight */
        63,
        63,
        63,
        75, /* Locked by the user */
    },
    .texts =
        "Get Lid\0"
        "Error Status\0"
        "Error Code\0"
        "Result\0"
        "unknown\0"
        "open\0"
        "shut\0"
        "locked\0"
        "shut-tight\0"
        "Locked by the user\0"
        "",
};

GDestroyNotify
qmi_schema_wid_destroy_func (guint field, gboolean gir)
{
    switch (field) {
    default:
        return gir ? g_free : NULL;
    }
}
