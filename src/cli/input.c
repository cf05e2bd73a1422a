/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* JSON from files and from standard input. */

#include "config.h"

#include <string.h>

#include "input.h"
#include "qmicli.h"

#define MOST_BYTES (1 << 20) /* no request is nearly as long */

static struct json_object *
parse (const gchar *name, const gchar *text, gsize length, GError **error)
{
    struct json_tokener *tokener = json_tokener_new ();
    struct json_object *value = json_tokener_parse_ex (tokener, text, (int) length);
    enum json_tokener_error problem = json_tokener_get_error (tokener);
    gsize end = json_tokener_get_parse_end (tokener), line = 1;

    json_tokener_free (tokener);
    while (problem == json_tokener_success && end < length && g_ascii_isspace (text[end]))
        end++;
    for (gsize i = 0; i < end && i < length; i++)
        line += text[i] == '\n';
    if (problem == json_tokener_success && end == length)
        return value;
    if (value)
        json_object_put (value);
    g_set_error (error, QMICLI_ERROR, QMICLI_USAGE, "%s:%" G_GSIZE_FORMAT ": %s", name, line,
                 problem == json_tokener_success    ? "something follows the JSON object"
                 : problem == json_tokener_continue ? "the JSON ends too early"
                                                    : json_tokener_error_desc (problem));
    return NULL;
}

struct json_object *
input_read_json (const gchar *path, GError **error)
{
    gboolean standard = g_str_equal (path, "-");
    const gchar *name = standard ? "standard input" : path;
    g_autofree gchar *text = NULL;
    g_autoptr (GError) problem = NULL;
    gsize length;

    if (!g_file_get_contents (standard ? "/dev/stdin" : path, &text, &length, &problem)) {
        g_set_error (error, QMICLI_ERROR, QMICLI_USAGE, "--input-json=%s: %s", path, problem->message);
        return NULL;
    }
    if (length > MOST_BYTES || memchr (text, '\0', length)) {
        g_set_error (error, QMICLI_ERROR, QMICLI_USAGE, "%s: this is no JSON of a request: it %s", name,
                     length > MOST_BYTES ? "is too long" : "has zero bytes");
        return NULL;
    }
    return parse (name, text, length, error);
}
