/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "step-row.h"

#include "columns.h"
#include "pill.h"
#include "place.h"
#include "text-field.h"

#include <glib/gi18n.h>

struct _HechaStepRow
{
  GtkBox parent_instance;

  GtkLabel        *number;
  GtkLabel        *method;
  GtkLabel        *text;
  GtkLabel        *yes_looks;
  GtkToggleButton *yes;
  GtkToggleButton *no;
  GtkToggleButton *na;
  HechaTextField  *observation;
  HechaTextField  *source;
  HechaOnSite     *visit;
  HechaItem       *item;
  char            *object;
  int              step;
};

enum
{
  NEXT,
  REFUSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HechaStepRow, hecha_step_row, GTK_TYPE_BOX)

static const char *
method_label (HechaMethod method)
{
  switch (method)
    {
    case HECHA_METHOD_INTERVIEW:
      return _("Interview");
    case HECHA_METHOD_EXAMINE:
      return _("Examination");
    case HECHA_METHOD_TEST:
      return _("Test");
    default:
      g_assert_not_reached ();
    }
}

static const char *
source_hint (HechaMethod method)
{
  switch (method)
    {
    case HECHA_METHOD_INTERVIEW:
      return _("Who, which post");
    case HECHA_METHOD_EXAMINE:
      return _("Which document or setting, which version");
    case HECHA_METHOD_TEST:
      return _("Which tool, which command");
    default:
      g_assert_not_reached ();
    }
}

static const char *
value_of (HechaStepRow *self)
{
  return hecha_on_site_get_answer (self->visit, self->item->uuid, self->object, self->step, HECHA_ANSWER_STEP);
}

static gboolean
has_fault (HechaStepRow   *self,
           GArray         *faults,
           HechaFaultKind  kind)
{
  for (guint i = 0; faults && i < faults->len; i++)
    {
      HechaFault *fault = &g_array_index (faults, HechaFault, i);

      if (fault->kind == kind && fault->step == self->step &&
          g_strcmp0 (fault->object ? fault->object->uuid : NULL, self->object) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
show_value (HechaStepRow *self)
{
  const char *value = value_of (self);

  gtk_toggle_button_set_active (self->yes, g_strcmp0 (value, "yes") == 0);
  gtk_toggle_button_set_active (self->no, g_strcmp0 (value, "no") == 0);
  gtk_toggle_button_set_active (self->na, g_strcmp0 (value, "na") == 0);
}

static gboolean
say_value (HechaStepRow *self,
           const char   *value)
{
  g_autoptr(GError) error = NULL;
  gboolean may = hecha_step_may_answer (self->item, hecha_on_site_get_case (self->visit)->answers,
                                        self->object ? self->object : HECHA_WHOLE, self->step, value, &error);

  if (may)
    hecha_on_site_say (self->visit, self->item->uuid, self->object, self->step, HECHA_ANSWER_STEP, value);
  show_value (self);
  if (!may)
    g_signal_emit (self, signals[REFUSED], 0, error);
  return may;
}

/* Callbacks. */

static void
press (HechaStepRow *self,
       const char   *value)
{
  say_value (self, g_strcmp0 (value_of (self), value) == 0 ? NULL : value);
}

static void
yes_clicked_cb (HechaStepRow *self)
{
  press (self, "yes");
}

static void
no_clicked_cb (HechaStepRow *self)
{
  press (self, "no");
}

static void
na_clicked_cb (HechaStepRow *self)
{
  press (self, "na");
}

static void
observation_edited_cb (HechaStepRow *self,
                       const char   *text)
{
  hecha_on_site_say (self->visit, self->item->uuid, self->object, self->step, HECHA_ANSWER_OBSERVATION, text);
}

static void
source_edited_cb (HechaStepRow *self,
                  const char   *text)
{
  hecha_on_site_say (self->visit, self->item->uuid, self->object, self->step, HECHA_ANSWER_SOURCE, text);
}

static void
observation_entered_cb (HechaStepRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->source));
}

static void
source_entered_cb (HechaStepRow *self)
{
  g_signal_emit (self, signals[NEXT], 0);
}

static void
answer_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  hecha_step_row_answer (HECHA_STEP_ROW (widget), g_variant_get_string (parameter, NULL));
}

static void
hecha_step_row_finalize (GObject *object)
{
  HechaStepRow *self = HECHA_STEP_ROW (object);

  g_clear_object (&self->visit);
  g_clear_pointer (&self->item, hecha_item_unref);
  g_free (self->object);
  G_OBJECT_CLASS (hecha_step_row_parent_class)->finalize (object);
}

static void
hecha_step_row_class_init (HechaStepRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hecha_step_row_finalize;
  signals[NEXT] = g_signal_new ("next", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REFUSED] = g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_ERROR);
  g_type_ensure (HECHA_TYPE_COLUMNS);
  g_type_ensure (HECHA_TYPE_TEXT_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/step-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaStepRow, number);
  gtk_widget_class_bind_template_child (widget_class, HechaStepRow, method);
  gtk_widget_class_bind_template_child (widget_class, HechaStepRow, text);
  gtk_widget_class_bind_template_child (widget_class, HechaStepRow, yes_looks);
  gtk_widget_class_bind_template_child (widget_class, HechaStepRow, yes);
  gtk_widget_class_bind_template_child (widget_class, HechaStepRow, no);
  gtk_widget_class_bind_template_child (widget_class, HechaStepRow, na);
  gtk_widget_class_bind_template_child (widget_class, HechaStepRow, observation);
  gtk_widget_class_bind_template_child (widget_class, HechaStepRow, source);
  gtk_widget_class_bind_template_callback (widget_class, yes_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, no_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, na_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, observation_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, source_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, observation_entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, source_entered_cb);
  gtk_widget_class_install_action (widget_class, "step.answer", "s", answer_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_y, 0, "step.answer", "s", "yes");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, 0, "step.answer", "s", "no");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_a, 0, "step.answer", "s", "na");
}

static void
hecha_step_row_init (HechaStepRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * hecha_step_row_new:
 * @object: (nullable): UUID of the object it is looked at on; %NULL for the whole
 * @step: from 1
 *
 * Returns: (transfer floating): a row; hecha_step_row_refresh() fills it
 */
GtkWidget *
hecha_step_row_new (HechaOnSite *visit,
                    HechaItem   *item,
                    const char  *object,
                    int          step)
{
  HechaStepRow *self = g_object_new (HECHA_TYPE_STEP_ROW, NULL);
  const HechaStep *asked = item->steps->pdata[step - 1];
  const char *text = hecha_text_get (&asked->text, hecha_shell_language ());
  g_autofree char *number = g_strdup_printf ("%d", step);
  g_autofree char *looks = NULL;

  self->visit = g_object_ref (visit);
  self->item = hecha_item_ref (item);
  self->object = g_strdup (object);
  self->step = step;
  gtk_label_set_label (self->number, number);
  gtk_label_set_label (self->text, text);
  hecha_pill_set (GTK_WIDGET (self->method), method_label (asked->method), NULL);
  if (!hecha_text_is_empty (&asked->yes))
    /* TRANSLATORS: %s tells what a positive answer looks like */
    looks = g_strdup_printf (_("Yes: %s"), hecha_text_get (&asked->yes, hecha_shell_language ()));
  gtk_label_set_label (self->yes_looks, looks ? looks : "");
  gtk_widget_set_visible (GTK_WIDGET (self->yes_looks), looks != NULL);
  hecha_text_field_set_hint (self->source, source_hint (asked->method));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return GTK_WIDGET (self);
}

/**
 * hecha_step_row_refresh:
 * @faults: (nullable) (element-type HechaFault): what the item lacks
 *
 * Shows what is answered.
 */
void
hecha_step_row_refresh (HechaStepRow *self,
                        GArray       *faults)
{
  gboolean editable = hecha_on_site_may_edit (self->visit);
  gboolean missing = has_fault (self, faults, HECHA_FAULT_OBSERVATION_MISSING);

  show_value (self);
  hecha_text_field_set_text (self->observation,
                             hecha_on_site_get_answer (self->visit, self->item->uuid, self->object, self->step,
                                                       HECHA_ANSWER_OBSERVATION));
  hecha_text_field_set_text (self->source,
                             hecha_on_site_get_answer (self->visit, self->item->uuid, self->object, self->step,
                                                       HECHA_ANSWER_SOURCE));
  hecha_text_field_mark (self->observation, missing);
  hecha_text_field_set_hint (self->observation, missing ? _("Needed with this answer") : _("What was seen or heard"));
  gtk_widget_set_sensitive (GTK_WIDGET (self), editable);
}

/**
 * hecha_step_row_answer:
 * @value: yes, no or na
 *
 * Answers from the keyboard, and says where the hands go next: to the
 * observation where the answer needs one, or on.
 */
void
hecha_step_row_answer (HechaStepRow *self,
                       const char   *value)
{
  HechaCase *visit = hecha_on_site_get_case (self->visit);
  g_autoptr(GArray) faults = NULL;

  if (!hecha_on_site_may_edit (self->visit))
    return;
  hecha_text_field_flush (self->observation);
  if (!say_value (self, value))
    return;
  faults = hecha_item_faults (self->item, visit->answers, visit->objects, NULL);
  if (has_fault (self, faults, HECHA_FAULT_OBSERVATION_MISSING))
    gtk_widget_grab_focus (GTK_WIDGET (self->observation));
  else
    g_signal_emit (self, signals[NEXT], 0);
}

/**
 * hecha_step_row_focus:
 * @observation: whether it is the observation that is missing
 *
 * Takes the keyboard to the answer, or to the observation.
 */
void
hecha_step_row_focus (HechaStepRow *self,
                      gboolean      observation)
{
  gtk_widget_grab_focus (observation ? GTK_WIDGET (self->observation) : GTK_WIDGET (self->yes));
}

/**
 * hecha_step_row_flush:
 *
 * Keeps what is being typed.
 */
void
hecha_step_row_flush (HechaStepRow *self)
{
  hecha_text_field_flush (self->observation);
  hecha_text_field_flush (self->source);
}

int
hecha_step_row_get_step (HechaStepRow *self)
{
  return self->step;
}
