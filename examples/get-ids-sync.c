/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Prints the identities of a modem: calls that wait for their result, without a main loop.
 *
 * cc -o get-ids-sync get-ids-sync.c $(pkg-config --cflags --libs qmi-glib)
 * usage: get-ids-sync PATH */

#include <stdlib.h>

#include <libqmi-glib.h>
#include <qmi-sync.h>

#define TIMEOUT 10 /* seconds, for each call */

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

static gboolean
ask (QmiClientDms *client, GError **error)
{
    g_autoptr (QmiMessageDmsGetIdsOutput) output = qmi_client_dms_get_ids_sync (client, NULL, TIMEOUT, NULL, error);

    /* Two things can go wrong: there is no answer, or the answer says that the modem refuses. */
    if (!output || !qmi_message_dms_get_ids_output_get_result (output, error))
        return FALSE;
    print_ids (output);
    return TRUE;
}

static gboolean
ask_device (QmiDevice *device, GError **error)
{
    g_autoptr (QmiClient) client = NULL;
    gboolean good;

    client = qmi_device_allocate_client_sync (device, QMI_SERVICE_DMS, QMI_CID_NONE, TIMEOUT, NULL, error);
    if (!client)
        return FALSE;
    good = ask (QMI_CLIENT_DMS (client), error);
    /* Modems have few client ids, so the one of this program is given back, whatever came before. */
    return qmi_device_release_client_sync (device, client, QMI_DEVICE_RELEASE_CLIENT_FLAGS_RELEASE_CID, TIMEOUT, NULL,
                                           good ? error : NULL) &&
           good;
}

static gboolean
run (const gchar *path, GError **error)
{
    g_autoptr (GFile) file = g_file_new_for_path (path);
    g_autoptr (QmiDevice) device = qmi_device_new_sync (file, NULL, error);
    gboolean good;

    if (!device || !qmi_device_open_sync (device, QMI_DEVICE_OPEN_FLAGS_NONE, TIMEOUT, NULL, error))
        return FALSE;
    good = ask_device (device, error);
    return qmi_device_close_sync (device, TIMEOUT, NULL, good ? error : NULL) && good;
}

int
main (int argc, char **argv)
{
    g_autoptr (GError) error = NULL;

    if (argc != 2) {
        g_printerr ("usage: get-ids-sync PATH\n");
        return 2;
    }
    if (run (argv[1], &error))
        return EXIT_SUCCESS;
    g_printerr ("%s\n", error->message);
    return EXIT_FAILURE;
}
