/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Logical channels to applications of the card, and a card that understands a few commands sent there. */

#include "config.h"

#include <string.h>

#include "behaviours.h"
#include "sim-card.h"
#include "sim-files.h"

#define N_CHANNELS  4
#define LONGEST_AID 16

/* Status words of the card, ETSI TS 102 221 10.2.1. */
enum {
    SW_DONE = 0x9000, SW_WRONG_LENGTH = 0x6700, SW_NO_CHANNEL = 0x6881, SW_WRONG_KIND = 0x6981, SW_NO_ACCESS = 0x6982,
    SW_NO_CURRENT_FILE = 0x6986, SW_NO_FILE = 0x6A82, SW_NO_RECORD = 0x6A83, SW_WRONG_PARAMETERS = 0x6A86,
    SW_NO_DATA = 0x6A88, SW_WRONG_OFFSET = 0x6B00, SW_NO_COMMAND = 0x6D00,
};

/* Commands, ETSI TS 102 221 10.1.2 and, the last one, GlobalPlatform. */
enum {
    INS_MANAGE_CHANNEL = 0x70, INS_SELECT = 0xA4, INS_READ_BINARY = 0xB0, INS_READ_RECORD = 0xB2, INS_STATUS = 0xF2,
    INS_STORE_DATA = 0xE2,
};
enum { SELECT_BY_ID = 0x00, SELECT_BY_NAME = 0x04, SELECT_BY_PATH = 0x08, SELECT_BELOW = 0x09 };
enum { SELECT_NO_ANSWER = 0x0C, CHANNEL_CLOSE = 0x80 };

/* Where eSIM chips are managed, GSMA SGP.02 2.2.3. */
static const guint8 esim_aid[LONGEST_AID] = {
    0xA0, 0x00, 0x00, 0x05, 0x59, 0x10, 0x10, 0xFF, 0xFF, 0xFF, 0xFF, 0x89, 0x00, 0x00, 0x01, 0x00,
};

typedef struct {
    gboolean open;
    guint8   owner;   /* client that opened it */
    gboolean is_esim;
    guint    folder;
    SimFile *file;    /* that is selected, or %NULL */
} Channel;

typedef struct {
    Channel channels[N_CHANNELS]; /* the first one is always open */
} State;

/* A command, taken apart. */
typedef struct {
    guint8        class, instruction, p1, p2;
    const guint8 *data;
    guint         length, wanted;
} Command;

static void
close_all (SimModem *modem, gpointer data)
{
    State *state = data;

    memset (state, 0, sizeof (*state));
    state->channels[0].open = TRUE;
    state->channels[0].folder = SIM_FILE_ROOT;
}

static void
close_channel (State *state, guint number)
{
    memset (&state->channels[number], 0, sizeof (Channel));
}

/* A card without power has no channels. */
static void
follow (SimModem *modem, gpointer data)
{
    if (!sim_card_is_there (sim_card_get (modem)))
        close_all (modem, data);
}

static void
forget (SimModem *modem, gpointer data, const SimClient *client)
{
    State *state = data;

    for (guint i = 1; i < N_CHANNELS && client->service == QMI_SERVICE_UIM; i++)
        if (state->channels[i].open && state->channels[i].owner == client->id)
            close_channel (state, i);
}

/* applications */

/* Whether the card has an application whose name begins like that; none is the first one. */
static gboolean
find_application (SimModem *modem, const guint8 *aid, guint length, gboolean *is_esim)
{
    SimJson *status = sim_answers_get (modem->answers, QMI_SERVICE_UIM, "Get Card Status", "Card Status");
    SimJson *list = sim_at (status, "/Cards/0/Applications");

    *is_esim = length > 0 && length <= LONGEST_AID && *sim_card_get (modem)->eid && memcmp (esim_aid, aid, length) == 0;
    if (length == 0 || *is_esim)
        return TRUE;
    for (gsize i = 0; list && i < json_object_array_length (list); i++) {
        g_autoptr (GByteArray) name = sim_bytes_from_json (
            sim_member (json_object_array_get_idx (list, i), "Application Identifier Value"));

        if (name->len >= length && memcmp (name->data, aid, length) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean
select_application (SimModem *modem, Channel *channel, const guint8 *aid, guint length)
{
    gboolean is_esim;

    if (!find_application (modem, aid, length, &is_esim))
        return FALSE;
    channel->is_esim = is_esim;
    channel->folder = SIM_FILE_APPLICATION;
    channel->file = NULL;
    return TRUE;
}

/* commands */

static guint
read_id (const guint8 *bytes)
{
    return (guint) bytes[0] << 8 | bytes[1];
}

static guint
select_file (SimModem *modem, Channel *channel, const Command *command, GByteArray *answer)
{
    guint n = command->length / 2, folder = command->p1 == SELECT_BY_PATH ? SIM_FILE_ROOT : channel->folder;
    guint id;
    SimFile *file;

    if (command->length == 0 || command->length % 2 != 0)
        return SW_WRONG_LENGTH;
    id = read_id (command->data + 2 * (n - 1));
    if (n > 1)
        folder = read_id (command->data + 2 * (n - 2));
    file = sim_files_find (modem, folder, id);
    if (!file && id != SIM_FILE_ROOT && id != SIM_FILE_APPLICATION)
        return SW_NO_FILE;
    channel->folder = file ? folder : id;
    channel->file = file;
    if (command->p2 != SELECT_NO_ANSWER)
        sim_file_describe (file, channel->folder, answer);
    return SW_DONE;
}

static guint
select_any (SimModem *modem, Channel *channel, const Command *command, GByteArray *answer)
{
    switch (command->p1) {
    case SELECT_BY_NAME:
        if (!select_application (modem, channel, command->data, command->length))
            return SW_NO_FILE;
        if (command->p2 != SELECT_NO_ANSWER)
            sim_file_describe (NULL, channel->folder, answer);
        return SW_DONE;
    case SELECT_BY_ID:
    case SELECT_BY_PATH:
    case SELECT_BELOW:
        return select_file (modem, channel, command, answer);
    default:
        return SW_WRONG_PARAMETERS;
    }
}

/* Whether the selected file can be read: SW_DONE, or what is in the way. */
static guint
check_file (SimModem *modem, const Channel *channel, gboolean has_records)
{
    if (!channel->file)
        return SW_NO_CURRENT_FILE;
    if (channel->file->guarded && sim_card_check_access (sim_card_get (modem)) != QMI_PROTOCOL_ERROR_NONE)
        return SW_NO_ACCESS;
    return (channel->file->record_size > 0) == has_records ? SW_DONE : SW_WRONG_KIND;
}

static guint
read_binary (SimModem *modem, Channel *channel, const Command *command, GByteArray *answer)
{
    guint words = check_file (modem, channel, FALSE), offset = (guint) command->p1 << 8 | command->p2, rest;

    if (words != SW_DONE)
        return words;
    if (offset >= channel->file->content->len)
        return SW_WRONG_OFFSET;
    rest = channel->file->content->len - offset;
    g_byte_array_append (answer, channel->file->content->data + offset,
                         command->wanted ? MIN (command->wanted, rest) : rest);
    return SW_DONE;
}

static guint
read_record (SimModem *modem, Channel *channel, const Command *command, GByteArray *answer)
{
    guint words = check_file (modem, channel, TRUE);

    if (words != SW_DONE)
        return words;
    if (command->p1 < 1 || command->p1 > sim_file_get_n_records (channel->file))
        return SW_NO_RECORD;
    g_byte_array_append (answer, channel->file->content->data + (command->p1 - 1u) * channel->file->record_size,
                         channel->file->record_size);
    return SW_DONE;
}

/* The one question to an eSIM chip that needs no profile: who it is, GSMA SGP.22 5.7.20. */
static guint
store_data (SimModem *modem, Channel *channel, const Command *command, GByteArray *answer)
{
    static const guint8 question[] = { 0xBF, 0x3E, 0x03, 0x5C, 0x01, 0x5A }, head[] = { 0xBF, 0x3E, 0x12, 0x5A, 0x10 };
    g_autoptr (GByteArray) eid = sim_bytes_from_hex (sim_card_get (modem)->eid);

    if (!channel->is_esim)
        return SW_NO_COMMAND;
    if (command->length != sizeof (question) || memcmp (command->data, question, sizeof (question)) != 0)
        return SW_NO_DATA;
    g_byte_array_append (answer, head, sizeof (head));
    g_byte_array_append (answer, eid->data, eid->len);
    return SW_DONE;
}

static guint
open_free (State *state, guint8 owner)
{
    for (guint i = 1; i < N_CHANNELS; i++) {
        if (state->channels[i].open)
            continue;
        state->channels[i].open = TRUE;
        state->channels[i].owner = owner;
        state->channels[i].folder = SIM_FILE_ROOT;
        return i;
    }
    return 0;
}

static guint
manage_channel (State *state, guint8 owner, const Command *command, GByteArray *answer)
{
    guint8 number = command->p2;

    if (command->p1 == CHANNEL_CLOSE) {
        if (number == 0 || number >= N_CHANNELS || !state->channels[number].open)
            return SW_NO_CHANNEL;
        close_channel (state, number);
        return SW_DONE;
    }
    number = (guint8) open_free (state, owner);
    if (number == 0)
        return SW_NO_CHANNEL;
    g_byte_array_append (answer, &number, 1);
    return SW_DONE;
}

static guint
execute (SimRequest *request, State *state, guint number, const Command *command, GByteArray *answer)
{
    Channel *channel = &state->channels[number];

    switch (command->instruction) {
    case INS_SELECT:
        return select_any (request->modem, channel, command, answer);
    case INS_READ_BINARY:
        return read_binary (request->modem, channel, command, answer);
    case INS_READ_RECORD:
        return read_record (request->modem, channel, command, answer);
    case INS_STORE_DATA:
        return store_data (request->modem, channel, command, answer);
    case INS_MANAGE_CHANNEL:
        return manage_channel (state, request->client->id, command, answer);
    case INS_STATUS:
        if (command->p2 != SELECT_NO_ANSWER)
            sim_file_describe (NULL, channel->folder, answer);
        return SW_DONE;
    default:
        return SW_NO_COMMAND;
    }
}

/* Class, instruction, two parameters; then data with its length, then the length that is wanted: both can be missing. */
static gboolean
parse (const GByteArray *bytes, Command *command)
{
    if (bytes->len < 4)
        return FALSE;
    command->class = bytes->data[0];
    command->instruction = bytes->data[1];
    command->p1 = bytes->data[2];
    command->p2 = bytes->data[3];
    command->data = bytes->data + 5;
    if (bytes->len == 5)
        command->wanted = bytes->data[4];
    if (bytes->len <= 5)
        return TRUE;
    command->length = bytes->data[4];
    return bytes->len == 5 + command->length || bytes->len == 6 + command->length;
}

/* requests */

static QmiProtocolError
check_slot (SimRequest *request)
{
    SimCard *card = sim_card_get (request->modem);

    if (sim_number (sim_member (request->tlvs, "Slot")) != 1)
        return QMI_PROTOCOL_ERROR_INVALID_ARGUMENT;
    return sim_card_is_there (card) ? QMI_PROTOCOL_ERROR_NONE : QMI_PROTOCOL_ERROR_UIM_UNINITIALIZED;
}

static void
add_words (SimRequest *request, guint words)
{
    SimJson *value = json_object_new_object ();

    json_object_object_add (value, "SW1", json_object_new_int ((gint) words >> 8));
    json_object_object_add (value, "SW2", json_object_new_int ((gint) words & 0xFF));
    sim_request_add (request, "Card result", value);
}

static QmiProtocolError
open_channel (SimRequest *request)
{
    State *state = sim_modem_state (request->modem, &sim_behaviour_channels);
    g_autoptr (GByteArray) aid = sim_bytes_from_json (sim_member (request->tlvs, "AID"));
    SimJson *information = sim_member (request->tlvs, "File Control Information");
    g_autoptr (GByteArray) answer = g_byte_array_new ();
    QmiProtocolError result = check_slot (request);
    guint number;

    if (result != QMI_PROTOCOL_ERROR_NONE)
        return result;
    number = open_free (state, request->client->id);
    if (number == 0)
        return QMI_PROTOCOL_ERROR_INSUFFICIENT_RESOURCES;
    if (!select_application (request->modem, &state->channels[number], aid->data, aid->len)) {
        close_channel (state, number);
        add_words (request, SW_NO_FILE);
        return QMI_PROTOCOL_ERROR_SIM_FILE_NOT_FOUND;
    }
    sim_request_add (request, "Channel ID", json_object_new_int ((gint) number));
    add_words (request, SW_DONE);
    if (information && sim_number (information) != 0) {
        sim_file_describe (NULL, state->channels[number].folder, answer);
        sim_request_add (request, "Select Response", sim_bytes_to_json (answer->data, answer->len));
    }
    return QMI_PROTOCOL_ERROR_NONE;
}

/* Opens with an AID, closes with a number. */
static QmiProtocolError
logical_channel (SimRequest *request)
{
    State *state = sim_modem_state (request->modem, &sim_behaviour_channels);
    SimJson *wanted = sim_member (request->tlvs, "Channel ID");
    gint64 number = sim_number (wanted);
    QmiProtocolError result = check_slot (request);

    if (sim_member (request->tlvs, "AID"))
        return open_channel (request);
    if (!wanted)
        return QMI_PROTOCOL_ERROR_MISSING_ARGUMENT;
    if (result != QMI_PROTOCOL_ERROR_NONE)
        return result;
    if (number < 1 || number >= N_CHANNELS || !state->channels[number].open)
        return QMI_PROTOCOL_ERROR_INVALID_ARGUMENT;
    close_channel (state, (guint) number);
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
send_apdu (SimRequest *request)
{
    State *state = sim_modem_state (request->modem, &sim_behaviour_channels);
    g_autoptr (GByteArray) bytes = sim_bytes_from_json (sim_member (request->tlvs, "APDU"));
    g_autoptr (GByteArray) answer = g_byte_array_new ();
    SimJson *channel = sim_member (request->tlvs, "Channel ID");
    QmiProtocolError result = check_slot (request);
    Command command = { 0 };
    guint words, number;
    guint8 status[2];

    if (result != QMI_PROTOCOL_ERROR_NONE)
        return result;
    if (!parse (bytes, &command))
        return QMI_PROTOCOL_ERROR_INVALID_ARGUMENT;
    number = channel ? (guint) sim_number (channel) : command.class & (N_CHANNELS - 1);
    if (number >= N_CHANNELS || (channel && !state->channels[number].open))
        return QMI_PROTOCOL_ERROR_INVALID_ARGUMENT;
    words = state->channels[number].open ? execute (request, state, number, &command, answer) : SW_NO_CHANNEL;
    status[0] = (guint8) (words >> 8);
    status[1] = (guint8) words;
    g_byte_array_append (answer, status, sizeof (status));
    sim_request_add (request, "APDU Response", sim_bytes_to_json (answer->data, answer->len));
    return QMI_PROTOCOL_ERROR_NONE;
}

static const SimHandler handlers[] = {
    { "Open Logical Channel", open_channel },
    { "Logical Channel", logical_channel },
    { "Send APDU", send_apdu },
    { NULL, NULL },
};

const SimBehaviour sim_behaviour_channels = {
    .service = QMI_SERVICE_UIM,
    .handlers = handlers,
    .state_size = sizeof (State),
    .power_on = close_all,
    .follow = follow,
    .forget = forget,
};
