/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the tests of messages share: a good frame, blocks of bytes, lists of TLVs. */

#pragma once

#include "qmi-message.h"

/* DMS response, client 2, transaction 0x0107, message 0x0025: TLVs 0x02 (4 bytes), 0x10 "abc", 0x11 empty */
static const guint8 good_frame[] = {
    0x01, 0x1C, 0x00, 0x80, 0x02, 0x02,
    0x02, 0x07, 0x01, 0x25, 0x00, 0x10, 0x00,
    0x02, 0x04, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x10, 0x03, 0x00, 'a', 'b', 'c',
    0x11, 0x00, 0x00,
};

/* A block of exactly the right size, so that a sanitizer sees every byte too many */
static inline GByteArray *
bytes_new (gconstpointer bytes,
           gsize         length)
{
    return g_byte_array_new_take (g_memdup2 (bytes, length), length);
}

static inline QmiMessage *
good_message (void)
{
    g_autoptr (GByteArray) raw = bytes_new (good_frame, sizeof (good_frame));
    g_autoptr (GError)     error = NULL;
    QmiMessage            *message = qmi_message_new_from_raw (raw, &error);

    g_assert_no_error (error);
    g_assert_nonnull (message);
    return message;
}

static inline void
assert_message (QmiMessage   *message,
                const guint8 *bytes,
                gsize         length)
{
    g_assert_cmpmem (message->data, message->len, bytes, length);
}

/* Lists a TLV in a GString */
static inline void
append_type (guint8        type,
             const guint8 *value G_GNUC_UNUSED,
             gsize         length,
             gpointer      user_data)
{
    g_string_append_printf (user_data, "%02x:%" G_GSIZE_FORMAT " ", type, length);
}
