/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Switches of the library's log, and the old functions that read and write buffers. */

#pragma once

#if !defined (__LIBQMI_GLIB_H_INSIDE__) && !defined (LIBQMI_GLIB_COMPILATION)
#error "Only <libqmi-glib.h> can be included directly."
#endif

#include <glib.h>

#include "qmi-visibility.h"
#include "qmi-enums.h"

G_BEGIN_DECLS

QMI_API
gboolean qmi_utils_get_traces_enabled (void);

QMI_API
void qmi_utils_set_traces_enabled (gboolean enabled);

QMI_API
void qmi_utils_set_show_personal_info (gboolean show_personal_info);

QMI_API
gboolean qmi_utils_get_show_personal_info (void);

#ifndef QMI_DISABLE_DEPRECATED

QMI_API
G_DEPRECATED_FOR (qmi_message_tlv_read_guint8)
void qmi_utils_read_guint8_from_buffer (const guint8 **buffer,
                                        guint16       *buffer_size,
                                        guint8        *out);

QMI_API
G_DEPRECATED_FOR (qmi_message_tlv_read_gint8)
void qmi_utils_read_gint8_from_buffer (const guint8 **buffer,
                                       guint16       *buffer_size,
                                       gint8         *out);

QMI_API
G_DEPRECATED_FOR (qmi_message_tlv_read_guint16)
void qmi_utils_read_guint16_from_buffer (const guint8 **buffer,
                                         guint16       *buffer_size,
                                         QmiEndian      endian,
                                         guint16       *out);

QMI_API
G_DEPRECATED_FOR (qmi_message_tlv_read_gint16)
void qmi_utils_read_gint16_from_buffer (const guint8 **buffer,
                                        guint16       *buffer_size,
                                        QmiEndian      endian,
                                        gint16        *out);

QMI_API
G_DEPRECATED_FOR (qmi_message_tlv_read_guint32)
void qmi_utils_read_guint32_from_buffer (const guint8 **buffer,
                                         guint16       *buffer_size,
                                         QmiEndian      endian,
                                         guint32       *out);

QMI_API
G_DEPRECATED_FOR (qmi_message_tlv_read_gint32)
void qmi_utils_read_gint32_from_buffer (const guint8 **buffer,
                                        guint16       *buffer_size,
                                        QmiEndian      endian,
                                        gint32        *out);

QMI_API
G_DEPRECATED_FOR (qmi_message_tlv_read_guint64)
void qmi_utils_read_guint64_from_buffer (const guint8 **buffer,
                                         guint16       *buffer_size,
                                         QmiEndian      endian,
                                         guint64       *out);

QMI_API
G_DEPRECATED_FOR (qmi_message_tlv_read_gint64)
void qmi_utils_read_gint64_from_buffer (const guint8 **buffer,
                                        guint16       *buffer_size,
                                        QmiEndian      endian,
                                        gint64        *out);

QMI_API
G_DEPRECATED_FOR (qmi_message_tlv_read_sized_guint)
void qmi_utils_read_sized_guint_from_buffer (const guint8 **buffer,
                                             guint16       *buffer_size,
                                             guint          n_bytes,
                                             QmiEndian      endian,
                                             guint64       *out);

QMI_API
G_DEPRECATED_FOR (qmi_message_tlv_read_gfloat_endian)
void qmi_utils_read_gfloat_from_buffer (const guint8 **buffer,
                                        guint16       *buffer_size,
                                        gfloat        *out);

QMI_API
G_DEPRECATED_FOR (qmi_message_tlv_read_string)
void qmi_utils_read_string_from_buffer (const guint8 **buffer,
                                        guint16       *buffer_size,
                                        guint8         length_prefix_size,
                                        guint16        max_size,
                                        gchar        **out);

QMI_API
G_DEPRECATED_FOR (qmi_message_tlv_read_fixed_size_string)
void qmi_utils_read_fixed_size_string_from_buffer (const guint8 **buffer,
                                                   guint16       *buffer_size,
                                                   guint16        fixed_size,
                                                   gchar         *out);

QMI_API
G_DEPRECATED_FOR (qmi_message_tlv_write_guint8)
void qmi_utils_write_guint8_to_buffer (guint8  **buffer,
                                       guint16  *buffer_size,
                                       guint8   *in);

QMI_API
G_DEPRECATED_FOR (qmi_message_tlv_write_gint8)
void qmi_utils_write_gint8_to_buffer (guint8  **buffer,
                                      guint16  *buffer_size,
                                      gint8    *in);

QMI_API
G_DEPRECATED_FOR (qmi_message_tlv_write_guint16)
void qmi_utils_write_guint16_to_buffer (guint8    **buffer,
                                        guint16    *buffer_size,
                                        QmiEndian   endian,
                                        guint16    *in);

QMI_API
G_DEPRECATED_FOR (qmi_message_tlv_write_gint16)
void qmi_utils_write_gint16_to_buffer (guint8    **buffer,
                                       guint16    *buffer_size,
                                       QmiEndian   endian,
                                       gint16     *in);

QMI_API
G_DEPRECATED_FOR (qmi_message_tlv_write_guint32)
void qmi_utils_write_guint32_to_buffer (guint8    **buffer,
                                        guint16    *buffer_size,
                                        QmiEndian   endian,
                                        guint32    *in);

QMI_API
G_DEPRECATED_FOR (qmi_message_tlv_write_gint32)
void qmi_utils_write_gint32_to_buffer (guint8    **buffer,
                                       guint16    *buffer_size,
                                       QmiEndian   endian,
                                       gint32     *in);

QMI_API
G_DEPRECATED_FOR (qmi_message_tlv_write_guint64)
void qmi_utils_write_guint64_to_buffer (guint8    **buffer,
                                        guint16    *buffer_size,
                                        QmiEndian   endian,
                                        guint64    *in);

QMI_API
G_DEPRECATED_FOR (qmi_message_tlv_write_gint64)
void qmi_utils_write_gint64_to_buffer (guint8    **buffer,
                                       guint16    *buffer_size,
                                       QmiEndian   endian,
                                       gint64     *in);

QMI_API
G_DEPRECATED_FOR (qmi_message_tlv_write_sized_guint)
void qmi_utils_write_sized_guint_to_buffer (guint8    **buffer,
                                            guint16    *buffer_size,
                                            guint       n_bytes,
                                            QmiEndian   endian,
                                            guint64    *in);

QMI_API
G_DEPRECATED_FOR (qmi_message_tlv_write_string)
void qmi_utils_write_string_to_buffer (guint8      **buffer,
                                       guint16      *buffer_size,
                                       guint8        length_prefix_size,
                                       const gchar  *in);

QMI_API
G_DEPRECATED_FOR (qmi_message_tlv_write_string)
void qmi_utils_write_fixed_size_string_to_buffer (guint8      **buffer,
                                                  guint16      *buffer_size,
                                                  guint16       fixed_size,
                                                  const gchar  *in);

#endif /* QMI_DISABLE_DEPRECATED */

G_END_DECLS
