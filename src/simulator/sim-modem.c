/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The simulated modem as a whole: its parts, power and indications. */

#include "config.h"

#include "qmi-json.h"
#include "sim-modem.h"
#include "sim-name.h"

/* behaviours */

gpointer
sim_modem_state (SimModem *self, const SimBehaviour *behaviour)
{
    for (guint i = 0; sim_behaviours[i]; i++)
        if (sim_behaviours[i] == behaviour)
            return self->states[i];
    g_return_val_if_reached (NULL);
}

static void
register_handlers (SimModem *self, const SimBehaviour *behaviour)
{
    const QmiSchemaUnit *unit = qmi_schema_find_unit (behaviour->service);

    for (const SimHandler *handler = behaviour->handlers; unit && handler->message; handler++) {
        const QmiSchemaMessage *message = qmi_json_find_message (unit, handler->message, FALSE);

        if (message)
            g_hash_table_insert (self->handlers, (gpointer) message, handler->handle);
        else
            g_critical ("a behaviour is for \"%s\", which is no message", handler->message);
    }
}

static gboolean
load_behaviour (SimModem *self, guint number, GError **error)
{
    const SimBehaviour *behaviour = sim_behaviours[number];
    SimJson *section = behaviour->section ? sim_member (self->profile->root, behaviour->section) : NULL;

    if (!behaviour->load || behaviour->load (self, self->states[number], section, error))
        return TRUE;
    return behaviour->section ? sim_fail_at (error, "%s", behaviour->section) : FALSE;
}

static gboolean
load_behaviours (SimModem *self, GError **error)
{
    guint n = 0;

    while (sim_behaviours[n])
        n++;
    self->states = g_new0 (gpointer, n);
    for (guint i = 0; i < n; i++)
        self->states[i] = g_malloc0 (sim_behaviours[i]->state_size);
    for (guint i = 0; i < n; i++) {
        register_handlers (self, sim_behaviours[i]);
        if (!load_behaviour (self, i, error))
            return FALSE;
    }
    return TRUE;
}

static void
power_on_behaviours (SimModem *self)
{
    for (guint i = 0; sim_behaviours[i]; i++)
        if (sim_behaviours[i]->power_on)
            sim_behaviours[i]->power_on (self, self->states[i]);
}

static void
follow_behaviours (SimModem *self)
{
    for (guint i = 0; sim_behaviours[i]; i++)
        if (sim_behaviours[i]->follow)
            sim_behaviours[i]->follow (self, self->states[i]);
}

void
sim_modem_forget (SimModem *self, SimClient *client)
{
    for (guint i = 0; sim_behaviours[i]; i++)
        if (sim_behaviours[i]->forget)
            sim_behaviours[i]->forget (self, self->states[i], client);
    json_object_put (client->registrations);
    client->registrations = json_object_new_object ();
}

static void
on_client_left (gpointer user_data, SimClient *client)
{
    SimModem *self = user_data;

    sim_modem_drop_pending (self, client);
    sim_modem_forget (self, client);
}

static void
free_behaviours (SimModem *self)
{
    for (guint i = 0; self->states && sim_behaviours[i]; i++) {
        if (sim_behaviours[i]->clear)
            sim_behaviours[i]->clear (self, self->states[i]);
        g_free (self->states[i]);
    }
    g_clear_pointer (&self->states, g_free);
}

void
sim_modem_reset_factory (SimModem *self)
{
    sim_answers_reset (self->answers);
    for (guint i = 0; sim_behaviours[i]; i++)
        if (sim_behaviours[i]->factory)
            load_behaviour (self, i, NULL);
}

static gboolean
set_in_behaviour (SimModem *self, guint number, const gchar *name, SimJson *value, GError **error)
{
    if (!sim_behaviours[number]->set (self, self->states[number], name, value, error))
        return FALSE;
    if (!self->off)
        follow_behaviours (self);
    return TRUE;
}

gboolean
sim_modem_set (SimModem *self, const gchar *name, SimJson *value, GError **error)
{
    g_autoptr (GString) list = g_string_new (NULL);

    for (guint i = 0; sim_behaviours[i]; i++) {
        const gchar *const *settable = sim_behaviours[i]->settable;

        for (; settable && *settable; settable++) {
            if (g_str_equal (*settable, name))
                return set_in_behaviour (self, i, name, value, error) || sim_fail_at (error, "%s", name);
            g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", *settable);
        }
    }
    return sim_fail (error, "\"%s\" cannot be set, only: %s", name, list->str);
}

/* Sections that nobody reads are mistakes. */
static gboolean
check_sections (SimModem *self, GError **error)
{
    g_autoptr (GString) known = g_string_new ("name, summary, license, vendors, services, answers");

    for (guint i = 0; sim_behaviours[i]; i++)
        if (sim_behaviours[i]->section)
            g_string_append_printf (known, ", %s", sim_behaviours[i]->section);
    json_object_object_foreach (self->profile->root, name, value) {
        g_auto (GStrv) names = g_strsplit (known->str, ", ", 0);

        (void) value;
        if (!g_strv_contains ((const gchar *const *) names, name))
            return sim_fail (error, "there is no section \"%s\", only: %s", name, known->str);
    }
    return TRUE;
}

/* indications */

gboolean
sim_modem_indicate_json (SimModem *self, SimJson *description, GError **error)
{
    g_autoptr (GByteArray) frame = NULL;

    if (self->answering) {
        g_ptr_array_add (self->indications, json_object_get (description));
        return TRUE;
    }
    if (self->off)
        return sim_fail (error, "the modem is off");
    sim_fill_codes (description);
    frame = qmi_json_to_message (description, error);
    if (!frame)
        return FALSE;
    if (sim_port_is_congested (self->port))
        return sim_fail (error, "not sent: programs do not read what waits for them");
    sim_output_send (self->output, frame);
    return TRUE;
}

void
sim_modem_indicate (SimModem *self, guint service, const gchar *message, guint8 client, SimJson *tlvs)
{
    g_autoptr (SimJson) description = json_object_new_object ();
    g_autoptr (GError) error = NULL;

    json_object_object_add (description, "service", json_object_new_string (sim_name_service (service)));
    json_object_object_add (description, "client", json_object_new_int (service == QMI_SERVICE_CTL ? 0 : client));
    json_object_object_add (description, "kind", json_object_new_string ("indication"));
    json_object_object_add (description, "message", json_object_new_string (message));
    if (tlvs)
        json_object_object_add (description, "tlvs", tlvs);
    if (!sim_modem_indicate_json (self, description, &error))
        sim_log_event (self->log, "indication %s: %s", message, error->message);
}

void
sim_modem_report (SimModem *self, guint service, const gchar *registration, const gchar *tlv, const gchar *message,
                  SimJson *tlvs)
{
    g_autofree gchar *path = g_strconcat ("/", tlv, NULL);
    SimClient *client;

    for (guint i = 0; (client = sim_clients_nth (self->clients, i)) != NULL; i++)
        if (client->service == service &&
            sim_number (sim_at (sim_member (client->registrations, registration), path)))
            sim_modem_indicate (self, service, message, client->id, json_object_get (tlvs));
    json_object_put (tlvs);
}

/* power and port */

static void
switch_on (SimModem *self)
{
    g_autoptr (GError) error = NULL;

    self->off = FALSE;
    sim_log_event (self->log, "the modem is on");
    power_on_behaviours (self);
    if (!sim_port_open (self->port, &error)) {
        self->options.events->broken (self->options.user_data, error);
        return;
    }
    sim_modem_indicate (self, QMI_SERVICE_CTL, "Sync", 0, NULL);
}

static gboolean
on_boot_end (gpointer user_data)
{
    SimModem *self = user_data;

    self->power_timer = 0;
    switch_on (self);
    return G_SOURCE_REMOVE;
}

static void
start_boot (gpointer user_data)
{
    SimModem *self = user_data;

    if (self->off_ms > 0)
        self->power_timer = g_timeout_add (self->off_ms, on_boot_end, self);
}

static void
switch_off (SimModem *self)
{
    self->wants_power_off = FALSE;
    self->off = TRUE;
    g_clear_handle_id (&self->power_timer, g_source_remove);
    sim_modem_drop_pending (self, NULL);
    sim_clients_remove_all (self->clients);
    sim_log_event (self->log, "the modem is off");
    if (self->hangs_up && sim_port_get_path (self->port))
        sim_port_hang_up (self->port, start_boot);
    else
        start_boot (self);
}

void
sim_modem_settle (SimModem *self)
{
    g_autoptr (GPtrArray) indications = g_steal_pointer (&self->indications);

    self->indications = g_ptr_array_new_with_free_func ((GDestroyNotify) sim_json_put);
    for (guint i = 0; i < indications->len; i++) {
        g_autoptr (GError) error = NULL;

        if (!sim_modem_indicate_json (self, g_ptr_array_index (indications, i), &error))
            sim_log_event (self->log, "indication: %s", error->message);
    }
    if (self->wants_power_off)
        switch_off (self);
    else if (!self->off)
        follow_behaviours (self);
}

void
sim_modem_power_cycle (SimModem *self, guint ms, gboolean hang_up)
{
    self->wants_power_off = TRUE;
    self->off_ms = ms;
    self->hangs_up = hang_up;
    if (!self->answering)
        switch_off (self);
}

static void
open_again (gpointer user_data)
{
    SimModem *self = user_data;
    g_autoptr (GError) error = NULL;

    if (!sim_port_open (self->port, &error))
        self->options.events->broken (self->options.user_data, error);
}

void
sim_modem_hang_up (SimModem *self)
{
    /* A modem that is off comes back with a port anyway. */
    if (!self->off)
        sim_port_hang_up (self->port, open_again);
}

static void
on_fault_hang_up (gpointer user_data)
{
    sim_modem_hang_up (user_data);
}

static void
on_received (gpointer user_data, const guint8 *bytes, gsize length)
{
    SimModem *self = user_data;
    QmiMessage *frame;
    gchar *remark;

    sim_stream_add (self->stream, bytes, length);
    while ((frame = sim_stream_next (self->stream, &remark)) != NULL) {
        sim_modem_serve (self, frame, remark);
        qmi_message_unref (frame);
        g_free (remark);
    }
}

static void
on_left (gpointer user_data)
{
    SimModem *self = user_data;

    sim_stream_reset (self->stream);
}

static void
on_ready (gpointer user_data, const gchar *path)
{
    SimModem *self = user_data;

    sim_stream_reset (self->stream);
    self->options.events->ready (self->options.user_data, path);
}

static const SimPortEvents port_events = { on_received, on_left, on_ready };

/* life */

static gboolean
load (SimModem *self, GError **error)
{
    self->profile = sim_profile_load (self->options.profile, error);
    if (!self->profile)
        return FALSE;
    self->answers = sim_answers_new (self->profile, error);
    if (self->answers && check_sections (self, error) && load_behaviours (self, error))
        return TRUE;
    return sim_fail_at (error, "%s", self->profile->path);
}

SimModem *
sim_modem_new (const SimModemOptions *options, GError **error)
{
    SimModem *self = g_new0 (SimModem, 1);

    self->options = *options;
    self->clients = sim_clients_new (on_client_left, self);
    self->faults = sim_faults_new ();
    self->handlers = g_hash_table_new (NULL, NULL);
    self->indications = g_ptr_array_new_with_free_func ((GDestroyNotify) sim_json_put);
    self->pending = sim_requests_new ();
    self->log = sim_log_new (options->log, options->verbose, error);
    if (!self->log || !load (self, error)) {
        sim_modem_free (self);
        return NULL;
    }
    self->port = sim_port_new (options->link, &port_events, self);
    self->stream = sim_stream_new (self->log);
    self->output = sim_output_new (self->profile, self->faults, self->log, self->port, options->seed, on_fault_hang_up,
                                   self);
    power_on_behaviours (self);
    return self;
}

gboolean
sim_modem_start (SimModem *self, GError **error)
{
    return sim_port_open (self->port, error);
}

void
sim_modem_free (SimModem *self)
{
    if (!self)
        return;
    g_clear_handle_id (&self->power_timer, g_source_remove);
    free_behaviours (self);
    sim_output_free (self->output);
    sim_port_free (self->port);
    sim_stream_free (self->stream);
    g_ptr_array_unref (self->indications);
    g_ptr_array_unref (self->pending);
    g_hash_table_unref (self->handlers);
    sim_answers_free (self->answers);
    sim_profile_free (self->profile);
    sim_log_free (self->log);
    sim_faults_free (self->faults);
    sim_clients_free (self->clients);
    g_free (self);
}
