/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which devices may be opened. */

#include "config.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>

#include "path.h"

/* Majors of the slaves of pseudo-terminals, see devices.txt of the kernel. */
#define FIRST_SLAVE_MAJOR 136
#define LAST_SLAVE_MAJOR  143

#define WWAN_CLASS        "wwan"

static gboolean
is_wwan_qmi (const gchar *name)
{
    g_autofree gchar *path = g_build_filename ("/sys/class/" WWAN_CLASS, name, "type", NULL);
    g_autofree gchar *type = NULL;

    return g_file_get_contents (path, &type, NULL, NULL) && strcmp (g_strstrip (type), "QMI") == 0;
}

/* Whether the system knows a QMI port of this name. */
static gboolean
is_system_port (const gchar *path)
{
    static const gchar classes[][8] = { "usbmisc", WWAN_CLASS, "rpmsg", "smdpkt" };
    g_autofree gchar *name = g_path_get_basename (path);
    guint i;

    for (i = 0; i < G_N_ELEMENTS (classes); i++) {
        g_autofree gchar *entry = g_build_filename ("/sys/class", classes[i], name, NULL);

        if (g_file_test (entry, G_FILE_TEST_EXISTS))
            return strcmp (classes[i], WWAN_CLASS) != 0 || is_wwan_qmi (name);
    }
    return FALSE;
}

static gboolean
is_pseudo_terminal (const struct stat *status)
{
    return major (status->st_rdev) >= FIRST_SLAVE_MAJOR && major (status->st_rdev) <= LAST_SLAVE_MAJOR;
}

static gboolean
matches (const gchar *path, const GPtrArray *globs)
{
    guint i;

    for (i = 0; i < globs->len; i++) {
        if (fnmatch (g_ptr_array_index (globs, i), path, FNM_PATHNAME) == 0)
            return TRUE;
    }
    return FALSE;
}

QmiProtocolError
port_path_check (const gchar *path, guint32 uid, const GPtrArray *globs, PortPath *found, const gchar **reason)
{
    struct stat status;

    found->path = g_path_is_absolute (path) ? realpath (path, NULL) : NULL;
    if (!found->path || stat (found->path, &status) != 0) {
        *reason = "there is no such device";
        return QMI_PROTOCOL_ERROR_DEVICE_NOT_READY;
    }
    if (!S_ISCHR (status.st_mode) || !((is_pseudo_terminal (&status) && status.st_uid == uid) ||
                                       is_system_port (found->path) || matches (found->path, globs))) {
        g_clear_pointer (&found->path, free);
        *reason = "it is neither a QMI port of this system, nor a pseudo-terminal of this user, nor allowed by "
                  "--allow-path";
        return QMI_PROTOCOL_ERROR_ACCESS_DENIED;
    }
    found->identity = port_identity (&status);
    /* Only terminals are known to take several messages at a time. */
    found->is_stream = is_pseudo_terminal (&status);
    return QMI_PROTOCOL_ERROR_NONE;
}
