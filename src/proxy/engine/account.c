/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What each user has taken of the proxy. */

#include "config.h"

#include "account.h"

void
accounts_init (Accounts *self)
{
    self->users = g_hash_table_new (NULL, NULL);
}

void
accounts_clear (Accounts *self)
{
    g_assert (g_hash_table_size (self->users) == 0);
    g_hash_table_unref (self->users);
}

User *
user_get (Accounts *accounts, guint32 uid)
{
    User *self = g_hash_table_lookup (accounts->users, GUINT_TO_POINTER (uid));

    if (self)
        return user_ref (self);
    self = g_new0 (User, 1);
    self->references = 1;
    self->uid = uid;
    self->accounts = accounts;
    g_hash_table_insert (accounts->users, GUINT_TO_POINTER (uid), self);
    return self;
}

User *
user_ref (User *self)
{
    self->references++;
    return self;
}

void
user_unref (User *self)
{
    guint i;

    if (--self->references > 0)
        return;
    for (i = 0; i < N_CHARGES; i++)
        g_assert (self->taken[i] == 0);
    g_hash_table_remove (self->accounts->users, GUINT_TO_POINTER (self->uid));
    g_free (self);
}

gboolean
user_charge (User *self, Charge charge, gsize amount)
{
    if (amount > self->accounts->most[charge] - MIN (self->taken[charge], self->accounts->most[charge]))
        return FALSE;
    self->taken[charge] += amount;
    return TRUE;
}

void
user_discharge (User *self, Charge charge, gsize amount)
{
    g_assert (self->taken[charge] >= amount);
    self->taken[charge] -= amount;
}
