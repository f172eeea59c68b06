/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wet-signing.h"
#include "workspace.h"

#include "error.h"

#include <cairo-pdf.h>
#include <string.h>

static const char *const team[] = { "lead=张工", "prepared=甲", "reviewed=乙", "approved=丙", NULL };

typedef struct
{
  Workspace         *self;
  char              *uuid;
  HechaIssuedReport *report;
} Stage;

static void
stage_begin (Stage *stage)
{
  stage->self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  workspace_import (stage->self);
  stage->uuid = workspace_plan (stage->self, team);
  workspace_answer_all (stage->self, stage->uuid);
  stage->report = workspace_issue (stage->self, stage->uuid);
}

static void
stage_end (Stage *stage)
{
  hecha_issued_report_free (stage->report);
  g_free (stage->uuid);
  workspace_free (stage->self);
}

static HechaWetScan *
read_scans (Stage      *stage,
            GPtrArray  *paths)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  HechaWetScan *scan;

  g_ptr_array_extend (all, paths, NULL, NULL);
  g_ptr_array_add (all, NULL);
  scan = hecha_wet_scan_read (stage->self->session, stage->uuid, (const char *const *) all->pdata, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return scan;
}

/* One page of the printed report, as a good scanner gives it. */
static char *
print_page (Stage      *stage,
            guint       page,
            const char *dpi)
{
  g_autofree char *number = g_strdup_printf ("%u", page), *flat = g_strdup_printf ("flat-%u", page);
  g_autofree char *png = g_strconcat (flat, ".png", NULL);

  g_free (fixture_run (stage->self->files, "pdftoppm", "-r", dpi, "-gray", "-png", "-singlefile", "-f", number, "-l",
                       number, stage->report->path, flat, NULL));
  return fixture_path (stage->self->files, png);
}

/* As some other scanner gives it. */
static char *
scan_page (Stage *stage,
           guint  page)
{
  static const struct { const char *dpi, *turn, *background, *noise, *levels; } scanners[] = {
    { "150", "0", "white", "0", "0%,100%" },
    { "150", "90", "white", "0", "0%,100%" },
    { "200", "4", "#dddddd", "0", "0%,100%" },
    { "150", "-3", "white", "0", "40%,80%" },
    { "200", "181", "#bbbbbb", "0.3", "0%,100%" },
    { "300", "-10", "#dddddd", "0.4", "15%,90%" },
  };
  guint i = page % G_N_ELEMENTS (scanners);
  g_autofree char *name = g_strdup_printf ("scan-%u.png", page), *png = print_page (stage, page, scanners[i].dpi);

  g_free (fixture_run (stage->self->files, "convert", png, "+level", scanners[i].levels, "-background",
                       scanners[i].background, "-rotate", scanners[i].turn, "-attenuate", scanners[i].noise, "+noise",
                       "Gaussian", "-colorspace", "Gray", name, NULL));
  return fixture_path (stage->self->files, name);
}

/* As a scanner with a feeder gives them: one PDF of pictures. */
static char *
bind_pages (Stage      *stage,
            const char *name,
            GPtrArray  *pngs,
            gboolean    with_backs)
{
  char *path = fixture_path (stage->self->files, name);
  cairo_surface_t *pdf = cairo_pdf_surface_create (path, 595, 842);
  cairo_t *cr = cairo_create (pdf);

  for (guint i = 0; i < pngs->len; i++)
    {
      cairo_surface_t *png = cairo_image_surface_create_from_png (pngs->pdata[i]);

      cairo_save (cr);
      cairo_scale (cr, 595.0 / cairo_image_surface_get_width (png), 842.0 / cairo_image_surface_get_height (png));
      cairo_set_source_surface (cr, png, 0, 0);
      cairo_paint (cr);
      cairo_restore (cr);
      cairo_show_page (cr);
      if (with_backs && i == 0)
        cairo_show_page (cr);
      cairo_surface_destroy (png);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (pdf);
  return path;
}

/* Turned, askew, grey and noisy, the last page first, some in one file with a blank back between. */
static void
test_complete (void)
{
  Stage stage;
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func (g_free), bound = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(HechaWetScan) scan = NULL;
  g_autoptr(GError) error = NULL;
  guint blank = 0;

  stage_begin (&stage);
  g_assert_cmpuint (stage.report->pages, >, 6);
  for (guint page = stage.report->pages; page > 6; page--)
    g_ptr_array_add (bound, print_page (&stage, page, "150"));
  g_ptr_array_add (paths, bind_pages (&stage, "feeder.pdf", bound, TRUE));
  for (guint page = 6; page > 0; page--)
    g_ptr_array_add (paths, scan_page (&stage, page));
  scan = read_scans (&stage, paths);
  for (guint i = 0; i < scan->pages->len; i++)
    {
      const HechaWetPage *page = scan->pages->pdata[i];

      g_test_message ("%s, page %u: state %d, page %u", page->file, page->place, page->state, page->page);
      blank += page->state == HECHA_WET_BLANK;
    }
  g_assert_cmpstr (scan->missing, ==, NULL);
  g_assert_true (hecha_wet_scan_check (scan, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (scan->expected, ==, stage.report->pages);
  g_assert_cmpuint (blank, ==, 1);
  stage_end (&stage);
}

/* Some pages of a PDF, as they are. */
static char *
cut_pages (Stage      *stage,
           const char *from,
           const char *name,
           const char *pages)
{
  g_free (fixture_run (stage->self->files, "qpdf", "--empty", "--pages", from, pages, "--", name, NULL));
  return fixture_path (stage->self->files, name);
}

static void
refused_for (Stage      *stage,
             const char *words,
             const char *first,
             const char *second)
{
  g_autoptr(GPtrArray) paths = g_ptr_array_new ();
  g_autoptr(HechaWetScan) scan = NULL;
  g_autoptr(GError) error = NULL;

  g_ptr_array_add (paths, (char *) first);
  if (second)
    g_ptr_array_add (paths, (char *) second);
  scan = read_scans (stage, paths);
  g_assert_false (hecha_wet_scan_check (scan, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_faults (void)
{
  Stage stage;
  g_autofree char *without = NULL, *once = NULL, *other_uuid = NULL, *foreign = NULL, *old = NULL, *draft = NULL;
  g_autofree char *nothing = NULL, *words = NULL, *ends = NULL, *last = NULL;
  g_autoptr(HechaIssuedReport) other = NULL, preview = NULL;
  g_autoptr(GError) error = NULL;

  stage_begin (&stage);
  without = cut_pages (&stage, stage.report->path, "without.pdf", "1-2,4,6-z");
  once = cut_pages (&stage, stage.report->path, "once.pdf", "4");
  refused_for (&stage, "these are missing: 3, 5", without, NULL);
  ends = cut_pages (&stage, stage.report->path, "ends.pdf", "1,r1");
  last = g_strdup_printf ("these are missing: 2–%u", stage.report->pages - 1);
  refused_for (&stage, last, ends, NULL);
  refused_for (&stage, "once.pdf, page 1: this page is there already, in without.pdf", without, once);

  other_uuid = workspace_plan (stage.self, team);
  workspace_answer_all (stage.self, other_uuid);
  other = workspace_issue (stage.self, other_uuid);
  foreign = cut_pages (&stage, other->path, "foreign.pdf", "2");
  refused_for (&stage, "foreign.pdf, page 1: this is a page of another report", stage.report->path, foreign);

  nothing = fixture_path (stage.self->files, "nothing.txt");
  fixture_write (stage.self->files, "nothing.txt", "nothing", 7);
  refused_for (&stage, "nothing.txt has no page whose code can be read", stage.report->path, nothing);

  preview = hecha_issue_preview (stage.self->session, stage.uuid, NULL, &error);
  g_assert_no_error (error);
  old = cut_pages (&stage, stage.report->path, "old.pdf", "3");
  g_assert_true (hecha_issue_reopen (stage.self->session, stage.uuid, "补充", &error));
  g_clear_pointer (&preview, hecha_issued_report_free);
  preview = hecha_issue_preview (stage.self->session, stage.uuid, NULL, &error);
  g_assert_no_error (error);
  hecha_issued_report_free (g_steal_pointer (&stage.report));
  stage.report = workspace_issue (stage.self, stage.uuid);
  refused_for (&stage, "old.pdf, page 1: this is a page of another revision, 1", stage.report->path, old);
  stage_end (&stage);
}

static void
test_cannot (void)
{
  Stage stage;
  const char *const missing[] = { "/no/such/scan.pdf", NULL }, *const none[] = { NULL };
  g_autoptr(HechaWetScan) empty = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *open = NULL;

  stage_begin (&stage);
  g_assert_null (hecha_wet_scan_read (stage.self->session, stage.uuid, missing, NULL, NULL, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
  g_clear_error (&error);
  empty = hecha_wet_scan_read (stage.self->session, stage.uuid, none, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (hecha_wet_scan_check (empty, NULL));
  open = workspace_plan (stage.self, team);
  g_assert_null (hecha_wet_scan_read (stage.self->session, open, none, NULL, NULL, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  stage_end (&stage);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/wet-scan/complete", test_complete);
  g_test_add_func ("/flow/wet-scan/faults", test_faults);
  g_test_add_func ("/flow/wet-scan/cannot", test_cannot);
  return g_test_run ();
}
