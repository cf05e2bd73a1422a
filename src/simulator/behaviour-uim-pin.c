/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* PINs as the card service sees them: the same codes and counters that the device service has. */

#include "config.h"

#include "behaviours.h"
#include "sim-pin-request.h"

#define SET_PROTECTION "Set PIN Protection"

static const SimPinMembers members = { "/Info/PIN ID", "/Info/PIN Value", "/Info/PIN enabled" };

/* Counters, and the status words of the card: 63Cx are x tries left, 6983 is blocked. */
static void
add_tries (SimRequest *request, const SimPin *pin, guint left)
{
    SimJson *words = json_object_new_object ();

    sim_request_add (request, "Retries Remaining", sim_pin_new_tries (pin));
    json_object_object_add (words, "SW1", json_object_new_int (left > 0 ? 0x63 : 0x69));
    json_object_object_add (words, "SW2", json_object_new_int (left > 0 ? (gint) (0xC0 | MIN (left, 15)) : 0x83));
    if (g_str_equal (qmi_schema_text (request->unit, request->message->name), SET_PROTECTION))
        json_object_put (words);
    else
        sim_request_add (request, "Card Result", words);
}

static QmiProtocolError
operate (SimRequest *request, SimPinOperation operation)
{
    SimCard *card = sim_card_get (request->modem);
    QmiProtocolError result = sim_card_check_session (card, sim_member (request->tlvs, "Session"));
    SimPin *wrong;

    if (result != QMI_PROTOCOL_ERROR_NONE)
        return result;
    result = sim_pin_request (request, operation, &members, &wrong);
    if (wrong)
        add_tries (request, wrong, operation == SIM_PIN_UNBLOCK ? wrong->puk_tries : wrong->tries);
    return result;
}

SIM_PIN_DEFINE_HANDLERS (operate)

static const SimHandler handlers[] = {
    { SET_PROTECTION, protect_pin },
    { "Verify PIN", verify_pin },
    { "Unblock PIN", unblock_pin },
    { "Change PIN", change_pin },
    { NULL, NULL },
};

const SimBehaviour sim_behaviour_uim_pin = {
    .service = QMI_SERVICE_UIM,
    .handlers = handlers,
};
