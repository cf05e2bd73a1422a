/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* When a change of the signal is worth a report. */

#pragma once

#include "sim-client.h"

G_BEGIN_DECLS

/* Requests that say it; what is given there is kept with the client. */
#define SIM_SIGNAL_CONFIG     "Config Signal Info"
#define SIM_SIGNAL_CONFIG_V2  "Config Signal Info v2"
#define SIM_SIGNAL_SET_EVENTS "Set Event Report"

enum { SIM_SIGNAL_RSSI, SIM_SIGNAL_ECIO, SIM_SIGNAL_RSRQ, SIM_SIGNAL_RSRP, SIM_SIGNAL_SNR, SIM_SIGNAL_N_VALUES };

typedef enum {
    SIM_SIGNAL_EVENT_STRENGTH,
    SIM_SIGNAL_EVENT_RSSI,
    SIM_SIGNAL_EVENT_SNR,
    SIM_SIGNAL_EVENT_RSRP,
    SIM_SIGNAL_N_EVENTS,
} SimSignalEvent;

typedef struct {
    guint  radio;                       /* QmiDmsRadioInterface */
    gint64 tenths[SIM_SIGNAL_N_VALUES]; /* 0.1 dB, 0.1 dBm */
} SimSignal;

/* What a client was told last. */
typedef struct {
    SimSignal info, events[SIM_SIGNAL_N_EVENTS];
} SimSignalTold;

/* Whether the client wants Signal Info now: a level was crossed or the amount reached that it set; without such, with
 * each change. */
gboolean sim_signal_info_is_due (const SimClient *client, const SimSignal *told, const SimSignal *now);

/* Whether it wants this part of Event Report, and in which TLV. */
gboolean sim_signal_event_is_due (const SimClient *client, SimSignalEvent event, const SimSignal *told,
                                  const SimSignal *now, const gchar **tlv);

G_END_DECLS
