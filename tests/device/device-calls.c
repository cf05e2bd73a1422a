/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Plays scenarios with devices and prints each value, error, callback and signal: the outputs of one binary on two
 * libraries are compared.
 *
 * usage: device-calls SCENARIO PATH...
 *        device-calls --list */

#include <stdio.h>
#include <string.h>

#include "port.h"

static const ScenarioEntry *const groups[] = {
    open_scenarios, client_scenarios, command_scenarios, answer_scenarios, life_scenarios, system_scenarios,
#ifdef WITH_ABORT
    abort_scenarios,
#endif
};

static Scenario
find (const gchar *name)
{
    for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
        for (const ScenarioEntry *entry = groups[i]; entry->name; entry++)
            if (strcmp (entry->name, name) == 0)
                return entry->run;
    return NULL;
}

static void
list (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
        for (const ScenarioEntry *entry = groups[i]; entry->name; entry++)
            puts (entry->name);
}

static gboolean
play (const gchar *name, const gchar *path)
{
    Port port = { .path = path };
    Scenario run = find (name);

    if (!run)
        return FALSE;
    run (&port);
    port_end (&port);
    puts ("end");
    return TRUE;
}

int
main (int argc, char **argv)
{
    gboolean good = argc > 1 && argc % 2 == 1;

    setvbuf (stdout, NULL, _IOLBF, 0);
    if (argc == 2 && strcmp (argv[1], "--list") == 0) {
        list ();
        return 0;
    }
    print_log ();
    for (int i = 1; good && i < argc; i += 2)
        good = play (argv[i], argv[i + 1]);
    if (!good)
        fprintf (stderr, "usage: device-calls SCENARIO PATH...\n       device-calls --list\n");
    return good ? 0 : 2;
}
