/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command.h"

#include "error.h"
#include "inspect.h"
#include "jurisdictions.h"
#include "plan.h"
#include "visits.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
usage (GError     **error,
       const char  *message)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, message);
  return FALSE;
}

static gboolean
parse_types (const char  *text,
             guint       *types,
             GError     **error)
{
  g_auto(GStrv) parts = g_strsplit (text ? text : "", ",", -1);
  int value;

  for (guint i = 0; parts[i]; i++)
    if (!hecha_nick_value (hecha_type_nicks, g_strstrip (parts[i]), &value))
      return usage (error, _("--types is a list of connected, platform, identifier with commas between"));
    else
      *types |= 1u << value;
  return TRUE;
}

/* What follows the name: a certificate number, or a file that holds a signing certificate, or both. */
static gboolean
read_certificates (HechaMember  *member,
                   char        **parts,
                   GError      **error)
{
  for (guint i = 0; parts[i]; i++)
    if (g_file_test (parts[i], G_FILE_TEST_IS_REGULAR))
      {
        if (!hecha_plan_read_certificate (member, parts[i], error))
          return FALSE;
      }
    else if (*parts[i])
      {
        g_free (member->number);
        member->number = g_strdup (parts[i]);
      }
  return TRUE;
}

static gboolean
parse_member (const char  *text,
              gboolean     partner,
              GPtrArray   *members,
              GError     **error)
{
  g_auto(GStrv) sides = g_strsplit (text, "=", 2);
  g_auto(GStrv) parts = sides[0] && sides[1] ? g_strsplit (sides[1], ":", -1) : NULL;
  HechaMember *member;
  int role;

  if (!parts || !parts[0] || !*parts[0] || !hecha_nick_value (hecha_role_nicks, sides[0], &role))
    return usage (error, _("--member is ROLE=NAME[:CERTIFICATE], ROLE one of lead, evaluator, prepared, reviewed, "
                           "approved, inspector, support, on-site-person"));
  member = hecha_member_new (role, parts[0]);
  member->partner = partner;
  g_ptr_array_add (members, member);
  return read_certificates (member, parts + 1, error);
}

static gboolean
parse_notes (char       **texts,
             const char  *notes[HECHA_N_VISIT_NOTES],
             GError     **error)
{
  for (guint i = 0; texts && texts[i]; i++)
    {
      const char *equals = strchr (texts[i], '=');
      g_autofree char *name = equals ? g_strndup (texts[i], equals - texts[i]) : NULL;
      int note;

      if (!hecha_nick_value (hecha_visit_note_nicks, name, &note))
        return usage (error, _("--note is NAME=TEXT, NAME one of approved-by, approved-on, ceiling, elsewhere, joint, "
                               "scan-code, laws, until, sampling, opening, closing, arrived, left, present"));
      notes[note] = equals + 1;
    }
  return TRUE;
}

static gboolean
parse_pack (const char   *text,
            const char  **packs,
            GError      **error)
{
  const char *equals = strchr (text, '=');
  g_autofree char *type = equals ? g_strndup (text, equals - text) : NULL;
  int value;

  if (!hecha_nick_value (hecha_type_nicks, type, &value))
    return usage (error, _("--pack is TYPE=PACK, TYPE one of connected, platform, identifier"));
  packs[value] = equals + 1;
  return TRUE;
}

static gboolean
parse_lists (char       **members,
             char       **partners,
             char       **packs,
             HechaPlan   *plan,
             GError     **error)
{
  for (guint i = 0; members && members[i]; i++)
    if (!parse_member (members[i], FALSE, plan->members, error))
      return FALSE;
  for (guint i = 0; partners && partners[i]; i++)
    if (!parse_member (partners[i], TRUE, plan->members, error))
      return FALSE;
  for (guint i = 0; packs && packs[i]; i++)
    if (!parse_pack (packs[i], plan->packs, error))
      return FALSE;
  return TRUE;
}

/* What does not fit is said; it does not stand against the visit. */
static gboolean
warn_of_jurisdiction (HechaCommand     *command,
                      const HechaPlan  *plan,
                      GError          **error)
{
  g_autoptr(GPtrArray) rows = hecha_jurisdictions_of (command->session, plan->code, plan->types, error);
  JsonArray *array = json_array_new ();

  json_object_set_array_member (command->result, "warnings", array);
  for (guint i = 0; rows && i < rows->len; i++)
    {
      const HechaSupervision *row = rows->pdata[i];

      for (guint j = 0; j < row->warnings->len; j++)
        {
          const HechaMisassignment *warning = row->warnings->pdata[j];
          const char *text = hecha_text_get (&warning->text, hecha_command_language ());

          if (plan->partner && hecha_misassignment_is_of_line (warning))
            continue;
          json_array_add_string_element (array, text);
          hecha_command_note (command, "%s", text);
        }
    }
  return rows != NULL;
}

/* The enterprise is told how many there were: what the workspace knows of, and no more. */
static gboolean
say_inspections (HechaCommand     *command,
                 const HechaPlan  *plan,
                 const char       *uuid,
                 GError          **error)
{
  g_auto(GStrv) all = hecha_visits_inspected (command->session, plan->code, uuid, error), days = NULL;
  JsonArray *array;

  if (!all)
    return FALSE;
  days = hecha_visits_of_year ((const char *const *) all, plan->on);
  array = json_array_new ();
  for (guint i = 0; days[i]; i++)
    json_array_add_string_element (array, days[i]);
  json_object_set_array_member (command->result, "inspections", array);
  hecha_command_note (command, _("Inspections of the enterprise this year that this workspace knows of: %u"), g_strv_length (days));
  return TRUE;
}

static gboolean
plan_visit (HechaCommand     *command,
            const HechaPlan  *plan,
            GError          **error)
{
  g_autofree char *uuid = hecha_command_session (command, error) ? hecha_plan_visit (command->session, plan, error) : NULL;

  if (!uuid)
    return FALSE;
  json_object_set_string_member (command->result, "case", uuid);
  hecha_command_say (command, "%s", uuid);
  if (plan->procedure == HECHA_PROCEDURE_INSPECTION && !say_inspections (command, plan, uuid, error))
    return FALSE;
  return warn_of_jurisdiction (command, plan, error);
}

static gboolean
run_plan (HechaCommand  *command,
          int            argc,
          char         **argv,
          GError       **error)
{
  g_autofree char *enterprise = NULL, *types = NULL, *procedure = NULL, *on = NULL, *language = NULL, *basis = NULL,
                  *partner = NULL;
  g_auto(GStrv) members = NULL, partners = NULL, sites = NULL, packs = NULL, notes = NULL;
  g_autoptr(GPtrArray) team = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_member_free);
  const GOptionEntry entries[] = {
    { "enterprise", 0, 0, G_OPTION_ARG_STRING, &enterprise, N_("Its unified social credit code"), N_("CODE") },
    { "types", 0, 0, G_OPTION_ARG_STRING, &types, N_("Which of its types"), "T[,T]" },
    { "procedure", 0, 0, G_OPTION_ARG_STRING, &procedure, N_("What kind of visit"), "evaluation|inspection" },
    { "on", 0, 0, G_OPTION_ARG_STRING, &on, N_("The day"), "YYYY-MM-DD" },
    { "member", 0, 0, G_OPTION_ARG_STRING_ARRAY, &members, N_("One of the team; repeat"), "ROLE=NAME[:CERTIFICATE]" },
    { "partner", 0, 0, G_OPTION_ARG_STRING, &partner, N_("The authority of the other line, for a joint inspection"), N_("UNIT") },
    { "partner-member", 0, 0, G_OPTION_ARG_STRING_ARRAY, &partners, N_("One of its people; repeat"), "ROLE=NAME[:CERTIFICATE]" },
    { "site", 0, 0, G_OPTION_ARG_STRING_ARRAY, &sites, N_("A site it goes to; all without it; repeat"), N_("NAME") },
    { "pack", 0, 0, G_OPTION_ARG_STRING_ARRAY, &packs, N_("Another checklist than the one that fits; repeat"), "TYPE=PACK" },
    { "language", 0, 0, G_OPTION_ARG_STRING, &language, N_("Of its documents"), "zh-CN|en" },
    { "basis", 0, 0, G_OPTION_ARG_STRING, &basis, N_("Task source and approval, or purpose"), N_("TEXT") },
    { "note", 0, 0, G_OPTION_ARG_STRING_ARRAY, &notes, N_("What its documents say besides; repeat"), "NAME=TEXT" },
    { NULL },
  };
  HechaPlan plan = { NULL };
  int value;

  if (!hecha_command_parse (command, entries, &argc, &argv, 0, 0, error) ||
      !parse_types (types, &plan.types, error))
    return FALSE;
  if (partners && !partner)
    return usage (error, _("--partner-member needs --partner"));
  if (!enterprise || !types || !on || !hecha_nick_value (hecha_procedure_nicks, procedure, &value))
    return usage (error, _("plan needs --enterprise, --types, --procedure evaluation|inspection and --on"));
  plan.code = enterprise;
  plan.procedure = value;
  plan.on = on;
  plan.language = hecha_language_from_text (language);
  plan.members = team;
  plan.partner = partner;
  plan.sites = (const char *const *) sites;
  plan.basis = basis;
  return parse_notes (notes, plan.notes, error) && parse_lists (members, partners, packs, &plan, error) &&
         plan_visit (command, &plan, error);
}

static gboolean
run_note (HechaCommand  *command,
          int            argc,
          char         **argv,
          GError       **error)
{
  g_auto(GStrv) texts = NULL;
  g_autofree char *uuid = NULL;
  const char *notes[HECHA_N_VISIT_NOTES] = { NULL };
  const GOptionEntry entries[] = {
    { "note", 0, 0, G_OPTION_ARG_STRING_ARRAY, &texts, N_("What its documents say besides; repeat"), "NAME=TEXT" },
    { NULL },
  };

  if (!hecha_command_parse (command, entries, &argc, &argv, 1, 1, error) || !parse_notes (texts, notes, error))
    return FALSE;
  uuid = hecha_command_case (command, argv[1], error);
  return uuid && hecha_plan_set_notes (command->session, uuid, notes, error);
}

static JsonArray *
members_to_json (HechaCommand *command,
                 GPtrArray    *members)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < members->len; i++)
    {
      const HechaMember *member = members->pdata[i];

      json_array_add_object_element (array, hecha_member_to_json (member));
      hecha_command_say (command, "%s  %s  %s", hecha_text_get (&hecha_role_labels[member->role], hecha_command_language ()),
                         member->name, member->number ? member->number : "");
    }
  return array;
}

/* Without anybody named the team is only told. */
static gboolean
run_team (HechaCommand  *command,
          int            argc,
          char         **argv,
          GError       **error)
{
  g_auto(GStrv) members = NULL, partners = NULL;
  g_autofree char *uuid = NULL;
  g_autoptr(GPtrArray) team = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_member_free);
  g_autoptr(HechaCase) content = NULL;
  HechaPlan plan = { .members = team };
  const GOptionEntry entries[] = {
    { "member", 0, 0, G_OPTION_ARG_STRING_ARRAY, &members, N_("One of the team; repeat"), "ROLE=NAME[:CERTIFICATE]" },
    { "partner-member", 0, 0, G_OPTION_ARG_STRING_ARRAY, &partners, N_("One of its people; repeat"), "ROLE=NAME[:CERTIFICATE]" },
    { NULL },
  };

  if (!hecha_command_parse (command, entries, &argc, &argv, 1, 1, error) ||
      !parse_lists (members, partners, NULL, &plan, error) || !(uuid = hecha_command_case (command, argv[1], error)) ||
      (team->len > 0 && !hecha_plan_set_members (command->session, uuid, team, error)) ||
      !(content = hecha_inspect_load (command->session, uuid, error)))
    return FALSE;
  json_object_set_array_member (command->result, "members", members_to_json (command, content->visit->members));
  return TRUE;
}

static JsonArray *
types_to_json (guint types)
{
  JsonArray *array = json_array_new ();

  for (int type = 0; type < HECHA_N_TYPES; type++)
    if (types & 1u << type)
      json_array_add_string_element (array, hecha_nick_text (hecha_type_nicks, type));
  return array;
}

/* Of a joint inspection. */
static JsonArray *
records_to_json (GPtrArray *records)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < records->len; i++)
    {
      const HechaVisitRow *row = records->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "record", row->uuid);
      json_object_set_string_member (object, "number", row->number);
      hecha_json_set_string (object, "unit", row->holder_name);
      json_object_set_array_member (object, "types", types_to_json (row->types));
      json_object_set_string_member (object, "state", hecha_nick_text (hecha_visit_state_nicks, row->state));
      json_object_set_int_member (object, "findings", row->findings);
      hecha_json_set_string (object, "report", row->report);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonObject *
show_case (HechaCommand *command,
           gpointer      data)
{
  const HechaVisitRow *row = data;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "case", row->uuid);
  hecha_json_set_string (object, "number", row->number);
  hecha_json_set_string (object, "enterprise", row->enterprise);
  hecha_json_set_string (object, "code", row->code);
  json_object_set_array_member (object, "types", types_to_json (row->types));
  json_object_set_string_member (object, "procedure", hecha_nick_text (hecha_procedure_nicks, row->procedure));
  hecha_json_set_string (object, "on", row->planned_on);
  json_object_set_string_member (object, "state", hecha_nick_text (hecha_visit_state_nicks, row->state));
  json_object_set_int_member (object, "items", row->items);
  json_object_set_int_member (object, "done", row->done);
  json_object_set_int_member (object, "findings", row->findings);
  hecha_json_set_string (object, "unit", row->holder_name);
  hecha_json_set_string (object, "partner", row->partner);
  hecha_json_set_string (object, "report", row->report);
  if (row->records)
    json_object_set_array_member (object, "records", records_to_json (row->records));
  hecha_command_say (command, "%s  %s  %s  %-8s  %u/%u  %s", row->uuid, row->number, row->planned_on,
                     hecha_text_get (&hecha_visit_state_labels[row->state], hecha_command_language ()),
                     row->done, row->items, row->enterprise);
  return object;
}

static gboolean
run_cases (HechaCommand  *command,
           int            argc,
           char         **argv,
           GError       **error)
{
  return hecha_command_list (command, argc, argv, "cases", hecha_visits_list, show_case, error);
}

const HechaVerb hecha_plan_verbs[] = {
  { "plan", "--enterprise CODE --types T[,T] --procedure P --on DATE …", N_("Plan a visit"),
    N_("CERTIFICATE is the number of a law-enforcement or evaluator’s certificate, or a file with a signing "
       "certificate (PEM, DER); both with a colon between. With --partner it is a joint inspection: each authority "
       "has its own types, at least two inspectors with certificates, and a record. JSON: case, warnings, and of an inspection the days of those this year that the workspace knows of."), run_plan },
  { "team", "CASE [--member ROLE=NAME[:CERTIFICATE] …]", N_("Show or change the team of a visit"),
    N_("Who is named here is the whole team from now on, held to the same rules as at planning; once the report is frozen "
       "it is refused. JSON: members[] of role, name, post, number, …"), run_team },
  { "note", "CASE --note NAME=TEXT …", N_("Note what a visit’s documents say besides its plan"),
    N_("Arrival, leaving, people present, approval, ceiling and count of inspections, legal basis and the like; an "
       "empty TEXT takes a note away."), run_note },
  { "cases", "", N_("List the visits"), N_("JSON: cases[] of case, number, enterprise, state, unit, …; of a joint inspection partner, and records[] of "
                                        "record, number, unit, types, state, report."), run_cases },
  { NULL },
};
