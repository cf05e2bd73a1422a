/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Who may connect, and which services a program may use. */

#include "config.h"

#include <errno.h>
#include <gio/gio.h>
#include <grp.h>
#include <pwd.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "libqmi-glib.h"
#include "rules.h"

#define MOST_GROUPS 1024

void
rules_init (Rules *self)
{
    self->users = g_array_new (FALSE, FALSE, sizeof (guint32));
    self->groups = g_array_new (FALSE, FALSE, sizeof (guint32));
    self->limited = g_hash_table_new_full (NULL, NULL, NULL, g_free);
}

void
rules_clear (Rules *self)
{
    g_array_unref (self->users);
    g_array_unref (self->groups);
    g_hash_table_unref (self->limited);
}

static gboolean
parse_number (const gchar *text, guint64 most, guint32 *number)
{
    guint64 value;

    if (!g_ascii_string_to_unsigned (text, 10, 0, most, &value, NULL))
        return FALSE;
    *number = (guint32) value;
    return TRUE;
}

gboolean
rules_add_user (Rules *self, const gchar *name, GError **error)
{
    const struct passwd *entry = getpwnam (name);
    guint32 uid;

    if (entry) {
        uid = entry->pw_uid;
    } else if (!parse_number (name, G_MAXUINT32 - 1, &uid)) {
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                     "There is no user '%s': name a user of this system or give a number", name);
        return FALSE;
    }
    g_array_append_val (self->users, uid);
    return TRUE;
}

gboolean
rules_find_group (const gchar *name, guint32 *gid, GError **error)
{
    const struct group *entry = getgrnam (name);

    if (entry) {
        *gid = entry->gr_gid;
    } else if (!parse_number (name, G_MAXUINT32 - 1, gid)) {
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                     "There is no group '%s': name a group of this system or give a number", name);
        return FALSE;
    }
    return TRUE;
}

gboolean
rules_add_group (Rules *self, const gchar *name, GError **error)
{
    guint32 gid;

    if (!rules_find_group (name, &gid, error))
        return FALSE;
    g_array_append_val (self->groups, gid);
    return TRUE;
}

static gboolean
find_service (const gchar *name, guint32 *number)
{
    g_autoptr (GEnumClass) services = g_type_class_ref (QMI_TYPE_SERVICE);
    const GEnumValue *value = g_enum_get_value_by_nick (services, name);

    if (!value)
        return parse_number (name, G_MAXUINT8, number);
    *number = (guint32) value->value;
    return *number <= G_MAXUINT8;
}

gboolean
rules_add_services (Rules *self, const gchar *text, GError **error)
{
    g_auto (GStrv) parts = g_strsplit (text, ":", 2);
    g_auto (GStrv) names = NULL;
    Services *services;
    guint32 gid, number;
    guint i;

    if (g_strv_length (parts) != 2 || !*parts[1]) {
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                     "'%s' is no rule: write GROUP:SERVICE,SERVICE..., such as esim:uim", text);
        return FALSE;
    }
    if (!rules_find_group (parts[0], &gid, error))
        return FALSE;
    services = g_hash_table_lookup (self->limited, GUINT_TO_POINTER (gid));
    if (!services) {
        services = g_new0 (Services, 1);
        g_hash_table_insert (self->limited, GUINT_TO_POINTER (gid), services);
    }
    names = g_strsplit (parts[1], ",", -1);
    for (i = 0; names[i]; i++) {
        if (!find_service (names[i], &number)) {
            g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                         "'%s' is no service: write its short name, such as uim, or a number up to 255", names[i]);
            return FALSE;
        }
        services->bits[number / 8] |= (guint8) (1 << number % 8);
    }
    return TRUE;
}

gboolean
rules_credentials (gint fd, Credentials *credentials)
{
    struct ucred peer;
    socklen_t size = sizeof (peer);

    if (getsockopt (fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0)
        return FALSE;
    *credentials = (Credentials) { peer.pid, peer.uid, peer.gid };
    return TRUE;
}

static gboolean
contains (const GArray *numbers, guint32 number)
{
    guint i;

    for (i = 0; i < numbers->len; i++) {
        if (g_array_index (numbers, guint32, i) == number)
            return TRUE;
    }
    return FALSE;
}

/* Adds what a group allows; %TRUE if it allows everything. */
static gboolean
admit_group (const Rules *self, guint32 gid, Services *services)
{
    const Services *limited = g_hash_table_lookup (self->limited, GUINT_TO_POINTER (gid));
    guint i;

    if (contains (self->groups, gid))
        return TRUE;
    for (i = 0; limited && i < sizeof (services->bits); i++)
        services->bits[i] |= limited->bits[i];
    return FALSE;
}

gboolean
rules_admit (const Rules *self, gint fd, const Credentials *credentials, Services *services)
{
    gid_t groups[MOST_GROUPS];
    socklen_t size = sizeof (groups);
    static const Services none;
    gboolean all;
    guint i;

    memset (services, 0, sizeof (*services));
    all = credentials->uid == 0 || credentials->uid == geteuid () || contains (self->users, credentials->uid) ||
          admit_group (self, credentials->gid, services);
    if (!all && getsockopt (fd, SOL_SOCKET, SO_PEERGROUPS, groups, &size) == 0) {
        for (i = 0; !all && i < size / sizeof (groups[0]); i++)
            all = admit_group (self, groups[i], services);
    }
    if (all)
        memset (services, 0xFF, sizeof (*services));
    else if (memcmp (services, &none, sizeof (none)) == 0)
        return FALSE;
    services->bits[0] |= 1 << QMI_SERVICE_CTL;
    return TRUE;
}
