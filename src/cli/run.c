/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Does what a command asks of a modem, one request after the other, and prints the answers. */

#include "config.h"

#include <stdio.h>

#include "answer.h"
#include "follow.h"
#include "input.h"
#include "layout.h"
#include "libqmi-glib.h"
#include "qmi-json.h"
#include "report.h"
#include "run.h"
#include "status.h"
#include "terminal.h"

/* What an error of the library means for whoever runs the program. */
static QmicliExit
code_of (Run *self, const GError *error)
{
    if (self->session.ended != QMICLI_OK)
        return self->session.ended;
    if (error && error->domain == QMICLI_ERROR)
        return (QmicliExit) error->code;
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
        text = g_strdup_printf ("--%s: interrupted", self->name);
    else if (code == QMICLI_TIMEOUT)
        text = g_strdup_printf ("--%s: %s did not answer within %u seconds (--timeout)", self->name,
                                self->command->device, self->session.limit);
    else
        text = g_strdup (error ? error->message : "no answer");
    report_error (self->command->format, code, text);
    return code;
}

/* answers */

struct json_object *
run_ask (Run *self, const QmicliMessage *message, struct json_object *values, GError **error)
{
    guint8 cid = session_cid (&self->session, message->service);
    guint16 transaction = session_transaction (&self->session, message->service);
    g_autoptr (GByteArray) frame = request_build (message, values, cid, transaction, self->name, error);
    g_autoptr (GByteArray) answer = NULL;

    if (!frame)
        return NULL;
    /* Log lines show well enough that it goes on. */
    if (!self->command->silent && !self->command->verbose && !self->command->verbose_full)
        terminal_begin_waiting (self->name);
    answer = session_send (&self->session, frame, (guint16) message->vendor, error);
    terminal_end_waiting ();
    if (!answer) {
        g_prefix_error (error, "%s: --%s: ", self->command->device, self->name);
        return NULL;
    }
    return qmi_json_from_message (answer, (guint16) message->vendor, QMI_JSON_SHOW_SECRETS);
}

void
run_print_document (Run *self, struct json_object *document)
{
    if (self->results)
        json_object_array_add (self->results, document);
    else if (self->following)
        report_print_line (document);
    else
        report_print (stdout, document);
}

static void
print_answer (Run *self, const QmicliMessage *message, const QmicliMessage *more, struct json_object *answer)
{
    g_autofree gchar *text = NULL;

    if (self->command->format == QMICLI_JSON) {
        run_print_document (self, json_object_get (answer));
        return;
    }
    answer_warn_malformed (self, answer);
    if (self->command->proxy_status) {
        more = message;
        status_nest (path_get (answer, "tlvs"), more->name);
    }
    text = layout_response (message, more, session_port (&self->session), path_get (answer, "tlvs"),
                            self->request->values);
    terminal_print (text);
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
        answer = run_ask (then->run, then->message, values, then->error);
    if (answer) {
        tlvs = json_object_get (path_get (answer, "tlvs"));
        json_object_object_add (element->around[0], then->message->name, tlvs);
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
                         self->name, before, next);
            return FALSE;
        }
        values = json_object_new_object ();
        json_object_object_add (values, "First Entry", json_object_new_int64 (next));
        answer = run_ask (self, message, values, error);
        json_object_put (values);
        if (!answer)
            return FALSE;
        *code = answer_check_result (self, message, answer);
        status_add (first, answer);
        json_object_put (answer);
        before = next;
    }
    return TRUE;
}

static gboolean
pick (Run *self, const QmicliMessage *before, QmicliExit *code, GError **error)
{
    struct json_object *none = json_object_new_object (), *answer = run_ask (self, before, none, error);
    gboolean good = FALSE;

    json_object_put (none);
    if (!answer)
        return FALSE;
    *code = answer_check_result (self, before, answer);
    if (*code == QMICLI_OK)
        *code = answer_check_contents (self, before, answer);
    if (*code == QMICLI_OK)
        good = request_pick (self->request, path_get (answer, "tlvs"), error);
    json_object_put (answer);
    return good;
}

/* All messages of the option in their order; *code is what they came to if there is no error. */
static gboolean
do_option (Run *self, QmicliExit *code, GError **error)
{
    const QmicliOption *option = self->request->option;
    const QmicliMessage *message = qmicli_message (option->message), *then = qmicli_message (option->then);
    Then each = { self, then, error };
    struct json_object *answer;
    gboolean good = TRUE;

    if (option->before != QMICLI_NONE && !pick (self, qmicli_message (option->before), code, error))
        return *code != QMICLI_OK;
    answer = run_ask (self, message, self->request->values, error);
    if (!answer)
        return FALSE;
    *code = answer_check_result (self, message, answer);
    if (*code == QMICLI_OK)
        *code = answer_check_contents (self, message, answer);
    if (*code == QMICLI_OK && self->command->proxy_status)
        good = ask_for_rest (self, message, answer, code, error);
    if (*code == QMICLI_OK && then)
        good = path_each (path_get (answer, "tlvs"), qmicli_text (option->each), ask_for_element, &each);
    if (*code == QMICLI_OK && good && option->follow == QMICLI_NONE)
        print_answer (self, message, then, answer);
    self->request->answer = answer;
    return good;
}

/* A client id that is kept is told in the answer; an option without one has this document. */
static void
print_client (Run *self)
{
    struct json_object *document;
    QmiClient *client = session_client (&self->session, self->request->option->service);
    const gchar *name;

    if (self->command->format != QMICLI_JSON || !client)
        return;
    document = json_object_new_object ();
    name = qmi_service_get_string (qmi_client_get_service (client));
    json_object_object_add (document, "service", json_object_new_string (name));
    json_object_object_add (document, "client", json_object_new_int (qmi_client_get_cid (client)));
    run_print_document (self, document);
}

static gboolean
do_request (Run *self, QmicliExit *code, GError **error)
{
    const QmicliOption *option = self->request->option;

    if (!session_allocate (&self->session, option->service, error))
        return FALSE;
    if (option->message != QMICLI_NONE)
        return do_option (self, code, error);
    if (option->flags & QMICLI_OPTION_ALLOCATE)
        print_client (self);
    return TRUE;
}

/* All requests in their order, until one fails. */
static QmicliExit
do_all (Run *self)
{
    g_autoptr (GError) error = NULL;
    QmicliExit code = QMICLI_OK;
    gboolean good = session_open (&self->session, &error);

    if (good && self->following)
        session_listen (&self->session);
    for (guint i = 0; good && code == QMICLI_OK && i < self->requests->len; i++) {
        self->request = &g_array_index (self->requests, Request, i);
        self->name = self->request->name;
        good = do_request (self, &code, &error);
        /* What is done is told, whatever becomes of the rest. */
        fflush (stdout);
    }
    if (good && code == QMICLI_OK && self->following)
        return follow_run (self, &error) ? follow_code (self) : complain (self, error);
    return good ? code : complain (self, error);
}

static gboolean
prepare_request (Run *self, const QmicliAction *action, GError **error)
{
    struct json_object *values;
    gboolean good;

    if (!self->command->input)
        return request_prepare (self->request, action->option, action->name, action->argument, error);
    values = input_read_json (self->command->input, error);
    good = values && request_prepare_json (self->request, action->option, action->name, values, error);
    if (values)
        json_object_put (values);
    return good;
}

static gboolean
prepare (Run *self)
{
    const GArray *actions = self->command->actions;
    g_autoptr (GError) error = NULL;

    self->requests = g_array_sized_new (FALSE, TRUE, sizeof (Request), actions->len);
    g_array_set_clear_func (self->requests, (GDestroyNotify) request_clear);
    g_array_set_size (self->requests, actions->len);
    for (guint i = 0; i < actions->len; i++) {
        const QmicliAction *action = &g_array_index (actions, QmicliAction, i);

        self->request = &g_array_index (self->requests, Request, i);
        if (!prepare_request (self, action, &error)) {
            report_error (self->command->format, QMICLI_USAGE, error->message);
            return FALSE;
        }
    }
    self->following = follow_is_wanted (self);
    self->name = actions->len > 0 ? g_array_index (actions, QmicliAction, 0).name : "monitor";
    return TRUE;
}

/* Seconds until everything should be done. */
static guint
patience (Run *self)
{
    guint seconds = QMICLI_DEFAULT_TIMEOUT;

    for (guint i = 0; i < self->requests->len; i++) {
        const QmicliOption *option = g_array_index (self->requests, Request, i).option;

        if (option->message != QMICLI_NONE)
            seconds += qmicli_message (option->message)->takes;
    }
    return seconds;
}

static void
print_results (Run *self)
{
    struct json_object *document = json_object_new_object ();

    json_object_object_add (document, "results", g_steal_pointer (&self->results));
    report_print (stdout, document);
}

QmicliExit
qmicli_run (const QmicliCommand *command)
{
    Run self = { .command = command };
    QmicliExit code = QMICLI_USAGE;

    if (prepare (&self)) {
        if (command->format == QMICLI_JSON && self.requests->len > 1 && !self.following)
            self.results = json_object_new_array ();
        session_start (&self.session, command, command->timeout ? command->timeout : patience (&self));
        code = do_all (&self);
        if (self.results)
            print_results (&self);
        session_finish (&self.session);
    }
    g_array_unref (self.requests);
    return code;
}
