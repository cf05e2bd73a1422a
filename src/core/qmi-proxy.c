/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The proxy as an object: its engine hangs in the main context of the program. */

#include "config.h"

#include <glib-unix.h>
#include <unistd.h>

#include "engine.h"
#include "qmi-error-types.h"
#include "qmi-errors.h"
#include "qmi-proxy.h"
#include "qmi-users.h"

struct _QmiProxyPrivate {
    EngineSettings settings;
    Engine *engine;
    GSource *source;
};

enum {
    PROP_0,
    PROP_N_CLIENTS,
    N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_TYPE_WITH_CODE (QmiProxy, qmi_proxy, G_TYPE_OBJECT, G_ADD_PRIVATE (QmiProxy))

guint
qmi_proxy_get_n_clients (QmiProxy *self)
{
    g_return_val_if_fail (QMI_IS_PROXY (self), 0);

    return self->priv->engine ? engine_n_connections (self->priv->engine) : 0;
}

static void
on_changed (gpointer data)
{
    g_object_notify_by_pspec (data, properties[PROP_N_CLIENTS]);
}

static gboolean
on_ready (gint fd, GIOCondition condition, gpointer data)
{
    /* The program may drop its reference when it is notified. */
    g_autoptr (QmiProxy) self = g_object_ref (data);

    engine_dispatch (self->priv->engine);
    return G_SOURCE_CONTINUE;
}

static gboolean
start (QmiProxy *self, GError **error)
{
    if (!qmi_user_is_trusted (geteuid ())) {
        g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_FAILED,
                     "Not enough privileges: only root or the user '%s' can be the proxy",
                     *QMI_USERNAME ? QMI_USERNAME : "root");
        return FALSE;
    }
    if (!engine_settings_add_defaults (&self->priv->settings, error))
        return FALSE;
    self->priv->engine = engine_new (&self->priv->settings, error);
    if (!self->priv->engine)
        return FALSE;
    self->priv->source = g_unix_fd_source_new (engine_fd (self->priv->engine), G_IO_IN);
    g_source_set_callback (self->priv->source, G_SOURCE_FUNC (on_ready), self, NULL);
    g_source_attach (self->priv->source, g_main_context_get_thread_default ());
    return TRUE;
}

QmiProxy *
qmi_proxy_new (GError **error)
{
    g_autoptr (QmiProxy) self = g_object_new (QMI_TYPE_PROXY, NULL);

    return start (self, error) ? g_steal_pointer (&self) : NULL;
}

static void
qmi_proxy_init (QmiProxy *self)
{
    self->priv = qmi_proxy_get_instance_private (self);
    engine_settings_init (&self->priv->settings);
    self->priv->settings.empty_timeout = 0; /* the program knows when to end */
    self->priv->settings.changed = on_changed;
    self->priv->settings.data = self;
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
    if (id == PROP_N_CLIENTS)
        g_value_set_uint (value, qmi_proxy_get_n_clients (QMI_PROXY (object)));
    else
        G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
finalize (GObject *object)
{
    QmiProxy *self = QMI_PROXY (object);

    if (self->priv->source) {
        g_source_destroy (self->priv->source);
        g_source_unref (self->priv->source);
    }
    if (self->priv->engine)
        engine_free (self->priv->engine);
    engine_settings_clear (&self->priv->settings);
    G_OBJECT_CLASS (qmi_proxy_parent_class)->finalize (object);
}

static void
qmi_proxy_class_init (QmiProxyClass *klass)
{
    GObjectClass *object_class = G_OBJECT_CLASS (klass);

    object_class->get_property = get_property;
    object_class->finalize = finalize;
    /**
     * QmiProxy:qmi-proxy-n-clients:
     *
     * Number of connected programs.
     *
     * Since: 1.8
     */
    properties[PROP_N_CLIENTS] = g_param_spec_uint (QMI_PROXY_N_CLIENTS, NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE);
    g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}
