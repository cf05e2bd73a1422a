/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The C form of the TLVs of one message: what is behind every public Input and Output type. Private.
 *
 * A generated type starts with a QmiContainer, followed by the values and one state byte per TLV; the tables know
 * where each value stands, so that all types share the functions below. */

#pragma once

#include <gio/gio.h>

#include "qmi-message.h"
#include "qmi-schema.h"

G_BEGIN_DECLS

typedef struct {
    gatomicrefcount         references;
    guint16                 direction;  /* 0: request, 1: response or indication */
    guint16                 decoded;    /* texts of TLVs stand in the block itself and are not freed one by one */
    guint64                 arrays;     /* if decoded: QMI_CONTAINER_ARRAY_BIT() of each TLV with an array inside */
    const QmiSchemaUnit    *unit;
    const QmiSchemaMessage *message;
    GHashTable             *bindings;   /* arrays made for language bindings; NULL until the first one */
} QmiContainer;

/* TLVs beyond the last bit share it. */
#define QMI_CONTAINER_SHARED_BIT     63
#define QMI_CONTAINER_ARRAY_BIT(tlv) (G_GUINT64_CONSTANT (1) << MIN (tlv, QMI_CONTAINER_SHARED_BIT))

/* Why a TLV cannot be had, or that it can. */
typedef enum {
    QMI_TLV_ABSENT,
    QMI_TLV_PRESENT,
    QMI_TLV_SHORT,       /* ends before its last value */
    QMI_TLV_BAD_STRING,  /* holds a text in no known encoding */
} QmiTlvState;

#define QMI_CONTAINER(self) ((QmiContainer *) (gpointer) (self))

/* Life */

gpointer qmi_container_new       (const QmiSchemaUnit *unit, guint message, guint direction);
gpointer qmi_container_ref       (gpointer self);
void     qmi_container_unref     (gpointer self);
GType    qmi_container_register  (gsize *type, const gchar *name);

/* Getters and setters */

static inline guint8 *
qmi_container_states (gconstpointer self)
{
    const QmiContainer *container = self;

    return (guint8 *) self + container->message->c_size[container->direction];
}

/* Sets the error of a TLV that cannot be had; always %FALSE. */
gboolean qmi_container_missing (gconstpointer self, guint tlv, GError **error);

/* Whether the value may be read. @self is of a generated type. What else a getter calls stands at its end, so that it
 * needs no stack. */
#define QMI_CONTAINER_HAS(self, tlv) ((self) && G_LIKELY ((self)->states[tlv] == QMI_TLV_PRESENT))

/* Outcome of a response: %FALSE and a #QmiProtocolError if the modem refused. */
gboolean qmi_container_get_result (gconstpointer self, guint tlv, GError **error);

/* Complains of a program that sets a TLV, whose value is @field, in nothing; always %FALSE. */
gboolean qmi_container_no_self (const QmiSchemaUnit *unit, guint field);

/* Whether @text may be written as the string that @field describes; @argument is named in the error. */
gboolean qmi_container_check_string (const QmiSchemaUnit *unit, guint field, const gchar *text, const gchar *argument,
                                     GError **error);

void qmi_container_set_string  (gchar **place, const gchar *text);
void qmi_container_set_array   (GArray **place, GArray *array);

/* Arrays of structs in the form for bindings: each element in memory of its own. */
GPtrArray *qmi_container_get_elements (gpointer self, GArray **place, guint field);
void       qmi_container_set_elements (gpointer self, GArray **place, GPtrArray *elements, guint field);

/* Whether a TLV belongs to a message with the values that are there so far; one that is not there counts as 0. */
gboolean qmi_container_conditions_hold (const QmiContainer *self, const QmiSchemaTlv *tlv);

/* Structs of public arrays; @field is the struct's. In the form for bindings (@gir) an inner array of structs is a
 * GPtrArray instead of a GArray. */
gpointer qmi_container_struct_copy  (const QmiSchemaUnit *unit, guint field, gconstpointer source, gboolean gir);
void     qmi_container_struct_clear (const QmiSchemaUnit *unit, guint field, gpointer data, gboolean gir);
void     qmi_container_struct_free  (const QmiSchemaUnit *unit, guint field, gpointer data, gboolean gir);
GType    qmi_container_struct_register (gsize *type, const gchar *name, GBoxedCopyFunc copy, GBoxedFreeFunc free);

/* Frees the C value of a field inside @data. */
void qmi_container_value_clear (const QmiSchemaUnit *unit, const QmiSchemaField *field, guint8 *data, gboolean texts,
                                gboolean gir);

/* Wire */

/* New container with what can be read of @message; %NULL if a TLV that must be there is not or cannot be read. */
QMI_API gpointer qmi_container_decode (const QmiSchemaUnit *unit, const QmiSchemaMessage *message, guint direction,
                                       QmiMessage *self, GError **error);

/* Adds the TLVs of @self (%NULL: none are set) to @request. */
QMI_API gboolean qmi_container_encode (const QmiSchemaUnit *unit, const QmiSchemaMessage *message, gconstpointer self,
                                       QmiMessage *request, GError **error);

/* New array for the elements of @array, with the function that frees what they hold. */
GArray *qmi_container_array_new (const QmiSchemaUnit *unit, const QmiSchemaField *array, guint reserved);

G_END_DECLS
