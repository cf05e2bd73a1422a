/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Data sessions, as the behaviours around them see them. */

#pragma once

#include "sim-modem.h"

G_BEGIN_DECLS

/* Requests whose TLVs are kept with the client. */
#define SIM_SET_IP_FAMILY "Set IP Family"
#define SIM_BIND_MUX      "Bind Mux Data Port"

/* Values of messages, which a build without the service has no enumerations for. */
enum { SIM_FAMILY_IPV4 = 4, SIM_FAMILY_IPV6 = 6 };
enum { SIM_DISCONNECTED = 1, SIM_CONNECTED = 2 };

/* Why a session ended or did not begin: in few words and in more. */
typedef struct {
    gint reason, type, detail;
} SimCallEnd;

typedef struct {
    guint32  handle;
    guint8   client;
    guint    family;
    gint64   mux;     /* channel of the data port, 0: the port itself */
    gchar   *apn;
    gint64   profile; /* 0: none */
    guint    number;  /* the same for sessions that share an APN: they share the address too */
    gint64   start;   /* in microseconds of the host's clock */
    gboolean dormant;
} SimSession;

/* The session that a client of the wireless data service asks about: its own, of the IP family that it has chosen if
 * there is a choice, or one of another client on the same data port. %NULL without one. */
SimSession *sim_session_find (SimModem *modem, const SimClient *client);

/* The sessions in the order of their start; %NULL after the last one. */
SimSession *sim_session_nth (SimModem *modem, guint number);

/* The one that the client has started, of this family or, with 0, of any. */
SimSession *sim_session_find_own (SimModem *modem, const SimClient *client, guint family);

/* What the client has chosen. */
guint  sim_session_get_family (const SimClient *client);
gint64 sim_session_get_mux    (const SimClient *client);

SimJson *sim_session_new_reason (const SimCallEnd *end);

/* Tells all clients that look at the session's data port and family, but not @leaving. @end is %NULL for a session that
 * has begun. */
void sim_session_report (SimModem *modem, const SimSession *session, gboolean connected, const SimCallEnd *end,
                         const SimClient *leaving);

/* What the modem has counted when the session ended. */
void sim_session_count (SimModem *modem, const SimSession *session);

/* A setting of a profile by its name in Get Profile Settings, borrowed; %NULL if it, or the profile, is not there. */
SimJson *sim_profile_setting (SimModem *modem, gint64 number, const gchar *tlv);
gboolean sim_profile_exists  (SimModem *modem, gint64 number);

/* The profile for programs that do not name one. */
gint64 sim_profile_get_default (SimModem *modem);

G_END_DECLS
