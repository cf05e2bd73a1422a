/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A modem's port for the time of one invocation.
 *
 * The steps follow each other in plain order: each starts a call and turns the main loop until its result is there,
 * until the time is over or until a signal comes. After that nothing new is begun but giving back what was allocated,
 * for which there is a moment more. */

#include "config.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include <glib-unix.h>

#include "proxy-link.h"
#include "session.h"

#define GRACE 600 /* milliseconds for giving back after the end */

static gint signal_pipe[2] = { -1, -1 };

/* The main loop hears of the signal through the pipe. Whatever holds that up, for example a port that takes no more
 * bytes, the alarm ends. */
static void
on_signal (int number)
{
    if (number == SIGALRM)
        _exit (QMICLI_INTERRUPTED);
    alarm (1);
    (void) !write (signal_pipe[1], "", 1);
}

static void
end (Session *self, QmicliExit reason)
{
    if (self->ended != QMICLI_OK)
        return;
    self->ended = reason;
    self->end = g_get_monotonic_time () + GRACE * G_TIME_SPAN_MILLISECOND;
    if (self->deadline)
        g_source_set_ready_time (self->deadline, self->end);
    /* A client id that is under way can only be given back when it is known: that call goes on for now. */
    if (self->cancellable)
        g_cancellable_cancel (self->cancellable);
}

static gboolean
on_interrupt (gint fd, GIOCondition condition, gpointer data)
{
    end (data, QMICLI_INTERRUPTED);
    return G_SOURCE_REMOVE;
}

static gboolean
on_deadline (gpointer data)
{
    Session *self = data;

    if (self->ended == QMICLI_OK) {
        end (self, QMICLI_TIMEOUT);
        return G_SOURCE_CONTINUE;
    }
    self->grace = TRUE;
    g_clear_pointer (&self->deadline, g_source_unref);
    return G_SOURCE_REMOVE;
}

static gboolean
run_callback (GSource *source, GSourceFunc callback, gpointer data)
{
    return callback (data);
}

void
session_start (Session *self, const QmicliCommand *command, guint limit)
{
    static GSourceFuncs functions = { .dispatch = run_callback };
    struct sigaction action = { .sa_handler = on_signal };

    *self = (Session) { .command = command, .proxy = -1, .limit = limit, .ended = QMICLI_OK };
    self->clients = g_ptr_array_new_with_free_func (g_object_unref);
    self->cancellable = g_cancellable_new ();
    self->end = g_get_monotonic_time () + limit * G_TIME_SPAN_SECOND;
    self->deadline = g_source_new (&functions, sizeof (GSource));
    g_source_set_callback (self->deadline, on_deadline, self, NULL);
    g_source_set_ready_time (self->deadline, self->end);
    g_source_attach (self->deadline, NULL);
    if (g_unix_open_pipe (signal_pipe, FD_CLOEXEC, NULL)) {
        g_unix_fd_add (signal_pipe[0], G_IO_IN, on_interrupt, self);
        sigaction (SIGINT, &action, NULL);
        sigaction (SIGTERM, &action, NULL);
        sigaction (SIGALRM, &action, NULL);
    }
}

static void
on_result (GObject *source, GAsyncResult *result, gpointer data)
{
    Session *self = data;

    g_set_object (&self->result, result);
}

/* Waits for the call that was just started; @to_the_end: also when the session has ended, as long as there is time. */
static GAsyncResult *
await (Session *self, gboolean to_the_end)
{
    while (!self->result && !self->grace && (to_the_end || self->ended == QMICLI_OK))
        g_main_context_iteration (NULL, TRUE);
    return g_steal_pointer (&self->result);
}

/* Seconds that are left, at least one and one more than that: the session ends first. */
static guint
seconds_left (Session *self)
{
    gint64 left = self->end - g_get_monotonic_time ();

    return (guint) CLAMP (left / G_TIME_SPAN_SECOND, 0, self->limit) + 2;
}

static gboolean
on_ready (gint fd, GIOCondition condition, gpointer data)
{
    *(gboolean *) data = TRUE;
    return G_SOURCE_CONTINUE;
}

gboolean
session_wait (Session *self, gint fd, GIOCondition condition)
{
    gboolean ready = FALSE;
    guint source = g_unix_fd_add (fd, condition, on_ready, &ready);

    while (!ready && self->ended == QMICLI_OK)
        g_main_context_iteration (NULL, TRUE);
    g_source_remove (source);
    return self->ended == QMICLI_OK;
}

static gboolean
open_proxy (Session *self, GError **error)
{
    self->proxy = proxy_link_open (error);
    if (self->proxy < 0)
        g_prefix_error (error, "%s: --%s: ", session_port (self),
                        g_array_index (self->command->actions, QmicliAction, 0).name);
    return self->proxy >= 0;
}

gboolean
session_find (Session *self, GError **error)
{
    /* A port is a local file: what else files may be need not be found out. */
    g_autoptr (GFile) file = g_vfs_get_file_for_path (g_vfs_get_local (), self->command->device);
    g_autoptr (GAsyncResult) made = NULL;

    qmi_device_new (file, self->cancellable, on_result, self);
    made = await (self, FALSE);
    if (!made)
        return FALSE;
    self->device = qmi_device_new_finish (made, error);
    if (!self->device)
        g_prefix_error (error, "%s: no port there: ", self->command->device);
    return self->device != NULL;
}

static gboolean
open_device (Session *self, GError **error)
{
    g_autoptr (GAsyncResult) opened = NULL;

    if (!session_find (self, error))
        return FALSE;
    qmi_device_open (self->device, (QmiDeviceOpenFlags) self->command->open_flags, seconds_left (self),
                     self->cancellable, on_result, self);
    opened = await (self, FALSE);
    if (!opened)
        return FALSE;
    if (!qmi_device_open_finish (self->device, opened, error)) {
        g_prefix_error (error, "%s: the port could not be opened: ", self->command->device);
        return FALSE;
    }
    return TRUE;
}

gboolean
session_open (Session *self, GError **error)
{
    return self->command->proxy_status ? open_proxy (self, error) : open_device (self, error);
}

const gchar *
session_port (Session *self)
{
    return self->device ? qmi_device_get_path_display (self->device) : self->command->device;
}

gboolean
session_allocate (Session *self, guint service, GError **error)
{
    g_autoptr (GAsyncResult) result = NULL;
    QmiClient *client;

    if (service == QMI_SERVICE_CTL || session_client (self, service))
        return TRUE;
    qmi_device_allocate_client (self->device, (QmiService) service,
                                self->command->cid_given ? self->command->cid : QMI_CID_NONE, seconds_left (self), NULL,
                                on_result, self);
    result = await (self, TRUE);
    if (!result)
        return FALSE;
    client = qmi_device_allocate_client_finish (self->device, result, error);
    if (client)
        g_ptr_array_add (self->clients, client);
    else
        g_prefix_error (error, "%s: no client of the service '%s': ", self->command->device,
                        qmi_service_get_string ((QmiService) service));
    return client && self->ended == QMICLI_OK;
}

QmiMessage *
session_send (Session *self, QmiMessage *request, guint16 vendor, GError **error)
{
    g_autoptr (GAsyncResult) result = NULL;
    g_autoptr (QmiMessageContext) context = NULL;

    if (self->ended != QMICLI_OK && !self->tidying)
        return NULL;
    if (self->proxy >= 0)
        return proxy_link_ask (self, self->proxy, request, error);
    if (vendor) {
        context = qmi_message_context_new ();
        qmi_message_context_set_vendor_id (context, vendor);
    }
    qmi_device_command_full (self->device, request, context, seconds_left (self),
                             self->tidying ? NULL : self->cancellable, on_result, self);
    result = await (self, self->tidying);
    return result ? qmi_device_command_full_finish (self->device, result, error) : NULL;
}

static void
on_indication (QmiDevice *device, QmiMessage *message, Session *self)
{
    QmiClient *client = session_client (self, qmi_message_get_service (message));
    guint8 cid = qmi_message_get_client_id (message);

    if (client && (cid == QMI_CID_BROADCAST || cid == qmi_client_get_cid (client)))
        g_queue_push_tail (&self->indications, qmi_message_ref (message));
}

static void
on_removed (QmiDevice *device, Session *self)
{
    self->removed = TRUE;
}

void
session_listen (Session *self)
{
    g_signal_connect (self->device, QMI_DEVICE_SIGNAL_INDICATION, G_CALLBACK (on_indication), self);
    g_signal_connect (self->device, QMI_DEVICE_SIGNAL_REMOVED, G_CALLBACK (on_removed), self);
}

void
session_stay (Session *self)
{
    if (self->command->timeout || self->ended != QMICLI_OK)
        return;
    self->end = G_MAXINT64;
    g_source_set_ready_time (self->deadline, -1);
}

QmiMessage *
session_next_indication (Session *self, GError **error)
{
    while (g_queue_is_empty (&self->indications) && !self->removed && self->ended == QMICLI_OK)
        g_main_context_iteration (NULL, TRUE);
    if (self->ended != QMICLI_OK)
        return NULL;
    if (g_queue_is_empty (&self->indications))
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "%s: the port is gone", session_port (self));
    return g_queue_pop_head (&self->indications);
}

QmiClient *
session_client (Session *self, guint service)
{
    for (guint i = 0; i < self->clients->len; i++)
        if ((guint) qmi_client_get_service (self->clients->pdata[i]) == service)
            return self->clients->pdata[i];
    return NULL;
}

guint8
session_cid (Session *self, guint service)
{
    QmiClient *client = session_client (self, service);

    return client ? qmi_client_get_cid (client) : 0;
}

guint16
session_transaction (Session *self, guint service)
{
    QmiClient *client = session_client (self, service);

    return client ? qmi_client_get_next_transaction_id (client) : 0;
}

static void
on_released (GObject *source, GAsyncResult *result, gpointer data)
{
    Session *self = data;
    g_autoptr (GError) error = NULL;

    self->pending--;
    if (!qmi_device_release_client_finish (self->device, result, &error) && self->ended == QMICLI_OK)
        g_warning ("[%s] a client id could not be given back: %s", session_port (self), error->message);
}

static void
release (Session *self, QmiClient *client)
{
    QmiDeviceReleaseClientFlags flags = QMI_DEVICE_RELEASE_CLIENT_FLAGS_NONE;

    if (!self->command->keep_cid)
        flags = QMI_DEVICE_RELEASE_CLIENT_FLAGS_RELEASE_CID;
    else if (self->command->format == QMICLI_TEXT)
        printf ("[%s] Client ID not released:\n\tService: '%s'\n\t    CID: '%u'\n", session_port (self),
                qmi_service_get_string (qmi_client_get_service (client)), qmi_client_get_cid (client));
    self->pending++;
    qmi_device_release_client (self->device, client, flags, seconds_left (self), NULL, on_released, self);
}

/* All at once: one answer that does not come keeps none of the others from being sent. */
static void
release_all (Session *self)
{
    for (guint i = 0; i < self->clients->len; i++)
        release (self, self->clients->pdata[i]);
    while (self->pending > 0 && !self->grace)
        g_main_context_iteration (NULL, TRUE);
    g_clear_pointer (&self->clients, g_ptr_array_unref);
}

void
session_finish (Session *self)
{
    release_all (self);
    if (self->device && qmi_device_is_open (self->device)) {
        g_autoptr (GAsyncResult) result = NULL;

        qmi_device_close_async (self->device, seconds_left (self), NULL, on_result, self);
        result = await (self, TRUE);
    }
    g_clear_object (&self->device);
    g_queue_clear_full (&self->indications, (GDestroyNotify) qmi_message_unref);
    if (self->proxy >= 0)
        close (self->proxy);
    g_clear_object (&self->result);
    g_clear_object (&self->cancellable);
    if (self->deadline)
        g_source_destroy (self->deadline);
    g_clear_pointer (&self->deadline, g_source_unref);
}
