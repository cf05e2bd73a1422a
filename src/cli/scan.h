/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Takes typed text apart at its commas. */

#pragma once

#include <glib.h>

/* The next piece of @text as it was typed, without blanks around it. @text moves behind the comma, to %NULL at the end.
 * @nested: brackets at the beginning keep commas inside. %NULL with an error if a quotation mark or a bracket is not
 * closed. */
gchar *scan_next (const gchar **text, gboolean nested, GError **error);

/* All pieces. */
GPtrArray *scan_all (const gchar *text, GError **error);

/* What is inside the brackets of a piece; %NULL if it does not consist of a pair of them. */
gchar *scan_inside (const gchar *piece);

/* A piece without its quotation marks and backslashes. */
gchar *scan_plain (const gchar *piece);
