/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Serves requests: checks what all services check, asks the behaviour, makes the frame of the answer. */

#include "config.h"

#include "qmi-json.h"
#include "sim-modem.h"
#include "sim-name.h"

gboolean
sim_modem_knows (SimModem *self, const QmiSchemaMessage *message)
{
    return g_hash_table_contains (self->handlers, message) || sim_answers_has (self->answers, message);
}

void
sim_request_add (SimRequest *request, const gchar *tlv, SimJson *value)
{
    json_object_object_add (request->answer, tlv, value);
}

QmiProtocolError
sim_request_use_profile (SimRequest *request)
{
    guint result = QMI_PROTOCOL_ERROR_NONE;
    SimJson *answer =
        sim_answers_find (request->modem->answers, request->unit, request->message, request->frame, &result);

    if (!answer)
        return QMI_PROTOCOL_ERROR_NOT_SUPPORTED;
    json_object_put (request->answer);
    request->answer = answer;
    return (QmiProtocolError) result;
}

static gboolean
has_arguments (const SimRequest *request)
{
    const QmiSchemaTlv *tlvs = qmi_schema_tlv (request->unit, request->message->first[0]);

    for (guint i = 0; i < request->message->n[0]; i++) {
        const QmiSchemaField *field = qmi_schema_field (request->unit, tlvs[i].field);

        if ((tlvs[i].flags & QMI_TLV_MANDATORY) &&
            !sim_member (request->tlvs, qmi_schema_text (request->unit, field->name)))
            return FALSE;
    }
    return TRUE;
}

/* What happens before anybody looks at the values. */
static QmiProtocolError
check (SimRequest *request, SimJson *description, const gchar *remark)
{
    SimModem *modem = request->modem;
    guint service = qmi_message_get_service (request->frame), error;
    g_autofree gchar *tag =
        sim_name_tag (request->unit, request->message, qmi_message_get_message_id (request->frame));

    if (sim_faults_hit (modem->faults, SIM_FAULT_ERROR, sim_name_service (service), tag, &error))
        return (QmiProtocolError) error;
    if (service != QMI_SERVICE_CTL && !request->client)
        return QMI_PROTOCOL_ERROR_INVALID_CLIENT_ID;
    if (!request->message)
        return QMI_PROTOCOL_ERROR_INVALID_QMI_COMMAND;
    if (remark || sim_member (description, "malformed") || sim_member (description, "surplus"))
        return QMI_PROTOCOL_ERROR_MALFORMED_MESSAGE;
    return has_arguments (request) ? QMI_PROTOCOL_ERROR_NONE : QMI_PROTOCOL_ERROR_MISSING_ARGUMENT;
}

static QmiProtocolError
handle (SimRequest *request)
{
    SimHandle behaviour = (SimHandle) g_hash_table_lookup (request->modem->handlers, request->message);

    return behaviour ? behaviour (request) : sim_request_use_profile (request);
}

static void
send_answer (SimRequest *request, QmiProtocolError result)
{
    g_autoptr (GByteArray) frame = qmi_message_response_new (request->frame, result);
    g_autoptr (GError) error = NULL;

    if (request->message &&
        !qmi_json_add_tlvs (request->unit, request->message, 1, request->answer, frame, &error)) {
        g_printerr ("qmi-simulator: the answer to %s cannot be made: %s\n",
                    qmi_schema_text (request->unit, request->message->name), error->message);
        g_byte_array_unref (frame);
        frame = qmi_message_response_new (request->frame, QMI_PROTOCOL_ERROR_INTERNAL);
    }
    sim_output_send (request->modem->output, frame);
}

static void
answer (SimRequest *request, SimJson *description, const gchar *remark)
{
    SimModem *modem = request->modem;
    QmiProtocolError result;

    request->tlvs = sim_member (description, "tlvs");
    request->answer = json_object_new_object ();
    modem->answering = TRUE;
    result = check (request, description, remark);
    if (result == QMI_PROTOCOL_ERROR_NONE)
        result = handle (request);
    send_answer (request, result);
    json_object_put (request->answer);
    modem->answering = FALSE;
    sim_modem_settle (modem);
}

/* The log masks secrets, which behaviours have to see. */
static void
log_request (SimModem *self, QmiMessage *frame, guint16 vendor, const gchar *remark)
{
    g_autoptr (SimJson) description = NULL;

    if (!sim_log_is_used (self->log))
        return;
    description = qmi_json_from_message (frame, vendor, QMI_JSON_NONE);
    sim_log_bytes (self->log, SIM_LOG_IN, frame->data, frame->len, description, remark);
}

void
sim_modem_serve (SimModem *self, QmiMessage *frame, const gchar *remark)
{
    guint service = qmi_message_get_service (frame);
    const QmiSchemaUnit *unit = qmi_schema_find_unit (service);
    SimRequest request = { .modem = self, .unit = unit, .frame = frame };
    g_autoptr (SimJson) description = NULL;
    guint16 vendor;

    request.message = sim_profile_find_message (self->profile, unit, qmi_message_get_message_id (frame), FALSE);
    vendor = request.message ? request.message->vendor : 0;
    if (!remark && self->off)
        remark = "the modem is off";
    else if (!remark && !qmi_message_is_request (frame))
        remark = "no request, ignored";
    log_request (self, frame, vendor, remark);
    if (self->off || !qmi_message_is_request (frame))
        return;
    request.client = sim_clients_find (self->clients, service, qmi_message_get_client_id (frame));
    description = qmi_json_from_message (frame, vendor, QMI_JSON_SHOW_SECRETS);
    answer (&request, description, remark);
}
