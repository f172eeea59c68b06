/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "item-rows.h"

struct _HechaItemRows
{
  GObject parent_instance;

  GPtrArray  *rows;      /* HechaItemRow: every group and item, in order */
  GHashTable *by_item;   /* UUID → HechaItemRow */
  GListStore *shown;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (HechaItemRows, hecha_item_rows, G_TYPE_OBJECT)

static HechaItemRow *
row_of (HechaItemRows *self,
        const char    *uuid)
{
  return uuid ? g_hash_table_lookup (self->by_item, uuid) : NULL;
}

static void
row_changed_cb (HechaItemRows *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void
count_group (HechaItemRows *self,
             guint          place)
{
  guint done = 0, total = 0;

  for (guint i = place + 1; i < self->rows->len && hecha_item_row_get_item (self->rows->pdata[i]); i++)
    {
      done += hecha_item_row_is_done (self->rows->pdata[i]);
      total++;
    }
  hecha_item_row_update_group (self->rows->pdata[place], done, total);
}

static void
add_group (HechaItemRows   *self,
           const HechaCase *visit,
           const char      *id)
{
  for (guint i = 0; i < visit->checklist->groups->len; i++)
    {
      HechaGroup *group = visit->checklist->groups->pdata[i];

      if (g_strcmp0 (group->id, id) == 0)
        g_ptr_array_add (self->rows, hecha_item_row_new_group (group));
    }
}

static void
build (HechaItemRows   *self,
       const HechaCase *visit)
{
  const char *group = NULL;

  g_ptr_array_set_size (self->rows, 0);
  g_hash_table_remove_all (self->by_item);
  for (guint i = 0; i < visit->checklist->entries->len; i++)
    {
      HechaItem *item = ((HechaChecklistEntry *) visit->checklist->entries->pdata[i])->item;
      HechaItemRow *row = hecha_item_row_new (item);

      if (g_strcmp0 (group, item->group) != 0)
        add_group (self, visit, item->group);
      group = item->group;
      g_signal_connect_object (row, "changed", G_CALLBACK (row_changed_cb), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->rows, row);
      g_hash_table_insert (self->by_item, item->uuid, row);
    }
}

static gboolean
has_same_items (HechaItemRows   *self,
                const HechaCase *visit)
{
  gboolean same = g_hash_table_size (self->by_item) == visit->checklist->entries->len;

  for (guint i = 0; same && i < visit->checklist->entries->len; i++)
    same = row_of (self, ((HechaChecklistEntry *) visit->checklist->entries->pdata[i])->item->uuid) != NULL;
  return same;
}

static void
hecha_item_rows_finalize (GObject *object)
{
  HechaItemRows *self = HECHA_ITEM_ROWS (object);

  g_object_unref (self->shown);
  g_hash_table_unref (self->by_item);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (hecha_item_rows_parent_class)->finalize (object);
}

static void
hecha_item_rows_class_init (HechaItemRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hecha_item_rows_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
hecha_item_rows_init (HechaItemRows *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_item = g_hash_table_new (g_str_hash, g_str_equal);
  self->shown = g_list_store_new (HECHA_TYPE_ITEM_ROW);
}

/**
 * hecha_item_rows_new:
 *
 * Returns: (transfer full): no lines yet
 */
HechaItemRows *
hecha_item_rows_new (void)
{
  return g_object_new (HECHA_TYPE_ITEM_ROWS, NULL);
}

/**
 * hecha_item_rows_load:
 * @visit: as it stands; its items are kept
 *
 * Returns: whether these are other items than before: they are shown once
 *   hecha_item_rows_filter() was told which
 */
gboolean
hecha_item_rows_load (HechaItemRows   *self,
                      const HechaCase *visit)
{
  gboolean same;

  g_return_val_if_fail (HECHA_IS_ITEM_ROWS (self) && visit, FALSE);
  same = has_same_items (self, visit);
  if (!same)
    build (self, visit);
  for (guint i = 0; i < self->rows->len; i++)
    if (hecha_item_row_get_item (self->rows->pdata[i]))
      hecha_item_row_update (self->rows->pdata[i], visit);
  for (guint i = 0; i < self->rows->len; i++)
    if (hecha_item_row_get_group (self->rows->pdata[i]))
      count_group (self, i);
  return !same;
}

/**
 * hecha_item_rows_update:
 * @visit: as it stands
 * @uuid: the item that changed
 */
void
hecha_item_rows_update (HechaItemRows   *self,
                        const HechaCase *visit,
                        const char      *uuid)
{
  HechaItemRow *row = row_of (self, uuid);
  guint place;

  if (!row || !g_ptr_array_find (self->rows, row, &place))
    return;
  hecha_item_row_update (row, visit);
  while (place > 0 && hecha_item_row_get_item (self->rows->pdata[place]))
    place--;
  if (hecha_item_row_get_group (self->rows->pdata[place]))
    count_group (self, place);
}

/**
 * hecha_item_rows_filter:
 * @search: what an item holds; empty for any
 *
 * Shows the items that fit, each group before its own.
 */
void
hecha_item_rows_filter (HechaItemRows   *self,
                        HechaItemFilter  filter,
                        const char      *search)
{
  g_autoptr(GPtrArray) fitting = g_ptr_array_new ();
  gpointer group = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    {
      HechaItemRow *row = self->rows->pdata[i];

      if (!hecha_item_row_get_item (row))
        group = row;
      else if (hecha_item_row_matches (row, filter, search))
        {
          if (group)
            g_ptr_array_add (fitting, g_steal_pointer (&group));
          g_ptr_array_add (fitting, row);
        }
    }
  g_list_store_splice (self->shown, 0, g_list_model_get_n_items (G_LIST_MODEL (self->shown)), fitting->pdata,
                       fitting->len);
}

/**
 * hecha_item_rows_get_shown:
 *
 * Returns: (transfer none): the lines that are shown, #HechaItemRow
 */
GListModel *
hecha_item_rows_get_shown (HechaItemRows *self)
{
  return G_LIST_MODEL (self->shown);
}

/**
 * hecha_item_rows_get_row:
 * @place: among those that are shown
 *
 * Returns: (transfer none): the line there
 */
HechaItemRow *
hecha_item_rows_get_row (HechaItemRows *self,
                         guint          place)
{
  g_autoptr(HechaItemRow) row = g_list_model_get_item (G_LIST_MODEL (self->shown), place);

  return row;   /* held by rows */
}

/**
 * hecha_item_rows_find:
 * @uuid: (nullable): of an item
 *
 * Returns: its place among those that are shown, or %G_MAXUINT
 */
guint
hecha_item_rows_find (HechaItemRows *self,
                      const char    *uuid)
{
  HechaItemRow *row = row_of (self, uuid);
  guint place;

  return row && g_list_store_find (self->shown, row, &place) ? place : G_MAXUINT;
}

/**
 * hecha_item_rows_next:
 * @place: among those that are shown, not looked at itself; %G_MAXUINT for before the first
 * @direction: 1 or -1
 *
 * Returns: the place of the next item that is shown, or %G_MAXUINT
 */
guint
hecha_item_rows_next (HechaItemRows *self,
                      guint          place,
                      int            direction)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->shown));

  for (place += direction; place < n; place += direction)
    if (hecha_item_row_get_item (hecha_item_rows_get_row (self, place)))
      return place;
  return G_MAXUINT;
}

/**
 * hecha_item_rows_step:
 * @from: (nullable): UUID of an item; %NULL for before the first
 * @direction: 1 or -1
 * @open_only: goes on to an item without a verdict, round the end
 *
 * Returns: (transfer full) (nullable): UUID of the next one in the order of the
 *   checklist, shown or not; %NULL where there is none
 */
char *
hecha_item_rows_step (HechaItemRows *self,
                      const char    *from,
                      int            direction,
                      gboolean       open_only)
{
  HechaItemRow *row = row_of (self, from);
  guint place, n = self->rows->len;

  if (!row || !g_ptr_array_find (self->rows, row, &place))
    place = n - 1;
  for (guint tried = 0; tried < n; tried++)
    {
      gboolean at_end = direction > 0 ? place == n - 1 : place == 0;

      if (at_end && row && !open_only)
        return NULL;
      place = (place + n + direction) % n;
      row = self->rows->pdata[place];
      if (hecha_item_row_get_item (row) && (!open_only || !hecha_item_row_is_done (row)))
        return g_strdup (hecha_item_row_get_item (row)->uuid);
    }
  return NULL;
}

/**
 * hecha_item_rows_get_number:
 *
 * Returns: which item of the checklist this is, from 1; 0 where it is none
 */
guint
hecha_item_rows_get_number (HechaItemRows *self,
                            const char    *uuid)
{
  HechaItemRow *row = row_of (self, uuid);
  guint number = 0;

  for (guint i = 0; row && i < self->rows->len; i++)
    {
      number += hecha_item_row_get_item (self->rows->pdata[i]) != NULL;
      if (self->rows->pdata[i] == row)
        return number;
    }
  return 0;
}

/**
 * hecha_item_rows_get_progress:
 * @done: (out): how many items are done
 * @total: (out): of how many
 */
void
hecha_item_rows_get_progress (HechaItemRows *self,
                              guint         *done,
                              guint         *total)
{
  *done = 0;
  *total = g_hash_table_size (self->by_item);
  for (guint i = 0; i < self->rows->len; i++)
    if (hecha_item_row_get_item (self->rows->pdata[i]))
      *done += hecha_item_row_is_done (self->rows->pdata[i]);
}

/**
 * hecha_item_rows_get_checked:
 *
 * Returns: (transfer container) (element-type HechaItem): the ticked items
 */
GPtrArray *
hecha_item_rows_get_checked (HechaItemRows *self)
{
  GPtrArray *checked = g_ptr_array_new ();

  for (guint i = 0; i < self->rows->len; i++)
    if (hecha_item_row_get_checked (self->rows->pdata[i]))
      g_ptr_array_add (checked, hecha_item_row_get_item (self->rows->pdata[i]));
  return checked;
}

/**
 * hecha_item_rows_all_checked:
 *
 * Returns: whether every item that is shown is ticked, and there is one
 */
gboolean
hecha_item_rows_all_checked (HechaItemRows *self)
{
  guint first = hecha_item_rows_next (self, G_MAXUINT, 1);

  for (guint i = first; i != G_MAXUINT; i = hecha_item_rows_next (self, i, 1))
    if (!hecha_item_row_get_checked (hecha_item_rows_get_row (self, i)))
      return FALSE;
  return first != G_MAXUINT;
}

/**
 * hecha_item_rows_check_shown:
 * @checked: whether every item that is shown is ticked from now on
 */
void
hecha_item_rows_check_shown (HechaItemRows *self,
                             gboolean       checked)
{
  for (guint i = hecha_item_rows_next (self, G_MAXUINT, 1); i != G_MAXUINT; i = hecha_item_rows_next (self, i, 1))
    hecha_item_row_set_checked (hecha_item_rows_get_row (self, i), checked);
}

/**
 * hecha_item_rows_uncheck:
 *
 * Takes every tick back, of items that are not shown too.
 */
void
hecha_item_rows_uncheck (HechaItemRows *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    hecha_item_row_set_checked (self->rows->pdata[i], FALSE);
}
