/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What each user has taken of the proxy, and the most that a user may have.
 *
 * Charged before the thing exists, discharged by whatever ends it: a user without connections and requests has nothing
 * on the account. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
    CHARGE_CONNECTIONS,
    CHARGE_CLIENT_IDS, /* owned by a connection, or asked for */
    CHARGE_REQUESTS,   /* without answer */
    CHARGE_BYTES,      /* waiting for connections that do not read, and parts of frames */
    N_CHARGES,
} Charge;

typedef struct {
    gsize       most[N_CHARGES];
    GHashTable *users; /* uid -> User */
} Accounts;

typedef struct {
    guint     references;
    guint32   uid;
    Accounts *accounts;
    gsize     taken[N_CHARGES];
} User;

void accounts_init  (Accounts *self);
void accounts_clear (Accounts *self);

User *user_get   (Accounts *accounts, guint32 uid);
User *user_ref   (User *self);
void  user_unref (User *self);

gboolean user_charge    (User *self, Charge charge, gsize amount);
void     user_discharge (User *self, Charge charge, gsize amount);

G_END_DECLS
