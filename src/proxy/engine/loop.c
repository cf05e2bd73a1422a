/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The loop of the proxy. */

#include "config.h"

#include <errno.h>
#include <gio/gio.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "loop.h"

#define MAX_EVENTS 128

struct _Loop {
    gint fd;
    Watch timer;
    gint64 wake_at; /* G_MAXINT64: never */
    gint64 now;
    GQueue deferred;
    void (*tick) (gpointer data);
    gpointer data;
};

static void
timer_ready (Watch *watch, guint32 events)
{
    Loop *self = CONTAINER_OF (watch, Loop, timer);
    guint64 expirations;

    if (read (watch->fd, &expirations, sizeof (expirations)) < 0)
        return; /* set anew after it had become readable */
    self->wake_at = G_MAXINT64;
    self->tick (self->data);
}

Loop *
loop_new (void (*tick) (gpointer data), gpointer data, GError **error)
{
    Loop *self = g_new0 (Loop, 1);

    self->tick = tick;
    self->data = data;
    self->wake_at = G_MAXINT64;
    self->now = g_get_monotonic_time ();
    self->timer.ready = timer_ready;
    self->fd = epoll_create1 (EPOLL_CLOEXEC);
    self->timer.fd = timerfd_create (CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    if (self->fd >= 0 && self->timer.fd >= 0 && loop_add (self, &self->timer, EPOLLIN, error))
        return self;
    if (error && !*error)
        g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "Error creating the event loop: %s",
                     g_strerror (errno));
    loop_free (self);
    return NULL;
}

static void
run_deferred (Loop *self)
{
    GList *link;

    while ((link = g_queue_pop_head_link (&self->deferred))) {
        Deferred *deferred = link->data;

        deferred->queued = FALSE;
        deferred->run (deferred);
    }
}

void
loop_free (Loop *self)
{
    run_deferred (self);
    if (self->timer.fd >= 0)
        close (self->timer.fd);
    if (self->fd >= 0)
        close (self->fd);
    g_free (self);
}

gint
loop_fd (Loop *self)
{
    return self->fd;
}

gboolean
loop_add (Loop *self, Watch *watch, guint32 events, GError **error)
{
    struct epoll_event event = { .events = events, .data.ptr = watch };

    watch->events = events;
    if (epoll_ctl (self->fd, EPOLL_CTL_ADD, watch->fd, &event) == 0)
        return TRUE;
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "Error watching a descriptor: %s",
                 g_strerror (errno));
    return FALSE;
}

void
loop_set (Loop *self, Watch *watch, guint32 events)
{
    struct epoll_event event = { .events = events, .data.ptr = watch };

    if (watch->fd < 0 || watch->events == events)
        return;
    watch->events = events;
    epoll_ctl (self->fd, EPOLL_CTL_MOD, watch->fd, &event);
}

void
loop_remove (Loop *self, Watch *watch)
{
    if (watch->fd < 0)
        return;
    epoll_ctl (self->fd, EPOLL_CTL_DEL, watch->fd, NULL);
    close (watch->fd);
    watch->fd = -1;
}

void
loop_defer (Loop *self, Deferred *deferred)
{
    if (deferred->queued)
        return;
    deferred->queued = TRUE;
    deferred->link.data = deferred;
    g_queue_push_tail_link (&self->deferred, &deferred->link);
}

void
loop_forget (Loop *self, Deferred *deferred)
{
    if (deferred->queued)
        g_queue_unlink (&self->deferred, &deferred->link);
    deferred->queued = FALSE;
}

gint64
loop_now (Loop *self)
{
    return self->now;
}

void
loop_wake_at (Loop *self, gint64 time)
{
    struct itimerspec setting = { .it_value = { time / G_USEC_PER_SEC, time % G_USEC_PER_SEC * 1000 } };

    if (time >= self->wake_at)
        return;
    self->wake_at = time;
    timerfd_settime (self->timer.fd, TFD_TIMER_ABSTIME, &setting, NULL);
}

void
loop_run_once (Loop *self, gint timeout)
{
    struct epoll_event events[MAX_EVENTS];
    gint i, n = epoll_wait (self->fd, events, MAX_EVENTS, timeout);

    self->now = g_get_monotonic_time ();
    for (i = 0; i < n; i++) {
        Watch *watch = events[i].data.ptr;

        /* One that came before it may have removed it. */
        if (watch->fd >= 0)
            watch->ready (watch, events[i].events);
    }
    run_deferred (self);
}
