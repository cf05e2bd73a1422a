/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Whether an answer of the modem is what it has to be. */

#pragma once

#include "run.h"

/* Whether the modem did what it was told; if not, that is printed. */
QmicliExit answer_check_result (Run *self, const QmicliMessage *message, struct json_object *answer);

/* Whether a successful answer has what it has to have; if not, that is printed. */
QmicliExit answer_check_contents (Run *self, const QmicliMessage *message, struct json_object *answer);

/* Damaged parts that nothing depends on are left out, but not silently. */
void answer_warn_malformed (Run *self, struct json_object *answer);
