/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Frames out of a stream of bytes that comes in pieces of any size. */

#pragma once

#include "qmi-message.h"
#include "sim-log.h"

G_BEGIN_DECLS

typedef struct _SimStream SimStream;

SimStream *sim_stream_new  (SimLog *log);
void       sim_stream_free (SimStream *self);

/* Forgets the start of a frame. */
void sim_stream_reset (SimStream *self);

void sim_stream_add (SimStream *self, const guint8 *bytes, gsize length);

/* The next frame, or %NULL until there is one. If something is wrong with what is behind its headers, only they are
 * in the frame and @remark says what it is. */
QmiMessage *sim_stream_next (SimStream *self, gchar **remark);

G_END_DECLS
