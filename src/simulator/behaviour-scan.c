/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Looking for networks, which takes its time: at once or piece by piece. The profile has what is found. */

#include "config.h"

#include "behaviours.h"
#include "qmi-enums-dms.h"
#include "qmi-json.h"
#include "sim-network.h"
#include "sim-settings.h"

#define SCAN     "Network Scan"
#define PIECES   "Incremental Network Scan"
#define NETWORKS "Network Information"
#define TYPES    "Network Type"

/* Values of messages, which a build without the service has no enumerations for. */
enum { CURRENT_SERVING = 1 << 0, AVAILABLE = 1 << 1 };
enum { PIECES_COMPLETE, PIECES_PARTIAL };
enum { TYPE_GSM = 1 << 0, TYPE_UMTS = 1 << 1, TYPE_LTE = 1 << 2, TYPE_5GNR = 1 << 4 };

#define LONGEST_SCAN 600000

typedef struct {
    guint    ms;

    guint    timer;    /* of the scan piece by piece */
    guint    next;     /* network to tell of */
    gint64   types;
    guint8   client;
} State;

static const SimSetting settings[] = {
    { "milliseconds", SIM_SETTING_NUMBER, G_STRUCT_OFFSET (State, ms), 0, LONGEST_SCAN, NULL },
    { 0 },
};

static gboolean
load (SimModem *modem, gpointer data, SimJson *section, GError **error)
{
    State *state = data;

    state->ms = 200;
    return sim_settings_read (section, settings, state, error);
}

static void
clear (SimModem *modem, gpointer data)
{
    State *state = data;

    g_clear_handle_id (&state->timer, g_source_remove);
}

/* what is there */

static gboolean
is_network (SimJson *entry, gint64 mcc, gint64 mnc)
{
    return sim_number (sim_member (entry, "MCC")) == mcc && sim_number (sim_member (entry, "MNC")) == mnc;
}

SimJson *
sim_scan_find (SimModem *modem, guint mcc, guint mnc)
{
    SimJson *list = sim_answers_get (modem->answers, QMI_SERVICE_NAS, SCAN, NETWORKS);

    for (gsize i = 0; list && i < json_object_array_length (list); i++)
        if (is_network (json_object_array_get_idx (list, i), mcc, mnc))
            return json_object_array_get_idx (list, i);
    return NULL;
}

/* The network that serves is told from those that are only there. */
static void
mark_serving (SimModem *modem, SimJson *list)
{
    const SimNetwork *network = sim_network_get (modem);

    for (gsize i = 0; i < json_object_array_length (list); i++) {
        SimJson *entry = json_object_array_get_idx (list, i);
        gint64 status = sim_number (sim_member (entry, "Network Status")) & ~(CURRENT_SERVING | AVAILABLE);
        gboolean serves = network->phase == SIM_NETWORK_REGISTERED && is_network (entry, network->mcc, network->mnc);

        json_object_object_add (entry, "Network Status",
                                json_object_new_int64 (status | (serves ? CURRENT_SERVING : AVAILABLE)));
    }
}

/* Whether a technology is among those that are looked for; all are if nothing is said. */
static gboolean
is_wanted (gint64 types, gint64 radio)
{
    static const struct {
        guint radio, type;
    } bits[] = {
        { QMI_DMS_RADIO_INTERFACE_GSM, TYPE_GSM },
        { QMI_DMS_RADIO_INTERFACE_UMTS, TYPE_UMTS },
        { QMI_DMS_RADIO_INTERFACE_LTE, TYPE_LTE },
        { QMI_DMS_RADIO_INTERFACE_5GNR, TYPE_5GNR },
    };

    for (guint i = 0; i < G_N_ELEMENTS (bits); i++)
        if (bits[i].radio == radio)
            return types == 0 || (types & bits[i].type) != 0;
    return types == 0;
}

/* The technology of each network stands in a second list, in the same order. */
static gint64
get_radio (SimJson *radios, gsize place)
{
    SimJson *entry = radios ? json_object_array_get_idx (radios, place) : NULL;

    return sim_number (sim_member (entry, "Radio Interface"));
}

static void
keep_wanted (SimJson *answer, gint64 types)
{
    SimJson *radios = sim_member (answer, "Radio Access Technology");
    static const gchar *const lists[] = { NETWORKS, "MNC PCS Digit Include Status", "Radio Access Technology" };

    for (gsize i = radios ? json_object_array_length (radios) : 0; i > 0; i--) {
        if (is_wanted (types, get_radio (radios, i - 1)))
            continue;
        for (guint j = 0; j < G_N_ELEMENTS (lists); j++) {
            SimJson *list = sim_member (answer, lists[j]);

            if (list && i <= json_object_array_length (list))
                json_object_array_del_idx (list, i - 1, 1);
        }
    }
}

/* at once */

static QmiProtocolError
finish_scan (SimRequest *request)
{
    QmiProtocolError result = sim_request_use_profile (request);
    SimJson *list = sim_member (request->answer, NETWORKS);

    if (result != QMI_PROTOCOL_ERROR_NONE)
        return result;
    if (!sim_power_is_online (request->modem))
        return QMI_PROTOCOL_ERROR_ABORTED;
    if (list)
        mark_serving (request->modem, list);
    keep_wanted (request->answer, sim_number (sim_member (request->tlvs, TYPES)));
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
scan (SimRequest *request)
{
    State *state = sim_modem_state (request->modem, &sim_behaviour_scan);

    if (!sim_power_is_online (request->modem))
        return QMI_PROTOCOL_ERROR_NO_RADIO;
    return sim_request_answer_later (request, state->ms, finish_scan);
}

/* piece by piece */

/* An entry of the answer, in the form of the indication. */
static SimJson *
new_piece (SimModem *modem, gsize place)
{
    SimJson *list = sim_answers_get (modem->answers, QMI_SERVICE_NAS, SCAN, NETWORKS);
    SimJson *radios = sim_answers_get (modem->answers, QMI_SERVICE_NAS, SCAN, "Radio Access Technology");
    SimJson *pieces = json_object_new_array (), *piece = sim_copy (json_object_array_get_idx (list, place));

    json_object_object_add (piece, "Radio Interface", json_object_new_int64 (get_radio (radios, place)));
    json_object_object_add (piece, "Includes PCS Digit",
                            json_object_new_boolean (sim_number (sim_member (piece, "MNC")) >= 100));
    json_object_array_add (pieces, piece);
    mark_serving (modem, pieces);
    return pieces;
}

static gboolean
on_piece (gpointer user_data)
{
    SimModem *modem = user_data;
    State *state = sim_modem_state (modem, &sim_behaviour_scan);
    SimJson *list = sim_answers_get (modem->answers, QMI_SERVICE_NAS, SCAN, NETWORKS);
    SimJson *radios = sim_answers_get (modem->answers, QMI_SERVICE_NAS, SCAN, "Radio Access Technology");
    SimJson *tlvs = json_object_new_object ();
    gboolean more;

    while (list && state->next < json_object_array_length (list) &&
           !is_wanted (state->types, get_radio (radios, state->next)))
        state->next++;
    more = list && state->next < json_object_array_length (list);
    json_object_object_add (tlvs, "Status", json_object_new_int (more ? PIECES_PARTIAL : PIECES_COMPLETE));
    if (more)
        json_object_object_add (tlvs, NETWORKS, new_piece (modem, state->next++));
    sim_modem_indicate (modem, QMI_SERVICE_NAS, PIECES, state->client, tlvs);
    if (!more)
        state->timer = 0;
    return more ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static QmiProtocolError
scan_by_pieces (SimRequest *request)
{
    State *state = sim_modem_state (request->modem, &sim_behaviour_scan);

    if (!sim_power_is_online (request->modem))
        return QMI_PROTOCOL_ERROR_NO_RADIO;
    if (state->timer)
        return QMI_PROTOCOL_ERROR_OPERATION_IN_PROGRESS;
    state->next = 0;
    state->types = sim_number (sim_member (request->tlvs, TYPES));
    state->client = request->client->id;
    state->timer = g_timeout_add (state->ms / 4, on_piece, request->modem);
    return QMI_PROTOCOL_ERROR_NONE;
}

static void
power_on (SimModem *modem, gpointer data)
{
    clear (modem, data);
}

static void
forget (SimModem *modem, gpointer data, const SimClient *client)
{
    State *state = data;

    if (client->service == QMI_SERVICE_NAS && client->id == state->client)
        clear (modem, data);
}

static const SimHandler handlers[] = {
    { SCAN, scan },
    { PIECES, scan_by_pieces },
    { NULL, NULL },
};

const SimBehaviour sim_behaviour_scan = {
    .service = QMI_SERVICE_NAS,
    .handlers = handlers,
    .section = "scan",
    .state_size = sizeof (State),
    .load = load,
    .power_on = power_on,
    .clear = clear,
    .forget = forget,
};
