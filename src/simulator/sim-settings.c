/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Reads a section of a profile into a C struct, by a table of what may stand in it. */

#include "config.h"

#include <string.h>

#include "sim-settings.h"

static gboolean
read_text (SimJson *value, const SimSetting *setting, gchar *target, GError **error)
{
    const gchar *text = sim_text (value);
    gsize length = strlen (text);

    if (!json_object_is_type (value, json_type_string) || length < setting->min || length > setting->max)
        return sim_fail (error, "a text of %u to %u characters is expected", setting->min, setting->max);
    if (setting->kind == SIM_SETTING_DIGITS && strspn (text, "0123456789") != length)
        return sim_fail (error, "\"%s\" has other characters than digits", text);
    memcpy (target, text, length + 1);
    return TRUE;
}

static gboolean
read_number (SimJson *value, const SimSetting *setting, guint *target, GError **error)
{
    gint64 number = sim_number (value);

    if (!json_object_is_type (value, json_type_int) || number < setting->min || number > setting->max)
        return sim_fail (error, "a number from %u to %u is expected", setting->min, setting->max);
    *target = (guint) number;
    return TRUE;
}

static gboolean
read_choice (SimJson *value, const gchar *const *choices, guint *target, GError **error)
{
    g_autofree gchar *list = NULL;

    for (guint i = 0; choices[i]; i++) {
        if (g_str_equal (choices[i], sim_text (value))) {
            *target = i;
            return TRUE;
        }
    }
    list = g_strjoinv (", ", (gchar **) choices);
    return sim_fail (error, "\"%s\" is none of these: %s", sim_text (value), list);
}

static gboolean
read_setting (SimJson *value, const SimSetting *setting, gpointer target, GError **error)
{
    switch (setting->kind) {
    case SIM_SETTING_TEXT:
    case SIM_SETTING_DIGITS:
        return read_text (value, setting, target, error);
    case SIM_SETTING_NUMBER:
        return read_number (value, setting, target, error);
    case SIM_SETTING_SWITCH:
        if (!json_object_is_type (value, json_type_boolean))
            return sim_fail (error, "true or false is expected");
        *(gboolean *) target = json_object_get_boolean (value);
        return TRUE;
    case SIM_SETTING_CHOICE:
        return read_choice (value, setting->inside, target, error);
    default:
        return sim_settings_read (value, setting->inside, target, error);
    }
}

static gboolean
fail_unknown (const SimSetting *settings, const gchar *name, GError **error)
{
    g_autoptr (GString) list = g_string_new (NULL);

    for (const SimSetting *setting = settings; setting->name; setting++)
        g_string_append_printf (list, "%s%s", setting > settings ? ", " : "", setting->name);
    return sim_fail (error, "there is no \"%s\" here, only: %s", name, list->str);
}

gboolean
sim_settings_read (SimJson *section, const SimSetting *settings, gpointer target, GError **error)
{
    if (!section)
        return TRUE;
    if (!json_object_is_type (section, json_type_object))
        return sim_fail (error, "an object is expected");

    json_object_object_foreach (section, name, value) {
        const SimSetting *setting = settings;

        while (setting->name && !g_str_equal (setting->name, name))
            setting++;
        if (!setting->name)
            return fail_unknown (settings, name, error);
        if (!read_setting (value, setting, (guint8 *) target + setting->offset, error))
            return sim_fail_at (error, "%s", name);
    }
    return TRUE;
}
