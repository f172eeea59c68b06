/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-tree.h"

#include "error.h"

#define DEPTH_LIMIT 32
#define LEAF_LIMIT  200000

typedef struct
{
  HechaPdfFile *file;
  GHashTable *seen;             /* object numbers of nodes */
  guint n_leaves;
  GArray *pages;
  GPtrArray *attachments;
} Walk;

/**
 * hecha_pdf_file_get_catalog:
 *
 * Returns: (transfer none) (nullable): the catalog; %HECHA_ERROR_DAMAGED
 *   where there is none
 */
const HechaPdfValue *
hecha_pdf_file_get_catalog (HechaPdfFile *file,
                            GError      **error)
{
  const HechaPdfValue *root = hecha_pdf_value_get (hecha_pdf_file_get_trailer (file), "Root");
  const HechaPdfValue *catalog = root && root->type == HECHA_PDF_REFERENCE
                                   ? hecha_pdf_file_resolve (file, root, error) : NULL;

  if (catalog && catalog->type == HECHA_PDF_DICTIONARY
      && hecha_pdf_value_is_name (hecha_pdf_value_get (catalog, "Type"), "Catalog"))
    return catalog;
  if (error && !*error)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED, "the file has no catalog");
  return NULL;
}

static gboolean visit_pages (Walk *walk, const HechaPdfValue *node, guint depth, GError **error);
static gboolean visit_names (Walk *walk, const HechaPdfValue *node, guint depth, GError **error);

static gboolean
damaged (GError    **error,
         const char *rule)
{
  g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_DAMAGED, rule);
  return FALSE;
}

static gboolean
enter (Walk                *walk,
       const HechaPdfValue *node,
       guint                depth,
       GError             **error)
{
  if (depth > DEPTH_LIMIT || walk->n_leaves > LEAF_LIMIT)
    return damaged (error, "a tree of the file is too deep or too large");
  if (node->type == HECHA_PDF_REFERENCE
      && !g_hash_table_add (walk->seen, GUINT_TO_POINTER ((guint) node->integer)))
    return damaged (error, "a tree of the file holds a node twice");
  return TRUE;
}

static gboolean
visit_kids (Walk                *walk,
            const HechaPdfValue *kids,
            gboolean           (*visit) (Walk *, const HechaPdfValue *, guint, GError **),
            guint                depth,
            GError             **error)
{
  for (guint i = 0; kids && kids->type == HECHA_PDF_ARRAY && i < kids->items->len; i++)
    if (!visit (walk, kids->items->pdata[i], depth + 1, error))
      return FALSE;
  return TRUE;
}

static gboolean
visit_pages (Walk                *walk,
             const HechaPdfValue *node,
             guint                depth,
             GError             **error)
{
  const HechaPdfValue *type = hecha_pdf_file_lookup (walk->file, node, "Type");

  if (!enter (walk, node, depth, error))
    return FALSE;
  if (hecha_pdf_value_is_name (type, "Page"))
    {
      guint number = node->type == HECHA_PDF_REFERENCE ? (guint) node->integer : 0;

      walk->n_leaves++;
      if (walk->pages)
        g_array_append_val (walk->pages, number);
      return TRUE;
    }
  if (!hecha_pdf_value_is_name (type, "Pages"))
    return damaged (error, "the tree of pages holds something else");
  return visit_kids (walk, hecha_pdf_file_lookup (walk->file, node, "Kids"), visit_pages, depth, error);
}

static gboolean
walk_pages (HechaPdfFile *file,
            Walk         *walk,
            GError      **error)
{
  const HechaPdfValue *catalog = hecha_pdf_file_get_catalog (file, error);
  const HechaPdfValue *root = hecha_pdf_value_get (catalog, "Pages");

  if (!catalog)
    return FALSE;
  if (!root)
    return damaged (error, "the file has no pages");
  return visit_pages (walk, root, 0, error);
}

/**
 * hecha_pdf_count_pages:
 * @n_pages: (out): how many pages the tree holds
 *
 * Returns: whether the tree of pages could be walked; %HECHA_ERROR_DAMAGED
 */
gboolean
hecha_pdf_count_pages (HechaPdfFile *file,
                       guint        *n_pages,
                       GError      **error)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);
  Walk walk = { file, seen, 0, NULL, NULL };

  if (!walk_pages (file, &walk, error))
    return FALSE;
  *n_pages = walk.n_leaves;
  return TRUE;
}

/**
 * hecha_pdf_list_pages:
 *
 * Returns: (transfer full) (element-type guint) (nullable): the objects of the
 *   pages, in order; 0 for one that is no object of its own; %HECHA_ERROR_DAMAGED
 */
GArray *
hecha_pdf_list_pages (HechaPdfFile *file,
                      GError      **error)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr(GArray) pages = g_array_new (FALSE, FALSE, sizeof (guint));
  Walk walk = { file, seen, 0, pages, NULL };

  return walk_pages (file, &walk, error) ? g_steal_pointer (&pages) : NULL;
}

static void
attachment_free (gpointer data)
{
  HechaPdfAttachment *self = data;

  g_free (self->name);
  g_free (self);
}

static gboolean
add_attachment (Walk                *walk,
                const HechaPdfValue *spec,
                GError             **error)
{
  const HechaPdfValue *file = hecha_pdf_file_lookup (walk->file, spec, "UF");
  const HechaPdfValue *embedded = hecha_pdf_file_lookup (walk->file, spec, "EF");
  const HechaPdfValue *stream = embedded ? hecha_pdf_value_get (embedded, "F") : NULL;
  g_autofree char *name = NULL;
  HechaPdfAttachment *out;

  if (!stream)
    stream = hecha_pdf_value_get (embedded, "UF");
  if (!file)
    file = hecha_pdf_file_lookup (walk->file, spec, "F");
  name = hecha_pdf_value_to_utf8 (file);
  if (!name || !stream || stream->type != HECHA_PDF_REFERENCE)
    return damaged (error, "an attachment has no name or no content");
  for (guint i = 0; i < walk->attachments->len; i++)
    if (g_str_equal (((HechaPdfAttachment *) walk->attachments->pdata[i])->name, name))
      return damaged (error, "two attachments have one name");
  if (walk->n_leaves++ > 10000)
    return damaged (error, "the file has too many attachments");
  out = g_new0 (HechaPdfAttachment, 1);
  out->name = g_steal_pointer (&name);
  out->stream = (guint) stream->integer;
  g_ptr_array_add (walk->attachments, out);
  return TRUE;
}

static gboolean
visit_names (Walk                *walk,
             const HechaPdfValue *node,
             guint                depth,
             GError             **error)
{
  const HechaPdfValue *names = hecha_pdf_file_lookup (walk->file, node, "Names");

  if (!enter (walk, node, depth, error))
    return FALSE;
  for (guint i = 1; names && names->type == HECHA_PDF_ARRAY && i < names->items->len; i += 2)
    if (!add_attachment (walk, names->items->pdata[i], error))
      return FALSE;
  return visit_kids (walk, hecha_pdf_file_lookup (walk->file, node, "Kids"), visit_names, depth, error);
}

/**
 * hecha_pdf_list_attachments:
 *
 * Returns: (transfer full) (element-type HechaPdfAttachment) (nullable): the
 *   embedded files (ISO 32000-1, 7.11.4), none where there is no tree of them;
 *   %HECHA_ERROR_DAMAGED
 */
GPtrArray *
hecha_pdf_list_attachments (HechaPdfFile *file,
                            GError      **error)
{
  g_autoptr(GPtrArray) attachments = g_ptr_array_new_with_free_func (attachment_free);
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);
  Walk walk = { file, seen, 0, NULL, attachments };
  const HechaPdfValue *catalog = hecha_pdf_file_get_catalog (file, error);
  const HechaPdfValue *root = hecha_pdf_value_get (hecha_pdf_file_lookup (file, catalog, "Names"), "EmbeddedFiles");

  if (!catalog || (root && !visit_names (&walk, root, 0, error)))
    return NULL;
  return g_steal_pointer (&attachments);
}
