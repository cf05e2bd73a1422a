/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Makes JSON values of typed text, by the types of the tables. */

#pragma once

#include <json-c/json.h>

#include "qmi-schema.h"
#include "qmicli.h"

/* %NULL with an error that says what would be right; secrets are not repeated in it. */
struct json_object *value_from_text (const QmiSchemaUnit *unit, const QmiSchemaField *field, const QmicliItem *item,
                                     const gchar *text, GError **error);

/* The value of a text that is JSON and nothing else. */
struct json_object *value_of_json (const gchar *text, GError **error);

/* The letters of a text as an array of bytes; one of a fixed length is filled up with zeros. */
struct json_object *value_bytes_of_text (const QmiSchemaField *field, const gchar *text, GError **error);

/* Whether a text or a list has @min to @max characters or elements; @what says which. */
gboolean value_check_count (gsize n, const gchar *what, guint min, guint max, GError **error);

/* Appends the names that a value may have to a list. */
void value_add_names (QmiSchemaEnumRef ref, const QmicliItem *item, GString *list);
