/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Every request of a service, with every setter and getter: what the generated calls need and what they offer. */

#ifndef SWEEP_H
#define SWEEP_H

#include "../port.h"

#define SWEEP_TIMEOUT 10 /* seconds; each request is answered */

/* What of its request a call sets. */
typedef enum {
    SWEEP_ALL,       /* all fields */
    SWEEP_BINDINGS,  /* all fields, arrays of structs by the setters for language bindings */
    SWEEP_MANDATORY, /* only what has to be there */
    SWEEP_NOTHING,   /* no input at all */
} SweepFields;

typedef struct {
    const gchar *name;
    SweepFields  fields;
    void         (* run) (Port *port, SweepFields fields, const gchar *name);
} SweepCall;

typedef struct {
    const gchar     *name;
    QmiService       service;
    void             (* connect) (Port *port); /* to the signals of the client */
    const SweepCall *calls;
    guint            n_calls;
    guint            n_indications; /* that follow the last answer */
} SweepService;

extern const SweepService sweep_services[];
extern const guint        sweep_n_services;

void signal_came (Port *port, const gchar *name);

/* values */
void show_number (Port *port, const gchar *name, gint64 value);
void show_real   (Port *port, const gchar *name, gdouble value);
void show_text   (Port *port, const gchar *name, const gchar *value);
void show_count  (Port *port, const gchar *name, gboolean there, guint count);

/* Memory of a call, which lives until forget_all(). */
GArray    *keep_array    (guint size);
GPtrArray *keep_pointers (void);
gpointer   keep_struct   (gsize size);
void       forget_all    (void);

#endif
