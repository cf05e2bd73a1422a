/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The tables that describe messages: layout of the records and access to them. Private, not installed.
 *
 * A unit holds the records of one description file, made by the generator, as one constant without pointers:
 * records refer to each other by index and to texts by offset, so a unit stays in read-only memory that all
 * processes share and needs no relocation. Everything that knows about messages walks these records. */

#pragma once

#include <glib-object.h>

#include "qmi-visibility.h"

G_BEGIN_DECLS

/* Changes with the meaning of any record below; generated files refuse to compile against another one. */
#define QMI_SCHEMA_LAYOUT 2

typedef enum {
    QMI_FIELD_INT,    /* integer, also enum, flags and boolean */
    QMI_FIELD_FLOAT,  /* IEEE 754, 4 or 8 bytes */
    QMI_FIELD_STRING,
    QMI_FIELD_ARRAY,
    QMI_FIELD_STRUCT,
    QMI_FIELD_BITS,   /* named part of an integer; `size` bits from bit `extra` on */
} QmiFieldKind;

enum {
    QMI_FIELD_C_WIDTH      = 3,       /* log2 of the bytes of the C type of a number */
    QMI_FIELD_SIGNED       = 1 << 2,
    QMI_FIELD_BIG_ENDIAN   = 1 << 3,
    QMI_FIELD_BOOLEAN      = 1 << 4,
    QMI_FIELD_HIDDEN       = 1 << 5,  /* on the wire and in texts, not in the C API */
    QMI_FIELD_PERSONAL     = 1 << 6,  /* masked unless personal information is asked for */
    QMI_FIELD_SECRET       = 1 << 7,  /* always masked */
    QMI_FIELD_SEQUENCE     = 1 << 8,  /* array: a u8 sequence number follows the count */
    QMI_FIELD_REST         = 1 << 9,  /* string, array: up to the end of the TLV */
    QMI_FIELD_ENUM         = 1 << 10, /* `ref` is an enum of this unit ... */
    QMI_FIELD_ENUM_COMMON  = 1 << 11, /* ... or of the common unit */
    QMI_FIELD_LABELS       = 1 << 12, /* the enum names values for people; C API and printable text keep the number */
    QMI_FIELD_PARTS        = 1 << 13, /* integer with named parts: `ref`, `extra` are the first one and their count */
    QMI_FIELD_CONSTANT     = 1 << 14, /* integer with one value only: `extra` is its place among the wide values */
    QMI_FIELD_DIGITS       = 1 << 15, /* string of decimal digits */
};

/* A value: of a TLV, of a struct's member, of an array's element. The fields of a struct stand side by side. */
typedef struct {
    guint8  kind : 3; /* QmiFieldKind */
    guint8  run : 5;  /* INT: how many from here on stand in C as on the wire, without gaps; else 0 */
    guint8  size;    /* INT, FLOAT: bytes on the wire; STRING, ARRAY: bytes of the length or count in front */
    guint16 flags;
    guint16 name;    /* offset in the texts; empty for an element without a name */
    guint16 offset;  /* of the C value in the struct around it; of an array's element: its size in C */
    guint16 ref;     /* INT: enum; STRING: exact length or 0; ARRAY: element; STRUCT: first field */
    guint16 extra;   /* STRING: longest length accepted or 0; ARRAY: exact count or 0, with a sequence number the
                      * offset of its C value; STRUCT: number of fields */
} QmiSchemaField;

/* The run of a value in the API's own type: numbers are of the host's byte order there. */
#define QMI_HOST_RUN(n) (G_BYTE_ORDER == G_LITTLE_ENDIAN ? (n) : 0)

enum {
    QMI_TLV_MANDATORY = 1 << 0,
    QMI_TLV_RESULT    = 1 << 1, /* the outcome block of a response */
    QMI_TLV_PERSONAL  = 1 << 2, /* a personal value is inside */
    QMI_TLV_SECRET    = 1 << 3, /* a secret value is inside */
    QMI_TLV_OWNS      = 1 << 4, /* the C value holds memory */
};

typedef struct {
    guint8  id;
    guint8  flags;
    guint16 field;
    guint16 offset;          /* of the C value in the container */
    guint16 condition;       /* first of `n_conditions` */
    guint8  n_conditions;
    guint8  write_order;     /* which TLV of the container is written at this place */
    guint8  texts;           /* bytes that its texts take in C at most, arrays aside, or QMI_TLV_ANY_TEXTS */
    guint8  flat;            /* bytes of a value that stands in C as on the wire; else 0 */
} QmiSchemaTlv;

/* How long its texts may be, the TLV tells. */
#define QMI_TLV_ANY_TEXTS 0xFF

/* A TLV is read only if the C value at `offset` is (is not) `value`. */
typedef struct {
    gint32  value;
    guint16 offset;
    guint8  width;           /* bytes of the C value */
    guint8  negated;
} QmiSchemaCondition;

enum {
    QMI_MESSAGE_INDICATION   = 1 << 0,
    QMI_MESSAGE_ABORTABLE    = 1 << 1,
    QMI_MESSAGE_LIBRARY_ONLY = 1 << 2,
    QMI_MESSAGE_ID_SHORT     = 1 << 3, /* its id is printed with two digits */
    QMI_MESSAGE_ID_LOWER     = 1 << 4, /* ... in lower case */
};

/* Messages stand sorted by (indication, id, vendor). */
typedef struct {
    guint16 id;
    guint16 vendor;
    guint16 name;
    guint16 first[2];        /* TLVs of [0] the request, [1] the response or indication */
    guint16 c_size[2];       /* bytes of the container */
    guint8  n[2];
    guint8  flags;
    guint8  unused;
} QmiSchemaMessage;

enum {
    QMI_ENUM_FLAGS  = 1 << 0,
    QMI_ENUM_WIDE   = 1 << 1, /* its values stand among the wide ones */
    QMI_ENUM_NAMES  = 1 << 2, /* constants cannot be derived from nicknames: a second run of texts names them */
    QMI_ENUM_LABELS = 1 << 3, /* a further run of texts describes the values */
};

typedef struct {
    guint16 values;          /* first of `n` */
    guint16 nicknames;       /* first of `n` offsets of texts, followed by those of names and labels */
    guint16 n;
    guint16 flags;
} QmiSchemaEnum;

typedef struct {
    guint16 layout;          /* QMI_SCHEMA_LAYOUT */
    guint16 service;
    guint16 n_messages;
    guint16 n_enums;
    guint16 n_fields;
    guint16 n_tlvs;
    /* offsets from the start of the unit */
    guint32 wide_values;     /* gint64 */
    guint32 conditions;
    guint32 values;          /* gint32 */
    guint32 messages;
    guint32 enums;
    guint32 tlvs;
    guint32 fields;
    guint32 nicknames;       /* guint16 */
    guint32 texts;
} QmiSchemaUnit;

G_STATIC_ASSERT (sizeof (QmiSchemaField) == 12);
G_STATIC_ASSERT (sizeof (QmiSchemaTlv) == 12);
G_STATIC_ASSERT (sizeof (QmiSchemaCondition) == 8);
G_STATIC_ASSERT (sizeof (QmiSchemaMessage) == 18);
G_STATIC_ASSERT (sizeof (QmiSchemaEnum) == 8);
G_STATIC_ASSERT (sizeof (QmiSchemaUnit) == 48);

/* Bytes behind the texts, so that they can be read in eights. */
#define QMI_SCHEMA_TEXTS_PADDING 7

#define QMI_SCHEMA_AT(unit, Type, where, index) \
    ((const Type *) (gconstpointer) ((const guint8 *) (unit) + (unit)->where) + (index))

static inline const QmiSchemaField *
qmi_schema_field (const QmiSchemaUnit *unit, guint index)
{
    return QMI_SCHEMA_AT (unit, QmiSchemaField, fields, index);
}

static inline const QmiSchemaTlv *
qmi_schema_tlv (const QmiSchemaUnit *unit, guint index)
{
    return QMI_SCHEMA_AT (unit, QmiSchemaTlv, tlvs, index);
}

static inline const QmiSchemaMessage *
qmi_schema_message (const QmiSchemaUnit *unit, guint index)
{
    return QMI_SCHEMA_AT (unit, QmiSchemaMessage, messages, index);
}

static inline const gchar *
qmi_schema_text (const QmiSchemaUnit *unit, guint offset)
{
    return QMI_SCHEMA_AT (unit, gchar, texts, offset);
}

/* An enum together with the unit whose texts it uses. */
typedef struct {
    const QmiSchemaUnit *unit;
    const QmiSchemaEnum *type;
} QmiSchemaEnumRef;

/* The generated list of units. */

/* @number counts from 0; %NULL after the last one. */
QMI_API const QmiSchemaUnit *qmi_schema_nth_unit (guint number);

/* Unit of a service, %NULL if it is not described. */
QMI_API const QmiSchemaUnit *qmi_schema_find_unit (guint service);

/* Unit of the definitions that all services share. */
QMI_API const QmiSchemaUnit *qmi_schema_common_unit (void);

/* Function that frees what an element of public arrays of structs holds, %NULL if it holds no memory (@gir: one that
 * frees the element itself, in the form for bindings). @field is the struct's. */
GDestroyNotify qmi_schema_destroy_func (const QmiSchemaUnit *unit, guint field, gboolean gir);

/* Lookup. */

QMI_API const QmiSchemaMessage *qmi_schema_find_message (const QmiSchemaUnit *unit, guint id, guint vendor,
                                                         gboolean indication);

/* TLV of a container (@direction 0: request, 1: response or indication) by its number on the wire. */
QMI_API const QmiSchemaTlv *qmi_schema_find_tlv (const QmiSchemaUnit *unit, const QmiSchemaMessage *message,
                                                 guint direction, guint8 id);

/* Enum of an integer, with labels if @labels; .type is %NULL if it has none. */
QMI_API QmiSchemaEnumRef qmi_schema_field_enum (const QmiSchemaUnit *unit, const QmiSchemaField *field,
                                                gboolean labels);

/* How many bytes a value takes on the wire at least; never 0 for an array's element. */
QMI_API gsize qmi_schema_field_min_size (const QmiSchemaUnit *unit, const QmiSchemaField *field);

QMI_API gint64 qmi_schema_enum_value (QmiSchemaEnumRef ref, guint index);
QMI_API const gchar *qmi_schema_enum_nickname (QmiSchemaEnumRef ref, guint index);

/* Nickname of a value, %NULL if there is none. */
QMI_API const gchar *qmi_schema_enum_find (QmiSchemaEnumRef ref, gint64 value);

/* Value of a nickname, upper and lower case alike. */
QMI_API gboolean qmi_schema_enum_parse (QmiSchemaEnumRef ref, const gchar *nickname, gint64 *value);

/* More bits than a mask has cannot be set. */
#define QMI_SCHEMA_MAX_FLAGS 64

/* Nicknames of @mask: of the entry that is equal to all of it, else of each bit that has one; returns how many. */
QMI_API guint qmi_schema_flags_find (QmiSchemaEnumRef ref, guint64 mask, const gchar *names[QMI_SCHEMA_MAX_FLAGS]);

/* Bodies of the generated functions of enums. */

GType        qmi_schema_enum_register (gsize *type, const QmiSchemaUnit *unit, guint index, const gchar *type_name,
                                       const gchar *constant_prefix);
const gchar *qmi_schema_enum_get_string (const QmiSchemaUnit *unit, guint index, gint64 value);
const gchar *qmi_schema_enum_get_label (const QmiSchemaUnit *unit, guint index, gint64 value);
GQuark       qmi_schema_error_register (gsize *quark, const QmiSchemaUnit *unit, guint index, const gchar *quark_name,
                                        const gchar *dbus_prefix);
gchar       *qmi_schema_flags_build_string (const QmiSchemaUnit *unit, guint index, guint64 mask);

G_END_DECLS
