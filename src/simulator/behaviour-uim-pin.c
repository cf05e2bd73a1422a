/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* PINs as the card service sees them: the same codes and counters that the device service has. */

#include "config.h"

#include "behaviours.h"
#include "sim-card.h"

/* Values of messages, which a build without the service has no enumerations for. */
enum { PIN1 = 1, PIN2 = 2 };

#define SET_PROTECTION "Set PIN Protection"

static const gchar *
get_text (SimRequest *request, const gchar *pointer)
{
    return sim_text (sim_at (request->tlvs, pointer));
}

static QmiProtocolError
verify (SimRequest *request, SimPin *pin)
{
    return sim_pin_verify (pin, get_text (request, "/Info/PIN Value"));
}

static QmiProtocolError
unblock (SimRequest *request, SimPin *pin)
{
    return sim_pin_unblock (pin, get_text (request, "/Info/PUK"), get_text (request, "/Info/New PIN"));
}

static QmiProtocolError
change (SimRequest *request, SimPin *pin)
{
    return sim_pin_change (pin, get_text (request, "/Info/Old PIN"), get_text (request, "/Info/New PIN"));
}

/* PIN2 is always demanded. */
static QmiProtocolError
protect (SimRequest *request, SimPin *pin)
{
    if (pin != &sim_card_get (request->modem)->pins[0])
        return QMI_PROTOCOL_ERROR_INVALID_PIN_ID;
    return sim_pin_protect (pin, sim_number (sim_at (request->tlvs, "/Info/PIN enabled")) != 0,
                            get_text (request, "/Info/PIN Value"));
}

/* Counters, and the status words of the card: 63Cx are x tries left, 6983 is blocked. */
static void
add_tries (SimRequest *request, const SimPin *pin, guint left)
{
    SimJson *tries = json_object_new_object (), *words = json_object_new_object ();

    json_object_object_add (tries, "Verify Retries Left", json_object_new_int ((gint) pin->tries));
    json_object_object_add (tries, "Unblock Retries Left", json_object_new_int ((gint) pin->puk_tries));
    sim_request_add (request, "Retries Remaining", tries);
    json_object_object_add (words, "SW1", json_object_new_int (left > 0 ? 0x63 : 0x69));
    json_object_object_add (words, "SW2", json_object_new_int (left > 0 ? (gint) (0xC0 | MIN (left, 15)) : 0x83));
    if (g_str_equal (qmi_schema_text (request->unit, request->message->name), SET_PROTECTION))
        json_object_put (words);
    else
        sim_request_add (request, "Card Result", words);
}

static QmiProtocolError
operate (SimRequest *request, QmiProtocolError (*operation) (SimRequest *request, SimPin *pin))
{
    SimCard *card = sim_card_get (request->modem);
    gint64 id = sim_number (sim_at (request->tlvs, "/Info/PIN ID"));
    QmiProtocolError result = sim_card_check_session (card, sim_member (request->tlvs, "Session"));
    SimPin *pin;

    if (result != QMI_PROTOCOL_ERROR_NONE)
        return result;
    if (id != PIN1 && id != PIN2)
        return QMI_PROTOCOL_ERROR_INVALID_PIN_ID;
    pin = &card->pins[id - PIN1];
    result = operation (request, pin);
    if (result == QMI_PROTOCOL_ERROR_INCORRECT_PIN || sim_pin_check_blocked (pin) != QMI_PROTOCOL_ERROR_NONE)
        add_tries (request, pin, operation == unblock ? pin->puk_tries : pin->tries);
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
