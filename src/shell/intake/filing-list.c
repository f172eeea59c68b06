/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filing-list.h"

#include <string.h>

/* Pages that are kept; what is on the screen is among the last few asked for. */
#define PAGES_KEPT 64

typedef struct
{
  guint      index;
  GPtrArray *items;   /* HechaFilingItem */
  gboolean   wanted;
} Page;

struct _HechaFilingList
{
  GObject parent_instance;

  HechaFilingReader  reader;
  HechaSession      *session;
  GArray            *ids;
  GHashTable        *pages;    /* index: Page */
  GQueue             recent;   /* Page, the one asked for last first */
  gboolean           reading;
  GCancellable      *cancellable;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HechaFilingList, hecha_filing_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void read_next (HechaFilingList *self);

static void
page_free (gpointer data)
{
  Page *page = data;

  g_ptr_array_unref (page->items);
  g_free (page);
}

/* Reading. */

typedef struct
{
  HechaFilingReader  reader;
  HechaSession      *session;
  GPtrArray         *items;
  GArray            *ids;
} Reading;

static void
reading_free (Reading *reading)
{
  g_clear_object (&reading->session);
  g_ptr_array_unref (reading->items);
  g_array_unref (reading->ids);
  g_free (reading);
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Reading *reading = data;
  GError *error = NULL;
  GPtrArray *rows = reading->reader (reading->session, (const gint64 *) reading->ids->data, reading->ids->len, &error);

  if (rows)
    g_task_return_pointer (task, rows, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/* Rows come in the order of the ids; one that is gone meanwhile is left out. */
static void
give_rows (GPtrArray *items,
           GPtrArray *rows)
{
  guint at = 0;

  g_ptr_array_set_free_func (rows, NULL);
  for (guint i = 0; i < items->len && at < rows->len; i++)
    {
      HechaFilingRow *row = rows->pdata[at];

      if (row->id == hecha_filing_item_get_id (items->pdata[i]))
        {
          hecha_filing_item_set_row (items->pdata[i], row);
          at++;
        }
    }
  for (; at < rows->len; at++)
    hecha_filing_row_free (rows->pdata[at]);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  HechaFilingList *self = HECHA_FILING_LIST (source);
  Reading *reading = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = g_task_propagate_pointer (G_TASK (result), &error);

  self->reading = FALSE;
  if (rows)
    give_rows (reading->items, rows);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit_by_name (self, "failed", error);
  read_next (self);
}

static Page *
next_wanted (HechaFilingList *self)
{
  for (GList *link = self->recent.head; link; link = link->next)
    if (((Page *) link->data)->wanted)
      return link->data;
  return NULL;
}

static void
read_next (HechaFilingList *self)
{
  Page *page = self->reading ? NULL : next_wanted (self);
  g_autoptr(GTask) task = NULL;
  Reading *reading;

  if (!page)
    return;
  page->wanted = FALSE;
  self->reading = TRUE;
  reading = g_new0 (Reading, 1);
  reading->reader = self->reader;
  g_set_object (&reading->session, self->session);
  reading->items = g_ptr_array_ref (page->items);
  reading->ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), page->items->len);
  g_array_append_vals (reading->ids, &g_array_index (self->ids, gint64, page->index * HECHA_FILING_LIST_PAGE),
                       page->items->len);
  task = g_task_new (self, self->cancellable, read_cb, NULL);
  g_task_set_source_tag (task, read_next);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  g_task_run_in_thread (task, read_thread);
}

static Page *
page_new (HechaFilingList *self,
          guint            index)
{
  Page *page = g_new0 (Page, 1);
  guint from = index * HECHA_FILING_LIST_PAGE;
  guint to = MIN (self->ids->len, from + HECHA_FILING_LIST_PAGE);

  page->index = index;
  page->wanted = TRUE;
  page->items = g_ptr_array_new_full (to - from, g_object_unref);
  for (guint i = from; i < to; i++)
    g_ptr_array_add (page->items, hecha_filing_item_new (g_array_index (self->ids, gint64, i)));
  g_hash_table_insert (self->pages, GUINT_TO_POINTER (index), page);
  g_queue_push_head (&self->recent, page);
  if (self->recent.length > PAGES_KEPT)
    g_hash_table_remove (self->pages, GUINT_TO_POINTER (((Page *) g_queue_pop_tail (&self->recent))->index));
  return page;
}

static Page *
ensure_page (HechaFilingList *self,
             guint            index)
{
  Page *page = g_hash_table_lookup (self->pages, GUINT_TO_POINTER (index));

  if (!page)
    page = page_new (self, index);
  else if (g_queue_peek_head (&self->recent) != page)
    {
      g_queue_remove (&self->recent, page);
      g_queue_push_head (&self->recent, page);
    }
  return page;
}

/* GListModel. */

static GType
get_item_type (GListModel *model)
{
  return HECHA_TYPE_FILING_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return HECHA_FILING_LIST (model)->ids->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  HechaFilingList *self = HECHA_FILING_LIST (model);
  Page *page;

  if (position >= self->ids->len)
    return NULL;
  page = ensure_page (self, position / HECHA_FILING_LIST_PAGE);
  read_next (self);
  return g_object_ref (page->items->pdata[position % HECHA_FILING_LIST_PAGE]);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
forget (HechaFilingList *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_queue_clear (&self->recent);
  g_hash_table_remove_all (self->pages);
}

static void
hecha_filing_list_finalize (GObject *object)
{
  HechaFilingList *self = HECHA_FILING_LIST (object);

  g_queue_clear (&self->recent);
  g_hash_table_unref (self->pages);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hecha_filing_list_parent_class)->finalize (object);
}

static void
hecha_filing_list_class_init (HechaFilingListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hecha_filing_list_finalize;
  g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
hecha_filing_list_init (HechaFilingList *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->pages = g_hash_table_new_full (NULL, NULL, NULL, page_free);
  self->cancellable = g_cancellable_new ();
}

/**
 * hecha_filing_list_new:
 * @reader: reads a page
 *
 * Returns: (transfer full): an empty list
 */
HechaFilingList *
hecha_filing_list_new (HechaFilingReader reader)
{
  HechaFilingList *self = g_object_new (HECHA_TYPE_FILING_LIST, NULL);

  self->reader = reader;
  return self;
}

/**
 * hecha_filing_list_set_session:
 * @session: (nullable): for the reader
 */
void
hecha_filing_list_set_session (HechaFilingList *self,
                               HechaSession    *session)
{
  g_return_if_fail (HECHA_IS_FILING_LIST (self));

  g_set_object (&self->session, session);
}

/**
 * hecha_filing_list_take_ids:
 * @ids: (transfer full) (element-type gint64): what is to be shown, in order
 *
 * Where the ids are those that are shown already, the pages are read again in
 * place, so that nobody loses their place. Else all goes, and then all comes:
 * one change of 100,000 rows would make GTK ask for each of them.
 */
void
hecha_filing_list_take_ids (HechaFilingList *self,
                            GArray          *ids)
{
  guint old;

  g_return_if_fail (HECHA_IS_FILING_LIST (self) && ids);
  old = self->ids->len;
  if (old == ids->len && (old == 0 || memcmp (self->ids->data, ids->data, old * sizeof (gint64)) == 0))
    {
      g_array_unref (ids);
      for (GList *link = self->recent.head; link; link = link->next)
        ((Page *) link->data)->wanted = TRUE;
      read_next (self);
      return;
    }
  forget (self);
  g_array_set_size (self->ids, 0);
  if (old > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, old, 0);
  g_array_unref (self->ids);
  self->ids = ids;
  if (ids->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, ids->len);
}
