/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Commands at run time, JSON lines on a unix socket. */

#pragma once

#include "sim-modem.h"

G_BEGIN_DECLS

typedef struct _SimControl SimControl;

/* @path must not exist, unless it is a socket that nobody listens on any more. */
SimControl *sim_control_new (const gchar *path, SimModem *modem, GError **error);

/* Closes all connections and removes the socket. */
void sim_control_free (SimControl *self);

G_END_DECLS
