/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "overview.h"

#include "finding-store.h"
#include "library.h"
#include "session-private.h"
#include "statistics-store.h"

#include <string.h>

#define SOON_DAYS     60
#define MOST_COMMON   10
#define TREND_MONTHS  12
#define MOST_DUE      6

static void
count_free (HechaCount *self)
{
  g_free (self->id);
  g_free (self->label);
  g_free (self);
}

static void
trend_free (HechaTrend *self)
{
  g_free (self->label);
  g_ptr_array_unref (self->months);
  g_free (self);
}

void
hecha_overview_free (HechaOverview *self)
{
  g_clear_pointer (&self->due, g_ptr_array_unref);
  g_clear_pointer (&self->this_week, g_ptr_array_unref);
  g_clear_pointer (&self->commonest, g_ptr_array_unref);
  g_clear_pointer (&self->rates, g_ptr_array_unref);
  g_clear_pointer (&self->trends, g_ptr_array_unref);
  g_free (self);
}

/* Figures of the database */

typedef struct
{
  GDate            today;
  HechaStatistics  figures;
  GPtrArray       *common;
  GPtrArray       *rates;
  guint            open;    /* findings */
} Figures;

static gboolean
count_open (HechaDb  *db,
            guint    *open,
            GError  **error)
{
  g_autoptr(GPtrArray) findings = hecha_finding_store_list (db, NULL, error);

  for (guint i = 0; findings && i < findings->len; i++)
    *open += strcmp (hecha_finding_row_state (findings->pdata[i]), "open") == 0;
  return findings != NULL;
}

static gboolean
figures_work (HechaJournal  *journal,
              gpointer       data,
              GError       **error)
{
  Figures *figures = data;
  HechaDb *db = hecha_journal_db (journal);

  if (!hecha_statistics_store_figures (db, &figures->today, SOON_DAYS, &figures->figures, error) ||
      !count_open (db, &figures->open, error))
    return FALSE;
  figures->common = hecha_statistics_store_common (db, MOST_COMMON, error);
  figures->rates = figures->common ? hecha_statistics_store_rates (db, error) : NULL;
  return figures->rates != NULL;
}

static void
take_figures (HechaOverview *self,
              const Figures *figures)
{
  for (int type = 0; type < HECHA_N_TYPES; type++)
    for (int level = 1; level <= HECHA_N_LEVELS; level++)
      {
        self->filings[type][level] = figures->figures.filings[type][level - 1];
        self->overdue[type][level] = figures->figures.overdue[type][level - 1];
        self->soon[type][level] = figures->figures.due[type][level - 1];
        self->filings[type][0] += self->filings[type][level];
        self->overdue[type][0] += self->overdue[type][level];
        self->soon[type][0] += self->soon[type][level];
      }
}

static void
add_count (GPtrArray  *counts,
           const char *id,
           const char *label,
           int         count)
{
  HechaCount *entry = g_new0 (HechaCount, 1);

  entry->id = g_strdup (id);
  entry->label = g_strdup (label);
  entry->count = count;
  g_ptr_array_add (counts, entry);
}

static void
take_common (HechaOverview *self,
             GPtrArray     *common,
             HechaLanguage  language)
{
  for (guint i = 0; i < common->len; i++)
    {
      HechaCommonItem *item = common->pdata[i];

      add_count (self->commonest, item->item, hecha_text_get (&item->title, language), (int) item->count);
    }
}

/* What a group is called, in the shipped packs or any other. */
static char *
group_label (HechaSession  *session,
             const char    *id,
             HechaLanguage  language,
             GHashTable    *labels)
{
  const char *known = g_hash_table_lookup (labels, id);
  g_autoptr(GPtrArray) packs = g_hash_table_size (labels) ? NULL : hecha_library_list (session, NULL);

  for (guint i = 0; packs && i < packs->len; i++)
    {
      HechaPackRow *row = packs->pdata[i];
      g_autoptr(HechaPack) pack = row->cases ? hecha_library_load (session, row->digest, 0, NULL) : NULL;

      for (guint j = 0; pack && j < pack->groups->len; j++)
        {
          HechaGroup *group = pack->groups->pdata[j];

          g_hash_table_insert (labels, g_strdup (group->id), g_strdup (hecha_text_get (&group->title, language)));
        }
    }
  known = known ? known : g_hash_table_lookup (labels, id);
  return g_strdup (known ? known : id);
}

/* Conforming ÷ counted in hundredths of a percent; -1 where nothing was counted. */
static int
rate_of (GPtrArray  *rates,
         const char *domain,
         const char *month)
{
  guint64 conforming = 0, counted = 0;

  for (guint i = 0; i < rates->len; i++)
    {
      const HechaDomainRate *rate = rates->pdata[i];

      if ((domain && strcmp (rate->domain, domain) != 0) || (month && strcmp (rate->month, month) != 0))
        continue;
      conforming += rate->conforming;
      counted += rate->counted;
    }
  return counted ? (int) (conforming * 10000 / counted) : -1;
}

static gboolean
remember (GPtrArray  *known,
          const char *text)
{
  if (g_ptr_array_find_with_equal_func (known, text, g_str_equal, NULL))
    return FALSE;
  g_ptr_array_add (known, (gpointer) text);
  return TRUE;
}

static void
add_trend (HechaOverview *self,
           GPtrArray     *rates,
           const char    *domain,
           const char    *label)
{
  HechaTrend *trend = g_new0 (HechaTrend, 1);
  g_autoptr(GPtrArray) months = g_ptr_array_new ();

  trend->label = g_strdup (label);
  trend->months = g_ptr_array_new_with_free_func ((GDestroyNotify) count_free);
  for (guint i = rates->len; i > 0 && trend->months->len < TREND_MONTHS; i--)
    {
      const char *month = ((HechaDomainRate *) rates->pdata[i - 1])->month;
      int rate = remember (months, month) ? rate_of (rates, domain, month) : -1;

      if (rate >= 0)
        add_count (trend->months, month, month, rate);
    }
  g_ptr_array_add (self->trends, trend);
}

static void
take_rates (HechaOverview *self,
            HechaSession  *session,
            GPtrArray     *rates,
            HechaLanguage  language)
{
  g_autoptr(GHashTable) labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(GPtrArray) domains = g_ptr_array_new ();

  add_trend (self, rates, NULL, NULL);
  for (guint i = 0; i < rates->len; i++)
    {
      const char *domain = ((HechaDomainRate *) rates->pdata[i])->domain;
      int rate = remember (domains, domain) ? rate_of (rates, domain, NULL) : -1;
      g_autofree char *label = NULL;

      if (rate < 0)
        continue;
      label = group_label (session, domain, language, labels);
      add_count (self->rates, domain, label, rate);
      add_trend (self, rates, domain, label);
    }
}

/* Visits */

static gboolean
is_this_week (const char  *day,
              const GDate *today)
{
  GDate date, monday = *today;

  g_date_subtract_days (&monday, g_date_get_weekday (today) - G_DATE_MONDAY);
  return hecha_date_from_text (day, &date) && g_date_days_between (&monday, &date) >= 0 &&
         g_date_days_between (&monday, &date) < 7;
}

static void
take_visits (HechaOverview *self,
             GPtrArray     *visits,
             const GDate   *today)
{
  for (guint i = visits->len; i > 0; i--)
    {
      HechaVisitRow *row = visits->pdata[i - 1];
      gboolean decided = row->state == HECHA_VISIT_APPROVED || row->state == HECHA_VISIT_RETURNED;

      self->to_sign += row->state == HECHA_VISIT_TO_SIGN && !row->received;
      self->to_review += row->received && !decided;
      self->unsent += row->report && !row->received && !row->sent_to;
      for (guint j = 0; row->records && j < row->records->len; j++)
        {
          const HechaVisitRow *record = row->records->pdata[j];

          self->unsent += record->report && !row->received && !record->sent_to;
        }
      if (is_this_week (row->planned_on, today))
        g_ptr_array_insert (self->this_week, 0, g_ptr_array_steal_index (visits, i - 1));
    }
}

/**
 * hecha_overview_load:
 * @language: of the labels
 *
 * Returns: (transfer full) (nullable): the figures of the workspace as it stands
 */
HechaOverview *
hecha_overview_load (HechaSession   *session,
                     HechaLanguage   language,
                     GError        **error)
{
  g_autoptr(HechaOverview) self = g_new0 (HechaOverview, 1);
  g_autoptr(GPtrArray) visits = hecha_visits_list (session, error), common = NULL, rates = NULL;
  const HechaDueQuery query = { .limit = MOST_DUE };
  Figures figures = { 0 };

  self->this_week = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_visit_row_free);
  self->commonest = g_ptr_array_new_with_free_func ((GDestroyNotify) count_free);
  self->rates = g_ptr_array_new_with_free_func ((GDestroyNotify) count_free);
  self->trends = g_ptr_array_new_with_free_func ((GDestroyNotify) trend_free);
  g_date_clear (&figures.today, 1);
  hecha_clock_today (hecha_session_get_clock (session), &figures.today);
  if (!visits || !hecha_session_work (session, figures_work, &figures, error))
    return NULL;
  common = figures.common;
  rates = figures.rates;
  take_figures (self, &figures);
  take_common (self, common, language);
  take_rates (self, session, rates, language);
  take_visits (self, visits, &figures.today);
  self->findings_open = figures.open;
  self->due = hecha_deadlines_list (session, &query, error);
  if (self->due)
    g_ptr_array_set_size (self->due, MIN (self->due->len, MOST_DUE));
  return self->due ? g_steal_pointer (&self) : NULL;
}
