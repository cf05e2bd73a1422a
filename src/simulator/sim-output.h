/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The way out of the modem: faults meet frames here, and what is really sent gets into the log. */

#pragma once

#include "qmi-message.h"
#include "sim-fault.h"
#include "sim-log.h"
#include "sim-port.h"
#include "sim-profile.h"

G_BEGIN_DECLS

typedef struct _SimOutput SimOutput;

/* @hang_up: called when a fault asks for it. */
SimOutput *sim_output_new (const SimProfile *profile, SimFaults *faults, SimLog *log, SimPort *port, guint32 seed,
                           void (*hang_up) (gpointer user_data), gpointer user_data);

void sim_output_free (SimOutput *self);

void sim_output_send (SimOutput *self, QmiMessage *frame);

/* What a fault has stopped works again; a frame that waited to be joined is forgotten. */
void sim_output_reset (SimOutput *self);

G_END_DECLS
