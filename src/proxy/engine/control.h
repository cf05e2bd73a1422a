/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The control service: what the proxy answers itself, and transaction ids and client ids of what it forwards. */

#pragma once

#include "request.h"
#include "types.h"

G_BEGIN_DECLS

/* A frame of service CTL from a connection, in bytes that may be changed. */
void control_request (Connection *connection, guint8 *frame);

/* One from the modem, likewise. */
void control_from_modem (Port *port, guint8 *frame);

/* Gives an orphan back to the modem. */
void control_release (ClientId *id);

/* The request ends. Another one may have its transaction id, after control_use_slots(). */
void control_end       (Request *request);
void control_use_slots (Port *port);

/* While requests wait for transaction ids, takes those away that one connection has too many of and the modem does not
 * answer: these get no answer any more but the proxy's, in the end. Returns when to look again. */
gint64 control_share_slots (Port *port, gint64 now);

/* The connection has requests that need transaction ids, or is leaving. */
void control_wait_for_slot (Connection *connection);
void control_forget        (Connection *connection);

G_END_DECLS
