/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A card that understands a few commands, on several channels. */

#pragma once

#include "sim-files.h"

G_BEGIN_DECLS

#define SIM_N_CHANNELS 4

typedef struct {
    gboolean open;
    guint8   owner;   /* client that opened it */
    gboolean is_esim;
    guint    folder;
    SimFile *file;    /* that is selected, or %NULL */
} SimChannel;

/* The first one is always open. */
typedef struct {
    SimChannel list[SIM_N_CHANNELS];
} SimChannels;

/* Status words, ETSI TS 102 221 10.2.1. */
enum { SIM_SW_DONE = 0x9000, SIM_SW_NO_CHANNEL = 0x6881, SIM_SW_NO_FILE = 0x6A82 };

void sim_channels_close_all (SimChannels *self);
void sim_channels_close     (SimChannels *self, guint number);

/* The number of a channel that was free, 0 without one. */
guint sim_channels_open (SimChannels *self, guint8 owner);

/* Selects the application whose name begins like @aid; any for one of no length. %FALSE if the card has none. */
gboolean sim_channel_select (SimModem *modem, SimChannel *channel, const guint8 *aid, guint length);

/* Carries out a command (an APDU) on the channel that its class byte names or, if @channel is not 0, on that one. The
 * answer with its status words is added to @answer; %FALSE if it is no command. */
gboolean sim_channels_execute (SimModem *modem, SimChannels *self, guint channel, guint8 client,
                               const GByteArray *bytes, GByteArray *answer);

G_END_DECLS
