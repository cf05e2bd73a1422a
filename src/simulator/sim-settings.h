/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Reads a section of a profile into a C struct, by a table of what may stand in it. */

#pragma once

#include "sim-value.h"

G_BEGIN_DECLS

typedef enum {
    SIM_SETTING_TEXT,    /* gchar[max + 1]: @min to @max bytes */
    SIM_SETTING_DIGITS,  /* the same, decimal digits only */
    SIM_SETTING_NUMBER,  /* guint: @min to @max */
    SIM_SETTING_SWITCH,  /* gboolean */
    SIM_SETTING_CHOICE,  /* guint: place in @inside, a list of names ending in %NULL */
    SIM_SETTING_SECTION, /* @inside: the settings of a section in the section */
} SimSettingKind;

/* A table of settings ends with one without a name. */
typedef struct {
    const gchar   *name;
    SimSettingKind kind;
    gsize          offset;
    guint          min, max;
    gconstpointer  inside;
} SimSetting;

/* What @section does not say stays as it is in @target; @section may be %NULL. Anything else in it is an error. */
gboolean sim_settings_read (SimJson *section, const SimSetting *settings, gpointer target, GError **error);

G_END_DECLS
