/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a message means beyond its bytes: the vendor whose extension it belongs to. */

#pragma once

#if !defined (__LIBQMI_GLIB_H_INSIDE__) && !defined (LIBQMI_GLIB_COMPILATION)
#error "Only <libqmi-glib.h> can be included directly."
#endif

#include <glib.h>
#include <glib-object.h>

#include "qmi-visibility.h"

G_BEGIN_DECLS

/**
 * QmiMessageContext:
 *
 * Facts that are needed to interpret a #QmiMessage but do not travel in it. Reference-counted;
 * the counting is atomic, the values are not protected by a lock.
 *
 * Since: 1.18
 */
typedef struct _QmiMessageContext QmiMessageContext;

/**
 * QMI_MESSAGE_VENDOR_GENERIC:
 *
 * The vendor id of messages that belong to no vendor's extension: the standard ones.
 *
 * Since: 1.18
 */
#define QMI_MESSAGE_VENDOR_GENERIC 0x0000

QMI_API
GType qmi_message_context_get_type (void);

QMI_API
QmiMessageContext *qmi_message_context_new (void);

QMI_API
QmiMessageContext *qmi_message_context_ref (QmiMessageContext *self);

QMI_API
void qmi_message_context_unref (QmiMessageContext *self);

QMI_API
void qmi_message_context_set_vendor_id (QmiMessageContext *self,
                                        guint16            vendor_id);

QMI_API
guint16 qmi_message_context_get_vendor_id (QmiMessageContext *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QmiMessageContext, qmi_message_context_unref)

G_END_DECLS
