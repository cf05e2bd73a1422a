/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Prints frames as the library does: reads one frame in hex a line, prints its text and a line of dashes.
 *
 * usage: print-frames [--masked] [--vendor=ID] < FRAMES
 *
 * Personal information is shown unless it is to be masked. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libqmi-glib.h>

#define MARKER "----"

static GByteArray *
bytes_of_hex (const gchar *hex)
{
    GByteArray *bytes = g_byte_array_new ();

    for (; g_ascii_isxdigit (hex[0]) && g_ascii_isxdigit (hex[1]); hex += 2) {
        guint8 byte = (guint8) (g_ascii_xdigit_value (hex[0]) << 4 | g_ascii_xdigit_value (hex[1]));

        g_byte_array_append (bytes, &byte, 1);
    }
    return bytes;
}

static void
print_frame (const gchar       *hex,
             QmiMessageContext *context)
{
    g_autoptr (GByteArray) bytes = bytes_of_hex (hex);
    g_autoptr (QmiMessage) message = NULL;
    g_autofree gchar      *text = NULL;
    g_autoptr (GError)     error = NULL;

    message = qmi_message_new_from_raw (bytes, &error);
    if (message) {
        text = qmi_message_get_printable_full (message, context, "");
        fputs (text, stdout);
    } else {
        puts (error ? "refused" : "incomplete");
    }
    puts (MARKER);
}

static void
usage (const gchar *wrong)
{
    fprintf (stderr, "print-frames: what is '%s'? Usage: print-frames [--masked] [--vendor=ID] < FRAMES\n", wrong);
    exit (2);
}

int
main (int    argc,
      char **argv)
{
    g_autoptr (QmiMessageContext) context = NULL;
    gboolean                      masked = FALSE;
    g_autofree gchar             *line = NULL;
    size_t                        size = 0;
    int                           i;

    for (i = 1; i < argc; i++) {
        if (g_str_equal (argv[i], "--masked")) {
            masked = TRUE;
        } else if (g_str_has_prefix (argv[i], "--vendor=")) {
            g_clear_pointer (&context, qmi_message_context_unref);
            context = qmi_message_context_new ();
            qmi_message_context_set_vendor_id (context, (guint16) strtoul (argv[i] + strlen ("--vendor="), NULL, 0));
        } else {
            usage (argv[i]);
        }
    }

    qmi_utils_set_show_personal_info (!masked);
    while (getline (&line, &size, stdin) > 0)
        print_frame (line, context);
    return 0;
}
