/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Access to the generated tables of the command line. */

#include "config.h"

#include <string.h>

#include <gio/gio.h>

#include "request.h"
#include "tables.h"

#include "qmi-cli-tables.inc"

const gchar *
qmicli_text (guint32 offset)
{
    return texts + offset;
}

/* A number of a packed record: seven bits a byte, the lowest first. */
static guint32
take_number (const guint8 **packed)
{
    guint32 number = 0;
    guint shift = 0;

    do {
        number |= (guint32) (**packed & 0x7F) << shift;
        shift += 7;
    } while (*(*packed)++ & 0x80);
    return number;
}

/* A mask of the cells that are there, and those cells; the others stay as they are. */
static void
unpack (const guint8 **packed, guint32 *cells)
{
    for (guint32 mask = take_number (packed); mask; mask >>= 1, cells++)
        if (mask & 1)
            *cells = take_number (packed);
}

static gconstpointer
unpack_once (gpointer *unpacked, const guint8 *packed, gsize size)
{
    if (!*unpacked) {
        *unpacked = g_malloc0 (size);
        unpack (&packed, *unpacked);
    }
    return *unpacked;
}

/* The first cell of a record, which is always there. */
static guint32
first_cell (const guint8 *packed)
{
    take_number (&packed);
    return take_number (&packed);
}

const gchar *
qmicli_prose (guint32 place)
{
    static gchar prose[PROSE_SIZE];
    static gsize given;
    gsize taken;

    if (given == 0) {
        g_autoptr (GZlibDecompressor) decompressor = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB);

        g_converter_convert (G_CONVERTER (decompressor), packed_prose, sizeof (packed_prose), prose, sizeof (prose),
                             G_CONVERTER_INPUT_AT_END, &taken, &given, NULL);
    }
    return prose + place;
}

const QmicliSetting *
qmicli_setting (guint place)
{
    return place < G_N_ELEMENTS (settings) ? &settings[place] : NULL;
}

guint
qmicli_find_setting (const gchar *name)
{
    guint i = 0;

    while (i < G_N_ELEMENTS (settings) && !g_str_equal (qmicli_text (settings[i].name), name))
        i++;
    return i;
}

const QmicliExitCode *
qmicli_exit_code (guint place)
{
    return place < G_N_ELEMENTS (exit_codes) ? &exit_codes[place] : NULL;
}

const QmicliGroup *
qmicli_nth_group (guint place)
{
    return place < G_N_ELEMENTS (groups) ? &groups[place] : NULL;
}

const gchar *
qmicli_find_table (const gchar *name)
{
    for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
        if (g_str_equal (qmicli_text (tables[i].name), name))
            return qmicli_prose (tables[i].rows);
    return "";
}

const QmicliOption *
qmicli_option (guint place)
{
    static gpointer unpacked[G_N_ELEMENTS (options_at)];

    return place < N_OPTIONS ? unpack_once (&unpacked[place], options + options_at[place], sizeof (QmicliOption))
                             : NULL;
}

const QmicliOption *
qmicli_find_option (const gchar *name)
{
    for (guint i = 0; i < N_OPTIONS; i++)
        if (g_str_equal (qmicli_text (first_cell (options + options_at[i])), name))
            return qmicli_option (i);
    return NULL;
}

const QmicliMessage *
qmicli_message (guint place)
{
    static gpointer unpacked[G_N_ELEMENTS (messages_at) + 1];
    const QmiSchemaMessage *table;
    const QmiSchemaUnit *unit;
    QmicliMessage *message;

    if (place != QMICLI_NONE && !unpacked[place]) {
        unpack_once (&unpacked[place], messages + messages_at[place - 1], sizeof (QmicliMessage));
        message = unpacked[place];
        table = request_find_message (message, &unit);
        message->name = table ? qmi_schema_text (unit, table->name) : "";
    }
    return unpacked[place];
}

typedef struct {
    GArray              *found;
    const guint8        *packed;
    const QmiSchemaUnit *unit;
} Unpacker;

/* What is inside a value; %NULL if the library has other descriptions than this program. */
static const QmiSchemaField *
inner_field (const QmiSchemaUnit *unit, const QmiSchemaField *field, guint place)
{
    guint n = !field ? 0 : field->kind == QMI_FIELD_STRUCT ? field->extra : field->kind == QMI_FIELD_ARRAY;

    return place < n ? qmi_schema_field (unit, field->ref + place) : NULL;
}

static void
unpack_node (Unpacker *self, const QmiSchemaField *field)
{
    guint place = self->found->len, n_children;
    QmicliNode *node;

    g_array_set_size (self->found, place + 1);
    node = &g_array_index (self->found, QmicliNode, place);
    unpack (&self->packed, (guint32 *) node);
    node->name = field ? qmi_schema_text (self->unit, field->name) : "";
    n_children = node->n_children;
    for (guint i = 0; i < n_children; i++)
        unpack_node (self, inner_field (self->unit, field, i));
    g_array_index (self->found, QmicliNode, place).size = self->found->len - place;
}

/* Nodes stand in the order of the TLVs, but for the result. */
static QmicliNode *
unpack_nodes (const QmicliMessage *message)
{
    Unpacker self = { .found = g_array_new (FALSE, TRUE, sizeof (QmicliNode)), .packed = nodes + message->nodes };
    const QmiSchemaMessage *table = request_find_message (message, &self.unit);
    guint place = 0;

    for (guint i = 0; i < message->n_nodes; i++, place++) {
        const QmiSchemaTlv *tlv = NULL;

        for (; table && place < table->n[1]; place++) {
            tlv = qmi_schema_tlv (self.unit, table->first[1] + place);
            if (!(tlv->flags & QMI_TLV_RESULT))
                break;
            tlv = NULL;
        }
        unpack_node (&self, tlv ? qmi_schema_field (self.unit, tlv->field) : NULL);
    }
    return (QmicliNode *) (gpointer) g_array_free (self.found, FALSE);
}

const QmicliNode *
qmicli_nodes (const QmicliMessage *message)
{
    QmicliMessage *self = (QmicliMessage *) message;

    if (!self->unpacked)
        self->unpacked = unpack_nodes (message);
    return self->unpacked;
}

static gchar *
key_of_item (const QmicliItem *item)
{
    const gchar *path = qmicli_text (item->field), *name = strrchr (path, '/');
    gchar *key;

    if (!(item->flags & QMICLI_ITEM_NAMED))
        return g_strdup (qmicli_text (item->stated_key));
    key = g_ascii_strdown (name ? name + 1 : path, -1);
    return g_strdelimit (key, " _", '-');
}

const QmicliItem *
qmicli_item (guint place)
{
    static gpointer unpacked[G_N_ELEMENTS (items_at)];
    QmicliItem *item;

    if (!unpacked[place]) {
        unpack_once (&unpacked[place], items + items_at[place], sizeof (QmicliItem));
        item = unpacked[place];
        item->key = key_of_item (item);
    }
    return unpacked[place];
}

const QmicliPreset *
qmicli_preset (guint place)
{
    return &presets[place];
}

const QmicliSend *
qmicli_send (guint place)
{
    return &sends[place - 1];
}

const QmicliIndication *
qmicli_indication (guint place)
{
    return &indications[place];
}

const QmicliFollow *
qmicli_follow (guint place)
{
    return &follows[place - 1];
}

const QmicliBound *
qmicli_bound (guint place)
{
    return &bounds[place];
}

gint64
qmicli_number (guint place)
{
    return numbers[place];
}

const gchar *
qmicli_word (guint place)
{
    return qmicli_text (words[place].word);
}

const gchar *
qmicli_find_word (guint first, guint n, const gchar *word)
{
    for (guint i = first; i < first + n; i++)
        if (g_ascii_strcasecmp (qmicli_text (words[i].word), word) == 0)
            return qmicli_text (words[i].value);
    return NULL;
}
