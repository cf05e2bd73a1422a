/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Messages as text, the form of logs. */

#include "config.h"

#include <string.h>

#include "qmi-enum-types.h"
#include "qmi-enums.h"
#include "qmi-enum-types-private.h"
#include "qmi-error-types.h"
#include "qmi-message-private.h"
#include "qmi-output.h"
#include "qmi-reader.h"
#include "qmi-text.h"
#include "qmi-utils.h"

typedef struct {
    const QmiSchemaUnit *unit;
    QmiOutput           *out;
    const gchar         *prefix;        /* in front of each line */
    gsize                prefix_length;
    gboolean             show_personal;
} Printer;

/* Why a value could not be printed to its end. */
#define SHORT      "Reading TLV would overflow"
#define BAD_STRING "invalid string"

/* small pieces */

static void
append_uint (QmiOutput *out, guint64 value)
{
    gchar digits[20];
    guint n = sizeof (digits);

    if (value < 10) {
        qmi_output_add_char (out, (gchar) ('0' + value));
        return;
    }
    do {
        digits[--n] = '0' + value % 10;
        value /= 10;
    } while (value > 0);
    qmi_output_add (out, digits + n, sizeof (digits) - n);
}

static void
append_hex (QmiOutput *out, guint64 value, guint n_digits, gboolean upper)
{
    const gchar *figures = upper ? "0123456789ABCDEF" : "0123456789abcdef";

    qmi_output_add_literal (out, "0x");
    while (n_digits-- > 0)
        qmi_output_add_char (out, figures[value >> (4 * n_digits) & 0x0F]);
}

static void
append_dump (QmiOutput *out, const guint8 *bytes, gsize length)
{
    static const gchar figures[] = "0123456789ABCDEF";
    gchar *p;

    if (length == 0) {
        qmi_output_add_literal (out, "(null)");
        return;
    }
    p = qmi_output_reserve (out, 3 * length);
    for (gsize i = 0; i < length; i++) {
        *p++ = figures[bytes[i] >> 4];
        *p++ = figures[bytes[i] & 0x0F];
        *p++ = ':';
    }
    out->length += 3 * length - 1; /* without the last colon */
}

/* Eight characters of a name as scripts know them: small letters, _ for what separates words. Names are letters,
 * digits, spaces, hyphens and underscores: with the bit that tells small letters from capitals set, separators are
 * below '0' or 0x7F, and no byte is above that, so nothing is carried from one to the next. */
static inline guint64
script_characters (guint64 eight)
{
    const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
    guint64 small = eight | ones * ('a' - 'A');
    guint64 separators = (~(small + ones * (0x80 - '0')) | (small + ones)) & ones * 0x80;
    guint64 replaced = (separators >> 7) * 0xFF;

    return (small & ~replaced) | (replaced & ones * '_');
}

/* What stands in front of a member's value: `Power State Flags` -> `power_state_flags`. The texts of a unit can be read
 * in eights to their ends. */
static void
append_label (QmiOutput *out, const gchar *name)
{
    gsize length = strlen (name);
    gchar *p = qmi_output_reserve (out, length + sizeof (guint64));
    guint64 eight;

    *p++ = ' ';
    for (gsize i = 0; i < length; i += sizeof (eight)) {
        memcpy (&eight, name + i, sizeof (eight));
        eight = script_characters (eight);
        memcpy (p + i, &eight, sizeof (eight));
    }
    memcpy (p + length, " = '", 4);
    out->length += length + 5;
}

static void
append_text_or_null (QmiOutput *out, const gchar *text)
{
    qmi_output_add_text (out, text ? text : "(null)");
}

#define add_line(self, literal)                                                  \
    G_STMT_START {                                                               \
        if ((self)->prefix_length > 0)                                           \
            qmi_output_add ((self)->out, (self)->prefix, (self)->prefix_length); \
        qmi_output_add_literal ((self)->out, literal);                           \
    } G_STMT_END

/* values: NULL, or the reason why the value ends early */

static const gchar *print_value (Printer *self, const QmiSchemaField *field, QmiReader *reader);

static void
append_flags (QmiOutput *out, QmiSchemaEnumRef ref, guint64 mask)
{
    const gchar *names[QMI_SCHEMA_MAX_FLAGS];
    guint n = qmi_schema_flags_find (ref, mask, names);

    for (guint i = 0; i < n; i++) {
        if (i > 0)
            qmi_output_add_literal (out, ", ");
        qmi_output_add_text (out, names[i]);
    }
    if (n == 0)
        qmi_output_add_literal (out, "(null)");
}

static void
print_plain_number (Printer *self, const QmiSchemaField *field, guint64 value)
{
    if ((field->flags & QMI_FIELD_SIGNED) && (gint64) value < 0) {
        qmi_output_add_char (self->out, '-');
        value = -value;
    }
    append_uint (self->out, value);
}

static void
print_number (Printer *self, const QmiSchemaField *field, guint64 value)
{
    QmiSchemaEnumRef ref;

    if (field->flags & QMI_FIELD_BOOLEAN) {
        if (value)
            qmi_output_add_literal (self->out, "yes");
        else
            qmi_output_add_literal (self->out, "no");
        return;
    }
    if (!(field->flags & (QMI_FIELD_ENUM | QMI_FIELD_ENUM_COMMON)) || field->flags & QMI_FIELD_LABELS) {
        print_plain_number (self, field, value);
        return;
    }
    ref = qmi_schema_field_enum (self->unit, field, FALSE);
    if (ref.type->flags & QMI_ENUM_FLAGS) {
        if ((field->flags & QMI_FIELD_C_WIDTH) < 3)
            value = (guint32) value;
        append_flags (self->out, ref, value);
    } else {
        append_text_or_null (self->out, qmi_schema_enum_find (ref, (gint32) value));
    }
}

static const gchar *
print_string (Printer *self, const QmiSchemaField *field, QmiReader *reader)
{
    const guint8 *text;
    gsize length;
    g_autofree gchar *decoded = NULL;

    if (!qmi_reader_string (reader, field, &text, &length))
        return SHORT;
    if (field->ref) {
        length = qmi_text_fixed_valid (text, length);
        if (length == 0)
            return BAD_STRING;
    } else if (!qmi_text_is_plain (text, length)) {
        decoded = qmi_text_decode (text, length, NULL);
        if (!decoded)
            return BAD_STRING;
        qmi_output_add_text (self->out, decoded);
        return NULL;
    }
    /* What is plain may still end in NULs. */
    qmi_output_add (self->out, (const gchar *) text, strnlen ((const gchar *) text, length));
    return NULL;
}

static const gchar *
print_array (Printer *self, const QmiSchemaField *field, QmiReader *reader)
{
    const QmiSchemaField *element = qmi_schema_field (self->unit, field->ref);
    const gchar *problem = NULL;
    guint64 count;
    guint8 sequence = 0;

    if (!qmi_reader_array (reader, field, &count, &sequence))
        return SHORT;
    if (field->flags & QMI_FIELD_SEQUENCE) {
        qmi_output_add_literal (self->out, "[[Seq:");
        append_uint (self->out, sequence);
        qmi_output_add_literal (self->out, "]] ");
    }
    qmi_output_add_char (self->out, '{');
    for (guint64 i = 0; qmi_reader_array_more (reader, field, i, count); i++) {
        qmi_output_add_literal (self->out, " [");
        append_uint (self->out, i);
        qmi_output_add_literal (self->out, "] = '");
        problem = print_value (self, element, reader);
        if (problem)
            return problem;
        qmi_output_add_literal (self->out, " '");
    }
    qmi_output_add_char (self->out, '}');
    return NULL;
}

static const gchar *
print_struct (Printer *self, const QmiSchemaField *field, QmiReader *reader)
{
    qmi_output_add_char (self->out, '[');
    for (guint i = 0; i < field->extra; i++) {
        const QmiSchemaField *child = qmi_schema_field (self->unit, field->ref + i);
        const gchar *problem;

        append_label (self->out, qmi_schema_text (self->unit, child->name));
        problem = print_value (self, child, reader);
        if (problem)
            return problem;
        qmi_output_add_char (self->out, '\'');
    }
    qmi_output_add_literal (self->out, " ]");
    return NULL;
}

static gboolean
is_masked (const Printer *self, guint flags, guint personal, guint secret)
{
    return (flags & secret) || ((flags & personal) && !self->show_personal);
}

static const gchar *
print_leaf (Printer *self, const QmiSchemaField *field, QmiReader *reader)
{
    g_autofree gchar *text = NULL;
    guint64 number;
    gdouble real;

    switch (field->kind) {
    case QMI_FIELD_INT:
        if (!qmi_reader_int (reader, field, &number))
            return SHORT;
        print_number (self, field, number);
        return NULL;
    case QMI_FIELD_FLOAT:
        if (!qmi_reader_float (reader, field, &real))
            return SHORT;
        text = g_strdup_printf ("%lf", real);
        qmi_output_add_text (self->out, text);
        return NULL;
    default:
        return print_string (self, field, reader);
    }
}

static const gchar *
print_value (Printer *self, const QmiSchemaField *field, QmiReader *reader)
{
    gsize start = self->out->length;
    const gchar *problem;

    if (field->kind == QMI_FIELD_STRUCT)
        return print_struct (self, field, reader);
    if (field->kind == QMI_FIELD_ARRAY)
        return print_array (self, field, reader);

    problem = print_leaf (self, field, reader);
    if (!problem && is_masked (self, field->flags, QMI_FIELD_PERSONAL, QMI_FIELD_SECRET)) {
        self->out->length = start;
        qmi_output_add_literal (self->out, "'###'");
    }
    return problem;
}

/* TLVs */

static void
print_result (Printer *self, QmiReader *reader)
{
    guint64 status, code;

    if (!qmi_reader_uint (reader, 2, &status) || !qmi_reader_uint (reader, 2, &code))
        return;
    if (status == 0) {
        qmi_output_add_literal (self->out, "SUCCESS");
        return;
    }
    qmi_output_add_literal (self->out, "FAILURE: ");
    append_text_or_null (self->out, qmi_protocol_error_get_string ((QmiProtocolError) code));
}

static void
print_translation (Printer *self, const QmiSchemaTlv *tlv, QmiReader *reader)
{
    const gchar *problem;

    if (tlv->flags & QMI_TLV_RESULT) {
        print_result (self, reader);
        return;
    }
    problem = print_value (self, qmi_schema_field (self->unit, tlv->field), reader);
    if (problem) {
        qmi_output_add_literal (self->out, " ERROR: ");
        qmi_output_add_text (self->out, problem);
    } else if (qmi_reader_left (reader) > 0) {
        qmi_output_add_literal (self->out, "Additional unexpected '");
        append_uint (self->out, qmi_reader_left (reader));
        qmi_output_add_literal (self->out, "' bytes");
    }
}

/* Adds a literal where there is room already; returns the place behind it. */
#define write_literal(p, literal) ((gchar *) memcpy (p, literal, sizeof (literal) - 1) + sizeof (literal) - 1)

static inline gchar *
write_prefix (const Printer *self, gchar *p)
{
    if (self->prefix_length > 0)
        memcpy (p, self->prefix, self->prefix_length);
    return p + self->prefix_length;
}

/* The lines in front of the value's. */
static void
print_tlv_header (Printer *self, const QmiSchemaTlv *tlv, guint16 length)
{
    const gchar *name = qmi_schema_text (self->unit, qmi_schema_field (self->unit, tlv->field)->name);
    gsize name_length = strlen (name);
    gchar *start = qmi_output_reserve (self->out, 3 * self->prefix_length + name_length + 64), *p = start;

    p = write_literal (write_prefix (self, p), "TLV:\n");
    p = write_literal (write_prefix (self, p), "  type       = \"");
    memcpy (p, name, name_length);
    p = write_literal (p + name_length, "\" (0x");
    *p++ = "0123456789abcdef"[tlv->id >> 4];
    *p++ = "0123456789abcdef"[tlv->id & 0x0F];
    p = write_literal (p, ")\n");
    p = write_literal (write_prefix (self, p), "  length     = ");
    self->out->length += p - start;
    append_uint (self->out, length);
}

static void
print_known_tlv (Printer *self, const QmiSchemaTlv *tlv, const QmiMessageTlv *raw, const QmiMessageTlv *first)
{
    QmiOutput *out = self->out;
    QmiReader reader = { first->value, first->value + first->length };

    print_tlv_header (self, tlv, raw->length);
    qmi_output_add_char (out, '\n');
    add_line (self, "  value      = ");
    if (is_masked (self, tlv->flags, QMI_TLV_PERSONAL, QMI_TLV_SECRET))
        qmi_output_add_literal (out, "###...");
    else
        append_dump (out, raw->value, raw->length);
    qmi_output_add_char (out, '\n');
    add_line (self, "  translated = ");
    print_translation (self, tlv, &reader);
    qmi_output_add_char (out, '\n');
}

static void
print_unknown_tlv (Printer *self, guint8 type, const guint8 *value, gsize length)
{
    QmiOutput *out = self->out;

    add_line (self, "TLV:\n");
    add_line (self, "  type   = ");
    append_hex (out, type, 2, FALSE);
    qmi_output_add_char (out, '\n');
    add_line (self, "  length = ");
    append_uint (out, length);
    qmi_output_add_char (out, '\n');
    add_line (self, "  value  = ");
    append_dump (out, value, length);
    qmi_output_add_char (out, '\n');
}

/* Modems send TLVs mostly in the order of the description: the one behind @last is looked at first. */
static const QmiSchemaTlv *
find_tlv (Printer *self, const QmiSchemaMessage *message, guint direction, guint8 type, const QmiSchemaTlv *last)
{
    if (!message)
        return NULL;
    if (last && last + 1 < qmi_schema_tlv (self->unit, message->first[direction] + message->n[direction]) &&
        last[1].id == type)
        return last + 1;
    return qmi_schema_find_tlv (self->unit, message, direction, type);
}

static void
print_tlvs (Printer *self, QmiMessage *frame, const QmiSchemaMessage *message, guint direction)
{
    guint64 seen[(G_MAXUINT8 + 1) / 64] = { 0 };
    QmiMessageTlv raw, first;
    const QmiSchemaTlv *tlv = NULL;

    for (gboolean more = qmi_message_first_tlv (frame, &raw); more; more = qmi_message_next_tlv (frame, &raw)) {
        guint64 bit = G_GUINT64_CONSTANT (1) << (raw.type % 64);

        tlv = find_tlv (self, message, direction, raw.type, tlv);
        if (!tlv) {
            print_unknown_tlv (self, raw.type, raw.value, raw.length);
            continue;
        }
        /* A repeated TLV is translated like the first one of its type. */
        first = raw;
        if (seen[raw.type / 64] & bit)
            qmi_message_find_tlv (frame, raw.type, &first);
        seen[raw.type / 64] |= bit;
        print_known_tlv (self, tlv, &raw, &first);
    }
}

/* headers */

static void
print_qmux_header (Printer *self, QmiMessage *message)
{
    QmiOutput *out = self->out;

    add_line (self, "QMUX:\n");
    add_line (self, "  length  = ");
    append_uint (out, qmi_load_u16_le (message->data + QMI_FRAME_LENGTH));
    qmi_output_add_char (out, '\n');
    add_line (self, "  flags   = ");
    append_hex (out, message->data[QMI_FRAME_QMUX_FLAGS], 2, FALSE);
    qmi_output_add_char (out, '\n');
    add_line (self, "  service = \"");
    append_text_or_null (out, qmi_service_get_string (qmi_message_get_service (message)));
    qmi_output_add_literal (out, "\"\n");
    add_line (self, "  client  = ");
    append_uint (out, qmi_message_get_client_id (message));
    qmi_output_add_char (out, '\n');
}

static void
print_qmi_header (Printer *self, QmiMessage *message)
{
    QmiOutput *out = self->out;
    gboolean ctl = qmi_message_get_service (message) == QMI_SERVICE_CTL;
    guint headers = ctl ? QMI_FRAME_HEADERS_CTL : QMI_FRAME_HEADERS_SERVICE;
    guint8 flags = message->data[QMI_FRAME_QMI_FLAGS];
    g_autofree gchar *names = ctl ? qmi_ctl_flag_build_string_from_mask (flags)
                                  : qmi_service_flag_build_string_from_mask (flags);

    add_line (self, "QMI:\n");
    add_line (self, "  flags       = \"");
    append_text_or_null (out, names);
    qmi_output_add_literal (out, "\"\n");
    add_line (self, "  transaction = ");
    append_uint (out, qmi_message_get_transaction_id (message));
    qmi_output_add_char (out, '\n');
    add_line (self, "  tlv_length  = ");
    append_uint (out, qmi_load_u16_le (message->data + headers - QMI_FRAME_TLV_LENGTH_FROM_HEADERS_END));
    qmi_output_add_char (out, '\n');
}

static void
print_title (Printer *self, const QmiSchemaMessage *message, guint16 id)
{
    QmiOutput *out = self->out;

    add_line (self, "  message     = ");
    if (message) {
        qmi_output_add_char (out, '"');
        qmi_output_add_text (out, qmi_schema_text (self->unit, message->name));
        qmi_output_add_literal (out, "\" (");
        append_hex (out, id, (message->flags & QMI_MESSAGE_ID_SHORT) ? 2 : 4, !(message->flags & QMI_MESSAGE_ID_LOWER));
    } else {
        qmi_output_add_char (out, '(');
        append_hex (out, id, 4, FALSE);
    }
    qmi_output_add_literal (out, ")\n");
}

/* public functions */

static void
printer_init (Printer *self, QmiOutput *out, const gchar *prefix)
{
    self->unit = NULL;
    self->out = out;
    self->prefix = prefix ? prefix : "";
    self->prefix_length = strlen (self->prefix);
    self->show_personal = qmi_utils_get_show_personal_info ();
}

/* What describes the message, NULL if nothing does. */
static const QmiSchemaMessage *
find_description (Printer *self, QmiMessage *message, QmiMessageContext *context)
{
    gboolean indication = qmi_message_is_indication (message);
    guint vendor = context && !indication ? qmi_message_context_get_vendor_id (context) : QMI_MESSAGE_VENDOR_GENERIC;

    self->unit = qmi_schema_find_unit (qmi_message_get_service (message));
    return self->unit ? qmi_schema_find_message (self->unit, qmi_message_get_message_id (message), vendor, indication)
                      : NULL;
}

static guint
direction_of (QmiMessage *message)
{
    return qmi_message_is_indication (message) || qmi_message_is_response (message);
}

gchar *
qmi_message_get_printable_full (QmiMessage *self, QmiMessageContext *context, const gchar *line_prefix)
{
    QmiOutput out;
    Printer printer;
    const QmiSchemaMessage *message;

    g_return_val_if_fail (self != NULL, NULL);

    qmi_output_init (&out, 256 + 16 * self->len);
    printer_init (&printer, &out, line_prefix);
    message = find_description (&printer, self, context);
    print_qmux_header (&printer, self);
    print_qmi_header (&printer, self);
    print_title (&printer, message, qmi_message_get_message_id (self));
    print_tlvs (&printer, self, message, direction_of (self));
    return qmi_output_end (&out);
}

/* The text has two figures and a colon for each byte of the frame. */
static void
mask_log_bytes (Printer *self, QmiMessage *frame, const QmiSchemaMessage *message)
{
    QmiMessageTlv raw;

    for (gboolean more = qmi_message_first_tlv (frame, &raw); more; more = qmi_message_next_tlv (frame, &raw)) {
        const QmiSchemaTlv *tlv = qmi_schema_find_tlv (self->unit, message, direction_of (frame), raw.type);
        gchar *text = self->out->text + 3 * (raw.value - frame->data);

        if (tlv && is_masked (self, tlv->flags, QMI_TLV_PERSONAL, QMI_TLV_SECRET))
            for (guint i = 0; i < raw.length; i++)
                text[3 * i] = text[3 * i + 1] = '#';
    }
}

gchar *
qmi_message_get_log_bytes (QmiMessage *self, QmiMessageContext *context)
{
    QmiOutput out;
    Printer printer;
    const QmiSchemaMessage *message;

    qmi_output_init (&out, 3 * self->len + 4);
    printer_init (&printer, &out, NULL);
    if (!printer.show_personal && self->len > QMI_FRAME_HEADERS_CTL) {
        append_dump (&out, self->data, QMI_FRAME_HEADERS_CTL);
        qmi_output_add_literal (&out, "...");
    } else {
        append_dump (&out, self->data, self->len);
        message = find_description (&printer, self, context);
        if (message)
            mask_log_bytes (&printer, self, message);
    }
    return qmi_output_end (&out);
}

gchar *
qmi_message_get_tlv_printable (QmiMessage *self, const gchar *line_prefix, guint8 type, const guint8 *raw,
                               gsize raw_length)
{
    QmiOutput out;
    Printer printer;

    g_return_val_if_fail (self != NULL, NULL);
    g_return_val_if_fail (raw != NULL || raw_length == 0, NULL);

    qmi_output_init (&out, 64 + 3 * raw_length);
    printer_init (&printer, &out, line_prefix);
    print_unknown_tlv (&printer, type, raw, raw_length);
    return qmi_output_end (&out);
}
