/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Does what a command asks of a modem and prints the answer. */

#include "config.h"

#include <stdio.h>

#include "layout.h"
#include "libqmi-glib.h"
#include "qmi-json.h"
#include "report.h"
#include "request.h"
#include "session.h"
#include "status.h"

typedef struct {
    Session              session;
    Request              request;
    const QmicliCommand *command;
    QmicliFormat         format;
} Run;

/* What an error of the library means for whoever runs the program. */
static QmicliExit
code_of (Run *self, const GError *error)
{
    if (self->session.ended != QMICLI_OK)
        return self->session.ended;
    if (error && error->domain == QMICLI_ERROR)
        return QMICLI_USAGE;
    if (error && error->domain == QMI_PROTOCOL_ERROR && error->code != QMI_PROTOCOL_ERROR_ABORTED)
        return QMICLI_REFUSED;
    if (g_error_matches (error, QMI_CORE_ERROR, QMI_CORE_ERROR_TIMEOUT))
        return QMICLI_TIMEOUT;
    return QMICLI_DEVICE;
}

static QmicliExit
complain (Run *self, const GError *error)
{
    QmicliExit code = code_of (self, error);
    g_autofree gchar *text = NULL;

    if (code == QMICLI_INTERRUPTED)
        text = g_strdup_printf ("--%s: interrupted", self->command->name);
    else if (code == QMICLI_TIMEOUT)
        text = g_strdup_printf ("--%s: %s did not answer within %u seconds (--timeout)", self->command->name,
                                self->command->device, self->command->timeout);
    else
        text = g_strdup (error ? error->message : "no answer");
    report_error (self->format, code, text);
    return code;
}

/* answers */

/* Sends one message and gives its answer as JSON: the walker's form. %NULL with an error, or at the end. */
static struct json_object *
ask (Run *self, const QmicliMessage *message, struct json_object *values, GError **error)
{
    g_autoptr (GByteArray) frame = request_build (message, values, session_cid (&self->session),
                                                  session_transaction (&self->session), self->command->name, error);
    g_autoptr (GByteArray) answer = NULL;

    if (!frame)
        return NULL;
    answer = session_send (&self->session, frame, (guint16) message->vendor, error);
    if (!answer) {
        g_prefix_error (error, "%s: --%s: ", self->command->device, self->command->name);
        return NULL;
    }
    return qmi_json_from_message (answer, (guint16) message->vendor, QMI_JSON_NONE);
}

static void
print_refusal (Run *self, const QmicliMessage *message, struct json_object *answer, const gchar *reason, gint64 code)
{
    struct json_object *tlvs = path_get (answer, "tlvs"), *document;
    g_autofree gchar *more = NULL;

    if (self->format == QMICLI_JSON) {
        document = report_json (QMICLI_REFUSED, reason);
        json_object_object_add (path_get (document, "error"), "code", json_object_new_int64 (code));
        json_object_object_add (document, "response", json_object_get (answer));
        report_print (stderr, document);
        return;
    }
    report_error (self->format, QMICLI_REFUSED, reason);
    more = layout_failure (message, session_port (&self->session), tlvs);
    g_printerr ("%s", more);
}

/* Whether the modem did what it was told; if not, that is printed. */
static QmicliExit
check_result (Run *self, const QmicliMessage *message, struct json_object *answer)
{
    struct json_object *tlvs = path_get (answer, "tlvs");
    gint64 status = -1, code = 0;
    const gchar *nickname = path_name_of (path_get (tlvs, "Result/Error Code"));
    g_autofree gchar *reason = NULL;

    path_number (tlvs, "Result/Error Code", &code);
    if (!path_number (tlvs, "Result/Error Status", &status)) {
        reason = g_strdup_printf ("%s: --%s: the answer does not say whether it worked", self->command->device,
                                  self->command->name);
        report_error (self->format, QMICLI_DEVICE, reason);
        return QMICLI_DEVICE;
    }
    if (status == 0)
        return QMICLI_OK;
    reason = g_strdup_printf ("--%s: QMI protocol error (%" G_GINT64_FORMAT "): '%s'", self->command->name, code,
                              nickname ? nickname : "unknown");
    print_refusal (self, message, answer, reason, code);
    return QMICLI_REFUSED;
}

/* Why the TLV @name of an answer cannot be read, %NULL if that is not so. */
static const gchar *
malformed_reason (struct json_object *answer, const gchar *name)
{
    struct json_object *list = path_get (answer, "malformed");

    for (gsize i = 0; list && i < json_object_array_length (list); i++) {
        struct json_object *entry = json_object_array_get_idx (list, i);

        if (g_strcmp0 (json_object_get_string (path_get (entry, "name")), name) == 0)
            return json_object_get_string (path_get (entry, "reason"));
    }
    return NULL;
}

/* Whether a successful answer has what it has to have. */
static QmicliExit
check_contents (Run *self, const QmicliMessage *message, struct json_object *answer)
{
    struct json_object *tlvs = path_get (answer, "tlvs");
    gboolean data = FALSE, wanted = FALSE, shown = FALSE;
    g_autofree gchar *text = NULL;

    for (guint i = 0, place = message->first_node; i < message->n_nodes; i++, place += qmicli_node (place)->size) {
        const QmicliNode *node = qmicli_node (place);
        const gchar *name = qmicli_text (node->name), *reason;

        data |= json_object_object_get_ex (tlvs, name, NULL);
        wanted |= (node->flags & QMICLI_NODE_DATA) != 0;
        shown |= node->missing != 0;
        if (!(node->flags & QMICLI_NODE_REQUIRED) || json_object_object_get_ex (tlvs, name, NULL))
            continue;
        reason = malformed_reason (answer, name);
        text = g_strdup_printf ("%s: --%s: \"%s\" is %s%s", self->command->device, self->command->name, name,
                                reason ? "malformed in the answer: " : "missing in the answer", reason ? reason : "");
        report_error (self->format, QMICLI_DEVICE, text);
        return QMICLI_DEVICE;
    }
    if (!wanted || data || shown)
        return QMICLI_OK;
    text = g_strdup_printf ("--%s: the modem answered without data", self->command->name);
    print_refusal (self, message, answer, text, 0);
    return QMICLI_REFUSED;
}

/* Damaged parts that nothing depends on are left out, but not silently. */
static void
warn_malformed (Run *self, struct json_object *answer)
{
    struct json_object *list = path_get (answer, "malformed");

    for (gsize i = 0; list && i < json_object_array_length (list); i++) {
        struct json_object *entry = json_object_array_get_idx (list, i);

        g_warning ("[%s] '%s' is malformed in the answer: %s", session_port (&self->session),
                   json_object_get_string (path_get (entry, "name")),
                   json_object_get_string (path_get (entry, "reason")));
    }
}

static void
print_answer (Run *self, const QmicliMessage *message, const QmicliMessage *more, struct json_object *answer)
{
    g_autofree gchar *text = NULL;

    if (self->format == QMICLI_JSON) {
        report_print (stdout, json_object_get (answer));
        return;
    }
    warn_malformed (self, answer);
    if (self->command->proxy_status) {
        more = message;
        status_nest (path_get (answer, "tlvs"), qmicli_text (more->name));
    }
    text = layout_response (message, more, session_port (&self->session), path_get (answer, "tlvs"));
    fputs (text, stdout);
}

/* the messages of an option */

typedef struct {
    Run                 *run;
    const QmicliMessage *message;
    GError             **error;
} Then;

/* Asks for the details of one element and puts them into it; a modem that has none to tell is no mistake. */
static gboolean
ask_for_element (const PathElement *element, gpointer data)
{
    Then *then = data;
    struct json_object *values = request_from_element (then->message, element), *answer = NULL, *tlvs;

    if (values)
        answer = ask (then->run, then->message, values, then->error);
    if (answer) {
        tlvs = json_object_get (path_get (answer, "tlvs"));
        json_object_object_add (element->around[0], qmicli_text (then->message->name), tlvs);
        json_object_put (answer);
    }
    if (values)
        json_object_put (values);
    return answer || !values;
}

/* What did not fit into the first answer about the proxy. */
static gboolean
ask_for_rest (Run *self, const QmicliMessage *message, struct json_object *first, QmicliExit *code, GError **error)
{
    gint64 next, before = 0;

    while (*code == QMICLI_OK && path_number (first, "tlvs/Next Entry", &next)) {
        struct json_object *values, *answer;

        if (next <= before) {
            g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: --%s: the answer from entry %" G_GINT64_FORMAT
                         " on is to go on at %" G_GINT64_FORMAT ", which is not behind it", self->command->device,
                         self->command->name, before, next);
            return FALSE;
        }
        values = json_object_new_object ();
        json_object_object_add (values, "First Entry", json_object_new_int64 (next));
        answer = ask (self, message, values, error);
        json_object_put (values);
        if (!answer)
            return FALSE;
        *code = check_result (self, message, answer);
        status_add (first, answer);
        json_object_put (answer);
        before = next;
    }
    return TRUE;
}

static gboolean
pick (Run *self, const QmicliMessage *before, QmicliExit *code, GError **error)
{
    struct json_object *none = json_object_new_object (), *answer = ask (self, before, none, error);
    gboolean good = FALSE;

    json_object_put (none);
    if (!answer)
        return FALSE;
    *code = check_result (self, before, answer);
    if (*code == QMICLI_OK)
        *code = check_contents (self, before, answer);
    if (*code == QMICLI_OK)
        good = request_pick (&self->request, path_get (answer, "tlvs"), error);
    json_object_put (answer);
    return good;
}

/* All messages of the option in their order; *code is what they came to if there is no error. */
static gboolean
do_option (Run *self, QmicliExit *code, GError **error)
{
    const QmicliOption *option = self->command->option;
    const QmicliMessage *message = qmicli_message (option->message), *then = qmicli_message (option->then);
    Then each = { self, then, error };
    struct json_object *answer;
    gboolean good = TRUE;

    if (option->before != QMICLI_NONE && !pick (self, qmicli_message (option->before), code, error))
        return *code != QMICLI_OK;
    answer = ask (self, message, self->request.values, error);
    if (!answer)
        return FALSE;
    *code = check_result (self, message, answer);
    if (*code == QMICLI_OK)
        *code = check_contents (self, message, answer);
    if (*code == QMICLI_OK && self->command->proxy_status)
        good = ask_for_rest (self, message, answer, code, error);
    if (*code == QMICLI_OK && then)
        good = path_each (path_get (answer, "tlvs"), qmicli_text (option->each), ask_for_element, &each);
    if (*code == QMICLI_OK && good)
        print_answer (self, message, then, answer);
    json_object_put (answer);
    return good;
}

static gboolean
do_all (Run *self, QmicliExit *code, GError **error)
{
    const QmicliOption *option = self->command->option;

    if (!session_open (&self->session, error) || !session_allocate (&self->session, option->service, error))
        return FALSE;
    return option->message == QMICLI_NONE || do_option (self, code, error);
}

/* A client id that is kept is told in the answer; an option without one has this document. */
static void
print_kept_client (Run *self)
{
    struct json_object *document;
    QmiService service;

    if (self->format != QMICLI_JSON || !self->session.client || self->command->option->message != QMICLI_NONE)
        return;
    document = json_object_new_object ();
    service = qmi_client_get_service (self->session.client);
    json_object_object_add (document, "service", json_object_new_string (qmi_service_get_string (service)));
    json_object_object_add (document, "client", json_object_new_int (qmi_client_get_cid (self->session.client)));
    report_print (stdout, document);
}

QmicliExit
qmicli_run (const QmicliCommand *command)
{
    Run self = { .command = command, .format = command->format };
    g_autoptr (GError) error = NULL;
    QmicliExit code = QMICLI_OK;

    if (!request_prepare (&self.request, command->option, command->name, command->argument, &error)) {
        report_error (command->format, QMICLI_USAGE, error->message);
        request_clear (&self.request);
        return QMICLI_USAGE;
    }
    session_start (&self.session, command);
    if (!do_all (&self, &code, &error))
        code = complain (&self, error);
    else if (code == QMICLI_OK)
        print_kept_client (&self);
    session_finish (&self.session);
    request_clear (&self.request);
    return code;
}
