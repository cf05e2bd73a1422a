/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The header that programs include. */

#ifndef __LIBQMI_GLIB__
#define __LIBQMI_GLIB__

#define __LIBQMI_GLIB_H_INSIDE__

#include "qmi-version.h"
#include "qmi-enums.h"
#include "qmi-errors.h"
#include "qmi-enum-types.h"
#include "qmi-error-types.h"
#include "qmi-utils.h"
#include "qmi-message-context.h"
#include "qmi-message.h"
#include "qmi-client.h"
#include "qmi-device.h"
#include "qmi-proxy.h"
#include "qmi-services.h"
#ifdef HAVE_QMI_SERVICE_NAS
# include "qmi-nas-text.h"
#endif
#ifdef HAVE_QMI_SERVICE_WDS
# include "qmi-wds-helpers.h"
#endif

#undef __LIBQMI_GLIB_H_INSIDE__

#endif /* __LIBQMI_GLIB__ */
