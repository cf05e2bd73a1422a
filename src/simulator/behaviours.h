/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The behaviours, and what they need of each other. */

#pragma once

#include "sim-modem.h"

G_BEGIN_DECLS

extern const SimBehaviour sim_behaviour_activation;
extern const SimBehaviour sim_behaviour_channels;
extern const SimBehaviour sim_behaviour_clock;
extern const SimBehaviour sim_behaviour_ctl;
extern const SimBehaviour sim_behaviour_events;
extern const SimBehaviour sim_behaviour_facility;
extern const SimBehaviour sim_behaviour_files;
extern const SimBehaviour sim_behaviour_firmware;
extern const SimBehaviour sim_behaviour_lock;
extern const SimBehaviour sim_behaviour_messages;
extern const SimBehaviour sim_behaviour_nas_common;
extern const SimBehaviour sim_behaviour_network;
extern const SimBehaviour sim_behaviour_network_info;
extern const SimBehaviour sim_behaviour_network_time;
extern const SimBehaviour sim_behaviour_power;
extern const SimBehaviour sim_behaviour_preferred;
extern const SimBehaviour sim_behaviour_profiles;
extern const SimBehaviour sim_behaviour_refresh;
extern const SimBehaviour sim_behaviour_scan;
extern const SimBehaviour sim_behaviour_selection;
extern const SimBehaviour sim_behaviour_sessions;
extern const SimBehaviour sim_behaviour_session_info;
extern const SimBehaviour sim_behaviour_signal;
extern const SimBehaviour sim_behaviour_sim;
extern const SimBehaviour sim_behaviour_storage;
extern const SimBehaviour sim_behaviour_uim_common;
extern const SimBehaviour sim_behaviour_uim_pin;
extern const SimBehaviour sim_behaviour_uim_status;
extern const SimBehaviour sim_behaviour_wds_common;

/* Handlers for several services. */
QmiProtocolError sim_events_register (SimRequest *request); /* keeps the TLVs with the client, nothing is changed
                                                             * where they are silent */
QmiProtocolError sim_events_reset    (SimRequest *request);
QmiProtocolError sim_messages_list   (SimRequest *request);
QmiProtocolError sim_storage_write   (SimRequest *request);

/* Tells the clients that asked for it with the TLV @registration of Set Event Report that @tlv of Event Report has a
 * new value; takes @value over. */
void sim_events_report (SimModem *modem, const gchar *registration, const gchar *tlv, SimJson *value);

/* Whether the service programming code is right: None, or the error to answer with. */
QmiProtocolError sim_lock_check_code (SimModem *modem, const gchar *code);

/* Whether the radio works. */
gboolean sim_power_is_online (SimModem *modem);

/* The network lock that keeps the modem from registering, and the tries left; -1: none. */
gint sim_facility_get_blocking (SimModem *modem, guint *tries, guint *unblock_tries);

/* Feature and tries left of all network locks that are on. */
SimJson *sim_facility_list (SimModem *modem);

/* Takes a network lock off with its key, or unblocks it. */
QmiProtocolError sim_facility_open (SimModem *modem, guint number, gboolean unblock, const gchar *key, guint *tries,
                                    guint *unblock_tries);

/* What programs prefer: value of a TLV of Get System Selection Preference, borrowed; %NULL: nothing is said. */
SimJson *sim_selection_get (SimModem *modem, const gchar *tlv);

/* Chooses the network, for good: automatically, or this one. */
void sim_selection_choose (SimModem *modem, gboolean automatic, guint mcc, guint mnc);

G_END_DECLS
