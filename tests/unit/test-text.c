/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Texts in the encodings of modems, good and bad. */

#include <string.h>

#include "qmi-error-types.h"
#include "qmi-errors.h"
#include "qmi-text.h"

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

int
main (int    argc,
      char **argv)
{
    g_test_init (&argc, &argv, NULL);

    g_test_add_func ("/text/decode", test_text_decode);
    g_test_add_func ("/text/decode-anything", test_text_decode_anything);
    g_test_add_func ("/text/fixed-valid", test_text_fixed_valid);

    return g_test_run ();
}
