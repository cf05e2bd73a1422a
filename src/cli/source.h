/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Where typed values come from: the command line itself, files, standard input. */

#pragma once

#include <glib.h>

/* The value that a piece stands for: itself without quotation marks and backslashes, the contents of a file (@file),
 * or, for a @secret, a line of standard input (-). @whole: it is a whole argument, in which quotation marks are letters
 * like others. */
gchar *source_read (const gchar *piece, gboolean whole, gboolean secret, GError **error);
