/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Commands at run time, JSON lines on a unix socket. */

#include "config.h"

#include <errno.h>
#include <gio/gio.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <string.h>

#include "sim-control.h"
#include "sim-name.h"

/* More than that nobody has to say at once, and no more are to say it. */
#define LONGEST_LINE     (256 * 1024)
#define MOST_CONNECTIONS 16

struct _SimControl {
    SimModem  *modem;
    gchar     *path;
    GSocket   *socket;
    GSource   *source;
    GPtrArray *connections;
};

typedef struct {
    SimControl *control;
    GSocket    *socket;
    GSource    *source;
    GString    *input;
} Connection;

/* commands */

static gboolean
do_indication (SimControl *self, SimJson *value, SimJson *answer, GError **error)
{
    g_autoptr (SimJson) description = sim_copy (value);
    gboolean ctl = g_str_equal (sim_text (sim_member (description, "service")), "ctl");

    if (!json_object_is_type (value, json_type_object))
        return sim_fail (error, "a message is expected, as in the log");
    json_object_object_add (description, "kind", json_object_new_string ("indication"));
    if (!sim_member (description, "client"))
        json_object_object_add (description, "client", json_object_new_int (ctl ? 0 : SIM_CLIENT_BROADCAST));
    return sim_modem_indicate_json (self->modem, description, error);
}

static gboolean
do_fault (SimControl *self, SimJson *value, SimJson *answer, GError **error)
{
    return sim_faults_add (self->modem->faults, sim_text (value), error);
}

static gboolean
do_clear_faults (SimControl *self, SimJson *value, SimJson *answer, GError **error)
{
    sim_faults_clear (self->modem->faults);
    sim_output_reset (self->modem->output);
    return TRUE;
}

static gboolean
do_set (SimControl *self, SimJson *value, SimJson *answer, GError **error)
{
    if (!json_object_is_type (value, json_type_object))
        return sim_fail (error, "an object is expected, for example {\"operating-mode\": \"low-power\"}");
    json_object_object_foreach (value, name, inner)
        if (!sim_modem_set (self->modem, name, inner, error))
            return FALSE;
    return TRUE;
}

static gboolean
do_answers (SimControl *self, SimJson *value, SimJson *answer, GError **error)
{
    return sim_answers_replace (self->modem->answers, value, error);
}

static gboolean
do_hang_up (SimControl *self, SimJson *value, SimJson *answer, GError **error)
{
    sim_modem_hang_up (self->modem);
    return TRUE;
}

static gboolean
do_power_cycle (SimControl *self, SimJson *value, SimJson *answer, GError **error)
{
    sim_modem_power_cycle (self->modem, 1, FALSE);
    return TRUE;
}

static gboolean
do_status (SimControl *self, SimJson *value, SimJson *answer, GError **error)
{
    SimJson *status = json_object_new_object (), *clients = json_object_new_array ();
    const gchar *path = sim_port_get_path (self->modem->port);
    SimClient *client;

    for (guint i = 0; (client = sim_clients_nth (self->modem->clients, i)) != NULL; i++) {
        SimJson *entry = json_object_new_object ();

        json_object_object_add (entry, "service", json_object_new_string (sim_name_service (client->service)));
        json_object_object_add (entry, "client", json_object_new_int (client->id));
        json_object_object_add (entry, "registrations", json_object_get (client->registrations));
        json_object_array_add (clients, entry);
    }
    json_object_object_add (status, "on", json_object_new_boolean (!self->modem->off));
    json_object_object_add (status, "path", path ? json_object_new_string (path) : NULL);
    json_object_object_add (status, "clients", clients);
    json_object_object_add (answer, "status", status);
    return TRUE;
}

static const struct {
    const gchar *name;
    gboolean (*carry_out) (SimControl *self, SimJson *value, SimJson *answer, GError **error);
} commands[] = {
    { "indication", do_indication },   { "fault", do_fault },     { "clear-faults", do_clear_faults },
    { "set", do_set },                 { "answers", do_answers }, { "hang-up", do_hang_up },
    { "power-cycle", do_power_cycle }, { "status", do_status },
};

static gboolean
carry_out (SimControl *self, const gchar *name, SimJson *value, SimJson *answer, GError **error)
{
    g_autoptr (GString) list = g_string_new (NULL);

    for (guint i = 0; i < G_N_ELEMENTS (commands); i++) {
        if (g_str_equal (commands[i].name, name))
            return commands[i].carry_out (self, value, answer, error) || sim_fail_at (error, "%s", name);
        g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", commands[i].name);
    }
    return sim_fail (error, "there is no command \"%s\", only: %s", name, list->str);
}

static gboolean
carry_out_line (SimControl *self, const gchar *line, SimJson *answer, GError **error)
{
    enum json_tokener_error problem;
    g_autoptr (SimJson) command = json_tokener_parse_verbose (line, &problem);

    if (problem != json_tokener_success)
        return sim_fail (error, "no JSON: %s", json_tokener_error_desc (problem));
    if (!json_object_is_type (command, json_type_object) || json_object_object_length (command) == 0)
        return sim_fail (error, "an object with a command is expected, for example {\"status\": true}");
    json_object_object_foreach (command, name, value)
        if (!carry_out (self, name, value, answer, error))
            return FALSE;
    return TRUE;
}

/* connections */

static void
close_connection (Connection *self)
{
    g_source_destroy (self->source);
    g_source_unref (self->source);
    g_object_unref (self->socket);
    g_string_free (self->input, TRUE);
    g_free (self);
}

/* %FALSE if the other side does not read. */
static gboolean
answer_line (Connection *self, const gchar *line)
{
    g_autoptr (SimJson) answer = json_object_new_object ();
    g_autoptr (GError) error = NULL;
    g_autofree gchar *text = NULL;

    if (carry_out_line (self->control, line, answer, &error))
        json_object_object_add (answer, "ok", json_object_new_boolean (TRUE));
    else
        json_object_object_add (answer, "error", json_object_new_string (error->message));
    text = g_strconcat (
        json_object_to_json_string_ext (answer, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE), "\n", NULL);
    return g_socket_send (self->socket, text, strlen (text), NULL, NULL) == (gssize) strlen (text);
}

static gboolean
answer_lines (Connection *self)
{
    gchar *end;

    while ((end = memchr (self->input->str, '\n', self->input->len)) != NULL) {
        gsize length = (gsize) (end - self->input->str);
        g_autofree gchar *line = g_strndup (self->input->str, length);

        g_string_erase (self->input, 0, (gssize) length + 1);
        if (!answer_line (self, line))
            return FALSE;
    }
    return self->input->len < LONGEST_LINE;
}

static gboolean
on_connection (GSocket *socket, GIOCondition condition, gpointer user_data)
{
    Connection *self = user_data;
    gchar buffer[4096];
    gssize n = g_socket_receive (socket, buffer, sizeof (buffer), NULL, NULL);

    if (n > 0) {
        g_string_append_len (self->input, buffer, n);
        if (answer_lines (self))
            return G_SOURCE_CONTINUE;
    }
    g_ptr_array_remove (self->control->connections, self);
    return G_SOURCE_REMOVE;
}

static GSource *
watch (GSocket *socket, GSocketSourceFunc func, gpointer user_data)
{
    GSource *source = g_socket_create_source (socket, G_IO_IN | G_IO_HUP, NULL);

    g_source_set_callback (source, G_SOURCE_FUNC (func), user_data, NULL);
    g_source_attach (source, NULL);
    return source;
}

static gboolean
on_listening (GSocket *socket, GIOCondition condition, gpointer user_data)
{
    SimControl *self = user_data;
    g_autoptr (GSocket) accepted = g_socket_accept (socket, NULL, NULL);
    Connection *connection;

    if (!accepted || self->connections->len >= MOST_CONNECTIONS)
        return G_SOURCE_CONTINUE;
    g_socket_set_blocking (accepted, FALSE);
    connection = g_new0 (Connection, 1);
    connection->control = self;
    connection->input = g_string_new (NULL);
    connection->socket = g_steal_pointer (&accepted);
    connection->source = watch (connection->socket, on_connection, connection);
    g_ptr_array_add (self->connections, connection);
    return G_SOURCE_CONTINUE;
}

/* the socket */

static GSocket *
new_socket (GError **error)
{
    return g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, error);
}

/* Removes what a simulator that was killed left behind. */
static void
remove_stale (GSocketAddress *address, const gchar *path)
{
    g_autoptr (GSocket) probe = new_socket (NULL);
    g_autoptr (GError) error = NULL;

    if (probe && !g_socket_connect (probe, address, NULL, &error) &&
        g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
        g_unlink (path);
}

static GSocket *
listen_at (const gchar *path, GError **error)
{
    g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
    g_autoptr (GSocket) socket = NULL;

    remove_stale (address, path);
    socket = new_socket (error);
    if (!socket || !g_socket_bind (socket, address, FALSE, error) || !g_socket_listen (socket, error))
        return NULL;
    g_socket_set_blocking (socket, FALSE);
    return g_steal_pointer (&socket);
}

SimControl *
sim_control_new (const gchar *path, SimModem *modem, GError **error)
{
    GSocket *socket = listen_at (path, error);
    SimControl *self;

    if (!socket) {
        sim_fail_at (error, "--control %s", path);
        return NULL;
    }
    self = g_new0 (SimControl, 1);
    self->modem = modem;
    self->path = g_strdup (path);
    self->socket = socket;
    self->connections = g_ptr_array_new_with_free_func ((GDestroyNotify) close_connection);
    self->source = watch (socket, on_listening, self);
    return self;
}

void
sim_control_free (SimControl *self)
{
    if (!self)
        return;
    g_source_destroy (self->source);
    g_source_unref (self->source);
    g_ptr_array_unref (self->connections);
    g_object_unref (self->socket);
    g_unlink (self->path);
    g_free (self->path);
    g_free (self);
}
