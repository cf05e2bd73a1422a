/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Paths into messages as JSON: "Info/Speed", "List[0]/Build ID", "List[Type=modem]/Sublist". */

#pragma once

#include <json-c/json.h>

#include "qmi-schema.h"

/* Puts @value (taken over) where @path leads; what is missing on the way is made. */
void path_set (struct json_object *root, const gchar *path, struct json_object *value);

/* The path with @row for the empty brackets in it. */
gchar *path_of_row (const gchar *path, guint row);

/* Whether two paths are the same but for the places of elements. */
gboolean path_is_alike (const gchar *one, const gchar *other);

/* What stands where @path leads, %NULL if nothing. */
struct json_object *path_get (struct json_object *root, const gchar *path);

/* Field of a request; %NULL if the path leads nowhere. */
const QmiSchemaField *path_field (const QmiSchemaUnit *unit, const QmiSchemaMessage *message, const gchar *path);

/* An element that a path leads to, and what it stands in, from the innermost out. */
#define PATH_DEPTH 8
typedef struct {
    struct json_object *around[PATH_DEPTH]; /* [0] is the element itself */
    guint               depth;
    guint               index;              /* of the element in its list */
} PathElement;

/* Called for each element of the lists at the end of @path; %FALSE ends the walk. */
typedef gboolean (* PathFunc) (const PathElement *element, gpointer data);
gboolean path_each (struct json_object *root, const gchar *path, PathFunc func, gpointer data);

/* The member @name of the element or of what it stands in, the innermost first; %NULL if there is none. */
struct json_object *path_find (const PathElement *element, const gchar *name);

/* Nickname of a value that has names, %NULL if it has none. */
const gchar *path_name_of (struct json_object *value);

/* Whether conditions hold, one a line: "Mode=3", "Mode!3". A missing value counts as 0. */
gboolean path_holds (struct json_object *root, const gchar *conditions);

/* The number that a value is, also one with a name; %FALSE if it is none. */
gboolean path_value_number (struct json_object *value, gint64 *number);

/* The number at the end of a path, that of a value with a name too; %FALSE if there is none. */
gboolean path_number (struct json_object *root, const gchar *path, gint64 *number);
