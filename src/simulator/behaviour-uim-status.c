/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* State of card, applications and slots, who hears of it, and what switches them on and off. */

#include "config.h"

#include "behaviours.h"
#include "qmi-enums-dms.h"
#include "sim-card.h"
#include "sim-files.h"

#define CARD_STATUS "Card Status"
#define MASK        "Event Registration Mask"
#define REGISTER    "Register Events"

/* Values of messages, which a build without the service has no enumerations for. */
enum { WANTS_CARDS = 1 << 0, WANTS_LONGER_CARDS = 1 << 2, WANTS_SLOTS = 1 << 4 };
enum { CARD_ABSENT, CARD_PRESENT, CARD_ERROR };
enum { ERROR_UNKNOWN, ERROR_POWER_DOWN };
enum { APP_DETECTED = 1, APP_PIN = 2, APP_PUK = 3, APP_PERSONALIZATION = 4, APP_PIN_BLOCKED = 5, APP_READY = 7 };
enum { PERSONALIZATION_READY = 2, PERSONALIZATION_CODE = 3 };
enum { PIN_VERIFIED = 2, PIN_LAST = 5 };
enum { SLOT_ABSENT = 1, SLOT_PRESENT = 2 };
enum { SESSION_GW_PRIMARY = 0 };
enum { GETS_AUTOMATIC = 1 << 0, GETS_PERSONALIZATION = 1 << 1, GETS_HALT = 1 << 2 };

#define NO_APPLICATION 0xFFFF
#define LAST_FEATURE   4

typedef struct {
    gchar *cards, *slots; /* what clients know of */
} State;

static void
clear (SimModem *modem, gpointer data)
{
    State *state = data;

    g_clear_pointer (&state->cards, g_free);
    g_clear_pointer (&state->slots, g_free);
}

static void
put_number (SimJson *object, const gchar *name, gint64 number)
{
    json_object_object_add (object, name, json_object_new_int64 (number));
}

/* cards */

static void
put_pin (SimJson *application, const SimPin *pin, guint number)
{
    static const gchar *const names[][3] = {
        { "PIN1 State", "PIN1 Retries", "PUK1 Retries" },
        { "PIN2 State", "PIN2 Retries", "PUK2 Retries" },
    };

    /* Unblocked or changed a moment ago: that is verified here. */
    put_number (application, names[number][0], pin->status <= PIN_LAST ? pin->status : PIN_VERIFIED);
    put_number (application, names[number][1], pin->tries);
    put_number (application, names[number][2], pin->puk_tries);
}

static guint
get_application_state (SimModem *modem, const SimCard *card)
{
    guint unused;

    if (card->deactivated)
        return APP_DETECTED;
    switch (card->pins[0].status) {
    case QMI_DMS_UIM_PIN_STATUS_ENABLED_NOT_VERIFIED:
        return APP_PIN;
    case QMI_DMS_UIM_PIN_STATUS_BLOCKED:
        return APP_PUK;
    case QMI_DMS_UIM_PIN_STATUS_PERMANENTLY_BLOCKED:
        return APP_PIN_BLOCKED;
    default:
        return sim_facility_get_blocking (modem, &unused, &unused) >= 0 ? APP_PERSONALIZATION : APP_READY;
    }
}

static void
put_application (SimModem *modem, const SimCard *card, SimJson *application)
{
    guint tries = 0, unblock_tries = 0;
    gint lock = sim_facility_get_blocking (modem, &tries, &unblock_tries);

    put_number (application, "State", get_application_state (modem, card));
    put_number (application, "Personalization State", lock >= 0 ? PERSONALIZATION_CODE : PERSONALIZATION_READY);
    if (lock >= 0) {
        put_number (application, "Personalization Feature", lock);
        put_number (application, "Personalization Retries", tries);
        put_number (application, "Personalization Unblock Retries", unblock_tries);
    }
    for (guint i = 0; i < G_N_ELEMENTS (card->pins); i++)
        put_pin (application, &card->pins[i], i);
}

/* The profile has the card as it is when it works. */
static SimJson *
make_card_status (SimModem *modem)
{
    const SimCard *card = sim_card_get (modem);
    SimJson *status = sim_copy (sim_answers_get (modem->answers, QMI_SERVICE_UIM, "Get Card Status", CARD_STATUS));
    SimJson *first = sim_at (status, "/Cards/0"), *applications = sim_member (first, "Applications");

    if (!first)
        return status;
    if (!sim_card_is_there (card)) {
        gboolean is_off = card->unpowered && !card->absent && card->slot == 1;

        put_number (first, "Card State", is_off ? CARD_ERROR : CARD_ABSENT);
        put_number (first, "Error code", is_off ? ERROR_POWER_DOWN : ERROR_UNKNOWN);
        json_object_object_add (first, "Applications", json_object_new_array ());
    }
    if (!sim_card_is_there (card) || card->deactivated)
        put_number (status, "Index GW Primary", NO_APPLICATION);
    if (sim_card_is_there (card))
        for (gsize i = 0; i < json_object_array_length (applications); i++)
            put_application (modem, card, json_object_array_get_idx (applications, i));
    return status;
}

/* slots */

static SimJson *
new_slot (SimModem *modem, const SimCard *card, guint number)
{
    gboolean has_card = number == 1 && !card->absent, active = number == card->slot;
    SimJson *slot = json_object_new_object ();

    put_number (slot, "Physical Card Status", has_card ? SLOT_PRESENT : SLOT_ABSENT);
    put_number (slot, "Physical Slot Status", active);
    put_number (slot, "Logical Slot", active ? 1 : 0);
    json_object_object_add (slot, "ICCID",
                            has_card ? sim_files_new_bytes (modem, SIM_FILE_ICCID) : json_object_new_array ());
    return slot;
}

/* The identity of the chip in each slot; only a chip for eSIM profiles has one. */
static SimJson *
new_eids (const SimCard *card)
{
    SimJson *list = json_object_new_array ();

    for (guint i = 1; i <= card->n_slots; i++) {
        g_autoptr (GByteArray) eid = sim_bytes_from_hex (i == 1 ? card->eid : "");
        SimJson *entry = json_object_new_object ();

        json_object_object_add (entry, "EID", sim_bytes_to_json (eid->data, eid->len));
        json_object_array_add (list, entry);
    }
    return list;
}

/* Fixed facts about the slots are the profile's. */
static SimJson *
make_slot_status (SimModem *modem)
{
    const SimCard *card = sim_card_get (modem);
    SimJson *tlvs = sim_answers_get_all (modem->answers, QMI_SERVICE_UIM, "Get Slot Status");
    SimJson *facts = sim_member (tlvs, "Physical Slot Information"), *slots = json_object_new_array ();

    if (!tlvs)
        tlvs = json_object_new_object ();
    if (facts && json_object_array_length (facts) > card->n_slots)
        json_object_array_del_idx (facts, card->n_slots, json_object_array_length (facts) - card->n_slots);
    if (*card->eid) {
        if (sim_at (facts, "/0"))
            json_object_object_add (sim_at (facts, "/0"), "Is EUICC", json_object_new_boolean (TRUE));
        json_object_object_add (tlvs, "Slot EID", new_eids (card));
    }
    for (guint i = 1; i <= card->n_slots; i++)
        json_object_array_add (slots, new_slot (modem, card, i));
    json_object_object_add (tlvs, "Physical Slot Status", slots);
    return tlvs;
}

/* reports */

static void
report (SimModem *modem, const gchar *indication, gint64 mask, SimJson *tlvs)
{
    SimClient *client;

    for (guint i = 0; (client = sim_clients_nth (modem->clients, i)) != NULL; i++)
        if (client->service == QMI_SERVICE_UIM &&
            (sim_number (sim_at (client->registrations, "/" REGISTER "/" MASK)) & mask) != 0)
            sim_modem_indicate (modem, QMI_SERVICE_UIM, indication, client->id, json_object_get (tlvs));
}

/* Keeps what is known now; whether that is news. */
static gboolean
is_news (gchar **known, SimJson *value)
{
    const gchar *now = value ? json_object_to_json_string (value) : "";
    gboolean differs = g_strcmp0 (*known, now) != 0, is_first = *known == NULL;

    if (differs) {
        g_free (*known);
        *known = g_strdup (now);
    }
    return differs && !is_first;
}

static void
follow (SimModem *modem, gpointer data)
{
    State *state = data;
    g_autoptr (SimJson) cards = make_card_status (modem), slots = make_slot_status (modem);

    if (is_news (&state->cards, cards)) {
        g_autoptr (SimJson) tlvs = json_object_new_object ();

        json_object_object_add (tlvs, CARD_STATUS, json_object_get (cards));
        report (modem, CARD_STATUS, WANTS_CARDS | WANTS_LONGER_CARDS, tlvs);
    }
    if (is_news (&state->slots, slots))
        report (modem, "Slot Status", WANTS_SLOTS, slots);
}

/* What there was before the power went is nobody's news. */
static void
power_on (SimModem *modem, gpointer data)
{
    clear (modem, data);
    follow (modem, data);
}

static QmiProtocolError
register_events (SimRequest *request)
{
    gint64 mask = sim_number (sim_member (request->tlvs, MASK)) & (WANTS_CARDS | WANTS_LONGER_CARDS | WANTS_SLOTS);
    QmiProtocolError result = sim_events_register (request);

    sim_request_add (request, MASK, json_object_new_int64 (mask));
    return result;
}

/* requests */

static QmiProtocolError
get_card_status (SimRequest *request)
{
    SimJson *status = make_card_status (request->modem);

    if (!status)
        return sim_request_use_profile (request);
    sim_request_add (request, CARD_STATUS, status);
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
get_slot_status (SimRequest *request)
{
    if (!sim_answers_has (request->modem->answers, request->message))
        return QMI_PROTOCOL_ERROR_NOT_SUPPORTED;
    json_object_put (request->answer);
    request->answer = make_slot_status (request->modem);
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
switch_slot (SimRequest *request)
{
    SimCard *card = sim_card_get (request->modem);
    gint64 slot = sim_number (sim_member (request->tlvs, "Physical Slot"));

    if (card->n_slots == 1)
        return QMI_PROTOCOL_ERROR_DEVICE_UNSUPPORTED;
    if (sim_number (sim_member (request->tlvs, "Logical Slot")) != 1 || slot < 1 || slot > card->n_slots)
        return QMI_PROTOCOL_ERROR_INVALID_ARGUMENT;
    if (slot == card->slot)
        return QMI_PROTOCOL_ERROR_NO_EFFECT;
    card->slot = (guint) slot;
    sim_card_start (card);
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
switch_power (SimRequest *request, gboolean on)
{
    SimCard *card = sim_card_get (request->modem);
    gint64 slot = sim_number (sim_member (request->tlvs, "Slot"));

    if (slot < 1 || slot > card->n_slots)
        return QMI_PROTOCOL_ERROR_INVALID_ARGUMENT;
    if (slot != 1 || card->absent || card->unpowered == !on)
        return QMI_PROTOCOL_ERROR_NO_EFFECT;
    card->unpowered = !on;
    sim_card_start (card);
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
power_off_sim (SimRequest *request)
{
    return switch_power (request, FALSE);
}

static QmiProtocolError
power_on_sim (SimRequest *request)
{
    return switch_power (request, TRUE);
}

/* The subscription of the first application is used or not. */
static QmiProtocolError
change_session (SimRequest *request)
{
    SimCard *card = sim_card_get (request->modem);
    gboolean activate = sim_number (sim_at (request->tlvs, "/Session Change/Activate")) != 0;
    SimJson *application = sim_member (request->tlvs, "Application Information");

    if (sim_number (sim_at (request->tlvs, "/Session Change/Session Type")) != SESSION_GW_PRIMARY)
        return QMI_PROTOCOL_ERROR_INVALID_SESSION_TYPE;
    if (activate && !application)
        return QMI_PROTOCOL_ERROR_MISSING_ARGUMENT;
    if (!sim_card_is_there (card) || (application && sim_number (sim_member (application, "Slot")) != 1))
        return QMI_PROTOCOL_ERROR_INVALID_ARGUMENT;
    if (card->deactivated == !activate)
        return QMI_PROTOCOL_ERROR_NO_EFFECT;
    card->deactivated = !activate;
    return QMI_PROTOCOL_ERROR_NONE;
}

/* network locks */

static QmiProtocolError
get_configuration (SimRequest *request)
{
    SimJson *asked = sim_member (request->tlvs, "Configuration Mask");
    gint64 mask = asked ? sim_number (asked) : GETS_AUTOMATIC | GETS_PERSONALIZATION | GETS_HALT;

    if (mask & GETS_AUTOMATIC)
        sim_request_add (request, "Automatic Selection", json_object_new_boolean (TRUE));
    if (mask & GETS_PERSONALIZATION)
        sim_request_add (request, "Personalization Status", sim_facility_list (request->modem));
    if (mask & GETS_HALT)
        sim_request_add (request, "Halt Subscription", json_object_new_boolean (FALSE));
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
depersonalize (SimRequest *request)
{
    gint64 feature = sim_number (sim_at (request->tlvs, "/Info/Feature"));
    gint64 operation = sim_number (sim_at (request->tlvs, "/Info/Operation"));
    guint tries = 0, unblock_tries = 0;
    QmiProtocolError result;
    SimJson *left;

    if (feature > LAST_FEATURE || operation > 1)
        return QMI_PROTOCOL_ERROR_INVALID_ARGUMENT;
    result = sim_facility_open (request->modem, (guint) feature, operation == 1,
                                sim_text (sim_at (request->tlvs, "/Info/Control Key")), &tries, &unblock_tries);
    if (result == QMI_PROTOCOL_ERROR_NONE || result == QMI_PROTOCOL_ERROR_NO_EFFECT)
        return result;
    left = json_object_new_object ();
    put_number (left, "Verify Left", tries);
    put_number (left, "Unblock Left", unblock_tries);
    sim_request_add (request, "Retries Remaining", left);
    return result;
}

static const SimHandler handlers[] = {
    { REGISTER, register_events },
    { "Get Card Status", get_card_status },
    { "Get Slot Status", get_slot_status },
    { "Switch Slot", switch_slot },
    { "Power Off SIM", power_off_sim },
    { "Power On SIM", power_on_sim },
    { "Change Provisioning Session", change_session },
    { "Get Configuration", get_configuration },
    { "Depersonalization", depersonalize },
    { NULL, NULL },
};

const SimBehaviour sim_behaviour_uim_status = {
    .service = QMI_SERVICE_UIM,
    .handlers = handlers,
    .state_size = sizeof (State),
    .power_on = power_on,
    .clear = clear,
    .follow = follow,
};
