/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Event reports of the device: who wants to hear of what. */

#include "config.h"

#include "behaviours.h"

#define SET_EVENT_REPORT "Set Event Report"
#define POWER_STATE      "Power State"

/* Only what is given changes, the rest of the choice stays. */
QmiProtocolError
sim_events_register (SimRequest *request)
{
    const gchar *message = qmi_schema_text (request->unit, request->message->name);
    SimJson *choice = sim_member (request->client->registrations, message);

    if (json_object_object_length (request->tlvs) == 0)
        return QMI_PROTOCOL_ERROR_MISSING_ARGUMENT;
    if (!choice) {
        choice = json_object_new_object ();
        json_object_object_add (request->client->registrations, message, choice);
    }
    json_object_object_foreach (request->tlvs, name, value)
        json_object_object_add (choice, name, json_object_get (value));
    return QMI_PROTOCOL_ERROR_NONE;
}

QmiProtocolError
sim_events_reset (SimRequest *request)
{
    sim_modem_forget (request->modem, request->client);
    return QMI_PROTOCOL_ERROR_NONE;
}

static SimJson *
get_choice (const SimClient *client, const gchar *tlv)
{
    return sim_member (sim_member (client->registrations, SET_EVENT_REPORT), tlv);
}

static void
send_report (SimModem *modem, const SimClient *client, const gchar *tlv, SimJson *value)
{
    SimJson *tlvs = json_object_new_object ();

    json_object_object_add (tlvs, tlv, json_object_get (value));
    sim_modem_indicate (modem, QMI_SERVICE_DMS, "Event Report", client->id, tlvs);
}

void
sim_events_report (SimModem *modem, const gchar *registration, const gchar *tlv, SimJson *value)
{
    SimJson *tlvs = json_object_new_object ();

    json_object_object_add (tlvs, tlv, value);
    sim_modem_report (modem, QMI_SERVICE_DMS, SET_EVENT_REPORT, registration, "Event Report", tlvs);
}

/* A window of charge levels: the report comes when the battery leaves it. */
static gboolean
leaves_window (SimClient *client, gint64 before, gint64 after)
{
    SimJson *window = get_choice (client, "Battery Level Report Limits");
    gint64 lower = sim_number (sim_member (window, "Lower Limit"));
    gint64 upper = sim_number (sim_member (window, "Upper Limit"));

    return window && ((after < lower && before >= lower) || (after > upper && before <= upper));
}

static void
report_power_state (SimModem *modem, SimJson *before, SimJson *after)
{
    gint64 level = sim_number (sim_member (before, "Battery Level"));
    gint64 new_level = sim_number (sim_member (after, "Battery Level"));
    gboolean flags_changed = sim_number (sim_member (before, "Power State Flags")) !=
                             sim_number (sim_member (after, "Power State Flags"));
    SimClient *client;

    for (guint i = 0; (client = sim_clients_nth (modem->clients, i)) != NULL; i++) {
        gboolean wants_flags = sim_number (get_choice (client, "Power State Reporting")) != 0;

        if (client->service == QMI_SERVICE_DMS &&
            ((flags_changed && wants_flags) || leaves_window (client, level, new_level)))
            send_report (modem, client, POWER_STATE, after);
    }
}

static gboolean
is_byte (SimJson *value)
{
    return json_object_is_type (value, json_type_int) && sim_number (value) >= 0 && sim_number (value) <= G_MAXUINT8;
}

static gboolean
set (SimModem *modem, gpointer state, const gchar *name, SimJson *value, GError **error)
{
    SimJson *before = sim_answers_get (modem->answers, QMI_SERVICE_DMS, "Get Power State", "Info");
    SimJson *after;

    if (!before)
        return sim_fail (error, "the profile has no answer to Get Power State");
    if (json_object_object_length (value) != 2 || !is_byte (sim_member (value, "Power State Flags")) ||
        !is_byte (sim_member (value, "Battery Level")))
        return sim_fail (error, "expected is, for example, {\"Power State Flags\": 3, \"Battery Level\": 85}");
    after = sim_copy (value);
    report_power_state (modem, before, after);
    sim_answers_put (modem->answers, QMI_SERVICE_DMS, "Get Power State", "Info", after);
    return TRUE;
}

static const SimHandler handlers[] = {
    { SET_EVENT_REPORT, sim_events_register },
    { "Reset", sim_events_reset },
    { NULL, NULL },
};

static const gchar *const settable[] = { "power-state", NULL };

const SimBehaviour sim_behaviour_events = {
    .service = QMI_SERVICE_DMS,
    .handlers = handlers,
    .settable = settable,
    .set = set,
};
