/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bulk-dialog.h"

#include "place.h"
#include "same-answer.h"
#include "text-field.h"
#include "window.h"

#include <glib/gi18n.h>

struct _HechaBulkDialog
{
  HechaDialog parent_instance;

  GtkLabel       *count;
  AdwComboRow    *answer;
  HechaTextField *reason;
  HechaTextField *note;
  GtkLabel       *problem;
  HechaOnSite    *visit;
  GPtrArray      *items;
};

/* In the order of the choices; the last one only adds the note. */
static const HechaBulk choices[] = {
  { .steps = "yes" },
  { .verdict = HECHA_VERDICT_CONFORMING },
  { .verdict = HECHA_VERDICT_PARTIAL },
  { .verdict = HECHA_VERDICT_NONCONFORMING },
  { .verdict = HECHA_VERDICT_NOT_APPLICABLE },
  { .steps = NULL },
};

static guint done_signal;

G_DEFINE_FINAL_TYPE (HechaBulkDialog, hecha_bulk_dialog, HECHA_TYPE_DIALOG)

static void
answer_selected_cb (HechaBulkDialog *self)
{
  const HechaBulk *choice = &choices[adw_combo_row_get_selected (self->answer)];

  gtk_widget_set_visible (GTK_WIDGET (self->reason), choice->verdict != HECHA_VERDICT_OPEN);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  if (choice->verdict != HECHA_VERDICT_OPEN)
    gtk_widget_grab_focus (GTK_WIDGET (self->reason));
}

static void
show_refused (HechaBulkDialog *self,
              guint            refused)
{
  g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                        "%u item was left alone: the rules want more there",
                                                        "%u items were left alone: the rules want more there",
                                                        refused), refused);

  if (refused && hecha_window_of (GTK_WIDGET (self)))
    hecha_window_toast (hecha_window_of (GTK_WIDGET (self)), text);
}

static void
apply_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HechaBulkDialog *self = HECHA_BULK_DIALOG (widget);
  HechaBulk bulk = choices[adw_combo_row_get_selected (self->answer)];
  g_autofree char *reason = g_strstrip (hecha_text_field_dup_text (self->reason));
  g_autofree char *note = g_strstrip (hecha_text_field_dup_text (self->note));
  g_autoptr(GPtrArray) answers = NULL;
  guint refused;

  bulk.reason = bulk.verdict ? reason : NULL;
  bulk.note = note;
  answers = hecha_bulk_answer (hecha_on_site_get_case (self->visit), self->items, &bulk, &refused);
  if (answers->len == 0)
    {
      gtk_label_set_label (self->problem, refused && !*reason && bulk.verdict
                           ? _("These verdicts need a reason.")
                           : _("The rules want more here, such as what a test showed. Choose a verdict with a reason, "
                               "or answer these one by one."));
      gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
      hecha_text_field_mark (self->reason, bulk.verdict && !*reason);
      return;
    }
  hecha_on_site_answer (self->visit, g_steal_pointer (&answers));
  show_refused (self, refused);
  g_signal_emit (self, done_signal, 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
entered_cb (HechaBulkDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "bulk.apply", NULL);
}

static void
hecha_bulk_dialog_dispose (GObject *object)
{
  HechaBulkDialog *self = HECHA_BULK_DIALOG (object);

  g_clear_object (&self->visit);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  G_OBJECT_CLASS (hecha_bulk_dialog_parent_class)->dispose (object);
}

static void
hecha_bulk_dialog_class_init (HechaBulkDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_bulk_dialog_dispose;
  done_signal = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 0);
  g_type_ensure (HECHA_TYPE_TEXT_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/bulk-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaBulkDialog, count);
  gtk_widget_class_bind_template_child (widget_class, HechaBulkDialog, answer);
  gtk_widget_class_bind_template_child (widget_class, HechaBulkDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, HechaBulkDialog, note);
  gtk_widget_class_bind_template_child (widget_class, HechaBulkDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, answer_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, entered_cb);
  gtk_widget_class_install_action (widget_class, "bulk.apply", NULL, apply_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hecha_bulk_dialog_init (HechaBulkDialog *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_string_list_append (names, _("Every step: yes"));
  for (HechaVerdict verdict = HECHA_VERDICT_CONFORMING; verdict < HECHA_N_VERDICTS; verdict++)
    gtk_string_list_append (names, hecha_text_get (&hecha_verdict_labels[verdict], hecha_shell_language ()));
  gtk_string_list_append (names, _("Only add the note"));
  adw_combo_row_set_model (self->answer, G_LIST_MODEL (names));
  answer_selected_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->note));
}

/**
 * hecha_bulk_dialog_new:
 * @parent: (nullable): the window that it stands over
 * @items: (element-type HechaItem): to be answered
 *
 * Returns: (transfer none): the dialog
 */
GtkWidget *
hecha_bulk_dialog_new (GtkWindow   *parent,
                       HechaOnSite *visit,
                       GPtrArray   *items)
{
  HechaBulkDialog *self = g_object_new (HECHA_TYPE_BULK_DIALOG, "transient-for", parent, "modal",
                                        parent != NULL, NULL);
  g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                         "%u item is answered together, and undone together.",
                                                         "%u items are answered together, and undone together.",
                                                         items->len), items->len);

  self->visit = g_object_ref (visit);
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_item_unref);
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (self->items, hecha_item_ref (items->pdata[i]));
  gtk_label_set_label (self->count, count);
  return GTK_WIDGET (self);
}
