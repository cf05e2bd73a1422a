/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the files of the command line share. */

#pragma once

#include <glib.h>

#include "tables.h"

/* Exit codes; documented in the guide and stable. */
typedef enum {
    QMICLI_OK          = 0,
    QMICLI_REFUSED     = 1,   /* the modem answered with an error, or without the data it was asked for */
    QMICLI_USAGE       = 2,   /* the command line is wrong; the modem was not told to do anything */
    QMICLI_DEVICE      = 3,   /* no such port, no way to talk through it, or no sense in what comes from it */
    QMICLI_TIMEOUT     = 4,   /* the modem did not answer in time */
    QMICLI_INPUT       = 5,   /* --decode: some of the input could not be read or understood; the rest was dealt with */
    QMICLI_INTERRUPTED = 130, /* SIGINT or SIGTERM */
} QmicliExit;

typedef enum {
    QMICLI_TEXT,
    QMICLI_JSON,
} QmicliFormat;

#define QMICLI_DEFAULT_TIMEOUT 30 /* seconds; more with requests that are known to take long */

/* Errors of the program itself; their codes are those of QmicliExit. */
#define QMICLI_ERROR (qmicli_error_quark ())
GQuark qmicli_error_quark (void);

/* Sets an error in what was typed; always %NULL. */
gpointer qmicli_fail (GError **error, const gchar *format, ...) G_GNUC_PRINTF (2, 3);

/* What can be asked about a port without opening it. */
typedef enum {
    QMICLI_PORT_NOTHING,
    QMICLI_PORT_INTERFACE,
    QMICLI_PORT_GET_FORMAT,
    QMICLI_PORT_SET_FORMAT,
} QmicliPortQuestion;

/* Something to do with a modem. */
typedef struct {
    const QmicliOption *option;
    const gchar        *name;     /* as it was typed, without dashes */
    const gchar        *argument; /* %NULL if it takes none */
} QmicliAction;

/* What the command line asks for. */
typedef struct {
    const gchar        *device;   /* how the proxy is called for --proxy-status */
    GArray             *actions;  /* QmicliAction; done in this order */
    GPtrArray          *joined;   /* arguments of options that were given several times */
    const gchar        *help;     /* "" for --help, "all", or a service; %NULL if not asked for */
    const gchar        *vendor_text;
    const gchar        *input;    /* file with the fields of the request as JSON, "-": standard input; %NULL: none */
    const QmicliOption *described; /* %NULL: none */
    GPtrArray          *files;    /* of --decode */
    QmicliFormat        format;
    guint               open_flags; /* QmiDeviceOpenFlags */
    guint               timeout;  /* seconds for all of it; 0: not stated */
    guint16             vendor;
    guint8              cid;
    gboolean            cid_given;
    gboolean            keep_cid;
    gboolean            decode;
    gboolean            monitor;
    gboolean            monitor_named; /* the services below were named; otherwise those that the modem has */
    guint64             monitored;  /* bit by bit, the services to monitor: their places among the groups */
    gboolean            proxy_status;
    gboolean            list_devices;
    gboolean            show_personal_info;
    QmicliPortQuestion  port_question;
    const gchar        *data_format; /* to be set */
    gchar              *chosen;   /* path of the device, if it was not stated */
    gboolean            version;
    gboolean            verbose;
    gboolean            verbose_full;
    gboolean            silent;
} QmicliCommand;

/* Reads the command line; %FALSE with an error that says what is wrong and what would be right. */
gboolean qmicli_command_parse (QmicliCommand *self, gint argc, gchar **argv, GError **error);
void     qmicli_command_clear (QmicliCommand *self);

/* Prints the help of one service, of all ("all") or of the application's own options (""). */
void qmicli_print_help (const gchar *which);

/* Prints what an option of a service sends and shows. */
void qmicli_describe (const QmicliOption *option, QmicliFormat format);

/* Starts printing what the library logs. */
void qmicli_log_start (const QmicliCommand *command);

/* Decodes the frames of the files in @names (%NULL or empty: of standard input) and prints them. */
QmicliExit qmicli_decode (gchar **names, QmicliFormat format, guint16 vendor);

/* Opens the device and does what @command asks for. */
QmicliExit qmicli_run (const QmicliCommand *command);
