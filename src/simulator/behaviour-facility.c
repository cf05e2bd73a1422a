/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Network locks of the device, which tie it to the SIM cards of its seller, and their keys. */

#include "config.h"

#include "behaviours.h"
#include "qmi-enums-dms.h"
#include "sim-settings.h"

#define N_FACILITIES 5
#define LONGEST_KEY  16
#define MOST_TRIES   255

typedef struct {
    gchar    key[LONGEST_KEY + 1], unblock_key[LONGEST_KEY + 1]; /* empty: no key is right */
    guint    state;                                              /* QmiDmsUimFacilityState */
    gboolean blocking;
    guint    max_tries, max_unblock_tries;

    guint    tries, unblock_tries;                               /* that are left */
} Facility;

typedef struct {
    Facility facilities[N_FACILITIES];
} State;

#define FACILITY_SETTING(name, kind, field, min, max, inside) \
    { name, kind, G_STRUCT_OFFSET (Facility, field), min, max, inside }
#define SECTION(name, number) \
    { name, SIM_SETTING_SECTION, G_STRUCT_OFFSET (State, facilities[number]), 0, 0, facility_settings }

static const gchar *const facility_states[] = { "deactivated", "activated", NULL };

static const SimSetting facility_settings[] = {
    FACILITY_SETTING ("state", SIM_SETTING_CHOICE, state, 0, 0, facility_states),
    FACILITY_SETTING ("key", SIM_SETTING_DIGITS, key, 0, LONGEST_KEY, NULL),
    FACILITY_SETTING ("unblock-key", SIM_SETTING_DIGITS, unblock_key, 0, LONGEST_KEY, NULL),
    FACILITY_SETTING ("tries", SIM_SETTING_NUMBER, max_tries, 1, MOST_TRIES, NULL),
    FACILITY_SETTING ("unblock-tries", SIM_SETTING_NUMBER, max_unblock_tries, 1, MOST_TRIES, NULL),
    FACILITY_SETTING ("blocking", SIM_SETTING_SWITCH, blocking, 0, 0, NULL),
    { 0 },
};

static const SimSetting settings[] = {
    SECTION ("pn", QMI_DMS_UIM_FACILITY_PN), SECTION ("pu", QMI_DMS_UIM_FACILITY_PU),
    SECTION ("pp", QMI_DMS_UIM_FACILITY_PP), SECTION ("pc", QMI_DMS_UIM_FACILITY_PC),
    SECTION ("pf", QMI_DMS_UIM_FACILITY_PF), { 0 },
};

static gboolean
load (SimModem *modem, gpointer data, SimJson *section, GError **error)
{
    State *state = data;

    for (guint i = 0; i < N_FACILITIES; i++)
        state->facilities[i].max_tries = state->facilities[i].max_unblock_tries = 10;
    if (!sim_settings_read (section, settings, state, error))
        return FALSE;
    for (guint i = 0; i < N_FACILITIES; i++) {
        state->facilities[i].tries = state->facilities[i].max_tries;
        state->facilities[i].unblock_tries = state->facilities[i].max_unblock_tries;
    }
    return TRUE;
}

/* The facility that the request is about, %NULL if there is no such one. */
static Facility *
get_facility (SimRequest *request, const gchar *pointer)
{
    State *state = sim_modem_state (request->modem, &sim_behaviour_facility);
    gint64 number = sim_number (sim_at (request->tlvs, pointer));

    return number >= 0 && number < N_FACILITIES ? &state->facilities[number] : NULL;
}

static QmiProtocolError
get_ck_status (SimRequest *request)
{
    Facility *facility = get_facility (request, "/Facility");
    SimJson *status;

    if (!facility)
        return QMI_PROTOCOL_ERROR_INVALID_ARGUMENT;
    status = json_object_new_object ();
    json_object_object_add (status, "Facility State", json_object_new_int ((gint) facility->state));
    json_object_object_add (status, "Verify Retries Left", json_object_new_int ((gint) facility->tries));
    json_object_object_add (status, "Unblock Retries Left", json_object_new_int ((gint) facility->unblock_tries));
    sim_request_add (request, "CK Status", status);
    if (facility->state != QMI_DMS_UIM_FACILITY_STATE_DEACTIVATED)
        sim_request_add (request, "Operation Blocking Facility", json_object_new_boolean (facility->blocking));
    return QMI_PROTOCOL_ERROR_NONE;
}

/* A wrong key costs one of the tries; none left is another error. */
static QmiProtocolError
try_key (const gchar *key, const gchar *given, guint *tries, guint max_tries, QmiProtocolError none_left)
{
    if (*tries == 0)
        return none_left;
    if (*key && g_str_equal (key, given)) {
        *tries = max_tries;
        return QMI_PROTOCOL_ERROR_NONE;
    }
    (*tries)--;
    return *tries == 0 ? none_left : QMI_PROTOCOL_ERROR_INCORRECT_PIN;
}

static QmiProtocolError
change_facility (Facility *facility, guint wanted, const gchar *key)
{
    QmiProtocolError result =
        try_key (facility->key, key, &facility->tries, facility->max_tries, QMI_PROTOCOL_ERROR_PIN_BLOCKED);

    if (result == QMI_PROTOCOL_ERROR_NONE)
        facility->state = wanted;
    else if (facility->tries == 0)
        facility->state = QMI_DMS_UIM_FACILITY_STATE_BLOCKED;
    return result;
}

static QmiProtocolError
unblock_facility (Facility *facility, const gchar *key)
{
    QmiProtocolError result = try_key (facility->unblock_key, key, &facility->unblock_tries,
                                       facility->max_unblock_tries, QMI_PROTOCOL_ERROR_PIN_ALWAYS_BLOCKED);

    if (result == QMI_PROTOCOL_ERROR_NONE && facility->state == QMI_DMS_UIM_FACILITY_STATE_BLOCKED) {
        facility->state = QMI_DMS_UIM_FACILITY_STATE_ACTIVATED;
        facility->tries = facility->max_tries;
    }
    return result;
}

/* Says how many tries are left if this request has used one up. */
static void
add_tries (SimRequest *request, const gchar *tlv, guint before, guint after)
{
    if (after < before)
        sim_request_add (request, tlv, json_object_new_int ((gint) after));
}

static QmiProtocolError
set_ck_protection (SimRequest *request)
{
    Facility *facility = get_facility (request, "/Facility/Facility");
    gint64 wanted = sim_number (sim_at (request->tlvs, "/Facility/Facility State"));
    guint before = facility ? facility->tries : 0;
    QmiProtocolError result;

    if (!facility ||
        (wanted != QMI_DMS_UIM_FACILITY_STATE_DEACTIVATED && wanted != QMI_DMS_UIM_FACILITY_STATE_ACTIVATED))
        return QMI_PROTOCOL_ERROR_INVALID_ARGUMENT;
    result = change_facility (facility, (guint) wanted,
                              sim_text (sim_at (request->tlvs, "/Facility/Facility Depersonalization Control Key")));
    add_tries (request, "Verify Retries Left", before, facility->tries);
    return result;
}

static QmiProtocolError
unblock_ck (SimRequest *request)
{
    Facility *facility = get_facility (request, "/Facility/Facility");
    guint before = facility ? facility->unblock_tries : 0;
    QmiProtocolError result;

    if (!facility)
        return QMI_PROTOCOL_ERROR_INVALID_ARGUMENT;
    result = unblock_facility (facility, sim_text (sim_at (request->tlvs, "/Facility/Facility Control Key")));
    add_tries (request, "Unblock Retries Left", before, facility->unblock_tries);
    return result;
}

/* for others */

gint
sim_facility_get_blocking (SimModem *modem, guint *tries, guint *unblock_tries)
{
    State *state = sim_modem_state (modem, &sim_behaviour_facility);

    for (gint i = 0; i < N_FACILITIES; i++) {
        const Facility *facility = &state->facilities[i];

        if (!facility->blocking || facility->state == QMI_DMS_UIM_FACILITY_STATE_DEACTIVATED)
            continue;
        *tries = facility->tries;
        *unblock_tries = facility->unblock_tries;
        return i;
    }
    return -1;
}

SimJson *
sim_facility_list (SimModem *modem)
{
    State *state = sim_modem_state (modem, &sim_behaviour_facility);
    SimJson *list = json_object_new_array ();

    for (gint i = 0; i < N_FACILITIES; i++) {
        const Facility *facility = &state->facilities[i];
        SimJson *entry;

        if (facility->state == QMI_DMS_UIM_FACILITY_STATE_DEACTIVATED)
            continue;
        entry = json_object_new_object ();
        json_object_object_add (entry, "Feature", json_object_new_int (i));
        json_object_object_add (entry, "Verify Left", json_object_new_int ((gint) facility->tries));
        json_object_object_add (entry, "Unblock Left", json_object_new_int ((gint) facility->unblock_tries));
        json_object_array_add (list, entry);
    }
    return list;
}

QmiProtocolError
sim_facility_open (SimModem *modem, guint number, gboolean unblock, const gchar *key, guint *tries,
                   guint *unblock_tries)
{
    State *state = sim_modem_state (modem, &sim_behaviour_facility);
    Facility *facility = number < N_FACILITIES ? &state->facilities[number] : NULL;
    QmiProtocolError result;

    if (!facility)
        return QMI_PROTOCOL_ERROR_INVALID_ARGUMENT;
    if (!unblock && facility->state == QMI_DMS_UIM_FACILITY_STATE_DEACTIVATED)
        return QMI_PROTOCOL_ERROR_NO_EFFECT;
    result = unblock ? unblock_facility (facility, key)
                     : change_facility (facility, QMI_DMS_UIM_FACILITY_STATE_DEACTIVATED, key);
    *tries = facility->tries;
    *unblock_tries = facility->unblock_tries;
    return result;
}

static const SimHandler handlers[] = {
    { "UIM Get CK Status", get_ck_status },
    { "UIM Set CK Protection", set_ck_protection },
    { "UIM Unblock CK", unblock_ck },
    { NULL, NULL },
};

const SimBehaviour sim_behaviour_facility = {
    .service = QMI_SERVICE_DMS,
    .handlers = handlers,
    .section = "facilities",
    .state_size = sizeof (State),
    .load = load,
};
