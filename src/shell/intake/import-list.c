/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-list.h"

#include "row-object.h"
#include "words.h"

#include <glib/gi18n.h>

struct _HechaImportList
{
  GObject parent_instance;

  const HechaReconciliation *list;
  GPtrArray                 *issues;    /* HechaRowIssue, or NULL for rows */
  GArray                    *indices;   /* guint, into the rows */
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HechaImportList, hecha_import_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* Title and subtitle. */
static gpointer
words_new (char *title,
           char *subtitle)
{
  char **words = g_new0 (char *, 3);

  words[0] = title;
  words[1] = subtitle;
  return words;
}

static char *
describe_place (const char *sheet,
                guint       row,
                const char *column,
                const char *header)
{
  GString *text = g_string_new (NULL);

  if (sheet)
    g_string_append_printf (text, "%s · ", sheet);
  g_string_append_printf (text, _("row %u"), row);
  if (column)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text, _("column %s"), column);
    }
  if (header)
    g_string_append_printf (text, " %s", header);
  return g_string_free (text, FALSE);
}

static gpointer
words_of_issue (const HechaRowIssue *issue)
{
  g_autofree char *place = describe_place (issue->sheet, issue->row, issue->column, issue->header);
  const HechaText *basis = hecha_row_issue_basis (issue);

  return words_new (g_strdup (hecha_words (&issue->message)),
                    basis ? g_strdup_printf ("%s · %s", place, hecha_words (basis)) : g_steal_pointer (&place));
}

static gpointer
words_of_row (const HechaReconciledRow *row)
{
  g_autofree char *place = describe_place (row->sheet, row->row, NULL, NULL);

  return words_new (g_strdup (row->name ? row->name : "—"),
                    g_strdup_printf ("%s · %s", row->code ? row->code : "—", place));
}

static GType
get_item_type (GListModel *model)
{
  return HECHA_TYPE_ROW_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  HechaImportList *self = HECHA_IMPORT_LIST (model);

  return self->issues ? self->issues->len : self->indices->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  HechaImportList *self = HECHA_IMPORT_LIST (model);
  gpointer words;

  if (position >= get_n_items (model))
    return NULL;
  if (self->issues)
    words = words_of_issue (self->issues->pdata[position]);
  else
    words = words_of_row (&g_array_index (self->list->rows, HechaReconciledRow,
                                          g_array_index (self->indices, guint, position)));
  return hecha_row_object_new (words, (GDestroyNotify) g_strfreev);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
hecha_import_list_finalize (GObject *object)
{
  HechaImportList *self = HECHA_IMPORT_LIST (object);

  g_clear_pointer (&self->issues, g_ptr_array_unref);
  g_array_unref (self->indices);
  G_OBJECT_CLASS (hecha_import_list_parent_class)->finalize (object);
}

static void
hecha_import_list_class_init (HechaImportListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hecha_import_list_finalize;
}

static void
hecha_import_list_init (HechaImportList *self)
{
  self->indices = g_array_new (FALSE, FALSE, sizeof (guint));
}

/**
 * hecha_import_list_new:
 * @list: must outlive the model
 * @kind: a #HechaOutcome, or %HECHA_IMPORT_WARNINGS
 *
 * Returns: (transfer full): the rows of @list that are of @kind
 */
HechaImportList *
hecha_import_list_new (const HechaReconciliation *list,
                       guint                      kind)
{
  HechaImportList *self = g_object_new (HECHA_TYPE_IMPORT_LIST, NULL);

  g_return_val_if_fail (kind < HECHA_IMPORT_N_KINDS, self);
  self->list = list;
  if (kind == HECHA_OUTCOME_REFUSED)
    self->issues = g_ptr_array_ref (list->refusals);
  else if (kind == HECHA_IMPORT_WARNINGS)
    self->issues = g_ptr_array_ref (list->warnings);
  else
    for (guint i = 0; i < list->rows->len; i++)
      if (g_array_index (list->rows, HechaReconciledRow, i).outcome == kind)
        g_array_append_val (self->indices, i);
  return self;
}

/**
 * hecha_import_list_line_bind:
 *
 * A #HechaLineBind for this model.
 */
void
hecha_import_list_line_bind (HechaLineRow *line,
                             gpointer      words,
                             gpointer      user_data)
{
  char **texts = words;

  hecha_line_row_set_wrap (line);
  hecha_line_row_set (line, texts[0], texts[1]);
}
