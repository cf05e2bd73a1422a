/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Paths into messages as JSON. The generator has checked them against the descriptions. */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "path.h"

/* One step: a name, and what stands in brackets behind it. */
typedef struct {
    gchar       *name;
    gchar       *bracket; /* %NULL without brackets */
    const gchar *rest;    /* of the path; %NULL at its end */
} Step;

static void
step_clear (Step *self)
{
    g_free (self->name);
    g_free (self->bracket);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Step, step_clear)

static Step
step_read (const gchar *path)
{
    gsize length = strcspn (path, "/"), name = strcspn (path, "/[");
    Step step = { .name = g_strndup (path, name) };

    if (name < length)
        step.bracket = g_strndup (path + name + 1, length - name - 2);
    step.rest = path[length] ? path + length + 1 : NULL;
    return step;
}

const gchar *
path_name_of (struct json_object *value)
{
    struct json_object *name;

    if (json_object_is_type (value, json_type_object) && json_object_object_get_ex (value, "name", &name))
        return json_object_get_string (name);
    return NULL;
}

/* Member @name of an object, made as a list or an object if it is not there. */
static struct json_object *
member (struct json_object *object, const gchar *name, gboolean list)
{
    struct json_object *found;

    if (!json_object_object_get_ex (object, name, &found)) {
        found = list ? json_object_new_array () : json_object_new_object ();
        json_object_object_add (object, name, found);
    }
    return found;
}

void
path_set (struct json_object *root, const gchar *path, struct json_object *value)
{
    g_auto (Step) step = step_read (path);
    struct json_object *inner;
    gsize index;

    if (!step.bracket) {
        if (step.rest)
            path_set (member (root, step.name, FALSE), step.rest, value);
        else
            json_object_object_add (root, step.name, value);
        return;
    }
    inner = member (root, step.name, TRUE);
    index = strtoul (step.bracket, NULL, 10);
    if (!step.rest) {
        json_object_array_put_idx (inner, index, value);
        return;
    }
    if (!json_object_array_get_idx (inner, index))
        json_object_array_put_idx (inner, index, json_object_new_object ());
    path_set (json_object_array_get_idx (inner, index), step.rest, value);
}

gchar *
path_of_row (const gchar *path, guint row)
{
    const gchar *brackets = strstr (path, "[]");

    return brackets ? g_strdup_printf ("%.*s[%u]%s", (gint) (brackets - path), path, row, brackets + 2)
                    : g_strdup (path);
}

gboolean
path_is_alike (const gchar *one, const gchar *other)
{
    for (; *one && *one == *other; one++, other++) {
        gboolean bracket = *one == '[';

        while (bracket && g_ascii_isdigit (one[1]))
            one++;
        while (bracket && g_ascii_isdigit (other[1]))
            other++;
    }
    return *one == *other;
}

struct json_object *
path_get (struct json_object *root, const gchar *path)
{
    g_auto (Step) step = step_read (path);
    struct json_object *inner;

    if (!json_object_is_type (root, json_type_object) || !json_object_object_get_ex (root, step.name, &inner))
        return NULL;
    if (step.bracket && json_object_is_type (inner, json_type_array))
        inner = json_object_array_get_idx (inner, strtoul (step.bracket, NULL, 10));
    return step.rest ? path_get (inner, step.rest) : inner;
}

gboolean
path_value_number (struct json_object *value, gint64 *number)
{
    struct json_object *inner;

    if (json_object_is_type (value, json_type_object) && json_object_object_get_ex (value, "value", &inner))
        value = inner;
    if (!json_object_is_type (value, json_type_int) && !json_object_is_type (value, json_type_boolean))
        return FALSE;
    *number = json_object_get_int64 (value);
    return TRUE;
}

gboolean
path_number (struct json_object *root, const gchar *path, gint64 *number)
{
    return path_value_number (path_get (root, path), number);
}

static const QmiSchemaField *
child_field (const QmiSchemaUnit *unit, const QmiSchemaField *field, const gchar *name)
{
    for (guint i = 0; field->kind == QMI_FIELD_STRUCT && i < field->extra; i++) {
        const QmiSchemaField *child = qmi_schema_field (unit, field->ref + i);

        if (g_str_equal (qmi_schema_text (unit, child->name), name))
            return child;
    }
    return NULL;
}

const QmiSchemaField *
path_field (const QmiSchemaUnit *unit, const QmiSchemaMessage *message, const gchar *path)
{
    const QmiSchemaField *field = NULL;

    for (const gchar *rest = path; rest;) {
        g_auto (Step) step = step_read (rest);
        const QmiSchemaField *next = field ? child_field (unit, field, step.name) : NULL;

        for (guint i = 0; !field && !next && i < message->n[0]; i++) {
            const QmiSchemaTlv *tlv = qmi_schema_tlv (unit, message->first[0] + i);

            if (g_str_equal (qmi_schema_text (unit, qmi_schema_field (unit, tlv->field)->name), step.name))
                next = qmi_schema_field (unit, tlv->field);
        }
        if (next && step.bracket)
            next = qmi_schema_field (unit, next->ref);
        if (!next)
            return NULL;
        field = next;
        rest = step.rest;
    }
    return field;
}

/* Whether an element fulfils "Type=modem"; without a condition all do. */
static gboolean
matches (struct json_object *element, const gchar *condition)
{
    const gchar *equals = condition ? strchr (condition, '=') : NULL, *nickname;
    g_autofree gchar *name = equals ? g_strndup (condition, equals - condition) : NULL;
    struct json_object *value;

    if (!equals)
        return TRUE;
    if (!json_object_object_get_ex (element, name, &value))
        return FALSE;
    nickname = path_name_of (value);
    return g_str_equal (nickname ? nickname : json_object_get_string (value), equals + 1);
}

static gboolean
walk (struct json_object *object, const gchar *path, const PathElement *outer, PathFunc func, gpointer data)
{
    g_auto (Step) step = step_read (path);
    struct json_object *list;

    if (!json_object_is_type (object, json_type_object) || !json_object_object_get_ex (object, step.name, &list) ||
        !json_object_is_type (list, json_type_array))
        return TRUE;
    for (gsize i = 0; i < json_object_array_length (list); i++) {
        PathElement element = { .depth = MIN (outer->depth + 1, PATH_DEPTH), .index = (guint) i };

        element.around[0] = json_object_array_get_idx (list, i);
        memcpy (element.around + 1, outer->around, (element.depth - 1) * sizeof (element.around[0]));
        if (!matches (element.around[0], step.bracket))
            continue;
        if (!(step.rest ? walk (element.around[0], step.rest, &element, func, data) : func (&element, data)))
            return FALSE;
    }
    return TRUE;
}

gboolean
path_each (struct json_object *root, const gchar *path, PathFunc func, gpointer data)
{
    PathElement outer = { .depth = 0 };

    return walk (root, path, &outer, func, data);
}

struct json_object *
path_find (const PathElement *element, const gchar *name)
{
    struct json_object *found;

    for (guint i = 0; i < element->depth; i++)
        if (json_object_is_type (element->around[i], json_type_object) &&
            json_object_object_get_ex (element->around[i], name, &found))
            return found;
    return NULL;
}

gboolean
path_holds (struct json_object *root, const gchar *conditions)
{
    g_auto (GStrv) lines = g_strsplit (conditions, "\n", -1);

    for (gchar **line = lines; *line && **line; line++) {
        gsize length = strcspn (*line, "=!");
        gboolean equal = (*line)[length] == '=';
        gint64 number = 0, right = g_ascii_strtoll (*line + length + 1, NULL, 10);

        (*line)[length] = '\0';
        path_number (root, *line, &number);
        if ((number == right) != equal)
            return FALSE;
    }
    return TRUE;
}
