/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pixels.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define HECHA_DOCUMENT_MAX_BYTES   (1024 * 1024 * 1024)
#define HECHA_DOCUMENT_MAX_PAGES   10000
#define HECHA_DOCUMENT_MAX_PIXELS  64000000
#define HECHA_DOCUMENT_MAX_MATCHES 10000
#define HECHA_DOCUMENT_MAX_LETTERS 100000

/**
 * HechaDocument:
 *
 * A PDF opened for reading. Thread-safe: whatever asks it waits its turn, since
 * Poppler does not bear two threads in one document. The functions without
 * `_async` are for worker threads, but for those that say otherwise.
 */
typedef struct _HechaDocument HechaDocument;

/**
 * HechaDocumentRect:
 * @x: points from the left edge of the page as shown
 * @y: points from its top edge
 * @width: points
 * @height: points
 */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
} HechaDocumentRect;

/**
 * HechaDocumentRun:
 * @text: without the spaces at its ends
 * @rect: where it stands
 *
 * Characters of one line that stand together: what is further away belongs to
 * another column.
 */
typedef struct
{
  char             *text;
  HechaDocumentRect rect;
} HechaDocumentRun;

void           hecha_document_run_free      (HechaDocumentRun     *self);

HechaDocument *hecha_document_open          (GBytes               *bytes,
                                             GError              **error);
HechaDocument *hecha_document_ref           (HechaDocument        *self);
void           hecha_document_unref         (HechaDocument        *self);
guint          hecha_document_n_pages       (HechaDocument        *self);
void           hecha_document_page_size     (HechaDocument        *self,
                                             guint                 page,
                                             double               *width,
                                             double               *height);
HechaPixels   *hecha_document_render        (HechaDocument        *self,
                                             guint                 page,
                                             double                scale,
                                             GCancellable         *cancellable,
                                             GError              **error);
char          *hecha_document_text          (HechaDocument        *self,
                                             guint                 page,
                                             GCancellable         *cancellable,
                                             GError              **error);
GPtrArray     *hecha_document_runs          (HechaDocument        *self,
                                             guint                 page,
                                             GCancellable         *cancellable,
                                             GError              **error);
GArray        *hecha_document_find          (HechaDocument        *self,
                                             guint                 page,
                                             const char           *text,
                                             GCancellable         *cancellable,
                                             GError              **error);

void           hecha_document_open_async    (GBytes               *bytes,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
HechaDocument *hecha_document_open_finish   (GAsyncResult         *result,
                                             GError              **error);
void           hecha_document_render_async  (HechaDocument        *self,
                                             guint                 page,
                                             double                scale,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
HechaPixels   *hecha_document_render_finish (GAsyncResult         *result,
                                             GError              **error);
void           hecha_document_text_async    (HechaDocument        *self,
                                             guint                 page,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
char          *hecha_document_text_finish   (GAsyncResult         *result,
                                             GError              **error);
void           hecha_document_find_async    (HechaDocument        *self,
                                             guint                 page,
                                             const char           *text,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
GArray        *hecha_document_find_finish   (GAsyncResult         *result,
                                             GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaDocument, hecha_document_unref)

G_END_DECLS
