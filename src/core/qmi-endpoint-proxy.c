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

/* The proxy binds its socket some time after it was started, and says so to nobody: connecting is tried again after
 * ever longer pauses. */
#define FIRST_PAUSE 1   /* ms */
#define LONGEST_PAUSE 64
#define GIVE_UP_AFTER (2 * G_USEC_PER_SEC)

typedef struct {
    gchar  *name;
    guint   pause;
    gint64  give_up_at;
} Connect;

static void
connect_free (Connect *self)
{
    g_free (self->name);
    g_free (self);
}

/* Connected descriptor, or -1 with errno. */
static gint
connect_abstract (const gchar *name)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    gsize length = strlen (name);
    gint fd, saved;

    if (length >= sizeof (address.sun_path)) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memcpy (address.sun_path + 1, name, length);
    fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return -1;
    if (connect (fd, (struct sockaddr *) &address, offsetof (struct sockaddr_un, sun_path) + 1 + length) == 0) {
        g_unix_set_fd_nonblocking (fd, TRUE, NULL);
        return fd;
    }
    saved = errno;
    close (fd);
    errno = saved;
    return -1;
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
    gint fd;

    if (g_task_return_error_if_cancelled (task))
        return G_SOURCE_REMOVE;
    fd = connect_abstract (self->name);
    if (fd >= 0)
        g_task_return_int (task, fd);
    else if (g_get_monotonic_time () < self->give_up_at)
        try_later (task);
    else
        g_task_return_new_error (task, QMI_CORE_ERROR, QMI_CORE_ERROR_FAILED, "Couldn't spawn the qmi-proxy: %s",
                                 g_strerror (errno));
    return G_SOURCE_REMOVE;
}

void
qmi_endpoint_open_proxy_async (const gchar *name, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data)
{
    g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
    Connect *self = g_new0 (Connect, 1);
    GError *error = NULL;
    gint fd;

    g_task_set_source_tag (task, qmi_endpoint_open_proxy_async);
    g_task_set_task_data (task, self, (GDestroyNotify) connect_free);
    self->name = g_strdup (name);
    self->pause = FIRST_PAUSE;
    self->give_up_at = g_get_monotonic_time () + GIVE_UP_AFTER;

    fd = connect_abstract (name);
    if (fd >= 0) {
        g_task_return_int (task, fd);
        return;
    }
    g_debug ("cannot connect to proxy: %s", g_strerror (errno));
    if (spawn_proxy (&error)) {
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
