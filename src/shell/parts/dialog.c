/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dialog.h"

G_DEFINE_ABSTRACT_TYPE (HechaDialog, hecha_dialog, ADW_TYPE_WINDOW)

/* GTK 4.8 forgets the window under a dialog that is held only where that goes first; where
 * the dialog was closed before, a pointer to it stays. */
static void
hecha_dialog_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (hecha_dialog_parent_class)->unmap (widget);
  gtk_window_set_transient_for (GTK_WINDOW (widget), NULL);
}

static void
hecha_dialog_class_init (HechaDialogClass *klass)
{
  GTK_WIDGET_CLASS (klass)->unmap = hecha_dialog_unmap;
}

static void
hecha_dialog_init (HechaDialog *self)
{
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
}
