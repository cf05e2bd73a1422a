/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The SIM card as the device management service sees it: PIN1, PIN2, their unblocking codes, state of the card. */

#include "config.h"

#include <string.h>

#include "behaviours.h"
#include "qmi-enums-dms.h"
#include "sim-settings.h"

#define SHORTEST_PIN 4
#define LONGEST_PIN  8
#define PUK_LENGTH   8
#define MOST_TRIES   255

typedef struct {
    gchar    code[LONGEST_PIN + 1];
    gchar    puk[PUK_LENGTH + 1];
    gboolean enabled;
    guint    max_tries, max_puk_tries;

    guint    tries, puk_tries;  /* that are left */
    guint    status;            /* QmiDmsUimPinStatus since the card was started */
} Pin;

typedef struct {
    gboolean absent;
    Pin      pins[2];
} State;

#define PIN_SETTING(name, kind, field, min, max) { name, kind, G_STRUCT_OFFSET (Pin, field), min, max, NULL }

static const SimSetting pin_settings[] = {
    PIN_SETTING ("code", SIM_SETTING_DIGITS, code, SHORTEST_PIN, LONGEST_PIN),
    PIN_SETTING ("puk", SIM_SETTING_DIGITS, puk, PUK_LENGTH, PUK_LENGTH),
    PIN_SETTING ("enabled", SIM_SETTING_SWITCH, enabled, 0, 0),
    PIN_SETTING ("tries", SIM_SETTING_NUMBER, max_tries, 1, MOST_TRIES),
    PIN_SETTING ("puk-tries", SIM_SETTING_NUMBER, max_puk_tries, 1, MOST_TRIES),
    { 0 },
};

static const gchar *const presence[] = { "present", "absent", NULL };

static const SimSetting settings[] = {
    { "card", SIM_SETTING_CHOICE, G_STRUCT_OFFSET (State, absent), 0, 0, presence },
    { "pin1", SIM_SETTING_SECTION, G_STRUCT_OFFSET (State, pins[0]), 0, 0, pin_settings },
    { "pin2", SIM_SETTING_SECTION, G_STRUCT_OFFSET (State, pins[1]), 0, 0, pin_settings },
    { 0 },
};

static State *
get_state (SimModem *modem)
{
    return sim_modem_state (modem, &sim_behaviour_sim);
}

static gboolean
load (SimModem *modem, gpointer data, SimJson *section, GError **error)
{
    State *state = data;

    for (guint i = 0; i < G_N_ELEMENTS (state->pins); i++) {
        Pin *pin = &state->pins[i];

        strcpy (pin->code, "1234");
        strcpy (pin->puk, "12345678");
        pin->enabled = i == 1;
        pin->max_tries = 3;
        pin->max_puk_tries = 10;
    }
    if (!sim_settings_read (section, settings, state, error))
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS (state->pins); i++) {
        state->pins[i].tries = state->pins[i].max_tries;
        state->pins[i].puk_tries = state->pins[i].max_puk_tries;
    }
    return TRUE;
}

/* Status as long as no right code was given. */
static QmiDmsUimPinStatus
get_status (const Pin *pin)
{
    if (pin->puk_tries == 0)
        return QMI_DMS_UIM_PIN_STATUS_PERMANENTLY_BLOCKED;
    if (pin->tries == 0)
        return QMI_DMS_UIM_PIN_STATUS_BLOCKED;
    return pin->enabled ? QMI_DMS_UIM_PIN_STATUS_ENABLED_NOT_VERIFIED : QMI_DMS_UIM_PIN_STATUS_DISABLED;
}

/* Without its power a card forgets that the code was given; counters and blocks stay. */
static void
power_on (SimModem *modem, gpointer data)
{
    State *state = data;

    for (guint i = 0; i < G_N_ELEMENTS (state->pins); i++)
        state->pins[i].status = get_status (&state->pins[i]);
}

/* reports */

static guint
get_uim_state (const State *state)
{
    if (state->absent)
        return QMI_DMS_UIM_STATE_NOT_PRESENT;
    switch (state->pins[0].status) {
    case QMI_DMS_UIM_PIN_STATUS_ENABLED_NOT_VERIFIED:
    case QMI_DMS_UIM_PIN_STATUS_BLOCKED:
    case QMI_DMS_UIM_PIN_STATUS_PERMANENTLY_BLOCKED:
        return QMI_DMS_UIM_STATE_LOCKED_OR_FAILED;
    default:
        return QMI_DMS_UIM_STATE_INITIALIZATION_COMPLETED;
    }
}

static SimJson *
new_tries (const Pin *pin)
{
    SimJson *tries = json_object_new_object ();

    json_object_object_add (tries, "Verify Retries Left", json_object_new_int ((gint) pin->tries));
    json_object_object_add (tries, "Unblock Retries Left", json_object_new_int ((gint) pin->puk_tries));
    return tries;
}

static SimJson *
new_status (const Pin *pin)
{
    SimJson *status = new_tries (pin);

    json_object_object_add (status, "Current Status", json_object_new_int ((gint) pin->status));
    return status;
}

static gboolean
has_changed (const Pin *before, const Pin *after)
{
    return before->status != after->status || before->tries != after->tries || before->puk_tries != after->puk_tries;
}

static void
report_changes (SimModem *modem, const State *before, const State *after)
{
    for (guint i = 0; i < G_N_ELEMENTS (after->pins); i++)
        if (has_changed (&before->pins[i], &after->pins[i]))
            sim_events_report (modem, "PIN State Reporting", i == 0 ? "PIN1 Status" : "PIN2 Status",
                               new_status (&after->pins[i]));
    if (get_uim_state (before) != get_uim_state (after))
        sim_events_report (modem, "UIM State Reporting", "UIM State",
                           json_object_new_int ((gint) get_uim_state (after)));
}

/* codes */

static gboolean
is_pin (const gchar *code)
{
    gsize length = strlen (code);

    return length >= SHORTEST_PIN && length <= LONGEST_PIN && strspn (code, "0123456789") == length;
}

static QmiProtocolError
check_blocked (const Pin *pin)
{
    if (pin->puk_tries == 0)
        return QMI_PROTOCOL_ERROR_PIN_ALWAYS_BLOCKED;
    return pin->tries == 0 ? QMI_PROTOCOL_ERROR_PIN_BLOCKED : QMI_PROTOCOL_ERROR_NONE;
}

/* Whether the card asks for the code, or does not, as @enabled says. One that is blocked does neither. */
static gboolean
is_enabled (const Pin *pin, gboolean enabled)
{
    return pin->enabled == enabled && check_blocked (pin) == QMI_PROTOCOL_ERROR_NONE;
}

/* A wrong code costs one of @tries; whoever uses up the last one is told that the PIN is blocked. */
static QmiProtocolError
try_code (Pin *pin, const gchar *right, const gchar *code, guint *tries, guint max_tries)
{
    if (g_str_equal (right, code)) {
        *tries = max_tries;
        return QMI_PROTOCOL_ERROR_NONE;
    }
    if (--*tries > 0)
        return QMI_PROTOCOL_ERROR_INCORRECT_PIN;
    pin->status = get_status (pin);
    return check_blocked (pin);
}

/* A right code leads to @status. */
static QmiProtocolError
check_code (Pin *pin, const gchar *code, QmiDmsUimPinStatus status)
{
    QmiProtocolError result = check_blocked (pin);

    if (result == QMI_PROTOCOL_ERROR_NONE)
        result = try_code (pin, pin->code, code, &pin->tries, pin->max_tries);
    if (result == QMI_PROTOCOL_ERROR_NONE)
        pin->status = status;
    return result;
}

static const gchar *
get_text (SimRequest *request, const gchar *pointer)
{
    return sim_text (sim_at (request->tlvs, pointer));
}

static QmiProtocolError
verify (SimRequest *request, Pin *pin)
{
    if (is_enabled (pin, FALSE))
        return QMI_PROTOCOL_ERROR_NO_EFFECT;
    return check_code (pin, get_text (request, "/Info/PIN"), QMI_DMS_UIM_PIN_STATUS_ENABLED_VERIFIED);
}

static QmiProtocolError
unblock (SimRequest *request, Pin *pin)
{
    const gchar *code = get_text (request, "/Info/New PIN");
    QmiProtocolError result;

    if (!is_pin (code))
        return QMI_PROTOCOL_ERROR_INVALID_ARGUMENT;
    if (pin->puk_tries == 0)
        return QMI_PROTOCOL_ERROR_PIN_ALWAYS_BLOCKED;
    result = try_code (pin, pin->puk, get_text (request, "/Info/PUK"), &pin->puk_tries, pin->max_puk_tries);
    if (result == QMI_PROTOCOL_ERROR_NONE) {
        strcpy (pin->code, code);
        pin->tries = pin->max_tries;
        pin->enabled = TRUE;
        pin->status = QMI_DMS_UIM_PIN_STATUS_UNBLOCKED;
    }
    return result;
}

static QmiProtocolError
change (SimRequest *request, Pin *pin)
{
    const gchar *code = get_text (request, "/Info/New PIN");
    QmiProtocolError result;

    if (is_enabled (pin, FALSE))
        return QMI_PROTOCOL_ERROR_INVALID_OPERATION;
    if (!is_pin (code))
        return QMI_PROTOCOL_ERROR_INVALID_ARGUMENT;
    result = check_code (pin, get_text (request, "/Info/Old PIN"), QMI_DMS_UIM_PIN_STATUS_CHANGED);
    if (result == QMI_PROTOCOL_ERROR_NONE)
        strcpy (pin->code, code);
    return result;
}

/* PIN2 is always demanded. */
static QmiProtocolError
protect (SimRequest *request, Pin *pin)
{
    gboolean enable = sim_number (sim_at (request->tlvs, "/Info/Protection Enabled")) != 0;
    QmiProtocolError result;

    if (pin != &get_state (request->modem)->pins[0])
        return QMI_PROTOCOL_ERROR_INVALID_PIN_ID;
    if (is_enabled (pin, enable))
        return QMI_PROTOCOL_ERROR_NO_EFFECT;
    result = check_code (pin, get_text (request, "/Info/PIN"),
                         enable ? QMI_DMS_UIM_PIN_STATUS_ENABLED_VERIFIED : QMI_DMS_UIM_PIN_STATUS_DISABLED);
    if (result == QMI_PROTOCOL_ERROR_NONE)
        pin->enabled = enable;
    return result;
}

/* What all four have in common: which PIN, tries left after a wrong code, reports. */
static QmiProtocolError
operate (SimRequest *request, QmiProtocolError (*operation) (SimRequest *request, Pin *pin))
{
    State *state = get_state (request->modem), before = *state;
    gint64 id = sim_number (sim_at (request->tlvs, "/Info/Pin ID"));
    QmiProtocolError result;
    Pin *pin;

    if (state->absent)
        return QMI_PROTOCOL_ERROR_UIM_UNINITIALIZED;
    if (id != QMI_DMS_UIM_PIN_ID_PIN && id != QMI_DMS_UIM_PIN_ID_PIN2)
        return QMI_PROTOCOL_ERROR_INVALID_PIN_ID;
    pin = &state->pins[id - QMI_DMS_UIM_PIN_ID_PIN];
    result = operation (request, pin);
    if (result == QMI_PROTOCOL_ERROR_INCORRECT_PIN || check_blocked (pin) != QMI_PROTOCOL_ERROR_NONE)
        sim_request_add (request, "Pin Retries Status", new_tries (pin));
    report_changes (request->modem, &before, state);
    return result;
}

#define DEFINE_PIN_HANDLER(operation)        \
    static QmiProtocolError                  \
    operation##_pin (SimRequest *request)    \
    {                                        \
        return operate (request, operation); \
    }

DEFINE_PIN_HANDLER (verify)
DEFINE_PIN_HANDLER (unblock)
DEFINE_PIN_HANDLER (change)
DEFINE_PIN_HANDLER (protect)

/* reading */

static QmiProtocolError
get_pin_status (SimRequest *request)
{
    State *state = get_state (request->modem);

    if (state->absent)
        return QMI_PROTOCOL_ERROR_UIM_UNINITIALIZED;
    sim_request_add (request, "PIN1 Status", new_status (&state->pins[0]));
    sim_request_add (request, "PIN2 Status", new_status (&state->pins[1]));
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
get_uim_state_value (SimRequest *request)
{
    sim_request_add (request, "State", json_object_new_int ((gint) get_uim_state (get_state (request->modem))));
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
get_iccid (SimRequest *request)
{
    return get_state (request->modem)->absent ? QMI_PROTOCOL_ERROR_UIM_UNINITIALIZED
                                              : sim_request_use_profile (request);
}

/* The card tells who the subscriber is only when PIN1 was given. */
static QmiProtocolError
get_imsi (SimRequest *request)
{
    State *state = get_state (request->modem);

    if (get_uim_state (state) != QMI_DMS_UIM_STATE_LOCKED_OR_FAILED)
        return get_iccid (request);
    return check_blocked (&state->pins[0]) == QMI_PROTOCOL_ERROR_NONE ? QMI_PROTOCOL_ERROR_PIN_RESTRICTION
                                                                      : QMI_PROTOCOL_ERROR_PUK_RESTRICTION;
}

/* Somebody pulls the card out or puts it in. */
static gboolean
set (SimModem *modem, gpointer data, const gchar *name, SimJson *value, GError **error)
{
    State *state = data, before = *state;
    g_autoptr (SimJson) section = json_object_new_object ();

    json_object_object_add (section, "card", json_object_get (value));
    if (!sim_settings_read (section, settings, state, error))
        return FALSE;
    if (state->absent != before.absent)
        power_on (modem, state);
    report_changes (modem, &before, state);
    return TRUE;
}

static const SimHandler handlers[] = {
    { "UIM Set PIN Protection", protect_pin },
    { "UIM Verify PIN", verify_pin },
    { "UIM Unblock PIN", unblock_pin },
    { "UIM Change PIN", change_pin },
    { "UIM Get PIN Status", get_pin_status },
    { "UIM Get State", get_uim_state_value },
    { "UIM Get ICCID", get_iccid },
    { "UIM Get IMSI", get_imsi },
    { NULL, NULL },
};

static const gchar *const settable[] = { "card", NULL };

const SimBehaviour sim_behaviour_sim = {
    .service = QMI_SERVICE_DMS,
    .handlers = handlers,
    .section = "sim",
    .state_size = sizeof (State),
    .load = load,
    .power_on = power_on,
    .settable = settable,
    .set = set,
};
