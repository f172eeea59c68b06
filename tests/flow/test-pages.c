/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pages.h"
#include "workspace.h"

#include <cairo-pdf.h>
#include <string.h>

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (!*result)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static HechaPages *
open_pages (GBytes  *bytes,
            GError **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  hecha_pages_open_async (bytes, "report.pdf", NULL, done_cb, &result);
  return hecha_pages_open_finish (wait_for (&result), error);
}

static void
test_render (void)
{
  g_autoptr(Fixture) files = fixture_new ();
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaPages) pages = NULL;
  g_autoptr(HechaPixels) pixels = NULL;
  double width, height;

  fixture_make_pdf (files, "two.pdf", 2, FALSE);
  bytes = fixture_read (files, "two.pdf");
  pages = open_pages (bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hecha_pages_get_n (pages), ==, 2);
  hecha_pages_get_size (pages, 1, &width, &height);
  g_assert_cmpfloat_with_epsilon (width, 595, 1);
  g_assert_cmpfloat_with_epsilon (height, 842, 1);
  hecha_pages_render_async (pages, 1, 0.5, NULL, done_cb, &result);
  pixels = hecha_pages_render_finish (pages, wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_nonnull (pixels);
}

/* What cairo wrote, found by Poppler: page 1 has the words once, page 3 twice. */
static void
test_find (void)
{
  static const struct { const char *text; guint n, first; } table[] = {
    { "maintenance", 3, 0 }, { "MAINTENANCE", 3, 0 }, { "远程维护", 1, 1 }, { "absent", 0, 0 }, { "", 0, 0 },
  };
  g_autoptr(Fixture) files = fixture_new ();
  g_autofree char *path = fixture_path (files, "words.pdf");
  const char *words[] = { "remote maintenance", "远程维护", "maintenance, and more maintenance" };
  cairo_surface_t *surface = cairo_pdf_surface_create (path, 595, 842);
  cairo_t *cr = cairo_create (surface);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(HechaPages) pages = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      cairo_select_font_face (cr, i == 1 ? "Noto Sans CJK SC" : "sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
      cairo_set_font_size (cr, 20);
      cairo_move_to (cr, 100, 200);
      cairo_show_text (cr, words[i]);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  bytes = fixture_read (files, "words.pdf");
  pages = open_pages (bytes, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GArray) matches = NULL;
      const HechaPageMatch *first;

      hecha_pages_find_async (pages, table[i].text, NULL, done_cb, &result);
      matches = hecha_pages_find_finish (pages, wait_for (&result), NULL);
      g_assert_cmpuint (matches->len, ==, table[i].n);
      if (table[i].n == 0)
        continue;
      first = &g_array_index (matches, HechaPageMatch, 0);
      g_assert_cmpuint (first->page, ==, table[i].first);
      /* The baseline is at 200. */
      g_assert_true (first->x >= 99 && first->y > 170 && first->y < 200 && first->y + first->height > 199);
    }
}

static void
test_find_cancelled (void)
{
  g_autoptr(Fixture) files = fixture_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(HechaPages) pages = NULL;

  fixture_make_pdf (files, "two.pdf", 2, FALSE);
  bytes = fixture_read (files, "two.pdf");
  pages = open_pages (bytes, NULL);
  g_cancellable_cancel (cancellable);
  hecha_pages_find_async (pages, "any", cancellable, done_cb, &result);
  g_assert_null (hecha_pages_find_finish (pages, wait_for (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_no_pdf (void)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("no PDF", 6);
  g_autoptr(GError) error = NULL;

  g_assert_null (open_pages (bytes, &error));
  g_assert_true (g_str_has_prefix (error->message, "report.pdf: "));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/pages/render", test_render);
  g_test_add_func ("/flow/pages/find", test_find);
  g_test_add_func ("/flow/pages/find-cancelled", test_find_cancelled);
  g_test_add_func ("/flow/pages/no-pdf", test_no_pdf);
  return g_test_run ();
}
