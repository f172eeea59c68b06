/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filing-item.h"

struct _HechaFilingItem
{
  GObject parent_instance;

  gint64          id;
  HechaFilingRow *row;
};

enum
{
  PROP_0,
  PROP_ROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HechaFilingItem, hecha_filing_item, G_TYPE_OBJECT)

static void
hecha_filing_item_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_ROW:
      g_value_set_pointer (value, HECHA_FILING_ITEM (object)->row);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hecha_filing_item_finalize (GObject *object)
{
  g_clear_pointer (&HECHA_FILING_ITEM (object)->row, hecha_filing_row_free);
  G_OBJECT_CLASS (hecha_filing_item_parent_class)->finalize (object);
}

static void
hecha_filing_item_class_init (HechaFilingItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = hecha_filing_item_get_property;
  object_class->finalize = hecha_filing_item_finalize;

  /**
   * HechaFilingItem:row:
   *
   * What was filed; %NULL until it has been read.
   */
  properties[PROP_ROW] = g_param_spec_pointer ("row", NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
hecha_filing_item_init (HechaFilingItem *self)
{
}

/**
 * hecha_filing_item_new:
 *
 * Returns: (transfer full): an item whose row has not been read
 */
HechaFilingItem *
hecha_filing_item_new (gint64 id)
{
  HechaFilingItem *self = g_object_new (HECHA_TYPE_FILING_ITEM, NULL);

  self->id = id;
  return self;
}

gint64
hecha_filing_item_get_id (HechaFilingItem *self)
{
  g_return_val_if_fail (HECHA_IS_FILING_ITEM (self), 0);

  return self->id;
}

/**
 * hecha_filing_item_get_row:
 *
 * Returns: (transfer none) (nullable): the row; %NULL until it has been read
 */
const HechaFilingRow *
hecha_filing_item_get_row (HechaFilingItem *self)
{
  g_return_val_if_fail (HECHA_IS_FILING_ITEM (self), NULL);

  return self->row;
}

/**
 * hecha_filing_item_set_row:
 * @row: (transfer full): what was read
 */
void
hecha_filing_item_set_row (HechaFilingItem *self,
                           HechaFilingRow  *row)
{
  g_return_if_fail (HECHA_IS_FILING_ITEM (self));

  g_clear_pointer (&self->row, hecha_filing_row_free);
  self->row = row;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROW]);
}
