/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What an item takes of a piece that stands for several values, such as the name of a network or of a file. */

#pragma once

#include "qmicli.h"

/* Text of the part, to be read like one that was typed. %NULL with an error that says what would be right. */
gchar *parts_take (QmicliPart part, const gchar *text, GError **error);
