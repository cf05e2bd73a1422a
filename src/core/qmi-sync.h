/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Calls that wait for their result. */

#ifndef __LIBQMI_GLIB_QMI_SYNC__
#define __LIBQMI_GLIB_QMI_SYNC__

#include <libqmi-glib.h>

#include "qmi-sync-services.h"

G_BEGIN_DECLS

/**
 * SECTION:qmi-sync
 * @title: Synchronous calls
 *
 * For programs without a main loop, and for scripts: each call waits for its result. The calls watch the port by
 * themselves: no loop has to run, and sources of the caller do not run meanwhile. Answers to other requests and
 * indications that arrive while a call waits are kept for the caller's loop, in their order. Only
 * #QmiDevice::indication, which brings the bytes of an indication, is emitted while the call waits.
 *
 * The header has to be included besides `libqmi-glib.h`. libqmi has no such calls.
 */

QMI_API QmiDevice *qmi_device_new_sync (
    GFile         *file,
    GCancellable  *cancellable,
    GError       **error);

QMI_API gboolean qmi_device_open_sync (
    QmiDevice           *self,
    QmiDeviceOpenFlags   flags,
    guint                timeout,
    GCancellable        *cancellable,
    GError             **error);

QMI_API gboolean qmi_device_close_sync (
    QmiDevice     *self,
    guint          timeout,
    GCancellable  *cancellable,
    GError       **error);

QMI_API QmiClient *qmi_device_allocate_client_sync (
    QmiDevice     *self,
    QmiService     service,
    guint8         cid,
    guint          timeout,
    GCancellable  *cancellable,
    GError       **error);

QMI_API gboolean qmi_device_release_client_sync (
    QmiDevice                    *self,
    QmiClient                    *client,
    QmiDeviceReleaseClientFlags   flags,
    guint                         timeout,
    GCancellable                 *cancellable,
    GError                      **error);

QMI_API gboolean qmi_device_set_instance_id_sync (
    QmiDevice     *self,
    guint8         instance_id,
    guint          timeout,
    GCancellable  *cancellable,
    guint16       *link_id,
    GError       **error);

QMI_API GArray *qmi_device_get_service_version_info_sync (
    QmiDevice     *self,
    guint          timeout,
    GCancellable  *cancellable,
    GError       **error);

QMI_API QmiMessage *qmi_device_command_full_sync (
    QmiDevice          *self,
    QmiMessage         *message,
    QmiMessageContext  *message_context,
    guint               timeout,
    GCancellable       *cancellable,
    GError            **error);

G_END_DECLS

#endif /* __LIBQMI_GLIB_QMI_SYNC__ */
