/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The answers to Internal Proxy Status: several make one, and what belongs together is put together. */

#pragma once

#include <json-c/json.h>

#include <glib.h>

/* Adds the entries of a further answer to those of the first one, which then says where the next one begins. */
void status_add (struct json_object *first, struct json_object *further);

/* Puts connections into their ports, and client ids into their connections or, if nobody owns them, their ports; each
 * as a member @name, where the layout looks for what was asked about an element. The rest stays. */
void status_nest (struct json_object *tlvs, const gchar *name);
