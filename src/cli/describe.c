/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Tells what an option sends and shows: a JSON document, or text that is made of it. */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "path.h"
#include "qmicli.h"
#include "report.h"
#include "request.h"

/* What is known of a field beside its table: in requests of the items of the argument, in responses of the nodes. */
typedef struct {
    const QmiSchemaUnit *unit;
    const QmicliOption  *option; /* %NULL in responses */
} Describe;

static void
add_text (struct json_object *object, const gchar *key, const gchar *text)
{
    if (text && *text)
        json_object_object_add (object, key, json_object_new_string (text));
}

static void
add_flag (struct json_object *object, const gchar *key, gboolean value)
{
    if (value)
        json_object_object_add (object, key, json_object_new_boolean (TRUE));
}

/* types */

static gchar *
type_name (const QmiSchemaUnit *unit, const QmiSchemaField *field)
{
    QmiSchemaEnumRef ref = { NULL, NULL };

    switch (field->kind) {
    case QMI_FIELD_INT:
        ref = qmi_schema_field_enum (unit, field, TRUE);
        if (field->flags & QMI_FIELD_BOOLEAN)
            return g_strdup ("boolean");
        if (field->flags & QMI_FIELD_PARTS)
            return g_strdup ("parts");
        if (ref.type)
            return g_strdup ((ref.type->flags & QMI_ENUM_FLAGS) ? "flags" : "enum");
        return g_strdup_printf ("%c%u", (field->flags & QMI_FIELD_SIGNED) ? 'i' : 'u', 8 * field->size);
    case QMI_FIELD_FLOAT:
        return g_strdup_printf ("float%u", 8 * field->size);
    case QMI_FIELD_STRING:
        return g_strdup ((field->flags & QMI_FIELD_DIGITS) ? "digits" : "text");
    case QMI_FIELD_ARRAY:
        return g_strdup ("list");
    case QMI_FIELD_BITS:
        return g_strdup_printf ("bits%u", field->size);
    default:
        return g_strdup ("struct");
    }
}

static void
add_values (struct json_object *object, const QmiSchemaUnit *unit, const QmiSchemaField *field)
{
    QmiSchemaEnumRef ref = qmi_schema_field_enum (unit, field, TRUE);
    struct json_object *values;

    if ((field->kind != QMI_FIELD_INT && field->kind != QMI_FIELD_BITS) || !ref.type)
        return;
    values = json_object_new_array ();
    for (guint i = 0; i < ref.type->n; i++) {
        struct json_object *value = json_object_new_object ();
        gint64 number = qmi_schema_enum_value (ref, i);

        if (number < 0)
            g_clear_pointer (&value, json_object_put);
        else {
            add_text (value, "name", qmi_schema_enum_nickname (ref, i));
            json_object_object_add (value, "value", json_object_new_int64 (number));
            json_object_array_add (values, value);
        }
    }
    json_object_object_add (object, "values", values);
}

static void
add_range (struct json_object *object, const gchar *key, gint64 min, gint64 max)
{
    struct json_object *range = json_object_new_object ();

    if (min > G_MININT64)
        json_object_object_add (range, "min", json_object_new_int64 (min));
    if (max < G_MAXINT64)
        json_object_object_add (range, "max", json_object_new_int64 (max));
    json_object_object_add (object, key, range);
}

/* fields */

/* What the argument has for the field at @path. */
static void
add_item (const Describe *self, struct json_object *object, const gchar *path)
{
    for (guint i = 0; i < self->option->n_items; i++) {
        const QmicliItem *item = qmicli_item (self->option->first_item + i);

        if (!path_is_alike (qmicli_text (item->field), path))
            continue;
        add_text (object, "key", item->key);
        add_text (object, "unit", qmicli_text (item->unit));
        if (item->flags & QMICLI_ITEM_BOUNDED)
            add_range (object, "range", qmicli_number (item->min), qmicli_number (item->max));
        if (item->length_min || item->length_max)
            add_range (object, "length", item->length_min, item->length_max ? (gint64) item->length_max : G_MAXINT64);
        return;
    }
}

static struct json_object *describe_field (const Describe *self, const QmiSchemaField *field, const QmicliNode *node,
                                           const gchar *path);

static void
add_inner (const Describe *self, struct json_object *object, const QmiSchemaField *field, const QmicliNode *node,
           const gchar *path)
{
    const QmicliNode *child = node ? node + 1 : NULL;
    struct json_object *fields;

    if (field->kind == QMI_FIELD_ARRAY) {
        g_autofree gchar *inner = g_strconcat (path, "[]", NULL);

        json_object_object_add (object, "element",
                                describe_field (self, qmi_schema_field (self->unit, field->ref), child, inner));
    } else if (field->kind == QMI_FIELD_STRUCT || (field->flags & QMI_FIELD_PARTS)) {
        fields = json_object_new_array ();
        for (guint i = 0; i < field->extra; i++) {
            const QmiSchemaField *member = qmi_schema_field (self->unit, field->ref + i);
            g_autofree gchar *inner = g_strconcat (path, "/", qmi_schema_text (self->unit, member->name), NULL);

            json_object_array_add (fields, describe_field (self, member, child, inner));
            child = child && field->kind == QMI_FIELD_STRUCT ? child + child->size : NULL;
        }
        json_object_object_add (object, "fields", fields);
    }
}

/* @node: what the output has for it, %NULL in requests. */
static struct json_object *
describe_field (const Describe *self, const QmiSchemaField *field, const QmicliNode *node, const gchar *path)
{
    struct json_object *object = json_object_new_object ();
    g_autofree gchar *type = type_name (self->unit, field);

    add_text (object, "name", qmi_schema_text (self->unit, field->name));
    add_text (object, "type", type);
    if (self->option)
        add_item (self, object, path);
    else if (node)
        add_text (object, "unit", qmicli_text (node->unit));
    add_flag (object, "secret", (field->flags & QMI_FIELD_SECRET) != 0);
    add_flag (object, "personal", (field->flags & QMI_FIELD_PERSONAL) != 0);
    add_values (object, self->unit, field);
    add_inner (self, object, field, node, path);
    return object;
}

/* messages */

static struct json_object *
describe_tlvs (const Describe *self, const QmiSchemaMessage *message, guint direction, const QmicliNode *node)
{
    struct json_object *fields = json_object_new_array ();

    for (guint i = 0; i < message->n[direction]; i++) {
        const QmiSchemaTlv *tlv = qmi_schema_tlv (self->unit, message->first[direction] + i);
        const QmiSchemaField *field = qmi_schema_field (self->unit, tlv->field);
        g_autofree gchar *id = g_strdup_printf ("0x%02X", tlv->id);
        struct json_object *object;

        if (tlv->flags & QMI_TLV_RESULT)
            continue;
        object = describe_field (self, field, node, qmi_schema_text (self->unit, field->name));
        add_text (object, "tlv", id);
        add_flag (object, "optional", !(tlv->flags & QMI_TLV_MANDATORY));
        json_object_array_add (fields, object);
        node = node ? node + node->size : NULL;
    }
    return fields;
}

static struct json_object *
describe_message (const QmicliOption *option, guint32 place)
{
    const QmicliMessage *message = qmicli_message (place);
    Describe request = { NULL, option }, response = { NULL, NULL };
    const QmiSchemaMessage *table = request_find_message (message, &request.unit);
    struct json_object *object = json_object_new_object ();
    g_autofree gchar *id = g_strdup_printf ("0x%04X", message->id);

    response.unit = request.unit;
    add_text (object, "message", message->name);
    add_text (object, "id", id);
    if (table) {
        json_object_object_add (object, "request", describe_tlvs (&request, table, 0, NULL));
        json_object_object_add (object, "response", describe_tlvs (&response, table, 1, qmicli_nodes (message)));
    }
    return object;
}

static void
append_words (GString *line, const QmicliOption *option)
{
    const gchar *example = qmicli_prose (option->example);

    g_string_append_printf (line, " --%s", qmicli_text (option->name));
    if (*example)
        g_string_append_printf (line, "=\"%s\"", example);
}

/* An example, with the option to whose answer this one belongs if there is such a thing. */
static gchar *
example_of (const QmicliOption *option)
{
    GString *line = g_string_new ("qmicli -d /dev/cdc-wdm0 -p");
    const QmicliOption *other;

    for (guint i = 0; option->beside != QMICLI_NONE && (other = qmicli_option (i)); i++) {
        if (other->message == option->beside) {
            append_words (line, other);
            break;
        }
    }
    append_words (line, option);
    return g_string_free (line, FALSE);
}

static struct json_object *
describe_option (const QmicliOption *option)
{
    const guint32 places[] = { option->before, option->message, option->then };
    struct json_object *object = json_object_new_object (), *messages = json_object_new_array ();
    g_autofree gchar *line = example_of (option);

    add_text (object, "option", qmicli_text (option->name));
    add_text (object, "argument", qmicli_text (option->placeholder));
    add_text (object, "summary", qmicli_prose (option->summary));
    for (guint i = 0; i < G_N_ELEMENTS (places); i++)
        if (places[i] != QMICLI_NONE)
            json_object_array_add (messages, describe_message (option, places[i]));
    json_object_object_add (object, "messages", messages);
    add_text (object, "example", line);
    return object;
}

/* text */

static const gchar *
text_of (struct json_object *object, const gchar *key)
{
    struct json_object *found;

    return json_object_object_get_ex (object, key, &found) ? json_object_get_string (found) : NULL;
}

static void
print_range (struct json_object *field, const gchar *key, const gchar *word)
{
    struct json_object *range;
    const gchar *min, *max;

    if (!json_object_object_get_ex (field, key, &range))
        return;
    min = text_of (range, "min");
    max = text_of (range, "max");
    if (g_strcmp0 (min, max) == 0)
        printf (", %s%s", word, min);
    else if (min && max)
        printf (", %s%s to %s", word, min, max);
    else
        printf (", %sat %s %s", word, min ? "least" : "most", min ? min : max);
}

static void
print_values (struct json_object *field, guint indent)
{
    struct json_object *values;

    if (!json_object_object_get_ex (field, "values", &values))
        return;
    printf ("%*s", 2 * indent, "");
    for (gsize i = 0; i < json_object_array_length (values); i++)
        printf ("%s%s", i > 0 ? ", " : "", text_of (json_object_array_get_idx (values, i), "name"));
    putchar ('\n');
}

static void
print_fields (struct json_object *fields, guint indent)
{
    static const gchar marks[][9] = { "optional", "secret", "personal" };

    for (gsize i = 0; i < json_object_array_length (fields); i++) {
        struct json_object *field = json_object_array_get_idx (fields, i), *inner;
        const gchar *name = text_of (field, "name"), *key = text_of (field, "key"), *unit = text_of (field, "unit");

        printf ("%*s%s: %s", 2 * indent, "", name ? name : "each", text_of (field, "type"));
        if (unit)
            printf (" in %s", unit);
        print_range (field, "range", "");
        print_range (field, "length", "length ");
        for (guint m = 0; m < G_N_ELEMENTS (marks); m++)
            if (text_of (field, marks[m]))
                printf (", %s", marks[m]);
        printf (key ? " (%s=)\n" : "\n", key);
        print_values (field, indent + 1);
        if (json_object_object_get_ex (field, "fields", &inner)) {
            print_fields (inner, indent + 1);
        } else if (json_object_object_get_ex (field, "element", &inner)) {
            struct json_object *one = json_object_new_array ();

            json_object_array_add (one, json_object_get (inner));
            print_fields (one, indent + 1);
            json_object_put (one);
        }
    }
}

static void
print_part (struct json_object *message, const gchar *key, const gchar *title)
{
    struct json_object *fields;

    if (!json_object_object_get_ex (message, key, &fields))
        return;
    printf ("  %s:%s\n", title, json_object_array_length (fields) > 0 ? "" : " nothing");
    print_fields (fields, 2);
}

static void
print_text (struct json_object *object)
{
    const gchar *argument = text_of (object, "argument");
    struct json_object *messages = path_get (object, "messages");

    printf ("--%s%s%s\n%s.\n", text_of (object, "option"), argument ? "=" : "", argument ? argument : "",
            text_of (object, "summary"));
    for (gsize i = 0; i < json_object_array_length (messages); i++) {
        struct json_object *message = json_object_array_get_idx (messages, i);

        printf ("\n%s (%s)\n", text_of (message, "message"), text_of (message, "id"));
        print_part (message, "request", "Sends");
        print_part (message, "response", "Shows");
    }
    printf ("\nExample:\n  %s\n", text_of (object, "example"));
}

void
qmicli_describe (const QmicliOption *option, QmicliFormat format)
{
    struct json_object *object = describe_option (option);

    if (format == QMICLI_JSON) {
        report_print (stdout, object);
        return;
    }
    print_text (object);
    json_object_put (object);
}
