/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Messages as one line. */

#pragma once

#include <json-c/json.h>

#include "qmicli.h"

/* The values of a message (in the form of the walker), in the order in which they came; "" if there are none. Without
 * @table only what cannot be understood is there. */
gchar *compact_line (const QmicliMessage *table, struct json_object *message);
