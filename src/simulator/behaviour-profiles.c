/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Connection profiles: made, changed, deleted, listed; which one is the default, which ones LTE attaches with. */

#include "config.h"

#include "behaviours.h"
#include "qmi-json.h"
#include "sim-session.h"

#define GET_SETTINGS "Get Profile Settings"
#define IDENTIFIER   "Profile Identifier"
#define TYPE         "Profile Type"
#define INDEX        "Profile Index"
#define ERROR_CODE   "Extended Error Code"
#define ATTACH_LIST  "Get LTE Attach PDN List"

/* Values of messages, which a build without the service has no enumerations for. */
enum { TYPE_3GPP = 0, TYPE_ALL = 255 };
enum { CREATED = 1, DELETED = 2, MODIFIED = 3 };
enum { INVALID_OPERATION = 3, INVALID_TYPE = 4, INVALID_NUMBER = 5, INVALID_FAMILY = 12 };

#define MOST_PROFILES 16
#define N_FAMILIES    2

typedef struct {
    SimJson *profiles[MOST_PROFILES + 1]; /* TLVs of Get Profile Settings, by index */
    gint64   defaults[N_FAMILIES];
} State;

static State *
get_state (SimModem *modem)
{
    return sim_modem_state (modem, &sim_behaviour_profiles);
}

static void
clear (SimModem *modem, gpointer data)
{
    State *state = data;

    for (guint i = 0; i <= MOST_PROFILES; i++)
        g_clear_pointer (&state->profiles[i], json_object_put);
}

/* The TLVs that @tlvs has in common with the settings that are read. */
static SimJson *
pick_settings (SimJson *tlvs)
{
    const QmiSchemaUnit *unit = qmi_schema_find_unit (QMI_SERVICE_WDS);

    return sim_pick_tlvs (unit, qmi_json_find_message (unit, GET_SETTINGS, FALSE), 1, tlvs);
}

static gboolean
load_profile (State *state, const QmiSchemaUnit *unit, SimJson *entry, GError **error)
{
    g_autoptr (SimJson) tlvs = sim_copy (entry);
    gint64 index = sim_number (sim_member (entry, INDEX));

    if (!json_object_is_type (entry, json_type_object) || index < 1 || index > MOST_PROFILES)
        return sim_fail (error, "an object with an \"" INDEX "\" from 1 to %d is expected", MOST_PROFILES);
    if (state->profiles[index])
        return sim_fail (error, INDEX ": %d is there twice", (gint) index);
    json_object_object_del (tlvs, INDEX);
    state->profiles[index] = sim_normalize (unit, qmi_json_find_message (unit, GET_SETTINGS, FALSE), 1, tlvs, error);
    return state->profiles[index] != NULL;
}

static gboolean
load (SimModem *modem, gpointer data, SimJson *section, GError **error)
{
    const QmiSchemaUnit *unit = qmi_schema_find_unit (QMI_SERVICE_WDS);
    State *state = data;

    clear (modem, state);
    state->defaults[0] = state->defaults[1] = 1;
    if (!section || !unit)
        return TRUE;
    if (!json_object_is_type (section, json_type_array))
        return sim_fail (error, "a list of profiles is expected");
    for (gsize i = 0; i < json_object_array_length (section); i++)
        if (!load_profile (state, unit, json_object_array_get_idx (section, i), error))
            return sim_fail_at (error, "profile %" G_GSIZE_FORMAT, i + 1);
    return TRUE;
}

/* for others */

static SimJson *
get_profile (SimModem *modem, gint64 number)
{
    return number >= 1 && number <= MOST_PROFILES ? get_state (modem)->profiles[number] : NULL;
}

gboolean
sim_profile_exists (SimModem *modem, gint64 number)
{
    return get_profile (modem, number) != NULL;
}

SimJson *
sim_profile_setting (SimModem *modem, gint64 number, const gchar *tlv)
{
    return sim_member (get_profile (modem, number), tlv);
}

gint64
sim_profile_get_default (SimModem *modem)
{
    return get_state (modem)->defaults[0];
}

/* indications */

static gboolean
wants_change (const SimClient *client, gint64 number)
{
    SimJson *list = sim_member (sim_member (client->registrations, "Configure Profile Event List"), "Register");

    if (client->service != QMI_SERVICE_WDS)
        return FALSE;
    for (gsize i = 0; list && i < json_object_array_length (list); i++) {
        SimJson *entry = json_object_array_get_idx (list, i);
        gint64 type = sim_number (sim_member (entry, TYPE)), index = sim_number (sim_member (entry, INDEX));

        if ((type == TYPE_ALL || type == TYPE_3GPP) && (index == TYPE_ALL || index == number))
            return TRUE;
    }
    return sim_number (sim_at (client->registrations, "/Indication Register/Report Profile Changes")) != 0;
}

static SimJson *
new_identifier (gint64 number)
{
    SimJson *identifier = json_object_new_object ();

    json_object_object_add (identifier, TYPE, json_object_new_int (TYPE_3GPP));
    json_object_object_add (identifier, INDEX, json_object_new_int64 (number));
    return identifier;
}

static void
report_change (SimModem *modem, gint64 number, gint event)
{
    SimClient *client;

    for (guint i = 0; (client = sim_clients_nth (modem->clients, i)) != NULL; i++) {
        SimJson *tlvs, *change;

        if (!wants_change (client, number))
            continue;
        tlvs = json_object_new_object ();
        change = new_identifier (number);
        json_object_object_add (change, "Change Event", json_object_new_int (event));
        json_object_object_add (tlvs, "Profile Event", change);
        sim_modem_indicate (modem, QMI_SERVICE_WDS, "Profile Changed", client->id, tlvs);
    }
}

/* requests */

static QmiProtocolError
fail (SimRequest *request, gint code)
{
    sim_request_add (request, ERROR_CODE, json_object_new_int (code));
    return QMI_PROTOCOL_ERROR_EXTENDED_INTERNAL;
}

/* The number in the TLV @identifier, 0 with the answer that the profile is not there. */
static gint64
find (SimRequest *request, const gchar *identifier, const gchar *type, const gchar *index, QmiProtocolError *result)
{
    SimJson *value = sim_member (request->tlvs, identifier);
    gint64 number = sim_number (sim_member (value, index));

    *result = QMI_PROTOCOL_ERROR_NONE;
    if (sim_number (sim_member (value, type)) != TYPE_3GPP)
        *result = fail (request, INVALID_TYPE);
    else if (!sim_profile_exists (request->modem, number))
        *result = fail (request, INVALID_NUMBER);
    return *result == QMI_PROTOCOL_ERROR_NONE ? number : 0;
}

static QmiProtocolError
get_list (SimRequest *request)
{
    SimJson *list;

    if (sim_number (sim_member (request->tlvs, TYPE)) != TYPE_3GPP)
        return fail (request, INVALID_TYPE);
    list = json_object_new_array ();
    for (gint64 i = 1; i <= MOST_PROFILES; i++) {
        SimJson *entry;

        if (!sim_profile_exists (request->modem, i))
            continue;
        entry = new_identifier (i);
        json_object_object_add (
            entry, "Profile Name",
            json_object_new_string (sim_text (sim_profile_setting (request->modem, i, "Profile Name"))));
        json_object_array_add (list, entry);
    }
    sim_request_add (request, "Profile List", list);
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
get_settings (SimRequest *request)
{
    QmiProtocolError result;
    gint64 number = find (request, "Profile ID", TYPE, INDEX, &result);

    if (result != QMI_PROTOCOL_ERROR_NONE)
        return result;
    json_object_put (request->answer);
    request->answer = sim_copy (get_profile (request->modem, number));
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
create_as (SimRequest *request, gint64 number)
{
    get_state (request->modem)->profiles[number] = pick_settings (request->tlvs);
    sim_request_add (request, IDENTIFIER, new_identifier (number));
    report_change (request->modem, number, CREATED);
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
create (SimRequest *request)
{
    gint64 number = 1;

    if (sim_number (sim_member (request->tlvs, TYPE)) != TYPE_3GPP)
        return fail (request, INVALID_TYPE);
    while (number <= MOST_PROFILES && sim_profile_exists (request->modem, number))
        number++;
    return number > MOST_PROFILES ? QMI_PROTOCOL_ERROR_NO_FREE_PROFILE : create_as (request, number);
}

static QmiProtocolError
create_indexed (SimRequest *request)
{
    SimJson *identifier = sim_member (request->tlvs, IDENTIFIER);
    gint64 number = sim_number (sim_member (identifier, INDEX));

    if (sim_number (sim_member (identifier, TYPE)) != TYPE_3GPP || number < 1 || number > MOST_PROFILES ||
        sim_profile_exists (request->modem, number))
        return QMI_PROTOCOL_ERROR_INVALID_ARGUMENT;
    return create_as (request, number);
}

/* What the request does not say stays as it is. */
static QmiProtocolError
modify (SimRequest *request)
{
    QmiProtocolError result;
    gint64 number = find (request, IDENTIFIER, TYPE, INDEX, &result);
    g_autoptr (SimJson) settings = NULL;

    if (result != QMI_PROTOCOL_ERROR_NONE)
        return result;
    settings = pick_settings (request->tlvs);
    json_object_object_foreach (settings, name, value)
        json_object_object_add (get_profile (request->modem, number), name, json_object_get (value));
    report_change (request->modem, number, MODIFIED);
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
delete_profile (SimRequest *request)
{
    State *state = get_state (request->modem);
    QmiProtocolError result;
    gint64 number = find (request, IDENTIFIER, TYPE, INDEX, &result);

    if (result != QMI_PROTOCOL_ERROR_NONE)
        return result;
    if (number == state->defaults[0] || number == state->defaults[1])
        return fail (request, INVALID_OPERATION);
    g_clear_pointer (&state->profiles[number], json_object_put);
    report_change (request->modem, number, DELETED);
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
get_default_settings (SimRequest *request)
{
    if (sim_number (sim_member (request->tlvs, TYPE)) != TYPE_3GPP)
        return fail (request, INVALID_TYPE);
    return sim_request_use_profile (request);
}

static QmiProtocolError
get_default (SimRequest *request)
{
    SimJson *asked = sim_member (request->tlvs, TYPE);
    gint64 family = sim_number (sim_member (asked, "Family"));

    if (sim_number (sim_member (asked, "Type")) != TYPE_3GPP)
        return fail (request, INVALID_TYPE);
    if (family >= N_FAMILIES)
        return fail (request, INVALID_FAMILY);
    sim_request_add (request, "Index", json_object_new_int64 (get_state (request->modem)->defaults[family]));
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
set_default (SimRequest *request)
{
    QmiProtocolError result;
    gint64 number = find (request, IDENTIFIER, "Type", "Index", &result);
    gint64 family = sim_number (sim_member (sim_member (request->tlvs, IDENTIFIER), "Family"));

    if (result != QMI_PROTOCOL_ERROR_NONE)
        return result;
    if (family >= N_FAMILIES)
        return fail (request, INVALID_FAMILY);
    get_state (request->modem)->defaults[family] = number;
    return QMI_PROTOCOL_ERROR_NONE;
}

/* The modem attaches anew with the new list, and tells when it has. */
static QmiProtocolError
set_attach_list (SimRequest *request)
{
    SimJson *list = sim_member (request->tlvs, "List");
    SimJson *tlvs;

    for (gsize i = 0; i < json_object_array_length (list); i++)
        if (!sim_profile_exists (request->modem, sim_number (json_object_array_get_idx (list, i))))
            return QMI_PROTOCOL_ERROR_INVALID_PROFILE;
    if (json_object_equal (list,
                           sim_answers_get (request->modem->answers, QMI_SERVICE_WDS, ATTACH_LIST, "Current List")))
        return QMI_PROTOCOL_ERROR_NO_EFFECT;
    if (!sim_answers_put (request->modem->answers, QMI_SERVICE_WDS, ATTACH_LIST, "Current List", sim_copy (list)))
        return QMI_PROTOCOL_ERROR_NOT_SUPPORTED;
    tlvs = json_object_new_object ();
    json_object_object_add (tlvs, "Action Result", json_object_new_boolean (TRUE));
    sim_modem_indicate (request->modem, QMI_SERVICE_WDS, "Set LTE Attach PDN List", request->client->id, tlvs);
    return QMI_PROTOCOL_ERROR_NONE;
}

static const SimHandler handlers[] = {
    { "Create Profile", create },
    { "Swi Create Profile Indexed", create_indexed },
    { "Modify Profile", modify },
    { "Delete Profile", delete_profile },
    { "Get Profile List", get_list },
    { GET_SETTINGS, get_settings },
    { "Get Default Settings", get_default_settings },
    { "Get Default Profile Number", get_default },
    { "Set Default Profile Number", set_default },
    { "Configure Profile Event List", sim_events_register },
    { "Set LTE Attach PDN List", set_attach_list },
    { NULL, NULL },
};

const SimBehaviour sim_behaviour_profiles = {
    .service = QMI_SERVICE_WDS,
    .handlers = handlers,
    .section = "profiles",
    .state_size = sizeof (State),
    .load = load,
    .factory = TRUE,
    .clear = clear,
};
