/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Codes of the device: the user's lock code, the service programming code and what it protects. */

#include "config.h"

#include <string.h>

#include "behaviours.h"
#include "sim-settings.h"

#define LOCK_CODE_LENGTH 4
#define SPC_LENGTH       6

typedef struct {
    gboolean locked;
    gchar    lock_code[LOCK_CODE_LENGTH + 1];
    gchar    programming_code[SPC_LENGTH + 1];
    guint    max_tries;

    guint    wrong;     /* programming codes in a row */
} State;

static const SimSetting settings[] = {
    { "locked", SIM_SETTING_SWITCH, G_STRUCT_OFFSET (State, locked), 0, 0, NULL },
    { "lock-code", SIM_SETTING_DIGITS, G_STRUCT_OFFSET (State, lock_code), LOCK_CODE_LENGTH, LOCK_CODE_LENGTH, NULL },
    { "service-programming-code", SIM_SETTING_DIGITS, G_STRUCT_OFFSET (State, programming_code), SPC_LENGTH, SPC_LENGTH,
      NULL },
    { "service-programming-tries", SIM_SETTING_NUMBER, G_STRUCT_OFFSET (State, max_tries), 1, 255, NULL },
    { 0 },
};

static gboolean
load (SimModem *modem, gpointer data, SimJson *section, GError **error)
{
    State *state = data;

    memset (state, 0, sizeof (*state));
    strcpy (state->lock_code, "1234");
    strcpy (state->programming_code, "000000");
    state->max_tries = 10;
    return sim_settings_read (section, settings, state, error);
}

static void
power_on (SimModem *modem, gpointer data)
{
    ((State *) data)->wrong = 0;
}

static State *
get_state (SimModem *modem)
{
    return sim_modem_state (modem, &sim_behaviour_lock);
}

static gboolean
is_code (const gchar *text, gsize length)
{
    return strlen (text) == length && strspn (text, "0123456789") == length;
}

static QmiProtocolError
get_user_lock_state (SimRequest *request)
{
    sim_request_add (request, "Enabled", json_object_new_boolean (get_state (request->modem)->locked));
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
check_lock_code (SimRequest *request, const gchar *pointer)
{
    return g_str_equal (get_state (request->modem)->lock_code, sim_text (sim_at (request->tlvs, pointer)))
               ? QMI_PROTOCOL_ERROR_NONE
               : QMI_PROTOCOL_ERROR_AUTHENTICATION_FAILED;
}

static QmiProtocolError
set_user_lock_state (SimRequest *request)
{
    QmiProtocolError result = check_lock_code (request, "/Info/Lock Code");

    if (result == QMI_PROTOCOL_ERROR_NONE)
        get_state (request->modem)->locked = sim_number (sim_at (request->tlvs, "/Info/Enabled")) != 0;
    return result;
}

static QmiProtocolError
set_user_lock_code (SimRequest *request)
{
    const gchar *code = sim_text (sim_at (request->tlvs, "/Info/New Code"));
    QmiProtocolError result;

    if (!is_code (code, LOCK_CODE_LENGTH))
        return QMI_PROTOCOL_ERROR_INVALID_ARGUMENT;
    result = check_lock_code (request, "/Info/Old Code");
    if (result == QMI_PROTOCOL_ERROR_NONE)
        strcpy (get_state (request->modem)->lock_code, code);
    return result;
}

QmiProtocolError
sim_lock_check_code (SimModem *modem, const gchar *code)
{
    State *state = get_state (modem);

    if (state->wrong >= state->max_tries)
        return QMI_PROTOCOL_ERROR_AUTHENTICATION_LOCK;
    if (g_str_equal (state->programming_code, code)) {
        state->wrong = 0;
        return QMI_PROTOCOL_ERROR_NONE;
    }
    state->wrong++;
    return QMI_PROTOCOL_ERROR_AUTHENTICATION_FAILED;
}

static QmiProtocolError
validate_programming_code (SimRequest *request)
{
    return sim_lock_check_code (request->modem, sim_text (sim_at (request->tlvs, "/Service Programming Code")));
}

static QmiProtocolError
set_programming_code (SimRequest *request)
{
    const gchar *code = sim_text (sim_at (request->tlvs, "/New Code"));
    QmiProtocolError result;

    if (!is_code (code, SPC_LENGTH))
        return QMI_PROTOCOL_ERROR_INVALID_ARGUMENT;
    result = sim_lock_check_code (request->modem, sim_text (sim_at (request->tlvs, "/Current Code")));
    if (result == QMI_PROTOCOL_ERROR_NONE)
        strcpy (get_state (request->modem)->programming_code, code);
    return result;
}

static QmiProtocolError
restore_factory_defaults (SimRequest *request)
{
    QmiProtocolError result = validate_programming_code (request);

    if (result == QMI_PROTOCOL_ERROR_NONE)
        sim_modem_reset_factory (request->modem);
    return result;
}

static const SimHandler handlers[] = {
    { "Get User Lock State", get_user_lock_state },
    { "Set User Lock State", set_user_lock_state },
    { "Set User Lock Code", set_user_lock_code },
    { "Validate Service Programming Code", validate_programming_code },
    { "Set Service Programming Code", set_programming_code },
    { "Restore Factory Defaults", restore_factory_defaults },
    { NULL, NULL },
};

const SimBehaviour sim_behaviour_lock = {
    .service = QMI_SERVICE_DMS,
    .handlers = handlers,
    .section = "locks",
    .state_size = sizeof (State),
    .load = load,
    .factory = TRUE,
    .power_on = power_on,
};
