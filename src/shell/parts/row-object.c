/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "row-object.h"

struct _HechaRowObject
{
  GObject parent_instance;

  gpointer       data;
  GDestroyNotify free;
  char          *heading;
};

G_DEFINE_FINAL_TYPE (HechaRowObject, hecha_row_object, G_TYPE_OBJECT)

static void
hecha_row_object_finalize (GObject *object)
{
  HechaRowObject *self = HECHA_ROW_OBJECT (object);

  if (self->free && self->data)
    self->free (self->data);
  g_free (self->heading);
  G_OBJECT_CLASS (hecha_row_object_parent_class)->finalize (object);
}

static void
hecha_row_object_class_init (HechaRowObjectClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hecha_row_object_finalize;
}

static void
hecha_row_object_init (HechaRowObject *self)
{
}

/**
 * hecha_row_object_new:
 * @data: (transfer full): what the row shows
 * @free: (nullable): frees it
 *
 * Returns: (transfer full): the row
 */
HechaRowObject *
hecha_row_object_new (gpointer       data,
                      GDestroyNotify free)
{
  HechaRowObject *self = g_object_new (HECHA_TYPE_ROW_OBJECT, NULL);

  self->data = data;
  self->free = free;
  return self;
}

/**
 * hecha_row_object_new_heading:
 *
 * Returns: (transfer full): a row that only says what follows
 */
HechaRowObject *
hecha_row_object_new_heading (const char *heading)
{
  HechaRowObject *self = g_object_new (HECHA_TYPE_ROW_OBJECT, NULL);

  self->heading = g_strdup (heading);
  return self;
}

/**
 * hecha_row_object_get:
 *
 * Returns: (transfer none) (nullable): the data; %NULL for a heading
 */
gpointer
hecha_row_object_get (HechaRowObject *self)
{
  g_return_val_if_fail (HECHA_IS_ROW_OBJECT (self), NULL);

  return self->data;
}

/**
 * hecha_row_object_get_heading:
 *
 * Returns: (transfer none) (nullable): the words of a heading
 */
const char *
hecha_row_object_get_heading (HechaRowObject *self)
{
  g_return_val_if_fail (HECHA_IS_ROW_OBJECT (self), NULL);

  return self->heading;
}
