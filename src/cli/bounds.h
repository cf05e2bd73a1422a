/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the description says of a request's values beyond their types. */

#pragma once

#include "qmi-message.h"
#include "request.h"

/* Whether all values of the frame are within their bounds and, if they have names, among those; else an error that
 * tells where one is not. */
gboolean bounds_check (const Request *request, QmiMessage *frame, GError **error);
