/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command.h"

#include "inspect.h"
#include "rectification.h"

#include <glib/gi18n.h>
#include <string.h>

static JsonArray *
evidence_to_json (GPtrArray *evidence)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < evidence->len; i++)
    json_array_add_object_element (array, hecha_evidence_to_json (evidence->pdata[i]));
  return array;
}

/* Listing. */

static JsonObject *
show_finding (HechaCommand *command,
              gpointer      data)
{
  const HechaRectificationRow *row = data;
  JsonObject *object = json_object_new ();
  gboolean overdue = hecha_rectification_is_overdue (row);

  json_object_set_string_member (object, "finding", row->finding_uuid);
  json_object_set_string_member (object, "case", row->case_uuid);
  hecha_json_set_string (object, "number", row->number);
  hecha_json_set_string (object, "code", row->code);
  hecha_json_set_string (object, "enterprise", row->enterprise);
  hecha_json_set_string (object, "title", row->item_title);
  hecha_json_set_string (object, "what", row->what);
  hecha_json_set_string (object, "risk", row->risk);
  hecha_json_set_string (object, "measure", row->measure);
  hecha_json_set_string (object, "responsible", row->responsible);
  hecha_json_set_string (object, "deadline", row->deadline);
  json_object_set_boolean_member (object, "major", row->major);
  json_object_set_string_member (object, "state", row->state);
  json_object_set_boolean_member (object, "overdue", overdue);
  if (row->days_left != G_MAXINT)
    json_object_set_int_member (object, "days-left", row->days_left);
  hecha_json_set_string (object, "note", row->note);
  hecha_json_set_string (object, "by", row->author);
  hecha_json_set_string (object, "time", row->time);
  json_object_set_array_member (object, "evidence", evidence_to_json (row->evidence));
  hecha_command_say (command, "%s  %-8s  %-10s  %s  %s", row->finding_uuid, overdue ? _("overdue") : row->state,
                     row->deadline ? row->deadline : "—", row->enterprise ? row->enterprise : "", row->what);
  return object;
}

static gboolean
is_wanted (const HechaRectificationRow *row,
           const char                  *state,
           const char                  *enterprise)
{
  gboolean open = strcmp (row->state, "open") == 0;

  if (enterprise && g_strcmp0 (row->code, enterprise) != 0)
    return FALSE;
  if (!state)
    return TRUE;
  return strcmp (state, "overdue") == 0 ? hecha_rectification_is_overdue (row)
         : strcmp (state, "closed") == 0 ? !open : open;
}

static gboolean
list_findings (HechaCommand  *command,
               const char    *state,
               const char    *enterprise,
               GError       **error)
{
  g_autoptr(GPtrArray) rows = NULL, wanted = g_ptr_array_new ();

  if (!hecha_command_session (command, error) ||
      !(rows = hecha_rectification_list (command->session, hecha_command_language (), error)))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (is_wanted (rows->pdata[i], state, enterprise))
      g_ptr_array_add (wanted, rows->pdata[i]);
  hecha_command_show (command, "findings", wanted, show_finding);
  return TRUE;
}

static JsonObject *
show_recheck (HechaCommand *command,
              gpointer      data)
{
  const HechaRecheck *recheck = data;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "state", recheck->state);
  hecha_json_set_string (object, "note", recheck->note);
  json_object_set_string_member (object, "by", recheck->author);
  json_object_set_string_member (object, "time", recheck->time);
  json_object_set_array_member (object, "evidence", evidence_to_json (recheck->evidence));
  hecha_command_say (command, "%s  %-8s  %s  %s", recheck->time, recheck->state, recheck->author,
                     recheck->note ? recheck->note : "");
  for (guint i = 0; i < recheck->evidence->len; i++)
    {
      const HechaEvidence *evidence = recheck->evidence->pdata[i];

      hecha_command_say (command, "  %s  %s", evidence->sha256, evidence->name);
    }
  return object;
}

static gboolean
tell_history (HechaCommand  *command,
              const char    *finding,
              GError       **error)
{
  g_autoptr(GPtrArray) rechecks = NULL;

  if (!hecha_command_session (command, error) ||
      !(rechecks = hecha_rectification_history (command->session, finding, error)))
    return FALSE;
  hecha_command_show (command, "rechecks", rechecks, show_recheck);
  return TRUE;
}

static gboolean
run_rectify (HechaCommand  *command,
             int            argc,
             char         **argv,
             GError       **error)
{
  g_autofree char *state = NULL, *enterprise = NULL;
  const GOptionEntry entries[] = {
    { "state", 0, 0, G_OPTION_ARG_STRING, &state, N_("Only those that are"), "open|overdue|closed" },
    { "enterprise", 0, 0, G_OPTION_ARG_STRING, &enterprise, N_("Only those of this enterprise"), N_("CODE") },
    { NULL },
  };

  if (!hecha_command_parse (command, entries, &argc, &argv, 0, 1, error))
    return FALSE;
  return argc > 1 ? tell_history (command, argv[1], error) : list_findings (command, state, enterprise, error);
}

/* Re-checks. */

static gboolean
run_recheck (HechaCommand  *command,
             int            argc,
             char         **argv,
             GError       **error)
{
  g_autofree char *state = NULL, *note = NULL;
  const GOptionEntry entries[] = {
    { "state", 0, 0, G_OPTION_ARG_STRING, &state, N_("What the re-check came to"), "open|cured|accepted" },
    { "note", 0, 0, G_OPTION_ARG_STRING, &note, N_("What was seen, or why the risk is accepted"), N_("TEXT") },
    { NULL },
  };

  if (!hecha_command_parse (command, entries, &argc, &argv, 1, -1, error))
    return FALSE;
  if (!state)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("recheck needs --state open|cured|accepted"));
      return FALSE;
    }
  if (!hecha_command_session (command, error) ||
      !hecha_rectification_recheck (command->session, argv[1], state, note, (const char *const *) argv + 2, error))
    return FALSE;
  json_object_set_string_member (command->result, "finding", argv[1]);
  json_object_set_string_member (command->result, "state", state);
  return TRUE;
}

/* From the visit before. */

static gboolean
run_carry (HechaCommand  *command,
           int            argc,
           char         **argv,
           GError       **error)
{
  gboolean confirm = FALSE;
  const GOptionEntry entries[] = {
    { "confirm", 0, 0, G_OPTION_ARG_NONE, &confirm, N_("It was seen today that they still hold"), NULL },
    { NULL },
  };
  g_autofree char *uuid = NULL;

  return hecha_command_parse (command, entries, &argc, &argv, 2, -1, error) &&
         (uuid = hecha_command_case (command, argv[1], error)) &&
         hecha_inspect_carry (command->session, uuid, (const char *const *) argv + 2, confirm, error);
}

const HechaVerb hecha_rectification_verbs[] = {
  { "rectify", "[FINDING]", N_("List the findings and their re-checks"),
    N_("JSON: findings[] of finding, number, enterprise, what, deadline, state, overdue, note, by, time, evidence[]; with a "
       "FINDING rechecks[] of state, note, by, time, evidence[]."), run_rectify },
  { "recheck", "FINDING --state S --note TEXT [FILE…]", N_("Record the re-check of a finding, with evidence"), NULL,
    run_recheck },
  { "carry", "CASE ITEM…", N_("Take over what the last visit answered"),
    N_("Only where the item’s words are unchanged. The visit cannot be issued before each is confirmed with --confirm."),
    run_carry },
  { NULL },
};
