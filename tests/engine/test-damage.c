/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Damaged frames: every walker copes, and what is readable is read. Meant to run under sanitizers. */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "qmi-container.h"
#include "qmi-json.h"
#include "qmi-message-private.h"
#include "qmi-random.h"

#define FRAMES 100000

/* Everything that reads a frame, one after the other. */
static void
read_all_ways (const QmiSchemaUnit *unit, const QmiSchemaMessage *message, guint direction, QmiMessage *frame)
{
    g_autoptr (QmiMessageContext) context = qmi_message_context_new ();
    g_autofree gchar *text = NULL;
    gpointer container;
    struct json_object *json;

    qmi_message_context_set_vendor_id (context, message->vendor);
    text = qmi_message_get_printable_full (frame, context, "> ");
    g_assert_true (g_str_has_prefix (text, "> QMUX:\n"));
    json = qmi_json_from_message (frame, message->vendor, QMI_JSON_NONE);
    g_assert_nonnull (json_object_to_json_string (json));
    json_object_put (json);
    container = qmi_container_decode (unit, message, direction, frame, NULL);
    if (container)
        qmi_container_unref (container);
}

/* The frame in memory of exactly its size, so that a sanitizer sees each byte read beyond it. */
static QmiMessage *
copy_exactly (const QmiMessage *frame)
{
    return g_byte_array_new_take (g_memdup2 (frame->data, frame->len), frame->len);
}

/* The messages in turn, until there have been enough frames. */
static void
for_each_message (guint frames, void (*function) (const QmiSchemaUnit *, const QmiSchemaMessage *, guint, GRand *))
{
    GRand *random = g_rand_new_with_seed (20231);
    const QmiSchemaUnit *unit;
    guint done = 0;

    while (done < frames)
        for (guint n = 0; (unit = qmi_schema_nth_unit (n)); n++)
            for (guint i = 0; i < unit->n_messages; i++)
                for (guint direction = 0; direction < 2; direction++, done++)
                    function (unit, qmi_schema_message (unit, i), direction, random);
    g_rand_free (random);
}

static void
read_damaged (const QmiSchemaUnit *unit, const QmiSchemaMessage *message, guint direction, GRand *random)
{
    g_autoptr (GByteArray) frame = qmi_random_message (unit, message, direction, TRUE, random);
    g_autoptr (GByteArray) damaged = qmi_random_damage (frame, random);
    g_autoptr (GByteArray) exact = copy_exactly (damaged);

    read_all_ways (unit, message, direction, exact);
}

static void
test_damaged (void)
{
    for_each_message (FRAMES, read_damaged);
}

/* Any bytes at all, through the way that bytes from a port take. */
static void
read_garbled (const QmiSchemaUnit *unit, const QmiSchemaMessage *message, guint direction, GRand *random)
{
    g_autoptr (GByteArray) frame = qmi_random_message (unit, message, direction, TRUE, random);
    g_autoptr (GByteArray) exact = NULL;

    for (guint n = g_rand_int_range (random, 0, 4); n > 0; n--)
        frame->data[g_rand_int_range (random, 0, frame->len)] = (guint8) g_rand_int (random);
    g_byte_array_set_size (frame, g_rand_int_range (random, 0, frame->len + 1));
    exact = copy_exactly (frame);
    while (exact->len > 0) {
        guint before = exact->len;
        g_autoptr (GByteArray) read = qmi_message_new_from_raw (exact, NULL);

        if (read)
            read_all_ways (unit, message, direction, read);
        else if (exact->len == before)
            break;
    }
}

static void
test_garbled (void)
{
    for_each_message (FRAMES, read_garbled);
}

/* Cut at every byte: nothing is a frame before its last byte is there. */
static void
read_cut (const QmiSchemaUnit *unit, const QmiSchemaMessage *message, guint direction, GRand *random)
{
    g_autoptr (GByteArray) frame = qmi_random_message (unit, message, direction, TRUE, random);

    for (guint length = 0; length < frame->len; length++) {
        g_autoptr (GByteArray) part = g_byte_array_sized_new (length);
        g_autoptr (GError) error = NULL;

        g_byte_array_append (part, frame->data, length);
        g_assert_null (qmi_message_new_from_raw (part, &error));
        g_assert_no_error (error);
        g_assert_cmpuint (part->len, ==, length);
    }
}

static void
test_cut (void)
{
    for_each_message (1, read_cut);
}

static void
ignore_message (const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data)
{
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    /* Bytes left over are reported as warnings, which here are no failures. */
    g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
    g_log_set_handler ("Qmi", G_LOG_LEVEL_WARNING, ignore_message, NULL);
    g_test_add_func ("/damage/tlvs", test_damaged);
    g_test_add_func ("/damage/bytes", test_garbled);
    g_test_add_func ("/damage/cut", test_cut);
    return g_test_run ();
}
