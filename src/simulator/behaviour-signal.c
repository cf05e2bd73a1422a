/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Strength of the signal. The profile has it for each technology; the one that serves is told. */

#include "config.h"

#include "behaviours.h"
#include "qmi-enums-dms.h"
#include "qmi-json.h"
#include "sim-network.h"
#include "sim-signal.h"

#define GET_INFO         "Get Signal Info"
#define SET_EVENT_REPORT SIM_SIGNAL_SET_EVENTS
#define RADIO            "Radio Interface"

/* Bits of what Get Signal Strength is asked for. */
enum { WANTS_RSSI = 1 << 0, WANTS_ECIO = 1 << 1, WANTS_RSRQ = 1 << 5, WANTS_SNR = 1 << 6, WANTS_RSRP = 1 << 7 };

/* What the cell that serves measures. */
typedef struct {
    guint    radio;
    gint     rssi;
    SimJson *rsrq, *rsrp, *snr, *ecio; /* %NULL: this technology has none */
} Signal;

typedef struct {
    GHashTable *told; /* what clients heard last: SimClient -> SimSignalTold */
    SimSignal   last;
} State;

static State *
get_state (SimModem *modem)
{
    return sim_modem_state (modem, &sim_behaviour_signal);
}

static SimJson *
get_of_radio (SimModem *modem, guint radio)
{
    const gchar *tlv = radio == QMI_DMS_RADIO_INTERFACE_GSM    ? "GSM Signal Strength"
                       : radio == QMI_DMS_RADIO_INTERFACE_UMTS ? "WCDMA Signal Strength"
                       : radio == QMI_DMS_RADIO_INTERFACE_LTE  ? "LTE Signal Strength"
                                                               : "5G Signal Strength";

    return sim_answers_get (modem->answers, QMI_SERVICE_NAS, GET_INFO, tlv);
}

static gboolean
measure (SimModem *modem, Signal *signal)
{
    const SimNetwork *network = sim_network_get (modem);
    SimJson *value = get_of_radio (modem, network->radio);
    SimJson *rssi = json_object_is_type (value, json_type_object) ? sim_member (value, "RSSI") : value;

    signal->rsrq = sim_member (value, "RSRQ");
    signal->rsrp = sim_member (value, "RSRP");
    signal->snr = sim_member (value, "SNR");
    signal->ecio = sim_member (value, "ECIO");
    signal->radio = network->radio;
    signal->rssi = (gint) sim_number (rssi ? rssi : signal->rsrp);
    return network->phase == SIM_NETWORK_REGISTERED && value;
}

static SimJson *
new_entry (const gchar *name, gint64 number, guint radio)
{
    SimJson *entry = json_object_new_object ();

    json_object_object_add (entry, name, json_object_new_int64 (number));
    json_object_object_add (entry, RADIO, json_object_new_int ((gint) radio));
    return entry;
}

static SimJson *
new_list (SimJson *entry)
{
    SimJson *list = json_object_new_array ();

    json_object_array_add (list, entry);
    return list;
}

/* requests */

static QmiProtocolError
get_strength (SimRequest *request)
{
    gint64 mask = sim_number (sim_member (request->tlvs, "Request Mask"));
    Signal signal;

    if (!measure (request->modem, &signal))
        return QMI_PROTOCOL_ERROR_INFORMATION_UNAVAILABLE;
    sim_request_add (request, "Signal Strength", new_entry ("Strength", signal.rssi, signal.radio));
    if (mask & WANTS_RSSI)
        sim_request_add (request, "RSSI List", new_list (new_entry ("RSSI", -signal.rssi, signal.radio)));
    if ((mask & WANTS_ECIO) && signal.ecio)
        sim_request_add (request, "ECIO List",
                         new_list (new_entry ("ECIO", sim_number (signal.ecio), signal.radio)));
    if ((mask & WANTS_RSRQ) && signal.rsrq)
        sim_request_add (request, "RSRQ", new_entry ("RSRQ", sim_number (signal.rsrq), signal.radio));
    if ((mask & WANTS_SNR) && signal.snr)
        sim_request_add (request, "LTE SNR", sim_copy (signal.snr));
    if ((mask & WANTS_RSRP) && signal.rsrp)
        sim_request_add (request, "LTE RSRP", sim_copy (signal.rsrp));
    return QMI_PROTOCOL_ERROR_NONE;
}

static SimJson *
make_info (SimModem *modem)
{
    SimJson *tlvs = sim_answers_get_all (modem->answers, QMI_SERVICE_NAS, GET_INFO);

    if (tlvs)
        sim_network_adapt (modem, tlvs);
    return tlvs;
}

static QmiProtocolError
get_info (SimRequest *request)
{
    if (sim_network_get (request->modem)->phase != SIM_NETWORK_REGISTERED)
        return QMI_PROTOCOL_ERROR_INFORMATION_UNAVAILABLE;
    json_object_put (request->answer);
    request->answer = make_info (request->modem);
    return QMI_PROTOCOL_ERROR_NONE;
}

/* Reports of strength need levels at which they come. */
static QmiProtocolError
set_event_report (SimRequest *request)
{
    static const gchar *const with_levels[] = { "Signal Strength Indicator", "ECIO Threshold", "SINR Threshold" };

    for (guint i = 0; i < G_N_ELEMENTS (with_levels); i++) {
        SimJson *choice = sim_member (request->tlvs, with_levels[i]);

        if (sim_number (sim_member (choice, "Report")) &&
            json_object_array_length (sim_member (choice, "Thresholds")) == 0)
            return QMI_PROTOCOL_ERROR_NO_THRESHOLDS_PROVIDED;
    }
    return sim_events_register (request);
}

static QmiProtocolError
config_info (SimRequest *request)
{
    return json_object_object_length (request->tlvs) == 0 ? QMI_PROTOCOL_ERROR_NO_THRESHOLDS_PROVIDED
                                                          : sim_events_register (request);
}

/* indications */

static SimSignal
in_tenths (const Signal *signal)
{
    SimSignal values = { .radio = signal->radio };

    values.tenths[SIM_SIGNAL_RSSI] = 10 * signal->rssi;
    values.tenths[SIM_SIGNAL_ECIO] = -5 * sim_number (signal->ecio);
    values.tenths[SIM_SIGNAL_RSRQ] = 10 * sim_number (signal->rsrq);
    values.tenths[SIM_SIGNAL_RSRP] = 10 * sim_number (signal->rsrp);
    values.tenths[SIM_SIGNAL_SNR] = sim_number (signal->snr);
    return values;
}

/* Who has not heard anything yet knows what was true when it asked for news. */
static SimSignalTold *
get_told (State *state, SimClient *client)
{
    SimSignalTold *told = g_hash_table_lookup (state->told, client);

    if (!told) {
        told = g_new (SimSignalTold, 1);
        told->info = state->last;
        for (guint i = 0; i < SIM_SIGNAL_N_EVENTS; i++)
            told->events[i] = state->last;
        g_hash_table_insert (state->told, client, told);
    }
    return told;
}

static SimJson *
new_event (const Signal *signal, SimSignalEvent event)
{
    switch (event) {
    case SIM_SIGNAL_EVENT_STRENGTH:
        return new_entry ("Strength", signal->rssi, signal->radio);
    case SIM_SIGNAL_EVENT_RSSI:
        return new_entry ("RSSI", -signal->rssi, signal->radio);
    case SIM_SIGNAL_EVENT_SNR:
        return sim_copy (signal->snr);
    default:
        return sim_copy (signal->rsrp);
    }
}

static void
report_events (SimModem *modem, SimClient *client, const Signal *signal, const SimSignal *now, SimSignalTold *told)
{
    SimJson *tlvs = json_object_new_object (), *value;
    const gchar *tlv;

    for (SimSignalEvent event = 0; event < SIM_SIGNAL_N_EVENTS; event++) {
        if (!sim_signal_event_is_due (client, event, &told->events[event], now, &tlv))
            continue;
        value = new_event (signal, event);
        if (!value)
            continue;
        json_object_object_add (tlvs, tlv, value);
        told->events[event] = *now;
    }
    if (json_object_object_length (tlvs) > 0)
        sim_modem_indicate (modem, QMI_SERVICE_NAS, "Event Report", client->id, tlvs);
    else
        json_object_put (tlvs);
}

static void
report (SimModem *modem)
{
    State *state = get_state (modem);
    SimClient *client;
    SimSignal now;
    Signal signal;

    if (!measure (modem, &signal))
        return;
    now = in_tenths (&signal);
    for (guint i = 0; (client = sim_clients_nth (modem->clients, i)) != NULL; i++) {
        SimSignalTold *told = client->service == QMI_SERVICE_NAS ? get_told (state, client) : NULL;

        if (!told)
            continue;
        if (sim_signal_info_is_due (client, &told->info, &now)) {
            sim_modem_indicate (modem, QMI_SERVICE_NAS, "Signal Info", client->id, make_info (modem));
            told->info = now;
        }
        report_events (modem, client, &signal, &now, told);
    }
    state->last = now;
}

/* A cell that is new is told in any case. */
void
sim_signal_report_cell (SimModem *modem)
{
    State *state = get_state (modem);

    g_hash_table_remove_all (state->told);
    state->last.radio = SIM_RADIO_NONE;
    report (modem);
}

static void
clear (SimModem *modem, gpointer data)
{
    g_clear_pointer (&((State *) data)->told, g_hash_table_unref);
}

static gboolean
load (SimModem *modem, gpointer data, SimJson *section, GError **error)
{
    ((State *) data)->told = g_hash_table_new_full (NULL, NULL, NULL, g_free);
    return TRUE;
}

static void
power_on (SimModem *modem, gpointer data)
{
    Signal signal;

    if (measure (modem, &signal))
        ((State *) data)->last = in_tenths (&signal);
}

static void
forget (SimModem *modem, gpointer data, const SimClient *client)
{
    g_hash_table_remove (((State *) data)->told, client);
}

/* The signal gets better or worse: TLVs of Get Signal Info. */
static gboolean
set (SimModem *modem, gpointer data, const gchar *name, SimJson *value, GError **error)
{
    const QmiSchemaUnit *unit = qmi_schema_find_unit (QMI_SERVICE_NAS);
    g_autoptr (SimJson) tlvs = NULL;

    if (!unit || !json_object_is_type (value, json_type_object))
        return sim_fail (error, "expected are TLVs of " GET_INFO);
    tlvs = sim_normalize (unit, qmi_json_find_message (unit, GET_INFO, FALSE), 1, value, error);
    if (!tlvs)
        return FALSE;
    json_object_object_foreach (tlvs, tlv, inner)
        if (!sim_answers_put (modem->answers, QMI_SERVICE_NAS, GET_INFO, tlv, json_object_get (inner)))
            return sim_fail (error, "the profile has no answer to " GET_INFO);
    report (modem);
    return TRUE;
}

static const SimHandler handlers[] = {
    { GET_INFO, get_info },
    { "Get Signal Strength", get_strength },
    { SIM_SIGNAL_CONFIG, config_info },
    { SIM_SIGNAL_CONFIG_V2, config_info },
    { SET_EVENT_REPORT, set_event_report },
    { NULL, NULL },
};

static const gchar *const settable[] = { "signal", NULL };

const SimBehaviour sim_behaviour_signal = {
    .service = QMI_SERVICE_NAS,
    .handlers = handlers,
    .state_size = sizeof (State),
    .load = load,
    .power_on = power_on,
    .clear = clear,
    .forget = forget,
    .settable = settable,
    .set = set,
};
