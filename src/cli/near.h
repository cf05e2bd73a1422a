/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Finds the word that somebody may have meant. */

#pragma once

#include <glib.h>

/* Start with { .name = ... } and consider all words there are. */
typedef struct {
    const gchar *name;
    const gchar *best; /* the nearest so far; %NULL if none is near */
    guint        distance;
} Near;

void near_consider (Near *self, const gchar *word);
