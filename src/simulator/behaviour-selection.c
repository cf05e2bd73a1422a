/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which networks, technologies and bands programs prefer: for good, or until the power goes. */

#include "config.h"

#include <string.h>

#include "behaviours.h"
#include "qmi-enums-dms.h"
#include "sim-network.h"

#define GET        "Get System Selection Preference"
#define MODE       "Mode Preference"
#define LTE_BANDS  "LTE Band Preference"
#define LTE_MASKS  "Extended LTE Band Preference"
#define ORDER      "Acquisition Order Preference"
#define SELECTION  "Network Selection Preference"
#define MANUAL     "Manual Network Selection"

enum { DOMAIN_LAST = 2, DOMAIN_ATTACH = 3, DOMAIN_DETACH = 4 };
enum { DURATION_POWER_CYCLE = 0 };

typedef struct {
    SimJson *able;      /* what the profile says: nothing beyond can be chosen */
    SimJson *permanent;
    SimJson *current;
} State;

static const gchar *const plain[] = {
    "Emergency mode", "CDMA PRL Preference", "Roaming Preference", "Service Domain Preference",
    "GSM WCDMA Acquisition Order Preference", "TD SCDMA Band Preference",
    "Network Selection Registration Restriction", "Usage Preference", "Voice Domain Preference",
};

/* One number, or several in a struct; none may have a bit that the modem is not able to have. */
static const gchar *const masks[] = {
    MODE, "Band Preference", LTE_BANDS, LTE_MASKS, "NR5G SA Band Preference", "NR5G NSA Band Preference",
};

static State *
get_state (SimModem *modem)
{
    return sim_modem_state (modem, &sim_behaviour_selection);
}

static void
clear (SimModem *modem, gpointer data)
{
    State *state = data;

    g_clear_pointer (&state->able, json_object_put);
    g_clear_pointer (&state->permanent, json_object_put);
    g_clear_pointer (&state->current, json_object_put);
}

static gboolean
load (SimModem *modem, gpointer data, SimJson *section, GError **error)
{
    State *state = data;

    clear (modem, state);
    state->able = sim_answers_get_all (modem->answers, QMI_SERVICE_NAS, GET);
    state->permanent = sim_copy (state->able);
    state->current = sim_copy (state->able);
    return TRUE;
}

static void
power_on (SimModem *modem, gpointer data)
{
    State *state = data;

    json_object_put (state->current);
    state->current = sim_copy (state->permanent);
}

SimJson *
sim_selection_get (SimModem *modem, const gchar *tlv)
{
    return sim_member (get_state (modem)->current, tlv);
}

/* checks */

static gboolean
is_struct (SimJson *value)
{
    return json_object_is_type (value, json_type_object) && !sim_member (value, "value");
}

static guint64
get_mask (SimJson *value)
{
    return (guint64) sim_number (value);
}

/* Whether no mask in @wanted has a bit that @able has not. */
static gboolean
is_within (SimJson *wanted, SimJson *able)
{
    if (!is_struct (wanted))
        return (get_mask (wanted) & ~get_mask (able)) == 0;
    json_object_object_foreach (wanted, name, value)
        if ((get_mask (value) & ~get_mask (sim_member (able, name))) != 0)
            return FALSE;
    return TRUE;
}

static QmiProtocolError
check (const State *state, SimJson *tlvs)
{
    SimJson *mode = sim_member (tlvs, MODE);
    gint64 domain = sim_number (sim_member (tlvs, "Service Domain Preference"));

    for (guint i = 0; i < G_N_ELEMENTS (masks); i++) {
        SimJson *wanted = sim_member (tlvs, masks[i]);

        if (wanted && !is_within (wanted, sim_member (state->able, masks[i])))
            return QMI_PROTOCOL_ERROR_INVALID_ARGUMENT;
    }
    if ((mode && get_mask (mode) == 0) || domain < 0 || domain > DOMAIN_DETACH)
        return QMI_PROTOCOL_ERROR_INVALID_ARGUMENT;
    if (sim_number (sim_at (tlvs, "/" SELECTION "/Mode")) > 1)
        return QMI_PROTOCOL_ERROR_INVALID_ARGUMENT;
    return QMI_PROTOCOL_ERROR_NONE;
}

/* writing */

static void
put (SimJson *target, const gchar *name, SimJson *value)
{
    json_object_object_add (target, name, value);
}

static void
put_selection (SimJson *target, gboolean manual, guint mcc, guint mnc, gboolean three_digits)
{
    SimJson *network;

    put (target, SELECTION, json_object_new_int (manual));
    json_object_object_del (target, MANUAL);
    if (!manual)
        return;
    network = json_object_new_object ();
    put (network, "MCC", json_object_new_int ((gint) mcc));
    put (network, "MNC", json_object_new_int ((gint) mnc));
    put (network, "Includes PCS Digit", json_object_new_boolean (three_digits));
    put (target, MANUAL, network);
}

static gboolean
has_number (SimJson *list, gint64 number)
{
    for (gsize i = 0; i < json_object_array_length (list); i++)
        if (sim_number (json_object_array_get_idx (list, i)) == number)
            return TRUE;
    return FALSE;
}

/* All technologies are in the order; those that the request left out come last. */
static void
put_order (SimJson *target, SimJson *wanted, SimJson *able)
{
    SimJson *order = json_object_new_array ();

    for (gsize i = 0; i < json_object_array_length (wanted); i++) {
        gint64 radio = sim_number (json_object_array_get_idx (wanted, i));

        if (has_number (able, radio) && !has_number (order, radio))
            json_object_array_add (order, json_object_new_int64 (radio));
    }
    for (gsize i = 0; i < json_object_array_length (able); i++) {
        gint64 radio = sim_number (json_object_array_get_idx (able, i));

        if (!has_number (order, radio))
            json_object_array_add (order, json_object_new_int64 (radio));
    }
    put (target, ORDER, order);
}

/* The short and the long mask of LTE bands say the same. */
static void
put_lte_bands (SimJson *target, SimJson *tlvs)
{
    SimJson *bands = sim_member (tlvs, LTE_BANDS), *longer = sim_member (tlvs, LTE_MASKS);
    SimJson *kept = sim_member (target, LTE_MASKS);

    if (longer)
        put (target, LTE_BANDS, sim_copy (sim_member (longer, "Mask Low")));
    else if (bands && kept)
        put (kept, "Mask Low", json_object_new_uint64 (get_mask (bands)));
}

static void
apply (const State *state, SimJson *target, SimJson *tlvs)
{
    SimJson *selection = sim_member (tlvs, SELECTION), *order = sim_member (tlvs, ORDER);
    SimJson *known = sim_member (state->able, ORDER);

    for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
        if (sim_member (tlvs, plain[i]) && (!g_str_equal (plain[i], "Service Domain Preference") ||
                                            sim_number (sim_member (tlvs, plain[i])) <= DOMAIN_LAST))
            put (target, plain[i], sim_copy (sim_member (tlvs, plain[i])));
    for (guint i = 0; i < G_N_ELEMENTS (masks); i++)
        if (sim_member (tlvs, masks[i]) && sim_member (state->able, masks[i]))
            put (target, masks[i], sim_copy (sim_member (tlvs, masks[i])));
    put_lte_bands (target, tlvs);
    if (order && known)
        put_order (target, order, known);
    if (selection)
        put_selection (target, sim_number (sim_member (selection, "Mode")) != 0,
                       (guint) sim_number (sim_member (selection, "MCC")),
                       (guint) sim_number (sim_member (selection, "MNC")),
                       sim_number (sim_member (tlvs, "MNC PCS Digit Include Status")) != 0);
}

static QmiProtocolError
set_preference (SimRequest *request)
{
    State *state = get_state (request->modem);
    SimJson *duration = sim_member (request->tlvs, "Change Duration");
    gint64 domain = sim_number (sim_member (request->tlvs, "Service Domain Preference"));
    QmiProtocolError result;

    if (!state->able)
        return QMI_PROTOCOL_ERROR_NOT_SUPPORTED;
    result = check (state, request->tlvs);
    if (result != QMI_PROTOCOL_ERROR_NONE)
        return result;
    apply (state, state->current, request->tlvs);
    if (!duration || sim_number (duration) != DURATION_POWER_CYCLE)
        apply (state, state->permanent, request->tlvs);
    if (domain > DOMAIN_LAST)
        sim_network_attach (request->modem, domain == DOMAIN_ATTACH);
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
get_preference (SimRequest *request)
{
    State *state = get_state (request->modem);

    if (!state->current)
        return QMI_PROTOCOL_ERROR_NOT_SUPPORTED;
    json_object_put (request->answer);
    request->answer = sim_copy (state->current);
    return QMI_PROTOCOL_ERROR_NONE;
}

void
sim_selection_choose (SimModem *modem, gboolean automatic, guint mcc, guint mnc)
{
    State *state = get_state (modem);

    if (!state->current)
        return;
    put_selection (state->current, !automatic, mcc, mnc, FALSE);
    put_selection (state->permanent, !automatic, mcc, mnc, FALSE);
}

/* the older way to say it */

enum {
    OLD_3GPP2 = 1 << 0,
    OLD_3GPP = 1 << 1,
    OLD_GSM = 1 << 2,
    OLD_WCDMA = 1 << 3,
    OLD_HDR = 1 << 4,
    OLD_LTE = 1 << 5
};

static const struct {
    guint old, radio;
} old_modes[] = {
    { OLD_GSM, QMI_DMS_RADIO_INTERFACE_GSM },
    { OLD_WCDMA, QMI_DMS_RADIO_INTERFACE_UMTS },
    { OLD_LTE, QMI_DMS_RADIO_INTERFACE_LTE },
};

/* 0 is the old word for everything that the modem can do. */
static gint
to_old (const State *state, SimJson *preference)
{
    guint64 mode = get_mask (sim_member (preference, MODE));
    gint old = 0;

    if (mode == get_mask (sim_member (state->able, MODE)))
        return 0;
    for (guint i = 0; i < G_N_ELEMENTS (old_modes); i++)
        if (mode & sim_network_get_mode (old_modes[i].radio))
            old |= (gint) old_modes[i].old | OLD_3GPP;
    return old;
}

static QmiProtocolError
get_technology (SimRequest *request)
{
    State *state = get_state (request->modem);
    gint current, permanent;
    SimJson *active;

    if (!state->able)
        return QMI_PROTOCOL_ERROR_NOT_SUPPORTED;
    current = to_old (state, state->current);
    permanent = to_old (state, state->permanent);
    active = json_object_new_object ();
    put (active, "Technology Preference", json_object_new_int (current));
    put (active, "Technology Preference Duration", json_object_new_int (current != permanent));
    sim_request_add (request, "Active", active);
    sim_request_add (request, "Persistent", json_object_new_int (permanent));
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
set_technology (SimRequest *request)
{
    State *state = get_state (request->modem);
    gint wanted = (gint) sim_number (sim_at (request->tlvs, "/Current/Technology Preference"));
    gboolean lasts = sim_number (sim_at (request->tlvs, "/Current/Technology Preference Duration")) == 0;
    guint64 able = get_mask (sim_member (state->able, MODE)), mode = wanted == 0 ? able : 0;

    if (!state->able)
        return QMI_PROTOCOL_ERROR_NOT_SUPPORTED;
    for (guint i = 0; i < G_N_ELEMENTS (old_modes); i++)
        if ((guint) wanted & old_modes[i].old)
            mode |= sim_network_get_mode (old_modes[i].radio);
    mode = mode == 0 && wanted == OLD_3GPP ? able : mode & able;
    if (mode == 0)
        return QMI_PROTOCOL_ERROR_INVALID_ARGUMENT;
    if (mode == get_mask (sim_member (state->current, MODE)) &&
        (!lasts || mode == get_mask (sim_member (state->permanent, MODE))))
        return QMI_PROTOCOL_ERROR_NO_EFFECT;
    put (state->current, MODE, json_object_new_int64 ((gint64) mode));
    if (lasts)
        put (state->permanent, MODE, json_object_new_int64 ((gint64) mode));
    return QMI_PROTOCOL_ERROR_NONE;
}

static const SimHandler handlers[] = {
    { GET, get_preference },
    { "Set System Selection Preference", set_preference },
    { "Get Technology Preference", get_technology },
    { "Set Technology Preference", set_technology },
    { NULL, NULL },
};

const SimBehaviour sim_behaviour_selection = {
    .service = QMI_SERVICE_NAS,
    .handlers = handlers,
    .state_size = sizeof (State),
    .load = load,
    .factory = TRUE,
    .power_on = power_on,
    .clear = clear,
};
