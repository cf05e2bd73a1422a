/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Lays out responses as text, by the hints of the tables. */

#include "config.h"

#include <string.h>

#include "layout-lines.h"
#include "layout-value.h"
#include "layout.h"
#include "path.h"

typedef struct {
    GString             *out;
    const gchar         *port;
    const QmicliMessage *message;
    const QmicliMessage *more;   /* of the elements */
    struct json_object  *tlvs;
    gboolean             bare;
    guint                depth;  /* tabulators before a line */
} Layout;

static void put_node (Layout *self, const QmicliNode *node, struct json_object *value, const PathElement *around);

static void
put_indent (Layout *self)
{
    for (guint i = 0; i < self->depth; i++)
        g_string_append_c (self->out, '\t');
}

static void
put_line (Layout *self, const QmicliNode *node, const gchar *label, const gchar *text)
{
    const gchar *quote = (self->bare || (node->flags & QMICLI_NODE_BARE)) ? "" : "'";

    put_indent (self);
    g_string_append_printf (self->out, "%s: %s%s%s\n", label, quote, text, quote);
}

static const gchar *
label_of (const QmicliNode *node)
{
    return node->label ? qmicli_text (node->label) : node->name;
}

/* Number of bytes, and the bytes. */
static void
put_dump (Layout *self, struct json_object *list)
{
    g_autofree gchar *bytes = layout_bytes (list, LAYOUT_BYTES_IN_A_ROW, "\t\t");

    g_string_append_printf (self->out, "\tSize: '%" G_GSIZE_FORMAT "' bytes\n\tContents:\n%s\n",
                            json_object_array_length (list), bytes);
}

/* The numbers of the bits that are set in a row of bytes; %FALSE if there are none. */
static gboolean
put_bits (Layout *self, struct json_object *list)
{
    gboolean any = FALSE;

    for (gsize i = 0; i < 8 * json_object_array_length (list); i++) {
        if (!(json_object_get_int (json_object_array_get_idx (list, i / 8)) >> i % 8 & 1))
            continue;
        put_indent (self);
        g_string_append_printf (self->out, "0x%04X\n", (guint) i);
        any = TRUE;
    }
    return any;
}

static void
put_more (Layout *self, struct json_object *element)
{
    struct json_object *answer, *inner;
    const QmicliNode *node;

    if (!self->more || !json_object_object_get_ex (element, self->more->name, &answer))
        return;
    node = qmicli_nodes (self->more);
    for (guint i = 0; i < self->more->n_nodes; i++, node += node->size)
        if (json_object_object_get_ex (answer, node->name, &inner))
            put_node (self, node, inner, NULL);
}

static void
put_members (Layout *self, const QmicliNode *node, struct json_object *value, const PathElement *around)
{
    const QmicliNode *child = node + 1;
    struct json_object *inner;

    if (node->order) {
        g_auto (GStrv) names = g_strsplit (qmicli_text (node->order), "\n", -1);

        for (gchar **name = names; **name; name++)
            if ((child = layout_child (node, *name)) && json_object_object_get_ex (value, *name, &inner))
                put_node (self, child, inner, around);
        return;
    }
    for (guint i = 0; i < node->n_children; i++, child += child->size)
        if (json_object_object_get_ex (value, child->name, &inner))
            put_node (self, child, inner, around);
}

/* The place of the current element, -1 if none is marked; it is a member beside the list. */
static gint64
current_index (const QmicliNode *list, const PathElement *around)
{
    struct json_object *index = around && list->current ? path_find (around, qmicli_text (list->current)) : NULL;

    return json_object_is_type (index, json_type_int) ? json_object_get_int64 (index) : -1;
}

static void
put_struct_element (Layout *self, const QmicliNode *list, const PathElement *element, gboolean current)
{
    const QmicliNode *node = list + 1;

    if (current) {
        put_indent (self);
        g_string_append (self->out, ">>>>>>>>>> [CURRENT] <<<<<<<<<<\n");
    }
    if (node->heading) {
        g_autofree gchar *heading = layout_pattern (qmicli_text (node->heading), node, element);

        g_string_append_printf (self->out, "%s\n", heading);
    } else {
        put_indent (self);
        g_string_append_printf (self->out, "[%u]\n", element->index);
    }
    self->depth += !node->heading;
    put_members (self, node, element->around[0], element);
    put_more (self, element->around[0]);
    self->depth -= !node->heading;
}

/* One line an element; that with the current value is marked. */
static void
put_scalar_element (Layout *self, const QmicliNode *list, const PathElement *element)
{
    struct json_object *current = NULL;
    g_autofree gchar *text = layout_pattern (qmicli_text ((list + 1)->pattern), list + 1, element);
    const gchar *mark = "";

    if (list->current) {
        json_object_object_get_ex (self->tlvs, qmicli_text (list->current), &current);
        mark = current && json_object_equal (current, element->around[0]) ? "[*] " : "    ";
    }
    put_indent (self);
    g_string_append_printf (self->out, "%s%s\n", mark, text);
}

static void
put_elements (Layout *self, const QmicliNode *node, struct json_object *list, const PathElement *around)
{
    gboolean own_heading = node[1].heading || (node[1].pattern && !node->label);
    gint64 current = current_index (node, around);

    if (!own_heading) {
        put_indent (self);
        g_string_append_printf (self->out, "%s:\n", label_of (node));
    }
    self->depth++;
    for (gsize i = 0; i < json_object_array_length (list); i++) {
        PathElement element = { .around = { json_object_array_get_idx (list, i) }, .depth = 1, .index = (guint) i };

        if (around) {
            element.depth = MIN (around->depth + 1, PATH_DEPTH);
            memcpy (element.around + 1, around->around, (element.depth - 1) * sizeof (element.around[0]));
        }
        if (node[1].pattern)
            put_scalar_element (self, node, &element);
        else
            put_struct_element (self, node, &element, current == (gint64) i);
    }
    self->depth--;
}

static gboolean
is_list_of_blocks (const QmicliNode *node, struct json_object *value)
{
    return json_object_is_type (value, json_type_array) && node->n_children && (node[1].n_children || node[1].pattern);
}

/* Values that are shown as something else than a line; %FALSE if this is none. */
static gboolean
put_special (Layout *self, const QmicliNode *node, struct json_object *value)
{
    gboolean list = json_object_is_type (value, json_type_array);

    if (list && node->empty && json_object_array_length (value) == 0) {
        g_string_append_printf (self->out, "%s\n", qmicli_text (node->empty));
        return TRUE;
    }
    if (list && (node->flags & QMICLI_NODE_DUMP)) {
        put_dump (self, value);
        return TRUE;
    }
    if (list && (node->flags & QMICLI_NODE_BITS)) {
        if (!put_bits (self, value))
            g_string_append_printf (self->out, "\t%s\n", node->empty ? qmicli_text (node->empty) : "none");
        return TRUE;
    }
    if (node->flags & QMICLI_NODE_IF_TRUE) {
        if (json_object_get_boolean (value))
            g_string_append_printf (self->out, "[%s] %s\n", self->port, label_of (node));
        return TRUE;
    }
    return (node->flags & QMICLI_NODE_SKIP_ABSENT) && layout_is_absent (node, value);
}

static void
put_value (Layout *self, const QmicliNode *node, struct json_object *value, const PathElement *around)
{
    g_autofree gchar *text = NULL;
    gboolean bare = self->bare;

    if (put_special (self, node, value))
        return;
    if (node->notes)
        g_string_append (self->out, qmicli_text (node->notes));
    self->bare |= (node->flags & QMICLI_NODE_BARE) != 0;
    if (is_list_of_blocks (node, value)) {
        put_elements (self, node, value, around);
    } else if ((text = layout_value (node, value))) {
        put_line (self, node, label_of (node), text);
    } else {
        PathElement inside = { .around = { value }, .depth = 1 };

        put_members (self, node, value, around ? around : &inside);
    }
    self->bare = bare;
}

static void
put_node (Layout *self, const QmicliNode *node, struct json_object *value, const PathElement *around)
{
    if (node->flags & QMICLI_NODE_HIDDEN)
        return;
    if (node->heading)
        g_string_append_printf (self->out, "[%s] %s:\n", self->port, qmicli_text (node->heading));
    put_value (self, node, value, around);
}

static void
put_missing (Layout *self, const QmicliNode *node)
{
    if (node->missing)
        put_line (self, node, label_of (node), qmicli_text (node->missing));
}

static void
put_tlvs (Layout *self)
{
    const QmicliNode *node = qmicli_nodes (self->message);
    struct json_object *value;

    for (guint i = 0; i < self->message->n_nodes; i++, node += node->size) {
        if (!path_holds (self->tlvs, qmicli_text (node->when)))
            continue;
        if (json_object_object_get_ex (self->tlvs, node->name, &value))
            put_node (self, node, value, NULL);
        else
            put_missing (self, node);
    }
}

/* The only value of a message that is shown on the line of its heading. */
static gchar *
only_value (Layout *self)
{
    const QmicliNode *node = qmicli_nodes (self->message);
    struct json_object *value;

    return json_object_object_get_ex (self->tlvs, node->name, &value) ? layout_value (node, value) : NULL;
}

/* Whether what follows belongs to the heading: not if it starts with one of its own or with notes. */
static gboolean
is_introduced (Layout *self)
{
    g_autofree gchar *start = g_strdup_printf ("[%s]", self->port);
    const QmicliNode *node = qmicli_nodes (self->message);

    if (self->message->notes || g_str_has_prefix (self->out->str, start))
        return FALSE;
    for (guint i = 0; i < self->message->n_nodes; i++, node += node->size)
        if (node->flags & QMICLI_NODE_DATA)
            return TRUE;
    return self->out->len > 0;
}

gchar *
layout_response (const QmicliMessage *message, const QmicliMessage *more, const gchar *port, struct json_object *tlvs,
                 struct json_object *request)
{
    g_autoptr (GString) body = g_string_new (NULL), text = g_string_new (NULL);
    Layout self = { body, port, message, more, tlvs, (message->flags & QMICLI_MESSAGE_BARE) != 0, 1 };
    const gchar *heading = message->heading ? qmicli_text (message->heading) : message->name;

    if (message->lines)
        return layout_lines (qmicli_prose (message->lines), message, more, port, tlvs, request);
    if (message->flags & QMICLI_MESSAGE_SILENT)
        return g_strdup ("");
    if (!(message->flags & QMICLI_MESSAGE_NO_PORT))
        g_string_append_printf (text, "[%s] ", port);
    g_string_append (text, heading);
    if (message->flags & QMICLI_MESSAGE_LINE) {
        g_autofree gchar *value = only_value (&self);

        g_string_append_printf (text, ": %s\n", value ? value : "unknown");
        return g_strdup (text->str);
    }
    put_tlvs (&self);
    g_string_append (text, is_introduced (&self) ? ":\n" : "\n");
    g_string_append (text, qmicli_text (message->notes));
    g_string_append_len (text, body->str, body->len);
    return g_strdup (text->str);
}

gchar *
layout_failure (const QmicliMessage *message, const gchar *port, struct json_object *tlvs)
{
    return layout_lines (qmicli_prose (message->failure), message, NULL, port, tlvs, NULL);
}

gchar *
layout_complaint (const QmicliMessage *message, const gchar *port, struct json_object *tlvs)
{
    g_autoptr (GString) text = g_string_new (NULL);
    Layout self = { text, port, message, NULL, tlvs, FALSE, 1 };
    const QmicliNode *node = qmicli_nodes (message);
    struct json_object *value;

    if (message->lines || message->failure || message->complaint)
        return layout_lines (qmicli_prose (message->complaint), message, NULL, port, tlvs, NULL);
    for (guint i = 0; i < message->n_nodes; i++, node += node->size)
        if ((node->flags & QMICLI_NODE_FAILURE) && json_object_object_get_ex (tlvs, node->name, &value))
            put_node (&self, node, value, NULL);
    return g_strdup (text->str);
}
