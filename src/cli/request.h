/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Makes requests of what was typed. */

#pragma once

#include <json-c/json.h>

#include "path.h"
#include "qmi-message.h"
#include "qmicli.h"

typedef struct {
    const QmicliOption     *option;
    const gchar            *name;
    const QmiSchemaUnit    *unit;
    const QmiSchemaMessage *message; /* %NULL: the option sends none */
    struct json_object     *values;  /* by TLV; without those that are picked */
    struct json_object     *answer;  /* what the modem said to it, %NULL before that */
    GPtrArray              *picks;   /* what was typed for each item, %NULL where nothing was */
} Request;

void request_clear (Request *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, request_clear)

/* Reads and checks the argument completely; all that is left to go wrong is what the modem says. */
gboolean request_prepare (Request *self, const QmicliOption *option, const gchar *name, const gchar *argument,
                          GError **error);

/* Likewise with the fields of the request as JSON, by the names of its TLVs; nothing is added to them. */
gboolean request_prepare_json (Request *self, const QmicliOption *option, const gchar *name, struct json_object *values,
                               GError **error);

/* Fills in what is picked from the TLVs of a response. */
gboolean request_pick (Request *self, struct json_object *tlvs, GError **error);

/* The values of a request made of members of an element and of what it stands in; %NULL if some are not there. */
struct json_object *request_from_element (const QmicliMessage *message, const PathElement *element);

/* The frame of a message with these values; %NULL with an error that names the option @name. */
QmiMessage *request_build (const QmicliMessage *message, struct json_object *values, guint8 cid, guint16 transaction,
                           const gchar *name, GError **error);

/* Tables of a message. */
const QmiSchemaMessage *request_find_message (const QmicliMessage *message, const QmiSchemaUnit **unit);
