/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due-dates.h"

#include "calendars.h"
#include "clock.h"
#include "filing-check-store.h"
#include "filing-store.h"
#include "setting-store.h"

/* So many filings are read at once. */
#define PAGE 1000

/**
 * hecha_due_dates_year_rule:
 *
 * Returns: what a year is in this workspace
 */
HechaYearRule
hecha_due_dates_year_rule (HechaDb *db)
{
  g_autofree char *text = hecha_setting_store_get (db, HECHA_SETTING_YEAR);
  int rule = HECHA_YEAR_CALENDAR;

  hecha_nick_value (hecha_year_rule_nicks, text, &rule);
  return rule;
}

/**
 * hecha_due_dates_evaluation:
 * @last_visit: (nullable): YYYY-MM-DD of the last evaluation of this workspace;
 *   the filing may know a later one
 * @term: (out caller-allocates): the clock of article 9
 */
void
hecha_due_dates_evaluation (const HechaFiling *filing,
                            const char        *last_visit,
                            HechaCalendar     *calendar,
                            HechaYearRule      rule,
                            HechaTerm         *term)
{
  GDate last, filed, visited;
  gboolean has_last = hecha_filing_get_date (filing, HECHA_FIELD_LAST_EVALUATED_ON, &last);
  gboolean has_filed = hecha_filing_get_date (filing, HECHA_FIELD_FILED_ON, &filed);

  if (hecha_date_from_text (last_visit, &visited) && (!has_last || g_date_compare (&visited, &last) > 0))
    {
      last = visited;
      has_last = TRUE;
    }
  hecha_term_init_evaluation (term, calendar, filing->level, has_last ? &last : NULL, has_filed ? &filed : NULL, rule);
}

static gboolean
set_due (HechaDb            *db,
         HechaStoredFiling  *stored,
         const char         *last_visit,
         HechaCalendar      *calendar,
         HechaYearRule       rule,
         GError            **error)
{
  g_autofree char *due = NULL;
  HechaTerm term;

  hecha_due_dates_evaluation (stored->filing, last_visit, calendar, rule, &term);
  due = term.dated && !term.advised ? hecha_date_to_text (&term.due) : NULL;
  return g_strcmp0 (due, stored->due_on) == 0 || hecha_filing_store_set_due (db, stored->id, due, error);
}

static gboolean
refresh_visited (HechaDb        *db,
                 HechaCalendar  *calendar,
                 HechaYearRule   rule,
                 GError        **error)
{
  g_autoptr(GPtrArray) visited = hecha_filing_check_store_evaluated (db, error);

  for (guint i = 0; visited && i < visited->len; i++)
    {
      const HechaWaitingFiling *waiting = visited->pdata[i];
      g_autoptr(HechaStoredFiling) stored = hecha_filing_store_find (db, waiting->code, waiting->type, error);

      if (!stored || !set_due (db, stored, waiting->from, calendar, rule, error))
        return FALSE;
    }
  return visited != NULL;
}

static gboolean
refresh_page (HechaDb        *db,
              const gint64   *ids,
              guint           n,
              HechaCalendar  *calendar,
              HechaYearRule   rule,
              GError        **error)
{
  g_autoptr(GPtrArray) page = hecha_filing_store_page (db, ids, n, error);

  for (guint i = 0; page && i < page->len; i++)
    if (!set_due (db, page->pdata[i], NULL, calendar, rule, error))
      return FALSE;
  return page != NULL;
}

/**
 * hecha_due_dates_refresh:
 * @all: whether every filing is looked at, or only those of enterprises that
 *   were visited
 *
 * Brings the days of the next evaluations up to date; in the running
 * transaction, after an import, a freeze, a reopening or another rule.
 */
gboolean
hecha_due_dates_refresh (HechaDb   *db,
                         gboolean   all,
                         GError   **error)
{
  g_autoptr(HechaCalendar) calendar = hecha_calendars_load (error);
  HechaYearRule rule = hecha_due_dates_year_rule (db);
  const HechaFilingFilter everything = { .sort = HECHA_FILING_SORT_CODE };
  g_autoptr(GArray) ids = calendar && all ? hecha_filing_store_query (db, &everything, error) : NULL;

  if (!calendar || (all && !ids))
    return FALSE;
  for (guint i = 0; ids && i < ids->len; i += PAGE)
    if (!refresh_page (db, &g_array_index (ids, gint64, i), MIN (PAGE, ids->len - i), calendar, rule, error))
      return FALSE;
  return refresh_visited (db, calendar, rule, error);
}
