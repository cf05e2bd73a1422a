/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Checks the values of a request, however they were stated: as JSON, or as members of what was typed in brackets.
 * What is looked at is the frame that would be sent, in the one form that it has as JSON. */

#include "config.h"

#include "bounds.h"
#include "qmi-json.h"
#include "value.h"

typedef struct {
    const Request *request;
    GString       *path;    /* where the value stands that is looked at, or that is wrong */
    GError       **error;
} Checker;

static gboolean check_value (Checker *self, const QmiSchemaField *field, struct json_object *value);

/* Bounds of the value that is looked at; %NULL if it has none. */
static const QmicliBound *
find_bound (const Checker *self)
{
    const QmicliMessage *message = qmicli_message (self->request->option->message);

    for (guint i = 0; i < message->n_bounds; i++) {
        const QmicliBound *bound = qmicli_bound (message->first_bound + i);

        if (path_is_alike (qmicli_text (bound->field), self->path->str))
            return bound;
    }
    return NULL;
}

/* How many characters a text has, or elements a list. */
static gboolean
check_count (Checker *self, gsize n, const gchar *what)
{
    const QmicliBound *bound = find_bound (self);

    return !bound || value_check_count (n, what, (guint) qmicli_number (bound->min), (guint) qmicli_number (bound->max),
                                        self->error);
}

/* Whether the option takes numbers that have no names for this value. */
static gboolean
takes_any_number (const Checker *self)
{
    const QmicliOption *option = self->request->option;

    for (guint i = 0; i < option->n_items; i++) {
        const QmicliItem *item = qmicli_item (option->first_item + i);

        if ((item->flags & QMICLI_ITEM_NUMBER) && path_is_alike (qmicli_text (item->field), self->path->str))
            return TRUE;
    }
    return FALSE;
}

static gboolean
check_name (Checker *self, QmiSchemaEnumRef ref, struct json_object *value, gint64 number)
{
    g_autoptr (GString) names = NULL;

    if (!ref.type || (ref.type->flags & QMI_ENUM_FLAGS) || path_name_of (value) || takes_any_number (self))
        return TRUE;
    names = g_string_new (NULL);
    value_add_names (ref, NULL, names);
    g_set_error (self->error, QMICLI_ERROR, QMICLI_USAGE, "no value %" G_GINT64_FORMAT "; there are: %s", number,
                 names->str);
    return FALSE;
}

static gboolean
check_number (Checker *self, const QmiSchemaField *field, struct json_object *value)
{
    const QmicliBound *bound = find_bound (self);
    gint64 number, min, max;

    if (!path_value_number (value, &number))
        return TRUE;
    if (!check_name (self, qmi_schema_field_enum (self->request->unit, field, TRUE), value, number))
        return FALSE;
    min = bound ? qmicli_number (bound->min) : number;
    max = bound ? qmicli_number (bound->max) : number;
    if (number >= min && number <= max)
        return TRUE;
    g_set_error (self->error, QMICLI_ERROR, QMICLI_USAGE, "%" G_GINT64_FORMAT " is out of range, %" G_GINT64_FORMAT
                 " to %" G_GINT64_FORMAT, number, min, max);
    return FALSE;
}

static gboolean
check_list (Checker *self, const QmiSchemaField *field, struct json_object *value)
{
    const QmiSchemaField *element = qmi_schema_field (self->request->unit, field->ref);
    gsize before = self->path->len;
    struct json_object *list = value;

    if (field->flags & QMI_FIELD_SEQUENCE)
        json_object_object_get_ex (value, "elements", &list);
    if (!check_count (self, json_object_array_length (list), "elements"))
        return FALSE;
    for (gsize i = 0; i < json_object_array_length (list); i++) {
        g_string_append_printf (self->path, "[%" G_GSIZE_FORMAT "]", i);
        if (!check_value (self, element, json_object_array_get_idx (list, i)))
            return FALSE;
        g_string_truncate (self->path, before);
    }
    return TRUE;
}

static gboolean
check_struct (Checker *self, const QmiSchemaField *field, struct json_object *value)
{
    gsize before = self->path->len;

    for (guint i = 0; i < field->extra; i++) {
        const QmiSchemaField *member = qmi_schema_field (self->request->unit, field->ref + i);
        const gchar *name = qmi_schema_text (self->request->unit, member->name);

        if (member->flags & (QMI_FIELD_HIDDEN | QMI_FIELD_CONSTANT))
            continue;
        g_string_append_printf (self->path, "/%s", name);
        if (!check_value (self, member, json_object_object_get (value, name)))
            return FALSE;
        g_string_truncate (self->path, before);
    }
    return TRUE;
}

static gboolean
check_value (Checker *self, const QmiSchemaField *field, struct json_object *value)
{
    switch (field->kind) {
    case QMI_FIELD_INT:
        return check_number (self, field, value);
    case QMI_FIELD_STRING:
        return check_count (self, (gsize) json_object_get_string_len (value), "characters");
    case QMI_FIELD_ARRAY:
        return check_list (self, field, value);
    case QMI_FIELD_STRUCT:
        return check_struct (self, field, value);
    default:
        return TRUE;
    }
}

gboolean
bounds_check (const Request *request, QmiMessage *frame, GError **error)
{
    guint16 vendor = (guint16) qmicli_message (request->option->message)->vendor;
    struct json_object *description = qmi_json_from_message (frame, vendor, QMI_JSON_SHOW_SECRETS);
    struct json_object *values = json_object_object_get (description, "tlvs");
    gboolean good = TRUE;

    json_object_object_foreach (values, name, value) {
        g_autoptr (GString) path = g_string_new (name);
        Checker self = { request, path, error };

        if (good && !check_value (&self, path_field (request->unit, request->message, name), value)) {
            g_prefix_error (error, "--%s: %s: ", request->name, path->str);
            good = FALSE;
        }
    }
    json_object_put (description);
    return good;
}
