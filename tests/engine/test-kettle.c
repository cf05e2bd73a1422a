/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Every type and quirk of the format, byte by byte: what setters write, what the texts say, what getters read. */

#include "config.h"

#include "qmi-container.h"
#include "qmi-error-types.h"
#include "qmi-json.h"
#include "qmi-message-private.h"
#include "qmi-tny.h"
#include "qmi-utils.h"

#define SERVICE 0xE0

static const QmiSchemaMessage *
find (guint id, guint vendor, gboolean indication)
{
    const QmiSchemaMessage *message = qmi_schema_find_message (qmi_schema_find_unit (SERVICE), id, vendor, indication);

    g_assert_nonnull (message);
    return message;
}

/* The TLVs of @input as the library would send them, in hexadecimal. */
static gchar *
encode (guint id, gpointer input, GError **error)
{
    g_autoptr (GByteArray) frame = qmi_message_new ((QmiService) SERVICE, 1, 1, id);
    GString *text = g_string_new (NULL);

    if (!qmi_container_encode (qmi_schema_find_unit (SERVICE), find (id, 0, FALSE), input, frame, error)) {
        g_string_free (text, TRUE);
        return NULL;
    }
    for (guint i = QMI_FRAME_HEADERS_SERVICE; i < frame->len; i++)
        g_string_append_printf (text, "%02x", frame->data[i]);
    return g_string_free (text, FALSE);
}

/* A response whose TLVs are given in hexadecimal. */
static QmiMessage *
response (guint id, const gchar *tlvs)
{
    QmiMessage *frame = qmi_message_new ((QmiService) SERVICE, 1, 1, id);

    frame->data[QMI_FRAME_QMI_FLAGS] = QMI_FRAME_SERVICE_FLAG_RESPONSE;
    for (; *tlvs; tlvs += 2) {
        guint8 byte = (guint8) (g_ascii_xdigit_value (tlvs[0]) << 4 | g_ascii_xdigit_value (tlvs[1]));

        g_byte_array_append (frame, &byte, 1);
    }
    qmi_message_update_lengths (frame);
    return frame;
}

static gpointer
decode (guint id, guint vendor, const gchar *tlvs, GError **error)
{
    g_autoptr (GByteArray) frame = response (id, tlvs);

    return qmi_container_decode (qmi_schema_find_unit (SERVICE), find (id, vendor, FALSE), 1, frame, error);
}

/* What the text says of each TLV but the result, one a line. */
static gchar *
translate (guint id, guint vendor, const gchar *tlvs)
{
    g_autoptr (GByteArray) frame = response (id, tlvs);
    g_autoptr (QmiMessageContext) context = qmi_message_context_new ();
    g_autofree gchar *text = NULL;
    g_auto (GStrv) lines = NULL;
    GString *found = g_string_new (NULL);

    qmi_message_context_set_vendor_id (context, vendor);
    text = qmi_message_get_printable_full (frame, context, NULL);
    lines = g_strsplit (text, "\n", -1);
    for (guint i = 0; lines[i]; i++)
        if (g_str_has_prefix (lines[i], "  translated = ") && !g_str_has_suffix (lines[i], "= SUCCESS"))
            g_string_append_printf (found, "%s\n", lines[i] + strlen ("  translated = "));
    return g_string_free (found, FALSE);
}

#define SUCCESS "02040000000000"
#define FAILURE(code) "0204000100" code

/* requests */

static void
test_request_order (void)
{
    g_autoptr (QmiMessageTnySetKettleInput) input = qmi_message_tny_set_kettle_input_new ();
    g_autoptr (GError) error = NULL;
    g_autofree gchar *bytes = NULL;

    /* Set in another order than they are to be sent; the constant that nobody sets is there too. */
    qmi_message_tny_set_kettle_input_set_coils (input, QMI_TNY_HEATER_ALL, NULL);
    qmi_message_tny_set_kettle_input_set_pin (input, "1234", NULL);
    qmi_message_tny_set_kettle_input_set_keep_warm (input, TRUE, NULL);
    qmi_message_tny_set_kettle_input_set_water (input, 1000, -3, QMI_TNY_LID_SHUT, NULL);
    bytes = encode (0x20, input, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (bytes, ==, "010500e80301fd01" "11010001" "10040031323334" "12040000000003");
}

static void
test_request_mandatory (void)
{
    g_autoptr (QmiMessageTnySetKettleInput) input = qmi_message_tny_set_kettle_input_new ();
    g_autoptr (GError) error = NULL;

    g_assert_null (encode (0x20, input, &error));
    g_assert_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_ARGS);
    g_assert_cmpstr (error->message, ==, "Missing mandatory TLV 'Water' in message 'Set Kettle'");
    g_clear_error (&error);
    g_assert_null (encode (0x20, NULL, &error));
    g_assert_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_ARGS);
    g_assert_cmpstr (error->message, ==, "Message 'Set Kettle' has mandatory TLVs");
}

static void
test_text_too_long (void)
{
    g_autoptr (QmiMessageTnySetKettleInput) input = qmi_message_tny_set_kettle_input_new ();
    g_autoptr (GError) error = NULL;
    const gchar *pin = NULL;

    g_assert_true (qmi_message_tny_set_kettle_input_set_pin (input, "12345678", &error));
    g_assert_no_error (error);
    g_assert_false (qmi_message_tny_set_kettle_input_set_pin (input, "123456789", &error));
    g_assert_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_ARGS);
    g_assert_cmpstr (error->message, ==, "Input variable 'value_pin' must be less than 8 characters long");
    /* What was set before is still set. */
    g_assert_true (qmi_message_tny_set_kettle_input_get_pin (input, &pin, NULL));
    g_assert_cmpstr (pin, ==, "12345678");
}

/* responses */

static void
test_numbers (void)
{
    const gchar *tlvs = SUCCESS
        "012700" "ff" "ffff" "c0000201" "0100000000010000" "ff" "feff" "fdffffff" "fcffffffffffffff" "ffffff"
        "000000000001" "100c00" "0000c03f" "000000000000d03f" "110200" "0300" "120200" "0000";
    g_autofree gchar *text = translate (0x21, 0x1199, tlvs);
    QmiMessageTnyGetNumbersOutput *output;
    guint32 u32;
    gint64 i64;
    guint64 u24, u48;
    QmiTnyPastEvents events;
    gint16 i16;
    gfloat f32;
    gdouble f64;
    guint16 panel;

    g_assert_cmpstr (text, ==,
                     "[ u8 = '255' u16 = '65535' u32 = '3221225985' u64 = 'boiled, boiled-dry' i8 = '-1' i16 = '-2' "
                     "i32 = '-3' i64 = '-4' u24 = '16777215' u48 = '1' ]\n"
                     "[ f32 = '1.500000' f64 = '0.250000' ]\n3\n0\n");
    output = decode (0x21, 0x1199, tlvs, NULL);
    g_assert_true (qmi_message_tny_get_numbers_output_get_integers (output, NULL, NULL, &u32, &events, NULL, &i16, NULL,
                                                                    &i64, &u24, &u48, NULL));
    g_assert_cmphex (u32, ==, 0xC0000201);
    g_assert_cmphex (events, ==, QMI_TNY_EVENT_BOILED | QMI_TNY_EVENT_BOILED_DRY);
    g_assert_cmpint (i16, ==, -2);
    g_assert_cmpint (i64, ==, -4);
    g_assert_cmphex (u24, ==, 0xFFFFFF);
    g_assert_cmphex (u48, ==, 1);
    g_assert_true (qmi_message_tny_get_numbers_output_get_fractions (output, &f32, &f64, NULL));
    g_assert_cmpfloat (f32, ==, 1.5f);
    g_assert_cmpfloat (f64, ==, 0.25);
    g_assert_true (qmi_message_tny_get_numbers_output_get_panel (output, &panel, NULL));
    g_assert_cmphex (panel, ==, 3);
    qmi_message_tny_get_numbers_output_unref (output);
}

static void
test_texts (void)
{
    const gchar *tlvs = SUCCESS "011300" "024b31" "0300416263" "303066663137" "4445" "556c6d";
    g_autofree gchar *text = translate (0x22, 0, tlvs);
    QmiMessageTnyGetTextsOutput *output;
    const gchar *model, *manual, *serial, *country, *town;

    g_assert_cmpstr (text, ==,
                     "[ model = 'K1' manual = 'Abc' serial = ''###'' maker = '[ country = 'DE' town = 'Ulm' ]' ]\n");
    output = decode (0x22, 0, tlvs, NULL);
    g_assert_true (qmi_message_tny_get_texts_output_get_labels (output, &model, &manual, &serial, &country, &town,
                                                                NULL));
    g_assert_cmpstr (model, ==, "K1");
    g_assert_cmpstr (manual, ==, "Abc");
    g_assert_cmpstr (serial, ==, "00ff17");
    g_assert_cmpstr (country, ==, "DE");
    g_assert_cmpstr (town, ==, "Ulm");
    qmi_message_tny_get_texts_output_unref (output);
}

#define CUPS "0103416461021e28"

static void
test_lists (void)
{
    const gchar *tlvs = SUCCESS "100600" "0207" "0100" "0002" "110800" CUPS "120300" "0100ff" "130500" "0100000001"
        "140600" "020000000001" "150800" "0100000002000000" "160800" CUPS;
    g_autofree gchar *text = translate (0x23, 0, tlvs);
    QmiMessageTnyGetListsOutput *output = decode (0x23, 0, tlvs, NULL);
    GArray *array;
    QmiTnyCupListCup *cup;
    guint8 sequence;

    g_assert_cmpstr (text, ==,
                     "[[Seq:7]] { [0] = '1 ' [1] = '512 '}\n"
                     "{ [0] = '[ owner = ''###'' sips = '{ [0] = '30 ' [1] = '40 '}' ] '}\n"
                     "{ [0] = '-1 '}\n{ [0] = 'shut '}\n"
                     "{ [0] = ''###' ' [1] = ''###' ' [2] = ''###' ' [3] = ''###' ' [4] = ''###' ' [5] = ''###' '}\n"
                     "{ [0] = '1 ' [1] = '2 '}\n"
                     "{ [0] = '[ owner = ''###'' sips = '{ [0] = '30 ' [1] = '40 '}' ] '}\n");
    g_assert_true (qmi_message_tny_get_lists_output_get_short (output, &sequence, &array, NULL));
    g_assert_cmpuint (sequence, ==, 7);
    g_assert_cmpuint (g_array_index (array, guint16, 1), ==, 512);
    g_assert_true (qmi_message_tny_get_lists_output_get_cups (output, &array, NULL));
    g_assert_cmpuint (array->len, ==, 1);
    cup = &g_array_index (array, QmiTnyCupListCup, 0);
    g_assert_cmpstr (cup->owner, ==, "Ada");
    g_assert_cmpuint (g_array_index (cup->sips, guint8, 1), ==, 40);
    g_assert_true (qmi_message_tny_get_lists_output_get_rest (output, &array, NULL));
    g_assert_cmpuint (array->len, ==, 2);
    g_assert_cmpuint (g_array_index (array, guint32, 1), ==, 2);
    qmi_message_tny_get_lists_output_unref (output);
}

/* Arrays of structs in the form for bindings, both ways; they outlive what they came from. */
static void
test_lists_for_bindings (void)
{
    QmiMessageTnyGetListsOutput *output = decode (0x23, 0, SUCCESS "110800" CUPS "160800" CUPS, NULL);
    g_autoptr (QmiMessageTnyPourInput) input = NULL;
    g_autoptr (GPtrArray) kept = NULL;
    g_autofree gchar *bytes = NULL;
    GPtrArray *cups, *again;
    QmiTnyCupListCup *cup, *copy;

    g_assert_true (qmi_message_tny_get_lists_output_get_cups_gir (output, &cups, NULL));
    g_assert_true (qmi_message_tny_get_lists_output_get_cups_gir (output, &again, NULL));
    g_assert_true (cups == again);
    kept = g_ptr_array_ref (cups);
    qmi_message_tny_get_lists_output_unref (output);
    cup = g_ptr_array_index (kept, 0);
    g_assert_cmpstr (cup->owner, ==, "Ada");
    copy = g_boxed_copy (qmi_tny_cup_list_cup_get_type (), cup);
    g_assert_cmpstr (copy->owner, ==, "Ada");
    g_boxed_free (qmi_tny_cup_list_cup_get_type (), copy);

    input = qmi_message_tny_pour_input_new ();
    qmi_message_tny_pour_input_set_cups_gir (input, kept, NULL);
    bytes = encode (0x24, input, NULL);
    g_assert_cmpstr (bytes, ==, "010800" CUPS);
}

/* Mistakes of programs: said in the log, and no more comes of them. */
static void
test_without_bundle (void)
{
    g_autoptr (GError) error = NULL;
    guint32 seconds = 1;

    g_test_expect_message ("Qmi", G_LOG_LEVEL_CRITICAL, "field 'PIN' of a request cannot be set*");
    g_assert_false (qmi_message_tny_set_kettle_input_set_pin (NULL, "1234", &error));
    g_test_assert_expected_messages ();
    g_test_expect_message ("Qmi", G_LOG_LEVEL_CRITICAL, "*assertion 'self != NULL' failed");
    g_assert_false (qmi_message_tny_set_kettle_output_get_seconds (NULL, &seconds, &error));
    g_test_assert_expected_messages ();
    g_test_expect_message ("Qmi", G_LOG_LEVEL_CRITICAL, "*assertion 'self != NULL' failed");
    g_assert_false (qmi_message_tny_set_kettle_output_get_result (NULL, &error));
    g_test_assert_expected_messages ();
    g_assert_no_error (error);
    g_assert_cmpuint (seconds, ==, 1);
}

/* conditions and what is wrong */

static void
test_conditions (void)
{
    QmiMessageTnySetKettleOutput *output;
    g_autoptr (GError) error = NULL;
    guint32 seconds;
    const gchar *advice;

    /* On success only what belongs to it is read, though all is there. */
    output = decode (0x20, 0, SUCCESS "010400b4000000" "1202006f6b", NULL);
    g_assert_true (qmi_message_tny_set_kettle_output_get_seconds (output, &seconds, NULL));
    g_assert_cmpuint (seconds, ==, 180);
    g_assert_false (qmi_message_tny_set_kettle_output_get_advice (output, &advice, &error));
    g_assert_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_TLV_NOT_FOUND);
    g_assert_cmpstr (error->message, ==, "Field 'Advice' was not found in the message");
    qmi_message_tny_set_kettle_output_unref (output);

    output = decode (0x20, 0, FAILURE ("0300") "010400b4000000" "1202006f6b", NULL);
    g_assert_false (qmi_message_tny_set_kettle_output_get_seconds (output, &seconds, NULL));
    g_assert_true (qmi_message_tny_set_kettle_output_get_advice (output, &advice, NULL));
    g_assert_cmpstr (advice, ==, "ok");
    qmi_message_tny_set_kettle_output_unref (output);

    /* NoEffect, 26: two conditions, one does not hold. */
    output = decode (0x20, 0, FAILURE ("1a00") "1202006f6b", NULL);
    g_assert_false (qmi_message_tny_set_kettle_output_get_advice (output, &advice, NULL));
    g_clear_error (&error);
    g_assert_false (qmi_message_tny_set_kettle_output_get_result (output, &error));
    g_assert_error (error, QMI_PROTOCOL_ERROR, QMI_PROTOCOL_ERROR_NO_EFFECT);
    g_assert_cmpstr (error->message, ==, "QMI protocol error (26): 'NoEffect'");
    qmi_message_tny_set_kettle_output_unref (output);
}

static void
test_mandatory (void)
{
    g_autoptr (GError) error = NULL;

    g_assert_null (decode (0x20, 0, SUCCESS, &error));
    g_assert_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_TLV_NOT_FOUND);
    g_assert_cmpstr (error->message, ==, "Couldn't get the mandatory Seconds TLV: TLV 0x01 not found");
    g_clear_error (&error);
    g_assert_null (decode (0x20, 0, SUCCESS "010300b40000", &error));
    g_assert_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_TLV_TOO_LONG);
    g_clear_error (&error);
    g_assert_null (decode (0x20, 0, "010400b4000000", &error));
    g_assert_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_TLV_NOT_FOUND);
}

/* Malformed is not absent: code as ever, but the message tells. The other TLVs are read. */
static void
test_malformed (void)
{
    QmiMessageTnyGetListsOutput *output = decode (0x23, 0, SUCCESS "120300" "0200ff" "130500" "0100000001"
                                                  "160800" CUPS, NULL);
    g_autoptr (GError) error = NULL;
    g_autofree gchar *text = translate (0x23, 0, SUCCESS "120300" "0200ff" "130500" "0100000001");
    GArray *array;

    g_assert_false (qmi_message_tny_get_lists_output_get_medium (output, &array, &error));
    g_assert_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_TLV_NOT_FOUND);
    g_assert_cmpstr (error->message, ==,
                     "Field 'Medium' is malformed in the message: TLV 0x12: it ends before its last value");
    g_assert_true (qmi_message_tny_get_lists_output_get_long (output, &array, NULL));
    qmi_message_tny_get_lists_output_unref (output);
    g_assert_cmpstr (text, ==, "{ [0] = '-1 ' [1] = ' ERROR: Reading TLV would overflow\n{ [0] = 'shut '}\n");
}

/* A count far beyond the bytes takes no memory and no time. */
static void
test_huge_count (void)
{
    g_autoptr (GError) error = NULL;
    QmiMessageTnyGetListsOutput *output = decode (0x23, 0, SUCCESS "130500" "ffffffff01" "160800" CUPS, &error);

    g_assert_no_error (error);
    g_assert_false (qmi_message_tny_get_lists_output_get_long (output, NULL, NULL));
    qmi_message_tny_get_lists_output_unref (output);
}

/* masks */

static void
test_masks (void)
{
    const gchar *tlvs = SUCCESS "140600" "020000000001";
    g_autofree gchar *hidden = translate (0x23, 0, tlvs);
    g_autofree gchar *shown = NULL, *text = NULL, *json_text = NULL;
    g_autoptr (GByteArray) request = qmi_message_new ((QmiService) SERVICE, 1, 1, 0x20);
    struct json_object *json;

    g_assert_nonnull (strstr (hidden, "'###'"));
    qmi_utils_set_show_personal_info (TRUE);
    shown = translate (0x23, 0, tlvs);
    g_assert_cmpstr (shown, ==, "{ [0] = '2 ' [1] = '0 ' [2] = '0 ' [3] = '0 ' [4] = '0 ' [5] = '1 '}\n");

    /* A secret stays one. */
    qmi_message_add_raw_tlv (request, 0x10, (const guint8 *) "1234", 4, NULL);
    text = qmi_message_get_printable_full (request, NULL, NULL);
    g_assert_null (strstr (text, "1234"));
    g_assert_null (strstr (text, "31:32"));
    json = qmi_json_from_message (request, 0, QMI_JSON_NONE);
    g_assert_null (strstr (json_object_to_json_string (json), "1234"));
    json_object_put (json);
    qmi_utils_set_show_personal_info (FALSE);
}

/* JSON */

static void
assert_json_error (const gchar *tlvs, const gchar *expected)
{
    g_autofree gchar *text = g_strdup_printf ("{\"service\": \"0xE0\", \"message\": \"Set Kettle\", \"tlvs\": %s}",
                                              tlvs);
    g_autoptr (GError) error = NULL;
    struct json_object *json = json_tokener_parse (text);

    g_assert_null (qmi_json_to_message (json, &error));
    g_assert_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_ARGS);
    g_assert_cmpstr (error->message, ==, expected);
    json_object_put (json);
}

static void
test_json_errors (void)
{
    assert_json_error ("{\"Tea\": 1}", "Set Kettle: there is no TLV \"Tea\"; there are: Water, PIN, Keep Warm, Coils");
    assert_json_error ("{\"Keep Warm\": \"maybe\"}", "Keep Warm: \"maybe\" is not a number");
    assert_json_error ("{\"Coils\": [\"inner\", \"upper\"]}",
                       "Coils: no value \"upper\"; there are: none, inner, outer, all");
    assert_json_error ("{\"PIN\": \"12a4\"}", "PIN: only digits are possible");
    assert_json_error ("{\"PIN\": \"123456789\"}", "PIN: 9 bytes are too long, at most 8");
    assert_json_error ("{\"Water\": {\"Amount\": 70000, \"Target\": 1, \"Lid\": 0}}",
                       "Water/Amount: 70000 is out of range, 0 to 65535");
    assert_json_error ("{\"Water\": {\"Amount\": 7, \"Lid\": 0}}", "Water: the member \"Target\" is missing");
    assert_json_error ("{\"Water\": {\"Amount\": 7, \"Target\": 1, \"Lid\": 0, \"Milk\": 1}}",
                       "Water: there is no member \"Milk\"; there are: Amount, Target, Lid");
}

static void
test_json_parts (void)
{
    g_autoptr (GByteArray) frame = response (0x21, "110200" "0300");
    struct json_object *json = qmi_json_from_message (frame, 0x1199, QMI_JSON_NONE), *tlvs, *panel;

    g_assert_true (json_object_object_get_ex (json, "tlvs", &tlvs));
    g_assert_true (json_object_object_get_ex (tlvs, "Panel", &panel));
    g_assert_cmpstr (json_object_to_json_string_ext (panel, JSON_C_TO_STRING_PLAIN), ==,
                     "{\"Lamp\":1,\"Cover\":{\"value\":1,\"name\":\"shut\"},\"Spare\":0}");
    json_object_put (json);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/kettle/request/order", test_request_order);
    g_test_add_func ("/kettle/without-bundle", test_without_bundle);
    g_test_add_func ("/kettle/request/mandatory", test_request_mandatory);
    g_test_add_func ("/kettle/request/too-long", test_text_too_long);
    g_test_add_func ("/kettle/numbers", test_numbers);
    g_test_add_func ("/kettle/texts", test_texts);
    g_test_add_func ("/kettle/lists", test_lists);
    g_test_add_func ("/kettle/lists-for-bindings", test_lists_for_bindings);
    g_test_add_func ("/kettle/conditions", test_conditions);
    g_test_add_func ("/kettle/mandatory", test_mandatory);
    g_test_add_func ("/kettle/malformed", test_malformed);
    g_test_add_func ("/kettle/huge-count", test_huge_count);
    g_test_add_func ("/kettle/masks", test_masks);
    g_test_add_func ("/kettle/json/errors", test_json_errors);
    g_test_add_func ("/kettle/json/parts", test_json_parts);
    return g_test_run ();
}
