/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the modem tells about the network it is registered in: answers, and the indications when that changes.
 *
 * The profile says what each technology would tell if it were the one that serves. */

#include "config.h"

#include <string.h>

#include "behaviours.h"
#include "qmi-enums-dms.h"
#include "qmi-json.h"
#include "sim-network.h"

#define REGISTER       "Register Indications"
#define SERVING_SYSTEM "Serving System"
#define SERVICE_STATUS "Service Status"

/* Values of messages, which a build without the service has no enumerations for. */
enum { SERVICE_NONE, SERVICE_LIMITED, SERVICE_AVAILABLE };
enum { DOMAIN_NONE, DOMAIN_CS, DOMAIN_PS, DOMAIN_CS_PS };
enum { ATTACHED = 1, DETACHED = 2 };
enum { NETWORK_UNKNOWN, NETWORK_3GPP = 2 };
enum { ROAMING_ON, ROAMING_OFF };

static const guint registration_states[] = {
    [SIM_NETWORK_NONE] = 0, [SIM_NETWORK_REGISTERED] = 1, [SIM_NETWORK_SEARCHING] = 2, [SIM_NETWORK_DENIED] = 3,
};

/* Words in the names of TLVs; the first one in a name says whose it is. */
static const struct {
    const gchar *word;
    guint        radio;
} words[] = {
    { "GSM", QMI_DMS_RADIO_INTERFACE_GSM },     { "GERAN", QMI_DMS_RADIO_INTERFACE_GSM },
    { "WCDMA", QMI_DMS_RADIO_INTERFACE_UMTS },  { "UMTS", QMI_DMS_RADIO_INTERFACE_UMTS },
    { "LTE", QMI_DMS_RADIO_INTERFACE_LTE },     { "EUTRA", QMI_DMS_RADIO_INTERFACE_LTE },
    { "NR5G", QMI_DMS_RADIO_INTERFACE_5GNR },   { "5G", QMI_DMS_RADIO_INTERFACE_5GNR },
    { "CDMA", QMI_DMS_RADIO_INTERFACE_CDMA20001X }, { "HDR", QMI_DMS_RADIO_INTERFACE_EVDO },
};

/* The technology that a TLV is about; none for one that is about all. */
static guint
find_radio (const gchar *name)
{
    g_auto (GStrv) parts = g_strsplit (name, " ", 0);

    for (guint i = 0; parts[i]; i++)
        for (guint j = 0; j < G_N_ELEMENTS (words); j++)
            if (g_str_equal (parts[i], words[j].word))
                return words[j].radio;
    return SIM_RADIO_NONE;
}

static void
put_number (SimJson *object, const gchar *name, gint64 number)
{
    json_object_object_add (object, name, json_object_new_int64 (number));
}

/* Puts another network in the place of the one at home, however deep it is. */
static void
put_network (SimJson *value, const SimNetwork *network, SimJson *known)
{
    SimJson *mcc = sim_member (value, "MCC");

    if (json_object_is_type (value, json_type_array))
        for (gsize i = 0; i < json_object_array_length (value); i++)
            put_network (json_object_array_get_idx (value, i), network, known);
    if (!json_object_is_type (value, json_type_object))
        return;
    if (mcc && json_object_is_type (mcc, json_type_string)) {
        g_autofree gchar *mcc_text = g_strdup_printf ("%03u", network->mcc);
        g_autofree gchar *mnc_text = g_strdup_printf (network->mnc < 100 ? "%02u" : "%03u", network->mnc);

        json_object_object_add (value, "MCC", json_object_new_string (mcc_text));
        json_object_object_add (value, "MNC", json_object_new_string (mnc_text));
    } else if (mcc) {
        put_number (value, "MCC", network->mcc);
        put_number (value, "MNC", network->mnc);
        if (sim_member (value, "Description") && known)
            json_object_object_add (value, "Description", json_object_get (sim_member (known, "Description")));
    }
    if (sim_member (value, "Roaming Status"))
        put_number (value, "Roaming Status", 1);
    json_object_object_foreach (value, name, inner) {
        (void) name;
        put_network (inner, network, known);
    }
}

/* A list of what the technologies say is cut down to the one that serves; %FALSE if nothing is left of the value. */
static gboolean
keep_radio (SimJson *value, guint radio)
{
    SimJson *own = sim_member (value, "Radio Interface");

    if (own)
        return sim_number (own) == radio;
    if (!json_object_is_type (value, json_type_array))
        return TRUE;
    for (gsize i = json_object_array_length (value); i > 0; i--)
        if (!keep_radio (json_object_array_get_idx (value, i - 1), radio))
            json_object_array_del_idx (value, i - 1, 1);
    return TRUE;
}

/* %FALSE for a TLV that is not told now. */
static gboolean
adapt_tlv (const SimNetwork *network, const gchar *name, SimJson *value)
{
    guint radio = find_radio (name);
    gboolean serves = network->phase == SIM_NETWORK_REGISTERED && radio == network->radio;

    if (sim_member (value, SERVICE_STATUS)) {
        guint status = serves                                        ? SERVICE_AVAILABLE
                       : network->limited && radio == network->radio ? SERVICE_LIMITED
                                                                     : SERVICE_NONE;

        put_number (value, SERVICE_STATUS, status);
        if (sim_member (value, "True " SERVICE_STATUS))
            put_number (value, "True " SERVICE_STATUS, status);
        return TRUE;
    }
    if (radio != SIM_RADIO_NONE && !serves)
        return FALSE;
    if (sim_member (value, "Domain") && !network->attached)
        put_number (value, "Domain", DOMAIN_CS);
    return keep_radio (value, network->radio);
}

void
sim_network_adapt (SimModem *modem, SimJson *tlvs)
{
    const SimNetwork *network = sim_network_get (modem);
    g_auto (GStrv) names = NULL;
    g_autofree gchar *list = sim_member_names (tlvs);

    names = g_strsplit (list, ", ", 0);
    for (guint i = 0; names[i] && *names[i]; i++)
        if (!adapt_tlv (network, names[i], sim_member (tlvs, names[i])))
            json_object_object_del (tlvs, names[i]);
    if (!network->home)
        put_network (tlvs, network, sim_scan_find (modem, network->mcc, network->mnc));
}

/* serving system */

static SimJson *
new_serving_system (const SimNetwork *network)
{
    gboolean registered = network->phase == SIM_NETWORK_REGISTERED;
    SimJson *value = json_object_new_object (), *radios = json_object_new_array ();

    put_number (value, "Registration State", registration_states[network->phase]);
    put_number (value, "CS Attach State", registered ? ATTACHED : DETACHED);
    put_number (value, "PS Attach State", network->attached ? ATTACHED : DETACHED);
    put_number (value, "Selected Network", network->radio ? NETWORK_3GPP : NETWORK_UNKNOWN);
    json_object_array_add (radios, json_object_new_int ((gint) network->radio));
    json_object_object_add (value, "Radio Interfaces", radios);
    return value;
}

static void
put_detailed_status (SimJson *tlvs, const SimNetwork *network)
{
    SimJson *value = sim_member (tlvs, "Detailed " SERVICE_STATUS);
    gboolean registered = network->phase == SIM_NETWORK_REGISTERED;

    if (!value)
        return;
    put_number (value, "Status", registered ? SERVICE_AVAILABLE : network->limited ? SERVICE_LIMITED : SERVICE_NONE);
    put_number (value, "Capability", !registered ? DOMAIN_NONE : network->attached ? DOMAIN_CS_PS : DOMAIN_CS);
    json_object_object_add (value, "Forbidden", json_object_new_boolean (network->phase == SIM_NETWORK_DENIED));
}

/* Without a network there is little to say. */
static SimJson *
make_serving_system (SimModem *modem)
{
    const SimNetwork *network = sim_network_get (modem);
    SimJson *tlvs = sim_answers_get_all (modem->answers, QMI_SERVICE_NAS, "Get Serving System");
    SimJson *few;

    if (!tlvs)
        return NULL;
    if (network->phase == SIM_NETWORK_REGISTERED) {
        sim_network_adapt (modem, tlvs);
        put_number (tlvs, "Roaming Indicator", network->home ? ROAMING_OFF : ROAMING_ON);
        if (!network->attached)
            json_object_object_del (tlvs, "Data Service Capability");
    } else {
        few = json_object_new_object ();
        json_object_object_add (few, "Detailed " SERVICE_STATUS,
                                json_object_get (sim_member (tlvs, "Detailed " SERVICE_STATUS)));
        if (!sim_member (few, "Detailed " SERVICE_STATUS))
            json_object_object_del (few, "Detailed " SERVICE_STATUS);
        json_object_put (tlvs);
        tlvs = few;
    }
    json_object_object_add (tlvs, SERVING_SYSTEM, new_serving_system (network));
    put_detailed_status (tlvs, network);
    return tlvs;
}

static SimJson *
make_system_info (SimModem *modem)
{
    SimJson *tlvs = sim_answers_get_all (modem->answers, QMI_SERVICE_NAS, "Get System Info");

    if (tlvs)
        sim_network_adapt (modem, tlvs);
    return tlvs;
}

static QmiProtocolError
answer_made (SimRequest *request, SimJson *tlvs)
{
    if (!tlvs)
        return sim_request_use_profile (request);
    json_object_put (request->answer);
    request->answer = tlvs;
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
get_serving_system (SimRequest *request)
{
    return answer_made (request, make_serving_system (request->modem));
}

static QmiProtocolError
get_system_info (SimRequest *request)
{
    return answer_made (request, make_system_info (request->modem));
}

/* What only a serving cell has. */
static QmiProtocolError
get_of_cell (SimRequest *request)
{
    QmiProtocolError result = sim_request_use_profile (request);

    if (result != QMI_PROTOCOL_ERROR_NONE)
        return result;
    if (sim_network_get (request->modem)->phase != SIM_NETWORK_REGISTERED)
        return QMI_PROTOCOL_ERROR_INFORMATION_UNAVAILABLE;
    sim_network_adapt (request->modem, request->answer);
    return QMI_PROTOCOL_ERROR_NONE;
}

/* And what no other technology than LTE has. */
static QmiProtocolError
get_of_lte_cell (SimRequest *request)
{
    if (sim_network_get (request->modem)->radio != QMI_DMS_RADIO_INTERFACE_LTE)
        return QMI_PROTOCOL_ERROR_INFORMATION_UNAVAILABLE;
    return get_of_cell (request);
}

/* A receiver is tuned to one technology at a time. */
static QmiProtocolError
get_tx_rx_info (SimRequest *request)
{
    if (sim_number (sim_member (request->tlvs, "Radio Interface")) != sim_network_get (request->modem)->radio)
        return QMI_PROTOCOL_ERROR_INFORMATION_UNAVAILABLE;
    return sim_request_use_profile (request);
}

/* indications */

/* Takes @tlvs over and sends of them what the indication has. */
static void
report (SimModem *modem, const gchar *registration, const gchar *tlv, const gchar *indication, SimJson *tlvs)
{
    const QmiSchemaUnit *unit = qmi_schema_find_unit (QMI_SERVICE_NAS);
    const QmiSchemaMessage *message = qmi_json_find_message (unit, indication, TRUE);

    if (message && tlvs)
        sim_modem_report (modem, QMI_SERVICE_NAS, registration, tlv, indication,
                          sim_pick_tlvs (unit, message, 1, tlvs));
    json_object_put (tlvs);
}

static void
report_refusal (SimModem *modem, const SimNetwork *network)
{
    SimJson *tlvs = json_object_new_object (), *plmn = json_object_new_object (), *reason = json_object_new_object ();

    put_number (tlvs, "Radio Interface", network->radio);
    put_number (tlvs, "Service Domain", DOMAIN_CS_PS);
    put_number (tlvs, "Reject Cause", network->cause);
    put_number (plmn, "MCC", network->mcc);
    put_number (plmn, "MNC", network->mnc);
    json_object_object_add (plmn, "Includes PCS Digit", json_object_new_boolean (network->mnc >= 100));
    json_object_object_add (tlvs, "PLMN", plmn);
    report (modem, REGISTER, "Network Reject Information/Enable Network Reject Indications", "Network Reject", tlvs);

    put_number (reason, "Service Domain", DOMAIN_CS_PS);
    put_number (reason, "Reject Cause", network->cause);
    tlvs = json_object_new_object ();
    json_object_object_add (tlvs, "Registration Reject Reason", reason);
    report (modem, "Set Event Report", "Registration Reject Reason", "Event Report", tlvs);
}

static void
report_cell (SimModem *modem)
{
    SimJson *bands = sim_copy (sim_answers_get (modem->answers, QMI_SERVICE_NAS, "Get RF Band Information", "List"));
    SimJson *tlvs = json_object_new_object ();

    if (bands) {
        keep_radio (bands, sim_network_get (modem)->radio);
        json_object_object_add (tlvs, "RF Band Information", bands);
    }
    report (modem, "Set Event Report", "RF Band Information", "Event Report", tlvs);
    sim_signal_report_cell (modem);
    sim_network_report_time (modem);
}

void
sim_network_report (SimModem *modem, const SimNetwork *before, const SimNetwork *after)
{
    report (modem, REGISTER, "Serving System Events", SERVING_SYSTEM, make_serving_system (modem));
    report (modem, REGISTER, "System Info", "System Info", make_system_info (modem));
    if (after->phase == SIM_NETWORK_DENIED)
        report_refusal (modem, after);
    if (after->phase == SIM_NETWORK_REGISTERED &&
        (before->phase != SIM_NETWORK_REGISTERED || before->radio != after->radio))
        report_cell (modem);
}

static const SimHandler handlers[] = {
    { "Get Serving System", get_serving_system },
    { "Get System Info", get_system_info },
    { "Get Cell Location Info", get_of_cell },
    { "Get RF Band Information", get_of_cell },
    { "Get LTE Cphy CA Info", get_of_lte_cell },
    { "Get DRX", get_of_lte_cell },
    { "Get Tx Rx Info", get_tx_rx_info },
    { NULL, NULL },
};

const SimBehaviour sim_behaviour_network_info = {
    .service = QMI_SERVICE_NAS,
    .handlers = handlers,
};
