/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The clock: the profile has the time at the start, from there it goes on. */

#include "config.h"

#include "behaviours.h"

#define GET_TIME "Get Time"

/* The device counts in steps of 1.25 ms, in 48 bits. */
#define STEPS_PER_5_MS 4
#define COUNTER_BITS   48

typedef struct {
    gint64   start;     /* when the profile's time was, in microseconds of the host's clock */
    gboolean user_set;
    gint64   user_ms;
    gint64   user_start;
} State;

static gboolean
load (SimModem *modem, gpointer data, SimJson *section, GError **error)
{
    State *state = data;

    state->start = g_get_monotonic_time ();
    state->user_set = FALSE;
    return TRUE;
}

static gint64
get_ms_since (gint64 start)
{
    return (g_get_monotonic_time () - start) / 1000;
}

/* Adds what has passed to a number of the answer, if it is there. */
static void
advance (SimJson *object, const gchar *name, gint64 passed, gint64 limit)
{
    SimJson *value = sim_member (object, name);

    if (value)
        json_object_object_add (object, name, json_object_new_int64 ((sim_number (value) + passed) & limit));
}

static QmiProtocolError
get_time (SimRequest *request)
{
    State *state = sim_modem_state (request->modem, &sim_behaviour_clock);
    gint64 passed = get_ms_since (state->start);
    QmiProtocolError result = sim_request_use_profile (request);

    if (result != QMI_PROTOCOL_ERROR_NONE)
        return result;
    advance (sim_member (request->answer, "Device Time"), "Time Count", passed * STEPS_PER_5_MS / 5,
             (G_GINT64_CONSTANT (1) << COUNTER_BITS) - 1);
    advance (request->answer, "System Time", passed, G_MAXINT64);
    advance (request->answer, "User Time", passed, G_MAXINT64);
    if (state->user_set)
        sim_request_add (request, "User Time",
                         json_object_new_int64 (state->user_ms + get_ms_since (state->user_start)));
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
set_time (SimRequest *request)
{
    State *state = sim_modem_state (request->modem, &sim_behaviour_clock);

    /* There is one kind of time that can be set. */
    if (sim_number (sim_member (request->tlvs, "Time Reference Type")) != 0)
        return QMI_PROTOCOL_ERROR_INVALID_ARGUMENT;
    if (!sim_answers_get (request->modem->answers, QMI_SERVICE_DMS, GET_TIME, "Device Time"))
        return QMI_PROTOCOL_ERROR_NOT_SUPPORTED;
    state->user_set = TRUE;
    state->user_ms = sim_number (sim_member (request->tlvs, "Time Value"));
    state->user_start = g_get_monotonic_time ();
    return QMI_PROTOCOL_ERROR_NONE;
}

static const SimHandler handlers[] = {
    { GET_TIME, get_time },
    { "Set Time", set_time },
    { NULL, NULL },
};

const SimBehaviour sim_behaviour_clock = {
    .service = QMI_SERVICE_DMS,
    .handlers = handlers,
    .state_size = sizeof (State),
    .load = load,
};
