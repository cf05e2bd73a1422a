/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Event reports of the device: who wants to hear of what. */

#include "config.h"

#include "behaviours.h"

#define POWER_STATE "Power State"

/* Only what is given changes, the rest of the choice stays. */
static QmiProtocolError
set_event_report (SimRequest *request)
{
    if (json_object_object_length (request->tlvs) == 0)
        return QMI_PROTOCOL_ERROR_MISSING_ARGUMENT;
    json_object_object_foreach (request->tlvs, name, value)
        json_object_object_add (request->client->registrations, name, json_object_get (value));
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
reset (SimRequest *request)
{
    json_object_put (request->client->registrations);
    request->client->registrations = json_object_new_object ();
    return QMI_PROTOCOL_ERROR_NONE;
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
    SimClient *client;

    for (guint i = 0; (client = sim_clients_nth (modem->clients, i)) != NULL; i++)
        if (client->service == QMI_SERVICE_DMS && sim_number (sim_member (client->registrations, registration)))
            send_report (modem, client, tlv, value);
    json_object_put (value);
}

/* A window of charge levels: the report comes when the battery leaves it. */
static gboolean
leaves_window (SimClient *client, gint64 before, gint64 after)
{
    SimJson *window = sim_member (client->registrations, "Battery Level Report Limits");
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
        gboolean wants_flags = sim_number (sim_member (client->registrations, "Power State Reporting")) != 0;

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
    { "Set Event Report", set_event_report },
    { "Reset", reset },
    { NULL, NULL },
};

static const gchar *const settable[] = { "power-state", NULL };

const SimBehaviour sim_behaviour_events = {
    .service = QMI_SERVICE_DMS,
    .handlers = handlers,
    .settable = settable,
    .set = set,
};
