/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command.h"

#include "library.h"
#include "move.h"
#include "pack-diff.h"
#include "row-issue.h"

#include <glib/gi18n.h>
#include <string.h>

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

/* Spreadsheets and bundles */

static void
show_row (HechaCommand       *command,
          const HechaPackRow *row)
{
  json_object_set_string_member (command->result, "id", row->id);
  json_object_set_string_member (command->result, "version", row->version);
  json_object_set_string_member (command->result, "digest", row->digest);
  json_object_set_int_member (command->result, "items", row->items);
  hecha_json_set_string (command->result, "signer", row->signer);
  hecha_command_say (command, _("%s, version %s, %u items, digest %.12s, %s"), row->id, row->version, row->items,
                     row->digest, row->signer ? row->signer : _("not signed"));
}

static gboolean
run_to_sheet (HechaCommand  *command,
              int            argc,
              char         **argv,
              GError       **error)
{
  const GOptionEntry entries[] = { { NULL } };

  return hecha_command_parse (command, entries, &argc, &argv, 2, 2, error) && hecha_command_session (command, error) &&
         hecha_library_to_sheet (command->session, argv[1], argv[2], hecha_command_language (), error);
}

static gboolean
run_export (HechaCommand  *command,
            int            argc,
            char         **argv,
            GError       **error)
{
  const GOptionEntry entries[] = { { NULL } };

  return hecha_command_parse (command, entries, &argc, &argv, 2, 2, error) && hecha_command_session (command, error) &&
         hecha_library_export (command->session, argv[1], argv[2], error);
}

/* Faults are an answer: JSON has them, and the exit status is 1. */
static gboolean
show_faults (HechaCommand  *command,
             GPtrArray     *faults,
             GError       **error)
{
  JsonArray *array = json_array_new ();

  json_object_set_array_member (command->result, "faults", array);
  for (guint i = 0; i < faults->len; i++)
    {
      const HechaRowIssue *fault = faults->pdata[i];

      json_array_add_object_element (array, hecha_row_issue_to_json (fault));
      hecha_command_note (command, _("%s, sheet %s, row %u, column %s: %s"), fault->file, fault->sheet ? fault->sheet : "-",
                          fault->row, fault->column ? fault->column : "-",
                          hecha_text_get (&fault->message, hecha_command_language ()));
    }
  if (faults->len == 0)
    return FALSE;
  g_clear_error (error);
  command->exit_status = 1;
  return TRUE;
}

static gboolean
run_from_sheet (HechaCommand  *command,
                int            argc,
                char         **argv,
                GError       **error)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_row_issue_free);
  g_autoptr(HechaPackRow) row = NULL;

  if (!hecha_command_parse (command, entries, &argc, &argv, 1, 1, error) || !hecha_command_session (command, error))
    return FALSE;
  row = hecha_library_from_sheet (command->session, argv[1], faults, error);
  if (!row)
    return show_faults (command, faults, error);
  show_row (command, row);
  return TRUE;
}

static gboolean
run_refer (HechaCommand  *command,
           int            argc,
           char         **argv,
           GError       **error)
{
  g_autofree char *version = NULL;
  const GOptionEntry entries[] = {
    { "version", 0, 0, G_OPTION_ARG_STRING, &version, N_("Version of the new pack"), N_("VERSION") },
    { NULL },
  };
  g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_row_issue_free);
  g_autoptr(HechaPackRow) row = NULL;

  if (!hecha_command_parse (command, entries, &argc, &argv, 2, 2, error) || !hecha_command_session (command, error))
    return FALSE;
  row = hecha_library_refer (command->session, argv[1], argv[2], version, faults, error);
  if (!row)
    return show_faults (command, faults, error);
  show_row (command, row);
  return TRUE;
}

static gboolean
sign (HechaCommand            *command,
      const char              *pack,
      const HechaSignOptions  *options,
      const char              *out,
      GError                 **error)
{
  g_autoptr(HechaPackRow) row = NULL;

  if (!hecha_command_session (command, error))
    return FALSE;
  row = hecha_library_sign (command->session, pack, options, error);
  if (!row || (out && !hecha_library_export (command->session, row->digest, out, error)))
    return FALSE;
  show_row (command, row);
  return TRUE;
}

static gboolean
run_sign (HechaCommand  *command,
          int            argc,
          char         **argv,
          GError       **error)
{
  g_autofree char *key = NULL, *token = NULL, *pin_file = NULL, *out = NULL, *password = NULL;
  const GOptionEntry entries[] = {
    { "key", 0, 0, G_OPTION_ARG_FILENAME, &key, N_("PKCS#12 file with the key"), N_("FILE") },
    { "token", 0, 0, G_OPTION_ARG_STRING, &token, N_("Address of a certificate on a token, see “tokens”"), "URI" },
    { "pin-file", 0, 0, G_OPTION_ARG_FILENAME, &pin_file, N_("File with the password or PIN"), N_("FILE") },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &out, N_("Also write the signed pack to this bundle (.zip)"), N_("FILE") },
    { NULL },
  };
  HechaSignOptions options;
  gboolean signed_it;

  if (!hecha_command_parse (command, entries, &argc, &argv, 1, 1, error))
    return FALSE;
  if (!key == !token || !pin_file)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _("pack sign needs --key or --token, and --pin-file"));
      return FALSE;
    }
  password = hecha_command_read_password (pin_file, error);
  if (!password)
    return FALSE;
  options = (HechaSignOptions) { .key = key, .token = token, .password = password };
  signed_it = sign (command, argv[1], &options, out, error);
  explicit_bzero (password, strlen (password));
  return signed_it;
}

/* A case and its packs */

static JsonObject *
move_item_to_json (HechaCommand        *command,
                   const HechaMoveItem *item)
{
  JsonObject *object = change_to_json (command, item->change);

  json_object_set_boolean_member (object, "answered", item->answered);
  json_object_set_boolean_member (object, "again", item->again);
  json_object_set_string_member (object, "verdict", hecha_nick_text (hecha_verdict_nicks, item->verdict));
  json_object_set_boolean_member (object, "lost", item->lost);
  if (item->again)
    hecha_command_say (command, _("    to be answered again"));
  if (item->lost)
    hecha_command_say (command, _("    its answers go"));
  return object;
}

static void
show_move (HechaCommand    *command,
           const HechaMove *move)
{
  JsonArray *packs = json_array_new (), *items = json_array_new ();

  for (guint i = 0; i < move->items->len; i++)
    json_array_add_object_element (items, move_item_to_json (command, move->items->pdata[i]));
  for (guint i = 0; i < move->packs->len; i++)
    {
      const HechaMovePack *pack = move->packs->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "pack", pack->pack);
      json_object_set_string_member (object, "from", pack->from);
      json_object_set_string_member (object, "to", pack->to);
      json_array_add_object_element (packs, object);
      hecha_command_say (command, "%s: %s → %s", pack->pack, pack->from, pack->to);
    }
  json_object_set_array_member (command->result, "packs", packs);
  json_object_set_array_member (command->result, "items", items);
  json_object_set_int_member (command->result, "kept", move->kept);
  json_object_set_int_member (command->result, "again", move->again);
  json_object_set_int_member (command->result, "lost", move->lost);
  hecha_command_say (command, _("%u answered items stay as they are, %u are to be answered again, %u are asked no more"),
                     move->kept, move->again, move->lost);
}

static gboolean
run_move (HechaCommand  *command,
          int            argc,
          char         **argv,
          GError       **error)
{
  gboolean apply = FALSE;
  const GOptionEntry entries[] = {
    { "apply", 0, 0, G_OPTION_ARG_NONE, &apply, N_("Move the visit; without it, only tell what would change"), NULL },
    { NULL },
  };
  g_autoptr(HechaMove) move = NULL;

  if (!hecha_command_parse (command, entries, &argc, &argv, 1, 1, error) || !hecha_command_session (command, error))
    return FALSE;
  move = apply ? hecha_move_apply (command->session, argv[1], error) : hecha_move_preview (command->session, argv[1], error);
  if (!move)
    return FALSE;
  json_object_set_boolean_member (command->result, "applied", apply);
  show_move (command, move);
  return TRUE;
}

const HechaVerb hecha_pack_verbs[] = {
  { "pack diff", "A B", N_("Show item by item what changed from one pack to another"),
    N_("A pack is its id, id@version, the beginning of its digest, or a bundle (.zip). JSON: added, removed, changed, "
       "changes[] of change, id, same-text, fields[] of field, before, after."), run_diff },
  { "pack to-sheet", "PACK FILE.xlsx", N_("Write a pack as a spreadsheet"),
    N_("Sheets and columns are named in the language of this program; the words are in both."), run_to_sheet },
  { "pack from-sheet", "FILE.xlsx", N_("Add the pack that a spreadsheet holds"),
    N_("Exit status 1 where the spreadsheet is at fault. JSON: id, version, digest, items, signer; or faults[] of sheet, "
       "row, column, rule."), run_from_sheet },
  { "pack refer", "PACK TABLE", N_("Take in references to clauses of GB/T 44462"),
    N_("TABLE (csv, xlsx, json) has the columns “Item id” and “GB/T 44462 clause”. A new version of the pack is made; "
       "answers stay."), run_refer },
  { "pack export", "PACK FILE.zip", N_("Write a pack as a bundle, with its signature"), NULL, run_export },
  { "pack sign", "PACK --key P12|--token URI --pin-file F", N_("Sign a pack"),
    N_("CMS, detached, over the list of its files with their digests. JSON: id, version, digest, items, signer."),
    run_sign },
  { "pack move", "CASE [--apply]", N_("Move a visit to the newest versions of its packs"),
    N_("Answers to items whose text is unchanged stay. JSON: applied, packs[] of pack, from, to, items[] as of “pack "
       "diff” with answered, again, lost; kept, again, lost."), run_move },
  { NULL },
};
