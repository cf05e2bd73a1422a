/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which devices may be opened. */

#pragma once

#include "frame.h"
#include "port.h"

G_BEGIN_DECLS

typedef struct {
    gchar       *path; /* without symbolic links */
    PortIdentity identity;
    gboolean     is_stream;
} PortPath;

/* Looks at the device that a program of user @uid names. @globs are paths that may be opened besides the ports of the
 * system. @reason is set if the result is not QMI_PROTOCOL_ERROR_NONE. */
QmiProtocolError port_path_check (const gchar *path, guint32 uid, const GPtrArray *globs, PortPath *found,
                                  const gchar **reason);

G_END_DECLS
