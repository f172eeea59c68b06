/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command.h"

#include "calendars.h"
#include "clock.h"
#include "conclusions.h"
#include "deadlines.h"
#include "jurisdictions.h"
#include "rules.h"

#include <glib/gi18n.h>

static gboolean
usage (GError     **error,
       const char  *message)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, message);
  return FALSE;
}

static gboolean
parse_day (const char  *text,
           GDate       *day,
           GError     **error)
{
  if (hecha_date_from_text (text, day))
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("“%s” is no day: YYYY-MM-DD"), text ? text : "");
  return FALSE;
}

/* Which rule of the Measures counts so many days. */
static char *
rule_of_days (int days)
{
  if (days == HECHA_VERIFICATION_DAYS)
    return hecha_rule_cite (hecha_rule_get (HECHA_RULE_VERIFICATION), hecha_command_language ());
  if (days == HECHA_CORRECTION_DAYS)
    return hecha_rule_cite (hecha_rule_get (HECHA_RULE_CORRECTION), hecha_command_language ());
  return g_strdup (_("working days by the tables of the State Council; the day of the event is not counted"));
}

static void
tell_due (HechaCommand *command,
          const GDate  *due,
          gboolean      provisional,
          const char   *rule)
{
  g_autofree char *day = hecha_date_to_text (due);

  json_object_set_string_member (command->result, "due", day);
  json_object_set_boolean_member (command->result, "provisional", provisional);
  json_object_set_string_member (command->result, "rule", rule);
  hecha_command_say (command, "%s%s", day, provisional ? _("  (provisional: a year without a table)") : "");
  hecha_command_say (command, "%s", rule);
}

static gboolean
run_deadline (HechaCommand  *command,
              int            argc,
              char         **argv,
              GError       **error)
{
  g_autofree char *from = NULL;
  int days = -1, months = -1;
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, N_("The day of the event, which is not counted"), "YYYY-MM-DD" },
    { "working-days", 0, 0, G_OPTION_ARG_INT, &days, N_("How many working days"), "N" },
    { "months", 0, 0, G_OPTION_ARG_INT, &months, N_("How many months; a last day off moves to the next working day"), "N" },
    { NULL },
  };
  g_autoptr(HechaCalendar) calendar = NULL;
  g_autofree char *rule = NULL;
  gboolean provisional = FALSE;
  GDate day, due;

  if (!hecha_command_parse (command, entries, &argc, &argv, 0, 0, error))
    return FALSE;
  if (!from || (days < 0) == (months < 0) || days > 10000 || months > 1200)
    return usage (error, _("deadline needs --from and either --working-days or --months"));
  calendar = parse_day (from, &day, error) ? hecha_calendars_load (error) : NULL;
  if (!calendar)
    return FALSE;
  due = day;
  if (days >= 0)
    hecha_calendar_add_working_days (calendar, &day, days, &due, &provisional);
  else
    {
      g_date_add_months (&due, months);
      hecha_calendar_next_working_day (calendar, &due, &provisional);
    }
  rule = days >= 0 ? rule_of_days (days)
                   : g_strdup (hecha_text_get (&hecha_assumption_texts[HECHA_ASSUME_MONTHS], hecha_command_language ()));
  tell_due (command, &due, provisional, rule);
  return TRUE;
}

static JsonObject *
show_table (HechaCommand *command,
            gpointer      data)
{
  const HechaCalendarTable *table = data;
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "year", table->year);
  json_object_set_string_member (object, "name", table->name);
  json_object_set_boolean_member (object, "shipped", table->path == NULL);
  hecha_json_set_string (object, "path", table->path);
  hecha_json_set_string (object, "source", table->source);
  hecha_json_set_string (object, "fault", table->fault);
  hecha_command_say (command, "%04d  %s  %s", table->year, table->path ? table->path : _("shipped"),
                     table->fault ? table->fault : table->source ? table->source : "");
  command->exit_status |= table->fault != NULL;
  return object;
}

static gboolean
run_calendar_list (HechaCommand  *command,
                   int            argc,
                   char         **argv,
                   GError       **error)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr(GPtrArray) tables = NULL;

  if (!hecha_command_parse (command, entries, &argc, &argv, 0, 0, error))
    return FALSE;
  tables = hecha_calendars_list (error);
  if (tables)
    hecha_command_show (command, "tables", tables, show_table);
  return tables != NULL;
}

static gboolean
run_calendar_add (HechaCommand  *command,
                  int            argc,
                  char         **argv,
                  GError       **error)
{
  const GOptionEntry entries[] = { { NULL } };
  int year;

  if (!hecha_command_parse (command, entries, &argc, &argv, 1, 1, error))
    return FALSE;
  year = hecha_calendars_add (argv[1], error);
  if (!year)
    return FALSE;
  json_object_set_int_member (command->result, "year", year);
  hecha_command_say (command, _("The working days of %d are known now"), year);
  return TRUE;
}

/* Due lists */

static JsonObject *
show_due (HechaCommand *command,
          gpointer      data)
{
  const HechaDueRow *row = data;
  static const char *const states[] = { "none", "later", "soon", "overdue" };
  const HechaRule *rule = hecha_rule_get (row->term.rule);
  g_autofree char *due = hecha_date_to_text (&row->term.due), *from = hecha_date_to_text (&row->term.from);
  g_autofree char *cited = hecha_rule_cite (rule, hecha_command_language ());
  g_autofree char *assumed = hecha_term_assumed (&row->term, hecha_command_language ());
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "kind", hecha_nick_text (hecha_term_nicks, row->term.kind));
  json_object_set_string_member (object, "due", due);
  json_object_set_string_member (object, "from", from);
  json_object_set_boolean_member (object, "provisional", hecha_term_is_provisional (&row->term));
  json_object_set_string_member (object, "state", states[row->state]);
  json_object_set_int_member (object, "days-left", row->days_left);
  json_object_set_string_member (object, "code", row->code);
  hecha_json_set_string (object, "enterprise", row->enterprise);
  if (row->type >= 0)
    json_object_set_string_member (object, "type", hecha_nick_text (hecha_type_nicks, row->type));
  if (row->level)
    json_object_set_int_member (object, "level", row->level);
  hecha_json_set_string (object, "case", row->case_uuid);
  hecha_json_set_string (object, "what", row->what);
  json_object_set_int_member (object, "article", rule->article);
  json_object_set_string_member (object, "rule", cited);
  json_object_set_string_member (object, "assumed", assumed);
  hecha_command_say (command, "%s%s  %5d  %s  %s  %s", due, hecha_term_is_provisional (&row->term) ? "?" : " ",
                     row->days_left, hecha_text_get (&hecha_term_labels[row->term.kind], hecha_command_language ()),
                     row->enterprise ? row->enterprise : row->code, row->what ? row->what : "");
  return object;
}

static gboolean
tell_deadlines (HechaCommand         *command,
                const HechaDueQuery  *query,
                const char           *ics,
                GError              **error)
{
  g_autoptr(GPtrArray) rows = NULL;

  rows = hecha_command_session (command, error) ? hecha_deadlines_list (command->session, query, error) : NULL;
  if (rows)
    hecha_command_show (command, "deadlines", rows, show_due);
  return rows && (!ics || hecha_deadlines_save (command->session, rows, ics, hecha_command_language (), error));
}

static gboolean
run_deadlines (HechaCommand  *command,
               int            argc,
               char         **argv,
               GError       **error)
{
  g_autofree char *code = NULL, *ics = NULL;
  g_auto(GStrv) kinds = NULL;
  HechaDueQuery query = { 0 };
  int days = 0, kind;
  const GOptionEntry entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_STRING_ARRAY, &kinds,
      N_("verification, correction, regrading, evaluation, inspection or rectification; repeat"), N_("KIND") },
    { "days", 0, 0, G_OPTION_ARG_INT, &days, N_("How far ahead; 60 without it"), "N" },
    { "overdue", 0, 0, G_OPTION_ARG_NONE, &query.overdue, N_("Only what has passed"), NULL },
    { "enterprise", 0, 0, G_OPTION_ARG_STRING, &code, N_("Its unified social credit code"), N_("CODE") },
    { "ics", 0, 0, G_OPTION_ARG_FILENAME, &ics, N_("Save it as a calendar"), N_("FILE") },
    { NULL },
  };

  if (!hecha_command_parse (command, entries, &argc, &argv, 0, 0, error))
    return FALSE;
  for (guint i = 0; kinds && kinds[i]; i++)
    if (hecha_nick_value (hecha_term_nicks, kinds[i], &kind))
      query.kinds |= 1u << kind;
    else
      return usage (error, _("--kind is verification, correction, regrading, evaluation, inspection or rectification"));
  if (days < 0 || days > 36500)
    return usage (error, _("--days is a number of days"));
  query.days = days;
  query.code = code;
  return tell_deadlines (command, &query, ics, error);
}

/* Rules */

static void
tell_rule (HechaCommand    *command,
           JsonArray       *array,
           const HechaRule *rule)
{
  JsonObject *object = json_object_new ();
  g_autofree char *cited = hecha_rule_cite (rule, hecha_command_language ());
  const char *where = hecha_text_get (&rule->where, hecha_command_language ());

  json_object_set_string_member (object, "name", rule->name);
  json_object_set_int_member (object, "article", rule->article);
  json_object_set_string_member (object, "text", hecha_text_get (&rule->text, hecha_command_language ()));
  json_object_set_string_member (object, "where", where);
  json_array_add_object_element (array, object);
  hecha_command_say (command, "%s\n    → %s", cited, where);
}

static gboolean
run_rules (HechaCommand  *command,
           int            argc,
           char         **argv,
           GError       **error)
{
  const GOptionEntry entries[] = { { NULL } };
  JsonArray *array = json_array_new ();

  json_object_set_array_member (command->result, "rules", array);
  if (!hecha_command_parse (command, entries, &argc, &argv, 0, 0, error))
    return FALSE;
  for (guint i = 0; i < HECHA_N_RULES; i++)
    tell_rule (command, array, hecha_rule_get (i));
  return TRUE;
}

static gboolean
run_rule_list (HechaCommand  *command,
               int            argc,
               char         **argv,
               GError       **error)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr(HechaRules) rules = NULL;

  if (!hecha_command_parse (command, entries, &argc, &argv, 0, 0, error) || !hecha_command_session (command, error))
    return FALSE;
  rules = hecha_rules_load (command->session, error);
  if (!rules)
    return FALSE;
  json_object_set_string_member (command->result, "year", hecha_nick_text (hecha_year_rule_nicks, rules->year));
  hecha_json_set_string (command->result, "area", rules->area);
  hecha_json_set_string (command->result, "conclusion", rules->conclusion);
  hecha_json_set_string (command->result, "ceiling", rules->ceiling);
  hecha_command_say (command, "year        %s", hecha_nick_text (hecha_year_rule_nicks, rules->year));
  hecha_command_say (command, "area        %s", rules->area ? rules->area : "—");
  hecha_command_say (command, "conclusion  %s", rules->conclusion ? rules->conclusion : "—");
  hecha_command_say (command, "ceiling     %s", rules->ceiling ? rules->ceiling : "—");
  return TRUE;
}

static gboolean
run_rule_set (HechaCommand  *command,
              int            argc,
              char         **argv,
              GError       **error)
{
  const GOptionEntry entries[] = { { NULL } };

  return hecha_command_parse (command, entries, &argc, &argv, 1, 2, error) && hecha_command_session (command, error) &&
         hecha_rules_set (command->session, argv[1], argc > 2 ? argv[2] : NULL, error);
}

/* Who supervises whom */

static JsonObject *
show_supervision (HechaCommand *command,
                  gpointer      data)
{
  const HechaSupervision *row = data;
  JsonObject *object = json_object_new ();
  JsonArray *warnings = json_array_new ();

  json_object_set_string_member (object, "type", hecha_nick_text (hecha_type_nicks, row->type));
  hecha_json_set_string (object, "site", row->site);
  hecha_json_set_string (object, "region", row->region);
  if (row->authority)
    {
      json_object_set_string_member (object, "line", hecha_nick_text (hecha_holder_nicks, row->authority->line));
      json_object_set_string_member (object, "area", row->authority->area);
      json_object_set_string_member (object, "authority", hecha_text_get (&row->authority->name, hecha_command_language ()));
    }
  json_object_set_int_member (object, "article", 3);
  json_object_set_array_member (object, "warnings", warnings);
  hecha_command_say (command, "%s  %s  %s", hecha_text_get (&hecha_type_labels[row->type], hecha_command_language ()),
                     row->site ? row->site : row->region ? row->region : "—",
                     row->authority ? hecha_text_get (&row->authority->name, hecha_command_language ()) : "—");
  for (guint i = 0; i < row->warnings->len; i++)
    {
      const char *text = hecha_text_get (&((HechaMisassignment *) row->warnings->pdata[i])->text, hecha_command_language ());

      json_array_add_string_element (warnings, text);
      hecha_command_say (command, "  ! %s", text);
    }
  return object;
}

static gboolean
run_jurisdiction (HechaCommand  *command,
                  int            argc,
                  char         **argv,
                  GError       **error)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr(GPtrArray) rows = NULL;

  if (!hecha_command_parse (command, entries, &argc, &argv, 1, 1, error) || !hecha_command_session (command, error))
    return FALSE;
  rows = hecha_jurisdictions_of (command->session, argv[1], 0, error);
  if (rows)
    hecha_command_show (command, "supervision", rows, show_supervision);
  return rows != NULL;
}

/* Conclusion rules */

static JsonObject *
show_conclusion (HechaCommand *command,
                 gpointer      data)
{
  const HechaConclusionFile *file = data;
  JsonObject *object = json_object_new ();
  JsonArray *corners = json_array_new ();

  json_object_set_boolean_member (object, "shipped", file->path == NULL);
  hecha_json_set_string (object, "path", file->path);
  hecha_json_set_string (object, "fault", file->fault);
  json_object_set_array_member (object, "corners", corners);
  command->exit_status |= file->fault != NULL;
  if (!file->rule)
    {
      hecha_command_say (command, "%s", file->fault);
      return object;
    }
  json_object_set_string_member (object, "id", file->rule->id);
  json_object_set_string_member (object, "version", file->rule->version);
  json_object_set_boolean_member (object, "official", file->rule->official);
  hecha_json_set_string (object, "title", hecha_text_get (&file->rule->title, hecha_command_language ()));
  hecha_json_set_string (object, "basis", hecha_text_get (&file->rule->basis, hecha_command_language ()));
  hecha_json_set_string (object, "formula", hecha_text_get (&file->rule->formula, hecha_command_language ()));
  for (guint i = 0; i < file->rule->corners->len; i++)
    json_array_add_string_element (corners, hecha_text_get (&((HechaCorner *) file->rule->corners->pdata[i])->text,
                                                            hecha_command_language ()));
  hecha_command_say (command, "%s  %s  %s", file->rule->id, file->rule->version,
                     hecha_text_get (&file->rule->title, hecha_command_language ()));
  return object;
}

static gboolean
run_conclusion_list (HechaCommand  *command,
                     int            argc,
                     char         **argv,
                     GError       **error)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr(GPtrArray) files = NULL;

  if (!hecha_command_parse (command, entries, &argc, &argv, 0, 0, error))
    return FALSE;
  files = hecha_conclusions_list (error);
  if (files)
    hecha_command_show (command, "conclusions", files, show_conclusion);
  return files != NULL;
}

static gboolean
run_conclusion_add (HechaCommand  *command,
                    int            argc,
                    char         **argv,
                    GError       **error)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr(HechaConclusionRule) rule = NULL;

  if (!hecha_command_parse (command, entries, &argc, &argv, 1, 1, error) || !(rule = hecha_conclusions_add (argv[1], error)))
    return FALSE;
  json_object_set_string_member (command->result, "id", rule->id);
  json_object_set_string_member (command->result, "version", rule->version);
  hecha_command_say (command, _("Added %s, version %s; “rule set conclusion %s” makes it that of a workspace"), rule->id,
                     rule->version, rule->id);
  return TRUE;
}

const HechaVerb hecha_deadline_verbs[] = {
  { "deadline", "--from DATE --working-days N | --months N", N_("Count working days or months"),
    N_("JSON: due, provisional, rule."), run_deadline },
  { "deadlines", "[--kind K] [--days N] [--overdue] [--ics FILE]", N_("List what is due"),
    N_("Without --kind, the clocks that the holder of the workspace looks after. A ? marks a provisional day.\n"
       "JSON: deadlines[] of kind, due, from, provisional, state, days-left, code, enterprise, type, level, case, "
       "what, article, rule, assumed."), run_deadlines },
  { "rules", "", N_("List the rules of the Measures, with their articles and where Hecha holds them"),
    N_("JSON: rules[] of name, article, text, where."), run_rules },
  { "rule list", "", N_("Show what this workspace decided where the Measures leave it open"),
    N_("JSON: year, area, conclusion, ceiling."), run_rule_list },
  { "rule set", "NAME [VALUE]", N_("Decide what the Measures leave open"),
    N_("year: calendar or rolling. area: the two digits of a province, four of one of the five cities, or corps. "
       "conclusion: id of a conclusion rule. ceiling: how many inspections of one enterprise in a year the authority’s "
       "own rule allows. Without VALUE what holds without a choice."), run_rule_set },
  { "jurisdiction", "CODE", N_("Say which authority supervises an enterprise"),
    N_("Articles 3 and 14, for each type and place. JSON: supervision[] of type, site, region, line, area, authority, "
       "article, warnings."), run_jurisdiction },
  { "conclusion list", "", N_("List the rules for conclusions"),
    N_("JSON: conclusions[] of id, version, title, official, basis, formula, corners, shipped, fault."),
    run_conclusion_list },
  { "conclusion add", "FILE", N_("Add a rule for conclusions"),
    N_("FILE is JSON as data/conclusions/internal.json. It is kept with the user’s configuration; versions stand "
       "beside each other."), run_conclusion_add },
  { "calendar list", "", N_("List the tables of working days"),
    N_("JSON: tables[] of year, name, shipped, source, fault."), run_calendar_list },
  { "calendar add", "FILE", N_("Add the table of a year"),
    N_("FILE is JSON: year, source, off[] and working[] of YYYY-MM-DD or YYYY-MM-DD..YYYY-MM-DD. It is kept with "
       "the user’s configuration and serves every workspace."), run_calendar_add },
  { NULL },
};
