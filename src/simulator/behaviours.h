/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The behaviours, and what they need of each other. */

#pragma once

#include "sim-modem.h"

G_BEGIN_DECLS

extern const SimBehaviour sim_behaviour_activation;
extern const SimBehaviour sim_behaviour_clock;
extern const SimBehaviour sim_behaviour_ctl;
extern const SimBehaviour sim_behaviour_events;
extern const SimBehaviour sim_behaviour_facility;
extern const SimBehaviour sim_behaviour_firmware;
extern const SimBehaviour sim_behaviour_lock;
extern const SimBehaviour sim_behaviour_messages;
extern const SimBehaviour sim_behaviour_power;
extern const SimBehaviour sim_behaviour_sim;
extern const SimBehaviour sim_behaviour_storage;

/* Tells the clients that asked for it with the TLV @registration of Set Event Report that @tlv of Event Report has a
 * new value; takes @value over. */
void sim_events_report (SimModem *modem, const gchar *registration, const gchar *tlv, SimJson *value);

/* Whether the service programming code is right: None, or the error to answer with. */
QmiProtocolError sim_lock_check_code (SimModem *modem, const gchar *code);

G_END_DECLS
