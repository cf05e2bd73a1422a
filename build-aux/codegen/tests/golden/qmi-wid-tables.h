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
    QmiSchemaMessage messages[1];
    QmiSchemaEnum enums[1];
    QmiSchemaTlv tlvs[2];
    QmiSchemaField fields[4];
    guint16 nicknames[12];
    gchar texts[95 + QMI_SCHEMA_TEXTS_PADDING];
} QmiSchemaWid;

extern const QmiSchemaWid qmi_schema_wid;

GDestroyNotify qmi_schema_wid_destroy_func (guint field, gboolean gir);

/* numbers of messages */
enum {
    QMI_MESSAGE_WID_GET_LID = 0x0001,
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

