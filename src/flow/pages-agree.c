/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pages-agree.h"

#include "document.h"
#include "json.h"
#include "oscal-document.h"
#include "procedure.h"
#include "verdict.h"

#include <stdlib.h>
#include <string.h>

/* How far from the edge of a page the parts of a text that was broken there
 * may stand, in bytes: a header or footer with its number, and other cells. */
#define EDGE 1024
/* Points: what stands as near is on one line, or begins at one margin. */
#define SLACK 1.5
/* Of a line's height, to the next line of the same cell. */
#define LEADING 1.9

typedef struct
{
  GPtrArray *runs;              /* squeezed, by line, then from the left */
  char *columns;                /* the texts of all that begins at one margin, one margin after the other */
} Page;

typedef struct
{
  GPtrArray *pages;
  HechaLanguage language;
  char *difference;             /* the first thing that does not agree */
} Reading;

/* What remains of a text when lines, spaces and forms of signs do not count. */
static char *
squeeze (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  GString *out = g_string_new (NULL);

  for (const char *at = normal ? normal : ""; *at; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_isspace (c) && !g_unichar_iscntrl (c) && g_unichar_type (c) != G_UNICODE_FORMAT)
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

/* Pages */

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  const HechaDocumentRun *left = *(HechaDocumentRun *const *) a, *right = *(HechaDocumentRun *const *) b;

  if (ABS (left->rect.y - right->rect.y) > SLACK)
    return left->rect.y < right->rect.y ? -1 : 1;
  return (left->rect.x > right->rect.x) - (left->rect.x < right->rect.x);
}

static int
compare_margins (gconstpointer a,
                 gconstpointer b)
{
  const HechaDocumentRun *left = *(HechaDocumentRun *const *) a, *right = *(HechaDocumentRun *const *) b;

  if (ABS (left->rect.x - right->rect.x) > SLACK)
    return left->rect.x < right->rect.x ? -1 : 1;
  return (left->rect.y > right->rect.y) - (left->rect.y < right->rect.y);
}

static Page *
page_new (GPtrArray *runs)
{
  Page *self = g_new0 (Page, 1);
  g_autoptr(GPtrArray) by_margin = g_ptr_array_new ();
  g_autoptr(GString) columns = g_string_new (NULL);

  self->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_document_run_free);
  for (guint i = 0; i < runs->len; i++)
    {
      const HechaDocumentRun *from = runs->pdata[i];
      HechaDocumentRun *run = g_new0 (HechaDocumentRun, 1);

      run->text = squeeze (from->text);
      run->rect = from->rect;
      g_ptr_array_add (self->runs, run);
      g_ptr_array_add (by_margin, run);
    }
  g_ptr_array_sort (self->runs, compare_lines);
  g_ptr_array_sort (by_margin, compare_margins);
  for (guint i = 0; i < by_margin->len; i++)
    g_string_append (columns, ((HechaDocumentRun *) by_margin->pdata[i])->text);
  self->columns = g_string_free (g_steal_pointer (&columns), FALSE);
  return self;
}

static void
page_free (gpointer data)
{
  Page *self = data;

  g_ptr_array_unref (self->runs);
  g_free (self->columns);
  g_free (self);
}

/* Cells of tables: runs below each other, at one margin or about one centre. */

static double
centre_of (const HechaDocumentRun *run)
{
  return run->rect.x + run->rect.width / 2;
}

static const HechaDocumentRun *
line_below (const Page             *page,
            guint                   from,
            const HechaDocumentRun *run)
{
  for (guint i = from + 1; i < page->runs->len; i++)
    {
      const HechaDocumentRun *next = page->runs->pdata[i];
      double distance = next->rect.y - run->rect.y;

      if (distance > LEADING * run->rect.height)
        return NULL;
      if (distance > SLACK && (ABS (next->rect.x - run->rect.x) <= SLACK
                               || ABS (centre_of (next) - centre_of (run)) <= SLACK))
        return next;
    }
  return NULL;
}

/* Whether the cell that begins with run @i says @text. */
static gboolean
cell_says (const Page *page,
           guint       i,
           const char *text)
{
  const HechaDocumentRun *run = page->runs->pdata[i];

  while (run && *run->text && g_str_has_prefix (text, run->text))
    {
      text += strlen (run->text);
      if (!*text)
        return TRUE;
      run = line_below (page, i, run);
    }
  return FALSE;
}

/* The verdict that the cell right of run @i says; -1 where that is none. */
static int
verdict_beside (const Reading *self,
                const Page    *page,
                guint          i)
{
  const HechaDocumentRun *run = page->runs->pdata[i];
  const HechaDocumentRun *beside = i + 1 < page->runs->len ? page->runs->pdata[i + 1] : NULL;

  if (!beside || ABS (beside->rect.y - run->rect.y) > SLACK)
    return -1;
  for (int verdict = 0; verdict < HECHA_N_VERDICTS; verdict++)
    {
      g_autofree char *label = squeeze (hecha_text_get (&hecha_verdict_labels[verdict], self->language));

      if (cell_says (page, i + 1, label))
        return verdict;
    }
  return -1;
}

static void
differ (Reading    *self,
        const char *format,
        ...) G_GNUC_PRINTF (2, 3);

static void
differ (Reading    *self,
        const char *format,
        ...)
{
  va_list args;

  va_start (args, format);
  if (!self->difference)
    self->difference = g_strdup_vprintf (format, args);
  va_end (args);
}

/* Prose */

/* Whether @text begins at the end of @page and goes on at the start of @next. */
static gboolean
is_across (const char *text,
           const char *page,
           const char *next)
{
  gsize size = strlen (page);
  const char *tail = page + (size > EDGE ? size - EDGE : 0);

  for (const char *cut = g_utf8_next_char (text); *cut; cut = g_utf8_next_char (cut))
    {
      g_autofree char *head = g_strndup (text, (gsize) (cut - text));
      const char *rest = strstr (next, cut);

      if (rest && rest - next <= EDGE && strstr (tail, head))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_said (const Reading *self,
         const char    *text)
{
  g_autofree char *squeezed = squeeze (text);

  for (guint i = 0; i < self->pages->len; i++)
    if (strstr (((Page *) self->pages->pdata[i])->columns, squeezed))
      return TRUE;
  for (guint i = 0; i + 1 < self->pages->len; i++)
    if (is_across (squeezed, ((Page *) self->pages->pdata[i])->columns, ((Page *) self->pages->pdata[i + 1])->columns))
      return TRUE;
  return FALSE;
}

static void
expect (Reading    *self,
        const char *text)
{
  if (text && *text && !self->difference && !is_said (self, text))
    differ (self, "No page says \"%s\", which the data does.", text);
}

/* Items with their verdicts */

/* -1 for none. */
static int
verdict_of (JsonObject *finding)
{
  int verdict = -1;

  hecha_nick_value (hecha_verdict_nicks, hecha_oscal_own_prop (finding, "verdict"), &verdict);
  return verdict;
}

typedef struct
{
  int data[HECHA_N_VERDICTS];
  int pages[HECHA_N_VERDICTS];
} Count;

/* Of each title how often the data says which verdict. */
static GHashTable *
count_findings (Reading   *self,
                JsonArray *results)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < json_array_get_length (results); i++)
    {
      JsonArray *findings = hecha_json_array (hecha_json_element (results, i), "findings");

      for (guint k = 0; findings && k < json_array_get_length (findings); k++)
        {
          JsonObject *finding = hecha_json_element (findings, k);
          const char *title = hecha_json_string (finding, "title");
          int verdict = verdict_of (finding);
          g_autofree char *key = title ? squeeze (title) : NULL;
          Count *count = key ? g_hash_table_lookup (counts, key) : NULL;

          if (!key || !*key || verdict < 0)
            {
              differ (self, "The data holds an item without a title or a verdict.");
              continue;
            }
          if (!count)
            g_hash_table_insert (counts, g_steal_pointer (&key), count = g_new0 (Count, 1));
          count->data[verdict]++;
        }
    }
  return counts;
}

static void
count_rows (const Reading *self,
            const char    *title,
            Count         *count)
{
  for (guint p = 0; p < self->pages->len; p++)
    {
      const Page *page = self->pages->pdata[p];

      for (guint i = 0; i < page->runs->len; i++)
        {
          int verdict = cell_says (page, i, title) ? verdict_beside (self, page, i) : -1;

          if (verdict >= 0)
            count->pages[verdict]++;
        }
    }
}

/* The results of a type list each of its items once, on the pages as in the data;
 * what does not apply is left out of the data. */
static void
compare_items (Reading    *self,
               GHashTable *counts)
{
  GHashTableIter iter;
  gpointer title, value;

  g_hash_table_iter_init (&iter, counts);
  while (!self->difference && g_hash_table_iter_next (&iter, &title, &value))
    {
      Count *count = value;

      count_rows (self, title, count);
      for (int verdict = 0; verdict < HECHA_N_VERDICTS; verdict++)
        if (verdict != HECHA_VERDICT_NOT_APPLICABLE && count->data[verdict] != count->pages[verdict])
          differ (self, "Of the item \"%s\" the pages say \"%s\" %d times, the data %d times.", (char *) title,
                  hecha_text_get (&hecha_verdict_labels[verdict], HECHA_LANGUAGE_EN), count->pages[verdict],
                  count->data[verdict]);
    }
}

/* Sums */

static gboolean
has_row (const Reading *self,
         const char   **cells,
         guint          n)
{
  for (guint p = 0; p < self->pages->len; p++)
    {
      GPtrArray *runs = ((Page *) self->pages->pdata[p])->runs;

      for (guint i = 0; i + n <= runs->len; i++)
        {
          const HechaDocumentRun *first = runs->pdata[i];
          guint k = 0;

          while (k < n && strcmp (((HechaDocumentRun *) runs->pdata[i + k])->text, cells[k]) == 0
                 && ABS (((HechaDocumentRun *) runs->pdata[i + k])->rect.y - first->rect.y) <= SLACK)
            k++;
          if (k == n)
            return TRUE;
        }
    }
  return FALSE;
}

/* Whether a row of the table of conclusions has @rate and, behind the word on major
 * hazards, @label. */
static gboolean
has_conclusion (const Reading *self,
                const char    *rate,
                const char    *label)
{
  g_autofree char *squeezed = squeeze (label);

  for (guint p = 0; p < self->pages->len; p++)
    {
      const Page *page = self->pages->pdata[p];

      for (guint i = 0; i + 2 < page->runs->len; i++)
        {
          const HechaDocumentRun *first = page->runs->pdata[i], *third = page->runs->pdata[i + 2];

          if (strcmp (first->text, rate) == 0 && ABS (third->rect.y - first->rect.y) <= SLACK
              && cell_says (page, i + 2, squeezed))
            return TRUE;
        }
    }
  return FALSE;
}

static void
compare_conclusion (Reading    *self,
                    JsonObject *result)
{
  const char *rate = hecha_oscal_own_prop (result, "conformity-rate");
  const char *label = hecha_oscal_own_prop (result, "conclusion-label");

  if (rate && label && !has_conclusion (self, rate, label))
    differ (self, "No page concludes \"%s\" from %s, as the data does.", label, rate);
}

/* In the order of the columns. */
static void
compare_sums (Reading    *self,
              JsonObject *result)
{
  static const HechaVerdict order[] = {
    HECHA_VERDICT_CONFORMING, HECHA_VERDICT_PARTIAL, HECHA_VERDICT_NONCONFORMING, HECHA_VERDICT_NOT_APPLICABLE,
    HECHA_VERDICT_OPEN,
  };
  const char *cells[G_N_ELEMENTS (order) + 2] = { NULL };
  g_autofree char *total = NULL;
  int sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autofree char *name = g_strconcat ("count-", hecha_nick_text (hecha_verdict_nicks, order[i]), NULL);

      cells[i + 1] = hecha_oscal_own_prop (result, name);
      sum += cells[i + 1] ? atoi (cells[i + 1]) : 0;
    }
  cells[0] = total = g_strdup_printf ("%d", sum);
  cells[G_N_ELEMENTS (cells) - 1] = hecha_oscal_own_prop (result, "conformity-rate");
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    if (!cells[i])
      {
        differ (self, "The data holds no counts or no rate.");
        return;
      }
  if (!has_row (self, cells, G_N_ELEMENTS (cells)))
    differ (self, "No page has the counts of the data: %s items, %s conforming, %s.", cells[0], cells[1],
            cells[G_N_ELEMENTS (cells) - 1]);
}

/* The counts of the data are those of its items. */
static void
compare_counts (Reading    *self,
                JsonObject *result)
{
  JsonArray *findings = hecha_json_array (result, "findings");
  int seen[HECHA_N_VERDICTS] = { 0 };

  for (guint k = 0; findings && k < json_array_get_length (findings); k++)
    {
      int verdict = verdict_of (hecha_json_element (findings, k));

      if (verdict >= 0)
        seen[verdict]++;
    }
  for (int verdict = 0; verdict < HECHA_N_VERDICTS; verdict++)
    {
      g_autofree char *name = g_strconcat ("count-", hecha_nick_text (hecha_verdict_nicks, verdict), NULL);
      const char *count = hecha_oscal_own_prop (result, name);

      if (verdict != HECHA_VERDICT_NOT_APPLICABLE && (!count || atoi (count) != seen[verdict]))
        differ (self, "The data says %s of \"%s\" and holds %d.", count ? count : "nothing",
                hecha_text_get (&hecha_verdict_labels[verdict], HECHA_LANGUAGE_EN), seen[verdict]);
    }
}

/* Problems */

static gboolean
has_number (const Reading *self,
            guint          number)
{
  g_autofree char *text = g_strdup_printf ("P%u", number);
  const char *cell = text;

  return has_row (self, &cell, 1);
}

static void
compare_problems (Reading   *self,
                  JsonArray *results)
{
  g_autoptr(GHashTable) problems = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (results); i++)
    {
      JsonArray *risks = hecha_json_array (hecha_json_element (results, i), "risks");

      for (guint k = 0; risks && k < json_array_get_length (risks); k++)
        {
          JsonObject *risk = hecha_json_element (risks, k);
          const char *finding = hecha_oscal_own_prop (risk, "finding");

          if (!finding || hecha_oscal_own_prop (risk, "found-at-visit") || g_hash_table_add (problems, (gpointer) finding))
            expect (self, hecha_json_string (risk, "description"));
        }
    }
  if (has_number (self, g_hash_table_size (problems) + 1)
      || (g_hash_table_size (problems) && !has_number (self, g_hash_table_size (problems))))
    differ (self, "The data holds %u problems, the pages another number of them.", g_hash_table_size (problems));
}

static void
compare (Reading           *self,
         JsonObject        *metadata,
         JsonArray         *results,
         const char *const *digests)
{
  gboolean evaluation = g_strcmp0 (hecha_oscal_own_prop (metadata, "procedure"),
                                   hecha_nick_text (hecha_procedure_nicks, HECHA_PROCEDURE_EVALUATION)) == 0;
  g_autoptr(GHashTable) counts = NULL;

  expect (self, hecha_oscal_own_prop (metadata, "number"));
  expect (self, hecha_oscal_own_prop (metadata, "enterprise-code"));
  for (guint i = 0; digests[i]; i++)
    expect (self, digests[i]);
  for (guint i = 0; i < json_array_get_length (results); i++)
    {
      compare_counts (self, hecha_json_element (results, i));
      if (!evaluation)
        continue;
      compare_sums (self, hecha_json_element (results, i));
      compare_conclusion (self, hecha_json_element (results, i));
    }
  counts = count_findings (self, results);
  /* The record of an inspection lists problems, and no verdicts. */
  if (evaluation)
    compare_items (self, counts);
  compare_problems (self, results);
}

/**
 * hecha_pages_disagree:
 * @pages: (element-type GPtrArray): of each page its runs of text, see
 *   hecha_document_runs()
 * @results: assessment results, an OSCAL document of ours
 * @digests: (array zero-terminated=1): of the data files, as they were computed now
 *
 * Whether pages and data of a report say the same: its number, the code of the
 * enterprise, the digests, each problem, and in an evaluation the verdict of
 * each item, the counts, the rates and the conclusions. White space does not count. Compares
 * what can be read as text, not what a picture shows.
 *
 * Returns: (transfer full) (nullable): the first thing in which they differ, in
 *   English; %NULL where they agree
 */
char *
hecha_pages_disagree (GPtrArray         *pages,
                      JsonObject        *results,
                      const char *const *digests)
{
  g_autoptr(GPtrArray) read = g_ptr_array_new_with_free_func (page_free);
  Reading self = { read, HECHA_LANGUAGE_ZH, NULL };
  JsonObject *document, *metadata;
  JsonArray *list;

  g_return_val_if_fail (pages && results && digests, NULL);
  document = hecha_json_object (results, "assessment-results");
  metadata = hecha_json_object (document, "metadata");
  list = hecha_json_array (document, "results");
  if (!metadata || !list)
    return g_strdup ("The data holds no results.");
  if (g_strcmp0 (hecha_oscal_own_prop (metadata, "language"), "en") == 0)
    self.language = HECHA_LANGUAGE_EN;
  for (guint i = 0; i < pages->len; i++)
    g_ptr_array_add (read, page_new (pages->pdata[i]));
  compare (&self, metadata, list, digests);
  return self.difference;
}
