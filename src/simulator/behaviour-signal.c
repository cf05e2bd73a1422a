/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Strength of the signal. The profile has it for each technology; the one that serves is told. */

#include "config.h"

#include "behaviours.h"
#include "qmi-enums-dms.h"
#include "qmi-json.h"
#include "sim-network.h"

#define GET_INFO         "Get Signal Info"
#define SET_EVENT_REPORT "Set Event Report"
#define RADIO            "Radio Interface"

/* Bits of what Get Signal Strength is asked for. */
enum { WANTS_RSSI = 1 << 0, WANTS_ECIO = 1 << 1, WANTS_RSRQ = 1 << 5, WANTS_SNR = 1 << 6, WANTS_RSRP = 1 << 7 };

/* What the cell that serves measures. */
typedef struct {
    guint    radio;
    gint     rssi;
    SimJson *rsrq, *rsrp, *snr, *ecio; /* %NULL: this technology has none */
} Signal;

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
                                                          : QMI_PROTOCOL_ERROR_NONE;
}

/* indications */

static void
report_event (SimModem *modem, const gchar *registration, const gchar *tlv, SimJson *value)
{
    SimJson *tlvs = json_object_new_object ();

    json_object_object_add (tlvs, tlv, value);
    sim_modem_report (modem, QMI_SERVICE_NAS, SET_EVENT_REPORT, registration, "Event Report", tlvs);
}

void
sim_signal_report (SimModem *modem)
{
    Signal signal;

    if (!measure (modem, &signal))
        return;
    sim_modem_report (modem, QMI_SERVICE_NAS, "Register Indications", "Signal Info", "Signal Info", make_info (modem));
    report_event (modem, "Signal Strength Indicator/Report", "Signal Strength",
                  new_entry ("Strength", signal.rssi, signal.radio));
    report_event (modem, "RSSI Indicator/Report", "RSSI", new_entry ("RSSI", -signal.rssi, signal.radio));
    if (signal.snr)
        report_event (modem, "LTE SNR Delta/Report", "LTE SNR", sim_copy (signal.snr));
    if (signal.rsrp)
        report_event (modem, "LTE RSRP Delta/Report", "LTE RSRP", sim_copy (signal.rsrp));
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
    sim_signal_report (modem);
    return TRUE;
}

static const SimHandler handlers[] = {
    { GET_INFO, get_info },
    { "Get Signal Strength", get_strength },
    { "Config Signal Info", config_info },
    { "Config Signal Info v2", config_info },
    { SET_EVENT_REPORT, set_event_report },
    { NULL, NULL },
};

static const gchar *const settable[] = { "signal", NULL };

const SimBehaviour sim_behaviour_signal = {
    .service = QMI_SERVICE_NAS,
    .handlers = handlers,
    .settable = settable,
    .set = set,
};
