/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The log of the proxy: lines with fields that name the port and the program. */

#pragma once

#include "types.h"

G_BEGIN_DECLS

/* @connection and @port may be %NULL. A flood of warnings is cut off; how many were is said later. */
void log_warning (const Connection *connection, const Port *port, const gchar *format, ...) G_GNUC_PRINTF (3, 4);
void log_debug   (const Connection *connection, const Port *port, const gchar *format, ...) G_GNUC_PRINTF (3, 4);

/* A whole frame. Costs much: only if frames are wanted. */
void log_frame (const Connection *connection, const Port *port, const gchar *what, const guint8 *frame);

G_END_DECLS
