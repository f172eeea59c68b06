/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scan.h"

#include "error.h"
#include "samples.h"

#include <cairo-pdf.h>
#include <math.h>
#include <qrencode.h>

#define TEXT   "HECHA/1 2026-0007-3FA2 R1 BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD 3/12"
#define WIDTH  595
#define HEIGHT 842
#define QUIET  4

/* Four pixels a module, with the quiet zone. */
static cairo_surface_t *
code_picture (const char *text)
{
  QRcode *code = QRcode_encodeString (text, 0, QR_ECLEVEL_M, QR_MODE_8, TRUE);
  int side = code->width + 2 * QUIET;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, side * 4, side * 4);
  cairo_t *cr = cairo_create (surface);

  for (int i = 0; i < code->width * code->width; i++)
    if (code->data[i] & 1)
      cairo_rectangle (cr, (QUIET + i % code->width) * 4, (QUIET + i / code->width) * 4, 4, 4);
  cairo_fill (cr);
  cairo_destroy (cr);
  QRcode_free (code);
  return surface;
}

/* A code of 22 mm where pages have theirs. */
static void
draw_page (cairo_t    *cr,
           const char *text,
           double      ink)
{
  cairo_surface_t *code = text ? code_picture (text) : NULL;
  double scale;

  cairo_set_source_rgb (cr, ink, ink, ink);
  for (int line = 0; line < 40; line++)
    cairo_rectangle (cr, 60, 120 + 16 * line, 300 + line * 37 % 170, 6);
  cairo_fill (cr);
  if (!code)
    return;
  scale = 22 / 25.4 * 72 / cairo_image_surface_get_width (code);
  cairo_save (cr);
  cairo_translate (cr, 467, 20);
  cairo_scale (cr, scale, scale);
  cairo_mask_surface (cr, code, 0, 0);
  cairo_restore (cr);
  cairo_surface_destroy (code);
}

/* A page on a scanner's glass. */
static HechaPixels *
scan (const char *text,
      double      degrees,
      int         dpi,
      double      ink,
      double      paper)
{
  double scale = dpi / 72.0, turn = degrees * G_PI / 180;
  int width = ceil ((fabs (WIDTH * cos (turn)) + fabs (HEIGHT * sin (turn))) * scale);
  int height = ceil ((fabs (WIDTH * sin (turn)) + fabs (HEIGHT * cos (turn))) * scale);
  cairo_surface_t *flat = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH * scale, HEIGHT * scale);
  cairo_surface_t *glass = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (flat);
  g_autoptr(GBytes) data = NULL;

  cairo_set_source_rgb (cr, paper, paper, paper);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  draw_page (cr, text, ink);
  cairo_destroy (cr);
  cr = cairo_create (glass);
  cairo_set_source_rgb (cr, 0.85, 0.85, 0.85);
  cairo_paint (cr);
  cairo_translate (cr, width / 2.0, height / 2.0);
  cairo_rotate (cr, turn);
  cairo_set_source_surface (cr, flat, -WIDTH * scale / 2, -HEIGHT * scale / 2);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (flat);
  cairo_surface_flush (glass);
  data = g_bytes_new_with_free_func (cairo_image_surface_get_data (glass),
                                     (gsize) cairo_image_surface_get_stride (glass) * height,
                                     (GDestroyNotify) cairo_surface_destroy, glass);
  return hecha_pixels_new (width, height, cairo_image_surface_get_stride (glass), data);
}

static void
test_turned (void)
{
  static const struct { double degrees; int dpi; double ink, paper; } cases[] = {
    { 0, 150, 0, 1 }, { 90, 150, 0, 1 }, { 180, 200, 0, 1 }, { 270, 300, 0, 1 },
    { 3, 150, 0, 1 }, { -7, 150, 0, 1 }, { 10, 200, 0, 1 }, { -10, 300, 0, 1 }, { 187, 150, 0, 1 },
    { 0, 150, 0.45, 0.8 }, { 4, 200, 0.55, 0.75 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(HechaPixels) pixels = scan (TEXT, cases[i].degrees, cases[i].dpi, cases[i].ink, cases[i].paper);
      g_autofree char *text = hecha_scan_code (pixels, "HECHA/1 ");

      g_test_message ("%g degrees, %d dpi, ink %g on %g", cases[i].degrees, cases[i].dpi, cases[i].ink, cases[i].paper);
      g_assert_cmpstr (text, ==, TEXT);
    }
}

/* A code of somebody else's, or none, is none. */
static void
test_others (void)
{
  g_autoptr(HechaPixels) other = scan ("https://example.org/", 0, 150, 0, 1), none = scan (NULL, 0, 150, 0, 1);
  g_autoptr(HechaPixels) black = scan (TEXT, 0, 150, 0, 0);
  const guint32 dot = 0xff000000;
  g_autoptr(GBytes) one = g_bytes_new (&dot, sizeof dot);
  g_autoptr(HechaPixels) smallest = hecha_pixels_new (1, 1, sizeof dot, one);

  g_assert_null (hecha_scan_code (other, "HECHA/1 "));
  g_assert_null (hecha_scan_code (none, "HECHA/1 "));
  g_assert_null (hecha_scan_code (black, "HECHA/1 "));
  g_assert_null (hecha_scan_code (smallest, "HECHA/1 "));
}

static cairo_status_t
append (void                *data,
        const unsigned char *bytes,
        unsigned int         length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
make_pdf (const char *const *texts,
          guint              n)
{
  GByteArray *array = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append, array, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < n; i++)
    {
      draw_page (cr, texts ? texts[i] : NULL, 0);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (array);
}

static void
test_read (void)
{
  static const char *const texts[] = { TEXT, NULL, "HECHA/1 second" };
  g_autoptr(GBytes) pdf = make_pdf (texts, G_N_ELEMENTS (texts));
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) codes = hecha_scan_read (pdf, "HECHA/1 ", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (codes->len, ==, G_N_ELEMENTS (texts));
  for (guint i = 0; i < codes->len; i++)
    g_assert_cmpstr (codes->pdata[i], ==, texts[i]);
}

static void
test_bad (void)
{
  static const char *const one[] = { TEXT };
  g_autoptr(GBytes) pdf = make_pdf (one, 1), garbage = g_bytes_new_static ("no scan", 7), cut = NULL, jpeg = sample_jpeg (NULL);
  g_autoptr(GBytes) cut_jpeg = sample_cut (jpeg, g_bytes_get_size (jpeg) / 2), many = make_pdf (NULL, HECHA_SCAN_MAX_PAGES + 1);
  g_autoptr(GCancellable) cancelled = g_cancellable_new ();
  const struct { GBytes *bytes; int code; } cases[] = {
    { garbage, HECHA_ERROR_UNSUPPORTED },
    { cut_jpeg, HECHA_ERROR_DAMAGED },
    { cut = sample_cut (pdf, 20), HECHA_ERROR_DAMAGED },
    { many, HECHA_ERROR_TOO_LARGE },
  };
  g_autoptr(GError) stopped = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (hecha_scan_read (cases[i].bytes, "HECHA/1 ", NULL, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, HECHA_ERROR, cases[i].code);
    }
  g_cancellable_cancel (cancelled);
  g_assert_null (hecha_scan_read (pdf, "HECHA/1 ", cancelled, &stopped));
  g_assert_error (stopped, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/scan/turned", test_turned);
  g_test_add_func ("/scan/others", test_others);
  g_test_add_func ("/scan/read", test_read);
  g_test_add_func ("/scan/bad", test_bad);
  return g_test_run ();
}
