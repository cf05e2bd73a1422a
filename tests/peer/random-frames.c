/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Prints random frames of all messages of a vendor (0: of no vendor) in hexadecimal, COUNT of each. */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "qmi-random.h"

static void
print_frame (QmiMessage *frame)
{
    for (guint i = 0; i < frame->len; i++)
        printf ("%02X", frame->data[i]);
    putchar ('\n');
}

static void
print_frames (const QmiSchemaUnit *unit, const QmiSchemaMessage *message, guint count, GRand *random)
{
    for (guint direction = 0; direction < 2; direction++) {
        if (direction == 0 && (message->flags & QMI_MESSAGE_INDICATION))
            continue;
        for (guint i = 0; i < count; i++) {
            g_autoptr (GByteArray) frame = qmi_random_message (unit, message, direction, TRUE, random);

            print_frame (frame);
        }
    }
}

int
main (int argc, char **argv)
{
    const QmiSchemaUnit *unit;
    GRand *random;
    guint vendor;

    if (argc != 4) {
        fprintf (stderr, "usage: random-frames COUNT SEED VENDOR\n");
        return 2;
    }
    random = g_rand_new_with_seed ((guint32) strtoul (argv[2], NULL, 0));
    vendor = (guint) strtoul (argv[3], NULL, 0);
    for (guint n = 0; (unit = qmi_schema_nth_unit (n)); n++)
        for (guint i = 0; i < unit->n_messages; i++)
            if (qmi_schema_message (unit, i)->vendor == vendor)
                print_frames (unit, qmi_schema_message (unit, i), (guint) atoi (argv[1]), random);
    g_rand_free (random);
    return 0;
}
