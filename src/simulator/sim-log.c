/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What travels over the port, for people and for programs. */

#include "config.h"

#include <errno.h>
#include <stdio.h>

#include "sim-log.h"

struct _SimLog {
    FILE    *stream;   /* %NULL: none */
    gboolean verbose;
};

SimLog *
sim_log_new (const gchar *path, gboolean verbose, GError **error)
{
    SimLog *self = g_new0 (SimLog, 1);

    self->verbose = verbose;
    if (!path)
        return self;
    self->stream = g_str_equal (path, "-") ? stderr : fopen (path, "we");
    if (self->stream)
        return self;
    sim_fail (error, "%s: %s", path, g_strerror (errno));
    g_free (self);
    return NULL;
}

void
sim_log_free (SimLog *self)
{
    if (!self)
        return;
    if (self->stream && self->stream != stderr)
        fclose (self->stream);
    g_free (self);
}

gboolean
sim_log_is_used (const SimLog *self)
{
    return self->stream || self->verbose;
}

static SimJson *
new_hex (const guint8 *bytes, gsize length)
{
    g_autoptr (GString) text = g_string_sized_new (2 * length + 1);

    for (gsize i = 0; i < length; i++)
        g_string_append_printf (text, "%02X", bytes[i]);
    return json_object_new_string_len (text->str, (gint) text->len);
}

static void
write_document (SimLog *self, SimLogDirection direction, const guint8 *bytes, gsize length, SimJson *message,
                const gchar *remark)
{
    g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
    g_autofree gchar *time = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S.%fZ");
    g_autoptr (SimJson) document = json_object_new_object ();

    json_object_object_add (document, "time", json_object_new_string (time));
    json_object_object_add (document, "direction", json_object_new_string (direction == SIM_LOG_IN ? "in" : "out"));
    json_object_object_add (document, "hex", new_hex (bytes, length));
    json_object_object_add (document, "message", json_object_get (message));
    if (remark)
        json_object_object_add (document, "remark", json_object_new_string (remark));
    fprintf (self->stream, "%s\n",
             json_object_to_json_string_ext (document, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE));
    fflush (self->stream);
}

static void
print_line (SimLogDirection direction, gsize length, SimJson *message, const gchar *remark)
{
    g_autoptr (GString) line = g_string_new (direction == SIM_LOG_IN ? "<" : ">");
    SimJson *error = sim_at (message, "/tlvs/Result/Error Code");

    if (message) {
        SimJson *name = sim_member (message, "message");

        g_string_append_printf (line, " %s %s %s, client %s, transaction %s",
                                sim_text (sim_member (message, "service")),
                                sim_text (name ? name : sim_member (message, "id")),
                                sim_text (sim_member (message, "kind")), sim_text (sim_member (message, "client")),
                                sim_text (sim_member (message, "transaction")));
    } else {
        g_string_append_printf (line, " %" G_GSIZE_FORMAT " bytes", length);
    }
    if (error && sim_number (error) != 0)
        g_string_append_printf (line, ": %s", sim_text (sim_member (error, "name")));
    if (remark)
        g_string_append_printf (line, " (%s)", remark);
    g_printerr ("%s\n", line->str);
}

void
sim_log_bytes (SimLog *self, SimLogDirection direction, const guint8 *bytes, gsize length, SimJson *message,
               const gchar *remark)
{
    if (self->stream)
        write_document (self, direction, bytes, length, message, remark);
    if (self->verbose)
        print_line (direction, length, message, remark);
}

void
sim_log_event (SimLog *self, const gchar *format, ...)
{
    va_list arguments;
    g_autofree gchar *text = NULL;

    if (!self->verbose)
        return;
    va_start (arguments, format);
    text = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    g_printerr ("* %s\n", text);
}
