/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Values as text. */

#pragma once

#include <json-c/json.h>

#include "path.h"
#include "qmicli.h"

/* The text of a value that fits on a line; %NULL if it does not. */
gchar *layout_value (const QmicliNode *node, struct json_object *value);

/* "{Major version}.{Minor version}" with members of the element, or of what it stands in, put in; {.} is the element
 * itself, {text} its longer text, {#} its place. @node tells how the members are shown; %NULL: as nothing special. */
gchar *layout_pattern (const gchar *pattern, const QmicliNode *node, const PathElement *element);

/* Whether a value means "not available". */
gboolean layout_is_absent (const QmicliNode *node, struct json_object *value);

/* Node of the member @name inside @node, %NULL if there is none. */
const QmicliNode *layout_child (const QmicliNode *node, const gchar *name);

/* Two digits a byte, the first in the low half if @low_first, up to the first half that is none: "8944" of 98 44. */
gchar *layout_digits (struct json_object *list, gboolean low_first);

#define LAYOUT_BYTES_IN_A_ROW 26

/* "01:02:03", in rows of @row bytes with @indent before each (0: all in one). */
gchar *layout_bytes (struct json_object *list, guint row, const gchar *indent);
