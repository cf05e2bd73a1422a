/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What clients need of a device. Private. */

#pragma once

#include "qmi-device.h"
#include "qmi-result.h"
#include "qmi-transactions.h"

G_BEGIN_DECLS

/* Sends @message and completes @result (taken over) with the answer. @abort may be %NULL; its data is taken over. */
void qmi_device_send (QmiDevice *self, QmiMessage *message, QmiMessageContext *context, guint timeout,
                      const QmiAbort *abort, GCancellable *cancellable, QmiResult *result);

/* Completes @result (taken over) with @error (taken over) from the main loop, without sending anything. @self may be
 * %NULL: a client that was released has no device. */
void qmi_device_return_error (QmiDevice *self, QmiResult *result, GError *error);

G_END_DECLS
