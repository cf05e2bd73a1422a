/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* When a change of the signal is worth a report. */

#include "config.h"

#include <string.h>

#include "qmi-enums-dms.h"
#include "sim-signal.h"

/* How Config Signal Info v2 calls the values, and levels of Config Signal Info with their unit in tenths. What its ECIO
 * levels count is not published. */
static const struct {
    const gchar *name, *levels;
    gint         tenths;
} values[SIM_SIGNAL_N_VALUES] = {
    [SIM_SIGNAL_RSSI] = { "RSSI", "RSSI Threshold", 10 },
    [SIM_SIGNAL_ECIO] = { "ECIO", NULL, 0 },
    [SIM_SIGNAL_RSRQ] = { "RSRQ", "RSRQ Threshold", 10 },
    [SIM_SIGNAL_RSRP] = { "RSRP", "RSRP Threshold", 10 },
    [SIM_SIGNAL_SNR] = { "SNR", "LTE SNR Threshold", 1 },
};

static const struct {
    const gchar *registration, *limit, *tlv;
    guint        value;
    gint         tenths;
} events[SIM_SIGNAL_N_EVENTS] = {
    [SIM_SIGNAL_EVENT_STRENGTH] = { "Signal Strength Indicator", "Thresholds", "Signal Strength", SIM_SIGNAL_RSSI, 10 },
    [SIM_SIGNAL_EVENT_RSSI] = { "RSSI Indicator", "RSSI Delta", "RSSI", SIM_SIGNAL_RSSI, 10 },
    [SIM_SIGNAL_EVENT_SNR] = { "LTE SNR Delta", "SNR Delta", "LTE SNR", SIM_SIGNAL_SNR, 1 },
    [SIM_SIGNAL_EVENT_RSRP] = { "LTE RSRP Delta", "RSRP Delta", "LTE RSRP", SIM_SIGNAL_RSRP, 10 },
};

static const gchar *
get_technology (guint radio)
{
    switch (radio) {
    case QMI_DMS_RADIO_INTERFACE_GSM:
        return "GSM";
    case QMI_DMS_RADIO_INTERFACE_UMTS:
        return "WCDMA";
    case QMI_DMS_RADIO_INTERFACE_LTE:
        return "LTE";
    default:
        return "NR5G";
    }
}

/* @limit is a list of levels, of which one has to be crossed, or an amount by which the value has to move. */
static gboolean
is_beyond (SimJson *limit, gint tenths, gint64 told, gint64 now)
{
    if (!json_object_is_type (limit, json_type_array))
        return limit && ABS (now - told) >= tenths * sim_number (limit);
    for (gsize i = 0; i < json_object_array_length (limit); i++) {
        gint64 level = tenths * sim_number (json_object_array_get_idx (limit, i));

        if ((told < level) != (now < level))
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_beyond_limits (const SimClient *client, guint value, const SimSignal *told, const SimSignal *now)
{
    SimJson *older = sim_member (client->registrations, SIM_SIGNAL_CONFIG);
    SimJson *newer = sim_member (client->registrations, SIM_SIGNAL_CONFIG_V2);
    const gchar *technology = get_technology (now->radio), *name = values[value].name;
    g_autofree gchar *levels = g_strdup_printf ("%s %s Threshold List", technology, name);
    g_autofree gchar *delta = g_strdup_printf ("%s %s Delta", technology, name);
    gint64 from = told->tenths[value], to = now->tenths[value];

    if (values[value].levels && is_beyond (sim_member (older, values[value].levels), values[value].tenths, from, to))
        return TRUE;
    return is_beyond (sim_member (newer, levels), 1, from, to) || is_beyond (sim_member (newer, delta), 1, from, to);
}

gboolean
sim_signal_info_is_due (const SimClient *client, const SimSignal *told, const SimSignal *now)
{
    if (!sim_number (sim_at (client->registrations, "/Register Indications/Signal Info")))
        return FALSE;
    if (told->radio != now->radio)
        return TRUE;
    if (!sim_member (client->registrations, SIM_SIGNAL_CONFIG) &&
        !sim_member (client->registrations, SIM_SIGNAL_CONFIG_V2))
        return memcmp (told->tenths, now->tenths, sizeof (now->tenths)) != 0;
    for (guint i = 0; i < SIM_SIGNAL_N_VALUES; i++)
        if (is_beyond_limits (client, i, told, now))
            return TRUE;
    return FALSE;
}

gboolean
sim_signal_event_is_due (const SimClient *client, SimSignalEvent event, const SimSignal *told, const SimSignal *now,
                         const gchar **tlv)
{
    SimJson *choice = sim_member (sim_member (client->registrations, SIM_SIGNAL_SET_EVENTS),
                                  events[event].registration);
    guint value = events[event].value;

    *tlv = events[event].tlv;
    if (!sim_number (sim_member (choice, "Report")))
        return FALSE;
    return told->radio != now->radio || is_beyond (sim_member (choice, events[event].limit), events[event].tenths,
                                                   told->tenths[value], now->tenths[value]);
}
