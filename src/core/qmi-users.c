/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Whom the two ends of the proxy's socket trust. */

#include "config.h"

#include <pwd.h>

#include "qmi-users.h"

gboolean
qmi_user_is_trusted (guint32 uid)
{
    const struct passwd *entry;

    if (uid == 0)
        return TRUE;
    entry = *QMI_USERNAME ? getpwnam (QMI_USERNAME) : NULL;
    return entry && entry->pw_uid == uid;
}
