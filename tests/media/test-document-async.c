/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document.h"
#include "error.h"
#include "samples.h"

#include <stdlib.h>
#include <string.h>

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_ptr_array_add (data, g_object_ref (result));
}

static GAsyncResult *
wait_for (GPtrArray *results,
          guint      count)
{
  while (results->len < count)
    g_main_context_iteration (NULL, TRUE);
  return g_ptr_array_index (results, count - 1);
}

static HechaDocument *
open_pdf (GPtrArray *results)
{
  g_autoptr(GBytes) bytes = sample_pdf ();
  g_autoptr(GError) error = NULL;
  HechaDocument *document;

  hecha_document_open_async (bytes, NULL, done_cb, results);
  g_assert_cmpuint (results->len, ==, 0);
  document = hecha_document_open_finish (wait_for (results, 1), &error);
  g_assert_no_error (error);
  return document;
}

static void
test_answers (void)
{
  g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(HechaDocument) document = open_pdf (results);
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaPixels) pixels = NULL;
  g_autoptr(GArray) rects = NULL;
  g_autofree char *text = NULL;

  hecha_document_render_async (document, 1, 1, NULL, done_cb, results);
  hecha_document_text_async (document, 1, NULL, done_cb, results);
  hecha_document_find_async (document, 1, "second", NULL, done_cb, results);
  pixels = hecha_document_render_finish (wait_for (results, 2), &error);
  text = hecha_document_text_finish (wait_for (results, 3), &error);
  rects = hecha_document_find_finish (wait_for (results, 4), &error);
  g_assert_no_error (error);
  g_assert_cmpint (pixels->height, ==, 400);
  g_assert_nonnull (strstr (text, "Second"));
  g_assert_cmpuint (rects->len, ==, 1);
}

static void
test_order (void)
{
  g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(HechaDocument) document = open_pdf (results);

  for (int i = 1; i <= 20; i++)
    hecha_document_render_async (document, 0, (21 - i) / 10., NULL, done_cb, results);
  for (int i = 1; i <= 20; i++)
    {
      g_autoptr(HechaPixels) pixels = hecha_document_render_finish (wait_for (results, 1 + i), NULL);

      g_assert_cmpint (pixels->width, ==, (21 - i) * 20);
    }
}

/* What was asked is answered, though nobody holds the document any more. */
static void
test_let_go (void)
{
  g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func (g_object_unref);
  HechaDocument *document = open_pdf (results);
  g_autofree char *text = NULL;

  hecha_document_text_async (document, 0, NULL, done_cb, results);
  hecha_document_unref (document);
  text = hecha_document_text_finish (wait_for (results, 2), NULL);
  g_assert_nonnull (strstr (text, "Valve 7"));
}

static void
test_cancelled (void)
{
  g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(HechaDocument) document = open_pdf (results);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  hecha_document_render_async (document, 0, 1, cancellable, done_cb, results);
  g_cancellable_cancel (cancellable);
  g_assert_null (hecha_document_render_finish (wait_for (results, 2), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_refused (void)
{
  g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GBytes) bytes = sample_jpeg (NULL);
  g_autoptr(GError) error = NULL;

  hecha_document_open_async (bytes, NULL, done_cb, results);
  g_assert_null (hecha_document_open_finish (wait_for (results, 1), &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
}

static void
asked_again_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr(HechaPixels) pixels = hecha_document_render_finish (result, NULL);

  hecha_document_render_async (data, 0, 4, NULL, asked_again_cb, data);
}

/* Ends while pages are being drawn. */
static void
test_end (void)
{
  if (g_test_subprocess ())
    {
      GPtrArray *results = g_ptr_array_new ();
      HechaDocument *document = open_pdf (results);
      gint64 until = g_get_monotonic_time () + g_test_rand_int_range (1000, 30000);

      for (guint i = 0; i < 200; i++)
        hecha_document_render_async (document, 0, 4, NULL, asked_again_cb, document);
      while (g_get_monotonic_time () < until)
        g_main_context_iteration (NULL, FALSE);
      exit (0);
    }
  for (guint i = 0; i < 20; i++)
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/document-async/answers", test_answers);
  g_test_add_func ("/document-async/order", test_order);
  g_test_add_func ("/document-async/let-go", test_let_go);
  g_test_add_func ("/document-async/cancelled", test_cancelled);
  g_test_add_func ("/document-async/end", test_end);
  g_test_add_func ("/document-async/refused", test_refused);
  return g_test_run ();
}
