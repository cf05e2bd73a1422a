/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Firmware images: which are stored, which are preferred. */

#include "config.h"

#include "behaviours.h"

#define LIST_IMAGES    "List Stored Images"
#define GET_PREFERENCE "Get Firmware Preference"

static const gchar *const image_identity[] = { "Unique ID", "Build ID" };

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

/* Place of an image in the list of its type, -1 if it is not stored. */
static gint
find_image (SimJson *images, SimJson *image)
{
    for (gsize i = 0; images && i < json_object_array_length (images); i++) {
        SimJson *stored = json_object_array_get_idx (images, i);
        gboolean same = TRUE;

        for (guint j = 0; j < G_N_ELEMENTS (image_identity); j++)
            same = same && json_object_equal (sim_member (stored, image_identity[j]), sim_member (image, image_identity[j]));
        if (same)
            return (gint) i;
    }
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

    if (json_object_array_length (list) == 0)
        return QMI_PROTOCOL_ERROR_INVALID_ARGUMENT;
    if (index && sim_number (index) > sim_number (sim_member (find_type (request->modem, 0), "Maximum Images")))
        return QMI_PROTOCOL_ERROR_INVALID_INDEX;
    if (!sim_answers_put (request->modem->answers, QMI_SERVICE_DMS, GET_PREFERENCE, "List", sim_copy (list)))
        return QMI_PROTOCOL_ERROR_NOT_SUPPORTED;
    sim_request_add (request, "Image Download List",
                     new_missing (request->modem, list, sim_number (sim_member (request->tlvs, "Download Override")) != 0));
    return QMI_PROTOCOL_ERROR_NONE;
}

static QmiProtocolError
delete_image (SimRequest *request)
{
    SimJson *image = sim_member (request->tlvs, "Image Details");
    SimJson *entry = find_type (request->modem, sim_number (sim_member (image, "Type")));
    SimJson *images = sim_member (entry, "Sublist");
    gint place = find_image (images, image);

    if (place < 0)
        return QMI_PROTOCOL_ERROR_NO_ENTRY;
    if (sim_number (sim_member (entry, "Index Of Running Image")) == place)
        return QMI_PROTOCOL_ERROR_INVALID_OPERATION;
    if (place < sim_number (sim_member (entry, "Index Of Running Image")))
        json_object_object_add (entry, "Index Of Running Image",
                                json_object_new_int64 (sim_number (sim_member (entry, "Index Of Running Image")) - 1));
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
