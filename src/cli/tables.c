/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Access to the generated tables of the command line. */

#include "config.h"

#include <gio/gio.h>

#include "tables.h"

#include "qmi-cli-tables.inc"

const gchar *
qmicli_text (guint32 offset)
{
    return texts + offset;
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

const QmicliOption *
qmicli_option (guint place)
{
    return place < G_N_ELEMENTS (options) ? &options[place] : NULL;
}

const QmicliOption *
qmicli_find_option (const gchar *name)
{
    for (guint i = 0; i < G_N_ELEMENTS (options); i++)
        if (g_str_equal (qmicli_text (options[i].name), name))
            return &options[i];
    return NULL;
}

const gchar *
qmicli_find_table (const gchar *name)
{
    for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
        if (g_str_equal (qmicli_text (tables[i].name), name))
            return qmicli_prose (tables[i].rows);
    return "";
}

const QmicliMessage *
qmicli_message (guint place)
{
    return place < G_N_ELEMENTS (messages) ? &messages[place] : NULL;
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

static void
unpack_nodes (GArray *found, const guint8 **packed, guint n)
{
    while (n-- > 0) {
        guint place = found->len;

        g_array_set_size (found, place + 1);
        unpack (packed, (guint32 *) &g_array_index (found, QmicliNode, place));
        unpack_nodes (found, packed, g_array_index (found, QmicliNode, place).n_children);
        g_array_index (found, QmicliNode, place).size = found->len - place;
    }
}

const QmicliNode *
qmicli_nodes (const QmicliMessage *message)
{
    static QmicliNode *unpacked[G_N_ELEMENTS (messages)];
    QmicliNode **here = &unpacked[message - messages];

    if (!*here) {
        GArray *found = g_array_new (FALSE, TRUE, sizeof (QmicliNode));
        const guint8 *packed = nodes + message->nodes;

        unpack_nodes (found, &packed, message->n_nodes);
        *here = (QmicliNode *) (gpointer) g_array_free (found, FALSE);
    }
    return *here;
}

const QmicliItem *
qmicli_item (guint place)
{
    static QmicliItem *unpacked;
    const guint8 *packed = items;

    if (!unpacked) {
        unpacked = g_new0 (QmicliItem, N_ITEMS);
        for (guint i = 0; i < N_ITEMS; i++)
            unpack (&packed, (guint32 *) &unpacked[i]);
    }
    return &unpacked[place];
}

const QmicliPreset *
qmicli_preset (guint place)
{
    return &presets[place];
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

const QmicliSend *
qmicli_send (guint place)
{
    return &sends[place];
}

const QmicliIndication *
qmicli_indication (guint place)
{
    return &indications[place];
}

const QmicliFollow *
qmicli_follow (guint place)
{
    return &follows[place];
}

gint64
qmicli_number (guint place)
{
    return numbers[place];
}

const gchar *
qmicli_find_word (guint first, guint n, const gchar *word)
{
    for (guint i = first; i < first + n; i++)
        if (g_ascii_strcasecmp (qmicli_text (words[i].word), word) == 0)
            return qmicli_text (words[i].value);
    return NULL;
}
