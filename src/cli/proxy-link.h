/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Requests to the proxy itself, without a port behind it. */

#pragma once

#include "session.h"

/* Connects to the proxy that runs; it is not started. The descriptor, or -1 with an error. */
gint proxy_link_open (GError **error);

/* Sends a request and waits for its answer; %NULL with an error, or without one when the session ended. */
QmiMessage *proxy_link_ask (Session *session, gint fd, QmiMessage *request, GError **error);
