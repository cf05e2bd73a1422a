/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Scenarios: requests, time-outs, giving up. */

#include "port.h"

#define NETWORK_SCAN 0x0021
#define NAS_ABORT    0x0001

static QmiMessage *
dms_message (guint16 transaction, guint16 id)
{
    return qmi_message_new (QMI_SERVICE_DMS, 7, transaction, id);
}

static void
command_ids (Port *port)
{
    g_autoptr (QmiMessage) ctl = qmi_message_new (QMI_SERVICE_CTL, 0, 0, 0x0027);
    g_autoptr (QmiMessage) numbered = qmi_message_new (QMI_SERVICE_CTL, 0, 0x77, 0x0027);
    g_autoptr (QmiMessage) zero = dms_message (0, 0x0025), high = dms_message (0xFFFE, 0x0025);
    g_autoptr (QmiMessage) none = qmi_message_new (QMI_SERVICE_DMS, 0, 1, 0x0025);

    port_new (port);
    start_message (port, high, 1, NULL, "while closed");
    settle (port);
    port_open (port, NO_FLAGS);
    start_message (port, ctl, 1, NULL, "CTL without id");
    settle (port);
    say (port, "id is %u now", qmi_message_get_transaction_id (ctl));
    start_message (port, numbered, 1, NULL, "CTL with id");
    start_message (port, zero, 1, NULL, "DMS without id");
    start_message (port, high, 1, NULL, "DMS with id");
    settle (port);
    start_message (port, none, 1, NULL, "without client");
    settle (port);
}

static void
command_overwritten (Port *port)
{
    g_autoptr (QmiMessage) first = dms_message (5, 0x0025), second = dms_message (5, 0x0025);
    g_autoptr (QmiMessage) third = dms_message (6, 0x0025);

    port_new (port);
    port_open (port, NO_FLAGS);
    start_message (port, first, 1, NULL, "first");
    start_message (port, second, 1, NULL, "second");
    start_message (port, third, 1, NULL, "third");
    settle (port);
}

static void
three_ids (Port *port)
{
    port_ready (port);
    start_ids (port, 1, NULL, "first");
    start_ids (port, 1, NULL, "second");
    start_ids (port, 1, NULL, "third");
    settle (port);
    start_ids (port, 1, NULL, "fourth");
    settle (port);
    port_done (port);
}

static void
one_by_one (Port *port)
{
    port_ready (port);
    start_ids (port, 1, NULL, "first");
    settle (port);
    start_ids (port, 1, NULL, "second");
    settle (port);
    start_ids (port, 1, NULL, "third");
    settle (port);
    say (port, "timeouts %u", qmi_device_get_consecutive_timeouts (port->device));
    port_done (port);
}

/* A late answer comes before the indication. */
static void
late (Port *port)
{
    port_ready (port);
    start_ids (port, 1, NULL, "first");
    settle (port);
    await_indications (port, 1);
    say (port, "timeouts %u", qmi_device_get_consecutive_timeouts (port->device));
    start_ids (port, 1, NULL, "second");
    settle (port);
    port_done (port);
}

/* cancel */

static void
cancel_before (Port *port)
{
    g_autoptr (QmiMessage) message = dms_message (9, 0x0025);
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();

    port_ready (port);
    g_cancellable_cancel (cancellable);
    start_message (port, message, 1, cancellable, "message");
    start_ids (port, 1, cancellable, "ids");
    say (port, "started");
    settle (port);
    /* The request above used an id up. */
    start_ids (port, 1, NULL, "ids again");
    settle (port);
    port_done (port);
}

static void
cancel_while (Port *port)
{
    g_autoptr (QmiMessage) message = dms_message (9, 0x0020);
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();

    port_ready (port);
    start_message (port, message, 5, cancellable, "message");
    start_ids (port, 5, cancellable, "ids");
    await_indications (port, 1);
    g_cancellable_cancel (cancellable);
    say (port, "cancelled");
    settle (port);
    start_ids (port, 1, NULL, "ids again");
    settle (port);
    port_done (port);
}

/* Both had succeeded when they were cancelled: the first to call back cancels. */
static void
cancel_from_callback (GObject *source, GAsyncResult *result, gpointer data)
{
    g_cancellable_cancel (data);
}

static void
cancel_after (Port *port)
{
    g_autoptr (QmiMessage) message = dms_message (9, 0x0025);
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();

    port_ready (port);
    qmi_client_dms_get_ids (QMI_CLIENT_DMS (port->client), NULL, 5, NULL, cancel_from_callback, cancellable);
    start_ids (port, 5, cancellable, "ids");
    start_message (port, message, 5, cancellable, "message");
    settle (port);
    port_done (port);
}

/* abort */

static QmiMessage *
build_abort (QmiDevice *device, QmiMessage *message, gpointer data, GError **error)
{
    Port *port = data;
    QmiMessage *abort = qmi_message_new (QMI_SERVICE_NAS, qmi_message_get_client_id (message), 2, NAS_ABORT);
    guint8 id[2] = { qmi_message_get_transaction_id (message), 0 };

    say (port, "build abort");
    qmi_message_add_raw_tlv (abort, 0x01, id, sizeof (id), NULL);
    return abort;
}

static QmiMessage *
build_no_abort (QmiDevice *device, QmiMessage *message, gpointer data, GError **error)
{
    g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_DATA, "no abort today");
    return NULL;
}

static gboolean
parse_abort (QmiDevice *device, QmiMessage *response, gpointer data, GError **error)
{
    say_bytes (data, "parse abort", response);
    return TRUE;
}

static gboolean
parse_abort_badly (QmiDevice *device, QmiMessage *response, gpointer data, GError **error)
{
    say_bytes (data, "parse abort", response);
    g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_MESSAGE, "not understood");
    return FALSE;
}

static void
free_abort_data (gpointer port)
{
    say (port, "free abort data");
}

static void
on_abortable (GObject *source, GAsyncResult *result, gpointer call)
{
    const gchar *name;
    Port *port = call_ended (call, &name);
    GError *error = NULL;
    g_autoptr (QmiMessage) message = qmi_device_command_abortable_finish (QMI_DEVICE (source), result, &error);

    if (message)
        say_bytes (port, name, message);
    else
        say_error (port, name, error);
}

static void
scan (Port *port, QmiDeviceCommandAbortableBuildRequestFn build, QmiDeviceCommandAbortableParseResponseFn parse,
      gboolean cancel)
{
    g_autoptr (QmiMessage) message = qmi_message_new (QMI_SERVICE_NAS, 8, 1, NETWORK_SCAN);
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();

    port_new (port);
    port_open (port, NO_FLAGS);
    qmi_device_command_abortable (port->device, message, NULL, cancel ? 5 : 1, build, parse, port,
                                  cancel ? free_abort_data : NULL, cancellable, on_abortable, port_call (port, "scan"));
    if (cancel) {
        await_indications (port, 1);
        g_cancellable_cancel (cancellable);
        say (port, "cancelled");
    }
    settle (port);
    say (port, "timeouts %u", qmi_device_get_consecutive_timeouts (port->device));
}

static void
abort_cancelled (Port *port)
{
    scan (port, build_abort, parse_abort, TRUE);
}

static void
abort_timeout (Port *port)
{
    scan (port, build_abort, parse_abort, FALSE);
}

static void
abort_unbuilt (Port *port)
{
    scan (port, build_no_abort, parse_abort, TRUE);
}

static void
abort_unparsed (Port *port)
{
    scan (port, build_abort, parse_abort_badly, TRUE);
}

/* The same message by other functions is not aborted. */
static void
abort_not_wanted (Port *port)
{
    g_autoptr (QmiMessage) message = qmi_message_new (QMI_SERVICE_NAS, 8, 1, NETWORK_SCAN);

    port_new (port);
    port_open (port, NO_FLAGS);
    start_message (port, message, 1, NULL, "scan");
    settle (port);
}

static void
abort_not_abortable (Port *port)
{
    g_autoptr (QmiMessage) message = dms_message (3, 0x0025);

    port_new (port);
    port_open (port, NO_FLAGS);
    qmi_device_command_abortable (port->device, message, NULL, 1, build_abort, parse_abort, port, NULL, NULL,
                                  on_abortable, port_call (port, "ids"));
    settle (port);
}

/* hang-up */

static void
hang_up (Port *port)
{
    g_autoptr (QmiMessage) message = dms_message (77, 0x0025);

    port_ready (port);
    start_ids (port, 2, NULL, "ids");
    settle (port);
    say (port, "is open: %d, timeouts %u", qmi_device_is_open (port->device),
         qmi_device_get_consecutive_timeouts (port->device));
    start_message (port, message, 1, NULL, "after the hang-up");
    settle (port);
    port_done (port);
}

/* The callbacks come in an order of their own. */
static void
hang_up_many (Port *port)
{
    port_ready (port);
    start_ids (port, 2, NULL, "ids");
    start_ids (port, 2, NULL, "ids");
    start_ids (port, 2, NULL, "ids");
    settle (port);
    port_done (port);
}

static void
hang_up_idle (Port *port)
{
    gulong id;
    GMainLoop *loop = g_main_loop_new (NULL, FALSE);

    port_ready (port);
    id = g_signal_connect_swapped (port->device, "device-removed", G_CALLBACK (g_main_loop_quit), loop);
    start_ids (port, 2, NULL, "ids");
    g_main_loop_run (loop);
    settle (port);
    g_signal_handler_disconnect (port->device, id);
    g_main_loop_unref (loop);
    port_done (port);
}

const ScenarioEntry command_scenarios[] = {
    { "command-ids", command_ids },
    { "command-overwritten", command_overwritten },
    { "pipelined", three_ids },
    { "pipelined-reversed", three_ids },
    { "pipelined-unanswered", three_ids },
    { "timeouts", one_by_one },
    { "timeouts-reset", one_by_one },
    { "unexpected-message", one_by_one },
    { "late-answer", late },
    { "cancel-before", cancel_before },
    { "cancel-while", cancel_while },
    { "cancel-after", cancel_after },
    { "abort-cancelled", abort_cancelled },
    { "abort-refused", abort_cancelled },
    { "abort-timeout", abort_timeout },
    { "abort-answered", abort_cancelled },
    { "abort-timeout-answered", abort_timeout },
    { "abort-unbuilt", abort_unbuilt },
    { "abort-unparsed", abort_unparsed },
    { "abort-not-wanted", abort_not_wanted },
    { "abort-not-abortable", abort_not_abortable },
    { "hang-up", hang_up },
    { "hang-up-many", hang_up_many },
    { "hang-up-idle", hang_up_idle },
    { "broken-framing", hang_up },
    { NULL, NULL }
};
