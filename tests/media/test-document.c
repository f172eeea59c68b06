/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document.h"

#include "error.h"
#include "samples.h"

#include <string.h>

static HechaDocument *
open_pdf (void)
{
  g_autoptr(GBytes) bytes = sample_pdf ();
  g_autoptr(GError) error = NULL;
  HechaDocument *document = hecha_document_open (bytes, &error);

  g_assert_no_error (error);
  return document;
}

static guint32
pixel (const HechaPixels *pixels,
       int                x,
       int                y)
{
  const guint8 *data = g_bytes_get_data (pixels->data, NULL);

  return *(const guint32 *) (gconstpointer) (data + pixels->stride * y + 4 * x);
}

static void
test_pages (void)
{
  g_autoptr(HechaDocument) document = open_pdf ();
  double width, height;

  g_assert_cmpuint (hecha_document_n_pages (document), ==, 2);
  hecha_document_page_size (document, 0, &width, &height);
  g_assert_cmpfloat (width, ==, 200);
  g_assert_cmpfloat (height, ==, 100);
  hecha_document_page_size (document, 1, &width, &height);
  g_assert_cmpfloat (width, ==, 300);
  g_assert_cmpfloat (height, ==, 400);
}

static void
test_render (void)
{
  g_autoptr(HechaDocument) document = open_pdf ();
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaPixels) pixels = hecha_document_render (document, 0, 1.5, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (pixels->width, ==, 300);
  g_assert_cmpint (pixels->height, ==, 150);
  g_assert_cmphex (pixel (pixels, 75, 75), ==, 0xffff0000);
  g_assert_cmphex (pixel (pixels, 290, 140), ==, 0xffffffff);
}

static void
test_render_limits (void)
{
  static const double scales[] = { 60, 200, 1e9, 1e300 };
  g_autoptr(HechaDocument) document = open_pdf ();
  g_autoptr(HechaPixels) small = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (hecha_document_render (document, 0, scales[i], NULL, &error));
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE);
    }
  small = hecha_document_render (document, 0, 0.0001, NULL, NULL);
  g_assert_cmpint (small->width, ==, 1);
}

static void
test_text (void)
{
  g_autoptr(HechaDocument) document = open_pdf ();
  g_autofree char *first = hecha_document_text (document, 0, NULL, NULL);
  g_autofree char *second = hecha_document_text (document, 1, NULL, NULL);

  g_assert_cmpstr (g_strstrip (first), ==, "Valve 7");
  g_assert_cmpstr (g_strstrip (second), ==, "Second");
}

/* The text begins at (120, 50) on its baseline and is 10 points high. */
static void
test_find (void)
{
  g_autoptr(HechaDocument) document = open_pdf ();
  g_autoptr(GArray) rects = hecha_document_find (document, 0, "valve", NULL, NULL);
  g_autoptr(GArray) none = hecha_document_find (document, 1, "valve", NULL, NULL);
  g_autoptr(GArray) empty = hecha_document_find (document, 1, "", NULL, NULL);
  HechaDocumentRect *rect;

  g_assert_cmpuint (rects->len, ==, 1);
  rect = &g_array_index (rects, HechaDocumentRect, 0);
  g_assert_cmpfloat_with_epsilon (rect->x, 120, 1);
  g_assert_true (rect->y > 35 && rect->y < 45);
  g_assert_true (rect->y + rect->height > 48 && rect->y + rect->height < 56);
  g_assert_true (rect->width > 15 && rect->width < 35);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (empty->len, ==, 0);
}

static void
assert_refused (GBytes     *bytes,
                int         code,
                const char *part)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (hecha_document_open (bytes, &error));
  g_assert_error (error, HECHA_ERROR, code);
  g_assert_nonnull (strstr (error->message, part));
}

static void
test_refused (void)
{
  g_autoptr(GBytes) encrypted = sample_file ("encrypted.pdf");
  g_autoptr(GBytes) whole = sample_pdf ();
  g_autoptr(GBytes) cut = sample_cut (whole, 20);
  g_autoptr(GBytes) empty = g_bytes_new (NULL, 0);
  g_autoptr(GBytes) jpeg = sample_jpeg (NULL);

  assert_refused (encrypted, HECHA_ERROR_PASSWORD, "encrypted");
  assert_refused (cut, HECHA_ERROR_DAMAGED, "damaged");
  assert_refused (empty, HECHA_ERROR_DAMAGED, "damaged");
  assert_refused (jpeg, HECHA_ERROR_DAMAGED, "damaged");
}

/* Cut anywhere, or a byte wrong anywhere: an error or a page, never a crash. */
static void
test_spoilt (void)
{
  g_autoptr(GBytes) whole = sample_pdf ();
  gsize size = g_bytes_get_size (whole);

  for (gsize at = 0; at < size; at += 97)
    {
      guint8 *copy = g_memdup2 (g_bytes_get_data (whole, NULL), size);
      g_autoptr(GBytes) spoilt = g_bytes_new_take (copy, size);
      g_autoptr(GBytes) cut = sample_cut (whole, at);
      GBytes *const files[] = { spoilt, cut };

      copy[at] ^= 0x55;
      for (int i = 0; i < 2; i++)
        {
          g_autoptr(GError) error = NULL;
          g_autoptr(HechaDocument) document = hecha_document_open (files[i], &error);
          g_autoptr(HechaPixels) pixels = document ? hecha_document_render (document, 0, 0.5, NULL, NULL) : NULL;

          g_assert_true (document || error);
        }
    }
}

static gpointer
ask (gpointer data)
{
  HechaDocument *document = data;

  for (int i = 0; i < 5; i++)
    {
      g_autoptr(HechaPixels) pixels = hecha_document_render (document, i % 2, 1, NULL, NULL);
      g_autofree char *text = hecha_document_text (document, i % 2, NULL, NULL);
      g_autoptr(HechaDocument) other = open_pdf ();

      g_assert_true (pixels && strlen (text) > 5);
    }
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr(HechaDocument) document = open_pdf ();
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("ask", ask, document);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

static void
test_cancelled (void)
{
  g_autoptr(HechaDocument) document = open_pdf ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (hecha_document_render (document, 0, 1, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/document/pages", test_pages);
  g_test_add_func ("/document/render", test_render);
  g_test_add_func ("/document/render-limits", test_render_limits);
  g_test_add_func ("/document/text", test_text);
  g_test_add_func ("/document/find", test_find);
  g_test_add_func ("/document/refused", test_refused);
  g_test_add_func ("/document/spoilt", test_spoilt);
  g_test_add_func ("/document/threads", test_threads);
  g_test_add_func ("/document/cancelled", test_cancelled);
  return g_test_run ();
}
