/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Names of networks: bytes of NAS messages whose encoding another field tells, as text. */

#ifndef __LIBQMI_GLIB_QMI_NAS_TEXT__
#define __LIBQMI_GLIB_QMI_NAS_TEXT__

#if !defined (__LIBQMI_GLIB_H_INSIDE__) && !defined (LIBQMI_GLIB_COMPILATION)
#error "Only <libqmi-glib.h> can be included directly."
#endif

#include <glib.h>

#include "qmi-enums-nas.h"
#include "qmi-visibility.h"

G_BEGIN_DECLS

/**
 * qmi_nas_read_string_from_network_description_encoded_array:
 * @encoding: how the characters are stored.
 * @array: (element-type guint8): bytes of a name, for example of a network's description.
 *
 * Makes UTF-8 of a name.
 *
 * Returns: (transfer full): a new text, or %NULL if the bytes do not fit the encoding. Free it with g_free().
 *
 * Since: 1.24.6
 */
QMI_API gchar *qmi_nas_read_string_from_network_description_encoded_array (QmiNasNetworkDescriptionEncoding encoding,
                                                                           const GArray *array);

/**
 * qmi_nas_read_string_from_plmn_encoded_array:
 * @encoding: how the characters of the operator's name are stored.
 * @array: (element-type guint8): bytes of a name that the network or the SIM card gave.
 *
 * Makes UTF-8 of an operator's name.
 *
 * Returns: (transfer full): a new text, or %NULL if there is no text in the bytes. Free it with g_free().
 *
 * Since: 1.24.6
 */
QMI_API gchar *qmi_nas_read_string_from_plmn_encoded_array (QmiNasPlmnEncodingScheme encoding,
                                                            const GArray *array);

G_END_DECLS

#endif /* __LIBQMI_GLIB_QMI_NAS_TEXT__ */
