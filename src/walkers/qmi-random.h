/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Random messages for tests: valid ones by the tables, and damaged ones. */

#pragma once

#include "qmi-message.h"
#include "qmi-schema.h"

G_BEGIN_DECLS

/* A frame of @message with random values: mandatory TLVs always, optional ones often; with @any_bytes also texts of
 * bytes that are no text. The result of a response is a success or a failure. */
QmiMessage *qmi_random_message (const QmiSchemaUnit *unit, const QmiSchemaMessage *message, guint direction,
                                gboolean any_bytes, GRand *random);

/* Damages a valid frame in one or more ways that leave its framing right: TLVs cut, lengthened, doubled, moved,
 * unknown ones put in, bytes flipped. */
QmiMessage *qmi_random_damage (QmiMessage *message, GRand *random);

G_END_DECLS
