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

/* requests that are answered later */

typedef struct {
    SimRequest request;
    SimHandle  finish;
    guint      timer;
} Pending;

static void
free_pending (Pending *self)
{
    g_clear_handle_id (&self->timer, g_source_remove);
    qmi_message_unref (self->request.frame);
    json_object_put (self->request.tlvs);
    g_free (self);
}

GPtrArray *
sim_requests_new (void)
{
    return g_ptr_array_new_with_free_func ((GDestroyNotify) free_pending);
}

static void complete (SimRequest *request, QmiProtocolError result);

/* Takes the request off the list and answers it; @result: if not None, it was aborted. */
static void
finish_pending (Pending *self, QmiProtocolError result)
{
    SimModem *modem = self->request.modem;
    guint place = 0;

    g_ptr_array_find (modem->pending, self, &place);
    g_ptr_array_steal_index (modem->pending, place);
    self->request.later = FALSE;
    self->request.answer = json_object_new_object ();
    modem->answering = TRUE;
    if (result == QMI_PROTOCOL_ERROR_NONE)
        result = self->finish (&self->request);
    complete (&self->request, result);
    free_pending (self);
}

static gboolean
on_time (gpointer user_data)
{
    Pending *self = user_data;

    self->timer = 0;
    finish_pending (self, QMI_PROTOCOL_ERROR_NONE);
    return G_SOURCE_REMOVE;
}

QmiProtocolError
sim_request_answer_later (SimRequest *request, guint ms, SimHandle finish)
{
    Pending *pending = g_new0 (Pending, 1);

    request->later = TRUE;
    pending->request = *request;
    pending->request.frame = qmi_message_ref (request->frame);
    pending->request.tlvs = json_object_get (request->tlvs);
    pending->finish = finish;
    pending->timer = g_timeout_add (ms, on_time, pending);
    g_ptr_array_add (request->modem->pending, pending);
    return QMI_PROTOCOL_ERROR_NONE;
}

QmiProtocolError
sim_request_abort (SimRequest *request)
{
    gint64 transaction = sim_number (sim_member (request->tlvs, "Transaction ID"));
    GPtrArray *list = request->modem->pending;

    for (guint i = 0; i < list->len; i++) {
        Pending *pending = g_ptr_array_index (list, i);

        if (pending->request.client != request->client ||
            qmi_message_get_transaction_id (pending->request.frame) != transaction)
            continue;
        finish_pending (pending, QMI_PROTOCOL_ERROR_ABORTED);
        request->modem->answering = TRUE;
        return QMI_PROTOCOL_ERROR_NONE;
    }
    return QMI_PROTOCOL_ERROR_INVALID_TRANSACTION_ID;
}

void
sim_modem_drop_pending (SimModem *self, const SimClient *client)
{
    for (guint i = self->pending->len; i > 0; i--) {
        Pending *pending = g_ptr_array_index (self->pending, i - 1);

        if (!client || pending->request.client == client)
            g_ptr_array_remove_index (self->pending, i - 1);
    }
}

/* all requests */

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

    sim_fill_codes (request->answer);
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
complete (SimRequest *request, QmiProtocolError result)
{
    if (!request->later)
        send_answer (request, result);
    json_object_put (request->answer);
    request->modem->answering = FALSE;
    sim_modem_settle (request->modem);
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
    complete (request, result);
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
