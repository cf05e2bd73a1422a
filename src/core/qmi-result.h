/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a callback of a request gets: a GAsyncResult much lighter than GTask, for the path that every request takes.
 * Private. */

#pragma once

#include <gio/gio.h>

#include "qmi-message.h"

G_BEGIN_DECLS

#define QMI_TYPE_RESULT (qmi_result_get_type ())
G_DECLARE_FINAL_TYPE (QmiResult, qmi_result, QMI, RESULT, GObject)

/* @tag tells the families of functions apart: only the finish function of the same one may read the result. */
QmiResult *qmi_result_new (gpointer source, gconstpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data);

gboolean qmi_result_is_valid (GAsyncResult *result, gpointer source, gconstpointer tag);

/* Keeps the outcome: a message (a reference is taken) or an error (taken over). */
void qmi_result_set (QmiResult *self, QmiMessage *message, GError *error);

/* Gives up the caller's reference. Unlike with g_object_unref() the object is used again if nobody else has it. */
void qmi_result_release (QmiResult *self);

/* Runs the callback. Nothing but the caller's own reference holds the result afterwards. */
void qmi_result_run (QmiResult *self);

/* The message, %NULL with the error. @check_cancelled: whoever cancelled is told so whatever happened since, as GTask
 * does. */
QmiMessage *qmi_result_get (GAsyncResult *result, gboolean check_cancelled, GError **error);

G_END_DECLS
