/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Values of common.json. Generated, do not edit. */

#ifndef __LIBQMI_GLIB_QMI_ERRORS__
#define __LIBQMI_GLIB_QMI_ERRORS__

#if !defined (__LIBQMI_GLIB_H_INSIDE__) && !defined (LIBQMI_GLIB_COMPILATION)
#error "Only <libqmi-glib.h> can be included directly."
#endif

#include <glib.h>

#include "qmi-visibility.h"

G_BEGIN_DECLS

/**
 * QMI_DBUS_ERROR_PREFIX:
 *
 * Start of the D-Bus error names of all domains.
 *
 * Since: 1.0
 */
#define QMI_DBUS_ERROR_PREFIX "org.freedesktop.libqmi.Error"

/**
 * QMI_PROTOCOL_ERROR_DBUS_PREFIX:
 *
 * Start of the D-Bus error names of #QmiProtocolError; a dot and the nickname of the value follow.
 */
#define QMI_PROTOCOL_ERROR_DBUS_PREFIX QMI_DBUS_ERROR_PREFIX ".Protocol"

/**
 * QmiProtocolError:
 * @QMI_PROTOCOL_ERROR_NONE: Nothing went wrong.
 * @QMI_PROTOCOL_ERROR_NO_EFFECT: All is already as it was asked for.
 * @QMI_PROTOCOL_ERROR_HARDWARE_RESTRICTED: It has to cool down first. Since 1.4.
 *
 * Why a request was refused.
 *
 * Since: 1.0
 */
typedef enum {
    QMI_PROTOCOL_ERROR_NONE = 0,
    QMI_PROTOCOL_ERROR_NO_EFFECT = 26,
    QMI_PROTOCOL_ERROR_HARDWARE_RESTRICTED = 51,
} QmiProtocolError;

/**
 * qmi_protocol_error_get_description:
 * @value: a #QmiProtocolError.
 *
 * Says in words what a value stands for.
 *
 * Returns: (transfer none): a constant text, or %NULL if the value is not known.
 *
 * Since: 1.2
 */
QMI_API const gchar *qmi_protocol_error_get_description (QmiProtocolError value);

G_END_DECLS

#endif /* __LIBQMI_GLIB_QMI_ERRORS__ */
