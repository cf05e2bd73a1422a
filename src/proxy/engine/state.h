/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The journal of client ids: what a proxy needs to know of the one before it.
 *
 * A line for each change, written at once, since a crash leaves no time for it later. */

#pragma once

#include "types.h"

G_BEGIN_DECLS

typedef struct _State State;

/* Reads what is in the folder into ports of the engine; %NULL if the folder cannot be used. All functions below do
 * nothing with %NULL. */
State *state_new  (Engine *engine, const gchar *folder, GError **error);
void   state_free (State *self);

void state_note_port   (State *self, const Port *port);
void state_forget_port (State *self, const Port *port);
void state_note_id     (State *self, const ClientId *id);
void state_forget_id   (State *self, const ClientId *id);

G_END_DECLS
