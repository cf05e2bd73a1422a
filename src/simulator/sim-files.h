/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Files on the SIM card. */

#pragma once

#include "sim-modem.h"

G_BEGIN_DECLS

enum { SIM_FILE_ROOT = 0x3F00, SIM_FILE_APPLICATION = 0x7FFF };
enum { SIM_FILE_ICCID = 0x2FE2, SIM_FILE_IMSI = 0x6F07, SIM_FILE_MSISDN = 0x6F40 };

typedef struct {
    guint16     id, folder;
    gboolean    guarded;     /* PIN1 has to be given */
    GByteArray *content;
    guint       record_size; /* 0: no records */
} SimFile;

/* The file, %NULL if it is not there. */
SimFile *sim_files_find (SimModem *modem, guint folder, guint id);

guint sim_file_get_n_records (const SimFile *file);

/* How the card describes a file (an FCP template), added to @bytes. @file is %NULL for a folder, whose number is
 * @folder then. */
void sim_file_describe (const SimFile *file, guint folder, GByteArray *bytes);

/* Content of a file as a list of numbers. */
SimJson *sim_files_new_bytes (SimModem *modem, guint id);
SimJson *sim_bytes_to_json   (const guint8 *bytes, gsize length);

/* The bytes of a list of numbers. */
GByteArray *sim_bytes_from_json (SimJson *list);

/* The bytes of hexadecimal digits; %NULL if they are none. */
GByteArray *sim_bytes_from_hex (const gchar *digits);

G_END_DECLS
