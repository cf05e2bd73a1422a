/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A modem on a pseudo-terminal that answers at once, so that what it costs does not show in the figures of a proxy. */

#include <fcntl.h>
#include <poll.h>
#include <termios.h>

#include "proxy-frames.h"

/* As much as identities take in the answer of a real modem */
#define PAYLOAD                    60
#define INDICATION_PAYLOAD         24
#define INDICATION_MESSAGE         0x0051

#define ERROR_CLIENT_IDS_EXHAUSTED 0x0005

/* Grows without bound: if the modem stopped reading until its answers are read, a proxy that writes requests before it
 * reads on would wait for ever. The load limits what is on its way. */
static struct {
    uint8_t *bytes;
    size_t start;
    size_t end;
    size_t size;
} output;

static bool client_ids[256][256]; /* by service */

static void
append (const uint8_t *frame)
{
    size_t length = frame_size (frame);

    if (output.end + length > output.size) {
        output.size = 2 * output.size + 65536;
        output.bytes = realloc (output.bytes, output.size);
        if (!output.bytes)
            die ("out of memory");
    }
    memcpy (output.bytes + output.end, frame, length);
    output.end += length;
}

static void
flush (int fd)
{
    while (output.start < output.end) {
        ssize_t n = write (fd, output.bytes + output.start, output.end - output.start);

        if (n < 0 && errno == EAGAIN)
            return;
        output.start += (size_t) must (n, "write to the pseudo-terminal");
    }
    output.start = output.end = 0;
}

/* 0 if all are taken */
static uint8_t
allocate (uint8_t service)
{
    unsigned int id;

    for (id = 1; id <= MAX_CLIENT_ID; id++) {
        if (!client_ids[service][id]) {
            client_ids[service][id] = true;
            return (uint8_t) id;
        }
    }
    return 0;
}

/* A request that nothing is known about succeeds. */
static void
answer_ctl (const uint8_t *request)
{
    uint8_t answer[FRAME_MAX];
    uint8_t client[2];
    size_t length;
    const uint8_t *value = frame_find (request, TLV_FIRST, &length);

    frame_answer (answer, request, 0);
    if (value && frame_message (request) == CTL_ALLOCATE) {
        client[0] = value[0];
        client[1] = allocate (value[0]);
        if (client[1])
            frame_add (answer, TLV_FIRST, client, sizeof (client));
        else
            frame_answer (answer, request, ERROR_CLIENT_IDS_EXHAUSTED);
    } else if (value && frame_message (request) == CTL_RELEASE) {
        client_ids[value[0]][value[1]] = false;
        frame_add (answer, TLV_FIRST, value, length);
    }
    append (answer);
}

static void
emit (uint8_t service, const uint8_t *value)
{
    uint8_t frame[FRAME_MAX];
    uint8_t payload[INDICATION_PAYLOAD - 3] = { 0 };
    uint32_t count;

    memcpy (&count, value, sizeof (count));
    frame_init (frame, service, value[sizeof (count)], 0, INDICATION_MESSAGE);
    frame[FRAME_QMUX_FLAGS] = FRAME_FROM_MODEM;
    frame[FRAME_QMI_FLAGS] = FRAME_INDICATION;
    frame_add (frame, TLV_FIRST, payload, sizeof (payload));
    while (count-- > 0)
        append (frame);
}

static void
answer_service (const uint8_t *request)
{
    uint8_t answer[FRAME_MAX];
    uint8_t payload[PAYLOAD - 7 - 3]; /* besides the result */
    size_t length;

    frame_answer (answer, request, 0);
    if (frame_message (request) == MESSAGE_EMIT) {
        append (answer);
        emit (request[FRAME_SERVICE], frame_find (request, TLV_FIRST, &length));
        return;
    }
    memset (payload, '0', sizeof (payload));
    frame_add (answer, 0x10, payload, sizeof (payload));
    append (answer);
}

/* The other side is kept open as well: the modem stays although a proxy ends. */
static int
open_terminal (void)
{
    struct termios settings;
    int modem = posix_openpt (O_RDWR | O_NOCTTY | O_NONBLOCK);
    int port;

    must (modem, "posix_openpt");
    must (grantpt (modem), "grantpt");
    must (unlockpt (modem), "unlockpt");
    port = (int) must (open (ptsname (modem), O_RDWR | O_NOCTTY), "open the pseudo-terminal");
    must (tcgetattr (port, &settings), "tcgetattr");
    cfmakeraw (&settings);
    must (tcsetattr (port, TCSANOW, &settings), "tcsetattr");
    return modem;
}

/* usage: proxy-modem; prints the name of the port, runs until its standard input ends */
int
main (void)
{
    struct stream requests = { .fd = open_terminal () };
    struct pollfd wait[2] = { { .fd = requests.fd }, { .fd = STDIN_FILENO, .events = POLLIN } };
    const uint8_t *frame;

    puts (ptsname (requests.fd));
    fflush (stdout);
    for (;;) {
        wait[0].events = POLLIN | (output.start < output.end ? POLLOUT : 0);
        must (poll (wait, 2, -1), "poll");
        if (wait[1].revents)
            return 0;
        if (wait[0].revents & POLLIN && stream_fill (&requests)) {
            while ((frame = stream_next (&requests))) {
                if (frame[FRAME_SERVICE] == SERVICE_CTL)
                    answer_ctl (frame);
                else
                    answer_service (frame);
            }
        }
        flush (requests.fd);
    }
}
