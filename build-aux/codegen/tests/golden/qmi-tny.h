/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Tiny Kettle Service. Generated from tny.json, do not edit. */

#ifndef __LIBQMI_GLIB_QMI_TNY__
#define __LIBQMI_GLIB_QMI_TNY__

#if !defined (__LIBQMI_GLIB_H_INSIDE__) && !defined (LIBQMI_GLIB_COMPILATION)
#error "Only <libqmi-glib.h> can be included directly."
#endif

#include <glib-object.h>
#include <gio/gio.h>

#include "qmi-enums-tny.h"
#include "qmi-enums.h"
#include "qmi-message.h"
#include "qmi-visibility.h"

G_BEGIN_DECLS

/**
 * SECTION:qmi-tny
 * @title: Tiny Kettle Service
 *
 * A demo: a kettle with a QMI port. It uses every type and every key of the format. Source: RFC 2324.
 */

#define HAVE_QMI_MESSAGE_TNY_SET_KETTLE
#define HAVE_QMI_MESSAGE_TNY_GET_NUMBERS
#define HAVE_QMI_MESSAGE_TNY_GET_TEXTS
#define HAVE_QMI_MESSAGE_TNY_GET_LISTS
#define HAVE_QMI_MESSAGE_TNY_POUR
#define HAVE_QMI_MESSAGE_TNY_RESET
#define HAVE_QMI_MESSAGE_TNY_ABORT
#define HAVE_QMI_INDICATION_TNY_BOILING
#define HAVE_QMI_INDICATION_TNY_BOILED_DRY
#define HAVE_QMI_SERVICE_TNY

/* Boiling: indication */

/**
 * QmiIndicationTnyBoilingOutput:
 *
 * What was received with the indication "Boiling"; opaque and reference counted.
 *
 * The water has come to the boil.
 *
 * Since: 1.2
 */
typedef struct _QmiIndicationTnyBoilingOutput QmiIndicationTnyBoilingOutput;

#define QMI_TYPE_INDICATION_TNY_BOILING_OUTPUT (qmi_indication_tny_boiling_output_get_type ())
QMI_API GType qmi_indication_tny_boiling_output_get_type (void) G_GNUC_CONST;

/**
 * qmi_indication_tny_boiling_output_ref:
 * @self: a #QmiIndicationTnyBoilingOutput.
 *
 * Takes one more reference; may be called from any thread.
 *
 * Returns: (transfer full): @self.
 *
 * Since: 1.2
 */
QMI_API QmiIndicationTnyBoilingOutput *qmi_indication_tny_boiling_output_ref (QmiIndicationTnyBoilingOutput *self);

/**
 * qmi_indication_tny_boiling_output_unref:
 * @self: a #QmiIndicationTnyBoilingOutput.
 *
 * Gives a reference back; with the last one @self and everything that its getters returned goes away.
 *
 * Since: 1.2
 */
QMI_API void qmi_indication_tny_boiling_output_unref (QmiIndicationTnyBoilingOutput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QmiIndicationTnyBoilingOutput, qmi_indication_tny_boiling_output_unref)

/**
 * qmi_indication_tny_boiling_output_get_temperature:
 * @self: a #QmiIndicationTnyBoilingOutput.
 * @value_temperature: (out)(optional): What the sensor reads. [in 0.1 °C]
 * @error: return location for a #GError, or %NULL.
 *
 * Reads the field "Temperature".
 *
 * What the sensor reads.
 *
 * Texts and arrays belong to @self: they live until its last reference is given back.
 *
 * Returns: (skip): %TRUE if the field is there; %FALSE with %QMI_CORE_ERROR_TLV_NOT_FOUND in @error if it is missing
 * or cannot be read, which the message tells.
 *
 * Since: 1.2
 */
QMI_API gboolean qmi_indication_tny_boiling_output_get_temperature (
    QmiIndicationTnyBoilingOutput *self,
    gint16 *value_temperature,
    GError **error);

/* Set Kettle: request */

/**
 * QmiMessageTnySetKettleInput:
 *
 * What is asked for in the request "Set Kettle"; opaque and reference counted.
 *
 * Fills, heats and locks in one go.
 *
 * Since: 1.2
 */
typedef struct _QmiMessageTnySetKettleInput QmiMessageTnySetKettleInput;

#define QMI_TYPE_MESSAGE_TNY_SET_KETTLE_INPUT (qmi_message_tny_set_kettle_input_get_type ())
QMI_API GType qmi_message_tny_set_kettle_input_get_type (void) G_GNUC_CONST;

/**
 * qmi_message_tny_set_kettle_input_new:
 *
 * Makes a bundle without any field set.
 *
 * Returns: (transfer full): a new #QmiMessageTnySetKettleInput. Give it back with qmi_message_tny_set_kettle_input_unref().
 *
 * Since: 1.2
 */
QMI_API QmiMessageTnySetKettleInput *qmi_message_tny_set_kettle_input_new (void);

/**
 * qmi_message_tny_set_kettle_input_ref:
 * @self: a #QmiMessageTnySetKettleInput.
 *
 * Takes one more reference; may be called from any thread.
 *
 * Returns: (transfer full): @self.
 *
 * Since: 1.2
 */
QMI_API QmiMessageTnySetKettleInput *qmi_message_tny_set_kettle_input_ref (QmiMessageTnySetKettleInput *self);

/**
 * qmi_message_tny_set_kettle_input_unref:
 * @self: a #QmiMessageTnySetKettleInput.
 *
 * Gives a reference back; with the last one @self and everything that its getters returned goes away.
 *
 * Since: 1.2
 */
QMI_API void qmi_message_tny_set_kettle_input_unref (QmiMessageTnySetKettleInput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QmiMessageTnySetKettleInput, qmi_message_tny_set_kettle_input_unref)

/**
 * qmi_message_tny_set_kettle_input_get_water:
 * @self: a #QmiMessageTnySetKettleInput.
 * @value_water_amount: (out)(optional): Volume of cold water to take in. [in ml; 100 to 1700]
 * @value_water_target: (out)(optional): Temperature at which to stop. [in 0.5 °C; x / 2; not available: -128]
 * @value_water_lid: (out)(optional): Where the cover has to be.
 * @error: return location for a #GError, or %NULL.
 *
 * Reads the field "Water".
 *
 * How much to boil and how hot.
 *
 * Texts and arrays belong to @self: they live until its last reference is given back.
 *
 * Returns: (skip): %TRUE if the field is there; %FALSE with %QMI_CORE_ERROR_TLV_NOT_FOUND in @error if it is missing
 * or cannot be read, which the message tells.
 *
 * Since: 1.2
 */
QMI_API gboolean qmi_message_tny_set_kettle_input_get_water (
    QmiMessageTnySetKettleInput *self,
    guint16 *value_water_amount,
    gint8 *value_water_target,
    QmiTnyLid *value_water_lid,
    GError **error);

/**
 * qmi_message_tny_set_kettle_input_set_water:
 * @self: a #QmiMessageTnySetKettleInput.
 * @value_water_amount: Volume of cold water to take in. [in ml; 100 to 1700]
 * @value_water_target: Temperature at which to stop. [in 0.5 °C; x / 2; not available: -128]
 * @value_water_lid: Where the cover has to be.
 * @error: return location for a #GError, or %NULL.
 *
 * Sets the field "Water".
 *
 * How much to boil and how hot.
 *
 * Texts are copied; arrays are referenced, not copied.
 *
 * Returns: (skip): %TRUE if the field was set; %FALSE with %QMI_CORE_ERROR_INVALID_ARGS in @error if a text has the
 * wrong length.
 *
 * Since: 1.2
 */
QMI_API gboolean qmi_message_tny_set_kettle_input_set_water (
    QmiMessageTnySetKettleInput *self,
    guint16 value_water_amount,
    gint8 value_water_target,
    QmiTnyLid value_water_lid,
    GError **error);

/**
 * qmi_message_tny_set_kettle_input_get_pin:
 * @self: a #QmiMessageTnySetKettleInput.
 * @value_pin: (out)(optional)(transfer none): Number that unlocks the lid. [length at least 4]
 * @error: return location for a #GError, or %NULL.
 *
 * Reads the field "PIN".
 *
 * Number that unlocks the lid.
 *
 * Texts and arrays belong to @self: they live until its last reference is given back.
 *
 * Returns: (skip): %TRUE if the field is there; %FALSE with %QMI_CORE_ERROR_TLV_NOT_FOUND in @error if it is missing
 * or cannot be read, which the message tells.
 *
 * Since: 1.2
 */
QMI_API gboolean qmi_message_tny_set_kettle_input_get_pin (
    QmiMessageTnySetKettleInput *self,
    const gchar **value_pin,
    GError **error);

/**
 * qmi_message_tny_set_kettle_input_set_pin:
 * @self: a #QmiMessageTnySetKettleInput.
 * @value_pin: Number that unlocks the lid. [length at least 4]
 * @error: return location for a #GError, or %NULL.
 *
 * Sets the field "PIN".
 *
 * Number that unlocks the lid.
 *
 * Texts are copied; arrays are referenced, not copied.
 *
 * Returns: (skip): %TRUE if the field was set; %FALSE with %QMI_CORE_ERROR_INVALID_ARGS in @error if a text has the
 * wrong length.
 *
 * Since: 1.2
 */
QMI_API gboolean qmi_message_tny_set_kettle_input_set_pin (
    QmiMessageTnySetKettleInput *self,
    const gchar *value_pin,
    GError **error);

/**
 * qmi_message_tny_set_kettle_input_get_keep_warm:
 * @self: a #QmiMessageTnySetKettleInput.
 * @value_keep_warm: (out)(optional): Whether to hold the temperature.
 * @error: return location for a #GError, or %NULL.
 *
 * Reads the field "Keep Warm".
 *
 * Whether to hold the temperature.
 *
 * Texts and arrays belong to @self: they live until its last reference is given back.
 *
 * Returns: (skip): %TRUE if the field is there; %FALSE with %QMI_CORE_ERROR_TLV_NOT_FOUND in @error if it is missing
 * or cannot be read, which the message tells.
 *
 * Since: 1.4
 */
QMI_API gboolean qmi_message_tny_set_kettle_input_get_keep_warm (
    QmiMessageTnySetKettleInput *self,
    gboolean *value_keep_warm,
    GError **error);

/**
 * qmi_message_tny_set_kettle_input_set_keep_warm:
 * @self: a #QmiMessageTnySetKettleInput.
 * @value_keep_warm: Whether to hold the temperature.
 * @error: return location for a #GError, or %NULL.
 *
 * Sets the field "Keep Warm".
 *
 * Whether to hold the temperature.
 *
 * Texts are copied; arrays are referenced, not copied.
 *
 * Returns: (skip): %TRUE if the field was set; %FALSE with %QMI_CORE_ERROR_INVALID_ARGS in @error if a text has the
 * wrong length.
 *
 * Since: 1.4
 */
QMI_API gboolean qmi_message_tny_set_kettle_input_set_keep_warm (
    QmiMessageTnySetKettleInput *self,
    gboolean value_keep_warm,
    GError **error);

/**
 * qmi_message_tny_set_kettle_input_get_coils:
 * @self: a #QmiMessageTnySetKettleInput.
 * @value_coils: (out)(optional): Coils to use for it.
 * @error: return location for a #GError, or %NULL.
 *
 * Reads the field "Coils".
 *
 * Coils to use for it.
 *
 * Texts and arrays belong to @self: they live until its last reference is given back.
 *
 * Returns: (skip): %TRUE if the field is there; %FALSE with %QMI_CORE_ERROR_TLV_NOT_FOUND in @error if it is missing
 * or cannot be read, which the message tells.
 *
 * Since: 1.2
 */
QMI_API gboolean qmi_message_tny_set_kettle_input_get_coils (
    QmiMessageTnySetKettleInput *self,
    QmiTnyHeater *value_coils,
    GError **error);

/**
 * qmi_message_tny_set_kettle_input_set_coils:
 * @self: a #QmiMessageTnySetKettleInput.
 * @value_coils: Coils to use for it.
 * @error: return location for a #GError, or %NULL.
 *
 * Sets the field "Coils".
 *
 * Coils to use for it.
 *
 * Texts are copied; arrays are referenced, not copied.
 *
 * Returns: (skip): %TRUE if the field was set; %FALSE with %QMI_CORE_ERROR_INVALID_ARGS in @error if a text has the
 * wrong length.
 *
 * Since: 1.2
 */
QMI_API gboolean qmi_message_tny_set_kettle_input_set_coils (
    QmiMessageTnySetKettleInput *self,
    QmiTnyHeater value_coils,
    GError **error);

/* Set Kettle: response */

/**
 * QmiMessageTnySetKettleOutput:
 *
 * What was received with the response "Set Kettle"; opaque and reference counted.
 *
 * Fills, heats and locks in one go.
 *
 * Since: 1.2
 */
typedef struct _QmiMessageTnySetKettleOutput QmiMessageTnySetKettleOutput;

#define QMI_TYPE_MESSAGE_TNY_SET_KETTLE_OUTPUT (qmi_message_tny_set_kettle_output_get_type ())
QMI_API GType qmi_message_tny_set_kettle_output_get_type (void) G_GNUC_CONST;

/**
 * qmi_message_tny_set_kettle_output_ref:
 * @self: a #QmiMessageTnySetKettleOutput.
 *
 * Takes one more reference; may be called from any thread.
 *
 * Returns: (transfer full): @self.
 *
 * Since: 1.2
 */
QMI_API QmiMessageTnySetKettleOutput *qmi_message_tny_set_kettle_output_ref (QmiMessageTnySetKettleOutput *self);

/**
 * qmi_message_tny_set_kettle_output_unref:
 * @self: a #QmiMessageTnySetKettleOutput.
 *
 * Gives a reference back; with the last one @self and everything that its getters returned goes away.
 *
 * Since: 1.2
 */
QMI_API void qmi_message_tny_set_kettle_output_unref (QmiMessageTnySetKettleOutput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QmiMessageTnySetKettleOutput, qmi_message_tny_set_kettle_output_unref)

/**
 * qmi_message_tny_set_kettle_output_get_result:
 * @self: a #QmiMessageTnySetKettleOutput.
 * @error: return location for a #GError, or %NULL.
 *
 * Tells whether the modem did what "Set Kettle" asked for.
 *
 * Returns: (skip): %TRUE if it did; %FALSE with a #QmiProtocolError in @error if it refused.
 *
 * Since: 1.2
 */
QMI_API gboolean qmi_message_tny_set_kettle_output_get_result (
    QmiMessageTnySetKettleOutput *self,
    GError **error);

/**
 * qmi_message_tny_set_kettle_output_get_seconds:
 * @self: a #QmiMessageTnySetKettleOutput.
 * @value_seconds: (out)(optional): Time until it boils. [in s; not available: 4294967295]
 * @error: return location for a #GError, or %NULL.
 *
 * Reads the field "Seconds".
 *
 * Time until it boils.
 *
 * Texts and arrays belong to @self: they live until its last reference is given back.
 *
 * Returns: (skip): %TRUE if the field is there; %FALSE with %QMI_CORE_ERROR_TLV_NOT_FOUND in @error if it is missing
 * or cannot be read, which the message tells.
 *
 * Since: 1.2
 */
QMI_API gboolean qmi_message_tny_set_kettle_output_get_seconds (
    QmiMessageTnySetKettleOutput *self,
    guint32 *value_seconds,
    GError **error);

/**
 * qmi_message_tny_set_kettle_output_get_heat:
 * @self: a #QmiMessageTnySetKettleOutput.
 * @value_heat: (out)(optional): Temperature that is too high for it. [in 0.1 °C]
 * @error: return location for a #GError, or %NULL.
 *
 * Reads the field "Heat".
 *
 * Temperature that is too high for it.
 *
 * Texts and arrays belong to @self: they live until its last reference is given back.
 *
 * Returns: (skip): %TRUE if the field is there; %FALSE with %QMI_CORE_ERROR_TLV_NOT_FOUND in @error if it is missing
 * or cannot be read, which the message tells.
 *
 * Since: 1.2
 */
QMI_API gboolean qmi_message_tny_set_kettle_output_get_heat (
    QmiMessageTnySetKettleOutput *self,
    gint16 *value_heat,
    GError **error);

/**
 * qmi_message_tny_set_kettle_output_get_advice:
 * @self: a #QmiMessageTnySetKettleOutput.
 * @value_advice: (out)(optional)(transfer none): What to do now, as text. [not available: ]
 * @error: return location for a #GError, or %NULL.
 *
 * Reads the field "Advice".
 *
 * What to do now, as text.
 *
 * Texts and arrays belong to @self: they live until its last reference is given back.
 *
 * Returns: (skip): %TRUE if the field is there; %FALSE with %QMI_CORE_ERROR_TLV_NOT_FOUND in @error if it is missing
 * or cannot be read, which the message tells.
 *
 * Since: 1.2
 */
QMI_API gboolean qmi_message_tny_set_kettle_output_get_advice (
    QmiMessageTnySetKettleOutput *self,
    const gchar **value_advice,
    GError **error);

/* Get Numbers: response */

/**
 * QmiMessageTnyGetNumbersOutput:
 *
 * What was received with the response "Get Numbers"; opaque and reference counted.
 *
 * Reports one value of every numeric type.
 *
 * Since: 1.3
 */
typedef struct _QmiMessageTnyGetNumbersOutput QmiMessageTnyGetNumbersOutput;

#define QMI_TYPE_MESSAGE_TNY_GET_NUMBERS_OUTPUT (qmi_message_tny_get_numbers_output_get_type ())
QMI_API GType qmi_message_tny_get_numbers_output_get_type (void) G_GNUC_CONST;

/**
 * qmi_message_tny_get_numbers_output_ref:
 * @self: a #QmiMessageTnyGetNumbersOutput.
 *
 * Takes one more reference; may be called from any thread.
 *
 * Returns: (transfer full): @self.
 *
 * Since: 1.3
 */
QMI_API QmiMessageTnyGetNumbersOutput *qmi_message_tny_get_numbers_output_ref (QmiMessageTnyGetNumbersOutput *self);

/**
 * qmi_message_tny_get_numbers_output_unref:
 * @self: a #QmiMessageTnyGetNumbersOutput.
 *
 * Gives a reference back; with the last one @self and everything that its getters returned goes away.
 *
 * Since: 1.3
 */
QMI_API void qmi_message_tny_get_numbers_output_unref (QmiMessageTnyGetNumbersOutput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QmiMessageTnyGetNumbersOutput, qmi_message_tny_get_numbers_output_unref)

/**
 * qmi_message_tny_get_numbers_output_get_result:
 * @self: a #QmiMessageTnyGetNumbersOutput.
 * @error: return location for a #GError, or %NULL.
 *
 * Tells whether the modem did what "Get Numbers" asked for.
 *
 * Returns: (skip): %TRUE if it did; %FALSE with a #QmiProtocolError in @error if it refused.
 *
 * Since: 1.3
 */
QMI_API gboolean qmi_message_tny_get_numbers_output_get_result (
    QmiMessageTnyGetNumbersOutput *self,
    GError **error);

/**
 * qmi_message_tny_get_numbers_output_get_integers:
 * @self: a #QmiMessageTnyGetNumbersOutput.
 * @value_integers_u8: (out)(optional): Eight bits without sign.
 * @value_integers_u16: (out)(optional): Sixteen bits without sign.
 * @value_integers_u32: (out)(optional): Thirty-two bits without sign.
 * @value_integers_u64: (out)(optional)(type guint64): Sixty-four bits without sign.
 * @value_integers_i8: (out)(optional): Eight bits with sign.
 * @value_integers_i16: (out)(optional): Sixteen bits with sign.
 * @value_integers_i32: (out)(optional): Thirty-two bits with sign.
 * @value_integers_i64: (out)(optional): Sixty-four bits with sign. [not available: -9223372036854775808]
 * @value_integers_u24: (out)(optional): Three bytes without sign.
 * @value_integers_u48: (out)(optional): Six bytes without sign.
 * @error: return location for a #GError, or %NULL.
 *
 * Reads the field "Integers".
 *
 * One of each width.
 *
 * Texts and arrays belong to @self: they live until its last reference is given back.
 *
 * Returns: (skip): %TRUE if the field is there; %FALSE with %QMI_CORE_ERROR_TLV_NOT_FOUND in @error if it is missing
 * or cannot be read, which the message tells.
 *
 * Since: 1.3
 */
QMI_API gboolean qmi_message_tny_get_numbers_output_get_integers (
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
    GError **error);

/**
 * qmi_message_tny_get_numbers_output_get_fractions:
 * @self: a #QmiMessageTnyGetNumbersOutput.
 * @value_fractions_f32: (out)(optional): Four bytes, IEEE 754. [in bar]
 * @value_fractions_f64: (out)(optional): Eight bytes, IEEE 754. [at least 0]
 * @error: return location for a #GError, or %NULL.
 *
 * Reads the field "Fractions".
 *
 * Numbers with a point.
 *
 * Texts and arrays belong to @self: they live until its last reference is given back.
 *
 * Returns: (skip): %TRUE if the field is there; %FALSE with %QMI_CORE_ERROR_TLV_NOT_FOUND in @error if it is missing
 * or cannot be read, which the message tells.
 *
 * Since: 1.3
 */
QMI_API gboolean qmi_message_tny_get_numbers_output_get_fractions (
    QmiMessageTnyGetNumbersOutput *self,
    gfloat *value_fractions_f32,
    gdouble *value_fractions_f64,
    GError **error);

/**
 * qmi_message_tny_get_numbers_output_get_panel:
 * @self: a #QmiMessageTnyGetNumbersOutput.
 * @value_panel: (out)(optional): The display on its front, packed into bits.
 * @error: return location for a #GError, or %NULL.
 *
 * Reads the field "Panel".
 *
 * The display on its front, packed into bits.
 *
 * Texts and arrays belong to @self: they live until its last reference is given back.
 *
 * Returns: (skip): %TRUE if the field is there; %FALSE with %QMI_CORE_ERROR_TLV_NOT_FOUND in @error if it is missing
 * or cannot be read, which the message tells.
 *
 * Since: 1.3
 */
QMI_API gboolean qmi_message_tny_get_numbers_output_get_panel (
    QmiMessageTnyGetNumbersOutput *self,
    guint16 *value_panel,
    GError **error);

/**
 * qmi_message_tny_get_numbers_output_get_last_error:
 * @self: a #QmiMessageTnyGetNumbersOutput.
 * @value_last_error: (out)(optional): Why it stopped the last time. Source: RFC 2324 2.3. [named by protocol-error]
 * @error: return location for a #GError, or %NULL.
 *
 * Reads the field "Last Error".
 *
 * Why it stopped the last time. Source: RFC 2324 2.3.
 *
 * Texts and arrays belong to @self: they live until its last reference is given back.
 *
 * Returns: (skip): %TRUE if the field is there; %FALSE with %QMI_CORE_ERROR_TLV_NOT_FOUND in @error if it is missing
 * or cannot be read, which the message tells.
 *
 * Since: 1.5
 */
QMI_API gboolean qmi_message_tny_get_numbers_output_get_last_error (
    QmiMessageTnyGetNumbersOutput *self,
    guint16 *value_last_error,
    GError **error);

/* Get Texts: response */

/**
 * QmiMessageTnyGetTextsOutput:
 *
 * What was received with the response "Get Texts"; opaque and reference counted.
 *
 * Reports one value of every kind of text.
 *
 * Since: 1.3
 */
typedef struct _QmiMessageTnyGetTextsOutput QmiMessageTnyGetTextsOutput;

#define QMI_TYPE_MESSAGE_TNY_GET_TEXTS_OUTPUT (qmi_message_tny_get_texts_output_get_type ())
QMI_API GType qmi_message_tny_get_texts_output_get_type (void) G_GNUC_CONST;

/**
 * qmi_message_tny_get_texts_output_ref:
 * @self: a #QmiMessageTnyGetTextsOutput.
 *
 * Takes one more reference; may be called from any thread.
 *
 * Returns: (transfer full): @self.
 *
 * Since: 1.3
 */
QMI_API QmiMessageTnyGetTextsOutput *qmi_message_tny_get_texts_output_ref (QmiMessageTnyGetTextsOutput *self);

/**
 * qmi_message_tny_get_texts_output_unref:
 * @self: a #QmiMessageTnyGetTextsOutput.
 *
 * Gives a reference back; with the last one @self and everything that its getters returned goes away.
 *
 * Since: 1.3
 */
QMI_API void qmi_message_tny_get_texts_output_unref (QmiMessageTnyGetTextsOutput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QmiMessageTnyGetTextsOutput, qmi_message_tny_get_texts_output_unref)

/**
 * qmi_message_tny_get_texts_output_get_result:
 * @self: a #QmiMessageTnyGetTextsOutput.
 * @error: return location for a #GError, or %NULL.
 *
 * Tells whether the modem did what "Get Texts" asked for.
 *
 * Returns: (skip): %TRUE if it did; %FALSE with a #QmiProtocolError in @error if it refused.
 *
 * Since: 1.3
 */
QMI_API gboolean qmi_message_tny_get_texts_output_get_result (
    QmiMessageTnyGetTextsOutput *self,
    GError **error);

/**
 * qmi_message_tny_get_texts_output_get_labels:
 * @self: a #QmiMessageTnyGetTextsOutput.
 * @value_labels_model: (out)(optional)(transfer none): Text with a length of one byte.
 * @value_labels_manual: (out)(optional)(transfer none): Text with a length of two bytes.
 * @value_labels_serial: (out)(optional)(transfer none): Text of a fixed length.
 * @value_labels_maker_country: (out)(optional)(transfer none): Code of the country it was made in. Source: ISO 3166-1.
 * @value_labels_maker_town: (out)(optional)(transfer none): All the rest of the TLV. [length at most 60]
 * @error: return location for a #GError, or %NULL.
 *
 * Reads the field "Labels".
 *
 * What is printed on its bottom.
 *
 * Texts and arrays belong to @self: they live until its last reference is given back.
 *
 * Returns: (skip): %TRUE if the field is there; %FALSE with %QMI_CORE_ERROR_TLV_NOT_FOUND in @error if it is missing
 * or cannot be read, which the message tells.
 *
 * Since: 1.3
 */
QMI_API gboolean qmi_message_tny_get_texts_output_get_labels (
    QmiMessageTnyGetTextsOutput *self,
    const gchar **value_labels_model,
    const gchar **value_labels_manual,
    const gchar **value_labels_serial,
    const gchar **value_labels_maker_country,
    const gchar **value_labels_maker_town,
    GError **error);

/* Get Lists: response */

/**
 * QmiTnyCupListCup:
 * @owner: Name on the cup.
 * @sips: Sizes of the sips that were taken.
 *
 * One cup on the tray.
 *
 * Since: 1.2
 */
typedef struct {
    gchar *owner;
    GArray *sips;
} QmiTnyCupListCup;

#define QMI_TYPE_TNY_CUP_LIST_CUP (qmi_tny_cup_list_cup_get_type ())
QMI_API GType qmi_tny_cup_list_cup_get_type (void) G_GNUC_CONST;

/**
 * QmiMessageTnyGetListsOutput:
 *
 * What was received with the response "Get Lists"; opaque and reference counted.
 *
 * Reports one value of every kind of list.
 *
 * Since: 1.2
 */
typedef struct _QmiMessageTnyGetListsOutput QmiMessageTnyGetListsOutput;

#define QMI_TYPE_MESSAGE_TNY_GET_LISTS_OUTPUT (qmi_message_tny_get_lists_output_get_type ())
QMI_API GType qmi_message_tny_get_lists_output_get_type (void) G_GNUC_CONST;

/**
 * qmi_message_tny_get_lists_output_ref:
 * @self: a #QmiMessageTnyGetListsOutput.
 *
 * Takes one more reference; may be called from any thread.
 *
 * Returns: (transfer full): @self.
 *
 * Since: 1.2
 */
QMI_API QmiMessageTnyGetListsOutput *qmi_message_tny_get_lists_output_ref (QmiMessageTnyGetListsOutput *self);

/**
 * qmi_message_tny_get_lists_output_unref:
 * @self: a #QmiMessageTnyGetListsOutput.
 *
 * Gives a reference back; with the last one @self and everything that its getters returned goes away.
 *
 * Since: 1.2
 */
QMI_API void qmi_message_tny_get_lists_output_unref (QmiMessageTnyGetListsOutput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QmiMessageTnyGetListsOutput, qmi_message_tny_get_lists_output_unref)

/**
 * qmi_message_tny_get_lists_output_get_result:
 * @self: a #QmiMessageTnyGetListsOutput.
 * @error: return location for a #GError, or %NULL.
 *
 * Tells whether the modem did what "Get Lists" asked for.
 *
 * Returns: (skip): %TRUE if it did; %FALSE with a #QmiProtocolError in @error if it refused.
 *
 * Since: 1.2
 */
QMI_API gboolean qmi_message_tny_get_lists_output_get_result (
    QmiMessageTnyGetListsOutput *self,
    GError **error);

/**
 * qmi_message_tny_get_lists_output_get_short:
 * @self: a #QmiMessageTnyGetListsOutput.
 * @value_short_sequence: (out)(optional): number of this part in a row of messages that together carry the array.
 * @value_short: (out)(optional)(transfer none)(element-type guint16): A count of one byte and a sequence number.
 * @error: return location for a #GError, or %NULL.
 *
 * Reads the field "Short".
 *
 * A count of one byte and a sequence number.
 *
 * Texts and arrays belong to @self: they live until its last reference is given back.
 *
 * Returns: (skip): %TRUE if the field is there; %FALSE with %QMI_CORE_ERROR_TLV_NOT_FOUND in @error if it is missing
 * or cannot be read, which the message tells.
 *
 * Since: 1.2
 */
QMI_API gboolean qmi_message_tny_get_lists_output_get_short (
    QmiMessageTnyGetListsOutput *self,
    guint8 *value_short_sequence,
    GArray **value_short,
    GError **error);

/**
 * qmi_message_tny_get_lists_output_get_cups: (skip)
 * @self: a #QmiMessageTnyGetListsOutput.
 * @value_cups: (out)(optional)(transfer none)(element-type QmiTnyCupListCup): Who gets how much. [number of elements
 * at most 12]
 * @error: return location for a #GError, or %NULL.
 *
 * Reads the field "Cups".
 *
 * Who gets how much.
 *
 * Texts and arrays belong to @self: they live until its last reference is given back.
 *
 * Returns: (skip): %TRUE if the field is there; %FALSE with %QMI_CORE_ERROR_TLV_NOT_FOUND in @error if it is missing
 * or cannot be read, which the message tells.
 *
 * Since: 1.2
 */
QMI_API gboolean qmi_message_tny_get_lists_output_get_cups (
    QmiMessageTnyGetListsOutput *self,
    GArray **value_cups,
    GError **error);

/**
 * qmi_message_tny_get_lists_output_get_cups_gir: (rename-to qmi_message_tny_get_lists_output_get_cups)
 * @self: a #QmiMessageTnyGetListsOutput.
 * @value_cups_ptr: (out)(optional)(transfer none)(element-type QmiTnyCupListCup): Who gets how much. [number of
 * elements at most 12]
 * @error: return location for a #GError, or %NULL.
 *
 * Reads the field "Cups".
 *
 * Who gets how much.
 *
 * Texts and arrays belong to @self: they live until its last reference is given back.
 *
 * Returns: (skip): %TRUE if the field is there; %FALSE with %QMI_CORE_ERROR_TLV_NOT_FOUND in @error if it is missing
 * or cannot be read, which the message tells.
 *
 * Since: 1.32
 */
QMI_API gboolean qmi_message_tny_get_lists_output_get_cups_gir (
    QmiMessageTnyGetListsOutput *self,
    GPtrArray **value_cups_ptr,
    GError **error);

/**
 * qmi_message_tny_get_lists_output_get_medium:
 * @self: a #QmiMessageTnyGetListsOutput.
 * @value_medium: (out)(optional)(transfer none)(element-type gint8): A count of two bytes. [number of elements 1 to
 * 400]
 * @error: return location for a #GError, or %NULL.
 *
 * Reads the field "Medium".
 *
 * A count of two bytes.
 *
 * Texts and arrays belong to @self: they live until its last reference is given back.
 *
 * Returns: (skip): %TRUE if the field is there; %FALSE with %QMI_CORE_ERROR_TLV_NOT_FOUND in @error if it is missing
 * or cannot be read, which the message tells.
 *
 * Since: 1.2
 */
QMI_API gboolean qmi_message_tny_get_lists_output_get_medium (
    QmiMessageTnyGetListsOutput *self,
    GArray **value_medium,
    GError **error);

/**
 * qmi_message_tny_get_lists_output_get_long:
 * @self: a #QmiMessageTnyGetListsOutput.
 * @value_long: (out)(optional)(transfer none)(element-type QmiTnyLid): A count of four bytes.
 * @error: return location for a #GError, or %NULL.
 *
 * Reads the field "Long".
 *
 * A count of four bytes.
 *
 * Texts and arrays belong to @self: they live until its last reference is given back.
 *
 * Returns: (skip): %TRUE if the field is there; %FALSE with %QMI_CORE_ERROR_TLV_NOT_FOUND in @error if it is missing
 * or cannot be read, which the message tells.
 *
 * Since: 1.2
 */
QMI_API gboolean qmi_message_tny_get_lists_output_get_long (
    QmiMessageTnyGetListsOutput *self,
    GArray **value_long,
    GError **error);

/**
 * qmi_message_tny_get_lists_output_get_fixed:
 * @self: a #QmiMessageTnyGetListsOutput.
 * @value_fixed: (out)(optional)(transfer none)(element-type guint8): Six bytes without a count, personal as a whole.
 * @error: return location for a #GError, or %NULL.
 *
 * Reads the field "Fixed".
 *
 * Six bytes without a count, personal as a whole.
 *
 * Texts and arrays belong to @self: they live until its last reference is given back.
 *
 * Returns: (skip): %TRUE if the field is there; %FALSE with %QMI_CORE_ERROR_TLV_NOT_FOUND in @error if it is missing
 * or cannot be read, which the message tells.
 *
 * Since: 1.2
 */
QMI_API gboolean qmi_message_tny_get_lists_output_get_fixed (
    QmiMessageTnyGetListsOutput *self,
    GArray **value_fixed,
    GError **error);

/**
 * qmi_message_tny_get_lists_output_get_rest:
 * @self: a #QmiMessageTnyGetListsOutput.
 * @value_rest: (out)(optional)(transfer none)(element-type guint32): Elements up to the end.
 * @error: return location for a #GError, or %NULL.
 *
 * Reads the field "Rest".
 *
 * Elements up to the end.
 *
 * Texts and arrays belong to @self: they live until its last reference is given back.
 *
 * Returns: (skip): %TRUE if the field is there; %FALSE with %QMI_CORE_ERROR_TLV_NOT_FOUND in @error if it is missing
 * or cannot be read, which the message tells.
 *
 * Since: 1.2
 */
QMI_API gboolean qmi_message_tny_get_lists_output_get_rest (
    QmiMessageTnyGetListsOutput *self,
    GArray **value_rest,
    GError **error);

/**
 * qmi_message_tny_get_lists_output_get_guests: (skip)
 * @self: a #QmiMessageTnyGetListsOutput.
 * @value_guests: (out)(optional)(transfer none)(element-type QmiTnyCupListCup): The same list for those who come by.
 * [number of elements at most 12]
 * @error: return location for a #GError, or %NULL.
 *
 * Reads the field "Guests".
 *
 * The same list for those who come by.
 *
 * Texts and arrays belong to @self: they live until its last reference is given back.
 *
 * Returns: (skip): %TRUE if the field is there; %FALSE with %QMI_CORE_ERROR_TLV_NOT_FOUND in @error if it is missing
 * or cannot be read, which the message tells.
 *
 * Since: 1.6
 */
QMI_API gboolean qmi_message_tny_get_lists_output_get_guests (
    QmiMessageTnyGetListsOutput *self,
    GArray **value_guests,
    GError **error);

/**
 * qmi_message_tny_get_lists_output_get_guests_gir: (rename-to qmi_message_tny_get_lists_output_get_guests)
 * @self: a #QmiMessageTnyGetListsOutput.
 * @value_guests_ptr: (out)(optional)(transfer none)(element-type QmiTnyCupListCup): The same list for those who come
 * by. [number of elements at most 12]
 * @error: return location for a #GError, or %NULL.
 *
 * Reads the field "Guests".
 *
 * The same list for those who come by.
 *
 * Texts and arrays belong to @self: they live until its last reference is given back.
 *
 * Returns: (skip): %TRUE if the field is there; %FALSE with %QMI_CORE_ERROR_TLV_NOT_FOUND in @error if it is missing
 * or cannot be read, which the message tells.
 *
 * Since: 1.32
 */
QMI_API gboolean qmi_message_tny_get_lists_output_get_guests_gir (
    QmiMessageTnyGetListsOutput *self,
    GPtrArray **value_guests_ptr,
    GError **error);

/* Pour: request */

/**
 * QmiMessageTnyPourInput:
 *
 * What is asked for in the request "Pour"; opaque and reference counted.
 *
 * Fills the cups from a list of cups.
 *
 * Since: 1.2
 */
typedef struct _QmiMessageTnyPourInput QmiMessageTnyPourInput;

#define QMI_TYPE_MESSAGE_TNY_POUR_INPUT (qmi_message_tny_pour_input_get_type ())
QMI_API GType qmi_message_tny_pour_input_get_type (void) G_GNUC_CONST;

/**
 * qmi_message_tny_pour_input_new:
 *
 * Makes a bundle without any field set.
 *
 * Returns: (transfer full): a new #QmiMessageTnyPourInput. Give it back with qmi_message_tny_pour_input_unref().
 *
 * Since: 1.2
 */
QMI_API QmiMessageTnyPourInput *qmi_message_tny_pour_input_new (void);

/**
 * qmi_message_tny_pour_input_ref:
 * @self: a #QmiMessageTnyPourInput.
 *
 * Takes one more reference; may be called from any thread.
 *
 * Returns: (transfer full): @self.
 *
 * Since: 1.2
 */
QMI_API QmiMessageTnyPourInput *qmi_message_tny_pour_input_ref (QmiMessageTnyPourInput *self);

/**
 * qmi_message_tny_pour_input_unref:
 * @self: a #QmiMessageTnyPourInput.
 *
 * Gives a reference back; with the last one @self and everything that its getters returned goes away.
 *
 * Since: 1.2
 */
QMI_API void qmi_message_tny_pour_input_unref (QmiMessageTnyPourInput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QmiMessageTnyPourInput, qmi_message_tny_pour_input_unref)

/**
 * qmi_message_tny_pour_input_get_cups: (skip)
 * @self: a #QmiMessageTnyPourInput.
 * @value_cups: (out)(optional)(transfer none)(element-type QmiTnyCupListCup): Who gets how much. [number of elements
 * at most 12]
 * @error: return location for a #GError, or %NULL.
 *
 * Reads the field "Cups".
 *
 * Who gets how much.
 *
 * Texts and arrays belong to @self: they live until its last reference is given back.
 *
 * Returns: (skip): %TRUE if the field is there; %FALSE with %QMI_CORE_ERROR_TLV_NOT_FOUND in @error if it is missing
 * or cannot be read, which the message tells.
 *
 * Since: 1.2
 */
QMI_API gboolean qmi_message_tny_pour_input_get_cups (
    QmiMessageTnyPourInput *self,
    GArray **value_cups,
    GError **error);

/**
 * qmi_message_tny_pour_input_get_cups_gir: (rename-to qmi_message_tny_pour_input_get_cups)
 * @self: a #QmiMessageTnyPourInput.
 * @value_cups_ptr: (out)(optional)(transfer none)(element-type QmiTnyCupListCup): Who gets how much. [number of
 * elements at most 12]
 * @error: return location for a #GError, or %NULL.
 *
 * Reads the field "Cups".
 *
 * Who gets how much.
 *
 * Texts and arrays belong to @self: they live until its last reference is given back.
 *
 * Returns: (skip): %TRUE if the field is there; %FALSE with %QMI_CORE_ERROR_TLV_NOT_FOUND in @error if it is missing
 * or cannot be read, which the message tells.
 *
 * Since: 1.32
 */
QMI_API gboolean qmi_message_tny_pour_input_get_cups_gir (
    QmiMessageTnyPourInput *self,
    GPtrArray **value_cups_ptr,
    GError **error);

/**
 * qmi_message_tny_pour_input_set_cups: (skip)
 * @self: a #QmiMessageTnyPourInput.
 * @value_cups: (element-type QmiTnyCupListCup): Who gets how much. [number of elements at most 12]
 * @error: return location for a #GError, or %NULL.
 *
 * Sets the field "Cups".
 *
 * Who gets how much.
 *
 * Texts are copied; arrays are referenced, not copied.
 *
 * Returns: (skip): %TRUE if the field was set; %FALSE with %QMI_CORE_ERROR_INVALID_ARGS in @error if a text has the
 * wrong length.
 *
 * Since: 1.2
 */
QMI_API gboolean qmi_message_tny_pour_input_set_cups (
    QmiMessageTnyPourInput *self,
    GArray *value_cups,
    GError **error);

/**
 * qmi_message_tny_pour_input_set_cups_gir: (rename-to qmi_message_tny_pour_input_set_cups)
 * @self: a #QmiMessageTnyPourInput.
 * @value_cups_ptr: (element-type QmiTnyCupListCup): Who gets how much. [number of elements at most 12]
 * @error: return location for a #GError, or %NULL.
 *
 * Sets the field "Cups".
 *
 * Who gets how much.
 *
 * Texts are copied; arrays are referenced, not copied, but here their elements are.
 *
 * Returns: (skip): %TRUE if the field was set; %FALSE with %QMI_CORE_ERROR_INVALID_ARGS in @error if a text has the
 * wrong length.
 *
 * Since: 1.32
 */
QMI_API gboolean qmi_message_tny_pour_input_set_cups_gir (
    QmiMessageTnyPourInput *self,
    GPtrArray *value_cups_ptr,
    GError **error);

/**
 * qmi_message_tny_pour_input_get_motto:
 * @self: a #QmiMessageTnyPourInput.
 * @value_motto: (out)(optional)(transfer none): Text to say while pouring, in two parts.
 * @error: return location for a #GError, or %NULL.
 *
 * Reads the field "Motto".
 *
 * Text to say while pouring, in two parts.
 *
 * Texts and arrays belong to @self: they live until its last reference is given back.
 *
 * Returns: (skip): %TRUE if the field is there; %FALSE with %QMI_CORE_ERROR_TLV_NOT_FOUND in @error if it is missing
 * or cannot be read, which the message tells.
 *
 * Since: 1.2
 */
QMI_API gboolean qmi_message_tny_pour_input_get_motto (
    QmiMessageTnyPourInput *self,
    const gchar **value_motto,
    GError **error);

/**
 * qmi_message_tny_pour_input_set_motto:
 * @self: a #QmiMessageTnyPourInput.
 * @value_motto: Text to say while pouring, in two parts.
 * @error: return location for a #GError, or %NULL.
 *
 * Sets the field "Motto".
 *
 * Text to say while pouring, in two parts.
 *
 * Texts are copied; arrays are referenced, not copied.
 *
 * Returns: (skip): %TRUE if the field was set; %FALSE with %QMI_CORE_ERROR_INVALID_ARGS in @error if a text has the
 * wrong length.
 *
 * Since: 1.2
 */
QMI_API gboolean qmi_message_tny_pour_input_set_motto (
    QmiMessageTnyPourInput *self,
    const gchar *value_motto,
    GError **error);

/**
 * qmi_message_tny_pour_input_get_mode:
 * @self: a #QmiMessageTnyPourInput.
 * @value_mode: (out)(optional): Order of the cups.
 * @error: return location for a #GError, or %NULL.
 *
 * Reads the field "Mode".
 *
 * Order of the cups.
 *
 * Texts and arrays belong to @self: they live until its last reference is given back.
 *
 * Returns: (skip): %TRUE if the field is there; %FALSE with %QMI_CORE_ERROR_TLV_NOT_FOUND in @error if it is missing
 * or cannot be read, which the message tells.
 *
 * Since: 1.2
 */
QMI_API gboolean qmi_message_tny_pour_input_get_mode (
    QmiMessageTnyPourInput *self,
    guint8 *value_mode,
    GError **error);

/**
 * qmi_message_tny_pour_input_set_mode:
 * @self: a #QmiMessageTnyPourInput.
 * @value_mode: Order of the cups.
 * @error: return location for a #GError, or %NULL.
 *
 * Sets the field "Mode".
 *
 * Order of the cups.
 *
 * Texts are copied; arrays are referenced, not copied.
 *
 * Returns: (skip): %TRUE if the field was set; %FALSE with %QMI_CORE_ERROR_INVALID_ARGS in @error if a text has the
 * wrong length.
 *
 * Since: 1.2
 */
QMI_API gboolean qmi_message_tny_pour_input_set_mode (
    QmiMessageTnyPourInput *self,
    guint8 value_mode,
    GError **error);

/**
 * qmi_message_tny_pour_input_get_cup_number:
 * @self: a #QmiMessageTnyPourInput.
 * @value_cup_number: (out)(optional): Which cup comes first.
 * @error: return location for a #GError, or %NULL.
 *
 * Reads the field "Cup Number".
 *
 * Which cup comes first.
 *
 * Texts and arrays belong to @self: they live until its last reference is given back.
 *
 * Returns: (skip): %TRUE if the field is there; %FALSE with %QMI_CORE_ERROR_TLV_NOT_FOUND in @error if it is missing
 * or cannot be read, which the message tells.
 *
 * Since: 1.2
 */
QMI_API gboolean qmi_message_tny_pour_input_get_cup_number (
    QmiMessageTnyPourInput *self,
    guint8 *value_cup_number,
    GError **error);

/**
 * qmi_message_tny_pour_input_set_cup_number:
 * @self: a #QmiMessageTnyPourInput.
 * @value_cup_number: Which cup comes first.
 * @error: return location for a #GError, or %NULL.
 *
 * Sets the field "Cup Number".
 *
 * Which cup comes first.
 *
 * Texts are copied; arrays are referenced, not copied.
 *
 * Returns: (skip): %TRUE if the field was set; %FALSE with %QMI_CORE_ERROR_INVALID_ARGS in @error if a text has the
 * wrong length.
 *
 * Since: 1.2
 */
QMI_API gboolean qmi_message_tny_pour_input_set_cup_number (
    QmiMessageTnyPourInput *self,
    guint8 value_cup_number,
    GError **error);

/* Pour: response */

/**
 * QmiMessageTnyPourOutput:
 *
 * What was received with the response "Pour"; opaque and reference counted.
 *
 * Fills the cups from a list of cups.
 *
 * Since: 1.2
 */
typedef struct _QmiMessageTnyPourOutput QmiMessageTnyPourOutput;

#define QMI_TYPE_MESSAGE_TNY_POUR_OUTPUT (qmi_message_tny_pour_output_get_type ())
QMI_API GType qmi_message_tny_pour_output_get_type (void) G_GNUC_CONST;

/**
 * qmi_message_tny_pour_output_ref:
 * @self: a #QmiMessageTnyPourOutput.
 *
 * Takes one more reference; may be called from any thread.
 *
 * Returns: (transfer full): @self.
 *
 * Since: 1.2
 */
QMI_API QmiMessageTnyPourOutput *qmi_message_tny_pour_output_ref (QmiMessageTnyPourOutput *self);

/**
 * qmi_message_tny_pour_output_unref:
 * @self: a #QmiMessageTnyPourOutput.
 *
 * Gives a reference back; with the last one @self and everything that its getters returned goes away.
 *
 * Since: 1.2
 */
QMI_API void qmi_message_tny_pour_output_unref (QmiMessageTnyPourOutput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QmiMessageTnyPourOutput, qmi_message_tny_pour_output_unref)

/**
 * qmi_message_tny_pour_output_get_result:
 * @self: a #QmiMessageTnyPourOutput.
 * @error: return location for a #GError, or %NULL.
 *
 * Tells whether the modem did what "Pour" asked for.
 *
 * Returns: (skip): %TRUE if it did; %FALSE with a #QmiProtocolError in @error if it refused.
 *
 * Since: 1.2
 */
QMI_API gboolean qmi_message_tny_pour_output_get_result (
    QmiMessageTnyPourOutput *self,
    GError **error);

/* Reset: response */

/**
 * QmiMessageTnyResetOutput:
 *
 * What was received with the response "Reset"; opaque and reference counted.
 *
 * Empties it and forgets everything.
 *
 * Since: 1.2
 */
typedef struct _QmiMessageTnyResetOutput QmiMessageTnyResetOutput;

#define QMI_TYPE_MESSAGE_TNY_RESET_OUTPUT (qmi_message_tny_reset_output_get_type ())
QMI_API GType qmi_message_tny_reset_output_get_type (void) G_GNUC_CONST;

/**
 * qmi_message_tny_reset_output_ref:
 * @self: a #QmiMessageTnyResetOutput.
 *
 * Takes one more reference; may be called from any thread.
 *
 * Returns: (transfer full): @self.
 *
 * Since: 1.2
 */
QMI_API QmiMessageTnyResetOutput *qmi_message_tny_reset_output_ref (QmiMessageTnyResetOutput *self);

/**
 * qmi_message_tny_reset_output_unref:
 * @self: a #QmiMessageTnyResetOutput.
 *
 * Gives a reference back; with the last one @self and everything that its getters returned goes away.
 *
 * Since: 1.2
 */
QMI_API void qmi_message_tny_reset_output_unref (QmiMessageTnyResetOutput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QmiMessageTnyResetOutput, qmi_message_tny_reset_output_unref)

/**
 * qmi_message_tny_reset_output_get_result:
 * @self: a #QmiMessageTnyResetOutput.
 * @error: return location for a #GError, or %NULL.
 *
 * Tells whether the modem did what "Reset" asked for.
 *
 * Returns: (skip): %TRUE if it did; %FALSE with a #QmiProtocolError in @error if it refused.
 *
 * Since: 1.2
 */
QMI_API gboolean qmi_message_tny_reset_output_get_result (
    QmiMessageTnyResetOutput *self,
    GError **error);

G_END_DECLS

#endif /* __LIBQMI_GLIB_QMI_TNY__ */
