/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What goes on in the proxy: the answer to CTL Internal Proxy Status, as data/services/ctl.json describes it. */

#include "config.h"

#include <unistd.h>

#include "engine-private.h"
#include "log.h"
#include "port.h"
#include "status.h"

#define FIRST_ENTRY_TLV 0x10 /* of the request */

#define DAEMON_TLV      0x10
#define PORTS_TLV       0x11
#define CONNECTIONS_TLV 0x12
#define CLIENT_IDS_TLV  0x13
#define NEXT_ENTRY_TLV  0x14

/* An answer has room for so many entries beside so many bytes for paths. */
#define MOST_ENTRIES    512
#define MOST_PORT_BYTES (24 * 1024)

/* Numbers in a row. Nothing can fail: what is written is far below the size of a message. */
typedef struct {
    GByteArray *message;
    gsize tlv;
} Writer;

static void
begin (Writer *self, guint8 type)
{
    self->tlv = qmi_message_tlv_write_init (self->message, type, NULL);
}

static void
end (Writer *self)
{
    qmi_message_tlv_write_complete (self->message, self->tlv, NULL);
}

static void
put8 (Writer *self, guint8 value)
{
    qmi_message_tlv_write_guint8 (self->message, value, NULL);
}

static void
put16 (Writer *self, gsize value)
{
    qmi_message_tlv_write_guint16 (self->message, QMI_ENDIAN_LITTLE, (guint16) value, NULL);
}

static void
put32 (Writer *self, gsize value)
{
    qmi_message_tlv_write_guint32 (self->message, QMI_ENDIAN_LITTLE, (guint32) value, NULL);
}

static void
put64 (Writer *self, guint64 value)
{
    qmi_message_tlv_write_guint64 (self->message, QMI_ENDIAN_LITTLE, value, NULL);
}

static void
put_counters (Writer *self, const Counters *counters)
{
    put64 (self, counters->requests);
    put64 (self, counters->replies);
    put64 (self, counters->indications);
}

static gint64
seconds_since (Engine *engine, gint64 time)
{
    return (loop_now (engine->loop) - time) / G_USEC_PER_SEC;
}

static void
write_daemon (Writer *writer, Engine *engine)
{
    begin (writer, DAEMON_TLV);
    put32 (writer, (gsize) getpid ());
    put32 (writer, (gsize) seconds_since (engine, engine->started_at));
    put32 (writer, engine->connections.length);
    put_counters (writer, &engine->counters);
    put64 (writer, engine->counters.dropped);
    put64 (writer, engine->counters.refused);
    end (writer);
}

static gint
compare_ports (gconstpointer a, gconstpointer b)
{
    return ((const Port *) a)->number < ((const Port *) b)->number ? -1 : 1;
}

/* How many of the ports have room. */
static guint
count_ports (GList *ports)
{
    gsize bytes = 0;
    guint n = 0;

    for (; ports && bytes < MOST_PORT_BYTES; ports = ports->next, n++)
        bytes += 32 + strlen (((Port *) ports->data)->path);
    return n;
}

static void
write_ports (Writer *writer, GList *ports)
{
    guint n = count_ports (ports);

    begin (writer, PORTS_TLV);
    put16 (writer, n);
    for (; n > 0; n--, ports = ports->next) {
        Port *port = ports->data;

        put32 (writer, port->number);
        qmi_message_tlv_write_string (writer->message, 2, port->path, -1, NULL);
        put8 (writer, port_is_open (port));
        put32 (writer, port->connections.length);
        put32 (writer, port->by_age.length);
        put32 (writer, port->unsent_bytes);
    }
    end (writer);
}

static void
put_connection (Writer *writer, const Connection *connection)
{
    put32 (writer, connection->number);
    put32 (writer, (guint32) connection->pid);
    put32 (writer, connection->user->uid);
    put32 (writer, connection->port ? connection->port->number : 0);
    put16 (writer, connection->ids.length);
    put32 (writer, connection->requests.length);
    put32 (writer, connection->output_bytes);
    put_counters (writer, &connection->counters);
    put64 (writer, connection->counters.refused);
}

static void
put_id (Writer *writer, const ClientId *id)
{
    put32 (writer, id->port->number);
    put8 (writer, id->service);
    put8 (writer, id->cid);
    put8 (writer, id->state);
    put32 (writer, id->owner ? id->owner->number : 0);
    put32 (writer, id->uid);
    put32 (writer, (gsize) seconds_since (id->port->engine, id->since));
}

/* Entries from @first on, at most @most; returns how many. */
static guint
write_connections (Writer *writer, Engine *engine, guint first, guint most)
{
    guint n = engine->connections.length > first ? MIN (engine->connections.length - first, most) : 0;
    GList *link = n > 0 ? g_queue_peek_nth_link (&engine->connections, first) : NULL;
    guint i;

    begin (writer, CONNECTIONS_TLV);
    put16 (writer, n);
    for (i = 0; i < n; i++, link = link->next)
        put_connection (writer, link->data);
    end (writer);
    return n;
}

static guint
write_ids (Writer *writer, const GPtrArray *ids, guint first, guint most)
{
    guint n = ids->len > first ? MIN (ids->len - first, most) : 0;
    guint i;

    begin (writer, CLIENT_IDS_TLV);
    put16 (writer, n);
    for (i = 0; i < n; i++)
        put_id (writer, g_ptr_array_index (ids, first + i));
    end (writer);
    return n;
}

static GPtrArray *
list_ids (GList *ports)
{
    GPtrArray *all = g_ptr_array_new ();

    for (; ports; ports = ports->next)
        g_ptr_array_extend_and_steal (all, client_ids_list (&((Port *) ports->data)->ids));
    return all;
}

static void
write_all (Writer *writer, Engine *engine, guint first)
{
    g_autoptr (GList) ports = g_list_sort (g_hash_table_get_values (engine->ports), compare_ports);
    g_autoptr (GPtrArray) ids = list_ids (ports);
    guint n_connections = engine->connections.length;
    guint n;

    write_daemon (writer, engine);
    write_ports (writer, ports);
    n = write_connections (writer, engine, first, MOST_ENTRIES);
    n += write_ids (writer, ids, first + n - MIN (first + n, n_connections), MOST_ENTRIES - n);
    if (first + n < n_connections + ids->len) {
        begin (writer, NEXT_ENTRY_TLV);
        put32 (writer, first + n);
        end (writer);
    }
}

void
status_answer (Connection *connection, const guint8 *frame)
{
    g_autoptr (GByteArray) bytes = g_byte_array_new ();
    g_autoptr (GByteArray) request = NULL;
    Writer writer = { 0 };
    guint32 first = 0;
    const guint8 *value;
    guint16 size;

    if (frame_find_tlv (frame, FIRST_ENTRY_TLV, &value, &size)) {
        if (size != sizeof (first)) {
            connection_refuse (connection, frame, QMI_PROTOCOL_ERROR_MALFORMED_MESSAGE, "no number of an entry");
            return;
        }
        first = qmi_load_u32_le (value);
    }
    g_byte_array_append (bytes, frame, frame_size (frame));
    request = qmi_message_new_from_raw (bytes, NULL);
    if (!request) {
        connection_refuse (connection, frame, QMI_PROTOCOL_ERROR_MALFORMED_MESSAGE, "it cannot be read");
        return;
    }
    writer.message = qmi_message_response_new (request, QMI_PROTOCOL_ERROR_NONE);
    write_all (&writer, connection->engine, MIN (first, G_MAXINT32));
    connection_send (connection, writer.message->data, writer.message->len, NULL);
    g_byte_array_unref (writer.message);
}
