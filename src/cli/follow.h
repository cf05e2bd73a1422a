/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Shows indications: those that options go on with, or all of some services. */

#pragma once

#include "run.h"

/* Whether the command asks for indications. */
gboolean follow_is_wanted (Run *self);

/* Registers for indications and shows them until the last one or the end; %FALSE with an error, or at the end if that
 * came before. */
gboolean follow_run (Run *self, GError **error);

/* What the end means after all has gone well. */
QmicliExit follow_code (Run *self);
