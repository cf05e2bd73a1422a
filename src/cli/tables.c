/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Access to the generated tables of the command line. */

#include "config.h"

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

const QmicliMessage *
qmicli_message (guint place)
{
    return place < G_N_ELEMENTS (messages) ? &messages[place] : NULL;
}

const QmicliNode *
qmicli_node (guint place)
{
    return &nodes[place];
}

const QmicliItem *
qmicli_item (guint place)
{
    return &items[place];
}

const QmicliPreset *
qmicli_preset (guint place)
{
    return &presets[place];
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
qmicli_absent (guint place)
{
    return absent[place];
}

const gchar *
qmicli_find_word (guint first, guint n, const gchar *word)
{
    for (guint i = first; i < first + n; i++)
        if (g_ascii_strcasecmp (qmicli_text (words[i].word), word) == 0)
            return qmicli_text (words[i].value);
    return NULL;
}
