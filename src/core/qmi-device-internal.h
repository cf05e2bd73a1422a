/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the files of the device share. Private. */

#pragma once

#include "qmi-device-private.h"
#include "qmi-endpoint.h"

G_BEGIN_DECLS

struct _QmiDevicePrivate {
    GFile           *file;
    gchar           *path;
    gchar           *path_display;
    gchar           *proxy_path;
    gchar           *wwan_iface; /* as last looked up */
    gboolean         no_file_check;
    QmiEndpoint     *endpoint;   /* NULL: closed */
    GMainContext    *home;       /* where an endpoint is to read, if not in the thread's default context; not owned */
    QmiTransactions *transactions;
    GHashTable      *clients;    /* by service and client id; each with a reference */
    QmiClient       *ctl;        /* one of them */
    GArray          *services;   /* QmiDeviceServiceVersionInfo; NULL if not asked for */
    guint            consecutive_timeouts;
};

/* Key of a client in the table. */
static inline gpointer
qmi_device_client_key (QmiService service, guint8 cid)
{
    return GUINT_TO_POINTER (((guint) service & 0xFFFF) << 8 | cid);
}

/* How many requests in a row got no answer in time; whoever watches the property hears of a change. */
void qmi_device_set_consecutive_timeouts (QmiDevice *self, guint number);

/* Signals. */
void qmi_device_emit_indication (QmiDevice *self, QmiMessage *message);
void qmi_device_emit_removed    (QmiDevice *self);

/* Takes over @fd as the way to the modem, in place of the one before; -1: closes. */
void qmi_device_set_endpoint (QmiDevice *self, gint fd);

/* Makes and registers a client; its class must exist. */
QmiClient *qmi_device_new_client (QmiDevice *self, QmiService service, guint8 cid);

/* The device goes: clients that are left lose it. */
void qmi_device_forget_clients (QmiDevice *self);

G_END_DECLS
