/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Who may connect, and which services a program may use. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A set of service numbers. */
typedef struct {
    guint8 bits[32];
} Services;

static inline gboolean
services_have (const Services *self, guint8 service)
{
    return self->bits[service / 8] >> service % 8 & 1;
}

typedef struct {
    GArray     *users;  /* guint32 */
    GArray     *groups; /* guint32 */
    GHashTable *limited; /* gid -> Services */
} Rules;

typedef struct {
    gint32  pid;
    guint32 uid;
    guint32 gid;
} Credentials;

void rules_init  (Rules *self);
void rules_clear (Rules *self);

/* By name or number; the error says what is wrong with it. */
gboolean rules_add_user     (Rules *self, const gchar *name, GError **error);
gboolean rules_add_group    (Rules *self, const gchar *name, GError **error);
/* GROUP:SERVICE,SERVICE... */
gboolean rules_add_services (Rules *self, const gchar *text, GError **error);

/* Number of a group by name or number. */
gboolean rules_find_group (const gchar *name, guint32 *gid, GError **error);

/* Who is at the other end of the socket @fd; %FALSE if this cannot be found out. */
gboolean rules_credentials (gint fd, Credentials *credentials);

/* Whether the program at the socket @fd may connect, and with which services. */
gboolean rules_admit (const Rules *self, gint fd, const Credentials *credentials, Services *services);

G_END_DECLS
