/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Values of tny.json. Generated, do not edit. */

#ifndef __LIBQMI_GLIB_QMI_ENUMS_TNY__
#define __LIBQMI_GLIB_QMI_ENUMS_TNY__

#if !defined (__LIBQMI_GLIB_H_INSIDE__) && !defined (LIBQMI_GLIB_COMPILATION)
#error "Only <libqmi-glib.h> can be included directly."
#endif

#include <glib.h>

#include "qmi-visibility.h"

G_BEGIN_DECLS

/**
 * QmiTnyLid:
 * @QMI_TNY_LID_UNKNOWN: The sensor has no answer.
 * @QMI_TNY_LID_OPEN: Steam may escape.
 * @QMI_TNY_LID_SHUT: The kettle may boil.
 * @QMI_TNY_LID_SHUT_TIGHT: Another name of the same position. Since 1.5.
 *
 * Position of the cover. Source: RFC 2324 2.1.
 *
 * Since: 1.3
 */
typedef enum {
    QMI_TNY_LID_UNKNOWN = -1,
    QMI_TNY_LID_OPEN = 0,
    QMI_TNY_LID_SHUT = 1,
    QMI_TNY_LID_SHUT_TIGHT = 1,
} QmiTnyLid;

/**
 * QmiTnyHeater:
 * @QMI_TNY_HEATER_NONE: No coil gets current.
 * @QMI_TNY_HEATER_INNER: The ring in the middle.
 * @QMI_TNY_HEATER_OUTER: The ring around it.
 * @QMI_TNY_HEATER_ALL: Full power.
 *
 * Which coils are on.
 *
 * Since: 1.2
 */
typedef enum { /*< flags >*/
    QMI_TNY_HEATER_NONE = 0x00000000,
    QMI_TNY_HEATER_INNER = 1 << 0,
    QMI_TNY_HEATER_OUTER = 1 << 1,
    QMI_TNY_HEATER_ALL = 0x00000003,
} QmiTnyHeater;

/**
 * QmiTnyPastEvents:
 * @QMI_TNY_EVENT_BOILED: Water reached boiling point.
 * @QMI_TNY_EVENT_BOILED_DRY: It was switched on without water.
 *
 * What has happened since it was built.
 *
 * Since: 1.2
 */
typedef enum { /*< flags >*/
    QMI_TNY_EVENT_BOILED = G_GUINT64_CONSTANT (0x0000000000000001),
    QMI_TNY_EVENT_BOILED_DRY = G_GUINT64_CONSTANT (0x0000010000000000),
} QmiTnyPastEvents;

/**
 * qmi_tny_lid_get_description:
 * @value: a #QmiTnyLid.
 *
 * Says in words what a value stands for.
 *
 * Returns: (transfer none): a constant text, or %NULL if the value is not known.
 *
 * Since: 1.3
 */
QMI_API const gchar *qmi_tny_lid_get_description (QmiTnyLid value);

G_END_DECLS

#endif /* __LIBQMI_GLIB_QMI_ENUMS_TNY__ */
