/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Messages: frames, TLVs as bytes, contexts, with good and bad input. */

#include <string.h>

#include "qmi-error-types.h"
#include "qmi-message-context.h"
#include "qmi-message-private.h"
#include "test-frames.h"

/* Frames */

static void
test_new_service (void)
{
    static const guint8    expected[] = { 0x01, 0x0C, 0x00, 0x00, 0x03, 0x15, 0x00,
                                          0x34, 0x12, 0xCD, 0xAB, 0x00, 0x00 };
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

/* Contexts */

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
    g_test_add_func ("/message-context", test_context);

    return g_test_run ();
}
