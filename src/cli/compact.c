/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Messages as one line: "Operating Mode: online, PIN1 Status (Current Status: disabled, ...)". */

#include "config.h"

#include "compact.h"
#include "layout-value.h"
#include "path.h"

static void put_value (GString *line, const QmicliNode *node, struct json_object *value);

static void
put_name (GString *line, const gchar *name)
{
    if (line->len > 0 && line->str[line->len - 1] != '(')
        g_string_append (line, ", ");
    g_string_append (line, name);
}

static void
put_named (GString *line, const QmicliNode *node, const gchar *name, struct json_object *value)
{
    if (node && layout_is_absent (node, value))
        return;
    put_name (line, node && node->label ? qmicli_text (node->label) : name);
    put_value (line, node, value);
}

static void
put_members (GString *line, const QmicliNode *node, struct json_object *value)
{
    json_object_object_foreach (value, name, member)
        put_named (line, node ? layout_child (node, name) : NULL, name, member);
}

static void
put_elements (GString *line, const QmicliNode *node, struct json_object *list)
{
    for (gsize i = 0; i < json_object_array_length (list); i++) {
        g_autofree gchar *place = g_strdup_printf ("[%" G_GSIZE_FORMAT "]", i);

        put_named (line, node && node->n_children ? node + 1 : NULL, place, json_object_array_get_idx (list, i));
    }
}

/* ": value", or the values inside in brackets. */
static void
put_value (GString *line, const QmicliNode *node, struct json_object *value)
{
    g_autofree gchar *text = node ? layout_value (node, value) : NULL;

    if (text) {
        g_string_append_printf (line, ": %s", text);
        return;
    }
    g_string_append (line, " (");
    if (json_object_is_type (value, json_type_object))
        put_members (line, node, value);
    else
        put_elements (line, node, value);
    g_string_append_c (line, ')');
}

static const QmicliNode *
find_node (const QmicliMessage *table, const gchar *name)
{
    const QmicliNode *node = qmicli_nodes (table);

    for (guint i = 0; i < table->n_nodes; i++, node += node->size)
        if (g_str_equal (node->name, name))
            return node;
    return NULL;
}

/* TLVs that nobody knows, with their bytes. */
static void
put_unknown (GString *line, struct json_object *list)
{
    for (gsize i = 0; list && i < json_object_array_length (list); i++) {
        struct json_object *entry = json_object_array_get_idx (list, i);

        put_name (line, json_object_get_string (path_get (entry, "type")));
        g_string_append_printf (line, ": %s", json_object_get_string (path_get (entry, "value")));
    }
}

/* Names of TLVs that cannot be read. */
static void
put_malformed (GString *line, struct json_object *list)
{
    for (gsize i = 0; list && i < json_object_array_length (list); i++) {
        put_name (line, json_object_get_string (path_get (json_object_array_get_idx (list, i), "name")));
        g_string_append (line, ": malformed");
    }
}

gchar *
compact_line (const QmicliMessage *table, struct json_object *message)
{
    g_autoptr (GString) line = g_string_new (NULL);
    struct json_object *tlvs = path_get (message, "tlvs");

    if (table && tlvs) {
        json_object_object_foreach (tlvs, name, value)
            put_named (line, find_node (table, name), name, value);
    }
    put_unknown (line, path_get (message, "unknown"));
    put_malformed (line, path_get (message, "malformed"));
    return g_strdup (line->str);
}
