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

const gchar *
qmicli_find_table (const gchar *name)
{
    for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
        if (g_str_equal (qmicli_text (tables[i].name), name))
            return qmicli_prose (tables[i].rows);
    return "";
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
skip (const guint8 **packed)
{
    for (guint32 mask = take_number (packed); mask; mask &= mask - 1)
        take_number (packed);
}

/* A record of a table, which is unpacked when it is needed: a run needs few of them. */
static gpointer
unpacked_record (gpointer *unpacked, const guint8 *packed, guint place, gsize size)
{
    if (!unpacked[place]) {
        for (guint i = 0; i < place; i++)
            skip (&packed);
        unpacked[place] = g_malloc0 (size);
        unpack (&packed, unpacked[place]);
    }
    return unpacked[place];
}

const QmicliOption *
qmicli_option (guint place)
{
    static gpointer unpacked[N_OPTIONS];

    return place < N_OPTIONS ? unpacked_record (unpacked, options, place, sizeof (QmicliOption)) : NULL;
}

/* Each has a name, as the first cell. */
const QmicliOption *
qmicli_find_option (const gchar *name)
{
    const guint8 *packed = options;

    for (guint i = 0; i < N_OPTIONS; i++) {
        const guint8 *cells = packed;

        take_number (&cells);
        if (g_str_equal (qmicli_text (take_number (&cells)), name))
            return qmicli_option (i);
        skip (&packed);
    }
    return NULL;
}

const QmicliMessage *
qmicli_message (guint place)
{
    static gpointer unpacked[N_MESSAGES];

    return place < N_MESSAGES ? unpacked_record (unpacked, messages, place, sizeof (QmicliMessage)) : NULL;
}

const QmicliItem *
qmicli_item (guint place)
{
    static gpointer unpacked[N_ITEMS];

    return unpacked_record (unpacked, items, place, sizeof (QmicliItem));
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
    if (!message->unpacked) {
        GArray *found = g_array_new (FALSE, TRUE, sizeof (QmicliNode));
        const guint8 *packed = nodes + message->nodes;

        unpack_nodes (found, &packed, message->n_nodes);
        ((QmicliMessage *) message)->unpacked = (const QmicliNode *) (gpointer) g_array_free (found, FALSE);
    }
    return message->unpacked;
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
