/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Random messages of all services survive each way through the engine: decode and encode, JSON out and in. */

#include "config.h"

#include "qmi-container.h"
#include "qmi-json.h"
#include "qmi-message-private.h"
#include "qmi-random.h"

#define ROUNDS 200

typedef struct {
    const QmiSchemaUnit    *unit;
    const QmiSchemaMessage *message;
    guint                   direction;
} Case;

static GRand *
new_random (const Case *test)
{
    return g_rand_new_with_seed (test->unit->service << 16 | test->message->id);
}

/* The headers of a frame, without its TLVs. */
static QmiMessage *
headers_of (const QmiMessage *frame)
{
    GByteArray *headers = g_byte_array_new ();

    g_byte_array_append (headers, frame->data, qmi_message_headers_size (frame));
    qmi_message_update_lengths (headers);
    return headers;
}

static QmiMessage *
decode_and_encode (const Case *test, QmiMessage *frame)
{
    g_autoptr (GError) error = NULL;
    QmiMessage *again = headers_of (frame);
    gpointer container = qmi_container_decode (test->unit, test->message, test->direction, frame, &error);

    g_assert_no_error (error);
    qmi_container_encode (test->unit, test->message, container, again, &error);
    g_assert_no_error (error);
    qmi_container_unref (container);
    return again;
}

static gboolean
has_hidden (const QmiSchemaUnit *unit, const QmiSchemaField *field)
{
    guint n = field->kind == QMI_FIELD_STRUCT ? field->extra : field->kind == QMI_FIELD_ARRAY;
    gboolean found = field->flags & QMI_FIELD_HIDDEN;

    for (guint i = 0; i < n; i++)
        found |= has_hidden (unit, qmi_schema_field (unit, field->ref + i));
    return found;
}

/* Whether TLVs depend on others, or have values that C does not see. */
static gboolean
may_lose (const Case *test)
{
    const QmiSchemaTlv *tlvs = qmi_schema_tlv (test->unit, test->message->first[test->direction]);

    for (guint i = 0; i < test->message->n[test->direction]; i++)
        if (tlvs[i].n_conditions || has_hidden (test->unit, qmi_schema_field (test->unit, tlvs[i].field)))
            return TRUE;
    return FALSE;
}

/* Nothing is lost but what a condition hides and values that C does not see. */
static void
test_decode_encode (gconstpointer data)
{
    const Case *test = data;
    GRand *random = new_random (test);

    for (guint i = 0; i < ROUNDS; i++) {
        g_autoptr (GByteArray) frame = qmi_random_message (test->unit, test->message, test->direction, FALSE, random);
        g_autoptr (GByteArray) once = decode_and_encode (test, frame);
        g_autoptr (GByteArray) twice = decode_and_encode (test, once);

        if (!may_lose (test))
            g_assert_cmpmem (frame->data, frame->len, once->data, once->len);
        g_assert_cmpmem (once->data, once->len, twice->data, twice->len);
    }
    g_rand_free (random);
}

static gboolean
has_secret (const Case *test)
{
    const QmiSchemaTlv *tlvs = qmi_schema_tlv (test->unit, test->message->first[test->direction]);

    for (guint i = 0; i < test->message->n[test->direction]; i++)
        if (tlvs[i].flags & QMI_TLV_SECRET)
            return TRUE;
    return FALSE;
}

/* Without secrets, which JSON masks, the very bytes come back. */
static void
test_json (gconstpointer data)
{
    const Case *test = data;
    GRand *random = new_random (test);

    for (guint i = 0; i < ROUNDS; i++) {
        g_autoptr (GByteArray) frame = qmi_random_message (test->unit, test->message, test->direction, FALSE, random);
        struct json_object *json = qmi_json_from_message (frame, test->message->vendor, QMI_JSON_NONE);
        g_autoptr (GError) error = NULL;
        g_autoptr (GByteArray) again = qmi_json_to_message (json, &error);

        g_assert_no_error (error);
        g_assert_cmpmem (frame->data, frame->len, again->data, again->len);
        json_object_put (json);
    }
    g_rand_free (random);
}

static void
add_cases (const QmiSchemaUnit *unit, const QmiSchemaMessage *message, Case *cases)
{
    for (guint direction = 0; direction < 2; direction++) {
        g_autofree gchar *decode = NULL, *json = NULL;
        Case *test = &cases[direction];

        if (message->n[direction] == 0)
            continue;
        *test = (Case) { unit, message, direction };
        decode = g_strdup_printf ("/decode-encode/%02x/%04x-%04x-%u-%u", unit->service, message->id, message->vendor,
                                  message->flags & QMI_MESSAGE_INDICATION, direction);
        g_test_add_data_func (decode, test, test_decode_encode);
        /* No frame can name a service above 0xFF, no JSON has secrets. */
        if (unit->service > G_MAXUINT8 || has_secret (test))
            continue;
        json = g_strdup_printf ("/json/%02x/%04x-%04x-%u-%u", unit->service, message->id, message->vendor,
                                message->flags & QMI_MESSAGE_INDICATION, direction);
        g_test_add_data_func (json, test, test_json);
    }
}

int
main (int argc, char **argv)
{
    const QmiSchemaUnit *unit;
    g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func (g_free);

    g_test_init (&argc, &argv, NULL);
    for (guint n = 0; (unit = qmi_schema_nth_unit (n)); n++) {
        Case *pairs = g_new0 (Case, 2 * unit->n_messages);

        g_ptr_array_add (cases, pairs);
        for (guint i = 0; i < unit->n_messages; i++)
            add_cases (unit, qmi_schema_message (unit, i), &pairs[2 * i]);
    }
    return g_test_run ();
}
