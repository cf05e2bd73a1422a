/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* One call of the message level, many times, for callgrind: run with either library.
 *
 * usage: message-bench print|parse FRAME COUNT   (FRAME in hexadecimal) */

#include <libqmi-glib.h>
#include <stdlib.h>
#include <string.h>

static GByteArray *
from_hex (const char *text)
{
    GByteArray *bytes = g_byte_array_new ();

    for (; text[0] && text[1]; text += 2) {
        guint8 byte = (guint8) (g_ascii_xdigit_value (text[0]) << 4 | g_ascii_xdigit_value (text[1]));

        g_byte_array_append (bytes, &byte, 1);
    }
    return bytes;
}

/* The names of the next two are given to callgrind. */

__attribute__ ((noinline)) static gchar *
measured_print (QmiMessage *message)
{
    return qmi_message_get_printable_full (message, NULL, "<<<<<< ");
}

__attribute__ ((noinline)) static QmiMessage *
measured_parse (GByteArray *raw)
{
    return qmi_message_new_from_raw (raw, NULL);
}

int
main (int argc, char **argv)
{
    g_autoptr (GByteArray) frame = NULL;
    int count;

    if (argc != 4)
        return 2;
    frame = from_hex (argv[2]);
    count = atoi (argv[3]);
    qmi_utils_set_show_personal_info (TRUE);
    for (int i = 0; i < count; i++) {
        g_autoptr (GByteArray) raw = g_byte_array_new ();
        g_autoptr (GByteArray) message = NULL;

        g_byte_array_append (raw, frame->data, frame->len);
        message = measured_parse (raw);
        if (strcmp (argv[1], "print") == 0)
            g_free (measured_print (message));
    }
    return 0;
}
