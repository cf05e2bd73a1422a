/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What goes where. */

#pragma once

#include "types.h"

G_BEGIN_DECLS

/* A whole frame from a connection, in bytes that may be changed and need not stay after port_flush(). */
void route_request (Connection *connection, guint8 *frame);

/* A whole frame from the modem, in bytes that may be changed and need not stay after port_deliver_now(). */
void route_from_modem (Port *port, guint8 *frame);

G_END_DECLS
