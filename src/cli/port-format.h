/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The network interface of a port, and the format in which packets are exchanged over it. */

#pragma once

#include "qmicli.h"

/* Does what the command asks; the port is not opened. */
QmicliExit port_format_run (const QmicliCommand *command);

/* Whether @text is the name of a format; if not, with an error that lists them. */
gboolean port_format_check (const gchar *text, GError **error);
