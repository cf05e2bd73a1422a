/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Values that are written with one message and read with another, and do nothing else. */

#include "config.h"

#include "behaviours.h"

/* Bytes of user data that a device can keep. */
#define MAX_USER_DATA 512

/* From a TLV of one message to a TLV of the answer to another. */
static const struct {
    QmiService   service;
    const gchar *written, *written_tlv, *read, *read_tlv;
    gsize        longest; /* 0: any length */
} values[] = {
    { QMI_SERVICE_DMS, "Write User Data", "User Data", "Read User Data", "User Data", MAX_USER_DATA },
    { QMI_SERVICE_DMS, "Set Alt Net Config", "Config", "Get Alt Net Config", "Config", 0 },
    { QMI_SERVICE_DMS, "Set Boot Image Download Mode", "Mode", "Get Boot Image Download Mode", "Mode", 0 },
    { QMI_SERVICE_DMS, "Swi Set USB Composition", "Current", "Swi Get USB Composition", "Current", 0 },
    { QMI_SERVICE_WDS, "Set Autoconnect Settings", "Status", "Get Autoconnect Settings", "Status", 0 },
    { QMI_SERVICE_WDS, "Set Autoconnect Settings", "Roaming", "Get Autoconnect Settings", "Roaming", 0 },
    { QMI_SERVICE_WDS, "Bind Subscription", "Subscription Id", "Get Bind Subscription", "Subscription Id", 0 },
};

/* Whether a value is among those that the modem says to support; any is if it says nothing. */
static gboolean
is_supported (SimRequest *request, const gchar *read, SimJson *value)
{
    SimJson *list = sim_answers_get (request->modem->answers, request->unit->service, read, "Supported");

    if (!list)
        return TRUE;
    for (gsize i = 0; i < json_object_array_length (list); i++)
        if (sim_number (json_object_array_get_idx (list, i)) == sim_number (value))
            return TRUE;
    return FALSE;
}

static QmiProtocolError
write_value (SimRequest *request, guint i)
{
    SimJson *value = sim_member (request->tlvs, values[i].written_tlv);

    if (!value)
        return QMI_PROTOCOL_ERROR_NONE;
    if (values[i].longest && json_object_array_length (value) > values[i].longest)
        return QMI_PROTOCOL_ERROR_ARGUMENT_TOO_LONG;
    if (!is_supported (request, values[i].read, value))
        return QMI_PROTOCOL_ERROR_INVALID_ARGUMENT;
    if (!sim_answers_put (request->modem->answers, values[i].service, values[i].read, values[i].read_tlv,
                          sim_copy (value)))
        return QMI_PROTOCOL_ERROR_NOT_SUPPORTED;
    return QMI_PROTOCOL_ERROR_NONE;
}

QmiProtocolError
sim_storage_write (SimRequest *request)
{
    const gchar *name = qmi_schema_text (request->unit, request->message->name);
    QmiProtocolError result = QMI_PROTOCOL_ERROR_NONE;

    for (guint i = 0; i < G_N_ELEMENTS (values) && result == QMI_PROTOCOL_ERROR_NONE; i++)
        if (values[i].service == request->unit->service && g_str_equal (values[i].written, name))
            result = write_value (request, i);
    return result;
}

static const SimHandler handlers[] = {
    { "Write User Data", sim_storage_write },
    { "Set Alt Net Config", sim_storage_write },
    { "Set Boot Image Download Mode", sim_storage_write },
    { "Swi Set USB Composition", sim_storage_write },
    { NULL, NULL },
};

const SimBehaviour sim_behaviour_storage = {
    .service = QMI_SERVICE_DMS,
    .handlers = handlers,
};
