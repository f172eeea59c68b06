/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of intake.h that is about what was filed. */
#include "intake.h"

#include "filing-check-store.h"
#include "filing-store.h"
#include "session-private.h"

void
hecha_filing_row_free (HechaFilingRow *self)
{
  g_clear_pointer (&self->filing, hecha_filing_free);
  g_free (self->due);
  g_free (self->conclusion);
  g_free (self);
}

typedef struct
{
  const HechaFilingQuery *query;
  const GDate            *today;
  GArray                 *ids;
} Ask;

/* "overdue", "soon" and "later" are spans of days, told from today. */
static void
set_span (HechaFilingFilter *filter,
          const char        *due,
          const GDate       *today,
          char               from[16],
          char               before[16])
{
  GDate edge = *today;

  g_date_strftime (from, 16, "%Y-%m-%d", today);
  g_date_add_days (&edge, 60);
  g_date_strftime (before, 16, "%Y-%m-%d", &edge);
  if (g_strcmp0 (due, "overdue") == 0)
    filter->due_before = from;
  else if (g_strcmp0 (due, "soon") == 0)
    {
      filter->due_from = from;
      filter->due_before = before;
    }
  else if (g_strcmp0 (due, "later") == 0)
    filter->due_from = before;
}

static gboolean
query_work (HechaJournal  *journal,
            gpointer       data,
            GError       **error)
{
  Ask *ask = data;
  HechaFilingFilter filter = {
    .search = ask->query->search,
    .types = ask->query->types,
    .levels = ask->query->levels,
    .region = ask->query->region,
    .state = ask->query->state,
    .sort = ask->query->sort,
    .descending = ask->query->descending,
    .limit = ask->query->limit,
  };
  char from[16], before[16];

  set_span (&filter, ask->query->due, ask->today, from, before);
  ask->ids = hecha_filing_store_query (hecha_journal_db (journal), &filter, error);
  return ask->ids != NULL;
}

/**
 * hecha_intake_query:
 *
 * Returns: (transfer full) (element-type gint64) (nullable): ids of the filings
 *   that fit, in order
 */
GArray *
hecha_intake_query (HechaSession            *session,
                    const HechaFilingQuery  *query,
                    GError                 **error)
{
  GDate today;
  Ask ask = { query, &today, NULL };

  g_date_clear (&today, 1);
  hecha_clock_today (hecha_session_get_clock (session), &today);
  return hecha_session_work (session, query_work, &ask, error) ? ask.ids : NULL;
}

typedef struct
{
  const gint64 *ids;
  guint         n;
  const char   *code;
  HechaType     type;
  GPtrArray    *stored;
  GPtrArray    *conclusions;   /* of each */
} Fetch;

static HechaFilingRow *
row_of (HechaStoredFiling *stored,
        char              *conclusion,
        const GDate       *today)
{
  HechaFilingRow *row = g_new0 (HechaFilingRow, 1);
  GDate due, last;
  gboolean has_due = hecha_date_from_text (stored->due_on, &due);
  gboolean has_last = hecha_filing_get_date (stored->filing, HECHA_FIELD_LAST_EVALUATED_ON, &last);

  row->id = stored->id;
  row->filing = g_steal_pointer (&stored->filing);
  hecha_filing_set (row->filing, HECHA_FIELD_STATE, stored->state);
  row->conclusion = conclusion;
  row->due = g_strdup (stored->due_on);
  row->due_state = hecha_deadline_state (has_due ? &due : NULL, has_last ? &last : NULL, HECHA_YEAR_CALENDAR,
                                         row->filing->level, today);
  return row;
}

static GPtrArray *
rows_of (HechaSession *session,
         Fetch        *fetch)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_filing_row_free);
  GDate today;

  g_date_clear (&today, 1);
  hecha_clock_today (hecha_session_get_clock (session), &today);
  for (guint i = 0; i < fetch->stored->len; i++)
    g_ptr_array_add (rows, row_of (fetch->stored->pdata[i], fetch->conclusions->pdata[i], &today));
  g_ptr_array_unref (fetch->conclusions);   /* what was in it is the rows' */
  g_ptr_array_unref (fetch->stored);
  return rows;
}

static gboolean
take_conclusions (Fetch   *fetch,
                  HechaDb *db)
{
  if (!fetch->stored)
    return FALSE;
  fetch->conclusions = g_ptr_array_new ();
  for (guint i = 0; i < fetch->stored->len; i++)
    {
      const HechaFiling *filing = ((HechaStoredFiling *) fetch->stored->pdata[i])->filing;

      g_ptr_array_add (fetch->conclusions,
                       hecha_filing_check_store_last_conclusion (db, hecha_filing_get (filing, HECHA_FIELD_CODE), filing->type));
    }
  return TRUE;
}

static gboolean
page_work (HechaJournal  *journal,
           gpointer       data,
           GError       **error)
{
  Fetch *fetch = data;

  fetch->stored = hecha_filing_store_page (hecha_journal_db (journal), fetch->ids, fetch->n, error);
  return take_conclusions (fetch, hecha_journal_db (journal));
}

/**
 * hecha_intake_rows:
 * @ids: (array length=n): from hecha_intake_query()
 *
 * Returns: (transfer full) (element-type HechaFilingRow) (nullable): the rows,
 *   in the order of @ids; ids that are gone are left out
 */
GPtrArray *
hecha_intake_rows (HechaSession  *session,
                   const gint64  *ids,
                   guint          n,
                   GError       **error)
{
  Fetch fetch = { .ids = ids, .n = n };

  return hecha_session_work (session, page_work, &fetch, error) ? rows_of (session, &fetch) : NULL;
}

static gboolean
code_work (HechaJournal  *journal,
           gpointer       data,
           GError       **error)
{
  Fetch *fetch = data;

  fetch->stored = hecha_filing_store_of_code (hecha_journal_db (journal), fetch->code, error);
  return take_conclusions (fetch, hecha_journal_db (journal));
}

/**
 * hecha_intake_enterprise:
 * @code: a credit code
 *
 * Returns: (transfer full) (element-type HechaFilingRow) (nullable): what the
 *   enterprise filed, a row for each type
 */
GPtrArray *
hecha_intake_enterprise (HechaSession  *session,
                         const char    *code,
                         GError       **error)
{
  Fetch fetch = { .code = code };

  return hecha_session_work (session, code_work, &fetch, error) ? rows_of (session, &fetch) : NULL;
}

static gboolean
history_work (HechaJournal  *journal,
              gpointer       data,
              GError       **error)
{
  Fetch *fetch = data;
  HechaDb *db = hecha_journal_db (journal);
  g_autoptr(HechaStoredFiling) now = hecha_filing_store_find (db, fetch->code, fetch->type, error);

  fetch->stored = now ? hecha_filing_store_versions (db, now->id, error) : NULL;
  return fetch->stored != NULL;
}

/**
 * hecha_intake_history:
 *
 * Returns: (transfer full) (element-type HechaFiling) (nullable): what the
 *   filing said before
 */
GPtrArray *
hecha_intake_history (HechaSession  *session,
                      const char    *code,
                      HechaType      type,
                      GError       **error)
{
  Fetch fetch = { .code = code, .type = type };

  return hecha_session_work (session, history_work, &fetch, error) ? fetch.stored : NULL;
}
