/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Requests to the proxy itself, without a port behind it. */

#include "config.h"

#include <errno.h>
#include <sys/socket.h>

#include "proxy-link.h"
#include "qmi-endpoint.h"

#define CHUNK 65536

/* One request at a time is under way, so one number does for all. */
#define TRANSACTION 1

gint
proxy_link_open (GError **error)
{
    g_autoptr (GError) problem = NULL;
    gint fd = qmi_proxy_connect (NULL, &problem);

    if (fd >= 0)
        return fd;
    if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED) ||
        g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED,
                             "it does not run; the first program that opens a port through it starts it");
    else
        g_propagate_error (error, g_steal_pointer (&problem));
    return -1;
}

/* %FALSE: errno says that it cannot be done, or it is 0 and the session ended while it could not be done. */
static gboolean
wait_again (Session *session, gint fd, GIOCondition condition)
{
    if (errno == EINTR)
        return TRUE;
    if (errno != EAGAIN)
        return FALSE;
    if (session_wait (session, fd, condition))
        return TRUE;
    errno = 0;
    return FALSE;
}

static gboolean
send_all (Session *session, gint fd, const GByteArray *frame)
{
    gsize sent = 0;

    while (sent < frame->len) {
        gssize n = send (fd, frame->data + sent, frame->len - sent, MSG_NOSIGNAL);

        if (n >= 0)
            sent += (gsize) n;
        else if (!wait_again (session, fd, G_IO_OUT))
            return FALSE;
    }
    return TRUE;
}

/* More bytes behind those in @bytes. */
static gboolean
receive (Session *session, gint fd, GByteArray *bytes)
{
    guint before = bytes->len;
    gssize n;

    g_byte_array_set_size (bytes, before + CHUNK);
    do
        n = recv (fd, bytes->data + before, CHUNK, 0);
    while (n < 0 && wait_again (session, fd, G_IO_IN));
    g_byte_array_set_size (bytes, before + (guint) MAX (n, 0));
    if (n == 0)
        errno = ECONNRESET;
    return n > 0;
}

static gboolean
is_answer (QmiMessage *message, QmiMessage *request)
{
    return qmi_message_is_response (message) &&
           qmi_message_get_service (message) == qmi_message_get_service (request) &&
           qmi_message_get_message_id (message) == qmi_message_get_message_id (request) &&
           qmi_message_get_transaction_id (message) == qmi_message_get_transaction_id (request);
}

static void
trace (QmiMessage *message)
{
    g_autofree gchar *text = NULL;

    if (!qmi_utils_get_traces_enabled ())
        return;
    text = qmi_message_get_printable_full (message, NULL, "<<<<<< ");
    g_debug ("[qmi-proxy] %s (translated)...\n%s", qmi_message_is_response (message) ? "received" : "sent", text);
}

/* The answer among the frames in @bytes, which are used up; %NULL if it is not there yet, or with an error. */
static QmiMessage *
take_answer (GByteArray *bytes, QmiMessage *request, GError **error)
{
    g_autoptr (GError) problem = NULL;
    QmiMessage *message;

    while ((message = qmi_message_new_from_raw (bytes, &problem))) {
        trace (message);
        if (is_answer (message, request))
            return message;
        qmi_message_unref (message);
    }
    /* What does not begin as a frame never becomes one. */
    if (!problem && bytes->len > 0 && bytes->data[0] != QMI_MESSAGE_QMUX_MARKER)
        g_set_error (&problem, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_MESSAGE,
                     "a frame starts with byte 0x%02X, not with 0x%02X", QMI_MESSAGE_QMUX_MARKER, bytes->data[0]);
    if (problem)
        g_propagate_prefixed_error (error, g_steal_pointer (&problem), "what it answers makes no sense: ");
    return NULL;
}

QmiMessage *
proxy_link_ask (Session *session, gint fd, QmiMessage *request, GError **error)
{
    g_autoptr (GByteArray) bytes = g_byte_array_new ();
    g_autoptr (GError) problem = NULL;
    QmiMessage *answer = NULL;

    qmi_message_set_transaction_id (request, TRANSACTION);
    trace (request);
    if (send_all (session, fd, request))
        while (!answer && !problem && receive (session, fd, bytes))
            answer = take_answer (bytes, request, &problem);
    if (problem)
        g_propagate_error (error, g_steal_pointer (&problem));
    else if (!answer && errno)
        g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                     "it ended the connection: %s; a proxy of another "
                     "project does not know this request",
                     g_strerror (errno));
    return answer;
}
