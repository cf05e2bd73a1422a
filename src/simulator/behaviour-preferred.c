/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The list of networks that the user likes best, which the card keeps. */

#include "config.h"

#include "behaviours.h"
#include "sim-card.h"

#define GET    "Get Preferred Networks"
#define LIST   "Preferred Networks"
#define DIGITS "MNC PCS Digit Include Status"

/* Entries that the card has room for. */
#define MOST_NETWORKS 40

static QmiProtocolError
get_preferred (SimRequest *request)
{
    QmiProtocolError result = sim_card_check_access (sim_card_get (request->modem));

    return result == QMI_PROTOCOL_ERROR_NONE ? sim_request_use_profile (request) : result;
}

static gboolean
is_same (SimJson *a, SimJson *b)
{
    return sim_number (sim_member (a, "MCC")) == sim_number (sim_member (b, "MCC")) &&
           sim_number (sim_member (a, "MNC")) == sim_number (sim_member (b, "MNC"));
}

/* The new entries, and behind them the old ones for other networks unless they are to go. */
static SimJson *
merge (SimJson *added, SimJson *old)
{
    SimJson *list = added ? sim_copy (added) : json_object_new_array ();

    for (gsize i = 0; old && i < json_object_array_length (old); i++) {
        SimJson *entry = json_object_array_get_idx (old, i);
        gboolean found = FALSE;

        for (gsize j = 0; added && j < json_object_array_length (added); j++)
            found |= is_same (entry, json_object_array_get_idx (added, j));
        if (!found)
            json_object_array_add (list, sim_copy (entry));
    }
    return list;
}

static QmiProtocolError
put (SimRequest *request, const gchar *tlv, gboolean clears)
{
    SimAnswers *answers = request->modem->answers;
    SimJson *old = clears ? NULL : sim_answers_get (answers, QMI_SERVICE_NAS, GET, tlv);
    SimJson *list = merge (sim_member (request->tlvs, tlv), old);

    if (json_object_array_length (list) > MOST_NETWORKS) {
        json_object_put (list);
        return QMI_PROTOCOL_ERROR_ARGUMENT_TOO_LONG;
    }
    return sim_answers_put (answers, QMI_SERVICE_NAS, GET, tlv, list) ? QMI_PROTOCOL_ERROR_NONE
                                                                      : QMI_PROTOCOL_ERROR_NOT_SUPPORTED;
}

static QmiProtocolError
set_preferred (SimRequest *request)
{
    gboolean clears = sim_number (sim_member (request->tlvs, "Clear Previous " LIST)) != 0;
    QmiProtocolError result = sim_card_check_access (sim_card_get (request->modem));

    if (result == QMI_PROTOCOL_ERROR_NONE)
        result = put (request, LIST, clears);
    return result == QMI_PROTOCOL_ERROR_NONE ? put (request, DIGITS, clears) : result;
}

static const SimHandler handlers[] = {
    { GET, get_preferred },
    { "Set Preferred Networks", set_preferred },
    { NULL, NULL },
};

const SimBehaviour sim_behaviour_preferred = {
    .service = QMI_SERVICE_NAS,
    .handlers = handlers,
};
