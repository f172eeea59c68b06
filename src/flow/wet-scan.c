/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of wet-signing.h that reads scans. */
#include "wet-signing.h"

#include "case-cache.h"
#include "error.h"
#include "file.h"
#include "issue.h"
#include "page-mark.h"
#include "pdf-read.h"
#include "scan.h"

#include <string.h>

#define FILES_LIMIT 1000

static void
page_free (gpointer data)
{
  HechaWetPage *page = data;

  g_free (page->file);
  g_free (page->detail);
  g_free (page);
}

/**
 * hecha_wet_scan_free:
 * @self: (transfer full): scans
 */
void
hecha_wet_scan_free (HechaWetScan *self)
{
  g_free (self->case_uuid);
  g_free (self->results_digest);
  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->digests);
  g_ptr_array_unref (self->pages);
  g_free (self->missing);
  g_free (self);
}

static HechaWetPage *
add_page (HechaWetScan  *self,
          const char    *file,
          guint          place,
          HechaWetState  state,
          char          *detail)
{
  HechaWetPage *page = g_new0 (HechaWetPage, 1);

  page->file = g_strdup (file);
  page->place = place;
  page->state = state;
  page->detail = detail;
  g_ptr_array_add (self->pages, page);
  return page;
}

static const HechaWetPage *
find_page (const HechaWetScan *self,
           guint               number)
{
  for (guint i = 0; i < self->pages->len; i++)
    {
      const HechaWetPage *page = self->pages->pdata[i];

      if (page->state == HECHA_WET_GOOD && page->page == number)
        return page;
    }
  return NULL;
}

static void
judge_page (HechaWetScan     *self,
            const HechaCase  *content,
            const char       *file,
            guint             place,
            const char       *code)
{
  g_autoptr(HechaPageMark) mark = code ? hecha_page_mark_parse (code, NULL) : NULL;
  const HechaWetPage *before = mark ? find_page (self, mark->page) : NULL;

  if (!mark)
    add_page (self, file, place, HECHA_WET_BLANK, NULL);
  else if (strcmp (mark->number, content->visit->number) != 0)
    add_page (self, file, place, HECHA_WET_FOREIGN, g_strdup (mark->number));
  else if (mark->digest && mark->revision != content->revision)
    add_page (self, file, place, HECHA_WET_OTHER_REVISION, g_strdup_printf ("%d", mark->revision));
  else if (g_strcmp0 (mark->digest, content->results_digest) != 0 || mark->pages != self->expected)
    add_page (self, file, place, HECHA_WET_OTHER_RESULTS, NULL);
  else if (before)
    add_page (self, file, place, HECHA_WET_TWICE, g_strdup (before->file))->page = mark->page;
  else
    add_page (self, file, place, HECHA_WET_GOOD, NULL)->page = mark->page;
}

static gboolean
is_recognised (const HechaWetScan *self,
               guint               first)
{
  for (guint i = first; i < self->pages->len; i++)
    if (((HechaWetPage *) self->pages->pdata[i])->state != HECHA_WET_BLANK)
      return TRUE;
  return FALSE;
}

static gboolean
read_file (HechaWetScan     *self,
           const HechaCase  *content,
           const char       *path,
           GCancellable     *cancellable,
           GError          **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr(GBytes) bytes = hecha_file_read (path, HECHA_WET_FILE_LIMIT, error);
  g_autoptr(GPtrArray) codes = NULL;
  g_autoptr(GError) failure = NULL;
  guint first = self->pages->len;

  if (!bytes)
    return FALSE;
  codes = hecha_scan_read (bytes, HECHA_PAGE_MARK_PREFIX, cancellable, &failure);
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  for (guint i = 0; codes && i < codes->len; i++)
    judge_page (self, content, name, i + 1, codes->pdata[i]);
  if (codes && !is_recognised (self, first))
    g_ptr_array_set_size (self->pages, first);
  if (self->pages->len == first)
    add_page (self, name, 1, HECHA_WET_UNREADABLE, failure ? g_strdup (failure->message) : NULL);
  g_ptr_array_add (self->files, g_strdup (path));
  g_ptr_array_add (self->digests, hecha_sha256_hex (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)));
  return TRUE;
}

/* As people say it: "3, 5", "1–46". */
static void
find_missing (HechaWetScan *self)
{
  g_autoptr(GString) missing = g_string_new (NULL);

  for (guint page = 1; page <= self->expected; page++)
    {
      guint last = page;

      if (find_page (self, page))
        continue;
      while (last < self->expected && !find_page (self, last + 1))
        last++;
      g_string_append_printf (missing, missing->len ? ", %u" : "%u", page);
      if (last > page)
        g_string_append_printf (missing, "–%u", last);
      page = last;
    }
  self->missing = missing->len ? g_strdup (missing->str) : NULL;
}

static HechaWetScan *
scan_new (HechaSession     *session,
          const HechaCase  *content,
          GError          **error)
{
  g_autoptr(HechaIssuedReport) report = NULL;
  g_autoptr(HechaPdfInfo) info = NULL;
  HechaWetScan *self;

  if (!content->frozen || !content->report)
    {
      g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_REFUSED, "No report has been issued of this visit yet");
      return NULL;
    }
  report = hecha_issue_current (session, content->visit->uuid, error);
  info = report ? hecha_pdf_info_read (report->path, error) : NULL;
  if (!info)
    return NULL;
  self = g_new0 (HechaWetScan, 1);
  self->case_uuid = g_strdup (content->visit->uuid);
  self->results_digest = g_strdup (content->results_digest);
  self->files = g_ptr_array_new_with_free_func (g_free);
  self->digests = g_ptr_array_new_with_free_func (g_free);
  self->pages = g_ptr_array_new_with_free_func (page_free);
  self->expected = info->n_pages;
  return self;
}

/**
 * hecha_wet_scan_read:
 * @paths: scans of the printed report, PDFs or pictures, in any order
 * @progress: (nullable) (scope call): told of the files
 *
 * Recognises the pages of a report that was printed and signed by hand. For
 * worker threads.
 *
 * Returns: (transfer full) (nullable): what each page is, also where they are
 *   not complete: that is for hecha_wet_scan_check(); %HECHA_ERROR_REFUSED where
 *   no report was issued, %HECHA_ERROR_IO, %HECHA_ERROR_TOO_LARGE or
 *   %G_IO_ERROR_CANCELLED
 */
HechaWetScan *
hecha_wet_scan_read (HechaSession       *session,
                     const char         *case_uuid,
                     const char *const  *paths,
                     HechaProgress       progress,
                     gpointer            progress_data,
                     GCancellable       *cancellable,
                     GError            **error)
{
  guint n = g_strv_length ((char **) paths);
  g_autoptr(HechaCase) content = hecha_case_load (session, case_uuid, error);
  g_autoptr(HechaWetScan) self = content ? scan_new (session, content, error) : NULL;

  if (self && n > FILES_LIMIT)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "These are %u files; at most %d are read", n, FILES_LIMIT);
  if (!self || n > FILES_LIMIT)
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      if (!read_file (self, content, paths[i], cancellable, error))
        return NULL;
      if (progress)
        progress (i + 1, n, progress_data);
    }
  find_missing (self);
  return g_steal_pointer (&self);
}

static gboolean
check_page (const HechaWetPage  *page,
            GError             **error)
{
  static const char *const words[] = {
    [HECHA_WET_UNREADABLE] = "%s has no page whose code can be read: scan it again, at 200 dpi or more",
    [HECHA_WET_FOREIGN] = "%s, page %u: this is a page of another report, %s",
    [HECHA_WET_OTHER_REVISION] = "%s, page %u: this is a page of another revision, %s",
    [HECHA_WET_OTHER_RESULTS] = "%s, page %u: this is a page of a draft, or shows other results than the report",
    [HECHA_WET_TWICE] = "%s, page %u: this page is there already, in %s",
  };

  if (page->state == HECHA_WET_GOOD || page->state == HECHA_WET_BLANK)
    return TRUE;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED, words[page->state], page->file, page->place, page->detail);
  return FALSE;
}

/**
 * hecha_wet_scan_check:
 *
 * Returns: whether every page of the report is there once, and no other;
 *   %HECHA_ERROR_REFUSED names the first that is not
 */
gboolean
hecha_wet_scan_check (const HechaWetScan  *self,
                      GError             **error)
{
  for (guint i = 0; i < self->pages->len; i++)
    if (!check_page (self->pages->pdata[i], error))
      return FALSE;
  if (!self->missing)
    return TRUE;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED, "Of the %u pages of the report these are missing: %s",
               self->expected, self->missing);
  return FALSE;
}
