/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Whether an answer of the modem is what it has to be. */

#include "config.h"

#include <stdio.h>

#include "answer.h"
#include "layout.h"
#include "libqmi-glib.h"
#include "report.h"

static void
print_refusal (Run *self, const QmicliMessage *message, struct json_object *answer, const gchar *reason, gint64 code)
{
    struct json_object *tlvs = path_get (answer, "tlvs"), *document;
    g_autofree gchar *data = NULL, *more = NULL;

    if (self->command->format == QMICLI_JSON) {
        document = report_json (QMICLI_REFUSED, reason);
        json_object_object_add (path_get (document, "error"), "code", json_object_new_int64 (code));
        json_object_object_add (document, "response", json_object_get (answer));
        report_print (stderr, document);
        return;
    }
    data = layout_failure (message, session_port (&self->session), tlvs);
    fputs (data, stdout);
    report_error (self->command->format, QMICLI_REFUSED, reason);
    more = layout_complaint (message, session_port (&self->session), tlvs);
    g_printerr ("%s", more);
}

QmicliExit
answer_check_result (Run *self, const QmicliMessage *message, struct json_object *answer)
{
    struct json_object *tlvs = path_get (answer, "tlvs");
    gint64 status = -1, code = 0;
    const gchar *nickname = path_name_of (path_get (tlvs, "Result/Error Code"));
    g_autofree gchar *reason = NULL;

    path_number (tlvs, "Result/Error Code", &code);
    if (!path_number (tlvs, "Result/Error Status", &status)) {
        reason = g_strdup_printf ("%s: --%s: the answer does not say whether it worked", self->command->device,
                                  self->name);
        report_error (self->command->format, QMICLI_DEVICE, reason);
        return QMICLI_DEVICE;
    }
    if (status == 0)
        return QMICLI_OK;
    reason = g_strdup_printf ("--%s: QMI protocol error (%" G_GINT64_FORMAT "): '%s'", self->name, code,
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

/* The TLV @name has to be there. One that was sent but makes no sense is another fault than one that was not. */
static QmicliExit
complain_of (Run *self, const QmicliMessage *message, struct json_object *answer, const gchar *name)
{
    const gchar *reason = malformed_reason (answer, name);
    g_autofree gchar *text = NULL;

    if (!reason) {
        text = g_strdup_printf ("--%s: the modem answered without data: \"%s\" is missing", self->name, name);
        print_refusal (self, message, answer, text, 0);
        return QMICLI_REFUSED;
    }
    text = g_strdup_printf ("%s: --%s: \"%s\" is malformed in the answer: %s", self->command->device, self->name, name,
                            reason);
    report_error (self->command->format, QMICLI_DEVICE, text);
    return QMICLI_DEVICE;
}

QmicliExit
answer_check_contents (Run *self, const QmicliMessage *message, struct json_object *answer)
{
    struct json_object *tlvs = path_get (answer, "tlvs");
    gboolean data = FALSE, wanted = FALSE;
    const QmicliNode *node = qmicli_nodes (message);
    g_autofree gchar *text = NULL;

    for (guint i = 0; i < message->n_nodes; i++, node += node->size) {
        gboolean there = json_object_object_get_ex (tlvs, node->name, NULL);

        if ((node->flags & QMICLI_NODE_REQUIRED) && !there)
            return complain_of (self, message, answer, node->name);
        data |= there && (node->flags & QMICLI_NODE_DATA);
        wanted |= (node->flags & QMICLI_NODE_DATA) != 0;
    }
    if (!wanted || data)
        return QMICLI_OK;
    text = g_strdup_printf ("--%s: the modem answered without data", self->name);
    print_refusal (self, message, answer, text, 0);
    return QMICLI_REFUSED;
}

void
answer_warn_malformed (Run *self, struct json_object *answer)
{
    struct json_object *list = path_get (answer, "malformed");

    for (gsize i = 0; list && i < json_object_array_length (list); i++) {
        struct json_object *entry = json_object_array_get_idx (list, i);

        g_warning ("[%s] '%s' is malformed in the answer: %s", session_port (&self->session),
                   json_object_get_string (path_get (entry, "name")),
                   json_object_get_string (path_get (entry, "reason")));
    }
}
