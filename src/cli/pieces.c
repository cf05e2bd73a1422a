/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Takes the text of an argument to pieces, one for each item of its grammar. */

#include "config.h"

#include <string.h>

#include "near.h"
#include "pieces.h"
#include "scan.h"
#include "source.h"

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

gsize
pieces_split_index (const gchar *text)
{
    gsize length = strlen (text);

    while (length > 0 && g_ascii_isdigit (text[length - 1]))
        length--;
    return length;
}

/* The pieces of one argument while they are collected. */
typedef struct {
    const QmicliOption *option;
    const gchar        *name;
    gchar             **row;    /* a piece for each item */
    guint               n;      /* pieces of a list that have an item */
    GError            **error;
} Taker;

static const QmicliItem *
item_at (const Taker *self, guint i)
{
    return qmicli_item (self->option->first_item + i);
}

static const gchar *
title_of (const QmicliItem *item)
{
    return *item->key ? item->key : qmicli_text (item->label);
}

/* The first item from @i on that has a piece of its own. */
static guint
next_item (const Taker *self, guint i)
{
    while (i < self->option->n_items && (item_at (self, i)->flags & QMICLI_ITEM_AGAIN))
        i++;
    return i;
}

/* Gives a piece to item @i and to those that read it again. */
static gboolean
give (Taker *self, guint i, const gchar *piece, gboolean whole)
{
    const QmicliItem *item = item_at (self, i);
    /* A list in quotes is one piece, like a text in quotes; a whole argument may begin with a text in quotes. */
    gboolean quoted = !whole && (*piece == '\'' || *piece == '"');
    gboolean nested = (item->flags & QMICLI_ITEM_NESTED) && *piece != '@' && !quoted;
    gchar *text = nested ? g_strdup (piece)
                         : source_read (piece, whole, (item->flags & QMICLI_ITEM_SECRET) != 0, self->error);

    if (!text) {
        g_prefix_error (self->error, "--%s: %s: ", self->name, title_of (item));
        return FALSE;
    }
    self->row[i] = text;
    while (++i < self->option->n_items && (item_at (self, i)->flags & QMICLI_ITEM_AGAIN))
        self->row[i] = g_strdup (text);
    return TRUE;
}

static gchar *
next_piece (Taker *self, const gchar **text, gboolean nested)
{
    gchar *piece = scan_next (text, nested, self->error);

    if (!piece)
        g_prefix_error (self->error, "--%s: ", self->name);
    return piece;
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
check_complete (Taker *self)
{
    for (guint i = 0; i < self->option->n_items; i++) {
        const QmicliItem *item = item_at (self, i);
        gboolean optional = (item->flags & QMICLI_ITEM_OPTIONAL) != 0;

        if (self->row[i] && *self->row[i] == '\0' && !(item->flags & QMICLI_ITEM_EMPTY)) {
            if (!optional || *item->key || self->option->form == QMICLI_FORM_KEYS)
                return fail (self->error, self->name, "%s is empty", title_of (item));
            g_clear_pointer (&self->row[i], g_free);
        }
        if (!self->row[i] && !optional && !(item->flags & QMICLI_ITEM_AGAIN))
            return fail (self->error, self->name, "%s is missing: %s", title_of (item),
                         qmicli_text (self->option->placeholder));
    }
    return TRUE;
}

/* pairs */

/* Whether an item before item @i has the same key. */
static gboolean
is_repeated (const Taker *self, guint i)
{
    for (guint j = 0; j < i; j++)
        if (g_str_equal (item_at (self, j)->key, item_at (self, i)->key))
            return TRUE;
    return FALSE;
}

static gboolean
unknown_key (Taker *self, const gchar *key)
{
    g_autoptr (GString) known = g_string_new (NULL);
    Near near = { .name = key };

    for (guint i = 0; i < self->option->n_items; i++) {
        const gchar *other = item_at (self, i)->key;

        if (!*other || is_repeated (self, i))
            continue;
        near_consider (&near, other);
        g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", other);
    }
    if (near.best)
        return fail (self->error, self->name, "no key \"%s\"; did you mean \"%s\"?", key, near.best);
    return fail (self->error, self->name, "no key \"%s\"; there are: %s", key, known->str);
}

/* The key of "key=value"; @text moves to the value. %NULL if there is none. */
static gchar *
take_key (const gchar **text)
{
    const gchar *end = *text;
    gchar *key;

    while (g_ascii_isalnum (*end) || *end == '-' || *end == '_')
        end++;
    key = g_strndup (*text, end - *text);
    while (g_ascii_isspace (*end))
        end++;
    if (*end == '=' && *key) {
        *text = end + 1;
        return key;
    }
    g_free (key);
    return NULL;
}

/* One pair: its value goes to all items with this key; @last is the last one of them. */
static gboolean
take_pair (Taker *self, const gchar *key, const gchar **text, guint *last)
{
    g_autofree gchar *piece = NULL;

    for (guint i = 0; i < self->option->n_items; i++) {
        const QmicliItem *item = item_at (self, i);

        if (g_ascii_strcasecmp (item->key, key) != 0)
            continue;
        if (self->row[i])
            return fail (self->error, self->name, "the key \"%s\" stands there twice", key);
        if (!piece)
            piece = next_piece (self, text, (item->flags & QMICLI_ITEM_NESTED) != 0);
        if (!piece || !give (self, i, piece, FALSE))
            return FALSE;
        *last = i;
    }
    return piece || unknown_key (self, key);
}

/* What stands before the pairs: values without their keys, in the order of the items. */
static gboolean
take_bare (Taker *self, const gchar **text, guint number, guint *bare)
{
    g_autofree gchar *piece = next_piece (self, text, FALSE);
    gboolean secret = FALSE;

    if (!piece)
        return FALSE;
    for (guint i = 0; i < self->option->n_items; i++)
        secret |= (item_at (self, i)->flags & QMICLI_ITEM_SECRET) != 0;
    while (*bare < self->option->n_items && !(item_at (self, *bare)->flags & QMICLI_ITEM_BARE))
        (*bare)++;
    if (*bare < self->option->n_items)
        return give (self, (*bare)++, piece, FALSE);
    if (*piece == '\0')
        return fail (self->error, self->name, "place %u is empty: a pair key=value is expected", number);
    if (secret)
        return fail (self->error, self->name, "what stands in place %u is not a pair key=value; a value with a comma "
                     "in it needs quotes", number);
    return fail (self->error, self->name, "\"%s\" is not a pair key=value", piece);
}

/* "value,key=value,key=[a,b],[c,d]" */
static gboolean
take_pairs (Taker *self, const gchar *text)
{
    guint bare = 0, last = G_MAXUINT;

    for (guint number = self->n + 1; text && (*text || number > 1); number++) {
        const gchar *value = text + strspn (text, " \t\n");
        g_autofree gchar *key = take_key (&value);

        if (last != G_MAXUINT && *value == '[' && (item_at (self, last)->flags & QMICLI_ITEM_NESTED)) {
            g_autofree gchar *piece = next_piece (self, &text, TRUE), *before = self->row[last];

            self->row[last] = piece ? g_strconcat (before, ",", piece, NULL) : NULL;
            if (!piece)
                return FALSE;
        } else if (key) {
            bare = self->option->n_items;
            text = value;
            if (!take_pair (self, key, &text, &last))
                return FALSE;
        } else if (!take_bare (self, &text, number, &bare)) {
            return FALSE;
        }
    }
    return TRUE;
}

/* lists */

/* Whether a piece is one of the words of item @i, "manual=21401" among them if "manual" is. */
static gboolean
is_word_of (const Taker *self, guint i, const gchar *piece)
{
    g_autofree gchar *head = g_strndup (piece, strcspn (piece, "="));
    const QmicliItem *item = i < self->option->n_items ? item_at (self, i) : NULL;

    return item && qmicli_find_word (item->first_word, item->n_words, head);
}

/* Whether item @i has its place in a list; those behind it have keys. */
static gboolean
is_listed (const Taker *self, guint i)
{
    return i < self->option->n_items && !*item_at (self, i)->key;
}

/* Whether a pair begins @text whose key is known. */
static gboolean
is_pair (const Taker *self, const gchar *text)
{
    const gchar *value = text + strspn (text, " \t\n");
    g_autofree gchar *key = take_key (&value);

    for (guint i = 0; key && i < self->option->n_items; i++)
        if (g_ascii_strcasecmp (item_at (self, i)->key, key) == 0)
            return TRUE;
    return FALSE;
}

/* "a,b,c": up to the end, or until all items without a key have a piece. An optional item whose piece is a word of the
 * item behind it, or a pair, is passed over. */
static gboolean
take_row (Taker *self, const gchar **text)
{
    for (guint i = next_item (self, 0); *text && is_listed (self, i); i = next_item (self, i + 1)) {
        const QmicliItem *item = item_at (self, i);
        g_autofree gchar *piece = NULL;

        if ((item->flags & QMICLI_ITEM_OPTIONAL) && is_pair (self, *text))
            return TRUE;
        piece = next_piece (self, text, (item->flags & QMICLI_ITEM_NESTED) != 0);
        if (!piece)
            return FALSE;
        while ((item_at (self, i)->flags & QMICLI_ITEM_OPTIONAL) && is_word_of (self, next_item (self, i + 1), piece))
            i = next_item (self, i + 1);
        if (!give (self, i, piece, FALSE))
            return FALSE;
        self->n++;
    }
    return TRUE;
}

/* "a,b,key=value" */
static gboolean
take_list (Taker *self, const gchar *text)
{
    const gchar *rest = *text ? text : NULL;
    guint more = 0;

    if (!take_row (self, &rest))
        return FALSE;
    if (rest && is_pair (self, rest))
        return take_pairs (self, rest);
    for (; rest; more++) {
        g_autofree gchar *piece = next_piece (self, &rest, FALSE);

        if (!piece)
            return FALSE;
    }
    return more == 0 || fail (self->error, self->name, "%u values, at most %u are expected: %s", self->n + more,
                              self->n, qmicli_text (self->option->placeholder));
}

/* arguments */

static gboolean
take_argument (Taker *self, const gchar *argument)
{
    switch (self->option->form) {
    case QMICLI_FORM_VALUE:
    case QMICLI_FORM_VALUES:
        return give (self, 0, argument, TRUE);
    case QMICLI_FORM_KEYS:
        return take_pairs (self, argument);
    default:
        return take_list (self, argument);
    }
}

/* One row of items; takes @text as far as it goes into the row if that is not %NULL. */
static gboolean
add_row (const QmicliOption *option, const gchar *name, const gchar *argument, const gchar **text, GPtrArray *pieces,
         GError **error)
{
    g_autofree gchar **row = g_new0 (gchar *, option->n_items + 1);
    Taker self = { option, name, row, 0, error };
    gboolean good = text ? take_row (&self, text) : take_argument (&self, argument);

    if (good && option->form == QMICLI_FORM_LIST && *argument == '\0')
        good = fail (error, name, "the argument is empty: %s", qmicli_text (option->placeholder));
    good = good && check_complete (&self) && sort_picks (option, name, row, error);
    for (guint i = 0; i < option->n_items; i++)
        g_ptr_array_add (pieces, row[i]);
    return good;
}

/* "[a,b],[c,d]" or "a,b,c,d" */
static gboolean
add_lists (const QmicliOption *option, const gchar *name, const gchar *argument, GPtrArray *pieces, GError **error)
{
    const gchar *text = *argument ? argument : NULL;

    while (text) {
        const gchar *start = text + strspn (text, " ");
        g_autofree gchar *list = NULL, *inside = NULL;

        if (*start != '[') {
            if (!add_row (option, name, NULL, &text, pieces, error))
                return FALSE;
            continue;
        }
        list = scan_next (&text, TRUE, error);
        inside = list ? scan_inside (list) : NULL;
        if (!inside) {
            g_prefix_error (error, "--%s: ", name);
            return FALSE;
        }
        if (!add_row (option, name, inside, NULL, pieces, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
add_lines (const QmicliOption *option, const gchar *name, const gchar *argument, GPtrArray *pieces, GError **error)
{
    g_auto (GStrv) lines = g_strsplit (argument, "\n", -1);

    for (gchar **line = lines; *line; line++)
        if (!add_row (option, name, *line, NULL, pieces, error))
            return FALSE;
    return TRUE;
}

GPtrArray *
pieces_of_argument (const QmicliOption *option, const gchar *name, const gchar *argument, GError **error)
{
    g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func (g_free);
    gboolean good;

    if (option->form == QMICLI_FORM_LISTS)
        good = add_lists (option, name, argument, pieces, error);
    else if (option->form == QMICLI_FORM_VALUES)
        good = add_lines (option, name, argument, pieces, error);
    else
        good = add_row (option, name, argument, NULL, pieces, error);
    return good ? g_steal_pointer (&pieces) : NULL;
}
