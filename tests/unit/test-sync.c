/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Synchronous calls: they need no main loop, and leave to the caller's loop what belongs there. */

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include <libqmi-glib.h>

#include "qmi-sync.h"

/* A modem in a thread: it knows client ids and Get IDs, is silent to Get Model, and sends an indication with each
 * answer to Get Manufacturer. */

typedef struct {
    gint     master;
    gint     slave; /* kept open, so that the port does not hang up between two users */
    gchar   *path;
    GThread *thread;
} Modem;

static void
append_tlv (GByteArray *out, guint8 type, const gchar *value, guint8 length)
{
    const guint8 header[] = { type, length, 0 };

    g_byte_array_append (out, header, sizeof (header));
    g_byte_array_append (out, (const guint8 *) value, length);
}

static void
send_answer (Modem *self, QmiMessage *request, const GByteArray *tlvs)
{
    g_autoptr (GByteArray) response = qmi_message_response_new (request, QMI_PROTOCOL_ERROR_NONE);
    guint8 type;
    guint16 length;

    for (guint i = 0; i < tlvs->len; i += 3 + length) {
        type = tlvs->data[i];
        length = tlvs->data[i + 1];
        g_assert_true (qmi_message_add_raw_tlv (response, type, tlvs->data + i + 3, length, NULL));
    }
    g_assert_cmpint (write (self->master, response->data, response->len), ==, response->len);
}

static void
send_indication (Modem *self, QmiMessage *request)
{
    g_autoptr (GByteArray) indication = qmi_message_new (QMI_SERVICE_DMS, qmi_message_get_client_id (request), 0,
                                                         0x0001);
    const guint8 mode = QMI_DMS_OPERATING_MODE_ONLINE;

    indication->data[6] = 0x04;
    g_assert_true (qmi_message_add_raw_tlv (indication, 0x14, &mode, 1, NULL));
    g_assert_cmpint (write (self->master, indication->data, indication->len), ==, indication->len);
}

static void
answer (Modem *self, QmiMessage *request)
{
    g_autoptr (GByteArray) tlvs = g_byte_array_new ();
    const guint8 *value;
    guint16 length;

    switch (qmi_message_get_service (request) << 16 | qmi_message_get_message_id (request)) {
    case QMI_SERVICE_CTL << 16 | 0x0022:
        append_tlv (tlvs, 0x01, "\x02\x05", 2);
        break;
    case QMI_SERVICE_CTL << 16 | 0x0023:
        value = qmi_message_get_raw_tlv (request, 0x01, &length);
        append_tlv (tlvs, 0x01, (const gchar *) value, (guint8) length);
        break;
    case QMI_SERVICE_DMS << 16 | 0x0025:
        append_tlv (tlvs, 0x11, "490154203237518", 15);
        break;
    case QMI_SERVICE_DMS << 16 | 0x0021:
        send_indication (self, request);
        append_tlv (tlvs, 0x01, "Kettle", 6);
        break;
    default:
        return;
    }
    send_answer (self, request, tlvs);
}

static gpointer
run_modem (gpointer data)
{
    Modem *self = data;
    g_autoptr (GByteArray) buffer = g_byte_array_new ();
    guint8 bytes[512];
    gssize n;

    while ((n = read (self->master, bytes, sizeof (bytes))) > 0) {
        QmiMessage *request;

        g_byte_array_append (buffer, bytes, (guint) n);
        while ((request = qmi_message_new_from_raw (buffer, NULL))) {
            answer (self, request);
            qmi_message_unref (request);
        }
    }
    return NULL;
}

static void
modem_start (Modem *self, gconstpointer data)
{
    struct termios raw;

    self->master = posix_openpt (O_RDWR | O_NOCTTY | O_CLOEXEC);
    g_assert_cmpint (self->master, >=, 0);
    g_assert_cmpint (grantpt (self->master), ==, 0);
    g_assert_cmpint (unlockpt (self->master), ==, 0);
    self->path = g_strdup (ptsname (self->master));
    self->slave = open (self->path, O_RDWR | O_NOCTTY | O_CLOEXEC);
    g_assert_cmpint (tcgetattr (self->slave, &raw), ==, 0);
    cfmakeraw (&raw);
    g_assert_cmpint (tcsetattr (self->slave, TCSANOW, &raw), ==, 0);
    self->thread = g_thread_new ("modem", run_modem, self);
}

static void
modem_stop (Modem *self, gconstpointer data)
{
    /* The last slave that is closed ends the thread's read. */
    close (self->slave);
    g_thread_join (self->thread);
    close (self->master);
    g_free (self->path);
}

/* A pty is no port that the kernel knows: the library may say so. */
static QmiClientDms *
open_client (Modem *modem, QmiDevice **device)
{
    g_autoptr (GFile) file = g_file_new_for_path (modem->path);
    g_autoptr (GError) error = NULL;
    QmiClient *client;

    g_test_expect_message ("Qmi", G_LOG_LEVEL_WARNING, "*couldn't detect transport type*");
    g_test_expect_message ("Qmi", G_LOG_LEVEL_WARNING, "*unexpected transport type*");
    *device = qmi_device_new_sync (file, NULL, &error);
    g_assert_no_error (error);
    g_assert_true (qmi_device_open_sync (*device, QMI_DEVICE_OPEN_FLAGS_NONE, 5, NULL, &error));
    g_assert_no_error (error);
    g_test_assert_expected_messages ();
    client = qmi_device_allocate_client_sync (*device, QMI_SERVICE_DMS, QMI_CID_NONE, 5, NULL, &error);
    g_assert_no_error (error);
    return QMI_CLIENT_DMS (client);
}

static void
close_client (QmiDevice *device, QmiClientDms *client)
{
    g_autoptr (GError) error = NULL;

    g_assert_true (qmi_device_release_client_sync (device, QMI_CLIENT (client),
                                                   QMI_DEVICE_RELEASE_CLIENT_FLAGS_RELEASE_CID, 5, NULL, &error));
    g_assert_no_error (error);
    g_assert_true (qmi_device_close_sync (device, 5, NULL, &error));
    g_object_unref (client);
    g_object_unref (device);
}

static void
test_calls (Modem *modem, gconstpointer data)
{
    QmiDevice *device;
    QmiClientDms *client = open_client (modem, &device);
    g_autoptr (GError) error = NULL;
    g_autoptr (QmiMessageDmsGetIdsOutput) output = qmi_client_dms_get_ids_sync (client, NULL, 5, NULL, &error);
    const gchar *imei;

    g_assert_no_error (error);
    g_assert_true (qmi_message_dms_get_ids_output_get_imei (output, &imei, NULL));
    g_assert_cmpstr (imei, ==, "490154203237518");
    close_client (device, client);
}

static void
test_timeout (Modem *modem, gconstpointer data)
{
    QmiDevice *device;
    QmiClientDms *client = open_client (modem, &device);
    g_autoptr (GError) error = NULL;

    g_assert_null (qmi_client_dms_get_model_sync (client, NULL, 1, NULL, &error));
    g_assert_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_TIMEOUT);
    g_assert_cmpuint (qmi_device_get_consecutive_timeouts (device), ==, 1);
    close_client (device, client);
}

static gpointer
cancel (gpointer data)
{
    g_cancellable_cancel (data);
    return NULL;
}

static void
test_cancelled (Modem *modem, gconstpointer data)
{
    QmiDevice *device;
    QmiClientDms *client = open_client (modem, &device);
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GError) error = NULL;

    cancel (cancellable);
    g_assert_null (qmi_client_dms_get_model_sync (client, NULL, 5, cancellable, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    close_client (device, client);
}

/* what belongs to the caller's loop */

static void
note (GString *notes, const gchar *text)
{
    g_string_append_printf (notes, "%s ", text);
}

static void
on_ids (GObject *source, GAsyncResult *result, gpointer notes)
{
    g_autoptr (QmiMessageDmsGetIdsOutput) output = qmi_client_dms_get_ids_finish (QMI_CLIENT_DMS (source), result,
                                                                                  NULL);

    g_assert_nonnull (output);
    note (notes, "ids");
}

static void
on_event (QmiClientDms *client, QmiIndicationDmsEventReportOutput *output, GString *notes)
{
    note (notes, "event");
}

static gboolean
on_idle (gpointer notes)
{
    note (notes, "idle");
    return G_SOURCE_REMOVE;
}

static void
test_order (Modem *modem, gconstpointer data)
{
    QmiDevice *device;
    QmiClientDms *client = open_client (modem, &device);
    g_autoptr (GString) notes = g_string_new (NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (QmiMessageDmsGetManufacturerOutput) output = NULL;

    g_signal_connect (client, "event-report", G_CALLBACK (on_event), notes);
    g_idle_add_full (G_PRIORITY_HIGH, on_idle, notes, NULL);
    qmi_client_dms_get_ids (client, NULL, 5, NULL, on_ids, notes);
    output = qmi_client_dms_get_manufacturer_sync (client, NULL, 5, NULL, &error);
    g_assert_no_error (error);
    /* Answer and indication have arrived, but nobody was called. */
    g_assert_cmpstr (notes->str, ==, "");
    while (g_main_context_iteration (NULL, FALSE))
        ;
    g_assert_cmpstr (notes->str, ==, "idle ids event ");
    close_client (device, client);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add ("/sync/calls", Modem, NULL, modem_start, test_calls, modem_stop);
    g_test_add ("/sync/timeout", Modem, NULL, modem_start, test_timeout, modem_stop);
    g_test_add ("/sync/cancelled", Modem, NULL, modem_start, test_cancelled, modem_stop);
    g_test_add ("/sync/order", Modem, NULL, modem_start, test_order, modem_stop);
    return g_test_run ();
}
