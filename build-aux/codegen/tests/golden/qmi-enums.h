/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Values of common.json. Generated, do not edit. */

#ifndef __LIBQMI_GLIB_QMI_ENUMS__
#define __LIBQMI_GLIB_QMI_ENUMS__

#if !defined (__LIBQMI_GLIB_H_INSIDE__) && !defined (LIBQMI_GLIB_COMPILATION)
#error "Only <libqmi-glib.h> can be included directly."
#endif

#include <glib.h>

G_BEGIN_DECLS

G_END_DECLS

#endif /* __LIBQMI_GLIB_QMI_ENUMS__ */
