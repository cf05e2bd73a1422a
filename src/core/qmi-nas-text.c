/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Names of networks as text. */

#include "config.h"

#include "qmi-nas-text.h"
#include "qmi-text.h"

static gchar *
text_of_utf8 (const GArray *array)
{
    if (!array->data || !g_utf8_validate (array->data, array->len, NULL))
        return NULL;
    return g_strndup (array->data, array->len);
}

gchar *
qmi_nas_read_string_from_network_description_encoded_array (QmiNasNetworkDescriptionEncoding encoding,
                                                            const GArray *array)
{
    g_return_val_if_fail (array != NULL, NULL);

    switch (encoding) {
    case QMI_NAS_NETWORK_DESCRIPTION_ENCODING_UNSPECIFIED:
    case QMI_NAS_NETWORK_DESCRIPTION_ENCODING_ASCII7:
        return text_of_utf8 (array);
    case QMI_NAS_NETWORK_DESCRIPTION_ENCODING_GSM:
        return qmi_text_from_gsm7 ((const guint8 *) array->data, array->len);
    case QMI_NAS_NETWORK_DESCRIPTION_ENCODING_UNICODE:
        return qmi_text_from_utf16 ((const guint8 *) array->data, array->len);
    default:
        return NULL;
    }
}

gchar *
qmi_nas_read_string_from_plmn_encoded_array (QmiNasPlmnEncodingScheme encoding, const GArray *array)
{
    g_return_val_if_fail (array != NULL, NULL);

    switch (encoding) {
    case QMI_NAS_PLMN_ENCODING_SCHEME_GSM:
        return qmi_text_from_gsm7 ((const guint8 *) array->data, array->len);
    case QMI_NAS_PLMN_ENCODING_SCHEME_UCS2LE:
        return qmi_text_from_utf16 ((const guint8 *) array->data, array->len);
    default:
        return NULL;
    }
}
