/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Finds the word that somebody may have meant. */

#include "config.h"

#include <string.h>

#include "near.h"

#define LONGEST 64

/* How many letters have to be put in, left out or replaced to make one word of the other, be they capitals or not. */
static guint
distance (const gchar *a, const gchar *b)
{
    guint row[LONGEST + 1];
    gsize length = strlen (b);

    for (gsize j = 0; j <= length; j++)
        row[j] = (guint) j;
    for (gsize i = 1; a[i - 1]; i++) {
        guint diagonal = row[0];

        row[0] = (guint) i;
        for (gsize j = 1; j <= length; j++) {
            guint replaced = diagonal + (g_ascii_tolower (a[i - 1]) != g_ascii_tolower (b[j - 1]));

            diagonal = row[j];
            row[j] = MIN (MIN (row[j] + 1, row[j - 1] + 1), replaced);
        }
    }
    return row[length];
}

void
near_consider (Near *self, const gchar *word)
{
    guint limit = (guint) MAX (2, strlen (self->name) / 4), found;

    if (strlen (word) > LONGEST || strlen (self->name) > LONGEST)
        return;
    found = distance (self->name, word);
    if (found <= limit && (!self->best || found < self->distance)) {
        self->best = word;
        self->distance = found;
    }
}
