/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The control service: versions, client ids, format of the data port. */

#include "config.h"

#include "behaviours.h"
#include "sim-name.h"
#include "sim-settings.h"

enum { ETHERNET = 1 << 0, RAW_IP = 1 << 1 };

typedef struct {
    gboolean ethernet, raw_ip; /* which formats the modem can do */
    guint    format;
} State;

static const SimSetting settings[] = {
    { "802-3", SIM_SETTING_SWITCH, G_STRUCT_OFFSET (State, ethernet), 0, 0, NULL },
    { "raw-ip", SIM_SETTING_SWITCH, G_STRUCT_OFFSET (State, raw_ip), 0, 0, NULL },
    { 0 },
};

static gboolean
load (SimModem *modem, gpointer data, SimJson *section, GError **error)
{
    State *state = data;

    state->ethernet = state->raw_ip = TRUE;
    return sim_settings_read (section, settings, state, error);
}

static void
power_on (SimModem *modem, gpointer data)
{
    State *state = data;

    state->format = state->ethernet ? ETHERNET : RAW_IP;
}

static QmiProtocolError
set_instance_id (SimRequest *request)
{
    sim_request_add (request, "Link ID", json_object_get (sim_member (request->tlvs, "ID")));
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
get_version_info (SimRequest *request)
{
    GArray *services = request->modem->profile->services;
    SimJson *list = json_object_new_array ();

    for (guint i = 0; i < services->len; i++) {
        const SimService *service = &g_array_index (services, SimService, i);
        SimJson *entry = json_object_new_object ();

        json_object_object_add (entry, "Service", json_object_new_int ((gint) service->number));
        json_object_object_add (entry, "Major version", json_object_new_int (service->major));
        json_object_object_add (entry, "Minor version", json_object_new_int (service->minor));
        json_object_array_add (list, entry);
    }
    sim_request_add (request, "Service list", list);
    return QMI_PROTOCOL_ERROR_NONE;
}

static void
add_client (SimRequest *request, const gchar *tlv, guint service, guint id)
{
    SimJson *info = json_object_new_object ();

    json_object_object_add (info, "Service", json_object_new_int ((gint) service));
    json_object_object_add (info, "Cid", json_object_new_int ((gint) id));
    sim_request_add (request, tlv, info);
}

/* The control service has no client ids. */
static const SimService *
find_service (SimRequest *request, guint number)
{
    return number == QMI_SERVICE_CTL ? NULL : sim_profile_find_service (request->modem->profile, number);
}

static QmiProtocolError
allocate_cid (SimRequest *request)
{
    guint number = (guint) sim_number (sim_member (request->tlvs, "Service")), unused;
    const SimService *service = find_service (request, number);
    SimClient *client;

    if (!service)
        return QMI_PROTOCOL_ERROR_INVALID_SERVICE_TYPE;
    if (sim_faults_hit (request->modem->faults, SIM_FAULT_EXHAUST, sim_name_service (number), "", &unused))
        return QMI_PROTOCOL_ERROR_CLIENT_IDS_EXHAUSTED;
    client = sim_clients_add (request->modem->clients, number, service->max_clients);
    if (!client)
        return QMI_PROTOCOL_ERROR_CLIENT_IDS_EXHAUSTED;
    add_client (request, "Allocation Info", number, client->id);
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
release_cid (SimRequest *request)
{
    guint number = (guint) sim_number (sim_at (request->tlvs, "/Release Info/Service"));
    guint id = (guint) sim_number (sim_at (request->tlvs, "/Release Info/Cid"));

    if (!find_service (request, number))
        return QMI_PROTOCOL_ERROR_INVALID_SERVICE_TYPE;
    if (!sim_clients_remove (request->modem->clients, number, (guint8) id))
        return QMI_PROTOCOL_ERROR_INVALID_CLIENT_ID;
    add_client (request, "Release Info", number, id);
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
synchronise (SimRequest *request)
{
    sim_clients_remove_all (request->modem->clients);
    return QMI_PROTOCOL_ERROR_NONE;
}

/* The request offers formats, the modem takes one. */
static QmiProtocolError
set_data_format (SimRequest *request)
{
    State *state = sim_modem_state (request->modem, &sim_behaviour_ctl);
    SimJson *protocol = sim_member (request->tlvs, "Protocol");
    guint offered = protocol ? (guint) sim_number (protocol) : state->format;

    if ((offered & RAW_IP) && state->raw_ip)
        state->format = RAW_IP;
    else if ((offered & ETHERNET) && state->ethernet)
        state->format = ETHERNET;
    else
        return QMI_PROTOCOL_ERROR_INVALID_DATA_FORMAT;
    sim_request_add (request, "Protocol", json_object_new_int ((gint) state->format));
    return QMI_PROTOCOL_ERROR_NONE;
}

/* Messages between programs and proxies, which never get as far as a modem. */
static QmiProtocolError
refuse (SimRequest *request)
{
    return QMI_PROTOCOL_ERROR_INVALID_QMI_COMMAND;
}

static const SimHandler handlers[] = {
    { "Set Instance ID", set_instance_id },
    { "Get Version Info", get_version_info },
    { "Allocate CID", allocate_cid },
    { "Release CID", release_cid },
    { "Set Data Format", set_data_format },
    { "Sync", synchronise },
    { "Internal Proxy Open", refuse },
    { "Internal Allocate CID QRTR", refuse },
    { "Internal Release CID QRTR", refuse },
    { NULL, NULL },
};

const SimBehaviour sim_behaviour_ctl = {
    .service = QMI_SERVICE_CTL,
    .handlers = handlers,
    .section = "data-format",
    .state_size = sizeof (State),
    .load = load,
    .power_on = power_on,
};
