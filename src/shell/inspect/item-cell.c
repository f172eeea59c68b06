/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "item-cell.h"

#include "pill.h"
#include "place.h"

#include <glib/gi18n.h>

struct _HechaItemCell
{
  AdwBin parent_instance;

  GtkStack       *stack;
  GtkWidget      *group_box;
  GtkWidget      *item_box;
  GtkLabel       *group_title;
  GtkLabel       *group_count;
  GtkProgressBar *group_progress;
  GtkCheckButton *check;
  GtkImage       *verdict;
  GtkLabel       *number;
  GtkLabel       *title;
  GtkImage       *evidence;
  GtkImage       *flag;
  HechaItemRow   *row;
  gulong          changed_id;
  gboolean        selecting;
  gboolean        showing;
};

static guint clicked_signal;

G_DEFINE_FINAL_TYPE (HechaItemCell, hecha_item_cell, ADW_TYPE_BIN)

static void
show_group (HechaItemCell *self)
{
  const HechaGroup *group = hecha_item_row_get_group (self->row);
  guint done, total;
  g_autofree char *count = NULL;

  hecha_item_row_get_progress (self->row, &done, &total);
  /* TRANSLATORS: how many are done, of how many */
  count = g_strdup_printf (_("%u/%u"), done, total);
  gtk_label_set_label (self->group_title, hecha_text_get (&group->title, hecha_shell_language ()));
  gtk_label_set_label (self->group_count, count);
  gtk_progress_bar_set_fraction (self->group_progress, total ? (double) done / total : 0);
  gtk_stack_set_visible_child (self->stack, self->group_box);
}

static void
show_item (HechaItemCell *self)
{
  const HechaItem *item = hecha_item_row_get_item (self->row);
  HechaVerdict verdict = hecha_item_row_get_verdict (self->row);
  const char *classes[] = { hecha_verdict_css_class (verdict), NULL };
  const char *words = hecha_text_get (&hecha_verdict_labels[verdict], hecha_shell_language ());
  const char *title = hecha_text_get (&item->title, hecha_shell_language ());
  g_autofree char *name = g_strdup_printf ("%s %s: %s", item->label, title, words);

  gtk_image_set_from_icon_name (self->verdict, hecha_verdict_icon_name (verdict));
  gtk_widget_set_css_classes (GTK_WIDGET (self->verdict), classes);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->verdict), words);
  gtk_label_set_label (self->number, item->label);
  gtk_label_set_label (self->title, title);
  gtk_widget_set_visible (GTK_WIDGET (self->evidence), hecha_item_row_get_evidence (self->row) > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->flag), hecha_item_row_is_flagged (self->row));
  gtk_widget_set_visible (GTK_WIDGET (self->check), self->selecting);
  gtk_check_button_set_active (self->check, hecha_item_row_get_checked (self->row));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->item_box), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_stack_set_visible_child (self->stack, self->item_box);
}

static void
show (HechaItemCell *self)
{
  self->showing = TRUE;
  if (self->row && hecha_item_row_get_group (self->row))
    show_group (self);
  else if (self->row)
    show_item (self);
  self->showing = FALSE;
}

static void
released_cb (HechaItemCell *self)
{
  g_signal_emit (self, clicked_signal, 0);
}

static void
check_toggled_cb (HechaItemCell *self)
{
  if (self->row && !self->showing)
    hecha_item_row_set_checked (self->row, gtk_check_button_get_active (self->check));
}

static void
hecha_item_cell_dispose (GObject *object)
{
  hecha_item_cell_set_row (HECHA_ITEM_CELL (object), NULL);
  G_OBJECT_CLASS (hecha_item_cell_parent_class)->dispose (object);
}

static void
hecha_item_cell_class_init (HechaItemCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_item_cell_dispose;
  clicked_signal = g_signal_new ("clicked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/item-cell.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaItemCell, stack);
  gtk_widget_class_bind_template_child (widget_class, HechaItemCell, group_box);
  gtk_widget_class_bind_template_child (widget_class, HechaItemCell, item_box);
  gtk_widget_class_bind_template_child (widget_class, HechaItemCell, group_title);
  gtk_widget_class_bind_template_child (widget_class, HechaItemCell, group_count);
  gtk_widget_class_bind_template_child (widget_class, HechaItemCell, group_progress);
  gtk_widget_class_bind_template_child (widget_class, HechaItemCell, check);
  gtk_widget_class_bind_template_child (widget_class, HechaItemCell, verdict);
  gtk_widget_class_bind_template_child (widget_class, HechaItemCell, number);
  gtk_widget_class_bind_template_child (widget_class, HechaItemCell, title);
  gtk_widget_class_bind_template_child (widget_class, HechaItemCell, evidence);
  gtk_widget_class_bind_template_child (widget_class, HechaItemCell, flag);
  gtk_widget_class_bind_template_callback (widget_class, released_cb);
  gtk_widget_class_bind_template_callback (widget_class, check_toggled_cb);
}

static void
hecha_item_cell_init (HechaItemCell *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
hecha_item_cell_new (void)
{
  return g_object_new (HECHA_TYPE_ITEM_CELL, NULL);
}

/**
 * hecha_item_cell_get_row:
 *
 * Returns: (transfer none) (nullable): what it shows
 */
HechaItemRow *
hecha_item_cell_get_row (HechaItemCell *self)
{
  return self->row;
}

/**
 * hecha_item_cell_set_row:
 * @row: (nullable): what it shows and follows
 */
void
hecha_item_cell_set_row (HechaItemCell *self,
                         HechaItemRow  *row)
{
  if (self->row)
    g_clear_signal_handler (&self->changed_id, self->row);
  g_set_object (&self->row, row);
  if (!row)
    return;
  self->changed_id = g_signal_connect_object (row, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}

/**
 * hecha_item_cell_set_selecting:
 * @selecting: whether items are being ticked
 */
void
hecha_item_cell_set_selecting (HechaItemCell *self,
                               gboolean       selecting)
{
  self->selecting = selecting;
  show (self);
}
