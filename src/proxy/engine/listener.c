/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The addresses of the proxy. */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "connection.h"
#include "engine-private.h"
#include "listener.h"
#include "log.h"
#include "rules.h"

#define BACKLOG     1024
#define ACCEPT_MOST 64 /* in a round */

typedef struct {
    Watch watch;
    Listener *listener;
} Address;

struct _Listener {
    Engine *engine;
    Address name;
    Address path;
    gint spare_fd; /* given up to accept, and refuse, a connection when there are no descriptors left */
};

/* Newcomers */

static void
admit (Engine *engine, gint fd)
{
    Credentials credentials;
    Services services;
    Connection *connection;
    User *user;

    if (!rules_credentials (fd, &credentials) || !rules_admit (&engine->settings->rules, fd, &credentials, &services)) {
        log_warning (NULL, NULL, "a connection of user %u (pid %d) was refused: it is neither root nor allowed",
                     credentials.uid, credentials.pid);
        close (fd);
        return;
    }
    user = user_get (engine->accounts, credentials.uid);
    if (!user_charge (user, CHARGE_CONNECTIONS, 1)) {
        log_warning (NULL, NULL, "a connection of user %u (pid %d) was refused: the user has %" G_GSIZE_FORMAT,
                     credentials.uid, credentials.pid, user->taken[CHARGE_CONNECTIONS]);
        close (fd);
    } else {
        connection = connection_new (engine, fd, user, credentials.pid, &services);
        if (connection)
            engine_add_connection (engine, connection);
        else
            user_discharge (user, CHARGE_CONNECTIONS, 1);
    }
    user_unref (user);
}

static void
refuse_one (Listener *self, gint listen_fd)
{
    gint fd;

    close (self->spare_fd);
    fd = accept4 (listen_fd, NULL, NULL, SOCK_CLOEXEC);
    if (fd >= 0)
        close (fd);
    self->spare_fd = open ("/dev/null", O_RDONLY | O_CLOEXEC);
    log_warning (NULL, NULL, "a connection was refused: there are no descriptors left");
}

/* Returns how many came. */
static guint
accept_some (Listener *self, gint listen_fd)
{
    guint i;

    for (i = 0; i < ACCEPT_MOST; i++) {
        gint fd = accept4 (listen_fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);

        if (fd >= 0) {
            admit (self->engine, fd);
        } else {
            if (errno == EMFILE || errno == ENFILE)
                refuse_one (self, listen_fd);
            break;
        }
    }
    return i;
}

static void
address_ready (Watch *watch, guint32 events)
{
    Address *address = CONTAINER_OF (watch, Address, watch);

    accept_some (address->listener, watch->fd);
}

/* Addresses */

static gboolean
listen_at (Address *self, const struct sockaddr_un *name, socklen_t size, GError **error)
{
    gint fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

    self->watch.ready = address_ready;
    self->watch.fd = fd;
    if (fd >= 0 && bind (fd, (const struct sockaddr *) name, size) == 0 && listen (fd, BACKLOG) == 0 &&
        loop_add (self->listener->engine->loop, &self->watch, EPOLLIN, NULL))
        return TRUE;
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "Error binding to address '%s': %s",
                 name->sun_path[0] ? name->sun_path : name->sun_path + 1, g_strerror (errno));
    if (fd >= 0)
        close (fd);
    self->watch.fd = -1;
    return FALSE;
}

static gboolean
listen_at_name (Listener *self, GError **error)
{
    struct sockaddr_un name = { .sun_family = AF_UNIX };

    memcpy (name.sun_path + 1, ENGINE_SOCKET_NAME, strlen (ENGINE_SOCKET_NAME));
    return listen_at (&self->name, &name,
                      (socklen_t) (offsetof (struct sockaddr_un, sun_path) + 1 + strlen (ENGINE_SOCKET_NAME)), error);
}

/* Whether somebody listens at the path. */
static gboolean
is_alive (const struct sockaddr_un *name)
{
    gint fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    gboolean alive = connect (fd, (const struct sockaddr *) name, sizeof (*name)) == 0 || errno == EAGAIN;

    close (fd);
    return alive;
}

static gboolean
listen_at_path (Listener *self, const gchar *path, GError **error)
{
    const EngineSettings *settings = self->engine->settings;
    struct sockaddr_un name = { .sun_family = AF_UNIX };
    g_autofree gchar *folder = g_path_get_dirname (path);
    struct stat status;

    if (g_strlcpy (name.sun_path, path, sizeof (name.sun_path)) >= sizeof (name.sun_path)) {
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_FILENAME_TOO_LONG,
                     "Error binding to address '%s': a socket's path has at most %" G_GSIZE_FORMAT " bytes", path,
                     sizeof (name.sun_path) - 1);
        return FALSE;
    }
    g_mkdir_with_parents (folder, 0755);
    /* One that crashed has left it behind. */
    if (lstat (path, &status) == 0 && S_ISSOCK (status.st_mode) && !is_alive (&name))
        unlink (path);
    if (!listen_at (&self->path, &name, sizeof (name), error))
        return FALSE;
    if (settings->socket_group != G_MAXUINT32 && chown (path, (uid_t) -1, settings->socket_group) != 0)
        log_warning (NULL, NULL, "the group of '%s' cannot be set: %s", path, g_strerror (errno));
    if (chmod (path, settings->socket_mode) != 0)
        log_warning (NULL, NULL, "the mode of '%s' cannot be set: %s", path, g_strerror (errno));
    return TRUE;
}

Listener *
listener_new (Engine *engine, GError **error)
{
    const gchar *path = engine->settings->socket_path;
    Listener *self = g_new0 (Listener, 1);
    g_autoptr (GError) path_error = NULL;

    self->engine = engine;
    self->name.listener = self->path.listener = self;
    self->name.watch.fd = self->path.watch.fd = -1;
    self->spare_fd = open ("/dev/null", O_RDONLY | O_CLOEXEC);
    if (!listen_at_name (self, error)) {
        listener_free (self);
        return NULL;
    }
    if (path && !listen_at_path (self, path, &path_error)) {
        if (engine->settings->socket_path_needed) {
            g_propagate_error (error, g_steal_pointer (&path_error));
            listener_free (self);
            return NULL;
        }
        log_warning (NULL, NULL, "%s; going on without this address", path_error->message);
    }
    return self;
}

void
listener_free (Listener *self)
{
    if (self->path.watch.fd >= 0)
        unlink (self->engine->settings->socket_path);
    loop_remove (self->engine->loop, &self->name.watch);
    loop_remove (self->engine->loop, &self->path.watch);
    if (self->spare_fd >= 0)
        close (self->spare_fd);
    g_free (self);
}

/* Whoever has connected already is still accepted after shutdown(), newcomers are not. */
static guint
drain (Listener *self, Address *address)
{
    if (address->watch.fd < 0)
        return 0;
    shutdown (address->watch.fd, SHUT_RD);
    return accept_some (self, address->watch.fd);
}

gboolean
listener_stop (Listener *self)
{
    const gchar *path = self->path.watch.fd >= 0 ? self->engine->settings->socket_path : NULL;

    if (drain (self, &self->name) + drain (self, &self->path) == 0)
        return TRUE;
    loop_remove (self->engine->loop, &self->name.watch);
    loop_remove (self->engine->loop, &self->path.watch);
    if (!listen_at_name (self, NULL) || (path && !listen_at_path (self, path, NULL)))
        log_warning (NULL, NULL, "an address was lost to another process");
    return FALSE;
}
