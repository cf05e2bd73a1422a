/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Tiny Kettle Service: types and accessors. Generated from tny.json, do not edit. */

#include "config.h"

#include "qmi-tny.h"
#include "qmi-tny-tables.h"
#include "qmi-error-types.h"

/* Boiling: indication */

GType
qmi_indication_tny_boiling_output_get_type (void)
{
    static gsize type;

    return qmi_container_register (&type, "QmiIndicationTnyBoilingOutput");
}

QmiIndicationTnyBoilingOutput *
qmi_indication_tny_boiling_output_ref (QmiIndicationTnyBoilingOutput *self)
{
    return qmi_container_ref (self);
}

void
qmi_indication_tny_boiling_output_unref (QmiIndicationTnyBoilingOutput *self)
{
    qmi_container_unref (self);
}

gboolean
qmi_indication_tny_boiling_output_get_temperature (
    QmiIndicationTnyBoilingOutput *self,
    gint16 *value_temperature,
    GError **error)
{
    if (!QMI_CONTAINER_HAS (self, 0))
        return qmi_container_missing (self, 0, error);
    if (value_temperature)
        *value_temperature = GINT16_FROM_LE (self->value_temperature);
    return TRUE;
}

/* Set Kettle: request */

GType
qmi_message_tny_set_kettle_input_get_type (void)
{
    static gsize type;

    return qmi_container_register (&type, "QmiMessageTnySetKettleInput");
}

QmiMessageTnySetKettleInput *
qmi_message_tny_set_kettle_input_new (void)
{
    return qmi_container_new (&qmi_schema_tny.unit, 0, 0);
}

QmiMessageTnySetKettleInput *
qmi_message_tny_set_kettle_input_ref (QmiMessageTnySetKettleInput *self)
{
    return qmi_container_ref (self);
}

void
qmi_message_tny_set_kettle_input_unref (QmiMessageTnySetKettleInput *self)
{
    qmi_container_unref (self);
}

gboolean
qmi_message_tny_set_kettle_input_get_water (
    QmiMessageTnySetKettleInput *self,
    guint16 *value_water_amount,
    gint8 *value_water_target,
    QmiTnyLid *value_water_lid,
    GError **error)
{
    if (!QMI_CONTAINER_HAS (self, 0))
        return qmi_container_missing (self, 0, error);
    if (value_water_amount)
        *value_water_amount = self->value_water.amount;
    if (value_water_target)
        *value_water_target = self->value_water.target;
    if (value_water_lid)
        *value_water_lid = self->value_water.lid;
    return TRUE;
}

gboolean
qmi_message_tny_set_kettle_input_set_water (
    QmiMessageTnySetKettleInput *self,
    guint16 value_water_amount,
    gint8 value_water_target,
    QmiTnyLid value_water_lid,
    GError **error)
{
    if (G_UNLIKELY (!self))
        return qmi_container_no_self (&qmi_schema_tny.unit, 4);

    self->value_water.amount = value_water_amount;
    self->value_water.target = value_water_target;
    self->value_water.lid = value_water_lid;
    self->states[0] = QMI_TLV_PRESENT;
    return TRUE;
}

gboolean
qmi_message_tny_set_kettle_input_get_pin (
    QmiMessageTnySetKettleInput *self,
    const gchar **value_pin,
    GError **error)
{
    if (!QMI_CONTAINER_HAS (self, 1))
        return qmi_container_missing (self, 1, error);
    if (value_pin)
        *value_pin = self->value_pin;
    return TRUE;
}

gboolean
qmi_message_tny_set_kettle_input_set_pin (
    QmiMessageTnySetKettleInput *self,
    const gchar *value_pin,
    GError **error)
{
    if (G_UNLIKELY (!self))
        return qmi_container_no_self (&qmi_schema_tny.unit, 5);

    if (!qmi_container_check_string (&qmi_schema_tny.unit, 5, value_pin, "value_pin", error))
        return FALSE;
    qmi_container_set_string (&self->value_pin, value_pin);
    self->states[1] = QMI_TLV_PRESENT;
    return TRUE;
}

gboolean
qmi_message_tny_set_kettle_input_get_keep_warm (
    QmiMessageTnySetKettleInput *self,
    gboolean *value_keep_warm,
    GError **error)
{
    if (!QMI_CONTAINER_HAS (self, 2))
        return qmi_container_missing (self, 2, error);
    if (value_keep_warm)
        *value_keep_warm = self->value_keep_warm;
    return TRUE;
}

gboolean
qmi_message_tny_set_kettle_input_set_keep_warm (
    QmiMessageTnySetKettleInput *self,
    gboolean value_keep_warm,
    GError **error)
{
    if (G_UNLIKELY (!self))
        return qmi_container_no_self (&qmi_schema_tny.unit, 6);

    self->value_keep_warm = value_keep_warm;
    self->states[2] = QMI_TLV_PRESENT;
    return TRUE;
}

gboolean
qmi_message_tny_set_kettle_input_get_coils (
    QmiMessageTnySetKettleInput *self,
    QmiTnyHeater *value_coils,
    GError **error)
{
    if (!QMI_CONTAINER_HAS (self, 3))
        return qmi_container_missing (self, 3, error);
    if (value_coils)
        *value_coils = self->value_coils;
    return TRUE;
}

gboolean
qmi_message_tny_set_kettle_input_set_coils (
    QmiMessageTnySetKettleInput *self,
    QmiTnyHeater value_coils,
    GError **error)
{
    if (G_UNLIKELY (!self))
        return qmi_container_no_self (&qmi_schema_tny.unit, 7);

    self->value_coils = value_coils;
    self->states[3] = QMI_TLV_PRESENT;
    return TRUE;
}

/* Set Kettle: response */

GType
qmi_message_tny_set_kettle_output_get_type (void)
{
    static gsize type;

    return qmi_container_register (&type, "QmiMessageTnySetKettleOutput");
}

QmiMessageTnySetKettleOutput *
qmi_message_tny_set_kettle_output_ref (QmiMessageTnySetKettleOutput *self)
{
    return qmi_container_ref (self);
}

void
qmi_message_tny_set_kettle_output_unref (QmiMessageTnySetKettleOutput *self)
{
    qmi_container_unref (self);
}

gboolean
qmi_message_tny_set_kettle_output_get_result (
    QmiMessageTnySetKettleOutput *self,
    GError **error)
{
    return qmi_container_get_result (self, 0, error);
}

gboolean
qmi_message_tny_set_kettle_output_get_seconds (
    QmiMessageTnySetKettleOutput *self,
    guint32 *value_seconds,
    GError **error)
{
    if (!QMI_CONTAINER_HAS (self, 1))
        return qmi_container_missing (self, 1, error);
    if (value_seconds)
        *value_seconds = GUINT32_FROM_LE (self->value_seconds);
    return TRUE;
}

gboolean
qmi_message_tny_set_kettle_output_get_heat (
    QmiMessageTnySetKettleOutput *self,
    gint16 *value_heat,
    GError **error)
{
    if (!QMI_CONTAINER_HAS (self, 2))
        return qmi_container_missing (self, 2, error);
    if (value_heat)
        *value_heat = GINT16_FROM_BE (self->value_heat);
    return TRUE;
}

gboolean
qmi_message_tny_set_kettle_output_get_advice (
    QmiMessageTnySetKettleOutput *self,
    const gchar **value_advice,
    GError **error)
{
    if (!QMI_CONTAINER_HAS (self, 3))
        return qmi_container_missing (self, 3, error);
    if (value_advice)
        *value_advice = self->value_advice;
    return TRUE;
}

/* Get Numbers: response */

GType
qmi_message_tny_get_numbers_output_get_type (void)
{
    static gsize type;

    return qmi_container_register (&type, "QmiMessageTnyGetNumbersOutput");
}

QmiMessageTnyGetNumbersOutput *
qmi_message_tny_get_numbers_output_ref (QmiMessageTnyGetNumbersOutput *self)
{
    return qmi_container_ref (self);
}

void
qmi_message_tny_get_numbers_output_unref (QmiMessageTnyGetNumbersOutput *self)
{
    qmi_container_unref (self);
}

gboolean
qmi_message_tny_get_numbers_output_get_result (
    QmiMessageTnyGetNumbersOutput *self,
    GError **error)
{
    return qmi_container_get_result (self, 0, error);
}

gboolean
qmi_message_tny_get_numbers_output_get_integers (
    QmiMessageTnyGetNumbersOutput *self,
    guint8 *value_integers_u8,
    guint16 *value_integers_u16,
    guint32 *value_integers_u32,
    QmiTnyPastEvents *value_integers_u64,
    gint8 *value_integers_i8,
    gint16 *value_integers_i16,
    gint32 *value_integers_i32,
    gint64 *value_integers_i64,
    guint64 *value_integers_u24,
    guint64 *value_integers_u48,
    GError **error)
{
    if (!QMI_CONTAINER_HAS (self, 1))
        return qmi_container_missing (self, 1, error);
    if (value_integers_u8)
        *value_integers_u8 = self->value_integers.u8;
    if (value_integers_u16)
        *value_integers_u16 = GUINT16_FROM_LE (self->value_integers.u16);
    if (value_integers_u32)
        *value_integers_u32 = GUINT32_FROM_BE (self->value_integers.u32);
    if (value_integers_u64)
        *value_integers_u64 = GUINT64_FROM_LE (self->value_integers.u64);
    if (value_integers_i8)
        *value_integers_i8 = self->value_integers.i8;
    if (value_integers_i16)
        *value_integers_i16 = GINT16_FROM_LE (self->value_integers.i16);
    if (value_integers_i32)
        *value_integers_i32 = GINT32_FROM_LE (self->value_integers.i32);
    if (value_integers_i64)
        *value_integers_i64 = GINT64_FROM_LE (self->value_integers.i64);
    if (value_integers_u24)
        *value_integers_u24 = self->value_integers.u24;
    if (value_integers_u48)
        *value_integers_u48 = self->value_integers.u48;
    return TRUE;
}

gboolean
qmi_message_tny_get_numbers_output_get_fractions (
    QmiMessageTnyGetNumbersOutput *self,
    gfloat *value_fractions_f32,
    gdouble *value_fractions_f64,
    GError **error)
{
    if (!QMI_CONTAINER_HAS (self, 2))
        return qmi_container_missing (self, 2, error);
    if (value_fractions_f32)
        *value_fractions_f32 = self->value_fractions.f32;
    if (value_fractions_f64)
        *value_fractions_f64 = self->value_fractions.f64;
    return TRUE;
}

gboolean
qmi_message_tny_get_numbers_output_get_panel (
    QmiMessageTnyGetNumbersOutput *self,
    guint16 *value_panel,
    GError **error)
{
    if (!QMI_CONTAINER_HAS (self, 3))
        return qmi_container_missing (self, 3, error);
    if (value_panel)
        *value_panel = GUINT16_FROM_LE (self->value_panel);
    return TRUE;
}

gboolean
qmi_message_tny_get_numbers_output_get_last_error (
    QmiMessageTnyGetNumbersOutput *self,
    guint16 *value_last_error,
    GError **error)
{
    if (!QMI_CONTAINER_HAS (self, 4))
        return qmi_container_missing (self, 4, error);
    if (value_last_error)
        *value_last_error = GUINT16_FROM_LE (self->value_last_error);
    return TRUE;
}

/* Get Texts: response */

GType
qmi_message_tny_get_texts_output_get_type (void)
{
    static gsize type;

    return qmi_container_register (&type, "QmiMessageTnyGetTextsOutput");
}

QmiMessageTnyGetTextsOutput *
qmi_message_tny_get_texts_output_ref (QmiMessageTnyGetTextsOutput *self)
{
    return qmi_container_ref (self);
}

void
qmi_message_tny_get_texts_output_unref (QmiMessageTnyGetTextsOutput *self)
{
    qmi_container_unref (self);
}

gboolean
qmi_message_tny_get_texts_output_get_result (
    QmiMessageTnyGetTextsOutput *self,
    GError **error)
{
    return qmi_container_get_result (self, 0, error);
}

gboolean
qmi_message_tny_get_texts_output_get_labels (
    QmiMessageTnyGetTextsOutput *self,
    const gchar **value_labels_model,
    const gchar **value_labels_manual,
    const gchar **value_labels_serial,
    const gchar **value_labels_maker_country,
    const gchar **value_labels_maker_town,
    GError **error)
{
    if (!QMI_CONTAINER_HAS (self, 1))
        return qmi_container_missing (self, 1, error);
    if (value_labels_model)
        *value_labels_model = self->value_labels.model;
    if (value_labels_manual)
        *value_labels_manual = self->value_labels.manual;
    if (value_labels_serial)
        *value_labels_serial = self->value_labels.serial;
    if (value_labels_maker_country)
        *value_labels_maker_country = self->value_labels.maker_country;
    if (value_labels_maker_town)
        *value_labels_maker_town = self->value_labels.maker_town;
    return TRUE;
}

/* Get Lists: response */

static gpointer
qmi_tny_cup_list_cup_copy (gpointer source)
{
    return qmi_container_struct_copy (&qmi_schema_tny.unit, QMI_FIELD_TNY_CUP_LIST_CUP, source, FALSE);
}

static void
qmi_tny_cup_list_cup_free (gpointer data)
{
    qmi_container_struct_free (&qmi_schema_tny.unit, QMI_FIELD_TNY_CUP_LIST_CUP, data, FALSE);
}

GType
qmi_tny_cup_list_cup_get_type (void)
{
    static gsize type;

    return qmi_container_struct_register (&type, "QmiTnyCupListCup", qmi_tny_cup_list_cup_copy,
            qmi_tny_cup_list_cup_free);
}

GType
qmi_message_tny_get_lists_output_get_type (void)
{
    static gsize type;

    return qmi_container_register (&type, "QmiMessageTnyGetListsOutput");
}

QmiMessageTnyGetListsOutput *
qmi_message_tny_get_lists_output_ref (QmiMessageTnyGetListsOutput *self)
{
    return qmi_container_ref (self);
}

void
qmi_message_tny_get_lists_output_unref (QmiMessageTnyGetListsOutput *self)
{
    qmi_container_unref (self);
}

gboolean
qmi_message_tny_get_lists_output_get_result (
    QmiMessageTnyGetListsOutput *self,
    GError **error)
{
    return qmi_container_get_result (self, 0, error);
}

gboolean
qmi_message_tny_get_lists_output_get_short (
    QmiMessageTnyGetListsOutput *self,
    guint8 *value_short_sequence,
    GArray **value_short,
    GError **error)
{
    if (!QMI_CONTAINER_HAS (self, 1))
        return qmi_container_missing (self, 1, error);
    if (value_short_sequence)
        *value_short_sequence = self->value_short_sequence;
    if (value_short)
        *value_short = self->value_short;
    return TRUE;
}

gboolean
qmi_message_tny_get_lists_output_get_cups (
    QmiMessageTnyGetListsOutput *self,
    GArray **value_cups,
    GError **error)
{
    if (!QMI_CONTAINER_HAS (self, 2))
        return qmi_container_missing (self, 2, error);
    if (value_cups)
        *value_cups = self->value_cups;
    return TRUE;
}

gboolean
qmi_message_tny_get_lists_output_get_cups_gir (
    QmiMessageTnyGetListsOutput *self,
    GPtrArray **value_cups_ptr,
    GError **error)
{
    if (!QMI_CONTAINER_HAS (self, 2))
        return qmi_container_missing (self, 2, error);
    if (value_cups_ptr)
        *value_cups_ptr = qmi_container_get_elements (self, &self->value_cups, QMI_FIELD_TNY_CUP_LIST_CUP);
    return TRUE;
}

gboolean
qmi_message_tny_get_lists_output_get_medium (
    QmiMessageTnyGetListsOutput *self,
    GArray **value_medium,
    GError **error)
{
    if (!QMI_CONTAINER_HAS (self, 3))
        return qmi_container_missing (self, 3, error);
    if (value_medium)
        *value_medium = self->value_medium;
    return TRUE;
}

gboolean
qmi_message_tny_get_lists_output_get_long (
    QmiMessageTnyGetListsOutput *self,
    GArray **value_long,
    GError **error)
{
    if (!QMI_CONTAINER_HAS (self, 4))
        return qmi_container_missing (self, 4, error);
    if (value_long)
        *value_long = self->value_long;
    return TRUE;
}

gboolean
qmi_message_tny_get_lists_output_get_fixed (
    QmiMessageTnyGetListsOutput *self,
    GArray **value_fixed,
    GError **error)
{
    if (!QMI_CONTAINER_HAS (self, 5))
        return qmi_container_missing (self, 5, error);
    if (value_fixed)
        *value_fixed = self->value_fixed;
    return TRUE;
}

gboolean
qmi_message_tny_get_lists_output_get_rest (
    QmiMessageTnyGetListsOutput *self,
    GArray **value_rest,
    GError **error)
{
    if (!QMI_CONTAINER_HAS (self, 6))
        return qmi_container_missing (self, 6, error);
    if (value_rest)
        *value_rest = self->value_rest;
    return TRUE;
}

gboolean
qmi_message_tny_get_lists_output_get_guests (
    QmiMessageTnyGetListsOutput *self,
    GArray **value_guests,
    GError **error)
{
    if (!QMI_CONTAINER_HAS (self, 7))
        return qmi_container_missing (self, 7, error);
    if (value_guests)
        *value_guests = self->value_guests;
    return TRUE;
}

gboolean
qmi_message_tny_get_lists_output_get_guests_gir (
    QmiMessageTnyGetListsOutput *self,
    GPtrArray **value_guests_ptr,
    GError **error)
{
    if (!QMI_CONTAINER_HAS (self, 7))
        return qmi_container_missing (self, 7, error);
    if (value_guests_ptr)
        *value_guests_ptr = qmi_container_get_elements (self, &self->value_guests, QMI_FIELD_TNY_CUP_LIST_CUP);
    return TRUE;
}

/* Pour: request */

GType
qmi_message_tny_pour_input_get_type (void)
{
    static gsize type;

    return qmi_container_register (&type, "QmiMessageTnyPourInput");
}

QmiMessageTnyPourInput *
qmi_message_tny_pour_input_new (void)
{
    return qmi_container_new (&qmi_schema_tny.unit, 4, 0);
}

QmiMessageTnyPourInput *
qmi_message_tny_pour_input_ref (QmiMessageTnyPourInput *self)
{
    return qmi_container_ref (self);
}

void
qmi_message_tny_pour_input_unref (QmiMessageTnyPourInput *self)
{
    qmi_container_unref (self);
}

gboolean
qmi_message_tny_pour_input_get_cups (
    QmiMessageTnyPourInput *self,
    GArray **value_cups,
    GError **error)
{
    if (!QMI_CONTAINER_HAS (self, 0))
        return qmi_container_missing (self, 0, error);
    if (value_cups)
        *value_cups = self->value_cups;
    return TRUE;
}

gboolean
qmi_message_tny_pour_input_get_cups_gir (
    QmiMessageTnyPourInput *self,
    GPtrArray **value_cups_ptr,
    GError **error)
{
    if (!QMI_CONTAINER_HAS (self, 0))
        return qmi_container_missing (self, 0, error);
    if (value_cups_ptr)
        *value_cups_ptr = qmi_container_get_elements (self, &self->value_cups, QMI_FIELD_TNY_CUP_LIST_CUP);
    return TRUE;
}

gboolean
qmi_message_tny_pour_input_set_cups (
    QmiMessageTnyPourInput *self,
    GArray *value_cups,
    GError **error)
{
    if (G_UNLIKELY (!self))
        return qmi_container_no_self (&qmi_schema_tny.unit, 46);

    qmi_container_set_array (&self->value_cups, value_cups);
    self->states[0] = QMI_TLV_PRESENT;
    return TRUE;
}

gboolean
qmi_message_tny_pour_input_set_cups_gir (
    QmiMessageTnyPourInput *self,
    GPtrArray *value_cups_ptr,
    GError **error)
{
    if (G_UNLIKELY (!self))
        return qmi_container_no_self (&qmi_schema_tny.unit, 46);

    qmi_container_set_elements (self, &self->value_cups, value_cups_ptr, QMI_FIELD_TNY_CUP_LIST_CUP);
    self->states[0] = QMI_TLV_PRESENT;
    return TRUE;
}

gboolean
qmi_message_tny_pour_input_get_motto (
    QmiMessageTnyPourInput *self,
    const gchar **value_motto,
    GError **error)
{
    if (!QMI_CONTAINER_HAS (self, 1))
        return qmi_container_missing (self, 1, error);
    if (value_motto)
        *value_motto = self->value_motto;
    return TRUE;
}

gboolean
qmi_message_tny_pour_input_set_motto (
    QmiMessageTnyPourInput *self,
    const gchar *value_motto,
    GError **error)
{
    if (G_UNLIKELY (!self))
        return qmi_container_no_self (&qmi_schema_tny.unit, 56);

    qmi_container_set_string (&self->value_motto, value_motto);
    self->states[1] = QMI_TLV_PRESENT;
    return TRUE;
}

gboolean
qmi_message_tny_pour_input_get_mode (
    QmiMessageTnyPourInput *self,
    guint8 *value_mode,
    GError **error)
{
    if (!QMI_CONTAINER_HAS (self, 2))
        return qmi_container_missing (self, 2, error);
    if (value_mode)
        *value_mode = self->value_mode;
    return TRUE;
}

gboolean
qmi_message_tny_pour_input_set_mode (
    QmiMessageTnyPourInput *self,
    guint8 value_mode,
    GError **error)
{
    if (G_UNLIKELY (!self))
        return qmi_container_no_self (&qmi_schema_tny.unit, 57);

    self->value_mode = value_mode;
    self->states[2] = QMI_TLV_PRESENT;
    return TRUE;
}

gboolean
qmi_message_tny_pour_input_get_cup_number (
    QmiMessageTnyPourInput *self,
    guint8 *value_cup_number,
    GError **error)
{
    if (!QMI_CONTAINER_HAS (self, 3))
        return qmi_container_missing (self, 3, error);
    if (value_cup_number)
        *value_cup_number = self->value_cup_number;
    return TRUE;
}

gboolean
qmi_message_tny_pour_input_set_cup_number (
    QmiMessageTnyPourInput *self,
    guint8 value_cup_number,
    GError **error)
{
    if (G_UNLIKELY (!self))
        return qmi_container_no_self (&qmi_schema_tny.unit, 58);

    self->value_cup_number = value_cup_number;
    self->states[3] = QMI_TLV_PRESENT;
    return TRUE;
}

/* Pour: response */

GType
qmi_message_tny_pour_output_get_type (void)
{
    static gsize type;

    return qmi_container_register (&type, "QmiMessageTnyPourOutput");
}

QmiMessageTnyPourOutput *
qmi_message_tny_pour_output_ref (QmiMessageTnyPourOutput *self)
{
    return qmi_container_ref (self);
}

void
qmi_message_tny_pour_output_unref (QmiMessageTnyPourOutput *self)
{
    qmi_container_unref (self);
}

gboolean
qmi_message_tny_pour_output_get_result (
    QmiMessageTnyPourOutput *self,
    GError **error)
{
    return qmi_container_get_result (self, 0, error);
}

/* Reset: response */

GType
qmi_message_tny_reset_output_get_type (void)
{
    static gsize type;

    return qmi_container_register (&type, "QmiMessageTnyResetOutput");
}

QmiMessageTnyResetOutput *
qmi_message_tny_reset_output_ref (QmiMessageTnyResetOutput *self)
{
    return qmi_container_ref (self);
}

void
qmi_message_tny_reset_output_unref (QmiMessageTnyResetOutput *self)
{
    qmi_container_unref (self);
}

gboolean
qmi_message_tny_reset_output_get_result (
    QmiMessageTnyResetOutput *self,
    GError **error)
{
    return qmi_container_get_result (self, 0, error);
}

/* Abort: the library itself sends it */

gboolean
qmi_message_tny_abort_output_get_result (
    QmiMessageTnyAbortOutput *self,
    GError **error)
{
    return qmi_container_get_result (self, 0, error);
}

