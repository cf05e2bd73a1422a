/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Faults that were asked for: what goes wrong, with which messages, how often. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
    SIM_FAULT_DELAY,     /* value: milliseconds */
    SIM_FAULT_DROP,
    SIM_FAULT_ERROR,     /* value: QmiProtocolError; the request has no other effect */
    SIM_FAULT_GARBAGE,   /* value: how many bytes, that are no frame, in place of the answer */
    SIM_FAULT_TRUNCATE,  /* value: how many bytes of the frame are sent, 0 half of it */
    SIM_FAULT_DUPLICATE,
    SIM_FAULT_HANG_UP,
    SIM_FAULT_SILENT,    /* nothing is sent from here on */
    SIM_FAULT_EXHAUST,   /* no client id is left */
    SIM_FAULT_SPLIT,     /* value: bytes of a piece */
    SIM_FAULT_JOIN,      /* value: milliseconds to wait for the next frame */
} SimFaultAction;

typedef struct _SimFaults SimFaults;

SimFaults *sim_faults_new  (void);
void       sim_faults_free (SimFaults *self);

/* @spec: ACTION[=VALUE]@MATCH[#N], as the guide explains. */
gboolean sim_faults_add (SimFaults *self, const gchar *spec, GError **error);

void sim_faults_clear (SimFaults *self);

/* Counts a message, and tells whether a fault of this kind meets it. @message: as in "get-ids". */
gboolean sim_faults_hit (SimFaults *self, SimFaultAction action, const gchar *service, const gchar *message,
                         guint *value);

G_END_DECLS
