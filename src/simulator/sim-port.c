/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The pseudo-terminal that programs open as a modem's port.
 *
 * The port keeps a descriptor of the programs' side open, since the kernel resets a terminal that nobody has open. The
 * price is that it cannot tell from the terminal when programs come and go, so it watches the path: what one program
 * left unread must not reach the next one, whose transactions may have the same numbers. */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "sim-port.h"
#include "sim-value.h"

/* Above the first, requests are not read; below the second they are again. */
#define MUCH_WAITING   (64 * 1024)
#define LITTLE_WAITING (16 * 1024)

/* Between the pieces of a frame, so that a reader sees them apart. */
#define PIECE_PAUSE_MS 1

/* How often and how long a hang-up waits for readers. */
#define HANG_UP_POLL_MS   2
#define HANG_UP_LONGEST_MS 500

struct _SimPort {
    gchar               *link;
    const SimPortEvents *events;
    gpointer             user_data;

    gint                 master, slave, inotify; /* -1 while there is no port */
    gint                 watched;                /* number of the watch */
    gchar               *path;
    guint                n_users;                /* programs that have the port open */
    gboolean             users_changed;          /* there were none, or there are other ones than before */
    guint                input, output, pause, watch;
    guint8               read[4096];             /* `n_read` bytes of programs that have not been passed on yet */
    gsize                n_read;
    GQueue               waiting;                /* of Frame: to be written now */
    GQueue               delayed;                /* of Frame: to be written later */
    gsize                n_bytes;                /* in both */

    guint                hanging_up;
    guint                hang_up_left_ms;
    void               (*hung_up) (gpointer user_data);
};

typedef struct {
    SimPort *port;
    GBytes  *bytes;
    gsize    written;
    guint    piece;
    guint    timer;
} Frame;

static void start_input  (SimPort *self);
static void start_output (SimPort *self);

static void
free_frame (Frame *self)
{
    self->port->n_bytes -= g_bytes_get_size (self->bytes);
    g_clear_handle_id (&self->timer, g_source_remove);
    g_bytes_unref (self->bytes);
    g_free (self);
}

/* input */

/* Forgets frames for programs that are gone. */
static void
forget_unread (SimPort *self)
{
    g_queue_clear_full (&self->waiting, (GDestroyNotify) free_frame);
    g_queue_clear_full (&self->delayed, (GDestroyNotify) free_frame);
    g_clear_handle_id (&self->output, g_source_remove);
    g_clear_handle_id (&self->pause, g_source_remove);
    tcflush (self->master, TCOFLUSH);
    tcflush (self->slave, TCIFLUSH);
    start_input (self);
}

static gboolean
read_input (SimPort *self)
{
    gssize n = read (self->master, self->read, sizeof (self->read));

    self->n_read = n > 0 ? (gsize) n : 0;
    return n > 0;
}

static void
pass_input_on (SimPort *self)
{
    gsize n = self->n_read;

    self->n_read = 0;
    if (n > 0)
        self->events->received (self->user_data, self->read, n);
}

static void
count_user (SimPort *self, guint32 mask)
{
    if (mask & IN_OPEN)
        self->users_changed |= self->n_users++ == 0;
    else if ((mask & IN_CLOSE) && self->n_users > 0)
        self->users_changed |= --self->n_users == 0;
}

/* Programs that came and went since the last time. */
static void
count_users (SimPort *self)
{
    guint8 buffer[1024] __attribute__ ((aligned (__alignof__ (struct inotify_event))));
    gssize n;

    while (self->inotify >= 0 && (n = read (self->inotify, buffer, sizeof (buffer))) > 0) {
        for (gssize at = 0; at < n;) {
            const struct inotify_event *event = (gconstpointer) (buffer + at);

            if (event->wd == self->watched)
                count_user (self, event->mask);
            at += (gssize) (sizeof (*event) + event->len);
        }
    }
}

/* Takes note of who has the port open. The last words of programs that are gone count, the answers to them do not. As
 * long as nobody is there, each read is followed by a look whether somebody has come: what is read then may be a
 * newcomer's, who waits for an answer. */
static void
see_who_is_there (SimPort *self)
{
    count_users (self);
    if (!self->users_changed)
        return;
    forget_unread (self);
    while (self->n_users == 0 && self->master >= 0) {
        pass_input_on (self);
        if (self->input == 0 || !read_input (self))
            break;
        count_users (self);
    }
    if (self->master >= 0)
        forget_unread (self);
    self->users_changed = FALSE;
    self->events->left (self->user_data);
}

static gboolean
on_users (gint fd, GIOCondition condition, gpointer user_data)
{
    SimPort *self = user_data;

    see_who_is_there (self);
    /* A newcomer's, if there is any. */
    pass_input_on (self);
    return G_SOURCE_CONTINUE;
}

static gboolean
on_input (gint fd, GIOCondition condition, gpointer user_data)
{
    SimPort *self = user_data;

    if (!read_input (self))
        return G_SOURCE_CONTINUE;
    /* Whoever wrote this opened the port before: with that known, its answers are not taken for unread ones. */
    see_who_is_there (self);
    pass_input_on (self);
    /* It may have led to a hang-up, which removes this source. */
    if (self->input == 0)
        return G_SOURCE_REMOVE;
    if (!sim_port_is_congested (self))
        return G_SOURCE_CONTINUE;
    self->input = 0;
    return G_SOURCE_REMOVE;
}

static void
start_input (SimPort *self)
{
    if (self->input == 0 && self->master >= 0 && !self->hanging_up && self->n_bytes <= LITTLE_WAITING)
        self->input = g_unix_fd_add (self->master, G_IO_IN, on_input, self);
}

/* output */

static gboolean
on_pause_end (gpointer user_data)
{
    SimPort *self = user_data;

    self->pause = 0;
    start_output (self);
    return G_SOURCE_REMOVE;
}

/* Writes what the terminal takes of the first frame; %FALSE if there is to be no more writing now. */
static gboolean
write_some (SimPort *self)
{
    Frame *frame = g_queue_peek_head (&self->waiting);
    gsize size, left;
    const guint8 *bytes = g_bytes_get_data (frame->bytes, &size);
    gssize n;

    left = size - frame->written;
    n = write (self->master, bytes + frame->written, frame->piece ? MIN (left, frame->piece) : left);
    if (n <= 0)
        return FALSE;
    frame->written += (gsize) n;
    if (frame->written == size) {
        free_frame (g_queue_pop_head (&self->waiting));
        start_input (self);
    } else if (frame->piece) {
        self->pause = g_timeout_add (PIECE_PAUSE_MS, on_pause_end, self);
        return FALSE;
    }
    return !g_queue_is_empty (&self->waiting);
}

static gboolean
on_output (gint fd, GIOCondition condition, gpointer user_data)
{
    SimPort *self = user_data;

    while (write_some (self))
        continue;
    if (!self->pause && !g_queue_is_empty (&self->waiting))
        return G_SOURCE_CONTINUE;
    self->output = 0;
    return G_SOURCE_REMOVE;
}

static void
start_output (SimPort *self)
{
    if (self->output == 0 && self->pause == 0 && !g_queue_is_empty (&self->waiting))
        self->output = g_unix_fd_add (self->master, G_IO_OUT, on_output, self);
}

static gboolean
on_delay_end (gpointer user_data)
{
    Frame *frame = user_data;
    SimPort *self = frame->port;

    frame->timer = 0;
    g_queue_remove (&self->delayed, frame);
    g_queue_push_tail (&self->waiting, frame);
    start_output (self);
    return G_SOURCE_REMOVE;
}

void
sim_port_send (SimPort *self, GBytes *bytes, guint delay, guint piece)
{
    Frame *frame;

    if (self->master < 0 || g_bytes_get_size (bytes) == 0)
        return;
    frame = g_new0 (Frame, 1);
    frame->port = self;
    frame->bytes = g_bytes_ref (bytes);
    frame->piece = piece;
    self->n_bytes += g_bytes_get_size (bytes);
    if (delay > 0) {
        frame->timer = g_timeout_add (delay, on_delay_end, frame);
        g_queue_push_tail (&self->delayed, frame);
    } else {
        g_queue_push_tail (&self->waiting, frame);
        start_output (self);
    }
}

gboolean
sim_port_is_congested (const SimPort *self)
{
    return self->n_bytes > MUCH_WAITING;
}

/* the terminal */

static gboolean
fail_errno (GError **error, const gchar *what)
{
    return sim_fail (error, "%s: %s", what, g_strerror (errno));
}

static gboolean
make_link (SimPort *self, GError **error)
{
    g_autofree gchar *temporary = NULL;

    if (!self->link)
        return TRUE;
    if (g_file_test (self->link, G_FILE_TEST_EXISTS) && !g_file_test (self->link, G_FILE_TEST_IS_SYMLINK))
        return sim_fail (error, "%s: there is something that is no symbolic link", self->link);
    /* By another name first: there is no moment without a link. */
    temporary = g_strdup_printf ("%s.%d", self->link, (gint) getpid ());
    if (symlink (self->path, temporary) != 0)
        return fail_errno (error, temporary);
    if (rename (temporary, self->link) == 0)
        return TRUE;
    fail_errno (error, self->link);
    unlink (temporary);
    return FALSE;
}

static void
remove_link (SimPort *self)
{
    g_autofree gchar *target = self->link ? g_file_read_link (self->link, NULL) : NULL;

    /* It may belong to another simulator by now. */
    if (target && g_strcmp0 (target, self->path) == 0)
        unlink (self->link);
}

static gboolean
open_slave (SimPort *self, GError **error)
{
    struct termios settings;
    gchar name[64];

    if (grantpt (self->master) != 0 || unlockpt (self->master) != 0 ||
        ptsname_r (self->master, name, sizeof (name)) != 0)
        return fail_errno (error, "the pseudo-terminal");
    self->path = g_strdup (name);
    self->slave = open (name, O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (self->slave < 0 || tcgetattr (self->slave, &settings) != 0)
        return fail_errno (error, name);
    cfmakeraw (&settings);
    if (tcsetattr (self->slave, TCSANOW, &settings) != 0)
        return fail_errno (error, name);
    return TRUE;
}

static void
close_fd (gint *fd)
{
    if (*fd >= 0)
        close (*fd);
    *fd = -1;
}

/* Without it stale answers may reach programs; nothing else is lost.
 *
 * The kernel makes one event of two that are the same and follow each other, so programs could not be counted. The
 * folder is watched too, although nobody looks at its events: they stand between those of the port. */
static void
watch_users (SimPort *self)
{
    g_autofree gchar *folder = g_path_get_dirname (self->path);

    self->n_users = 0;
    self->inotify = inotify_init1 (IN_NONBLOCK | IN_CLOEXEC);
    if (self->inotify < 0)
        return;
    self->watched = inotify_add_watch (self->inotify, self->path, IN_OPEN | IN_CLOSE);
    if (self->watched < 0 || inotify_add_watch (self->inotify, folder, IN_OPEN | IN_CLOSE) < 0) {
        close_fd (&self->inotify);
        return;
    }
    self->watch = g_unix_fd_add (self->inotify, G_IO_IN, on_users, self);
}

static void
close_terminal (SimPort *self)
{
    if (self->master >= 0)
        forget_unread (self);
    g_clear_handle_id (&self->input, g_source_remove);
    g_clear_handle_id (&self->watch, g_source_remove);
    g_clear_handle_id (&self->hanging_up, g_source_remove);
    if (self->path)
        remove_link (self);
    close_fd (&self->inotify);
    close_fd (&self->slave);
    close_fd (&self->master);
    g_clear_pointer (&self->path, g_free);
}

gboolean
sim_port_open (SimPort *self, GError **error)
{
    if (self->master >= 0)
        return TRUE;
    self->master = posix_openpt (O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
    if (self->master < 0)
        return fail_errno (error, "no pseudo-terminal");
    if (!open_slave (self, error) || !make_link (self, error)) {
        close_terminal (self);
        return FALSE;
    }
    watch_users (self);
    start_input (self);
    self->events->ready (self->user_data, self->path);
    return TRUE;
}

const gchar *
sim_port_get_path (const SimPort *self)
{
    return self->path;
}

/* A hang-up takes from readers what they have not read, also the last answer. */
static gboolean
on_hang_up (gpointer user_data)
{
    SimPort *self = user_data;
    gint unread = 0;
    gboolean all_read = g_queue_is_empty (&self->waiting) && ioctl (self->slave, FIONREAD, &unread) == 0 && unread == 0;

    if (self->n_users > 0 && !all_read && self->hang_up_left_ms > HANG_UP_POLL_MS) {
        self->hang_up_left_ms -= HANG_UP_POLL_MS;
        return G_SOURCE_CONTINUE;
    }
    self->hanging_up = 0;
    close_terminal (self);
    self->hung_up (self->user_data);
    return G_SOURCE_REMOVE;
}

void
sim_port_hang_up (SimPort *self, void (*done) (gpointer user_data))
{
    if (self->hanging_up)
        return;
    self->hung_up = done;
    self->hang_up_left_ms = HANG_UP_LONGEST_MS;
    self->hanging_up = g_timeout_add (HANG_UP_POLL_MS, on_hang_up, self);
    g_clear_handle_id (&self->input, g_source_remove);
}

SimPort *
sim_port_new (const gchar *link, const SimPortEvents *events, gpointer user_data)
{
    SimPort *self = g_new0 (SimPort, 1);

    self->link = g_strdup (link);
    self->events = events;
    self->user_data = user_data;
    self->master = self->slave = self->inotify = -1;
    g_queue_init (&self->waiting);
    g_queue_init (&self->delayed);
    return self;
}

void
sim_port_free (SimPort *self)
{
    if (!self)
        return;
    close_terminal (self);
    g_free (self->link);
    g_free (self);
}
