/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Reads names of networks from random bytes in all encodings and prints what comes out: the outputs of one binary on
 * two libraries are compared.
 *
 * usage: name-calls [ROUNDS [SEED]] */

#include <stdio.h>
#include <stdlib.h>

#include <libqmi-glib.h>

#define MAX_BYTES 40

/* Whether the last packed 7-bit character is an escape: the other library looks for what follows behind the end. */
static gboolean
ends_in_escape (const GArray *name)
{
    guint bit = (name->len * 8 / 7 - 1) * 7, byte = bit / 8;
    guint pair = g_array_index (name, guint8, byte);

    if (byte + 1 < name->len)
        pair |= (guint) g_array_index (name, guint8, byte + 1) << 8;
    return (pair >> bit % 8 & 0x7F) == 0x1B;
}

/* Texts of characters that mean something, and any bytes. The other library complains of empty names. */
static GArray *
new_name (GRand *random)
{
    guint length = (guint) g_rand_int_range (random, 1, MAX_BYTES), kind = (guint) g_rand_int_range (random, 0, 4);
    GArray *name = g_array_sized_new (FALSE, FALSE, 1, MAX_BYTES);

    for (guint i = 0; i < length; i++) {
        guint8 byte = (guint8) g_rand_int (random);

        if (kind == 1)
            byte = ' ' + byte % 95;
        else if (kind == 2 && i % 2)
            byte = 0;
        else if (kind == 3 && byte > 200)
            byte = 0x1B;
        g_array_append_val (name, byte);
    }
    return name;
}

static void
print_text (const gchar *encoding, guint number, const GArray *name, gchar *text)
{
    printf ("%s %u [", encoding, number);
    for (guint i = 0; i < name->len; i++)
        printf ("%02x", g_array_index (name, guint8, i));
    printf ("]: %s\n", text ? text : "nothing");
    g_free (text);
}

static void
read_name (const GArray *name)
{
    static const guint encodings[] = { 0, 1, 2, 4, 8, 9, 255 };

    for (guint i = 0; i < G_N_ELEMENTS (encodings); i++) {
        guint number = encodings[i];

        print_text ("description", number, name,
                    qmi_nas_read_string_from_network_description_encoded_array (number, name));
        print_text ("plmn", number, name, qmi_nas_read_string_from_plmn_encoded_array (number, name));
    }
}

int
main (int argc, char **argv)
{
    guint rounds = argc > 1 ? (guint) strtoul (argv[1], NULL, 0) : 1000;
    GRand *random = g_rand_new_with_seed (argc > 2 ? (guint32) strtoul (argv[2], NULL, 0) : 1);

    for (guint i = 0; i < rounds; i++) {
        GArray *name = new_name (random);

        if (!ends_in_escape (name))
            read_name (name);
        g_array_unref (name);
    }
    g_rand_free (random);
    return 0;
}
