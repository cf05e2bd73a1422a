/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Where the modem is registered, as the behaviours around the network see it. */

#pragma once

#include "sim-modem.h"

G_BEGIN_DECLS

typedef enum {
    SIM_NETWORK_NONE,
    SIM_NETWORK_SEARCHING,
    SIM_NETWORK_REGISTERED,
    SIM_NETWORK_DENIED,
} SimNetworkPhase;

/* What has no serving cell; the others are those of QmiDmsRadioInterface. */
#define SIM_RADIO_NONE 0

typedef struct {
    SimNetworkPhase phase;
    guint           radio;    /* QmiDmsRadioInterface of the serving cell */
    guint           mcc, mnc; /* of the network that is used, looked for or that refused */
    gboolean        home;
    gboolean        attached; /* packet service */
    gboolean        limited;  /* there is a cell, but emergency calls are all that it gives */
    guint           cause;    /* why the network refused */
} SimNetwork;

const SimNetwork *sim_network_get (SimModem *modem);

/* Whether data sessions are possible. */
gboolean sim_network_is_attached (SimModem *modem);

/* Asks for the packet service, or gives it back. */
void sim_network_attach (SimModem *modem, gboolean attach);

/* Bits of the mode preference. */
guint sim_network_get_mode (guint radio);

/* Changes a copy of an answer or indication of the network access service to what is true now: what other technologies
 * would say is left out, and networks away from home have their own codes. */
void sim_network_adapt (SimModem *modem, SimJson *tlvs);

/* The description of a network in the answer to Network Scan, borrowed; %NULL: it is not there. */
SimJson *sim_scan_find (SimModem *modem, guint mcc, guint mnc);

/* Tells clients what is different now. */
void sim_network_report (SimModem *modem, const SimNetwork *before, const SimNetwork *after);
void sim_network_report_time (SimModem *modem);
void sim_signal_report_cell (SimModem *modem);

G_END_DECLS
