/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What is behind the types of common.json. Generated, do not edit. */

#pragma once

#include "qmi-container.h"
#include "qmi-schema.h"
#include "qmi-enums.h"

typedef struct {
    QmiSchemaUnit unit;
    gint64 wide_values[1];
    QmiSchemaCondition conditions[1];
    gint32 values[5];
    QmiSchemaMessage messages[1];
    QmiSchemaEnum enums[2];
    QmiSchemaTlv tlvs[1];
    QmiSchemaField fields[1];
    guint16 nicknames[11];
    gchar texts[104 + QMI_SCHEMA_TEXTS_PADDING];
} QmiSchemaCommon;

extern const QmiSchemaCommon qmi_schema_common;

GDestroyNotify qmi_schema_common_destroy_func (guint field, gboolean gir);

