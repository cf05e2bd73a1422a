/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Data sessions: who has started which, what ends them, and who hears of it. */

#include "config.h"

#include "behaviours.h"
#include "sim-network.h"
#include "sim-session.h"
#include "sim-settings.h"

/* Values of messages, which a build without the service has no enumerations for. */
enum { FAMILY_UNSPECIFIED = 8 };
enum { TECHNOLOGY_3GPP = 1 << 0 };
enum { AUTOCONNECT_DISABLED, AUTOCONNECT_ENABLED };
enum { TYPE_INTERNAL = 2, TYPE_CM = 3, TYPE_3GPP = 6 };

#define FIRST_HANDLE    0x87435320u
#define HANDLE_STEP     0x10u
#define EVERY_HANDLE    0xFFFFFFFFu
#define LONGEST_CONNECT 600000

static const SimCallEnd no_service = { 3, TYPE_CM, 2001 };
static const SimCallEnd client_end = { 2, TYPE_CM, 2000 };
static const SimCallEnd network_end = { 1008, TYPE_3GPP, 36 };
static const SimCallEnd no_ipv6 = { 1, TYPE_INTERNAL, 210 };

typedef struct {
    guint      ms;
    SimJson   *refused; /* APN -> cause; the profile's */

    GPtrArray *sessions;
    guint32    next_handle;
} State;

static State *
get_state (SimModem *modem)
{
    return sim_modem_state (modem, &sim_behaviour_sessions);
}

static void
free_session (SimSession *session)
{
    g_free (session->apn);
    g_free (session);
}

static const SimSetting settings[] = {
    { "connect-milliseconds", SIM_SETTING_NUMBER, G_STRUCT_OFFSET (State, ms), 0, LONGEST_CONNECT, NULL },
    { 0 },
};

static gboolean
load (SimModem *modem, gpointer data, SimJson *section, GError **error)
{
    State *state = data;
    g_autoptr (SimJson) rest = sim_copy (section);

    state->ms = 20;
    state->sessions = g_ptr_array_new_with_free_func ((GDestroyNotify) free_session);
    state->next_handle = FIRST_HANDLE;
    state->refused = json_object_get (sim_member (section, "refused-apns"));
    if (state->refused && !json_object_is_type (state->refused, json_type_object))
        return sim_fail (error, "refused-apns: an object is expected, for example {\"barred.example\": 33}");
    if (state->refused)
        json_object_object_del (rest, "refused-apns");
    return sim_settings_read (rest, settings, state, error);
}

static void
clear (SimModem *modem, gpointer data)
{
    State *state = data;

    g_clear_pointer (&state->sessions, g_ptr_array_unref);
    g_clear_pointer (&state->refused, json_object_put);
}

static void
power_on (SimModem *modem, gpointer data)
{
    g_ptr_array_set_size (((State *) data)->sessions, 0);
}

SimSession *
sim_session_nth (SimModem *modem, guint number)
{
    GPtrArray *sessions = get_state (modem)->sessions;

    return number < sessions->len ? g_ptr_array_index (sessions, number) : NULL;
}

/* ending */

static void
end_session (SimModem *modem, SimSession *session, const SimCallEnd *reason, const SimClient *leaving)
{
    GPtrArray *sessions = get_state (modem)->sessions;
    guint place = 0;

    g_ptr_array_find (sessions, session, &place);
    g_ptr_array_steal_index (sessions, place);
    sim_session_count (modem, session);
    if (!modem->off)
        sim_session_report (modem, session, FALSE, reason, leaving);
    free_session (session);
}

static void
end_all (SimModem *modem, const SimCallEnd *reason)
{
    SimSession *session;

    while ((session = sim_session_nth (modem, 0)) != NULL)
        end_session (modem, session, reason, NULL);
}

/* starting */

static gboolean
is_number_used (SimModem *modem, guint number, guint family)
{
    SimSession *session;

    for (guint i = 0; (session = sim_session_nth (modem, i)) != NULL; i++)
        if (session->family == family && session->number == number)
            return TRUE;
    return FALSE;
}

/* The number of the sessions that this one shares its APN with, or a new one. */
static guint
choose_number (SimModem *modem, const gchar *apn, guint family)
{
    SimSession *session;
    guint number = 0;

    for (guint i = 0; (session = sim_session_nth (modem, i)) != NULL; i++)
        if (session->family == family && g_ascii_strcasecmp (session->apn, apn) == 0)
            return session->number;
    while (is_number_used (modem, number, family))
        number++;
    return number;
}

static QmiProtocolError
fail_call (SimRequest *request, const SimCallEnd *reason)
{
    sim_request_add (request, "Call End Reason", json_object_new_int (reason->reason));
    sim_request_add (request, "Verbose Call End Reason", sim_session_new_reason (reason));
    return QMI_PROTOCOL_ERROR_CALL_FAILED;
}

static guint
get_wanted_family (SimRequest *request)
{
    gint64 wanted = sim_number (sim_member (request->tlvs, "IP Family Preference"));

    return wanted == 0 || wanted == FAMILY_UNSPECIFIED ? sim_session_get_family (request->client) : (guint) wanted;
}

static const gchar *
get_apn (SimRequest *request, gint64 profile)
{
    SimJson *apn = sim_member (request->tlvs, "APN");

    return sim_text (apn ? apn : sim_profile_setting (request->modem, profile, "APN Name"));
}

static QmiProtocolError
finish_start (SimRequest *request)
{
    State *state = get_state (request->modem);
    gint64 profile = sim_number (sim_member (request->tlvs, "Profile Index 3GPP"));
    const gchar *apn = get_apn (request, profile ? profile : sim_profile_get_default (request->modem));
    guint family = get_wanted_family (request);
    SimJson *refused = sim_member (state->refused, apn);
    SimCallEnd refusal = { 1, TYPE_3GPP, (gint) sim_number (refused) };
    SimSession *session;

    if (!sim_network_is_attached (request->modem))
        return fail_call (request, &no_service);
    if (refused)
        return fail_call (request, &refusal);
    if (family == SIM_FAMILY_IPV6 &&
        !sim_answers_get (request->modem->answers, QMI_SERVICE_WDS, "Get Current Settings", "IPv6 Address"))
        return fail_call (request, &no_ipv6);
    session = g_new0 (SimSession, 1);
    session->handle = state->next_handle;
    session->client = request->client->id;
    session->family = family;
    session->mux = sim_session_get_mux (request->client);
    session->apn = g_strdup (apn);
    session->profile = profile;
    session->number = choose_number (request->modem, apn, family);
    session->start = g_get_monotonic_time ();
    state->next_handle += HANDLE_STEP;
    g_ptr_array_add (state->sessions, session);
    sim_request_add (request, "Packet Data Handle", json_object_new_int64 (session->handle));
    sim_session_report (request->modem, session, TRUE, NULL, NULL);
    return QMI_PROTOCOL_ERROR_NONE;
}

static void
put_autoconnect (SimModem *modem, gint setting)
{
    sim_answers_put (modem->answers, QMI_SERVICE_WDS, "Get Autoconnect Settings", "Status",
                     json_object_new_int (setting));
}

static QmiProtocolError
start_network (SimRequest *request)
{
    guint family = get_wanted_family (request);
    SimJson *technology = sim_member (request->tlvs, "Technology Preference");
    SimJson *profile = sim_member (request->tlvs, "Profile Index 3GPP");
    SimSession *session;

    if (family != SIM_FAMILY_IPV4 && family != SIM_FAMILY_IPV6)
        return QMI_PROTOCOL_ERROR_INVALID_IP_FAMILY_PREFERENCE;
    if (technology && (sim_number (technology) & TECHNOLOGY_3GPP) == 0)
        return QMI_PROTOCOL_ERROR_INVALID_TECHNOLOGY_PREFERENCE;
    if (profile && sim_number (profile) != 0 && !sim_profile_exists (request->modem, sim_number (profile)))
        return QMI_PROTOCOL_ERROR_INVALID_PROFILE;
    session = sim_session_find_own (request->modem, request->client, family);
    if (session) {
        sim_request_add (request, "Packet Data Handle", json_object_new_int64 (session->handle));
        return QMI_PROTOCOL_ERROR_NO_EFFECT;
    }
    if (sim_number (sim_member (request->tlvs, "Enable Autoconnect")))
        put_autoconnect (request->modem, AUTOCONNECT_ENABLED);
    return sim_request_answer_later (request, get_state (request->modem)->ms, finish_start);
}

static gboolean
stop_all (SimModem *modem, const SimClient *client)
{
    gboolean any = FALSE;
    SimSession *session;

    while ((session = sim_session_find_own (modem, client, 0)) != NULL) {
        end_session (modem, session, &client_end, NULL);
        any = TRUE;
    }
    return any;
}

/* A handle that is no longer valid has no effect, one that never was is wrong. */
static QmiProtocolError
stop_network (SimRequest *request)
{
    State *state = get_state (request->modem);
    guint32 handle = (guint32) sim_number (sim_member (request->tlvs, "Packet Data Handle"));
    gboolean disables = sim_number (sim_member (request->tlvs, "Disable Autoconnect")) != 0;
    SimSession *session;

    if (disables)
        put_autoconnect (request->modem, AUTOCONNECT_DISABLED);
    if (handle == EVERY_HANDLE)
        return stop_all (request->modem, request->client) || disables ? QMI_PROTOCOL_ERROR_NONE
                                                                      : QMI_PROTOCOL_ERROR_INVALID_HANDLE;
    for (guint i = 0; (session = sim_session_nth (request->modem, i)) != NULL; i++) {
        if (session->handle != handle)
            continue;
        if (session->client != request->client->id)
            return QMI_PROTOCOL_ERROR_INVALID_HANDLE;
        end_session (request->modem, session, &client_end, NULL);
        return QMI_PROTOCOL_ERROR_NONE;
    }
    return handle >= FIRST_HANDLE && handle < state->next_handle && handle % HANDLE_STEP == 0
               ? QMI_PROTOCOL_ERROR_NO_EFFECT
               : QMI_PROTOCOL_ERROR_INVALID_HANDLE;
}

static void
forget (SimModem *modem, gpointer data, const SimClient *client)
{
    SimSession *session;

    if (client->service == QMI_SERVICE_WDS)
        while ((session = sim_session_find_own (modem, client, 0)) != NULL)
            end_session (modem, session, &client_end, client);
}

static void
follow (SimModem *modem, gpointer data)
{
    if (!sim_network_is_attached (modem))
        end_all (modem, &no_service);
}

static gboolean
set (SimModem *modem, gpointer data, const gchar *name, SimJson *value, GError **error)
{
    if (!json_object_is_type (value, json_type_string) || !g_str_equal (sim_text (value), "ended"))
        return sim_fail (error, "\"ended\" is expected");
    end_all (modem, &network_end);
    return TRUE;
}

/* requests about the port */

static QmiProtocolError
get_status (SimRequest *request)
{
    gboolean connected = sim_session_find (request->modem, request->client) != NULL;

    sim_request_add (request, "Connection Status", json_object_new_int (connected ? SIM_CONNECTED : SIM_DISCONNECTED));
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
set_ip_family (SimRequest *request)
{
    gint64 family = sim_number (sim_member (request->tlvs, "Preference"));

    if (family != SIM_FAMILY_IPV4 && family != SIM_FAMILY_IPV6 && family != FAMILY_UNSPECIFIED)
        return QMI_PROTOCOL_ERROR_INVALID_IP_FAMILY_PREFERENCE;
    return sim_events_register (request);
}

/* A client that has a session stays where it is. */
static QmiProtocolError
bind_port (SimRequest *request)
{
    if (sim_session_find_own (request->modem, request->client, 0))
        return QMI_PROTOCOL_ERROR_INVALID_OPERATION;
    return sim_events_register (request);
}

static const SimHandler handlers[] = {
    { "Start Network", start_network },
    { "Stop Network", stop_network },
    { "Get Packet Service Status", get_status },
    { SIM_SET_IP_FAMILY, set_ip_family },
    { SIM_BIND_MUX, bind_port },
    { "Bind Data Port", bind_port },
    { NULL, NULL },
};

static const gchar *const settable[] = { "data-sessions", NULL };

const SimBehaviour sim_behaviour_sessions = {
    .service = QMI_SERVICE_WDS,
    .handlers = handlers,
    .section = "data",
    .state_size = sizeof (State),
    .load = load,
    .power_on = power_on,
    .clear = clear,
    .follow = follow,
    .forget = forget,
    .settable = settable,
    .set = set,
};
