/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Switches of the library, and the old buffer functions with good and bad input. */

#include "qmi-utils.h"

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

    g_test_add_func ("/utils/switches", test_switches);
    g_test_add_func ("/utils/buffer/numbers", test_buffer_numbers);
    g_test_add_func ("/utils/buffer/numbers-short", test_buffer_numbers_short);
    g_test_add_func ("/utils/buffer/read-strings", test_buffer_read_strings);
    g_test_add_func ("/utils/buffer/write-strings", test_buffer_write_strings);

    return g_test_run ();
}
