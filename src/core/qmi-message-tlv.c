/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* QmiMessage: writing and reading the value of a TLV piece by piece. */

#include "qmi-error-types.h"
#include "qmi-message.h"
#include "qmi-message-private.h"
#include "qmi-text.h"

/* TLVs are written up to this size of the frame. */
#define MAX_WRITTEN_SIZE G_MAXUINT16

/* Writing */

static gboolean
check_room (QmiMessage *self, gsize n_bytes, GError **error)
{
    if (self->len <= MAX_WRITTEN_SIZE && n_bytes <= MAX_WRITTEN_SIZE - self->len)
        return TRUE;

    g_set_error_literal (error, QMI_CORE_ERROR, QMI_CORE_ERROR_TLV_TOO_LONG, "Writing TLV would overflow");
    return FALSE;
}

/* Every writer ends here. */
static gboolean
append_bytes (QmiMessage *self, gconstpointer bytes, gsize n_bytes, GError **error)
{
    if (!check_room (self, n_bytes, error))
        return FALSE;

    g_byte_array_append (self, bytes, (guint) n_bytes);
    return TRUE;
}

static gboolean
append_number (QmiMessage *self, guint n_bytes, QmiEndian endian, guint64 value, GError **error)
{
    guint8 bytes[sizeof (value)];

    qmi_store_sized (bytes, n_bytes, endian, value);
    return append_bytes (self, bytes, n_bytes, error);
}

/**
 * qmi_message_tlv_write_init:
 * @self: a #QmiMessage.
 * @type: type of the TLV.
 * @error: return location for a #GError or %NULL.
 *
 * Begins a new TLV at the end of the message. Write its value with the qmi_message_tlv_write
 * functions, then either finish with qmi_message_tlv_write_complete() or give up with
 * qmi_message_tlv_write_reset(). In between the message is not a valid frame, and no other TLV can
 * be begun.
 *
 * The error is %QMI_CORE_ERROR_TLV_TOO_LONG if the frame has no room left for a TLV with a value.
 *
 * Returns: the offset of the TLV in the frame, which identifies it to the functions that finish
 * or give up; or 0 with @error set.
 *
 * Since: 1.12
 */
gsize
qmi_message_tlv_write_init (QmiMessage *self, guint8 type, GError **error)
{
    const guint8 header[QMI_TLV_HEADER] = { type, 0, 0 };
    gsize tlv_offset;

    g_return_val_if_fail (self != NULL && qmi_message_has_headers (self), 0);

    /* A TLV that has no room for a value is not worth beginning. */
    if (!check_room (self, sizeof (header) + 1, error))
        return 0;

    tlv_offset = self->len;
    g_byte_array_append (self, header, sizeof (header));
    return tlv_offset;
}

/**
 * qmi_message_tlv_write_reset:
 * @self: a #QmiMessage.
 * @tlv_offset: what qmi_message_tlv_write_init() returned.
 *
 * Removes a TLV that was begun and not completed, with everything written to it.
 *
 * Since: 1.12
 */
void
qmi_message_tlv_write_reset (QmiMessage *self, gsize tlv_offset)
{
    g_return_if_fail (self != NULL && qmi_message_has_headers (self));
    g_return_if_fail (tlv_offset >= qmi_message_headers_size (self) && tlv_offset <= self->len);

    g_byte_array_set_size (self, (guint) tlv_offset);
}

/**
 * qmi_message_tlv_write_complete:
 * @self: a #QmiMessage.
 * @tlv_offset: what qmi_message_tlv_write_init() returned.
 * @error: return location for a #GError or %NULL; it is never set.
 *
 * Ends a TLV: sets its length, which may be 0, and the lengths in the headers. The message is a
 * valid frame again.
 *
 * Returns: %TRUE.
 *
 * Since: 1.12
 */
gboolean
qmi_message_tlv_write_complete (QmiMessage *self, gsize tlv_offset, GError **error G_GNUC_UNUSED)
{
    g_return_val_if_fail (self != NULL && qmi_message_has_headers (self), FALSE);
    g_return_val_if_fail (tlv_offset >= qmi_message_headers_size (self), FALSE);
    g_return_val_if_fail (self->len >= QMI_TLV_HEADER && tlv_offset <= self->len - QMI_TLV_HEADER, FALSE);

    qmi_store_u16_le (self->data + tlv_offset + QMI_TLV_LENGTH, (guint16) (self->len - tlv_offset - QMI_TLV_HEADER));
    qmi_message_update_lengths (self);
    return TRUE;
}

/* The writers of numbers differ in the type only. */
#define DEFINE_WRITE_BYTE(type)                                                       \
    gboolean qmi_message_tlv_write_##type (QmiMessage *self, type in, GError **error) \
    {                                                                                 \
        g_return_val_if_fail (self != NULL, FALSE);                                   \
                                                                                      \
        return append_bytes (self, &in, 1, error);                                    \
    }

#define DEFINE_WRITE(type)                                                                              \
    gboolean qmi_message_tlv_write_##type (QmiMessage *self, QmiEndian endian, type in, GError **error) \
    {                                                                                                   \
        g_return_val_if_fail (self != NULL, FALSE);                                                     \
                                                                                                        \
        return append_number (self, sizeof (in), endian, (guint64) in, error);                          \
    }

/**
 * qmi_message_tlv_write_guint8:
 * @self: a #QmiMessage.
 * @in: the number.
 * @error: return location for a #GError or %NULL.
 *
 * Appends an unsigned byte to the TLV that is being written.
 *
 * The error is %QMI_CORE_ERROR_TLV_TOO_LONG if it would make the frame larger than 65535 bytes;
 * nothing is appended then.
 *
 * Returns: %TRUE if the number was appended, %FALSE with @error set if not.
 *
 * Since: 1.12
 */
DEFINE_WRITE_BYTE (guint8)

/**
 * qmi_message_tlv_write_gint8:
 * @self: a #QmiMessage.
 * @in: the number.
 * @error: return location for a #GError or %NULL.
 *
 * Appends a signed byte to the TLV that is being written. Errors are those of
 * qmi_message_tlv_write_guint8().
 *
 * Returns: %TRUE if the number was appended, %FALSE with @error set if not.
 *
 * Since: 1.12
 */
DEFINE_WRITE_BYTE (gint8)

/**
 * qmi_message_tlv_write_guint16:
 * @self: a #QmiMessage.
 * @endian: order of the bytes in the frame.
 * @in: the number.
 * @error: return location for a #GError or %NULL.
 *
 * Appends an unsigned 16-bit number to the TLV that is being written. Errors are those of
 * qmi_message_tlv_write_guint8().
 *
 * Returns: %TRUE if the number was appended, %FALSE with @error set if not.
 *
 * Since: 1.12
 */
DEFINE_WRITE (guint16)

/**
 * qmi_message_tlv_write_gint16:
 * @self: a #QmiMessage.
 * @endian: order of the bytes in the frame.
 * @in: the number.
 * @error: return location for a #GError or %NULL.
 *
 * Appends a signed 16-bit number to the TLV that is being written. Errors are those of
 * qmi_message_tlv_write_guint8().
 *
 * Returns: %TRUE if the number was appended, %FALSE with @error set if not.
 *
 * Since: 1.12
 */
DEFINE_WRITE (gint16)

/**
 * qmi_message_tlv_write_guint32:
 * @self: a #QmiMessage.
 * @endian: order of the bytes in the frame.
 * @in: the number.
 * @error: return location for a #GError or %NULL.
 *
 * Appends an unsigned 32-bit number to the TLV that is being written. Errors are those of
 * qmi_message_tlv_write_guint8().
 *
 * Returns: %TRUE if the number was appended, %FALSE with @error set if not.
 *
 * Since: 1.12
 */
DEFINE_WRITE (guint32)

/**
 * qmi_message_tlv_write_gint32:
 * @self: a #QmiMessage.
 * @endian: order of the bytes in the frame.
 * @in: the number.
 * @error: return location for a #GError or %NULL.
 *
 * Appends a signed 32-bit number to the TLV that is being written. Errors are those of
 * qmi_message_tlv_write_guint8().
 *
 * Returns: %TRUE if the number was appended, %FALSE with @error set if not.
 *
 * Since: 1.12
 */
DEFINE_WRITE (gint32)

/**
 * qmi_message_tlv_write_guint64:
 * @self: a #QmiMessage.
 * @endian: order of the bytes in the frame.
 * @in: the number.
 * @error: return location for a #GError or %NULL.
 *
 * Appends an unsigned 64-bit number to the TLV that is being written. Errors are those of
 * qmi_message_tlv_write_guint8().
 *
 * Returns: %TRUE if the number was appended, %FALSE with @error set if not.
 *
 * Since: 1.12
 */
DEFINE_WRITE (guint64)

/**
 * qmi_message_tlv_write_gint64:
 * @self: a #QmiMessage.
 * @endian: order of the bytes in the frame.
 * @in: the number.
 * @error: return location for a #GError or %NULL.
 *
 * Appends a signed 64-bit number to the TLV that is being written. Errors are those of
 * qmi_message_tlv_write_guint8().
 *
 * Returns: %TRUE if the number was appended, %FALSE with @error set if not.
 *
 * Since: 1.12
 */
DEFINE_WRITE (gint64)

/**
 * qmi_message_tlv_write_sized_guint:
 * @self: a #QmiMessage.
 * @n_bytes: how many bytes the number takes in the frame, 0 to 8.
 * @endian: order of the bytes in the frame.
 * @in: the number; bits that do not fit @n_bytes are dropped.
 * @error: return location for a #GError or %NULL.
 *
 * Appends an unsigned number of any size to the TLV that is being written. Errors are those of
 * qmi_message_tlv_write_guint8().
 *
 * Returns: %TRUE if the number was appended, %FALSE with @error set if not.
 *
 * Since: 1.12
 */
gboolean
qmi_message_tlv_write_sized_guint (QmiMessage *self, guint n_bytes, QmiEndian endian, guint64 in, GError **error)
{
    g_return_val_if_fail (self != NULL, FALSE);
    g_return_val_if_fail (n_bytes <= sizeof (in), FALSE);

    return append_number (self, n_bytes, endian, in, error);
}

/**
 * qmi_message_tlv_write_string:
 * @self: a #QmiMessage.
 * @n_size_prefix_bytes: bytes of the length that is written in front of the string: 1, 2, or 0 for
 *   a string without one.
 * @in: the string; it is written as it is, without a NUL.
 * @in_length: how many bytes of @in to write; -1 for all up to the NUL.
 * @error: return location for a #GError or %NULL.
 *
 * Appends a string to the TLV that is being written.
 *
 * The error is %QMI_CORE_ERROR_INVALID_ARGS if the length does not fit the prefix, and
 * %QMI_CORE_ERROR_TLV_TOO_LONG if the frame would become larger than 65535 bytes; nothing is
 * appended then.
 *
 * Returns: %TRUE if the string was appended, %FALSE with @error set if not.
 *
 * Since: 1.12
 */
gboolean
qmi_message_tlv_write_string (QmiMessage *self, guint8 n_size_prefix_bytes, const gchar *in, gssize in_length,
                              GError **error)
{
    gsize length;

    g_return_val_if_fail (self != NULL, FALSE);
    g_return_val_if_fail (in != NULL, FALSE);
    g_return_val_if_fail (n_size_prefix_bytes <= sizeof (guint16), FALSE);

    length = in_length < 0 ? strlen (in) : (gsize) in_length;
    if (n_size_prefix_bytes > 0 && length >> (8 * n_size_prefix_bytes) != 0) {
        g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_ARGS,
                     "String of %" G_GSIZE_FORMAT " bytes is too long for a length prefix of %u bytes", length,
                     n_size_prefix_bytes);
        return FALSE;
    }

    /* A prefix without its string is not left behind. */
    if (!check_room (self, MIN (length, MAX_WRITTEN_SIZE) + n_size_prefix_bytes, error))
        return FALSE;

    return append_number (self, n_size_prefix_bytes, QMI_ENDIAN_LITTLE, length, error) &&
           append_bytes (self, in, length, error);
}

/* Reading */

/* What is left of the value behind 'offset': never more than the frame holds, whatever the
 * arguments are. */
static gboolean
find_rest (QmiMessage *self, gsize tlv_offset, gsize offset, const guint8 **rest, gsize *rest_length)
{
    QmiMessageTlv tlv;

    if (tlv_offset > self->len || !qmi_message_tlv_at (self, self->data + tlv_offset, &tlv) || offset > tlv.length)
        return FALSE;

    *rest = tlv.value + offset;
    *rest_length = tlv.length - offset;
    return TRUE;
}

/* Every reader gets its bytes here. Returns %NULL if the value has not that many. */
static const guint8 *
take_bytes (QmiMessage *self, gsize tlv_offset, gsize *offset, gsize n_bytes, GError **error)
{
    const guint8 *rest;
    gsize rest_length;

    if (!find_rest (self, tlv_offset, *offset, &rest, &rest_length) || rest_length < n_bytes) {
        g_set_error_literal (error, QMI_CORE_ERROR, QMI_CORE_ERROR_TLV_TOO_LONG, "Reading TLV would overflow");
        return NULL;
    }

    *offset += n_bytes;
    return rest;
}

/**
 * qmi_message_tlv_read_init:
 * @self: a #QmiMessage.
 * @type: type of the TLV.
 * @out_tlv_length: (out): return location for the size of the value in bytes, or %NULL.
 * @error: return location for a #GError or %NULL.
 *
 * Finds the first TLV of a type, for reading its value with the qmi_message_tlv_read functions.
 * Each of these takes an offset in the value, which begins at 0, and moves it behind what was read.
 *
 * The error is %QMI_CORE_ERROR_TLV_NOT_FOUND if the message has no such TLV.
 *
 * Returns: the offset of the TLV in the frame, which identifies it to the reading functions; or 0
 * with @error set.
 *
 * Since: 1.12
 */
gsize
qmi_message_tlv_read_init (QmiMessage *self, guint8 type, guint16 *out_tlv_length, GError **error)
{
    QmiMessageTlv tlv;

    g_return_val_if_fail (self != NULL && qmi_message_has_headers (self), 0);

    if (!qmi_message_find_tlv (self, type, &tlv)) {
        g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_TLV_NOT_FOUND, "TLV 0x%02X not found", type);
        return 0;
    }

    if (out_tlv_length)
        *out_tlv_length = tlv.length;
    return (gsize) (tlv.value - self->data) - QMI_TLV_HEADER;
}

/* The readers of numbers differ in type and width only. */
#define DEFINE_READ_BYTE(type)                                                                          \
    gboolean qmi_message_tlv_read_##type (QmiMessage *self, gsize tlv_offset, gsize *offset, type *out, \
                                          GError **error)                                               \
    {                                                                                                   \
        const guint8 *bytes;                                                                            \
                                                                                                        \
        g_return_val_if_fail (self != NULL, FALSE);                                                     \
        g_return_val_if_fail (offset != NULL, FALSE);                                                   \
        g_return_val_if_fail (out != NULL, FALSE);                                                      \
                                                                                                        \
        bytes = take_bytes (self, tlv_offset, offset, 1, error);                                        \
        if (!bytes)                                                                                     \
            return FALSE;                                                                               \
                                                                                                        \
        *out = (type) bytes[0];                                                                         \
        return TRUE;                                                                                    \
    }

#define DEFINE_READ(name, type, bits)                                                                          \
    gboolean qmi_message_tlv_read_##name (QmiMessage *self, gsize tlv_offset, gsize *offset, QmiEndian endian, \
                                          type *out, GError **error)                                           \
    {                                                                                                          \
        const guint8 *bytes;                                                                                   \
        guint##bits number;                                                                                    \
                                                                                                               \
        g_return_val_if_fail (self != NULL, FALSE);                                                            \
        g_return_val_if_fail (offset != NULL, FALSE);                                                          \
        g_return_val_if_fail (out != NULL, FALSE);                                                             \
                                                                                                               \
        bytes = take_bytes (self, tlv_offset, offset, sizeof (number), error);                                 \
        if (!bytes)                                                                                            \
            return FALSE;                                                                                      \
                                                                                                               \
        number = endian == QMI_ENDIAN_BIG ? qmi_load_u##bits##_be (bytes) : qmi_load_u##bits##_le (bytes);     \
        memcpy (out, &number, sizeof (number));                                                                \
        return TRUE;                                                                                           \
    }

/**
 * qmi_message_tlv_read_guint8:
 * @self: a #QmiMessage.
 * @tlv_offset: what qmi_message_tlv_read_init() returned.
 * @offset: (inout): offset in the value; moved on if something is read.
 * @out: (out): return location for the number; untouched on error.
 * @error: return location for a #GError or %NULL.
 *
 * Reads an unsigned byte.
 *
 * The error is %QMI_CORE_ERROR_TLV_TOO_LONG if the value ends before.
 *
 * Returns: %TRUE if the number was read, %FALSE with @error set if not.
 *
 * Since: 1.12
 */
DEFINE_READ_BYTE (guint8)

/**
 * qmi_message_tlv_read_gint8:
 * @self: a #QmiMessage.
 * @tlv_offset: what qmi_message_tlv_read_init() returned.
 * @offset: (inout): offset in the value; moved on if something is read.
 * @out: (out): return location for the number; untouched on error.
 * @error: return location for a #GError or %NULL.
 *
 * Reads a signed byte.
 *
 * The error is %QMI_CORE_ERROR_TLV_TOO_LONG if the value ends before.
 *
 * Returns: %TRUE if the number was read, %FALSE with @error set if not.
 *
 * Since: 1.12
 */
DEFINE_READ_BYTE (gint8)

/**
 * qmi_message_tlv_read_guint16:
 * @self: a #QmiMessage.
 * @tlv_offset: what qmi_message_tlv_read_init() returned.
 * @offset: (inout): offset in the value; moved on if something is read.
 * @endian: order of the bytes in the frame.
 * @out: (out): return location for the number; untouched on error.
 * @error: return location for a #GError or %NULL.
 *
 * Reads an unsigned 16-bit number.
 *
 * The error is %QMI_CORE_ERROR_TLV_TOO_LONG if the value ends before.
 *
 * Returns: %TRUE if the number was read, %FALSE with @error set if not.
 *
 * Since: 1.12
 */
DEFINE_READ (guint16, guint16, 16)

/**
 * qmi_message_tlv_read_gint16:
 * @self: a #QmiMessage.
 * @tlv_offset: what qmi_message_tlv_read_init() returned.
 * @offset: (inout): offset in the value; moved on if something is read.
 * @endian: order of the bytes in the frame.
 * @out: (out): return location for the number; untouched on error.
 * @error: return location for a #GError or %NULL.
 *
 * Reads a signed 16-bit number.
 *
 * The error is %QMI_CORE_ERROR_TLV_TOO_LONG if the value ends before.
 *
 * Returns: %TRUE if the number was read, %FALSE with @error set if not.
 *
 * Since: 1.12
 */
DEFINE_READ (gint16, gint16, 16)

/**
 * qmi_message_tlv_read_guint32:
 * @self: a #QmiMessage.
 * @tlv_offset: what qmi_message_tlv_read_init() returned.
 * @offset: (inout): offset in the value; moved on if something is read.
 * @endian: order of the bytes in the frame.
 * @out: (out): return location for the number; untouched on error.
 * @error: return location for a #GError or %NULL.
 *
 * Reads an unsigned 32-bit number.
 *
 * The error is %QMI_CORE_ERROR_TLV_TOO_LONG if the value ends before.
 *
 * Returns: %TRUE if the number was read, %FALSE with @error set if not.
 *
 * Since: 1.12
 */
DEFINE_READ (guint32, guint32, 32)

/**
 * qmi_message_tlv_read_gint32:
 * @self: a #QmiMessage.
 * @tlv_offset: what qmi_message_tlv_read_init() returned.
 * @offset: (inout): offset in the value; moved on if something is read.
 * @endian: order of the bytes in the frame.
 * @out: (out): return location for the number; untouched on error.
 * @error: return location for a #GError or %NULL.
 *
 * Reads a signed 32-bit number.
 *
 * The error is %QMI_CORE_ERROR_TLV_TOO_LONG if the value ends before.
 *
 * Returns: %TRUE if the number was read, %FALSE with @error set if not.
 *
 * Since: 1.12
 */
DEFINE_READ (gint32, gint32, 32)

/**
 * qmi_message_tlv_read_guint64:
 * @self: a #QmiMessage.
 * @tlv_offset: what qmi_message_tlv_read_init() returned.
 * @offset: (inout): offset in the value; moved on if something is read.
 * @endian: order of the bytes in the frame.
 * @out: (out): return location for the number; untouched on error.
 * @error: return location for a #GError or %NULL.
 *
 * Reads an unsigned 64-bit number.
 *
 * The error is %QMI_CORE_ERROR_TLV_TOO_LONG if the value ends before.
 *
 * Returns: %TRUE if the number was read, %FALSE with @error set if not.
 *
 * Since: 1.12
 */
DEFINE_READ (guint64, guint64, 64)

/**
 * qmi_message_tlv_read_gint64:
 * @self: a #QmiMessage.
 * @tlv_offset: what qmi_message_tlv_read_init() returned.
 * @offset: (inout): offset in the value; moved on if something is read.
 * @endian: order of the bytes in the frame.
 * @out: (out): return location for the number; untouched on error.
 * @error: return location for a #GError or %NULL.
 *
 * Reads a signed 64-bit number.
 *
 * The error is %QMI_CORE_ERROR_TLV_TOO_LONG if the value ends before.
 *
 * Returns: %TRUE if the number was read, %FALSE with @error set if not.
 *
 * Since: 1.12
 */
DEFINE_READ (gint64, gint64, 64)

/**
 * qmi_message_tlv_read_gfloat_endian:
 * @self: a #QmiMessage.
 * @tlv_offset: what qmi_message_tlv_read_init() returned.
 * @offset: (inout): offset in the value; moved on if something is read.
 * @endian: order of the bytes in the frame.
 * @out: (out): return location for the number; untouched on error.
 * @error: return location for a #GError or %NULL.
 *
 * Reads a floating-point number of 32 bits (IEEE 754).
 *
 * The error is %QMI_CORE_ERROR_TLV_TOO_LONG if the value ends before.
 *
 * Returns: %TRUE if the number was read, %FALSE with @error set if not.
 *
 * Since: 1.12
 */
DEFINE_READ (gfloat_endian, gfloat, 32)

/**
 * qmi_message_tlv_read_gdouble:
 * @self: a #QmiMessage.
 * @tlv_offset: what qmi_message_tlv_read_init() returned.
 * @offset: (inout): offset in the value; moved on if something is read.
 * @endian: order of the bytes in the frame.
 * @out: (out): return location for the number; untouched on error.
 * @error: return location for a #GError or %NULL.
 *
 * Reads a floating-point number of 64 bits (IEEE 754).
 *
 * The error is %QMI_CORE_ERROR_TLV_TOO_LONG if the value ends before.
 *
 * Returns: %TRUE if the number was read, %FALSE with @error set if not.
 *
 * Since: 1.22
 */
DEFINE_READ (gdouble, gdouble, 64)

/**
 * qmi_message_tlv_read_gfloat: (skip)
 * @self: a #QmiMessage.
 * @tlv_offset: what qmi_message_tlv_read_init() returned.
 * @offset: (inout): offset in the value; moved on if something is read.
 * @out: (out): return location for the number; untouched on error.
 * @error: return location for a #GError or %NULL.
 *
 * Reads a floating-point number of 32 bits (IEEE 754), low byte first.
 *
 * The error is %QMI_CORE_ERROR_TLV_TOO_LONG if the value ends before.
 *
 * Returns: %TRUE if the number was read, %FALSE with @error set if not.
 *
 * Since: 1.12
 * Deprecated: 1.22: Use qmi_message_tlv_read_gfloat_endian(), which names the byte order.
 */
gboolean
qmi_message_tlv_read_gfloat (QmiMessage *self, gsize tlv_offset, gsize *offset, gfloat *out, GError **error)
{
    return qmi_message_tlv_read_gfloat_endian (self, tlv_offset, offset, QMI_ENDIAN_LITTLE, out, error);
}

/**
 * qmi_message_tlv_read_sized_guint:
 * @self: a #QmiMessage.
 * @tlv_offset: what qmi_message_tlv_read_init() returned.
 * @offset: (inout): offset in the value; moved on if something is read.
 * @n_bytes: how many bytes the number takes in the frame, 0 to 8.
 * @endian: order of the bytes in the frame.
 * @out: (out): return location for the number; untouched on error.
 * @error: return location for a #GError or %NULL.
 *
 * Reads an unsigned number of any size.
 *
 * The error is %QMI_CORE_ERROR_TLV_TOO_LONG if the value ends before.
 *
 * Returns: %TRUE if the number was read, %FALSE with @error set if not.
 *
 * Since: 1.12
 */
gboolean
qmi_message_tlv_read_sized_guint (QmiMessage *self, gsize tlv_offset, gsize *offset, guint n_bytes, QmiEndian endian,
                                  guint64 *out, GError **error)
{
    const guint8 *bytes;

    g_return_val_if_fail (self != NULL, FALSE);
    g_return_val_if_fail (offset != NULL, FALSE);
    g_return_val_if_fail (n_bytes <= sizeof (*out), FALSE);
    g_return_val_if_fail (out != NULL, FALSE);

    bytes = take_bytes (self, tlv_offset, offset, n_bytes, error);
    if (!bytes)
        return FALSE;

    *out = qmi_load_sized (bytes, n_bytes, endian);
    return TRUE;
}

/**
 * qmi_message_tlv_read_string:
 * @self: a #QmiMessage.
 * @tlv_offset: what qmi_message_tlv_read_init() returned.
 * @offset: (inout): offset in the value; moved on if something is read, also if that is only the
 *   length in front of the string.
 * @n_size_prefix_bytes: bytes of the length in front of the string: 1, 2, or 0 if the string takes
 *   the rest of the value.
 * @max_size: how many bytes of the string to use at most, the rest is skipped; 0 for all.
 * @out: (out): return location for the string in UTF-8, %NULL if it is invalid; free it with
 *   g_free().
 * @error: return location for a #GError or %NULL.
 *
 * Reads a string. Modems write UTF-8, packed GSM 7-bit or UTF-16 without saying which: what is
 * printable UTF-8 is taken as such, anything else is tried in this order.
 *
 * The error is %QMI_CORE_ERROR_TLV_TOO_LONG if the value ends before, which does not count for the
 * bytes that are skipped, and %QMI_CORE_ERROR_INVALID_DATA if the bytes are a string in none of the
 * encodings.
 *
 * Returns: %TRUE if the string was read, %FALSE with @error set if not.
 *
 * Since: 1.12
 */
gboolean
qmi_message_tlv_read_string (QmiMessage *self, gsize tlv_offset, gsize *offset, guint8 n_size_prefix_bytes,
                             guint16 max_size, gchar **out, GError **error)
{
    const guint8 *bytes;
    gsize length;
    gsize used;
    gsize next;

    g_return_val_if_fail (self != NULL, FALSE);
    g_return_val_if_fail (offset != NULL, FALSE);
    g_return_val_if_fail (n_size_prefix_bytes <= sizeof (guint16), FALSE);
    g_return_val_if_fail (out != NULL, FALSE);

    if (n_size_prefix_bytes > 0) {
        bytes = take_bytes (self, tlv_offset, offset, n_size_prefix_bytes, error);
        if (!bytes)
            return FALSE;
        length = (gsize) qmi_load_sized (bytes, n_size_prefix_bytes, QMI_ENDIAN_LITTLE);
    } else if (!find_rest (self, tlv_offset, *offset, &bytes, &length)) {
        length = 0;
    }

    /* What is skipped may be missing: readers of what should follow will find out. */
    used = max_size > 0 ? MIN (length, max_size) : length;
    next = *offset;
    bytes = take_bytes (self, tlv_offset, &next, used, error);
    if (!bytes)
        return FALSE;

    *out = qmi_text_decode (bytes, used, error);
    if (!*out)
        return FALSE;

    *offset = next + (length - used);
    return TRUE;
}

/**
 * qmi_message_tlv_read_fixed_size_string:
 * @self: a #QmiMessage.
 * @tlv_offset: what qmi_message_tlv_read_init() returned.
 * @offset: (inout): offset in the value; moved on if something is read.
 * @string_length: size of the string in the frame, in bytes.
 * @out: (out): buffer of at least @string_length bytes; no NUL is written behind the string.
 * @error: return location for a #GError or %NULL.
 *
 * Reads a string of known size, in UTF-8. If it has a NUL or bytes that are not UTF-8, only what
 * comes before is copied; the rest of @out is left as it was, so clear it first.
 *
 * The error is %QMI_CORE_ERROR_TLV_TOO_LONG if the value ends before, and
 * %QMI_CORE_ERROR_INVALID_DATA if already the first character cannot be used.
 *
 * Returns: %TRUE if the string was read, %FALSE with @error set if not.
 *
 * Since: 1.12
 */
gboolean
qmi_message_tlv_read_fixed_size_string (QmiMessage *self, gsize tlv_offset, gsize *offset, guint16 string_length,
                                        gchar *out, GError **error)
{
    const guint8 *bytes;
    gsize next;
    gsize usable;

    g_return_val_if_fail (self != NULL, FALSE);
    g_return_val_if_fail (offset != NULL, FALSE);
    g_return_val_if_fail (out != NULL, FALSE);

    /* Nothing is nowhere out of place. */
    if (string_length == 0)
        return TRUE;

    next = *offset;
    bytes = take_bytes (self, tlv_offset, &next, string_length, error);
    if (!bytes)
        return FALSE;

    usable = qmi_text_fixed_valid (bytes, string_length);
    if (usable == 0) {
        g_set_error_literal (error, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_DATA, "invalid string");
        return FALSE;
    }

    memcpy (out, bytes, usable);
    *offset = next;
    return TRUE;
}
