/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* All services that are built in. Generated, do not edit. */

#ifndef __LIBQMI_GLIB_QMI_SYNC_SERVICES__
#define __LIBQMI_GLIB_QMI_SYNC_SERVICES__

#include "qmi-client-tny-sync.h"

#endif /* __LIBQMI_GLIB_QMI_SYNC_SERVICES__ */
