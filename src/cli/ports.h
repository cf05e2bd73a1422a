/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Ports of modems that the kernel knows. */

#pragma once

#include "qmicli.h"

/* The path of the only port that speaks QMI; %NULL with an error if there is none or several. */
gchar *ports_only_one (GError **error);

/* Prints all ports that speak QMI or MBIM. */
QmicliExit ports_list (const QmicliCommand *command);
