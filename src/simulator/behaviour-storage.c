/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Values that are written with one message and read with another, and do nothing else. */

#include "config.h"

#include "behaviours.h"

/* Bytes of user data that a device can keep. */
#define MAX_USER_DATA 512

/* From a TLV of one message to a TLV of the answer to another. */
static const struct {
    const gchar *written, *written_tlv, *read, *read_tlv;
    gsize        longest; /* 0: any length */
} values[] = {
    { "Write User Data", "User Data", "Read User Data", "User Data", MAX_USER_DATA },
    { "Set Alt Net Config", "Config", "Get Alt Net Config", "Config", 0 },
    { "Set Boot Image Download Mode", "Mode", "Get Boot Image Download Mode", "Mode", 0 },
    { "Swi Set USB Composition", "Current", "Swi Get USB Composition", "Current", 0 },
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
write_value (SimRequest *request)
{
    const gchar *name = qmi_schema_text (request->unit, request->message->name);
    guint i = 0;
    SimJson *value;

    while (!g_str_equal (values[i].written, name))
        i++;
    value = sim_member (request->tlvs, values[i].written_tlv);
    if (values[i].longest && json_object_array_length (value) > values[i].longest)
        return QMI_PROTOCOL_ERROR_ARGUMENT_TOO_LONG;
    if (!is_supported (request, values[i].read, value))
        return QMI_PROTOCOL_ERROR_INVALID_ARGUMENT;
    if (!sim_answers_put (request->modem->answers, request->unit->service, values[i].read, values[i].read_tlv,
                          sim_copy (value)))
        return QMI_PROTOCOL_ERROR_NOT_SUPPORTED;
    return QMI_PROTOCOL_ERROR_NONE;
}

static const SimHandler handlers[] = {
    { "Write User Data", write_value },
    { "Set Alt Net Config", write_value },
    { "Set Boot Image Download Mode", write_value },
    { "Swi Set USB Composition", write_value },
    { NULL, NULL },
};

const SimBehaviour sim_behaviour_storage = {
    .service = QMI_SERVICE_DMS,
    .handlers = handlers,
};
