/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What is behind the types of wid.json. Generated, do not edit. */

#pragma once

#include "qmi-container.h"
#include "qmi-schema.h"
#include "qmi-enums-private.h"
#include "qmi-wid-private.h"

typedef struct {
    QmiSchemaUnit unit;
    gint64 wide_values[1];
    QmiSchemaCondition conditions[1];
    gint32 values[4];
    QmiSchemaMessage messages[2];
    QmiSchemaEnum enums[1];
    QmiSchemaTlv tlvs[5];
    QmiSchemaField fields[13];
    guint16 nicknames[12];
    gchar texts[156 + QMI_SCHEMA_TEXTS_PADDING];
} QmiSchemaWid;

extern const QmiSchemaWid qmi_schema_wid;

GDestroyNotify qmi_schema_wid_destroy_func (guint field, gboolean gir);

/* numbers of messages */
enum {
    QMI_MESSAGE_WID_GET_LID = 0x0001,
    QMI_MESSAGE_WID_EXCUSE = 0x0002,
};

/* records of public structs */
enum {
    QMI_FIELD_MESSAGE_WID_EXCUSE_INPUT_REASONS_REASON = 6,
    QMI_FIELD_MESSAGE_WID_EXCUSE_OUTPUT_SPILLS_SPILL = 11,
};

typedef struct {
    struct {
        guint16 error_status;
        guint16 error_code;
    } __attribute__ ((packed));
} QmiWidSequence0;

struct _QmiMessageWidGetLidOutput {
    QmiContainer base;
    QmiWidSequence0 value_result;
    guint8 value_lid;
    guint8 states[2];
};
G_STATIC_ASSERT (offsetof (QmiMessageWidGetLidOutput, value_result) == sizeof (QmiContainer));

typedef struct {
    gchar *text;
    guint8 weight;
} QmiMessageWidExcuseInputReasonsReason;

typedef struct _QmiMessageWidExcuseInput QmiMessageWidExcuseInput;
struct _QmiMessageWidExcuseInput {
    QmiContainer base;
    GArray *value_reasons;
    guint8 states[1];
};
G_STATIC_ASSERT (offsetof (QmiMessageWidExcuseInput, value_reasons) == sizeof (QmiContainer));

typedef struct {
    guint16 amount;
    GArray *places;
} QmiMessageWidExcuseOutputSpillsSpill;

typedef struct _QmiMessageWidExcuseOutput QmiMessageWidExcuseOutput;
struct _QmiMessageWidExcuseOutput {
    QmiContainer base;
    QmiWidSequence0 value_result;
    GArray *value_spills;
    guint8 states[2];
};
G_STATIC_ASSERT (offsetof (QmiMessageWidExcuseOutput, value_result) == sizeof (QmiContainer));
/* exported, but not declared to programs */
QMI_API gboolean qmi_message_wid_excuse_output_get_result (QmiMessageWidExcuseOutput *self, GError **error);

