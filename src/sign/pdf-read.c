/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-read.h"

#include "error.h"
#include "pdf-form.h"
#include "pdf-tree.h"

static gboolean
read_fields (HechaPdfInfo *self,
             HechaPdfFile *file,
             GError      **error)
{
  g_autoptr(GPtrArray) fields = hecha_pdf_form_list (file, error);
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();
  guint n = 0;

  if (!fields)
    return FALSE;
  self->is_signed = g_new0 (gboolean, fields->len + 1);
  for (guint i = 0; i < fields->len; i++)
    {
      const HechaPdfField *field = fields->pdata[i];

      if (!field->is_signature)
        continue;
      g_strv_builder_add (names, field->name);
      self->is_signed[n++] = field->is_filled;
    }
  self->fields = g_strv_builder_end (names);
  return TRUE;
}

static gboolean
read_attachments (HechaPdfInfo *self,
                  HechaPdfFile *file,
                  GError      **error)
{
  g_autoptr(GPtrArray) list = hecha_pdf_list_attachments (file, error);
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();

  if (!list)
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    g_strv_builder_add (names, ((HechaPdfAttachment *) list->pdata[i])->name);
  self->attachments = g_strv_builder_end (names);
  return TRUE;
}

/**
 * hecha_pdf_info_read:
 * @path: a PDF, from outside
 *
 * Returns: (transfer full) (nullable): what it holds; %HECHA_ERROR_DAMAGED or
 *   %HECHA_ERROR_UNSUPPORTED where it cannot be read, %HECHA_ERROR_IO
 */
HechaPdfInfo *
hecha_pdf_info_read (const char *path,
                     GError    **error)
{
  g_autoptr(HechaPdfFile) file = NULL;
  g_autoptr(HechaPdfInfo) self = NULL;

  g_return_val_if_fail (path, NULL);
  file = hecha_pdf_file_open (path, error);
  if (!file)
    return NULL;
  self = g_new0 (HechaPdfInfo, 1);
  if (!hecha_pdf_count_pages (file, &self->n_pages, error) || !read_fields (self, file, error)
      || !read_attachments (self, file, error))
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * hecha_pdf_info_free:
 * @self: (transfer full): what a PDF holds
 */
void
hecha_pdf_info_free (HechaPdfInfo *self)
{
  g_strfreev (self->fields);
  g_free (self->is_signed);
  g_strfreev (self->attachments);
  g_free (self);
}

static GBytes *
decode_attachment (HechaPdfFile *file,
                   const char   *name,
                   gsize         limit,
                   GError      **error)
{
  g_autoptr(GPtrArray) list = hecha_pdf_list_attachments (file, error);
  const HechaPdfObject *object = NULL;

  for (guint i = 0; list && i < list->len; i++)
    {
      const HechaPdfAttachment *attachment = list->pdata[i];

      if (!g_str_equal (attachment->name, name))
        continue;
      object = hecha_pdf_file_get_object (file, attachment->stream, error);
      if (object && object->is_stream)
        return hecha_pdf_file_decode (file, object, limit, error);
    }
  if (list && (!error || !*error))
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "no attachment \"%s\"", name);
  return NULL;
}

/**
 * hecha_pdf_read_attachment:
 * @path: a PDF, from outside
 * @name: of an embedded file
 * @limit: the most bytes it may have; 0 for %HECHA_PDF_ATTACHMENT_LIMIT
 *
 * Returns: (transfer full) (nullable): its bytes; %HECHA_ERROR_NOT_FOUND,
 *   %HECHA_ERROR_TOO_LARGE, %HECHA_ERROR_DAMAGED, %HECHA_ERROR_UNSUPPORTED,
 *   %HECHA_ERROR_IO
 */
GBytes *
hecha_pdf_read_attachment (const char *path,
                           const char *name,
                           gsize       limit,
                           GError    **error)
{
  g_autoptr(HechaPdfFile) file = NULL;
  g_autoptr(GError) failure = NULL;
  GBytes *bytes;

  g_return_val_if_fail (path && name, NULL);
  file = hecha_pdf_file_open (path, error);
  if (!file)
    return NULL;
  bytes = decode_attachment (file, name, limit ? limit : HECHA_PDF_ATTACHMENT_LIMIT, &failure);
  if (bytes)
    return bytes;
  g_propagate_prefixed_error (error, g_steal_pointer (&failure), "%s: ", path);
  return NULL;
}
