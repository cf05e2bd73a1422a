/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Requests on their way into a port. */

#pragma once

#include "types.h"

G_BEGIN_DECLS

/* Writes a request. Its bytes must stay until port_flush(); if it has a frame of its own, this is what is written. The
 * request may be answered and freed inside. */
void port_write (Port *self, Request *request, guint8 *bytes);
void port_flush (Port *self);

/* Lets a request wait in a queue of the port's, unless that is full: then it is answered and freed. */
void port_enqueue (Port *self, Request *request, const guint8 *bytes, GQueue *queue);

/* The device takes bytes again. */
void port_write_unsent (Port *self);

G_END_DECLS
