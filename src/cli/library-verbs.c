/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command.h"

#include "error.h"
#include "library.h"

#include <glib/gi18n.h>

static JsonObject *
show_pack (HechaCommand *command,
           gpointer      data)
{
  const HechaPackRow *row = data;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", row->id);
  json_object_set_string_member (object, "version", row->version);
  json_object_set_string_member (object, "digest", row->digest);
  json_object_set_string_member (object, "title", hecha_text_get (&row->title, hecha_command_language ()));
  json_object_set_int_member (object, "items", row->items);
  hecha_json_set_string (object, "type", row->type);
  hecha_json_set_string (object, "signer", row->signer);
  json_object_set_int_member (object, "cases", row->cases);
  hecha_command_say (command, "%-24s %-10s %4u %s  %.12s  %s · %s", row->id, row->version, row->items, _("items"),
                     row->digest, hecha_text_get (&row->title, hecha_command_language ()),
                     row->signer ? row->signer : _("not signed"));
  return object;
}

static gboolean
run_add (HechaCommand  *command,
         int            argc,
         char         **argv,
         GError       **error)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr(GPtrArray) rows = NULL;

  if (!hecha_command_parse (command, entries, &argc, &argv, 1, -1, error) || !hecha_command_session (command, error))
    return FALSE;
  rows = hecha_library_add (command->session, (const char *const *) argv + 1, error);
  if (rows)
    hecha_command_show (command, "packs", rows, show_pack);
  return rows != NULL;
}

static gboolean
run_list (HechaCommand  *command,
          int            argc,
          char         **argv,
          GError       **error)
{
  return hecha_command_list (command, argc, argv, "packs", hecha_library_list, show_pack, error);
}

static JsonObject *
item_to_json (const HechaItem *item)
{
  JsonObject *object = json_object_new ();
  JsonArray *steps = json_array_new ();

  json_object_set_string_member (object, "id", item->id);
  json_object_set_string_member (object, "uuid", item->uuid);
  json_object_set_int_member (object, "level", item->min_level);
  json_object_set_string_member (object, "domain", item->group);
  json_object_set_object_member (object, "title", hecha_text_to_json (&item->title));
  json_object_set_object_member (object, "requirement", hecha_text_to_json (&item->requirement));
  json_object_set_object_member (object, "source", hecha_text_to_json (&item->source));
  for (guint i = 0; i < item->steps->len; i++)
    {
      HechaStep *step = item->steps->pdata[i];
      JsonObject *entry = hecha_text_to_json (&step->text);

      json_object_set_string_member (entry, "method", hecha_nick_text (hecha_method_nicks, step->method));
      json_array_add_object_element (steps, entry);
    }
  json_object_set_array_member (object, "steps", steps);
  return object;
}

static gboolean
run_show (HechaCommand  *command,
          int            argc,
          char         **argv,
          GError       **error)
{
  g_autofree char *level = NULL;
  const GOptionEntry entries[] = {
    { "level", 0, 0, G_OPTION_ARG_STRING, &level, N_("As at this level"), "1|2|3" },
    { NULL },
  };
  g_autoptr(HechaPack) pack = NULL;
  JsonArray *items = json_array_new ();

  json_object_set_array_member (command->result, "items", items);
  if (!hecha_command_parse (command, entries, &argc, &argv, 1, 1, error) || !hecha_command_session (command, error))
    return FALSE;
  pack = hecha_library_open (command->session, argv[1], level ? *level - '0' : 0, error);
  if (!pack)
    return FALSE;
  json_object_set_string_member (command->result, "id", pack->id);
  json_object_set_string_member (command->result, "version", pack->version);
  for (guint i = 0; i < pack->items->len; i++)
    {
      HechaItem *item = pack->items->pdata[i];

      json_array_add_object_element (items, item_to_json (item));
      hecha_command_say (command, "%-12s %d  %s", item->label, item->min_level,
                         hecha_text_get (&item->title, hecha_command_language ()));
    }
  return TRUE;
}

static void
check_level (HechaCommand *command,
             HechaPack    *pack,
             int           level,
             JsonArray    *faults)
{
  g_auto(GStrv) found = hecha_library_check (pack);
  g_autofree char *key = g_strdup_printf ("level-%d", level);

  json_object_set_int_member (command->result, key, pack->items->len);
  /* TRANSLATORS: %s is a level, such as “level 3” */
  hecha_command_say (command, _("At %s: %u items, %u faults"),
                     hecha_text_get (hecha_level_label (level), hecha_command_language ()),
                     pack->items->len, g_strv_length (found));
  for (guint i = 0; found[i]; i++)
    {
      json_array_add_string_element (faults, found[i]);
      hecha_command_note (command, "%s", found[i]);
      command->exit_status = 1;
    }
}

static gboolean
run_check (HechaCommand  *command,
           int            argc,
           char         **argv,
           GError       **error)
{
  const GOptionEntry entries[] = { { NULL } };
  JsonArray *faults = json_array_new ();

  json_object_set_array_member (command->result, "faults", faults);
  if (!hecha_command_parse (command, entries, &argc, &argv, 1, 1, error) || !hecha_command_session (command, error))
    return FALSE;
  for (int level = 1; level <= 3; level++)
    {
      g_autoptr(HechaPack) pack = hecha_library_open (command->session, argv[1], level, error);

      if (!pack)
        return FALSE;
      check_level (command, pack, level, faults);
    }
  return TRUE;
}

const HechaVerb hecha_library_verbs[] = {
  { "pack add", "FILE…", N_("Add checklist packs: OSCAL catalogs, profiles, bundles"), NULL, run_add },
  { "pack list", "", N_("List the library"), N_("JSON: packs[] of id, version, digest, items."), run_list },
  { "pack show", "PACK", N_("Show the items of a pack"), NULL, run_show },
  { "pack check", "PACK", N_("Name every fault of a pack"), N_("Exit status 1 where there is a fault."), run_check },
  { NULL },
};
