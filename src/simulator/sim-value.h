/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Small help with JSON values and errors. */

#pragma once

#include <glib.h>
#include <json-c/json.h>

G_BEGIN_DECLS

typedef struct json_object SimJson;

static inline void
sim_json_put (SimJson *value)
{
    json_object_put (value);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimJson, sim_json_put)

/* Sets the error; always %FALSE. */
gboolean sim_fail (GError **error, const gchar *format, ...) G_GNUC_PRINTF (2, 3);

/* Puts the place of a mistake in front of the error; always %FALSE. */
gboolean sim_fail_at (GError **error, const gchar *format, ...) G_GNUC_PRINTF (2, 3);

/* Value at a JSON pointer such as "/Info/Pin ID"; borrowed, %NULL if there is none. */
SimJson *sim_at (SimJson *value, const gchar *pointer);

/* Value of a member; borrowed, %NULL if there is none. */
SimJson *sim_member (SimJson *object, const gchar *name);

/* A number in any of the forms of messages: 3, true, { "value": 3, "name": "offline" }; 0 for nothing. */
gint64 sim_number (SimJson *value);

/* A text, "" for nothing. */
const gchar *sim_text (SimJson *value);

/* A copy that shares nothing with @value. */
SimJson *sim_copy (SimJson *value);

/* Network codes of two digits are given three bytes, as messages have them: the last one is 0xFF. JSON cannot say that,
 * and what is decoded has only the digits. */
void sim_fill_codes (SimJson *value);

/* The names of an object's members, with commas, for messages. */
gchar *sim_member_names (SimJson *object);

G_END_DECLS
