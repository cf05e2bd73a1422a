/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Other forms of values: results of calculations, texts for numbers, bytes in their meaning. */

#pragma once

#include <json-c/json.h>

#include "qmicli.h"

/* The text of a value in a form; %NULL if there is no such form for it. @coding is the name of the coding of a text. */
gchar *form_text (struct json_object *value, const gchar *form, const gchar *coding);
