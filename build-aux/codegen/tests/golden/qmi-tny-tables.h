/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What is behind the types of tny.json. Generated, do not edit. */

#pragma once

#include "qmi-container.h"
#include "qmi-schema.h"
#include "qmi-enums-tny.h"
#include "qmi-tny.h"

typedef struct {
    QmiSchemaUnit unit;
    gint64 wide_values[3];
    QmiSchemaCondition conditions[5];
    gint32 values[8];
    QmiSchemaMessage messages[9];
    QmiSchemaEnum enums[3];
    QmiSchemaTlv tlvs[30];
    QmiSchemaField fields[61];
    guint16 nicknames[18];
    gchar texts[526 + QMI_SCHEMA_TEXTS_PADDING];
} QmiSchemaTny;

extern const QmiSchemaTny qmi_schema_tny;

GDestroyNotify qmi_schema_tny_destroy_func (guint field, gboolean gir);

/* numbers of messages */
enum {
    QMI_MESSAGE_TNY_SET_KETTLE = 0x0020,
    QMI_MESSAGE_TNY_GET_NUMBERS = 0x0021,
    QMI_MESSAGE_TNY_GET_TEXTS = 0x0022,
    QMI_MESSAGE_TNY_GET_LISTS = 0x0023,
    QMI_MESSAGE_TNY_POUR = 0x0024,
    QMI_MESSAGE_TNY_RESET = 0x0025,
    QMI_MESSAGE_TNY_ABORT = 0x0026,
    QMI_INDICATION_TNY_BOILING = 0x0021,
    QMI_INDICATION_TNY_BOILED_DRY = 0x0026,
};

/* records of public structs */
enum {
    QMI_FIELD_TNY_CUP_LIST_CUP = 45,
};

typedef struct {
    guint16 amount;
    gint8 target;
    QmiTnyLid lid;
} QmiTnySequence0;

typedef struct {
    struct {
        guint16 error_status;
        guint16 error_code;
    } __attribute__ ((packed));
} QmiTnySequence1;

typedef struct {
    struct {
        guint8 u8;
        guint16 u16;
        guint32 u32;
        guint64 u64;
        gint8 i8;
        gint16 i16;
        gint32 i32;
        gint64 i64;
    } __attribute__ ((packed));
    guint64 u24;
    guint64 u48;
} QmiTnySequence2;

typedef struct {
    gfloat f32;
    gdouble f64;
} QmiTnySequence3;

typedef struct {
    gchar *model;
    gchar *manual;
    gchar *serial;
    gchar *maker_country;
    gchar *maker_town;
} QmiTnySequence4;

struct _QmiIndicationTnyBoilingOutput {
    QmiContainer base;
    gint16 value_temperature;
    guint8 states[1];
};
G_STATIC_ASSERT (offsetof (QmiIndicationTnyBoilingOutput, value_temperature) == sizeof (QmiContainer));

struct _QmiMessageTnySetKettleInput {
    QmiContainer base;
    QmiTnySequence0 value_water;
    gchar *value_pin;
    gboolean value_keep_warm;
    QmiTnyHeater value_coils;
    guint8 states[4];
};
G_STATIC_ASSERT (offsetof (QmiMessageTnySetKettleInput, value_water) == sizeof (QmiContainer));

struct _QmiMessageTnySetKettleOutput {
    QmiContainer base;
    QmiTnySequence1 value_result;
    guint32 value_seconds;
    gint16 value_heat;
    gchar *value_advice;
    guint8 states[4];
};
G_STATIC_ASSERT (offsetof (QmiMessageTnySetKettleOutput, value_result) == sizeof (QmiContainer));

struct _QmiMessageTnyGetNumbersOutput {
    QmiContainer base;
    QmiTnySequence1 value_result;
    QmiTnySequence2 value_integers;
    QmiTnySequence3 value_fractions;
    guint16 value_panel;
    guint16 value_last_error;
    guint8 states[5];
};
G_STATIC_ASSERT (offsetof (QmiMessageTnyGetNumbersOutput, value_result) == sizeof (QmiContainer));

struct _QmiMessageTnyGetTextsOutput {
    QmiContainer base;
    QmiTnySequence1 value_result;
    QmiTnySequence4 value_labels;
    guint8 states[2];
};
G_STATIC_ASSERT (offsetof (QmiMessageTnyGetTextsOutput, value_result) == sizeof (QmiContainer));

struct _QmiMessageTnyGetListsOutput {
    QmiContainer base;
    QmiTnySequence1 value_result;
    GArray *value_short;
    guint8 value_short_sequence;
    GArray *value_cups;
    GArray *value_medium;
    GArray *value_long;
    GArray *value_fixed;
    GArray *value_rest;
    GArray *value_guests;
    guint8 states[8];
};
G_STATIC_ASSERT (offsetof (QmiMessageTnyGetListsOutput, value_result) == sizeof (QmiContainer));

struct _QmiMessageTnyPourInput {
    QmiContainer base;
    GArray *value_cups;
    gchar *value_motto;
    guint8 value_mode;
    guint8 value_cup_number;
    guint8 states[4];
};
G_STATIC_ASSERT (offsetof (QmiMessageTnyPourInput, value_cups) == sizeof (QmiContainer));

struct _QmiMessageTnyPourOutput {
    QmiContainer base;
    QmiTnySequence1 value_result;
    guint8 states[1];
};
G_STATIC_ASSERT (offsetof (QmiMessageTnyPourOutput, value_result) == sizeof (QmiContainer));

struct _QmiMessageTnyResetOutput {
    QmiContainer base;
    QmiTnySequence1 value_result;
    guint8 states[1];
};
G_STATIC_ASSERT (offsetof (QmiMessageTnyResetOutput, value_result) == sizeof (QmiContainer));

typedef struct _QmiMessageTnyAbortInput QmiMessageTnyAbortInput;
struct _QmiMessageTnyAbortInput {
    QmiContainer base;
    guint16 value_transaction_id;
    guint8 states[1];
};
G_STATIC_ASSERT (offsetof (QmiMessageTnyAbortInput, value_transaction_id) == sizeof (QmiContainer));

typedef struct _QmiMessageTnyAbortOutput QmiMessageTnyAbortOutput;
struct _QmiMessageTnyAbortOutput {
    QmiContainer base;
    QmiTnySequence1 value_result;
    guint8 states[1];
};
G_STATIC_ASSERT (offsetof (QmiMessageTnyAbortOutput, value_result) == sizeof (QmiContainer));
/* exported, but not declared to programs */
QMI_API gboolean qmi_message_tny_abort_output_get_result (QmiMessageTnyAbortOutput *self, GError **error);

