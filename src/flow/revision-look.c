/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "revision-look.h"

#include "document.h"
#include "error.h"
#include "file.h"

#include <string.h>

/* Pixels a point: enough to see a changed letter. */
#define SCALE      1.0
/* How long pages are compared until one is found, and how long in all once one was. */
#define TIME_LIMIT (20 * G_USEC_PER_SEC)
#define FOUND_LIMIT (10 * G_USEC_PER_SEC)

/**
 * hecha_revision_look_free:
 * @self: (transfer full): a look
 */
void
hecha_revision_look_free (HechaRevisionLook *self)
{
  g_bytes_unref (self->before);
  g_bytes_unref (self->after);
  g_array_unref (self->pages);
  g_free (self);
}

static gboolean
same_pixels (const HechaPixels *a,
             const HechaPixels *b)
{
  const guint8 *left = g_bytes_get_data (a->data, NULL), *right = g_bytes_get_data (b->data, NULL);

  if (a->width != b->width || a->height != b->height)
    return FALSE;
  for (int y = 0; y < a->height; y++)
    if (memcmp (left + a->stride * y, right + b->stride * y, 4 * (gsize) a->width) != 0)
      return FALSE;
  return TRUE;
}

/* A page that cannot be drawn looks different. */
static gboolean
looks_same (HechaDocument *before,
            HechaDocument *after,
            guint          page,
            GCancellable  *cancellable)
{
  g_autoptr(HechaPixels) a = hecha_document_render (before, page, SCALE, cancellable, NULL);
  g_autoptr(HechaPixels) b = hecha_document_render (after, page, SCALE, cancellable, NULL);

  return a && b && same_pixels (a, b);
}

/* Pages by their numbers from 1; those that only one of both has look different. */
static void
add_pages (HechaRevisionLook *self,
           guint              first,
           guint              last)
{
  for (guint i = first; i <= last; i++)
    g_array_append_val (self->pages, i);
}

static gboolean
compare (HechaRevisionLook  *self,
         GCancellable       *cancellable,
         GError            **error)
{
  g_autoptr(HechaDocument) before = hecha_document_open (self->before, error);
  g_autoptr(HechaDocument) after = before ? hecha_document_open (self->after, error) : NULL;
  gint64 start = g_get_monotonic_time ();
  guint n, most;

  if (!after)
    return FALSE;
  n = MIN (hecha_document_n_pages (before), hecha_document_n_pages (after));
  most = MAX (hecha_document_n_pages (before), hecha_document_n_pages (after));
  for (guint i = 0; i < n; i++)
    {
      if (g_get_monotonic_time () - start > (self->pages->len ? FOUND_LIMIT : TIME_LIMIT))
        return TRUE;
      if (!looks_same (before, after, i, cancellable))
        add_pages (self, i + 1, i + 1);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  self->all = TRUE;
  add_pages (self, n + 1, most);
  return TRUE;
}

/**
 * hecha_revision_look_at:
 * @file: a PDF in which something was changed after it was signed
 * @covers: where the signed revision ends, see hecha_verification_unchanged_to()
 *
 * As hecha_revision_look_new(), of bytes that are at hand.
 *
 * Returns: (transfer full) (nullable): both
 */
HechaRevisionLook *
hecha_revision_look_at (GBytes        *file,
                        guint64        covers,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr(HechaRevisionLook) self = NULL;

  g_return_val_if_fail (file, NULL);
  if (covers == 0 || covers > g_bytes_get_size (file))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "No revision ends at byte %" G_GUINT64_FORMAT, covers);
      return NULL;
    }
  self = g_new0 (HechaRevisionLook, 1);
  self->after = g_bytes_ref (file);
  self->before = g_bytes_new_from_bytes (file, 0, (gsize) covers);
  self->pages = g_array_new (FALSE, FALSE, sizeof (guint));
  return compare (self, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * hecha_revision_look_new:
 * @file: a PDF in which something was changed after it was signed
 * @covers: where the signed revision ends, see hecha_verification_unchanged_to()
 *
 * Finds the pages that look different from what was signed. Blocks while pages
 * are drawn, for 20 seconds at most; not for the main thread.
 *
 * Returns: (transfer full) (nullable): both; %HECHA_ERROR_IO,
 *   %HECHA_ERROR_INVALID where @file is shorter than @covers, the errors of
 *   hecha_document_open(), %G_IO_ERROR_CANCELLED
 */
HechaRevisionLook *
hecha_revision_look_new (const char    *file,
                         guint64        covers,
                         GCancellable  *cancellable,
                         GError       **error)
{
  g_autoptr(GBytes) bytes = NULL;

  g_return_val_if_fail (file, NULL);
  bytes = hecha_file_map (file, error);
  return bytes ? hecha_revision_look_at (bytes, covers, cancellable, error) : NULL;
}
