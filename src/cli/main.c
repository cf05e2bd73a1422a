/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Command line: what it asks for is done elsewhere. */

#include "config.h"

#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "port-format.h"
#include "ports.h"
#include "qmicli.h"
#include "report.h"

static QmicliExit
decode (QmicliCommand *command)
{
    g_ptr_array_add (command->files, NULL);
    return qmicli_decode ((gchar **) command->files->pdata, command->format, command->vendor);
}

static QmicliExit
dispatch (QmicliCommand *command)
{
    if (command->help) {
        qmicli_print_help (command->help);
        return QMICLI_OK;
    }
    if (command->version) {
        puts ("qmicli " QMI_API_VERSION " (qmikit " PACKAGE_VERSION ")");
        return QMICLI_OK;
    }
    if (command->described) {
        qmicli_describe (command->described, command->format);
        return QMICLI_OK;
    }
    if (command->decode)
        return decode (command);
    if (command->list_devices)
        return ports_list (command);
    return command->port_question != QMICLI_PORT_NOTHING ? port_format_run (command) : qmicli_run (command);
}

int
main (int argc, char **argv)
{
    QmicliCommand command = { 0 };
    g_autoptr (GError) error = NULL;
    QmicliExit code = QMICLI_USAGE;

    /* What is printed is for scripts too and stays in one language; names of files are in that of the user. */
    setlocale (LC_CTYPE, "");
    if (qmicli_command_parse (&command, argc, argv, &error)) {
        qmicli_log_start (&command);
        code = dispatch (&command);
    } else {
        report_error (command.format, code, error->message);
    }
    qmicli_command_clear (&command);
    if (fflush (stdout) != 0 && code == QMICLI_OK) {
        g_printerr ("error: standard output: %s\n", g_strerror (errno));
        code = QMICLI_DEVICE;
    }
    return code;
}
