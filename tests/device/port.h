/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A device under test: starts operations, prints what becomes of them, waits for their callbacks. */

#ifndef PORT_H
#define PORT_H

#include <libqmi-glib.h>

typedef struct {
    const gchar *path;
    QmiDevice   *device;
    QmiClient   *client;
    guint        pending;     /* callbacks still to come */
    guint        indications; /* frames seen by the signal of the device */
    GString     *text;        /* where lines go, NULL: printed at once */
} Port;

/* Data of a callback. */
typedef struct {
    Port        *port;
    const gchar *name;
} Call;

typedef void (* Scenario) (Port *port);

typedef struct {
    const gchar *name;
    Scenario     run;
} ScenarioEntry;

extern const ScenarioEntry open_scenarios[], client_scenarios[], command_scenarios[], answer_scenarios[],
    life_scenarios[], system_scenarios[], abort_scenarios[];

#define NO_FLAGS    QMI_DEVICE_OPEN_FLAGS_NONE
#define VERSION     QMI_DEVICE_OPEN_FLAGS_VERSION_INFO
#define RELEASE_CID QMI_DEVICE_RELEASE_CLIENT_FLAGS_RELEASE_CID

/* output */
void say       (Port *port, const gchar *format, ...) G_GNUC_PRINTF (2, 3);
void say_error (Port *port, const gchar *name, GError *error); /* takes the error */
void say_bytes (Port *port, const gchar *name, GByteArray *bytes);
void print_log (void); /* what the library logs is output too from here on */

/* callbacks */
Call *port_call (Port *port, const gchar *name); /* one more callback to come */
Port *call_ended (gpointer call, const gchar **name);
void  settle (Port *port); /* until no callback is to come */
void  await_indications (Port *port, guint number);

/* device */
void port_new (Port *port); /* and connects to its signals */
void start_open (Port *port, QmiDeviceOpenFlags flags, guint timeout, GCancellable *cancellable, const gchar *name);
void port_open (Port *port, QmiDeviceOpenFlags flags);
void start_close (Port *port, const gchar *name);
void port_end (Port *port); /* gives back what is left */

/* clients */
void start_allocate (Port *port, QmiService service, guint8 cid, GCancellable *cancellable, const gchar *name);
void start_release (Port *port, QmiClient *client, QmiDeviceReleaseClientFlags flags, const gchar *name);
void on_event_report (QmiClientDms *client, QmiIndicationDmsEventReportOutput *output, gpointer port);
void port_ready (Port *port); /* new, open, client of the DMS with signals */
void port_done (Port *port);  /* release and close */

/* requests */
void start_ids (Port *port, guint timeout, GCancellable *cancellable, const gchar *name);
void start_message (Port *port, QmiMessage *message, guint timeout, GCancellable *cancellable, const gchar *name);
void on_ids (GObject *source, GAsyncResult *result, gpointer call);
void on_message (GObject *source, GAsyncResult *result, gpointer call);

#endif
