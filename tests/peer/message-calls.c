/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Calls the message API many times, always in the same way, and prints each result: the outputs of
 * one binary on two libraries are compared.
 *
 * usage: message-calls [ROUNDS [SEED]]
 *
 * Error texts are printed only where programs see them; those about broken frames are each library's
 * own. Nothing here is a programming error, so a critical in the log is a difference too. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libqmi-glib.h>

#define MAX_BYTES 300

/* Same numbers on every machine: xorshift64* */
static guint64 random_state;

static guint32
random_number (guint32 below)
{
    random_state ^= random_state >> 12;
    random_state ^= random_state << 25;
    random_state ^= random_state >> 27;
    return (guint32) ((random_state * G_GUINT64_CONSTANT (0x2545F4914F6CDD1D)) >> 32) % below;
}

static gboolean
one_in (guint32 n)
{
    return random_number (n) == 0;
}

static void
random_bytes (guint8 *bytes,
              gsize   length)
{
    gsize i;

    for (i = 0; i < length; i++)
        bytes[i] = (guint8) random_number (256);
}

/* Output */

static void
print_bytes (const void *bytes,
             gsize       length)
{
    gsize i;

    putchar ('[');
    for (i = 0; i < length; i++)
        printf ("%02x", ((const guint8 *) bytes)[i]);
    putchar (']');
}

/* Ends the line of a call. The text is left out if libraries word it differently. */
static void
print_error_full (GError   *error,
                  gboolean  with_text)
{
    if (!error) {
        puts (" ok");
        return;
    }

    printf (" %s %d", g_quark_to_string (error->domain), error->code);
    if (with_text)
        printf (" '%s'", error->message);
    putchar ('\n');
    g_error_free (error);
}

static void
print_error (GError *error)
{
    print_error_full (error,
                      g_error_matches (error, QMI_CORE_ERROR, QMI_CORE_ERROR_TLV_NOT_FOUND) ||
                      g_error_matches (error, QMI_CORE_ERROR, QMI_CORE_ERROR_TLV_TOO_LONG) ||
                      g_error_matches (error, QMI_CORE_ERROR, QMI_CORE_ERROR_INVALID_DATA));
}

static void
print_tlv (guint8        type,
           const guint8 *value,
           gsize         length,
           gpointer      user_data)
{
    guint *n = user_data;

    printf ("  foreach %u: type 0x%02x length %" G_GSIZE_FORMAT " ", (*n)++, type, length);
    print_bytes (value, length);
    putchar ('\n');
}

static void
print_message (QmiMessage *message)
{
    const guint8 *bytes;
    gsize         length = 0;
    guint         n = 0;

    printf ("  getters: service %d client %u transaction %u message %u length %" G_GSIZE_FORMAT
            " request %d response %d indication %d\n",
            qmi_message_get_service (message),
            qmi_message_get_client_id (message),
            qmi_message_get_transaction_id (message),
            qmi_message_get_message_id (message),
            qmi_message_get_length (message),
            qmi_message_is_request (message),
            qmi_message_is_response (message),
            qmi_message_is_indication (message));

    bytes = qmi_message_get_raw (message, &length, NULL);
    printf ("  raw ");
    print_bytes (bytes, length);
    bytes = qmi_message_get_data (message, &length, NULL);
    printf (" data %" G_GSIZE_FORMAT " ", length);
    print_bytes (bytes, length);
    putchar ('\n');
    qmi_message_foreach_raw_tlv (message, print_tlv, &n);
}

/* Random input */

static gsize
append_utf8 (guint8   *bytes,
             gunichar  character)
{
    return (gsize) g_unichar_to_utf8 (character, (gchar *) bytes);
}

/* A text of one of the kinds that modems send, or something like it; returns its length. */
static gsize
random_text (guint8 *bytes,
             gsize   max)
{
    gsize goal = random_number ((guint32) max + 1);
    gsize length = 0;
    guint kind = random_number (7);

    if (kind == 0) {
        random_bytes (bytes, goal);
        return goal;
    }

    while (length + 6 <= goal) {
        switch (kind) {
        case 1: /* ASCII */
            bytes[length++] = (guint8) (0x20 + random_number (0x5F));
            break;
        case 2: /* ASCII and control characters */
            bytes[length++] = (guint8) random_number (0x80);
            break;
        case 3: /* UTF-8 */
            length += append_utf8 (bytes + length, 0x20 + random_number (0xD000));
            break;
        case 4: /* UTF-8 beyond 16 bits */
            length += append_utf8 (bytes + length, 0x10000 + random_number (0x10000));
            break;
        case 5: /* UTF-16 that GSM 7-bit refuses: an escape code without meaning comes first */
            bytes[length] = length == 0 ? 0x9B : length % 2 ? 0x02 : 0x41;
            if (length > 1 && one_in (4))
                bytes[length] = (guint8) random_number (256);
            length++;
            break;
        default: /* what repeats, zeros among it */
            bytes[length] = length > 0 && one_in (2) ? bytes[length - 1] : (guint8) random_number (256);
            if (one_in (4))
                bytes[length] = 0;
            length++;
        }
    }

    while (length < max && one_in (2))
        bytes[length++] = 0;
    return length;
}

static GByteArray *
random_frame (void)
{
    GByteArray *frame = g_byte_array_new ();
    guint8      headers[13];
    gsize       headers_size;
    guint       n_tlvs = random_number (6);
    gsize       tlvs_size;

    random_bytes (headers, sizeof (headers));
    headers[0] = 0x01;
    if (one_in (3))
        headers[4] = 0;
    headers_size = headers[4] == 0 ? 12 : 13;
    g_byte_array_append (frame, headers, (guint) headers_size);

    while (n_tlvs-- > 0) {
        guint8 tlv[3 + MAX_BYTES];
        gsize  length = one_in (2) ? random_text (tlv + 3, 40) : random_text (tlv + 3, MAX_BYTES);

        tlv[0] = (guint8) random_number (8);
        tlv[1] = (guint8) length;
        tlv[2] = (guint8) (length >> 8);
        g_byte_array_append (frame, tlv, (guint) (3 + length));
    }

    tlvs_size = frame->len - headers_size;
    frame->data[1] = (guint8) (frame->len - 1);
    frame->data[2] = (guint8) ((frame->len - 1) >> 8);
    frame->data[headers_size - 2] = (guint8) tlvs_size;
    frame->data[headers_size - 1] = (guint8) (tlvs_size >> 8);
    return frame;
}

static void
damage (GByteArray *frame)
{
    guint position = random_number (frame->len);

    switch (random_number (6)) {
    case 0:
        frame->data[position] = (guint8) random_number (256);
        break;
    case 1:
        frame->data[position] ^= (guint8) (1 << random_number (8));
        break;
    case 2:
        g_byte_array_set_size (frame, position);
        break;
    case 3: /* the QMUX length alone */
        frame->data[1] = (guint8) (frame->data[1] + random_number (9) - 4);
        break;
    case 4: /* both lengths: the TLVs decide */
        frame->data[1] = (guint8) (frame->data[1] - 1);
        frame->data[frame->data[4] == 0 ? 10 : 11]--;
        break;
    default:
        frame->data[0] = (guint8) random_number (4);
    }
}

/* Reading */

/* If the last code of a text in packed 7-bit codes is the escape code, libqmi looks at a byte behind
 * the text, and what it makes of it changes from call to call. */
static gboolean
ends_with_escape (const guint8 *bytes,
                  gsize         length)
{
    gsize n_codes = length * 8 / 7;
    gsize bit = (n_codes - 1) * 7;
    guint code;

    if (n_codes == 0)
        return FALSE;
    code = bytes[bit / 8] >> (bit % 8);
    if (bit / 8 + 1 < length)
        code |= (guint) bytes[bit / 8 + 1] << (8 - bit % 8);
    return (code & 0x7F) == 0x1B;
}

/* Whether the text that read_string would decode is such a one */
static gboolean
string_ends_with_escape (QmiMessage *message,
                         gsize       tlv_offset,
                         gsize       offset,
                         guint8      prefix,
                         guint16     max_size)
{
    const guint8 *value = message->data + tlv_offset + 3;
    gsize         size = value[-2] + ((gsize) value[-1] << 8);
    gsize         length;

    if (offset + prefix > size)
        return FALSE;

    length = size - offset;
    if (prefix > 0)
        length = value[offset] + (prefix > 1 ? (gsize) value[offset + 1] << 8 : 0);
    if (max_size > 0)
        length = MIN (length, max_size);
    return length <= size - offset - prefix && ends_with_escape (value + offset + prefix, length);
}

#define N_READERS 15

/* One reader with random arguments; several numbers stand for the reader of strings. */
static void
call_reader (QmiMessage *message,
             guint       reader,
             gsize       tlv_offset,
             gsize       start)
{
    GError   *error = NULL;
    gsize     offset = start;
    QmiEndian endian = one_in (2) ? QMI_ENDIAN_BIG : QMI_ENDIAN_LITTLE;
    gboolean  done = FALSE;
    guint8    number[8];
    guint     n_bytes = random_number (9);
    guint8    prefix = (guint8) random_number (3);
    guint16   max_size = (guint16) (one_in (2) ? 0 : random_number (30));
    guint16   fixed_size = (guint16) random_number (40);
    gchar    *text = NULL;
    gchar     fixed[40];

    if (reader >= 13 && string_ends_with_escape (message, tlv_offset, start, prefix, max_size))
        return;

    memset (number, 0xAA, sizeof (number));
    memset (fixed, 'Z', sizeof (fixed));
    printf ("  reader %u at %" G_GSIZE_FORMAT "+%" G_GSIZE_FORMAT " (%d %u %u %u %u): ",
            reader, tlv_offset, start, endian, n_bytes, prefix, max_size, fixed_size);

    switch (reader) {
#define READ(type, ...) qmi_message_tlv_read_##type (message, tlv_offset, &offset, __VA_ARGS__, &error)
    case 0:  done = READ (guint8, number); break;
    case 1:  done = READ (gint8, (gint8 *) number); break;
    case 2:  done = READ (guint16, endian, (guint16 *) (void *) number); break;
    case 3:  done = READ (gint16, endian, (gint16 *) (void *) number); break;
    case 4:  done = READ (guint32, endian, (guint32 *) (void *) number); break;
    case 5:  done = READ (gint32, endian, (gint32 *) (void *) number); break;
    case 6:  done = READ (guint64, endian, (guint64 *) (void *) number); break;
    case 7:  done = READ (gint64, endian, (gint64 *) (void *) number); break;
    case 8:  done = READ (sized_guint, n_bytes, endian, (guint64 *) (void *) number); break;
    case 9:  done = READ (gfloat_endian, endian, (gfloat *) (void *) number); break;
    case 10: done = READ (gdouble, endian, (gdouble *) (void *) number); break;
    case 11: done = READ (fixed_size_string, fixed_size, fixed); break;
    case 12:
        G_GNUC_BEGIN_IGNORE_DEPRECATIONS
        done = READ (gfloat, (gfloat *) (void *) number);
        G_GNUC_END_IGNORE_DEPRECATIONS
        break;
    default: done = READ (string, prefix, max_size, &text); break;
#undef READ
    }

    printf ("%d offset %" G_GSIZE_FORMAT " ", done, offset);
    print_bytes (number, sizeof (number));
    print_bytes (fixed, sizeof (fixed));
    if (done && text)
        print_bytes (text, strlen (text));
    print_error (error);
    g_free (text);
}

static void
read_message (QmiMessage *message)
{
    guint8 type;

    for (type = 0; type < 9; type++) {
        GError       *error = NULL;
        guint16       length = 0xABCD;
        gsize         tlv_offset;
        const guint8 *raw;
        guint         n;

        raw = qmi_message_get_raw_tlv (message, type, &length);
        printf ("  get_raw_tlv %u: %d length %u ", type, raw != NULL, length);
        if (raw)
            print_bytes (raw, length);
        putchar ('\n');

        length = 0xABCD;
        tlv_offset = qmi_message_tlv_read_init (message, type, one_in (4) ? NULL : &length, &error);
        printf ("  read_init %u: %" G_GSIZE_FORMAT " length %u", type, tlv_offset, length);
        print_error (error);
        if (tlv_offset == 0)
            continue;

        for (n = 0; n < 4; n++)
            call_reader (message, random_number (N_READERS), tlv_offset, random_number (one_in (3) ? 60 : 6));
    }
}

/* Whole messages */

static void
call_new_from_raw (guint round)
{
    GByteArray *stream = random_frame ();
    guint       n = random_number (3);

    if (one_in (2))
        damage (stream);
    while (n-- > 0) {
        g_autoptr (GByteArray) next = random_frame ();

        if (one_in (8))
            damage (next);
        if (next->len > 0)
            g_byte_array_append (stream, next->data, next->len);
    }

    for (;;) {
        GError                *error = NULL;
        g_autoptr (QmiMessage) message = NULL;

        message = qmi_message_new_from_raw (stream, &error);
        printf ("%u new_from_raw: %d left %u", round, message != NULL, stream->len);
        if (!message && !error) {
            puts (" more");
            break;
        }
        print_error (error);
        if (message) {
            print_message (message);
            read_message (message);
        }
    }
    g_byte_array_unref (stream);
}

static void
call_new_from_data (guint round)
{
    g_autoptr (GByteArray) data = random_frame ();
    g_autoptr (QmiMessage) message = NULL;
    GError                *error = NULL;
    QmiService             service = data->data[4];
    gsize                  length_at = service == 0 ? 4 : 5;
    gsize                  needed;

    g_byte_array_remove_range (data, 0, 6);
    if (one_in (3))
        data->data[random_number (data->len)] ^= (guint8) (1 << random_number (8));
    if (one_in (2))
        g_byte_array_append (data, (const guint8 *) "more", 4);

    /* What ends too early is not checked for by all libraries. */
    needed = length_at + 2 + data->data[length_at] + ((gsize) data->data[length_at + 1] << 8);
    if (data->len < needed)
        return;

    message = qmi_message_new_from_data (service, (guint8) random_number (256), data, &error);
    printf ("%u new_from_data: %d left %u", round, message != NULL, data->len);
    print_error (error);
    if (message)
        print_message (message);
}

static void
call_response_new (guint round)
{
    g_autoptr (QmiMessage) request = NULL;
    g_autoptr (QmiMessage) response = NULL;
    QmiService             service = one_in (3) ? QMI_SERVICE_CTL : (QmiService) random_number (256);
    guint16                transaction = (guint16) random_number (service == QMI_SERVICE_CTL ? 256 : 65536);

    request = qmi_message_new (service,
                               (guint8) random_number (256),
                               transaction,
                               (guint16) random_number (65536));
    printf ("%u new\n", round);
    print_message (request);

    qmi_message_set_transaction_id (request, (guint16) random_number (65536));
    response = qmi_message_response_new (request,
                                         one_in (3) ? QMI_PROTOCOL_ERROR_NONE
                                                    : (QmiProtocolError) random_number (100));
    printf ("%u response_new\n", round);
    print_message (response);
    read_message (response);
}

/* Writing */

static gboolean
call_writer (QmiMessage *message)
{
    GError   *error = NULL;
    guint     writer = random_number (11);
    QmiEndian endian = one_in (2) ? QMI_ENDIAN_BIG : QMI_ENDIAN_LITTLE;
    guint64   number = ((guint64) random_number (G_MAXUINT32) << 32) | random_number (G_MAXUINT32);
    guint     n_bytes = random_number (9);
    guint8    prefix = (guint8) random_number (3);
    guint8    text[MAX_BYTES + 1] = { 0 };
    gsize     length = random_text (text, one_in (4) ? MAX_BYTES : 20);
    gboolean  done;

    if (writer == 10 || one_in (4))
        length = strlen ((gchar *) text);

    printf ("  writer %u (%d %" G_GINT64_MODIFIER "x %u %u %" G_GSIZE_FORMAT "): ",
            writer, endian, number, n_bytes, prefix, length);
    switch (writer) {
#define WRITE(type, ...) qmi_message_tlv_write_##type (message, __VA_ARGS__, &error)
    case 0:  done = WRITE (guint8, (guint8) number); break;
    case 1:  done = WRITE (gint8, (gint8) number); break;
    case 2:  done = WRITE (guint16, endian, (guint16) number); break;
    case 3:  done = WRITE (gint16, endian, (gint16) number); break;
    case 4:  done = WRITE (guint32, endian, (guint32) number); break;
    case 5:  done = WRITE (gint32, endian, (gint32) number); break;
    case 6:  done = WRITE (guint64, endian, number); break;
    case 7:  done = WRITE (gint64, endian, (gint64) number); break;
    case 8:  done = WRITE (sized_guint, n_bytes, endian, number); break;
    case 9:  done = WRITE (string, prefix, (gchar *) text, (gssize) length); break;
    default: done = WRITE (string, prefix, (gchar *) text, -1); break;
#undef WRITE
    }
    printf ("%d", done);
    print_error_full (error, writer < 9);
    return done;
}

static void
call_writers (guint round)
{
    g_autoptr (QmiMessage) message = NULL;
    guint                  n_tlvs = random_number (5);

    message = qmi_message_new (one_in (3) ? QMI_SERVICE_CTL : QMI_SERVICE_NAS, 3, 7, 0x1234);
    printf ("%u writers\n", round);
    while (n_tlvs-- > 0) {
        GError  *error = NULL;
        gsize    tlv_offset;
        gboolean good = TRUE;
        guint    n = random_number (6);

        tlv_offset = qmi_message_tlv_write_init (message, (guint8) random_number (8), &error);
        printf ("  write_init: %" G_GSIZE_FORMAT, tlv_offset);
        print_error (error);
        while (good && n-- > 0)
            good = call_writer (message);

        if (!good || one_in (5)) {
            qmi_message_tlv_write_reset (message, tlv_offset);
            printf ("  write_reset: length %" G_GSIZE_FORMAT "\n", qmi_message_get_length (message));
        } else {
            error = NULL;
            printf ("  write_complete: %d", qmi_message_tlv_write_complete (message, tlv_offset, &error));
            print_error (error);
        }
    }
    print_message (message);
    read_message (message);
}

/* A message that has room for 'room' bytes until it is as large as a frame can be */
static QmiMessage *
nearly_full_message (QmiService service,
                     gsize      room)
{
    g_autofree guint8 *filler = g_malloc0 (G_MAXUINT16);
    QmiMessage        *message = qmi_message_new (service, 1, 1, 1);
    gsize              length = G_MAXUINT16 - room - message->len - 3;
    GError            *error = NULL;

    printf ("add_raw_tlv of %" G_GSIZE_FORMAT ": %d",
            length, qmi_message_add_raw_tlv (message, 1, filler, length, &error));
    print_error (error);
    return message;
}

static void
call_at_the_limit (void)
{
    static const QmiService services[] = { QMI_SERVICE_CTL, QMI_SERVICE_DMS };
    guint                   i;
    gsize                   room;
    guint                   n;

    for (i = 0; i < G_N_ELEMENTS (services); i++) {
        for (room = 0; room < 16; room++) {
            for (n = 0; n < 14; n++) {
                g_autoptr (QmiMessage) message = nearly_full_message (services[i], room);
                GError                *error = NULL;
                gsize                  tlv_offset;
                guint8                 bytes[14] = { 0 };

                if (n > 0) {
                    g_autoptr (QmiMessage) copy = nearly_full_message (services[i], room);

                    printf ("add_raw_tlv at %" G_GSIZE_FORMAT " %u: %d",
                            room, n, qmi_message_add_raw_tlv (copy, 2, bytes, n, &error));
                    printf (" length %" G_GSIZE_FORMAT, qmi_message_get_length (copy));
                    print_error (error);
                    error = NULL;
                }

                tlv_offset = qmi_message_tlv_write_init (message, 2, &error);
                printf ("write_init at %" G_GSIZE_FORMAT ": %" G_GSIZE_FORMAT, room, tlv_offset);
                print_error (error);
                if (tlv_offset == 0)
                    continue;
                call_writer (message);
                qmi_message_tlv_write_reset (message, tlv_offset);
                printf ("length %" G_GSIZE_FORMAT "\n", qmi_message_get_length (message));
            }
        }
    }
}

/* Texts, in a systematic way */

static void
call_read_text (const guint8 *bytes,
                gsize         length)
{
    g_autoptr (QmiMessage) message = qmi_message_new (QMI_SERVICE_DMS, 1, 1, 1);
    g_autofree gchar      *text = NULL;
    GError                *error = NULL;
    gsize                  offset = 0;
    gsize                  tlv_offset;
    gboolean               done;

    if (ends_with_escape (bytes, length))
        return;

    qmi_message_add_raw_tlv (message, 1, bytes, length, NULL);
    tlv_offset = qmi_message_tlv_read_init (message, 1, NULL, NULL);
    done = qmi_message_tlv_read_string (message, tlv_offset, &offset, 0, 0, &text, &error);
    printf ("text ");
    print_bytes (bytes, length);
    printf (": %d offset %" G_GSIZE_FORMAT " ", done, offset);
    if (done)
        print_bytes (text, strlen (text));
    print_error (error);
}

static void
call_all_short_texts (void)
{
    guint8 bytes[6] = { 0 };
    guint  i;

    for (i = 0; i < 0x100; i++) {
        bytes[0] = (guint8) i;
        call_read_text (bytes, 1);
    }
    for (i = 0; i < 0x10000; i++) {
        bytes[0] = (guint8) i;
        bytes[1] = (guint8) (i >> 8);
        call_read_text (bytes, 2);
    }
    for (i = 0; i < 0x10000; i += 0xD) {
        memcpy (bytes, "\x9b\x02", 2);
        bytes[2] = (guint8) i;
        bytes[3] = (guint8) (i >> 8);
        call_read_text (bytes, 4);
        bytes[4] = (guint8) random_number (256);
        bytes[5] = (guint8) (0xD8 + random_number (8));
        call_read_text (bytes, 6);
    }
}

static void
call_random_texts (guint n)
{
    while (n-- > 0) {
        guint8 bytes[MAX_BYTES];
        gsize  length = random_text (bytes, 60);

        if (length > 0)
            call_read_text (bytes, length);
    }
}

/* What is left of the old API */

G_GNUC_BEGIN_IGNORE_DEPRECATIONS

static void
call_buffer_writers (guint8  *bytes,
                     guint16  size)
{
    guint8   *buffer = bytes;
    QmiEndian endian = one_in (2) ? QMI_ENDIAN_BIG : QMI_ENDIAN_LITTLE;
    guint64   number = ((guint64) random_number (G_MAXUINT32) << 32) | random_number (G_MAXUINT32);
    guint     n_bytes = random_number (9);
    guint8    u8 = (guint8) number;
    gint8     i8 = (gint8) number;
    guint16   u16 = (guint16) number;
    gint16    i16 = (gint16) number;
    guint32   u32 = (guint32) number;
    gint32    i32 = (gint32) number;
    gint64    i64 = (gint64) number;

    qmi_utils_write_guint8_to_buffer (&buffer, &size, &u8);
    qmi_utils_write_gint8_to_buffer (&buffer, &size, &i8);
    qmi_utils_write_guint16_to_buffer (&buffer, &size, endian, &u16);
    qmi_utils_write_gint16_to_buffer (&buffer, &size, endian, &i16);
    qmi_utils_write_guint32_to_buffer (&buffer, &size, endian, &u32);
    qmi_utils_write_gint32_to_buffer (&buffer, &size, endian, &i32);
    qmi_utils_write_guint64_to_buffer (&buffer, &size, endian, &number);
    qmi_utils_write_gint64_to_buffer (&buffer, &size, endian, &i64);
    qmi_utils_write_sized_guint_to_buffer (&buffer, &size, n_bytes, endian, &number);
    qmi_utils_write_string_to_buffer (&buffer, &size, (guint8) (8 * random_number (3)), "a string");
    qmi_utils_write_fixed_size_string_to_buffer (&buffer, &size, 5, "12345");
    printf ("buffer writers: %ld left %u\n", (long) (buffer - bytes), size);
}

static void
call_buffer_string (const guint8 **buffer,
                    guint16       *size,
                    guint8         prefix)
{
    guint16          max_size = (guint16) (one_in (2) ? 0 : random_number (20));
    g_autofree char *text = NULL;

    qmi_utils_read_string_from_buffer (buffer, size, prefix, max_size, &text);
    printf ("buffer string (%u %u): left %u ", prefix, max_size, *size);
    print_bytes (text, strlen (text));
    putchar ('\n');
}

static void
call_buffer_numbers (const guint8 **buffer,
                     guint16       *size)
{
    QmiEndian endian = one_in (2) ? QMI_ENDIAN_BIG : QMI_ENDIAN_LITTLE;
    guint8    u8;
    gint8     i8;
    guint16   u16;
    gint16    i16;
    guint32   u32;
    gint32    i32;
    guint64   u64, sized;
    gint64    i64;
    gfloat    number;

    qmi_utils_read_guint8_from_buffer (buffer, size, &u8);
    qmi_utils_read_gint8_from_buffer (buffer, size, &i8);
    qmi_utils_read_guint16_from_buffer (buffer, size, endian, &u16);
    qmi_utils_read_gint16_from_buffer (buffer, size, endian, &i16);
    qmi_utils_read_guint32_from_buffer (buffer, size, endian, &u32);
    qmi_utils_read_gint32_from_buffer (buffer, size, endian, &i32);
    qmi_utils_read_guint64_from_buffer (buffer, size, endian, &u64);
    qmi_utils_read_gint64_from_buffer (buffer, size, endian, &i64);
    qmi_utils_read_sized_guint_from_buffer (buffer, size, random_number (9), endian, &sized);
    qmi_utils_read_gfloat_from_buffer (buffer, size, &number);
    printf ("buffer numbers: %u %d %u %d %u %d %" G_GUINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GUINT64_FORMAT " ",
            u8, i8, u16, i16, u32, i32, u64, i64, sized);
    print_bytes (&number, sizeof (number));
    printf (" left %u\n", *size);
}

static void
call_buffer_readers (const guint8 *bytes,
                     guint16       size)
{
    const guint8 *buffer = bytes;
    gchar         fixed[5];

    call_buffer_string (&buffer, &size, 8);
    call_buffer_string (&buffer, &size, 16);
    call_buffer_numbers (&buffer, &size);
    qmi_utils_read_fixed_size_string_from_buffer (&buffer, &size, sizeof (fixed), fixed);
    printf ("buffer fixed size string: ");
    print_bytes (fixed, sizeof (fixed));
    printf (" %ld left %u\n", (long) (buffer - bytes), size);
    call_buffer_string (&buffer, &size, 0);
}

static void
call_buffers (void)
{
    guint8 bytes[100];
    guint  length = random_number (20);

    memset (bytes, 0xEE, sizeof (bytes));
    call_buffer_writers (bytes, sizeof (bytes));
    print_bytes (bytes, sizeof (bytes));
    putchar ('\n');

    /* A short string and another one are all that could go beyond the end. */
    random_bytes (bytes, sizeof (bytes));
    bytes[0] = (guint8) length;
    bytes[1 + length] = (guint8) random_number (20);
    bytes[2 + length] = 0;
    call_buffer_readers (bytes, sizeof (bytes));
}

G_GNUC_END_IGNORE_DEPRECATIONS

static void
call_contexts (void)
{
    g_autoptr (QmiMessageContext) context = qmi_message_context_new ();
    QmiMessageContext            *boxed;

    printf ("context: %s vendor %u", g_type_name (qmi_message_context_get_type ()),
            qmi_message_context_get_vendor_id (context));
    qmi_message_context_set_vendor_id (context, (guint16) random_number (65536));
    boxed = g_boxed_copy (qmi_message_context_get_type (), context);
    printf (" %u same %d", qmi_message_context_get_vendor_id (boxed), boxed == context);
    g_boxed_free (qmi_message_context_get_type (), boxed);
    boxed = qmi_message_context_ref (context);
    printf (" %u same %d\n", qmi_message_context_get_vendor_id (boxed), boxed == context);
    qmi_message_context_unref (boxed);
}

static void
call_switches (void)
{
    printf ("traces %d personal %d\n", qmi_utils_get_traces_enabled (), qmi_utils_get_show_personal_info ());
    qmi_utils_set_traces_enabled (TRUE);
    printf ("traces %d personal %d\n", qmi_utils_get_traces_enabled (), qmi_utils_get_show_personal_info ());
    qmi_utils_set_show_personal_info (TRUE);
    qmi_utils_set_traces_enabled (FALSE);
    printf ("traces %d personal %d\n", qmi_utils_get_traces_enabled (), qmi_utils_get_show_personal_info ());
}

int
main (int    argc,
      char **argv)
{
    guint rounds = argc > 1 ? (guint) strtoul (argv[1], NULL, 0) : 3000;
    guint i;

    random_state = argc > 2 ? strtoull (argv[2], NULL, 0) : 1;
    random_state = random_state * 2 + 1; /* 0 would stay 0 */

    call_switches ();
    call_contexts ();
    call_all_short_texts ();
    call_random_texts (rounds);
    call_at_the_limit ();
    for (i = 0; i < rounds; i++) {
        call_new_from_raw (i);
        call_new_from_data (i);
        call_response_new (i);
        call_writers (i);
        call_buffers ();
    }
    return 0;
}
