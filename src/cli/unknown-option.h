/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What to say of an option that is not there. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One line; @name is without the dashes. */
gchar *unknown_option_text (const gchar *name);

G_END_DECLS
