/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verdict-bar.h"

#include "columns.h"
#include "pill.h"
#include "place.h"
#include "text-field.h"

#include <glib/gi18n.h>

struct _HechaVerdictBar
{
  GtkBox parent_instance;

  HechaColumns    *buttons;
  GtkLabel        *suggestion;
  GtkLabel        *problem;
  HechaTextField  *reason;
  GtkToggleButton *button[HECHA_N_VERDICTS];
  HechaOnSite     *visit;
  HechaItem       *item;
  HechaVerdict     waiting;   /* pressed, but its reason is not written yet */
};

G_DEFINE_FINAL_TYPE (HechaVerdictBar, hecha_verdict_bar, GTK_TYPE_BOX)

static HechaVerdict
chosen_verdict (HechaVerdictBar *self)
{
  int chosen;

  if (hecha_nick_value (hecha_verdict_nicks,
                        hecha_on_site_get_answer (self->visit, self->item->uuid, NULL, 0, HECHA_ANSWER_VERDICT),
                        &chosen))
    return chosen;
  return HECHA_VERDICT_OPEN;
}

static HechaVerdict
derived_verdict (HechaVerdictBar *self)
{
  HechaCase *visit = hecha_on_site_get_case (self->visit);

  return hecha_verdict_derive (self->item, visit->answers, visit->objects);
}

static gboolean
may_choose (HechaVerdictBar *self,
            HechaVerdict     verdict,
            const char      *reason)
{
  HechaCase *visit = hecha_on_site_get_case (self->visit);

  return hecha_verdict_may_choose (self->item, visit->answers, visit->objects, verdict, reason, NULL);
}

static const char *
written_reason (HechaVerdictBar *self)
{
  return hecha_on_site_get_answer (self->visit, self->item->uuid, NULL, 0, HECHA_ANSWER_REASON);
}

static void
show_suggestion (HechaVerdictBar *self)
{
  HechaVerdict derived = derived_verdict (self);
  const char *words = hecha_text_get (&hecha_verdict_labels[derived], hecha_shell_language ());
  /* TRANSLATORS: %s is a verdict, such as "Partly conforming" */
  g_autofree char *text = derived == HECHA_VERDICT_OPEN
                          ? g_strdup (_("The steps are not all answered yet"))
                          : g_strdup_printf (_("The steps give: %s"), words);

  gtk_label_set_label (self->suggestion, text);
}

static void
show_reason (HechaVerdictBar *self,
             GArray          *faults)
{
  gboolean missing = self->waiting != HECHA_VERDICT_OPEN;
  gboolean wanted;

  for (guint i = 0; faults && !missing && i < faults->len; i++)
    {
      HechaFault *fault = &g_array_index (faults, HechaFault, i);

      missing = fault->kind == HECHA_FAULT_REASON_MISSING && !fault->object;
    }
  wanted = missing || written_reason (self) || gtk_widget_has_focus (GTK_WIDGET (self->reason));
  hecha_text_field_set_text (self->reason, written_reason (self));
  hecha_text_field_mark (self->reason, missing);
  hecha_text_field_set_hint (self->reason, missing ? _("Needed with this verdict") : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason), wanted);
  gtk_label_set_label (self->problem, self->waiting == HECHA_VERDICT_NOT_APPLICABLE
                       ? _("“Not applicable” needs a reason; it is kept once that is written.")
                       : _("The steps give another verdict: it is kept once the reason is written."));
  gtk_widget_set_visible (GTK_WIDGET (self->problem), self->waiting != HECHA_VERDICT_OPEN);
}

static void
show_buttons (HechaVerdictBar *self)
{
  HechaVerdict current = self->waiting ? self->waiting : chosen_verdict (self);
  HechaVerdict derived = derived_verdict (self);

  for (HechaVerdict verdict = HECHA_VERDICT_CONFORMING; verdict < HECHA_N_VERDICTS; verdict++)
    {
      GtkWidget *button = GTK_WIDGET (self->button[verdict]);

      gtk_toggle_button_set_active (self->button[verdict], current == verdict);
      gtk_widget_set_sensitive (button, may_choose (self, verdict, "-"));
      if (current == HECHA_VERDICT_OPEN && derived == verdict)
        gtk_widget_add_css_class (button, "suggested-verdict");
      else
        gtk_widget_remove_css_class (button, "suggested-verdict");
    }
}

static void
keep (HechaVerdictBar *self,
      HechaVerdict     verdict,
      const char      *reason)
{
  GPtrArray *answers = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_answer_free);

  self->waiting = HECHA_VERDICT_OPEN;
  if (reason)
    g_ptr_array_add (answers, hecha_answer_new (self->item->uuid, NULL, 0, HECHA_ANSWER_REASON, reason));
  g_ptr_array_add (answers, hecha_answer_new (self->item->uuid, NULL, 0, HECHA_ANSWER_VERDICT,
                                              verdict ? hecha_nick_text (hecha_verdict_nicks, verdict) : NULL));
  hecha_on_site_answer (self->visit, answers);
}

/* Callbacks. */

static void
button_clicked_cb (HechaVerdictBar *self,
                   GtkWidget       *button)
{
  for (HechaVerdict verdict = HECHA_VERDICT_CONFORMING; verdict < HECHA_N_VERDICTS; verdict++)
    if (button == GTK_WIDGET (self->button[verdict]))
      hecha_verdict_bar_choose (self, verdict);
}

static void
reason_edited_cb (HechaVerdictBar *self,
                  const char      *text)
{
  if (self->waiting != HECHA_VERDICT_OPEN && *text)
    keep (self, self->waiting, text);
  else
    hecha_on_site_say (self->visit, self->item->uuid, NULL, 0, HECHA_ANSWER_REASON, text);
}

static void
reason_entered_cb (HechaVerdictBar *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "item.go-on", NULL);
}

/* To what is to be written, else to the verdicts. */
static gboolean
hecha_verdict_bar_grab_focus (GtkWidget *widget)
{
  HechaVerdictBar *self = HECHA_VERDICT_BAR (widget);

  if (gtk_widget_get_visible (GTK_WIDGET (self->reason)))
    return gtk_widget_grab_focus (GTK_WIDGET (self->reason));
  return gtk_widget_grab_focus (GTK_WIDGET (self->button[HECHA_VERDICT_CONFORMING]));
}

static void
hecha_verdict_bar_dispose (GObject *object)
{
  HechaVerdictBar *self = HECHA_VERDICT_BAR (object);

  g_clear_object (&self->visit);
  g_clear_pointer (&self->item, hecha_item_unref);
  G_OBJECT_CLASS (hecha_verdict_bar_parent_class)->dispose (object);
}

static void
hecha_verdict_bar_class_init (HechaVerdictBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_verdict_bar_dispose;
  widget_class->grab_focus = hecha_verdict_bar_grab_focus;
  g_type_ensure (HECHA_TYPE_TEXT_FIELD);
  g_type_ensure (HECHA_TYPE_COLUMNS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/verdict-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaVerdictBar, buttons);
  gtk_widget_class_bind_template_child (widget_class, HechaVerdictBar, suggestion);
  gtk_widget_class_bind_template_child (widget_class, HechaVerdictBar, problem);
  gtk_widget_class_bind_template_child (widget_class, HechaVerdictBar, reason);
  gtk_widget_class_bind_template_callback (widget_class, reason_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_entered_cb);
}

static void
add_button (HechaVerdictBar *self,
            HechaVerdict     verdict)
{
  const char *words = hecha_text_get (&hecha_verdict_labels[verdict], hecha_shell_language ());
  g_autofree char *text = g_strdup_printf ("%d  %s", verdict, words);
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_add_css_class (button, "verdict-button");
  gtk_widget_add_css_class (button, hecha_verdict_css_class (verdict));
  g_signal_connect_object (button, "clicked", G_CALLBACK (button_clicked_cb), self, G_CONNECT_SWAPPED);
  hecha_columns_append (self->buttons, button);
  self->button[verdict] = GTK_TOGGLE_BUTTON (button);
}

static void
hecha_verdict_bar_init (HechaVerdictBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (HechaVerdict verdict = HECHA_VERDICT_CONFORMING; verdict < HECHA_N_VERDICTS; verdict++)
    add_button (self, verdict);
}

/**
 * hecha_verdict_bar_set_item:
 * @item: whose verdict it is
 */
void
hecha_verdict_bar_set_item (HechaVerdictBar *self,
                            HechaOnSite     *visit,
                            HechaItem       *item)
{
  g_return_if_fail (HECHA_IS_VERDICT_BAR (self) && visit && item);
  hecha_text_field_drop (self->reason);
  g_set_object (&self->visit, visit);
  hecha_item_ref (item);
  g_clear_pointer (&self->item, hecha_item_unref);
  self->item = item;
  self->waiting = HECHA_VERDICT_OPEN;
}

/**
 * hecha_verdict_bar_refresh:
 * @faults: (nullable) (element-type HechaFault): what the item lacks
 *
 * Shows what is chosen.
 */
void
hecha_verdict_bar_refresh (HechaVerdictBar *self,
                           GArray          *faults)
{
  show_suggestion (self);
  show_buttons (self);
  show_reason (self, faults);
  gtk_widget_set_sensitive (GTK_WIDGET (self), hecha_on_site_may_edit (self->visit));
}

/**
 * hecha_verdict_bar_choose:
 * @verdict: chosen again, it is taken back
 *
 * Keeps the verdict, or asks for its reason first.
 */
void
hecha_verdict_bar_choose (HechaVerdictBar *self,
                          HechaVerdict     verdict)
{
  g_return_if_fail (HECHA_IS_VERDICT_BAR (self) && self->item);
  if (!hecha_on_site_may_edit (self->visit))
    return;
  if (self->waiting != verdict && chosen_verdict (self) == verdict)
    keep (self, HECHA_VERDICT_OPEN, NULL);
  else if (self->waiting == verdict)
    self->waiting = HECHA_VERDICT_OPEN;
  else if (may_choose (self, verdict, written_reason (self)))
    keep (self, verdict, NULL);
  else if (may_choose (self, verdict, "-"))
    {
      self->waiting = verdict;
      hecha_verdict_bar_refresh (self, NULL);
      gtk_widget_grab_focus (GTK_WIDGET (self->reason));
      return;
    }
  hecha_verdict_bar_refresh (self, NULL);
}

/**
 * hecha_verdict_bar_get_waiting:
 *
 * Returns: the verdict that waits for its reason; open where none does
 */
HechaVerdict
hecha_verdict_bar_get_waiting (HechaVerdictBar *self)
{
  return self->waiting;
}

/**
 * hecha_verdict_bar_flush:
 *
 * Keeps what is being typed.
 */
void
hecha_verdict_bar_flush (HechaVerdictBar *self)
{
  hecha_text_field_flush (self->reason);
}
