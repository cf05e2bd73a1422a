/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Names of the objects of the proxy, which know of each other.
 *
 * An engine has ports and connections. A connection is on at most one port. A request belongs to a port and, unless its
 * connection is gone, to a connection. A client id belongs to a port and to the connection that owns it, if any. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _Engine     Engine;
typedef struct _Connection Connection;
typedef struct _Port       Port;
typedef struct _Request    Request;
typedef struct _ClientId   ClientId;

G_END_DECLS
