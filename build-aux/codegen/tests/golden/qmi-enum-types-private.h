/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Types and names of the enums of the framing: exported, but not declared to programs. Generated, do not edit. */

#pragma once

#include <glib-object.h>

#include "qmi-enums-private.h"
#include "qmi-visibility.h"

G_BEGIN_DECLS

#define QMI_TYPE_STATUS (qmi_status_get_type ())
QMI_API GType qmi_status_get_type (void) G_GNUC_CONST;

/**
 * qmi_status_get_string:
 * @val: a #QmiStatus.
 *
 * Gives the nickname of a value.
 *
 * Returns: (transfer none): a constant text, or %NULL if the value is not known.
 */
QMI_API const gchar *qmi_status_get_string (QmiStatus val);

G_END_DECLS
