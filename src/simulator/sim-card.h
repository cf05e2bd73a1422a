/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The SIM card: is it there, its PINs and their unblocking codes. One card, whichever service asks for it. */

#pragma once

#include "sim-modem.h"

G_BEGIN_DECLS

#define SIM_PIN_SHORTEST 4
#define SIM_PIN_LONGEST  8
#define SIM_PUK_LENGTH   8
#define SIM_EID_LENGTH   32

typedef struct {
    gchar    code[SIM_PIN_LONGEST + 1];
    gchar    puk[SIM_PUK_LENGTH + 1];
    gboolean enabled;
    guint    max_tries, max_puk_tries;

    guint    tries, puk_tries; /* that are left */
    guint    status;           /* QmiDmsUimPinStatus since the card was started */
} SimPin;

typedef struct {
    gboolean absent;
    guint    n_slots;
    gchar    eid[SIM_EID_LENGTH + 1]; /* of a chip for eSIM profiles, empty: it is none */
    SimPin   pins[2];

    guint    slot;                    /* that the modem uses, from 1; the card is in the first one */
    gboolean unpowered;
    gboolean deactivated;             /* the modem does not use the subscription */
} SimCard;

/* The card of the modem. */
SimCard *sim_card_get (SimModem *modem);

/* Whether the modem has a card that it can talk to. */
gboolean sim_card_is_there (const SimCard *card);

/* The card has got its power: codes have to be given again; counters and blocks stay. */
void sim_card_start (SimCard *card);

/* QmiDmsUimState */
guint sim_card_get_state (const SimCard *card);

/* Whether requests of the card service may address the card with this type of session. */
QmiProtocolError sim_card_check_session (const SimCard *card, SimJson *session);

/* None when everything that PIN1 guards can be read; else what is missing. */
QmiProtocolError sim_card_check_access (const SimCard *card);

/* What programs do with a PIN. A wrong code costs a try. */
QmiProtocolError sim_pin_verify  (SimPin *pin, const gchar *code);
QmiProtocolError sim_pin_unblock (SimPin *pin, const gchar *puk, const gchar *code);
QmiProtocolError sim_pin_change  (SimPin *pin, const gchar *old, const gchar *code);
QmiProtocolError sim_pin_protect (SimPin *pin, gboolean enable, const gchar *code);

/* Full counters, as the factory delivers it. */
void sim_pin_refill (SimPin *pin);

/* The error that a blocked PIN gives, None for another. */
QmiProtocolError sim_pin_check_blocked (const SimPin *pin);

G_END_DECLS
