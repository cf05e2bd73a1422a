/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The proxy as an object, for programs that want to be one. */

#ifndef QMI_PROXY_H
#define QMI_PROXY_H

#include <glib-object.h>
#include <gio/gio.h>

#include "qmi-visibility.h"

G_BEGIN_DECLS

/**
 * SECTION:qmi-proxy
 * @title: QmiProxy
 *
 * Lets several programs use one QMI port. While the object lives, the process is what the `qmi-proxy` daemon is
 * otherwise: it listens at the addresses where programs look for the proxy, and opens the ports that they ask for.
 */

#define QMI_TYPE_PROXY            (qmi_proxy_get_type ())
#define QMI_PROXY(obj)            (G_TYPE_CHECK_INSTANCE_CAST ((obj), QMI_TYPE_PROXY, QmiProxy))
#define QMI_PROXY_CLASS(klass)    (G_TYPE_CHECK_CLASS_CAST ((klass), QMI_TYPE_PROXY, QmiProxyClass))
#define QMI_IS_PROXY(obj)         (G_TYPE_CHECK_INSTANCE_TYPE ((obj), QMI_TYPE_PROXY))
#define QMI_IS_PROXY_CLASS(klass) (G_TYPE_CHECK_CLASS_TYPE ((klass), QMI_TYPE_PROXY))
#define QMI_PROXY_GET_CLASS(obj)  (G_TYPE_INSTANCE_GET_CLASS ((obj), QMI_TYPE_PROXY, QmiProxyClass))

/**
 * QMI_PROXY_SOCKET_PATH:
 *
 * Name of the abstract unix socket at which the proxy listens.
 *
 * Since: 1.8
 */
#define QMI_PROXY_SOCKET_PATH "qmi-proxy"

/**
 * QMI_PROXY_N_CLIENTS:
 *
 * Name of the property with the number of connected programs.
 *
 * Since: 1.8
 */
#define QMI_PROXY_N_CLIENTS "qmi-proxy-n-clients"

typedef struct _QmiProxy        QmiProxy;
typedef struct _QmiProxyClass   QmiProxyClass;
typedef struct _QmiProxyPrivate QmiProxyPrivate;

/**
 * QmiProxy:
 *
 * A proxy that runs in this process. It serves from the thread-default main context in which it was made.
 *
 * Since: 1.8
 */
struct _QmiProxy {
    GObject          parent;
    QmiProxyPrivate *priv;
};

struct _QmiProxyClass {
    GObjectClass parent;
};

QMI_API GType qmi_proxy_get_type (void);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QmiProxy, g_object_unref)

/**
 * qmi_proxy_new:
 * @error: return location for a #GError, or %NULL.
 *
 * Makes this process the proxy, which only root and the user given at build time can. Fails if another process is.
 *
 * Returns: (transfer full): a new #QmiProxy, or %NULL if @error is set. It ends with g_object_unref().
 *
 * Since: 1.8
 */
QMI_API QmiProxy *qmi_proxy_new (GError **error);

/**
 * qmi_proxy_get_n_clients:
 * @self: a #QmiProxy.
 *
 * Tells how many programs are connected. The property #QmiProxy:qmi-proxy-n-clients has the same value, and is
 * notified when it changes.
 *
 * Returns: the number of connections.
 *
 * Since: 1.8
 */
QMI_API guint qmi_proxy_get_n_clients (QmiProxy *self);

G_END_DECLS

#endif /* QMI_PROXY_H */
