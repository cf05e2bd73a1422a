/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Names of services, messages and errors, as the command line and profiles have them. */

#include "config.h"

#include "qmi-enum-types.h"
#include "qmi-enums.h"
#include "qmi-error-types.h"
#include "qmi-errors.h"
#include "sim-name.h"

const gchar *
sim_name_service (guint service)
{
    const gchar *name = qmi_service_get_string ((QmiService) service);
    gchar number[8];

    if (name)
        return name;
    g_snprintf (number, sizeof (number), "0x%02X", service);
    return g_intern_string (number);
}

gchar *
sim_name_tag (const QmiSchemaUnit *unit, const QmiSchemaMessage *message, guint id)
{
    gchar *tag;

    if (!message)
        return g_strdup_printf ("0x%04X", id);
    tag = g_ascii_strdown (qmi_schema_text (unit, message->name), -1);
    return g_strdelimit (tag, " ", '-');
}

gboolean
sim_name_find_error (const gchar *nickname, guint *error)
{
    GEnumClass *errors = g_type_class_ref (QMI_TYPE_PROTOCOL_ERROR);
    gboolean found = FALSE;

    for (guint i = 0; i < errors->n_values && !found; i++) {
        found = g_ascii_strcasecmp (errors->values[i].value_nick, nickname) == 0;
        if (found)
            *error = (guint) errors->values[i].value;
    }
    g_type_class_unref (errors);
    return found;
}
