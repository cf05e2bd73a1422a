/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Wide Number Service. Generated from wid.json, do not edit. */

#ifndef __LIBQMI_GLIB_QMI_WID_PRIVATE__
#define __LIBQMI_GLIB_QMI_WID_PRIVATE__

#if !defined (__LIBQMI_GLIB_H_INSIDE__) && !defined (LIBQMI_GLIB_COMPILATION)
#error "Only <libqmi-glib.h> can be included directly."
#endif

#include <glib-object.h>
#include <gio/gio.h>

#include "qmi-enums-private.h"
#include "qmi-enums-tny.h"
#include "qmi-enums.h"
#include "qmi-message.h"
#include "qmi-visibility.h"

G_BEGIN_DECLS

/**
 * SECTION:qmi-wid-private
 * @title: Wide Number Service
 *
 * A demo: a service whose number does not fit the QMUX header.
 */

#define HAVE_QMI_MESSAGE_WID_GET_LID
#define HAVE_QMI_MESSAGE_WID_EXCUSE
#define HAVE_QMI_SERVICE_WID

/* Get Lid: response */

/**
 * QmiMessageWidGetLidOutput:
 *
 * What was received with the response "Get Lid"; opaque and reference counted.
 *
 * Asks another kettle for its cover.
 *
 * Since: 1.6
 */
typedef struct _QmiMessageWidGetLidOutput QmiMessageWidGetLidOutput;

#define QMI_TYPE_MESSAGE_WID_GET_LID_OUTPUT (qmi_message_wid_get_lid_output_get_type ())
QMI_API GType qmi_message_wid_get_lid_output_get_type (void) G_GNUC_CONST;

/**
 * qmi_message_wid_get_lid_output_ref:
 * @self: a #QmiMessageWidGetLidOutput.
 *
 * Takes one more reference; may be called from any thread.
 *
 * Returns: (transfer full): @self.
 *
 * Since: 1.6
 */
QMI_API QmiMessageWidGetLidOutput *qmi_message_wid_get_lid_output_ref (QmiMessageWidGetLidOutput *self);

/**
 * qmi_message_wid_get_lid_output_unref:
 * @self: a #QmiMessageWidGetLidOutput.
 *
 * Gives a reference back; with the last one @self and everything that its getters returned goes away.
 *
 * Since: 1.6
 */
QMI_API void qmi_message_wid_get_lid_output_unref (QmiMessageWidGetLidOutput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QmiMessageWidGetLidOutput, qmi_message_wid_get_lid_output_unref)

/**
 * qmi_message_wid_get_lid_output_get_result:
 * @self: a #QmiMessageWidGetLidOutput.
 * @error: return location for a #GError, or %NULL.
 *
 * Tells whether the modem did what "Get Lid" asked for.
 *
 * Returns: (skip): %TRUE if it did; %FALSE with a #QmiProtocolError in @error if it refused.
 *
 * Since: 1.6
 */
QMI_API gboolean qmi_message_wid_get_lid_output_get_result (
    QmiMessageWidGetLidOutput *self,
    GError **error);

/**
 * qmi_message_wid_get_lid_output_get_lid:
 * @self: a #QmiMessageWidGetLidOutput.
 * @value_lid: (out)(optional): Position reported over there.
 * @error: return location for a #GError, or %NULL.
 *
 * Reads the field "Lid".
 *
 * Position reported over there.
 *
 * Texts and arrays belong to @self: they live until its last reference is given back.
 *
 * Returns: (skip): %TRUE if the field is there; %FALSE with %QMI_CORE_ERROR_TLV_NOT_FOUND in @error if it is missing
 * or cannot be read, which the message tells.
 *
 * Since: 1.6
 */
QMI_API gboolean qmi_message_wid_get_lid_output_get_lid (
    QmiMessageWidGetLidOutput *self,
    QmiTnyLid *value_lid,
    GError **error);

G_END_DECLS

#endif /* __LIBQMI_GLIB_QMI_WID_PRIVATE__ */
