/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Whose data session is whose, and who hears of it. */

#include "config.h"

#include "sim-session.h"

/* Values of messages, which a build without the service has no enumerations for. */
enum { CALL_ACTIVATED = 1, CALL_TERMINATED = 2 };

/* what clients have chosen */

guint
sim_session_get_family (const SimClient *client)
{
    SimJson *choice = sim_member (sim_member (client->registrations, SIM_SET_IP_FAMILY), "Preference");

    return sim_number (choice) == SIM_FAMILY_IPV6 ? SIM_FAMILY_IPV6 : SIM_FAMILY_IPV4;
}

gint64
sim_session_get_mux (const SimClient *client)
{
    return sim_number (sim_member (sim_member (client->registrations, SIM_BIND_MUX), "Mux ID"));
}

/* looking up */

SimSession *
sim_session_find_own (SimModem *modem, const SimClient *client, guint family)
{
    SimSession *session;

    for (guint i = 0; (session = sim_session_nth (modem, i)) != NULL; i++)
        if (session->client == client->id && (family == 0 || session->family == family))
            return session;
    return NULL;
}

SimSession *
sim_session_find (SimModem *modem, const SimClient *client)
{
    SimSession *session = sim_session_find_own (modem, client, sim_session_get_family (client));

    if (!session)
        session = sim_session_find_own (modem, client, 0);
    for (guint i = 0; !session && sim_session_nth (modem, i); i++) {
        SimSession *other = sim_session_nth (modem, i);

        if (other->family == sim_session_get_family (client) && other->mux == sim_session_get_mux (client))
            session = other;
    }
    return session;
}

/* indications */

SimJson *
sim_session_new_reason (const SimCallEnd *reason)
{
    SimJson *value = json_object_new_object ();

    json_object_object_add (value, "Type", json_object_new_int (reason->type));
    json_object_object_add (value, "Reason", json_object_new_int (reason->detail));
    return value;
}

static SimJson *
new_status (const SimSession *session, gint status, const SimCallEnd *reason)
{
    SimJson *tlvs = json_object_new_object (), *value = json_object_new_object ();

    json_object_object_add (value, "Status", json_object_new_int (status));
    json_object_object_add (value, "Reconfiguration Required", json_object_new_boolean (status == SIM_CONNECTED));
    json_object_object_add (tlvs, "Connection Status", value);
    json_object_object_add (tlvs, "IP Family", json_object_new_int ((gint) session->family));
    if (reason) {
        json_object_object_add (tlvs, "Call End Reason", json_object_new_int (reason->reason));
        json_object_object_add (tlvs, "Verbose Call End Reason", sim_session_new_reason (reason));
    }
    return tlvs;
}

/* Whether the status of a session is the status of what the client looks at. */
static gboolean
concerns (const SimClient *client, const SimSession *session)
{
    if (client->service != QMI_SERVICE_WDS)
        return FALSE;
    return client->id == session->client ||
           (sim_session_get_family (client) == session->family && sim_session_get_mux (client) == session->mux);
}

void
sim_session_report (SimModem *modem, const SimSession *session, gboolean connected, const SimCallEnd *reason,
                    const SimClient *leaving)
{
    gint status = connected ? SIM_CONNECTED : SIM_DISCONNECTED;
    SimJson *event = json_object_new_object ();
    SimClient *client;

    for (guint i = 0; (client = sim_clients_nth (modem->clients, i)) != NULL; i++)
        if (client != leaving && concerns (client, session))
            sim_modem_indicate (modem, QMI_SERVICE_WDS, "Packet Service Status", client->id,
                                new_status (session, status, reason));
    json_object_object_add (event, "Data Call Status",
                            json_object_new_int (connected ? CALL_ACTIVATED : CALL_TERMINATED));
    sim_modem_report (modem, QMI_SERVICE_WDS, "Set Event Report", "Data Call Status", "Event Report", event);
}
