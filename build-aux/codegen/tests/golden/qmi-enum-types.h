/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Types and names of enums and flags. Generated, do not edit. */

#ifndef __LIBQMI_GLIB_QMI_ENUM_TYPES__
#define __LIBQMI_GLIB_QMI_ENUM_TYPES__

#if !defined (__LIBQMI_GLIB_H_INSIDE__) && !defined (LIBQMI_GLIB_COMPILATION)
#error "Only <libqmi-glib.h> can be included directly."
#endif

#include <glib-object.h>

#include "qmi-enums.h"
#include "qmi-enums-tny.h"
#include "qmi-visibility.h"

G_BEGIN_DECLS

#define QMI_TYPE_TNY_LID (qmi_tny_lid_get_type ())
QMI_API GType qmi_tny_lid_get_type (void) G_GNUC_CONST;

/**
 * qmi_tny_lid_get_string:
 * @val: a #QmiTnyLid.
 *
 * Gives the nickname of a value.
 *
 * Returns: (transfer none): a constant text, or %NULL if the value is not known.
 *
 * Since: 1.3
 */
QMI_API const gchar *qmi_tny_lid_get_string (QmiTnyLid val);

#define QMI_TYPE_TNY_HEATER (qmi_tny_heater_get_type ())
QMI_API GType qmi_tny_heater_get_type (void) G_GNUC_CONST;

/**
 * qmi_tny_heater_build_string_from_mask:
 * @mask: bits of #QmiTnyHeater.
 *
 * Gives the nicknames of all bits that are set, separated by comma and space. Bits that are not known are left out.
 *
 * Returns: (transfer full): a new text, or %NULL if nothing in @mask has a name. Free it with g_free().
 *
 * Since: 1.2
 */
QMI_API gchar *qmi_tny_heater_build_string_from_mask (QmiTnyHeater mask);

/**
 * qmi_tny_past_events_build_string_from_mask:
 * @mask: (type guint64): bits of #QmiTnyPastEvents.
 *
 * Gives the nicknames of all bits that are set, separated by comma and space. Bits that are not known are left out.
 *
 * Returns: (transfer full): a new text, or %NULL if nothing in @mask has a name. Free it with g_free().
 *
 * Since: 1.2
 */
QMI_API gchar *qmi_tny_past_events_build_string_from_mask (QmiTnyPastEvents mask);

G_END_DECLS

#endif /* __LIBQMI_GLIB_QMI_ENUM_TYPES__ */
