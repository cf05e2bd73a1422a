/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Takes the text of an argument to pieces, one for each item of its grammar. */

#pragma once

#include "qmicli.h"

/* Fills @pieces with the text for each item, %NULL where it may be left out and was; @owned gets what has to be
 * freed. */
gboolean pieces_of_argument (const QmicliOption *option, const gchar *name, const gchar *argument, gchar **pieces,
                             GPtrArray *owned, GError **error);

/* How many letters stand before the digits at the end of "modem0". */
gsize pieces_split_index (const gchar *text);
