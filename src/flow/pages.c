/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pages.h"

#include "document.h"
#include "error.h"

struct _HechaPages
{
  GObject parent_instance;

  HechaDocument *document;
};

G_DEFINE_FINAL_TYPE (HechaPages, hecha_pages, G_TYPE_OBJECT)

static void
hecha_pages_finalize (GObject *object)
{
  g_clear_pointer (&HECHA_PAGES (object)->document, hecha_document_unref);
  G_OBJECT_CLASS (hecha_pages_parent_class)->finalize (object);
}

static void
hecha_pages_class_init (HechaPagesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hecha_pages_finalize;
}

static void
hecha_pages_init (HechaPages *self)
{
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(GTask) task = data;
  GError *error = NULL;
  HechaDocument *document = hecha_document_open_finish (result, &error);
  HechaPages *self;

  if (!document)
    {
      g_prefix_error (&error, "%s: ", (const char *) g_task_get_task_data (task));
      g_task_return_error (task, error);
      return;
    }
  self = g_object_new (HECHA_TYPE_PAGES, NULL);
  self->document = document;
  g_task_return_pointer (task, self, g_object_unref);
}

/**
 * hecha_pages_open_async:
 * @bytes: a PDF, from anywhere
 * @name: what it is, for the error
 */
void
hecha_pages_open_async (GBytes              *bytes,
                        const char          *name,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, hecha_pages_open_async);
  g_task_set_task_data (task, g_strdup (name), g_free);
  hecha_document_open_async (bytes, cancellable, opened_cb, task);
}

/**
 * hecha_pages_open_finish:
 *
 * Returns: (transfer full) (nullable): the pages; %HECHA_ERROR_DAMAGED or
 *   %HECHA_ERROR_UNSUPPORTED for what is no readable PDF
 */
HechaPages *
hecha_pages_open_finish (GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

guint
hecha_pages_get_n (HechaPages *self)
{
  return hecha_document_n_pages (self->document);
}

/**
 * hecha_pages_get_size:
 * @page: from 0
 * @width: (out): points
 * @height: (out): points
 */
void
hecha_pages_get_size (HechaPages *self,
                      guint       page,
                      double     *width,
                      double     *height)
{
  hecha_document_page_size (self->document, page, width, height);
}

static void
rendered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(GTask) task = data;
  GError *error = NULL;
  HechaPixels *pixels = hecha_document_render_finish (result, &error);

  if (pixels)
    g_task_return_pointer (task, pixels, (GDestroyNotify) hecha_pixels_free);
  else
    g_task_return_error (task, error);
}

/**
 * hecha_pages_render_async:
 * @page: from 0
 * @scale: pixels a point
 */
void
hecha_pages_render_async (HechaPages          *self,
                          guint                page,
                          double               scale,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, hecha_pages_render_async);
  hecha_document_render_async (self->document, page, scale, cancellable, rendered_cb, task);
}

/**
 * hecha_pages_render_finish:
 *
 * Returns: (transfer full) (nullable): the page
 */
HechaPixels *
hecha_pages_render_finish (HechaPages    *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* A search on its way through the pages. */
typedef struct
{
  char   *text;
  guint   page;
  GArray *matches;   /* HechaPageMatch */
} Finding;

static void
finding_free (gpointer data)
{
  Finding *finding = data;

  g_free (finding->text);
  g_array_unref (finding->matches);
  g_free (finding);
}

static void find_next (GTask *task);

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  GTask *task = data;
  Finding *finding = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(GArray) rects = hecha_document_find_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  /* A page that cannot be read is passed over: the others may hold the words. */
  g_clear_error (&error);
  for (guint i = 0; rects && i < rects->len; i++)
    {
      const HechaDocumentRect *rect = &g_array_index (rects, HechaDocumentRect, i);
      HechaPageMatch match = { finding->page, rect->x, rect->y, rect->width, rect->height };

      g_array_append_val (finding->matches, match);
    }
  finding->page++;
  find_next (task);
}

/* Takes over @task, until every page was asked or there is enough. */
static void
find_next (GTask *task)
{
  HechaPages *self = g_task_get_source_object (task);
  Finding *finding = g_task_get_task_data (task);

  if (finding->page < hecha_pages_get_n (self) && finding->matches->len < HECHA_PAGES_MAX_MATCHES)
    {
      hecha_document_find_async (self->document, finding->page, finding->text, g_task_get_cancellable (task), found_cb,
                                 task);
      return;
    }
  g_task_return_pointer (task, g_array_ref (finding->matches), (GDestroyNotify) g_array_unref);
  g_object_unref (task);
}

/**
 * hecha_pages_find_async:
 * @text: what to look for, in any case
 *
 * Searches all pages, one after the other.
 */
void
hecha_pages_find_async (HechaPages          *self,
                        const char          *text,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task;
  Finding *finding;

  g_return_if_fail (HECHA_IS_PAGES (self) && text);
  task = g_task_new (self, cancellable, callback, user_data);
  finding = g_new0 (Finding, 1);
  finding->text = g_strdup (text);
  finding->matches = g_array_new (FALSE, FALSE, sizeof (HechaPageMatch));
  g_task_set_source_tag (task, hecha_pages_find_async);
  g_task_set_task_data (task, finding, finding_free);
  find_next (task);
}

/**
 * hecha_pages_find_finish:
 *
 * Returns: (transfer full) (element-type HechaPageMatch) (nullable): where the
 *   text stands, in the order of the pages, at most about
 *   %HECHA_PAGES_MAX_MATCHES; %G_IO_ERROR_CANCELLED
 */
GArray *
hecha_pages_find_finish (HechaPages    *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
