/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Random messages of all services survive each way through the engine: decode and encode, JSON out and in. */

#include "config.h"

#include "qmi-container.h"
#include "qmi-json.h"
#include "qmi-random.h"

#define ROUNDS 200

typedef struct {
    const QmiSchemaUnit    *unit;
    const QmiSchemaMessage *message;
    guint                   direction;
} Case;

static gchar *
to_text (QmiMessage *frame, guint16 vendor)
{
    g_autoptr (QmiMessageContext) context = qmi_message_context_new ();

    qmi_message_context_set_vendor_id (context, vendor);
    return qmi_message_get_printable_full (frame, context, NULL);
}

static GRand *
new_random (const Case *test)
{
    return g_rand_new_with_seed (test->unit->service << 16 | test->message->id);
}

/* What is decoded and encoded again says the same, TLVs that a condition hides aside. */
static void
test_decode_encode (gconstpointer data)
{
    const Case *test = data;
    GRand *random = new_random (test);

    for (guint i = 0; i < ROUNDS; i++) {
        g_autoptr (GByteArray) frame = qmi_random_message (test->unit, test->message, test->direction, random);
        g_autoptr (GByteArray) again = NULL;
        g_autoptr (GByteArray) third = NULL;
        g_autoptr (GError) error = NULL;
        gpointer first, second;

        first = qmi_container_decode (test->unit, test->message, test->direction, frame, &error);
        g_assert_no_error (error);
        again = g_byte_array_new ();
        g_byte_array_append (again, frame->data, qmi_message_headers_size (frame));
        qmi_message_update_lengths (again);
        qmi_container_encode (test->unit, test->message, first, again, &error);
        g_assert_no_error (error);

        /* From here on texts are UTF-8 and the way is free of loss. */
        second = qmi_container_decode (test->unit, test->message, test->direction, again, &error);
        g_assert_no_error (error);
        third = g_byte_array_new ();
        g_byte_array_append (third, frame->data, qmi_message_headers_size (frame));
        qmi_message_update_lengths (third);
        qmi_container_encode (test->unit, test->message, second, third, &error);
        g_assert_no_error (error);
        g_assert_cmpmem (again->data, again->len, third->data, third->len);
        qmi_container_unref (first);
        qmi_container_unref (second);
    }
    g_rand_free (random);
}

/* Secrets do not go into JSON; without them the bytes come back. */
static gboolean
has_secret (const Case *test)
{
    const QmiSchemaTlv *tlvs = qmi_schema_tlv (test->unit, test->message->first[test->direction]);

    for (guint i = 0; i < test->message->n[test->direction]; i++)
        if (tlvs[i].flags & QMI_TLV_SECRET)
            return TRUE;
    return FALSE;
}

static void
test_json (gconstpointer data)
{
    const Case *test = data;
    GRand *random = new_random (test);

    if (has_secret (test)) {
        g_test_skip ("secrets are masked in JSON");
        g_rand_free (random);
        return;
    }
    for (guint i = 0; i < ROUNDS; i++) {
        g_autoptr (GByteArray) frame = qmi_random_message (test->unit, test->message, test->direction, random);
        g_autoptr (GByteArray) again = NULL;
        g_autoptr (GError) error = NULL;
        g_autofree gchar *before = NULL, *after = NULL;
        struct json_object *json = qmi_json_from_message (frame, test->message->vendor, QMI_JSON_NONE);

        again = qmi_json_to_message (json, &error);
        g_assert_no_error (error);
        json_object_put (json);
        /* Texts in other encodings come back as UTF-8, so the texts are compared and the lengths left out. */
        json = qmi_json_from_message (again, test->message->vendor, QMI_JSON_NONE);
        before = to_text (again, test->message->vendor);
        g_clear_pointer (&again, g_byte_array_unref);
        again = qmi_json_to_message (json, &error);
        g_assert_no_error (error);
        after = to_text (again, test->message->vendor);
        g_assert_cmpstr (before, ==, after);
        json_object_put (json);
    }
    g_rand_free (random);
}

static void
add_cases (const QmiSchemaUnit *unit, const QmiSchemaMessage *message)
{
    for (guint direction = 0; direction < 2; direction++) {
        g_autofree gchar *decode = NULL, *json = NULL;
        Case *test;

        if (message->n[direction] == 0)
            continue;
        test = g_new (Case, 1);
        *test = (Case) { unit, message, direction };
        decode = g_strdup_printf ("/decode-encode/%02x/%04x-%04x-%u-%u", unit->service, message->id, message->vendor,
                                  message->flags & QMI_MESSAGE_INDICATION, direction);
        g_test_add_data_func (decode, test, test_decode_encode);
        if (unit->service > G_MAXUINT8)
            continue; /* no frame can name it */
        json = g_strdup_printf ("/json/%02x/%04x-%04x-%u-%u", unit->service, message->id, message->vendor,
                                message->flags & QMI_MESSAGE_INDICATION, direction);
        g_test_add_data_func (json, test, test_json);
    }
}

int
main (int argc, char **argv)
{
    const QmiSchemaUnit *unit;

    g_test_init (&argc, &argv, NULL);
    for (guint n = 0; (unit = qmi_schema_nth_unit (n)); n++)
        for (guint i = 0; i < unit->n_messages; i++)
            add_cases (unit, qmi_schema_message (unit, i));
    return g_test_run ();
}
