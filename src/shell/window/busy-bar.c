/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "busy-bar.h"

#define THOUSAND 1000
#define UNKNOWN (-1)

struct _HechaBusyBar
{
  AdwBin parent_instance;

  GtkLabel       *what;
  GtkProgressBar *bar;
  GCancellable   *cancellable;
  guint           tick_id;
  int             thousandths;   /* atomic: set by whatever thread works */
};

G_DEFINE_FINAL_TYPE (HechaBusyBar, hecha_busy_bar, ADW_TYPE_BIN)

static gboolean
tick_cb (gpointer data)
{
  HechaBusyBar *self = data;
  int thousandths = g_atomic_int_get (&self->thousandths);

  if (thousandths == UNKNOWN)
    gtk_progress_bar_pulse (self->bar);
  else
    gtk_progress_bar_set_fraction (self->bar, (double) thousandths / THOUSAND);
  return G_SOURCE_CONTINUE;
}

static void
cancel_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HechaBusyBar *self = HECHA_BUSY_BAR (widget);

  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  gtk_widget_action_set_enabled (widget, "busy.cancel", FALSE);
}

static void
hecha_busy_bar_dispose (GObject *object)
{
  HechaBusyBar *self = HECHA_BUSY_BAR (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (hecha_busy_bar_parent_class)->dispose (object);
}

static void
hecha_busy_bar_class_init (HechaBusyBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_busy_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/busy-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaBusyBar, what);
  gtk_widget_class_bind_template_child (widget_class, HechaBusyBar, bar);
  gtk_widget_class_install_action (widget_class, "busy.cancel", NULL, cancel_action);
}

static void
hecha_busy_bar_init (HechaBusyBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * hecha_busy_bar_begin:
 * @what: what is being done
 *
 * Shows the bar until hecha_busy_bar_end().
 *
 * Returns: (transfer none): what the user cancels it with
 */
GCancellable *
hecha_busy_bar_begin (HechaBusyBar *self,
                      const char   *what)
{
  g_return_val_if_fail (HECHA_IS_BUSY_BAR (self), NULL);

  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_atomic_int_set (&self->thousandths, UNKNOWN);
  gtk_label_set_label (self->what, what);
  gtk_progress_bar_set_fraction (self->bar, 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, what, -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "busy.cancel", TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  if (self->tick_id == 0)
    self->tick_id = g_timeout_add (100, tick_cb, self);
  return self->cancellable;
}

/**
 * hecha_busy_bar_progress:
 * @done: how much of @total
 * @total: 0 where it is not known
 * @self: (type HechaBusyBar): held by the caller
 *
 * A #HechaProgress. Any thread.
 */
void
hecha_busy_bar_progress (guint64  done,
                         guint64  total,
                         gpointer self)
{
  int thousandths = total > 0 ? (int) ((double) MIN (done, total) / total * THOUSAND) : UNKNOWN;

  g_atomic_int_set (&((HechaBusyBar *) self)->thousandths, thousandths);
}

gboolean
hecha_busy_bar_is_busy (HechaBusyBar *self)
{
  g_return_val_if_fail (HECHA_IS_BUSY_BAR (self), FALSE);

  return self->cancellable != NULL;
}

void
hecha_busy_bar_end (HechaBusyBar *self)
{
  g_return_if_fail (HECHA_IS_BUSY_BAR (self));

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_object (&self->cancellable);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
