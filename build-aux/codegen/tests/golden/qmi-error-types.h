/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Error domains. Generated, do not edit. */

#ifndef __LIBQMI_GLIB_QMI_ERROR_TYPES__
#define __LIBQMI_GLIB_QMI_ERROR_TYPES__

#if !defined (__LIBQMI_GLIB_H_INSIDE__) && !defined (LIBQMI_GLIB_COMPILATION)
#error "Only <libqmi-glib.h> can be included directly."
#endif

#include <glib-object.h>

#include "qmi-errors.h"
#include "qmi-visibility.h"

G_BEGIN_DECLS

#define QMI_PROTOCOL_ERROR (qmi_protocol_error_quark ())
QMI_API GQuark qmi_protocol_error_quark (void);

#define QMI_TYPE_PROTOCOL_ERROR (qmi_protocol_error_get_type ())
QMI_API GType qmi_protocol_error_get_type (void) G_GNUC_CONST;

/**
 * qmi_protocol_error_get_string:
 * @val: a #QmiProtocolError.
 *
 * Gives the nickname of a value.
 *
 * Returns: (transfer none): a constant text, or %NULL if the value is not known.
 *
 * Since: 1.2
 */
QMI_API const gchar *qmi_protocol_error_get_string (QmiProtocolError val);

G_END_DECLS

#endif /* __LIBQMI_GLIB_QMI_ERROR_TYPES__ */
