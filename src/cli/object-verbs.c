/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command.h"

#include "error.h"
#include "inspect.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

static gboolean
wrong_kind (const char  *verb,
            GError     **error)
{
  g_autoptr(GString) kinds = g_string_new (NULL);

  for (const HechaObjectKind *each = hecha_object_kinds; each->id; each++)
    g_string_append_printf (kinds, "%s%s", kinds->len ? ", " : "", each->id);
  /* TRANSLATORS: the first %s is a verb such as “object add” */
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("%s needs a name, and a kind out of: %s"), verb, kinds->str);
  return FALSE;
}

/* Objects. */

static gboolean
run_object_add (HechaCommand  *command,
                int            argc,
                char         **argv,
                GError       **error)
{
  g_autofree char *kind = NULL, *name = NULL, *zone = NULL, *site = NULL, *address = NULL, *reason = NULL, *note = NULL;
  const GOptionEntry entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_STRING, &kind, N_("What it is"), N_("KIND") },
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, N_("What the plant calls it"), N_("NAME") },
    { "zone", 0, 0, G_OPTION_ARG_STRING, &zone, N_("Its network zone"), N_("ZONE") },
    { "site", 0, 0, G_OPTION_ARG_STRING, &site, N_("Its site"), N_("SITE") },
    { "address", 0, 0, G_OPTION_ARG_STRING, &address, N_("Its network address or place"), N_("ADDRESS") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_("Why it was sampled"), N_("TEXT") },
    { "note", 0, 0, G_OPTION_ARG_STRING, &note, N_("What else is known of it"), N_("TEXT") },
    { NULL },
  };
  g_autoptr(HechaObject) object = NULL;
  g_autofree char *uuid = NULL;

  if (!hecha_command_parse (command, entries, &argc, &argv, 1, 1, error))
    return FALSE;
  if (!name || !hecha_object_kind_find (kind))
    return wrong_kind ("object add", error);
  uuid = hecha_command_case (command, argv[1], error);
  if (!uuid)
    return FALSE;
  object = hecha_object_new (kind, name);
  object->zone = g_steal_pointer (&zone);
  object->site = g_steal_pointer (&site);
  object->address = g_steal_pointer (&address);
  object->reason = g_steal_pointer (&reason);
  object->note = g_steal_pointer (&note);
  if (!hecha_inspect_set_object (command->session, uuid, object, error))
    return FALSE;
  json_object_set_string_member (command->result, "object", object->uuid);
  hecha_command_say (command, "%s  %s", object->uuid, object->name);
  return TRUE;
}

static gboolean
run_object_import (HechaCommand  *command,
                   int            argc,
                   char         **argv,
                   GError       **error)
{
  g_autofree char *uuid = NULL, *zone = NULL;
  gboolean all = FALSE;
  const GOptionEntry entries[] = {
    { "zone", 0, 0, G_OPTION_ARG_STRING, &zone, N_("The network zone that was scanned"), N_("ZONE") },
    { "all-hosts", 0, 0, G_OPTION_ARG_NONE, &all, N_("Also the scanned hosts that did not answer"), NULL },
    { NULL },
  };
  guint added = 0;

  if (!hecha_command_parse (command, entries, &argc, &argv, 2, 2, error) ||
      !(uuid = hecha_command_case (command, argv[1], error)))
    return FALSE;
  if (zone || all ? !hecha_inspect_import_scan (command->session, uuid, argv[2], zone, all, &added, error)
                  : !hecha_inspect_import_objects (command->session, uuid, argv[2], &added, error))
    return FALSE;
  json_object_set_int_member (command->result, "added", added);
  hecha_command_say (command, ngettext ("%u object added", "%u objects added", added), added);
  return TRUE;
}

/* What there is. */

static JsonArray *
nodes_to_json (HechaCommand *command,
               HechaCase    *self)
{
  g_autoptr(HechaTopology) topology = hecha_case_topology (self);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < self->objects->len; i++)
    {
      const HechaObject *object = self->objects->pdata[i];
      JsonObject *member = hecha_object_to_json (object);
      int place = hecha_topology_find (topology, object->uuid);

      if (place >= 0)
        {
          const HechaTopologyNode *node = &g_array_index (topology->nodes, HechaTopologyNode, place);

          json_object_set_int_member (member, "x", node->box.x);
          json_object_set_int_member (member, "y", node->box.y);
          json_object_set_boolean_member (member, "moved", node->moved);
        }
      json_array_add_object_element (array, member);
      hecha_command_say (command, "%s  %s  %s  %s", object->uuid, object->kind, object->zone ? object->zone : "—",
                         object->name);
    }
  return array;
}

static JsonArray *
links_to_json (HechaCommand *command,
               HechaCase    *self)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < self->links->len; i++)
    {
      const HechaLink *link = self->links->pdata[i];
      g_autofree char *from = hecha_link_end_text (link->from, self->objects);
      g_autofree char *to = hecha_link_end_text (link->to, self->objects);

      json_array_add_object_element (array, hecha_link_to_json (link));
      hecha_command_say (command, "%s  %s – %s  %s", link->uuid, from, to, link->label ? link->label : "");
    }
  return array;
}

static JsonArray *
samplings_to_json (HechaCommand *command,
                   HechaCase    *self)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < self->samplings->len; i++)
    {
      const HechaSampling *sampling = self->samplings->pdata[i];
      guint listed = hecha_sampling_listed (sampling, self->objects);
      JsonObject *member = hecha_sampling_to_json (sampling);

      json_object_set_int_member (member, "listed", listed);
      json_array_add_object_element (array, member);
      hecha_command_say (command, _("%s: %u of %u, %u listed. %s"), sampling->kind, sampling->sampled, sampling->population,
                         listed, sampling->reason ? sampling->reason : "");
      if (listed < sampling->sampled)
        hecha_command_note (command, _("Fewer of “%s” are listed than were said to be sampled"), sampling->kind);
    }
  return array;
}

static gboolean
run_object_list (HechaCommand  *command,
                 int            argc,
                 char         **argv,
                 GError       **error)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr(HechaCase) self = NULL;

  if (!hecha_command_parse (command, entries, &argc, &argv, 1, 1, error) || !(self = hecha_command_load (command, argv[1], error)))
    return FALSE;
  json_object_set_array_member (command->result, "objects", nodes_to_json (command, self));
  json_object_set_array_member (command->result, "connections", links_to_json (command, self));
  json_object_set_array_member (command->result, "sampling", samplings_to_json (command, self));
  return TRUE;
}

/* Connections. */

/* An object by name or UUID, or else a zone as it is named, with or without its prefix. */
static char *
end_of (HechaCase   *self,
        const char  *name,
        GError     **error)
{
  HechaObject *object;

  if (hecha_case_object (self, name))
    {
      object = hecha_command_object (self, name, error);
      return object ? g_strdup (object->uuid) : NULL;
    }
  return g_str_has_prefix (name, HECHA_LINK_ZONE) ? g_strdup (name) : g_strconcat (HECHA_LINK_ZONE, name, NULL);
}

static gboolean
run_object_connect (HechaCommand  *command,
                    int            argc,
                    char         **argv,
                    GError       **error)
{
  g_autofree char *label = NULL, *from = NULL, *to = NULL;
  gboolean conduit = FALSE;
  const GOptionEntry entries[] = {
    { "label", 0, 0, G_OPTION_ARG_STRING, &label, N_("What runs over it, such as a protocol"), N_("TEXT") },
    { "conduit", 0, 0, G_OPTION_ARG_NONE, &conduit, N_("It is a guarded way between two zones"), NULL },
    { NULL },
  };
  g_autoptr(HechaCase) self = NULL;
  g_autoptr(HechaLink) link = NULL;

  if (!hecha_command_parse (command, entries, &argc, &argv, 3, 3, error) || !(self = hecha_command_load (command, argv[1], error)))
    return FALSE;
  if (!(from = end_of (self, argv[2], error)) || !(to = end_of (self, argv[3], error)))
    return FALSE;
  link = hecha_link_new (from, to);
  link->label = g_steal_pointer (&label);
  link->conduit = conduit;
  if (!hecha_inspect_connect (command->session, self->visit->uuid, link, error))
    return FALSE;
  json_object_set_string_member (command->result, "connection", link->uuid);
  hecha_command_say (command, "%s", link->uuid);
  return TRUE;
}

static gboolean
run_object_disconnect (HechaCommand  *command,
                       int            argc,
                       char         **argv,
                       GError       **error)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autofree char *uuid = NULL;

  return hecha_command_parse (command, entries, &argc, &argv, 2, 2, error) &&
         (uuid = hecha_command_case (command, argv[1], error)) &&
         hecha_inspect_disconnect (command->session, uuid, argv[2], error);
}

/* The diagram. */

static gboolean
read_place (const char  *text,
            int         *place,
            GError     **error)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 0, HECHA_SPOT_MAX, &value, NULL))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("“%s” is no place: write a number from 0 to %d"), text,
                   HECHA_SPOT_MAX);
      return FALSE;
    }
  *place = (int) value;
  return TRUE;
}

static gboolean
run_object_move (HechaCommand  *command,
                 int            argc,
                 char         **argv,
                 GError       **error)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr(HechaCase) self = NULL;
  g_autoptr(HechaSpot) spot = NULL;
  HechaObject *object;
  int x = 0, y = 0;

  if (!hecha_command_parse (command, entries, &argc, &argv, 2, 4, error))
    return FALSE;
  if (argc == 4)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("A place has two numbers: X and Y"));
      return FALSE;
    }
  if ((argc == 5 && (!read_place (argv[3], &x, error) || !read_place (argv[4], &y, error))) ||
      !(self = hecha_command_load (command, argv[1], error)) || !(object = hecha_command_object (self, argv[2], error)))
    return FALSE;
  spot = argc == 5 ? hecha_spot_new (object->uuid, x, y) : NULL;
  return hecha_inspect_move_object (command->session, self->visit->uuid, object->uuid, spot, error);
}

/* Sampling. */

static gboolean
run_object_sample (HechaCommand  *command,
                   int            argc,
                   char         **argv,
                   GError       **error)
{
  g_autofree char *uuid = NULL, *reason = NULL;
  int population = -1, sampled = -1;
  const GOptionEntry entries[] = {
    { "of", 0, 0, G_OPTION_ARG_INT, &population, N_("How many of the kind there are; 0 takes back what was said"), "N" },
    { "sampled", 0, 0, G_OPTION_ARG_INT, &sampled, N_("How many of them are looked at; all without it"), "N" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_("Why these, and why so many"), N_("TEXT") },
    { NULL },
  };
  g_autoptr(HechaSampling) sampling = NULL;

  if (!hecha_command_parse (command, entries, &argc, &argv, 2, 2, error))
    return FALSE;
  if (!hecha_object_kind_find (argv[2]))
    return wrong_kind ("object sample", error);
  if (population < 0 || sampled < -1)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("object sample needs --of N, and numbers from 0"));
      return FALSE;
    }
  sampling = hecha_sampling_new (argv[2], population, sampled < 0 ? population : sampled, reason);
  return (uuid = hecha_command_case (command, argv[1], error)) &&
         hecha_inspect_set_sampling (command->session, uuid, sampling, error);
}

const HechaVerb hecha_object_verbs[] = {
  { "object add", "CASE --kind KIND --name NAME …", N_("Add an object that is looked at"), NULL, run_object_add },
  { "object import", "CASE FILE", N_("Add objects from a spreadsheet or a scan by nmap"),
    N_("FILE has columns for name and kind, and may have zone, site, address, reason, note; or it is what nmap -oX wrote, "
       "whose kinds are suggestions. What is there already is left alone. --zone and --all-hosts are for scans. JSON: added."),
    run_object_import },
  { "object list", "CASE", N_("List objects, connections and sampling"),
    N_("JSON: objects[] of uuid, kind, name, zone, site, address, reason, note, and where the diagram has them: x, y, moved; "
       "connections[] of uuid, from, to, label, conduit; sampling[] of kind, population, sampled, reason, listed."),
    run_object_list },
  { "object connect", "CASE FROM TO …", N_("Connect two objects or zones"),
    N_("An end is an object’s name or UUID, or a zone’s name (zone:NAME where an object has the same). JSON: connection."),
    run_object_connect },
  { "object disconnect", "CASE CONNECTION", N_("Remove a connection"), NULL, run_object_disconnect },
  { "object move", "CASE OBJECT [X Y]", N_("Move an object in the diagram"),
    N_("X and Y are of its upper left corner, 96 an inch; without them it lies where the layout puts it."), run_object_move },
  { "object sample", "CASE KIND --of N …", N_("Say how many of how many are looked at"), NULL, run_object_sample },
  { NULL },
};
