/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The way out of the modem: faults meet frames here, and what is really sent gets into the log. */

#include "config.h"

#include <string.h>

#include "qmi-json.h"
#include "sim-name.h"
#include "sim-output.h"

struct _SimOutput {
    const SimProfile *profile;
    SimFaults        *faults;
    SimLog           *log;
    SimPort          *port;
    GRand            *random;
    void            (*hang_up) (gpointer user_data);
    gpointer          user_data;

    gboolean          silent;
    GByteArray       *held;       /* waits for the next frame */
    guint             held_timer;
};

/* What faults make of a frame. */
typedef struct {
    guint    delay, piece, hold;
    gboolean lost, garbage, twice;
    guint    garbage_size, keep;
} Plan;

static Plan
make_plan (SimOutput *self, const gchar *service, const gchar *message, guint size)
{
#define HIT(action, value) sim_faults_hit (self->faults, action, service, message, value)
    Plan plan = { .keep = size };
    guint value = 0;

    if (HIT (SIM_FAULT_SILENT, &value))
        self->silent = TRUE;
    if (HIT (SIM_FAULT_DROP, &value))
        plan.lost = TRUE;
    if (HIT (SIM_FAULT_HANG_UP, &value)) {
        plan.lost = TRUE;
        self->hang_up (self->user_data);
    }
    if (HIT (SIM_FAULT_GARBAGE, &plan.garbage_size))
        plan.garbage = TRUE;
    if (HIT (SIM_FAULT_TRUNCATE, &value))
        plan.keep = value ? MIN (value, size) : size / 2;
    plan.twice = HIT (SIM_FAULT_DUPLICATE, &value);
    HIT (SIM_FAULT_DELAY, &plan.delay);
    HIT (SIM_FAULT_SPLIT, &plan.piece);
    HIT (SIM_FAULT_JOIN, &plan.hold);
    return plan;
#undef HIT
}

static GByteArray *
make_garbage (SimOutput *self, guint size)
{
    GByteArray *bytes = g_byte_array_sized_new (size);

    g_byte_array_set_size (bytes, size);
    for (guint i = 0; i < size; i++)
        bytes->data[i] = (guint8) g_rand_int_range (self->random, QMI_MESSAGE_QMUX_MARKER + 1, 256);
    return bytes;
}

static void
write_bytes (SimOutput *self, const GByteArray *frame, guint delay, guint piece)
{
    g_autoptr (GBytes) bytes = g_bytes_new (frame->data, frame->len);

    sim_port_send (self->port, bytes, delay, piece);
}

static gboolean
on_held_long_enough (gpointer user_data)
{
    SimOutput *self = user_data;

    self->held_timer = 0;
    write_bytes (self, self->held, 0, 0);
    g_byte_array_set_size (self->held, 0);
    return G_SOURCE_REMOVE;
}

static void
carry_out (SimOutput *self, const Plan *plan, const GByteArray *bytes)
{
    /* Many answers may be asked to wait; the frames together are not to be longer than one can be. */
    if (plan->hold && self->held->len + bytes->len <= G_MAXUINT16) {
        g_byte_array_append (self->held, bytes->data, bytes->len);
        if (self->held_timer == 0)
            self->held_timer = g_timeout_add (plan->hold, on_held_long_enough, self);
        return;
    }
    if (self->held->len > 0) {
        g_clear_handle_id (&self->held_timer, g_source_remove);
        g_byte_array_append (self->held, bytes->data, bytes->len);
        write_bytes (self, self->held, plan->delay, plan->piece);
        g_byte_array_set_size (self->held, 0);
        return;
    }
    write_bytes (self, bytes, plan->delay, plan->piece);
}

static void
log_frame (SimOutput *self, QmiMessage *frame, const QmiSchemaMessage *message, const gchar *remark)
{
    g_autoptr (SimJson) description = NULL;

    if (!sim_log_is_used (self->log))
        return;
    description = qmi_json_from_message (frame, message ? message->vendor : 0, QMI_JSON_NONE);
    sim_log_bytes (self->log, SIM_LOG_OUT, frame->data, frame->len, description, remark);
}

static void
apply (SimOutput *self, const Plan *plan, QmiMessage *frame, const QmiSchemaMessage *message)
{
    g_autoptr (GByteArray) bytes = NULL;

    if (plan->lost || self->silent) {
        log_frame (self, frame, message, "not sent");
        return;
    }
    if (plan->garbage || plan->keep < frame->len) {
        bytes = plan->garbage ? make_garbage (self, plan->garbage_size)
                              : g_byte_array_append (g_byte_array_new (), frame->data, plan->keep);
        sim_log_bytes (self->log, SIM_LOG_OUT, bytes->data, bytes->len, NULL,
                       plan->garbage ? "garbage in place of a frame" : "the start of a frame");
    } else {
        bytes = g_byte_array_ref (frame);
        log_frame (self, frame, message, plan->delay ? "delayed" : NULL);
    }
    carry_out (self, plan, bytes);
    if (plan->twice) {
        log_frame (self, frame, message, "sent again");
        carry_out (self, plan, bytes);
    }
}

void
sim_output_send (SimOutput *self, QmiMessage *frame)
{
    guint service = qmi_message_get_service (frame), id = qmi_message_get_message_id (frame);
    const QmiSchemaUnit *unit = qmi_schema_find_unit (service);
    const QmiSchemaMessage *message =
        sim_profile_find_message (self->profile, unit, id, qmi_message_is_indication (frame));
    g_autofree gchar *tag = sim_name_tag (unit, message, id);
    Plan plan = make_plan (self, sim_name_service (service), tag, frame->len);

    apply (self, &plan, frame, message);
}

void
sim_output_reset (SimOutput *self)
{
    self->silent = FALSE;
    g_byte_array_set_size (self->held, 0);
    g_clear_handle_id (&self->held_timer, g_source_remove);
}

SimOutput *
sim_output_new (const SimProfile *profile, SimFaults *faults, SimLog *log, SimPort *port, guint32 seed,
                void (*hang_up) (gpointer user_data), gpointer user_data)
{
    SimOutput *self = g_new0 (SimOutput, 1);

    self->profile = profile;
    self->faults = faults;
    self->log = log;
    self->port = port;
    self->random = g_rand_new_with_seed (seed);
    self->hang_up = hang_up;
    self->user_data = user_data;
    self->held = g_byte_array_new ();
    return self;
}

void
sim_output_free (SimOutput *self)
{
    if (!self)
        return;
    sim_output_reset (self);
    g_byte_array_unref (self->held);
    g_rand_free (self->random);
    g_free (self);
}
