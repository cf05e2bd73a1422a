/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The time that networks tell: the profile has the one at the start, from there it goes on. */

#include "config.h"

#include "behaviours.h"
#include "sim-network.h"

#define GET_TIME  "Get Network Time"
#define TIME_3GPP "3GPP Time"
#define UTC       "Universal Time"

/* GLib counts the days of the week from 1 for Monday, the protocol from 0. */
#define FIRST_DAY 1

typedef struct {
    gint64 start; /* when the profile's time was, in microseconds of the host's clock */
} State;

static gboolean
load (SimModem *modem, gpointer data, SimJson *section, GError **error)
{
    State *state = data;

    state->start = g_get_monotonic_time ();
    return TRUE;
}

static gint
get_part (SimJson *time, const gchar *name)
{
    return (gint) sim_number (sim_member (time, name));
}

static void
put_part (SimJson *time, const gchar *name, gint value)
{
    json_object_object_add (time, name, json_object_new_int (value));
}

/* Moves a time of the profile to now; one that is no date stays as it is. */
static void
advance (SimModem *modem, SimJson *time)
{
    const State *state = sim_modem_state (modem, &sim_behaviour_network_time);
    g_autoptr (GDateTime) then =
        g_date_time_new_utc (get_part (time, "Year"), get_part (time, "Month"), get_part (time, "Day"),
                             get_part (time, "Hour"), get_part (time, "Minute"), get_part (time, "Second"));
    g_autoptr (GDateTime) now = then ? g_date_time_add (then, g_get_monotonic_time () - state->start) : NULL;

    if (!now)
        return;
    put_part (time, "Year", g_date_time_get_year (now));
    put_part (time, "Month", g_date_time_get_month (now));
    put_part (time, "Day", g_date_time_get_day_of_month (now));
    put_part (time, "Hour", g_date_time_get_hour (now));
    put_part (time, "Minute", g_date_time_get_minute (now));
    put_part (time, "Second", g_date_time_get_second (now));
    put_part (time, "Day Of Week", g_date_time_get_day_of_week (now) - FIRST_DAY);
}

static QmiProtocolError
get_time (SimRequest *request)
{
    QmiProtocolError result = sim_request_use_profile (request);
    SimJson *time = sim_member (request->answer, TIME_3GPP);

    if (result != QMI_PROTOCOL_ERROR_NONE)
        return result;
    if (sim_network_get (request->modem)->phase != SIM_NETWORK_REGISTERED)
        return QMI_PROTOCOL_ERROR_INFORMATION_UNAVAILABLE;
    if (time) {
        advance (request->modem, sim_member (time, UTC));
        put_part (time, "Radio Interface", (gint) sim_network_get (request->modem)->radio);
    }
    return QMI_PROTOCOL_ERROR_NONE;
}

void
sim_network_report_time (SimModem *modem)
{
    g_autoptr (SimJson) time = sim_copy (sim_answers_get (modem->answers, QMI_SERVICE_NAS, GET_TIME, TIME_3GPP));
    SimJson *tlvs;

    if (!time)
        return;
    advance (modem, sim_member (time, UTC));
    tlvs = json_object_new_object ();
    json_object_object_add (tlvs, UTC, json_object_get (sim_member (time, UTC)));
    json_object_object_add (tlvs, "Timezone Offset", json_object_get (sim_member (time, "Timezone Offset")));
    json_object_object_add (tlvs, "Daylight Savings Adjustment",
                            json_object_get (sim_member (time, "Daylight Savings Adjustment")));
    put_part (tlvs, "Radio Interface", (gint) sim_network_get (modem)->radio);
    sim_modem_report (modem, QMI_SERVICE_NAS, "Register Indications", "Network Time", "Network Time", tlvs);
}

static const SimHandler handlers[] = {
    { GET_TIME, get_time },
    { NULL, NULL },
};

const SimBehaviour sim_behaviour_network_time = {
    .service = QMI_SERVICE_NAS,
    .handlers = handlers,
    .state_size = sizeof (State),
    .load = load,
};
