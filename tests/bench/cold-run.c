/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Runs a program and prints how many microseconds it took, from before it is started until it has ended, and how many
 * KiB of memory it had at most.
 *
 * usage: cold-run PROGRAM [ARGUMENT]...
 *
 * To be the first process of a PID namespace: whatever the program leaves running ends with it. */

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static double
now (void)
{
    struct timespec time;

    clock_gettime (CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e6 + time.tv_nsec / 1e3;
}

int
main (int argc, char **argv)
{
    posix_spawn_file_actions_t actions;
    struct rusage usage;
    double start;
    pid_t child;
    int status;

    if (argc < 2) {
        fprintf (stderr, "usage: cold-run PROGRAM [ARGUMENT]...\n");
        return 2;
    }
    posix_spawn_file_actions_init (&actions);
    posix_spawn_file_actions_addopen (&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    start = now ();
    if (posix_spawn (&child, argv[1], &actions, NULL, argv + 1, environ) != 0 ||
        wait4 (child, &status, 0, &usage) != child) {
        perror (argv[1]);
        return 2;
    }
    printf ("%.0f %ld\n", now () - start, usage.ru_maxrss);
    posix_spawn_file_actions_destroy (&actions);
    return WIFEXITED (status) ? WEXITSTATUS (status) : 2;
}
