/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules.h"

#include "due-dates.h"
#include "error.h"
#include "jurisdictions.h"
#include "session-private.h"
#include "setting-store.h"

#include <string.h>

/* Longer than any id or code. */
#define LONGEST 200

static gboolean
accepts_year (const char *value)
{
  int rule;

  return hecha_nick_value (hecha_year_rule_nicks, value, &rule);
}

static gboolean
accepts_area (const char *value)
{
  g_autoptr(HechaJurisdiction) table = hecha_jurisdictions_load (NULL);

  return table && hecha_jurisdiction_has_area (table, value);
}

static gboolean
accepts_ceiling (const char *value)
{
  return g_ascii_string_to_unsigned (value, 10, 1, 366, NULL, NULL);
}

static gboolean
accepts_text (const char *value)
{
  return strlen (value) < LONGEST;
}

static const struct
{
  const char *name;
  const char *setting;
  gboolean  (*accepts) (const char *value);
  const char *wanted;
  gboolean    moves_days;   /* whether the days beside the filings rest on it */
} known[] = {
  { "year", HECHA_SETTING_YEAR, accepts_year, "calendar or rolling", TRUE },
  { "area", HECHA_SETTING_AREA, accepts_area, "two digits of a province, four of one of the five cities, or corps",
    FALSE },
  { "conclusion", HECHA_SETTING_CONCLUSION, accepts_text, "the id of a conclusion rule", FALSE },
  { "ceiling", HECHA_SETTING_CEILING, accepts_ceiling, "a number of inspections a year, 1 to 366", FALSE },
};

void
hecha_rules_free (HechaRules *self)
{
  g_free (self->area);
  g_free (self->conclusion);
  g_free (self->ceiling);
  g_free (self);
}

static gboolean
load_work (HechaJournal  *journal,
           gpointer       data,
           GError       **error)
{
  HechaRules *rules = data;
  HechaDb *db = hecha_journal_db (journal);

  rules->year = hecha_due_dates_year_rule (db);
  rules->area = hecha_setting_store_get (db, HECHA_SETTING_AREA);
  rules->conclusion = hecha_setting_store_get (db, HECHA_SETTING_CONCLUSION);
  rules->ceiling = hecha_setting_store_get (db, HECHA_SETTING_CEILING);
  return TRUE;
}

/**
 * hecha_rules_load:
 *
 * Returns: (transfer full) (nullable): what the workspace decided
 */
HechaRules *
hecha_rules_load (HechaSession  *session,
                  GError       **error)
{
  g_autoptr(HechaRules) rules = g_new0 (HechaRules, 1);

  return hecha_session_work (session, load_work, rules, error) ? g_steal_pointer (&rules) : NULL;
}

typedef struct
{
  guint       rule;
  const char *value;
} Choice;

static gboolean
set_work (HechaJournal  *journal,
          gpointer       data,
          GError       **error)
{
  Choice *choice = data;
  HechaDb *db = hecha_journal_db (journal);
  g_autofree char *subject = g_strconcat ("rule/", known[choice->rule].name, NULL);
  JsonObject *payload = json_object_new ();

  if (choice->value)
    json_object_set_string_member (payload, "value", choice->value);
  else
    json_object_set_null_member (payload, "value");
  return hecha_setting_store_set (db, known[choice->rule].setting, choice->value, error) &&
         (!known[choice->rule].moves_days || hecha_due_dates_refresh (db, TRUE, error)) &&
         hecha_journal_append (journal, hecha_session_event (HECHA_SCOPE_WORKSPACE, HECHA_EVENT_RULE_CHOSEN, subject,
                                                             payload), error);
}

/**
 * hecha_rules_set:
 * @name: year, area, conclusion or ceiling
 * @value: (nullable): %NULL for what holds without a choice
 *
 * Decides what the Measures leave open. The choice is an event, and every day
 * that rests on it is counted anew.
 *
 * Returns: %FALSE with %HECHA_ERROR_INVALID
 */
gboolean
hecha_rules_set (HechaSession  *session,
                 const char    *name,
                 const char    *value,
                 GError       **error)
{
  Choice choice = { 0, value };

  while (choice.rule < G_N_ELEMENTS (known) && strcmp (known[choice.rule].name, name) != 0)
    choice.rule++;
  if (choice.rule == G_N_ELEMENTS (known))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "There is no rule “%s” to choose: year, area, conclusion, ceiling", name);
      return FALSE;
    }
  if (value && !known[choice.rule].accepts (value))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s is %s, not “%s”", name, known[choice.rule].wanted, value);
      return FALSE;
    }
  if (!hecha_session_change (session, set_work, &choice, error))
    return FALSE;
  hecha_session_emit_changed (session, HECHA_SCOPE_WORKSPACE, "rules");
  return TRUE;
}
