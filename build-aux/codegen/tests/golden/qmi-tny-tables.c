/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Tables of tny.json. Generated, do not edit. */

#include "config.h"

#include <stddef.h>

#include "qmi-tny-tables.h"

#if QMI_SCHEMA_LAYOUT != 2
#error "made for another layout of the tables: generate this file again"
#endif

const QmiSchemaTny qmi_schema_tny = {
    .unit = {
        .layout = QMI_SCHEMA_LAYOUT,
        .service = 0x00E0,
        .wide_values = offsetof (QmiSchemaTny, wide_values),
        .conditions = offsetof (QmiSchemaTny, conditions),
        .values = offsetof (QmiSchemaTny, values),
        .messages = offsetof (QmiSchemaTny, messages),
        .enums = offsetof (QmiSchemaTny, enums),
        .tlvs = offsetof (QmiSchemaTny, tlvs),
        .fields = offsetof (QmiSchemaTny, fields),
        .nicknames = offsetof (QmiSchemaTny, nicknames),
        .texts = offsetof (QmiSchemaTny, texts),
        .n_messages = 9,
        .n_enums = 3,
        .n_fields = 61,
        .n_tlvs = 30,
    },
    .wide_values = {
        G_GINT64_CONSTANT (1),
        G_GINT64_CONSTANT (1099511627776),
        G_GINT64_CONSTANT (1),
    },
    .conditions = {
        { 0, sizeof (QmiContainer) + offsetof (QmiTnySequence1, error_status), 2, FALSE },
        { 51, sizeof (QmiContainer) + offsetof (QmiTnySequence1, error_code), 2, FALSE },
        { 0, sizeof (QmiContainer) + offsetof (QmiTnySequence1, error_status), 2, TRUE },
        { 26, sizeof (QmiContainer) + offsetof (QmiTnySequence1, error_code), 2, TRUE },
        { 2, offsetof (QmiMessageTnyPourInput, value_mode), 1, FALSE },
    },
    .values = {
        -1,
        0,
        1,
        1,
        0,
        1,
        2,
        3,
    },
    .messages = {
        { 0x0020, 0x0000, 0, { 0, 4 }, { offsetof (QmiMessageTnySetKettleInput, states), offsetof (QmiMessageTnySetKettleOutput, states) }, { 4, 4 }, QMI_MESSAGE_ABORTABLE | QMI_MESSAGE_ID_SHORT, 0 }, /* Set Kettle */
        { 0x0021, 0x1199, 11, { 0, 8 }, { sizeof (QmiContainer), offsetof (QmiMessageTnyGetNumbersOutput, states) }, { 0, 5 }, 0, 0 }, /* Get Numbers */
        { 0x0022, 0x0000, 23, { 0, 13 }, { sizeof (QmiContainer), offsetof (QmiMessageTnyGetTextsOutput, states) }, { 0, 2 }, 0, 0 }, /* Get Texts */
        { 0x0023, 0x0000, 33, { 0, 15 }, { sizeof (QmiContainer), offsetof (QmiMessageTnyGetListsOutput, states) }, { 0, 8 }, 0, 0 }, /* Get Lists */
        { 0x0024, 0x0000, 43, { 23, 27 }, { offsetof (QmiMessageTnyPourInput, states), offsetof (QmiMessageTnyPourOutput, states) }, { 4, 1 }, 0, 0 }, /* Pour */
        { 0x0025, 0x05C6, 48, { 0, 27 }, { sizeof (QmiContainer), offsetof (QmiMessageTnyResetOutput, states) }, { 0, 1 }, 0, 0 }, /* Reset */
        { 0x0026, 0x0000, 54, { 28, 27 }, { offsetof (QmiMessageTnyAbortInput, states), offsetof (QmiMessageTnyAbortOutput, states) }, { 1, 1 }, QMI_MESSAGE_LIBRARY_ONLY, 0 }, /* Abort */
        { 0x0021, 0x0000, 60, { 0, 29 }, { sizeof (QmiContainer), offsetof (QmiIndicationTnyBoilingOutput, states) }, { 0, 1 }, QMI_MESSAGE_INDICATION, 0 }, /* Boiling */
        { 0x0026, 0x0000, 68, { 0, 0 }, { sizeof (QmiContainer), sizeof (QmiContainer) }, { 0, 0 }, QMI_MESSAGE_INDICATION, 0 }, /* Boiled Dry */
    },
    .enums = {
        { 0, 0, 4, QMI_ENUM_NAMES | QMI_ENUM_LABELS },
        { 4, 12, 4, QMI_ENUM_FLAGS },
        { 0, 16, 2, QMI_ENUM_FLAGS | QMI_ENUM_WIDE },
    },
    .tlvs = {
        { 0x01, QMI_TLV_MANDATORY, 4, sizeof (QmiContainer), 0, 0, 0, QMI_TLV_ANY_TEXTS, 0 },
        { 0x10, QMI_TLV_SECRET | QMI_TLV_OWNS, 5, offsetof (QmiMessageTnySetKettleInput, value_pin), 0, 0, 2, QMI_TLV_ANY_TEXTS, 0 },
        { 0x11, 0, 6, offsetof (QmiMessageTnySetKettleInput, value_keep_warm), 0, 0, 1, QMI_TLV_ANY_TEXTS, 0 },
        { 0x12, 0, 7, offsetof (QmiMessageTnySetKettleInput, value_coils), 0, 0, 3, QMI_TLV_ANY_TEXTS, 0 },
        { 0x02, QMI_TLV_MANDATORY | QMI_TLV_RESULT, 10, sizeof (QmiContainer), 0, 0, 0, 0, 4 },
        { 0x01, QMI_TLV_MANDATORY, 11, offsetof (QmiMessageTnySetKettleOutput, value_seconds), 0, 1, 1, 0, 4 },
        { 0x10, 0, 12, offsetof (QmiMessageTnySetKettleOutput, value_heat), 1, 1, 2, 0, 2 },
        { 0x12, QMI_TLV_OWNS, 13, offsetof (QmiMessageTnySetKettleOutput, value_advice), 2, 2, 3, QMI_TLV_ANY_TEXTS, 0 },
        { 0x02, QMI_TLV_MANDATORY | QMI_TLV_RESULT, 10, sizeof (QmiContainer), 0, 0, 0, 0, 4 },
        { 0x01, QMI_TLV_MANDATORY, 24, offsetof (QmiMessageTnyGetNumbersOutput, value_integers), 0, 1, 1, 0, 0 },
        { 0x10, 0, 27, offsetof (QmiMessageTnyGetNumbersOutput, value_fractions), 0, 0, 2, 0, 0 },
        { 0x11, 0, 31, offsetof (QmiMessageTnyGetNumbersOutput, value_panel), 0, 0, 3, 0, 2 },
        { 0x12, 0, 32, offsetof (QmiMessageTnyGetNumbersOutput, value_last_error), 0, 0, 4, 0, 2 },
        { 0x02, QMI_TLV_MANDATORY | QMI_TLV_RESULT, 10, sizeof (QmiContainer), 0, 0, 0, 0, 4 },
        { 0x01, QMI_TLV_MANDATORY | QMI_TLV_PERSONAL | QMI_TLV_OWNS, 39, offsetof (QmiMessageTnyGetTextsOutput, value_labels), 0, 1, 1, QMI_TLV_ANY_TEXTS, 0 },
        { 0x02, QMI_TLV_MANDATORY | QMI_TLV_RESULT, 10, sizeof (QmiContainer), 0, 0, 0, 0, 4 },
        { 0x10, QMI_TLV_OWNS, 41, offsetof (QmiMessageTnyGetListsOutput, value_short), 0, 0, 1, 0, 0 },
        { 0x11, QMI_TLV_PERSONAL | QMI_TLV_OWNS, 46, offsetof (QmiMessageTnyGetListsOutput, value_cups), 0, 0, 2, 0, 0 },
        { 0x12, QMI_TLV_OWNS, 48, offsetof (QmiMessageTnyGetListsOutput, value_medium), 0, 0, 3, 0, 0 },
        { 0x13, QMI_TLV_OWNS, 50, offsetof (QmiMessageTnyGetListsOutput, value_long), 0, 0, 4, 0, 0 },
        { 0x14, QMI_TLV_PERSONAL | QMI_TLV_OWNS, 52, offsetof (QmiMessageTnyGetListsOutput, value_fixed), 0, 0, 5, 0, 0 },
        { 0x15, QMI_TLV_OWNS, 54, offsetof (QmiMessageTnyGetListsOutput, value_rest), 0, 0, 6, 0, 0 },
        { 0x16, QMI_TLV_MANDATORY | QMI_TLV_PERSONAL | QMI_TLV_OWNS, 55, offsetof (QmiMessageTnyGetListsOutput, value_guests), 0, 1, 7, 0, 0 },
        { 0x01, QMI_TLV_MANDATORY | QMI_TLV_PERSONAL | QMI_TLV_OWNS, 46, sizeof (QmiContainer), 0, 0, 2, QMI_TLV_ANY_TEXTS, 0 },
        { 0x10, QMI_TLV_OWNS, 56, offsetof (QmiMessageTnyPourInput, value_motto), 0, 0, 1, QMI_TLV_ANY_TEXTS, 0 },
        { 0x12, 0, 57, offsetof (QmiMessageTnyPourInput, value_mode), 0, 0, 0, QMI_TLV_ANY_TEXTS, 0 },
        { 0x13, 0, 58, offsetof (QmiMessageTnyPourInput, value_cup_number), 4, 1, 3, QMI_TLV_ANY_TEXTS, 0 },
        { 0x02, QMI_TLV_MANDATORY | QMI_TLV_RESULT, 10, sizeof (QmiContainer), 0, 0, 0, 0, 4 },
        { 0x01, QMI_TLV_MANDATORY, 59, sizeof (QmiContainer), 0, 0, 0, QMI_TLV_ANY_TEXTS, 0 },
        { 0x01, QMI_TLV_MANDATORY, 60, sizeof (QmiContainer), 0, 0, 0, 0, 2 },
    },
    .fields = {
        { QMI_FIELD_INT, QMI_HOST_RUN (1), 2, 1, 79, offsetof (QmiTnySequence0, amount), 0, 0 }, /* Amount */
        { QMI_FIELD_INT, 0, 1, QMI_FIELD_HIDDEN | QMI_FIELD_CONSTANT, 86, 0, 0, 2 }, /* Marker */
        { QMI_FIELD_INT, QMI_HOST_RUN (1), 1, QMI_FIELD_SIGNED, 93, offsetof (QmiTnySequence0, target), 0, 0 }, /* Target */
        { QMI_FIELD_INT, 0, 1, 2 | QMI_FIELD_ENUM, 100, offsetof (QmiTnySequence0, lid), 0, 0 }, /* Lid */
        { QMI_FIELD_STRUCT, 0, 0, 0, 104, 0, 0, 4 }, /* Water */
        { QMI_FIELD_STRING, 0, 0, QMI_FIELD_SECRET | QMI_FIELD_REST | QMI_FIELD_DIGITS, 110, 0, 0, 8 }, /* PIN */
        { QMI_FIELD_INT, 0, 1, 2 | QMI_FIELD_BOOLEAN, 114, 0, 0, 0 }, /* Keep Warm */
        { QMI_FIELD_INT, 0, 4, 2 | QMI_FIELD_BIG_ENDIAN | QMI_FIELD_ENUM, 124, 0, 1, 0 }, /* Coils */
        { QMI_FIELD_INT, 2, 2, 1 | QMI_FIELD_ENUM_COMMON | QMI_FIELD_LABELS, 130, offsetof (QmiTnySequence1, error_status), 1, 0 }, /* Error Status */
        { QMI_FIELD_INT, 1, 2, 1 | QMI_FIELD_ENUM_COMMON | QMI_FIELD_LABELS, 143, offsetof (QmiTnySequence1, error_code), 0, 0 }, /* Error Code */
        { QMI_FIELD_STRUCT, 0, 0, 0, 154, 0, 8, 2 }, /* Result */
        { QMI_FIELD_INT, 1, 4, 2, 161, 0, 0, 0 }, /* Seconds */
        { QMI_FIELD_INT, 1, 2, 1 | QMI_FIELD_SIGNED | QMI_FIELD_BIG_ENDIAN, 169, 0, 0, 0 }, /* Heat */
        { QMI_FIELD_STRING, 0, 0, QMI_FIELD_REST, 174, 0, 0, 0 }, /* Advice */
        { QMI_FIELD_INT, 8, 1, 0, 181, offsetof (QmiTnySequence2, u8), 0, 0 }, /* U8 */
        { QMI_FIELD_INT, 7, 2, 1, 184, offsetof (QmiTnySequence2, u16), 0, 0 }, /* U16 */
        { QMI_FIELD_INT, 6, 4, 2 | QMI_FIELD_BIG_ENDIAN, 188, offsetof (QmiTnySequence2, u32), 0, 0 }, /* U32 */
        { QMI_FIELD_INT, 5, 8, 3 | QMI_FIELD_ENUM, 192, offsetof (QmiTnySequence2, u64), 2, 0 }, /* U64 */
        { QMI_FIELD_INT, 4, 1, QMI_FIELD_SIGNED, 196, offsetof (QmiTnySequence2, i8), 0, 0 }, /* I8 */
        { QMI_FIELD_INT, 3, 2, 1 | QMI_FIELD_SIGNED, 199, offsetof (QmiTnySequence2, i16), 0, 0 }, /* I16 */
        { QMI_FIELD_INT, 2, 4, 2 | QMI_FIELD_SIGNED, 203, offsetof (QmiTnySequence2, i32), 0, 0 }, /* I32 */
        { QMI_FIELD_INT, 1, 8, 3 | QMI_FIELD_SIGNED, 207, offsetof (QmiTnySequence2, i64), 0, 0 }, /* I64 */
        { QMI_FIELD_INT, 0, 3, 3, 211, offsetof (QmiTnySequence2, u24), 0, 0 }, /* U24 */
        { QMI_FIELD_INT, 0, 6, 3 | QMI_FIELD_BIG_ENDIAN, 215, offsetof (QmiTnySequence2, u48), 0, 0 }, /* U48 */
        { QMI_FIELD_STRUCT, 0, 0, 0, 219, 0, 14, 10 }, /* Integers */
        { QMI_FIELD_FLOAT, 0, 4, 2, 228, offsetof (QmiTnySequence3, f32), 0, 0 }, /* F32 */
        { QMI_FIELD_FLOAT, 0, 8, 3, 232, offsetof (QmiTnySequence3, f64), 0, 0 }, /* F64 */
        { QMI_FIELD_STRUCT, 0, 0, 0, 236, 0, 25, 2 }, /* Fractions */
        { QMI_FIELD_BITS, 0, 1, 0, 246, 0, 0, 0 }, /* Lamp */
        { QMI_FIELD_BITS, 0, 2, QMI_FIELD_ENUM, 251, 0, 0, 1 }, /* Cover */
        { QMI_FIELD_BITS, 0, 13, 0, 257, 0, 0, 3 }, /* Spare */
        { QMI_FIELD_INT, 1, 2, 1 | QMI_FIELD_PARTS, 263, 0, 28, 3 }, /* Panel */
        { QMI_FIELD_INT, 1, 2, 1 | QMI_FIELD_ENUM_COMMON | QMI_FIELD_LABELS, 269, 0, 0, 0 }, /* Last Error */
        { QMI_FIELD_STRING, 0, 0, 0, 280, offsetof (QmiTnySequence4, maker_country), 2, 0 }, /* Country */
        { QMI_FIELD_STRING, 0, 0, QMI_FIELD_REST, 288, offsetof (QmiTnySequence4, maker_town), 0, 0 }, /* Town */
        { QMI_FIELD_STRING, 0, 1, 0, 293, offsetof (QmiTnySequence4, model), 0, 0 }, /* Model */
        { QMI_FIELD_STRING, 0, 2, 0, 299, offsetof (QmiTnySequence4, manual), 0, 300 }, /* Manual */
        { QMI_FIELD_STRING, 0, 0, QMI_FIELD_PERSONAL, 306, offsetof (QmiTnySequence4, serial), 6, 0 }, /* Serial */
        { QMI_FIELD_STRUCT, 0, 0, 0, 313, 0, 33, 2 }, /* Maker */
        { QMI_FIELD_STRUCT, 0, 0, 0, 319, 0, 35, 4 }, /* Labels */
        { QMI_FIELD_INT, QMI_HOST_RUN (1), 2, 1, 231, 2, 0, 0 },
        { QMI_FIELD_ARRAY, 0, 1, QMI_FIELD_SEQUENCE, 326, 0, 40, offsetof (QmiMessageTnyGetListsOutput, value_short_sequence) - offsetof (QmiMessageTnyGetListsOutput, value_short) }, /* Short */
        { QMI_FIELD_INT, QMI_HOST_RUN (1), 1, 0, 231, 1, 0, 0 },
        { QMI_FIELD_STRING, 0, 1, QMI_FIELD_PERSONAL, 332, offsetof (QmiTnyCupListCup, owner), 0, 20 }, /* Owner */
        { QMI_FIELD_ARRAY, 0, 1, 0, 338, offsetof (QmiTnyCupListCup, sips), 42, 0 }, /* Sips */
        { QMI_FIELD_STRUCT, 0, 0, 0, 343, sizeof (QmiTnyCupListCup), 43, 2 }, /* Cup */
        { QMI_FIELD_ARRAY, 0, 1, 0, 347, 0, 45, 0 }, /* Cups */
        { QMI_FIELD_INT, QMI_HOST_RUN (1), 1, QMI_FIELD_SIGNED, 231, 1, 0, 0 },
        { QMI_FIELD_ARRAY, 0, 2, 0, 352, 0, 47, 0 }, /* Medium */
        { QMI_FIELD_INT, 0, 1, 2 | QMI_FIELD_ENUM, 231, 4, 0, 0 },
        { QMI_FIELD_ARRAY, 0, 4, 0, 359, 0, 49, 0 }, /* Long */
        { QMI_FIELD_INT, QMI_HOST_RUN (1), 1, QMI_FIELD_PERSONAL, 231, 1, 0, 0 },
        { QMI_FIELD_ARRAY, 0, 0, QMI_FIELD_PERSONAL, 364, 0, 51, 6 }, /* Fixed */
        { QMI_FIELD_INT, QMI_HOST_RUN (1), 4, 2, 231, 4, 0, 0 },
        { QMI_FIELD_ARRAY, 0, 0, QMI_FIELD_REST, 370, 0, 53, 0 }, /* Rest */
        { QMI_FIELD_ARRAY, 0, 1, 0, 375, 0, 45, 0 }, /* Guests */
        { QMI_FIELD_STRING, 0, 2, 0, 382, 0, 0, 0 }, /* Motto */
        { QMI_FIELD_INT, QMI_HOST_RUN (1), 1, 0, 388, 0, 0, 0 }, /* Mode */
        { QMI_FIELD_INT, QMI_HOST_RUN (1), 1, 0, 393, 0, 0, 0 }, /* Cup Number */
        { QMI_FIELD_INT, QMI_HOST_RUN (1), 2, 1, 404, 0, 0, 0 }, /* Transaction ID */
        { QMI_FIELD_INT, 1, 2, 1 | QMI_FIELD_SIGNED, 419, 0, 0, 0 }, /* Temperature */
    },
    .nicknames = {
        431, /* unknown */
        439, /* open */
        444, /* shut */
        449, /* locked */
        431, /* unknown */
        439, /* open */
        444, /* shut */
        456, /* shut-tight */
        231,
        231,
        231,
        467, /* Locked by the user */
        486, /* none */
        491, /* inner */
        497, /* outer */
        503, /* all */
        507, /* boiled */
        514, /* boiled-dry */
    },
    .texts =
        "Set Kettle\0"
        "Get Numbers\0"
        "Get Texts\0"
        "Get Lists\0"
        "Pour\0"
        "Reset\0"
        "Abort\0"
        "Boiling\0"
        "Boiled Dry\0"
        "Amount\0"
        "Marker\0"
        "Target\0"
        "Lid\0"
        "Water\0"
        "PIN\0"
        "Keep Warm\0"
        "Coils\0"
        "Error Status\0"
        "Error Code\0"
        "Result\0"
        "Seconds\0"
        "Heat\0"
        "Advice\0"
        "U8\0"
        "U16\0"
        "U32\0"
        "U64\0"
        "I8\0"
        "I16\0"
        "I32\0"
        "I64\0"
        "U24\0"
        "U48\0"
        "Integers\0"
        "F32\0"
        "F64\0"
        "Fractions\0"
        "Lamp\0"
        "Cover\0"
        "Spare\0"
        "Panel\0"
        "Last Error\0"
        "Country\0"
        "Town\0"
        "Model\0"
        "Manual\0"
        "Serial\0"
        "Maker\0"
        "Labels\0"
        "Short\0"
        "Owner\0"
        "Sips\0"
        "Cup\0"
        "Cups\0"
        "Medium\0"
        "Long\0"
        "Fixed\0"
        "Rest\0"
        "Guests\0"
        "Motto\0"
        "Mode\0"
        "Cup Number\0"
        "Transaction ID\0"
        "Temperature\0"
        "unknown\0"
        "open\0"
        "shut\0"
        "locked\0"
        "shut-tight\0"
        "Locked by the user\0"
        "none\0"
        "inner\0"
        "outer\0"
        "all\0"
        "boiled\0"
        "boiled-dry\0"
        "",
};

/* QmiTnyCupListCup */

static void
clear_45 (gpointer data)
{
    qmi_container_struct_clear (&qmi_schema_tny.unit, 45, data, FALSE);
}

static void
free_45 (gpointer data)
{
    qmi_container_struct_free (&qmi_schema_tny.unit, 45, data, TRUE);
}

GDestroyNotify
qmi_schema_tny_destroy_func (guint field, gboolean gir)
{
    switch (field) {
    case 45: return gir ? free_45 : clear_45;
    default:
        return gir ? g_free : NULL;
    }
}
