/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Shows indications: those that options go on with, or all of some services. */

#include "config.h"

#include <stdio.h>

#include "answer.h"
#include "compact.h"
#include "follow.h"
#include "layout.h"
#include "libqmi-glib.h"
#include "qmi-json.h"
#include "report.h"
#include "terminal.h"

/* What follows the Nth request, %NULL if nothing does. */
static const QmicliFollow *
follow_of (Run *self, guint number)
{
    const QmicliOption *option = g_array_index (self->requests, Request, number).option;

    return option->follow == QMICLI_NONE ? NULL : qmicli_follow (option->follow);
}

gboolean
follow_is_wanted (Run *self)
{
    for (guint i = 0; i < self->requests->len; i++)
        if (follow_of (self, i))
            return TRUE;
    return self->command->monitor;
}

static void
print_notes (Run *self, const gchar *notes)
{
    if (self->command->format == QMICLI_TEXT)
        fputs (notes, stdout);
}

/* messages that are not typed */

static struct json_object *
values_of (const QmicliSend *send)
{
    struct json_object *values = json_object_new_object ();

    for (guint i = 0; i < send->n_presets; i++) {
        const QmicliPreset *preset = qmicli_preset (send->first_preset + i);

        path_set (values, qmicli_text (preset->field), json_tokener_parse (qmicli_text (preset->value)));
    }
    return values;
}

/* A modem that refuses is told of, and nothing more. %FALSE with an error if there was no answer. */
static gboolean
send_preset (Run *self, const QmicliSend *send, GError **error)
{
    const QmicliMessage *message = qmicli_message (send->message);
    struct json_object *values = values_of (send), *answer = run_ask (self, message, values, error);
    const gchar *name;
    gint64 status = -1;

    json_object_put (values);
    if (!answer)
        return FALSE;
    name = path_name_of (path_get (answer, "tlvs/Result/Error Code"));
    path_number (answer, "tlvs/Result/Error Status", &status);
    if (status != 0)
        g_warning ("[%s] the modem refused '%s' (%s): some indications may not come", session_port (&self->session),
                   message->name, name ? name : "unknown");
    json_object_put (answer);
    return TRUE;
}

/* Services that nobody named need not be there. */
static gboolean
register_service (Run *self, const QmicliGroup *group, GError **error)
{
    g_autoptr (GError) problem = NULL;

    if (!session_allocate (&self->session, group->service, &problem)) {
        gboolean missing = problem && (problem->domain == QMI_PROTOCOL_ERROR ||
                                       g_error_matches (problem, QMI_CORE_ERROR, QMI_CORE_ERROR_UNSUPPORTED));

        if (missing && !self->command->monitor_named)
            return TRUE;
        if (problem)
            g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    for (guint i = 0; i < group->n_sends; i++)
        if (!send_preset (self, qmicli_send (group->first_send + i), error))
            return FALSE;
    return TRUE;
}

static gboolean
register_all (Run *self, GError **error)
{
    const QmicliGroup *group;

    for (guint i = 0; (group = qmicli_nth_group (i)); i++)
        if (self->command->monitored >> i & 1 && !register_service (self, group, error))
            return FALSE;
    return TRUE;
}

/* indications */

static const QmicliIndication *
find_indication (QmiMessage *frame)
{
    const QmicliGroup *group;

    for (guint i = 0; (group = qmicli_nth_group (i)); i++) {
        for (guint j = 0; j < group->n_indications; j++) {
            const QmicliIndication *indication = qmicli_indication (group->first_indication + j);
            const QmicliMessage *message = qmicli_message (indication->message);

            if (message->service == (guint32) qmi_message_get_service (frame) &&
                message->id == qmi_message_get_message_id (frame))
                return indication;
        }
    }
    return NULL;
}

/* Whether a request goes on with this indication, and whether it is the last one of it. */
static gboolean
is_followed (Run *self, const QmicliIndication *indication, struct json_object *tlvs, const QmicliFollow **last)
{
    gboolean followed = FALSE;

    for (guint i = 0; indication && i < self->requests->len; i++) {
        const QmicliFollow *follow = follow_of (self, i);

        if (!follow || qmicli_indication (follow->indication) != indication)
            continue;
        followed = TRUE;
        if (follow->until && path_holds (tlvs, qmicli_text (follow->until)))
            *last = follow;
    }
    return followed;
}

static void
show_json (Run *self, struct json_object *message, GDateTime *now)
{
    struct json_object *document = json_object_new_object ();
    g_autoptr (GDateTime) utc = g_date_time_to_utc (now);
    g_autofree gchar *time = g_date_time_format (utc, "%FT%T.%fZ");

    json_object_object_add (document, "time", json_object_new_string (time));
    json_object_object_add (document, "port", json_object_new_string (session_port (&self->session)));
    json_object_object_foreach (message, name, value)
        json_object_object_add (document, name, json_object_get (value));
    report_print_line (document);
}

/* The service and the name, or the number of what has none. */
static void
show_line (Run *self, const QmicliIndication *indication, struct json_object *message, GDateTime *now)
{
    g_autofree gchar *values = compact_line (indication ? qmicli_message (indication->message) : NULL, message);
    g_autofree gchar *time = g_date_time_format (now, "%F %T");
    struct json_object *name = path_get (message, "message");

    printf ("%s.%03d [%s] %s %s%s%s\n", time, g_date_time_get_microsecond (now) / 1000, session_port (&self->session),
            json_object_get_string (path_get (message, "service")),
            json_object_get_string (name ? name : path_get (message, "id")), *values ? ": " : "", values);
}

static void
show (Run *self, const QmicliIndication *indication, struct json_object *message)
{
    g_autoptr (GDateTime) now = g_date_time_new_now_local ();

    if (self->command->format == QMICLI_JSON) {
        show_json (self, message, now);
    } else if (self->command->monitor) {
        show_line (self, indication, message, now);
    } else {
        g_autofree gchar *text = layout_response (qmicli_message (indication->message), NULL,
                                                  session_port (&self->session), path_get (message, "tlvs"), NULL);

        answer_warn_malformed (self, message);
        terminal_print (text);
    }
    fflush (stdout);
}

/* Shows an indication if somebody wants to see it, and sends what has to be sent then. @last is set by the last one. */
static gboolean
handle (Run *self, QmiMessage *frame, const QmicliFollow **last, GError **error)
{
    const QmicliIndication *indication = find_indication (frame);
    struct json_object *message = qmi_json_from_message (frame, 0, QMI_JSON_NONE), *tlvs = path_get (message, "tlvs");
    const QmicliSend *reply = NULL;
    gboolean wanted = is_followed (self, indication, tlvs, last) || self->command->monitor;

    if (wanted)
        show (self, indication, message);
    if (wanted && indication && indication->reply != QMICLI_NONE)
        reply = qmicli_send (indication->reply);
    if (reply && !path_holds (tlvs, qmicli_text (reply->when)))
        reply = NULL;
    json_object_put (message);
    return !reply || send_preset (self, reply, error);
}

/* the end */

/* What the modem answered to the request that indications were followed after. */
static struct json_object *
answer_before (Run *self, const QmicliOption *option)
{
    guint32 message = option->beside == QMICLI_NONE ? option->message : option->beside;

    for (guint i = 0; i < self->requests->len; i++) {
        Request *request = &g_array_index (self->requests, Request, i);

        if (request->option->message == message && request->answer)
            return request->answer;
    }
    return NULL;
}

/* The values of a request that stand in an answer under the same names. */
static struct json_object *
values_from (const QmicliMessage *message, struct json_object *answer)
{
    const QmiSchemaUnit *unit;
    const QmiSchemaMessage *table = request_find_message (message, &unit);
    struct json_object *values = json_object_new_object ();

    for (guint i = 0; table && i < table->n[0]; i++) {
        const QmiSchemaField *field = qmi_schema_field (unit, qmi_schema_tlv (unit, table->first[0] + i)->field);
        const gchar *name = qmi_schema_text (unit, field->name);
        struct json_object *value;

        if (json_object_object_get_ex (path_get (answer, "tlvs"), name, &value))
            json_object_object_add (values, name, json_object_get (value));
    }
    return values;
}

/* Undoes a request. @over: it is over anyway, and the modem may say so. */
static void
undo (Run *self, const QmicliOption *option, const QmicliMessage *message, gboolean over)
{
    struct json_object *before = answer_before (self, option), *values = values_from (message, before), *answer;
    g_autoptr (GError) error = NULL;
    gint64 status = -1;

    answer = run_ask (self, message, values, &error);
    path_number (answer, "tlvs/Result/Error Status", &status);
    if (answer && self->command->format == QMICLI_TEXT) {
        struct json_object *tlvs = path_get (answer, "tlvs");
        const gchar *port = session_port (&self->session);
        g_autofree gchar *text = status == 0 ? layout_response (message, NULL, port, tlvs, values)
                                             : layout_failure (message, port, tlvs);

        terminal_print (text);
    }
    if (status != 0 && !over)
        g_warning ("[%s] '%s': %s", session_port (&self->session), message->name,
                   error ? error->message : answer ? "the modem refused it" : "no answer");
    json_object_put (values);
    if (answer)
        json_object_put (answer);
}

static void
tidy_up (Run *self, const QmicliFollow *last)
{
    self->session.tidying = TRUE;
    for (guint i = 0; i < self->requests->len; i++) {
        const QmicliFollow *follow = follow_of (self, i);

        if (!follow || follow->final == QMICLI_NONE)
            continue;
        undo (self, g_array_index (self->requests, Request, i).option, qmicli_message (follow->final), follow == last);
    }
    self->session.tidying = FALSE;
}

/* What was followed is over, though nobody here wanted that. */
static gboolean
fail_as_lost (Run *self, const QmicliFollow *last, GError **error)
{
    for (guint i = 0; error && !*error && i < self->requests->len; i++)
        if (follow_of (self, i) == last)
            g_set_error (error, QMICLI_ERROR, QMICLI_REFUSED, "--%s: the modem reports its end",
                         g_array_index (self->requests, Request, i).name);
    return FALSE;
}

gboolean
follow_run (Run *self, GError **error)
{
    const QmicliFollow *last = NULL;
    QmiMessage *frame = NULL;
    gboolean good = TRUE;

    if (self->command->monitor) {
        self->name = "monitor";
        if (!register_all (self, error))
            return FALSE;
    }
    for (guint i = 0; i < self->requests->len; i++)
        if (follow_of (self, i))
            print_notes (self, qmicli_text (follow_of (self, i)->notes));
    fflush (stdout);
    session_stay (&self->session);
    while (good && !last && (frame = session_next_indication (&self->session, error))) {
        good = handle (self, frame, &last, error);
        qmi_message_unref (frame);
    }
    if (last && *qmicli_text (last->until_notes)) {
        g_autofree gchar *text = g_strdup_printf ("[%s] %s", session_port (&self->session),
                                                  qmicli_text (last->until_notes));

        print_notes (self, text);
    }
    if (!self->session.removed)
        tidy_up (self, last);
    if (good && last)
        return fail_as_lost (self, last, error);
    return good && !self->session.removed;
}

/* Whoever states a time wants to follow for so long. */
QmicliExit
follow_code (Run *self)
{
    return self->session.ended == QMICLI_TIMEOUT ? QMICLI_OK : self->session.ended;
}
