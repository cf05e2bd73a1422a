/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Messages: frames, TLVs, strings, contexts and the old buffer functions, with good and bad input. */

#include <string.h>

#include "qmi-error-types.h"
#include "qmi-message.h"
#include "qmi-message-context.h"
#include "qmi-message-private.h"
#include "qmi-text.h"
#include "qmi-utils.h"

/* DMS response, client 2, transaction 0x0107, message 0x0025: TLVs 0x02 (4 bytes), 0x10 "abc", 0x11 empty */
static const guint8 good_frame[] = {
    0x01, 0x1C, 0x00, 0x80, 0x02, 0x02,
    0x02, 0x07, 0x01, 0x25, 0x00, 0x10, 0x00,
    0x02, 0x04, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x10, 0x03, 0x00, 'a', 'b', 'c',
    0x11, 0x00, 0x00,
};

/* A block of exactly the right size, so that a sanitizer sees every byte too many */
static GByteArray *
bytes_new (gconstpointer bytes,
           gsize         length)
{
    return g_byte_array_new_take (g_memdup2 (bytes, length), length);
}

static QmiMessage *
good_message (void)
{
    g_autoptr (GByteArray) raw = bytes_new (good_frame, sizeof (good_frame));
    g_autoptr (GError)     error = NULL;
    QmiMessage            *message = qmi_message_new_from_raw (raw, &error);

    g_assert_no_error (error);
    g_assert_nonnull (message);
    return message;
}

/* A DMS request with the one TLV 0x01; its offset is always 13 */
#define TLV_OFFSET 13

static QmiMessage *
message_with_value (gconstpointer value,
                    gsize         length)
{
    QmiMessage *message = qmi_message_new (QMI_SERVICE_DMS, 1, 1, 1);
    gsize       tlv_offset = qmi_message_tlv_write_init (message, 0x01, NULL);

    g_assert_cmpuint (tlv_offset, ==, TLV_OFFSET);
    g_assert_true (qmi_message_tlv_write_string (message, 0, value, (gssize) length, NULL));
    g_assert_true (qmi_message_tlv_write_complete (message, tlv_offset, NULL));
    return message;
}

static void
assert_message (QmiMessage   *message,
                const guint8 *bytes,
                gsize         length)
{
    g_assert_cmpmem (message->data, message->len, bytes, length);
}

/* Frames */

static void
test_new_service (void)
{
    static const guint8    expected[] = { 0x01, 0x0C, 0x00, 0x00, 0x03, 0x15, 0x00, 0x34, 0x12, 0xCD, 0xAB, 0x00, 0x00 };
    g_autoptr (QmiMessage) message = qmi_message_new (QMI_SERVICE_NAS, 0x15, 0x1234, 0xABCD);

    assert_message (message, expected, sizeof (expected));
    g_assert_cmpint (qmi_message_get_service (message), ==, QMI_SERVICE_NAS);
    g_assert_cmpuint (qmi_message_get_client_id (message), ==, 0x15);
    g_assert_cmpuint (qmi_message_get_transaction_id (message), ==, 0x1234);
    g_assert_cmpuint (qmi_message_get_message_id (message), ==, 0xABCD);
    g_assert_cmpuint (qmi_message_get_length (message), ==, sizeof (expected));
    g_assert_true (qmi_message_is_request (message));

    qmi_message_set_transaction_id (message, 0xFEDC);
    g_assert_cmpuint (qmi_message_get_transaction_id (message), ==, 0xFEDC);
}

static void
test_new_ctl (void)
{
    static const guint8    expected[] = { 0x01, 0x0B, 0x00, 0x00, 0x00, 0x00, 0x00, 0xFF, 0x22, 0x00, 0x00, 0x00 };
    g_autoptr (QmiMessage) message = qmi_message_new (QMI_SERVICE_CTL, 0, 0xFF, 0x0022);

    assert_message (message, expected, sizeof (expected));
    g_assert_cmpuint (qmi_message_get_transaction_id (message), ==, 0xFF);
    g_assert_cmpuint (qmi_message_get_message_id (message), ==, 0x0022);

    /* Only one byte is there for it: the neighbour must not be written. */
    qmi_message_set_transaction_id (message, 0x0134);
    g_assert_cmpuint (qmi_message_get_transaction_id (message), ==, 0x34);
    g_assert_cmpuint (qmi_message_get_message_id (message), ==, 0x0022);
}

static void
test_new_ctl_transaction_too_large (void)
{
    g_test_expect_message ("Qmi", G_LOG_LEVEL_CRITICAL, "*transaction_id*");
    g_assert_null (qmi_message_new (QMI_SERVICE_CTL, 0, 0x100, 0x0022));
    g_test_assert_expected_messages ();
}

static void
test_flags (void)
{
    static const struct {
        QmiService service;
        guint8     flags;
        gboolean   request, response, indication;
    } cases[] = {
        { QMI_SERVICE_CTL, 0x00, TRUE,  FALSE, FALSE },
        { QMI_SERVICE_CTL, 0x01, FALSE, TRUE,  FALSE },
        { QMI_SERVICE_CTL, 0x02, FALSE, FALSE, TRUE },
        { QMI_SERVICE_CTL, 0x04, TRUE,  FALSE, FALSE },
        { QMI_SERVICE_DMS, 0x00, TRUE,  FALSE, FALSE },
        { QMI_SERVICE_DMS, 0x01, TRUE,  FALSE, FALSE },
        { QMI_SERVICE_DMS, 0x02, FALSE, TRUE,  FALSE },
        { QMI_SERVICE_DMS, 0x04, FALSE, FALSE, TRUE },
    };
    guint i;

    for (i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (QmiMessage) message = qmi_message_new (cases[i].service, 1, 1, 1);

        message->data[QMI_FRAME_QMI_FLAGS] = cases[i].flags;
        g_assert_cmpint (qmi_message_is_request (message), ==, cases[i].request);
        g_assert_cmpint (qmi_message_is_response (message), ==, cases[i].response);
        g_assert_cmpint (qmi_message_is_indication (message), ==, cases[i].indication);
    }
}

static void
test_response_new (void)
{
    static const guint8 failed[] = { 0x01, 0x13, 0x00, 0x80, 0x02, 0x05, 0x02, 0x34, 0x12, 0x25, 0x00, 0x07, 0x00,
                                     0x02, 0x04, 0x00, 0x01, 0x00, 0x04, 0x00 };
    static const guint8 done[] = { 0x01, 0x12, 0x00, 0x80, 0x00, 0x00, 0x01, 0xC8, 0x25, 0x00, 0x07, 0x00,
                                   0x02, 0x04, 0x00, 0x00, 0x00, 0x00, 0x00 };
    g_autoptr (QmiMessage) request = qmi_message_new (QMI_SERVICE_DMS, 5, 0x1234, 0x25);
    g_autoptr (QmiMessage) ctl_request = qmi_message_new (QMI_SERVICE_CTL, 0, 200, 0x25);
    g_autoptr (QmiMessage) response = qmi_message_response_new (request, QMI_PROTOCOL_ERROR_ABORTED);
    g_autoptr (QmiMessage) ctl_response = qmi_message_response_new (ctl_request, QMI_PROTOCOL_ERROR_NONE);

    assert_message (response, failed, sizeof (failed));
    assert_message (ctl_response, done, sizeof (done));
    g_assert_true (qmi_message_is_response (response));
    g_assert_true (qmi_message_is_response (ctl_response));
}

static void
test_raw_needs_more (void)
{
    gsize length;

    for (length = 0; length < sizeof (good_frame); length++) {
        g_autoptr (GByteArray) raw = bytes_new (good_frame, length);
        g_autoptr (GError)     error = NULL;

        g_assert_null (qmi_message_new_from_raw (raw, &error));
        g_assert_no_error (error);
        g_assert_cmpuint (raw->len, ==, length);
    }
}

static void
test_raw_stream (void)
{
    g_autoptr (GByteArray) raw = g_byte_array_new ();
    guint                  i;

    for (i = 0; i < 3; i++)
        g_byte_array_append (raw, good_frame, sizeof (good_frame));
    raw->data[sizeof (good_frame)] = 0x55; /* the second one has no marker */
    g_byte_array_append (raw, good_frame, 7);

    for (i = 0; i < 3; i++) {
        g_autoptr (GError)     error = NULL;
        g_autoptr (QmiMessage) message = qmi_message_new_from_raw (raw, &error);

        g_assert_cmpuint (raw->len, ==, (2 - i) * sizeof (good_frame) + 7);
        if (i == 1) {
            g_assert_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_MESSAGE);
            g_assert_null (message);
        } else {
            g_assert_no_error (error);
            assert_message (message, good_frame, sizeof (good_frame));
        }
    }
    g_assert_null (qmi_message_new_from_raw (raw, NULL));
    g_assert_cmpuint (raw->len, ==, 7);
}

static void
assert_raw_is_bad (const guint8 *bytes,
                   gsize         length,
                   gsize         left)
{
    g_autoptr (GByteArray) raw = bytes_new (bytes, length);
    g_autoptr (GError)     error = NULL;

    g_assert_null (qmi_message_new_from_raw (raw, &error));
    g_assert_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_MESSAGE);
    g_assert_cmpuint (raw->len, ==, left);
}

static void
test_raw_bad_lengths (void)
{
    /* The QMUX length is too small for the headers. */
    assert_raw_is_bad ((const guint8 *) "\1\0\0\0\0\0", 6, 5);
    assert_raw_is_bad ((const guint8 *) "\1\4\0\0\0\0", 6, 1);
    assert_raw_is_bad ((const guint8 *) "\1\5\0\0\0\0", 6, 0);
    assert_raw_is_bad ((const guint8 *) "\1\12\0\0\0\0\0\0\0\0\0", 11, 0);
    assert_raw_is_bad ((const guint8 *) "\1\13\0\0\1\0\0\0\0\0\0\0", 12, 0);
    /* The length of the TLVs is not what is left. */
    assert_raw_is_bad ((const guint8 *) "\1\14\0\0\1\0\0\0\0\0\0\1\0", 13, 0);
    assert_raw_is_bad ((const guint8 *) "\1\17\0\0\1\0\0\0\0\0\0\0\0\1\0\0", 16, 0);
    /* The header or the value of a TLV goes beyond the frame. */
    assert_raw_is_bad ((const guint8 *) "\1\15\0\0\1\0\0\0\0\0\0\1\0\1", 14, 0);
    assert_raw_is_bad ((const guint8 *) "\1\16\0\0\1\0\0\0\0\0\0\2\0\1\0", 15, 0);
    assert_raw_is_bad ((const guint8 *) "\1\17\0\0\1\0\0\0\0\0\0\3\0\1\1\0", 16, 0);
    assert_raw_is_bad ((const guint8 *) "\1\17\0\0\1\0\0\0\0\0\0\3\0\1\377\377", 16, 0);
    /* The marker is wrong. */
    assert_raw_is_bad ((const guint8 *) "\2\14\0\0\1\0\0\0\0\0\0\0\0", 13, 0);
}

static void
add_length (guint8        type G_GNUC_UNUSED,
            const guint8 *value,
            gsize         length,
            gpointer      user_data)
{
    gsize *total = user_data;

    if (length > 0)
        g_assert_cmpuint (value[length - 1], <=, 0xFF); /* touch it */
    *total += QMI_TLV_HEADER + length;
}

/* Each byte of a good frame gets each value: whatever is accepted is consistent. */
static void
test_raw_damaged (void)
{
    gsize position;
    guint value;

    for (position = 0; position < sizeof (good_frame); position++) {
        for (value = 0; value < 0x100; value++) {
            g_autoptr (GByteArray) raw = bytes_new (good_frame, sizeof (good_frame));
            g_autoptr (QmiMessage) message = NULL;
            gsize                  total = 0;

            raw->data[position] = (guint8) value;
            message = qmi_message_new_from_raw (raw, NULL);
            if (!message)
                continue;
            qmi_message_foreach_raw_tlv (message, add_length, &total);
            g_assert_cmpuint (qmi_message_headers_size (message) + total, ==, message->len);
        }
    }
}

static void
test_raw_longest (void)
{
    g_autoptr (GByteArray) raw = g_byte_array_new ();
    g_autoptr (QmiMessage) message = NULL;
    gsize                  total = 0;

    g_byte_array_set_size (raw, 0x10000);
    memset (raw->data, 0, raw->len);
    memcpy (raw->data, "\1\377\377\200\2\1\2\1\0\1\0\363\377\20\360\377", 16);
    message = qmi_message_new_from_raw (raw, NULL);
    g_assert_nonnull (message);
    g_assert_cmpuint (raw->len, ==, 0);
    g_assert_cmpuint (message->len, ==, 0x10000);
    qmi_message_foreach_raw_tlv (message, add_length, &total);
    g_assert_cmpuint (total, ==, 0xFFF3);
}

static void
test_data_round_trip (void)
{
    g_autoptr (QmiMessage) message = good_message ();
    g_autoptr (QmiMessage) copy = NULL;
    g_autoptr (GByteArray) data = NULL;
    g_autoptr (GError)     error = NULL;
    const guint8          *bytes;
    gsize                  length;

    bytes = qmi_message_get_data (message, &length, NULL);
    g_assert_cmpuint (length, ==, sizeof (good_frame) - QMI_FRAME_QMI);
    data = bytes_new (bytes, length);
    g_byte_array_append (data, (const guint8 *) "rest", 4);

    copy = qmi_message_new_from_data (QMI_SERVICE_DMS, 2, data, &error);
    g_assert_no_error (error);
    g_assert_cmpmem (data->data, data->len, "rest", 4);
    copy->data[QMI_FRAME_QMUX_FLAGS] = 0x80;
    assert_message (copy, good_frame, sizeof (good_frame));
}

static void
assert_data_is_bad (QmiService    service,
                    gconstpointer bytes,
                    gsize         length,
                    gsize         left)
{
    g_autoptr (GByteArray) data = bytes_new (bytes, length);
    g_autoptr (GError)     error = NULL;

    g_assert_null (qmi_message_new_from_data (service, 1, data, &error));
    g_assert_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_MESSAGE);
    g_assert_cmpuint (data->len, ==, left);
}

static void
test_data_bad (void)
{
    g_autofree guint8 *large = g_malloc0 (0x10010);
    gsize              length;

    /* too short for what it says: everything goes, or the caller would try again for ever */
    for (length = 0; length < sizeof (good_frame) - QMI_FRAME_QMI; length++)
        assert_data_is_bad (QMI_SERVICE_DMS, good_frame + QMI_FRAME_QMI, length, 0);
    assert_data_is_bad (QMI_SERVICE_CTL, "\0\1\42\0\0", 5, 0);
    assert_data_is_bad (QMI_SERVICE_CTL, "\0\1\42\0\1\0", 6, 0);

    /* bad TLV: what follows the message stays */
    assert_data_is_bad (QMI_SERVICE_DMS, "\0\1\0\40\0\3\0\1\1\0XX", 12, 2);

    /* fine as such, but no QMUX header can say its length */
    memcpy (large, "\0\1\0\40\0\376\377\1\373\377", 10);
    assert_data_is_bad (QMI_SERVICE_DMS, large, 0x10010, 0x10010 - 7 - 0xFFFE);
}

static void
test_references (void)
{
    g_autoptr (QmiMessage) message = good_message ();
    const guint8          *bytes;
    gsize                  length;

    g_assert_true (qmi_message_ref (message) == message);
    qmi_message_unref (message);
    bytes = qmi_message_get_raw (message, &length, NULL);
    g_assert_cmpmem (bytes, length, good_frame, sizeof (good_frame));
}

/* TLVs as bytes */

static void
append_type (guint8        type,
             const guint8 *value G_GNUC_UNUSED,
             gsize         length,
             gpointer      user_data)
{
    g_string_append_printf (user_data, "%02x:%" G_GSIZE_FORMAT " ", type, length);
}

static void
test_raw_tlvs (void)
{
    g_autoptr (QmiMessage) message = good_message ();
    g_autoptr (GString)    list = g_string_new (NULL);
    const guint8          *value;
    guint16                length = 77;

    g_assert_true (qmi_message_add_raw_tlv (message, 0x10, (const guint8 *) "second", 6, NULL));
    qmi_message_foreach_raw_tlv (message, append_type, list);
    g_assert_cmpstr (list->str, ==, "02:4 10:3 11:0 10:6 ");

    /* the first one of a type counts */
    value = qmi_message_get_raw_tlv (message, 0x10, &length);
    g_assert_cmpmem (value, length, "abc", 3);

    /* empty is not absent */
    g_assert_nonnull (qmi_message_get_raw_tlv (message, 0x11, &length));
    g_assert_cmpuint (length, ==, 0);

    length = 77;
    g_assert_null (qmi_message_get_raw_tlv (message, 0x12, &length));
    g_assert_cmpuint (length, ==, 77);
}

static void
test_add_raw_tlv_limit (void)
{
    g_autofree guint8 *value = g_malloc0 (0x20000);
    gsize              most = 0x10000 - 13 - QMI_TLV_HEADER;
    gsize              length;

    for (length = most - 1; length < most + 3; length++) {
        g_autoptr (QmiMessage) message = qmi_message_new (QMI_SERVICE_DMS, 1, 1, 1);
        g_autoptr (GError)     error = NULL;

        if (qmi_message_add_raw_tlv (message, 1, value, length, &error)) {
            g_assert_cmpuint (length, <=, most);
            g_assert_cmpuint (qmi_load_u16_le (message->data + QMI_FRAME_LENGTH), ==, message->len - 1);
        } else {
            g_assert_cmpuint (length, >, most);
            g_assert_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_TLV_TOO_LONG);
            g_assert_cmpstr (error->message, ==, "TLV to add is too long");
            g_assert_cmpuint (message->len, ==, 13);
        }
    }
}

/* Writing */

static void
test_write_numbers (void)
{
    static const guint8 expected[] = {
        0x01, 0x3E, 0x00, 0x00, 0x02, 0x01, 0x00, 0x01, 0x00, 0x01, 0x00, 0x32, 0x00,
        0x01, 0x2F, 0x00,
        0x81, 0xFE,
        0x34, 0x12, 0x12, 0x34, 0xFE, 0xFF,
        0x78, 0x56, 0x34, 0x12, 0xFF, 0xFF, 0xFF, 0xFE,
        0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11,
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE,
        0x88, 0x77, 0x66, 0x66, 0x77, 0x88,
        0x03, 'a', 'b', 'c', 0x02, 0x00, 'd', 'e', 'f',
    };
    g_autoptr (QmiMessage) message = qmi_message_new (QMI_SERVICE_DMS, 1, 1, 1);
    gsize                  tlv_offset = qmi_message_tlv_write_init (message, 0x01, NULL);

    g_assert_true (qmi_message_tlv_write_guint8 (message, 0x81, NULL));
    g_assert_true (qmi_message_tlv_write_gint8 (message, -2, NULL));
    g_assert_true (qmi_message_tlv_write_guint16 (message, QMI_ENDIAN_LITTLE, 0x1234, NULL));
    g_assert_true (qmi_message_tlv_write_guint16 (message, QMI_ENDIAN_BIG, 0x1234, NULL));
    g_assert_true (qmi_message_tlv_write_gint16 (message, QMI_ENDIAN_LITTLE, -2, NULL));
    g_assert_true (qmi_message_tlv_write_guint32 (message, QMI_ENDIAN_LITTLE, 0x12345678, NULL));
    g_assert_true (qmi_message_tlv_write_gint32 (message, QMI_ENDIAN_BIG, -2, NULL));
    g_assert_true (qmi_message_tlv_write_guint64 (message, QMI_ENDIAN_LITTLE, 0x1122334455667788, NULL));
    g_assert_true (qmi_message_tlv_write_gint64 (message, QMI_ENDIAN_BIG, -2, NULL));
    g_assert_true (qmi_message_tlv_write_sized_guint (message, 3, QMI_ENDIAN_LITTLE, 0x5555555555667788, NULL));
    g_assert_true (qmi_message_tlv_write_sized_guint (message, 3, QMI_ENDIAN_BIG, 0x5555555555667788, NULL));
    g_assert_true (qmi_message_tlv_write_sized_guint (message, 0, QMI_ENDIAN_BIG, 1, NULL));
    g_assert_true (qmi_message_tlv_write_string (message, 1, "abc", -1, NULL));
    g_assert_true (qmi_message_tlv_write_string (message, 2, "de", 2, NULL));
    g_assert_true (qmi_message_tlv_write_string (message, 0, "fgh", 1, NULL));
    g_assert_true (qmi_message_tlv_write_complete (message, tlv_offset, NULL));
    assert_message (message, expected, sizeof (expected));
}

static void
test_write_empty_and_reset (void)
{
    static const guint8    expected[] = { 0x01, 0x0F, 0x00, 0x00, 0x02, 0x01, 0x00, 0x01, 0x00, 0x01, 0x00, 0x03, 0x00,
                                          0x05, 0x00, 0x00 };
    g_autoptr (QmiMessage) message = qmi_message_new (QMI_SERVICE_DMS, 1, 1, 1);
    gsize                  tlv_offset;

    tlv_offset = qmi_message_tlv_write_init (message, 0x04, NULL);
    g_assert_true (qmi_message_tlv_write_guint32 (message, QMI_ENDIAN_LITTLE, 1, NULL));
    qmi_message_tlv_write_reset (message, tlv_offset);
    g_assert_cmpuint (message->len, ==, 13);

    tlv_offset = qmi_message_tlv_write_init (message, 0x05, NULL);
    g_assert_true (qmi_message_tlv_write_complete (message, tlv_offset, NULL));
    assert_message (message, expected, sizeof (expected));

    /* saying it twice does no harm */
    g_assert_true (qmi_message_tlv_write_complete (message, tlv_offset, NULL));
    assert_message (message, expected, sizeof (expected));
}

static void
test_write_string_too_long (void)
{
    static const struct {
        guint8 prefix;
        gssize length;
        gint   code;
    } cases[] = {
        { 1, 256, QMI_CORE_ERROR_INVALID_ARGS },
        { 2, 65536, QMI_CORE_ERROR_INVALID_ARGS },
        { 2, 65535, QMI_CORE_ERROR_TLV_TOO_LONG },
        { 0, 65536, QMI_CORE_ERROR_TLV_TOO_LONG },
    };
    g_autofree gchar *text = g_strnfill (65536, 'a');
    guint             i;

    for (i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (QmiMessage) message = qmi_message_new (QMI_SERVICE_DMS, 1, 1, 1);
        g_autoptr (GError)     error = NULL;

        qmi_message_tlv_write_init (message, 0x01, NULL);
        g_assert_false (qmi_message_tlv_write_string (message, cases[i].prefix, text, cases[i].length, &error));
        g_assert_error (error, QMI_CORE_ERROR, cases[i].code);
        g_assert_cmpuint (message->len, ==, 16);
    }
}

static void
test_write_to_the_limit (void)
{
    g_autofree guint8     *filler = g_malloc0 (G_MAXUINT16);
    g_autoptr (QmiMessage) message = qmi_message_new (QMI_SERVICE_DMS, 1, 1, 1);
    g_autoptr (GError)     error = NULL;
    gsize                  tlv_offset;

    /* room for the header of another TLV and 2 bytes */
    g_assert_true (qmi_message_add_raw_tlv (message, 1, filler, G_MAXUINT16 - 13 - 3 - 5, NULL));
    tlv_offset = qmi_message_tlv_write_init (message, 2, NULL);
    g_assert_cmpuint (tlv_offset, ==, G_MAXUINT16 - 5);
    g_assert_true (qmi_message_tlv_write_guint16 (message, QMI_ENDIAN_LITTLE, 1, NULL));
    g_assert_false (qmi_message_tlv_write_guint8 (message, 1, &error));
    g_assert_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_TLV_TOO_LONG);
    g_assert_cmpstr (error->message, ==, "Writing TLV would overflow");
    g_clear_error (&error);
    g_assert_true (qmi_message_tlv_write_complete (message, tlv_offset, NULL));
    g_assert_cmpuint (message->len, ==, G_MAXUINT16);
    g_assert_cmpuint (qmi_load_u16_le (message->data + QMI_FRAME_LENGTH), ==, G_MAXUINT16 - 1);

    g_assert_cmpuint (qmi_message_tlv_write_init (message, 3, &error), ==, 0);
    g_assert_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_TLV_TOO_LONG);
}

/* A TLV that is not complete has no lengths yet: looking must not go beyond the frame. */
static void
test_unfinished (void)
{
    g_autoptr (QmiMessage) message = good_message ();
    g_autoptr (QmiMessage) exact = NULL;
    g_autoptr (GString)    list = g_string_new (NULL);
    guint16                length;

    qmi_message_tlv_write_init (message, 0x20, NULL);
    qmi_message_tlv_write_guint8 (message, 0x21, NULL);
    qmi_message_tlv_write_guint8 (message, 0xFF, NULL);
    exact = bytes_new (message->data, message->len);
    qmi_message_foreach_raw_tlv (exact, append_type, list);
    g_assert_cmpstr (list->str, ==, "02:4 10:3 11:0 20:0 ");
    g_assert_null (qmi_message_get_raw_tlv (exact, 0x21, &length));
    g_assert_cmpuint (qmi_message_tlv_read_init (exact, 0x21, NULL, NULL), ==, 0);
}

/* Reading */

static void
test_read_init (void)
{
    g_autoptr (QmiMessage) message = good_message ();
    g_autoptr (GError)     error = NULL;
    guint16                length = 77;

    g_assert_cmpuint (qmi_message_tlv_read_init (message, 0x10, &length, &error), ==, 20);
    g_assert_no_error (error);
    g_assert_cmpuint (length, ==, 3);
    g_assert_cmpuint (qmi_message_tlv_read_init (message, 0x02, NULL, NULL), ==, 13);

    g_assert_cmpuint (qmi_message_tlv_read_init (message, 0x1F, &length, &error), ==, 0);
    g_assert_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_TLV_NOT_FOUND);
    g_assert_cmpstr (error->message, ==, "TLV 0x1F not found");
}

static void
test_read_numbers (void)
{
    static const guint8    value[] = { 0x81, 0x92, 0xA3, 0xB4, 0xC5, 0xD6, 0xE7, 0xF8 };
    g_autoptr (QmiMessage) message = message_with_value (value, sizeof (value));
    gsize                  offset;

#define READS(type, ctype, expected, size, ...)                                                 \
    G_STMT_START {                                                                              \
        ctype out;                                                                              \
                                                                                                \
        offset = 0;                                                                             \
        g_assert_true (qmi_message_tlv_read_##type (message, TLV_OFFSET, &offset, __VA_ARGS__)); \
        g_assert_cmpuint (offset, ==, size);                                                    \
        g_assert_true (out == (expected));                                                      \
    } G_STMT_END

    READS (guint8, guint8, 0x81, 1, &out, NULL);
    READS (gint8, gint8, -127, 1, &out, NULL);
    READS (guint16, guint16, 0x9281, 2, QMI_ENDIAN_LITTLE, &out, NULL);
    READS (guint16, guint16, 0x8192, 2, QMI_ENDIAN_BIG, &out, NULL);
    READS (gint16, gint16, (gint16) 0x9281, 2, QMI_ENDIAN_LITTLE, &out, NULL);
    READS (guint32, guint32, 0xB4A39281, 4, QMI_ENDIAN_LITTLE, &out, NULL);
    READS (guint32, guint32, 0x8192A3B4, 4, QMI_ENDIAN_BIG, &out, NULL);
    READS (gint32, gint32, (gint32) 0x8192A3B4, 4, QMI_ENDIAN_BIG, &out, NULL);
    READS (guint64, guint64, 0xF8E7D6C5B4A39281, 8, QMI_ENDIAN_LITTLE, &out, NULL);
    READS (gint64, gint64, (gint64) 0x8192A3B4C5D6E7F8, 8, QMI_ENDIAN_BIG, &out, NULL);
    READS (sized_guint, guint64, 0xC5B4A39281, 5, 5, QMI_ENDIAN_LITTLE, &out, NULL);
    READS (sized_guint, guint64, 0x8192A3B4C5, 5, 5, QMI_ENDIAN_BIG, &out, NULL);
    READS (sized_guint, guint64, 0, 0, 0, QMI_ENDIAN_BIG, &out, NULL);
#undef READS
}

static void
test_read_floats (void)
{
    static const guint8    value[] = { 0x00, 0x00, 0x20, 0x41, 0xC0, 0x04, 0, 0, 0, 0, 0, 0 };
    g_autoptr (QmiMessage) message = message_with_value (value, sizeof (value));
    gsize                  offset = 0;
    gfloat                 number;
    gdouble                larger;

    g_assert_true (qmi_message_tlv_read_gfloat_endian (message, TLV_OFFSET, &offset, QMI_ENDIAN_LITTLE, &number, NULL));
    g_assert_true (number == 10.0f);
    g_assert_true (qmi_message_tlv_read_gdouble (message, TLV_OFFSET, &offset, QMI_ENDIAN_BIG, &larger, NULL));
    g_assert_true (larger == -2.5);
    g_assert_cmpuint (offset, ==, 12);

    offset = 0;
    G_GNUC_BEGIN_IGNORE_DEPRECATIONS
    g_assert_true (qmi_message_tlv_read_gfloat (message, TLV_OFFSET, &offset, &number, NULL));
    G_GNUC_END_IGNORE_DEPRECATIONS
    g_assert_true (number == 10.0f);
}

/* Every reader that needs 'size' bytes, at an offset with fewer or at one that is nonsense */
static void
assert_no_reader_works (QmiMessage *message,
                        gsize       tlv_offset,
                        gsize       start,
                        gsize       rest)
{
    gsize   offset = start;
    gint64  out[1] = { 0x5555555555555555 };
    gchar   fixed[10] = "unset";
    gchar  *text;
    GError *error = NULL;

#define FAILS(type, size, ...)                                                                             \
    G_STMT_START {                                                                                         \
        if (size > rest) {                                                                                 \
            g_assert_false (qmi_message_tlv_read_##type (message, tlv_offset, &offset, __VA_ARGS__, &error)); \
            g_assert_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_TLV_TOO_LONG);                           \
            g_assert_cmpstr (error->message, ==, "Reading TLV would overflow");                            \
            g_assert_cmpuint (offset, ==, start);                                                          \
            g_clear_error (&error);                                                                        \
        }                                                                                                  \
    } G_STMT_END

    FAILS (guint8, 1, (gpointer) out);
    FAILS (gint8, 1, (gpointer) out);
    FAILS (guint16, 2, QMI_ENDIAN_LITTLE, (gpointer) out);
    FAILS (gint16, 2, QMI_ENDIAN_BIG, (gpointer) out);
    FAILS (guint32, 4, QMI_ENDIAN_LITTLE, (gpointer) out);
    FAILS (gint32, 4, QMI_ENDIAN_BIG, (gpointer) out);
    FAILS (guint64, 8, QMI_ENDIAN_LITTLE, (gpointer) out);
    FAILS (gint64, 8, QMI_ENDIAN_BIG, (gpointer) out);
    FAILS (sized_guint, 3, 3, QMI_ENDIAN_BIG, (gpointer) out);
    FAILS (gfloat_endian, 4, QMI_ENDIAN_BIG, (gpointer) out);
    FAILS (gdouble, 8, QMI_ENDIAN_BIG, (gpointer) out);
    FAILS (string, 1, 1, 0, &text);
    FAILS (string, 2, 2, 0, &text);
    FAILS (fixed_size_string, 9, 9, fixed);
#undef FAILS

    g_assert_cmpint (out[0], ==, 0x5555555555555555);
    g_assert_cmpstr (fixed, ==, "unset");
}

static void
test_read_too_much (void)
{
    g_autoptr (QmiMessage) message = message_with_value ("\0\0\0\0\0\0\0\0", 8);
    g_autoptr (QmiMessage) exact = bytes_new (message->data, message->len);
    gsize                  offset;

    for (offset = 0; offset <= 8; offset++)
        assert_no_reader_works (exact, TLV_OFFSET, offset, 8 - offset);
    assert_no_reader_works (exact, TLV_OFFSET, 9, 0);
    assert_no_reader_works (exact, TLV_OFFSET, G_MAXSIZE, 0);
    assert_no_reader_works (exact, TLV_OFFSET, G_MAXSIZE - 2, 0);

    /* no TLV is there */
    for (offset = exact->len - 2; offset < exact->len + 2u; offset++)
        assert_no_reader_works (exact, offset, 0, 0);
    assert_no_reader_works (exact, G_MAXSIZE, 0, 0);

    /* a TLV that lies about its length */
    exact->data[TLV_OFFSET + QMI_TLV_LENGTH]++;
    assert_no_reader_works (exact, TLV_OFFSET, 0, 0);
}

static void
test_read_string (void)
{
    static const struct {
        guint8       prefix;
        guint16      max_size;
        const gchar *value;
        gsize        length;
        gsize        offset;
        const gchar *text;
        gint         code;
    } cases[] = {
        { 0, 0, "abc", 3, 3, "abc", 0 },
        { 0, 2, "abc", 3, 3, "ab", 0 },
        { 0, 0, "", 0, 0, "", 0 },
        { 1, 0, "\3abcX", 5, 4, "abc", 0 },
        { 1, 2, "\3abcX", 5, 4, "ab", 0 },
        { 1, 0, "\0X", 2, 1, "", 0 },
        { 2, 0, "\3\0abcX", 6, 5, "abc", 0 },
        { 1, 0, "\4abc", 4, 1, NULL, QMI_CORE_ERROR_TLV_TOO_LONG },
        { 2, 0, "\3\0ab", 4, 2, NULL, QMI_CORE_ERROR_TLV_TOO_LONG },
        { 2, 0, "\377\377ab", 4, 2, NULL, QMI_CORE_ERROR_TLV_TOO_LONG },
        { 1, 0, "", 0, 0, NULL, QMI_CORE_ERROR_TLV_TOO_LONG },
        { 2, 0, "\1", 1, 0, NULL, QMI_CORE_ERROR_TLV_TOO_LONG },
        { 1, 0, "\1\33X", 3, 1, NULL, QMI_CORE_ERROR_INVALID_DATA },
        /* what is skipped is not there: known from libqmi */
        { 1, 2, "\4abc", 4, 5, "ab", 0 },
    };
    guint i;

    for (i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (QmiMessage) message = message_with_value (cases[i].value, cases[i].length);
        g_autoptr (QmiMessage) exact = bytes_new (message->data, message->len);
        g_autofree gchar      *text = NULL;
        g_autoptr (GError)     error = NULL;
        gsize                  offset = 0;
        gboolean               done;

        g_test_message ("case %u", i);
        done = qmi_message_tlv_read_string (exact, TLV_OFFSET, &offset, cases[i].prefix, cases[i].max_size,
                                            &text, &error);
        g_assert_cmpint (done, ==, cases[i].text != NULL);
        g_assert_cmpstr (text, ==, cases[i].text);
        g_assert_cmpuint (offset, ==, cases[i].offset);
        if (!done)
            g_assert_error (error, QMI_CORE_ERROR, cases[i].code);
    }
}

static void
test_read_fixed_size_string (void)
{
    static const struct {
        const gchar *value;
        const gchar *text; /* NULL = invalid */
    } cases[] = {
        { "abcd", "abcdZZ" },
        { "ab\0d", "abZZZZ" },
        { "a\377cd", "aZZZZZ" },
        { "\303\251cd", "\303\251cdZZ" },
        { "abc\303", "abcZZZ" },
        { "\1\2\3\4", "\1\2\3\4ZZ" },
        { "\0bcd", NULL },
        { "\377bcd", NULL },
    };
    guint i;

    for (i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (QmiMessage) message = message_with_value (cases[i].value, 4);
        g_autoptr (GError)     error = NULL;
        gchar                  out[7] = "ZZZZZZ";
        gsize                  offset = 0;
        gboolean               done;

        done = qmi_message_tlv_read_fixed_size_string (message, TLV_OFFSET, &offset, 4, out, &error);
        g_assert_cmpint (done, ==, cases[i].text != NULL);
        g_assert_cmpstr (out, ==, done ? cases[i].text : "ZZZZZZ");
        g_assert_cmpuint (offset, ==, done ? 4 : 0);
        if (!done)
            g_assert_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_DATA);
    }
}

/* Text */

static void
test_text_decode (void)
{
    static const struct {
        const gchar *data;
        gsize        length;
        gboolean     plain;
        const gchar *text; /* NULL = invalid */
    } cases[] = {
        { "", 0, TRUE, "" },
        { "\0\0", 2, TRUE, "" },
        { "abc", 3, TRUE, "abc" },
        { "abc\0\0", 5, TRUE, "abc" },
        { "a\r\n\tb", 5, TRUE, "a\r\n\tb" },
        { "\303\251t\303\251", 5, TRUE, "\303\251t\303\251" },
        { "\342\202\254", 3, TRUE, "\342\202\254" },
        /* not printable, not UTF-8, a NUL inside: 7-bit codes */
        { "\1", 1, FALSE, "\302\243" },
        { "\177", 1, FALSE, "\303\240" },
        { "\302\255", 2, FALSE, "B\303\204" },
        { "\377\377\377", 3, FALSE, "\303\240\303\240\303\240" },
        { "a\0b", 3, FALSE, "a@\303\262" },
        { "\310\062\233\375\006", 5, FALSE, "Hello" },
        /* 8 codes in 7 bytes */
        { "\310\062\233\375\076\004\012", 7, FALSE, "Hello\303\254\302\243\303\251" },
        /* zeros at the end are padding, others are the character 0 */
        { "\200\0\0\0\0\0\0\0", 8, FALSE, "@\302\243" },
        { "\200\0\0\0\0\0\1", 7, FALSE, "@\302\243@@@@\302\241" },
        /* escapes: the euro sign, then one at the end and one without meaning */
        { "\233\062", 2, FALSE, "\342\202\254" },
        { "\033", 1, FALSE, NULL },
        { "\233\315\377", 3, FALSE, NULL },
        /* UTF-16, also outside the first plane; half a character; nothing of the three */
        { "\233\002", 2, FALSE, "\312\233" },
        { "\233\002\0\330\0\334", 6, FALSE, "\312\233\360\220\200\200" },
        { "\233\002\0\0A\0", 6, FALSE, "\312\233" },
        { "\233\002\0\330", 4, FALSE, NULL },
        { "\233\002A", 3, FALSE, NULL },
    };
    guint i;

    for (i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree guint8 *exact = g_memdup2 (cases[i].data, cases[i].length);
        g_autofree gchar  *text = NULL;
        g_autoptr (GError) error = NULL;

        g_test_message ("case %u", i);
        g_assert_cmpint (qmi_text_is_plain (exact, cases[i].length), ==, cases[i].plain);
        text = qmi_text_decode (exact, cases[i].length, &error);
        g_assert_cmpstr (text, ==, cases[i].text);
        if (!text) {
            g_assert_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_DATA);
            g_assert_cmpstr (error->message, ==, "invalid string");
        }
    }
}

/* All short strings, most of them nonsense: the result is UTF-8 and in proportion. */
static void
test_text_decode_anything (void)
{
    guint i;

    for (i = 0; i < 0x10000; i++) {
        const guint8      bytes[] = { (guint8) i, (guint8) (i >> 8), (guint8) (i * 7), (guint8) (i * 13) };
        gsize             length = 1 + i % sizeof (bytes);
        g_autofree guint8 *exact = g_memdup2 (bytes, length);
        g_autofree gchar  *text = qmi_text_decode (exact, length, NULL);

        if (!text)
            continue;
        g_assert_true (g_utf8_validate (text, -1, NULL));
        g_assert_cmpuint (strlen (text), <=, 4 * length);
    }
}

static void
test_text_fixed_valid (void)
{
    g_assert_cmpuint (qmi_text_fixed_valid ((const guint8 *) "abc", 3), ==, 3);
    g_assert_cmpuint (qmi_text_fixed_valid ((const guint8 *) "ab\0", 3), ==, 2);
    g_assert_cmpuint (qmi_text_fixed_valid ((const guint8 *) "a\303\251", 2), ==, 1);
    g_assert_cmpuint (qmi_text_fixed_valid ((const guint8 *) "\0bc", 3), ==, 0);
    g_assert_cmpuint (qmi_text_fixed_valid ((const guint8 *) "\377bc", 3), ==, 0);
    g_assert_cmpuint (qmi_text_fixed_valid (NULL, 0), ==, 0);
}

/* Contexts and utilities */

static void
test_context (void)
{
    g_autoptr (QmiMessageContext) context = qmi_message_context_new ();
    QmiMessageContext            *copy;

    g_assert_cmpuint (qmi_message_context_get_vendor_id (context), ==, QMI_MESSAGE_VENDOR_GENERIC);
    copy = g_boxed_copy (qmi_message_context_get_type (), context);
    g_assert_true (copy == context);
    qmi_message_context_set_vendor_id (copy, 0x1199);
    g_boxed_free (qmi_message_context_get_type (), copy);
    g_assert_cmpuint (qmi_message_context_get_vendor_id (context), ==, 0x1199);
    g_assert_cmpstr (g_type_name (qmi_message_context_get_type ()), ==, "QmiMessageContext");
}

static void
test_switches (void)
{
    g_assert_false (qmi_utils_get_traces_enabled ());
    g_assert_false (qmi_utils_get_show_personal_info ());
    qmi_utils_set_traces_enabled (TRUE);
    g_assert_true (qmi_utils_get_traces_enabled ());
    g_assert_false (qmi_utils_get_show_personal_info ());
    qmi_utils_set_show_personal_info (TRUE);
    qmi_utils_set_traces_enabled (FALSE);
    g_assert_false (qmi_utils_get_traces_enabled ());
    g_assert_true (qmi_utils_get_show_personal_info ());
    qmi_utils_set_show_personal_info (FALSE);
}

G_GNUC_BEGIN_IGNORE_DEPRECATIONS

static void
test_buffer_numbers (void)
{
    guint8        bytes[32];
    guint8       *in = bytes;
    const guint8 *out = bytes;
    guint16       in_size = sizeof (bytes);
    guint16       out_size;
    guint16       u16 = 0x1234;
    gint32        i32 = -2;
    guint64       u64 = 0x1122334455667788;
    gfloat        number;

    qmi_utils_write_guint16_to_buffer (&in, &in_size, QMI_ENDIAN_BIG, &u16);
    qmi_utils_write_gint32_to_buffer (&in, &in_size, QMI_ENDIAN_LITTLE, &i32);
    qmi_utils_write_sized_guint_to_buffer (&in, &in_size, 3, QMI_ENDIAN_BIG, &u64);
    g_assert_cmpmem (bytes, sizeof (bytes) - in_size, "\x12\x34\xFE\xFF\xFF\xFF\x66\x77\x88", 9);

    out_size = sizeof (bytes) - in_size;
    qmi_utils_read_guint16_from_buffer (&out, &out_size, QMI_ENDIAN_BIG, &u16);
    g_assert_cmpuint (u16, ==, 0x1234);
    qmi_utils_read_gint32_from_buffer (&out, &out_size, QMI_ENDIAN_LITTLE, &i32);
    g_assert_cmpint (i32, ==, -2);
    qmi_utils_read_sized_guint_from_buffer (&out, &out_size, 3, QMI_ENDIAN_BIG, &u64);
    g_assert_cmpuint (u64, ==, 0x667788);
    g_assert_cmpuint (out_size, ==, 0);
    g_assert_true (out == in);

    out = (const guint8 *) "\0\0\x20\x41";
    out_size = 4;
    qmi_utils_read_gfloat_from_buffer (&out, &out_size, &number);
    g_assert_true (number == 10.0f);
}

/* Too short: libqmi would abort. */
static void
test_buffer_numbers_short (void)
{
    g_autofree guint8 *bytes = g_malloc0 (3);
    const guint8      *out = bytes;
    guint8            *in = bytes;
    guint16            size = 3;
    guint32            u32 = 7;
    guint64            u64 = 7;
    guint8             u8 = 7;

    bytes[0] = 1;
    qmi_utils_read_guint32_from_buffer (&out, &size, QMI_ENDIAN_LITTLE, &u32);
    g_assert_cmpuint (u32, ==, 0);
    g_assert_cmpuint (size, ==, 0);
    g_assert_true (out == bytes + 3);
    qmi_utils_read_guint8_from_buffer (&out, &size, &u8);
    g_assert_cmpuint (u8, ==, 0);
    qmi_utils_read_sized_guint_from_buffer (&out, &size, 8, QMI_ENDIAN_BIG, &u64);
    g_assert_cmpuint (u64, ==, 0);

    size = 3;
    u32 = 0xFFFFFFFF;
    qmi_utils_write_guint32_to_buffer (&in, &size, QMI_ENDIAN_LITTLE, &u32);
    g_assert_cmpuint (size, ==, 3);
    g_assert_true (in == bytes);
    g_assert_cmpmem (bytes, 3, "\1\0\0", 3);
}

static void
assert_buffer_string (const gchar *value,
                      gsize        length,
                      guint8       prefix,
                      guint16      max_size,
                      const gchar *expected,
                      gsize        left)
{
    g_autofree guint8 *exact = g_memdup2 (value, length);
    g_autofree gchar  *text = NULL;
    const guint8      *buffer = exact;
    guint16            size = (guint16) length;

    qmi_utils_read_string_from_buffer (&buffer, &size, prefix, max_size, &text);
    g_assert_cmpstr (text, ==, expected);
    g_assert_cmpuint (size, ==, left);
    g_assert_true (buffer == exact + length - left);
}

static void
test_buffer_read_strings (void)
{
    gchar         fixed[6] = "ZZZZZ";
    const guint8 *buffer = (const guint8 *) "abcd";
    guint16       size = 4;

    assert_buffer_string ("abc", 3, 0, 0, "abc", 0);
    assert_buffer_string ("abc", 3, 0, 2, "ab", 0);
    assert_buffer_string ("\2abc", 4, 8, 0, "ab", 1);
    assert_buffer_string ("\2\0abc", 5, 16, 1, "a", 1);
    /* a length that lies, or is missing */
    assert_buffer_string ("\7abc", 4, 8, 0, "abc", 0);
    assert_buffer_string ("\377\377abc", 5, 16, 0, "abc", 0);
    assert_buffer_string ("\3", 1, 16, 0, "", 0);
    assert_buffer_string ("", 0, 8, 0, "", 0);

    qmi_utils_read_fixed_size_string_from_buffer (&buffer, &size, 3, fixed);
    g_assert_cmpstr (fixed, ==, "abcZZ");
    qmi_utils_read_fixed_size_string_from_buffer (&buffer, &size, 3, fixed);
    g_assert_cmpmem (fixed, sizeof (fixed), "d\0\0ZZ", 6);
    g_assert_cmpuint (size, ==, 0);
}

static void
assert_buffer_writes (const gchar *text,
                      gsize        length,
                      guint8       prefix,
                      const gchar *expected,
                      gsize        expected_length)
{
    g_autofree guint8 *exact = g_malloc0 (length);
    guint8            *buffer = exact;
    guint16            size = (guint16) length;

    qmi_utils_write_string_to_buffer (&buffer, &size, prefix, text);
    g_assert_cmpmem (exact, buffer - exact, expected, expected_length);
    g_assert_cmpuint (size, ==, length - expected_length);
}

static void
test_buffer_write_strings (void)
{
    g_autofree gchar *text = g_strnfill (300, 'a');
    guint8            bytes[8] = { 0 };
    guint8           *buffer = bytes;
    guint16           size = sizeof (bytes);

    assert_buffer_writes ("abc", 10, 0, "abc", 3);
    assert_buffer_writes ("abc", 10, 8, "\3abc", 4);
    assert_buffer_writes ("abc", 10, 16, "\3\0abc", 5);
    /* no room for all of it, or for anything */
    assert_buffer_writes ("abc", 2, 0, "ab", 2);
    assert_buffer_writes ("abc", 3, 8, "\2ab", 3);
    assert_buffer_writes ("abc", 2, 16, "\0\0", 2);
    assert_buffer_writes ("abc", 1, 16, "", 0);

    /* longer than 8 bits can say */
    {
        guint8   large[400];
        guint8  *end = large;
        guint16  room = sizeof (large);

        qmi_utils_write_string_to_buffer (&end, &room, 8, text);
        g_assert_cmpuint (large[0], ==, 255);
        g_assert_cmpuint (end - large, ==, 256);
    }

    qmi_utils_write_fixed_size_string_to_buffer (&buffer, &size, 4, "ab");
    qmi_utils_write_fixed_size_string_to_buffer (&buffer, &size, 2, "cdef");
    qmi_utils_write_fixed_size_string_to_buffer (&buffer, &size, 3, "xyz");
    g_assert_cmpmem (bytes, sizeof (bytes) - size, "ab\0\0cd", 6);
}

G_GNUC_END_IGNORE_DEPRECATIONS

int
main (int    argc,
      char **argv)
{
    g_test_init (&argc, &argv, NULL);

    g_test_add_func ("/message/new/service", test_new_service);
    g_test_add_func ("/message/new/ctl", test_new_ctl);
    g_test_add_func ("/message/new/ctl-transaction-too-large", test_new_ctl_transaction_too_large);
    g_test_add_func ("/message/flags", test_flags);
    g_test_add_func ("/message/response-new", test_response_new);
    g_test_add_func ("/message/from-raw/needs-more", test_raw_needs_more);
    g_test_add_func ("/message/from-raw/stream", test_raw_stream);
    g_test_add_func ("/message/from-raw/bad-lengths", test_raw_bad_lengths);
    g_test_add_func ("/message/from-raw/damaged", test_raw_damaged);
    g_test_add_func ("/message/from-raw/longest", test_raw_longest);
    g_test_add_func ("/message/from-data/round-trip", test_data_round_trip);
    g_test_add_func ("/message/from-data/bad", test_data_bad);
    g_test_add_func ("/message/references", test_references);
    g_test_add_func ("/message/raw-tlv/find", test_raw_tlvs);
    g_test_add_func ("/message/raw-tlv/add-limit", test_add_raw_tlv_limit);
    g_test_add_func ("/message/write/numbers-and-strings", test_write_numbers);
    g_test_add_func ("/message/write/empty-and-reset", test_write_empty_and_reset);
    g_test_add_func ("/message/write/string-too-long", test_write_string_too_long);
    g_test_add_func ("/message/write/to-the-limit", test_write_to_the_limit);
    g_test_add_func ("/message/write/unfinished", test_unfinished);
    g_test_add_func ("/message/read/init", test_read_init);
    g_test_add_func ("/message/read/numbers", test_read_numbers);
    g_test_add_func ("/message/read/floats", test_read_floats);
    g_test_add_func ("/message/read/too-much", test_read_too_much);
    g_test_add_func ("/message/read/string", test_read_string);
    g_test_add_func ("/message/read/fixed-size-string", test_read_fixed_size_string);
    g_test_add_func ("/text/decode", test_text_decode);
    g_test_add_func ("/text/decode-anything", test_text_decode_anything);
    g_test_add_func ("/text/fixed-valid", test_text_fixed_valid);
    g_test_add_func ("/message-context", test_context);
    g_test_add_func ("/utils/switches", test_switches);
    g_test_add_func ("/utils/buffer/numbers", test_buffer_numbers);
    g_test_add_func ("/utils/buffer/numbers-short", test_buffer_numbers_short);
    g_test_add_func ("/utils/buffer/read-strings", test_buffer_read_strings);
    g_test_add_func ("/utils/buffer/write-strings", test_buffer_write_strings);

    return g_test_run ();
}
