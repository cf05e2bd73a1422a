/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A text that grows. Unlike GString's, its functions are inline: descriptions of messages are made of many tiny parts,
 * and a call for each costs more than the part. */

#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

typedef struct {
    gchar *text;
    gsize  length;
    gsize  size;
} QmiOutput;

static inline void
qmi_output_init (QmiOutput *self, gsize size)
{
    self->text = g_malloc (size);
    self->length = 0;
    self->size = size;
}

/* Room for @length bytes and a NUL behind what is there. */
static inline gchar *
qmi_output_reserve (QmiOutput *self, gsize length)
{
    if (G_UNLIKELY (self->size - self->length <= length)) {
        self->size = 2 * self->size + length + 1;
        self->text = g_realloc (self->text, self->size);
    }
    return self->text + self->length;
}

static inline void
qmi_output_add (QmiOutput *self, const gchar *text, gsize length)
{
    memcpy (qmi_output_reserve (self, length), text, length);
    self->length += length;
}

static inline void
qmi_output_add_char (QmiOutput *self, gchar c)
{
    *qmi_output_reserve (self, 1) = c;
    self->length++;
}

static inline void
qmi_output_add_text (QmiOutput *self, const gchar *text)
{
    qmi_output_add (self, text, strlen (text));
}

#define qmi_output_add_literal(self, literal) qmi_output_add ((self), (literal), sizeof (literal) - 1)

/* The text, to be freed with g_free(). */
static inline gchar *
qmi_output_end (QmiOutput *self)
{
    *qmi_output_reserve (self, 0) = '\0';
    return self->text;
}

G_END_DECLS
