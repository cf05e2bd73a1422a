/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The daemon: command line, signals, log. */

#include "config.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/signalfd.h>

#include "engine.h"
#include "libqmi-glib.h"

static gboolean no_exit;
static gint empty_timeout = -1;
static gchar **users;
static gchar **groups;
static gchar **services;
static gchar **paths;
static gchar *socket_path;
static gchar *socket_mode;
static gchar *socket_group;
static gchar *state_folder;
static gint max_connections;
static gint max_client_ids;
static gint max_requests;
static gboolean verbose;
static gboolean verbose_full;
static gboolean version;

static const GOptionEntry entries[] = {
    { "no-exit", 0, 0, G_OPTION_ARG_NONE, &no_exit, "Stay although nobody is connected", NULL },
    { "empty-timeout", 0, 0, G_OPTION_ARG_INT, &empty_timeout,
      "Stay so long without a connection, 0 for ever (default: 30)", "SECS" },
    { "user", 0, 0, G_OPTION_ARG_STRING_ARRAY, &users, "Who may connect besides root; may be repeated", "NAME" },
    { "group", 0, 0, G_OPTION_ARG_STRING_ARRAY, &groups, "Members who may connect; may be repeated", "NAME" },
    { "allow-services", 0, 0, G_OPTION_ARG_STRING_ARRAY, &services,
      "Members who may connect and use these services only; may be repeated", "GROUP:SERVICE,..." },
    { "allow-path", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &paths,
      "Devices that may be opened besides the QMI ports of the system; may be repeated", "GLOB" },
    { "socket-path", 0, 0, G_OPTION_ARG_FILENAME, &socket_path,
      "Second address (default: " ENGINE_SOCKET_PATH "; empty: none)", "PATH" },
    { "socket-mode", 0, 0, G_OPTION_ARG_STRING, &socket_mode, "Who may use the second address (default: 0660)",
      "OCTAL" },
    { "socket-group", 0, 0, G_OPTION_ARG_STRING, &socket_group,
      "Group of the second address (default: the first --group)", "NAME" },
    { "state-dir", 0, 0, G_OPTION_ARG_FILENAME, &state_folder,
      "Where client ids are noted for the next start (default: " ENGINE_FOLDER "; empty: nowhere)", "DIR" },
    { "max-connections", 0, 0, G_OPTION_ARG_INT, &max_connections, "Connections of a user (default: 4096)", "N" },
    { "max-client-ids", 0, 0, G_OPTION_ARG_INT, &max_client_ids, "Client ids of a user (default: 8192)", "N" },
    { "max-requests", 0, 0, G_OPTION_ARG_INT, &max_requests, "Requests in flight of a user (default: 65536)", "N" },
    { "verbose", 'v', 0, G_OPTION_ARG_NONE, &verbose, "Log what is done and each frame, without personal data", NULL },
    { "verbose-full", 0, 0, G_OPTION_ARG_NONE, &verbose_full, "Log personal data too", NULL },
    { "version", 'V', 0, G_OPTION_ARG_NONE, &version, "Print the version", NULL },
    { .long_name = NULL }
};

/* Command line */

typedef gboolean (*AddRule) (Rules *rules, const gchar *text, GError **error);

static gboolean
add_rules (Rules *rules, gchar **texts, AddRule add, const gchar *option, GError **error)
{
    for (; texts && *texts; texts++) {
        if (!add (rules, *texts, error)) {
            g_prefix_error (error, "%s: ", option);
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
parse_mode (guint32 *mode, GError **error)
{
    guint64 value;

    if (!socket_mode)
        return TRUE;
    if (!g_ascii_string_to_unsigned (socket_mode, 8, 0, 0777, &value, NULL)) {
        g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                     "--socket-mode: '%s' is no mode: write an octal number up to 0777", socket_mode);
        return FALSE;
    }
    *mode = (guint32) value;
    return TRUE;
}

static gboolean
parse_limit (gsize *limit, gint value, const gchar *option, GError **error)
{
    if (value < 0) {
        g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s: %d is no limit: write a number from 1 on",
                     option, value);
        return FALSE;
    }
    if (value > 0)
        *limit = (gsize) value;
    return TRUE;
}

static gboolean
parse_limits (Accounts *accounts, GError **error)
{
    return parse_limit (&accounts->most[CHARGE_CONNECTIONS], max_connections, "--max-connections", error) &&
           parse_limit (&accounts->most[CHARGE_CLIENT_IDS], max_client_ids, "--max-client-ids", error) &&
           parse_limit (&accounts->most[CHARGE_REQUESTS], max_requests, "--max-requests", error);
}

static gboolean
parse_socket_group (guint32 *gid, const Rules *rules, GError **error)
{
    if (socket_group)
        return rules_find_group (socket_group, gid, error);
    if (rules->groups->len > 0)
        *gid = g_array_index (rules->groups, guint32, 0);
    return TRUE;
}

/* Empty means none. */
static void
set_path (const gchar **place, const gchar *path)
{
    if (path)
        *place = *path ? path : NULL;
}

static gboolean
make_settings (EngineSettings *settings, GError **error)
{
    Rules *rules = &settings->rules;

    if (!engine_settings_add_defaults (settings, error) || !add_rules (rules, users, rules_add_user, "--user", error) ||
        !add_rules (rules, groups, rules_add_group, "--group", error) ||
        !add_rules (rules, services, rules_add_services, "--allow-services", error) ||
        !parse_mode (&settings->socket_mode, error) || !parse_limits (&settings->accounts, error) ||
        !parse_socket_group (&settings->socket_group, rules, error))
        return FALSE;
    for (; paths && *paths; paths++)
        g_ptr_array_add (settings->allowed_paths, g_strdup (*paths));
    set_path (&settings->socket_path, socket_path);
    settings->socket_path_needed = socket_path != NULL;
    set_path (&settings->state_folder, state_folder);
    if (no_exit)
        settings->empty_timeout = 0;
    else if (empty_timeout >= 0)
        settings->empty_timeout = (guint) empty_timeout;
    settings->verbose = verbose || verbose_full;
    return TRUE;
}

/* Log */

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
    if (level & (G_LOG_LEVEL_INFO | G_LOG_LEVEL_DEBUG) && !verbose)
        return G_LOG_WRITER_HANDLED;
    if (g_log_writer_is_journald (fileno (stderr)) && g_log_writer_journald (level, fields, n_fields, NULL))
        return G_LOG_WRITER_HANDLED;
    return g_log_writer_standard_streams (level, fields, n_fields, NULL);
}

static void
start_log (void)
{
    verbose |= verbose_full;
    qmi_utils_set_show_personal_info (verbose_full);
    if (verbose)
        g_log_set_debug_enabled (TRUE);
    g_log_writer_default_set_use_stderr (TRUE);
    g_log_set_writer_func (write_log, NULL, NULL);
}

/* Process */

/* Readable when one of the signals that end the process has come. */
static gint
watch_signals (void)
{
    sigset_t signals;

    sigemptyset (&signals);
    sigaddset (&signals, SIGTERM);
    sigaddset (&signals, SIGINT);
    sigaddset (&signals, SIGHUP);
    sigprocmask (SIG_BLOCK, &signals, NULL);
    return signalfd (-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

/* As many descriptors as the system allows: each connection is one. */
static void
raise_limit (void)
{
    struct rlimit limit;

    if (getrlimit (RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit (RLIMIT_NOFILE, &limit);
    }
}

static gboolean
serve (GError **error)
{
    EngineSettings settings;
    Engine *engine = NULL;

    engine_settings_init (&settings);
    if (make_settings (&settings, error)) {
        settings.stop_fd = watch_signals ();
        raise_limit ();
        engine = engine_new (&settings, error);
    }
    if (engine) {
        engine_run (engine);
        engine_free (engine);
    }
    engine_settings_clear (&settings);
    return engine != NULL;
}

static gboolean
parse_options (int *argc, char ***argv, GError **error)
{
    g_autoptr (GOptionContext) context = g_option_context_new ("- Lets several programs use one QMI port");

    g_option_context_add_main_entries (context, entries, NULL);
    if (!g_option_context_parse (context, argc, argv, error))
        return FALSE;
    if (*argc > 1) {
        g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, "'%s' is too much: there are only options",
                     (*argv)[1]);
        return FALSE;
    }
    return TRUE;
}

int
main (int argc, char **argv)
{
    g_autoptr (GError) error = NULL;

    if (!parse_options (&argc, &argv, &error)) {
        g_printerr ("error: %s\n", error->message);
        return EXIT_FAILURE;
    }
    if (version) {
        printf ("qmi-proxy %s\n", PACKAGE_VERSION);
        return EXIT_SUCCESS;
    }
    start_log ();
    if (serve (&error))
        return EXIT_SUCCESS;
    g_printerr ("error: %s\n", error->message);
    return EXIT_FAILURE;
}
