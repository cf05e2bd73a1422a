/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Command line of the simulated modem. */

#include "config.h"

#include <glib-unix.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>

#include "sim-control.h"
#include "sim-modem.h"

/* Documented in the guide and stable. */
typedef enum {
    EXIT_OK    = 0,
    EXIT_USAGE = 2, /* the command line, the profile or a file that is named there is wrong */
    EXIT_PORT  = 3, /* there is no pseudo-terminal, or no link to it */
} ExitCode;

#define DEFAULT_PROFILE "lte"

static gchar *profile;
static gchar *link_path;
static gchar *log_path;
static gchar *control_path;
static gchar **faults;
static gint seed;
static gboolean verbose;
static gboolean version;

static const GOptionEntry entries[] = {
    { "profile", 'p', 0, G_OPTION_ARG_FILENAME, &profile,
      "What to simulate: an installed profile or a file (default: " DEFAULT_PROFILE ")", "NAME|FILE" },
    { "link", 'l', 0, G_OPTION_ARG_FILENAME, &link_path, "Make a symbolic link to the port", "PATH" },
    { "log", 0, 0, G_OPTION_ARG_FILENAME, &log_path, "Log the traffic, one JSON document a line (-: standard error)",
      "FILE" },
    { "control", 'c', 0, G_OPTION_ARG_FILENAME, &control_path, "Take commands on a unix socket", "PATH" },
    { "fault", 'f', 0, G_OPTION_ARG_STRING_ARRAY, &faults,
      "Let something go wrong, for example delay=500@dms.get-ids; may be repeated", "ACTION[=VALUE]@MATCH[#N]" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &seed, "Where random bytes start (default: 0)", "N" },
    { "verbose", 'v', 0, G_OPTION_ARG_NONE, &verbose, "Print a line for each message on the standard error", NULL },
    { "version", 'V', 0, G_OPTION_ARG_NONE, &version, "Print the version", NULL },
    { .long_name = NULL }
};

typedef struct {
    GMainLoop *loop;
    ExitCode   exit;
} Program;

static void
complain (const gchar *text)
{
    g_printerr ("qmi-simulator: %s\n", text);
}

static void
on_ready (gpointer user_data, const gchar *path)
{
    /* Whoever started this waits for the line; nobody has to read the further ones. */
    printf ("%s\n", path);
    fflush (stdout);
}

static void
on_broken (gpointer user_data, const GError *error)
{
    Program *program = user_data;

    complain (error->message);
    program->exit = EXIT_PORT;
    g_main_loop_quit (program->loop);
}

static gboolean
on_signal (gpointer user_data)
{
    Program *program = user_data;

    g_main_loop_quit (program->loop);
    return G_SOURCE_CONTINUE;
}

static gboolean
set_up (SimModem *modem, SimControl **control, GError **error)
{
    for (gchar **spec = faults; spec && *spec; spec++)
        if (!sim_faults_add (modem->faults, *spec, error))
            return sim_fail_at (error, "--fault");
    *control = control_path ? sim_control_new (control_path, modem, error) : NULL;
    return !control_path || *control;
}

static ExitCode
run (Program *program, SimModem *modem)
{
    g_autoptr (GError) error = NULL;
    SimControl *control = NULL;

    if (!set_up (modem, &control, &error)) {
        complain (error->message);
        return EXIT_USAGE;
    }
    if (sim_modem_start (modem, &error)) {
        g_main_loop_run (program->loop);
    } else {
        complain (error->message);
        program->exit = EXIT_PORT;
    }
    sim_control_free (control);
    return program->exit;
}

static ExitCode
simulate (void)
{
    static const SimModemEvents events = { on_ready, on_broken };
    g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
    Program program = { loop, EXIT_OK };
    SimModemOptions options = { profile ? profile : DEFAULT_PROFILE, link_path, log_path, verbose, (guint32) seed,
                                &events, &program };
    g_autoptr (GError) error = NULL;
    SimModem *modem = sim_modem_new (&options, &error);
    ExitCode code;

    if (!modem) {
        complain (error->message);
        return EXIT_USAGE;
    }
    signal (SIGPIPE, SIG_IGN);
    g_unix_signal_add (SIGTERM, on_signal, &program);
    g_unix_signal_add (SIGINT, on_signal, &program);
    code = run (&program, modem);
    sim_modem_free (modem);
    return code;
}

int
main (int argc, char **argv)
{
    g_autoptr (GOptionContext) context = g_option_context_new ("- a QMI modem without hardware");
    g_autoptr (GError) error = NULL;

    setlocale (LC_ALL, "");
    g_option_context_add_main_entries (context, entries, NULL);
    g_option_context_set_description (
        context,
        "The first line of the output is the path of the port, once it can be opened.\n"
        "\n"
        "Exit codes:\n"
        "  0  ended by SIGTERM or SIGINT\n"
        "  2  the command line, the profile or a file named there is wrong\n"
        "  3  there is no pseudo-terminal, or the link to it cannot be made\n");
    if (!g_option_context_parse (context, &argc, &argv, &error)) {
        g_printerr ("qmi-simulator: %s (see qmi-simulator --help)\n", error->message);
        return EXIT_USAGE;
    }
    if (argc > 1) {
        g_printerr ("qmi-simulator: %s: there are options only (see qmi-simulator --help)\n", argv[1]);
        return EXIT_USAGE;
    }
    if (version) {
        g_print ("qmi-simulator (qmikit " PACKAGE_VERSION ")\n");
        return EXIT_OK;
    }
    return simulate ();
}
