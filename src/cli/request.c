/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Makes requests of what was typed. */

#include "config.h"

#include <string.h>

#include "bounds.h"
#include "parts.h"
#include "pieces.h"
#include "qmi-json.h"
#include "request.h"
#include "value.h"

void
request_clear (Request *self)
{
    if (self->values)
        json_object_put (self->values);
    g_clear_pointer (&self->answer, json_object_put);
    g_clear_pointer (&self->picks, g_ptr_array_unref);
}

const QmiSchemaMessage *
request_find_message (const QmicliMessage *message, const QmiSchemaUnit **unit)
{
    *unit = qmi_schema_find_unit (message->service);
    return *unit ? qmi_schema_find_message (*unit, message->id, message->vendor,
                                           (message->flags & QMICLI_MESSAGE_INDICATION) != 0) : NULL;
}

/* The text that an item reads of its piece: a part of it, or, if its words count alone, the value of one. *text is
 * %NULL if that fills nothing. */
static gboolean
text_of_piece (const QmicliItem *item, const gchar *piece, gchar **text, GError **error)
{
    g_auto (GStrv) words = NULL;

    *text = NULL;
    if (!(item->flags & QMICLI_ITEM_ONLY)) {
        *text = parts_take ((QmicliPart) item->part, piece, error);
        return *text != NULL;
    }
    words = g_strsplit (piece, "|", -1);
    for (gchar **word = words; *word && !*text; word++)
        *text = g_strdup (qmicli_find_word (item->first_word, item->n_words, *word));
    return TRUE;
}

static struct json_object *
value_of_piece (Request *self, const QmicliItem *item, const gchar *path, const gchar *piece, gboolean *fills,
                GError **error)
{
    const gchar *join = qmicli_text (item->join);
    struct json_object *before = *join ? path_get (self->values, path) : NULL;
    g_autofree gchar *text = NULL, *joined = NULL;

    if (!text_of_piece (item, piece, &text, error))
        return NULL;
    *fills = text != NULL;
    if (before && json_object_is_type (before, json_type_string))
        joined = g_strconcat (json_object_get_string (before), join, text, NULL);
    return *fills ? value_from_text (self->unit, path_field (self->unit, self->message, path), item,
                                     joined ? joined : text, error)
                  : NULL;
}

/* Fills the value of one item; @row stands for [] in its path. */
static gboolean
fill_item (Request *self, const QmicliItem *item, guint row, const gchar *piece, GError **error)
{
    g_autofree gchar *path = path_of_row (qmicli_text (item->field), row);
    gboolean fills = TRUE;
    struct json_object *value = value_of_piece (self, item, path, piece, &fills, error);

    if (!value && fills) {
        g_prefix_error (error, "--%s: %s: ", self->name, *item->key ? item->key : qmicli_text (item->label));
        return FALSE;
    }
    if (value)
        path_set (self->values, path, value);
    return TRUE;
}

/* Lists that the items fill are there also if nobody typed an element of them. */
static void
make_lists (Request *self)
{
    for (guint i = 0; i < self->option->n_items; i++) {
        const gchar *path = qmicli_text (qmicli_item (self->option->first_item + i)->field);
        const gchar *brackets = strstr (path, "[]");
        g_autofree gchar *list = brackets ? g_strndup (path, brackets - path) : NULL;

        if (list && !path_get (self->values, list))
            path_set (self->values, list, json_object_new_array ());
    }
}

/* Whether a number inside of the field can have this name. */
static gboolean
has_name (const QmiSchemaUnit *unit, const QmiSchemaField *field, const gchar *name)
{
    QmiSchemaEnumRef ref;
    gint64 number;

    switch (field->kind) {
    case QMI_FIELD_ARRAY:
        return has_name (unit, qmi_schema_field (unit, field->ref), name);
    case QMI_FIELD_STRUCT:
        for (guint i = 0; i < field->extra; i++)
            if (has_name (unit, qmi_schema_field (unit, field->ref + i), name))
                return TRUE;
        return FALSE;
    case QMI_FIELD_INT:
        ref = qmi_schema_field_enum (unit, field, TRUE);
        return ref.type && qmi_schema_enum_parse (ref, name, &number);
    default:
        return FALSE;
    }
}

/* The list is not there yet, but what it can consist of is known: "modem" of "modem0" has to be among that. */
static gboolean
check_pick (Request *self, const gchar *piece, GError **error)
{
    g_autofree gchar *word = g_strndup (piece, pieces_split_index (piece));
    const QmiSchemaUnit *unit;
    const QmiSchemaMessage *first = request_find_message (qmicli_message (self->option->before), &unit);

    for (guint i = 0; *word && first && i < first->n[1]; i++)
        if (has_name (unit, qmi_schema_field (unit, qmi_schema_tlv (unit, first->first[1] + i)->field), word))
            return TRUE;
    if (!*word || !first)
        return TRUE;
    g_set_error (error, QMICLI_ERROR, QMICLI_USAGE, "--%s: \"%s\" is of no kind that the modem has: %s", self->name,
                 piece, qmicli_text (self->option->placeholder));
    return FALSE;
}

static gboolean
fill_items (Request *self, GPtrArray *pieces, GError **error)
{
    guint n = self->option->n_items;

    for (guint i = 0; i < pieces->len; i++) {
        const QmicliItem *item = qmicli_item (self->option->first_item + i % n);

        if (!pieces->pdata[i])
            continue;
        if (*qmicli_text (item->pick)) {
            if (!check_pick (self, pieces->pdata[i], error))
                return FALSE;
            self->picks->pdata[i] = g_strdup (pieces->pdata[i]);
        } else if (!fill_item (self, item, i / n, pieces->pdata[i], error))
            return FALSE;
    }
    make_lists (self);
    return TRUE;
}

/* What stands between the pieces of the text at @path; empty if it is not made of pieces. */
static const gchar *
join_of (const QmicliOption *option, const gchar *path)
{
    for (guint i = 0; i < option->n_items; i++) {
        const QmicliItem *item = qmicli_item (option->first_item + i);

        if (g_str_equal (qmicli_text (item->field), path))
            return qmicli_text (item->join);
    }
    return "";
}

/* What is not typed. It gives way to what was, but comes last in a text that is made of pieces. */
static gboolean
fill_preset (Request *self, const QmicliPreset *preset, GError **error)
{
    const gchar *path = qmicli_text (preset->field), *join = join_of (self->option, path);
    const QmiSchemaField *field = path_field (self->unit, self->message, path);
    struct json_object *before = path_get (self->values, path), *value, *made;
    const gchar *text;

    if (before && !*join)
        return TRUE;
    value = json_tokener_parse (qmicli_text (preset->value));
    text = json_object_is_type (value, json_type_string) ? json_object_get_string (value) : NULL;
    if (before && text) {
        g_autofree gchar *joined = g_strconcat (json_object_get_string (before), join, text, NULL);

        made = json_object_new_string (joined);
    } else if (field->kind == QMI_FIELD_ARRAY && text) {
        made = value_bytes_of_text (field, text, error);
    } else {
        made = json_object_get (value);
    }
    json_object_put (value);
    if (made)
        path_set (self->values, path, made);
    return made != NULL;
}

/* Whether what a value belongs to is there at all. */
static gboolean
is_wanted (Request *self, const QmicliPreset *preset)
{
    const gchar *path = qmicli_text (preset->field);
    g_autofree gchar *tlv = g_strndup (path, strcspn (path, "/["));

    return !(preset->flags & QMICLI_PRESET_BESIDE) || path_get (self->values, tlv);
}

/* @empty: an argument was given, but nothing is in it. */
static gboolean
fill_presets (Request *self, gboolean empty, GError **error)
{
    for (guint i = 0; i < self->option->n_presets; i++) {
        const QmicliPreset *preset = qmicli_preset (self->option->first_preset + i);

        if (preset->from || (empty && (preset->flags & QMICLI_PRESET_DEFAULT)) || !is_wanted (self, preset))
            continue;
        if (!fill_preset (self, preset, error))
            return FALSE;
    }
    return TRUE;
}

/* Whether some of the values are known only after the answer to another message. */
static gboolean
waits (const Request *self)
{
    for (guint i = 0; i < self->picks->len; i++)
        if (self->picks->pdata[i])
            return TRUE;
    for (guint i = 0; i < self->option->n_presets; i++) {
        const QmicliPreset *preset = qmicli_preset (self->option->first_preset + i);

        if (preset->from && !path_get (self->values, qmicli_text (preset->field)))
            return TRUE;
    }
    return FALSE;
}

/* A trial run of the encoder finds what does not fit or is missing, and shows the values that would be sent. */
static gboolean
check_values (Request *self, GError **error)
{
    const QmicliMessage *message = qmicli_message (self->option->message);
    g_autoptr (GByteArray) frame = NULL;

    if (waits (self))
        return TRUE;
    frame = request_build (message, self->values, 1, 1, self->name, error);
    return frame && bounds_check (self, frame, error);
}

/* What both ways to state a request begin with. */
static gboolean
start (Request *self, const QmicliOption *option, const gchar *name, GError **error)
{
    self->option = option;
    self->name = name;
    self->values = json_object_new_object ();
    self->picks = g_ptr_array_new_with_free_func (g_free);
    g_ptr_array_set_size (self->picks, option->n_items);
    if (option->message == QMICLI_NONE)
        return TRUE;
    self->message = request_find_message (qmicli_message (option->message), &self->unit);
    if (!self->message)
        g_set_error (error, QMICLI_ERROR, QMICLI_USAGE, "--%s: the library that is loaded does not know this message",
                     name);
    return self->message != NULL;
}

gboolean
request_prepare_json (Request *self, const QmicliOption *option, const gchar *name, struct json_object *values,
                      GError **error)
{
    if (!start (self, option, name, error))
        return FALSE;
    if (!json_object_is_type (values, json_type_object) || !self->message) {
        g_set_error (error, QMICLI_ERROR, QMICLI_USAGE, self->message
                     ? "--%s: a JSON object with the fields of the request is expected"
                     : "--%s: there is no request to give fields of", name);
        return FALSE;
    }
    json_object_put (self->values);
    self->values = json_object_get (values);
    return check_values (self, error);
}

/* Whether all members of an object are called like TLVs of the request. */
static gboolean
names_tlvs (const Request *self, struct json_object *values)
{
    json_object_object_foreach (values, name, value) {
        (void) value;
        if (!path_field (self->unit, self->message, name))
            return FALSE;
    }
    return json_object_object_length (values) > 0;
}

/* Whether an argument is the request as JSON. A value of its own may begin like that too, unless it is a number. */
static gboolean
is_json (const Request *self, const gchar *argument)
{
    const gchar *path = self->option->n_items > 0 ? qmicli_text (qmicli_item (self->option->first_item)->field) : "";
    const QmiSchemaField *field = path_field (self->unit, self->message, path);
    struct json_object *values;
    gboolean good;

    if (*argument != '{')
        return FALSE;
    if (self->option->form != QMICLI_FORM_VALUE && self->option->form != QMICLI_FORM_VALUES)
        return TRUE;
    if (field && field->kind == QMI_FIELD_INT)
        return TRUE;
    values = value_of_json (argument, NULL);
    good = values && names_tlvs (self, values);
    json_object_put (values);
    return good;
}

static gboolean
fill_json (Request *self, const gchar *argument, GError **error)
{
    struct json_object *values = value_of_json (argument, error);

    if (!values) {
        g_prefix_error (error, "--%s: ", self->name);
        return FALSE;
    }
    json_object_put (self->values);
    self->values = values;
    return TRUE;
}

gboolean
request_prepare (Request *self, const QmicliOption *option, const gchar *name, const gchar *argument, GError **error)
{
    g_autoptr (GPtrArray) pieces = NULL;

    if (!start (self, option, name, error) || !self->message)
        return self->message || option->message == QMICLI_NONE;
    if (argument && is_json (self, argument))
        return fill_json (self, argument, error) && check_values (self, error);
    if (argument && option->n_items > 0) {
        pieces = pieces_of_argument (option, name, argument, error);
        if (!pieces || !fill_items (self, pieces, error))
            return FALSE;
    }
    return fill_presets (self, argument && *argument == '\0', error) && check_values (self, error);
}

/* frames */

static gboolean
check_mandatory (const QmiSchemaUnit *unit, const QmiSchemaMessage *message, struct json_object *values,
                 const gchar *name, GError **error)
{
    for (guint i = 0; i < message->n[0]; i++) {
        const QmiSchemaTlv *tlv = qmi_schema_tlv (unit, message->first[0] + i);
        const gchar *tlv_name = qmi_schema_text (unit, qmi_schema_field (unit, tlv->field)->name);

        if ((tlv->flags & QMI_TLV_MANDATORY) && !json_object_object_get_ex (values, tlv_name, NULL)) {
            g_set_error (error, QMICLI_ERROR, QMICLI_USAGE, "--%s: \"%s\" is missing", name, tlv_name);
            return FALSE;
        }
    }
    return TRUE;
}

QmiMessage *
request_build (const QmicliMessage *message, struct json_object *values, guint8 cid, guint16 transaction,
               const gchar *name, GError **error)
{
    const QmiSchemaUnit *unit;
    const QmiSchemaMessage *table = request_find_message (message, &unit);
    g_autoptr (GByteArray) frame = NULL;

    if (message->service == QMI_SERVICE_CTL)
        cid = 0;
    frame = qmi_message_new ((QmiService) message->service, cid, transaction, message->id);
    if (!qmi_json_add_tlvs (unit, table, 0, values, frame, error)) {
        g_prefix_error (error, "--%s: ", name);
        return NULL;
    }
    /* A name that is wrong is told before the one that is missing for it. */
    return check_mandatory (unit, table, values, name, error) ? g_steal_pointer (&frame) : NULL;
}
