/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Strings from the wire, whose encoding nobody tells: what they mean in UTF-8. */

#pragma once

#include <glib.h>

#include "qmi-visibility.h"

G_BEGIN_DECLS

QMI_API gboolean qmi_text_is_plain (const guint8 *data,
                            gsize         length);

QMI_API gchar *qmi_text_decode (const guint8  *data,
                        gsize          length,
                        GError       **error);

/* Packed 7-bit characters as text; %NULL if an escape code is followed by nothing that is defined. */
QMI_API gchar *qmi_text_from_gsm7 (const guint8 *data, gsize length);

/* UTF-16, low byte first, up to the first NUL; %NULL if there is nothing, or half a character. */
QMI_API gchar *qmi_text_from_utf16 (const guint8 *data, gsize length);

QMI_API gsize qmi_text_fixed_valid (const guint8 *data,
                            gsize         length);

G_END_DECLS
