/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Many programs at a proxy in one process: requests, indications, broadcasts; prints how fast they were served. */

#include <sys/epoll.h>
#include <time.h>

#include "proxy-frames.h"

#define MAX_DEPTH 64

/* An id has 8 bits, so 1000 programs cannot all be clients of one service. */
#define CLIENTS_OF_SERVICE 250
static const uint8_t services[] = { 0x02 /* DMS */, 0x03, 0x01, 0x05, 0x09, 0x0b };

/* A proxy that says nothing for so long will not say anything any more. */
#define PATIENCE 60

/* Indications that are asked for at a time; two such lots are on their way. A proxy may close a connection that has too
 * much waiting for it: 100 KiB would be few. Broadcasts take as much for each program. */
#define LOT_OF_INDICATIONS 1000
#define LOT_OF_BROADCASTS  16

#define REQUEST_MESSAGE    0x0025

struct connection {
    struct stream stream;
    uint8_t service;
    uint8_t client;
    uint16_t sent;     /* the last transaction id */
    uint16_t answered; /* likewise */
    uint64_t n_answers;
    uint64_t n_indications;
    uint64_t n_asked_for; /* indications, only of those that ask */
};

static struct connection *connections;
static unsigned int n_connections;
static int epoll_fd;

/* Requests that may still be sent, answers and indications that came */
static uint64_t budget;
static uint64_t n_answers;
static uint64_t n_indications;

static double
now (void)
{
    struct timespec time;

    clock_gettime (CLOCK_MONOTONIC, &time);
    return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

/* While nothing else is on its way */
static const uint8_t *
ask (struct connection *connection, const uint8_t *request)
{
    const uint8_t *answer;

    write_frame (connection->stream.fd, request);
    do {
        if (!stream_fill (&connection->stream))
            die ("no answer to the message 0x%04x of CTL", frame_message (request));
    } while (!(answer = stream_next (&connection->stream)));
    if (frame_message (answer) != frame_message (request) || frame_error (answer) != 0)
        die ("the answer to the message 0x%04x of CTL is message 0x%04x, error %u", frame_message (request),
             frame_message (answer), frame_error (answer));
    return answer;
}

static void
connect_to_proxy (struct connection *connection)
{
    struct timeval patience = { .tv_sec = PATIENCE };
    struct sockaddr_un address;
    socklen_t length = proxy_address (&address);

    connection->stream.fd = (int) must (socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket");
    must (setsockopt (connection->stream.fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof (patience)), "setsockopt");
    must (connect (connection->stream.fd, (struct sockaddr *) &address, length), "connect");
}

static void
open_connection (unsigned int i, const char *path)
{
    struct connection *connection = &connections[i];
    uint8_t request[FRAME_MAX];
    struct epoll_event event = { .events = EPOLLIN, .data.ptr = connection };
    size_t length;

    connect_to_proxy (connection);
    frame_init (request, SERVICE_CTL, 0, 1, CTL_OPEN);
    frame_add (request, TLV_FIRST, path, strlen (path));
    ask (connection, request);

    connection->service = services[i / CLIENTS_OF_SERVICE];
    frame_init (request, SERVICE_CTL, 0, 2, CTL_ALLOCATE);
    frame_add (request, TLV_FIRST, &connection->service, 1);
    connection->client = frame_find (ask (connection, request), TLV_FIRST, &length)[1];
    must (epoll_ctl (epoll_fd, EPOLL_CTL_ADD, connection->stream.fd, &event), "epoll_ctl");
}

/* One write, so that the load itself costs little. It never blocks: what is on its way fits in a socket. */
static void
send_requests (struct connection *connection, unsigned int count)
{
    uint8_t requests[MAX_DEPTH * FRAME_TLVS];
    size_t length = 0;

    for (; count > 0 && budget > 0; count--, budget--) {
        frame_init (requests + length, connection->service, connection->client, ++connection->sent, REQUEST_MESSAGE);
        length += frame_size (requests + length);
    }
    if (length > 0 && send (connection->stream.fd, requests, length, MSG_DONTWAIT) != (ssize_t) length)
        die ("the proxy does not read");
}

/* Asks the modem for indications, for one client id or all */
static void
send_emit (struct connection *connection, uint32_t count, uint8_t client)
{
    uint8_t request[FRAME_MAX];
    uint8_t value[sizeof (count) + 1];

    memcpy (value, &count, sizeof (count));
    value[sizeof (count)] = client;
    frame_init (request, connection->service, connection->client, ++connection->sent, MESSAGE_EMIT);
    frame_add (request, TLV_FIRST, value, sizeof (value));
    write_frame (connection->stream.fd, request);
}

/* Returns how many answers came. Each must be the next one that this connection waits for. */
static unsigned int
receive (struct connection *connection)
{
    unsigned int n = 0;
    const uint8_t *frame;

    if (!stream_fill (&connection->stream))
        die ("the proxy closed a connection");
    while ((frame = stream_next (&connection->stream))) {
        if (frame[FRAME_QMI_FLAGS] == FRAME_INDICATION) {
            if (frame[FRAME_SERVICE] != connection->service ||
                (frame[FRAME_CLIENT] != connection->client && frame[FRAME_CLIENT] != CLIENT_ALL))
                die ("an indication that is for another program");
            connection->n_indications++;
            n_indications++;
            continue;
        }
        if (frame[FRAME_SERVICE] != connection->service || frame[FRAME_CLIENT] != connection->client ||
            load_u16 (frame + FRAME_TRANSACTION) != (uint16_t) (connection->answered + 1) || frame_error (frame) != 0)
            die ("an answer that is not the next one of its program, or with an error");
        connection->answered++;
        n++;
    }
    connection->n_answers += n;
    n_answers += n;
    return n;
}

/* Connections that have something to read; the caller reads from each. */
static int
wait_for_events (struct epoll_event *events, int size)
{
    int n = epoll_wait (epoll_fd, events, size, PATIENCE * 1000);

    if (n == 0)
        die ("nothing came for %u s", PATIENCE);
    return (int) must (n, "epoll_wait");
}

static double
fairness (unsigned int n_active)
{
    uint64_t least = UINT64_MAX, most = 0;
    unsigned int i;

    for (i = 0; i < n_active; i++) {
        if (connections[i].n_answers < least)
            least = connections[i].n_answers;
        if (connections[i].n_answers > most)
            most = connections[i].n_answers;
    }
    return (double) least / (double) most;
}

static void
report (uint64_t count, double seconds, double fair)
{
    printf ("{\"count\": %.0f, \"per_second\": %.1f, \"fairness\": %.4f}\n", (double) count, (double) count / seconds,
            fair);
}

/* Of all connections the first n_active have depth requests on their way, until count are answered. Each answer makes
 * room for a request, so that connections which are served better get more of them. */
static void
run_requests (uint64_t count, unsigned int depth, unsigned int n_active)
{
    struct epoll_event events[256];
    double start = now ();
    unsigned int i;
    int n;

    budget = count;
    for (i = 0; i < n_active; i++)
        send_requests (&connections[i], depth);
    while (n_answers < count) {
        n = wait_for_events (events, 256);
        while (n-- > 0)
            send_requests (events[n].data.ptr, receive (events[n].data.ptr));
    }
    report (n_answers, now () - start, fairness (n_active));
}

/* Every step-th connection asks for count indications, one lot after the other. With step 0 the last connection alone
 * asks, for itself; otherwise for all clients of its service. */
static void
run_indications (uint64_t count, uint32_t lot, unsigned int step)
{
    unsigned int first = step ? 0 : n_connections - 1;
    uint64_t expected = step ? count * n_connections : count;
    struct epoll_event events[256];
    double start = now ();
    unsigned int i;
    int n;

    while (n_indications < expected) {
        for (i = first; i < n_connections; i += step ? step : 1) {
            struct connection *c = &connections[i];

            for (; c->n_asked_for < count && c->n_asked_for < c->n_indications + 2 * lot; c->n_asked_for += lot)
                send_emit (c, lot, step ? CLIENT_ALL : c->client);
        }
        n = wait_for_events (events, 256);
        while (n-- > 0)
            receive (events[n].data.ptr);
    }
    report (n_indications, now () - start, 1);
}

static unsigned int
number (char **arguments, int i)
{
    return (unsigned int) strtoul (arguments[i], NULL, 10);
}

static void
open_connections (unsigned int n, const char *path)
{
    unsigned int i;

    if (n < 1 || n > CLIENTS_OF_SERVICE * sizeof (services))
        die ("connections: 1 to %zu", CLIENTS_OF_SERVICE * sizeof (services));
    n_connections = n;
    connections = calloc (n, sizeof (*connections));
    if (!connections)
        die ("out of memory");
    epoll_fd = (int) must (epoll_create1 (EPOLL_CLOEXEC), "epoll_create1");
    for (i = 0; i < n; i++)
        open_connection (i, path);
}

/* What the caller measures before and after takes time. false: it wants no more. */
static bool
wait_for_caller (void)
{
    char line;

    fflush (stdout);
    return read (STDIN_FILENO, &line, 1) == 1;
}

/* usage: proxy-load PORT CONNECTIONS requests COUNT DEPTH ACTIVE
 *        proxy-load PORT CONNECTIONS indications|broadcasts COUNT
 * Prints "ready" when all are connected and starts when it reads a line; then prints one line of JSON. The connections
 * stay until standard input ends. */
int
main (int argc, char **argv)
{
    bool requests = argc == 7 && strcmp (argv[3], "requests") == 0;
    bool broadcasts = argc == 5 && strcmp (argv[3], "broadcasts") == 0;

    if (!requests && !broadcasts && !(argc == 5 && strcmp (argv[3], "indications") == 0))
        die ("usage: see proxy-load.c");
    if (requests && (number (argv, 5) > MAX_DEPTH || number (argv, 6) > number (argv, 2)))
        die ("a depth of more than %d, or more active connections than there are", MAX_DEPTH);
    open_connections (number (argv, 2), argv[1]);
    puts ("ready");
    if (!wait_for_caller ())
        return 0;
    if (requests)
        run_requests (number (argv, 4), number (argv, 5), number (argv, 6));
    else if (broadcasts)
        run_indications (number (argv, 4), LOT_OF_BROADCASTS, CLIENTS_OF_SERVICE);
    else
        run_indications (number (argv, 4), LOT_OF_INDICATIONS, 0);
    return wait_for_caller ();
}
