/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What generated clients and the device need of a client. Private. */

#pragma once

#include "qmi-client.h"
#include "qmi-schema.h"

G_BEGIN_DECLS

/* Sends the request @message with the TLVs of @input (%NULL: none set). */
void qmi_client_call (gpointer self, const QmiSchemaUnit *unit, guint message, gconstpointer input, guint timeout,
                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/* The decoded response, or %NULL with the error. */
gpointer qmi_client_call_finish (gpointer self, const QmiSchemaUnit *unit, guint message, GAsyncResult *result,
                                 GError **error);

/* Both at once: waits for the response. */
gpointer qmi_client_call_sync (gpointer self, const QmiSchemaUnit *unit, guint message, gconstpointer input,
                               guint timeout, GCancellable *cancellable, GError **error);

/* Frame of a request that @self sends next; takes a transaction id. */
QmiMessage *qmi_client_build_request (QmiClient *self, const QmiSchemaUnit *unit, const QmiSchemaMessage *message,
                                      gconstpointer input, GError **error);

/* Decodes an indication and emits its signal. */
void qmi_client_emit_indication (QmiClient *self, const QmiSchemaUnit *unit, QmiMessage *message);

/* Registers the signal of an indication; @output is the type of its contents, G_TYPE_NONE if it has none. */
void qmi_client_add_signal (GType client, const gchar *name, GType output);

/* Class of the client of a service, 0 if there is none. */
GType qmi_client_type_of_service (guint service);

G_END_DECLS
