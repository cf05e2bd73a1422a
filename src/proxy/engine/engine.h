/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The proxy: addresses, connections, ports. Used by the daemon and by QmiProxy. */

#pragma once

#include "account.h"
#include "rules.h"
#include "types.h"

G_BEGIN_DECLS

#define ENGINE_SOCKET_NAME  "qmi-proxy"
#define ENGINE_FOLDER       RUNTIME_FOLDER "/qmi-proxy"
#define ENGINE_SOCKET_PATH  ENGINE_FOLDER "/socket"

typedef struct {
    Rules        rules;
    Accounts     accounts; /* with the limits for each user */
    GPtrArray   *allowed_paths; /* gchar *, as of fnmatch() */
    const gchar *socket_path;   /* besides the abstract name; %NULL: none */
    gboolean     socket_path_needed; /* cannot do without it */
    guint32      socket_mode;
    guint32      socket_group; /* G_MAXUINT32: leave it */
    const gchar *state_folder;  /* %NULL: none */
    guint        empty_timeout; /* s, 0: for ever */
    gboolean     verbose;       /* log frames */
    gint         stop_fd;       /* readable: end; -1: none */
    void       (*changed) (gpointer data); /* the number of connections has; may be %NULL */
    gpointer     data;
} EngineSettings;

/* What everybody may have, who may connect and where when nothing else is said. */
void engine_settings_init  (EngineSettings *self);
void engine_settings_clear (EngineSettings *self);

/* Adds the user and the group given at build time to those who may connect. */
gboolean engine_settings_add_defaults (EngineSettings *self, GError **error);

/* The settings must outlive it. */
Engine *engine_new  (const EngineSettings *settings, GError **error);
void    engine_free (Engine *self);

/* Serves until it is asked to stop or has been idle for too long. */
void engine_run (Engine *self);

/* For another loop: readable when there is something to do, which this does. */
gint engine_fd       (Engine *self);
void engine_dispatch (Engine *self);

guint engine_n_connections (Engine *self);

G_END_DECLS
