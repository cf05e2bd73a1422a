/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* QmiMessageContext: a boxed, reference-counted record of what a message means beyond its bytes. */

#include "qmi-message-context.h"

/**
 * SECTION:qmi-message-context
 * @title: QmiMessageContext
 * @short_description: what a message means beyond its bytes
 *
 * Vendors extend QMI with messages whose ids collide with those of others. The frame does not
 * tell whose message it is, so the program that sends one says it in a #QmiMessageContext.
 */

struct _QmiMessageContext {
    guint16 vendor_id;
};

G_DEFINE_BOXED_TYPE (QmiMessageContext,
                     qmi_message_context,
                     qmi_message_context_ref,
                     qmi_message_context_unref)

/**
 * qmi_message_context_new:
 *
 * Makes a context with the vendor id %QMI_MESSAGE_VENDOR_GENERIC.
 *
 * Returns: (transfer full): a new #QmiMessageContext; release it with qmi_message_context_unref().
 *
 * Since: 1.18
 */
QmiMessageContext *
qmi_message_context_new (void)
{
    QmiMessageContext *self;

    self = g_atomic_rc_box_new (QmiMessageContext);
    self->vendor_id = QMI_MESSAGE_VENDOR_GENERIC;
    return self;
}

/**
 * qmi_message_context_ref:
 * @self: a #QmiMessageContext.
 *
 * Takes one more reference.
 *
 * Returns: (transfer full): @self.
 *
 * Since: 1.18
 */
QmiMessageContext *
qmi_message_context_ref (QmiMessageContext *self)
{
    g_return_val_if_fail (self != NULL, NULL);

    return g_atomic_rc_box_acquire (self);
}

/**
 * qmi_message_context_unref:
 * @self: a #QmiMessageContext.
 *
 * Gives one reference back; the last one frees the context.
 *
 * Since: 1.18
 */
void
qmi_message_context_unref (QmiMessageContext *self)
{
    g_return_if_fail (self != NULL);

    g_atomic_rc_box_release (self);
}

/**
 * qmi_message_context_set_vendor_id:
 * @self: a #QmiMessageContext.
 * @vendor_id: the vendor's id, a USB vendor id for all vendors known so far.
 *
 * Says whose extension the message belongs to.
 *
 * Since: 1.18
 */
void
qmi_message_context_set_vendor_id (QmiMessageContext *self,
                                   guint16            vendor_id)
{
    g_return_if_fail (self != NULL);

    self->vendor_id = vendor_id;
}

/**
 * qmi_message_context_get_vendor_id:
 * @self: a #QmiMessageContext.
 *
 * Tells whose extension the message belongs to.
 *
 * Returns: the vendor's id, %QMI_MESSAGE_VENDOR_GENERIC if none was set.
 *
 * Since: 1.18
 */
guint16
qmi_message_context_get_vendor_id (QmiMessageContext *self)
{
    g_return_val_if_fail (self != NULL, QMI_MESSAGE_VENDOR_GENERIC);

    return self->vendor_id;
}
