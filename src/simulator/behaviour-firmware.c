/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Firmware images: which are stored, which are preferred. */

#include "config.h"

#include "behaviours.h"

#define LIST_IMAGES    "List Stored Images"
#define GET_PREFERENCE "Get Firmware Preference"
#define RUNNING        "Index Of Running Image"

static SimJson *
get_stored (SimModem *modem)
{
    return sim_answers_get (modem->answers, QMI_SERVICE_DMS, LIST_IMAGES, "List");
}

/* The entry of the list with all images of a type, %NULL without one. */
static SimJson *
find_type (SimModem *modem, gint64 type)
{
    SimJson *list = get_stored (modem);

    for (gsize i = 0; list && i < json_object_array_length (list); i++) {
        SimJson *entry = json_object_array_get_idx (list, i);

        if (sim_number (sim_member (entry, "Type")) == type)
            return entry;
    }
    return NULL;
}

static gboolean
is_same (SimJson *image, SimJson *other)
{
    return json_object_equal (sim_member (image, "Unique ID"), sim_member (other, "Unique ID")) &&
           json_object_equal (sim_member (image, "Build ID"), sim_member (other, "Build ID"));
}

/* Place of an image in the list of its type, -1 if it is not stored. */
static gint
find_image (SimJson *images, SimJson *image)
{
    for (gsize i = 0; images && i < json_object_array_length (images); i++)
        if (is_same (json_object_array_get_idx (images, i), image))
            return (gint) i;
    return -1;
}

/* Images that the modem would have to be given, as types. */
static SimJson *
new_missing (SimModem *modem, SimJson *list, gboolean all)
{
    SimJson *missing = json_object_new_array ();

    for (gsize i = 0; i < json_object_array_length (list); i++) {
        SimJson *image = json_object_array_get_idx (list, i);
        gint64 type = sim_number (sim_member (image, "Type"));

        if (all || find_image (sim_member (find_type (modem, type), "Sublist"), image) < 0)
            json_object_array_add (missing, json_object_new_int64 (type));
    }
    return missing;
}

static QmiProtocolError
set_preference (SimRequest *request)
{
    SimJson *list = sim_member (request->tlvs, "List"), *index = sim_member (request->tlvs, "Modem Storage Index");
    gboolean all = sim_number (sim_member (request->tlvs, "Download Override")) != 0;

    if (json_object_array_length (list) == 0)
        return QMI_PROTOCOL_ERROR_INVALID_ARGUMENT;
    if (index && sim_number (index) > sim_number (sim_member (find_type (request->modem, 0), "Maximum Images")))
        return QMI_PROTOCOL_ERROR_INVALID_INDEX;
    if (!sim_answers_put (request->modem->answers, QMI_SERVICE_DMS, GET_PREFERENCE, "List", sim_copy (list)))
        return QMI_PROTOCOL_ERROR_NOT_SUPPORTED;
    sim_request_add (request, "Image Download List", new_missing (request->modem, list, all));
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
delete_image (SimRequest *request)
{
    SimJson *image = sim_member (request->tlvs, "Image Details");
    SimJson *entry = find_type (request->modem, sim_number (sim_member (image, "Type")));
    SimJson *images = sim_member (entry, "Sublist");
    gint64 running = sim_number (sim_member (entry, RUNNING));
    gint place = find_image (images, image);

    if (place < 0)
        return QMI_PROTOCOL_ERROR_NO_ENTRY;
    if (place == running)
        return QMI_PROTOCOL_ERROR_INVALID_OPERATION;
    if (place < running)
        json_object_object_add (entry, RUNNING, json_object_new_int64 (running - 1));
    json_object_array_del_idx (images, (gsize) place, 1);
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
get_image_info (SimRequest *request)
{
    SimJson *image = sim_member (request->tlvs, "Image Details");
    SimJson *entry = find_type (request->modem, sim_number (sim_member (image, "Type")));

    if (get_stored (request->modem) && find_image (sim_member (entry, "Sublist"), image) < 0)
        return QMI_PROTOCOL_ERROR_NO_ENTRY;
    return sim_request_use_profile (request);
}

static const SimHandler handlers[] = {
    { "Set Firmware Preference", set_preference },
    { "Delete Stored Image", delete_image },
    { "Get Stored Image Info", get_image_info },
    { NULL, NULL },
};

const SimBehaviour sim_behaviour_firmware = {
    .service = QMI_SERVICE_DMS,
    .handlers = handlers,
};
