/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A card that understands a few commands, on several channels. */

#include "config.h"

#include <string.h>

#include "sim-apdu.h"
#include "sim-card.h"

#define LONGEST_AID 16

/* More status words. */
enum {
    SW_WRONG_LENGTH = 0x6700,
    SW_WRONG_KIND = 0x6981,
    SW_NO_ACCESS = 0x6982,
    SW_NO_CURRENT_FILE = 0x6986,
    SW_NO_RECORD = 0x6A83,
    SW_WRONG_PARAMETERS = 0x6A86,
    SW_NO_DATA = 0x6A88,
    SW_WRONG_OFFSET = 0x6B00,
    SW_NO_COMMAND = 0x6D00,
};

/* Commands, ETSI TS 102 221 10.1.2 and, the last one, GlobalPlatform. */
enum {
    INS_MANAGE_CHANNEL = 0x70,
    INS_SELECT = 0xA4,
    INS_READ_BINARY = 0xB0,
    INS_READ_RECORD = 0xB2,
    INS_STATUS = 0xF2,
    INS_STORE_DATA = 0xE2,
};
enum {
    SELECT_BY_ID = 0x00,
    SELECT_BY_NAME = 0x04,
    SELECT_BY_PATH = 0x08,
    SELECT_BELOW = 0x09
};
enum {
    SELECT_NO_ANSWER = 0x0C,
    CHANNEL_CLOSE = 0x80
};

/* Where eSIM chips are managed, GSMA SGP.02 2.2.3. */
static const guint8 esim_aid[LONGEST_AID] = {
    0xA0, 0x00, 0x00, 0x05, 0x59, 0x10, 0x10, 0xFF, 0xFF, 0xFF, 0xFF, 0x89, 0x00, 0x00, 0x01, 0x00,
};

/* A command, taken apart. */
typedef struct {
    guint8 class, instruction, p1, p2;
    const guint8 *data;
    guint length, wanted;
} Command;

/* channels */

void
sim_channels_close_all (SimChannels *self)
{
    memset (self, 0, sizeof (*self));
    self->list[0].open = TRUE;
    self->list[0].folder = SIM_FILE_ROOT;
}

void
sim_channels_close (SimChannels *self, guint number)
{
    memset (&self->list[number], 0, sizeof (SimChannel));
}

guint
sim_channels_open (SimChannels *self, guint8 owner)
{
    for (guint i = 1; i < SIM_N_CHANNELS; i++) {
        if (self->list[i].open)
            continue;
        self->list[i].open = TRUE;
        self->list[i].owner = owner;
        self->list[i].folder = SIM_FILE_ROOT;
        return i;
    }
    return 0;
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
        g_autoptr (GByteArray) name =
            sim_bytes_from_json (sim_member (json_object_array_get_idx (list, i), "Application Identifier Value"));

        if (name->len >= length && memcmp (name->data, aid, length) == 0)
            return TRUE;
    }
    return FALSE;
}

gboolean
sim_channel_select (SimModem *modem, SimChannel *channel, const guint8 *aid, guint length)
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
select_file (SimModem *modem, SimChannel *channel, const Command *command, GByteArray *answer)
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
        return SIM_SW_NO_FILE;
    channel->folder = file ? folder : id;
    channel->file = file;
    if (command->p2 != SELECT_NO_ANSWER)
        sim_file_describe (file, channel->folder, answer);
    return SIM_SW_DONE;
}

static guint
select_any (SimModem *modem, SimChannel *channel, const Command *command, GByteArray *answer)
{
    switch (command->p1) {
    case SELECT_BY_NAME:
        if (!sim_channel_select (modem, channel, command->data, command->length))
            return SIM_SW_NO_FILE;
        if (command->p2 != SELECT_NO_ANSWER)
            sim_file_describe (NULL, channel->folder, answer);
        return SIM_SW_DONE;
    case SELECT_BY_ID:
    case SELECT_BY_PATH:
    case SELECT_BELOW:
        return select_file (modem, channel, command, answer);
    default:
        return SW_WRONG_PARAMETERS;
    }
}

/* Whether the selected file can be read: SIM_SW_DONE, or what is in the way. */
static guint
check_file (SimModem *modem, const SimChannel *channel, gboolean has_records)
{
    if (!channel->file)
        return SW_NO_CURRENT_FILE;
    if (channel->file->guarded && sim_card_check_access (sim_card_get (modem)) != QMI_PROTOCOL_ERROR_NONE)
        return SW_NO_ACCESS;
    return (channel->file->record_size > 0) == has_records ? SIM_SW_DONE : SW_WRONG_KIND;
}

static guint
read_binary (SimModem *modem, SimChannel *channel, const Command *command, GByteArray *answer)
{
    guint words = check_file (modem, channel, FALSE), offset = (guint) command->p1 << 8 | command->p2, rest;

    if (words != SIM_SW_DONE)
        return words;
    if (offset >= channel->file->content->len)
        return SW_WRONG_OFFSET;
    rest = channel->file->content->len - offset;
    g_byte_array_append (answer, channel->file->content->data + offset,
                         command->wanted ? MIN (command->wanted, rest) : rest);
    return SIM_SW_DONE;
}

static guint
read_record (SimModem *modem, SimChannel *channel, const Command *command, GByteArray *answer)
{
    guint words = check_file (modem, channel, TRUE);

    if (words != SIM_SW_DONE)
        return words;
    if (command->p1 < 1 || command->p1 > sim_file_get_n_records (channel->file))
        return SW_NO_RECORD;
    g_byte_array_append (answer, channel->file->content->data + (command->p1 - 1u) * channel->file->record_size,
                         channel->file->record_size);
    return SIM_SW_DONE;
}

/* The one question to an eSIM chip that needs no profile: who it is, GSMA SGP.22 5.7.20. */
static guint
store_data (SimModem *modem, SimChannel *channel, const Command *command, GByteArray *answer)
{
    static const guint8 question[] = { 0xBF, 0x3E, 0x03, 0x5C, 0x01, 0x5A }, head[] = { 0xBF, 0x3E, 0x12, 0x5A, 0x10 };
    g_autoptr (GByteArray) eid = sim_bytes_from_hex (sim_card_get (modem)->eid);

    if (!channel->is_esim)
        return SW_NO_COMMAND;
    if (command->length != sizeof (question) || memcmp (command->data, question, sizeof (question)) != 0)
        return SW_NO_DATA;
    g_byte_array_append (answer, head, sizeof (head));
    g_byte_array_append (answer, eid->data, eid->len);
    return SIM_SW_DONE;
}

static guint
manage_channel (SimChannels *self, guint8 client, const Command *command, GByteArray *answer)
{
    guint8 number = command->p2;

    if (command->p1 == CHANNEL_CLOSE) {
        if (number == 0 || number >= SIM_N_CHANNELS || !self->list[number].open)
            return SIM_SW_NO_CHANNEL;
        sim_channels_close (self, number);
        return SIM_SW_DONE;
    }
    number = (guint8) sim_channels_open (self, client);
    if (number == 0)
        return SIM_SW_NO_CHANNEL;
    g_byte_array_append (answer, &number, 1);
    return SIM_SW_DONE;
}

static guint
execute (SimModem *modem, SimChannels *self, guint number, guint8 client, const Command *command,
         GByteArray *answer)
{
    SimChannel *channel = &self->list[number];

    switch (command->instruction) {
    case INS_SELECT:
        return select_any (modem, channel, command, answer);
    case INS_READ_BINARY:
        return read_binary (modem, channel, command, answer);
    case INS_READ_RECORD:
        return read_record (modem, channel, command, answer);
    case INS_STORE_DATA:
        return store_data (modem, channel, command, answer);
    case INS_MANAGE_CHANNEL:
        return manage_channel (self, client, command, answer);
    case INS_STATUS:
        if (command->p2 != SELECT_NO_ANSWER)
            sim_file_describe (NULL, channel->folder, answer);
        return SIM_SW_DONE;
    default:
        return SW_NO_COMMAND;
    }
}

/* Class, instruction, two parameters; then data with its length, then the length that is wanted: both can be
 * missing. */
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

gboolean
sim_channels_execute (SimModem *modem, SimChannels *self, guint channel, guint8 client, const GByteArray *bytes,
                      GByteArray *answer)
{
    Command command = { 0 };
    guint words, number;
    guint8 status[2];

    if (!parse (bytes, &command))
        return FALSE;
    number = channel ? channel : command.class & (SIM_N_CHANNELS - 1);
    words = self->list[number].open ? execute (modem, self, number, client, &command, answer) : SIM_SW_NO_CHANNEL;
    status[0] = (guint8) (words >> 8);
    status[1] = (guint8) words;
    g_byte_array_append (answer, status, sizeof (status));
    return TRUE;
}
