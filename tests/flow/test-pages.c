/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pages.h"
#include "workspace.h"

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
  g_test_add_func ("/flow/pages/no-pdf", test_no_pdf);
  return g_test_run ();
}
