/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Prints the identities of a modem: asynchronous calls and a main loop.
 *
 * cc -o get-ids get-ids.c $(pkg-config --cflags --libs qmi-glib)
 * usage: get-ids PATH */

#include <stdlib.h>

#include <libqmi-glib.h>

#define TIMEOUT 10 /* seconds, for each step */

typedef struct {
    GMainLoop *loop;
    QmiDevice *device;
    QmiClient *client;
    int status; /* of the program */
} Example;

/* The steps follow one another: each starts the next one, and whatever fails leads to closing what is open. */
static void close_device (Example *self);

/* What failed is said; %TRUE if anything did. Takes the error. */
static gboolean
has_failed (Example *self, const gchar *what, GError *error)
{
    if (!error)
        return FALSE;
    g_printerr ("%s: %s\n", what, error->message);
    g_error_free (error);
    self->status = EXIT_FAILURE;
    return TRUE;
}

static void
on_closed (GObject *source, GAsyncResult *result, gpointer user_data)
{
    Example *self = user_data;
    GError *error = NULL;

    qmi_device_close_finish (self->device, result, &error);
    has_failed (self, "closing", error);
    g_main_loop_quit (self->loop);
}

static void
close_device (Example *self)
{
    qmi_device_close_async (self->device, TIMEOUT, NULL, on_closed, self);
}

static void
on_released (GObject *source, GAsyncResult *result, gpointer user_data)
{
    Example *self = user_data;
    GError *error = NULL;

    qmi_device_release_client_finish (self->device, result, &error);
    has_failed (self, "giving back the client id", error);
    close_device (self);
}

static void
print_ids (QmiMessageDmsGetIdsOutput *output)
{
    const gchar *value;

    /* A modem without one of these identities leaves it out: then the getter fails, and no line is printed. */
    if (qmi_message_dms_get_ids_output_get_imei (output, &value, NULL))
        g_print ("IMEI: %s\n", value);
    if (qmi_message_dms_get_ids_output_get_imei_software_version (output, &value, NULL))
        g_print ("IMEI software version: %s\n", value);
    if (qmi_message_dms_get_ids_output_get_meid (output, &value, NULL))
        g_print ("MEID: %s\n", value);
    if (qmi_message_dms_get_ids_output_get_esn (output, &value, NULL))
        g_print ("ESN: %s\n", value);
}

static void
on_ids (GObject *source, GAsyncResult *result, gpointer user_data)
{
    Example *self = user_data;
    QmiMessageDmsGetIdsOutput *output;
    GError *error = NULL;

    /* Two things can go wrong: there is no answer, or the answer says that the modem refuses. */
    output = qmi_client_dms_get_ids_finish (QMI_CLIENT_DMS (source), result, &error);
    if (output && qmi_message_dms_get_ids_output_get_result (output, &error))
        print_ids (output);
    has_failed (self, "asking for the identities", error);
    if (output)
        qmi_message_dms_get_ids_output_unref (output);
    /* Modems have few client ids, so the one of this program is given back. */
    qmi_device_release_client (self->device, self->client, QMI_DEVICE_RELEASE_CLIENT_FLAGS_RELEASE_CID, TIMEOUT, NULL,
                               on_released, self);
}

static void
on_client (GObject *source, GAsyncResult *result, gpointer user_data)
{
    Example *self = user_data;
    GError *error = NULL;

    self->client = qmi_device_allocate_client_finish (self->device, result, &error);
    if (has_failed (self, "asking for a client id", error))
        close_device (self);
    else
        qmi_client_dms_get_ids (QMI_CLIENT_DMS (self->client), NULL, TIMEOUT, NULL, on_ids, self);
}

static void
on_open (GObject *source, GAsyncResult *result, gpointer user_data)
{
    Example *self = user_data;
    GError *error = NULL;

    qmi_device_open_finish (self->device, result, &error);
    if (has_failed (self, "opening", error))
        g_main_loop_quit (self->loop);
    else
        qmi_device_allocate_client (self->device, QMI_SERVICE_DMS, QMI_CID_NONE, TIMEOUT, NULL, on_client, self);
}

static void
on_device (GObject *source, GAsyncResult *result, gpointer user_data)
{
    Example *self = user_data;
    GError *error = NULL;

    self->device = qmi_device_new_finish (result, &error);
    if (has_failed (self, "looking at the port", error))
        g_main_loop_quit (self->loop);
    else
        qmi_device_open (self->device, QMI_DEVICE_OPEN_FLAGS_NONE, TIMEOUT, NULL, on_open, self);
}

int
main (int argc, char **argv)
{
    Example self = { .status = EXIT_SUCCESS };
    GFile *file;

    if (argc != 2) {
        g_printerr ("usage: get-ids PATH\n");
        return 2;
    }
    self.loop = g_main_loop_new (NULL, FALSE);
    file = g_file_new_for_path (argv[1]);
    qmi_device_new (file, NULL, on_device, &self);
    g_main_loop_run (self.loop);

    g_clear_object (&self.client);
    g_clear_object (&self.device);
    g_object_unref (file);
    g_main_loop_unref (self.loop);
    return self.status;
}
