/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scan.h"

#include "document.h"
#include "error.h"
#include "media-kind.h"
#include "picture.h"

#include <math.h>
#include <string.h>
#include <zbar.h>

/* Pixels of the longer edge of the page at which a code is looked for. An A4
 * page has 3508 at 300 dpi. Below four pixels a module the decoder is not sure:
 * a coarse scan is enlarged, which also smooths its noise. */
#define COARSE 2480
#define FINE   3508
#define LARGEST 5000

/* Where to look, the quickest first: a code is in some corner of its page, the
 * upper right one of most. */
static const struct
{
  double x, y, width, height;   /* parts of the page */
  int    edge;
} looks[] = {
  { 0.6, 0, 0.4, 0.3, COARSE },
  { 0, 0.7, 0.4, 0.3, COARSE },
  { 0, 0, 0.4, 0.3, COARSE },
  { 0.6, 0.7, 0.4, 0.3, COARSE },
  { 0, 0, 1, 1, COARSE },
  { 0, 0, 1, 1, FINE },
  { 0, 0, 1, 1, LARGEST },
};

#define TEXT_LIMIT 512

typedef struct
{
  int     width;
  int     height;
  guint8 *data;
} Grey;

static void
grey_clear (Grey *self)
{
  g_clear_pointer (&self->data, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Grey, grey_clear)

/* On white, by the weights of ITU-R BT.601. */
static guint8
luminance (guint32 pixel)
{
  guint white = 255 - (pixel >> 24);

  return white + ((pixel >> 16 & 255) * 77 + (pixel >> 8 & 255) * 151 + (pixel & 255) * 28) / 256;
}

static Grey
grey_of (const HechaPixels *pixels)
{
  Grey grey = { pixels->width, pixels->height, g_malloc ((gsize) pixels->width * pixels->height) };
  const guint8 *from = g_bytes_get_data (pixels->data, NULL);

  for (int y = 0; y < grey.height; y++)
    {
      const guint32 *row = (gconstpointer) (from + pixels->stride * y);

      for (int x = 0; x < grey.width; x++)
        grey.data[(gsize) y * grey.width + x] = luminance (row[x]);
    }
  return grey;
}

/* Bilinear, with the centres of the pixels in their places. */
static guint8
sample (const Grey *self,
        double      x,
        double      y)
{
  int left = CLAMP ((int) floor (x), 0, self->width - 1), top = CLAMP ((int) floor (y), 0, self->height - 1);
  int right = MIN (left + 1, self->width - 1), bottom = MIN (top + 1, self->height - 1);
  double across = CLAMP (x - left, 0, 1), down = CLAMP (y - top, 0, 1);
  const guint8 *upper = self->data + (gsize) top * self->width, *lower = self->data + (gsize) bottom * self->width;

  return (upper[left] * (1 - across) + upper[right] * across) * (1 - down)
         + (lower[left] * (1 - across) + lower[right] * across) * down + 0.5;
}

/* A part of the page, as it is where the whole page has that edge. */
static Grey
look_at (const Grey *self,
         guint       look)
{
  double scale = (double) looks[look].edge / MAX (self->width, self->height);
  double x0 = looks[look].x * self->width, y0 = looks[look].y * self->height;
  Grey to = {
    MAX (1, (int) round (looks[look].width * self->width * scale)),
    MAX (1, (int) round (looks[look].height * self->height * scale)),
    NULL,
  };

  to.data = g_malloc ((gsize) to.width * to.height);
  for (int y = 0; y < to.height; y++)
    for (int x = 0; x < to.width; x++)
      to.data[(gsize) y * to.width + x] = sample (self, x0 + (x + 0.5) / scale - 0.5, y0 + (y + 0.5) / scale - 0.5);
  return to;
}

static char *
symbol_text (zbar_image_t *image,
             const char   *prefix)
{
  const zbar_symbol_t *symbol = zbar_image_first_symbol (image);

  for (; symbol; symbol = zbar_symbol_next (symbol))
    {
      const char *text = zbar_symbol_get_data (symbol);
      guint length = zbar_symbol_get_data_length (symbol);

      if (length <= TEXT_LIMIT && length >= strlen (prefix) && g_utf8_validate (text, length, NULL)
          && memcmp (text, prefix, strlen (prefix)) == 0)
        return g_strndup (text, length);
    }
  return NULL;
}

/* Of the decoders of the library only that of QR codes is let near foreign bytes. */
static char *
decode (const Grey *grey,
        const char *prefix)
{
  zbar_image_scanner_t *scanner = zbar_image_scanner_create ();
  zbar_image_t *image = zbar_image_create ();
  char *text = NULL;

  zbar_image_scanner_set_config (scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
  zbar_image_scanner_set_config (scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
  zbar_image_set_format (image, zbar_fourcc ('Y', '8', '0', '0'));
  zbar_image_set_size (image, grey->width, grey->height);
  zbar_image_set_data (image, grey->data, (gsize) grey->width * grey->height, NULL);
  if (zbar_scan_image (scanner, image) > 0)
    text = symbol_text (image, prefix);
  zbar_image_destroy (image);
  zbar_image_scanner_destroy (scanner);
  return text;
}

/**
 * hecha_scan_code:
 * @pixels: a page as a scanner or a camera saw it: turned, askew, grey, or faded
 * @prefix: with what the text of the wanted code begins
 *
 * Looks for a QR code. For worker threads: twenty milliseconds for most pages, two
 * seconds for one that has none.
 *
 * Returns: (transfer full) (nullable): its text, UTF-8; %NULL where there is none
 */
char *
hecha_scan_code (const HechaPixels *pixels,
                 const char        *prefix)
{
  g_auto(Grey) grey = { 0 };
  char *text = NULL;

  g_return_val_if_fail (pixels != NULL && prefix != NULL, NULL);
  grey = grey_of (pixels);
  for (guint i = 0; !text && i < G_N_ELEMENTS (looks); i++)
    {
      g_auto(Grey) part = look_at (&grey, i);

      text = decode (&part, prefix);
    }
  return text;
}

static gboolean
read_picture (GPtrArray      *codes,
              GBytes         *bytes,
              const char     *prefix,
              GCancellable   *cancellable,
              GError        **error)
{
  g_autoptr(HechaPixels) pixels = hecha_picture_decode (bytes, LARGEST, LARGEST, cancellable, error);

  if (pixels)
    g_ptr_array_add (codes, hecha_scan_code (pixels, prefix));
  return pixels != NULL;
}

/* Drawn fine only where coarse is not enough. */
static gboolean
read_page (GPtrArray      *codes,
           HechaDocument  *document,
           guint           page,
           const char     *prefix,
           GCancellable   *cancellable,
           GError        **error)
{
  static const int edges[] = { COARSE, FINE };
  char *code = NULL;
  double width, height;

  hecha_document_page_size (document, page, &width, &height);
  for (guint i = 0; !code && i < G_N_ELEMENTS (edges); i++)
    {
      g_autoptr(HechaPixels) pixels = hecha_document_render (document, page, edges[i] / MAX (1, MAX (width, height)),
                                                             cancellable, error);

      if (!pixels)
        return FALSE;
      code = hecha_scan_code (pixels, prefix);
    }
  g_ptr_array_add (codes, code);
  return TRUE;
}

static gboolean
read_document (GPtrArray      *codes,
               GBytes         *bytes,
               const char     *prefix,
               GCancellable   *cancellable,
               GError        **error)
{
  g_autoptr(HechaDocument) document = hecha_document_open (bytes, error);
  guint n = document ? hecha_document_n_pages (document) : 0;

  if (n > HECHA_SCAN_MAX_PAGES)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "The scan has %u pages; at most %d are read", n,
                 HECHA_SCAN_MAX_PAGES);
  if (n == 0 || n > HECHA_SCAN_MAX_PAGES)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!read_page (codes, document, i, prefix, cancellable, error))
      return FALSE;
  return TRUE;
}

/**
 * hecha_scan_read:
 * @bytes: a scan from anywhere: a PDF, or a picture of one page
 * @prefix: as of hecha_scan_code()
 * @cancellable: (nullable): asked before each page
 *
 * Reads the code of each page of a scan, however it lay on the glass. For worker
 * threads.
 *
 * Returns: (transfer full) (element-type utf8): for each page the text of its
 *   code, %NULL for one that has none; or %NULL with %HECHA_ERROR_UNSUPPORTED,
 *   %HECHA_ERROR_DAMAGED, %HECHA_ERROR_TOO_LARGE, %HECHA_ERROR_PASSWORD or
 *   %G_IO_ERROR_CANCELLED
 */
GPtrArray *
hecha_scan_read (GBytes        *bytes,
                 const char    *prefix,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr(GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  gboolean done;

  g_return_val_if_fail (bytes != NULL && prefix != NULL, NULL);
  done = hecha_media_kind_sniff (bytes) == HECHA_MEDIA_PDF ? read_document (codes, bytes, prefix, cancellable, error)
                                                           : read_picture (codes, bytes, prefix, cancellable, error);
  return done ? g_steal_pointer (&codes) : NULL;
}
