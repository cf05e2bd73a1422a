/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Messages as JSON, for programs and scripts. Names are those of the descriptions.
 *
 * {
 *   "service": "dms", "client": 1, "kind": "response", "transaction": 3,
 *   "message": "Get Operating Mode", "id": "0x002D",
 *   "tlvs": {
 *     "Result": { "Error Status": 0, "Error Code": { "value": 0, "name": "None" } },
 *     "Mode": { "value": 3, "name": "offline" },
 *     "Offline Reason": { "value": 6, "names": [ "pri-image-misconfiguration", "pri-version-incompatible" ] }
 *   },
 *   "unknown": [ { "type": "0x7E", "value": "DE:AD" } ]
 * }
 *
 * A value with names is an object; one without a name for its number has no "name". What cannot be read stands in
 * "malformed" with the reason and the part that can be; bytes behind the last value of a TLV in "surplus". */

#pragma once

#include <json-c/json.h>

#include "qmi-message.h"
#include "qmi-schema.h"

G_BEGIN_DECLS

typedef enum {
    QMI_JSON_NONE          = 0,
    QMI_JSON_HIDE_PERSONAL = 1 << 0, /* personal values are given as "###", as secrets are */
    QMI_JSON_SHOW_SECRETS  = 1 << 1, /* for who has to compare them, or has asked for them; never for logs */
} QmiJsonFlags;

/* Description of a frame; @vendor 0 for messages of no vendor. */
struct json_object *qmi_json_from_message (QmiMessage *message, guint16 vendor, QmiJsonFlags flags);

/* The frame of a description in the form above; %NULL with an error that names the place and what would be right. */
QmiMessage *qmi_json_to_message (struct json_object *description, GError **error);

/* Number of a service given by its name or, in decimal or hexadecimal, by its number. */
gboolean qmi_json_find_service (const gchar *name, guint *service);

/* Message or indication of this name, upper and lower case alike; %NULL without one. @unit may be %NULL. */
const QmiSchemaMessage *qmi_json_find_message (const QmiSchemaUnit *unit, const gchar *name, gboolean indication);

/* Adds the TLVs of the object @values to @frame, in the order of the description. */
gboolean qmi_json_add_tlvs (const QmiSchemaUnit *unit, const QmiSchemaMessage *message, guint direction,
                            struct json_object *values, QmiMessage *frame, GError **error);

G_END_DECLS
