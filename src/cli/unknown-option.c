/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What to say of an option that is not there. */

#include "config.h"

#include <string.h>

#include "near.h"
#include "qmi-cli-settings-private.h"
#include "qmi-json.h"
#include "tables.h"
#include "unknown-option.h"

static const gchar *
find_near (const gchar *name)
{
    Near near = { .name = name };

    for (guint i = 0; i < N_SETTINGS; i++)
        near_consider (&near, qmicli_text (qmicli_setting (i)->name));
    for (guint i = 0; qmicli_option (i); i++)
        near_consider (&near, qmicli_text (qmicli_option (i)->name));
    return near.best;
}

/* Whether options of this service are there; @groups gets the names of all that have some. */
static gboolean
has_group (const gchar *service, GString *groups)
{
    const QmicliGroup *group;
    gboolean found = FALSE;

    for (guint i = 0; (group = qmicli_nth_group (i)); i++) {
        found |= g_str_equal (qmicli_text (group->name), service);
        g_string_append_printf (groups, "%s%s", i > 0 ? ", " : "", qmicli_text (group->name));
    }
    return found;
}

/* Options start with the name of their service. */
gchar *
unknown_option_text (const gchar *name)
{
    g_autofree gchar *small = g_ascii_strdown (name, -1), *service = g_strndup (small, strcspn (small, "-_"));
    g_autoptr (GString) groups = g_string_new (NULL);
    gboolean is_there = has_group (service, groups);
    const gchar *near;
    guint number;

    if (!is_there && g_ascii_isalpha (*service) && qmi_json_find_service (service, &number))
        return g_strdup_printf ("there is no option --%s: the service \"%s\" is not built in, only %s", name, service,
                                groups->str);
    near = find_near (small);
    if (near)
        return g_strdup_printf ("there is no option --%s; did you mean --%s?", name, near);
    return g_strdup_printf ("there is no option --%s; qmicli --help-%s lists them", name, is_there ? service : "all");
}
