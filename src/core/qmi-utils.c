/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Switches of the library's log, and the old functions that read and write buffers. */

#include "qmi-utils.h"
#include "qmi-message-private.h"

/**
 * SECTION:qmi-utils
 * @title: Utilities
 * @short_description: what the library logs, and reading and writing of buffers
 *
 * The library logs through g_log() in the domain "Qmi". What it logs about messages is chosen here.
 *
 * The functions that read and write buffers are kept for old programs. They cannot report errors.
 * A buffer that is too short is never left: reading gives zeros or what there is, and uses the
 * buffer up; writing a number that does not fit writes nothing.
 */

/* The switches may be set in one thread while another one logs. */
static gint traces_enabled;
static gint show_personal_info_enabled;

/**
 * qmi_utils_get_traces_enabled:
 *
 * Tells whether each message that is sent or received is logged in full.
 *
 * Returns: %TRUE if it is.
 *
 * Since: 1.0
 */
gboolean
qmi_utils_get_traces_enabled (void)
{
    return g_atomic_int_get (&traces_enabled);
}

/**
 * qmi_utils_set_traces_enabled:
 * @enabled: whether to log messages.
 *
 * Chooses whether each message that is sent or received is logged in full, at debug level. It is
 * not unless this is called.
 *
 * Since: 1.0
 */
void
qmi_utils_set_traces_enabled (gboolean enabled)
{
    g_atomic_int_set (&traces_enabled, enabled);
}

/**
 * qmi_utils_get_show_personal_info:
 *
 * Tells whether values that identify a person or a device are legible in logs and in the text form
 * of messages.
 *
 * Returns: %TRUE if they are, %FALSE if they are masked.
 *
 * Since: 1.32
 */
gboolean
qmi_utils_get_show_personal_info (void)
{
    return g_atomic_int_get (&show_personal_info_enabled);
}

/**
 * qmi_utils_set_show_personal_info:
 * @show_personal_info: whether to show such values.
 *
 * Chooses whether values that identify a person or a device, for example phone numbers, are legible
 * in logs and in the text form of messages. They are masked unless this is called.
 *
 * Since: 1.32
 */
void
qmi_utils_set_show_personal_info (gboolean show_personal_info)
{
    g_atomic_int_set (&show_personal_info_enabled, show_personal_info);
}

/* Reading */

/* Every reader gets its bytes here. Returns %NULL and uses the buffer up if it has not that many. */
static const guint8 *
take_bytes (const guint8 **buffer, guint16 *buffer_size, gsize n_bytes)
{
    const guint8 *bytes = *buffer;
    gboolean enough = n_bytes <= *buffer_size;
    guint16 n_taken = enough ? (guint16) n_bytes : *buffer_size;

    *buffer += n_taken;
    *buffer_size -= n_taken;
    return enough ? bytes : NULL;
}

static guint64
take_number (const guint8 **buffer, guint16 *buffer_size, guint n_bytes, QmiEndian endian)
{
    const guint8 *bytes = take_bytes (buffer, buffer_size, n_bytes);

    return bytes ? qmi_load_sized (bytes, n_bytes, endian) : 0;
}

/* The readers of numbers differ in the type only. */
#define DEFINE_READ_BYTE(type)                                                                        \
    void qmi_utils_read_##type##_from_buffer (const guint8 **buffer, guint16 *buffer_size, type *out) \
    {                                                                                                 \
        g_return_if_fail (buffer != NULL && buffer_size != NULL);                                     \
        g_return_if_fail (out != NULL);                                                               \
                                                                                                      \
        *out = (type) take_number (buffer, buffer_size, 1, QMI_ENDIAN_LITTLE);                        \
    }

#define DEFINE_READ(type)                                                                                    \
    void qmi_utils_read_##type##_from_buffer (const guint8 **buffer, guint16 *buffer_size, QmiEndian endian, \
                                              type *out)                                                     \
    {                                                                                                        \
        g_return_if_fail (buffer != NULL && buffer_size != NULL);                                            \
        g_return_if_fail (out != NULL);                                                                      \
                                                                                                             \
        *out = (type) take_number (buffer, buffer_size, sizeof (*out), endian);                              \
    }

/**
 * qmi_utils_read_guint8_from_buffer: (skip)
 * @buffer: (inout): the bytes; moved behind what was read.
 * @buffer_size: (inout): how many bytes @buffer has; reduced by what was read.
 * @out: (out): return location for the number; 0 if the buffer is too short.
 *
 * Reads an unsigned byte.
 *
 * Since: 1.0
 * Deprecated: 1.12: Use qmi_message_tlv_read_guint8().
 */
DEFINE_READ_BYTE (guint8)

/**
 * qmi_utils_read_gint8_from_buffer: (skip)
 * @buffer: (inout): the bytes; moved behind what was read.
 * @buffer_size: (inout): how many bytes @buffer has; reduced by what was read.
 * @out: (out): return location for the number; 0 if the buffer is too short.
 *
 * Reads a signed byte.
 *
 * Since: 1.0
 * Deprecated: 1.12: Use qmi_message_tlv_read_gint8().
 */
DEFINE_READ_BYTE (gint8)

/**
 * qmi_utils_read_guint16_from_buffer: (skip)
 * @buffer: (inout): the bytes; moved behind what was read.
 * @buffer_size: (inout): how many bytes @buffer has; reduced by what was read.
 * @endian: order of the bytes in the buffer.
 * @out: (out): return location for the number; 0 if the buffer is too short.
 *
 * Reads an unsigned 16-bit number.
 *
 * Since: 1.0
 * Deprecated: 1.12: Use qmi_message_tlv_read_guint16().
 */
DEFINE_READ (guint16)

/**
 * qmi_utils_read_gint16_from_buffer: (skip)
 * @buffer: (inout): the bytes; moved behind what was read.
 * @buffer_size: (inout): how many bytes @buffer has; reduced by what was read.
 * @endian: order of the bytes in the buffer.
 * @out: (out): return location for the number; 0 if the buffer is too short.
 *
 * Reads a signed 16-bit number.
 *
 * Since: 1.0
 * Deprecated: 1.12: Use qmi_message_tlv_read_gint16().
 */
DEFINE_READ (gint16)

/**
 * qmi_utils_read_guint32_from_buffer: (skip)
 * @buffer: (inout): the bytes; moved behind what was read.
 * @buffer_size: (inout): how many bytes @buffer has; reduced by what was read.
 * @endian: order of the bytes in the buffer.
 * @out: (out): return location for the number; 0 if the buffer is too short.
 *
 * Reads an unsigned 32-bit number.
 *
 * Since: 1.0
 * Deprecated: 1.12: Use qmi_message_tlv_read_guint32().
 */
DEFINE_READ (guint32)

/**
 * qmi_utils_read_gint32_from_buffer: (skip)
 * @buffer: (inout): the bytes; moved behind what was read.
 * @buffer_size: (inout): how many bytes @buffer has; reduced by what was read.
 * @endian: order of the bytes in the buffer.
 * @out: (out): return location for the number; 0 if the buffer is too short.
 *
 * Reads a signed 32-bit number.
 *
 * Since: 1.0
 * Deprecated: 1.12: Use qmi_message_tlv_read_gint32().
 */
DEFINE_READ (gint32)

/**
 * qmi_utils_read_guint64_from_buffer: (skip)
 * @buffer: (inout): the bytes; moved behind what was read.
 * @buffer_size: (inout): how many bytes @buffer has; reduced by what was read.
 * @endian: order of the bytes in the buffer.
 * @out: (out): return location for the number; 0 if the buffer is too short.
 *
 * Reads an unsigned 64-bit number.
 *
 * Since: 1.0
 * Deprecated: 1.12: Use qmi_message_tlv_read_guint64().
 */
DEFINE_READ (guint64)

/**
 * qmi_utils_read_gint64_from_buffer: (skip)
 * @buffer: (inout): the bytes; moved behind what was read.
 * @buffer_size: (inout): how many bytes @buffer has; reduced by what was read.
 * @endian: order of the bytes in the buffer.
 * @out: (out): return location for the number; 0 if the buffer is too short.
 *
 * Reads a signed 64-bit number.
 *
 * Since: 1.0
 * Deprecated: 1.12: Use qmi_message_tlv_read_gint64().
 */
DEFINE_READ (gint64)

/**
 * qmi_utils_read_sized_guint_from_buffer: (skip)
 * @buffer: (inout): the bytes; moved behind what was read.
 * @buffer_size: (inout): how many bytes @buffer has; reduced by what was read.
 * @n_bytes: how many bytes the number takes in the buffer, 0 to 8.
 * @endian: order of the bytes in the buffer.
 * @out: (out): return location for the number; 0 if the buffer is too short.
 *
 * Reads an unsigned number of any size.
 *
 * Since: 1.0
 * Deprecated: 1.12: Use qmi_message_tlv_read_sized_guint().
 */
void
qmi_utils_read_sized_guint_from_buffer (const guint8 **buffer, guint16 *buffer_size, guint n_bytes, QmiEndian endian,
                                        guint64 *out)
{
    g_return_if_fail (buffer != NULL && buffer_size != NULL);
    g_return_if_fail (n_bytes <= sizeof (*out));
    g_return_if_fail (out != NULL);

    *out = take_number (buffer, buffer_size, n_bytes, endian);
}

/**
 * qmi_utils_read_gfloat_from_buffer: (skip)
 * @buffer: (inout): the bytes; moved behind what was read.
 * @buffer_size: (inout): how many bytes @buffer has; reduced by what was read.
 * @out: (out): return location for the number; 0 if the buffer is too short.
 *
 * Reads a floating-point number of 32 bits (IEEE 754), low byte first.
 *
 * Since: 1.10
 * Deprecated: 1.12: Use qmi_message_tlv_read_gfloat_endian().
 */
void
qmi_utils_read_gfloat_from_buffer (const guint8 **buffer, guint16 *buffer_size, gfloat *out)
{
    guint32 number;

    g_return_if_fail (buffer != NULL && buffer_size != NULL);
    g_return_if_fail (out != NULL);

    number = (guint32) take_number (buffer, buffer_size, sizeof (number), QMI_ENDIAN_LITTLE);
    memcpy (out, &number, sizeof (number));
}

/**
 * qmi_utils_read_string_from_buffer: (skip)
 * @buffer: (inout): the bytes; moved behind what was read.
 * @buffer_size: (inout): how many bytes @buffer has; reduced by what was read.
 * @length_prefix_size: bits (not bytes) of the length in front of the string: 8, 16, or 0 if the
 *   string takes the rest of the buffer.
 * @max_size: how many bytes of the string to use at most, the rest is skipped; 0 for all.
 * @out: (out): return location for the string; free it with g_free().
 *
 * Reads a string as it is, without looking at its encoding. Of a string that is longer than the
 * buffer, what is there is read.
 *
 * Since: 1.0
 * Deprecated: 1.12: Use qmi_message_tlv_read_string().
 */
void
qmi_utils_read_string_from_buffer (const guint8 **buffer, guint16 *buffer_size, guint8 length_prefix_size,
                                   guint16 max_size, gchar **out)
{
    gsize length;
    const guint8 *bytes;

    g_return_if_fail (buffer != NULL && buffer_size != NULL);
    g_return_if_fail (length_prefix_size == 0 || length_prefix_size == 8 || length_prefix_size == 16);
    g_return_if_fail (out != NULL);

    length = *buffer_size;
    if (length_prefix_size > 0)
        length = (gsize) take_number (buffer, buffer_size, length_prefix_size / 8, QMI_ENDIAN_LITTLE);
    length = MIN (length, *buffer_size);

    bytes = take_bytes (buffer, buffer_size, length);
    if (max_size > 0)
        length = MIN (length, max_size);
    *out = g_malloc (length + 1);
    if (length > 0)
        memcpy (*out, bytes, length);
    (*out)[length] = '\0';
}

/**
 * qmi_utils_read_fixed_size_string_from_buffer: (skip)
 * @buffer: (inout): the bytes; moved behind what was read.
 * @buffer_size: (inout): how many bytes @buffer has; reduced by what was read.
 * @fixed_size: size of the string in the buffer, in bytes.
 * @out: (out): buffer of at least @fixed_size bytes; no NUL is written behind the string.
 *
 * Reads a string of known size as it is. If the buffer is too short, what is there is read and the
 * rest of @out is cleared.
 *
 * Since: 1.0
 * Deprecated: 1.12: Use qmi_message_tlv_read_fixed_size_string().
 */
void
qmi_utils_read_fixed_size_string_from_buffer (const guint8 **buffer, guint16 *buffer_size, guint16 fixed_size,
                                              gchar *out)
{
    gsize length;

    g_return_if_fail (buffer != NULL && buffer_size != NULL);
    g_return_if_fail (out != NULL);

    length = MIN (fixed_size, *buffer_size);
    if (length > 0)
        memcpy (out, take_bytes (buffer, buffer_size, length), length);
    memset (out + length, 0, fixed_size - length);
}

/* Writing */

/* Every writer gets its room here. Returns %NULL if there is not that much. */
static guint8 *
take_room (guint8 **buffer, guint16 *buffer_size, gsize n_bytes)
{
    guint8 *room = *buffer;

    if (n_bytes > *buffer_size)
        return NULL;

    *buffer += n_bytes;
    *buffer_size -= (guint16) n_bytes;
    return room;
}

static void
put_number (guint8 **buffer, guint16 *buffer_size, guint n_bytes, QmiEndian endian, guint64 number)
{
    guint8 *room = take_room (buffer, buffer_size, n_bytes);

    if (room)
        qmi_store_sized (room, n_bytes, endian, number);
}

/* The writers of numbers differ in the type only. */
#define DEFINE_WRITE_BYTE(type)                                                               \
    void qmi_utils_write_##type##_to_buffer (guint8 **buffer, guint16 *buffer_size, type *in) \
    {                                                                                         \
        g_return_if_fail (buffer != NULL && buffer_size != NULL);                             \
        g_return_if_fail (in != NULL);                                                        \
                                                                                              \
        put_number (buffer, buffer_size, 1, QMI_ENDIAN_LITTLE, (guint64) *in);                \
    }

#define DEFINE_WRITE(type)                                                                                      \
    void qmi_utils_write_##type##_to_buffer (guint8 **buffer, guint16 *buffer_size, QmiEndian endian, type *in) \
    {                                                                                                           \
        g_return_if_fail (buffer != NULL && buffer_size != NULL);                                               \
        g_return_if_fail (in != NULL);                                                                          \
                                                                                                                \
        put_number (buffer, buffer_size, sizeof (*in), endian, (guint64) *in);                                  \
    }

/**
 * qmi_utils_write_guint8_to_buffer: (skip)
 * @buffer: (inout): where to write; moved behind what was written.
 * @buffer_size: (inout): how many bytes @buffer has; reduced by what was written.
 * @in: the number.
 *
 * Writes an unsigned byte, or nothing if it does not fit.
 *
 * Since: 1.0
 * Deprecated: 1.12: Use qmi_message_tlv_write_guint8().
 */
DEFINE_WRITE_BYTE (guint8)

/**
 * qmi_utils_write_gint8_to_buffer: (skip)
 * @buffer: (inout): where to write; moved behind what was written.
 * @buffer_size: (inout): how many bytes @buffer has; reduced by what was written.
 * @in: the number.
 *
 * Writes a signed byte, or nothing if it does not fit.
 *
 * Since: 1.0
 * Deprecated: 1.12: Use qmi_message_tlv_write_gint8().
 */
DEFINE_WRITE_BYTE (gint8)

/**
 * qmi_utils_write_guint16_to_buffer: (skip)
 * @buffer: (inout): where to write; moved behind what was written.
 * @buffer_size: (inout): how many bytes @buffer has; reduced by what was written.
 * @endian: order of the bytes in the buffer.
 * @in: the number.
 *
 * Writes an unsigned 16-bit number, or nothing if it does not fit.
 *
 * Since: 1.0
 * Deprecated: 1.12: Use qmi_message_tlv_write_guint16().
 */
DEFINE_WRITE (guint16)

/**
 * qmi_utils_write_gint16_to_buffer: (skip)
 * @buffer: (inout): where to write; moved behind what was written.
 * @buffer_size: (inout): how many bytes @buffer has; reduced by what was written.
 * @endian: order of the bytes in the buffer.
 * @in: the number.
 *
 * Writes a signed 16-bit number, or nothing if it does not fit.
 *
 * Since: 1.0
 * Deprecated: 1.12: Use qmi_message_tlv_write_gint16().
 */
DEFINE_WRITE (gint16)

/**
 * qmi_utils_write_guint32_to_buffer: (skip)
 * @buffer: (inout): where to write; moved behind what was written.
 * @buffer_size: (inout): how many bytes @buffer has; reduced by what was written.
 * @endian: order of the bytes in the buffer.
 * @in: the number.
 *
 * Writes an unsigned 32-bit number, or nothing if it does not fit.
 *
 * Since: 1.0
 * Deprecated: 1.12: Use qmi_message_tlv_write_guint32().
 */
DEFINE_WRITE (guint32)

/**
 * qmi_utils_write_gint32_to_buffer: (skip)
 * @buffer: (inout): where to write; moved behind what was written.
 * @buffer_size: (inout): how many bytes @buffer has; reduced by what was written.
 * @endian: order of the bytes in the buffer.
 * @in: the number.
 *
 * Writes a signed 32-bit number, or nothing if it does not fit.
 *
 * Since: 1.0
 * Deprecated: 1.12: Use qmi_message_tlv_write_gint32().
 */
DEFINE_WRITE (gint32)

/**
 * qmi_utils_write_guint64_to_buffer: (skip)
 * @buffer: (inout): where to write; moved behind what was written.
 * @buffer_size: (inout): how many bytes @buffer has; reduced by what was written.
 * @endian: order of the bytes in the buffer.
 * @in: the number.
 *
 * Writes an unsigned 64-bit number, or nothing if it does not fit.
 *
 * Since: 1.0
 * Deprecated: 1.12: Use qmi_message_tlv_write_guint64().
 */
DEFINE_WRITE (guint64)

/**
 * qmi_utils_write_gint64_to_buffer: (skip)
 * @buffer: (inout): where to write; moved behind what was written.
 * @buffer_size: (inout): how many bytes @buffer has; reduced by what was written.
 * @endian: order of the bytes in the buffer.
 * @in: the number.
 *
 * Writes a signed 64-bit number, or nothing if it does not fit.
 *
 * Since: 1.0
 * Deprecated: 1.12: Use qmi_message_tlv_write_gint64().
 */
DEFINE_WRITE (gint64)

/**
 * qmi_utils_write_sized_guint_to_buffer: (skip)
 * @buffer: (inout): where to write; moved behind what was written.
 * @buffer_size: (inout): how many bytes @buffer has; reduced by what was written.
 * @n_bytes: how many bytes the number takes in the buffer, 0 to 8.
 * @endian: order of the bytes in the buffer.
 * @in: the number; bits that do not fit @n_bytes are dropped.
 *
 * Writes an unsigned number of any size, or nothing if it does not fit.
 *
 * Since: 1.0
 * Deprecated: 1.12: Use qmi_message_tlv_write_sized_guint().
 */
void
qmi_utils_write_sized_guint_to_buffer (guint8 **buffer, guint16 *buffer_size, guint n_bytes, QmiEndian endian,
                                       guint64 *in)
{
    g_return_if_fail (buffer != NULL && buffer_size != NULL);
    g_return_if_fail (n_bytes <= sizeof (*in));
    g_return_if_fail (in != NULL);

    put_number (buffer, buffer_size, n_bytes, endian, *in);
}

/**
 * qmi_utils_write_string_to_buffer: (skip)
 * @buffer: (inout): where to write; moved behind what was written.
 * @buffer_size: (inout): how many bytes @buffer has; reduced by what was written.
 * @length_prefix_size: bits (not bytes) of the length to write in front of the string: 8, 16, or 0
 *   for none.
 * @in: the string; it is written without its NUL.
 *
 * Writes a string. What does not fit the length or the buffer is cut off; if there is not even room
 * for the length, nothing is written.
 *
 * Since: 1.0
 * Deprecated: 1.12: Use qmi_message_tlv_write_string().
 */
void
qmi_utils_write_string_to_buffer (guint8 **buffer, guint16 *buffer_size, guint8 length_prefix_size, const gchar *in)
{
    guint prefix = length_prefix_size / 8;
    gsize length;

    g_return_if_fail (buffer != NULL && buffer_size != NULL);
    g_return_if_fail (length_prefix_size == 0 || length_prefix_size == 8 || length_prefix_size == 16);
    g_return_if_fail (in != NULL);

    if (*buffer_size < prefix)
        return;

    length = MIN (strlen (in), (gsize) *buffer_size - prefix);
    if (length_prefix_size == 8)
        length = MIN (length, G_MAXUINT8);

    put_number (buffer, buffer_size, prefix, QMI_ENDIAN_LITTLE, length);
    if (length > 0)
        memcpy (take_room (buffer, buffer_size, length), in, length);
}

/**
 * qmi_utils_write_fixed_size_string_to_buffer: (skip)
 * @buffer: (inout): where to write; moved behind what was written.
 * @buffer_size: (inout): how many bytes @buffer has; reduced by what was written.
 * @fixed_size: size of the string in the buffer, in bytes.
 * @in: the string.
 *
 * Writes @fixed_size bytes: the string, cut off or filled up with NULs. Nothing is written if they do
 * not fit.
 *
 * Since: 1.0
 * Deprecated: 1.12: Use qmi_message_tlv_write_string().
 */
void
qmi_utils_write_fixed_size_string_to_buffer (guint8 **buffer, guint16 *buffer_size, guint16 fixed_size, const gchar *in)
{
    guint8 *room;
    gsize length;

    g_return_if_fail (buffer != NULL && buffer_size != NULL);
    g_return_if_fail (in != NULL);

    room = take_room (buffer, buffer_size, fixed_size);
    if (!room)
        return;

    length = strnlen (in, fixed_size);
    memcpy (room, in, length);
    memset (room + length, 0, fixed_size - length);
}
