/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Requests that wait for their answers: matching, time-outs, cancellation. Private.
 *
 * All of a device's transactions share one main loop source: it runs the callbacks of those that are done and knows the
 * next deadline. A callback never runs inside the call that started its request. */

#pragma once

#include "qmi-device.h"
#include "qmi-message.h"
#include "qmi-message-context.h"
#include "qmi-result.h"

G_BEGIN_DECLS

typedef struct _QmiTransactions QmiTransactions;
typedef struct _QmiTransaction QmiTransaction;

/* @on_timeout is called for each request that got no answer in time, before its callback runs. */
QmiTransactions *qmi_transactions_new  (QmiDevice *device, void (*on_timeout) (QmiDevice *device));
void             qmi_transactions_free (QmiTransactions *self);

/* How an abortable request is aborted; see qmi_device_command_abortable(). */
typedef struct {
    QmiDeviceCommandAbortableBuildRequestFn  build;
    QmiDeviceCommandAbortableParseResponseFn parse;
    gpointer                                 user_data;
    GDestroyNotify                           destroy;
} QmiAbort;

/* New transaction for @message; @result is taken over. It is not waited for yet. */
QmiTransaction *qmi_transaction_new (QmiTransactions *table, QmiMessage *message, QmiMessageContext *context,
                                     const QmiAbort *abort, QmiResult *result);

/* Waits for the answer; an older request with the same key is completed as overwritten. %FALSE: it is already
 * cancelled, and completed. */
gboolean qmi_transaction_store (QmiTransaction *self, guint timeout, GCancellable *cancellable);

/* Ends a transaction; @error is taken over. Its callback runs from the main loop. */
void qmi_transaction_complete (QmiTransaction *self, QmiMessage *response, GError *error);

QmiMessageContext *qmi_transaction_context (QmiTransaction *self);

/* The transaction that @response answers, %NULL if none does. */
QmiTransaction *qmi_transactions_match (QmiTransactions *self, QmiMessage *response);

/* Ends @self with @response. %FALSE if it answers another kind of request, which is the transaction's error. */
gboolean qmi_transaction_answer (QmiTransaction *self, QmiMessage *response);

/* Ends all of them with an error, a copy for each. */
void qmi_transactions_fail_all (QmiTransactions *self, const GError *error);

/* Runs the callbacks that wait for the main loop of @context, the caller being called by it. */
void qmi_transactions_flush (QmiTransactions *self, GMainContext *context);

G_END_DECLS
