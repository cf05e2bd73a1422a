/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* How a process ended. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether the process @pid, which connected to the socket @fd, was ended by a signal; %FALSE if it runs, left by
 * itself, or nothing is known about it. */
gboolean process_was_killed (gint32 pid, gint fd);

G_END_DECLS
