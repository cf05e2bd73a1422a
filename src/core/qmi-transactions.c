/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Requests that wait for their answers. */

#include "config.h"

#include <string.h>

#include "qmi-enum-types.h"
#include "qmi-error-types.h"
#include "qmi-errors.h"
#include "qmi-message-private.h"
#include "qmi-transactions.h"

#define ABORT_TIMEOUT 30 /* seconds that the modem has to confirm that it stopped */

struct _QmiTransactions {
    QmiDevice       *device; /* which owns this */
    GHashTable      *waiting;
    QmiTransaction  *done; /* the first of those whose callbacks are due */
    QmiTransaction **done_end;
    guint            n_idle; /* callbacks that wait in idle sources */
    GSource         *source;
    GMainContext    *context; /* of the source */
    gint64           wake_at; /* when the source is to look at deadlines */
    void           (*on_timeout) (QmiDevice *device);
};

struct _QmiTransaction {
    QmiTransactions   *table;
    QmiTransaction    *next_done;
    QmiMessage        *message;
    QmiMessageContext *message_context;
    GMainContext      *context; /* where the callback runs */
    QmiResult         *result;
    guint32            key;
    gboolean           waits; /* is in the table by its key */
    gint64             deadline;
    GSource           *timer; /* for the deadline, if the table's source is in another context */
    GCancellable      *cancellable;
    gulong             cancelled_id;

    QmiAbort           abort;
    GError            *abort_cause;       /* why it is being aborted */
    GCancellable      *abort_cancellable; /* ends the wait for the confirmation */
};

typedef struct {
    GSource          source;
    QmiTransactions *table;
} TransactionsSource;

/* What identifies an answer: the message id is not part of it. */
static guint32
message_key (QmiMessage *message)
{
    const guint8 *frame = message->data;

    g_return_val_if_fail (qmi_message_has_headers (message), 0);

    return ((guint32) frame[QMI_FRAME_SERVICE] << 24) | ((guint32) frame[QMI_FRAME_CLIENT] << 16) |
           (qmi_message_is_ctl (message) ? frame[QMI_FRAME_TRANSACTION]
                                         : qmi_load_u16_le (frame + QMI_FRAME_TRANSACTION));
}

/* life of a transaction */

QmiTransaction *
qmi_transaction_new (QmiTransactions *table, QmiMessage *message, QmiMessageContext *context, const QmiAbort *abort,
                     QmiResult *result)
{
    /* Not g_new0(): calloc() does not look at the blocks that malloc() has at hand. */
    QmiTransaction *self = memset (g_new (QmiTransaction, 1), 0, sizeof (*self));

    self->table = table;
    g_object_ref (table->device);
    self->message = qmi_message_ref (message);
    self->message_context = context ? qmi_message_context_ref (context) : NULL;
    self->context = g_main_context_ref_thread_default ();
    self->result = result;
    if (abort)
        self->abort = *abort;
    return self;
}

static void
transaction_free (QmiTransaction *self)
{
    QmiDevice *device = self->table->device;

    g_main_context_unref (self->context);
    qmi_message_unref (self->message);
    g_clear_pointer (&self->message_context, qmi_message_context_unref);
    qmi_result_release (self->result);
    g_clear_object (&self->cancellable);
    g_clear_object (&self->abort_cancellable);
    g_clear_error (&self->abort_cause);
    g_free (self);
    /* Last: the table goes with the device. */
    g_object_unref (device);
}

QmiMessageContext *
qmi_transaction_context (QmiTransaction *self)
{
    return self->message_context;
}

static void
run_and_free (QmiTransaction *self)
{
    qmi_result_run (self->result);
    transaction_free (self);
}

static gboolean
run_from_idle (gpointer data)
{
    ((QmiTransaction *) data)->table->n_idle--;
    run_and_free (data);
    return G_SOURCE_REMOVE;
}

static void
schedule_idle (QmiTransaction *self)
{
    g_autoptr (GSource) source = g_idle_source_new ();

    g_source_set_priority (source, G_PRIORITY_DEFAULT);
    g_source_set_callback (source, run_from_idle, self, NULL);
    self->table->n_idle++;
    g_source_attach (source, self->context);
}

static void
stop_waiting (QmiTransaction *self)
{
    if (self->timer) {
        g_source_destroy (self->timer);
        g_clear_pointer (&self->timer, g_source_unref);
    }
    /* Not g_cancellable_disconnect(): it waits for a handler that runs, which may be who called. */
    if (self->cancelled_id)
        g_signal_handler_disconnect (self->cancellable, self->cancelled_id);
    self->cancelled_id = 0;
}

static void
settle (QmiTransaction *self, QmiMessage *response, GError *error)
{
    QmiTransactions *table = self->table;

    if (self->waits)
        g_hash_table_remove (table->waiting, GUINT_TO_POINTER (self->key));
    self->waits = FALSE;
    stop_waiting (self);
    if (self->abort_cancellable)
        g_cancellable_cancel (self->abort_cancellable);
    qmi_result_set (self->result, response, error);
    if (self->abort.destroy)
        self->abort.destroy (self->abort.user_data);
    self->abort.destroy = NULL;
}

/* The callback comes in turn with others that are due: an idle source each. */
void
qmi_transaction_complete (QmiTransaction *self, QmiMessage *response, GError *error)
{
    settle (self, response, error);
    schedule_idle (self);
}

/* The callback comes as soon as the frames that were read together are handled, unless others are to come first. */
static void
complete_soon (QmiTransaction *self, QmiMessage *response, GError *error)
{
    QmiTransactions *table = self->table;

    settle (self, response, error);
    if (self->context == table->context && table->n_idle == 0) {
        *table->done_end = self;
        table->done_end = &self->next_done;
        /* The loop asks the source before it waits; one that waits already, for another thread, has to be woken. */
        if (!g_main_context_is_owner (table->context))
            g_main_context_wakeup (table->context);
    } else {
        schedule_idle (self);
    }
}

/* abort */

static gboolean
build_abort_request (QmiTransaction *self, QmiMessage **request, GError **error)
{
    *request = self->abort.build (self->table->device, self->message, self->abort.user_data, error);
    return *request != NULL;
}

static void
on_aborted (GObject *source, GAsyncResult *result, gpointer data)
{
    QmiTransactions *table = ((gpointer *) data)[0];
    guint32 key = GPOINTER_TO_UINT (((gpointer *) data)[1]);
    QmiTransaction *self = g_hash_table_lookup (table->waiting, GUINT_TO_POINTER (key));
    g_autoptr (GError) error = NULL;
    g_autoptr (GByteArray) response = qmi_device_command_full_finish (QMI_DEVICE (source), result, &error);

    g_free (data);
    /* The answer itself may have come first. */
    if (!self || !self->abort_cause)
        return;
    g_clear_object (&self->abort_cancellable);
    if (response && self->abort.parse (QMI_DEVICE (source), response, self->abort.user_data, &error))
        qmi_transaction_complete (self, NULL, g_steal_pointer (&self->abort_cause));
    else
        qmi_transaction_complete (self, NULL,
                                  g_error_new (QMI_CORE_ERROR, QMI_CORE_ERROR_FAILED,
                                               "operation failed and couldn't be aborted: %s",
                                               error ? error->message : "no reason given"));
}

/* Ends a request that is not wanted any more; one that can be aborted only when the modem has confirmed it. */
static void
give_up (QmiTransaction *self, GError *cause)
{
    g_autoptr (GByteArray) request = NULL;
    GError *error = NULL;
    gpointer *data;

    if (!self->abort.build) {
        qmi_transaction_complete (self, NULL, cause);
        return;
    }
    if (self->abort_cause) {
        /* Already being aborted: the first cause is the one to tell. */
        g_error_free (cause);
        return;
    }
    if (!build_abort_request (self, &request, &error)) {
        g_error_free (cause);
        qmi_transaction_complete (self, NULL, error);
        return;
    }
    self->abort_cause = cause;
    self->deadline = G_MAXINT64;
    self->abort_cancellable = g_cancellable_new ();
    data = g_new (gpointer, 2);
    data[0] = self->table;
    data[1] = GUINT_TO_POINTER (self->key);
    qmi_device_command_full (self->table->device, request, self->message_context, ABORT_TIMEOUT,
                             self->abort_cancellable, on_aborted, data);
}

/* deadlines */

static void
wake_at (QmiTransactions *self, gint64 time)
{
    if (time >= self->wake_at)
        return;
    self->wake_at = time;
    g_source_set_ready_time (self->source, time);
}

static void
time_out (QmiTransaction *self)
{
    QmiTransactions *table = self->table;

    self->deadline = G_MAXINT64;
    table->on_timeout (table->device);
    /* A handler of the notification may have ended it. */
    if (g_hash_table_lookup (table->waiting, GUINT_TO_POINTER (self->key)) == self)
        give_up (self, g_error_new_literal (QMI_CORE_ERROR, QMI_CORE_ERROR_TIMEOUT, "Transaction timed out"));
}

static gboolean
on_timer (gpointer data)
{
    QmiTransaction *self = data;

    g_clear_pointer (&self->timer, g_source_unref);
    time_out (self);
    return G_SOURCE_REMOVE;
}

/* Any transaction whose time is over, and through @next the earliest deadline of the others. */
static QmiTransaction *
find_expired (QmiTransactions *self, gint64 now, gint64 *next)
{
    GHashTableIter iter;
    gpointer value;

    *next = G_MAXINT64;
    g_hash_table_iter_init (&iter, self->waiting);
    while (g_hash_table_iter_next (&iter, NULL, &value)) {
        QmiTransaction *transaction = value;

        if (transaction->timer)
            continue;
        if (transaction->deadline <= now)
            return transaction;
        *next = MIN (*next, transaction->deadline);
    }
    return NULL;
}

static void
expire (QmiTransactions *self)
{
    gint64 now = g_get_monotonic_time (), next;
    QmiTransaction *transaction;

    if (now < self->wake_at)
        return;
    while ((transaction = find_expired (self, now, &next)))
        time_out (transaction);
    self->wake_at = next;
    g_source_set_ready_time (self->source, next == G_MAXINT64 ? -1 : next);
}

/* the source */

static gboolean
source_prepare (GSource *source, gint *timeout)
{
    *timeout = -1;
    return ((TransactionsSource *) source)->table->done != NULL;
}

static void
run_done (QmiTransactions *self)
{
    while (self->done) {
        QmiTransaction *transaction = self->done;

        self->done = transaction->next_done;
        if (!self->done)
            self->done_end = &self->done;
        run_and_free (transaction);
    }
}

static gboolean
source_dispatch (GSource *source, GSourceFunc callback, gpointer data)
{
    QmiTransactions *self = ((TransactionsSource *) source)->table;
    g_autoptr (GObject) device = g_object_ref (G_OBJECT (self->device));

    expire (self);
    run_done (self);
    return G_SOURCE_CONTINUE;
}

static GSourceFuncs source_funcs = { source_prepare, NULL, source_dispatch, NULL, NULL, NULL };

/* The source lives in the context of the first request; a device belongs to one context. */
static void
ensure_source (QmiTransactions *self, GMainContext *context)
{
    if (self->source && (self->context == context || g_hash_table_size (self->waiting) > 0 || self->done))
        return;
    if (self->source) {
        g_source_destroy (self->source);
        g_clear_pointer (&self->source, g_source_unref);
        g_clear_pointer (&self->context, g_main_context_unref);
    }
    self->context = g_main_context_ref (context);
    self->source = g_source_new (&source_funcs, sizeof (TransactionsSource));
    ((TransactionsSource *) self->source)->table = self;
    g_source_set_static_name (self->source, "QMI transactions");
    g_source_set_can_recurse (self->source, TRUE);
    g_source_attach (self->source, context);
    self->wake_at = G_MAXINT64;
}

void
qmi_transactions_flush (QmiTransactions *self, GMainContext *context)
{
    if (self->context == context)
        run_done (self);
}

/* waiting */

static void
on_cancelled (GCancellable *cancellable, QmiTransaction *self)
{
    stop_waiting (self);
    give_up (self, g_error_new_literal (QMI_PROTOCOL_ERROR, QMI_PROTOCOL_ERROR_ABORTED, "Transaction aborted"));
}

gboolean
qmi_transaction_store (QmiTransaction *self, guint timeout, GCancellable *cancellable)
{
    QmiTransactions *table = self->table;
    QmiTransaction *old;

    ensure_source (table, self->context);
    if (g_cancellable_is_cancelled (cancellable)) {
        qmi_transaction_complete (self, NULL,
                                  g_error_new_literal (QMI_PROTOCOL_ERROR, QMI_PROTOCOL_ERROR_ABORTED,
                                                       "Cannot store transaction: Request is already cancelled"));
        return FALSE;
    }
    self->key = message_key (self->message);
    /* Mostly no other request waits. */
    old = g_hash_table_size (table->waiting) > 0
              ? g_hash_table_lookup (table->waiting, GUINT_TO_POINTER (self->key)) : NULL;
    if (old)
        qmi_transaction_complete (old, NULL,
                                  g_error_new_literal (QMI_PROTOCOL_ERROR, QMI_PROTOCOL_ERROR_ABORTED,
                                                       "Transaction overwritten"));
    g_hash_table_insert (table->waiting, GUINT_TO_POINTER (self->key), self);
    self->waits = TRUE;
    self->deadline = g_get_monotonic_time () + (gint64) timeout * G_USEC_PER_SEC;
    if (self->context == table->context) {
        wake_at (table, self->deadline);
    } else {
        self->timer = g_timeout_source_new_seconds (timeout);
        g_source_set_callback (self->timer, on_timer, self, NULL);
        g_source_attach (self->timer, self->context);
    }
    if (cancellable) {
        self->cancellable = g_object_ref (cancellable);
        self->cancelled_id = g_signal_connect (cancellable, "cancelled", G_CALLBACK (on_cancelled), self);
    }
    return TRUE;
}

QmiTransaction *
qmi_transactions_match (QmiTransactions *self, QmiMessage *response)
{
    return g_hash_table_lookup (self->waiting, GUINT_TO_POINTER (message_key (response)));
}

gboolean
qmi_transaction_answer (QmiTransaction *self, QmiMessage *response)
{
    guint16 asked = qmi_message_get_message_id (self->message), answered = qmi_message_get_message_id (response);

    if (asked == answered) {
        complete_soon (self, response, NULL);
        return TRUE;
    }
    complete_soon (self, NULL,
                   g_error_new (QMI_CORE_ERROR, QMI_CORE_ERROR_UNEXPECTED_MESSAGE,
                                "Unexpected response of type 0x%04x received matching transaction for request of type "
                                "0x%04x",
                                answered, asked));
    return FALSE;
}

void
qmi_transactions_fail_all (QmiTransactions *self, const GError *error)
{
    g_autoptr (GList) all = g_hash_table_get_values (self->waiting);

    /* A transaction's end may end others: only those still waiting are looked at. */
    for (GList *l = all; l; l = l->next)
        if (g_hash_table_contains (self->waiting, GUINT_TO_POINTER (((QmiTransaction *) l->data)->key)))
            qmi_transaction_complete (l->data, NULL, g_error_copy (error));
}

QmiTransactions *
qmi_transactions_new (QmiDevice *device, void (*on_timeout) (QmiDevice *device))
{
    QmiTransactions *self = g_new0 (QmiTransactions, 1);

    self->device = device;
    self->waiting = g_hash_table_new (NULL, NULL);
    self->on_timeout = on_timeout;
    self->wake_at = G_MAXINT64;
    self->done_end = &self->done;
    return self;
}

void
qmi_transactions_free (QmiTransactions *self)
{
    /* Each transaction holds a reference to the device, so none is left. */
    g_assert (g_hash_table_size (self->waiting) == 0 && !self->done);

    g_hash_table_unref (self->waiting);
    if (self->source)
        g_source_destroy (self->source);
    g_clear_pointer (&self->source, g_source_unref);
    g_clear_pointer (&self->context, g_main_context_unref);
    g_free (self);
}
