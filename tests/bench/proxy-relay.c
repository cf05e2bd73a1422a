/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The least that a proxy can do, as the limit for figures: one port, nothing checked, nothing queued, nothing bounded.
 * It relies on programs that read what they are sent, and on a modem that always reads. */

#include <fcntl.h>
#include <sys/epoll.h>

#include "proxy-frames.h"

#define MAX_FDS 4096

static int epoll_fd;
static struct stream port = { .fd = -1 };

/* By file descriptor; one that is no program's has no stream. */
static struct stream *programs[MAX_FDS];

static int owners[256][256]; /* file descriptor by service and client id, 0 for none */

/* CTL requests under way, by the transaction id that the modem sees */
static struct {
    int fd;
    uint8_t transaction;
} ctl_requests[256];
static uint8_t last_transaction;

static void
watch (int fd)
{
    struct epoll_event event = { .events = EPOLLIN, .data.fd = fd };

    must (epoll_ctl (epoll_fd, EPOLL_CTL_ADD, fd, &event), "epoll_ctl");
}

static void
add_program (int listener)
{
    int fd = (int) must (accept4 (listener, NULL, NULL, SOCK_CLOEXEC), "accept");

    if (fd >= MAX_FDS || !(programs[fd] = calloc (1, sizeof (struct stream))))
        die ("too many programs");
    programs[fd]->fd = fd;
    watch (fd);
}

static void
remove_program (int fd)
{
    unsigned int i;

    for (i = 0; i < 256 * 256; i++) {
        if (owners[i / 256][i % 256] == fd)
            owners[i / 256][i % 256] = 0;
    }
    free (programs[fd]);
    programs[fd] = NULL;
    close (fd);
}

static void
open_port (int fd, const uint8_t *request)
{
    char path[FRAME_MAX];
    uint8_t answer[FRAME_MAX];
    size_t length;
    const uint8_t *value = frame_find (request, TLV_FIRST, &length);

    if (port.fd < 0) {
        if (!value)
            die ("a request to open no path");
        memcpy (path, value, length);
        path[length] = '\0';
        port.fd = (int) must (open (path, O_RDWR | O_NOCTTY | O_CLOEXEC), path);
        watch (port.fd);
    }
    frame_answer (answer, request, 0);
    write_frame (fd, answer);
}

static void
translate (int fd, uint8_t *request)
{
    if (++last_transaction == 0)
        last_transaction = 1;
    ctl_requests[last_transaction].fd = fd;
    ctl_requests[last_transaction].transaction = request[FRAME_TRANSACTION];
    request[FRAME_TRANSACTION] = last_transaction;
}

/* What was read goes to the port in one piece. A program sends nothing else before it has the answer to CTL_OPEN, so
 * that no such request is in the middle. */
static void
from_program (int fd)
{
    uint8_t *frame;

    if (!stream_fill (programs[fd])) {
        remove_program (fd);
        return;
    }
    while ((frame = stream_next (programs[fd]))) {
        if (frame[FRAME_SERVICE] == SERVICE_CTL) {
            if (frame_message (frame) == CTL_OPEN) {
                open_port (fd, frame);
                return;
            }
            translate (fd, frame);
        }
    }
    if (stream_input.next > stream_input.bytes)
        write_all (port.fd, stream_input.bytes, (size_t) (stream_input.next - stream_input.bytes));
}

static void
ctl_from_port (uint8_t *frame)
{
    int fd = ctl_requests[frame[FRAME_TRANSACTION]].fd;
    size_t length;
    const uint8_t *value = frame_find (frame, TLV_FIRST, &length);

    frame[FRAME_TRANSACTION] = ctl_requests[frame[FRAME_TRANSACTION]].transaction;
    if (value && frame_message (frame) == CTL_ALLOCATE)
        owners[value[0]][value[1]] = fd;
    if (value && frame_message (frame) == CTL_RELEASE)
        owners[value[0]][value[1]] = 0;
    write_frame (fd, frame);
}

static void
broadcast (const uint8_t *frame)
{
    const int *fds = owners[frame[FRAME_SERVICE]];
    unsigned int i;

    for (i = 1; i <= MAX_CLIENT_ID; i++) {
        if (fds[i])
            write_frame (fds[i], frame);
    }
}

static void
from_port (void)
{
    uint8_t *frame;

    if (!stream_fill (&port))
        die ("the port is gone");
    while ((frame = stream_next (&port))) {
        if (frame[FRAME_SERVICE] == SERVICE_CTL)
            ctl_from_port (frame);
        else if (frame[FRAME_CLIENT] == CLIENT_ALL)
            broadcast (frame);
        else if (owners[frame[FRAME_SERVICE]][frame[FRAME_CLIENT]])
            write_frame (owners[frame[FRAME_SERVICE]][frame[FRAME_CLIENT]], frame);
    }
}

int
main (void)
{
    struct sockaddr_un address;
    socklen_t length = proxy_address (&address);
    int listener = (int) must (socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket");
    struct epoll_event events[64];
    int n, i;

    must (bind (listener, (struct sockaddr *) &address, length), "bind");
    must (listen (listener, SOMAXCONN), "listen");
    epoll_fd = (int) must (epoll_create1 (EPOLL_CLOEXEC), "epoll_create1");
    watch (listener);
    for (;;) {
        n = (int) must (epoll_wait (epoll_fd, events, 64, -1), "epoll_wait");
        for (i = 0; i < n; i++) {
            if (events[i].data.fd == listener)
                add_program (listener);
            else if (events[i].data.fd == port.fd)
                from_port ();
            else
                from_program (events[i].data.fd);
        }
    }
}
