/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the modem answers where nothing has to be computed. */

#include "config.h"

#include <string.h>

#include "qmi-enums.h"
#include "qmi-json.h"
#include "qmi-message-private.h"
#include "sim-answers.h"
#include "sim-name.h"

/* Members of an answer that are no TLVs of the response. */
#define RESULT "Result"
#define WHEN   "when"

enum { REQUEST, RESPONSE };

struct _SimAnswers {
    const SimProfile *profile;
    GHashTable       *answers; /* QmiSchemaMessage -> list of answers */
};

/* The frame that @tlvs make; %NULL if they do not fit. */
static QmiMessage *
encode (const QmiSchemaUnit *unit, const QmiSchemaMessage *message, guint direction, SimJson *tlvs, GError **error)
{
    g_autoptr (GByteArray) frame = qmi_message_new ((QmiService) unit->service, 0, 1, message->id);

    if (direction == RESPONSE) {
        QmiMessage *response = qmi_message_response_new (frame, QMI_PROTOCOL_ERROR_NONE);

        g_byte_array_unref (frame);
        frame = response;
    }
    sim_fill_codes (tlvs);
    if (!qmi_json_add_tlvs (unit, message, direction, tlvs, frame, error))
        return NULL;
    return g_steal_pointer (&frame);
}

SimJson *
sim_normalize (const QmiSchemaUnit *unit, const QmiSchemaMessage *message, guint direction, SimJson *tlvs,
               GError **error)
{
    g_autoptr (GByteArray) frame = encode (unit, message, direction, tlvs, error);
    g_autoptr (SimJson) description = NULL;
    SimJson *values;

    if (!frame)
        return NULL;
    description = qmi_json_from_message (frame, message->vendor, QMI_JSON_SHOW_SECRETS);
    values = json_object_get (sim_member (description, "tlvs"));
    json_object_object_del (values, RESULT);
    return values;
}

SimJson *
sim_pick_tlvs (const QmiSchemaUnit *unit, const QmiSchemaMessage *message, guint direction, SimJson *tlvs)
{
    const QmiSchemaTlv *described = qmi_schema_tlv (unit, message->first[direction]);
    SimJson *picked = tlvs ? json_object_new_object () : NULL;

    for (guint i = 0; i < message->n[direction]; i++) {
        const gchar *name = qmi_schema_text (unit, qmi_schema_field (unit, described[i].field)->name);
        SimJson *value = sim_member (tlvs, name);

        if (value)
            json_object_object_add (picked, name, sim_copy (value));
    }
    return picked;
}

/* reading */

static gboolean
read_result (SimJson *answer, guint *result, GError **error)
{
    SimJson *value = sim_member (answer, RESULT);

    *result = QMI_PROTOCOL_ERROR_NONE;
    if (!value || sim_name_find_error (sim_text (value), result))
        return TRUE;
    return sim_fail (error, RESULT ": \"%s\" is no error; a name like \"NotSupported\" is expected", sim_text (value));
}

/* A successful answer needs what programs are told that it has. */
static gboolean
check_mandatory (const QmiSchemaUnit *unit, const QmiSchemaMessage *message, SimJson *values, GError **error)
{
    const QmiSchemaTlv *tlvs = qmi_schema_tlv (unit, message->first[RESPONSE]);

    for (guint i = 0; i < message->n[RESPONSE]; i++) {
        const gchar *name = qmi_schema_text (unit, qmi_schema_field (unit, tlvs[i].field)->name);

        if ((tlvs[i].flags & QMI_TLV_MANDATORY) && !(tlvs[i].flags & QMI_TLV_RESULT) && !sim_member (values, name))
            return sim_fail (error, "the TLV \"%s\" is missing", name);
    }
    return TRUE;
}

static SimJson *
read_answer (const QmiSchemaUnit *unit, const QmiSchemaMessage *message, SimJson *answer, GError **error)
{
    g_autoptr (SimJson) condition = NULL, tlvs = NULL, values = NULL;
    guint result;

    if (!json_object_is_type (answer, json_type_object)) {
        sim_fail (error, "an object with the TLVs of the answer is expected");
        return NULL;
    }
    if (!read_result (answer, &result, error))
        return NULL;
    condition = sim_normalize (unit, message, REQUEST, sim_member (answer, WHEN), error);
    if (!condition) {
        sim_fail_at (error, WHEN);
        return NULL;
    }
    tlvs = sim_copy (answer);
    json_object_object_del (tlvs, RESULT);
    json_object_object_del (tlvs, WHEN);
    values = sim_normalize (unit, message, RESPONSE, tlvs, error);
    if (!values || (result == QMI_PROTOCOL_ERROR_NONE && !check_mandatory (unit, message, values, error)))
        return NULL;
    if (result != QMI_PROTOCOL_ERROR_NONE)
        json_object_object_add (values, RESULT, json_object_get (sim_member (answer, RESULT)));
    json_object_object_add (values, WHEN, g_steal_pointer (&condition));
    return g_steal_pointer (&values);
}

/* One answer, or several of which the first one that the request meets the condition of is given. */
static SimJson *
read_answers (const QmiSchemaUnit *unit, const QmiSchemaMessage *message, SimJson *answers, GError **error)
{
    g_autoptr (SimJson) list = json_object_new_array ();
    gboolean several = json_object_is_type (answers, json_type_array);
    gsize n = several ? json_object_array_length (answers) : 1;

    if (n == 0) {
        sim_fail (error, "the list has no answer");
        return NULL;
    }
    for (gsize i = 0; i < n; i++) {
        SimJson *answer =
            read_answer (unit, message, several ? json_object_array_get_idx (answers, i) : answers, error);

        if (!answer) {
            if (several)
                sim_fail_at (error, "answer %" G_GSIZE_FORMAT, i + 1);
            return NULL;
        }
        json_object_array_add (list, answer);
    }
    return g_steal_pointer (&list);
}

static const QmiSchemaMessage *
find_message (const SimAnswers *self, const QmiSchemaUnit *unit, const gchar *name, GError **error)
{
    const QmiSchemaMessage *message = qmi_json_find_message (unit, name, FALSE);

    if (!message)
        sim_fail (error, "there is no message of this name");
    else if (!sim_profile_has_vendor (self->profile, message->vendor))
        sim_fail (error, "a message of vendor 0x%04X, who is not in \"vendors\"", message->vendor);
    else
        return message;
    return NULL;
}

static gboolean
read_service (const SimAnswers *self, const gchar *service_name, SimJson *section, GHashTable *answers, GError **error)
{
    const QmiSchemaUnit *unit;
    guint service;

    if (!qmi_json_find_service (service_name, &service) || !sim_profile_find_service (self->profile, service))
        return sim_fail (error, "not a service of this modem");
    unit = qmi_schema_find_unit (service);
    if (!unit)
        return TRUE; /* a service that was not built in */
    if (!json_object_is_type (section, json_type_object))
        return sim_fail (error, "an object with messages is expected");
    json_object_object_foreach (section, name, value) {
        const QmiSchemaMessage *message = find_message (self, unit, name, error);
        SimJson *list = message ? read_answers (unit, message, value, error) : NULL;

        if (!list)
            return sim_fail_at (error, "%s", name);
        g_hash_table_insert (answers, (gpointer) message, list);
    }
    return TRUE;
}

/* The answers of @section in a table of their own. */
static GHashTable *
read_section (const SimAnswers *self, SimJson *section, GError **error)
{
    g_autoptr (GHashTable) answers = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) sim_json_put);

    if (section && !json_object_is_type (section, json_type_object)) {
        sim_fail (error, "answers: an object with services is expected");
        return NULL;
    }
    if (!section)
        return g_steal_pointer (&answers);
    json_object_object_foreach (section, name, value) {
        if (!read_service (self, name, value, answers, error)) {
            sim_fail_at (error, "answers/%s", name);
            return NULL;
        }
    }
    return g_steal_pointer (&answers);
}

gboolean
sim_answers_replace (SimAnswers *self, SimJson *section, GError **error)
{
    g_autoptr (GHashTable) answers = read_section (self, section, error);
    GHashTableIter iter;
    gpointer message, answer;

    if (!answers)
        return FALSE;
    g_hash_table_iter_init (&iter, answers);
    while (g_hash_table_iter_next (&iter, &message, &answer))
        g_hash_table_insert (self->answers, message, json_object_get (answer));
    return TRUE;
}

void
sim_answers_reset (SimAnswers *self)
{
    g_hash_table_remove_all (self->answers);
    /* It was good when it was read first. */
    sim_answers_replace (self, sim_member (self->profile->root, "answers"), NULL);
}

SimAnswers *
sim_answers_new (const SimProfile *profile, GError **error)
{
    SimAnswers *self = g_new0 (SimAnswers, 1);

    self->profile = profile;
    self->answers = read_section (self, sim_member (profile->root, "answers"), error);
    if (self->answers)
        return self;
    g_free (self);
    return NULL;
}

void
sim_answers_free (SimAnswers *self)
{
    if (!self)
        return;
    g_hash_table_unref (self->answers);
    g_free (self);
}

/* looking up */

/* Whether the request has all the TLVs of the condition with the same bytes. */
static gboolean
is_met (const QmiSchemaUnit *unit, const QmiSchemaMessage *message, SimJson *condition, QmiMessage *request)
{
    g_autoptr (GByteArray) wanted = encode (unit, message, REQUEST, condition, NULL);
    QmiMessageTlv tlv, found;

    for (gboolean more = qmi_message_first_tlv (wanted, &tlv); more; more = qmi_message_next_tlv (wanted, &tlv))
        if (!qmi_message_find_tlv (request, tlv.type, &found) || found.length != tlv.length ||
            memcmp (found.value, tlv.value, tlv.length) != 0)
            return FALSE;
    return TRUE;
}

static SimJson *
choose (const QmiSchemaUnit *unit, const QmiSchemaMessage *message, SimJson *answers, QmiMessage *request)
{
    for (gsize i = 0; i < json_object_array_length (answers); i++) {
        SimJson *answer = json_object_array_get_idx (answers, i);

        if (is_met (unit, message, sim_member (answer, WHEN), request))
            return answer;
    }
    return NULL;
}

gboolean
sim_answers_has (const SimAnswers *self, const QmiSchemaMessage *message)
{
    return g_hash_table_contains (self->answers, message);
}

SimJson *
sim_answers_find (const SimAnswers *self, const QmiSchemaUnit *unit, const QmiSchemaMessage *message,
                  QmiMessage *request, guint *result)
{
    SimJson *answers = g_hash_table_lookup (self->answers, message), *answer, *copy;

    if (!answers)
        return NULL;
    answer = choose (unit, message, answers, request);
    if (!answer) {
        *result = QMI_PROTOCOL_ERROR_INVALID_ARGUMENT;
        return json_object_new_object ();
    }
    read_result (answer, result, NULL);
    copy = sim_copy (answer);
    json_object_object_del (copy, RESULT);
    json_object_object_del (copy, WHEN);
    return copy;
}

/* The answer that behaviours read and write, the first one; %NULL without one. */
static SimJson *
get_answer (const SimAnswers *self, guint service, const gchar *name)
{
    const QmiSchemaMessage *message = qmi_json_find_message (qmi_schema_find_unit (service), name, FALSE);
    SimJson *answers = message ? g_hash_table_lookup (self->answers, message) : NULL;

    return answers ? json_object_array_get_idx (answers, 0) : NULL;
}

SimJson *
sim_answers_get (const SimAnswers *self, guint service, const gchar *message, const gchar *tlv)
{
    return sim_member (get_answer (self, service, message), tlv);
}

SimJson *
sim_answers_get_all (const SimAnswers *self, guint service, const gchar *message)
{
    SimJson *copy = sim_copy (get_answer (self, service, message));

    if (sim_member (copy, RESULT)) {
        json_object_put (copy);
        return NULL;
    }
    if (copy)
        json_object_object_del (copy, WHEN);
    return copy;
}

gboolean
sim_answers_put (SimAnswers *self, guint service, const gchar *message, const gchar *tlv, SimJson *value)
{
    SimJson *answer = get_answer (self, service, message);

    if (!answer) {
        json_object_put (value);
        return FALSE;
    }
    json_object_object_add (answer, tlv, value);
    /* There is something to read now, whatever the profile says. */
    json_object_object_del (answer, RESULT);
    return TRUE;
}
