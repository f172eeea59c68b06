/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document.h"

#include "error.h"
#include "samples.h"

#include <cairo-pdf.h>

static cairo_status_t
write_cb (void                *data,
          const unsigned char *bytes,
          unsigned int         size)
{
  g_byte_array_append (data, bytes, size);
  return CAIRO_STATUS_SUCCESS;
}

static HechaDocument *
open_lines (guint n)
{
  static const struct { double x, y; const char *text; } texts[] = {
    { 20, 40, "one row" }, { 120, 40, "second cell" }, { 20, 60, "below" },
  };
  g_autoptr(GByteArray) array = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (write_cb, array, 300, 200);
  cairo_t *cr = cairo_create (surface);
  g_autoptr(GBytes) bytes = NULL;
  HechaDocument *document;

  cairo_set_font_size (cr, 10);
  for (guint i = 0; i < n; i++)
    {
      cairo_move_to (cr, texts[i].x, texts[i].y);
      cairo_show_text (cr, texts[i].text);
    }
  cairo_show_page (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  bytes = g_bytes_new (array->data, array->len);
  document = hecha_document_open (bytes, NULL);
  g_assert_nonnull (document);
  return document;
}

static const HechaDocumentRun *
find_run (GPtrArray  *runs,
          const char *text)
{
  for (guint i = 0; i < runs->len; i++)
    if (g_str_equal (((HechaDocumentRun *) runs->pdata[i])->text, text))
      return runs->pdata[i];
  g_test_fail_printf ("no run says %s", text);
  return NULL;
}

/* A space does not part a run, the gap between two columns does. */
static void
test_columns (void)
{
  g_autoptr(HechaDocument) document = open_lines (3);
  g_autoptr(GPtrArray) runs = hecha_document_runs (document, 0, NULL, NULL);
  const HechaDocumentRun *row = find_run (runs, "one row"), *cell = find_run (runs, "second cell");
  const HechaDocumentRun *below = find_run (runs, "below");

  g_assert_cmpuint (runs->len, ==, 3);
  g_assert_cmpfloat_with_epsilon (row->rect.x, 20, 1);
  g_assert_cmpfloat_with_epsilon (cell->rect.x, 120, 1);
  g_assert_cmpfloat_with_epsilon (row->rect.y, cell->rect.y, 0.1);
  g_assert_cmpfloat_with_epsilon (below->rect.y - row->rect.y, 20, 0.1);
  g_assert_cmpfloat (row->rect.x + row->rect.width, <, 80);
}

static void
test_empty (void)
{
  g_autoptr(HechaDocument) document = open_lines (0);
  g_autoptr(GPtrArray) runs = hecha_document_runs (document, 0, NULL, NULL);

  g_assert_cmpuint (runs->len, ==, 0);
}

static void
test_cancelled (void)
{
  g_autoptr(HechaDocument) document = open_lines (1);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (hecha_document_runs (document, 0, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/document-runs/columns", test_columns);
  g_test_add_func ("/document-runs/empty", test_empty);
  g_test_add_func ("/document-runs/cancelled", test_cancelled);
  return g_test_run ();
}
