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
        .n_messages = 2,
        .n_enums = 1,
        .n_fields = 13,
        .n_tlvs = 5,
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
        { 0x0002, 0x0000, 8, { 2, 3 }, { offsetof (QmiMessageWidExcuseInput, states), offsetof (QmiMessageWidExcuseOutput, states) }, { 1, 2 }, QMI_MESSAGE_LIBRARY_ONLY, 0 }, /* Excuse */
    },
    .enums = {
        { 0, 0, 4, QMI_ENUM_NAMES | QMI_ENUM_LABELS },
    },
    .tlvs = {
        { 0x02, QMI_TLV_MANDATORY | QMI_TLV_RESULT, 2, sizeof (QmiContainer), 0, 0, 0, 0, 4 },
        { 0x01, QMI_TLV_MANDATORY, 3, offsetof (QmiMessageWidGetLidOutput, value_lid), 0, 1, 1, 0, 1 },
        { 0x10, QMI_TLV_OWNS, 7, sizeof (QmiContainer), 0, 0, 0, QMI_TLV_ANY_TEXTS, 0 },
        { 0x02, QMI_TLV_MANDATORY | QMI_TLV_RESULT, 2, sizeof (QmiContainer), 0, 0, 0, 0, 4 },
        { 0x10, QMI_TLV_OWNS, 12, offsetof (QmiMessageWidExcuseOutput, value_spills), 0, 1, 1, 0, 0 },
    },
    .fields = {
        { QMI_FIELD_INT, 2, 2, 1 | QMI_FIELD_ENUM_COMMON | QMI_FIELD_LABELS, 15, offsetof (QmiWidSequence0, error_status), 1, 0 }, /* Error Status */
        { QMI_FIELD_INT, 1, 2, 1 | QMI_FIELD_ENUM_COMMON | QMI_FIELD_LABELS, 28, offsetof (QmiWidSequence0, error_code), 0, 0 }, /* Error Code */
        { QMI_FIELD_STRUCT, 0, 0, 0, 39, 0, 0, 2 }, /* Result */
        { QMI_FIELD_INT, 1, 1, QMI_FIELD_ENUM, 4, 0, 0, 0 }, /* Lid */
        { QMI_FIELD_STRING, 0, 1, 0, 46, offsetof (QmiMessageWidExcuseInputReasonsReason, text), 0, 0 }, /* Text */
        { QMI_FIELD_INT, QMI_HOST_RUN (1), 1, 0, 51, offsetof (QmiMessageWidExcuseInputReasonsReason, weight), 0, 0 }, /* Weight */
        { QMI_FIELD_STRUCT, 0, 0, 0, 58, sizeof (QmiMessageWidExcuseInputReasonsReason), 4, 2 }, /* Reason */
        { QMI_FIELD_ARRAY, 0, 1, 0, 65, 0, 6, 0 }, /* Reasons */
        { QMI_FIELD_INT, QMI_HOST_RUN (1), 1, 0, 79, 1, 0, 0 },
        { QMI_FIELD_INT, QMI_HOST_RUN (1), 2, 1, 80, offsetof (QmiMessageWidExcuseOutputSpillsSpill, amount), 0, 0 }, /* Amount */
        { QMI_FIELD_ARRAY, 0, 1, 0, 87, offsetof (QmiMessageWidExcuseOutputSpillsSpill, places), 8, 0 }, /* Places */
        { QMI_FIELD_STRUCT, 0, 0, 0, 94, sizeof (QmiMessageWidExcuseOutputSpillsSpill), 9, 2 }, /* Spill */
        { QMI_FIELD_ARRAY, 0, 1, 0, 100, 0, 11, 0 }, /* Spills */
    },
    .nicknames = {
        107, /* unknown */
        115, /* open */
        120, /* shut */
        73, /* locked */
        107, /* unknown */
        115, /* open */
        120, /* shut */
        125, /* shut-tight */
        79,
        79,
        79,
        136, /* Locked by the user */
    },
    .texts =
        "Get Lid\0"
        "Excuse\0"
        "Error Status\0"
        "Error Code\0"
        "Result\0"
        "Text\0"
        "Weight\0"
        "Reason\0"
        "Reasons\0"
        "locked\0"
        "Amount\0"
        "Places\0"
        "Spill\0"
        "Spills\0"
        "unknown\0"
        "open\0"
        "shut\0"
        "shut-tight\0"
        "Locked by the user\0"
        "",
};

/* QmiMessageWidExcuseInputReasonsReason */

static void
clear_6 (gpointer data)
{
    qmi_container_struct_clear (&qmi_schema_wid.unit, 6, data, FALSE);
}

static void
free_6 (gpointer data)
{
    qmi_container_struct_free (&qmi_schema_wid.unit, 6, data, TRUE);
}

/* QmiMessageWidExcuseOutputSpillsSpill */

static void
clear_11 (gpointer data)
{
    qmi_container_struct_clear (&qmi_schema_wid.unit, 11, data, FALSE);
}

static void
free_11 (gpointer data)
{
    qmi_container_struct_free (&qmi_schema_wid.unit, 11, data, TRUE);
}

GDestroyNotify
qmi_schema_wid_destroy_func (guint field, gboolean gir)
{
    switch (field) {
    case 6: return gir ? free_6 : clear_6;
    case 11: return gir ? free_11 : clear_11;
    default:
        return gir ? g_free : NULL;
    }
}
