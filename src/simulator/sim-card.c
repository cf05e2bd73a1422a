/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The SIM card: is it there, its PINs and their unblocking codes. */

#include "config.h"

#include <string.h>

#include "qmi-enums-dms.h"
#include "sim-card.h"

/* Status as long as no right code was given. */
static QmiDmsUimPinStatus
get_status (const SimPin *pin)
{
    if (pin->puk_tries == 0)
        return QMI_DMS_UIM_PIN_STATUS_PERMANENTLY_BLOCKED;
    if (pin->tries == 0)
        return QMI_DMS_UIM_PIN_STATUS_BLOCKED;
    return pin->enabled ? QMI_DMS_UIM_PIN_STATUS_ENABLED_NOT_VERIFIED : QMI_DMS_UIM_PIN_STATUS_DISABLED;
}

gboolean
sim_card_is_there (const SimCard *card)
{
    return !card->absent && !card->unpowered && card->slot == 1;
}

void
sim_card_start (SimCard *card)
{
    for (guint i = 0; i < G_N_ELEMENTS (card->pins); i++)
        card->pins[i].status = get_status (&card->pins[i]);
    card->deactivated = FALSE;
}

guint
sim_card_get_state (const SimCard *card)
{
    if (!sim_card_is_there (card))
        return QMI_DMS_UIM_STATE_NOT_PRESENT;
    switch (card->pins[0].status) {
    case QMI_DMS_UIM_PIN_STATUS_ENABLED_NOT_VERIFIED:
    case QMI_DMS_UIM_PIN_STATUS_BLOCKED:
    case QMI_DMS_UIM_PIN_STATUS_PERMANENTLY_BLOCKED:
        return QMI_DMS_UIM_STATE_LOCKED_OR_FAILED;
    default:
        return QMI_DMS_UIM_STATE_INITIALIZATION_COMPLETED;
    }
}

QmiProtocolError
sim_card_check_access (const SimCard *card)
{
    switch (sim_card_get_state (card)) {
    case QMI_DMS_UIM_STATE_NOT_PRESENT:
        return QMI_PROTOCOL_ERROR_UIM_UNINITIALIZED;
    case QMI_DMS_UIM_STATE_LOCKED_OR_FAILED:
        return sim_pin_check_blocked (&card->pins[0]) == QMI_PROTOCOL_ERROR_NONE ? QMI_PROTOCOL_ERROR_PIN_RESTRICTION
                                                                                 : QMI_PROTOCOL_ERROR_PUK_RESTRICTION;
    default:
        return card->deactivated ? QMI_PROTOCOL_ERROR_UIM_UNINITIALIZED : QMI_PROTOCOL_ERROR_NONE;
    }
}

/* The first subscription, and the first slot with its applications, card and channels. */
QmiProtocolError
sim_card_check_session (const SimCard *card, SimJson *session)
{
    switch (sim_number (sim_member (session, "Session Type"))) {
    case 0:
    case 4:
    case 6:
    case 8:
        return sim_card_is_there (card) ? QMI_PROTOCOL_ERROR_NONE : QMI_PROTOCOL_ERROR_UIM_UNINITIALIZED;
    default:
        return QMI_PROTOCOL_ERROR_INVALID_SESSION_TYPE;
    }
}

/* codes */

static gboolean
is_pin (const gchar *code)
{
    gsize length = strlen (code);

    return length >= SIM_PIN_SHORTEST && length <= SIM_PIN_LONGEST && strspn (code, "0123456789") == length;
}

void
sim_pin_refill (SimPin *pin)
{
    pin->tries = pin->max_tries;
    pin->puk_tries = pin->max_puk_tries;
}

QmiProtocolError
sim_pin_check_blocked (const SimPin *pin)
{
    if (pin->puk_tries == 0)
        return QMI_PROTOCOL_ERROR_PIN_ALWAYS_BLOCKED;
    return pin->tries == 0 ? QMI_PROTOCOL_ERROR_PIN_BLOCKED : QMI_PROTOCOL_ERROR_NONE;
}

/* Whether the card asks for the code, or does not, as @enabled says. One that is blocked does neither. */
static gboolean
is_enabled (const SimPin *pin, gboolean enabled)
{
    return pin->enabled == enabled && sim_pin_check_blocked (pin) == QMI_PROTOCOL_ERROR_NONE;
}

/* A wrong code costs one of @tries; whoever uses up the last one is told that the PIN is blocked. */
static QmiProtocolError
try_code (SimPin *pin, const gchar *right, const gchar *code, guint *tries, guint max_tries)
{
    if (g_str_equal (right, code)) {
        *tries = max_tries;
        return QMI_PROTOCOL_ERROR_NONE;
    }
    if (--*tries > 0)
        return QMI_PROTOCOL_ERROR_INCORRECT_PIN;
    pin->status = get_status (pin);
    return sim_pin_check_blocked (pin);
}

/* A right code leads to @status. */
static QmiProtocolError
check_code (SimPin *pin, const gchar *code, QmiDmsUimPinStatus status)
{
    QmiProtocolError result = sim_pin_check_blocked (pin);

    if (result == QMI_PROTOCOL_ERROR_NONE)
        result = try_code (pin, pin->code, code, &pin->tries, pin->max_tries);
    if (result == QMI_PROTOCOL_ERROR_NONE)
        pin->status = status;
    return result;
}

QmiProtocolError
sim_pin_verify (SimPin *pin, const gchar *code)
{
    if (is_enabled (pin, FALSE))
        return QMI_PROTOCOL_ERROR_NO_EFFECT;
    return check_code (pin, code, QMI_DMS_UIM_PIN_STATUS_ENABLED_VERIFIED);
}

QmiProtocolError
sim_pin_unblock (SimPin *pin, const gchar *puk, const gchar *code)
{
    QmiProtocolError result;

    if (!is_pin (code))
        return QMI_PROTOCOL_ERROR_INVALID_ARGUMENT;
    if (pin->puk_tries == 0)
        return QMI_PROTOCOL_ERROR_PIN_ALWAYS_BLOCKED;
    result = try_code (pin, pin->puk, puk, &pin->puk_tries, pin->max_puk_tries);
    if (result == QMI_PROTOCOL_ERROR_NONE) {
        strcpy (pin->code, code);
        pin->tries = pin->max_tries;
        pin->enabled = TRUE;
        pin->status = QMI_DMS_UIM_PIN_STATUS_UNBLOCKED;
    }
    return result;
}

QmiProtocolError
sim_pin_change (SimPin *pin, const gchar *old, const gchar *code)
{
    QmiProtocolError result;

    if (is_enabled (pin, FALSE))
        return QMI_PROTOCOL_ERROR_INVALID_OPERATION;
    if (!is_pin (code))
        return QMI_PROTOCOL_ERROR_INVALID_ARGUMENT;
    result = check_code (pin, old, QMI_DMS_UIM_PIN_STATUS_CHANGED);
    if (result == QMI_PROTOCOL_ERROR_NONE)
        strcpy (pin->code, code);
    return result;
}

QmiProtocolError
sim_pin_protect (SimPin *pin, gboolean enable, const gchar *code)
{
    QmiProtocolError result;

    if (is_enabled (pin, enable))
        return QMI_PROTOCOL_ERROR_NO_EFFECT;
    result = check_code (pin, code,
                         enable ? QMI_DMS_UIM_PIN_STATUS_ENABLED_VERIFIED : QMI_DMS_UIM_PIN_STATUS_DISABLED);
    if (result == QMI_PROTOCOL_ERROR_NONE)
        pin->enabled = enable;
    return result;
}
