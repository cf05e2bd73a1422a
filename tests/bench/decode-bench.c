/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Decoding a DMS Get IDs response and reading all its fields, many times, for callgrind. */

#include "config.h"

#include <stdlib.h>

#include "qmi-container.h"
#include "qmi-dms.h"
#include "qmi-message-private.h"

static const guint8 frame[] = {
    0x01, 0x41, 0x00, 0x80, 0x02, 0x01, 0x02, 0x03, 0x00, 0x25, 0x00, 0x35, 0x00, 0x02, 0x04, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x10, 0x01, 0x00, '0', 0x11, 0x0F, 0x00, '4', '9', '0', '1', '5', '4', '2', '0', '3', '2', '3', '7', '5', '1',
    '8', 0x12, 0x0E, 0x00, '3', '5', '9', '0', '7', '2', '0', '6', '0', '0', '0', '0', '0', '0', 0x13, 0x02, 0x00, '0',
    '7',
};

/* The name is given to callgrind. */
__attribute__ ((noinline)) static void
measured_decode (QmiMessage *message, const QmiSchemaUnit *unit, const QmiSchemaMessage *description)
{
    QmiMessageDmsGetIdsOutput *output = qmi_container_decode (unit, description, 1, message, NULL);
    const gchar *text;

    g_assert (qmi_message_dms_get_ids_output_get_result (output, NULL));
    g_assert (qmi_message_dms_get_ids_output_get_esn (output, &text, NULL));
    g_assert (qmi_message_dms_get_ids_output_get_imei (output, &text, NULL));
    g_assert (qmi_message_dms_get_ids_output_get_meid (output, &text, NULL));
    g_assert (qmi_message_dms_get_ids_output_get_imei_software_version (output, &text, NULL));
    qmi_message_dms_get_ids_output_unref (output);
}

int
main (int argc, char **argv)
{
    const QmiSchemaUnit *unit = qmi_schema_find_unit (QMI_SERVICE_DMS);
    const QmiSchemaMessage *description = qmi_schema_find_message (unit, 0x0025, 0, FALSE);
    g_autoptr (GByteArray) message = g_byte_array_new ();
    int count = argc > 1 ? atoi (argv[1]) : 100;

    g_byte_array_append (message, frame, sizeof (frame));
    qmi_message_update_lengths (message);
    for (int i = 0; i < count; i++)
        measured_decode (message, unit, description);
    return 0;
}
