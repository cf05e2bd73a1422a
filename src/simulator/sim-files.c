/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Bytes of SIM card files in their forms: hexadecimal digits, lists of numbers, templates of the card. */

#include "config.h"

#include <string.h>

#include "sim-files.h"

/* Tags and values of ETSI TS 102 221 11.1.1. */
enum { TAG_TEMPLATE = 0x62, TAG_DESCRIPTOR = 0x82, TAG_ID = 0x83, TAG_SIZE = 0x80, TAG_LIFE = 0x8A };
enum { TRANSPARENT = 0x41, LINEAR_FIXED = 0x42, FOLDER = 0x78, DATA_CODING = 0x21, ACTIVATED = 0x05 };

SimJson *
sim_bytes_to_json (const guint8 *bytes, gsize length)
{
    SimJson *list = json_object_new_array ();

    for (gsize i = 0; i < length; i++)
        json_object_array_add (list, json_object_new_int (bytes[i]));
    return list;
}

GByteArray *
sim_bytes_from_json (SimJson *list)
{
    GByteArray *bytes = g_byte_array_new ();

    for (gsize i = 0; list && i < json_object_array_length (list); i++) {
        guint8 byte = (guint8) sim_number (json_object_array_get_idx (list, i));

        g_byte_array_append (bytes, &byte, 1);
    }
    return bytes;
}

GByteArray *
sim_bytes_from_hex (const gchar *digits)
{
    g_autoptr (GByteArray) bytes = g_byte_array_new ();
    gsize length = strlen (digits);

    for (gsize i = 0; i < length; i += 2) {
        gint high = g_ascii_xdigit_value (digits[i]), low = g_ascii_xdigit_value (digits[i + 1]);
        guint8 byte = (guint8) (high << 4 | low);

        if (high < 0 || low < 0)
            return NULL;
        g_byte_array_append (bytes, &byte, 1);
    }
    return g_steal_pointer (&bytes);
}

SimJson *
sim_files_new_bytes (SimModem *modem, guint id)
{
    const SimFile *file = sim_files_find (modem, SIM_FILE_ROOT, id);

    return file ? sim_bytes_to_json (file->content->data, file->content->len) : json_object_new_array ();
}

guint
sim_file_get_n_records (const SimFile *file)
{
    return file->record_size ? file->content->len / file->record_size : 0;
}

static void
add_tlv (GByteArray *bytes, guint8 tag, const guint8 *value, guint8 length)
{
    g_byte_array_append (bytes, &tag, 1);
    g_byte_array_append (bytes, &length, 1);
    g_byte_array_append (bytes, value, length);
}

void
sim_file_describe (const SimFile *file, guint folder, GByteArray *bytes)
{
    g_autoptr (GByteArray) inner = g_byte_array_new ();
    guint id = file ? file->id : folder, size = file ? file->content->len : 0;
    guint n_records = file ? sim_file_get_n_records (file) : 0;
    const guint8 descriptor[] = {
        file ? (n_records ? LINEAR_FIXED : TRANSPARENT) : FOLDER, DATA_CODING,
        0, (guint8) (file ? file->record_size : 0), (guint8) n_records,
    };
    const guint8 number[] = { (guint8) (id >> 8), (guint8) id }, length[] = { (guint8) (size >> 8), (guint8) size };
    const guint8 life = ACTIVATED;

    add_tlv (inner, TAG_DESCRIPTOR, descriptor, n_records ? sizeof (descriptor) : 2);
    add_tlv (inner, TAG_ID, number, sizeof (number));
    add_tlv (inner, TAG_LIFE, &life, 1);
    if (file)
        add_tlv (inner, TAG_SIZE, length, sizeof (length));
    add_tlv (bytes, TAG_TEMPLATE, inner->data, (guint8) inner->len);
}
