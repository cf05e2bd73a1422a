/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The pseudo-terminal that programs open as a modem's port. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SimPort SimPort;

typedef struct {
    /* Bytes that programs wrote. */
    void (*received) (gpointer user_data, const guint8 *bytes, gsize length);
    /* No program has the port open any more, and all that they wrote was received: the start of a frame is all that
     * there will be of it. */
    void (*left) (gpointer user_data);
    /* The port has a new path. */
    void (*ready) (gpointer user_data, const gchar *path);
} SimPortEvents;

/* @link: path of a symbolic link to the port, or %NULL. The port does not exist until it is opened. */
SimPort *sim_port_new (const gchar *link, const SimPortEvents *events, gpointer user_data);

/* Closes the port and removes the link. */
void sim_port_free (SimPort *self);

/* Makes the pseudo-terminal; there is nothing to do if there is one. */
gboolean sim_port_open (SimPort *self, GError **error);

/* Path of the terminal, %NULL while there is none. */
const gchar *sim_port_get_path (const SimPort *self);

/* Hangs up: programs see the end of the stream. Before that they get a moment to read what was sent. @done is called
 * when the port is closed, never from inside this function. */
void sim_port_hang_up (SimPort *self, void (*done) (gpointer user_data));

/* Sends @bytes after @delay milliseconds, in pieces of @piece bytes (0: all at once). Lost while there is no port. */
void sim_port_send (SimPort *self, GBytes *bytes, guint delay, guint piece);

/* So much waits for readers that nothing should be sent that nobody asked for. Requests are not read either then. */
gboolean sim_port_is_congested (const SimPort *self);

G_END_DECLS
