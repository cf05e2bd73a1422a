/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A profile: what the simulated modem is and what it answers. */

#pragma once

#include "qmi-schema.h"
#include "sim-value.h"

G_BEGIN_DECLS

typedef struct {
    guint   number;
    guint16 major, minor;
    guint   max_clients;
} SimService;

typedef struct {
    gchar   *path;
    SimJson *root;
    GArray  *services; /* of SimService, as the profile has them */
    GArray  *vendors;  /* of guint16: whose messages the modem knows, 0 first */
} SimProfile;

/* @name: path of a file or, without slash and suffix, name of one of the installed profiles. What stands in sections
 * that are not read here is checked by who reads them. */
SimProfile *sim_profile_load (const gchar *name, GError **error);
void        sim_profile_free (SimProfile *self);

const SimService *sim_profile_find_service (const SimProfile *self, guint number);

/* What a message id means to this modem: vendors use some of them differently. @unit may be %NULL. */
const QmiSchemaMessage *sim_profile_find_message (const SimProfile *self, const QmiSchemaUnit *unit, guint id,
                                                  gboolean indication);

gboolean sim_profile_has_vendor (const SimProfile *self, guint16 vendor);

G_END_DECLS
