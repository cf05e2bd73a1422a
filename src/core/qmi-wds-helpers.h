/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What programs that hold data sessions need beside the messages of WDS. */

#ifndef __LIBQMI_GLIB_QMI_WDS_HELPERS__
#define __LIBQMI_GLIB_QMI_WDS_HELPERS__

#if !defined (__LIBQMI_GLIB_H_INSIDE__) && !defined (LIBQMI_GLIB_COMPILATION)
#error "Only <libqmi-glib.h> can be included directly."
#endif

#include <glib.h>

#include "qmi-enums-wds.h"
#include "qmi-visibility.h"

G_BEGIN_DECLS

/**
 * QMI_WDS_RATE_UNAVAILABLE:
 *
 * Stands for a data rate that the modem does not know.
 *
 * Since: 1.22.4
 */
#define QMI_WDS_RATE_UNAVAILABLE 0xFFFFFFFF

/**
 * qmi_wds_verbose_call_end_reason_get_string:
 * @type: which list of reasons @reason is from.
 * @reason: number of the reason.
 *
 * Gives the nickname of the reason why a data session ended.
 *
 * Returns: (transfer none): a constant text, or %NULL if the reason or its list is not known.
 *
 * Since: 1.0
 */
QMI_API const gchar *qmi_wds_verbose_call_end_reason_get_string (QmiWdsVerboseCallEndReasonType type, gint16 reason);

G_END_DECLS

#endif /* __LIBQMI_GLIB_QMI_WDS_HELPERS__ */
