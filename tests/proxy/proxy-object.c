/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A program that is the proxy and uses it: what it sees of QmiProxy, with whatever library it runs on.
 *
 * usage: proxy-object PORT | --client PORT | --twice | --again | --serve
 *
 * --client: uses a proxy that runs already. --twice: two proxies in one process. --again: one after the other.
 * --serve: a proxy in a thread with its own context, until standard input ends. */

#include <libqmi-glib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    GMainLoop *loop;
    QmiProxy *proxy;
    QmiDevice *device;
    QmiClient *client;
    guint expected;
} Program;

static void
print_error (const gchar *what, GError *error)
{
    printf ("%s: %s\n", what, error ? g_quark_to_string (error->domain) : "ok");
    if (error)
        printf ("  code %d\n", error->code);
    g_clear_error (&error);
}

static void
on_clients (GObject *object, GParamSpec *spec, gpointer data)
{
    Program *self = data;
    guint n;

    g_object_get (object, QMI_PROXY_N_CLIENTS, &n, NULL);
    printf ("%s: %u, %u\n", spec->name, n, qmi_proxy_get_n_clients (self->proxy));
    if (self->expected == n)
        g_main_loop_quit (self->loop);
}

static void
on_closed (GObject *source, GAsyncResult *result, gpointer data)
{
    Program *self = data;
    GError *error = NULL;

    qmi_device_close_finish (QMI_DEVICE (source), result, &error);
    print_error ("close", error);
    if (!self->proxy)
        g_main_loop_quit (self->loop);
}

static void
on_released (GObject *source, GAsyncResult *result, gpointer data)
{
    Program *self = data;
    GError *error = NULL;

    qmi_device_release_client_finish (QMI_DEVICE (source), result, &error);
    print_error ("release", error);
    /* The last connection goes. */
    self->expected = 0;
    qmi_device_close_async (self->device, 5, NULL, on_closed, self);
}

static void
on_ids (GObject *source, GAsyncResult *result, gpointer data)
{
    Program *self = data;
    g_autoptr (QmiMessageDmsGetIdsOutput) output = NULL;
    const gchar *imei = NULL;
    GError *error = NULL;

    output = qmi_client_dms_get_ids_finish (QMI_CLIENT_DMS (source), result, &error);
    if (output && qmi_message_dms_get_ids_output_get_result (output, &error))
        qmi_message_dms_get_ids_output_get_imei (output, &imei, NULL);
    printf ("imei %s\n", imei);
    print_error ("ids", error);
    qmi_device_release_client (self->device, self->client, QMI_DEVICE_RELEASE_CLIENT_FLAGS_RELEASE_CID, 5, NULL,
                               on_released, self);
}

static void
on_allocated (GObject *source, GAsyncResult *result, gpointer data)
{
    Program *self = data;
    GError *error = NULL;

    self->client = qmi_device_allocate_client_finish (QMI_DEVICE (source), result, &error);
    print_error ("allocate", error);
    qmi_client_dms_get_ids (QMI_CLIENT_DMS (self->client), NULL, 5, NULL, on_ids, self);
}

static void
on_open (GObject *source, GAsyncResult *result, gpointer data)
{
    Program *self = data;
    GError *error = NULL;

    qmi_device_open_finish (QMI_DEVICE (source), result, &error);
    print_error ("open", error);
    qmi_device_allocate_client (self->device, QMI_SERVICE_DMS, QMI_CID_NONE, 5, NULL, on_allocated, self);
}

static void
on_new (GObject *source, GAsyncResult *result, gpointer data)
{
    Program *self = data;
    GError *error = NULL;

    self->device = qmi_device_new_finish (result, &error);
    print_error ("new", error);
    qmi_device_open (self->device, QMI_DEVICE_OPEN_FLAGS_PROXY, 5, NULL, on_open, self);
}

/* Asks the modem at a port through a proxy, which is this program itself or another one. */
static int
use (const gchar *path, gboolean be_proxy)
{
    g_autoptr (GFile) file = g_file_new_for_path (path);
    GError *error = NULL;
    Program self = { .expected = G_MAXUINT };

    self.loop = g_main_loop_new (NULL, FALSE);
    if (be_proxy) {
        self.proxy = qmi_proxy_new (&error);
        print_error ("proxy", error);
        if (!self.proxy)
            return 1;
        printf ("%s, %u clients\n", G_OBJECT_TYPE_NAME (self.proxy), qmi_proxy_get_n_clients (self.proxy));
        g_signal_connect (self.proxy, "notify::" QMI_PROXY_N_CLIENTS, G_CALLBACK (on_clients), &self);
    }
    qmi_device_new (file, NULL, on_new, &self);
    g_main_loop_run (self.loop);
    g_clear_object (&self.client);
    g_clear_object (&self.device);
    g_clear_object (&self.proxy);
    g_main_loop_unref (self.loop);
    return 0;
}

static int
be_two (void)
{
    GError *error = NULL;
    QmiProxy *first = qmi_proxy_new (&error), *second;

    print_error ("first", error);
    error = NULL;
    second = qmi_proxy_new (&error);
    printf ("second is %s\n", second ? "there" : "not there");
    print_error ("second", error);
    g_clear_object (&first);
    return 0;
}

/* libqmi keeps the address until the process ends. */
static int
be_one_again (void)
{
    GError *error = NULL;
    QmiProxy *proxy = qmi_proxy_new (&error);

    print_error ("first", error);
    g_clear_object (&proxy);
    error = NULL;
    proxy = qmi_proxy_new (&error);
    print_error ("again", error);
    g_clear_object (&proxy);
    return 0;
}

static gpointer
serve (gpointer data)
{
    GMainLoop *loop = data;
    GError *error = NULL;
    QmiProxy *proxy;

    g_main_context_push_thread_default (g_main_loop_get_context (loop));
    proxy = qmi_proxy_new (&error);
    print_error ("proxy", error);
    fflush (stdout);
    g_main_loop_run (loop);
    g_clear_object (&proxy);
    g_main_context_pop_thread_default (g_main_loop_get_context (loop));
    return NULL;
}

static int
serve_in_thread (void)
{
    g_autoptr (GMainContext) context = g_main_context_new ();
    GMainLoop *loop = g_main_loop_new (context, FALSE);
    GThread *thread = g_thread_new ("proxy", serve, loop);
    gchar byte;

    while (read (STDIN_FILENO, &byte, 1) > 0)
        ;
    g_main_loop_quit (loop);
    g_thread_join (thread);
    g_main_loop_unref (loop);
    return 0;
}

int
main (int argc, char **argv)
{
    if (argc == 3 && strcmp (argv[1], "--client") == 0)
        return use (argv[2], FALSE);
    if (argc != 2)
        return 2;
    if (strcmp (argv[1], "--twice") == 0)
        return be_two ();
    if (strcmp (argv[1], "--again") == 0)
        return be_one_again ();
    return strcmp (argv[1], "--serve") == 0 ? serve_in_thread () : use (argv[1], TRUE);
}
