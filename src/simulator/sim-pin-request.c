/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Requests with PINs. */

#include "config.h"

#include "sim-pin-request.h"

static const gchar *
get_text (SimRequest *request, const gchar *pointer)
{
    return sim_text (sim_at (request->tlvs, pointer));
}

/* PIN2 is always demanded. */
static QmiProtocolError
protect (SimRequest *request, const SimPinMembers *members, SimPin *pin)
{
    if (pin != &sim_card_get (request->modem)->pins[0])
        return QMI_PROTOCOL_ERROR_INVALID_PIN_ID;
    return sim_pin_protect (pin, sim_number (sim_at (request->tlvs, members->enable)) != 0,
                            get_text (request, members->code));
}

static QmiProtocolError
operate (SimRequest *request, SimPinOperation operation, const SimPinMembers *members, SimPin *pin)
{
    switch (operation) {
    case SIM_PIN_VERIFY:
        return sim_pin_verify (pin, get_text (request, members->code));
    case SIM_PIN_UNBLOCK:
        return sim_pin_unblock (pin, get_text (request, "/Info/PUK"), get_text (request, "/Info/New PIN"));
    case SIM_PIN_CHANGE:
        return sim_pin_change (pin, get_text (request, "/Info/Old PIN"), get_text (request, "/Info/New PIN"));
    case SIM_PIN_PROTECT:
        return protect (request, members, pin);
    default:
        g_assert_not_reached ();
    }
}

QmiProtocolError
sim_pin_request (SimRequest *request, SimPinOperation operation, const SimPinMembers *members, SimPin **wrong)
{
    SimCard *card = sim_card_get (request->modem);
    gint64 id = sim_number (sim_at (request->tlvs, members->id));
    QmiProtocolError result;
    SimPin *pin;

    *wrong = NULL;
    if (id < 1 || id > (gint64) G_N_ELEMENTS (card->pins))
        return QMI_PROTOCOL_ERROR_INVALID_PIN_ID;
    pin = &card->pins[id - 1];
    result = operate (request, operation, members, pin);
    if (result == QMI_PROTOCOL_ERROR_INCORRECT_PIN || sim_pin_check_blocked (pin) != QMI_PROTOCOL_ERROR_NONE)
        *wrong = pin;
    return result;
}

SimJson *
sim_pin_new_tries (const SimPin *pin)
{
    SimJson *tries = json_object_new_object ();

    json_object_object_add (tries, "Verify Retries Left", json_object_new_int ((gint) pin->tries));
    json_object_object_add (tries, "Unblock Retries Left", json_object_new_int ((gint) pin->puk_tries));
    return tries;
}
