/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The least that a program can take for qmi-proxy: serves one connection, opens the port it asks for and carries bytes
 * both ways until either side ends. It starts as fast as a process can, so that the rest of a cold start is the
 * library's. */

#include <fcntl.h>
#include <poll.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <termios.h>
#include <unistd.h>

#define NAME        "qmi-proxy"
#define TLVS        12 /* behind the headers of QMUX and CTL */
#define TLV_HEADER  3  /* type and length */
#define TLV_PATH    1
#define TRANSACTION 7

/* The only connection. */
static int
serve (void)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    int server = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    memcpy (address.sun_path + 1, NAME, strlen (NAME));
    if (bind (server, (struct sockaddr *) &address, offsetof (struct sockaddr_un, sun_path) + 1 + strlen (NAME)) != 0
        || listen (server, 1) != 0)
        return -1;
    return accept (server, NULL, NULL);
}

static int
open_port (const char *path)
{
    struct termios settings;
    int port = open (path, O_RDWR | O_NOCTTY | O_CLOEXEC);

    if (port >= 0 && tcgetattr (port, &settings) == 0) {
        cfmakeraw (&settings);
        tcsetattr (port, TCSANOW, &settings);
    }
    return port;
}

/* The path in "Internal Proxy Open", NULL without one. There is room for a NUL behind the request. */
static const char *
find_path (unsigned char *request, ssize_t size)
{
    ssize_t at = TLVS;

    while (at + TLV_HEADER < size) {
        ssize_t end = at + TLV_HEADER + request[at + 1] + 256 * request[at + 2];

        if (request[at] == TLV_PATH && end <= size) {
            request[end] = '\0';
            return (char *) request + at + TLV_HEADER;
        }
        at = end;
    }
    return NULL;
}

/* Reads "Internal Proxy Open" and answers it. */
static int
greet (int client)
{
    unsigned char request[512], response[] = { 1, 18, 0, 0x80, 0, 0, 1, 0, 0, 0xFF, 7, 0, 2, 4, 0, 0, 0, 0, 0 };
    ssize_t size = read (client, request, sizeof (request) - 1);
    const char *path = find_path (request, size);
    int port = path ? open_port (path) : -1;

    response[TRANSACTION] = request[TRANSACTION];
    if (port < 0 || write (client, response, sizeof (response)) != sizeof (response))
        return -1;
    return port;
}

/* Whether there will be more. */
static int
carry (int from, int to)
{
    char bytes[4096];
    ssize_t size = read (from, bytes, sizeof (bytes));

    return size > 0 && write (to, bytes, (size_t) size) == size;
}

int
main (void)
{
    int client = serve (), port = (client >= 0) ? greet (client) : -1;
    struct pollfd files[] = { { .fd = client, .events = POLLIN }, { .fd = port, .events = POLLIN } };

    if (port < 0)
        return EXIT_FAILURE;
    while (poll (files, 2, -1) > 0) {
        if (files[0].revents && !carry (client, port))
            break;
        if (files[1].revents && !carry (port, client))
            break;
    }
    return EXIT_SUCCESS;
}
