/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The SIM card as the device management service sees it: PIN1, PIN2, their unblocking codes, state of the card. */

#include "config.h"

#include <string.h>

#include "behaviours.h"
#include "qmi-enums-dms.h"
#include "sim-pin-request.h"
#include "sim-settings.h"

#define MOST_TRIES 255
#define MOST_SLOTS 5

typedef struct {
    SimCard card;
    SimCard reported; /* what clients know of */
} State;

#define PIN_SETTING(name, kind, field, min, max) { name, kind, G_STRUCT_OFFSET (SimPin, field), min, max, NULL }

static const SimSetting pin_settings[] = {
    PIN_SETTING ("code", SIM_SETTING_DIGITS, code, SIM_PIN_SHORTEST, SIM_PIN_LONGEST),
    PIN_SETTING ("puk", SIM_SETTING_DIGITS, puk, SIM_PUK_LENGTH, SIM_PUK_LENGTH),
    PIN_SETTING ("enabled", SIM_SETTING_SWITCH, enabled, 0, 0),
    PIN_SETTING ("tries", SIM_SETTING_NUMBER, max_tries, 1, MOST_TRIES),
    PIN_SETTING ("puk-tries", SIM_SETTING_NUMBER, max_puk_tries, 1, MOST_TRIES),
    { 0 },
};

static const gchar *const presence[] = { "present", "absent", NULL };

static const SimSetting settings[] = {
    { "card", SIM_SETTING_CHOICE, G_STRUCT_OFFSET (SimCard, absent), 0, 0, presence },
    { "slots", SIM_SETTING_NUMBER, G_STRUCT_OFFSET (SimCard, n_slots), 1, MOST_SLOTS, NULL },
    { "eid", SIM_SETTING_DIGITS, G_STRUCT_OFFSET (SimCard, eid), 0, SIM_EID_LENGTH, NULL },
    { "pin1", SIM_SETTING_SECTION, G_STRUCT_OFFSET (SimCard, pins[0]), 0, 0, pin_settings },
    { "pin2", SIM_SETTING_SECTION, G_STRUCT_OFFSET (SimCard, pins[1]), 0, 0, pin_settings },
    { 0 },
};

static State *
get_state (SimModem *modem)
{
    return sim_modem_state (modem, &sim_behaviour_sim);
}

SimCard *
sim_card_get (SimModem *modem)
{
    return &get_state (modem)->card;
}

static gboolean
load (SimModem *modem, gpointer data, SimJson *section, GError **error)
{
    SimCard *card = &((State *) data)->card;

    card->n_slots = card->slot = 1;
    for (guint i = 0; i < G_N_ELEMENTS (card->pins); i++) {
        SimPin *pin = &card->pins[i];

        strcpy (pin->code, "1234");
        strcpy (pin->puk, "12345678");
        pin->enabled = i == 1;
        pin->max_tries = 3;
        pin->max_puk_tries = 10;
    }
    if (!sim_settings_read (section, settings, card, error))
        return FALSE;
    if (strlen (card->eid) % SIM_EID_LENGTH != 0)
        return sim_fail (error, "eid: %d digits are expected", SIM_EID_LENGTH);
    for (guint i = 0; i < G_N_ELEMENTS (card->pins); i++)
        sim_pin_refill (&card->pins[i]);
    return TRUE;
}

static void
power_on (SimModem *modem, gpointer data)
{
    State *state = data;

    state->card.unpowered = FALSE;
    sim_card_start (&state->card);
    state->reported = state->card;
}

/* reports */

static SimJson *
new_status (const SimPin *pin)
{
    SimJson *status = sim_pin_new_tries (pin);

    json_object_object_add (status, "Current Status", json_object_new_int ((gint) pin->status));
    return status;
}

static gboolean
has_changed (const SimPin *before, const SimPin *after)
{
    return before->status != after->status || before->tries != after->tries || before->puk_tries != after->puk_tries;
}

static void
follow (SimModem *modem, gpointer data)
{
    State *state = data;
    const SimCard *before = &state->reported, *after = &state->card;

    for (guint i = 0; i < G_N_ELEMENTS (after->pins); i++)
        if (has_changed (&before->pins[i], &after->pins[i]))
            sim_events_report (modem, "PIN State Reporting", i == 0 ? "PIN1 Status" : "PIN2 Status",
                               new_status (&after->pins[i]));
    if (sim_card_get_state (before) != sim_card_get_state (after))
        sim_events_report (modem, "UIM State Reporting", "UIM State",
                           json_object_new_int ((gint) sim_card_get_state (after)));
    state->reported = state->card;
}

/* codes */

static const SimPinMembers members = { "/Info/Pin ID", "/Info/PIN", "/Info/Protection Enabled" };

static QmiProtocolError
operate (SimRequest *request, SimPinOperation operation)
{
    QmiProtocolError result;
    SimPin *wrong;

    if (!sim_card_is_there (sim_card_get (request->modem)))
        return QMI_PROTOCOL_ERROR_UIM_UNINITIALIZED;
    result = sim_pin_request (request, operation, &members, &wrong);
    if (wrong)
        sim_request_add (request, "Pin Retries Status", sim_pin_new_tries (wrong));
    return result;
}

SIM_PIN_DEFINE_HANDLERS (operate)

/* reading */

static QmiProtocolError
get_pin_status (SimRequest *request)
{
    SimCard *card = sim_card_get (request->modem);

    if (!sim_card_is_there (card))
        return QMI_PROTOCOL_ERROR_UIM_UNINITIALIZED;
    sim_request_add (request, "PIN1 Status", new_status (&card->pins[0]));
    sim_request_add (request, "PIN2 Status", new_status (&card->pins[1]));
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
get_uim_state_value (SimRequest *request)
{
    sim_request_add (request, "State", json_object_new_int ((gint) sim_card_get_state (sim_card_get (request->modem))));
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
get_iccid (SimRequest *request)
{
    return sim_card_is_there (sim_card_get (request->modem)) ? sim_request_use_profile (request)
                                                             : QMI_PROTOCOL_ERROR_UIM_UNINITIALIZED;
}

/* The card tells who the subscriber is only when PIN1 was given. */
static QmiProtocolError
get_imsi (SimRequest *request)
{
    QmiProtocolError result = sim_card_check_access (sim_card_get (request->modem));

    return result == QMI_PROTOCOL_ERROR_NONE ? sim_request_use_profile (request) : result;
}

/* Somebody pulls the card out or puts it in. */
static gboolean
set (SimModem *modem, gpointer data, const gchar *name, SimJson *value, GError **error)
{
    SimCard *card = &((State *) data)->card;
    gboolean was_absent = card->absent;
    g_autoptr (SimJson) section = json_object_new_object ();

    json_object_object_add (section, "card", json_object_get (value));
    if (!sim_settings_read (section, settings, card, error))
        return FALSE;
    if (card->absent != was_absent)
        sim_card_start (card);
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
    .follow = follow,
    .settable = settable,
    .set = set,
};
