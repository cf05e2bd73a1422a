/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Logical channels to applications of the card, and commands that are sent there. */

#include "config.h"

#include "behaviours.h"
#include "sim-apdu.h"
#include "sim-card.h"

static void
close_all (SimModem *modem, gpointer data)
{
    sim_channels_close_all (data);
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
    SimChannels *channels = data;

    for (guint i = 1; i < SIM_N_CHANNELS && client->service == QMI_SERVICE_UIM; i++)
        if (channels->list[i].open && channels->list[i].owner == client->id)
            sim_channels_close (channels, i);
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
    SimChannels *channels = sim_modem_state (request->modem, &sim_behaviour_channels);
    g_autoptr (GByteArray) aid = sim_bytes_from_json (sim_member (request->tlvs, "AID"));
    SimJson *information = sim_member (request->tlvs, "File Control Information");
    g_autoptr (GByteArray) answer = g_byte_array_new ();
    QmiProtocolError result = check_slot (request);
    guint number;

    if (result != QMI_PROTOCOL_ERROR_NONE)
        return result;
    number = sim_channels_open (channels, request->client->id);
    if (number == 0)
        return QMI_PROTOCOL_ERROR_INSUFFICIENT_RESOURCES;
    if (!sim_channel_select (request->modem, &channels->list[number], aid->data, aid->len)) {
        sim_channels_close (channels, number);
        add_words (request, SIM_SW_NO_FILE);
        return QMI_PROTOCOL_ERROR_SIM_FILE_NOT_FOUND;
    }
    sim_request_add (request, "Channel ID", json_object_new_int ((gint) number));
    add_words (request, SIM_SW_DONE);
    if (information && sim_number (information) != 0) {
        sim_file_describe (NULL, channels->list[number].folder, answer);
        sim_request_add (request, "Select Response", sim_bytes_to_json (answer->data, answer->len));
    }
    return QMI_PROTOCOL_ERROR_NONE;
}

/* Opens with an AID, closes with a number. */
static QmiProtocolError
logical_channel (SimRequest *request)
{
    SimChannels *channels = sim_modem_state (request->modem, &sim_behaviour_channels);
    SimJson *wanted = sim_member (request->tlvs, "Channel ID");
    gint64 number = sim_number (wanted);
    QmiProtocolError result = check_slot (request);

    if (sim_member (request->tlvs, "AID"))
        return open_channel (request);
    if (!wanted)
        return QMI_PROTOCOL_ERROR_MISSING_ARGUMENT;
    if (result != QMI_PROTOCOL_ERROR_NONE)
        return result;
    if (number < 1 || number >= SIM_N_CHANNELS || !channels->list[number].open)
        return QMI_PROTOCOL_ERROR_INVALID_ARGUMENT;
    sim_channels_close (channels, (guint) number);
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
send_apdu (SimRequest *request)
{
    SimChannels *channels = sim_modem_state (request->modem, &sim_behaviour_channels);
    g_autoptr (GByteArray) bytes = sim_bytes_from_json (sim_member (request->tlvs, "APDU"));
    g_autoptr (GByteArray) answer = g_byte_array_new ();
    gint64 number = sim_number (sim_member (request->tlvs, "Channel ID"));
    QmiProtocolError result = check_slot (request);

    if (result != QMI_PROTOCOL_ERROR_NONE)
        return result;
    if (number >= SIM_N_CHANNELS || !channels->list[number].open ||
        !sim_channels_execute (request->modem, channels, (guint) number, request->client->id, bytes, answer))
        return QMI_PROTOCOL_ERROR_INVALID_ARGUMENT;
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
    .state_size = sizeof (SimChannels),
    .power_on = close_all,
    .follow = follow,
    .forget = forget,
};
