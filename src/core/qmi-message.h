/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* QmiMessage: one QMI message as the frame that travels, with access to its headers and TLVs. */

#pragma once

#if !defined (__LIBQMI_GLIB_H_INSIDE__) && !defined (LIBQMI_GLIB_COMPILATION)
#error "Only <libqmi-glib.h> can be included directly."
#endif

#include <glib.h>

#include "qmi-visibility.h"
#include "qmi-utils.h"
#include "qmi-enums.h"
#include "qmi-errors.h"
#include "qmi-message-context.h"

G_BEGIN_DECLS

/**
 * QMI_MESSAGE_QMUX_MARKER:
 *
 * The byte that every QMUX frame starts with.
 *
 * Since: 1.0
 */
#define QMI_MESSAGE_QMUX_MARKER (guint8) 0x01

/**
 * QmiMessage:
 *
 * One QMI message: a #GByteArray that holds a complete QMUX frame, marker included.
 *
 * Make one with qmi_message_new(), qmi_message_response_new(), qmi_message_new_from_raw() or
 * qmi_message_new_from_data(); an array of any other origin is not a message.
 *
 * Since: 1.0
 */
typedef GByteArray QmiMessage;

/**
 * QmiMessageForeachRawTlvFn:
 * @type: type of the TLV.
 * @value: the @length bytes of the value; they belong to the message and are valid only during
 *   the call.
 * @length: size of the value, in bytes.
 * @user_data: what the caller of qmi_message_foreach_raw_tlv() passed.
 *
 * Called by qmi_message_foreach_raw_tlv() for each TLV. It must not change the message.
 *
 * Since: 1.0
 */
typedef void (* QmiMessageForeachRawTlvFn) (guint8        type,
                                            const guint8 *value,
                                            gsize         length,
                                            gpointer      user_data);

/* Making and releasing */

QMI_API
QmiMessage *qmi_message_new (QmiService service,
                             guint8     client_id,
                             guint16    transaction_id,
                             guint16    message_id);

QMI_API
QmiMessage *qmi_message_new_from_raw (GByteArray  *raw,
                                      GError     **error);

QMI_API
QmiMessage *qmi_message_new_from_data (QmiService   service,
                                       guint8       client_id,
                                       GByteArray  *qmi_data,
                                       GError     **error);

QMI_API
QmiMessage *qmi_message_response_new (QmiMessage       *request,
                                      QmiProtocolError  error);

QMI_API
QmiMessage *qmi_message_ref (QmiMessage *self);

QMI_API
void qmi_message_unref (QmiMessage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QmiMessage, qmi_message_unref)

/* Headers */

QMI_API
gboolean qmi_message_is_request (QmiMessage *self);

QMI_API
gboolean qmi_message_is_response (QmiMessage *self);

QMI_API
gboolean qmi_message_is_indication (QmiMessage *self);

QMI_API
QmiService qmi_message_get_service (QmiMessage *self);

QMI_API
guint8 qmi_message_get_client_id (QmiMessage *self);

QMI_API
guint16 qmi_message_get_transaction_id (QmiMessage *self);

QMI_API
void qmi_message_set_transaction_id (QmiMessage *self,
                                     guint16     transaction_id);

QMI_API
guint16 qmi_message_get_message_id (QmiMessage *self);

QMI_API
gsize qmi_message_get_length (QmiMessage *self);

QMI_API
const guint8 *qmi_message_get_raw (QmiMessage  *self,
                                   gsize       *length,
                                   GError     **error);

QMI_API
const guint8 *qmi_message_get_data (QmiMessage  *self,
                                    gsize       *length,
                                    GError     **error);

/* TLVs as bytes */

QMI_API
void qmi_message_foreach_raw_tlv (QmiMessage                *self,
                                  QmiMessageForeachRawTlvFn  func,
                                  gpointer                   user_data);

QMI_API
const guint8 *qmi_message_get_raw_tlv (QmiMessage *self,
                                       guint8      type,
                                       guint16    *length);

QMI_API
gboolean qmi_message_add_raw_tlv (QmiMessage    *self,
                                  guint8         type,
                                  const guint8  *raw,
                                  gsize          length,
                                  GError       **error);

/* Writing a TLV piece by piece */

QMI_API
gsize qmi_message_tlv_write_init (QmiMessage  *self,
                                  guint8       type,
                                  GError     **error);

QMI_API
void qmi_message_tlv_write_reset (QmiMessage *self,
                                  gsize       tlv_offset);

QMI_API
gboolean qmi_message_tlv_write_complete (QmiMessage  *self,
                                         gsize        tlv_offset,
                                         GError     **error);

QMI_API
gboolean qmi_message_tlv_write_guint8 (QmiMessage  *self,
                                       guint8       in,
                                       GError     **error);

QMI_API
gboolean qmi_message_tlv_write_gint8 (QmiMessage  *self,
                                      gint8        in,
                                      GError     **error);

QMI_API
gboolean qmi_message_tlv_write_guint16 (QmiMessage  *self,
                                        QmiEndian    endian,
                                        guint16      in,
                                        GError     **error);

QMI_API
gboolean qmi_message_tlv_write_gint16 (QmiMessage  *self,
                                       QmiEndian    endian,
                                       gint16       in,
                                       GError     **error);

QMI_API
gboolean qmi_message_tlv_write_guint32 (QmiMessage  *self,
                                        QmiEndian    endian,
                                        guint32      in,
                                        GError     **error);

QMI_API
gboolean qmi_message_tlv_write_gint32 (QmiMessage  *self,
                                       QmiEndian    endian,
                                       gint32       in,
                                       GError     **error);

QMI_API
gboolean qmi_message_tlv_write_guint64 (QmiMessage  *self,
                                        QmiEndian    endian,
                                        guint64      in,
                                        GError     **error);

QMI_API
gboolean qmi_message_tlv_write_gint64 (QmiMessage  *self,
                                       QmiEndian    endian,
                                       gint64       in,
                                       GError     **error);

QMI_API
gboolean qmi_message_tlv_write_sized_guint (QmiMessage  *self,
                                            guint        n_bytes,
                                            QmiEndian    endian,
                                            guint64      in,
                                            GError     **error);

QMI_API
gboolean qmi_message_tlv_write_string (QmiMessage   *self,
                                       guint8        n_size_prefix_bytes,
                                       const gchar  *in,
                                       gssize        in_length,
                                       GError      **error);

/* Reading a TLV piece by piece */

QMI_API
gsize qmi_message_tlv_read_init (QmiMessage  *self,
                                 guint8       type,
                                 guint16     *out_tlv_length,
                                 GError     **error);

QMI_API
gboolean qmi_message_tlv_read_guint8 (QmiMessage  *self,
                                      gsize        tlv_offset,
                                      gsize       *offset,
                                      guint8      *out,
                                      GError     **error);

QMI_API
gboolean qmi_message_tlv_read_gint8 (QmiMessage  *self,
                                     gsize        tlv_offset,
                                     gsize       *offset,
                                     gint8       *out,
                                     GError     **error);

QMI_API
gboolean qmi_message_tlv_read_guint16 (QmiMessage  *self,
                                       gsize        tlv_offset,
                                       gsize       *offset,
                                       QmiEndian    endian,
                                       guint16     *out,
                                       GError     **error);

QMI_API
gboolean qmi_message_tlv_read_gint16 (QmiMessage  *self,
                                      gsize        tlv_offset,
                                      gsize       *offset,
                                      QmiEndian    endian,
                                      gint16      *out,
                                      GError     **error);

QMI_API
gboolean qmi_message_tlv_read_guint32 (QmiMessage  *self,
                                       gsize        tlv_offset,
                                       gsize       *offset,
                                       QmiEndian    endian,
                                       guint32     *out,
                                       GError     **error);

QMI_API
gboolean qmi_message_tlv_read_gint32 (QmiMessage  *self,
                                      gsize        tlv_offset,
                                      gsize       *offset,
                                      QmiEndian    endian,
                                      gint32      *out,
                                      GError     **error);

QMI_API
gboolean qmi_message_tlv_read_guint64 (QmiMessage  *self,
                                       gsize        tlv_offset,
                                       gsize       *offset,
                                       QmiEndian    endian,
                                       guint64     *out,
                                       GError     **error);

QMI_API
gboolean qmi_message_tlv_read_gint64 (QmiMessage  *self,
                                      gsize        tlv_offset,
                                      gsize       *offset,
                                      QmiEndian    endian,
                                      gint64      *out,
                                      GError     **error);

QMI_API
gboolean qmi_message_tlv_read_sized_guint (QmiMessage  *self,
                                           gsize        tlv_offset,
                                           gsize       *offset,
                                           guint        n_bytes,
                                           QmiEndian    endian,
                                           guint64     *out,
                                           GError     **error);

QMI_API
gboolean qmi_message_tlv_read_gfloat_endian (QmiMessage  *self,
                                             gsize        tlv_offset,
                                             gsize       *offset,
                                             QmiEndian    endian,
                                             gfloat      *out,
                                             GError     **error);

QMI_API
gboolean qmi_message_tlv_read_gdouble (QmiMessage  *self,
                                       gsize        tlv_offset,
                                       gsize       *offset,
                                       QmiEndian    endian,
                                       gdouble     *out,
                                       GError     **error);

QMI_API
gboolean qmi_message_tlv_read_string (QmiMessage  *self,
                                      gsize        tlv_offset,
                                      gsize       *offset,
                                      guint8       n_size_prefix_bytes,
                                      guint16      max_size,
                                      gchar      **out,
                                      GError     **error);

QMI_API
gboolean qmi_message_tlv_read_fixed_size_string (QmiMessage  *self,
                                                 gsize        tlv_offset,
                                                 gsize       *offset,
                                                 guint16      string_length,
                                                 gchar       *out,
                                                 GError     **error);

#ifndef QMI_DISABLE_DEPRECATED
QMI_API
G_DEPRECATED_FOR (qmi_message_tlv_read_gfloat_endian)
gboolean qmi_message_tlv_read_gfloat (QmiMessage  *self,
                                      gsize        tlv_offset,
                                      gsize       *offset,
                                      gfloat      *out,
                                      GError     **error);
#endif

/* Text */

/**
 * qmi_message_get_printable_full:
 * @self: a #QmiMessage.
 * @context: what is known about the message beyond its bytes; C programs may pass %NULL, which
 *   means a standard message.
 * @line_prefix: text put in front of every line.
 *
 * Describes the message for people and logs: the headers, then each TLV with its bytes and, where
 * the message is known, its meaning. Values that identify a person are masked unless
 * qmi_utils_set_show_personal_info() allows them. The layout may grow; programs should read
 * messages with the getters.
 *
 * Returns: (transfer full): the text, several lines; free it with g_free().
 *
 * Since: 1.18
 */
QMI_API
gchar *qmi_message_get_printable_full (QmiMessage        *self,
                                       QmiMessageContext *context,
                                       const gchar       *line_prefix);

/**
 * qmi_message_get_tlv_printable:
 * @self: the #QmiMessage that the TLV is part of.
 * @line_prefix: text put in front of every line.
 * @type: type of the TLV.
 * @raw: the value of the TLV.
 * @raw_length: size of @raw, in bytes.
 *
 * Describes one TLV without interpreting it: type, length and the bytes of the value.
 *
 * Returns: (transfer full): the text, several lines; free it with g_free().
 *
 * Since: 1.0
 */
QMI_API
gchar *qmi_message_get_tlv_printable (QmiMessage   *self,
                                      const gchar  *line_prefix,
                                      guint8        type,
                                      const guint8 *raw,
                                      gsize         raw_length);

G_END_DECLS
