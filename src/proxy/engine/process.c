/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* How a process ended. */

#include "config.h"

#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "process.h"

/* Of /proc/PID/stat, see proc(5): the first field after the name is number 3. */
#define FIELD_FLAGS     9
#define FIELD_EXIT_CODE 52
#define FLAG_EXITING    0x4 /* PF_EXITING of the kernel: descriptors are being closed */

/* What the kernel tells about a process that somebody waited for already; see pidfd_open(2). The headers of the C
 * library may be older than the kernel. */
#ifndef SO_PEERPIDFD
#define SO_PEERPIDFD 77
#endif
#define INFO_EXIT (1u << 3)

typedef struct {
    guint64 mask;
    guint64 cgroup;
    guint32 ids[11];
    gint32 exit_code;
} PidfdInfo;

#define GET_INFO _IOWR (0xFF, 11, PidfdInfo)

/* Exit code in the form of wait(2), -1 if it is not known. */
static gint
code_of_buried (gint fd)
{
    PidfdInfo info = { .mask = INFO_EXIT };
    socklen_t size = sizeof (gint);
    gint pidfd = -1;
    gboolean known;

    if (getsockopt (fd, SOL_SOCKET, SO_PEERPIDFD, &pidfd, &size) != 0)
        return -1;
    known = ioctl (pidfd, GET_INFO, &info) == 0 && info.mask & INFO_EXIT;
    close (pidfd);
    return known ? info.exit_code : -1;
}

/* The same of one that is ending or has ended; 0 while it runs. */
static gint
code_of_ending (gint32 pid)
{
    g_autofree gchar *path = g_strdup_printf ("/proc/%d/stat", pid);
    g_autofree gchar *text = NULL;
    g_auto (GStrv) fields = NULL;
    const gchar *rest;

    /* 0: of another PID namespace */
    if (pid <= 0 || !g_file_get_contents (path, &text, NULL, NULL))
        return -1;
    rest = strrchr (text, ')');
    if (!rest)
        return -1;
    fields = g_strsplit (rest + 2, " ", -1);
    if (g_strv_length (fields) <= FIELD_EXIT_CODE - 3)
        return -1;
    if (!(g_ascii_strtoull (fields[FIELD_FLAGS - 3], NULL, 10) & FLAG_EXITING))
        return 0;
    return (gint) g_ascii_strtoull (fields[FIELD_EXIT_CODE - 3], NULL, 10);
}

gboolean
process_was_killed (gint32 pid, gint fd)
{
    gint code = code_of_ending (pid);

    if (code < 0)
        code = code_of_buried (fd);
    return code > 0 && WIFSIGNALED (code);
}
