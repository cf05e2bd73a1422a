/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Whom the two ends of the proxy's socket trust. Private. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether a user may be the proxy: root, and the user given at build time. */
gboolean qmi_user_is_trusted (guint32 uid);

G_END_DECLS
