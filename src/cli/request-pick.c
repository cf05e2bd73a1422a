/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Values of requests that the modem has told before. */

#include "config.h"

#include <string.h>

#include "pieces.h"
#include "request.h"

typedef struct {
    const gchar *word;    /* how the kind is called; empty: not stated */
    guint64      index;
    guint        seen;
    PathElement  found;
    gboolean     done;
} Search;

/* Whether a nickname of the element, or of what it stands in, is the word that was typed. */
static gboolean
is_called (const PathElement *element, const gchar *word)
{
    for (guint i = 0; i < element->depth; i++) {
        json_object_object_foreach (element->around[i], name, value) {
            const gchar *nickname = path_name_of (value);

            (void) name;
            if (nickname && g_ascii_strcasecmp (nickname, word) == 0)
                return TRUE;
        }
    }
    return FALSE;
}

static gboolean
look_at (const PathElement *element, gpointer data)
{
    Search *search = data;

    if (*search->word && !is_called (element, search->word))
        return TRUE;
    search->seen++;
    if (element->index != search->index)
        return TRUE;
    search->found = *element;
    search->done = TRUE;
    return FALSE;
}

/* An object with the members of the struct @field, taken from the element and what it stands in. */
static struct json_object *
members_of_element (const QmiSchemaUnit *unit, const QmiSchemaField *field, const PathElement *element)
{
    struct json_object *object, *value;

    if (field->kind != QMI_FIELD_STRUCT) {
        value = path_find (element, qmi_schema_text (unit, field->name));
        return value ? json_object_get (value) : NULL;
    }
    object = json_object_new_object ();
    for (guint i = 0; i < field->extra; i++) {
        const gchar *name = qmi_schema_text (unit, qmi_schema_field (unit, field->ref + i)->name);

        value = path_find (element, name);
        if (!value) {
            json_object_put (object);
            return NULL;
        }
        json_object_object_add (object, name, json_object_get (value));
    }
    return object;
}

static gboolean
pick_item (Request *self, const QmicliItem *item, const gchar *text, struct json_object *tlvs, GError **error)
{
    gsize length = pieces_split_index (text);
    g_autofree gchar *word = g_strndup (text, length);
    Search search = { .word = word, .index = g_ascii_strtoull (text + length, NULL, 10) };
    const gchar *path = qmicli_text (item->field);
    struct json_object *value = NULL;

    path_each (tlvs, qmicli_text (item->pick), look_at, &search);
    if (search.done)
        value = members_of_element (self->unit, path_field (self->unit, self->message, path), &search.found);
    if (!value) {
        g_set_error (error, QMICLI_ERROR, QMICLI_USAGE, "--%s: the modem has no \"%s\"; it lists %u of this kind, "
                     "counted from 0", self->name, text, search.seen);
        return FALSE;
    }
    path_set (self->values, path, value);
    return TRUE;
}

typedef struct {
    Request            *request;
    const QmicliPreset *preset;
} From;

/* The member that is called like the field it fills. */
static gboolean
take_member (const PathElement *element, gpointer data)
{
    From *from = data;
    const gchar *path = qmicli_text (from->preset->field), *slash = strrchr (path, '/');
    struct json_object *value = path_find (element, slash ? slash + 1 : path);

    if (value)
        path_set (from->request->values, path, json_object_get (value));
    return value == NULL;
}

gboolean
request_pick (Request *self, struct json_object *tlvs, GError **error)
{
    for (guint i = 0; i < self->picks->len; i++)
        if (self->picks->pdata[i] &&
            !pick_item (self, qmicli_item (self->option->first_item + i), self->picks->pdata[i], tlvs, error))
            return FALSE;
    for (guint i = 0; i < self->option->n_presets; i++) {
        From from = { self, qmicli_preset (self->option->first_preset + i) };
        const gchar *path = qmicli_text (from.preset->field);

        if (!from.preset->from || path_get (self->values, path))
            continue;
        if (path_each (tlvs, qmicli_text (from.preset->from), take_member, &from)) {
            g_set_error (error, QMICLI_ERROR, QMICLI_REFUSED, "--%s: the modem names no \"%s\" to use", self->name,
                         path);
            return FALSE;
        }
    }
    return TRUE;
}

struct json_object *
request_from_element (const QmicliMessage *message, const PathElement *element)
{
    const QmiSchemaUnit *unit;
    const QmiSchemaMessage *table = request_find_message (message, &unit);
    struct json_object *values = json_object_new_object ();

    for (guint i = 0; table && i < table->n[0]; i++) {
        const QmiSchemaField *field = qmi_schema_field (unit, qmi_schema_tlv (unit, table->first[0] + i)->field);
        struct json_object *value = members_of_element (unit, field, element);

        if (!value) {
            json_object_put (values);
            return NULL;
        }
        json_object_object_add (values, qmi_schema_text (unit, field->name), value);
    }
    return values;
}
