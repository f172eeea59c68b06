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
