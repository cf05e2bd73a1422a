/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Lays out responses by the lines that their description states. */

#pragma once

#include <json-c/json.h>

#include "qmicli.h"

/* @lines as the generator wrote them. @more: as for layout_response(). */
gchar *layout_lines (const gchar *lines, const QmicliMessage *message, const QmicliMessage *more, const gchar *port,
                     struct json_object *tlvs, struct json_object *request);
