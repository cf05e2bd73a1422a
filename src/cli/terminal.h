/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What is different when somebody is looking: colours, and a line that tells that something is still going on. */

#pragma once

#include <glib.h>

/* From its first second on, a line on a terminal tells for how long @option has been under way. */
void terminal_begin_waiting (const gchar *option);
void terminal_end_waiting   (void);

/* Prints the text of an answer; on a terminal, headings stand out. */
void terminal_print (const gchar *text);

/* How an error begins. */
const gchar *terminal_error_mark (void);
