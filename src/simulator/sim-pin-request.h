/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Requests with PINs. Two services have them; they differ in how they call the members. */

#pragma once

#include "sim-card.h"

G_BEGIN_DECLS

typedef enum {
    SIM_PIN_VERIFY,
    SIM_PIN_UNBLOCK,
    SIM_PIN_CHANGE,
    SIM_PIN_PROTECT,
} SimPinOperation;

/* Where a service has what the others call differently. */
typedef struct {
    const gchar *id, *code, *enable;
} SimPinMembers;

/* Does what the request asks for. @wrong is the PIN whose tries the answer tells, since the code was wrong or it is
 * blocked; %NULL if all is well. */
QmiProtocolError sim_pin_request (SimRequest *request, SimPinOperation operation, const SimPinMembers *members,
                                  SimPin **wrong);

/* How often a wrong code may still be given. */
SimJson *sim_pin_new_tries (const SimPin *pin);

/* verify_pin() and so on: handlers of the four requests, which call @operate with the request and the operation. */
#define SIM_PIN_DEFINE_HANDLERS(operate)                       \
    SIM_PIN_DEFINE_HANDLER (operate, verify, SIM_PIN_VERIFY)   \
    SIM_PIN_DEFINE_HANDLER (operate, unblock, SIM_PIN_UNBLOCK) \
    SIM_PIN_DEFINE_HANDLER (operate, change, SIM_PIN_CHANGE)   \
    SIM_PIN_DEFINE_HANDLER (operate, protect, SIM_PIN_PROTECT)

#define SIM_PIN_DEFINE_HANDLER(operate, name, operation) \
    static QmiProtocolError                              \
    name##_pin (SimRequest *request)                     \
    {                                                    \
        return operate (request, operation);             \
    }

G_END_DECLS
