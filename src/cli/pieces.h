/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Takes the text of an argument to pieces, one for each item of its grammar. */

#pragma once

#include "qmicli.h"

/* The text for each item, %NULL where it may be left out and was; in the forms of several lists or values one row of
 * items after the other. Texts of lists and structs are as they were typed, others without quotation marks and
 * backslashes. */
GPtrArray *pieces_of_argument (const QmicliOption *option, const gchar *name, const gchar *argument, GError **error);

/* How many letters stand before the digits at the end of "modem0". */
gsize pieces_split_index (const gchar *text);
