/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The answers to Internal Proxy Status: several make one, and what belongs together is put together. */

#include "config.h"

#include "path.h"
#include "status.h"

#define MOST_MEMBERS 3

/* The lists, and the members that tell their entries apart. */
static const struct {
    gchar name[12];
    gchar identity[MOST_MEMBERS][8];
} lists[] = {
    { "Ports", { "Number" } },
    { "Connections", { "Number" } },
    { "Client Ids", { "Port", "Service", "Cid" } },
};

/* Which member of an entry is the number of what entry it belongs to; the innermost first. */
static const struct {
    gchar list[12];
    gchar member[12];
    gchar into[12];
} places[] = {
    { "Client Ids", "Connection", "Connections" },
    { "Client Ids", "Port", "Ports" },
    { "Connections", "Port", "Ports" },
};

static gchar *
identity_of (struct json_object *entry, guint list)
{
    GString *text = g_string_new (NULL);

    for (guint i = 0; i < MOST_MEMBERS && *lists[list].identity[i]; i++) {
        struct json_object *member = NULL;

        json_object_object_get_ex (entry, lists[list].identity[i], &member);
        g_string_append_printf (text, "%s\n", json_object_to_json_string (member));
    }
    return g_string_free (text, FALSE);
}

/* The member @name of an object, made if it is not there. */
static struct json_object *
get_part (struct json_object *object, const gchar *name, gboolean list)
{
    struct json_object *part;

    if (!json_object_object_get_ex (object, name, &part)) {
        part = list ? json_object_new_array () : json_object_new_object ();
        json_object_object_add (object, name, part);
    }
    return part;
}

/* Each answer has all ports, and when connections come and go in between, entries move from one answer to another. */
static void
add_new_entries (struct json_object *to, struct json_object *from, guint list)
{
    g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    for (gsize i = 0; i < json_object_array_length (to); i++)
        g_hash_table_add (known, identity_of (json_object_array_get_idx (to, i), list));
    for (gsize i = 0; i < json_object_array_length (from); i++) {
        struct json_object *entry = json_object_array_get_idx (from, i);

        if (g_hash_table_add (known, identity_of (entry, list)))
            json_object_array_add (to, json_object_get (entry));
    }
}

/* What nobody understands is passed on as well. */
static void
add_others (struct json_object *to, struct json_object *from, const gchar *name)
{
    struct json_object *list;

    if (!json_object_object_get_ex (from, name, &list))
        return;
    for (gsize i = 0; i < json_object_array_length (list); i++)
        json_object_array_add (get_part (to, name, TRUE), json_object_get (json_object_array_get_idx (list, i)));
}

void
status_add (struct json_object *first, struct json_object *further)
{
    struct json_object *to = get_part (first, "tlvs", FALSE), *from = get_part (further, "tlvs", FALSE), *value;

    for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
        if (json_object_object_get_ex (from, lists[i].name, &value))
            add_new_entries (get_part (to, lists[i].name, TRUE), value, i);
    json_object_object_del (to, "Next Entry");
    if (json_object_object_get_ex (from, "Next Entry", &value))
        json_object_object_add (to, "Next Entry", json_object_get (value));
    add_others (first, further, "unknown");
    add_others (first, further, "malformed");
}

/* Entries of the list @name by their numbers. */
static GHashTable *
by_number (struct json_object *tlvs, const gchar *name)
{
    GHashTable *table = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
    struct json_object *list = path_get (tlvs, name);
    gint64 number;

    for (gsize i = 0; list && i < json_object_array_length (list); i++)
        if (path_number (json_object_array_get_idx (list, i), "Number", &number))
            g_hash_table_insert (table, g_memdup2 (&number, sizeof (number)), json_object_array_get_idx (list, i));
    return table;
}

static void
put_into_places (struct json_object *tlvs, const gchar *name, guint place)
{
    g_autoptr (GHashTable) owners = by_number (tlvs, places[place].into);
    struct json_object *list = path_get (tlvs, places[place].list), *rest = json_object_new_array ();

    for (gsize i = 0; list && i < json_object_array_length (list); i++) {
        struct json_object *entry = json_object_get (json_object_array_get_idx (list, i)), *owner = NULL;
        gint64 number;

        if (path_number (entry, places[place].member, &number))
            owner = g_hash_table_lookup (owners, &number);
        if (owner) {
            /* Where it stands says the same. */
            json_object_object_del (entry, places[place].member);
            json_object_array_add (get_part (get_part (owner, name, FALSE), places[place].list, TRUE), entry);
        } else {
            json_object_array_add (rest, entry);
        }
    }
    json_object_object_del (tlvs, places[place].list);
    if (json_object_array_length (rest) > 0)
        json_object_object_add (tlvs, places[place].list, rest);
    else
        json_object_put (rest);
}

void
status_nest (struct json_object *tlvs, const gchar *name)
{
    for (guint i = 0; i < G_N_ELEMENTS (places); i++)
        put_into_places (tlvs, name, i);
}
