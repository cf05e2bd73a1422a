/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Messages as text, the form of logs. */

#include "config.h"

#include <string.h>

#include "qmi-enum-types.h"
#include "qmi-enums.h"
#include "qmi-enums-private.h"
#include "qmi-error-types.h"
#include "qmi-message-private.h"
#include "qmi-reader.h"
#include "qmi-text.h"
#include "qmi-utils.h"

typedef struct {
    const QmiSchemaUnit *unit;
    GString             *out;
    gboolean             show_personal;
} Printer;

/* Why a value could not be printed to its end. */
#define SHORT      "Reading TLV would overflow"
#define BAD_STRING "invalid string"

#define append_literal(out, literal) g_string_append_len ((out), (literal), sizeof (literal) - 1)

/* small pieces */

static void
append_uint (GString *out, guint64 value)
{
    gchar digits[20];
    guint n = sizeof (digits);

    do {
        digits[--n] = '0' + value % 10;
        value /= 10;
    } while (value > 0);
    g_string_append_len (out, digits + n, sizeof (digits) - n);
}

static void
append_hex (GString *out, guint64 value, guint n_digits, gboolean upper)
{
    const gchar *figures = upper ? "0123456789ABCDEF" : "0123456789abcdef";

    append_literal (out, "0x");
    while (n_digits-- > 0)
        g_string_append_c (out, figures[value >> (4 * n_digits) & 0x0F]);
}

static void
append_dump (GString *out, const guint8 *bytes, gsize length)
{
    static const gchar figures[] = "0123456789ABCDEF";
    gsize start = out->len;
    gchar *p;

    if (length == 0) {
        append_literal (out, "(null)");
        return;
    }
    g_string_set_size (out, start + 3 * length - 1);
    p = out->str + start;
    for (gsize i = 0; i < length; i++) {
        if (i > 0)
            *p++ = ':';
        *p++ = figures[bytes[i] >> 4];
        *p++ = figures[bytes[i] & 0x0F];
    }
}

/* The name as scripts know it: `Power State Flags` -> `power_state_flags`. */
static void
append_name (GString *out, const gchar *name)
{
    gsize start = out->len;

    g_string_append (out, name);
    for (gchar *p = out->str + start; *p; p++)
        *p = (*p == ' ' || *p == '-') ? '_' : g_ascii_tolower (*p);
}

static void
append_text_or_null (GString *out, const gchar *text)
{
    g_string_append (out, text ? text : "(null)");
}

/* Each line starts with the prefix of the caller, if any. */
static void
start_line (GString *out, const gchar *prefix)
{
    if (prefix)
        g_string_append (out, prefix);
}

#define line_literal(out, prefix, literal) \
    G_STMT_START { start_line (out, prefix); append_literal (out, literal); } G_STMT_END

/* values: NULL, or the reason why the value ends early */

static const gchar *print_value (Printer *self, const QmiSchemaField *field, QmiReader *reader);

static void
print_number (Printer *self, const QmiSchemaField *field, guint64 value)
{
    QmiSchemaEnumRef ref = qmi_schema_field_enum (self->unit, field, FALSE);

    if (field->flags & QMI_FIELD_BOOLEAN) {
        g_string_append (self->out, value ? "yes" : "no");
    } else if (ref.type && (ref.type->flags & QMI_ENUM_FLAGS)) {
        if ((field->flags & QMI_FIELD_C_WIDTH) < 3)
            value = (guint32) value;
        if (!qmi_schema_flags_append (ref, value, self->out))
            append_literal (self->out, "(null)");
    } else if (ref.type) {
        append_text_or_null (self->out, qmi_schema_enum_find (ref, (gint32) value));
    } else if ((field->flags & QMI_FIELD_SIGNED) && (gint64) value < 0) {
        g_string_append_c (self->out, '-');
        append_uint (self->out, -value);
    } else {
        append_uint (self->out, value);
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
        g_string_append (self->out, decoded);
        return NULL;
    }
    /* What is plain may still end in NULs. */
    g_string_append_len (self->out, (const gchar *) text, strnlen ((const gchar *) text, length));
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
        append_literal (self->out, "[[Seq:");
        append_uint (self->out, sequence);
        append_literal (self->out, "]] ");
    }
    g_string_append_c (self->out, '{');
    for (guint64 i = 0; qmi_reader_array_more (reader, field, i, count); i++) {
        append_literal (self->out, " [");
        append_uint (self->out, i);
        append_literal (self->out, "] = '");
        problem = print_value (self, element, reader);
        if (problem)
            return problem;
        append_literal (self->out, " '");
    }
    g_string_append_c (self->out, '}');
    return NULL;
}

static const gchar *
print_struct (Printer *self, const QmiSchemaField *field, QmiReader *reader)
{
    g_string_append_c (self->out, '[');
    for (guint i = 0; i < field->extra; i++) {
        const QmiSchemaField *child = qmi_schema_field (self->unit, field->ref + i);
        const gchar *problem;

        g_string_append_c (self->out, ' ');
        append_name (self->out, qmi_schema_text (self->unit, child->name));
        append_literal (self->out, " = '");
        problem = print_value (self, child, reader);
        if (problem)
            return problem;
        g_string_append_c (self->out, '\'');
    }
    append_literal (self->out, " ]");
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
        g_string_append_printf (self->out, "%lf", real);
        return NULL;
    default:
        return print_string (self, field, reader);
    }
}

static const gchar *
print_value (Printer *self, const QmiSchemaField *field, QmiReader *reader)
{
    gsize start = self->out->len;
    const gchar *problem;

    if (field->kind == QMI_FIELD_STRUCT)
        return print_struct (self, field, reader);
    if (field->kind == QMI_FIELD_ARRAY)
        return print_array (self, field, reader);

    problem = print_leaf (self, field, reader);
    if (!problem && is_masked (self, field->flags, QMI_FIELD_PERSONAL, QMI_FIELD_SECRET)) {
        g_string_truncate (self->out, start);
        append_literal (self->out, "'###'");
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
        append_literal (self->out, "SUCCESS");
        return;
    }
    append_literal (self->out, "FAILURE: ");
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
        append_literal (self->out, " ERROR: ");
        g_string_append (self->out, problem);
    } else if (qmi_reader_left (reader) > 0) {
        append_literal (self->out, "Additional unexpected '");
        append_uint (self->out, qmi_reader_left (reader));
        append_literal (self->out, "' bytes");
    }
}

static void
print_known_tlv (Printer *self, const gchar *prefix, const QmiSchemaTlv *tlv, const guint8 *value, guint16 length,
                 QmiReader first)
{
    GString *out = self->out;

    line_literal (out, prefix, "TLV:\n");
    line_literal (out, prefix, "  type       = \"");
    g_string_append (out, qmi_schema_text (self->unit, qmi_schema_field (self->unit, tlv->field)->name));
    append_literal (out, "\" (");
    append_hex (out, tlv->id, 2, FALSE);
    append_literal (out, ")\n");
    line_literal (out, prefix, "  length     = ");
    append_uint (out, length);
    g_string_append_c (out, '\n');
    line_literal (out, prefix, "  value      = ");
    if (is_masked (self, tlv->flags, QMI_TLV_PERSONAL, QMI_TLV_SECRET))
        append_literal (out, "###...");
    else
        append_dump (out, value, length);
    g_string_append_c (out, '\n');
    line_literal (out, prefix, "  translated = ");
    print_translation (self, tlv, &first);
    g_string_append_c (out, '\n');
}

static void
print_unknown_tlv (GString *out, const gchar *prefix, guint8 type, const guint8 *value, gsize length)
{
    line_literal (out, prefix, "TLV:\n");
    line_literal (out, prefix, "  type   = ");
    append_hex (out, type, 2, FALSE);
    g_string_append_c (out, '\n');
    line_literal (out, prefix, "  length = ");
    append_uint (out, length);
    g_string_append_c (out, '\n');
    line_literal (out, prefix, "  value  = ");
    append_dump (out, value, length);
    g_string_append_c (out, '\n');
}

static void
print_tlvs (Printer *self, const gchar *prefix, QmiMessage *frame, const QmiSchemaMessage *message, guint direction)
{
    /* A repeated TLV is translated like the first one of its type. */
    QmiReader seen[G_MAXUINT8 + 1] = { { NULL, NULL } };
    QmiMessageTlv raw;

    for (gboolean more = qmi_message_first_tlv (frame, &raw); more; more = qmi_message_next_tlv (frame, &raw)) {
        const QmiSchemaTlv *tlv = message ? qmi_schema_find_tlv (self->unit, message, direction, raw.type) : NULL;
        QmiReader *first = &seen[raw.type];

        if (!first->p) {
            first->p = raw.value;
            first->end = raw.value + raw.length;
        }
        if (tlv)
            print_known_tlv (self, prefix, tlv, raw.value, raw.length, *first);
        else
            print_unknown_tlv (self->out, prefix, raw.type, raw.value, raw.length);
    }
}

/* headers */

static void
print_qmux_header (GString *out, const gchar *prefix, QmiMessage *message)
{
    line_literal (out, prefix, "QMUX:\n");
    line_literal (out, prefix, "  length  = ");
    append_uint (out, qmi_load_u16_le (message->data + QMI_FRAME_LENGTH));
    g_string_append_c (out, '\n');
    line_literal (out, prefix, "  flags   = ");
    append_hex (out, message->data[QMI_FRAME_QMUX_FLAGS], 2, FALSE);
    g_string_append_c (out, '\n');
    line_literal (out, prefix, "  service = \"");
    append_text_or_null (out, qmi_service_get_string (qmi_message_get_service (message)));
    append_literal (out, "\"\n");
    line_literal (out, prefix, "  client  = ");
    append_uint (out, qmi_message_get_client_id (message));
    g_string_append_c (out, '\n');
}

static void
print_qmi_header (GString *out, const gchar *prefix, QmiMessage *message)
{
    gboolean ctl = qmi_message_get_service (message) == QMI_SERVICE_CTL;
    guint headers = ctl ? QMI_FRAME_HEADERS_CTL : QMI_FRAME_HEADERS_SERVICE;
    guint8 flags = message->data[QMI_FRAME_QMI_FLAGS];
    g_autofree gchar *names = ctl ? qmi_ctl_flag_build_string_from_mask (flags)
                                  : qmi_service_flag_build_string_from_mask (flags);

    line_literal (out, prefix, "QMI:\n");
    line_literal (out, prefix, "  flags       = \"");
    append_text_or_null (out, names);
    append_literal (out, "\"\n");
    line_literal (out, prefix, "  transaction = ");
    append_uint (out, qmi_message_get_transaction_id (message));
    g_string_append_c (out, '\n');
    line_literal (out, prefix, "  tlv_length  = ");
    append_uint (out, qmi_load_u16_le (message->data + headers - QMI_FRAME_TLV_LENGTH_FROM_HEADERS_END));
    g_string_append_c (out, '\n');
}

static void
print_title (GString *out, const gchar *prefix, const QmiSchemaUnit *unit, const QmiSchemaMessage *message, guint16 id)
{
    line_literal (out, prefix, "  message     = ");
    if (message) {
        g_string_append_c (out, '"');
        g_string_append (out, qmi_schema_text (unit, message->name));
        append_literal (out, "\" (");
        append_hex (out, id, (message->flags & QMI_MESSAGE_ID_SHORT) ? 2 : 4, !(message->flags & QMI_MESSAGE_ID_LOWER));
    } else {
        g_string_append_c (out, '(');
        append_hex (out, id, 4, FALSE);
    }
    append_literal (out, ")\n");
}

/* public functions */

gchar *
qmi_message_get_printable_full (QmiMessage *self, QmiMessageContext *context, const gchar *line_prefix)
{
    Printer printer = { NULL, NULL, qmi_utils_get_show_personal_info () };
    const QmiSchemaMessage *message = NULL;
    gboolean indication;
    guint vendor = context ? qmi_message_context_get_vendor_id (context) : QMI_MESSAGE_VENDOR_GENERIC;

    g_return_val_if_fail (self != NULL, NULL);

    indication = qmi_message_is_indication (self);
    printer.unit = qmi_schema_find_unit (qmi_message_get_service (self));
    printer.out = g_string_sized_new (256 + 8 * self->len);
    if (printer.unit)
        message = qmi_schema_find_message (printer.unit, qmi_message_get_message_id (self),
                                           indication ? QMI_MESSAGE_VENDOR_GENERIC : vendor, indication);
    print_qmux_header (printer.out, line_prefix, self);
    print_qmi_header (printer.out, line_prefix, self);
    print_title (printer.out, line_prefix, printer.unit, message, qmi_message_get_message_id (self));
    print_tlvs (&printer, line_prefix, self, message, indication || qmi_message_is_response (self));
    return g_string_free (printer.out, FALSE);
}

gchar *
qmi_message_get_tlv_printable (QmiMessage *self, const gchar *line_prefix, guint8 type, const guint8 *raw,
                               gsize raw_length)
{
    GString *out;

    g_return_val_if_fail (self != NULL, NULL);
    g_return_val_if_fail (raw != NULL || raw_length == 0, NULL);

    out = g_string_sized_new (64 + 3 * raw_length);
    print_unknown_tlv (out, line_prefix, type, raw, raw_length);
    return g_string_free (out, FALSE);
}
