/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What can be asked about a data session: settings, rates, counters, technology, dormancy; and reports of them. */

#include "config.h"

#include <string.h>

#include "behaviours.h"
#include "qmi-enums-dms.h"
#include "sim-network.h"
#include "sim-session.h"

#define STATISTICS  "Get Packet Statistics"
#define TRANSFER    "Transfer Statistics"
#define SET_EVENTS  "Set Event Report"

/* Values of messages, which a build without the service has no enumerations for. */
enum { DORMANT = 1, ACTIVE = 2 };
enum { NETWORK_3GPP = 2 };

/* Sessions that share no APN are that many addresses apart. */
#define ADDRESS_STEP 16

typedef struct {
    gboolean has_last;
    gint64   last_tx, last_rx; /* bytes of the last session */
    guint    radio;            /* that was reported last */
    guint    timer;            /* a tick a second while somebody waits for counters */
    guint    ticks;
} State;

/* By technology: name in the older messages, mask in the newer ones, number of the data system. */
static const struct {
    guint radio;
    gint  bearer, mask, system;
} bearers[] = {
    { QMI_DMS_RADIO_INTERFACE_GSM, 3, 1 << 1, 3 },
    { QMI_DMS_RADIO_INTERFACE_UMTS, 4, 1 << 0, 4 },
    { QMI_DMS_RADIO_INTERFACE_LTE, 10, 1 << 5, 5 },
};

/* In the order of the bits of the mask. */
static const gchar *const counters[] = {
    "Tx Packets Ok",  "Rx Packets Ok", "Tx Packets Error", "Rx Packets Error",   "Tx Overflows",
    "Rx Overflows",   "Tx Bytes Ok",   "Rx Bytes Ok",      "Tx Packets Dropped", "Rx Packets Dropped",
};

static State *
get_state (SimModem *modem)
{
    return sim_modem_state (modem, &sim_behaviour_session_info);
}

static void
clear (SimModem *modem, gpointer data)
{
    State *state = data;

    g_clear_handle_id (&state->timer, g_source_remove);
}

static void
power_on (SimModem *modem, gpointer data)
{
    clear (modem, data);
    memset (data, 0, sizeof (State));
}

/* settings */

static void
move_address (SimJson *answer, const gchar *tlv, guint number)
{
    SimJson *address = sim_member (answer, tlv);

    if (address)
        json_object_object_add (answer, tlv, json_object_new_int64 (sim_number (address) + ADDRESS_STEP * number));
}

/* The same for IPv6: another network. */
static void
move_network (SimJson *answer, const gchar *tlv, guint number)
{
    SimJson *words = sim_member (sim_member (answer, tlv), "Address");

    if (words && json_object_array_length (words) > 3)
        json_object_array_put_idx (
            words, 3,
            json_object_new_int64 ((sim_number (json_object_array_get_idx (words, 3)) + number) & G_MAXUINT16));
}

/* The profile has the settings of both families; what the other one has is left out. */
static void
keep_family (SimJson *answer, guint family)
{
    static const gchar *const ipv4[] = {
        "Primary IPv4 DNS Address", "Secondary IPv4 DNS Address", "IPv4 Address", "IPv4 Gateway Address",
        "IPv4 Gateway Subnet Mask", "PCSCF Server Address List",
    };
    static const gchar *const ipv6[] = {
        "IPv6 Address", "IPv6 Gateway Address", "IPv6 Primary DNS Address", "IPv6 Secondary DNS Address",
    };

    for (guint i = 0; family == SIM_FAMILY_IPV6 && i < G_N_ELEMENTS (ipv4); i++)
        json_object_object_del (answer, ipv4[i]);
    for (guint i = 0; family == SIM_FAMILY_IPV4 && i < G_N_ELEMENTS (ipv6); i++)
        json_object_object_del (answer, ipv6[i]);
}

static QmiProtocolError
get_settings (SimRequest *request)
{
    const SimSession *session = sim_session_find (request->modem, request->client);
    QmiProtocolError result;
    SimJson *name;

    if (!session)
        return QMI_PROTOCOL_ERROR_OUT_OF_CALL;
    result = sim_request_use_profile (request);
    if (result != QMI_PROTOCOL_ERROR_NONE)
        return result;
    keep_family (request->answer, session->family);
    move_address (request->answer, "IPv4 Address", session->number);
    move_address (request->answer, "IPv4 Gateway Address", session->number);
    move_network (request->answer, "IPv6 Address", session->number);
    sim_request_add (request, "IP Family", json_object_new_int ((gint) session->family));
    sim_request_add (request, "APN Name", json_object_new_string (session->apn));
    name = sim_profile_setting (request->modem, session->profile, "Profile Name");
    if (name)
        sim_request_add (request, "Profile Name", sim_copy (name));
    return QMI_PROTOCOL_ERROR_NONE;
}

/* What the profile says holds as long as there is a session. */
static QmiProtocolError
get_in_session (SimRequest *request)
{
    return sim_session_find (request->modem, request->client) ? sim_request_use_profile (request)
                                                              : QMI_PROTOCOL_ERROR_OUT_OF_CALL;
}

/* counters */

/* The profile has what a counter gains in a second. */
static gint64
get_count (SimModem *modem, const SimSession *session, const gchar *counter)
{
    gint64 each = sim_number (sim_answers_get (modem->answers, QMI_SERVICE_WDS, STATISTICS, counter));

    return each * (g_get_monotonic_time () - session->start) / G_USEC_PER_SEC;
}

void
sim_session_count (SimModem *modem, const SimSession *session)
{
    State *state = get_state (modem);

    state->has_last = TRUE;
    state->last_tx = get_count (modem, session, "Tx Bytes Ok");
    state->last_rx = get_count (modem, session, "Rx Bytes Ok");
}

static void
add_counters (SimModem *modem, const SimSession *session, gint64 mask, SimJson *tlvs)
{
    for (guint i = 0; i < G_N_ELEMENTS (counters); i++)
        if ((mask & (1 << i)) && sim_answers_get (modem->answers, QMI_SERVICE_WDS, STATISTICS, counters[i]))
            json_object_object_add (tlvs, counters[i],
                                    json_object_new_int64 (get_count (modem, session, counters[i])));
}

static QmiProtocolError
get_statistics (SimRequest *request)
{
    const SimSession *session = sim_session_find (request->modem, request->client);
    const State *state = get_state (request->modem);
    gint64 mask = sim_number (sim_member (request->tlvs, "Mask"));

    if (state->has_last) {
        sim_request_add (request, "Last Call Tx Bytes Ok", json_object_new_int64 (state->last_tx));
        sim_request_add (request, "Last Call Rx Bytes Ok", json_object_new_int64 (state->last_rx));
    }
    if (!session)
        return QMI_PROTOCOL_ERROR_OUT_OF_CALL;
    if (mask == 0)
        return QMI_PROTOCOL_ERROR_NO_THRESHOLDS_PROVIDED;
    add_counters (request->modem, session, mask, request->answer);
    return QMI_PROTOCOL_ERROR_NONE;
}

/* technology */

static guint
find_bearer (SimModem *modem)
{
    guint radio = sim_network_get (modem)->radio, i = 0;

    while (i < G_N_ELEMENTS (bearers) - 1 && bearers[i].radio != radio)
        i++;
    return i;
}

static SimJson *
new_bearer (SimModem *modem)
{
    SimJson *value = json_object_new_object ();

    json_object_object_add (value, "Network Type", json_object_new_int (NETWORK_3GPP));
    json_object_object_add (value, "RAT Mask", json_object_new_int (bearers[find_bearer (modem)].mask));
    json_object_object_add (value, "SO Mask", json_object_new_int (0));
    return value;
}

static QmiProtocolError
get_bearer (SimRequest *request)
{
    if (!sim_session_find (request->modem, request->client))
        return QMI_PROTOCOL_ERROR_OUT_OF_CALL;
    sim_request_add (request, "Current", json_object_new_int (bearers[find_bearer (request->modem)].bearer));
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
get_current_bearer (SimRequest *request)
{
    if (!sim_session_find (request->modem, request->client))
        return QMI_PROTOCOL_ERROR_OUT_OF_CALL;
    sim_request_add (request, "Current", new_bearer (request->modem));
    return QMI_PROTOCOL_ERROR_NONE;
}

/* Where a program could get an LTE bearer without asking for one. */
static QmiProtocolError
get_attach_parameters (SimRequest *request)
{
    if (!sim_network_is_attached (request->modem) ||
        bearers[find_bearer (request->modem)].radio != QMI_DMS_RADIO_INTERFACE_LTE)
        return QMI_PROTOCOL_ERROR_INFORMATION_UNAVAILABLE;
    return sim_request_use_profile (request);
}

/* dormancy */

static void
report (SimModem *modem, const gchar *tlv, SimJson *value)
{
    SimJson *tlvs = json_object_new_object ();

    json_object_object_add (tlvs, tlv, value);
    sim_modem_report (modem, QMI_SERVICE_WDS, SET_EVENTS, tlv, "Event Report", tlvs);
}

static QmiProtocolError
get_dormancy (SimRequest *request)
{
    const SimSession *session = sim_session_find (request->modem, request->client);

    if (!session)
        return QMI_PROTOCOL_ERROR_OUT_OF_CALL;
    sim_request_add (request, "Dormancy Status", json_object_new_int (session->dormant ? DORMANT : ACTIVE));
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
change_dormancy (SimRequest *request, gboolean dormant)
{
    SimSession *session = sim_session_find (request->modem, request->client);

    if (!session)
        return QMI_PROTOCOL_ERROR_OUT_OF_CALL;
    if (session->dormant == dormant)
        return QMI_PROTOCOL_ERROR_NO_EFFECT;
    session->dormant = dormant;
    report (request->modem, "Dormancy Status", json_object_new_int (dormant ? DORMANT : ACTIVE));
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
go_dormant (SimRequest *request)
{
    return change_dormancy (request, TRUE);
}

static QmiProtocolError
go_active (SimRequest *request)
{
    return change_dormancy (request, FALSE);
}

/* reports */

/* Tells a client whose turn it is; %FALSE if it does not wait for counters. */
static gboolean
report_counters (SimModem *modem, const State *state, const SimClient *client)
{
    SimJson *choice = sim_member (sim_member (client->registrations, SET_EVENTS), TRANSFER);
    gint64 interval = sim_number (sim_member (choice, "Interval Seconds"));
    const SimSession *session = client->service == QMI_SERVICE_WDS ? sim_session_find (modem, client) : NULL;

    if (!session || interval <= 0)
        return FALSE;
    if (state->ticks > 0 && state->ticks % interval == 0) {
        SimJson *tlvs = json_object_new_object ();

        add_counters (modem, session, sim_number (sim_member (choice, "Indicators")), tlvs);
        sim_modem_indicate (modem, QMI_SERVICE_WDS, "Event Report", client->id, tlvs);
    }
    return TRUE;
}

static gboolean
report_to_all (SimModem *modem, const State *state)
{
    gboolean any = FALSE;
    SimClient *client;

    for (guint i = 0; (client = sim_clients_nth (modem->clients, i)) != NULL; i++)
        any |= report_counters (modem, state, client);
    return any;
}

static gboolean
on_second (gpointer user_data)
{
    SimModem *modem = user_data;
    State *state = get_state (modem);

    state->ticks++;
    if (!modem->off && report_to_all (modem, state))
        return G_SOURCE_CONTINUE;
    state->timer = 0;
    return G_SOURCE_REMOVE;
}

static gboolean
is_awaited (SimModem *modem)
{
    const State before_first_tick = { 0 };

    return report_to_all (modem, &before_first_tick);
}

static void
follow (SimModem *modem, gpointer data)
{
    State *state = data;
    guint radio = sim_network_get (modem)->radio;

    if (state->timer == 0 && is_awaited (modem)) {
        state->ticks = 0;
        state->timer = g_timeout_add_seconds (1, on_second, modem);
    }
    if (radio == state->radio)
        return;
    state->radio = radio;
    if (radio == SIM_RADIO_NONE)
        return;
    report (modem, "Data Bearer Technology", json_object_new_int (bearers[find_bearer (modem)].bearer));
    report (modem, "Current Data Bearer Technology", new_bearer (modem));
    report (modem, "Preferred Data System", json_object_new_int (bearers[find_bearer (modem)].system));
}

static const SimHandler handlers[] = {
    { "Get Current Settings", get_settings },
    { "Get Channel Rates", get_in_session },
    { STATISTICS, get_statistics },
    { "Get Data Bearer Technology", get_bearer },
    { "Get Current Data Bearer Technology", get_current_bearer },
    { "Get LTE Attach Parameters", get_attach_parameters },
    { "Get Dormancy Status", get_dormancy },
    { "Go Dormant", go_dormant },
    { "Go Active", go_active },
    { NULL, NULL },
};

const SimBehaviour sim_behaviour_session_info = {
    .service = QMI_SERVICE_WDS,
    .handlers = handlers,
    .state_size = sizeof (State),
    .power_on = power_on,
    .clear = clear,
    .follow = follow,
};
