/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Names of the values of wid.json. Generated, do not edit. */

#include "config.h"

#include <gio/gio.h>

#include "qmi-enum-types.h"
#include "qmi-enum-types-private.h"
#include "qmi-error-types.h"
#include "qmi-wid-tables.h"

