/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Lays out responses by the lines that their description states.
 *
 * The generator has checked and packed them, one a line, each behind a letter that says what it is:
 *   ' '  text with placeholders: "{Path}", "{Path:form|instead}"; left out if a value without "instead" is missing
 *   '('  start of a block: path of a list, whose elements it is for, or of a value that has to be there; behind a
 *        tabulator the condition for it, "Path=1,2", "Path!1,2", or "Path&1,2" for masks with one of these bits,
 *        "Path~Other" and "Path^Other" for what is as long as the other, or is not, "Path?" for what is there,
 *        "Path<7" for what is less
 *   '|'  what stands there instead if the block was not shown
 *   ')'  its end
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "form.h"
#include "layout-lines.h"
#include "layout-value.h"
#include "qmi-schema.h"

/* Where names are looked for: a struct or an element, then what it stands in. */
typedef struct Scope {
    const struct Scope  *outer;
    const QmicliMessage *message; /* the scope is all of its TLVs; else %NULL */
    const QmicliNode    *node;    /* %NULL if nothing is known about it */
    struct json_object  *value;
    guint                index;   /* in its list */
} Scope;

typedef struct {
    GString             *out;
    const gchar         *port;
    const QmicliMessage *message;
    const QmicliMessage *more;
    struct json_object  *request; /* its values; %NULL if nothing was asked */
    const gchar         *line;    /* at hand */
} Lines;

static const gchar *put_lines (Lines *self, const Scope *scope, const gchar *line);

/* values */

static const QmicliNode *
node_of_tlv (const QmicliMessage *message, const gchar *name)
{
    const QmicliNode *node = qmicli_nodes (message);

    for (guint i = 0; i < message->n_nodes; i++, node += node->size)
        if (g_str_equal (node->name, name))
            return node;
    return NULL;
}

/* The member @name of a scope, and nothing around it. */
static gboolean
member_of (Lines *self, const Scope *scope, const gchar *name, Scope *found)
{
    struct json_object *value;

    if (!json_object_is_type (scope->value, json_type_object) ||
        !json_object_object_get_ex (scope->value, name, &value))
        return FALSE;
    *found = (Scope){ .outer = scope, .value = value, .index = scope->index };
    if (scope->message)
        found->node = node_of_tlv (scope->message, name);
    else if (scope->node)
        found->node = layout_child (scope->node, name);
    if (!found->node && self->more && g_str_equal (name, self->more->name))
        found->message = self->more;
    return TRUE;
}

/* The node of the elements of a list; %NULL if nothing is known about them. */
static const QmicliNode *
element_node (const Scope *list)
{
    return list->node && list->node->n_children ? list->node + 1 : NULL;
}

/* The element of a list that stands at the same place as that which the block is for. */
static gboolean
same_place (const Scope *scope, Scope *found)
{
    found->value = json_object_is_type (found->value, json_type_array)
                       ? json_object_array_get_idx (found->value, scope->index) : NULL;
    found->node = element_node (found);
    return found->value != NULL;
}

/* What a path leads to; its first step may be in any scope, the innermost first, at last in the request, or only in the
 * outermost scope if the path starts with "/". "." is the scope itself. */
static gboolean
look_up (Lines *self, const Scope *scope, const gchar *path, Scope *found)
{
    g_auto (GStrv) steps = g_strsplit (path + (*path == '/'), "/", -1);
    const Scope *start = scope, asked = { .value = self->request };
    Scope last;

    *found = *scope;
    while (*path == '/' && start->outer)
        start = start->outer;
    for (gchar **step = steps; *step && !g_str_equal (path, "."); step++) {
        gchar *bracket = strchr (*step, '[');
        gboolean known = FALSE;

        if (bracket)
            *bracket = '\0';
        last = *found;
        if (step > steps)
            known = member_of (self, &last, *step, found);
        for (; step == steps && start && !known; start = start->outer)
            known = member_of (self, start, *step, found);
        if (step == steps && !known)
            known = member_of (self, &asked, *step, found);
        if (!known || (bracket && !same_place (scope, found)))
            return FALSE;
    }
    found->outer = scope;
    return TRUE;
}

/* texts */

/* A value as everywhere, but without its unit, and also one that means "not available". */
static gchar *
plain_text (const Scope *found)
{
    QmicliNode node;

    if (found->node && found->node->empty && json_object_is_type (found->value, json_type_array) &&
        json_object_array_length (found->value) == 0)
        return g_strdup (qmicli_text (found->node->empty));
    if (!found->node || found->node->n_children)
        return layout_value (found->node, found->value);
    node = *found->node;
    node.n_absent = 0;
    node.flags |= QMICLI_NODE_NO_UNIT;
    return layout_value (&node, found->value);
}

/* Names of a number from the enum of the service with this place. */
static gchar *
enum_text (Lines *self, gint64 number, guint place)
{
    const QmiSchemaUnit *unit = qmi_schema_find_unit (self->message->service);
    QmiSchemaEnumRef ref = { unit, QMI_SCHEMA_AT (unit, QmiSchemaEnum, enums, place) };
    const gchar *names[QMI_SCHEMA_MAX_FLAGS + 1] = { NULL };

    if (ref.type->flags & QMI_ENUM_FLAGS)
        names[qmi_schema_flags_find (ref, (guint64) number, names)] = NULL;
    else
        names[0] = qmi_schema_enum_find (ref, number);
    return names[0] ? g_strjoinv (", ", (gchar **) names)
                    : g_strdup_printf ("unknown [0x%02" G_GINT64_MODIFIER "x]", (guint64) number);
}

/* Bytes in rows, all of them with the indent of the line. */
static gchar *
rows_text (Lines *self, struct json_object *list)
{
    g_autofree gchar *indent = g_strndup (self->line, strspn (self->line, " \t"));
    g_autofree gchar *rows = layout_bytes (list, LAYOUT_BYTES_IN_A_ROW, indent);

    return g_strdup (rows + strspn (rows, " \t"));
}

/* "text Coding": the name of the value that tells how a text is written. */
static const gchar *
coding_of (Lines *self, const Scope *found, const gchar *form)
{
    Scope coding;

    if (!g_str_has_prefix (form, "text ") || !look_up (self, found->outer, form + strlen ("text "), &coding))
        return NULL;
    return path_name_of (coding.value);
}

static gchar *
formed_text (Lines *self, const Scope *found, const gchar *form)
{
    static const gchar *const of_some[] = { "bcd", "digits", "pairs", "rows", NULL };
    struct json_object *value = found->value, *number;
    gboolean list = json_object_is_type (value, json_type_array);
    gchar *text;

    if (g_str_equal (form, "any"))
        return plain_text (found);
    if (g_str_equal (form, "name"))
        return g_strdup (path_name_of (value));
    if (json_object_is_type (value, json_type_object) && json_object_object_get_ex (value, "value", &number))
        value = number;
    if (g_str_equal (form, "count"))
        return list ? g_strdup_printf ("%" G_GSIZE_FORMAT, json_object_array_length (value)) : NULL;
    if (g_strv_contains (of_some, form) && (!list || json_object_array_length (value) == 0))
        return NULL;
    if (g_str_equal (form, "rows"))
        return rows_text (self, value);
    if (g_str_equal (form, "bcd") || g_str_equal (form, "digits"))
        return layout_digits (value, *form == 'b');
    if (g_str_equal (form, "hex"))
        return g_strdup_printf ("0x%02" G_GINT64_MODIFIER "x", json_object_get_uint64 (value));
    if (*form == '@')
        return enum_text (self, json_object_get_int64 (value), (guint) strtoul (form + 1, NULL, 10));
    text = form_text (value, form, coding_of (self, found, form));
    return text ? text : g_strdup (json_object_get_string (value));
}

/* The text of "Path", "Path:form"; %NULL if there is no such value, or if it means "not available" and has no form or
 * another text for that. */
static gchar *
value_text (Lines *self, const Scope *scope, const gchar *words, gboolean instead)
{
    g_auto (GStrv) parts = g_strsplit (words, ":", 2);
    Scope found;

    if (g_str_equal (parts[0], "port"))
        return g_strdup (self->port);
    if (g_str_equal (parts[0], "#"))
        return g_strdup_printf ("%ld", scope->index + (parts[1] ? strtol (parts[1], NULL, 10) : 0));
    if (!look_up (self, scope, parts[0], &found))
        return NULL;
    if ((instead || !parts[1]) && found.node && layout_is_absent (found.node, found.value))
        return NULL;
    return parts[1] ? formed_text (self, &found, parts[1]) : plain_text (&found);
}

/* One line, or nothing if one of its values is missing. */
static void
put_text (Lines *self, const Scope *scope, const gchar *line, gsize length)
{
    gsize before = self->out->len;

    self->line = line;
    for (const gchar *at = line, *end = line + length; at < end;) {
        const gchar *open = memchr (at, '{', end - at), *close = open ? memchr (open, '}', end - open) : NULL;
        g_autofree gchar *value = NULL, *instead = NULL, *words = NULL;

        g_string_append_len (self->out, at, close ? open - at : end - at);
        if (!close)
            break;
        words = g_strndup (open + 1, close - open - 1);
        if (strchr (words, '|')) {
            instead = g_strdup (strchr (words, '|') + 1);
            *strchr (words, '|') = '\0';
        }
        value = value_text (self, scope, words, instead != NULL);
        if (!value && !instead) {
            g_string_truncate (self->out, before);
            return;
        }
        g_string_append (self->out, value ? value : instead);
        at = close + 1;
    }
    g_string_append_c (self->out, '\n');
}

/* blocks */

static const gchar *
next_line (const gchar *line)
{
    return line + strcspn (line, "\n") + 1;
}

/* To the "|" or ")" that ends these lines. */
static const gchar *
skip_lines (const gchar *line)
{
    for (guint depth = 0; *line && (depth > 0 || !strchr ("|)", *line)); line = next_line (line)) {
        if (*line == '(')
            depth++;
        else if (*line == ')')
            depth--;
    }
    return line;
}

/* A list is its length, a missing value counts as 0. */
static gint64
number_at (Lines *self, const Scope *scope, const gchar *path)
{
    gint64 number = 0;
    Scope found;

    if (look_up (self, scope, path, &found) && !path_value_number (found.value, &number) &&
        json_object_is_type (found.value, json_type_array))
        number = (gint64) json_object_array_length (found.value);
    return number;
}

/* Whether a condition holds; so does nothing at all. */
static gboolean
holds (Lines *self, const Scope *scope, const gchar *condition)
{
    g_auto (GStrv) sides = g_strsplit_set (condition, "=!&~^?<", 2), numbers = NULL;
    gchar operator = condition[strcspn (condition, "=!&~^?<")];
    gint64 number, right;
    gboolean found = FALSE;
    Scope operand;

    if (!*condition)
        return TRUE;
    if (operator == '?')
        return look_up (self, scope, sides[0], &operand);
    number = number_at (self, scope, sides[0]);
    if (operator == '~' || operator == '^')
        return (number == number_at (self, scope, sides[1])) == (operator == '~');
    if (operator == '<')
        return number < g_ascii_strtoll (sides[1], NULL, 10);
    numbers = g_strsplit (sides[1], ",", -1);
    for (gchar **text = numbers; *text; text++) {
        right = g_ascii_strtoll (*text, NULL, 10);
        found |= operator == '&' ? (number & right) != 0 : number == right;
    }
    return found == (operator != '!');
}

/* Shows what is in the block, for each element if it is for a list; whether it was shown at all. */
static gboolean
put_each (Lines *self, const Scope *scope, const gchar *path, const gchar *condition, const gchar *inside)
{
    Scope found = *scope;
    gboolean shown = FALSE;

    if (*path && (!look_up (self, scope, path, &found) || (found.node && layout_is_absent (found.node, found.value))))
        return FALSE;
    if (!*path || !json_object_is_type (found.value, json_type_array)) {
        shown = holds (self, &found, condition);
        if (shown)
            put_lines (self, &found, inside);
        return shown;
    }
    for (gsize i = 0; i < json_object_array_length (found.value); i++) {
        Scope element = { .outer = scope, .node = element_node (&found), .index = (guint) i };

        element.value = json_object_array_get_idx (found.value, i);
        if (!holds (self, &element, condition))
            continue;
        put_lines (self, &element, inside);
        shown = TRUE;
    }
    return shown;
}

/* Gives what follows the block. */
static const gchar *
put_block (Lines *self, const Scope *scope, const gchar *line)
{
    g_autofree gchar *head = g_strndup (line + 1, strcspn (line, "\n") - 1);
    gchar *condition = strchr (head, '\t');
    const gchar *inside = next_line (line), *end = skip_lines (inside);
    gboolean shown;

    *condition++ = '\0';
    shown = put_each (self, scope, head, condition, inside);
    if (*end == '|') {
        if (!shown)
            put_lines (self, scope, next_line (end));
        end = skip_lines (next_line (end));
    }
    return next_line (end);
}

static const gchar *
put_lines (Lines *self, const Scope *scope, const gchar *line)
{
    while (*line && !strchr ("|)", *line)) {
        if (*line == '(') {
            line = put_block (self, scope, line);
        } else {
            put_text (self, scope, line + 1, strcspn (line, "\n") - 1);
            line = next_line (line);
        }
    }
    return line;
}

gchar *
layout_lines (const gchar *lines, const QmicliMessage *message, const QmicliMessage *more, const gchar *port,
              struct json_object *tlvs, struct json_object *request)
{
    g_autoptr (GString) text = g_string_new (NULL);
    Lines self = { text, port, message, more, request, "" };
    Scope scope = { .message = message, .value = tlvs };

    put_lines (&self, &scope, lines);
    return g_strdup (text->str);
}
