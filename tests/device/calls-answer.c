/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Scenarios: what is in requests and answers. */

#include "port.h"

static void
one_answer (Port *port)
{
    port_ready (port);
    start_ids (port, 1, NULL, "ids");
    settle (port);
    port_done (port);
}

static void
on_capabilities (GObject *source, GAsyncResult *result, gpointer call)
{
    const gchar *name;
    Port *port = call_ended (call, &name);
    GError *error = NULL;
    g_autoptr (QmiMessageDmsGetCapabilitiesOutput) output = NULL;
    guint32 up = 0, down = 0;
    QmiDmsDataServiceCapability data = 0;
    QmiDmsSimCapability sim = 0;
    GArray *list = NULL;

    output = qmi_client_dms_get_capabilities_finish (QMI_CLIENT_DMS (source), result, &error);
    if (!output) {
        say_error (port, name, error);
        return;
    }
    if (!qmi_message_dms_get_capabilities_output_get_result (output, &error))
        say_error (port, "  result", g_steal_pointer (&error));
    if (!qmi_message_dms_get_capabilities_output_get_info (output, &up, &down, &data, &sim, &list, &error)) {
        say_error (port, "  info", error);
        return;
    }
    say (port, "  %u %u %d %d, %u", up, down, data, sim, list->len);
    for (guint i = 0; i < list->len; i++)
        say (port, "  radio %d", g_array_index (list, QmiDmsRadioInterface, i));
}

static void
capabilities (Port *port)
{
    port_ready (port);
    qmi_client_dms_get_capabilities (QMI_CLIENT_DMS (port->client), NULL, 1, NULL, on_capabilities,
                                     port_call (port, "capabilities"));
    settle (port);
    port_done (port);
}

static void
on_mode_set (GObject *source, GAsyncResult *result, gpointer call)
{
    const gchar *name;
    Port *port = call_ended (call, &name);
    GError *error = NULL;
    g_autoptr (QmiMessageDmsSetOperatingModeOutput) output = NULL;

    output = qmi_client_dms_set_operating_mode_finish (QMI_CLIENT_DMS (source), result, &error);
    if (output && qmi_message_dms_set_operating_mode_output_get_result (output, &error))
        say (port, "%s: done", name);
    else
        say_error (port, name, error);
}

static void
mandatory_input (Port *port)
{
    g_autoptr (QmiMessageDmsSetOperatingModeInput) input = qmi_message_dms_set_operating_mode_input_new ();
    QmiDmsOperatingMode mode = 77;
    GError *error = NULL;

    port_ready (port);
    qmi_client_dms_set_operating_mode (QMI_CLIENT_DMS (port->client), NULL, 1, NULL, on_mode_set,
                                       port_call (port, "without input"));
    qmi_client_dms_set_operating_mode (QMI_CLIENT_DMS (port->client), input, 1, NULL, on_mode_set,
                                       port_call (port, "empty input"));
    say (port, "started");
    settle (port);
    if (!qmi_message_dms_set_operating_mode_input_get_mode (input, &mode, &error))
        say_error (port, "mode", g_steal_pointer (&error));
    qmi_message_dms_set_operating_mode_input_set_mode (input, 0x99, NULL);
    say (port, "mode %d %d", qmi_message_dms_set_operating_mode_input_get_mode (input, &mode, NULL), mode);
    qmi_client_dms_set_operating_mode (QMI_CLIENT_DMS (port->client), input, 1, NULL, on_mode_set,
                                       port_call (port, "unknown mode"));
    qmi_message_dms_set_operating_mode_input_set_mode (input, QMI_DMS_OPERATING_MODE_ONLINE, NULL);
    qmi_client_dms_set_operating_mode (QMI_CLIENT_DMS (port->client), input, 1, NULL, on_mode_set,
                                       port_call (port, "online"));
    settle (port);
    port_done (port);
}

static void
on_reports_set (GObject *source, GAsyncResult *result, gpointer call)
{
    const gchar *name;
    Port *port = call_ended (call, &name);
    GError *error = NULL;
    g_autoptr (QmiMessageDmsSetEventReportOutput) output = NULL;

    output = qmi_client_dms_set_event_report_finish (QMI_CLIENT_DMS (source), result, &error);
    if (output && qmi_message_dms_set_event_report_output_get_result (output, &error))
        say (port, "%s: done", name);
    else
        say_error (port, name, error);
}

/* Set in the opposite order of their ids, and some twice. */
static void
order (Port *port)
{
    g_autoptr (QmiMessageDmsSetEventReportInput) input = qmi_message_dms_set_event_report_input_new ();

    port_ready (port);
    qmi_message_dms_set_event_report_input_set_prl_init_reporting (input, TRUE, NULL);
    qmi_message_dms_set_event_report_input_set_uim_state_reporting (input, FALSE, NULL);
    qmi_message_dms_set_event_report_input_set_operating_mode_reporting (input, TRUE, NULL);
    qmi_message_dms_set_event_report_input_set_battery_level_report_limits (input, 10, 90, NULL);
    qmi_message_dms_set_event_report_input_set_power_state_reporting (input, TRUE, NULL);
    qmi_message_dms_set_event_report_input_set_power_state_reporting (input, FALSE, NULL);
    qmi_client_dms_set_event_report (QMI_CLIENT_DMS (port->client), input, 1, NULL, on_reports_set,
                                     port_call (port, "five"));
    qmi_client_dms_set_event_report (QMI_CLIENT_DMS (port->client), NULL, 1, NULL, on_reports_set,
                                     port_call (port, "none"));
    settle (port);
    port_done (port);
}

static void
on_verified (GObject *source, GAsyncResult *result, gpointer call)
{
    const gchar *name;
    Port *port = call_ended (call, &name);
    GError *error = NULL;
    g_autoptr (QmiMessageDmsUimVerifyPinOutput) output = NULL;
    guint8 verify = 0, unblock = 0;

    output = qmi_client_dms_uim_verify_pin_finish (QMI_CLIENT_DMS (source), result, &error);
    if (!output || !qmi_message_dms_uim_verify_pin_output_get_result (output, &error))
        say_error (port, name, error);
    if (output && qmi_message_dms_uim_verify_pin_output_get_pin_retries_status (output, &verify, &unblock, NULL))
        say (port, "%s: %u %u left", name, verify, unblock);
}

static void
strings (Port *port)
{
    g_autoptr (QmiMessageDmsUimVerifyPinInput) input = qmi_message_dms_uim_verify_pin_input_new ();
    g_autofree gchar *large = g_strnfill (300, 'x');
    const gchar *pins[] = { "1234", "", NULL, large };
    GError *error = NULL;

    port_ready (port);
    for (guint i = 0; i < G_N_ELEMENTS (pins); i++) {
        if (!qmi_message_dms_uim_verify_pin_input_set_info (input, QMI_DMS_UIM_PIN_ID_PIN2, pins[i], &error))
            say_error (port, "set", g_steal_pointer (&error));
        qmi_client_dms_uim_verify_pin (QMI_CLIENT_DMS (port->client), input, 1, NULL, on_verified,
                                       port_call (port, "verify"));
        settle (port);
    }
    port_done (port);
}

static void
fixed_strings (Port *port)
{
    g_autoptr (QmiMessageDmsSetServiceProgrammingCodeInput) input = NULL;
    const gchar *codes[] = { "12345", "123456", "1234567", "", NULL }, *code;
    GError *error = NULL;

    input = qmi_message_dms_set_service_programming_code_input_new ();
    for (guint i = 0; i < G_N_ELEMENTS (codes); i++) {
        if (!qmi_message_dms_set_service_programming_code_input_set_current_code (input, codes[i], &error))
            say_error (port, "set", g_steal_pointer (&error));
        else if (qmi_message_dms_set_service_programming_code_input_get_current_code (input, &code, NULL))
            say (port, "code '%s'", code);
    }
}

/* Frames as in a log, with and without personal information. */
static void
traces (Port *port)
{
    qmi_utils_set_traces_enabled (TRUE);
    port_ready (port);
    start_ids (port, 1, NULL, "ids");
    settle (port);
    qmi_utils_set_show_personal_info (TRUE);
    start_ids (port, 1, NULL, "ids");
    settle (port);
    await_indications (port, 1);
    port_done (port);
}

const ScenarioEntry answer_scenarios[] = {
    { "error", one_answer },
    { "error-unknown", one_answer },
    { "error-with-status-0", one_answer },
    { "error-with-values", one_answer },
    { "without-result", one_answer },
    { "result-short", one_answer },
    { "result-long", one_answer },
    { "unknown-tlv", one_answer },
    { "same-tlv-twice", one_answer },
    { "optional-malformed", one_answer },
    { "tlv-overruns", one_answer },
    { "split", one_answer },
    { "joined", one_answer },
    { "garbage-in-frame", one_answer },
    { "request-from-modem", one_answer },
    { "answer-of-another-client", one_answer },
    { "capabilities", capabilities },
    { "capabilities-missing", capabilities },
    { "capabilities-short", capabilities },
    { "capabilities-long", capabilities },
    { "capabilities-failed", capabilities },
    { "mandatory-input", mandatory_input },
    { "order", order },
    { "strings", strings },
    { "fixed-strings", fixed_strings },
    { "traces", traces },
    { NULL, NULL }
};
