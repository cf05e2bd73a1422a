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

    &sim_behaviour_uim_common,
    &sim_behaviour_uim_pin,
    &sim_behaviour_files,
    &sim_behaviour_uim_status,
    &sim_behaviour_channels,
    &sim_behaviour_refresh,

    &sim_behaviour_nas_common,
    &sim_behaviour_selection,
    &sim_behaviour_scan,
    &sim_behaviour_network_time,
    &sim_behaviour_network,
    &sim_behaviour_network_info,
    &sim_behaviour_signal,
    &sim_behaviour_preferred,

    &sim_behaviour_wds_common,
    &sim_behaviour_profiles,
    &sim_behaviour_session_info,
    &sim_behaviour_sessions,
    NULL,
};
