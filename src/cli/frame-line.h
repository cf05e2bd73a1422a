/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Finds the bytes of a frame in a line of text: plain hexadecimal, or a line of a log. */

#pragma once

#include <glib.h>

typedef enum {
    FRAME_LINE_BYTES,  /* the line holds bytes */
    FRAME_LINE_OTHER,  /* nothing to decode, and that is right: empty, a comment, other lines of a log */
    FRAME_LINE_WRONG,  /* neither: the reason says why */
} FrameLineKind;

/* @in_log: whether a line of a log was seen before; lines without bytes are then nothing unusual. Set when one is. */
FrameLineKind frame_line_parse (const gchar *line, gboolean *in_log, GByteArray *bytes, const gchar **reason);
