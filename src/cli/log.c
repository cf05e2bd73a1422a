/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Log lines of the library on the terminal. */

#include "config.h"

#include <stdio.h>
#include <time.h>

#include "qmi-utils.h"
#include "qmicli.h"

static void
print_line (const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data)
{
    const QmicliCommand *command = data;
    const gchar *mark = "";
    FILE *stream = stdout;
    gchar stamp[64];
    time_t now = time (NULL);
    struct tm parts;

    if (command->silent)
        return;
    switch (level & G_LOG_LEVEL_MASK) {
    case G_LOG_LEVEL_WARNING:
        stream = stderr;
        mark = "-Warning **";
        break;
    case G_LOG_LEVEL_CRITICAL:
    case G_LOG_LEVEL_ERROR:
        stream = stderr;
        mark = "-Error **";
        break;
    default:
        if (!command->verbose && !command->verbose_full)
            return;
        mark = (level & G_LOG_LEVEL_DEBUG) ? "[Debug]" : "[Info]";
    }
    localtime_r (&now, &parts);
    strftime (stamp, sizeof (stamp), "%d %b %Y, %H:%M:%S", &parts);
    fprintf (stream, "[%s] %s %s\n", stamp, mark, message);
}

void
qmicli_log_start (const QmicliCommand *command)
{
    g_log_set_handler (G_LOG_DOMAIN, G_LOG_LEVEL_MASK, print_line, (gpointer) command);
    qmi_utils_set_traces_enabled ((command->verbose || command->verbose_full) && !command->silent);
    qmi_utils_set_show_personal_info (command->verbose_full || command->show_personal_info);
}
