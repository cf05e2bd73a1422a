/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Finds messages, TLVs and enum values in the tables. */

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "qmi-schema.h"

/* messages and TLVs */

static inline gint64
message_key (guint id, guint vendor, gboolean indication)
{
    return ((gint64) indication << 32) | ((gint64) id << 16) | vendor;
}

const QmiSchemaMessage *
qmi_schema_find_message (const QmiSchemaUnit *unit, guint id, guint vendor, gboolean indication)
{
    gint64 wanted = message_key (id, vendor, !!indication);
    guint low = 0, high = unit->n_messages;

    while (low < high) {
        guint middle = (low + high) / 2;
        const QmiSchemaMessage *message = qmi_schema_message (unit, middle);
        gint64 key = message_key (message->id, message->vendor, !!(message->flags & QMI_MESSAGE_INDICATION));

        if (key == wanted)
            return message;
        if (key < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const QmiSchemaTlv *
qmi_schema_find_tlv (const QmiSchemaUnit *unit, const QmiSchemaMessage *message, guint direction, guint8 id)
{
    const QmiSchemaTlv *tlv = qmi_schema_tlv (unit, message->first[direction]);

    for (guint i = 0; i < message->n[direction]; i++)
        if (tlv[i].id == id)
            return &tlv[i];
    return NULL;
}

gsize
qmi_schema_field_min_size (const QmiSchemaUnit *unit, const QmiSchemaField *field)
{
    const QmiSchemaField *child = qmi_schema_field (unit, field->ref);
    gsize size = 0;

    switch (field->kind) {
    case QMI_FIELD_STRING:
        return field->size + field->ref;
    case QMI_FIELD_ARRAY:
        if (field->flags & QMI_FIELD_SEQUENCE)
            return field->size + 1;
        return field->size + (field->extra ? field->extra * qmi_schema_field_min_size (unit, child) : 0);
    case QMI_FIELD_STRUCT:
        for (guint i = 0; i < field->extra; i++)
            size += qmi_schema_field_min_size (unit, child + i);
        return size;
    default:
        return field->size;
    }
}

/* enums */

QmiSchemaEnumRef
qmi_schema_field_enum (const QmiSchemaUnit *unit, const QmiSchemaField *field, gboolean labels)
{
    QmiSchemaEnumRef none = { NULL, NULL }, ref;

    if (!(field->flags & (QMI_FIELD_ENUM | QMI_FIELD_ENUM_COMMON)) || (!labels && (field->flags & QMI_FIELD_LABELS)))
        return none;
    ref.unit = (field->flags & QMI_FIELD_ENUM_COMMON) ? qmi_schema_common_unit () : unit;
    ref.type = QMI_SCHEMA_AT (ref.unit, QmiSchemaEnum, enums, field->ref);
    return ref;
}

static QmiSchemaEnumRef
enum_ref (const QmiSchemaUnit *unit, guint index)
{
    QmiSchemaEnumRef ref = { unit, QMI_SCHEMA_AT (unit, QmiSchemaEnum, enums, index) };

    return ref;
}

gint64
qmi_schema_enum_value (QmiSchemaEnumRef ref, guint index)
{
    gint32 value;

    if (ref.type->flags & QMI_ENUM_WIDE)
        return *QMI_SCHEMA_AT (ref.unit, gint64, wide_values, ref.type->values + index);
    value = *QMI_SCHEMA_AT (ref.unit, gint32, values, ref.type->values + index);
    return (ref.type->flags & QMI_ENUM_FLAGS) ? (gint64) (guint32) value : value;
}

/* @run 0: nicknames, 1 and 2: the further runs that the flags name. */
static const gchar *
enum_text (QmiSchemaEnumRef ref, guint run, guint index)
{
    guint place = ref.type->nicknames + run * ref.type->n + index;

    return qmi_schema_text (ref.unit, *QMI_SCHEMA_AT (ref.unit, guint16, nicknames, place));
}

const gchar *
qmi_schema_enum_nickname (QmiSchemaEnumRef ref, guint index)
{
    return enum_text (ref, 0, index);
}

/* Place of the first entry with this value, -1 without one. Most enums count up from their first value, so its
 * place is tried before all of them are looked at. */
static gint
enum_index (QmiSchemaEnumRef ref, gint64 value)
{
    gint64 guess = value - qmi_schema_enum_value (ref, 0);

    if (guess >= 0 && guess < ref.type->n && qmi_schema_enum_value (ref, guess) == value &&
        (guess == 0 || qmi_schema_enum_value (ref, guess - 1) != value))
        return guess;
    for (guint i = 0; i < ref.type->n; i++)
        if (qmi_schema_enum_value (ref, i) == value)
            return i;
    return -1;
}

const gchar *
qmi_schema_enum_find (QmiSchemaEnumRef ref, gint64 value)
{
    gint index = enum_index (ref, value);

    return index < 0 ? NULL : enum_text (ref, 0, index);
}

gboolean
qmi_schema_enum_parse (QmiSchemaEnumRef ref, const gchar *nickname, gint64 *value)
{
    for (guint i = 0; i < ref.type->n; i++) {
        if (g_ascii_strcasecmp (enum_text (ref, 0, i), nickname) != 0)
            continue;
        *value = qmi_schema_enum_value (ref, i);
        return TRUE;
    }
    return FALSE;
}

guint
qmi_schema_flags_find (QmiSchemaEnumRef ref, guint64 mask, const gchar *names[QMI_SCHEMA_MAX_FLAGS])
{
    guint n = 0;

    names[0] = qmi_schema_enum_find (ref, mask);
    if (names[0])
        return 1;
    for (guint i = 0; i < ref.type->n && n < QMI_SCHEMA_MAX_FLAGS; i++) {
        guint64 bit = qmi_schema_enum_value (ref, i);

        if ((mask & bit) && !(bit & (bit - 1)))
            names[n++] = enum_text (ref, 0, i);
    }
    return n;
}

/* bodies of generated functions */

static gboolean
has_capital (const gchar *word)
{
    return strpbrk (word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != NULL;
}

/* Name of a constant: given, or the nickname. It is in capitals, but for given words that have some already. */
static gchar *
constant_name (QmiSchemaEnumRef ref, guint index, const gchar *prefix)
{
    gboolean named = ref.type->flags & QMI_ENUM_NAMES;
    g_auto (GStrv) words = g_strsplit (enum_text (ref, named ? 1 : 0, index), "-", -1);
    g_autofree gchar *name = NULL;

    for (gchar **word = words; *word; word++) {
        if (named && has_capital (*word))
            continue;
        for (gchar *letter = *word; *letter; letter++)
            *letter = g_ascii_toupper (*letter);
    }
    name = g_strjoinv ("_", words);
    return g_strconcat (prefix, "_", name, NULL);
}

static GType
register_enum (QmiSchemaEnumRef ref, const gchar *type_name, const gchar *prefix)
{
    /* GLib keeps the array for as long as the type, that is for ever. */
    GEnumValue *values = g_new0 (GEnumValue, ref.type->n + 1);

    for (guint i = 0; i < ref.type->n; i++) {
        values[i].value = qmi_schema_enum_value (ref, i);
        values[i].value_name = constant_name (ref, i, prefix);
        values[i].value_nick = enum_text (ref, 0, i);
    }
    return g_enum_register_static (type_name, values);
}

static GType
register_flags (QmiSchemaEnumRef ref, const gchar *type_name, const gchar *prefix)
{
    GFlagsValue *values = g_new0 (GFlagsValue, ref.type->n + 1);

    for (guint i = 0; i < ref.type->n; i++) {
        values[i].value = qmi_schema_enum_value (ref, i);
        values[i].value_name = constant_name (ref, i, prefix);
        values[i].value_nick = enum_text (ref, 0, i);
    }
    return g_flags_register_static (type_name, values);
}

GType
qmi_schema_enum_register (gsize *type, const QmiSchemaUnit *unit, guint index, const gchar *type_name,
                          const gchar *constant_prefix)
{
    if (g_once_init_enter (type)) {
        QmiSchemaEnumRef ref = enum_ref (unit, index);

        g_once_init_leave (type, (ref.type->flags & QMI_ENUM_FLAGS) ? register_flags (ref, type_name, constant_prefix)
                                                                    : register_enum (ref, type_name, constant_prefix));
    }
    return *type;
}

GQuark
qmi_schema_error_register (gsize *quark, const QmiSchemaUnit *unit, guint index, const gchar *quark_name,
                           const gchar *dbus_prefix)
{
    if (g_once_init_enter (quark)) {
        QmiSchemaEnumRef ref = enum_ref (unit, index);
        GQuark domain = g_quark_from_static_string (quark_name);

        for (guint i = 0; i < ref.type->n; i++) {
            g_autofree gchar *name = g_strjoin (".", dbus_prefix, enum_text (ref, 0, i), NULL);

            g_dbus_error_register_error (domain, qmi_schema_enum_value (ref, i), name);
        }
        g_once_init_leave (quark, domain);
    }
    return *quark;
}

const gchar *
qmi_schema_enum_get_string (const QmiSchemaUnit *unit, guint index, gint64 value)
{
    return qmi_schema_enum_find (enum_ref (unit, index), value);
}

const gchar *
qmi_schema_enum_get_label (const QmiSchemaUnit *unit, guint index, gint64 value)
{
    QmiSchemaEnumRef ref = enum_ref (unit, index);
    gint place = enum_index (ref, value);
    const gchar *label = place < 0 ? "" : enum_text (ref, (ref.type->flags & QMI_ENUM_NAMES) ? 2 : 1, place);

    return label[0] ? label : NULL;
}

gchar *
qmi_schema_flags_build_string (const QmiSchemaUnit *unit, guint index, guint64 mask)
{
    const gchar *names[QMI_SCHEMA_MAX_FLAGS + 1];
    guint n = qmi_schema_flags_find (enum_ref (unit, index), mask, names);

    if (n == 1)
        return g_strdup (names[0]);
    names[n] = NULL;
    return n > 0 ? g_strjoinv (", ", (gchar **) names) : NULL;
}
