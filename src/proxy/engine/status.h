/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What goes on in the proxy, for whoever asks. */

#pragma once

#include "types.h"

G_BEGIN_DECLS

/* Answers a request for status. */
void status_answer (Connection *connection, const guint8 *frame);

G_END_DECLS
