/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* QmiMessage: making and checking frames, access to the headers, TLVs as bytes. */

#include "qmi-error-types.h"
#include "qmi-message.h"
#include "qmi-message-private.h"

/**
 * SECTION:qmi-message
 * @title: QmiMessage
 * @short_description: one QMI message as it travels
 *
 * A #QmiMessage is the frame itself: headers, then a list of type-length-value records (TLVs).
 * Programs usually meet messages through the input and output types of each request; the functions
 * here serve those that look at, route or build messages which have no such types.
 *
 * A frame from outside is checked once, when the message is made: its lengths agree with each
 * other and every TLV lies inside. What the TLVs contain is checked when they are read.
 */

/* Room for the headers and the TLVs of nearly every request, so that writing them moves nothing */
#define NEW_MESSAGE_CAPACITY 64

/* The largest frame that the length field of the QMUX header can describe, marker included */
#define MAX_FRAME_SIZE (G_MAXUINT16 + 1)

/* Checking what comes from outside */

static gboolean
check_tlvs (const guint8 *bytes, gsize size, gsize offset, GError **error)
{
    while (offset < size) {
        gsize left = size - offset;
        gsize length;

        if (left < QMI_TLV_HEADER) {
            g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_MESSAGE,
                         "%" G_GSIZE_FORMAT " bytes at the end are too few for a TLV", left);
            return FALSE;
        }

        length = qmi_load_u16_le (bytes + offset + QMI_TLV_LENGTH);
        if (length > left - QMI_TLV_HEADER) {
            g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_MESSAGE,
                         "TLV 0x%02X says %" G_GSIZE_FORMAT " bytes, %" G_GSIZE_FORMAT " are left", bytes[offset],
                         length, left - QMI_TLV_HEADER);
            return FALSE;
        }
        offset += QMI_TLV_HEADER + length;
    }

    return TRUE;
}

/* 'size' is what the QMUX header says, from 1 to MAX_FRAME_SIZE; that many bytes are there, and
 * the whole QMUX header is there even if it says less. */
static gboolean
check_frame (const guint8 *frame, gsize size, GError **error)
{
    gsize headers;
    gsize announced;

    if (frame[0] != QMI_MESSAGE_QMUX_MARKER) {
        g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_MESSAGE, "QMUX marker is 0x%02X, not 0x%02X",
                     frame[0], QMI_MESSAGE_QMUX_MARKER);
        return FALSE;
    }

    headers = qmi_frame_headers_size (frame[QMI_FRAME_SERVICE]);
    if (size < headers) {
        g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_MESSAGE,
                     "Frame of %" G_GSIZE_FORMAT " bytes is too short for its headers (%" G_GSIZE_FORMAT ")", size,
                     headers);
        return FALSE;
    }

    announced = qmi_load_u16_le (frame + headers - QMI_FRAME_TLV_LENGTH_FROM_HEADERS_END);
    if (announced != size - headers) {
        g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_MESSAGE,
                     "QMI header says %" G_GSIZE_FORMAT " bytes of TLVs, QMUX header %" G_GSIZE_FORMAT, announced,
                     size - headers);
        return FALSE;
    }

    return check_tlvs (frame, size, headers, error);
}

/* Making and releasing */

/* A frame of 'size' bytes whose QMUX header lacks only the length; what follows is unset. An array
 * that takes its first block over is cheaper than one that grows. */
static QmiMessage *
new_frame (QmiService service, guint8 client_id, gsize capacity, gsize size)
{
    QmiMessage *self;

    self = g_byte_array_new_take (g_malloc (capacity), capacity);
    g_byte_array_set_size (self, (guint) size);
    self->data[0] = QMI_MESSAGE_QMUX_MARKER;
    self->data[QMI_FRAME_QMUX_FLAGS] = 0;
    self->data[QMI_FRAME_SERVICE] = (guint8) service;
    self->data[QMI_FRAME_CLIENT] = client_id;
    return self;
}

/**
 * qmi_message_new:
 * @service: the service that the message is for; the frame keeps the low 8 bits.
 * @client_id: id of the client that sends the request; 0 for %QMI_SERVICE_CTL.
 * @transaction_id: number that ties the response to the request; at most 255 for %QMI_SERVICE_CTL.
 * @message_id: id of the message within the service.
 *
 * Makes a request without TLVs.
 *
 * Returns: (transfer full): a new #QmiMessage; release it with qmi_message_unref().
 *
 * Since: 1.0
 */
QmiMessage *
qmi_message_new (QmiService service, guint8 client_id, guint16 transaction_id, guint16 message_id)
{
    gsize headers = qmi_frame_headers_size (service);
    QmiMessage *self;

    g_return_val_if_fail (headers != QMI_FRAME_HEADERS_CTL || transaction_id <= G_MAXUINT8, NULL);

    self = new_frame (service, client_id, NEW_MESSAGE_CAPACITY, headers);
    self->data[QMI_FRAME_QMI_FLAGS] = 0;
    qmi_message_set_transaction_id (self, transaction_id);
    qmi_store_u16_le (self->data + headers - QMI_FRAME_MESSAGE_FROM_HEADERS_END, message_id);
    qmi_message_update_lengths (self);
    return self;
}

/**
 * qmi_message_new_from_raw:
 * @raw: (inout): bytes received so far.
 * @error: return location for a #GError or %NULL.
 *
 * Takes the first frame off a stream of bytes.
 *
 * Until @raw holds a whole frame it is left alone and %NULL is returned without an error: call
 * again when more has arrived. A whole frame is removed from @raw, whether it is good or not, so a
 * loop over this function that stops at %NULL without an error consumes everything there is.
 *
 * The error is %QMI_CORE_ERROR_INVALID_MESSAGE if the marker is wrong, if the lengths in the
 * headers are too small or contradict each other, or if a TLV goes beyond the frame.
 *
 * Returns: (transfer full): a new #QmiMessage, released with qmi_message_unref(); or %NULL, with
 * @error set if a frame was thrown away.
 *
 * Since: 1.0
 */
QmiMessage *
qmi_message_new_from_raw (GByteArray *raw, GError **error)
{
    QmiMessage *self = NULL;
    gsize size;

    g_return_val_if_fail (raw != NULL, NULL);
    g_return_val_if_fail (error == NULL || *error == NULL, NULL);

    if (raw->len < QMI_FRAME_QMI)
        return NULL;

    size = (gsize) qmi_load_u16_le (raw->data + QMI_FRAME_LENGTH) + 1;
    if (raw->len < size)
        return NULL;

    if (check_frame (raw->data, size, error))
        self = g_byte_array_new_take (g_memdup2 (raw->data, size), size);
    /* To take everything away by the function costs more. */
    if (raw->len == size)
        raw->len = 0;
    else
        g_byte_array_remove_range (raw, 0, (guint) size);
    return self;
}

/**
 * qmi_message_new_from_data:
 * @service: the service that the data belongs to; the frame keeps the low 8 bits.
 * @client_id: id of the client that the data belongs to.
 * @qmi_data: (inout): a message from its QMI header on, as transports without QMUX carry it.
 * @error: return location for a #GError or %NULL.
 *
 * Makes a message from data that has no marker and no QMUX header.
 *
 * The bytes of the message are removed from @qmi_data, whether they are good or not; what follows
 * them stays. If @qmi_data ends before the message does, all of it is removed.
 *
 * The error is %QMI_CORE_ERROR_INVALID_MESSAGE if @qmi_data is shorter than it says, if a TLV goes
 * beyond the message or if the message is too large for a QMUX frame.
 *
 * Returns: (transfer full): a new #QmiMessage, released with qmi_message_unref(); or %NULL with
 * @error set.
 *
 * Since: 1.24
 */
QmiMessage *
qmi_message_new_from_data (QmiService service, guint8 client_id, GByteArray *qmi_data, GError **error)
{
    gsize header;
    gsize size;
    QmiMessage *self = NULL;

    g_return_val_if_fail (qmi_data != NULL, NULL);
    g_return_val_if_fail (error == NULL || *error == NULL, NULL);

    header = qmi_frame_headers_size (service) - QMI_FRAME_QMI;
    size = header;
    if (qmi_data->len >= header)
        size += qmi_load_u16_le (qmi_data->data + header - QMI_FRAME_TLV_LENGTH_FROM_HEADERS_END);

    if (qmi_data->len < size) {
        g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_MESSAGE,
                     "Message ends after %u bytes, it should have at least %" G_GSIZE_FORMAT, qmi_data->len, size);
        g_byte_array_set_size (qmi_data, 0);
        return NULL;
    }

    if (QMI_FRAME_QMI + size > MAX_FRAME_SIZE) {
        g_set_error (error, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_MESSAGE,
                     "Message of %" G_GSIZE_FORMAT " bytes is too large for a QMUX frame", size);
    } else if (check_tlvs (qmi_data->data, size, header, error)) {
        self = new_frame (service, client_id, QMI_FRAME_QMI + size, QMI_FRAME_QMI + size);
        memcpy (self->data + QMI_FRAME_QMI, qmi_data->data, size);
        qmi_message_update_lengths (self);
    }
    g_byte_array_remove_range (qmi_data, 0, (guint) size);
    return self;
}

/**
 * qmi_message_response_new:
 * @request: the request that is answered.
 * @error: what the response reports; %QMI_PROTOCOL_ERROR_NONE for success.
 *
 * Makes the response to a request, with the same service, client, transaction and message, and
 * with a result TLV that says success or failure and the error code. More TLVs can be added.
 *
 * Returns: (transfer full): a new #QmiMessage; release it with qmi_message_unref().
 *
 * Since: 1.8
 */
QmiMessage *
qmi_message_response_new (QmiMessage *request, QmiProtocolError error)
{
    guint8 result[4];
    QmiMessage *self;

    g_return_val_if_fail (request != NULL && qmi_message_has_headers (request), NULL);

    self = qmi_message_new (qmi_message_get_service (request), qmi_message_get_client_id (request),
                            qmi_message_get_transaction_id (request), qmi_message_get_message_id (request));
    self->data[QMI_FRAME_QMUX_FLAGS] = QMI_FRAME_QMUX_FLAG_FROM_MODEM;
    self->data[QMI_FRAME_QMI_FLAGS] =
        qmi_message_is_ctl (self) ? QMI_FRAME_CTL_FLAG_RESPONSE : QMI_FRAME_SERVICE_FLAG_RESPONSE;

    qmi_store_u16_le (result, error == QMI_PROTOCOL_ERROR_NONE ? 0 : 1);
    qmi_store_u16_le (result + 2, (guint16) error);
    qmi_message_add_raw_tlv (self, QMI_TLV_TYPE_RESULT, result, sizeof (result), NULL);
    return self;
}

/**
 * qmi_message_ref:
 * @self: a #QmiMessage.
 *
 * Takes one more reference.
 *
 * Returns: (transfer full): @self.
 *
 * Since: 1.0
 */
QmiMessage *
qmi_message_ref (QmiMessage *self)
{
    g_return_val_if_fail (self != NULL, NULL);

    return g_byte_array_ref (self);
}

/**
 * qmi_message_unref:
 * @self: a #QmiMessage.
 *
 * Gives one reference back; the last one frees the message.
 *
 * Since: 1.0
 */
void
qmi_message_unref (QmiMessage *self)
{
    g_return_if_fail (self != NULL);

    g_byte_array_unref (self);
}

/* Headers */

static gboolean
has_flag (QmiMessage *self, guint8 ctl_flag, guint8 service_flag)
{
    return (self->data[QMI_FRAME_QMI_FLAGS] & (qmi_message_is_ctl (self) ? ctl_flag : service_flag)) != 0;
}

/**
 * qmi_message_is_request:
 * @self: a #QmiMessage.
 *
 * Tells whether the message asks for something: it is neither response nor indication.
 *
 * Returns: %TRUE for a request.
 *
 * Since: 1.8
 */
gboolean
qmi_message_is_request (QmiMessage *self)
{
    g_return_val_if_fail (self != NULL && qmi_message_has_headers (self), FALSE);

    return !has_flag (self, QMI_FRAME_CTL_FLAG_RESPONSE | QMI_FRAME_CTL_FLAG_INDICATION,
                      QMI_FRAME_SERVICE_FLAG_RESPONSE | QMI_FRAME_SERVICE_FLAG_INDICATION);
}

/**
 * qmi_message_is_response:
 * @self: a #QmiMessage.
 *
 * Tells whether the message answers a request.
 *
 * Returns: %TRUE for a response.
 *
 * Since: 1.0
 */
gboolean
qmi_message_is_response (QmiMessage *self)
{
    g_return_val_if_fail (self != NULL && qmi_message_has_headers (self), FALSE);

    return has_flag (self, QMI_FRAME_CTL_FLAG_RESPONSE, QMI_FRAME_SERVICE_FLAG_RESPONSE);
}

/**
 * qmi_message_is_indication:
 * @self: a #QmiMessage.
 *
 * Tells whether the modem sent the message unasked.
 *
 * Returns: %TRUE for an indication.
 *
 * Since: 1.0
 */
gboolean
qmi_message_is_indication (QmiMessage *self)
{
    g_return_val_if_fail (self != NULL && qmi_message_has_headers (self), FALSE);

    return has_flag (self, QMI_FRAME_CTL_FLAG_INDICATION, QMI_FRAME_SERVICE_FLAG_INDICATION);
}

/**
 * qmi_message_get_service:
 * @self: a #QmiMessage.
 *
 * Tells which service the message belongs to.
 *
 * Returns: a #QmiService, or a number that has no name in it.
 *
 * Since: 1.0
 */
QmiService
qmi_message_get_service (QmiMessage *self)
{
    g_return_val_if_fail (self != NULL && qmi_message_has_headers (self), QMI_SERVICE_UNKNOWN);

    return (QmiService) self->data[QMI_FRAME_SERVICE];
}

/**
 * qmi_message_get_client_id:
 * @self: a #QmiMessage.
 *
 * Tells which client sent the request or is to get the response or indication.
 *
 * Returns: the client id; 0 in messages of %QMI_SERVICE_CTL, 0xFF in indications for all clients.
 *
 * Since: 1.0
 */
guint8
qmi_message_get_client_id (QmiMessage *self)
{
    g_return_val_if_fail (self != NULL && qmi_message_has_headers (self), 0);

    return self->data[QMI_FRAME_CLIENT];
}

/**
 * qmi_message_get_transaction_id:
 * @self: a #QmiMessage.
 *
 * Tells the number that ties request and response together.
 *
 * Returns: the transaction id; below 256 for %QMI_SERVICE_CTL.
 *
 * Since: 1.0
 */
guint16
qmi_message_get_transaction_id (QmiMessage *self)
{
    g_return_val_if_fail (self != NULL && qmi_message_has_headers (self), 0);

    return qmi_message_is_ctl (self) ? self->data[QMI_FRAME_TRANSACTION]
                                     : qmi_load_u16_le (self->data + QMI_FRAME_TRANSACTION);
}

/**
 * qmi_message_set_transaction_id:
 * @self: a #QmiMessage.
 * @transaction_id: the new number; a message of %QMI_SERVICE_CTL keeps its low 8 bits.
 *
 * Changes the number that ties request and response together.
 *
 * Since: 1.8
 */
void
qmi_message_set_transaction_id (QmiMessage *self, guint16 transaction_id)
{
    g_return_if_fail (self != NULL && qmi_message_has_headers (self));

    if (qmi_message_is_ctl (self))
        self->data[QMI_FRAME_TRANSACTION] = (guint8) transaction_id;
    else
        qmi_store_u16_le (self->data + QMI_FRAME_TRANSACTION, transaction_id);
}

/**
 * qmi_message_get_message_id:
 * @self: a #QmiMessage.
 *
 * Tells which message of its service this is.
 *
 * Returns: the message id.
 *
 * Since: 1.0
 */
guint16
qmi_message_get_message_id (QmiMessage *self)
{
    g_return_val_if_fail (self != NULL && qmi_message_has_headers (self), 0);

    return qmi_load_u16_le (self->data + qmi_message_headers_size (self) - QMI_FRAME_MESSAGE_FROM_HEADERS_END);
}

/**
 * qmi_message_get_length:
 * @self: a #QmiMessage.
 *
 * Tells the size of the frame.
 *
 * Returns: the number of bytes, marker included.
 *
 * Since: 1.0
 */
gsize
qmi_message_get_length (QmiMessage *self)
{
    g_return_val_if_fail (self != NULL, 0);

    return self->len;
}

/**
 * qmi_message_get_raw:
 * @self: a #QmiMessage.
 * @length: (out): return location for the number of bytes.
 * @error: return location for a #GError or %NULL; it is never set.
 *
 * Gives the frame, marker included.
 *
 * Returns: (transfer none): the bytes; they belong to @self and move when a TLV is added.
 *
 * Since: 1.0
 */
const guint8 *
qmi_message_get_raw (QmiMessage *self, gsize *length, GError **error G_GNUC_UNUSED)
{
    g_return_val_if_fail (self != NULL, NULL);
    g_return_val_if_fail (length != NULL, NULL);

    *length = self->len;
    return self->data;
}

/**
 * qmi_message_get_data:
 * @self: a #QmiMessage.
 * @length: (out): return location for the number of bytes.
 * @error: return location for a #GError or %NULL; it is never set.
 *
 * Gives the message without marker and QMUX header, as transports without QMUX carry it. The
 * opposite of qmi_message_new_from_data().
 *
 * Returns: (transfer none): the bytes; they belong to @self and move when a TLV is added.
 *
 * Since: 1.24
 */
const guint8 *
qmi_message_get_data (QmiMessage *self, gsize *length, GError **error G_GNUC_UNUSED)
{
    g_return_val_if_fail (self != NULL && qmi_message_has_headers (self), NULL);
    g_return_val_if_fail (length != NULL, NULL);

    *length = self->len - QMI_FRAME_QMI;
    return self->data + QMI_FRAME_QMI;
}

/* TLVs as bytes */

/**
 * qmi_message_foreach_raw_tlv:
 * @self: a #QmiMessage.
 * @func: (nullable) (scope call): function to call; C programs must pass one.
 * @user_data: (closure func): data for @func.
 *
 * Calls a function for each TLV, in the order of the frame.
 *
 * Since: 1.0
 */
void
qmi_message_foreach_raw_tlv (QmiMessage *self, QmiMessageForeachRawTlvFn func, gpointer user_data)
{
    QmiMessageTlv tlv;
    gboolean more;

    g_return_if_fail (self != NULL && qmi_message_has_headers (self));
    g_return_if_fail (func != NULL);

    for (more = qmi_message_first_tlv (self, &tlv); more; more = qmi_message_next_tlv (self, &tlv))
        func (tlv.type, tlv.value, tlv.length, user_data);
}

/**
 * qmi_message_get_raw_tlv:
 * @self: a #QmiMessage.
 * @type: type of the TLV.
 * @length: (out): return location for the size of the value; untouched if there is no such TLV.
 *
 * Finds the first TLV of a type. Note that the value of a TLV may be empty.
 *
 * Returns: (transfer none): the bytes of the value, or %NULL if there is no such TLV; they belong
 * to @self and move when a TLV is added.
 *
 * Since: 1.0
 */
const guint8 *
qmi_message_get_raw_tlv (QmiMessage *self, guint8 type, guint16 *length)
{
    QmiMessageTlv tlv;

    g_return_val_if_fail (self != NULL && qmi_message_has_headers (self), NULL);
    g_return_val_if_fail (length != NULL, NULL);

    if (!qmi_message_find_tlv (self, type, &tlv))
        return NULL;

    *length = tlv.length;
    return tlv.value;
}

/**
 * qmi_message_add_raw_tlv:
 * @self: a #QmiMessage.
 * @type: type of the TLV.
 * @raw: the value.
 * @length: size of the value, at least 1 byte.
 * @error: return location for a #GError or %NULL.
 *
 * Appends a TLV. TLVs of the same type that are already there stay and keep precedence.
 *
 * The error is %QMI_CORE_ERROR_TLV_TOO_LONG if the frame would become larger than 65536 bytes;
 * the message is not changed then.
 *
 * Returns: %TRUE if the TLV was added, %FALSE with @error set if not.
 *
 * Since: 1.0
 */
gboolean
qmi_message_add_raw_tlv (QmiMessage *self, guint8 type, const guint8 *raw, gsize length, GError **error)
{
    gsize offset;

    g_return_val_if_fail (self != NULL && qmi_message_has_headers (self), FALSE);
    g_return_val_if_fail (raw != NULL, FALSE);
    g_return_val_if_fail (length > 0, FALSE);

    offset = self->len;
    if (length > MAX_FRAME_SIZE || offset + QMI_TLV_HEADER + length > MAX_FRAME_SIZE) {
        g_set_error_literal (error, QMI_CORE_ERROR, QMI_CORE_ERROR_TLV_TOO_LONG, "TLV to add is too long");
        return FALSE;
    }

    g_byte_array_set_size (self, (guint) (offset + QMI_TLV_HEADER + length));
    self->data[offset] = type;
    qmi_store_u16_le (self->data + offset + QMI_TLV_LENGTH, (guint16) length);
    memcpy (self->data + offset + QMI_TLV_HEADER, raw, length);
    qmi_message_update_lengths (self);
    return TRUE;
}
