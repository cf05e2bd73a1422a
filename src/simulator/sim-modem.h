/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The simulated modem: takes requests, has behaviours or the profile answer them, sends indications. */

#pragma once

#include "qmi-enums.h"
#include "qmi-errors.h"
#include "qmi-message.h"
#include "qmi-schema.h"
#include "sim-answers.h"
#include "sim-client.h"
#include "sim-fault.h"
#include "sim-log.h"
#include "sim-output.h"
#include "sim-port.h"
#include "sim-profile.h"
#include "sim-stream.h"
#include "sim-value.h"

G_BEGIN_DECLS

typedef struct _SimModem     SimModem;
typedef struct _SimBehaviour SimBehaviour;

/* A request that is being answered. */
typedef struct {
    SimModem               *modem;
    const QmiSchemaUnit    *unit;    /* %NULL: the service has no description */
    const QmiSchemaMessage *message; /* %NULL: this modem has no such message */
    QmiMessage             *frame;
    SimClient              *client;  /* %NULL for the control service */
    SimJson                *tlvs;    /* of the request, by name */
    SimJson                *answer;  /* TLVs of the answer beside its result */
    gboolean                later;   /* the answer is not made yet */
} SimRequest;

/* Answers a request: fills @request->answer and returns the result. */
typedef QmiProtocolError (*SimHandle) (SimRequest *request);

typedef struct {
    const gchar *message;
    SimHandle    handle;
} SimHandler;

/* A part of the modem that remembers or does something. */
struct _SimBehaviour {
    QmiService        service;
    const SimHandler *handlers;   /* the last one has no message */
    const gchar      *section;    /* of the profile, %NULL: none */
    gsize             state_size;

    /* Sets up the state, which is zero or what it was before a return to factory settings. @section may be %NULL. */
    gboolean (*load)     (SimModem *modem, gpointer state, SimJson *section, GError **error);
    gboolean          factory;    /* a return to factory settings loads it again */

    void     (*power_on) (SimModem *modem, gpointer state);
    void     (*clear)    (SimModem *modem, gpointer state);

    /* Looks whether something has changed that the state depends on; called after all that may change anything. */
    void     (*follow)   (SimModem *modem, gpointer state);

    /* What the modem keeps for a client goes with its id. */
    void     (*forget)   (SimModem *modem, gpointer state, const SimClient *client);

    /* Changes from outside, by name: the last name is %NULL. */
    const gchar *const *settable;
    gboolean (*set)      (SimModem *modem, gpointer state, const gchar *name, SimJson *value, GError **error);
};

typedef struct {
    void (*ready)  (gpointer user_data, const gchar *path);    /* the modem can be opened there */
    void (*broken) (gpointer user_data, const GError *error);  /* the port is gone and no new one can be made */
} SimModemEvents;

typedef struct {
    const gchar          *profile; /* name or path */
    const gchar          *link;    /* %NULL: none */
    const gchar          *log;     /* %NULL: none */
    gboolean              verbose;
    guint32               seed;
    const SimModemEvents *events;
    gpointer              user_data;
} SimModemOptions;

struct _SimModem {
    SimProfile *profile;
    SimAnswers *answers;
    SimClients *clients;
    SimFaults  *faults;
    SimLog     *log;
    SimOutput  *output;
    SimPort    *port;
    SimStream  *stream;

    SimModemOptions options;
    GHashTable     *handlers;       /* QmiSchemaMessage -> SimHandle */
    GPtrArray      *pending;        /* requests that are answered later */
    gpointer       *states;         /* one a behaviour */
    gboolean        off;
    guint           power_timer;

    /* While a request is served: what has to wait until its answer is sent. */
    gboolean        answering;
    GPtrArray      *indications;    /* descriptions */
    gboolean        wants_power_off;
    gboolean        hangs_up;
    guint           off_ms;         /* 0: for good */
};

/* A modem without a port; the error is about the profile or the log. */
SimModem *sim_modem_new  (const SimModemOptions *options, GError **error);
void      sim_modem_free (SimModem *self);

/* Makes the port. */
gboolean sim_modem_start (SimModem *self, GError **error);

/* Serves a frame that a program wrote. @remark: what is wrong with it, %NULL if it is good; it has headers anyway. */
void sim_modem_serve (SimModem *self, QmiMessage *frame, const gchar *remark);

/* Sends an indication, after the answer if a request is being served. @client: its id, or SIM_CLIENT_BROADCAST for all
 * of the service. Takes @tlvs over, which may be %NULL. */
void sim_modem_indicate (SimModem *self, guint service, const gchar *message, guint8 client, SimJson *tlvs);

/* The same for a description in the form of the JSON walker, which is borrowed. */
gboolean sim_modem_indicate_json (SimModem *self, SimJson *description, GError **error);

/* Tells all clients of the service of an indication that asked for it: by the TLV @tlv of the request @registration,
 * or a member of it: "TLV/Member". Takes @tlvs over. */
void sim_modem_report (SimModem *self, guint service, const gchar *registration, const gchar *tlv,
                       const gchar *message, SimJson *tlvs);

/* What the client registered for, and what behaviours keep for it, is no longer. */
void sim_modem_forget (SimModem *self, SimClient *client);

/* Sends what waited for an answer, lets behaviours follow what has changed, and switches off if that was asked for. */
void sim_modem_settle (SimModem *self);

/* Switches the modem off once the answer is sent, and on again after @ms milliseconds (0: not before it is asked for
 * from outside). Client ids are gone then. @hang_up: the port goes and comes back too. */
void sim_modem_power_cycle (SimModem *self, guint ms, gboolean hang_up);

/* Back to the values of the profile, as far as factory settings go. */
void sim_modem_reset_factory (SimModem *self);

/* Hangs up and makes a new port. */
void sim_modem_hang_up (SimModem *self);

/* Changes something from outside. */
gboolean sim_modem_set (SimModem *self, const gchar *name, SimJson *value, GError **error);

gpointer sim_modem_state (SimModem *self, const SimBehaviour *behaviour);

/* The answer of the profile, NotSupported without one. */
QmiProtocolError sim_request_use_profile (SimRequest *request);

/* The request is answered after @ms milliseconds, by @finish, unless its client has left or aborts it. What @finish
 * has to know is in the request. */
QmiProtocolError sim_request_answer_later (SimRequest *request, guint ms, SimHandle finish);

/* Answers requests that abort one which is answered later. */
QmiProtocolError sim_request_abort (SimRequest *request);

/* A list for requests that are answered later. */
GPtrArray *sim_requests_new (void);

/* Drops what is to be answered later: of @client, or all if it is %NULL. */
void sim_modem_drop_pending (SimModem *self, const SimClient *client);

/* Adds a TLV to the answer; takes @value over. */
void sim_request_add (SimRequest *request, const gchar *tlv, SimJson *value);

/* Whether the modem has an answer to this message. */
gboolean sim_modem_knows (SimModem *self, const QmiSchemaMessage *message);

/* All behaviours; the last one is %NULL. */
extern const SimBehaviour *const sim_behaviours[];

G_END_DECLS
