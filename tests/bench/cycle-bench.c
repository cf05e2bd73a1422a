/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Sends DMS Get IDs again and again and reads all fields of each answer, for callgrind: run with either library.
 *
 * usage: cycle-bench PORT COUNT */

#include <libqmi-glib.h>
#include <stdlib.h>

typedef struct {
    GMainLoop    *loop;
    QmiDevice    *device;
    QmiClientDms *client;
    int           left;
} Bench;

static void
fail (const char *what, GError *error)
{
    g_printerr ("%s: %s\n", what, error->message);
    exit (1);
}

static void on_ids (GObject *source, GAsyncResult *result, gpointer data);

static void
ask (Bench *bench)
{
    qmi_client_dms_get_ids (bench->client, NULL, 10, NULL, on_ids, bench);
}

static void
on_released (GObject *source, GAsyncResult *result, gpointer data)
{
    g_main_loop_quit (((Bench *) data)->loop);
}

static void
on_ids (GObject *source, GAsyncResult *result, gpointer data)
{
    Bench *bench = data;
    GError *error = NULL;
    const gchar *text;
    QmiMessageDmsGetIdsOutput *output = qmi_client_dms_get_ids_finish (QMI_CLIENT_DMS (source), result, &error);

    if (!output || !qmi_message_dms_get_ids_output_get_result (output, &error))
        fail ("Get IDs", error);
    qmi_message_dms_get_ids_output_get_esn (output, &text, NULL);
    qmi_message_dms_get_ids_output_get_imei (output, &text, NULL);
    qmi_message_dms_get_ids_output_get_meid (output, &text, NULL);
    qmi_message_dms_get_ids_output_get_imei_software_version (output, &text, NULL);
    qmi_message_dms_get_ids_output_unref (output);
    if (--bench->left > 0)
        ask (bench);
    else
        qmi_device_release_client (bench->device, QMI_CLIENT (bench->client),
                                   QMI_DEVICE_RELEASE_CLIENT_FLAGS_RELEASE_CID, 10, NULL, on_released, bench);
}

static void
on_client (GObject *source, GAsyncResult *result, gpointer data)
{
    Bench *bench = data;
    GError *error = NULL;

    bench->client = (QmiClientDms *) qmi_device_allocate_client_finish (bench->device, result, &error);
    if (!bench->client)
        fail ("allocate", error);
    ask (bench);
}

static void
on_open (GObject *source, GAsyncResult *result, gpointer data)
{
    Bench *bench = data;
    GError *error = NULL;

    if (!qmi_device_open_finish (bench->device, result, &error))
        fail ("open", error);
    qmi_device_allocate_client (bench->device, QMI_SERVICE_DMS, QMI_CID_NONE, 10, NULL, on_client, bench);
}

static void
on_device (GObject *source, GAsyncResult *result, gpointer data)
{
    Bench *bench = data;
    GError *error = NULL;

    bench->device = qmi_device_new_finish (result, &error);
    if (!bench->device)
        fail ("new", error);
    qmi_device_open (bench->device, QMI_DEVICE_OPEN_FLAGS_NONE, 10, NULL, on_open, bench);
}

int
main (int argc, char **argv)
{
    Bench bench = { NULL };
    g_autoptr (GFile) file = NULL;

    if (argc != 3)
        return 2;
    bench.loop = g_main_loop_new (NULL, FALSE);
    bench.left = atoi (argv[2]);
    file = g_file_new_for_path (argv[1]);
    qmi_device_new (file, NULL, on_device, &bench);
    g_main_loop_run (bench.loop);
    g_object_unref (bench.client);
    g_object_unref (bench.device);
    g_main_loop_unref (bench.loop);
    return 0;
}
