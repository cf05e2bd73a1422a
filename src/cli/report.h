/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Says what went wrong: a line, or a JSON document, on standard error. */

#pragma once

#include <json-c/json.h>

#include "qmicli.h"

/* Something other than an answer of the modem. */
void report_error (QmicliFormat format, QmicliExit code, const gchar *message);

/* An error as JSON, to which more can be added. */
struct json_object *report_json (QmicliExit code, const gchar *message);

/* Prints a document and frees it. */
void report_print (FILE *stream, struct json_object *document);

/* Likewise on standard output, as one of many lines, which is there at once. */
void report_print_line (struct json_object *document);
