/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the files of the command line share. */

#pragma once

#include <glib.h>

/* Exit codes; documented in the README and stable. */
typedef enum {
    QMICLI_OK    = 0,
    QMICLI_USAGE = 2, /* the command line is wrong; nothing was done */
    QMICLI_INPUT = 5, /* some of the input could not be read or understood; the rest was dealt with */
} QmicliExit;

typedef enum {
    QMICLI_TEXT,
    QMICLI_JSON,
} QmicliFormat;

/* Decodes the frames of the files in @names (%NULL or empty: of standard input) and prints them. */
QmicliExit qmicli_decode (gchar **names, QmicliFormat format, guint16 vendor);
