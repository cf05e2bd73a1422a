/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The command line: the application's own options here, those of the services from the tables. */

#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "libqmi-glib.h"
#include "port-format.h"
#include "ports.h"
#include "qmi-cli-settings-private.h"
#include "qmicli.h"
#include "unknown-option.h"

G_DEFINE_QUARK (qmicli-error, qmicli_error)

static const gchar *
setting_name (Setting setting)
{
    return qmicli_text (qmicli_setting (setting)->name);
}

G_GNUC_PRINTF (2, 3)
static gboolean
fail (GError **error, const gchar *format, ...)
{
    va_list arguments;

    va_start (arguments, format);
    if (error)
        *error = g_error_new_valist (QMICLI_ERROR, QMICLI_USAGE, format, arguments);
    va_end (arguments);
    return FALSE;
}

/* The control service's are for the library. */
static gboolean
is_monitored (const QmicliGroup *group)
{
    return group->n_indications > 0 && group->service != QMI_SERVICE_CTL;
}

static void
monitor_all (QmicliCommand *self)
{
    const QmicliGroup *group;

    for (guint i = 0; (group = qmicli_nth_group (i)); i++)
        if (is_monitored (group))
            self->monitored |= G_GUINT64_CONSTANT (1) << i;
}

/* A number from @min to @max, decimal or with 0x. */
static gboolean
parse_number (const gchar *name, const gchar *text, guint64 min, guint64 max, guint64 *number, GError **error)
{
    gboolean hex = g_ascii_strncasecmp (text, "0x", 2) == 0;
    gchar *end = NULL;

    errno = 0;
    *number = g_ascii_isxdigit (*text) ? g_ascii_strtoull (text, &end, hex ? 16 : 10) : 0;
    if (!end || *end != '\0' || errno || *number < min || *number > max)
        return fail (error, "--%s=%s: a number from %" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT " is expected", name,
                     text, min, max);
    return TRUE;
}

static gboolean
parse_net (QmicliCommand *self, const gchar *text, GError **error)
{
    static const struct {
        gchar              name[20];
        QmiDeviceOpenFlags flag;
        QmiDeviceOpenFlags excluded;
    } kinds[] = {
        { "net-802-3", QMI_DEVICE_OPEN_FLAGS_NET_802_3, QMI_DEVICE_OPEN_FLAGS_NET_RAW_IP },
        { "net-raw-ip", QMI_DEVICE_OPEN_FLAGS_NET_RAW_IP, QMI_DEVICE_OPEN_FLAGS_NET_802_3 },
        { "net-qos-header", QMI_DEVICE_OPEN_FLAGS_NET_QOS_HEADER, QMI_DEVICE_OPEN_FLAGS_NET_NO_QOS_HEADER },
        { "net-no-qos-header", QMI_DEVICE_OPEN_FLAGS_NET_NO_QOS_HEADER, QMI_DEVICE_OPEN_FLAGS_NET_QOS_HEADER },
    };
    guint layer = QMI_DEVICE_OPEN_FLAGS_NET_802_3 | QMI_DEVICE_OPEN_FLAGS_NET_RAW_IP;
    guint qos = QMI_DEVICE_OPEN_FLAGS_NET_QOS_HEADER | QMI_DEVICE_OPEN_FLAGS_NET_NO_QOS_HEADER;
    g_auto (GStrv) words = g_strsplit_set (text, "|,", -1);
    guint flags = 0;

    for (gchar **word = words; *word; word++) {
        guint i = 0;

        while (i < G_N_ELEMENTS (kinds) && g_ascii_strcasecmp (kinds[i].name, *word) != 0)
            i++;
        if (i == G_N_ELEMENTS (kinds))
            return fail (error, "--device-open-net=%s: no kind \"%s\"; there are: net-802-3, net-raw-ip, "
                         "net-qos-header, net-no-qos-header", text, *word);
        if (flags & kinds[i].excluded)
            return fail (error, "--device-open-net=%s: %s contradicts what stands before it", text, *word);
        flags |= kinds[i].flag;
    }
    if (!(flags & layer) || !(flags & qos))
        return fail (error, "--device-open-net=%s: one of net-802-3 and net-raw-ip is needed together with one of "
                     "net-qos-header and net-no-qos-header", text);
    self->open_flags |= flags;
    return TRUE;
}

static gboolean
parse_format (QmicliCommand *self, const gchar *text, GError **error)
{
    self->format = g_str_equal (text, "json") ? QMICLI_JSON : QMICLI_TEXT;
    if (self->format == QMICLI_TEXT && !g_str_equal (text, "text"))
        return fail (error, "--format=%s: there are text and json", text);
    return TRUE;
}

/* Services with indications, in the form "dms, nas". */
static gchar *
list_monitored (void)
{
    g_autoptr (GString) list = g_string_new (NULL);
    const QmicliGroup *group;

    for (guint i = 0; (group = qmicli_nth_group (i)); i++)
        if (is_monitored (group))
            g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", qmicli_text (group->name));
    return g_strdup (list->str);
}

static gboolean
parse_monitor (QmicliCommand *self, const gchar *text, GError **error)
{
    g_autofree gchar *known = list_monitored ();
    g_auto (GStrv) words = g_strsplit (text, ",", -1);

    self->monitor_named = TRUE;
    if (!*words)
        return fail (error, "--monitor=: services are expected; there are: %s", known);
    for (gchar **word = words; *word; word++) {
        const QmicliGroup *group;
        guint i = 0;

        while ((group = qmicli_nth_group (i)) && g_ascii_strcasecmp (qmicli_text (group->name), *word) != 0)
            i++;
        if (!group || !is_monitored (group))
            return fail (error, "--monitor=%s: \"%s\" is no service with indications; there are: %s", text, *word,
                         known);
        self->monitored |= G_GUINT64_CONSTANT (1) << i;
    }
    return TRUE;
}

static gboolean
unknown_option (const gchar *name, GError **error)
{
    g_autofree gchar *text = unknown_option_text (name);

    return fail (error, "%s", text);
}

static gboolean
parse_described (QmicliCommand *self, const gchar *name, GError **error)
{
    name += g_str_has_prefix (name, "--") ? 2 : 0;
    self->described = qmicli_find_option (name);
    if (self->described)
        return TRUE;
    if (qmicli_find_setting (name) < N_SETTINGS)
        return fail (error, "--describe=%s: this option is for the program itself; see --help", name);
    return unknown_option (name, error);
}

static gboolean
ask_port (QmicliCommand *self, QmicliPortQuestion question, GError **error)
{
    static const Setting settings[] = {
        [QMICLI_PORT_INTERFACE] = SETTING_GET_WWAN_IFACE,
        [QMICLI_PORT_GET_FORMAT] = SETTING_GET_EXPECTED_DATA_FORMAT,
        [QMICLI_PORT_SET_FORMAT] = SETTING_SET_EXPECTED_DATA_FORMAT,
    };

    if (self->port_question != QMICLI_PORT_NOTHING && self->port_question != question)
        return fail (error, "--%s and --%s exclude each other", setting_name (settings[self->port_question]),
                     setting_name (settings[question]));
    self->port_question = question;
    return TRUE;
}

static gboolean
apply_with_value (QmicliCommand *self, Setting setting, const gchar *value, GError **error)
{
    guint64 number;

    switch (setting) {
    case SETTING_DEVICE:
        self->device = value;
        return *value ? TRUE : fail (error, "--device: the path of a port is expected, such as /dev/cdc-wdm0");
    case SETTING_FORMAT:
        return parse_format (self, value, error);
    case SETTING_TIMEOUT:
        if (!parse_number ("timeout", value, 1, 86400, &number, error))
            return FALSE;
        self->timeout = (guint) number;
        return TRUE;
    case SETTING_DEVICE_OPEN_NET:
        return parse_net (self, value, error);
    case SETTING_CLIENT_CID:
        if (!parse_number ("client-cid", value, 1, 254, &number, error))
            return FALSE;
        self->cid = (guint8) number;
        self->cid_given = TRUE;
        return TRUE;
    case SETTING_VENDOR:
        self->vendor_text = value;
        if (!parse_number ("vendor", value, 0, G_MAXUINT16, &number, error))
            return FALSE;
        self->vendor = (guint16) number;
        return TRUE;
    case SETTING_INPUT_JSON:
        self->input = value;
        return *value ? TRUE : fail (error, "--input-json: the name of a file is expected, or - for standard input");
    case SETTING_DESCRIBE:
        return parse_described (self, value, error);
    case SETTING_MONITOR:
        self->monitor = TRUE;
        return parse_monitor (self, value, error);
    case SETTING_SET_EXPECTED_DATA_FORMAT:
        self->data_format = value;
        return port_format_check (value, error) && ask_port (self, QMICLI_PORT_SET_FORMAT, error);
    default:
        self->decode = TRUE;
        g_ptr_array_add (self->files, (gpointer) value);
        return TRUE;
    }
}

/* What the port speaks can be stated once. */
static gboolean
choose_mode (QmicliCommand *self, Setting setting, guint *mode, GError **error)
{
    if (*mode && *mode != setting)
        return fail (error, "--%s and --%s exclude each other", setting_name (*mode), setting_name (setting));
    *mode = setting;
    return TRUE;
}

static gboolean
apply (QmicliCommand *self, Setting setting, guint *mode, GError **error)
{
    switch (setting) {
    case SETTING_DEVICE_OPEN_VERSION_INFO:
        self->open_flags |= QMI_DEVICE_OPEN_FLAGS_VERSION_INFO;
        break;
    case SETTING_DEVICE_OPEN_SYNC:
        self->open_flags |= QMI_DEVICE_OPEN_FLAGS_SYNC;
        break;
    case SETTING_DEVICE_OPEN_PROXY:
        self->open_flags |= QMI_DEVICE_OPEN_FLAGS_PROXY;
        break;
    case SETTING_DEVICE_OPEN_QMI:
    case SETTING_DEVICE_OPEN_MBIM:
    case SETTING_DEVICE_OPEN_AUTO:
        return choose_mode (self, setting, mode, error);
    case SETTING_CLIENT_NO_RELEASE_CID:
        self->keep_cid = TRUE;
        break;
    case SETTING_VERBOSE:
        self->verbose = TRUE;
        break;
    case SETTING_VERBOSE_FULL:
        self->verbose_full = TRUE;
        break;
    case SETTING_SILENT:
        self->silent = TRUE;
        break;
    case SETTING_VERSION:
        self->version = TRUE;
        break;
    case SETTING_PROXY_STATUS:
        self->proxy_status = TRUE;
        break;
    case SETTING_MONITOR:
        self->monitor = TRUE;
        break;
    case SETTING_LIST_DEVICES:
        self->list_devices = TRUE;
        break;
    case SETTING_GET_WWAN_IFACE:
        return ask_port (self, QMICLI_PORT_INTERFACE, error);
    case SETTING_GET_EXPECTED_DATA_FORMAT:
        return ask_port (self, QMICLI_PORT_GET_FORMAT, error);
    case SETTING_SHOW_PERSONAL_INFO:
        self->show_personal_info = TRUE;
        break;
    case SETTING_DECODE:
        self->decode = TRUE;
        break;
    default:
        self->help = "";
    }
    return TRUE;
}

static gboolean
parse_help (QmicliCommand *self, const gchar *which, GError **error)
{
    g_autoptr (GString) known = g_string_new ("all");
    const QmicliGroup *group;

    self->help = which;
    for (guint i = 0; (group = qmicli_nth_group (i)); i++) {
        if (g_str_equal (qmicli_text (group->name), which))
            return TRUE;
        g_string_append_printf (known, ", %s", qmicli_text (group->name));
    }
    if (g_str_equal (which, "all"))
        return TRUE;
    return fail (error, "--help-%s: there is help for: %s", which, known->str);
}

/* A word that is the name of an option is no argument of the one before: that was forgotten. */
static gboolean
is_option (const gchar *word)
{
    g_autofree gchar *name = g_str_has_prefix (word, "--") ? g_strndup (word + 2, strcspn (word + 2, "=")) : NULL;

    return name && (qmicli_find_setting (name) < N_SETTINGS || qmicli_find_option (name));
}

/* The argument of option @name: behind the "=", or the next word. */
static gboolean
take_argument (const gchar *name, const gchar *placeholder, const gchar *inline_value, gint argc, gchar **argv,
               gint *at, const gchar **value, GError **error)
{
    if (!inline_value && *at + 1 < argc && !is_option (argv[*at + 1]))
        inline_value = argv[++*at];
    *value = inline_value;
    return inline_value ? TRUE : fail (error, "--%s needs an argument: %s", name, placeholder);
}

/* With the fields as JSON the option has no argument, and no word behind it is taken for one. */
static gboolean
has_input (gint argc, gchar **argv)
{
    const gchar *option = "--input-json";
    gsize length = strlen (option);

    for (gint i = 1; i < argc; i++)
        if (strncmp (argv[i], option, length) == 0 && (argv[i][length] == '=' || argv[i][length] == '\0'))
            return TRUE;
    return FALSE;
}

/* An option that may be given several times makes one request, with an argument in each line. */
static void
add_action (QmicliCommand *self, QmicliAction action)
{
    for (guint i = 0; action.option->form == QMICLI_FORM_VALUES && i < self->actions->len; i++) {
        QmicliAction *before = &g_array_index (self->actions, QmicliAction, i);

        if (before->option == action.option) {
            before->argument = g_strjoin ("\n", before->argument, action.argument, NULL);
            g_ptr_array_add (self->joined, (gpointer) before->argument);
            return;
        }
    }
    g_array_append_val (self->actions, action);
}

static gboolean
parse_action (QmicliCommand *self, const QmicliOption *option, const gchar *inline_value, gint argc, gchar **argv,
              gint *at, GError **error)
{
    const gchar *name = qmicli_text (option->name), *placeholder = qmicli_text (option->placeholder);
    QmicliAction action = { option, name, NULL };

    if ((option->flags & QMICLI_OPTION_BARE) || has_input (argc, argv))
        action.argument = inline_value;
    else if (*placeholder && !take_argument (name, placeholder, inline_value, argc, argv, at, &action.argument, error))
        return FALSE;
    if (!*placeholder && inline_value)
        return fail (error, "--%s takes no argument", name);
    add_action (self, action);
    return TRUE;
}

static gboolean
parse_setting (QmicliCommand *self, Setting setting, const gchar *inline_value, gint argc, gchar **argv, gint *at,
               guint *mode, GError **error)
{
    const QmicliSetting *info = qmicli_setting (setting);
    const gchar *name = qmicli_text (info->name), *placeholder = qmicli_text (info->placeholder), *value;

    if (info->flags & QMICLI_SETTING_OPTIONAL)
        return inline_value ? apply_with_value (self, setting, inline_value, error)
                            : apply (self, setting, mode, error);
    if (*placeholder)
        return take_argument (name, placeholder, inline_value, argc, argv, at, &value, error) &&
               apply_with_value (self, setting, value, error);
    if (inline_value)
        return fail (error, "--%s takes no argument", name);
    return apply (self, setting, mode, error);
}

static gboolean
parse_long (QmicliCommand *self, const gchar *word, gint argc, gchar **argv, gint *at, guint *mode, GError **error)
{
    const gchar *equals = strchr (word, '=');
    g_autofree gchar *name = equals ? g_strndup (word, equals - word) : g_strdup (word);
    const gchar *value = equals ? equals + 1 : NULL;
    guint setting = qmicli_find_setting (name);
    const QmicliOption *option;

    if (setting < N_SETTINGS)
        return parse_setting (self, (Setting) setting, value, argc, argv, at, mode, error);
    if (g_str_has_prefix (name, "help-"))
        return parse_help (self, word + strlen ("help-"), error);
    option = qmicli_find_option (name);
    return option ? parse_action (self, option, value, argc, argv, at, error) : unknown_option (name, error);
}

/* Letters: several in one word, the last one may take an argument. */
static gboolean
parse_letters (QmicliCommand *self, const gchar *letters, gint argc, gchar **argv, gint *at, guint *mode,
               GError **error)
{
    for (; *letters; letters++) {
        guint i = 0;

        while (i < N_SETTINGS && qmicli_setting (i)->letter != *letters)
            i++;
        if (i == N_SETTINGS)
            return fail (error, "there is no option -%c; qmicli --help lists them", *letters);
        if (*qmicli_text (qmicli_setting (i)->placeholder))
            return parse_setting (self, (Setting) i, letters[1] ? letters + 1 + (letters[1] == '=') : NULL, argc, argv,
                                  at, mode, error);
        if (!parse_setting (self, (Setting) i, NULL, argc, argv, at, mode, error))
            return FALSE;
    }
    return TRUE;
}

/* It is sent like the request of any option, but to the proxy instead of through it. */
static void
choose_proxy_status (QmicliCommand *self)
{
    const gchar *name = setting_name (SETTING_PROXY_STATUS);
    QmicliAction action = { qmicli_find_option (name), name, NULL };

    g_array_append_val (self->actions, action);
    self->device = "qmi-proxy";
}

static void
complete_open_flags (QmicliCommand *self, guint mode)
{
    if (mode == SETTING_DEVICE_OPEN_MBIM)
        self->open_flags |= QMI_DEVICE_OPEN_FLAGS_MBIM;
    else if (mode != SETTING_DEVICE_OPEN_QMI)
        self->open_flags |= QMI_DEVICE_OPEN_FLAGS_AUTO;
    /* Also a run that is killed leaves its client id as a run that ends well. */
    if (self->open_flags & QMI_DEVICE_OPEN_FLAGS_PROXY)
        self->open_flags |= self->keep_cid ? QMI_DEVICE_OPEN_FLAGS_KEEP_ON_DISCONNECT
                                           : QMI_DEVICE_OPEN_FLAGS_RELEASE_ON_DISCONNECT;
}

/* A client id is one of a single service. */
static gboolean
check_client (QmicliCommand *self, GError **error)
{
    const QmicliAction *first = &g_array_index (self->actions, QmicliAction, 0);

    for (guint i = 1; self->cid_given && i < self->actions->len; i++) {
        const QmicliAction *action = &g_array_index (self->actions, QmicliAction, i);

        if (action->option->service != first->option->service)
            return fail (error, "--client-cid is for one service: --%s and --%s are of two", first->name, action->name);
    }
    return TRUE;
}

/* What belongs to the answer to another request needs that. */
static gboolean
check_follow (QmicliCommand *self, const QmicliAction *action, GError **error)
{
    const QmicliOption *option = action->option, *other;
    guint i = 0;

    if (option->follow != QMICLI_NONE && self->monitor)
        return fail (error, "--monitor and --%s exclude each other", action->name);
    if (option->beside == QMICLI_NONE)
        return TRUE;
    for (i = 0; i < self->actions->len; i++)
        if (g_array_index (self->actions, QmicliAction, i).option->message == option->beside)
            return TRUE;
    for (i = 0; (other = qmicli_option (i)) && other->message != option->beside; i++)
        ;
    return fail (error, "--%s goes together with --%s: state both", action->name,
                 other ? qmicli_text (other->name) : "");
}

/* What is no request is done alone; requests can come before what is monitored. */
static gboolean
check_job (QmicliCommand *self, GError **error)
{
    const struct {
        gboolean wanted;
        Setting  setting;
    } jobs[] = {
        { self->proxy_status, SETTING_PROXY_STATUS },
        { self->decode, SETTING_DECODE },
        { self->list_devices, SETTING_LIST_DEVICES },
        { self->port_question == QMICLI_PORT_INTERFACE, SETTING_GET_WWAN_IFACE },
        { self->port_question == QMICLI_PORT_GET_FORMAT, SETTING_GET_EXPECTED_DATA_FORMAT },
        { self->port_question == QMICLI_PORT_SET_FORMAT, SETTING_SET_EXPECTED_DATA_FORMAT },
        { self->monitor, SETTING_MONITOR },
    };
    const gchar *job = NULL;

    for (guint i = 0; i < G_N_ELEMENTS (jobs); i++) {
        if (job && jobs[i].wanted)
            return fail (error, "--%s and --%s exclude each other", job, setting_name (jobs[i].setting));
        if (jobs[i].wanted)
            job = setting_name (jobs[i].setting);
    }
    if (job && !self->monitor && self->actions->len > 0)
        return fail (error, "--%s and --%s exclude each other", job,
                     g_array_index (self->actions, QmicliAction, 0).name);
    return TRUE;
}

static gboolean
check_exclusions (QmicliCommand *self, GError **error)
{
    if (self->silent && (self->verbose || self->verbose_full))
        return fail (error, "--silent and --verbose%s exclude each other", self->verbose ? "" : "-full");
    if (self->verbose && self->verbose_full)
        return fail (error, "--verbose and --verbose-full exclude each other");
    if (self->input && self->actions->len != 1)
        return fail (error, "--input-json goes with one request, not with %u", self->actions->len);
    if (self->input && g_array_index (self->actions, QmicliAction, 0).argument)
        return fail (error, "--input-json and the argument of --%s exclude each other",
                     g_array_index (self->actions, QmicliAction, 0).name);
    if (self->vendor_text && !self->decode)
        return fail (error, "--vendor=%s goes with --decode only", self->vendor_text);
    if (self->proxy_status && self->cid_given)
        return fail (error, "--proxy-status and --client-cid exclude each other");
    if (!check_job (self, error))
        return FALSE;
    for (guint i = 0; i < self->actions->len; i++)
        if (!check_follow (self, &g_array_index (self->actions, QmicliAction, i), error))
            return FALSE;
    return check_client (self, error);
}

static gboolean
check (QmicliCommand *self, guint mode, GError **error)
{
    if (self->files->len > 0 && !self->decode)
        return fail (error, "\"%s\" is no option: options start with --", (const gchar *) self->files->pdata[0]);
    if (!check_exclusions (self, error))
        return FALSE;
    if (self->help || self->version || self->decode || self->described || self->list_devices)
        return TRUE;
    if (self->proxy_status) {
        choose_proxy_status (self);
        return TRUE;
    }
    if (self->monitor && !self->monitor_named)
        monitor_all (self);
    if (self->actions->len == 0 && !self->monitor && self->port_question == QMICLI_PORT_NOTHING)
        return fail (error, "nothing to do: say what is wanted, for example --dms-get-ids");
    if (!self->device && !(self->device = self->chosen = ports_only_one (error)))
        return FALSE;
    complete_open_flags (self, mode);
    return TRUE;
}

gboolean
qmicli_command_parse (QmicliCommand *self, gint argc, gchar **argv, GError **error)
{
    guint mode = 0;
    gboolean options = TRUE;

    self->files = g_ptr_array_new ();
    self->actions = g_array_new (FALSE, FALSE, sizeof (QmicliAction));
    self->joined = g_ptr_array_new_with_free_func (g_free);
    for (gint i = 1; i < argc; i++) {
        const gchar *word = argv[i];
        gboolean good = TRUE;

        if (options && g_str_equal (word, "--"))
            options = FALSE;
        else if (options && g_str_has_prefix (word, "--"))
            good = parse_long (self, word + 2, argc, argv, &i, &mode, error);
        else if (options && word[0] == '-' && word[1])
            good = parse_letters (self, word + 1, argc, argv, &i, &mode, error);
        else
            g_ptr_array_add (self->files, argv[i]);
        if (!good)
            return FALSE;
    }
    return check (self, mode, error);
}

void
qmicli_command_clear (QmicliCommand *self)
{
    g_clear_pointer (&self->files, g_ptr_array_unref);
    g_clear_pointer (&self->actions, g_array_unref);
    g_clear_pointer (&self->chosen, g_free);
    g_clear_pointer (&self->joined, g_ptr_array_unref);
}
