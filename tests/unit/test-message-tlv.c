/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Values of TLVs, written and read piece by piece, with good and bad input. */

#include "qmi-error-types.h"
#include "qmi-message-private.h"
#include "test-frames.h"

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

int
main (int    argc,
      char **argv)
{
    g_test_init (&argc, &argv, NULL);

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

    return g_test_run ();
}
