/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Takes the text of an argument to pieces, one for each item of its grammar. */

#include "config.h"

#include <string.h>

#include "near.h"
#include "pieces.h"

G_GNUC_PRINTF (3, 4)
static gboolean
fail (GError **error, const gchar *name, const gchar *format, ...)
{
    g_autofree gchar *text = NULL;
    va_list arguments;

    va_start (arguments, format);
    text = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    g_set_error (error, QMICLI_ERROR, QMICLI_USAGE, "--%s: %s", name, text);
    return FALSE;
}

/* Splits at commas. Quotes keep commas inside, a backslash takes away the meaning of the next letter. */
static GPtrArray *
split (const gchar *name, const gchar *text, GError **error)
{
    g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GString) part = g_string_new (NULL);
    gchar quote = 0;

    for (; *text; text++) {
        if (quote ? *text == quote : (*text == '"' || *text == '\'')) {
            quote = quote ? 0 : *text;
        } else if (*text == '\\' && text[1]) {
            g_string_append_c (part, *++text);
        } else if (*text == ',' && !quote) {
            g_ptr_array_add (parts, g_strdup (part->str));
            g_string_truncate (part, 0);
        } else {
            g_string_append_c (part, *text);
        }
    }
    if (quote) {
        fail (error, name, "a quotation mark (%c) is not closed", quote);
        return NULL;
    }
    g_ptr_array_add (parts, g_strdup (part->str));
    return g_steal_pointer (&parts);
}

gsize
pieces_split_index (const gchar *text)
{
    gsize length = strlen (text);

    while (length > 0 && g_ascii_isdigit (text[length - 1]))
        length--;
    return length;
}

/* Whether an item picks from "List[Type=word]/..." with the word of @text. */
static gboolean
picks_word (const QmicliItem *item, const gchar *text)
{
    const gchar *pick = qmicli_text (item->pick), *equals = strchr (pick, '=');
    gsize length = pieces_split_index (text);

    return equals && strncmp (equals + 1, text, length) == 0 && equals[1 + length] == ']';
}

/* Pieces that are picked may stand in any order: their words tell them apart. */
static gboolean
sort_picks (const QmicliOption *option, const gchar *name, gchar **pieces, GError **error)
{
    for (guint i = 0; i < option->n_items; i++) {
        const QmicliItem *item = qmicli_item (option->first_item + i);
        guint j = i;

        if (!*qmicli_text (item->pick) || !pieces[i])
            continue;
        if (!g_ascii_isdigit (pieces[i][pieces_split_index (pieces[i])]))
            return fail (error, name, "\"%s\" is not a word with a number behind it: %s", pieces[i],
                         qmicli_text (option->placeholder));
        if (!strchr (qmicli_text (item->pick), '='))
            continue;
        while (j < option->n_items && pieces[j] && !picks_word (item, pieces[j]))
            j++;
        if (j == option->n_items || !pieces[j])
            return fail (error, name, "%s is missing: %s", qmicli_text (item->label),
                         qmicli_text (option->placeholder));
        if (j != i) {
            gchar *piece = pieces[i];

            pieces[i] = pieces[j];
            pieces[j] = piece;
        }
    }
    return TRUE;
}

static gboolean
check_complete (const QmicliOption *option, const gchar *name, gchar **pieces, GError **error)
{
    for (guint i = 0; i < option->n_items; i++) {
        const QmicliItem *item = qmicli_item (option->first_item + i);
        const gchar *key = qmicli_text (item->key);

        if (!pieces[i] && !(item->flags & QMICLI_ITEM_OPTIONAL))
            return fail (error, name, "%s is missing: %s", *key ? key : qmicli_text (item->label),
                         qmicli_text (option->placeholder));
        if (pieces[i] && *pieces[i] == '\0')
            return fail (error, name, "%s is empty", *key ? key : qmicli_text (item->label));
    }
    return TRUE;
}

/* "a,b,c" */
static gboolean
take_list (const QmicliOption *option, const gchar *name, GPtrArray *parts, gchar **pieces, GError **error)
{
    if (parts->len > option->n_items)
        return fail (error, name, "%u values, at most %u are expected: %s", parts->len, option->n_items,
                     qmicli_text (option->placeholder));
    memcpy (pieces, parts->pdata, parts->len * sizeof (gchar *));
    return TRUE;
}

static gboolean
unknown_key (const QmicliOption *option, const gchar *name, const gchar *key, GError **error)
{
    g_autoptr (GString) known = g_string_new (NULL);
    Near near = { .name = key };

    for (guint i = 0; i < option->n_items; i++) {
        const gchar *other = qmicli_text (qmicli_item (option->first_item + i)->key);

        near_consider (&near, other);
        if (!strstr (known->str, other))
            g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", other);
    }
    if (near.best)
        return fail (error, name, "no key \"%s\"; did you mean \"%s\"?", key, near.best);
    return fail (error, name, "no key \"%s\"; there are: %s", key, known->str);
}

/* "key=value,key=value" */
static gboolean
take_keys (const QmicliOption *option, const gchar *name, GPtrArray *parts, gchar **pieces, GError **error)
{
    for (guint i = 0; i < parts->len; i++) {
        gchar *part = g_strchug (parts->pdata[i]), *equals = strchr (part, '=');
        gboolean known = FALSE;

        if (!equals)
            return fail (error, name, "\"%s\" is not a pair key=value", part);
        *equals = '\0';
        g_strchomp (part);
        for (guint j = 0; j < option->n_items; j++) {
            if (g_ascii_strcasecmp (qmicli_text (qmicli_item (option->first_item + j)->key), part) != 0)
                continue;
            if (pieces[j])
                return fail (error, name, "the key \"%s\" stands there twice", part);
            pieces[j] = equals + 1;
            known = TRUE;
        }
        if (!known)
            return unknown_key (option, name, part, error);
    }
    return TRUE;
}

gboolean
pieces_of_argument (const QmicliOption *option, const gchar *name, const gchar *argument, gchar **pieces,
                    GPtrArray *owned, GError **error)
{
    g_autoptr (GPtrArray) parts = NULL;
    gboolean good;

    if (option->form == QMICLI_FORM_VALUE) {
        pieces[0] = (gchar *) argument;
        return check_complete (option, name, pieces, error) && sort_picks (option, name, pieces, error);
    }
    parts = split (name, argument, error);
    if (!parts)
        return FALSE;
    if (option->form == QMICLI_FORM_LIST)
        good = take_list (option, name, parts, pieces, error);
    else
        good = take_keys (option, name, parts, pieces, error);
    /* The pieces stay inside the parts. */
    for (guint i = 0; i < parts->len; i++)
        g_ptr_array_add (owned, parts->pdata[i]);
    g_ptr_array_set_free_func (parts, NULL);
    return good && check_complete (option, name, pieces, error) && sort_picks (option, name, pieces, error);
}
