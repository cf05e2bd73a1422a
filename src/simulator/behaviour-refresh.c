/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The card says that its content has changed: who wants to know, and what they make of it. */

#include "config.h"

#include "behaviours.h"
#include "sim-card.h"

#define REGISTER     "Refresh Register"
#define REGISTER_ALL "Refresh Register All"

/* Values of messages, which a build without the service has no enumerations for. */
enum { STAGE_START = 1, STAGE_SUCCESS = 2, STAGE_FAILURE = 3 };
enum { MODE_FCN = 3 };

typedef struct {
    SimJson *files;   /* of the refresh that is under way, %NULL: none */
    guint    waiting; /* clients that have not said that they are ready */
} State;

static void
clear (SimModem *modem, gpointer data)
{
    g_clear_pointer (&((State *) data)->files, json_object_put);
}

static gboolean
has_file (SimJson *files, SimJson *file)
{
    for (gsize i = 0; files && i < json_object_array_length (files); i++)
        if (sim_number (sim_member (json_object_array_get_idx (files, i), "File ID")) ==
            sim_number (sim_member (file, "File ID")))
            return TRUE;
    return FALSE;
}

/* Whether one of the files is on the client's list. */
static gboolean
is_concerned (const SimClient *client, SimJson *files)
{
    SimJson *list = sim_at (client->registrations, "/" REGISTER "/Info/Files");

    if (client->service != QMI_SERVICE_UIM)
        return FALSE;
    if (sim_number (sim_at (client->registrations, "/" REGISTER_ALL "/Info/Register Flag")))
        return TRUE;
    if (!sim_number (sim_at (client->registrations, "/" REGISTER "/Info/Register Flag")))
        return FALSE;
    for (gsize i = 0; i < json_object_array_length (files); i++)
        if (has_file (list, json_object_array_get_idx (files, i)))
            return TRUE;
    return FALSE;
}

/* The number of clients that have been told. */
static guint
report (SimModem *modem, SimJson *files, gint stage)
{
    SimClient *client;
    guint n = 0;

    for (guint i = 0; (client = sim_clients_nth (modem->clients, i)) != NULL; i++) {
        SimJson *tlvs, *event;

        if (!is_concerned (client, files))
            continue;
        tlvs = json_object_new_object ();
        event = json_object_new_object ();
        json_object_object_add (event, "Stage", json_object_new_int (stage));
        json_object_object_add (event, "Mode", json_object_new_int (MODE_FCN));
        json_object_object_add (event, "Session Type", json_object_new_int (0));
        json_object_object_add (event, "Application Identifier", json_object_new_array ());
        json_object_object_add (event, "Files", sim_copy (files));
        json_object_object_add (tlvs, "Event", event);
        sim_modem_indicate (modem, QMI_SERVICE_UIM, "Refresh", client->id, tlvs);
        n++;
    }
    return n;
}

/* requests */

static QmiProtocolError
register_refresh (SimRequest *request)
{
    QmiProtocolError result =
        sim_card_check_session (sim_card_get (request->modem), sim_member (request->tlvs, "Session"));

    return result == QMI_PROTOCOL_ERROR_NONE ? sim_events_register (request) : result;
}

/* A client has taken notice; when all have, the refresh is over. */
static QmiProtocolError
complete (SimRequest *request)
{
    State *state = sim_modem_state (request->modem, &sim_behaviour_refresh);
    gboolean good = sim_number (sim_at (request->tlvs, "/Info/Refresh Success")) != 0;

    if (!state->files || !is_concerned (request->client, state->files))
        return QMI_PROTOCOL_ERROR_INVALID_OPERATION;
    if (--state->waiting == 0) {
        report (request->modem, state->files, good ? STAGE_SUCCESS : STAGE_FAILURE);
        g_clear_pointer (&state->files, json_object_put);
    }
    return QMI_PROTOCOL_ERROR_NONE;
}

/* The card has changed one of its files. */
static gboolean
set (SimModem *modem, gpointer data, const gchar *name, SimJson *value, GError **error)
{
    State *state = data;
    SimJson *file, *path;
    guint64 id;

    if (!json_object_is_type (value, json_type_string) ||
        !g_ascii_string_to_unsigned (sim_text (value), 16, 0, G_MAXUINT16, &id, NULL))
        return sim_fail (error, "the number of a file is expected, for example \"6FAD\"");
    clear (modem, state);
    state->files = json_object_new_array ();
    file = json_object_new_object ();
    path = json_object_new_array ();
    for (guint i = 0; i < 4; i++)
        json_object_array_add (path, json_object_new_int ((const gint[]) { 0x00, 0x3F, 0xFF, 0x7F }[i]));
    json_object_object_add (file, "File ID", json_object_new_int64 ((gint64) id));
    json_object_object_add (file, "Path", path);
    json_object_array_add (state->files, file);
    state->waiting = report (modem, state->files, STAGE_START);
    if (state->waiting == 0)
        clear (modem, state);
    return TRUE;
}

static const SimHandler handlers[] = {
    { REGISTER, register_refresh },
    { REGISTER_ALL, register_refresh },
    { "Refresh Complete", complete },
    { NULL, NULL },
};

static const gchar *const settable[] = { "refreshed-file", NULL };

const SimBehaviour sim_behaviour_refresh = {
    .service = QMI_SERVICE_UIM,
    .handlers = handlers,
    .state_size = sizeof (State),
    .power_on = clear,
    .clear = clear,
    .settable = settable,
    .set = set,
};
