/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Registration: finds the network that radio, card, preferences and coverage allow, and leaves it when they do not. */

#include "config.h"

#include <string.h>

#include "behaviours.h"
#include "qmi-enums-dms.h"
#include "sim-card.h"
#include "sim-network.h"
#include "sim-settings.h"

/* Values of messages, which a build without the service has no enumerations for. */
enum { REGISTER_AUTOMATIC = 1, REGISTER_MANUAL = 2 };
enum { ACTION_ATTACH = 1, ACTION_DETACH = 2 };
enum { STATUS_FORBIDDEN = 1 << 4 };
enum { DOMAIN_CS_ONLY = 0 };
enum { CAUSE_PLMN_NOT_ALLOWED = 11 };

#define LONGEST_SEARCH 600000

typedef struct {
    guint    search_ms;

    gboolean no_coverage;
    guint    cause;      /* with which the network refuses, 0: it does not */
    gboolean detached;   /* programs do not want the packet service */

    SimNetwork now;
    SimNetwork reported; /* what clients know of */
    guint      timer;
} State;

static const SimSetting settings[] = {
    { "search-milliseconds", SIM_SETTING_NUMBER, G_STRUCT_OFFSET (State, search_ms), 0, LONGEST_SEARCH, NULL },
    { 0 },
};

static State *
get_state (SimModem *modem)
{
    return sim_modem_state (modem, &sim_behaviour_network);
}

const SimNetwork *
sim_network_get (SimModem *modem)
{
    return &get_state (modem)->now;
}

/* A build without the network access service has nobody who could ask for more. */
gboolean
sim_network_is_attached (SimModem *modem)
{
    if (!qmi_schema_find_unit (QMI_SERVICE_NAS))
        return sim_power_is_online (modem);
    return sim_network_get (modem)->attached;
}

static gboolean
load (SimModem *modem, gpointer data, SimJson *section, GError **error)
{
    State *state = data;

    state->search_ms = 50;
    return sim_settings_read (section, settings, state, error);
}

static void
clear (SimModem *modem, gpointer data)
{
    State *state = data;

    g_clear_handle_id (&state->timer, g_source_remove);
}

/* which cell */

guint
sim_network_get_mode (guint radio)
{
    switch (radio) {
    case QMI_DMS_RADIO_INTERFACE_GSM:
        return 1 << 2;
    case QMI_DMS_RADIO_INTERFACE_UMTS:
        return 1 << 3;
    case QMI_DMS_RADIO_INTERFACE_LTE:
        return 1 << 4;
    case QMI_DMS_RADIO_INTERFACE_5GNR:
        return 1 << 6;
    default:
        return 0;
    }
}

/* Whether a set of flags has the band "wcdma-850", which is also called "wcdma-850-us". */
static gboolean
has_band (SimJson *preference, const gchar *band)
{
    SimJson *names = sim_member (preference, "names");

    for (gsize i = 0; names && i < json_object_array_length (names); i++) {
        const gchar *name = sim_text (json_object_array_get_idx (names, i));

        if (g_str_has_prefix (name, band) || g_str_has_prefix (band, name))
            return TRUE;
    }
    return FALSE;
}

static gboolean
has_lte_band (SimJson *masks, SimJson *shorter, guint band)
{
    static const gchar *const words[] = { "Mask Low", "Mask Mid Low", "Mask Mid High", "Mask High" };
    guint word = (band - 1) / 64, bit = (band - 1) % 64;
    SimJson *mask = word == 0 && !masks           ? shorter
                    : word < G_N_ELEMENTS (words) ? sim_member (masks, words[word])
                                                  : NULL;

    return band > 0 && mask && (((guint64) sim_number (mask) >> bit) & 1) != 0;
}

/* Whether programs allow the band of a cell. */
static gboolean
is_allowed_band (SimModem *modem, guint radio, SimJson *cell)
{
    const gchar *band = sim_text (sim_at (cell, "/Active Band Class/name"));
    SimJson *bands = sim_selection_get (modem, "Band Preference");
    SimJson *lte = sim_selection_get (modem, "LTE Band Preference");
    SimJson *masks = sim_selection_get (modem, "Extended LTE Band Preference");

    if (radio == QMI_DMS_RADIO_INTERFACE_LTE && (lte || masks))
        return has_lte_band (masks, lte, (guint) g_ascii_strtoull (band + strcspn (band, "0123456789"), NULL, 10));
    if ((radio == QMI_DMS_RADIO_INTERFACE_GSM || radio == QMI_DMS_RADIO_INTERFACE_UMTS) && bands)
        return has_band (bands, band);
    return TRUE;
}

/* Whether there is a cell of this technology that programs allow. */
static gboolean
is_usable (SimModem *modem, guint radio)
{
    SimJson *cells = sim_answers_get (modem->answers, QMI_SERVICE_NAS, "Get RF Band Information", "List");
    SimJson *mode = sim_selection_get (modem, "Mode Preference");

    if (mode && ((guint) sim_number (mode) & sim_network_get_mode (radio)) == 0)
        return FALSE;
    for (gsize i = 0; cells && i < json_object_array_length (cells); i++) {
        SimJson *cell = json_object_array_get_idx (cells, i);

        if (sim_number (sim_member (cell, "Radio Interface")) == radio && is_allowed_band (modem, radio, cell))
            return TRUE;
    }
    return FALSE;
}

static guint
choose_radio (SimModem *modem)
{
    static const guint by_default[] = {
        QMI_DMS_RADIO_INTERFACE_5GNR, QMI_DMS_RADIO_INTERFACE_LTE, QMI_DMS_RADIO_INTERFACE_UMTS,
        QMI_DMS_RADIO_INTERFACE_GSM,
    };
    SimJson *order = sim_selection_get (modem, "Acquisition Order Preference");
    gsize n = order ? json_object_array_length (order) : G_N_ELEMENTS (by_default);

    for (gsize i = 0; i < n; i++) {
        guint radio = order ? (guint) sim_number (json_object_array_get_idx (order, i)) : by_default[i];

        if (is_usable (modem, radio))
            return radio;
    }
    return SIM_RADIO_NONE;
}

/* which network */

static void
choose_network (SimModem *modem, SimNetwork *wanted)
{
    SimJson *home = sim_answers_get (modem->answers, QMI_SERVICE_NAS, "Get Home Network", "Home Network");
    SimJson *manual = sim_selection_get (modem, "Manual Network Selection");
    SimJson *chosen = manual ? manual : home;

    wanted->mcc = (guint) sim_number (sim_member (chosen, "MCC"));
    wanted->mnc = (guint) sim_number (sim_member (chosen, "MNC"));
    wanted->home = wanted->mcc == sim_number (sim_member (home, "MCC")) &&
                   wanted->mnc == sim_number (sim_member (home, "MNC"));
}

/* Where the modem would be registered now if that took no time. */
static SimNetwork
find_target (SimModem *modem, const State *state)
{
    SimJson *domain = sim_selection_get (modem, "Service Domain Preference");
    SimNetwork target = { 0 };
    guint unused;

    if (!sim_power_is_online (modem))
        return target;
    choose_network (modem, &target);
    target.phase = SIM_NETWORK_SEARCHING;
    target.radio = state->no_coverage ? SIM_RADIO_NONE : choose_radio (modem);
    if (target.radio == SIM_RADIO_NONE)
        return target;
    if (sim_card_check_access (sim_card_get (modem)) != QMI_PROTOCOL_ERROR_NONE ||
        sim_facility_get_blocking (modem, &unused, &unused) >= 0) {
        target.phase = SIM_NETWORK_NONE;
        target.limited = TRUE;
    } else if (target.home || sim_scan_find (modem, target.mcc, target.mnc)) {
        SimJson *status = sim_member (sim_scan_find (modem, target.mcc, target.mnc), "Network Status");

        target.cause = state->cause > 0                         ? state->cause
                       : sim_number (status) & STATUS_FORBIDDEN ? CAUSE_PLMN_NOT_ALLOWED
                                                                : 0;
        target.phase = target.cause > 0 ? SIM_NETWORK_DENIED : SIM_NETWORK_REGISTERED;
        target.limited = target.cause > 0;
        target.attached = target.cause == 0 && !state->detached && (!domain || sim_number (domain) != DOMAIN_CS_ONLY);
    }
    return target;
}

static gboolean
on_found (gpointer user_data)
{
    SimModem *modem = user_data;
    State *state = get_state (modem);

    state->timer = 0;
    state->now = find_target (modem, state);
    sim_modem_settle (modem);
    return G_SOURCE_REMOVE;
}

static void
search (SimModem *modem, State *state, const SimNetwork *target)
{
    memset (&state->now, 0, sizeof (state->now));
    state->now.phase = SIM_NETWORK_SEARCHING;
    state->now.mcc = target->mcc;
    state->now.mnc = target->mnc;
    state->now.home = target->home;
    g_clear_handle_id (&state->timer, g_source_remove);
    state->timer = g_timeout_add (state->search_ms, on_found, modem);
}

static gboolean
is_same_cell (const SimNetwork *a, const SimNetwork *b)
{
    return a->phase == b->phase && a->radio == b->radio && a->mcc == b->mcc && a->mnc == b->mnc;
}

/* A way into a network takes the time of a search, the way out none. */
static void
follow (SimModem *modem, gpointer data)
{
    State *state = data;
    SimNetwork target = find_target (modem, state), before = state->reported;
    gboolean finds = target.phase == SIM_NETWORK_REGISTERED || target.phase == SIM_NETWORK_DENIED;

    if (finds && !is_same_cell (&state->now, &target)) {
        if (state->timer == 0)
            search (modem, state, &target);
    } else {
        g_clear_handle_id (&state->timer, g_source_remove);
        state->now = target;
    }
    if (memcmp (&before, &state->now, sizeof (before)) == 0)
        return;
    state->reported = state->now;
    sim_network_report (modem, &before, &state->now);
}

/* A modem that tells programs that it is there has found its network. */
static void
power_on (SimModem *modem, gpointer data)
{
    State *state = data;

    clear (modem, state);
    state->detached = FALSE;
    state->now = state->reported = find_target (modem, state);
}

/* requests */

void
sim_network_attach (SimModem *modem, gboolean attach)
{
    get_state (modem)->detached = !attach;
}

static QmiProtocolError
attach_detach (SimRequest *request)
{
    State *state = get_state (request->modem);
    SimJson *action = sim_member (request->tlvs, "Action");
    gint64 wanted = sim_number (action);

    if (!action)
        return QMI_PROTOCOL_ERROR_MISSING_ARGUMENT;
    if (wanted != ACTION_ATTACH && wanted != ACTION_DETACH)
        return QMI_PROTOCOL_ERROR_INVALID_PS_ATTACH_ACTION;
    if (state->detached == (wanted == ACTION_DETACH))
        return QMI_PROTOCOL_ERROR_NO_EFFECT;
    state->detached = wanted == ACTION_DETACH;
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
initiate_register (SimRequest *request)
{
    gint64 action = sim_number (sim_member (request->tlvs, "Action"));
    SimJson *network = sim_member (request->tlvs, "Manual Registration Info 3GPP");

    if (action == REGISTER_AUTOMATIC) {
        if (!sim_selection_get (request->modem, "Manual Network Selection"))
            return QMI_PROTOCOL_ERROR_NO_EFFECT;
        sim_selection_choose (request->modem, TRUE, 0, 0);
        return QMI_PROTOCOL_ERROR_NONE;
    }
    if (action != REGISTER_MANUAL)
        return QMI_PROTOCOL_ERROR_INVALID_REGISTER_ACTION;
    if (!network)
        return QMI_PROTOCOL_ERROR_MISSING_ARGUMENT;
    sim_selection_choose (request->modem, FALSE, (guint) sim_number (sim_member (network, "MCC")),
                          (guint) sim_number (sim_member (network, "MNC")));
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
force_search (SimRequest *request)
{
    State *state = get_state (request->modem);
    SimNetwork target = find_target (request->modem, state);

    if (!sim_power_is_online (request->modem))
        return QMI_PROTOCOL_ERROR_NO_RADIO;
    search (request->modem, state, &target);
    return QMI_PROTOCOL_ERROR_NONE;
}

/* The world around the modem. */
static gboolean
set (SimModem *modem, gpointer data, const gchar *name, SimJson *value, GError **error)
{
    State *state = data;

    if (g_str_equal (name, "coverage")) {
        if (!json_object_is_type (value, json_type_boolean))
            return sim_fail (error, "true or false is expected");
        state->no_coverage = !json_object_get_boolean (value);
        return TRUE;
    }
    if (!json_object_is_type (value, json_type_int) || sim_number (value) < 0 || sim_number (value) > G_MAXUINT8)
        return sim_fail (error, "a reject cause is expected, 1 to 255, or 0 for none");
    state->cause = (guint) sim_number (value);
    return TRUE;
}

static const SimHandler handlers[] = {
    { "Attach Detach", attach_detach },
    { "Initiate Network Register", initiate_register },
    { "Force Network Search", force_search },
    { NULL, NULL },
};

static const gchar *const settable[] = { "coverage", "reject-cause", NULL };

const SimBehaviour sim_behaviour_network = {
    .service = QMI_SERVICE_NAS,
    .handlers = handlers,
    .section = "network",
    .state_size = sizeof (State),
    .load = load,
    .power_on = power_on,
    .clear = clear,
    .follow = follow,
    .settable = settable,
    .set = set,
};
