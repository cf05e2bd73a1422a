/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Connects to the proxy, and starts it if it does not run. */

#include "config.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <glib-unix.h>

#include "qmi-endpoint.h"
#include "qmi-error-types.h"
#include "qmi-errors.h"
#include "qmi-proxy.h"
#include "qmi-users.h"

#define PROXY_PATH RUNTIME_FOLDER "/qmi-proxy/socket"

/* The proxy binds its socket some time after it was started, and says so to nobody: connecting is tried again after
 * ever longer pauses. */
#define FIRST_PAUSE   1 /* ms */
#define LONGEST_PAUSE 64
#define GIVE_UP_AFTER (2 * G_USEC_PER_SEC)

typedef struct {
    gchar *name;
    guint pause;
    gint64 give_up_at;
} Connect;

static void
connect_free (Connect *self)
{
    g_free (self->name);
    g_free (self);
}

/* Connected descriptor, or -1 with errno. */
static gint
connect_to (const struct sockaddr_un *address, gsize length)
{
    gint fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    gint saved;

    if (fd < 0)
        return -1;
    if (connect (fd, (const struct sockaddr *) address,
                 (socklen_t) (offsetof (struct sockaddr_un, sun_path) + length)) == 0)
        return fd;
    saved = errno;
    close (fd);
    errno = saved;
    return -1;
}

static gint
connect_abstract (const gchar *name)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    gsize length = strlen (name);

    if (length >= sizeof (address.sun_path)) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memcpy (address.sun_path + 1, name, length);
    return connect_to (&address, 1 + length);
}

/* The address that a container has, while abstract names stop at its border. */
static gint
connect_path (void)
{
    static const struct sockaddr_un address = { AF_UNIX, PROXY_PATH };

    return connect_to (&address, sizeof (PROXY_PATH));
}

/* Anybody may listen at an abstract address, and would be told client ids and PINs. */
static gboolean
check_owner (gint fd, GError **error)
{
    struct ucred peer;
    socklen_t size = sizeof (peer);

    if (getsockopt (fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
        (peer.uid == geteuid () || qmi_user_is_trusted (peer.uid)))
        return TRUE;
    g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_FAILED,
                 "The proxy is not trusted: it runs as user %u, not as root or the user of this program", peer.uid);
    return FALSE;
}

/* Whether nobody listens there; otherwise the proxy runs, but is not to be had. */
static gboolean
is_nobody (gint error)
{
    return error == ENOENT || error == ECONNREFUSED || error == ENOTDIR;
}

gint
qmi_proxy_connect (const gchar *name, GError **error)
{
    gint fd = name ? -1 : connect_path ();
    gint path_error = name ? ENOENT : errno;

    if (fd < 0)
        fd = connect_abstract (name ? name : QMI_PROXY_SOCKET_PATH);
    if (fd < 0) {
        gint saved = is_nobody (path_error) ? errno : path_error;

        g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (saved), g_strerror (saved));
    } else if (!check_owner (fd, error)) {
        close (fd);
        fd = -1;
    }
    return fd;
}

/* The proxy is nobody's child: it outlives the program that needed it first. */
static void
leave_group (gpointer data)
{
    setpgid (0, 0);
}

static gboolean
spawn_proxy (GError **error)
{
    const gchar *program = g_getenv ("QMI_PROXY_PROGRAM");
    gchar *arguments[] = { (gchar *) (program && *program ? program : QMI_PROXY_PATH), NULL };

    g_debug ("spawning new qmi-proxy: %s", arguments[0]);
    return g_spawn_async (NULL, arguments, NULL, G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, leave_group,
                          NULL, NULL, error);
}

/* Another try would end as this one. */
static gboolean
is_final (const GError *error)
{
    return error->domain == QMI_CORE_ERROR;
}

static gboolean try_connect (gpointer data);

static void
try_later (GTask *task)
{
    Connect *self = g_task_get_task_data (task);
    g_autoptr (GSource) source = g_timeout_source_new (self->pause);

    self->pause = MIN (2 * self->pause, LONGEST_PAUSE);
    g_task_attach_source (task, source, try_connect);
}

static gboolean
try_connect (gpointer data)
{
    g_autoptr (GTask) task = g_object_ref (data);
    Connect *self = g_task_get_task_data (task);
    g_autoptr (GError) error = NULL;
    gint fd;

    if (g_task_return_error_if_cancelled (task))
        return G_SOURCE_REMOVE;
    fd = qmi_proxy_connect (self->name, &error);
    if (fd >= 0)
        g_task_return_int (task, fd);
    else if (is_final (error))
        g_task_return_error (task, g_steal_pointer (&error));
    else if (g_get_monotonic_time () < self->give_up_at)
        try_later (task);
    else
        g_task_return_new_error (task, QMI_CORE_ERROR, QMI_CORE_ERROR_FAILED, "Couldn't spawn the qmi-proxy: %s",
                                 error->message);
    return G_SOURCE_REMOVE;
}

void
qmi_endpoint_open_proxy_async (const gchar *name, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data)
{
    g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
    Connect *self = g_new0 (Connect, 1);
    GError *error = NULL;
    gboolean is_busy;
    gint fd;

    g_task_set_source_tag (task, qmi_endpoint_open_proxy_async);
    g_task_set_task_data (task, self, (GDestroyNotify) connect_free);
    self->name = g_strdup (name);
    self->pause = FIRST_PAUSE;
    self->give_up_at = g_get_monotonic_time () + GIVE_UP_AFTER;

    fd = qmi_proxy_connect (name, &error);
    if (fd >= 0) {
        g_task_return_int (task, fd);
        return;
    }
    if (is_final (error)) {
        g_task_return_error (task, error);
        return;
    }
    g_debug ("cannot connect to proxy: %s", error->message);
    is_busy = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK);
    g_clear_error (&error);
    if (is_busy || spawn_proxy (&error)) {
        try_later (task);
        return;
    }
    g_prefix_error (&error, "Couldn't spawn the qmi-proxy: ");
    g_task_return_new_error (task, QMI_CORE_ERROR, QMI_CORE_ERROR_FAILED, "%s", error->message);
    g_error_free (error);
}

gint
qmi_endpoint_open_proxy_finish (GAsyncResult *result, GError **error)
{
    return (gint) g_task_propagate_int (G_TASK (result), error);
}
