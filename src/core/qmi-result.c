/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a callback of a request gets. */

#include "config.h"

#include "qmi-result.h"

struct _QmiResult {
    GObject             parent;
    GObject            *source;
    gconstpointer       tag;
    GCancellable       *cancellable;
    GAsyncReadyCallback callback;
    gpointer            user_data;
    QmiMessage         *message;
    GError             *error;
};

static void async_result_init (GAsyncResultIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QmiResult, qmi_result, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_ASYNC_RESULT, async_result_init))

/* One object that is not in use: making and finalizing a GObject costs as much as all the rest of a request. */
static QmiResult *spare;

static QmiResult *
take_spare (void)
{
    QmiResult *self = g_atomic_pointer_get (&spare);

    return self && g_atomic_pointer_compare_and_exchange (&spare, self, NULL) ? self : NULL;
}

static void
clear (QmiResult *self)
{
    g_clear_object (&self->source);
    g_clear_object (&self->cancellable);
    g_clear_pointer (&self->message, qmi_message_unref);
    g_clear_error (&self->error);
}

void
qmi_result_release (QmiResult *self)
{
    GObject *object = &self->parent;

    /* Whoever left something on the object, be it data, a weak reference or a handler, did so in qdata. */
    if (g_atomic_int_get ((gint *) &object->ref_count) == 1 && !object->qdata) {
        clear (self);
        if (g_atomic_pointer_compare_and_exchange (&spare, NULL, self))
            return;
    }
    g_object_unref (self);
}

QmiResult *
qmi_result_new (gpointer source, gconstpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback,
                gpointer user_data)
{
    QmiResult *self = take_spare ();

    if (!self)
        self = g_object_new (QMI_TYPE_RESULT, NULL);
    self->source = g_object_ref (source);
    self->tag = tag;
    self->cancellable = cancellable ? g_object_ref (cancellable) : NULL;
    self->callback = callback;
    self->user_data = user_data;
    return self;
}

gboolean
qmi_result_is_valid (GAsyncResult *result, gpointer source, gconstpointer tag)
{
    /* Casts that check the type once more would be a tenth of what a request costs. */
    QmiResult *self = (QmiResult *) result;

    return QMI_IS_RESULT (result) && self->source == source && self->tag == tag;
}

void
qmi_result_set (QmiResult *self, QmiMessage *message, GError *error)
{
    g_assert (!self->message && !self->error);

    self->message = message ? qmi_message_ref (message) : NULL;
    self->error = error;
}

void
qmi_result_run (QmiResult *self)
{
    if (self->callback)
        self->callback (self->source, (GAsyncResult *) self, self->user_data);
}

QmiMessage *
qmi_result_get (GAsyncResult *result, gboolean check_cancelled, GError **error)
{
    QmiResult *self = (QmiResult *) result;

    if (check_cancelled && g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return NULL;
    if (self->error) {
        g_propagate_error (error, g_error_copy (self->error));
        return NULL;
    }
    return qmi_message_ref (self->message);
}

static gpointer
get_user_data (GAsyncResult *result)
{
    return QMI_RESULT (result)->user_data;
}

static GObject *
get_source_object (GAsyncResult *result)
{
    return g_object_ref (QMI_RESULT (result)->source);
}

static gboolean
is_tagged (GAsyncResult *result, gpointer tag)
{
    return QMI_RESULT (result)->tag == tag;
}

static void
async_result_init (GAsyncResultIface *iface)
{
    iface->get_user_data = get_user_data;
    iface->get_source_object = get_source_object;
    iface->is_tagged = is_tagged;
}

static void
finalize (GObject *object)
{
    clear (QMI_RESULT (object));
    G_OBJECT_CLASS (qmi_result_parent_class)->finalize (object);
}

static void
qmi_result_class_init (QmiResultClass *klass)
{
    G_OBJECT_CLASS (klass)->finalize = finalize;
}

static void
qmi_result_init (QmiResult *self)
{
}
