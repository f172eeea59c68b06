/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "deadlines.h"

#include "calendars.h"
#include "due-dates.h"
#include "error.h"
#include "filing-check-store.h"
#include "filing-store.h"
#include "finding-store.h"
#include "icalendar.h"
#include "session-private.h"

#include <string.h>

#define AHEAD 60
#define LIMIT 500

/* Thirty working days are never less than this many days, and a year that is
 * counted never less than this: rows that cannot be near are not read. */
#define LEAST_VERIFICATION 35
#define LEAST_YEAR         365

void
hecha_due_row_free (HechaDueRow *self)
{
  g_free (self->code);
  g_free (self->enterprise);
  g_free (self->case_uuid);
  g_free (self->number);
  g_free (self->what);
  g_free (self->uid);
  g_free (self);
}

/* Bit 1 << #HechaTermKind for the clocks that @holder looks after. */
static guint
own_kinds (HechaHolder holder)
{
  guint all = (1u << HECHA_N_TERMS) - 1;

  switch (holder)
    {
    case HECHA_HOLDER_INDUSTRY:
    case HECHA_HOLDER_COMMUNICATIONS:
      return all;
    case HECHA_HOLDER_ENTERPRISE:
      return all & ~(1u << HECHA_TERM_VERIFICATION | 1u << HECHA_TERM_INSPECTION);
    case HECHA_HOLDER_EVALUATION:
    default:
      return 1u << HECHA_TERM_EVALUATION | 1u << HECHA_TERM_RECTIFICATION;
    }
}

/* What one list is made from. */
typedef struct
{
  const HechaDueQuery *query;
  HechaDb             *db;
  HechaCalendar       *calendar;
  HechaYearRule        year;
  GDate                today;
  GDate                last;     /* the last day that is listed */
  guint                kinds;
  guint                types;    /* 1 << #HechaType for each of the holder's line; 0 for all */
  guint                limit;
  GPtrArray           *rows;
} List;

static gboolean
wants (const List    *list,
       HechaTermKind  kind)
{
  return (list->kinds & 1u << kind) != 0;
}

static char *
days_before (const List *list,
             guint       days)
{
  GDate day = list->last;

  g_date_subtract_days (&day, days);
  return hecha_date_to_text (&day);
}

/* The row of a clock, if it belongs into the list. */
static HechaDueRow *
add_term (List            *list,
          const HechaTerm *term,
          const char      *code,
          const char      *uid)
{
  HechaDueState state = hecha_term_state (term, &list->today);
  gboolean near = term->dated && g_date_compare (&term->due, &list->last) <= 0;
  HechaDueRow *row;

  if (!term->dated || term->done || term->advised || !(near || state == HECHA_DUE_SOON) ||
      (list->query->overdue && state != HECHA_DUE_OVERDUE))
    return NULL;
  row = g_new0 (HechaDueRow, 1);
  row->term = *term;
  row->state = state;
  row->days_left = g_date_days_between (&list->today, &term->due);
  row->code = g_strdup (code);
  row->type = -1;
  row->uid = g_strdup_printf ("%s-%s@hecha.org", hecha_nick_text (hecha_term_nicks, term->kind), uid);
  g_ptr_array_add (list->rows, row);
  return row;
}

static HechaDueRow *
add_filing_term (List              *list,
                 const HechaTerm   *term,
                 const HechaFiling *filing)
{
  const char *code = hecha_filing_get (filing, HECHA_FIELD_CODE);
  g_autofree char *uid = g_strdup_printf ("%s-%s", code, hecha_nick_text (hecha_type_nicks, filing->type));
  HechaDueRow *row = add_term (list, term, code, uid);

  if (!row)
    return NULL;
  row->enterprise = g_strdup (hecha_filing_get (filing, HECHA_FIELD_NAME));
  row->type = filing->type;
  row->level = filing->level;
  return row;
}

static gboolean
is_other (const List *list,
          const char *code)
{
  return list->query->code && g_strcmp0 (code, list->query->code) != 0;
}

/* Filings whose verification has not begun. */
static gboolean
list_unverified (List    *list,
                 GError **error)
{
  g_autofree char *before = days_before (list, LEAST_VERIFICATION);
  g_autoptr(GPtrArray) waiting = hecha_filing_check_store_unverified (list->db, before, list->types,
                                                                      list->query->code ? 0 : list->limit, error);

  for (guint i = 0; waiting && i < waiting->len; i++)
    {
      const HechaWaitingFiling *one = waiting->pdata[i];
      g_autoptr(HechaStoredFiling) stored = NULL;
      HechaTerm term;

      if (is_other (list, one->code))
        continue;
      stored = hecha_filing_store_find (list->db, one->code, one->type, error);
      if (!stored)
        return FALSE;
      hecha_filing_check_verification (NULL, stored->filing, list->calendar, &term);
      term.done = FALSE;
      add_filing_term (list, &term, stored->filing);
    }
  return waiting != NULL;
}

static void
list_check (List                      *list,
            const HechaFilingCheckRow *running,
            const HechaFiling         *filing)
{
  HechaTerm term;
  HechaDueRow *row;

  hecha_filing_check_verification (running->check, filing, list->calendar, &term);
  if (wants (list, HECHA_TERM_VERIFICATION))
    add_filing_term (list, &term, filing);
  if (wants (list, HECHA_TERM_CORRECTION) && hecha_filing_check_correction (running->check, list->calendar, &term))
    add_filing_term (list, &term, filing);
  hecha_filing_check_regrading (running->check, list->calendar, &term);
  row = wants (list, HECHA_TERM_REGRADING) ? add_filing_term (list, &term, filing) : NULL;
  if (row)
    row->what = g_strdup (hecha_filing_check_change (running->check)->note);
}

/* Verifications in which somebody is to do something. */
static gboolean
list_running (List    *list,
              GError **error)
{
  g_autoptr(GPtrArray) running = hecha_filing_check_store_list (list->db, list->query->code, TRUE, error);

  for (guint i = 0; running && i < running->len; i++)
    {
      const HechaFilingCheckRow *row = running->pdata[i];
      g_autoptr(HechaStoredFiling) stored = hecha_filing_store_find (list->db, row->code, row->check->type, NULL);

      if (stored && (list->types == 0 || list->types & 1u << stored->filing->type))
        list_check (list, row, stored->filing);
    }
  return running != NULL;
}

static gboolean
list_evaluations (List    *list,
                  GError **error)
{
  GDate after = list->last;
  g_autofree char *before = NULL;
  HechaFilingFilter filter = { .sort = HECHA_FILING_SORT_DUE, .limit = list->limit, .search = list->query->code,
                               .types = list->types };
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GPtrArray) page = NULL;

  g_date_add_days (&after, 1);
  before = hecha_date_to_text (&after);
  filter.due_before = before;
  ids = hecha_filing_store_query (list->db, &filter, error);
  page = ids ? hecha_filing_store_page (list->db, (const gint64 *) ids->data, ids->len, error) : NULL;
  for (guint i = 0; page && i < page->len; i++)
    {
      const HechaStoredFiling *stored = page->pdata[i];
      const char *code = hecha_filing_get (stored->filing, HECHA_FIELD_CODE);
      g_autofree char *visited = hecha_filing_check_store_last_visit (list->db, code, stored->filing->type,
                                                                      HECHA_PROCEDURE_EVALUATION);
      HechaTerm term;

      hecha_due_dates_evaluation (stored->filing, visited, list->calendar, list->year, &term);
      if (!is_other (list, code))
        add_filing_term (list, &term, stored->filing);
    }
  return page != NULL;
}

static void
inspection_of (const HechaFiling *filing,
               const char        *last_visit,
               HechaCalendar     *calendar,
               HechaYearRule      year,
               HechaTerm         *term)
{
  GDate last, filed;
  gboolean has_last = hecha_date_from_text (last_visit, &last);
  gboolean has_filed = hecha_filing_get_date (filing, HECHA_FIELD_FILED_ON, &filed);

  hecha_term_init_inspection (term, calendar, filing->level, has_last ? &last : NULL, has_filed ? &filed : NULL, year);
}

static gboolean
list_inspections (List    *list,
                  GError **error)
{
  g_autofree char *before = days_before (list, LEAST_YEAR);
  g_autoptr(GPtrArray) waiting = hecha_filing_check_store_uninspected (list->db, before, list->types,
                                                                       list->query->code ? 0 : list->limit, error);

  for (guint i = 0; waiting && i < waiting->len; i++)
    {
      const HechaWaitingFiling *one = waiting->pdata[i];
      g_autoptr(HechaStoredFiling) stored = NULL;
      g_autofree char *last = NULL;
      HechaTerm term;

      if (is_other (list, one->code))
        continue;
      stored = hecha_filing_store_find (list->db, one->code, one->type, error);
      if (!stored)
        return FALSE;
      last = hecha_filing_check_store_last_visit (list->db, one->code, one->type, HECHA_PROCEDURE_INSPECTION);
      inspection_of (stored->filing, last, list->calendar, list->year, &term);
      add_filing_term (list, &term, stored->filing);
    }
  return waiting != NULL;
}

static gboolean
list_findings (List    *list,
               GError **error)
{
  g_autoptr(GPtrArray) findings = hecha_finding_store_list (list->db, list->query->code, error);

  for (guint i = 0; findings && i < findings->len; i++)
    {
      const HechaFindingRow *found = findings->pdata[i];
      GDate deadline;
      gboolean dated = hecha_date_from_text (found->finding->deadline, &deadline);
      HechaDueRow *row;
      HechaTerm term;

      hecha_term_init_rectification (&term, dated ? &deadline : NULL);
      term.done = strcmp (hecha_finding_row_state (found), "open") != 0;
      row = add_term (list, &term, found->code, found->finding->uuid);
      if (!row)
        continue;
      row->enterprise = g_strdup (found->enterprise);
      row->case_uuid = g_strdup (found->case_id);
      row->number = g_strdup (found->number);
      row->what = g_strdup (found->finding->what);
    }
  return findings != NULL;
}

static int
by_day (gconstpointer a,
        gconstpointer b)
{
  const HechaDueRow *one = *(HechaDueRow *const *) a, *other = *(HechaDueRow *const *) b;
  int order = g_date_compare (&one->term.due, &other->term.due);

  return order ? order : g_strcmp0 (one->uid, other->uid);
}

static gboolean
list_work (HechaJournal  *journal,
           gpointer       data,
           GError       **error)
{
  List *list = data;

  list->db = hecha_journal_db (journal);
  list->year = hecha_due_dates_year_rule (list->db);
  return (!wants (list, HECHA_TERM_VERIFICATION) || list_unverified (list, error)) &&
         (!(wants (list, HECHA_TERM_VERIFICATION) || wants (list, HECHA_TERM_CORRECTION) ||
            wants (list, HECHA_TERM_REGRADING)) || list_running (list, error)) &&
         (!wants (list, HECHA_TERM_EVALUATION) || list_evaluations (list, error)) &&
         (!wants (list, HECHA_TERM_INSPECTION) || list_inspections (list, error)) &&
         (!wants (list, HECHA_TERM_RECTIFICATION) || list_findings (list, error));
}

/**
 * hecha_deadlines_list:
 *
 * An authority's list holds the types that it supervises (articles 3 and 14).
 *
 * Returns: (transfer full) (element-type HechaDueRow) (nullable): what is due,
 *   the earliest first
 */
GPtrArray *
hecha_deadlines_list (HechaSession         *session,
                      const HechaDueQuery  *query,
                      GError              **error)
{
  g_autoptr(HechaCalendar) calendar = hecha_calendars_load (error);
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_due_row_free);
  List list = {
    .query = query,
    .calendar = calendar,
    .kinds = query->kinds ? query->kinds : own_kinds (hecha_session_get_holder (session)),
    .types = hecha_holder_types (hecha_session_get_holder (session)),
    .limit = query->limit ? query->limit : LIMIT,
    .rows = rows,
  };

  if (!calendar)
    return NULL;
  g_date_clear (&list.today, 1);
  hecha_clock_today (hecha_session_get_clock (session), &list.today);
  list.last = list.today;
  g_date_add_days (&list.last, query->days ? query->days : AHEAD);
  if (!hecha_session_work (session, list_work, &list, error))
    return NULL;
  g_ptr_array_sort (rows, by_day);
  return g_steal_pointer (&rows);
}

/* The clocks of one filing */

typedef struct
{
  const char    *code;
  HechaType      type;
  HechaCalendar *calendar;
  GArray        *terms;
} OfFiling;

static void
take_check_terms (OfFiling          *of,
                  const HechaFiling *filing,
                  GPtrArray         *checks)
{
  const HechaFilingCheck *check = NULL;
  g_autofree char *digest = hecha_filing_digest (filing);
  HechaTerm term;

  for (guint i = 0; i < checks->len; i++)
    if (((HechaFilingCheckRow *) checks->pdata[i])->check->type == of->type)
      check = ((HechaFilingCheckRow *) checks->pdata[i])->check;
  /* What was accepted and has been filed anew since waits again. */
  hecha_filing_check_verification (check && hecha_filing_check_is_of (check, digest) ? check : NULL, filing,
                                   of->calendar, &term);
  g_array_append_val (of->terms, term);
  if (hecha_filing_check_correction (check, of->calendar, &term))
    g_array_append_val (of->terms, term);
  else if (g_str_equal (hecha_filing_get (filing, HECHA_FIELD_STATE), "correcting"))
    {
      hecha_term_init_working_days (&term, HECHA_TERM_CORRECTION, of->calendar, NULL, 0);
      g_array_append_val (of->terms, term);
    }
  hecha_filing_check_regrading (check, of->calendar, &term);
  g_array_append_val (of->terms, term);
}

static gboolean
of_filing_work (HechaJournal  *journal,
                gpointer       data,
                GError       **error)
{
  OfFiling *of = data;
  HechaDb *db = hecha_journal_db (journal);
  HechaYearRule year = hecha_due_dates_year_rule (db);
  g_autoptr(HechaStoredFiling) stored = hecha_filing_store_find (db, of->code, of->type, error);
  g_autoptr(GPtrArray) checks = stored ? hecha_filing_check_store_list (db, of->code, FALSE, error) : NULL;
  g_autofree char *evaluated = NULL, *inspected = NULL;
  HechaTerm term;

  if (!checks)
    return FALSE;
  evaluated = hecha_filing_check_store_last_visit (db, of->code, of->type, HECHA_PROCEDURE_EVALUATION);
  inspected = hecha_filing_check_store_last_visit (db, of->code, of->type, HECHA_PROCEDURE_INSPECTION);
  take_check_terms (of, stored->filing, checks);
  hecha_due_dates_evaluation (stored->filing, evaluated, of->calendar, year, &term);
  g_array_append_val (of->terms, term);
  inspection_of (stored->filing, inspected, of->calendar, year, &term);
  g_array_append_val (of->terms, term);
  return TRUE;
}

/**
 * hecha_deadlines_of_filing:
 *
 * Returns: (transfer full) (element-type HechaTerm) (nullable): every clock of
 *   the filing, also those that are met, advised or have no day
 */
GArray *
hecha_deadlines_of_filing (HechaSession  *session,
                           const char    *code,
                           HechaType      type,
                           GError       **error)
{
  g_autoptr(HechaCalendar) calendar = hecha_calendars_load (error);
  g_autoptr(GArray) terms = g_array_new (FALSE, FALSE, sizeof (HechaTerm));
  OfFiling of = { code, type, calendar, terms };

  if (!calendar || !hecha_session_work (session, of_filing_work, &of, error))
    return NULL;
  return g_steal_pointer (&terms);
}

/* Export */

static void
add_event (HechaICalendar    *calendar,
           const HechaDueRow *row,
           HechaLanguage      language)
{
  g_autofree char *cited = hecha_rule_cite (hecha_rule_get (row->term.rule), language);
  g_autofree char *assumed = hecha_term_assumed (&row->term, language);
  const char *kind = hecha_text_get (&hecha_term_labels[row->term.kind], language);
  const char *zh = language == HECHA_LANGUAGE_ZH ? "zh" : NULL;
  g_autofree char *summary = g_strdup_printf (zh ? "%s：%s" : "%s: %s", kind, row->enterprise ? row->enterprise : row->code);
  g_autofree char *description = g_strdup_printf (zh ? "%s%s%s\n假定：%s" : "%s%s%s\nAssumed: %s", row->what ? row->what : "",
                                                  row->what ? "\n" : "", cited, assumed);
  const HechaCalendarEvent event = {
    .uid = row->uid,
    .day = &row->term.due,
    .summary = summary,
    .description = description,
    .category = kind,
    .tentative = hecha_term_is_provisional (&row->term),
    .remind = 7,
  };

  hecha_icalendar_add (calendar, &event);
}

/**
 * hecha_deadlines_save:
 * @rows: (element-type HechaDueRow): from hecha_deadlines_list()
 * @path: an .ics file, overwritten
 * @language: of its words
 *
 * Saves what is due as a calendar (RFC 5545), each day with its rule and what
 * it rests on, and a reminder a week before. A provisional day is tentative.
 */
gboolean
hecha_deadlines_save (HechaSession   *session,
                      GPtrArray      *rows,
                      const char     *path,
                      HechaLanguage   language,
                      GError        **error)
{
  HechaICalendar *calendar = hecha_icalendar_new (language == HECHA_LANGUAGE_ZH ? "核查期限" : "Hecha deadlines",
                                                  hecha_clock_now (hecha_session_get_clock (session)));
  g_autofree char *text = NULL;
  g_autoptr(GError) failure = NULL;

  for (guint i = 0; i < rows->len; i++)
    add_event (calendar, rows->pdata[i], language);
  text = hecha_icalendar_finish (calendar);
  if (g_file_set_contents (path, text, -1, &failure))
    return TRUE;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "%s: %s", path, failure->message);
  return FALSE;
}
