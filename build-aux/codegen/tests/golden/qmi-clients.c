/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The client classes that are built in. Generated, do not edit. */

#include "config.h"

#include "qmi-client-private.h"

#include "qmi-client-tny.h"
#include "qmi-client-wid-private.h"

GType
qmi_client_type_of_service (guint service)
{
    switch (service) {
    case 0x00E0:
        return qmi_client_tny_get_type ();
    case 0x0190:
        return qmi_client_wid_get_type ();
    default:
        return G_TYPE_INVALID;
    }
}
