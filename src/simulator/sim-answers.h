/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the modem answers where nothing has to be computed. Behaviours keep values that programs write here too: what
 * is read later is then what was written. */

#pragma once

#include "qmi-message.h"
#include "sim-profile.h"

G_BEGIN_DECLS

typedef struct _SimAnswers SimAnswers;

/* TLVs in the form that the JSON walker gives decoded messages, for those in any form that it accepts: numbers are
 * numbers then. @direction 0: of a request, 1: of a response. %NULL if they do not fit the description. */
SimJson *sim_normalize (const QmiSchemaUnit *unit, const QmiSchemaMessage *message, guint direction, SimJson *tlvs,
                        GError **error);

/* A copy of those of @tlvs that the message has, %NULL for %NULL: what one message says in the words of another. */
SimJson *sim_pick_tlvs (const QmiSchemaUnit *unit, const QmiSchemaMessage *message, guint direction, SimJson *tlvs);

/* %NULL if the section "answers" of the profile has mistakes. */
SimAnswers *sim_answers_new  (const SimProfile *profile, GError **error);
void        sim_answers_free (SimAnswers *self);

/* Replaces the answers in @section, which looks like that of a profile; all of them or, with an error, none. */
gboolean sim_answers_replace (SimAnswers *self, SimJson *section, GError **error);

/* Forgets all replacements and writes. */
void sim_answers_reset (SimAnswers *self);

gboolean sim_answers_has (const SimAnswers *self, const QmiSchemaMessage *message);

/* The TLVs of the answer to @request, a copy, and @result: the error it has. %NULL if there is no answer. */
SimJson *sim_answers_find (const SimAnswers *self, const QmiSchemaUnit *unit, const QmiSchemaMessage *message,
                           QmiMessage *request, guint *result);

/* Value of a TLV in the answer to a message of that name; borrowed, %NULL if there is none. */
SimJson *sim_answers_get (const SimAnswers *self, guint service, const gchar *message, const gchar *tlv);

/* All TLVs of it, a copy; %NULL if there is no answer or it is an error. */
SimJson *sim_answers_get_all (const SimAnswers *self, guint service, const gchar *message);

/* Writes the value of a TLV, which it takes over; %FALSE if the profile has no answer to the message. */
gboolean sim_answers_put (SimAnswers *self, guint service, const gchar *message, const gchar *tlv, SimJson *value);

G_END_DECLS
