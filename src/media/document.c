/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document-private.h"

#include "error.h"

#include <math.h>
#include <stdlib.h>

/* A side of cairo's largest image. */
#define MAX_SIDE 32767

/* How long the end of the program waits for a page, in steps of 10 ms. */
#define PATIENCE 500

typedef PopplerPage Page;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Page, g_object_unref)

/* Held for reading while Poppler works; for writing once the program ends. */
static GRWLock ending;

/* What Poppler is made of takes its tables down when the program ends, so a page that
 * another thread is drawing is waited for, and no other one begun. */
static void
end (void)
{
  for (guint i = 0; i < PATIENCE && !g_rw_lock_writer_trylock (&ending); i++)
    g_usleep (10000);
}

/* Poppler is asked about one document by one thread. */
HechaPoppler *
hecha_document_begin (HechaDocument *self)
{
  g_rw_lock_reader_lock (&ending);
  g_mutex_lock (&self->lock);
  return self;
}

void
hecha_document_end (HechaPoppler *self)
{
  g_mutex_unlock (&self->lock);
  g_rw_lock_reader_unlock (&ending);
}

static void
document_clear (gpointer data)
{
  HechaDocument *self = data;

  /* Maybe by the worker itself, after its last answer: it is not waited for. */
  if (self->worker)
    g_thread_pool_free (self->worker, FALSE, FALSE);
  g_clear_object (&self->poppler);
  g_free (self->sizes);
  g_mutex_clear (&self->lock);
}

static gboolean
fail_open (const GError  *cause,
           GError       **error)
{
  if (g_error_matches (cause, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_PASSWORD,
                 "The PDF is encrypted and cannot be read without its password");
  else
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED, "The PDF is damaged: %s",
                 cause ? cause->message : "it has no pages");
  return FALSE;
}

static gboolean
fail_page (guint    page,
           GError **error)
{
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED, "Page %u of the PDF is damaged", page + 1);
  return FALSE;
}

static gboolean
measure (HechaDocument  *self,
         GError        **error)
{
  int n_pages = poppler_document_get_n_pages (self->poppler);

  if (n_pages <= 0)
    return fail_open (NULL, error);
  if (n_pages > HECHA_DOCUMENT_MAX_PAGES)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "The PDF has %d pages; at most %d are opened",
                   n_pages, HECHA_DOCUMENT_MAX_PAGES);
      return FALSE;
    }
  self->n_pages = n_pages;
  self->sizes = g_new0 (HechaDocumentRect, n_pages);
  for (guint i = 0; i < self->n_pages; i++)
    {
      g_autoptr(Page) page = poppler_document_get_page (self->poppler, i);

      if (!page)
        return fail_page (i, error);
      poppler_page_get_size (page, &self->sizes[i].width, &self->sizes[i].height);
    }
  return TRUE;
}

static cairo_surface_t *
paint (PopplerPage *page,
       int          width,
       int          height,
       double       scale)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* Poppler and fontconfig fill their tables with the first page that is drawn,
 * and must not do so in two threads. */
static void
warm_up (PopplerDocument *poppler)
{
  static gboolean warm;
  g_autoptr(Page) page = NULL;

  if (warm)
    return;
  warm = TRUE;
  page = poppler_document_get_page (poppler, 0);
  cairo_surface_destroy (paint (page, 1, 1, 0.001));
  /* After that page, so that it comes before what the page brought with it is taken down. */
  atexit (end);
}

/**
 * hecha_document_open:
 * @bytes: a PDF from anywhere
 *
 * Returns: (transfer full): the document, or %NULL with %HECHA_ERROR_DAMAGED,
 *   %HECHA_ERROR_PASSWORD if it is encrypted, or %HECHA_ERROR_TOO_LARGE
 */
HechaDocument *
hecha_document_open (GBytes  *bytes,
                     GError **error)
{
  static GMutex opening;
  g_autoptr(HechaDocument) self = NULL;
  g_autoptr(GRWLockReaderLocker) reader = NULL;
  g_autoptr(GMutexLocker) locker = NULL;
  g_autoptr(GError) local = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);
  if (g_bytes_get_size (bytes) > HECHA_DOCUMENT_MAX_BYTES)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "The PDF has more than %d MiB",
                   HECHA_DOCUMENT_MAX_BYTES / 1024 / 1024);
      return NULL;
    }
  self = g_atomic_rc_box_new0 (HechaDocument);
  g_mutex_init (&self->lock);
  reader = g_rw_lock_reader_locker_new (&ending);
  locker = g_mutex_locker_new (&opening);
  self->poppler = poppler_document_new_from_bytes (bytes, NULL, &local);
  if (!self->poppler && !fail_open (local, error))
    return NULL;
  if (!measure (self, error))
    return NULL;
  warm_up (self->poppler);
  self->worker = g_thread_pool_new (hecha_document_work, NULL, 1, FALSE, NULL);
  return g_steal_pointer (&self);
}

/**
 * hecha_document_ref:
 *
 * Returns: (transfer full): @self, held once more
 */
HechaDocument *
hecha_document_ref (HechaDocument *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * hecha_document_unref:
 * @self: (transfer full): let go
 */
void
hecha_document_unref (HechaDocument *self)
{
  g_atomic_rc_box_release_full (self, document_clear);
}

/**
 * hecha_document_n_pages:
 *
 * Returns: 1 or more; in any thread at once
 */
guint
hecha_document_n_pages (HechaDocument *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->n_pages;
}

/**
 * hecha_document_page_size:
 * @page: from 0
 * @width: (out): points, as shown
 * @height: (out): points, as shown
 *
 * In any thread at once.
 */
void
hecha_document_page_size (HechaDocument *self,
                          guint          page,
                          double        *width,
                          double        *height)
{
  g_return_if_fail (self != NULL && page < self->n_pages);
  *width = self->sizes[page].width;
  *height = self->sizes[page].height;
}

/* Under the lock: the page, unless the caller has given up while waiting for it. */
PopplerPage *
hecha_document_get_page (HechaDocument  *self,
                         guint           number,
                         GCancellable   *cancellable,
                         GError        **error)
{
  PopplerPage *page;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  page = poppler_document_get_page (self->poppler, number);
  if (!page)
    fail_page (number, error);
  return page;
}

/**
 * hecha_document_render:
 * @page: from 0
 * @scale: pixels a point
 * @cancellable: (nullable): asked before the page is begun
 *
 * Returns: (transfer full): the page on white, or %NULL with
 *   %HECHA_ERROR_TOO_LARGE, %HECHA_ERROR_DAMAGED or %G_IO_ERROR_CANCELLED
 */
HechaPixels *
hecha_document_render (HechaDocument  *self,
                       guint           page,
                       double          scale,
                       GCancellable   *cancellable,
                       GError        **error)
{
  g_autoptr(HechaPoppler) poppler = NULL;
  g_autoptr(Page) poppler_page = NULL;
  g_autoptr(GBytes) data = NULL;
  cairo_surface_t *surface;
  double width, height;
  gsize stride;

  g_return_val_if_fail (self != NULL && page < self->n_pages && scale > 0, NULL);
  width = MAX (1, round (self->sizes[page].width * scale));
  height = MAX (1, round (self->sizes[page].height * scale));
  if (!(width <= MAX_SIDE && height <= MAX_SIDE && width * height <= HECHA_DOCUMENT_MAX_PIXELS))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE,
                   "Page %u of the PDF would have %.0f × %.0f pixels; at most %d million are drawn",
                   page + 1, width, height, HECHA_DOCUMENT_MAX_PIXELS / 1000000);
      return NULL;
    }
  poppler = hecha_document_begin (self);
  poppler_page = hecha_document_get_page (self, page, cancellable, error);
  if (!poppler_page)
    return NULL;
  surface = paint (poppler_page, width, height, scale);
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_destroy (surface);
      fail_page (page, error);
      return NULL;
    }
  stride = cairo_image_surface_get_stride (surface);
  data = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize) height,
                                     (GDestroyNotify) cairo_surface_destroy, surface);
  return hecha_pixels_new (width, height, stride, data);
}

/**
 * hecha_document_text:
 * @page: from 0
 * @cancellable: (nullable): asked before the page is begun
 *
 * Returns: (transfer full): the text of the page in reading order, UTF-8, or
 *   %NULL with %HECHA_ERROR_DAMAGED or %G_IO_ERROR_CANCELLED
 */
char *
hecha_document_text (HechaDocument  *self,
                     guint           page,
                     GCancellable   *cancellable,
                     GError        **error)
{
  g_autoptr(HechaPoppler) poppler = NULL;
  g_autoptr(Page) poppler_page = NULL;
  char *text;

  g_return_val_if_fail (self != NULL && page < self->n_pages, NULL);
  poppler = hecha_document_begin (self);
  poppler_page = hecha_document_get_page (self, page, cancellable, error);
  if (!poppler_page)
    return NULL;
  text = poppler_page_get_text (poppler_page);
  return text ? text : g_strdup ("");
}

/**
 * hecha_document_find:
 * @page: from 0
 * @text: what to look for, in any case
 * @cancellable: (nullable): asked before the page is begun
 *
 * Returns: (transfer full) (element-type HechaDocumentRect): where it stands on
 *   the page, maybe nowhere, or %NULL with %HECHA_ERROR_DAMAGED or
 *   %G_IO_ERROR_CANCELLED
 */
GArray *
hecha_document_find (HechaDocument  *self,
                     guint           page,
                     const char     *text,
                     GCancellable   *cancellable,
                     GError        **error)
{
  g_autoptr(HechaPoppler) poppler = NULL;
  g_autoptr(Page) poppler_page = NULL;
  GList *matches;
  GArray *rects;

  g_return_val_if_fail (self != NULL && page < self->n_pages && text != NULL, NULL);
  poppler = hecha_document_begin (self);
  poppler_page = hecha_document_get_page (self, page, cancellable, error);
  if (!poppler_page)
    return NULL;
  rects = g_array_new (FALSE, FALSE, sizeof (HechaDocumentRect));
  matches = *text ? poppler_page_find_text (poppler_page, text) : NULL;
  for (GList *l = matches; l && rects->len < HECHA_DOCUMENT_MAX_MATCHES; l = l->next)
    {
      PopplerRectangle *from = l->data;
      HechaDocumentRect rect = {
        from->x1, self->sizes[page].height - from->y2, from->x2 - from->x1, from->y2 - from->y1,
      };

      g_array_append_val (rects, rect);
    }
  g_list_free_full (matches, (GDestroyNotify) poppler_rectangle_free);
  return rects;
}
