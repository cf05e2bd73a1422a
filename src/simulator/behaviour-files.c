/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Files on the SIM card: reading and writing. Serial number, subscriber and own number are those of the other answers
 * of the profile, the rest is in a section of it. */

#include "config.h"

#include <string.h>

#include "behaviours.h"
#include "sim-card.h"
#include "sim-files.h"

#define CARD_RESULT "Card result"

/* Values of messages, which a build without the service has no enumerations for. */
enum { TYPE_TRANSPARENT = 0, TYPE_LINEAR_FIXED = 2 };
enum { LOGIC_ALWAYS = 0, LOGIC_NEVER = 1, LOGIC_SINGLE = 4 };
enum { GUARD_PIN1 = 1 << 0 };

/* Status words of the card, ETSI TS 102 221 10.2.1. */
enum {
    SW_DONE = 0x9000, SW_WRONG_LENGTH = 0x6700, SW_WRONG_KIND = 0x6981, SW_NO_ACCESS = 0x6982, SW_NO_FILE = 0x6A82,
    SW_NO_RECORD = 0x6A83, SW_WRONG_OFFSET = 0x6B00,
};

#define MSISDN_RECORD  28
#define MSISDN_NUMBER  14 /* bytes behind the name: length, type, ten of digits, two of others */
#define LONGEST_NUMBER 20
#define LARGEST_FILE   4096

typedef struct {
    GPtrArray *files;
} State;

static void
free_file (SimFile *file)
{
    g_byte_array_unref (file->content);
    g_free (file);
}

static void
clear (SimModem *modem, gpointer data)
{
    g_clear_pointer (&((State *) data)->files, g_ptr_array_unref);
}

/* the profile */

/* A number of four digits, or the last one of a path. */
static gboolean
read_id (SimJson *value, guint *id)
{
    const gchar *text = sim_text (value);
    guint64 number;

    if ((strlen (text) != 4 && strlen (text) != 8) ||
        !g_ascii_string_to_unsigned (text, 16, 0, G_MAXUINT32, &number, NULL))
        return FALSE;
    *id = (guint) number & G_MAXUINT16;
    return TRUE;
}

static gboolean
read_content (SimJson *entry, SimFile *file, GError **error)
{
    SimJson *records = sim_member (entry, "records"), *content = sim_member (entry, "content");
    gboolean several = json_object_is_type (records, json_type_array);
    gsize n = several ? json_object_array_length (records) : 1;

    for (gsize i = 0; i < n; i++) {
        g_autoptr (GByteArray) bytes =
            sim_bytes_from_hex (sim_text (several ? json_object_array_get_idx (records, i) : content));

        if (!bytes || bytes->len == 0 || (several && i > 0 && bytes->len != file->record_size))
            return sim_fail (error, "hexadecimal digits are expected, for records as many in each");
        if (several)
            file->record_size = bytes->len;
        g_byte_array_append (file->content, bytes->data, bytes->len);
    }
    return file->content->len <= LARGEST_FILE ||
           sim_fail (error, "%u bytes are more than %d", file->content->len, LARGEST_FILE);
}

static SimFile *
add_file (State *state, guint folder, guint id, gboolean guarded)
{
    SimFile *file = g_new0 (SimFile, 1);

    file->folder = (guint16) folder;
    file->id = (guint16) id;
    file->guarded = guarded;
    file->content = g_byte_array_new ();
    g_ptr_array_add (state->files, file);
    return file;
}

static gboolean
load_file (State *state, SimJson *entry, GError **error)
{
    guint id, folder;

    if (!read_id (sim_member (entry, "id"), &id) || !read_id (sim_member (entry, "path"), &folder))
        return sim_fail (error, "expected is, for example, {\"id\": \"6FAD\", \"path\": \"3F007FFF\", ...}");
    return read_content (entry, add_file (state, folder, id, folder != SIM_FILE_ROOT), error);
}

static gboolean
load (SimModem *modem, gpointer data, SimJson *section, GError **error)
{
    State *state = data;

    clear (modem, state);
    state->files = g_ptr_array_new_with_free_func ((GDestroyNotify) free_file);
    add_file (state, SIM_FILE_ROOT, SIM_FILE_ICCID, FALSE);
    add_file (state, SIM_FILE_APPLICATION, SIM_FILE_IMSI, TRUE);
    add_file (state, SIM_FILE_APPLICATION, SIM_FILE_MSISDN, TRUE)->record_size = MSISDN_RECORD;
    if (section && !json_object_is_type (section, json_type_array))
        return sim_fail (error, "a list of files is expected");
    for (gsize i = 0; section && i < json_object_array_length (section); i++)
        if (!load_file (state, json_object_array_get_idx (section, i), error))
            return sim_fail_at (error, "file %" G_GSIZE_FORMAT, i + 1);
    return TRUE;
}

/* files that say the same as other answers */

/* Digits two a byte, the first one low; F behind an odd number of them. */
static void
put_digits (GByteArray *content, const gchar *digits, gsize n_bytes)
{
    gsize length = strlen (digits);

    for (gsize i = 0; i < n_bytes; i++) {
        guint low = 2 * i < length ? (guint) g_ascii_digit_value (digits[2 * i]) & 0xF : 0xF;
        guint high = 2 * i + 1 < length ? (guint) g_ascii_digit_value (digits[2 * i + 1]) & 0xF : 0xF;
        guint8 byte = (guint8) (high << 4 | low);

        g_byte_array_append (content, &byte, 1);
    }
}

/* In front of the digits stands their length, then a half byte that tells whether their number is odd. */
static void
put_imsi (GByteArray *content, const gchar *imsi)
{
    g_autofree gchar *digits = g_strconcat (strlen (imsi) % 2 ? "9" : "1", imsi, NULL);
    guint8 length = 8;

    g_byte_array_append (content, &length, 1);
    put_digits (content, digits, length);
}

static void
put_own_number (GByteArray *content, const gchar *number)
{
    const gchar *digits = *number == '+' ? number + 1 : number;
    guint8 head[] = { (guint8) (1 + (MIN (strlen (digits), LONGEST_NUMBER) + 1) / 2), *number == '+' ? 0x91 : 0x81 };
    guint8 nothing = 0xFF;

    for (gsize i = 0; i < MSISDN_RECORD - MSISDN_NUMBER; i++)
        g_byte_array_append (content, &nothing, 1);
    g_byte_array_append (content, head, sizeof (head));
    put_digits (content, digits, LONGEST_NUMBER / 2);
    for (gsize i = 0; i < 2; i++)
        g_byte_array_append (content, &nothing, 1);
}

static void
refill (SimModem *modem, SimFile *file)
{
    SimAnswers *answers = modem->answers;

    if (file->content->len > 0 && file->id == SIM_FILE_MSISDN)
        return; /* programs may have written it */
    g_byte_array_set_size (file->content, 0);
    if (file->id == SIM_FILE_ICCID)
        put_digits (file->content, sim_text (sim_answers_get (answers, QMI_SERVICE_DMS, "UIM Get ICCID", "ICCID")), 10);
    else if (file->id == SIM_FILE_IMSI)
        put_imsi (file->content, sim_text (sim_answers_get (answers, QMI_SERVICE_DMS, "UIM Get IMSI", "IMSI")));
    else
        put_own_number (file->content, sim_text (sim_answers_get (answers, QMI_SERVICE_DMS, "Get MSISDN", "MSISDN")));
}

SimFile *
sim_files_find (SimModem *modem, guint folder, guint id)
{
    State *state = sim_modem_state (modem, &sim_behaviour_files);

    for (guint i = 0; i < state->files->len; i++) {
        SimFile *file = g_ptr_array_index (state->files, i);

        if (file->id != id || file->folder != folder)
            continue;
        if (id == SIM_FILE_ICCID || id == SIM_FILE_IMSI || id == SIM_FILE_MSISDN)
            refill (modem, file);
        return file;
    }
    return NULL;
}

/* requests */

static void
add_words (SimRequest *request, const gchar *tlv, guint words)
{
    SimJson *value = json_object_new_object ();

    json_object_object_add (value, "SW1", json_object_new_int ((gint) words >> 8));
    json_object_object_add (value, "SW2", json_object_new_int ((gint) words & 0xFF));
    sim_request_add (request, tlv, value);
}

static QmiProtocolError
finish (SimRequest *request, guint words, QmiProtocolError result)
{
    gboolean writes = g_str_equal (qmi_schema_text (request->unit, request->message->name), "Write Record");

    add_words (request, writes ? "Card Result" : CARD_RESULT, words);
    return result;
}

/* The folder at the end of a path, whose bytes have the low one first. Old cards call the application differently. */
static guint
get_folder (SimJson *path)
{
    gsize n = path ? json_object_array_length (path) : 0;
    guint folder = n < 2 ? SIM_FILE_ROOT
                         : (guint) (sim_number (json_object_array_get_idx (path, n - 2)) |
                                    sim_number (json_object_array_get_idx (path, n - 1)) << 8);

    return folder == 0x7F20 ? SIM_FILE_APPLICATION : folder;
}

/* The file that the request is about; %NULL with @result and what the card says in the answer. */
static SimFile *
open_file (SimRequest *request, QmiProtocolError *result)
{
    const SimCard *card = sim_card_get (request->modem);
    SimJson *wanted = sim_member (request->tlvs, "File");
    SimFile *file;

    *result = sim_card_check_session (card, sim_member (request->tlvs, "Session"));
    if (*result != QMI_PROTOCOL_ERROR_NONE)
        return NULL;
    file = sim_files_find (request->modem, get_folder (sim_member (wanted, "File Path")),
                           (guint) sim_number (sim_member (wanted, "File ID")));
    if (!file)
        *result = finish (request, SW_NO_FILE, QMI_PROTOCOL_ERROR_SIM_FILE_NOT_FOUND);
    else if (file->guarded && sim_card_check_access (card) != QMI_PROTOCOL_ERROR_NONE)
        *result = finish (request, SW_NO_ACCESS, QMI_PROTOCOL_ERROR_ACCESS_DENIED);
    return *result == QMI_PROTOCOL_ERROR_NONE ? file : NULL;
}

static QmiProtocolError
read_transparent (SimRequest *request)
{
    QmiProtocolError result;
    const SimFile *file = open_file (request, &result);
    gint64 offset = sim_number (sim_at (request->tlvs, "/Read Information/Offset"));
    gint64 length = sim_number (sim_at (request->tlvs, "/Read Information/Length"));

    if (!file)
        return result;
    if (file->record_size > 0)
        return finish (request, SW_WRONG_KIND, QMI_PROTOCOL_ERROR_INVALID_ARGUMENT);
    if (offset >= file->content->len || offset + length > file->content->len)
        return finish (request, SW_WRONG_OFFSET, QMI_PROTOCOL_ERROR_INVALID_ARGUMENT);
    sim_request_add (request, "Read result",
                     sim_bytes_to_json (file->content->data + offset,
                                        (gsize) (length ? length : file->content->len - offset)));
    return finish (request, SW_DONE, QMI_PROTOCOL_ERROR_NONE);
}

static QmiProtocolError
read_record (SimRequest *request)
{
    QmiProtocolError result;
    const SimFile *file = open_file (request, &result);
    gint64 number = sim_number (sim_at (request->tlvs, "/Record/Record Number"));
    gint64 length = sim_number (sim_at (request->tlvs, "/Record/Record Length"));
    SimJson *last = sim_member (request->tlvs, "Last Record");
    gint64 end = last ? sim_number (last) : number;
    const guint8 *record;

    if (!file)
        return result;
    if (file->record_size == 0)
        return finish (request, SW_WRONG_KIND, QMI_PROTOCOL_ERROR_INVALID_ARGUMENT);
    if (number < 1 || end < number || end > sim_file_get_n_records (file))
        return finish (request, SW_NO_RECORD, QMI_PROTOCOL_ERROR_INVALID_ARGUMENT);
    if (length > file->record_size)
        return finish (request, SW_WRONG_LENGTH, QMI_PROTOCOL_ERROR_INVALID_ARGUMENT);
    record = file->content->data + (number - 1) * file->record_size;
    sim_request_add (request, "Read Result", sim_bytes_to_json (record, (gsize) (length ? length : file->record_size)));
    if (end > number)
        sim_request_add (request, "Additional Read Result",
                         sim_bytes_to_json (record + file->record_size, (gsize) (end - number) * file->record_size));
    return finish (request, SW_DONE, QMI_PROTOCOL_ERROR_NONE);
}

static QmiProtocolError
write_record (SimRequest *request)
{
    QmiProtocolError result;
    SimFile *file = open_file (request, &result);
    gint64 number = sim_number (sim_at (request->tlvs, "/Write Record/Record Number"));
    g_autoptr (GByteArray) bytes = sim_bytes_from_json (sim_at (request->tlvs, "/Write Record/Record"));

    if (!file)
        return result;
    if (file->record_size == 0)
        return finish (request, SW_WRONG_KIND, QMI_PROTOCOL_ERROR_INVALID_ARGUMENT);
    if (number < 1 || number > sim_file_get_n_records (file))
        return finish (request, SW_NO_RECORD, QMI_PROTOCOL_ERROR_INVALID_ARGUMENT);
    if (bytes->len != file->record_size)
        return finish (request, SW_WRONG_LENGTH, QMI_PROTOCOL_ERROR_INVALID_ARGUMENT);
    memcpy (file->content->data + (number - 1) * file->record_size, bytes->data, bytes->len);
    return finish (request, SW_DONE, QMI_PROTOCOL_ERROR_NONE);
}

static void
put_rule (SimJson *attributes, const gchar *what, gint logic, gint guard)
{
    g_autofree gchar *name = g_strconcat (what, " Security Attributes", NULL);
    g_autofree gchar *logic_name = g_strconcat (name, " Logic", NULL);

    json_object_object_add (attributes, logic_name, json_object_new_int (logic));
    json_object_object_add (attributes, name, json_object_new_int (guard));
}

static QmiProtocolError
get_attributes (SimRequest *request)
{
    QmiProtocolError result;
    const SimFile *file = open_file (request, &result);
    g_autoptr (GByteArray) raw = g_byte_array_new ();
    SimJson *value;

    if (!file)
        return result;
    value = json_object_new_object ();
    sim_file_describe (file, file->folder, raw);
    json_object_object_add (value, "File Size", json_object_new_int ((gint) file->content->len));
    json_object_object_add (value, "File ID", json_object_new_int (file->id));
    json_object_object_add (value, "File Type",
                            json_object_new_int (file->record_size ? TYPE_LINEAR_FIXED : TYPE_TRANSPARENT));
    json_object_object_add (value, "Record Size", json_object_new_int ((gint) file->record_size));
    json_object_object_add (value, "Record Count", json_object_new_int ((gint) sim_file_get_n_records (file)));
    put_rule (value, "Read", file->guarded ? LOGIC_SINGLE : LOGIC_ALWAYS, file->guarded ? GUARD_PIN1 : 0);
    put_rule (value, "Write", file->record_size ? LOGIC_SINGLE : LOGIC_NEVER, file->record_size ? GUARD_PIN1 : 0);
    put_rule (value, "Increase", LOGIC_NEVER, 0);
    put_rule (value, "Deactivate", LOGIC_NEVER, 0);
    put_rule (value, "Activate", LOGIC_NEVER, 0);
    json_object_object_add (value, "Raw Data", sim_bytes_to_json (raw->data, raw->len));
    sim_request_add (request, "File Attributes", value);
    return finish (request, SW_DONE, QMI_PROTOCOL_ERROR_NONE);
}

static const SimHandler handlers[] = {
    { "Read Transparent", read_transparent },
    { "Read Record", read_record },
    { "Write Record", write_record },
    { "Get File Attributes", get_attributes },
    { NULL, NULL },
};

const SimBehaviour sim_behaviour_files = {
    .service = QMI_SERVICE_UIM,
    .handlers = handlers,
    .section = "files",
    .state_size = sizeof (State),
    .load = load,
    .clear = clear,
};
