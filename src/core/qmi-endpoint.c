/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* QMUX over a file descriptor: one main loop source, plain read and write. */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <poll.h>
#include <unistd.h>

#include "qmi-endpoint.h"
#include "qmi-error-types.h"
#include "qmi-errors.h"
#include "qmi-message-private.h"

#define READ_SIZE 4096

struct _QmiEndpoint {
    gatomicrefcount          references;
    gint                     fd; /* -1: closed */
    gboolean                 hung_up;
    gchar                   *name;
    GSource                 *source;
    GMainContext            *context;
    GByteArray              *buffer; /* start of a frame that is not complete */
    const QmiEndpointEvents *events;
    gpointer                 owner;
};

typedef struct {
    GSource      source;
    QmiEndpoint *endpoint;
} EndpointSource;

static void
endpoint_unref (QmiEndpoint *self)
{
    if (!g_atomic_ref_count_dec (&self->references))
        return;
    g_byte_array_unref (self->buffer);
    g_main_context_unref (self->context);
    g_free (self->name);
    g_free (self);
}

/* Nothing can be read any more. The descriptor stays open, for the application to close. */
static void
hang_up (QmiEndpoint *self, GError *error)
{
    if (self->hung_up)
        return;
    self->hung_up = TRUE;
    g_source_destroy (self->source);
    g_byte_array_set_size (self->buffer, 0);
    self->events->hangup (error, self->owner);
}

/* Frames */

/* %FALSE if no frame can be found in the bytes any more. */
static gboolean
is_framed (QmiEndpoint *self)
{
    return self->buffer->len == 0 || self->buffer->data[0] == QMI_MESSAGE_QMUX_MARKER;
}

static void
handle_frames (QmiEndpoint *self)
{
    while (!self->hung_up && self->buffer->len > 0 && is_framed (self)) {
        guint before = self->buffer->len;
        g_autoptr (GError) error = NULL;
        g_autoptr (GByteArray) message = qmi_message_new_from_raw (self->buffer, &error);

        if (message)
            self->events->frame (message, self->owner);
        else if (error)
            self->events->garbage (error, self->owner);
        else if (self->buffer->len == before)
            return; /* the rest is still on its way */
    }
    if (!self->hung_up && !is_framed (self)) {
        g_autoptr (GError) error = g_error_new (QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_MESSAGE,
                                                "QMI framing error detected: a frame starts with 0x%02X, not 0x%02X",
                                                QMI_MESSAGE_QMUX_MARKER, self->buffer->data[0]);

        hang_up (self, error);
    }
}

static void
read_some (QmiEndpoint *self)
{
    guint before = self->buffer->len;
    gssize n;

    g_byte_array_set_size (self->buffer, before + READ_SIZE);
    do
        n = read (self->fd, self->buffer->data + before, READ_SIZE);
    while (n < 0 && errno == EINTR);
    /* To make an array shorter by its function costs more. */
    self->buffer->len = before + (n > 0 ? (guint) n : 0);

    if (n > 0) {
        handle_frames (self);
    } else if (n == 0) {
        g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED, "connection broken");

        hang_up (self, error);
    } else if (errno != EAGAIN && errno != EWOULDBLOCK) {
        g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));

        hang_up (self, error);
    }
}

static gboolean
endpoint_dispatch (GSource *source, GSourceFunc callback, gpointer data)
{
    QmiEndpoint *self = ((EndpointSource *) source)->endpoint;
    g_autoptr (GObject) owner = g_object_ref (self->owner);
    gboolean more;

    g_atomic_ref_count_inc (&self->references);
    if (!self->hung_up)
        read_some (self);
    if (self->fd >= 0)
        self->events->settled (g_source_get_context (source), self->owner);
    /* A watch that somebody else made ends with the port. */
    more = self->hung_up ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
    endpoint_unref (self);
    return more;
}

static void
endpoint_finalize (GSource *source)
{
    endpoint_unref (((EndpointSource *) source)->endpoint);
}

static GSourceFuncs endpoint_funcs = { NULL, NULL, endpoint_dispatch, endpoint_finalize, NULL, NULL };

GSource *
qmi_endpoint_create_watch (QmiEndpoint *self)
{
    GSource *source = g_source_new (&endpoint_funcs, sizeof (EndpointSource));

    g_atomic_ref_count_inc (&self->references);
    ((EndpointSource *) source)->endpoint = self;
    g_source_add_unix_fd (source, self->fd, G_IO_IN | G_IO_HUP | G_IO_ERR);
    g_source_set_static_name (source, "QMI endpoint");
    g_source_set_can_recurse (source, TRUE);
    return source;
}

GMainContext *
qmi_endpoint_context (QmiEndpoint *self)
{
    return self->context;
}

QmiEndpoint *
qmi_endpoint_new (gint fd, const gchar *name, GMainContext *context, const QmiEndpointEvents *events, gpointer owner)
{
    QmiEndpoint *self = g_new0 (QmiEndpoint, 1);

    g_atomic_ref_count_init (&self->references);
    self->fd = fd;
    self->name = g_strdup (name);
    self->buffer = g_byte_array_sized_new (READ_SIZE);
    self->events = events;
    self->owner = owner;
    self->context = g_main_context_ref (context);
    self->source = qmi_endpoint_create_watch (self);
    g_source_attach (self->source, context);
    return self;
}

void
qmi_endpoint_close (QmiEndpoint *self)
{
    self->hung_up = TRUE;
    g_source_destroy (self->source);
    g_source_unref (self->source);
    close (self->fd);
    self->fd = -1;
    endpoint_unref (self);
}

/* Waits until the descriptor is ready; %FALSE on time-out. */
static gboolean
wait_until (gint fd, gshort events, gint64 deadline)
{
    struct pollfd item = { fd, events, 0 };

    for (;;) {
        gint64 left = (deadline - g_get_monotonic_time () + 999) / 1000;
        gint n = poll (&item, 1, (gint) CLAMP (left, 0, G_MAXINT));

        if (n > 0)
            return TRUE;
        if (n == 0 && left <= 0)
            return FALSE;
    }
}

gboolean
qmi_endpoint_write (QmiEndpoint *self, const guint8 *bytes, gsize length, gint64 deadline, GError **error)
{
    while (length > 0) {
        gssize n = write (self->fd, bytes, length);

        if (n >= 0) {
            bytes += n;
            length -= n;
            continue;
        }
        if (errno == EINTR)
            continue;
        if (errno != EAGAIN && errno != EWOULDBLOCK) {
            g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "Error writing to file descriptor: %s",
                         g_strerror (errno));
            return FALSE;
        }
        if (!wait_until (self->fd, POLLOUT, deadline)) {
            g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "The port does not take any more bytes");
            return FALSE;
        }
    }
    return TRUE;
}

/* character devices */

gint
qmi_endpoint_open_device (const gchar *path, GError **error)
{
    gint fd = open (path, O_RDWR | O_EXCL | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

    if (fd < 0)
        g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_FAILED, "Cannot open device file '%s': %s", path,
                     g_strerror (errno));
    return fd;
}
