/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The base of all service clients. */

#ifndef __LIBQMI_GLIB_QMI_CLIENT__
#define __LIBQMI_GLIB_QMI_CLIENT__

#if !defined (__LIBQMI_GLIB_H_INSIDE__) && !defined (LIBQMI_GLIB_COMPILATION)
#error "Only <libqmi-glib.h> can be included directly."
#endif

#include <gio/gio.h>

#include "qmi-enums.h"
#include "qmi-message.h"
#include "qmi-visibility.h"

G_BEGIN_DECLS

/**
 * SECTION:qmi-client
 * @title: QmiClient
 *
 * A client of one service of the modem. The modem knows it by a client id (CID), which qmi_device_allocate_client()
 * gets and qmi_device_release_client() gives back. Each service has a class of its own with the requests as methods and
 * the indications as signals.
 */

/**
 * QMI_CID_NONE:
 *
 * No client id: the modem is to choose one.
 *
 * Since: 1.0
 */
#define QMI_CID_NONE 0x00

/**
 * QMI_CID_BROADCAST:
 *
 * Client id of indications that go to all clients of a service.
 *
 * Since: 1.0
 */
#define QMI_CID_BROADCAST 0xFF

#define QMI_TYPE_CLIENT            (qmi_client_get_type ())
#define QMI_CLIENT(obj)            (G_TYPE_CHECK_INSTANCE_CAST ((obj), QMI_TYPE_CLIENT, QmiClient))
#define QMI_CLIENT_CLASS(klass)    (G_TYPE_CHECK_CLASS_CAST ((klass), QMI_TYPE_CLIENT, QmiClientClass))
#define QMI_IS_CLIENT(obj)         (G_TYPE_CHECK_INSTANCE_TYPE ((obj), QMI_TYPE_CLIENT))
#define QMI_IS_CLIENT_CLASS(klass) (G_TYPE_CHECK_CLASS_TYPE ((klass), QMI_TYPE_CLIENT))
#define QMI_CLIENT_GET_CLASS(obj)  (G_TYPE_INSTANCE_GET_CLASS ((obj), QMI_TYPE_CLIENT, QmiClientClass))

typedef struct _QmiClient QmiClient;
typedef struct _QmiClientClass QmiClientClass;
typedef struct _QmiClientPrivate QmiClientPrivate;

/**
 * QMI_CLIENT_DEVICE:
 *
 * Name of the property with the device of a client.
 *
 * Since: 1.0
 */
#define QMI_CLIENT_DEVICE "client-device"

/**
 * QMI_CLIENT_SERVICE:
 *
 * Name of the property with the service of a client.
 *
 * Since: 1.0
 */
#define QMI_CLIENT_SERVICE "client-service"

/**
 * QMI_CLIENT_CID:
 *
 * Name of the property with the client id.
 *
 * Since: 1.0
 */
#define QMI_CLIENT_CID "client-cid"

/**
 * QMI_CLIENT_VERSION_MAJOR:
 *
 * Name of the property with the first number of the service's version.
 *
 * Since: 1.0
 */
#define QMI_CLIENT_VERSION_MAJOR "client-version-major"

/**
 * QMI_CLIENT_VERSION_MINOR:
 *
 * Name of the property with the second number of the service's version.
 *
 * Since: 1.0
 */
#define QMI_CLIENT_VERSION_MINOR "client-version-minor"

/**
 * QMI_CLIENT_VALID:
 *
 * Name of the property that tells whether requests can be sent.
 *
 * Since: 1.20
 */
#define QMI_CLIENT_VALID "client-valid"

/**
 * QmiClient:
 *
 * A client of a service; only its functions touch its fields.
 *
 * Since: 1.0
 */
struct _QmiClient {
    /*< private >*/
    GObject parent;
    QmiClientPrivate *priv;
};

struct _QmiClientClass {
    /*< private >*/
    GObjectClass parent;

    void (* process_indication) (QmiClient  *self,
                                 QmiMessage *message);
};

QMI_API GType qmi_client_get_type (void) G_GNUC_CONST;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QmiClient, g_object_unref)

QMI_API GObject    *qmi_client_get_device              (QmiClient *self);
QMI_API GObject    *qmi_client_peek_device             (QmiClient *self);
QMI_API QmiService  qmi_client_get_service             (QmiClient *self);
QMI_API guint8      qmi_client_get_cid                 (QmiClient *self);
QMI_API gboolean    qmi_client_is_valid                (QmiClient *self);
QMI_API gboolean    qmi_client_get_version             (QmiClient *self,
                                                        guint     *major,
                                                        guint     *minor);
QMI_API gboolean    qmi_client_check_version           (QmiClient *self,
                                                        guint      major,
                                                        guint      minor);
QMI_API guint16     qmi_client_get_next_transaction_id (QmiClient *self);

G_END_DECLS

#endif /* __LIBQMI_GLIB_QMI_CLIENT__ */
