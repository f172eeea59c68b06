/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command.h"

#include "calendars.h"
#include "clock.h"
#include "term.h"

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
table_to_json (const HechaCalendarTable *table)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "year", table->year);
  json_object_set_string_member (object, "name", table->name);
  json_object_set_boolean_member (object, "shipped", table->path == NULL);
  hecha_json_set_string (object, "path", table->path);
  hecha_json_set_string (object, "source", table->source);
  hecha_json_set_string (object, "fault", table->fault);
  return object;
}

static gboolean
run_calendar_list (HechaCommand  *command,
                   int            argc,
                   char         **argv,
                   GError       **error)
{
  const GOptionEntry entries[] = { { NULL } };
  JsonArray *array = json_array_new ();
  g_autoptr(GPtrArray) tables = NULL;

  json_object_set_array_member (command->result, "tables", array);
  if (!hecha_command_parse (command, entries, &argc, &argv, 0, 0, error))
    return FALSE;
  tables = hecha_calendars_list (error);
  for (guint i = 0; tables && i < tables->len; i++)
    {
      const HechaCalendarTable *table = tables->pdata[i];

      json_array_add_object_element (array, table_to_json (table));
      hecha_command_say (command, "%04d  %s  %s", table->year, table->path ? table->path : _("shipped"),
                         table->fault ? table->fault : table->source ? table->source : "");
      command->exit_status |= table->fault != NULL;
    }
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

const HechaVerb hecha_deadline_verbs[] = {
  { "deadline", "--from DATE --working-days N | --months N", N_("Count working days or months"),
    N_("JSON: due, provisional, rule."), run_deadline },
  { "calendar list", "", N_("List the tables of working days"),
    N_("JSON: tables[] of year, name, shipped, source, fault."), run_calendar_list },
  { "calendar add", "FILE", N_("Add the table of a year"),
    N_("FILE is JSON: year, source, off[] and working[] of YYYY-MM-DD or YYYY-MM-DD..YYYY-MM-DD. It is kept with "
       "the user’s configuration and serves every workspace."), run_calendar_add },
  { NULL },
};
