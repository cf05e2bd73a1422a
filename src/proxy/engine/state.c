/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The journal of client ids.
 *
 * Lines, numbers in decimal:
 *   port NUMBER DEVICE INODE CHANGED PATH       a port that was opened; the path is escaped as in C
 *   gone NUMBER                                 it has left, and its ids with it
 *   id NUMBER SERVICE CID USER STATE SESSION    an id that the modem has
 *   free NUMBER SERVICE CID                     it has it no longer
 * A line that is not complete was being written when the proxy ended. */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine-private.h"
#include "log.h"
#include "port.h"
#include "state.h"

#define FILE_NAME "clients"
/* The journal is written anew when it has so many lines, and ten times as many as it needs. */
#define MANY_LINES 4096

struct _State {
    Engine *engine;
    gchar *path;
    gint folder_fd; /* holds the lock */
    gint fd;
    guint n_lines;
    guint rewrite_at;
};

/* Writing */

static void
write_all (State *self, const GString *text)
{
    if (self->fd < 0 || write (self->fd, text->str, text->len) == (gssize) text->len)
        return;
    log_warning (NULL, NULL, "'%s' cannot be written: %s; client ids will not outlive this process", self->path,
                 g_strerror (errno));
    close (self->fd);
    self->fd = -1;
}

static void
append_port (GString *text, const Port *port)
{
    g_autofree gchar *path = g_strescape (port->path, NULL);

    g_string_append_printf (text, "port %u %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GINT64_FORMAT " %s\n",
                            port->number, port->identity.device, port->identity.inode, port->identity.changed, path);
}

static void
append_id (GString *text, const ClientId *id)
{
    g_string_append_printf (text, "id %u %u %u %u %u %u\n", id->port->number, id->service, id->cid, id->uid, id->state,
                            id->has_session);
}

static gint
compare_order (gconstpointer a, gconstpointer b)
{
    const ClientId *one = *(const ClientId **) a, *other = *(const ClientId **) b;

    /* What is still owned would become an orphan last. */
    if (!one->owner != !other->owner)
        return one->owner ? 1 : -1;
    return one->order < other->order ? -1 : one->order > other->order;
}

/* A port and its ids, the oldest orphan first. Returns the number of lines. */
static guint
append_all (GString *text, const Port *port)
{
    g_autoptr (GPtrArray) ids = client_ids_list (&port->ids);
    guint i;

    g_ptr_array_sort (ids, compare_order);
    append_port (text, port);
    for (i = 0; i < ids->len; i++)
        append_id (text, g_ptr_array_index (ids, i));
    return ids->len + 1;
}

/* Replaces the file by what is true now. */
static gboolean
rewrite (State *self)
{
    g_autofree gchar *new_path = g_strconcat (self->path, ".new", NULL);
    g_autoptr (GString) text = g_string_new (NULL);
    GHashTableIter iter;
    gpointer port;

    self->n_lines = 0;
    g_hash_table_iter_init (&iter, self->engine->ports);
    while (g_hash_table_iter_next (&iter, NULL, &port))
        self->n_lines += append_all (text, port);
    self->rewrite_at = MAX (MANY_LINES, 10 * self->n_lines);
    if (self->fd >= 0)
        close (self->fd);
    self->fd = open (new_path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (self->fd < 0)
        return FALSE;
    write_all (self, text);
    return self->fd >= 0 && rename (new_path, self->path) == 0;
}

static void
append (State *self, GString *line)
{
    write_all (self, line);
    if (++self->n_lines >= self->rewrite_at)
        rewrite (self);
}

void
state_note_port (State *self, const Port *port)
{
    g_autoptr (GString) line = NULL;

    if (!self)
        return;
    line = g_string_new (NULL);
    append_port (line, port);
    append (self, line);
}

void
state_forget_port (State *self, const Port *port)
{
    g_autoptr (GString) line = NULL;

    if (!self)
        return;
    line = g_string_new (NULL);
    g_string_printf (line, "gone %u\n", port->number);
    append (self, line);
}

void
state_note_id (State *self, const ClientId *id)
{
    g_autoptr (GString) line = NULL;

    if (!self)
        return;
    line = g_string_new (NULL);
    append_id (line, id);
    append (self, line);
}

void
state_forget_id (State *self, const ClientId *id)
{
    g_autoptr (GString) line = NULL;

    /* With a port that is gone went its ids. */
    if (!self || id->port->is_dead)
        return;
    line = g_string_new (NULL);
    g_string_printf (line, "free %u %u %u\n", id->port->number, id->service, id->cid);
    append (self, line);
}

/* Reading */

static void
load_port (Engine *engine, GHashTable *ports, const gchar *line)
{
    g_autofree gchar *path = NULL;
    PortIdentity identity;
    guint number;
    Port *port;
    gint n = 0;

    if (sscanf (line, "port %u %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GINT64_FORMAT " %n", &number,
                &identity.device, &identity.inode, &identity.changed, &n) < 4 ||
        n == 0)
        return;
    path = g_strcompress (line + n);
    port = g_hash_table_lookup (engine->ports, path);
    if (!port)
        port = port_new (engine, path);
    port->identity = identity;
    g_hash_table_insert (ports, GUINT_TO_POINTER (number), port);
}

static void
load_line (Engine *engine, GHashTable *ports, const gchar *line)
{
    guint number, service, cid, uid, state, session, fields;
    ClientId *id;
    Port *port;

    if (g_str_has_prefix (line, "port ")) {
        load_port (engine, ports, line);
        return;
    }
    if (sscanf (line, "%*s %u", &number) != 1)
        return;
    port = g_hash_table_lookup (ports, GUINT_TO_POINTER (number));
    if (!port)
        return;
    if (g_str_has_prefix (line, "gone ")) {
        g_hash_table_remove (ports, GUINT_TO_POINTER (number));
        port_free (port);
        return;
    }
    fields = (guint) sscanf (line, "%*s %*u %u %u %u %u %u", &service, &cid, &uid, &state, &session);
    if (fields < 2 || service > 255 || cid > 255)
        return;
    if (fields == 5) {
        id = client_id_restore (port, (guint8) service, (guint8) cid, uid, state == ID_PARKED ? ID_PARKED : ID_CRASHED);
        id->has_session = session != 0;
    } else if ((id = client_ids_find (&port->ids, (guint8) service, (guint8) cid))) {
        client_id_forget (id);
    }
}

static void
forget_empty (Engine *engine)
{
    g_autoptr (GList) ports = g_hash_table_get_values (engine->ports);
    GList *link;

    for (link = ports; link; link = link->next) {
        if (((Port *) link->data)->ids.n_orphans == 0)
            port_free (link->data);
    }
}

static void
load (Engine *engine, const gchar *text)
{
    g_autoptr (GHashTable) ports = g_hash_table_new (NULL, NULL);
    const gchar *end;

    for (; (end = strchr (text, '\n')); text = end + 1) {
        g_autofree gchar *line = g_strndup (text, (gsize) (end - text));

        load_line (engine, ports, line);
    }
    forget_empty (engine);
}

/* The folder, locked: two processes would spoil each other's journal. */
static gint
lock_folder (const gchar *folder, GError **error)
{
    gint fd;

    g_mkdir_with_parents (folder, 0755);
    fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0)
        return fd;
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "The folder '%s' cannot be used: %s", folder,
                 errno == EWOULDBLOCK ? "another process uses it, give one of its own with --state-dir"
                                      : g_strerror (errno));
    if (fd >= 0)
        close (fd);
    return -1;
}

State *
state_new (Engine *engine, const gchar *folder, GError **error)
{
    g_autofree gchar *text = NULL;
    State *self;
    gint folder_fd = lock_folder (folder, error);

    if (folder_fd < 0)
        return NULL;
    self = g_new0 (State, 1);
    self->engine = engine;
    self->folder_fd = folder_fd;
    self->fd = -1;
    self->path = g_build_filename (folder, FILE_NAME, NULL);
    if (g_file_get_contents (self->path, &text, NULL, NULL))
        load (engine, text);
    if (rewrite (self))
        return self;
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "'%s' cannot be written: %s", self->path,
                 g_strerror (errno));
    state_free (self);
    return NULL;
}

void
state_free (State *self)
{
    if (!self)
        return;
    if (self->fd >= 0)
        close (self->fd);
    close (self->folder_fd);
    g_free (self->path);
    g_free (self);
}
