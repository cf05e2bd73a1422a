/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The list of all behaviours: those that others look at come before them. */

#include "config.h"

#include "behaviours.h"

const SimBehaviour *const sim_behaviours[] = {
    &sim_behaviour_ctl,
    &sim_behaviour_power,
    &sim_behaviour_sim,
    &sim_behaviour_facility,
    &sim_behaviour_lock,
    &sim_behaviour_events,
    &sim_behaviour_storage,
    &sim_behaviour_clock,
    &sim_behaviour_firmware,
    &sim_behaviour_activation,
    &sim_behaviour_messages,
    NULL,
};
