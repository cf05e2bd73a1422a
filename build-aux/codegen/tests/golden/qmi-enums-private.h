/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Values of common.json. Generated, do not edit. */

#ifndef __LIBQMI_GLIB_QMI_ENUMS_PRIVATE__
#define __LIBQMI_GLIB_QMI_ENUMS_PRIVATE__

#include <glib.h>

G_BEGIN_DECLS

/**
 * QmiStatus:
 * @QMI_STATUS_SUCCESS: The request was carried out.
 * @QMI_STATUS_FAILURE: It was not; look at the error code.
 *
 * Whether a request was carried out.
 */
typedef enum {
    QMI_STATUS_SUCCESS = 0,
    QMI_STATUS_FAILURE = 1,
} QmiStatus;

G_END_DECLS

#endif /* __LIBQMI_GLIB_QMI_ENUMS_PRIVATE__ */
