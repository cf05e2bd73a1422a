/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Ports of modems that the kernel knows, with what it tells about them in /sys. */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <json-c/json.h>

#include "ports.h"
#include "report.h"

/* What is read of the device behind a port on USB, and what it is called here. */
static const gchar *const usb_files[][2] = {
    { "idVendor", "vendor" },
    { "idProduct", "product" },
    { "manufacturer", "manufacturer" },
    { "product", "name" },
};

static void
add_text (struct json_object *object, const gchar *name, const gchar *text)
{
    json_object_object_add (object, name, json_object_new_string (text));
}

/* The first line of a file, %NULL if it cannot be read. */
static gchar *
read_line (const gchar *folder, const gchar *name)
{
    g_autofree gchar *path = g_build_filename (folder, name, NULL);
    gchar *text = NULL;

    if (g_file_get_contents (path, &text, NULL, NULL))
        text[strcspn (text, "\n")] = '\0';
    return text;
}

/* The name of what a link leads to. */
static gchar *
link_target (const gchar *folder, const gchar *name)
{
    g_autofree gchar *path = g_build_filename (folder, name, NULL);
    char *real = realpath (path, NULL);
    gchar *target = real ? g_path_get_basename (real) : NULL;

    free (real);
    return target;
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
    return strcmp (*(const gchar *const *) a, *(const gchar *const *) b);
}

/* Names in a folder in their order; empty if it is not there. */
static GPtrArray *
names_in (const gchar *folder)
{
    GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
    GDir *dir = g_dir_open (folder, 0, NULL);
    const gchar *name;

    while (dir && (name = g_dir_read_name (dir)))
        g_ptr_array_add (names, g_strdup (name));
    g_clear_pointer (&dir, g_dir_close);
    g_ptr_array_sort (names, compare_names);
    return names;
}

static const gchar *
protocol_of (const gchar *port, const gchar *driver)
{
    g_autofree gchar *type = read_line (port, "type");

    if (g_strcmp0 (driver, "qmi_wwan") == 0 || g_strcmp0 (type, "QMI") == 0)
        return "qmi";
    if (g_strcmp0 (driver, "cdc_mbim") == 0 || g_strcmp0 (type, "MBIM") == 0)
        return "mbim";
    return NULL;
}

static struct json_object *
interfaces_of (const gchar *device)
{
    g_autofree gchar *folder = g_build_filename (device, "net", NULL);
    g_autoptr (GPtrArray) names = names_in (folder);
    struct json_object *list = json_object_new_array ();

    for (guint i = 0; i < names->len; i++)
        json_object_array_add (list, json_object_new_string (names->pdata[i]));
    return list;
}

/* The USB device is what the interface of the port is part of. */
static struct json_object *
usb_of (const gchar *device)
{
    g_autofree gchar *around = g_build_filename (device, "..", NULL);
    struct json_object *usb = json_object_new_object ();

    for (guint i = 0; i < G_N_ELEMENTS (usb_files); i++) {
        g_autofree gchar *text = read_line (around, usb_files[i][0]);

        if (text)
            add_text (usb, usb_files[i][1], text);
    }
    return usb;
}

/* What is known of a port, %NULL if it is for something else. */
static struct json_object *
describe (const gchar *class, const gchar *name)
{
    g_autofree gchar *port = g_build_filename ("/sys/class", class, name, NULL);
    g_autofree gchar *link = g_build_filename (port, "device", NULL), *path = g_build_filename ("/dev", name, NULL);
    char *device = realpath (link, NULL);
    g_autofree gchar *driver = device ? link_target (device, "driver") : NULL;
    const gchar *protocol = protocol_of (port, driver);
    struct json_object *object = protocol ? json_object_new_object () : NULL, *usb;

    /* Ports of the WWAN subsystem stand below a device without a driver that stands below the real one. */
    if (device && !driver)
        driver = link_target (device, "device/driver");
    if (object) {
        add_text (object, "path", path);
        add_text (object, "protocol", protocol);
        add_text (object, "class", class);
        if (driver)
            add_text (object, "driver", driver);
        json_object_object_add (object, "interfaces", interfaces_of (device ? device : port));
        usb = usb_of (device ? device : port);
        if (json_object_object_length (usb) > 0)
            json_object_object_add (object, "usb", usb);
        else
            json_object_put (usb);
    }
    free (device);
    return object;
}

static struct json_object *
find_ports (void)
{
    static const gchar *const classes[] = { "usbmisc", "wwan" };
    struct json_object *list = json_object_new_array ();

    for (guint i = 0; i < G_N_ELEMENTS (classes); i++) {
        g_autofree gchar *folder = g_build_filename ("/sys/class", classes[i], NULL);
        g_autoptr (GPtrArray) names = names_in (folder);

        for (guint j = 0; j < names->len; j++) {
            struct json_object *port = describe (classes[i], names->pdata[j]);

            if (port)
                json_object_array_add (list, port);
        }
    }
    return list;
}

static const gchar *
text_of (struct json_object *object, const gchar *name)
{
    struct json_object *value;

    return json_object_object_get_ex (object, name, &value) ? json_object_get_string (value) : NULL;
}

gchar *
ports_only_one (GError **error)
{
    struct json_object *list = find_ports ();
    g_autoptr (GString) paths = g_string_new (NULL);
    guint n = 0;

    for (gsize i = 0; i < json_object_array_length (list); i++) {
        struct json_object *port = json_object_array_get_idx (list, i);

        if (g_strcmp0 (text_of (port, "protocol"), "qmi") == 0)
            g_string_append_printf (paths, "%s%s", n++ > 0 ? ", " : "", text_of (port, "path"));
    }
    json_object_put (list);
    if (n == 1)
        return g_strdup (paths->str);
    if (n == 0)
        g_set_error (error, QMICLI_ERROR, QMICLI_USAGE, "no port is known that speaks QMI: say --device=/dev/cdc-wdm0 "
                     "or where it is");
    else
        g_set_error (error, QMICLI_ERROR, QMICLI_USAGE, "there are %u ports that speak QMI: %s; choose one with "
                     "--device", n, paths->str);
    return NULL;
}

static void
print_line (const gchar *label, const gchar *text)
{
    if (text)
        printf ("\t%s: '%s'\n", label, text);
}

static void
print_port (struct json_object *port)
{
    struct json_object *list, *usb = NULL;

    printf ("[%s] Port of a modem:\n", text_of (port, "path"));
    print_line ("Protocol", text_of (port, "protocol"));
    print_line ("Driver", text_of (port, "driver"));
    json_object_object_get_ex (port, "interfaces", &list);
    for (gsize i = 0; i < json_object_array_length (list); i++)
        print_line ("Network interface", json_object_get_string (json_object_array_get_idx (list, i)));
    json_object_object_get_ex (port, "usb", &usb);
    for (guint i = 0; usb && i < G_N_ELEMENTS (usb_files); i++) {
        g_autofree gchar *label = g_strconcat ("USB ", usb_files[i][1], NULL);

        print_line (label, text_of (usb, usb_files[i][1]));
    }
}

QmicliExit
ports_list (const QmicliCommand *command)
{
    struct json_object *list = find_ports (), *document;

    if (command->format == QMICLI_JSON) {
        document = json_object_new_object ();
        json_object_object_add (document, "devices", list);
        report_print (stdout, document);
        return QMICLI_OK;
    }
    for (gsize i = 0; i < json_object_array_length (list); i++)
        print_port (json_object_array_get_idx (list, i));
    if (json_object_array_length (list) == 0)
        puts ("There is no port of a modem.");
    json_object_put (list);
    return QMICLI_OK;
}
