/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The C form of the TLVs of one message: life, access and the public structs inside. */

#include "config.h"

#include <string.h>

#include "qmi-container.h"
#include "qmi-errors.h"
#include "qmi-error-types.h"
#include "qmi-enum-types.h"
#include "qmi-message-private.h"

static inline const QmiSchemaTlv *
container_tlvs (const QmiContainer *self)
{
    return qmi_schema_tlv (self->unit, self->message->first[self->direction]);
}

/* values in C memory */

static inline gboolean
is_array_of_structs (const QmiSchemaUnit *unit, const QmiSchemaField *field)
{
    return field->kind == QMI_FIELD_ARRAY && qmi_schema_field (unit, field->ref)->kind == QMI_FIELD_STRUCT;
}

/* A text or an array. */
static inline void
clear_leaf (const QmiSchemaUnit *unit, const QmiSchemaField *field, guint8 *data, gboolean texts, gboolean gir)
{
    gpointer *place = (gpointer *) (gpointer) data;

    if (field->kind == QMI_FIELD_STRING) {
        if (texts)
            g_clear_pointer (place, g_free);
    } else if (*place && gir && is_array_of_structs (unit, field)) {
        g_ptr_array_unref (g_steal_pointer (place));
    } else if (*place) {
        g_array_unref (g_steal_pointer (place));
    }
}

void
qmi_container_value_clear (const QmiSchemaUnit *unit, const QmiSchemaField *field, guint8 *data, gboolean texts,
                           gboolean gir)
{
    const QmiSchemaField *child = qmi_schema_field (unit, field->ref);

    if (field->kind == QMI_FIELD_STRING || field->kind == QMI_FIELD_ARRAY)
        clear_leaf (unit, field, data, texts, gir);
    if (field->kind != QMI_FIELD_STRUCT)
        return;
    for (const QmiSchemaField *end = child + field->extra; child < end; child++) {
        if (child->run)
            child += child->run - 1;
        else if (child->kind == QMI_FIELD_STRUCT)
            qmi_container_value_clear (unit, child, data + child->offset, texts, gir);
        else if (child->kind >= QMI_FIELD_STRING)
            clear_leaf (unit, child, data + child->offset, texts, gir);
    }
}

static void
clear_text_element (gpointer element)
{
    g_free (*(gchar **) element);
}

static void
clear_array_element (gpointer element)
{
    g_clear_pointer ((GArray **) element, g_array_unref);
}

GArray *
qmi_container_array_new (const QmiSchemaUnit *unit, const QmiSchemaField *array, guint reserved)
{
    const QmiSchemaField *element = qmi_schema_field (unit, array->ref);
    GArray *result = g_array_sized_new (FALSE, FALSE, element->offset, reserved);

    if (element->kind == QMI_FIELD_STRING)
        g_array_set_clear_func (result, clear_text_element);
    else if (element->kind == QMI_FIELD_ARRAY)
        g_array_set_clear_func (result, clear_array_element);
    else if (element->kind == QMI_FIELD_STRUCT)
        g_array_set_clear_func (result, qmi_schema_destroy_func (unit, array->ref, FALSE));
    return result;
}

/* life */

gpointer
qmi_container_new (const QmiSchemaUnit *unit, guint message, guint direction)
{
    const QmiSchemaMessage *description = qmi_schema_message (unit, message);
    gsize size = description->c_size[direction] + description->n[direction];
    /* Not g_malloc0(): calloc() does not look at the blocks that malloc() has at hand. */
    QmiContainer *self = memset (g_malloc (size), 0, size);

    g_atomic_ref_count_init (&self->references);
    self->unit = unit;
    self->message = description;
    self->direction = direction;
    return self;
}

gpointer
qmi_container_ref (gpointer self)
{
    g_return_val_if_fail (self != NULL, NULL);

    g_atomic_ref_count_inc (&QMI_CONTAINER (self)->references);
    return self;
}

static void
clear_value (QmiContainer *self, guint index)
{
    const QmiSchemaTlv *tlv = &container_tlvs (self)[index];

    if (tlv->flags & QMI_TLV_OWNS)
        qmi_container_value_clear (self->unit, qmi_schema_field (self->unit, tlv->field), (guint8 *) self + tlv->offset,
                                   !self->decoded, FALSE);
}

static void
clear_values (QmiContainer *self)
{
    guint n = self->message->n[self->direction];

    if (!self->decoded) {
        for (guint i = 0; i < n; i++)
            clear_value (self, i);
        return;
    }
    /* Texts that were decoded go with the block, arrays do not. */
    for (guint64 left = self->arrays; left; left &= left - 1)
        clear_value (self, (guint) __builtin_ctzll (left));
    if (self->arrays >> QMI_CONTAINER_SHARED_BIT)
        for (guint i = QMI_CONTAINER_SHARED_BIT + 1; i < n; i++)
            clear_value (self, i);
}

void
qmi_container_unref (gpointer data)
{
    QmiContainer *self = data;
    g_return_if_fail (self != NULL);

    if (!g_atomic_ref_count_dec (&self->references))
        return;
    if (!self->decoded || self->arrays)
        clear_values (self);
    g_clear_pointer (&self->bindings, g_hash_table_unref);
    g_free (self);
}

GType
qmi_container_register (gsize *type, const gchar *name)
{
    if (g_once_init_enter (type))
        g_once_init_leave (type, g_boxed_type_register_static (name, qmi_container_ref, qmi_container_unref));
    return *type;
}

/* getters and setters */

gboolean
qmi_container_missing (gconstpointer data, guint index, GError **error)
{
    static const gchar reasons[][40] = {
        [QMI_TLV_SHORT] = "it ends before its last value",
        [QMI_TLV_BAD_STRING] = "a text in it has no known encoding",
    };
    const QmiContainer *self = data;
    const QmiSchemaTlv *tlv;
    const gchar *name;
    guint8 state;

    g_return_val_if_fail (self != NULL, FALSE);

    /* Most programs ask for what may be there and do not want to know why it is not. */
    if (!error)
        return FALSE;

    tlv = &container_tlvs (self)[index];
    name = qmi_schema_text (self->unit, qmi_schema_field (self->unit, tlv->field)->name);
    state = qmi_container_states (self)[index];
    if (state == QMI_TLV_ABSENT)
        g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_TLV_NOT_FOUND, "Field '%s' was not found in the message",
                     name);
    else
        g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_TLV_NOT_FOUND,
                     "Field '%s' is malformed in the message: TLV 0x%02X: %s", name, tlv->id,
                     reasons[state]);
    return FALSE;
}

gboolean
qmi_container_get_result (gconstpointer self, guint tlv, GError **error)
{
    const guint8 *result; /* status and code */
    guint16 code;

    g_return_val_if_fail (self != NULL, FALSE);

    if (qmi_container_states (self)[tlv] != QMI_TLV_PRESENT) {
        g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_MESSAGE,
                     "No 'Result' field given in the message");
        return FALSE;
    }
    result = (const guint8 *) self + container_tlvs (self)[tlv].offset;
    if (qmi_load_u16_le (result) == 0)
        return TRUE;
    code = qmi_load_u16_le (result + sizeof (guint16));
    g_set_error (error, QMI_PROTOCOL_ERROR, code, "QMI protocol error (%u): '%s'", code,
                 qmi_protocol_error_get_string ((QmiProtocolError) code));
    return FALSE;
}

gboolean
qmi_container_no_self (const QmiSchemaUnit *unit, guint field)
{
    g_critical ("field '%s' of a request cannot be set: assertion 'self != NULL' failed",
                qmi_schema_text (unit, qmi_schema_field (unit, field)->name));
    return FALSE;
}

gboolean
qmi_container_check_string (const QmiSchemaUnit *unit, guint field, const gchar *text, const gchar *argument,
                            GError **error)
{
    const QmiSchemaField *description = qmi_schema_field (unit, field);
    gsize length = text ? strlen (text) : 0;

    if (description->ref && (!text || length != description->ref)) {
        g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_ARGS,
                     "Input variable '%s' must be %u characters long", argument, description->ref);
        return FALSE;
    }
    if (description->extra && length > description->extra) {
        g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_ARGS,
                     "Input variable '%s' must be less than %u characters long", argument, description->extra);
        return FALSE;
    }
    return TRUE;
}

void
qmi_container_set_string (gchar **place, const gchar *text)
{
    gchar *copy = g_strdup (text ? text : "");

    g_free (*place);
    *place = copy;
}

void
qmi_container_set_array (GArray **place, GArray *array)
{
    GArray *old = *place;

    *place = g_array_ref (array);
    g_clear_pointer (&old, g_array_unref);
}

/* conditions */

/* What is received stands in C as on the wire. */
static gboolean
condition_holds (const QmiSchemaCondition *condition, const QmiContainer *self)
{
    const guint8 *place = (const guint8 *) self + condition->offset;
    QmiEndian host = G_BYTE_ORDER == G_LITTLE_ENDIAN ? QMI_ENDIAN_LITTLE : QMI_ENDIAN_BIG;
    guint64 number = qmi_load_sized (place, condition->width, self->direction ? QMI_ENDIAN_LITTLE : host);
    gint64 value = condition->width == sizeof (gint32) ? (gint32) number : (gint64) number;

    return (value == condition->value) != condition->negated;
}

gboolean
qmi_container_conditions_hold (const QmiContainer *self, const QmiSchemaTlv *tlv)
{
    for (guint i = 0; i < tlv->n_conditions; i++)
        if (!condition_holds (QMI_SCHEMA_AT (self->unit, QmiSchemaCondition, conditions, tlv->condition + i), self))
            return FALSE;
    return TRUE;
}

/* structs of public arrays */

static GPtrArray *elements_from_array (const QmiSchemaUnit *unit, guint field, GArray *array);

/* Fills the array @target with copies of elements that each have memory of their own. */
static void array_from_elements (const QmiSchemaUnit *unit, guint field, GPtrArray *elements, GArray *target);

static void
array_copy (const QmiSchemaUnit *unit, const QmiSchemaField *field, gpointer source, gpointer *target,
            gboolean from_gir, gboolean to_gir)
{
    if (!source) {
        *target = NULL;
    } else if (!is_array_of_structs (unit, field)) {
        *target = g_array_ref (source);
    } else if (!from_gir && to_gir) {
        *target = elements_from_array (unit, field->ref, source);
    } else if (from_gir && !to_gir) {
        *target = qmi_container_array_new (unit, field, ((GPtrArray *) source)->len);
        array_from_elements (unit, field->ref, source, *target);
    } else if (from_gir) {
        *target = g_ptr_array_ref (source);
    } else {
        *target = g_array_ref (source);
    }
}

static void
value_copy (const QmiSchemaUnit *unit, const QmiSchemaField *field, const guint8 *source, guint8 *target,
            gboolean from_gir, gboolean to_gir)
{
    switch (field->kind) {
    case QMI_FIELD_STRING:
        *(gchar **) (gpointer) target = g_strdup (*(gchar *const *) (gconstpointer) source);
        break;
    case QMI_FIELD_ARRAY:
        if (field->flags & QMI_FIELD_SEQUENCE)
            target[field->extra - field->offset] = source[field->extra - field->offset];
        array_copy (unit, field, *(gpointer const *) (gconstpointer) source, (gpointer *) (gpointer) target, from_gir,
                    to_gir);
        break;
    case QMI_FIELD_STRUCT:
        for (guint i = 0; i < field->extra; i++) {
            const QmiSchemaField *child = qmi_schema_field (unit, field->ref + i);

            if (!(child->flags & QMI_FIELD_HIDDEN))
                value_copy (unit, child, source + child->offset, target + child->offset, from_gir, to_gir);
        }
        break;
    default:
        memcpy (target, source, 1 << (field->flags & QMI_FIELD_C_WIDTH));
    }
}

static GPtrArray *
elements_from_array (const QmiSchemaUnit *unit, guint field, GArray *array)
{
    const QmiSchemaField *description = qmi_schema_field (unit, field);
    GPtrArray *elements = g_ptr_array_new_full (array->len, qmi_schema_destroy_func (unit, field, TRUE));

    for (guint i = 0; i < array->len; i++) {
        gpointer element = g_malloc0 (description->offset);

        value_copy (unit, description, (const guint8 *) array->data + i * description->offset, element, FALSE, TRUE);
        g_ptr_array_add (elements, element);
    }
    return elements;
}

static void
array_from_elements (const QmiSchemaUnit *unit, guint field, GPtrArray *elements, GArray *target)
{
    const QmiSchemaField *description = qmi_schema_field (unit, field);

    g_array_set_size (target, elements->len);
    memset (target->data, 0, elements->len * description->offset);
    for (guint i = 0; i < elements->len; i++)
        value_copy (unit, description, g_ptr_array_index (elements, i),
                    (guint8 *) target->data + i * description->offset, TRUE, FALSE);
}

typedef struct {
    GArray    *array;
    GPtrArray *elements;
} Binding;

static void
binding_free (gpointer data)
{
    Binding *self = data;

    g_array_unref (self->array);
    g_ptr_array_unref (self->elements);
    g_free (self);
}

/* The result stays with the container, since the caller does not own it; it is made anew only when the array it was
 * made from is no longer the one at @place. */
GPtrArray *
qmi_container_get_elements (gpointer data, GArray **place, guint field)
{
    QmiContainer *self = data;
    Binding *binding;

    if (!self->bindings)
        self->bindings = g_hash_table_new_full (NULL, NULL, NULL, binding_free);
    binding = g_hash_table_lookup (self->bindings, place);
    if (!binding || binding->array != *place) {
        binding = g_new (Binding, 1);
        binding->array = g_array_ref (*place);
        binding->elements = elements_from_array (self->unit, field, *place);
        g_hash_table_replace (self->bindings, place, binding);
    }
    return binding->elements;
}

void
qmi_container_set_elements (gpointer data, GArray **place, GPtrArray *elements, guint field)
{
    QmiContainer *self = data;
    QmiSchemaField array = { .kind = QMI_FIELD_ARRAY, .ref = field };
    GArray *target = qmi_container_array_new (self->unit, &array, elements->len);

    array_from_elements (self->unit, field, elements, target);
    g_clear_pointer (place, g_array_unref);
    *place = target;
}

gpointer
qmi_container_struct_copy (const QmiSchemaUnit *unit, guint field, gconstpointer source, gboolean gir)
{
    const QmiSchemaField *description = qmi_schema_field (unit, field);
    gpointer copy = g_malloc0 (description->offset);

    value_copy (unit, description, source, copy, gir, gir);
    return copy;
}

void
qmi_container_struct_clear (const QmiSchemaUnit *unit, guint field, gpointer data, gboolean gir)
{
    qmi_container_value_clear (unit, qmi_schema_field (unit, field), data, TRUE, gir);
}

void
qmi_container_struct_free (const QmiSchemaUnit *unit, guint field, gpointer data, gboolean gir)
{
    qmi_container_struct_clear (unit, field, data, gir);
    g_free (data);
}

GType
qmi_container_struct_register (gsize *type, const gchar *name, GBoxedCopyFunc copy, GBoxedFreeFunc free)
{
    if (g_once_init_enter (type))
        g_once_init_leave (type, g_boxed_type_register_static (name, copy, free));
    return *type;
}
