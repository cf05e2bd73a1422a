/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Command line: options and what they ask for. */

#include "config.h"

#include <locale.h>
#include <stdlib.h>

#include "qmicli.h"

static gboolean decode;
static gboolean version;
static gchar *decode_file;
static gchar *format_name;
static gchar *vendor_name;
static gchar **files;

static gboolean
on_decode (const gchar *option, const gchar *value, gpointer data, GError **error)
{
    decode = TRUE;
    g_free (decode_file);
    decode_file = g_strdup (value);
    return TRUE;
}

static const GOptionEntry entries[] = {
    { "decode", 0, G_OPTION_FLAG_OPTIONAL_ARG, G_OPTION_ARG_CALLBACK, on_decode,
      "Decode frames given in hexadecimal, one a line, or in a debug log of libqmi or uqmi; from standard input "
      "without a file", "FILE" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format_name, "How to print: text (as the library logs) or json", "FORMAT" },
    { "vendor", 0, 0, G_OPTION_ARG_STRING, &vendor_name,
      "With --decode: USB vendor id whose own messages are to be recognised, for example 0x1199", "ID" },
    { "version", 'V', 0, G_OPTION_ARG_NONE, &version, "Print the version", NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, "[FILE...]" },
    { NULL }
};

G_GNUC_PRINTF (1, 2)
static QmicliExit
usage_error (const gchar *format, ...)
{
    g_autofree gchar *text = NULL;
    va_list arguments;

    va_start (arguments, format);
    text = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    g_printerr ("qmicli: %s (see qmicli --help)\n", text);
    return QMICLI_USAGE;
}

static gboolean
parse_format (QmicliFormat *format)
{
    *format = g_strcmp0 (format_name, "json") == 0 ? QMICLI_JSON : QMICLI_TEXT;
    return !format_name || *format == QMICLI_JSON || g_str_equal (format_name, "text");
}

static gboolean
parse_vendor (guint16 *vendor)
{
    gchar *end = NULL;
    guint64 number = vendor_name ? g_ascii_strtoull (vendor_name, &end, 0) : 0;

    *vendor = (guint16) number;
    return !vendor_name || (end != vendor_name && *end == '\0' && number <= G_MAXUINT16);
}

static QmicliExit
run_decode (void)
{
    g_autoptr (GPtrArray) names = g_ptr_array_new ();
    QmicliFormat format;
    guint16 vendor;

    if (!parse_format (&format))
        return usage_error ("--format=%s: there are text and json", format_name);
    if (!parse_vendor (&vendor))
        return usage_error ("--vendor=%s: a number from 0 to 0xFFFF is expected", vendor_name);
    if (decode_file)
        g_ptr_array_add (names, decode_file);
    for (gchar **file = files; file && *file; file++)
        g_ptr_array_add (names, *file);
    g_ptr_array_add (names, NULL);
    return qmicli_decode ((gchar **) names->pdata, format, vendor);
}

int
main (int argc, char **argv)
{
    g_autoptr (GOptionContext) context = g_option_context_new ("- talk QMI");
    g_autoptr (GError) error = NULL;

    setlocale (LC_ALL, "");
    g_option_context_add_main_entries (context, entries, NULL);
    g_option_context_set_description (
        context,
        "Exit codes:\n"
        "  0  all is well\n"
        "  2  the command line is wrong; nothing was done\n"
        "  5  some of the input could not be read or understood; the rest was dealt with\n");
    if (!g_option_context_parse (context, &argc, &argv, &error))
        return usage_error ("%s", error->message);
    if (version) {
        g_print ("qmicli " QMI_API_VERSION " (qmikit " PACKAGE_VERSION ")\n");
        return QMICLI_OK;
    }
    if (decode)
        return run_decode ();
    return usage_error ("nothing to do: say --decode");
}
