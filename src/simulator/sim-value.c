/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Small help with JSON values and errors. */

#include "config.h"

#include "qmi-error-types.h"
#include "qmi-errors.h"
#include "sim-value.h"

gboolean
sim_fail (GError **error, const gchar *format, ...)
{
    va_list arguments;
    g_autofree gchar *text = NULL;

    va_start (arguments, format);
    text = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    g_set_error_literal (error, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_ARGS, text);
    return FALSE;
}

gboolean
sim_fail_at (GError **error, const gchar *format, ...)
{
    va_list arguments;
    g_autofree gchar *place = NULL;

    va_start (arguments, format);
    place = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    g_prefix_error (error, "%s: ", place);
    return FALSE;
}

SimJson *
sim_at (SimJson *value, const gchar *pointer)
{
    SimJson *found = NULL;

    if (json_pointer_get (value, pointer, &found) != 0)
        return NULL;
    return found;
}

SimJson *
sim_member (SimJson *object, const gchar *name)
{
    SimJson *found = NULL;

    if (json_object_is_type (object, json_type_object))
        json_object_object_get_ex (object, name, &found);
    return found;
}

gint64
sim_number (SimJson *value)
{
    if (json_object_is_type (value, json_type_object))
        value = sim_member (value, "value");
    return value ? json_object_get_int64 (value) : 0;
}

const gchar *
sim_text (SimJson *value)
{
    return value ? json_object_get_string (value) : "";
}

SimJson *
sim_copy (SimJson *value)
{
    SimJson *copy = NULL;

    if (value && json_object_deep_copy (value, &copy, NULL) != 0)
        g_error ("no memory for a copy of a value");
    return copy;
}

void
sim_fill_codes (SimJson *value)
{
    SimJson *code = sim_member (value, "MNC");

    if (json_object_is_type (value, json_type_array))
        for (gsize i = 0; i < json_object_array_length (value); i++)
            sim_fill_codes (json_object_array_get_idx (value, i));
    if (!json_object_is_type (value, json_type_object))
        return;
    if (json_object_is_type (code, json_type_string) && json_object_get_string_len (code) == 2) {
        g_autofree gchar *filled = g_strconcat (json_object_get_string (code), "\xFF", NULL);

        json_object_object_add (value, "MNC", json_object_new_string (filled));
    }
    json_object_object_foreach (value, name, inner) {
        (void) name;
        sim_fill_codes (inner);
    }
}

gchar *
sim_member_names (SimJson *object)
{
    g_autoptr (GPtrArray) names = g_ptr_array_new ();

    json_object_object_foreach (object, name, value) {
        (void) value;
        g_ptr_array_add (names, name);
    }
    g_ptr_array_add (names, NULL);
    return g_strjoinv (", ", (gchar **) names->pdata);
}
