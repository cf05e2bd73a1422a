/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A profile: what the simulated modem is and what it answers. */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "qmi-enums.h"
#include "qmi-json.h"
#include "sim-name.h"
#include "sim-profile.h"

#define SUFFIX              ".json"
#define DEFAULT_MAX_CLIENTS 8
#define LAST_CLIENT         254

/* finding and parsing the file */

/* Folder of this program: in a build folder the profiles are there. */
static gchar *
get_own_folder (void)
{
    g_autofree gchar *program = g_file_read_link ("/proc/self/exe", NULL);

    return program ? g_path_get_dirname (program) : NULL;
}

static gchar *
find_file (const gchar *name, GError **error)
{
    g_autofree gchar *own = get_own_folder ();
    const gchar *folders[] = { g_getenv ("QMIKIT_MODEMS"), own, SIM_PROFILES, NULL };
    g_autofree gchar *file = g_strconcat (name, SUFFIX, NULL);

    if (strchr (name, G_DIR_SEPARATOR) || g_str_has_suffix (name, SUFFIX))
        return g_strdup (name);
    for (guint i = 0; i < G_N_ELEMENTS (folders) - 1; i++) {
        g_autofree gchar *path = folders[i] ? g_build_filename (folders[i], file, NULL) : NULL;

        if (path && g_file_test (path, G_FILE_TEST_EXISTS))
            return g_steal_pointer (&path);
    }
    sim_fail (error, "there is no profile \"%s\" in %s; the path of a file has a slash or ends in " SUFFIX, name,
              SIM_PROFILES);
    return NULL;
}

static SimJson *
parse_file (const gchar *path, GError **error)
{
    g_autofree gchar *text = NULL;
    struct json_tokener *tokener;
    SimJson *root;
    gsize length, end;
    guint line = 1;

    if (!g_file_get_contents (path, &text, &length, error))
        return NULL;
    tokener = json_tokener_new ();
    json_tokener_set_flags (tokener, JSON_TOKENER_STRICT);
    root = length < G_MAXINT ? json_tokener_parse_ex (tokener, text, (gint) length + 1) : NULL;
    end = MIN (json_tokener_get_parse_end (tokener), length);
    for (gsize i = 0; i < end; i++)
        line += text[i] == '\n';
    if (json_tokener_get_error (tokener) != json_tokener_success)
        sim_fail (error, "line %u: no JSON: %s", line, json_tokener_error_desc (json_tokener_get_error (tokener)));
    else if (!json_object_is_type (root, json_type_object))
        sim_fail (error, "an object is expected");
    json_tokener_free (tokener);
    if (json_object_is_type (root, json_type_object))
        return root;
    json_object_put (root);
    return NULL;
}

/* services and vendors */

static gboolean
read_version (SimJson *value, SimService *service, GError **error)
{
    guint major, minor;
    gchar rest;

    if (!json_object_is_type (value, json_type_string) ||
        sscanf (sim_text (value), "%5u.%5u%c", &major, &minor, &rest) != 2 || MAX (major, minor) > G_MAXUINT16)
        return sim_fail (error, "version: a text like \"1.14\" is expected");
    service->major = (guint16) major;
    service->minor = (guint16) minor;
    return TRUE;
}

static gboolean
read_service (SimJson *value, SimService *service, GError **error)
{
    if (!json_object_is_type (value, json_type_object) || !sim_member (value, "version"))
        return sim_fail (error, "an object with a \"version\" is expected");
    json_object_object_foreach (value, name, inner) {
        if (g_str_equal (name, "version")) {
            if (!read_version (inner, service, error))
                return FALSE;
        } else if (g_str_equal (name, "client-ids")) {
            gint64 number = sim_number (inner);

            if (!json_object_is_type (inner, json_type_int) || number < 0 || number > LAST_CLIENT)
                return sim_fail (error, "client-ids: a number from 0 to %d is expected", LAST_CLIENT);
            service->max_clients = (guint) number;
        } else {
            return sim_fail (error, "there is no \"%s\" here, only: version, client-ids", name);
        }
    }
    return TRUE;
}

static gboolean
read_services (SimProfile *self, SimJson *section, GError **error)
{
    if (!json_object_is_type (section, json_type_object))
        return sim_fail (error, "services: an object with the services of the modem is expected");
    json_object_object_foreach (section, name, value) {
        SimService service = { .max_clients = DEFAULT_MAX_CLIENTS };

        if (!qmi_json_find_service (name, &service.number) || service.number > G_MAXUINT8)
            return sim_fail (error, "services: \"%s\" is no service that a modem can have", name);
        if (!read_service (value, &service, error))
            return sim_fail_at (error, "services/%s", name);
        g_array_append_val (self->services, service);
    }
    if (!sim_profile_find_service (self, QMI_SERVICE_CTL))
        return sim_fail (error, "services: \"ctl\" is missing: no program takes a port without it for a modem");
    return TRUE;
}

static gboolean
read_vendors (SimProfile *self, SimJson *list, GError **error)
{
    guint16 none = 0;

    g_array_append_val (self->vendors, none);
    if (!list)
        return TRUE;
    if (!json_object_is_type (list, json_type_array))
        return sim_fail (error, "vendors: a list like [\"0x1199\"] is expected");
    for (gsize i = 0; i < json_object_array_length (list); i++) {
        const gchar *text = sim_text (json_object_array_get_idx (list, i));
        guint64 number;
        guint16 vendor;

        if (!g_str_has_prefix (text, "0x") ||
            !g_ascii_string_to_unsigned (text + 2, 16, 1, G_MAXUINT16, &number, NULL))
            return sim_fail (error, "vendors: \"%s\" is no USB vendor id like \"0x1199\"", text);
        vendor = (guint16) number;
        g_array_append_val (self->vendors, vendor);
    }
    return TRUE;
}

static SimProfile *
load_file (const gchar *path, GError **error)
{
    SimJson *root = parse_file (path, error);
    SimProfile *self;

    if (!root)
        return NULL;
    self = g_new0 (SimProfile, 1);
    self->path = g_strdup (path);
    self->root = root;
    self->services = g_array_new (FALSE, FALSE, sizeof (SimService));
    self->vendors = g_array_new (FALSE, FALSE, sizeof (guint16));
    if (read_services (self, sim_member (root, "services"), error) &&
        read_vendors (self, sim_member (root, "vendors"), error))
        return self;
    sim_profile_free (self);
    return NULL;
}

SimProfile *
sim_profile_load (const gchar *name, GError **error)
{
    g_autofree gchar *path = find_file (name, error);
    SimProfile *self = path ? load_file (path, error) : NULL;

    if (path && !self && !g_str_has_prefix ((*error)->message, path))
        sim_fail_at (error, "%s", path);
    return self;
}

void
sim_profile_free (SimProfile *self)
{
    if (!self)
        return;
    g_array_unref (self->services);
    g_array_unref (self->vendors);
    json_object_put (self->root);
    g_free (self->path);
    g_free (self);
}

const SimService *
sim_profile_find_service (const SimProfile *self, guint number)
{
    for (guint i = 0; i < self->services->len; i++) {
        const SimService *service = &g_array_index (self->services, SimService, i);

        if (service->number == number)
            return service;
    }
    return NULL;
}

const QmiSchemaMessage *
sim_profile_find_message (const SimProfile *self, const QmiSchemaUnit *unit, guint id, gboolean indication)
{
    const QmiSchemaMessage *message = NULL;

    for (guint i = 0; unit && !message && i < self->vendors->len; i++)
        message = qmi_schema_find_message (unit, id, g_array_index (self->vendors, guint16, i), indication);
    return message;
}

gboolean
sim_profile_has_vendor (const SimProfile *self, guint16 vendor)
{
    for (guint i = 0; i < self->vendors->len; i++)
        if (g_array_index (self->vendors, guint16, i) == vendor)
            return TRUE;
    return FALSE;
}
