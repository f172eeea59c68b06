/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "intake-batch.h"

#include "due-dates.h"
#include "intake-columns.h"

/* Lines are recorded so many at a time, and not before the rows of an enterprise end that stand together. */
#define CHUNK 256

/* Bytes of texts that are asked for at a time. */
#define TEXTS 65536

/* A filing as far as the rows tell it. */
typedef struct
{
  HechaFiling       *filing;   /* (nullable): what was told and is not recorded */
  HechaFilingRecord *record;   /* (nullable): what the database was given last */
} Line;

static void
line_free (Line *line)
{
  g_clear_pointer (&line->filing, hecha_filing_free);
  g_free (line);
}

static void
reading_clear (HechaIntakeReading *reading)
{
  g_clear_pointer (&reading->issues, g_ptr_array_unref);
}

/**
 * hecha_intake_reading_add:
 * @issue: (transfer full): something to say about the row
 */
void
hecha_intake_reading_add (HechaIntakeReading *self,
                          HechaRowIssue      *issue)
{
  if (!self->issues)
    self->issues = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_row_issue_free);
  g_ptr_array_add (self->issues, issue);
}

/**
 * hecha_intake_batch_new:
 * @import: (transfer full): names the file
 * @calendar: (transfer none): working days; outlives the batch
 *
 * Returns: (transfer full): a file of which nothing was read yet
 */
HechaIntakeBatch *
hecha_intake_batch_new (HechaFilingImport *import,
                        HechaCalendar     *calendar,
                        HechaYearRule      year_rule)
{
  HechaIntakeBatch *self = g_new0 (HechaIntakeBatch, 1);

  self->import = import;
  self->calendar = calendar;
  self->year_rule = year_rule;
  self->readings = g_array_new (FALSE, FALSE, sizeof (HechaIntakeReading));
  g_array_set_clear_func (self->readings, (GDestroyNotify) reading_clear);
  self->left_out = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_row_issue_free);
  self->memories = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_intake_memory_free);
  self->texts = g_string_chunk_new (TEXTS);
  self->told = g_array_new (FALSE, FALSE, sizeof (guint));
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  self->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  self->changed = g_ptr_array_new ();
  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_filing_record_free);
  self->shrunk = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->ready = g_async_queue_new_full ((GDestroyNotify) g_ptr_array_unref);
  self->stored = g_async_queue_new_full ((GDestroyNotify) g_ptr_array_unref);
  return self;
}

void
hecha_intake_batch_free (HechaIntakeBatch *self)
{
  g_array_unref (self->readings);
  g_ptr_array_unref (self->left_out);
  g_ptr_array_unref (self->memories);
  g_array_unref (self->told);
  g_ptr_array_unref (self->lines);
  g_hash_table_unref (self->by_key);
  g_string_chunk_free (self->texts);
  g_ptr_array_unref (self->changed);
  g_ptr_array_unref (self->records);
  g_ptr_array_unref (self->shrunk);
  g_async_queue_unref (self->ready);
  g_async_queue_unref (self->stored);
  g_clear_pointer (&self->taken, g_ptr_array_unref);
  hecha_filing_import_free (self->import);
  g_free (self);
}

/* Reading */

/* What the database has may not change under it. */
static void
tell_more (HechaIntakeBatch *self,
           Line             *line)
{
  if (line->filing)
    return;
  line->filing = hecha_filing_copy (line->record->filing);
  g_ptr_array_add (self->changed, line);
}

/* @differs: id of a #HechaIntakeTarget */
static void
refuse_conflict (HechaIntakeReading *reading,
                 const char         *differs)
{
  HechaRowIssue *issue = hecha_row_issue_new (TRUE, reading->file, reading->sheet, reading->row, "filing-conflict", NULL);
  guint n;
  const HechaIntakeTarget *targets = hecha_intake_targets (&n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (targets[i].id, differs))
      hecha_row_issue_name_field (issue, &targets[i].label);
  hecha_intake_reading_add (reading, issue);
}

/* A second row of one enterprise as one type names another site, or fills in
 * what the first left out. */
static void
take_filing (HechaIntakeBatch   *self,
             HechaIntakeReading *reading,
             HechaFiling        *taken)
{
  g_autoptr(HechaFiling) filing = taken;
  g_autofree char *key = g_strdup_printf ("%s/%d", hecha_filing_get (filing, HECHA_FIELD_CODE), filing->type);
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_key, key));
  const char *differs = NULL;
  Line *line;

  if (place == 0)
    {
      line = g_new0 (Line, 1);
      line->filing = g_steal_pointer (&filing);
      g_ptr_array_add (self->lines, line);
      place = self->lines->len;
      g_hash_table_insert (self->by_key, g_string_chunk_insert (self->texts, key), GUINT_TO_POINTER (place));
    }
  else
    {
      line = self->lines->pdata[place - 1];
      tell_more (self, line);
      if (!hecha_filing_absorb (line->filing, filing, &differs))
        {
          refuse_conflict (reading, differs);
          reading->refused = TRUE;
          return;
        }
    }
  place--;
  g_array_append_val (self->told, place);
  reading->n_told++;
}

static HechaFilingRecord *
record (HechaIntakeBatch *self,
        Line             *line)
{
  char due[16];
  HechaTerm term;
  HechaFiling *filing = g_steal_pointer (&line->filing);

  hecha_due_dates_evaluation (filing, NULL, self->calendar, self->year_rule, &term);
  if (term.dated && !term.advised)
    g_date_strftime (due, sizeof due, "%Y-%m-%d", &term.due);
  line->record = hecha_filing_record_new (filing, term.dated && !term.advised ? due : NULL);
  g_ptr_array_add (self->records, line->record);
  return line->record;
}

/* An empty array is the last, so that none is given before. */
static void
give (HechaIntakeBatch *self,
      GPtrArray        *ready)
{
  if (ready->len)
    g_async_queue_push (self->ready, ready);
  else
    g_ptr_array_unref (ready);
}

/* Rows to come may still tell more of a filing. */
static void
shrink_stored (HechaIntakeBatch *self)
{
  GPtrArray *stored;

  while ((stored = g_async_queue_try_pop (self->stored)))
    {
      g_ptr_array_foreach (stored, (GFunc) hecha_filing_record_shrink, NULL);
      g_ptr_array_add (self->shrunk, stored);
    }
}

static void
record_new_lines (HechaIntakeBatch *self)
{
  GPtrArray *ready = g_ptr_array_new ();

  shrink_stored (self);
  while (self->recorded < self->lines->len)
    g_ptr_array_add (ready, record (self, self->lines->pdata[self->recorded++]));
  give (self, ready);
}

static gboolean
continues (HechaIntakeBatch       *self,
           const HechaFilingEntry *entry)
{
  const HechaIntakeReading *last = &g_array_index (self->readings, HechaIntakeReading, self->readings->len - 1);

  return g_strcmp0 (entry->code, last->code) == 0;
}

/**
 * hecha_intake_batch_take:
 * @file: its name
 * @sheet: (nullable): none where the file has none
 * @entry: the next row; its filings are taken from it
 *
 * In the thread that reads.
 */
void
hecha_intake_batch_take (HechaIntakeBatch *self,
                         const char       *file,
                         const char       *sheet,
                         HechaFilingEntry *entry)
{
  HechaIntakeReading reading = {
    .file = g_intern_string (file),
    .sheet = sheet ? g_intern_string (sheet) : NULL,
    .row = entry->row,
    .name = entry->name ? g_string_chunk_insert (self->texts, entry->name) : NULL,
    .code = entry->code ? g_string_chunk_insert (self->texts, entry->code) : NULL,
    .refused = entry->refused,
    .first = self->told->len,
    .issues = entry->issues->len ? g_ptr_array_ref (entry->issues) : NULL,
  };
  gsize n;
  g_autofree gpointer *filings = g_ptr_array_steal (entry->filings, &n);

  if (self->lines->len - self->recorded >= CHUNK && !continues (self, entry))
    record_new_lines (self);
  for (gsize i = 0; i < n; i++)
    if (reading.refused)
      hecha_filing_free (filings[i]);
    else
      take_filing (self, &reading, filings[i]);
  g_array_append_val (self->readings, reading);
}

/**
 * hecha_intake_batch_end:
 *
 * All rows are read, or no more will be. In the thread that reads.
 */
void
hecha_intake_batch_end (HechaIntakeBatch *self)
{
  GPtrArray *ready = g_ptr_array_new ();

  record_new_lines (self);
  for (guint i = 0; i < self->changed->len; i++)
    g_ptr_array_add (ready, record (self, self->changed->pdata[i]));
  give (self, ready);
  g_async_queue_push (self->ready, g_ptr_array_new ());
}

/* Returns: whether more may come */
static gboolean
clear_stored (GPtrArray *stored)
{
  g_ptr_array_foreach (stored, (GFunc) hecha_filing_record_clear, NULL);
  return stored->len > 0;
}

/**
 * hecha_intake_batch_let_go:
 *
 * Lets go of what is stored, while the database goes on, until
 * hecha_intake_batch_stop(). In the thread that reads, once all is read.
 */
void
hecha_intake_batch_let_go (HechaIntakeBatch *self)
{
  gboolean more = TRUE;

  for (guint i = 0; i < self->shrunk->len; i++)
    more = clear_stored (self->shrunk->pdata[i]) && more;
  while (more)
    {
      g_autoptr(GPtrArray) stored = g_async_queue_pop (self->stored);

      more = clear_stored (stored);
    }
}

/* Storing */

/**
 * hecha_intake_batch_stop:
 *
 * Nothing more is taken. In the thread that stores.
 */
void
hecha_intake_batch_stop (HechaIntakeBatch *self)
{
  g_async_queue_push (self->stored, g_ptr_array_new ());
}

/* Of what is stored no more is asked than what it came to; the rest waits for the end. */
static void
give_back (HechaIntakeBatch *self)
{
  GPtrArray *stored = g_ptr_array_sized_new (self->taken->len);

  for (guint i = 0; i < self->taken->len; i++)
    if (((HechaFilingRecord *) self->taken->pdata[i])->outcome != HECHA_FILING_PENDING)
      g_ptr_array_add (stored, self->taken->pdata[i]);
  if (stored->len)
    g_async_queue_push (self->stored, stored);
  else
    g_ptr_array_unref (stored);
  g_clear_pointer (&self->taken, g_ptr_array_unref);
  self->next = 0;
}

/**
 * hecha_intake_batch_empty:
 *
 * Waits until something was read. In the database's thread.
 *
 * Returns: whether no row was a filing
 */
gboolean
hecha_intake_batch_empty (HechaIntakeBatch *self)
{
  if (!self->taken)
    self->taken = g_async_queue_pop (self->ready);
  return self->taken->len == 0;
}

/**
 * hecha_intake_batch_next:
 *
 * Waits for what is not read yet. In the database's thread.
 *
 * Returns: (transfer none) (nullable): the next record; %NULL after the last
 */
HechaFilingRecord *
hecha_intake_batch_next (HechaIntakeBatch *self)
{
  if (self->taken && self->next > 0 && self->next == self->taken->len)
    give_back (self);
  return hecha_intake_batch_empty (self) ? NULL : self->taken->pdata[self->next++];
}

static const Line *
line_told (HechaIntakeBatch *self,
           guint             place)
{
  return self->lines->pdata[g_array_index (self->told, guint, place)];
}

/**
 * hecha_intake_batch_filing:
 * @place: from #HechaIntakeReading.first on
 *
 * In the thread that reads.
 *
 * Returns: (transfer none): what was read of that filing
 */
const HechaFiling *
hecha_intake_batch_filing (HechaIntakeBatch *self,
                           guint             place)
{
  const Line *told = line_told (self, place);

  return told->filing ? told->filing : told->record->filing;
}

/**
 * hecha_intake_batch_outcome:
 * @place: from #HechaIntakeReading.first on
 *
 * Returns: what became of that filing, once it was stored
 */
HechaFilingOutcome
hecha_intake_batch_outcome (HechaIntakeBatch *self,
                            guint             place)
{
  return line_told (self, place)->record->outcome;
}

/**
 * hecha_intake_batch_is_older:
 * @place: from #HechaIntakeReading.first on
 *
 * Returns: whether that filing was filed before what it replaced, once it was stored
 */
gboolean
hecha_intake_batch_is_older (HechaIntakeBatch *self,
                             guint             place)
{
  return line_told (self, place)->record->is_older;
}
