/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Names of services, messages and errors, as the command line and profiles have them. */

#pragma once

#include "qmi-schema.h"

G_BEGIN_DECLS

/* "dms"; of a service without a name "0xC8". */
const gchar *sim_name_service (guint service);

/* "get-ids" for a message of a description, "0x1234" for another (@message is %NULL then). */
gchar *sim_name_tag (const QmiSchemaUnit *unit, const QmiSchemaMessage *message, guint id);

/* Number of an error by its nickname, such as "NotSupported"; upper and lower case alike. */
gboolean sim_name_find_error (const gchar *nickname, guint *error);

G_END_DECLS
