/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Activation of a subscription: over the air, in steps that are reported, or with data that a program gives. */

#include "config.h"

#include "behaviours.h"
#include "qmi-enums-dms.h"
#include "sim-settings.h"

#define GET_STATE "Get Activation State"

typedef struct {
    guint ms;     /* between the steps */
    guint step;
    guint timer;
} State;

static const SimSetting settings[] = {
    { "step-milliseconds", SIM_SETTING_NUMBER, G_STRUCT_OFFSET (State, ms), 1, 60000, NULL },
    { 0 },
};

/* What an activation over the air goes through. */
static const guint steps[] = {
    QMI_DMS_ACTIVATION_STATE_CONNECTING,     QMI_DMS_ACTIVATION_STATE_CONNECTED,
    QMI_DMS_ACTIVATION_STATE_OTASP_AUTHENTICATED,
    QMI_DMS_ACTIVATION_STATE_OTASP_NAM,      QMI_DMS_ACTIVATION_STATE_OTASP_MDN,
    QMI_DMS_ACTIVATION_STATE_OTASP_IMSI,     QMI_DMS_ACTIVATION_STATE_OTASP_PRL,
    QMI_DMS_ACTIVATION_STATE_OTASP_SPC,      QMI_DMS_ACTIVATION_STATE_OTASP_COMMITED,
    QMI_DMS_ACTIVATION_STATE_ACTIVATED,
};

static gboolean
load (SimModem *modem, gpointer data, SimJson *section, GError **error)
{
    State *state = data;

    state->ms = 10;
    return sim_settings_read (section, settings, state, error);
}

static void
clear (SimModem *modem, gpointer data)
{
    State *state = data;

    g_clear_handle_id (&state->timer, g_source_remove);
}

static gboolean
enter (SimModem *modem, guint activation)
{
    SimJson *value = json_object_new_int ((gint) activation);

    if (!sim_answers_put (modem->answers, QMI_SERVICE_DMS, GET_STATE, "Info", json_object_get (value))) {
        json_object_put (value);
        return FALSE;
    }
    sim_events_report (modem, "Activation State Reporting", "Activation State", value);
    return TRUE;
}

static gboolean
on_step (gpointer user_data)
{
    SimModem *modem = user_data;
    State *state = sim_modem_state (modem, &sim_behaviour_activation);

    enter (modem, steps[state->step++]);
    if (state->step < G_N_ELEMENTS (steps))
        return G_SOURCE_CONTINUE;
    state->timer = 0;
    return G_SOURCE_REMOVE;
}

/* The modem lost its power in the middle: the activation has failed. */
static void
power_on (SimModem *modem, gpointer data)
{
    State *state = data;

    if (state->timer == 0)
        return;
    clear (modem, state);
    enter (modem, QMI_DMS_ACTIVATION_STATE_NOT_ACTIVATED);
}

static QmiProtocolError
activate_automatic (SimRequest *request)
{
    State *state = sim_modem_state (request->modem, &sim_behaviour_activation);

    if (*sim_text (sim_member (request->tlvs, "Activation Code")) == '\0')
        return QMI_PROTOCOL_ERROR_INVALID_ARGUMENT;
    if (!sim_answers_get (request->modem->answers, QMI_SERVICE_DMS, GET_STATE, "Info"))
        return QMI_PROTOCOL_ERROR_NOT_SUPPORTED;
    if (state->timer != 0)
        return QMI_PROTOCOL_ERROR_DEVICE_NOT_READY;
    state->step = 0;
    state->timer = g_timeout_add (state->ms, on_step, request->modem);
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
activate_manual (SimRequest *request)
{
    SimAnswers *answers = request->modem->answers;
    QmiProtocolError result =
        sim_lock_check_code (request->modem, sim_text (sim_at (request->tlvs, "/Info/Service Programming Code")));

    if (result != QMI_PROTOCOL_ERROR_NONE)
        return result;
    if (!enter (request->modem, QMI_DMS_ACTIVATION_STATE_ACTIVATED))
        return QMI_PROTOCOL_ERROR_NOT_SUPPORTED;
    sim_answers_put (answers, QMI_SERVICE_DMS, "Get MSISDN", "MSISDN",
                     sim_copy (sim_at (request->tlvs, "/Info/Mobile Directory Number")));
    return QMI_PROTOCOL_ERROR_NONE;
}

static const SimHandler handlers[] = {
    { "Activate Automatic", activate_automatic },
    { "Activate Manual", activate_manual },
    { NULL, NULL },
};

const SimBehaviour sim_behaviour_activation = {
    .service = QMI_SERVICE_DMS,
    .handlers = handlers,
    .section = "activation",
    .state_size = sizeof (State),
    .load = load,
    .power_on = power_on,
    .clear = clear,
};
