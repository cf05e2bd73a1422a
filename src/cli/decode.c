/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Decodes frames from files and prints them as text or JSON. */

#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame-line.h"
#include "qmi-json.h"
#include "qmi-message-private.h"
#include "qmicli.h"

typedef struct {
    const gchar       *name;
    guint64            line;
    QmicliFormat       format;
    guint16            vendor;
    gboolean           printed; /* something, so that texts are kept apart */
    gboolean           failed;
} Decode;

static void
complain (Decode *self, const gchar *reason)
{
    self->failed = TRUE;
    fflush (stdout);
    g_printerr ("%s:%" G_GUINT64_FORMAT ": %s\n", self->name, self->line, reason);
}

/* The vendor if the frame is one of its own messages: in the context of a vendor the library knows only those. */
static guint16
vendor_of_frame (Decode *self, QmiMessage *frame)
{
    const QmiSchemaUnit *unit = qmi_schema_find_unit (qmi_message_get_service (frame));

    if (!unit || qmi_message_is_indication (frame) ||
        !qmi_schema_find_message (unit, qmi_message_get_message_id (frame), self->vendor, FALSE))
        return QMI_MESSAGE_VENDOR_GENERIC;
    return self->vendor;
}

static void
print_frame (Decode *self, QmiMessage *frame)
{
    guint16 vendor = vendor_of_frame (self, frame);

    if (self->format == QMICLI_JSON) {
        struct json_object *json = qmi_json_from_message (frame, vendor, QMI_JSON_NONE);

        puts (json_object_to_json_string_ext (json, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE));
        json_object_put (json);
    } else {
        g_autoptr (QmiMessageContext) context = qmi_message_context_new ();
        g_autofree gchar *text = NULL;

        qmi_message_context_set_vendor_id (context, vendor);
        text = qmi_message_get_printable_full (frame, context, NULL);
        if (self->printed)
            putchar ('\n');
        fputs (text, stdout);
    }
    self->printed = TRUE;
}

/* Why bytes that the library takes for the start of something are not a frame. */
static void
complain_short (Decode *self, const GByteArray *bytes)
{
    g_autofree gchar *reason = NULL;

    if (bytes->len < QMI_FRAME_QMI)
        reason = g_strdup_printf ("%u bytes are too few for a frame, its header alone has %u", bytes->len,
                                  QMI_FRAME_QMI);
    else
        reason = g_strdup_printf ("%u bytes, but the frame should have %u according to its length field", bytes->len,
                                  qmi_load_u16_le (bytes->data + QMI_FRAME_LENGTH) + 1);
    complain (self, reason);
}

/* A line of a log may hold several frames, as they were read from the port. */
static void
decode_bytes (Decode *self, GByteArray *bytes)
{
    while (bytes->len > 0) {
        g_autoptr (GError) error = NULL;
        g_autoptr (GByteArray) frame = NULL;

        if (bytes->data[0] != QMI_MESSAGE_QMUX_MARKER) {
            g_autofree gchar *reason = g_strdup_printf ("a frame starts with byte 0x%02X, this one with 0x%02X",
                                                        QMI_MESSAGE_QMUX_MARKER, bytes->data[0]);

            complain (self, reason);
            return;
        }
        frame = qmi_message_new_from_raw (bytes, &error);
        if (!frame) {
            if (error)
                complain (self, error->message);
            else
                complain_short (self, bytes);
            return;
        }
        print_frame (self, frame);
    }
}

static void
decode_stream (Decode *self, FILE *stream)
{
    g_autoptr (GByteArray) bytes = g_byte_array_new ();
    gboolean in_log = FALSE;
    gchar *line = NULL;
    gsize size = 0;

    for (self->line = 1; getline (&line, &size, stream) >= 0; self->line++) {
        const gchar *reason = NULL;

        switch (frame_line_parse (line, &in_log, bytes, &reason)) {
        case FRAME_LINE_BYTES:
            decode_bytes (self, bytes);
            break;
        case FRAME_LINE_WRONG:
            complain (self, reason);
            break;
        case FRAME_LINE_OTHER:
            break;
        }
    }
    if (ferror (stream))
        complain (self, g_strerror (errno));
    free (line);
}

static void
decode_file (Decode *self, const gchar *name)
{
    FILE *stream;

    if (g_str_equal (name, "-")) {
        self->name = "standard input";
        decode_stream (self, stdin);
        return;
    }
    self->name = name;
    stream = fopen (name, "r");
    if (!stream) {
        self->failed = TRUE;
        g_printerr ("%s: cannot be opened: %s\n", name, g_strerror (errno));
        return;
    }
    decode_stream (self, stream);
    fclose (stream);
}

QmicliExit
qmicli_decode (gchar **names, QmicliFormat format, guint16 vendor)
{
    Decode self = { .format = format, .vendor = vendor };
    gchar *standard_input[] = { (gchar *) "-", NULL };

    /* Whoever gives the bytes has what is in them; secrets stay masked. */
    qmi_utils_set_show_personal_info (TRUE);
    for (gchar **name = names && names[0] ? names : standard_input; *name; name++)
        decode_file (&self, *name);
    if (fflush (stdout) != 0) {
        g_printerr ("standard output: %s\n", g_strerror (errno));
        self.failed = TRUE;
    }
    return self.failed ? QMICLI_INPUT : QMICLI_OK;
}
