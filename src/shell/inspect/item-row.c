/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "item-row.h"

#include <string.h>

struct _HechaItemRow
{
  GObject parent_instance;

  HechaItem    *item;
  HechaGroup   *group;
  HechaVerdict  verdict;
  gboolean      flagged;
  gboolean      checked;
  guint         evidence;
  guint         done;
  guint         total;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (HechaItemRow, hecha_item_row, G_TYPE_OBJECT)

static void
hecha_item_row_finalize (GObject *object)
{
  HechaItemRow *self = HECHA_ITEM_ROW (object);

  g_clear_pointer (&self->item, hecha_item_unref);
  g_clear_pointer (&self->group, hecha_group_free);
  G_OBJECT_CLASS (hecha_item_row_parent_class)->finalize (object);
}

static void
hecha_item_row_class_init (HechaItemRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hecha_item_row_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
hecha_item_row_init (HechaItemRow *self)
{
}

HechaItemRow *
hecha_item_row_new (HechaItem *item)
{
  HechaItemRow *self = g_object_new (HECHA_TYPE_ITEM_ROW, NULL);

  self->item = hecha_item_ref (item);
  return self;
}

HechaItemRow *
hecha_item_row_new_group (const HechaGroup *group)
{
  HechaItemRow *self = g_object_new (HECHA_TYPE_ITEM_ROW, NULL);

  self->group = hecha_group_new (group->id, &group->title);
  return self;
}

/**
 * hecha_item_row_update:
 *
 * Reads what there is to say of the item.
 */
void
hecha_item_row_update (HechaItemRow    *self,
                       const HechaCase *visit)
{
  g_autoptr(GPtrArray) evidence = NULL;

  g_return_if_fail (HECHA_IS_ITEM_ROW (self) && self->item);
  evidence = hecha_case_evidence (visit, self->item->uuid);
  self->verdict = hecha_case_verdict (visit, self->item);
  self->flagged = hecha_answers_get (visit->answers, self->item->uuid, HECHA_WHOLE, 0, HECHA_ANSWER_FLAG) != NULL;
  self->evidence = evidence->len;
  g_signal_emit (self, changed_signal, 0);
}

void
hecha_item_row_update_group (HechaItemRow *self,
                             guint         done,
                             guint         total)
{
  g_return_if_fail (HECHA_IS_ITEM_ROW (self) && self->group);
  self->done = done;
  self->total = total;
  g_signal_emit (self, changed_signal, 0);
}

/**
 * hecha_item_row_get_item:
 *
 * Returns: (transfer none) (nullable): the item; %NULL for a group
 */
HechaItem *
hecha_item_row_get_item (HechaItemRow *self)
{
  return self->item;
}

/**
 * hecha_item_row_get_group:
 *
 * Returns: (transfer none) (nullable): the group; %NULL for an item
 */
const HechaGroup *
hecha_item_row_get_group (HechaItemRow *self)
{
  return self->group;
}

HechaVerdict
hecha_item_row_get_verdict (HechaItemRow *self)
{
  return self->verdict;
}

gboolean
hecha_item_row_is_flagged (HechaItemRow *self)
{
  return self->flagged;
}

guint
hecha_item_row_get_evidence (HechaItemRow *self)
{
  return self->evidence;
}

gboolean
hecha_item_row_is_done (HechaItemRow *self)
{
  return self->verdict != HECHA_VERDICT_OPEN;
}

void
hecha_item_row_get_progress (HechaItemRow *self,
                             guint        *done,
                             guint        *total)
{
  *done = self->done;
  *total = self->total;
}

gboolean
hecha_item_row_get_checked (HechaItemRow *self)
{
  return self->checked;
}

void
hecha_item_row_set_checked (HechaItemRow *self,
                            gboolean      checked)
{
  if (self->checked == checked)
    return;
  self->checked = checked;
  g_signal_emit (self, changed_signal, 0);
}

static gboolean
holds (const char *text,
       const char *folded)
{
  g_autofree char *own = text ? g_utf8_casefold (text, -1) : NULL;

  return own && strstr (own, folded);
}

static gboolean
speaks_of (const HechaItem *item,
           const char      *search)
{
  g_autofree char *folded = g_utf8_casefold (search, -1);

  return holds (item->label, folded) || holds (item->id, folded) ||
         holds (item->title.zh, folded) || holds (item->title.en, folded) ||
         holds (item->requirement.zh, folded) || holds (item->requirement.en, folded);
}

/**
 * hecha_item_row_matches:
 * @search: (nullable): what the item's number, title or requirement has to hold
 *
 * Returns: whether the item is to be shown
 */
gboolean
hecha_item_row_matches (HechaItemRow    *self,
                        HechaItemFilter  filter,
                        const char      *search)
{
  gboolean fits = TRUE;

  switch (filter)
    {
    case HECHA_ITEM_FILTER_ALL:
      break;
    case HECHA_ITEM_FILTER_OPEN:
      fits = self->verdict == HECHA_VERDICT_OPEN;
      break;
    case HECHA_ITEM_FILTER_NOT_CONFORMING:
      fits = self->verdict == HECHA_VERDICT_PARTIAL || self->verdict == HECHA_VERDICT_NONCONFORMING;
      break;
    case HECHA_ITEM_FILTER_NO_EVIDENCE:
      fits = self->evidence == 0 && self->verdict != HECHA_VERDICT_NOT_APPLICABLE;
      break;
    case HECHA_ITEM_FILTER_FLAGGED:
      fits = self->flagged;
      break;
    default:
      g_assert_not_reached ();
    }
  return fits && (!search || !*search || speaks_of (self->item, search));
}
