/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What an invocation is doing. */

#pragma once

#include <json-c/json.h>

#include "qmicli.h"
#include "request.h"
#include "session.h"

typedef struct {
    const QmicliCommand *command;
    Session              session;
    GArray              *requests; /* Request; one for each action */
    Request             *request;  /* that is being done */
    const gchar         *name;     /* of what is being done, without dashes */
    gboolean             following; /* indications are shown after the requests: each document is a line */
    struct json_object  *results;  /* of several requests that are to be one document; else %NULL */
} Run;

/* Sends one message and gives its answer as JSON: the walker's form. %NULL with an error, or at the end. */
struct json_object *run_ask (Run *self, const QmicliMessage *message, struct json_object *values, GError **error);

/* Prints a document, or keeps it for that of all requests. */
void run_print_document (Run *self, struct json_object *document);
