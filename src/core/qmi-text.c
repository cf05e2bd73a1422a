/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Guesses the encoding of strings from the wire: printable UTF-8, packed GSM 7-bit, UTF-16. */

#include "qmi-error-types.h"
#include "qmi-text.h"

#include <string.h>

#include "qmi-errors.h"
#include "qmi-message-private.h"

#define GSM_ESCAPE 0x1B

/* 3GPP TS 23.038, section 6.2.1: the default alphabet. The escape code stands for no character. */
static const guint16 gsm_alphabet[128] = {
    /* clang-format off */
    0x0040, 0x00A3, 0x0024, 0x00A5, 0x00E8, 0x00E9, 0x00F9, 0x00EC,
    0x00F2, 0x00C7, 0x000A, 0x00D8, 0x00F8, 0x000D, 0x00C5, 0x00E5,
    0x0394, 0x005F, 0x03A6, 0x0393, 0x039B, 0x03A9, 0x03A0, 0x03A8,
    0x03A3, 0x0398, 0x039E, 0x0000, 0x00C6, 0x00E6, 0x00DF, 0x00C9,
    0x0020, 0x0021, 0x0022, 0x0023, 0x00A4, 0x0025, 0x0026, 0x0027,
    0x0028, 0x0029, 0x002A, 0x002B, 0x002C, 0x002D, 0x002E, 0x002F,
    0x0030, 0x0031, 0x0032, 0x0033, 0x0034, 0x0035, 0x0036, 0x0037,
    0x0038, 0x0039, 0x003A, 0x003B, 0x003C, 0x003D, 0x003E, 0x003F,
    0x00A1, 0x0041, 0x0042, 0x0043, 0x0044, 0x0045, 0x0046, 0x0047,
    0x0048, 0x0049, 0x004A, 0x004B, 0x004C, 0x004D, 0x004E, 0x004F,
    0x0050, 0x0051, 0x0052, 0x0053, 0x0054, 0x0055, 0x0056, 0x0057,
    0x0058, 0x0059, 0x005A, 0x00C4, 0x00D6, 0x00D1, 0x00DC, 0x00A7,
    0x00BF, 0x0061, 0x0062, 0x0063, 0x0064, 0x0065, 0x0066, 0x0067,
    0x0068, 0x0069, 0x006A, 0x006B, 0x006C, 0x006D, 0x006E, 0x006F,
    0x0070, 0x0071, 0x0072, 0x0073, 0x0074, 0x0075, 0x0076, 0x0077,
    0x0078, 0x0079, 0x007A, 0x00E4, 0x00F6, 0x00F1, 0x00FC, 0x00E0,
    /* clang-format on */
};

/* Section 6.2.1.1: what follows the escape code. 0 = not defined. */
static gunichar
gsm_extension (guint8 code)
{
    /* clang-format off */
    switch (code) {
    case 0x0A: return 0x000C;
    case 0x14: return '^';
    case 0x28: return '{';
    case 0x29: return '}';
    case 0x2F: return '\\';
    case 0x3C: return '[';
    case 0x3D: return '~';
    case 0x3E: return ']';
    case 0x40: return '|';
    case 0x65: return 0x20AC;
    default:   return 0;
    }
    /* clang-format on */
}

/* Code 'index' of packed 7-bit codes, which must end within 'data' */
static guint8
gsm_code (const guint8 *data, gsize index)
{
    gsize bit = index * 7;
    gsize shift = bit % 8;
    guint code = data[bit / 8] >> shift;

    if (shift > 1)
        code |= (guint) data[bit / 8 + 1] << (8 - shift);
    return code & 0x7F;
}

gchar *
qmi_text_from_gsm7 (const guint8 *data, gsize length)
{
    g_autofree gchar *text = NULL;
    gchar *end;
    gsize n_codes = length * 8 / 7;
    gsize i;

    /* Zeros at the end are padding. */
    while (n_codes > 0 && gsm_code (data, n_codes - 1) == 0)
        n_codes--;

    /* No character of the alphabet takes more than 3 bytes in UTF-8. */
    text = g_malloc (n_codes * 3 + 1);
    end = text;
    for (i = 0; i < n_codes; i++) {
        guint8 code = gsm_code (data, i);
        gunichar character;

        if (code != GSM_ESCAPE)
            character = gsm_alphabet[code];
        else if (++i < n_codes)
            character = gsm_extension (gsm_code (data, i));
        else
            return NULL;

        if (character == 0)
            return NULL;
        end += g_unichar_to_utf8 (character, end);
    }
    *end = '\0';
    return g_steal_pointer (&text);
}

gchar *
qmi_text_from_utf16 (const guint8 *data, gsize length)
{
    g_autofree gunichar2 *units = NULL;
    gsize n_units = length / sizeof (gunichar2);
    gsize i;

    if (n_units == 0 || length % sizeof (gunichar2) != 0)
        return NULL;

    units = g_new (gunichar2, n_units);
    for (i = 0; i < n_units; i++)
        units[i] = qmi_load_u16_le (data + i * sizeof (gunichar2));
    return g_utf16_to_utf8 (units, (glong) n_units, NULL, NULL, NULL);
}

static gsize
length_without_nuls (const guint8 *data, gsize length)
{
    while (length > 0 && data[length - 1] == 0)
        length--;
    return length;
}

static gboolean
is_plain_character (gunichar character)
{
    return g_unichar_isprint (character) || character == '\r' || character == '\n' || character == '\t';
}

/* Whether eight bytes are all from 0x20 to 0x7E, as nearly all texts are: one look at them instead of eight. */
static inline gboolean
is_plain_ascii (const guint8 *bytes)
{
    const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
    guint64 eight;

    memcpy (&eight, bytes, sizeof (eight));
    /* The top bits of: bytes above 0x7F; bytes below 0x20, which borrow; 0x7F, which carries. */
    return ((eight | (eight - ones * 0x20) | (eight + ones)) & ones * 0x80) == 0;
}

/**
 * qmi_text_is_plain:
 * @data: bytes of a string.
 * @length: number of bytes.
 *
 * Tells whether the bytes, NULs at the end aside, are UTF-8 with printable characters, line ends
 * and tabs only: they can be copied as they are.
 *
 * Returns: %TRUE if so, also if there are none.
 */
gboolean
qmi_text_is_plain (const guint8 *data, gsize length)
{
    const gchar *character;
    const gchar *end;
    gsize i;

    length = length_without_nuls (data, length);
    for (i = 0; length - i >= sizeof (guint64) && is_plain_ascii (data + i); i += sizeof (guint64))
        ;
    for (; i < length && data[i] < 0x80; i++) {
        if ((data[i] < 0x20 || data[i] == 0x7F) && !is_plain_character (data[i]))
            return FALSE;
    }
    if (i == length)
        return TRUE;

    character = (const gchar *) data + i;
    end = (const gchar *) data + length;
    if (!g_utf8_validate_len (character, (gsize) (end - character), NULL))
        return FALSE;
    for (; character < end; character = g_utf8_next_char (character)) {
        if (!is_plain_character (g_utf8_get_char (character)))
            return FALSE;
    }
    return TRUE;
}

/**
 * qmi_text_decode:
 * @data: bytes of a string.
 * @length: number of bytes.
 * @error: return location for a #GError or %NULL.
 *
 * Makes UTF-8 of a string whose encoding is not known. In this order: what is plain (see
 * qmi_text_is_plain()) is copied; bytes that make packed GSM 7-bit text are taken as that; an even
 * number of bytes may be UTF-16, low byte first. GSM 7-bit accepts nearly everything.
 *
 * The error is %QMI_CORE_ERROR_INVALID_DATA if none of them fits.
 *
 * Returns: (transfer full): the text, ended by a NUL, at most about four times as long as @data;
 * or %NULL with @error set.
 */
gchar *
qmi_text_decode (const guint8 *data, gsize length, GError **error)
{
    gchar *text;

    if (qmi_text_is_plain (data, length)) {
        text = g_malloc (length + 1);
        if (length > 0)
            memcpy (text, data, length);
        text[length] = '\0';
        return text;
    }

    text = qmi_text_from_gsm7 (data, length);
    if (!text)
        text = qmi_text_from_utf16 (data, length);
    if (!text)
        g_set_error_literal (error, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_DATA, "invalid string");
    return text;
}

/**
 * qmi_text_fixed_valid:
 * @data: bytes of a string of fixed size.
 * @length: number of bytes.
 *
 * Tells how much of a string of fixed size can be used: what comes before the first NUL or the
 * first byte that is not UTF-8.
 *
 * Returns: number of bytes, 0 if the string is not valid.
 */
gsize
qmi_text_fixed_valid (const guint8 *data, gsize length)
{
    const gchar *end;

    if (length == 0)
        return 0;

    g_utf8_validate ((const gchar *) data, (gssize) length, &end);
    return (gsize) (end - (const gchar *) data);
}
