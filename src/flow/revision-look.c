/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "revision-look.h"

#include "document.h"
#include "error.h"

#include <string.h>

/* Pixels a point: enough to see a changed letter. */
#define SCALE      1.0
/* How long pages are compared before they are shown. */
#define TIME_LIMIT (20 * G_USEC_PER_SEC)

/**
 * hecha_revision_look_free:
 * @self: (transfer full): a look
 */
void
hecha_revision_look_free (HechaRevisionLook *self)
{
  g_bytes_unref (self->before);
  g_bytes_unref (self->after);
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

static gboolean
compare (HechaRevisionLook  *self,
         GCancellable       *cancellable,
         GError            **error)
{
  g_autoptr(HechaDocument) before = hecha_document_open (self->before, error);
  g_autoptr(HechaDocument) after = before ? hecha_document_open (self->after, error) : NULL;
  gint64 end = g_get_monotonic_time () + TIME_LIMIT;
  guint n;

  if (!after)
    return FALSE;
  n = MIN (hecha_document_n_pages (before), hecha_document_n_pages (after));
  for (guint i = 0; i < n; i++)
    {
      if (g_get_monotonic_time () > end)
        return TRUE;
      if (!looks_same (before, after, i, cancellable))
        {
          self->page = (int) i;
          return !g_cancellable_set_error_if_cancelled (cancellable, error);
        }
    }
  self->all = TRUE;
  if (hecha_document_n_pages (before) != hecha_document_n_pages (after))
    self->page = (int) n - (n == hecha_document_n_pages (after));
  return TRUE;
}

/**
 * hecha_revision_look_new:
 * @file: a PDF in which something was changed after it was signed
 * @covers: where the signed revision ends, see hecha_verification_unchanged_to()
 *
 * Finds the first page that looks different from what was signed. Blocks while
 * pages are drawn, for 20 seconds at most; not for the main thread.
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
  g_autoptr(GMappedFile) mapped = NULL;
  g_autoptr(HechaRevisionLook) self = NULL;
  g_autoptr(GError) failure = NULL;

  g_return_val_if_fail (file, NULL);
  mapped = g_mapped_file_new (file, FALSE, &failure);
  if (!mapped)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "%s", failure->message);
      return NULL;
    }
  if (covers == 0 || covers > g_mapped_file_get_length (mapped))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s: no revision ends at byte %" G_GUINT64_FORMAT, file, covers);
      return NULL;
    }
  self = g_new0 (HechaRevisionLook, 1);
  self->after = g_mapped_file_get_bytes (mapped);
  self->before = g_bytes_new_from_bytes (self->after, 0, (gsize) covers);
  self->page = -1;
  return compare (self, cancellable, error) ? g_steal_pointer (&self) : NULL;
}
