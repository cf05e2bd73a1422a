/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Operating mode: radio on and off, restart, the locks that keep a radio off. */

#include "config.h"

#include "behaviours.h"
#include "qmi-enums-dms.h"
#include "qmi-error-types.h"
#include "qmi-json.h"
#include "sim-settings.h"

typedef struct {
    /* the profile's */
    gboolean fcc_lock;
    gboolean hang_up;
    guint    ms;

    guint    mode;
    gboolean stays_low;     /* kept over restarts */
    gboolean fcc_unlocked;
    gboolean switched_off;  /* by the wireless disable line */
} State;

static const SimSetting settings[] = {
    { "fcc-lock", SIM_SETTING_SWITCH, G_STRUCT_OFFSET (State, fcc_lock), 0, 0, NULL },
    { "reset-hang-up", SIM_SETTING_SWITCH, G_STRUCT_OFFSET (State, hang_up), 0, 0, NULL },
    { "reset-milliseconds", SIM_SETTING_NUMBER, G_STRUCT_OFFSET (State, ms), 1, 600000, NULL },
    { 0 },
};

static gboolean
load (SimModem *modem, gpointer data, SimJson *section, GError **error)
{
    State *state = data;

    state->ms = 100;
    return sim_settings_read (section, settings, state, error);
}

static void
power_on (SimModem *modem, gpointer data)
{
    State *state = data;
    SimJson *mode = sim_answers_get (modem->answers, QMI_SERVICE_DMS, "Get Operating Mode", "Mode");

    state->fcc_unlocked = !state->fcc_lock;
    if (state->stays_low)
        state->mode = QMI_DMS_OPERATING_MODE_PERSISTENT_LOW_POWER;
    else if (!state->fcc_unlocked || state->switched_off)
        state->mode = QMI_DMS_OPERATING_MODE_LOW_POWER;
    else
        state->mode = mode ? (guint) sim_number (mode) : QMI_DMS_OPERATING_MODE_ONLINE;
}

/* Whoever sets a mode waits for the report, so it comes even if the mode was the same before. */
static void
enter (SimModem *modem, State *state, guint mode)
{
    state->mode = mode;
    sim_events_report (modem, "Operating Mode Reporting", "Operating Mode", json_object_new_int ((gint) mode));
}

gboolean
sim_power_is_online (SimModem *modem)
{
    State *state = sim_modem_state (modem, &sim_behaviour_power);

    return !modem->off && state->mode == QMI_DMS_OPERATING_MODE_ONLINE;
}

static QmiProtocolError
get_operating_mode (SimRequest *request)
{
    State *state = sim_modem_state (request->modem, &sim_behaviour_power);
    QmiProtocolError result = sim_request_use_profile (request);

    if (result != QMI_PROTOCOL_ERROR_NONE)
        return result;
    sim_request_add (request, "Mode", json_object_new_int ((gint) state->mode));
    if (sim_member (request->answer, "Hardware Restricted Mode") || state->switched_off)
        sim_request_add (request, "Hardware Restricted Mode", json_object_new_boolean (state->switched_off));
    if (state->mode != QMI_DMS_OPERATING_MODE_OFFLINE)
        json_object_object_del (request->answer, "Offline Reason");
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
check_transition (const State *state, guint mode)
{
    gboolean restarts = mode == QMI_DMS_OPERATING_MODE_RESET || mode == QMI_DMS_OPERATING_MODE_SHUTTING_DOWN;

    if (mode > QMI_DMS_OPERATING_MODE_PERSISTENT_LOW_POWER)
        return QMI_PROTOCOL_ERROR_INVALID_ARGUMENT;
    if (state->mode == QMI_DMS_OPERATING_MODE_OFFLINE && !restarts && mode != QMI_DMS_OPERATING_MODE_OFFLINE)
        return QMI_PROTOCOL_ERROR_INVALID_TRANSITION;
    if (state->mode != QMI_DMS_OPERATING_MODE_OFFLINE && mode == QMI_DMS_OPERATING_MODE_RESET)
        return QMI_PROTOCOL_ERROR_INVALID_TRANSITION;
    if (mode == QMI_DMS_OPERATING_MODE_ONLINE && state->switched_off)
        return QMI_PROTOCOL_ERROR_HARDWARE_RESTRICTED;
    if (mode == QMI_DMS_OPERATING_MODE_ONLINE && !state->fcc_unlocked)
        return QMI_PROTOCOL_ERROR_INVALID_TRANSITION;
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
change_mode (SimModem *modem, State *state, guint mode)
{
    QmiProtocolError result = check_transition (state, mode);

    if (result != QMI_PROTOCOL_ERROR_NONE)
        return result;
    enter (modem, state, mode);
    if (mode == QMI_DMS_OPERATING_MODE_RESET)
        sim_modem_power_cycle (modem, state->ms, state->hang_up);
    else if (mode == QMI_DMS_OPERATING_MODE_SHUTTING_DOWN)
        sim_modem_power_cycle (modem, 0, state->hang_up);
    else if (mode == QMI_DMS_OPERATING_MODE_PERSISTENT_LOW_POWER)
        state->stays_low = TRUE;
    else if (mode == QMI_DMS_OPERATING_MODE_ONLINE)
        state->stays_low = FALSE;
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
set_operating_mode (SimRequest *request)
{
    return change_mode (request->modem, sim_modem_state (request->modem, &sim_behaviour_power),
                        (guint) sim_number (sim_member (request->tlvs, "Mode")));
}

/* Which secret opens the lock is the business of the makers. */
static QmiProtocolError
set_fcc_authentication (SimRequest *request)
{
    State *state = sim_modem_state (request->modem, &sim_behaviour_power);
    QmiProtocolError result = sim_request_use_profile (request);

    if (result == QMI_PROTOCOL_ERROR_NONE)
        state->fcc_unlocked = TRUE;
    return result;
}

/* As a program would do it. */
static gboolean
set_mode (SimModem *modem, State *state, SimJson *value, GError **error)
{
    const QmiSchemaUnit *unit = qmi_schema_find_unit (QMI_SERVICE_DMS);
    g_autoptr (SimJson) given = json_object_new_object (), tlvs = NULL;
    QmiProtocolError result;

    json_object_object_add (given, "Mode", json_object_get (value));
    tlvs = sim_normalize (unit, qmi_json_find_message (unit, "Set Operating Mode", FALSE), 0, given, error);
    if (!tlvs)
        return FALSE;
    result = change_mode (modem, state, (guint) sim_number (sim_member (tlvs, "Mode")));
    return result == QMI_PROTOCOL_ERROR_NONE || sim_fail (error, "%s", qmi_protocol_error_get_string (result));
}

/* The switch or pin of the device that cuts the radio off. */
static gboolean
set_wireless_disable (SimModem *modem, State *state, SimJson *value, GError **error)
{
    if (!json_object_is_type (value, json_type_boolean))
        return sim_fail (error, "true or false is expected");
    if (state->switched_off == json_object_get_boolean (value))
        return TRUE;
    state->switched_off = json_object_get_boolean (value);
    sim_events_report (modem, "Wireless Disable State Reporting", "Wireless Disable State", json_object_get (value));
    if (state->switched_off && state->mode == QMI_DMS_OPERATING_MODE_ONLINE)
        enter (modem, state, QMI_DMS_OPERATING_MODE_LOW_POWER);
    return TRUE;
}

static gboolean
set (SimModem *modem, gpointer state, const gchar *name, SimJson *value, GError **error)
{
    return g_str_equal (name, "operating-mode") ? set_mode (modem, state, value, error)
                                                : set_wireless_disable (modem, state, value, error);
}

static const SimHandler handlers[] = {
    { "Get Operating Mode", get_operating_mode },
    { "Set Operating Mode", set_operating_mode },
    { "Set FCC Authentication", set_fcc_authentication },
    { "Foxconn Set FCC Authentication", set_fcc_authentication },
    { "Foxconn Set FCC Authentication v2", set_fcc_authentication },
    { NULL, NULL },
};

static const gchar *const settable[] = { "operating-mode", "wireless-disable", NULL };

const SimBehaviour sim_behaviour_power = {
    .service = QMI_SERVICE_DMS,
    .handlers = handlers,
    .section = "power",
    .state_size = sizeof (State),
    .load = load,
    .power_on = power_on,
    .settable = settable,
    .set = set,
};
