/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The generated tables of the command line: layout of the records and access to them.
 *
 * Records refer to each other by place and to texts by offset; an offset of 0 is an empty text. Options, items,
 * messages and nodes, of which most cells are 0, are packed and have to be unpacked; all their cells are guint32, in
 * the order of the generator. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Changes with the meaning of any record below. */
#define QMICLI_TABLES_LAYOUT 9

/* Places of messages, of what is sent and of what is followed count from 1. */
#define QMICLI_NONE 0

enum {
    QMICLI_SETTING_OPTIONAL = 1 << 0, /* the argument may be left out */
};

/* An option of the application itself. */
typedef struct {
    guint32 name;        /* without dashes */
    guint32 placeholder; /* empty: takes no argument */
    guint32 summary;
    gchar   letter;      /* 0: none */
    guint8  flags;
} QmicliSetting;

typedef struct {
    guint32 code;
    guint32 meaning;
} QmicliExitCode;

/* The options of a service. */
typedef struct {
    guint32 service;
    guint32 name;
    guint32 title;
    guint32 first_option;
    guint32 n_options;
    guint16 first_send;       /* what is sent to get its indications */
    guint16 n_sends;
    guint16 first_indication;
    guint16 n_indications;
} QmicliGroup;

enum {
    QMICLI_FORM_VALUE = 1,
    QMICLI_FORM_LIST,
    QMICLI_FORM_KEYS,
    QMICLI_FORM_LISTS,  /* each list fills the items, with its place for [] in their paths */
    QMICLI_FORM_VALUES, /* likewise each line, which is a value */
};

enum {
    QMICLI_OPTION_HIDDEN   = 1 << 0, /* another name of an option; not in the help */
    QMICLI_OPTION_ALLOCATE = 1 << 1, /* sends nothing */
    QMICLI_OPTION_BARE     = 1 << 2, /* the argument may be left out */
};

typedef struct {
    guint32 name;        /* without dashes */
    guint32 summary;     /* see qmicli_prose() */
    guint32 placeholder; /* empty: takes no argument */
    guint32 example;     /* of an argument, likewise */
    guint32 each;        /* path in the response: list for whose elements `then` is sent */
    guint32 message;     /* QMICLI_NONE: none; likewise the four below */
    guint32 before;      /* sent first: items pick from its response */
    guint32 then;
    guint32 follow;      /* QmicliFollow */
    guint32 beside;      /* message of another option, to whose response this one belongs */
    guint32 first_item;
    guint32 first_preset;
    guint32 service;
    guint32 n_items;
    guint32 n_presets;
    guint32 form;
    guint32 flags;
} QmicliOption;

enum {
    QMICLI_ITEM_OPTIONAL = 1 << 0,
    QMICLI_ITEM_TEXT     = 1 << 1, /* an array of bytes that is typed as text */
    QMICLI_ITEM_SECRET   = 1 << 2,
    QMICLI_ITEM_BOUNDED  = 1 << 3,
    QMICLI_ITEM_NESTED   = 1 << 4, /* a list or a struct, which may be typed in brackets */
    QMICLI_ITEM_EMPTY    = 1 << 5, /* may be typed as nothing */
    QMICLI_ITEM_AGAIN    = 1 << 6, /* reads the piece of the item before it */
    QMICLI_ITEM_BARE     = 1 << 7, /* may be typed without its key, before the pairs */
    QMICLI_ITEM_ONLY     = 1 << 8, /* its words count alone; what is none of them fills nothing */
    QMICLI_ITEM_NUMBER   = 1 << 9, /* a number may be typed that has no name */
    QMICLI_ITEM_NAMED    = 1 << 14, /* the key is the last name of the path, in small letters */
};

/* What an item takes of its piece. */
typedef enum {
    QMICLI_PART_WHOLE,
    QMICLI_PART_HEAD,      /* what stands before a "=" */
    QMICLI_PART_MCC,       /* of the name of a network, which stands behind the "=" if there is one */
    QMICLI_PART_MNC,
    QMICLI_PART_MNC_DIGIT, /* whether the MNC has three digits */
    QMICLI_PART_FILE,      /* the last id of a path on a card */
    QMICLI_PART_FOLDER,    /* those before it, as bytes */
} QmicliPart;

/* A piece of an argument and the value it fills. */
typedef struct {
    guint32 field;       /* path in the request */
    guint32 label;
    guint32 stated_key;
    guint32 join;        /* between several items for one field */
    guint32 pick;        /* path in the response to `before` */
    guint32 min;         /* place of a number; likewise below */
    guint32 max;
    guint32 length_min;  /* of a text, or elements of a list */
    guint32 length_max;  /* 0: not bounded */
    guint32 first_word;
    guint32 flags;
    guint32 n_words;
    guint32 part;
    guint32 unit;
    gchar  *key;         /* empty: none; not in the table */
} QmicliItem;

enum {
    QMICLI_PRESET_DEFAULT = 1 << 0, /* not with an argument that is empty */
    QMICLI_PRESET_BESIDE  = 1 << 1, /* only if another value of its TLV was typed */
};

/* A value that is not typed: JSON, or where it is found in the response to `before`. */
typedef struct {
    guint32 field;
    guint32 value;
    guint32 from;
    guint32 flags;
} QmicliPreset;

/* A message without anything that is typed. */
typedef struct {
    guint32 when;        /* of a reply: condition for the indication, as in QmicliNode; empty: always */
    guint16 message;
    guint16 first_preset;
    guint16 n_presets;
} QmicliSend;

typedef struct {
    guint16 message;     /* how it is shown */
    guint16 reply;       /* QmicliSend: what has to be sent when it comes; QMICLI_NONE: nothing */
} QmicliIndication;

/* Indications that are shown after the response to an option. Notes are lines. */
typedef struct {
    guint32 until;       /* condition for the last one; empty: none */
    guint32 notes;
    guint32 until_notes;
    guint16 indication;  /* QmicliIndication */
    guint16 final;       /* message that is sent at the end, with values of the response; QMICLI_NONE: none */
} QmicliFollow;

/* What a number may be; how long a text may be, or how many elements a list may have. */
typedef struct {
    guint32 field;       /* path in the request, with [] for any element of a list */
    guint32 min;         /* place of a number; likewise below */
    guint32 max;
} QmicliBound;

/* A word and what it stands for. */
typedef struct {
    guint32 word;
    guint32 value;
} QmicliWord;

enum {
    QMICLI_MESSAGE_LINE    = 1 << 0, /* heading and value on one line */
    QMICLI_MESSAGE_BARE    = 1 << 1, /* no value in quotes */
    QMICLI_MESSAGE_NO_PORT = 1 << 2, /* the heading does not start with the port */
    QMICLI_MESSAGE_SILENT  = 1 << 3, /* nothing is printed on success */
    QMICLI_MESSAGE_INDICATION = 1 << 7,
};

typedef struct {
    guint32 service;
    guint32 id;
    guint32 vendor;
    guint32 heading;
    guint32 notes;
    guint32 lines;       /* as prose: the whole output, see layout-lines.c; empty: by the hints of the nodes */
    guint32 failure;     /* likewise the output of a failed response */
    guint32 complaint;   /* likewise what stands below its error */
    guint32 takes;       /* seconds, beyond those that every request may take */
    guint32 first_bound; /* of the values of a request */
    guint32 n_bounds;
    guint32 nodes;       /* place among the bytes */
    guint32 n_nodes;     /* TLVs; each node is followed by those inside it */
    guint32 flags;
    /* not in the table */
    const gchar        *name;
    struct _QmicliNode *unpacked; /* the nodes, once they are asked for */
} QmicliMessage;

enum {
    QMICLI_NODE_BARE        = 1 << 0,  /* values without quotes, also those inside */
    QMICLI_NODE_BITS        = 1 << 1,  /* list of the numbers of the bits that are set */
    QMICLI_NODE_DUMP        = 1 << 2,  /* number of bytes and the bytes in rows */
    QMICLI_NODE_GPS_TIME    = 1 << 3,  /* number, unit and the date */
    QMICLI_NODE_IF_TRUE     = 1 << 4,  /* a line of its own if true, else nothing */
    QMICLI_NODE_NO_UNIT     = 1 << 5,
    QMICLI_NODE_SKIP_ABSENT = 1 << 6,
    QMICLI_NODE_HIDDEN      = 1 << 7,  /* no line: it marks something else */
    QMICLI_NODE_ELEMENT     = 1 << 8,  /* without a name */
    QMICLI_NODE_REQUIRED    = 1 << 9,  /* a successful response has this TLV */
    QMICLI_NODE_DATA        = 1 << 10, /* a TLV with what the message is for */
    QMICLI_NODE_FAILURE     = 1 << 11, /* a TLV that a failed response may have too */
};

enum {
    QMICLI_DISPLAY_PLAIN,
    QMICLI_DISPLAY_BYTES, /* an array of bytes */
    QMICLI_DISPLAY_TEXT,  /* an array of bytes that is a text */
    QMICLI_DISPLAY_HEX,
    QMICLI_DISPLAY_IPV4,  /* a number */
    QMICLI_DISPLAY_IPV6,  /* eight numbers */
};

/* How a value of a response is shown. */
typedef struct _QmicliNode {
    guint32 label;
    guint32 heading;
    guint32 unit;
    guint32 pattern;
    guint32 missing;
    guint32 empty;
    guint32 current;     /* TLV with the value, or member with the place, of the element that is marked */
    guint32 order;       /* names of members, one a line */
    guint32 notes;
    guint32 when;        /* conditions, one a line: "Mode=3", "Mode!3" */
    guint32 first_word;
    guint32 first_absent; /* place of a number */
    guint32 n_words;
    guint32 n_absent;
    guint32 n_children;
    guint32 display;
    guint32 flags;
    /* not in the table */
    guint32      size;   /* this node and all inside it */
    const gchar *name;   /* of the TLV or member; empty for an element */
} QmicliNode;

/* Texts for ranges of numbers. */
typedef struct {
    guint32 name;
    guint32 rows;        /* "600;text", one a line: from this number on */
} QmicliTable;

const gchar            *qmicli_text        (guint32 offset);
const QmicliOption     *qmicli_find_option (const gchar *name);
const gchar            *qmicli_find_table  (const gchar *name); /* its rows, "" if there is none */
const QmicliMessage    *qmicli_message     (guint place);
const QmicliItem       *qmicli_item        (guint place);
const QmicliPreset     *qmicli_preset      (guint place);
const QmicliSend       *qmicli_send        (guint place);
const QmicliIndication *qmicli_indication  (guint place);
const QmicliFollow     *qmicli_follow      (guint place);
const QmicliBound      *qmicli_bound       (guint place);
gint64                  qmicli_number      (guint place);

/* A text that few runs need: these are unpacked when the first one is asked for. */
const gchar            *qmicli_prose       (guint32 place);

/* The nodes of a message, one behind the other. */
const QmicliNode     *qmicli_nodes       (const QmicliMessage *message);

/* %NULL after the last one. */
const QmicliSetting  *qmicli_setting   (guint place);
const QmicliExitCode *qmicli_exit_code (guint place);
const QmicliGroup    *qmicli_nth_group (guint place);
const QmicliOption   *qmicli_option    (guint place);

/* Place of an option of the application itself; that after the last one if there is none of this name. */
guint qmicli_find_setting (const gchar *name);

/* A word, and what one of @n words from @first on stands for, upper and lower case alike; %NULL if it is none. */
const gchar *qmicli_word      (guint place);
const gchar *qmicli_find_word (guint first, guint n, const gchar *word);

G_END_DECLS
