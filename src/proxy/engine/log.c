/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The log of the proxy. */

#include "config.h"

#include "connection.h"
#include "engine-private.h"
#include "libqmi-glib.h"
#include "log.h"
#include "port.h"

/* Warnings that programs can cause by what they send. */
#define FLOOD_LINES 50
#define FLOOD_TIME  (10 * G_USEC_PER_SEC)

#define MOST_FIELDS 8
#define INDENT      "  " /* of the lines of a frame */

typedef struct {
    GLogField fields[MOST_FIELDS];
    gchar texts[MOST_FIELDS][32];
    guint n;
} Fields;

static void
add_text (Fields *self, const gchar *key, const gchar *text)
{
    self->fields[self->n++] = (GLogField) { key, text, -1 };
}

static void
add_number (Fields *self, const gchar *key, gint64 number)
{
    g_snprintf (self->texts[self->n], sizeof (self->texts[0]), "%" G_GINT64_FORMAT, number);
    add_text (self, key, self->texts[self->n]);
}

/* 'connection 7 (pid 123, user 0) on /dev/cdc-wdm0: ' */
static gchar *
make_prefix (const Connection *connection, const Port *port)
{
    GString *prefix = g_string_new (NULL);

    if (connection)
        g_string_append_printf (prefix, "connection %u (pid %d, user %u)", connection->number, connection->pid,
                                connection->user->uid);
    if (port)
        g_string_append_printf (prefix, "%s[%s]", connection ? " " : "", port->path);
    if (prefix->len > 0)
        g_string_append (prefix, ": ");
    return g_string_free (prefix, FALSE);
}

static void
write_line (GLogLevelFlags level, const gchar *priority, const Connection *connection, const Port *port,
            const gchar *text)
{
    g_autofree gchar *prefix = NULL;
    g_autofree gchar *line = NULL;
    Fields fields = { 0 };

    if (!port && connection)
        port = connection->port;
    prefix = make_prefix (connection, port);
    line = g_strconcat (prefix, text, NULL);
    add_text (&fields, "MESSAGE", line);
    add_text (&fields, "PRIORITY", priority);
    add_text (&fields, "GLIB_DOMAIN", G_LOG_DOMAIN);
    if (port)
        add_text (&fields, "QMI_PORT", port->path);
    if (connection) {
        add_number (&fields, "QMI_CONNECTION", connection->number);
        add_number (&fields, "QMI_PID", connection->pid);
        add_number (&fields, "QMI_UID", connection->user->uid);
    }
    g_log_structured_array (level, fields.fields, fields.n);
}

/* Whether there are so many warnings that this one is left out. */
static gboolean
is_flood (void)
{
    static gint64 began;
    static guint n_lines;
    gint64 now = g_get_monotonic_time ();

    if (now - began > FLOOD_TIME) {
        if (n_lines > FLOOD_LINES) {
            g_autofree gchar *text = g_strdup_printf ("%u warnings were left out", n_lines - FLOOD_LINES);

            write_line (G_LOG_LEVEL_WARNING, "4", NULL, NULL, text);
        }
        began = now;
        n_lines = 0;
    }
    return ++n_lines > FLOOD_LINES;
}

void
log_warning (const Connection *connection, const Port *port, const gchar *format, ...)
{
    g_autofree gchar *text = NULL;
    va_list arguments;

    if (is_flood ())
        return;
    va_start (arguments, format);
    text = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    write_line (G_LOG_LEVEL_WARNING, "4", connection, port, text);
}

void
log_debug (const Connection *connection, const Port *port, const gchar *format, ...)
{
    g_autofree gchar *text = NULL;
    va_list arguments;

    if (g_log_writer_default_would_drop (G_LOG_LEVEL_DEBUG, G_LOG_DOMAIN))
        return;
    va_start (arguments, format);
    text = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    write_line (G_LOG_LEVEL_DEBUG, "7", connection, port, text);
}

/* Texts in a frame are whatever was sent: they cannot begin a line of their own, or command a terminal. */
static gchar *
make_safe (const gchar *text)
{
    GString *safe = g_string_new (NULL);

    for (; *text; text++) {
        if ((guchar) *text >= ' ' || *text == '\t' ||
            (*text == '\n' && (!text[1] || g_str_has_prefix (text + 1, INDENT))))
            g_string_append_c (safe, *text);
        else
            g_string_append_printf (safe, "\\x%02X", (guint) *text);
    }
    return g_string_free (safe, FALSE);
}

void
log_frame (const Connection *connection, const Port *port, const gchar *what, const guint8 *frame)
{
    g_autoptr (GByteArray) bytes = g_byte_array_sized_new (frame_size (frame));
    g_autoptr (GByteArray) message = NULL;
    g_autofree gchar *text = NULL;
    g_autofree gchar *safe = NULL;
    g_autofree gchar *line = NULL;

    g_byte_array_append (bytes, frame, frame_size (frame));
    message = qmi_message_new_from_raw (bytes, NULL);
    if (!message)
        return;
    text = qmi_message_get_printable_full (message, NULL, INDENT);
    safe = make_safe (text);
    line = g_strdup_printf ("%s\n%s", what, safe);
    write_line (G_LOG_LEVEL_DEBUG, "7", connection, port, line);
}
