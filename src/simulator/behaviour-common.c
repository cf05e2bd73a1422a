/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the services have in common: reset, the list of messages, who wants to hear of what, values read back. */

#include "config.h"

#include "behaviours.h"

#define EVERY_SERVICE { "Reset", sim_events_reset }, { "Get Supported Messages", sim_messages_list }

static const SimHandler nas_handlers[] = {
    EVERY_SERVICE,
    { "Abort", sim_request_abort },
    { "Register Indications", sim_events_register },
    { NULL, NULL },
};

static const SimHandler wds_handlers[] = {
    EVERY_SERVICE,
    { "Abort", sim_request_abort },
    { "Set Event Report", sim_events_register },
    { "Indication Register", sim_events_register },
    { "Set Autoconnect Settings", sim_storage_write },
    { "Bind Subscription", sim_storage_write },
    { NULL, NULL },
};

static const SimHandler uim_handlers[] = {
    EVERY_SERVICE,
    { NULL, NULL },
};

const SimBehaviour sim_behaviour_nas_common = { .service = QMI_SERVICE_NAS, .handlers = nas_handlers };
const SimBehaviour sim_behaviour_wds_common = { .service = QMI_SERVICE_WDS, .handlers = wds_handlers };
const SimBehaviour sim_behaviour_uim_common = { .service = QMI_SERVICE_UIM, .handlers = uim_handlers };
