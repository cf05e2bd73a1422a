/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The loop of the proxy: descriptors in one epoll set, one timer, and things to do when a round is over.
 *
 * The set itself is a descriptor, which becomes readable when there is something to do: another loop can carry it. */

#pragma once

#include <glib.h>
#include <sys/epoll.h>

G_BEGIN_DECLS

typedef struct _Loop Loop;

/* Part of an object that has a descriptor. The object must outlive the round in which its watch was removed. */
typedef struct _Watch Watch;
struct _Watch {
    gint    fd; /* -1: not watched */
    guint32 events;
    void  (*ready) (Watch *watch, guint32 events);
};

/* Part of an object that has something to do at the end of a round. */
typedef struct _Deferred Deferred;
struct _Deferred {
    GList    link;
    gboolean queued;
    void   (*run) (Deferred *deferred);
};

#define CONTAINER_OF(pointer, Type, member) ((Type *) ((gchar *) (pointer) - G_STRUCT_OFFSET (Type, member)))

Loop *loop_new  (void (*tick) (gpointer data), gpointer data, GError **error);
void  loop_free (Loop *self);
gint  loop_fd   (Loop *self);

gboolean loop_add    (Loop *self, Watch *watch, guint32 events, GError **error);
void     loop_set    (Loop *self, Watch *watch, guint32 events);
void     loop_remove (Loop *self, Watch *watch);

void loop_defer  (Loop *self, Deferred *deferred);
void loop_forget (Loop *self, Deferred *deferred); /* the object is freed */

/* When the round began, monotonic time in µs. */
gint64 loop_now (Loop *self);

/* Calls the tick at that time, or earlier if an earlier one was asked for. */
void loop_wake_at (Loop *self, gint64 time);

/* One round; @timeout as of epoll_wait(). */
void loop_run_once (Loop *self, gint timeout);

G_END_DECLS
