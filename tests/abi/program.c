/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A program as others write it: makes a request, reads a response, and prints what it got. */

#include <libqmi-glib.h>

static const guint8 response[] = {
    0x01, 0x17, 0x00, 0x80, 0x02, 0x05, 0x02, 0x01, 0x00, 0x2E, 0x00, 0x0B, 0x00,
    0x02, 0x04, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01, 0x01, 0x00, 0x03,
};

static void
print_request (void)
{
    g_autoptr (QmiMessageDmsSetOperatingModeInput) input = qmi_message_dms_set_operating_mode_input_new ();
    QmiDmsOperatingMode mode = QMI_DMS_OPERATING_MODE_UNKNOWN;
    g_autoptr (GError) error = NULL;

    g_print ("empty: %d", qmi_message_dms_set_operating_mode_input_get_mode (input, &mode, &error));
    g_print (" %s %d\n", g_quark_to_string (error->domain), error->code);
    qmi_message_dms_set_operating_mode_input_set_mode (input, QMI_DMS_OPERATING_MODE_OFFLINE, NULL);
    qmi_message_dms_set_operating_mode_input_get_mode (input, &mode, NULL);
    g_print ("set: %s\n", qmi_dms_operating_mode_get_string (mode));
}

static void
print_response (void)
{
    g_autoptr (GByteArray) bytes = g_byte_array_append (g_byte_array_new (), response, sizeof response);
    g_autoptr (GError) error = NULL;
    g_autoptr (QmiMessage) message = qmi_message_new_from_raw (bytes, &error);

    g_assert_no_error (error);
    g_print ("response: service %s, message 0x%04X, transaction %u, %u bytes left\n",
             qmi_service_get_string (qmi_message_get_service (message)), qmi_message_get_message_id (message),
             qmi_message_get_transaction_id (message), bytes->len);
}

int
main (void)
{
    g_print ("version %d.%d.%d\n", QMI_MAJOR_VERSION, QMI_MINOR_VERSION, QMI_MICRO_VERSION);
    print_request ();
    print_response ();
    return 0;
}
