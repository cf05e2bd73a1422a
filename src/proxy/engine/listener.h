/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The addresses of the proxy: who comes in. */

#pragma once

#include "types.h"

G_BEGIN_DECLS

typedef struct _Listener Listener;

/* Both addresses, or the abstract one alone if the other is not needed and cannot be had. */
Listener *listener_new  (Engine *engine, GError **error);
void      listener_free (Listener *self);

/* Refuses newcomers from now on; %TRUE if nobody came meanwhile. Otherwise it listens again. */
gboolean listener_stop (Listener *self);

G_END_DECLS
