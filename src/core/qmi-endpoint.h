/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The way to the modem: frames out, frames in. Private.
 *
 * Kinds of endpoints differ in how they are opened and whether frames need another form on the way; QMUX over a
 * character device and QMUX over the socket of the proxy share all the rest. */

#pragma once

#include <gio/gio.h>

#include "qmi-message.h"

G_BEGIN_DECLS

typedef struct _QmiEndpoint QmiEndpoint;

/* Called from the main loop context in which the endpoint was opened. The endpoint may be closed inside. */
typedef struct {
    void (*frame)   (QmiMessage *message, gpointer owner);
    void (*garbage) (GError *error, gpointer owner); /* a frame that is none was skipped */
    void (*hangup)  (GError *error, gpointer owner); /* once; nothing comes any more */
    void (*settled) (GMainContext *context, gpointer owner); /* what had been read is dealt with */
} QmiEndpointEvents;

/* Opens a character device, or what looks like one. */
gint qmi_endpoint_open_device (const gchar *path, GError **error);

/* Connects to the proxy at the abstract socket @name, %NULL for the usual addresses; its owner has been checked. The
 * descriptor does not block. */
QMI_API gint qmi_proxy_connect (const gchar *name, GError **error);

/* The same, but starts the proxy if it does not run. */
void qmi_endpoint_open_proxy_async  (const gchar *name, GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data);
gint qmi_endpoint_open_proxy_finish (GAsyncResult *result, GError **error);

/* Starts reading from @fd, which is taken over, in @context. */
QmiEndpoint *qmi_endpoint_new (gint fd, const gchar *name, GMainContext *context, const QmiEndpointEvents *events,
                               gpointer owner);

/* Closes the descriptor; no event comes afterwards. */
void qmi_endpoint_close (QmiEndpoint *self);

/* Writes all bytes before it returns; waits for a port that does not take them, but not beyond @deadline (monotonic
 * time). */
gboolean qmi_endpoint_write (QmiEndpoint *self, const guint8 *bytes, gsize length, gint64 deadline, GError **error);

/* Where the endpoint reads. */
GMainContext *qmi_endpoint_context (QmiEndpoint *self);

/* New source, not attached, that reads what arrives: for a caller that waits in another context. */
GSource *qmi_endpoint_create_watch (QmiEndpoint *self);

G_END_DECLS
