/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command.h"

#include "library.h"
#include "pack-diff.h"

#include <glib/gi18n.h>

static JsonObject *
field_to_json (HechaCommand           *command,
               const HechaFieldChange *field)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "field", field->field);
  json_object_set_object_member (object, "before", hecha_text_to_json (&field->before));
  json_object_set_object_member (object, "after", hecha_text_to_json (&field->after));
  hecha_command_say (command, "    %s", field->field);
  hecha_command_say (command, "      - %s", hecha_text_get (&field->before, hecha_command_language ()));
  hecha_command_say (command, "      + %s", hecha_text_get (&field->after, hecha_command_language ()));
  return object;
}

static JsonObject *
change_to_json (HechaCommand          *command,
                const HechaItemChange *change)
{
  static const char *const words[] = { N_("added"), N_("removed"), N_("changed") };
  const HechaItem *item = change->after ? change->after : change->before;
  JsonObject *object = json_object_new ();
  JsonArray *fields = json_array_new ();

  json_object_set_string_member (object, "change", hecha_nick_text (hecha_change_kind_nicks, change->kind));
  json_object_set_string_member (object, "id", item->id);
  json_object_set_string_member (object, "uuid", item->uuid);
  json_object_set_object_member (object, "title", hecha_text_to_json (&item->title));
  json_object_set_boolean_member (object, "same-text", change->same_text);
  hecha_command_say (command, "%s  %s  %s%s", _(words[change->kind]), item->id,
                     hecha_text_get (&item->title, hecha_command_language ()),
                     change->same_text ? _("  (answers stay)") : "");
  for (guint i = 0; i < change->fields->len; i++)
    json_array_add_object_element (fields, field_to_json (command, change->fields->pdata[i]));
  json_object_set_array_member (object, "fields", fields);
  return object;
}

static gboolean
run_diff (HechaCommand  *command,
          int            argc,
          char         **argv,
          GError       **error)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr(HechaPack) before = NULL, after = NULL;
  g_autoptr(GPtrArray) changes = NULL;
  JsonArray *array = json_array_new ();
  guint counts[3] = { 0 };

  json_object_set_array_member (command->result, "changes", array);
  if (!hecha_command_parse (command, entries, &argc, &argv, 2, 2, error) || !hecha_command_session (command, error))
    return FALSE;
  before = hecha_library_open (command->session, argv[1], 0, error);
  after = before ? hecha_library_open (command->session, argv[2], 0, error) : NULL;
  if (!after)
    return FALSE;
  changes = hecha_items_diff (before->items, after->items);
  for (guint i = 0; i < changes->len; i++)
    {
      const HechaItemChange *change = changes->pdata[i];

      counts[change->kind]++;
      json_array_add_object_element (array, change_to_json (command, change));
    }
  for (guint kind = 0; kind < G_N_ELEMENTS (counts); kind++)
    json_object_set_int_member (command->result, hecha_nick_text (hecha_change_kind_nicks, kind), counts[kind]);
  hecha_command_say (command, _("%s → %s: %u added, %u removed, %u changed"), before->version, after->version,
                     counts[HECHA_CHANGE_ADDED], counts[HECHA_CHANGE_REMOVED], counts[HECHA_CHANGE_CHANGED]);
  return TRUE;
}

const HechaVerb hecha_pack_verbs[] = {
  { "pack diff", "A B", N_("Show item by item what changed from one pack to another"),
    N_("A pack is its id, id@version, the beginning of its digest, or a bundle (.zip). JSON: added, removed, changed, "
       "changes[] of change, id, same-text, fields[] of field, before, after."), run_diff },
  { NULL },
};
