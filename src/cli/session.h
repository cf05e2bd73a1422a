/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A modem's port for the time of one invocation: opened, used and given back within a limit of time. */

#pragma once

#include "libqmi-glib.h"
#include "qmicli.h"

typedef struct {
    const QmicliCommand *command;
    QmiDevice           *device;
    GPtrArray           *clients;  /* one for each service but the control service */
    guint                pending;  /* of them that are being given back */
    gint                 proxy;    /* descriptor, if what is asked is the proxy itself; else -1 */
    GQueue               indications; /* QmiMessage; for the clients, not looked at yet */
    gboolean             removed;  /* the port is gone */
    GAsyncResult        *result;   /* of the call that is waited for */
    GCancellable        *cancellable;
    GSource             *deadline;
    guint                limit;    /* seconds from the start to the end */
    gint64               end;      /* when the time is over */
    QmicliExit           ended;    /* why nothing more is to be begun; QMICLI_OK: go on */
    gboolean             tidying;  /* what is sent is for leaving all in order: also after the end */
    gboolean             grace;    /* also the time to tidy up is over */
} Session;

/* Starts the clock, which ends the session after @limit seconds, and listens to signals. */
void session_start (Session *self, const QmicliCommand *command, guint limit);

/* Finds the port without opening it. */
gboolean session_find (Session *self, GError **error);

/* Opens the port. Like the functions below: %FALSE or %NULL with the error, or without one when the session ended. */
gboolean session_open (Session *self, GError **error);

/* Gets a client of a service, unless there is one already; nothing to do for the control service. */
gboolean session_allocate (Session *self, guint service, GError **error);

/* Sends a frame and waits for the answer. */
QmiMessage *session_send (Session *self, QmiMessage *request, guint16 vendor, GError **error);

/* Begins to collect the indications that come for the clients. */
void session_listen (Session *self);

/* From now on the session ends by a signal, or after the time that was stated. */
void session_stay (Session *self);

/* Waits for an indication; %NULL with an error if the port is gone, without one if the session ended. */
QmiMessage *session_next_indication (Session *self, GError **error);

/* How the port is called in what is printed. */
const gchar *session_port (Session *self);

/* Waits until a descriptor is ready; %FALSE if the session ended. */
gboolean session_wait (Session *self, gint fd, GIOCondition condition);

/* The client of a service, %NULL if there is none. */
QmiClient *session_client (Session *self, guint service);

/* Id and next transaction id of the client; of the control service 0, which makes the device number its messages. */
guint8  session_cid (Session *self, guint service);
guint16 session_transaction (Session *self, guint service);

/* Gives back what was allocated, and closes. */
void session_finish (Session *self);
