/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The proxy: addresses, connections, ports. */

#include "config.h"

#include <errno.h>
#include <stdlib.h>

#include "engine-private.h"
#include "log.h"
#include "path.h"
#include "port.h"
#include "request.h"

void
engine_settings_init (EngineSettings *self)
{
    *self = (EngineSettings) {
        .socket_path = ENGINE_SOCKET_PATH,
        .socket_mode = 0660,
        .socket_group = G_MAXUINT32,
        .state_folder = ENGINE_FOLDER,
        .empty_timeout = 30,
        .stop_fd = -1,
    };
    rules_init (&self->rules);
    accounts_init (&self->accounts);
    self->accounts.most[CHARGE_CONNECTIONS] = 4096;
    self->accounts.most[CHARGE_CLIENT_IDS] = 8192;
    self->accounts.most[CHARGE_REQUESTS] = 65536;
    self->accounts.most[CHARGE_BYTES] = 16 * 1024 * 1024;
    self->allowed_paths = g_ptr_array_new_with_free_func (g_free);
}

void
engine_settings_clear (EngineSettings *self)
{
    rules_clear (&self->rules);
    accounts_clear (&self->accounts);
    g_ptr_array_unref (self->allowed_paths);
}

gboolean
engine_settings_add_defaults (EngineSettings *self, GError **error)
{
    return (!*QMI_USERNAME || rules_add_user (&self->rules, QMI_USERNAME, error)) &&
           (!*QMI_GROUPNAME || rules_add_group (&self->rules, QMI_GROUPNAME, error));
}

/* Time */

static void
end_if_empty (Engine *self)
{
    gint64 end = self->empty_since + (gint64) self->settings->empty_timeout * G_USEC_PER_SEC;

    if (self->connections.head || self->settings->empty_timeout == 0)
        return;
    if (loop_now (self->loop) < end)
        loop_wake_at (self->loop, end);
    else if (listener_stop (self->listener))
        self->stopping = TRUE;
}

static void
engine_tick (gpointer data)
{
    Engine *self = data;
    g_autoptr (GList) ports = g_hash_table_get_values (self->ports);
    gint64 next = G_MAXINT64;
    GList *link;

    for (link = ports; link; link = link->next)
        next = MIN (next, port_tick (link->data, loop_now (self->loop)));
    if (next != G_MAXINT64)
        loop_wake_at (self->loop, next);
    end_if_empty (self);
}

static void
note_empty (Engine *self)
{
    self->empty_since = loop_now (self->loop);
    end_if_empty (self);
}

/* Connections */

void
engine_add_connection (Engine *self, Connection *connection)
{
    connection->number = ++self->n_connections_ever;
    g_queue_push_tail_link (&self->connections, &connection->engine_link);
    log_debug (connection, NULL, "connection accepted");
    if (self->settings->changed)
        self->settings->changed (self->settings->data);
}

void
engine_remove_connection (Engine *self, Connection *connection)
{
    g_queue_unlink (&self->connections, &connection->engine_link);
    if (!self->connections.head)
        note_empty (self);
    if (self->settings->changed && !self->stopping)
        self->settings->changed (self->settings->data);
}

guint
engine_n_connections (Engine *self)
{
    return self->connections.length;
}

/* Ports */

static Port *
find_port (Engine *self, const PortPath *path)
{
    Port *port = g_hash_table_lookup (self->ports, path->path);

    if (port && port_is_open (port) && !port_identity_equal (&port->identity, &path->identity)) {
        port_lose (port, "another device has its path now");
        port = NULL;
    }
    return port ? port : port_new (self, path->path);
}

/* For the log: the path is whatever the program sent. */
static gchar *
say_why (const gchar *path, const gchar *why)
{
    g_autofree gchar *escaped = g_strescape (path, NULL);

    return g_strdup_printf ("'%s' is not opened: %s", escaped, why);
}

Port *
engine_get_port (Engine *self, const gchar *path, guint32 uid, QmiProtocolError *code, gchar **reason)
{
    PortPath found = { 0 };
    const gchar *why;
    Port *port;

    *code = port_path_check (path, uid, self->settings->allowed_paths, &found, &why);
    if (*code != QMI_PROTOCOL_ERROR_NONE) {
        *reason = say_why (path, why);
        return NULL;
    }
    port = find_port (self, &found);
    if (!port_is_open (port))
        *code = port_open (port, &found.identity, found.is_stream, &why);
    free (found.path);
    if (*code == QMI_PROTOCOL_ERROR_NONE)
        return port;
    *reason = say_why (path, why);
    port_check (port);
    return NULL;
}

/* Life */

static void
stop_ready (Watch *watch, guint32 events)
{
    CONTAINER_OF (watch, Engine, stop)->stopping = TRUE;
}

static void
open_state (Engine *self)
{
    g_autoptr (GError) error = NULL;

    if (!self->settings->state_folder)
        return;
    self->state = state_new (self, self->settings->state_folder, &error);
    if (!self->state)
        log_warning (NULL, NULL, "%s; client ids will not outlive this process", error->message);
}

Engine *
engine_new (const EngineSettings *settings, GError **error)
{
    Engine *self = g_new0 (Engine, 1);

    self->settings = settings;
    self->accounts = (Accounts *) &settings->accounts;
    self->ports = g_hash_table_new (g_str_hash, g_str_equal);
    self->stop = (Watch) { settings->stop_fd, 0, stop_ready };
    self->loop = loop_new (engine_tick, self, error);
    if (self->loop)
        self->listener = listener_new (self, error);
    if (!self->listener || (self->stop.fd >= 0 && !loop_add (self->loop, &self->stop, EPOLLIN, error))) {
        engine_free (self);
        return NULL;
    }
    self->started_at = loop_now (self->loop);
    open_state (self);
    note_empty (self);
    return self;
}

static void
free_ports (Engine *self)
{
    g_autoptr (GList) ports = g_hash_table_get_values (self->ports);
    GList *link;

    for (link = ports; link; link = link->next)
        port_free (link->data);
}

void
engine_free (Engine *self)
{
    self->stopping = TRUE;
    if (self->listener)
        listener_free (self->listener);
    while (self->connections.head) {
        connection_close (self->connections.head->data, NULL);
        loop_run_once (self->loop, 0);
    }
    g_clear_pointer (&self->state, state_free);
    free_ports (self);
    request_free_spare (self);
    g_hash_table_unref (self->ports);
    if (self->loop)
        loop_free (self->loop);
    g_free (self);
}

void
engine_run (Engine *self)
{
    while (!self->stopping)
        loop_run_once (self->loop, -1);
}

gint
engine_fd (Engine *self)
{
    return loop_fd (self->loop);
}

void
engine_dispatch (Engine *self)
{
    loop_run_once (self->loop, 0);
}
