/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* JSON from files and from standard input. */

#pragma once

#include <glib.h>
#include <json-c/json.h>

/* What stands in the file at @path ("-": on standard input); %NULL with an error that names the place. */
struct json_object *input_read_json (const gchar *path, GError **error);
