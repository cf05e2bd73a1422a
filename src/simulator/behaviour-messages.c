/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The list of messages that the modem knows: computed, so that it is true. */

#include "config.h"

#include "behaviours.h"

QmiProtocolError
sim_messages_list (SimRequest *request)
{
    SimJson *list = json_object_new_array ();
    guint8 bits[(G_MAXUINT16 + 1) / 8] = { 0 };
    guint n_bytes = 0;

    for (guint i = 0; i < request->unit->n_messages; i++) {
        const QmiSchemaMessage *message = qmi_schema_message (request->unit, i);

        if ((message->flags & QMI_MESSAGE_INDICATION) || !sim_modem_knows (request->modem, message) ||
            !sim_profile_has_vendor (request->modem->profile, message->vendor))
            continue;
        bits[message->id / 8] |= (guint8) (1 << message->id % 8);
        n_bytes = MAX (n_bytes, message->id / 8 + 1u);
    }
    for (guint i = 0; i < n_bytes; i++)
        json_object_array_add (list, json_object_new_int (bits[i]));
    sim_request_add (request, "List", list);
    return QMI_PROTOCOL_ERROR_NONE;
}

static const SimHandler handlers[] = {
    { "Get Supported Messages", sim_messages_list },
    { NULL, NULL },
};

const SimBehaviour sim_behaviour_messages = {
    .service = QMI_SERVICE_DMS,
    .handlers = handlers,
};
