/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "samples.h"

#include "picture.h"

#include <cairo-pdf.h>
#include <string.h>

#define WIDTH  64
#define HEIGHT 32

static const guint32 colours[2][2] = { { 0xffe00000, 0xff00c000 }, { 0xff0000e0, 0xfff0f0f0 } };

static guint32
colour_at (int x,
           int y)
{
  return colours[y >= HEIGHT / 2][x >= WIDTH / 2];
}

HechaPixels *
sample_quadrants (void)
{
  guint32 *out = g_new (guint32, WIDTH * HEIGHT);
  g_autoptr(GBytes) data = g_bytes_new_take (out, WIDTH * HEIGHT * 4);

  for (int i = 0; i < WIDTH * HEIGHT; i++)
    out[i] = colour_at (i % WIDTH, i / WIDTH);
  return hecha_pixels_new (WIDTH, HEIGHT, WIDTH * 4, data);
}

/* The colours in the middle of the four quadrants as seen, "RG/BW" for the picture as it is. */
char *
sample_corners (const HechaPixels *pixels)
{
  const guint8 *data = g_bytes_get_data (pixels->data, NULL);
  GString *text = g_string_new (NULL);

  for (int i = 0; i < 4; i++)
    {
      int x = pixels->width * (1 + i % 2 * 2) / 4, y = pixels->height * (1 + i / 2 * 2) / 4;
      const guint8 *at = data + pixels->stride * y + 4 * x;
      guint32 colour = *(const guint32 *) (gconstpointer) at;
      int red = colour >> 16 & 255, green = colour >> 8 & 255, blue = colour & 255;

      g_assert_cmpuint (colour >> 24, ==, 255);
      g_string_append (text, i == 2 ? "/" : "");
      g_string_append_c (text, MIN (MIN (red, green), blue) > 200 ? 'W'
                               : red > 180 && MAX (green, blue) < 60 ? 'R'
                               : green > 150 && MAX (red, blue) < 60 ? 'G'
                               : blue > 180 && MAX (red, green) < 60 ? 'B' : '?');
    }
  return g_string_free (text, FALSE);
}

static void
put (GByteArray *array,
     guint32     value,
     int         length,
     gboolean    big)
{
  for (int i = 0; i < length; i++)
    {
      guint8 byte = value >> 8 * (big ? length - 1 - i : i);

      g_byte_array_append (array, &byte, 1);
    }
}

static void
put_text (GByteArray *array,
          const char *text,
          gsize       length)
{
  g_byte_array_append (array, (const guint8 *) text, length);
}

static void
put_entry (GByteArray *array,
           gboolean    big,
           int         tag,
           int         type,
           guint32     count,
           guint32     value)
{
  put (array, tag, 2, big);
  put (array, type, 2, big);
  put (array, count, 4, big);
  put (array, value, type == 3 ? 2 : 4, big);
  if (type == 3)
    put (array, 0, 2, big);
}

/* Header 8, IFD0 of two entries 8..38, Exif IFD of two 38..68, then the texts. */
GByteArray *
sample_exif (gboolean    big,
             int         orientation,
             const char *time,
             const char *offset)
{
  GByteArray *array = g_byte_array_new ();

  put_text (array, big ? "MM\0*" : "II*\0", 4);
  put (array, 8, 4, big);
  put (array, 2, 2, big);
  put_entry (array, big, 0x0112, 3, 1, orientation);
  put_entry (array, big, 0x8769, 4, 1, 38);
  put (array, 0, 4, big);
  put (array, 2, 2, big);
  put_entry (array, big, 0x9003, 2, strlen (time) + 1, 68);
  put_entry (array, big, 0x9011, 2, strlen (offset) + 1, 68 + strlen (time) + 1);
  put (array, 0, 4, big);
  put_text (array, time, strlen (time) + 1);
  put_text (array, offset, strlen (offset) + 1);
  return array;
}

/* Puts @head and @exif into a copy of @bytes at @at. */
static GBytes *
insert (GBytes     *bytes,
        gsize       at,
        GByteArray *piece)
{
  g_autoptr(GByteArray) array = g_byte_array_new ();
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  g_byte_array_append (array, data, at);
  g_byte_array_append (array, piece->data, piece->len);
  g_byte_array_append (array, data + at, size - at);
  return g_byte_array_free_to_bytes (g_steal_pointer (&array));
}

GBytes *
sample_jpeg (const GByteArray *exif)
{
  g_autoptr(HechaPixels) pixels = sample_quadrants ();
  g_autoptr(GBytes) plain = hecha_picture_encode_jpeg (pixels, 95, NULL);
  g_autoptr(GByteArray) segment = g_byte_array_new ();

  if (!exif)
    return g_steal_pointer (&plain);
  put (segment, 0xffe1, 2, TRUE);
  put (segment, exif->len + 8, 2, TRUE);
  put_text (segment, "Exif\0\0", 6);
  g_byte_array_append (segment, exif->data, exif->len);
  return insert (plain, 2, segment);
}

/* ISO/IEC 15948, annex D. */
static guint32
crc (const guint8 *data,
     gsize         size)
{
  guint32 value = 0xffffffff;

  for (gsize i = 0; i < size; i++)
    {
      value ^= data[i];
      for (int bit = 0; bit < 8; bit++)
        value = value & 1 ? value >> 1 ^ 0xedb88320 : value >> 1;
    }
  return ~value;
}

GBytes *
sample_png (const GByteArray *exif)
{
  g_autoptr(HechaPixels) pixels = sample_quadrants ();
  g_autoptr(GBytes) plain = hecha_picture_encode_png (pixels, NULL);
  g_autoptr(GByteArray) chunk = g_byte_array_new ();

  if (!exif)
    return g_steal_pointer (&plain);
  put (chunk, exif->len, 4, TRUE);
  put_text (chunk, "eXIf", 4);
  g_byte_array_append (chunk, exif->data, exif->len);
  put (chunk, crc (chunk->data + 4, chunk->len - 4), 4, TRUE);
  return insert (plain, 8 + 25, chunk);
}

GBytes *
sample_webp (const GByteArray *exif)
{
  g_autoptr(GBytes) plain = sample_file ("quadrants.webp");
  g_autoptr(GByteArray) array = g_byte_array_new ();
  guint32 size;

  if (!exif)
    return g_steal_pointer (&plain);
  g_byte_array_append (array, g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));
  put_text (array, "EXIF", 4);
  put (array, exif->len, 4, FALSE);
  g_byte_array_append (array, exif->data, exif->len);
  if (array->len % 2)
    put (array, 0, 1, FALSE);
  size = GUINT32_TO_LE (array->len - 8);
  memcpy (array->data + 4, &size, 4);
  return g_byte_array_free_to_bytes (g_steal_pointer (&array));
}

/* TIFF 6.0, section 6: RGB, one strip behind the directory of ten entries. */
GBytes *
sample_tiff (int orientation)
{
  g_autoptr(GByteArray) array = g_byte_array_new ();

  put_text (array, "II*\0", 4);
  put (array, 8, 4, FALSE);
  put (array, 10, 2, FALSE);
  put_entry (array, FALSE, 256, 3, 1, WIDTH);
  put_entry (array, FALSE, 257, 3, 1, HEIGHT);
  put_entry (array, FALSE, 258, 4, 1, 8);
  put_entry (array, FALSE, 259, 3, 1, 1);
  put_entry (array, FALSE, 262, 3, 1, 2);
  put_entry (array, FALSE, 273, 4, 1, 8 + 2 + 120 + 4);
  put_entry (array, FALSE, 274, 3, 1, orientation);
  put_entry (array, FALSE, 277, 3, 1, 3);
  put_entry (array, FALSE, 278, 3, 1, HEIGHT);
  put_entry (array, FALSE, 279, 4, 1, WIDTH * HEIGHT * 3);
  put (array, 0, 4, FALSE);
  for (int i = 0; i < WIDTH * HEIGHT; i++)
    put (array, colour_at (i % WIDTH, i / WIDTH), 3, TRUE);
  return g_byte_array_free_to_bytes (g_steal_pointer (&array));
}

/* GIF87a; each pixel is a 3-bit code after a clear code, so that no table ever grows. */
GBytes *
sample_gif (void)
{
  g_autoptr(GByteArray) array = g_byte_array_new ();
  g_autoptr(GByteArray) codes = g_byte_array_new ();
  guint32 bits = 0, count = 0;

  put_text (array, "GIF87a", 6);
  put (array, WIDTH, 2, FALSE);
  put (array, HEIGHT, 2, FALSE);
  put (array, 0x910000, 3, TRUE);    /* four colours */
  for (int i = 0; i < 4; i++)
    put (array, colours[i / 2][i % 2], 3, TRUE);
  put_text (array, ",\0\0\0\0", 5);
  put (array, WIDTH, 2, FALSE);
  put (array, HEIGHT, 2, FALSE);
  put (array, 0x0002, 2, TRUE);      /* 2-bit pixels: clear is 4, end is 5 */
  for (int i = 0; i <= 2 * WIDTH * HEIGHT; i++)
    {
      int pixel = i / 2, x = pixel % WIDTH, y = pixel / WIDTH;
      guint32 code = i == 2 * WIDTH * HEIGHT ? 5 : i % 2 == 0 ? 4 : (y >= HEIGHT / 2) * 2 + (x >= WIDTH / 2);

      bits |= code << count;
      for (count += 3; count >= 8; count -= 8, bits >>= 8)
        put (codes, bits, 1, FALSE);
    }
  put (codes, bits, 1, FALSE);
  for (gsize at = 0; at < codes->len; at += 255)
    {
      gsize length = MIN (255, codes->len - at);

      put (array, length, 1, FALSE);
      g_byte_array_append (array, codes->data + at, length);
    }
  put_text (array, "\0;", 2);
  return g_byte_array_free_to_bytes (g_steal_pointer (&array));
}

/* BITMAPINFOHEADER, 24 bits, bottom row first. */
GBytes *
sample_bmp (void)
{
  g_autoptr(GByteArray) array = g_byte_array_new ();
  const guint32 head[] = { 54 + WIDTH * HEIGHT * 3, 0, 54, 40, WIDTH, HEIGHT, 24 << 16 | 1, 0,
                           WIDTH * HEIGHT * 3, 2835, 2835, 0, 0 };

  put_text (array, "BM", 2);
  for (guint i = 0; i < G_N_ELEMENTS (head); i++)
    put (array, head[i], 4, FALSE);
  for (int i = 0; i < WIDTH * HEIGHT; i++)
    put (array, colour_at (i % WIDTH, HEIGHT - 1 - i / WIDTH), 3, FALSE);
  return g_byte_array_free_to_bytes (g_steal_pointer (&array));
}

static cairo_status_t
write_cb (void                *closure,
          const unsigned char *data,
          unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Page 1: 200 × 100 points, red left half, "Valve 7" at (120, 50). Page 2: 300 × 400 points, "Second". */
GBytes *
sample_pdf (void)
{
  GByteArray *array = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (write_cb, array, 200, 100);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 0, 0);
  cairo_rectangle (cr, 0, 0, 100, 100);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_select_font_face (cr, "sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cr, 10);
  cairo_move_to (cr, 120, 50);
  cairo_show_text (cr, "Valve 7");
  cairo_show_page (cr);
  cairo_pdf_surface_set_size (surface, 300, 400);
  cairo_move_to (cr, 50, 300);
  cairo_show_text (cr, "Second");
  cairo_show_page (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (array);
}

GBytes *
sample_file (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "media", "data", name, NULL);
  g_autoptr(GError) error = NULL;
  char *data;
  gsize size;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

GBytes *
sample_cut (GBytes *bytes,
            gsize   size)
{
  return g_bytes_new (g_bytes_get_data (bytes, NULL), MIN (size, g_bytes_get_size (bytes)));
}
