/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What travels over the port, for people and for programs. */

#pragma once

#include "sim-value.h"

G_BEGIN_DECLS

typedef enum {
    SIM_LOG_IN,  /* written by a program */
    SIM_LOG_OUT, /* sent by the modem */
} SimLogDirection;

typedef struct _SimLog SimLog;

/* @path: file for one JSON document a line, "-" for the standard error, or %NULL. @verbose: also one line of text a
 * frame on the standard error. */
SimLog *sim_log_new (const gchar *path, gboolean verbose, GError **error);

void sim_log_free (SimLog *self);

/* Whether anybody wants to know: making the description of a message takes time. */
gboolean sim_log_is_used (const SimLog *self);

/* @message: the description of the frame, or %NULL for bytes that are none; @remark says then what they are, and else
 * what became of the frame if that is unusual (%NULL: nothing is). */
void sim_log_bytes (SimLog *self, SimLogDirection direction, const guint8 *bytes, gsize length, SimJson *message,
                    const gchar *remark);

/* Something that happened to the modem, for people. */
void sim_log_event (SimLog *self, const gchar *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
