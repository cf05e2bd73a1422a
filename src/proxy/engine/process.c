/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* How a process ended. */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "process.h"

/* Of /proc/PID/stat, see proc(5): the first field after the name is number 3. */
#define FIELD_FLAGS     9
#define FIELD_EXIT_CODE 52
#define FLAG_EXITING    0x4 /* PF_EXITING of the kernel: descriptors are being closed */
#define SIGNAL_MASK     0x7f

gboolean
process_was_killed (gint32 pid)
{
    g_autofree gchar *path = g_strdup_printf ("/proc/%d/stat", pid);
    g_autofree gchar *text = NULL;
    g_auto (GStrv) fields = NULL;
    const gchar *rest;

    /* 0: of another PID namespace */
    if (pid <= 0 || !g_file_get_contents (path, &text, NULL, NULL))
        return FALSE;
    rest = strrchr (text, ')');
    if (!rest)
        return FALSE;
    fields = g_strsplit (rest + 2, " ", -1);
    if (g_strv_length (fields) <= FIELD_EXIT_CODE - 3)
        return FALSE;
    return (g_ascii_strtoull (fields[FIELD_FLAGS - 3], NULL, 10) & FLAG_EXITING) &&
           (g_ascii_strtoull (fields[FIELD_EXIT_CODE - 3], NULL, 10) & SIGNAL_MASK);
}
