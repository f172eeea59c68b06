/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "statistics-store.h"

#include "clock.h"

#include <string.h>

void
hecha_common_item_free (HechaCommonItem *self)
{
  g_free (self->item);
  hecha_text_clear (&self->title);
  g_free (self);
}

void
hecha_domain_rate_free (HechaDomainRate *self)
{
  g_free (self->month);
  g_free (self->domain);
  g_free (self);
}

typedef struct
{
  const char        *case_id;
  int                revision;
  const HechaResult *results;
  guint              n;
} Results;

static gboolean
put_result (HechaDb            *db,
            const Results      *results,
            const HechaResult  *result,
            GError            **error)
{
  g_autoptr(JsonObject) title = hecha_text_to_json (result->title);
  g_autofree char *text = hecha_json_canonical_object (title);

  return hecha_db_exec (db, error, "INSERT OR REPLACE INTO result (case_id, revision, type, item, domain, title, verdict)"
                        "  VALUES (?, ?, ?, ?, ?, ?, ?)", "sisssss", results->case_id, results->revision,
                        hecha_nick_text (hecha_type_nicks, result->type), result->item, result->domain, text,
                        hecha_nick_text (hecha_verdict_nicks, result->verdict));
}

static gboolean
put_work (HechaDb   *db,
          gpointer   data,
          GError   **error)
{
  const Results *results = data;

  if (!hecha_db_exec (db, error, "DELETE FROM result WHERE case_id = ? AND revision = ?", "si", results->case_id,
                      results->revision))
    return FALSE;
  for (guint i = 0; i < results->n; i++)
    if (!put_result (db, results, &results->results[i], error))
      return FALSE;
  return TRUE;
}

/**
 * hecha_statistics_store_put_results:
 * @results: (array length=n): every item of the case for each of its types
 *
 * Notes what a freeze came to, for the figures; in the transaction of the
 * freeze. Those of an earlier revision stay, and are not counted any more.
 */
gboolean
hecha_statistics_store_put_results (HechaDb            *db,
                                    const char         *case_id,
                                    int                 revision,
                                    const HechaResult  *results,
                                    guint               n,
                                    GError            **error)
{
  Results work = { case_id, revision, results, n };

  return hecha_db_transaction (db, put_work, &work, error);
}

static char *
date_after (const GDate *day,
            int          days)
{
  GDate date = *day;

  if (days < 0)
    g_date_subtract_days (&date, -days);
  else
    g_date_add_days (&date, days);
  return hecha_date_to_text (&date);
}

static gboolean
count_filings (HechaDb          *db,
               const char       *today,
               const char       *soon,
               HechaStatistics  *statistics,
               GError          **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT type, level, count (*), total (due_on >= ?1 AND due_on <= ?2),"
                                              "  total (due_on < ?1) FROM filing GROUP BY type, level", "ss",
                                              today, soon);

  while (hecha_rows_next (rows))
    {
      int type, level = (int) hecha_rows_int (rows, 1);

      if (!hecha_nick_value (hecha_type_nicks, hecha_rows_text (rows, 0), &type) || level < 1 || level > HECHA_N_LEVELS)
        continue;
      statistics->filings[type][level - 1] = (guint) hecha_rows_int (rows, 2);
      statistics->due[type][level - 1] = (guint) hecha_rows_int (rows, 3);
      statistics->overdue[type][level - 1] = (guint) hecha_rows_int (rows, 4);
    }
  return hecha_rows_end (rows, error);
}

/**
 * hecha_statistics_store_figures:
 * @today: the day
 * @days: how far ahead something counts as due
 * @statistics: (out caller-allocates): untouched on failure
 *
 * The figures of the overview. A week begins on Monday.
 */
gboolean
hecha_statistics_store_figures (HechaDb          *db,
                                const GDate      *today,
                                guint             days,
                                HechaStatistics  *statistics,
                                GError          **error)
{
  g_autofree char *day = hecha_date_to_text (today);
  g_autofree char *soon = date_after (today, (int) days);
  g_autofree char *monday = date_after (today, -(int) (g_date_get_weekday (today) - G_DATE_MONDAY));
  g_autofree char *sunday = date_after (today, (int) (G_DATE_SUNDAY - g_date_get_weekday (today)));
  HechaStatistics found = { .visits = 0 };

  if (!count_filings (db, day, soon, &found, error))
    return FALSE;
  found.visits = (guint) hecha_db_int (db, 0, "SELECT count (*) FROM visit WHERE planned_on BETWEEN ? AND ?", "ss",
                                       monday, sunday);
  found.unsent = (guint) hecha_db_int (db, 0, "SELECT count (*) FROM outbox WHERE state <> 'sent'", "");
  *statistics = found;
  return TRUE;
}

/* Only what stands: the results of a report that was frozen and not reopened. */
#define STANDING "FROM result t JOIN report r ON r.case_id = t.case_id AND r.revision = t.revision AND r.frozen "

/**
 * hecha_statistics_store_common:
 * @limit: how many at most
 *
 * Returns: (transfer full) (element-type HechaCommonItem) (nullable): the items
 *   that were most often not fully conforming, in reports that stand
 */
GPtrArray *
hecha_statistics_store_common (HechaDb  *db,
                               guint     limit,
                               GError  **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT t.item, max (t.title), count (*) AS n " STANDING
                                              " WHERE t.verdict IN ('partial', 'nonconforming')"
                                              " GROUP BY t.item ORDER BY n DESC, t.item LIMIT ?", "i", (int) limit);
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_common_item_free);

  while (hecha_rows_next (rows))
    {
      HechaCommonItem *item = g_new0 (HechaCommonItem, 1);
      g_autoptr(JsonObject) title = hecha_json_parse_object (hecha_rows_text (rows, 1), -1, "title", NULL);

      item->item = hecha_rows_dup (rows, 0);
      if (title)
        hecha_text_from_json (title, &item->title);
      item->count = (guint) hecha_rows_int (rows, 2);
      g_ptr_array_add (items, item);
    }
  return hecha_rows_end (rows, error) ? g_steal_pointer (&items) : NULL;
}

/**
 * hecha_statistics_store_rates:
 *
 * Returns: (transfer full) (element-type HechaDomainRate) (nullable): for each
 *   month and domain how many items conform, of how many that apply; in
 *   reports of evaluations that stand, by month, then domain. An inspection has no such rate.
 */
GPtrArray *
hecha_statistics_store_rates (HechaDb  *db,
                              GError  **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT substr (r.frozen_at, 1, 7) AS month, t.domain,"
                                              "       total (t.verdict = 'conforming'), total (t.verdict <> 'na') "
                                              STANDING "JOIN visit v ON v.case_id = t.case_id"
                                              " WHERE v.procedure = 'evaluation' GROUP BY month, t.domain ORDER BY month, t.domain", "");
  g_autoptr(GPtrArray) rates = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_domain_rate_free);

  while (hecha_rows_next (rows))
    {
      HechaDomainRate *rate = g_new0 (HechaDomainRate, 1);

      rate->month = hecha_rows_dup (rows, 0);
      rate->domain = hecha_rows_dup (rows, 1);
      rate->conforming = (guint) hecha_rows_int (rows, 2);
      rate->counted = (guint) hecha_rows_int (rows, 3);
      g_ptr_array_add (rates, rate);
    }
  return hecha_rows_end (rows, error) ? g_steal_pointer (&rates) : NULL;
}
