/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Frames, streams of them and the address of a proxy, for the programs that measure proxies: no GLib, few checks. */

#pragma once

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* Offsets from the marker. CTL has a transaction id of one byte, so everything after it comes one earlier. */
#define FRAME_LENGTH      1
#define FRAME_QMUX_FLAGS  3
#define FRAME_SERVICE     4
#define FRAME_CLIENT      5
#define FRAME_QMI_FLAGS   6
#define FRAME_TRANSACTION 7
#define FRAME_MESSAGE     9
#define FRAME_TLV_LENGTH  11
#define FRAME_TLVS        13

#define FRAME_MARKER      0x01
#define FRAME_FROM_MODEM  0x80

/* Of service messages; CTL has each one bit lower. */
#define FRAME_RESPONSE   0x02
#define FRAME_INDICATION 0x04

#define SERVICE_CTL      0x00
#define CLIENT_ALL       0xff
#define TLV_FIRST        0x01
#define TLV_RESULT       0x02
#define MAX_CLIENT_ID    254

#define CTL_ALLOCATE     0x0022
#define CTL_RELEASE      0x0023
#define CTL_OPEN         0xff00

/* Between load and modem: TLV 0x01 is u32 number of indications, u8 client id that they are for. The modem sends them
 * after the answer. */
#define MESSAGE_EMIT 0x5e4d

#define PROXY_NAME   "qmi-proxy"

/* No frame of these programs is longer. */
#define FRAME_MAX 512

static inline void die (const char *format, ...) __attribute__ ((noreturn, format (printf, 1, 2)));

static inline void
die (const char *format, ...)
{
    va_list arguments;

    va_start (arguments, format);
    vfprintf (stderr, format, arguments);
    va_end (arguments);
    fputc ('\n', stderr);
    exit (1);
}

/* Whatever fails in a system call here makes the figure worthless. */
static inline ssize_t
must (ssize_t result, const char *what)
{
    if (result < 0)
        die ("%s: %s", what, strerror (errno));
    return result;
}

static inline uint16_t
load_u16 (const uint8_t *bytes)
{
    return (uint16_t) (bytes[0] | bytes[1] << 8);
}

static inline void
store_u16 (uint8_t *bytes, size_t value)
{
    bytes[0] = (uint8_t) value;
    bytes[1] = (uint8_t) (value >> 8);
}

/* Bytes that the transaction id of this service is short of two */
static inline size_t
frame_shift (const uint8_t *frame)
{
    return frame[FRAME_SERVICE] == SERVICE_CTL ? 1 : 0;
}

static inline size_t
frame_size (const uint8_t *frame)
{
    return (size_t) load_u16 (frame + FRAME_LENGTH) + 1;
}

static inline uint16_t
frame_message (const uint8_t *frame)
{
    return load_u16 (frame + FRAME_MESSAGE - frame_shift (frame));
}

/* Neither flags nor TLVs yet */
static inline void
frame_init (uint8_t *frame, uint8_t service, uint8_t client, uint16_t transaction, uint16_t message)
{
    memset (frame, 0, FRAME_TLVS);
    frame[0] = FRAME_MARKER;
    frame[FRAME_SERVICE] = service;
    frame[FRAME_CLIENT] = client;
    store_u16 (frame + FRAME_TRANSACTION, transaction);
    store_u16 (frame + FRAME_MESSAGE - frame_shift (frame), message);
    store_u16 (frame + FRAME_TLV_LENGTH - frame_shift (frame), 0);
    store_u16 (frame + FRAME_LENGTH, FRAME_TLVS - frame_shift (frame) - 1);
}

static inline void
frame_add (uint8_t *frame, uint8_t type, const void *value, size_t length)
{
    uint8_t *tlv = frame + frame_size (frame);
    uint8_t *total = frame + FRAME_TLV_LENGTH - frame_shift (frame);

    tlv[0] = type;
    store_u16 (tlv + 1, length);
    memcpy (tlv + 3, value, length);
    store_u16 (total, load_u16 (total) + 3 + length);
    store_u16 (frame + FRAME_LENGTH, frame_size (frame) - 1 + 3 + length);
}

/* The value of a TLV; NULL and length 0 if there is none of this type */
static inline const uint8_t *
frame_find (const uint8_t *frame, uint8_t type, size_t *length)
{
    const uint8_t *tlv = frame + FRAME_TLVS - frame_shift (frame);

    for (; tlv < frame + frame_size (frame); tlv += 3 + *length) {
        *length = load_u16 (tlv + 1);
        if (tlv[0] == type)
            return tlv + 3;
    }
    *length = 0;
    return NULL;
}

/* The result TLV of an answer: 0 is success */
static inline uint16_t
frame_error (const uint8_t *frame)
{
    size_t length;
    const uint8_t *result = frame_find (frame, TLV_RESULT, &length);

    return result && length == 4 ? load_u16 (result + 2) : 0xffff;
}

/* Headers and result of an answer to a request */
static inline void
frame_answer (uint8_t *answer, const uint8_t *request, uint16_t error)
{
    const uint8_t result[4] = { error ? 1 : 0, 0, (uint8_t) error, (uint8_t) (error >> 8) };
    bool ctl = request[FRAME_SERVICE] == SERVICE_CTL;

    frame_init (answer, request[FRAME_SERVICE], request[FRAME_CLIENT],
                ctl ? request[FRAME_TRANSACTION] : load_u16 (request + FRAME_TRANSACTION), frame_message (request));
    answer[FRAME_QMUX_FLAGS] = FRAME_FROM_MODEM;
    answer[FRAME_QMI_FLAGS] = FRAME_RESPONSE >> frame_shift (request);
    frame_add (answer, TLV_RESULT, result, sizeof (result));
}

/* What a file descriptor delivers, cut into frames: stream_fill() once it is readable, then stream_next() until NULL.
 * All streams of a program share the memory for what is being read, and keep only the beginning of a frame. */
struct stream {
    int fd;
    size_t n_kept;
    uint8_t kept[FRAME_MAX];
};

static struct {
    uint8_t bytes[FRAME_MAX + 65536];
    uint8_t *next;
    uint8_t *end;
} stream_input;

/* false at the end of the stream */
static inline bool
stream_fill (struct stream *stream)
{
    ssize_t n;

    memcpy (stream_input.bytes, stream->kept, stream->n_kept);
    n = read (stream->fd, stream_input.bytes + stream->n_kept, sizeof (stream_input.bytes) - FRAME_MAX);
    if (n <= 0)
        return false;
    stream_input.next = stream_input.bytes;
    stream_input.end = stream_input.bytes + stream->n_kept + n;
    return true;
}

static inline uint8_t *
stream_next (struct stream *stream)
{
    uint8_t *frame = stream_input.next;
    size_t left = (size_t) (stream_input.end - frame);

    if (left >= 3 && left >= frame_size (frame)) {
        stream_input.next += frame_size (frame);
        return frame;
    }
    if (left > FRAME_MAX || (left > 0 && frame[0] != FRAME_MARKER))
        die ("bytes that are no frame");
    memcpy (stream->kept, frame, left);
    stream->n_kept = left;
    return NULL;
}

/* For file descriptors that block */
static inline void
write_all (int fd, const uint8_t *bytes, size_t length)
{
    while (length > 0) {
        ssize_t n = must (write (fd, bytes, length), "write");

        bytes += n;
        length -= (size_t) n;
    }
}

static inline void
write_frame (int fd, const uint8_t *frame)
{
    write_all (fd, frame, frame_size (frame));
}

/* The abstract address of a proxy */
static inline socklen_t
proxy_address (struct sockaddr_un *address)
{
    memset (address, 0, sizeof (*address));
    address->sun_family = AF_UNIX;
    memcpy (address->sun_path + 1, PROXY_NAME, strlen (PROXY_NAME));
    return (socklen_t) (offsetof (struct sockaddr_un, sun_path) + 1 + strlen (PROXY_NAME));
}
