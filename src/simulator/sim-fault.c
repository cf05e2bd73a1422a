/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Faults that were asked for: what goes wrong, with which messages, how often. */

#include "config.h"

#include <string.h>

#include "qmi-enum-types.h"
#include "qmi-error-types.h"
#include "qmi-errors.h"
#include "qmi-json.h"
#include "sim-fault.h"
#include "sim-name.h"
#include "sim-value.h"

typedef struct {
    SimFaultAction action;
    guint          value;
    gchar         *service; /* %NULL: any */
    gchar         *message; /* %NULL: any */
    guint          nth;     /* 0: all */
    guint          seen;
} Fault;

struct _SimFaults {
    GPtrArray *list;
};

typedef enum { NO_VALUE, MAY_HAVE_NUMBER, NEEDS_NUMBER, NEEDS_ERROR } ValueRule;

static const struct {
    const gchar *name;
    ValueRule    rule;
    guint        value;     /* where none is given */
} actions[] = {
    [SIM_FAULT_DELAY]     = { "delay", NEEDS_NUMBER, 0 },
    [SIM_FAULT_DROP]      = { "drop", NO_VALUE, 0 },
    [SIM_FAULT_ERROR]     = { "error", NEEDS_ERROR, 0 },
    [SIM_FAULT_GARBAGE]   = { "garbage", MAY_HAVE_NUMBER, 16 },
    [SIM_FAULT_TRUNCATE]  = { "truncate", MAY_HAVE_NUMBER, 0 },
    [SIM_FAULT_DUPLICATE] = { "duplicate", NO_VALUE, 0 },
    [SIM_FAULT_HANG_UP]   = { "hang-up", NO_VALUE, 0 },
    [SIM_FAULT_SILENT]    = { "silent", NO_VALUE, 0 },
    [SIM_FAULT_EXHAUST]   = { "exhaust", NO_VALUE, 0 },
    [SIM_FAULT_SPLIT]     = { "split", MAY_HAVE_NUMBER, 1 },
    [SIM_FAULT_JOIN]      = { "join", MAY_HAVE_NUMBER, 1000 },
};

/* The largest value: a minute, or a whole frame. */
#define MAX_VALUE 65536

static void
free_fault (Fault *self)
{
    g_free (self->service);
    g_free (self->message);
    g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fault, free_fault)

static gboolean
parse_number (const gchar *text, guint max, guint *number)
{
    guint64 value;

    if (!g_ascii_string_to_unsigned (text, 10, 1, max, &value, NULL))
        return FALSE;
    *number = (guint) value;
    return TRUE;
}

static gboolean
parse_action (Fault *self, const gchar *text, GError **error)
{
    g_autoptr (GString) list = g_string_new (NULL);

    for (guint i = 0; i < G_N_ELEMENTS (actions); i++) {
        if (g_str_equal (actions[i].name, text)) {
            self->action = (SimFaultAction) i;
            self->value = actions[i].value;
            return TRUE;
        }
        g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", actions[i].name);
    }
    return sim_fail (error, "\"%s\" is no fault; there are: %s", text, list->str);
}

static gboolean
parse_value (Fault *self, const gchar *text, GError **error)
{
    const gchar *name = actions[self->action].name;

    switch (actions[self->action].rule) {
    case NO_VALUE:
        return !text || sim_fail (error, "%s has no value", name);
    case NEEDS_ERROR:
        if (text && sim_name_find_error (text, &self->value))
            return TRUE;
        return sim_fail (error, "error=%s: the name of an error is needed, for example error=DeviceNotReady",
                         text ? text : "");
    default:
        if (!text && actions[self->action].rule == MAY_HAVE_NUMBER)
            return TRUE;
        if (text && parse_number (text, MAX_VALUE, &self->value))
            return TRUE;
        return sim_fail (error, "%s=%s: a number from 1 to %d is needed", name, text ? text : "", MAX_VALUE);
    }
}

/* "0x0025" is as good as "get-ids"; of messages without a description there is nothing else. */
static gboolean
check_message (const gchar *service, const QmiSchemaUnit *unit, const gchar *message, GError **error)
{
    if (g_str_has_prefix (message, "0x"))
        return TRUE;
    for (guint i = 0; unit && i < unit->n_messages; i++) {
        g_autofree gchar *tag = sim_name_tag (unit, qmi_schema_message (unit, i), 0);

        if (g_str_equal (tag, message))
            return TRUE;
    }
    return sim_fail (error, "%s has no message \"%s\"; names are written like get-ids", service, message);
}

static gboolean
parse_match (Fault *self, const gchar *text, GError **error)
{
    g_auto (GStrv) parts = g_strsplit (text, ".", 2);
    guint service;

    if (g_str_equal (text, "*"))
        return TRUE;
    if (!parts[0] || !qmi_json_find_service (parts[0], &service))
        return sim_fail (error, "\"%s\" is no service", parts[0] ? parts[0] : "");
    self->service = g_strdup (sim_name_service (service));
    if (self->action == SIM_FAULT_EXHAUST)
        return !parts[1] || sim_fail (error, "exhaust is followed by @ and a service only");
    if (!parts[1])
        return sim_fail (error, "which messages of %s? Say %s.* or name one, for example dms.get-ids", text, text);
    if (g_str_equal (parts[1], "*"))
        return TRUE;
    self->message = g_strdup (parts[1]);
    return check_message (self->service, qmi_schema_find_unit (service), self->message, error);
}

static Fault *
parse_spec (const gchar *spec, GError **error)
{
    g_autoptr (Fault) self = g_new0 (Fault, 1);
    g_auto (GStrv) halves = g_strsplit (spec, "@", 2);
    g_auto (GStrv) left = NULL, right = NULL;

    if (!halves[0] || !halves[1]) {
        sim_fail (error, "ACTION[=VALUE]@MATCH[#N] is expected, for example delay=500@dms.get-ids");
        return NULL;
    }
    left = g_strsplit (halves[0], "=", 2);
    right = g_strsplit (halves[1], "#", 2);
    if (!parse_action (self, left[0] ? left[0] : "", error) || !parse_value (self, left[0] ? left[1] : NULL, error) ||
        !parse_match (self, right[0] ? right[0] : "", error))
        return NULL;
    if (right[0] && right[1] && !parse_number (right[1], G_MAXUINT16, &self->nth)) {
        sim_fail (error, "#%s: a number from 1 on is needed", right[1]);
        return NULL;
    }
    return g_steal_pointer (&self);
}

gboolean
sim_faults_add (SimFaults *self, const gchar *spec, GError **error)
{
    Fault *fault = parse_spec (spec, error);

    if (!fault)
        return sim_fail_at (error, "%s", spec);
    g_ptr_array_add (self->list, fault);
    return TRUE;
}

void
sim_faults_clear (SimFaults *self)
{
    g_ptr_array_set_size (self->list, 0);
}

gboolean
sim_faults_hit (SimFaults *self, SimFaultAction action, const gchar *service, const gchar *message, guint *value)
{
    gboolean hit = FALSE;

    for (guint i = 0; i < self->list->len; i++) {
        Fault *fault = g_ptr_array_index (self->list, i);

        if (fault->action != action || (fault->service && !g_str_equal (fault->service, service)) ||
            (fault->message && !g_str_equal (fault->message, message)))
            continue;
        fault->seen++;
        if (fault->nth != 0 && fault->nth != fault->seen)
            continue;
        hit = TRUE;
        *value = fault->value;
    }
    return hit;
}

SimFaults *
sim_faults_new (void)
{
    SimFaults *self = g_new0 (SimFaults, 1);

    self->list = g_ptr_array_new_with_free_func ((GDestroyNotify) free_fault);
    return self;
}

void
sim_faults_free (SimFaults *self)
{
    if (!self)
        return;
    g_ptr_array_unref (self->list);
    g_free (self);
}
