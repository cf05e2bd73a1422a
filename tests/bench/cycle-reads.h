/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The measured requests, and what becomes of the values that are read: a sum, so that two libraries can be compared and
 * the compiler leaves nothing out. */

#ifndef CYCLE_READS_H
#define CYCLE_READS_H

#include <libqmi-glib.h>

typedef struct {
    guint64 value;
} ReadSum;

typedef struct {
    const gchar *name; /* "dms Get IDs" */
    QmiService   service;
    void         (* ask) (QmiClient *client, gpointer cycle);
} CycleCall;

extern const CycleCall cycle_calls[];
extern const guint     cycle_n_calls;

void     cycle_failed (const gchar *what, GError *error) G_GNUC_NORETURN;
ReadSum *cycle_reads  (gpointer cycle); /* NULL if the fields are not to be read */
void     cycle_next   (gpointer cycle);

/* Each takes the name of a field, as the generator of tests/device/sweep writes it. */

static inline void
show_number (ReadSum *sum, const gchar *name, gint64 value)
{
    sum->value = sum->value * 31 + (guint64) value;
}

static inline void
show_real (ReadSum *sum, const gchar *name, gdouble value)
{
    show_number (sum, name, (gint64) (value * 1000));
}

static inline void
show_text (ReadSum *sum, const gchar *name, const gchar *value)
{
    show_number (sum, name, value ? value[0] : -1);
}

static inline void
show_count (ReadSum *sum, const gchar *name, gboolean there, guint count)
{
    show_number (sum, name, there ? (gint64) count : -1);
}

#endif
