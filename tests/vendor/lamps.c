/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A program of whoever described the service: sends its requests, then waits for its indication.
 *
 * usage: lamps PATH */

#include <stdio.h>
#include <stdlib.h>

#include <libqmi-glib.h>
#include <qmi-sync.h>

#define TIMEOUT 20 /* seconds; nothing takes that long unless it is broken */

static void
require (gboolean good, GError *error)
{
    if (good)
        return;
    printf ("error: %s\n", error ? error->message : "no reason given");
    exit (1);
}

static GArray *
new_steps (void)
{
    GArray *steps = g_array_new (FALSE, TRUE, sizeof (QmiMessageVndSetPatternInputStepsStep));
    QmiMessageVndSetPatternInputStepsStep step = { .colour = QMI_VND_LAMP_COLOUR_DEEP_RED, .duration = 500 };

    g_array_append_val (steps, step);
    step.colour = QMI_VND_LAMP_COLOUR_OFF;
    step.duration = 250;
    g_array_append_val (steps, step);
    return steps;
}

static void
print_lamps (QmiMessageVndSetPatternOutput *output)
{
    g_autoptr (GError) error = NULL;
    GArray *lamps = NULL;
    gint16 temperature = 0;

    require (qmi_message_vnd_set_pattern_output_get_result (output, &error), error);
    require (qmi_message_vnd_set_pattern_output_get_lamps (output, &lamps, &error), error);
    for (guint i = 0; i < lamps->len; i++) {
        QmiMessageVndSetPatternOutputLampsLamp *lamp;
        g_autofree gchar *faults = NULL;

        lamp = &g_array_index (lamps, QmiMessageVndSetPatternOutputLampsLamp, i);
        /* No text stands for no flag. */
        faults = qmi_vnd_lamp_fault_build_string_from_mask (lamp->faults);
        printf ("lamp %s: %s\n", lamp->label, faults ? faults : "none");
    }
    require (qmi_message_vnd_set_pattern_output_get_temperature (output, &temperature, &error), error);
    printf ("temperature %d\n", temperature);
}

static void
set_pattern (QmiClientVnd *client, guint8 number)
{
    g_autoptr (QmiMessageVndSetPatternInput) input = qmi_message_vnd_set_pattern_input_new ();
    g_autoptr (QmiMessageVndSetPatternOutput) output = NULL;
    g_autoptr (GArray) steps = new_steps ();
    g_autoptr (GError) error = NULL;

    require (qmi_message_vnd_set_pattern_input_set_lamp (input, number, QMI_VND_LAMP_COLOUR_AMBER, &error), error);
    require (qmi_message_vnd_set_pattern_input_set_steps (input, steps, &error), error);
    require (qmi_message_vnd_set_pattern_input_set_unlock_code (input, "opensesame", &error), error);
    output = qmi_client_vnd_set_pattern_sync (client, input, TIMEOUT, NULL, &error);
    require (output != NULL, error);
    if (qmi_message_vnd_set_pattern_output_get_result (output, &error))
        print_lamps (output);
    else
        printf ("lamp %u: %s\n", number, error->message);
}

static void
print_serial (QmiClientVnd *client)
{
    g_autoptr (QmiMessageVndAcmeGetSerialOutput) output = NULL;
    g_autoptr (GError) error = NULL;
    const gchar *serial = NULL;

    output = qmi_client_vnd_acme_get_serial_sync (client, NULL, TIMEOUT, NULL, &error);
    require (output != NULL, error);
    require (qmi_message_vnd_acme_get_serial_output_get_serial (output, &serial, &error), error);
    printf ("serial %s\n", serial);
}

static void
failed (QmiClientVnd *client, QmiIndicationVndLampFailedOutput *output, gpointer loop)
{
    g_autoptr (GError) error = NULL;
    guint8 number = 0;

    require (qmi_indication_vnd_lamp_failed_output_get_lamp_number (output, &number, &error), error);
    printf ("lamp %u failed\n", number);
    g_main_loop_quit (loop);
}

int
main (int argc, char **argv)
{
    g_autoptr (GFile) file = g_file_new_for_path (argv[argc - 1]);
    g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
    g_autoptr (GError) error = NULL;
    g_autoptr (QmiDevice) device = qmi_device_new_sync (file, NULL, &error);
    g_autoptr (QmiClient) client = NULL;

    require (device != NULL, error);
    require (qmi_device_open_sync (device, QMI_DEVICE_OPEN_FLAGS_VERSION_INFO, TIMEOUT, NULL, &error), error);
    client = qmi_device_allocate_client_sync (device, QMI_SERVICE_VND, QMI_CID_NONE, TIMEOUT, NULL, &error);
    require (QMI_IS_CLIENT_VND (client), error);
    set_pattern (QMI_CLIENT_VND (client), 2);
    set_pattern (QMI_CLIENT_VND (client), 3);
    print_serial (QMI_CLIENT_VND (client));

    g_signal_connect (client, "lamp-failed", G_CALLBACK (failed), loop);
    printf ("listening\n");
    fflush (stdout);
    g_main_loop_run (loop);

    require (qmi_device_release_client_sync (device, client, QMI_DEVICE_RELEASE_CLIENT_FLAGS_RELEASE_CID, TIMEOUT, NULL,
                                             &error),
             error);
    require (qmi_device_close_sync (device, TIMEOUT, NULL, &error), error);
    return 0;
}
