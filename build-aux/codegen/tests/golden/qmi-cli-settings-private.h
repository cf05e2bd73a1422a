/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The application's own options by name. Generated, do not edit. */

#pragma once

typedef enum {
    SETTING_DEVICE,
    SETTING_FORMAT,
    SETTING_DECODE,
    SETTING_HELP,
    N_SETTINGS,
} Setting;
