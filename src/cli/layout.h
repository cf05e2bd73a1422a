/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Lays out responses as text, by the hints of the tables. */

#pragma once

#include <json-c/json.h>

#include "qmicli.h"

/* The text of a successful response to @request, "" if there is nothing to say. @more: the response of the messages
 * sent for the elements of its lists, which these then have as a member called like the message. */
gchar *layout_response (const QmicliMessage *message, const QmicliMessage *more, const gchar *port,
                        struct json_object *tlvs, struct json_object *request);

/* What a failed response has to tell nevertheless, "" if nothing. */
gchar *layout_failure (const QmicliMessage *message, const gchar *port, struct json_object *tlvs);

/* What else it says about its error, "" if nothing. */
gchar *layout_complaint (const QmicliMessage *message, const gchar *port, struct json_object *tlvs);
