/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ot-box.h"

#include "columns.h"
#include "place.h"
#include "text-field.h"

#include <glib/gi18n.h>

#define N_FIELDS (HECHA_ANSWER_OT_WAY_BACK - HECHA_ANSWER_OT_AGREED + 1)

struct _HechaOtBox
{
  GtkBox parent_instance;

  GtkLabel       *impact;
  GtkLabel       *problem;
  GtkWidget      *fill;
  HechaColumns   *fields;
  HechaTextField *field[N_FIELDS];
  HechaOnSite    *visit;
  HechaItem      *item;
  char           *object;
};

G_DEFINE_FINAL_TYPE (HechaOtBox, hecha_ot_box, GTK_TYPE_BOX)

static const char *const labels[N_FIELDS] = {
  N_("Agreed with (name, post)"),
  N_("When"),
  N_("What may stop"),
  N_("Way back"),
};

static const char *
stored (HechaOtBox *self,
        guint       i)
{
  const char *own = hecha_on_site_get_answer (self->visit, self->item->uuid, self->object, 0,
                                              HECHA_ANSWER_OT_AGREED + i);

  return own ? own : hecha_on_site_get_answer (self->visit, self->item->uuid, NULL, 0, HECHA_ANSWER_OT_AGREED + i);
}

static HechaTextField *
first_missing (HechaOtBox *self)
{
  for (guint i = 0; i < N_FIELDS; i++)
    if (!stored (self, i))
      return self->field[i];
  return NULL;
}

static void
edited_cb (HechaTextField *field,
           const char     *text,
           HechaOtBox     *self)
{
  for (guint i = 0; i < N_FIELDS; i++)
    if (self->field[i] == field && g_strcmp0 (text, stored (self, i)) != 0)
      hecha_on_site_say (self->visit, self->item->uuid, self->object, 0, HECHA_ANSWER_OT_AGREED + i, text);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
}

static void
entered_cb (HechaTextField *field,
            HechaOtBox     *self)
{
  for (guint i = 0; i + 1 < N_FIELDS; i++)
    if (self->field[i] == field)
      {
        gtk_widget_grab_focus (GTK_WIDGET (self->field[i + 1]));
        return;
      }
  gtk_widget_activate_action (GTK_WIDGET (self), "item.go-on", NULL);
}

static void
fill_clicked_cb (HechaOtBox *self)
{
  HechaTextField *field = first_missing (self);

  if (field)
    gtk_widget_grab_focus (GTK_WIDGET (field));
}

static void
hecha_ot_box_dispose (GObject *object)
{
  HechaOtBox *self = HECHA_OT_BOX (object);

  g_clear_object (&self->visit);
  g_clear_pointer (&self->item, hecha_item_unref);
  g_clear_pointer (&self->object, g_free);
  G_OBJECT_CLASS (hecha_ot_box_parent_class)->dispose (object);
}

static void
hecha_ot_box_class_init (HechaOtBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_ot_box_dispose;
  g_type_ensure (HECHA_TYPE_COLUMNS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/ot-box.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaOtBox, impact);
  gtk_widget_class_bind_template_child (widget_class, HechaOtBox, problem);
  gtk_widget_class_bind_template_child (widget_class, HechaOtBox, fill);
  gtk_widget_class_bind_template_child (widget_class, HechaOtBox, fields);
  gtk_widget_class_bind_template_callback (widget_class, fill_clicked_cb);
}

static void
hecha_ot_box_init (HechaOtBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_FIELDS; i++)
    {
      GtkWidget *field = hecha_text_field_new (_(labels[i]));

      g_signal_connect_object (field, "edited", G_CALLBACK (edited_cb), self, 0);
      g_signal_connect_object (field, "entered", G_CALLBACK (entered_cb), self, 0);
      hecha_columns_append (self->fields, field);
      self->field[i] = HECHA_TEXT_FIELD (field);
    }
}

/**
 * hecha_ot_box_set_item:
 * @object: (nullable): UUID of the object that is tested; %NULL for the whole
 */
void
hecha_ot_box_set_item (HechaOtBox  *self,
                       HechaOnSite *visit,
                       HechaItem   *item,
                       const char  *object)
{
  g_return_if_fail (HECHA_IS_OT_BOX (self) && visit && item);
  g_set_object (&self->visit, visit);
  hecha_item_ref (item);
  g_clear_pointer (&self->item, hecha_item_unref);
  self->item = item;
  g_free (self->object);
  self->object = g_strdup (object);
  gtk_label_set_label (self->impact, hecha_text_get (&item->ot_impact, hecha_shell_language ()));
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), !hecha_text_is_empty (&item->ot_impact) &&
                                             hecha_item_has_method (item, HECHA_METHOD_TEST));
}

/**
 * hecha_ot_box_refresh:
 *
 * Shows what is written; what was agreed for the whole item stands for each object.
 */
void
hecha_ot_box_refresh (HechaOtBox *self)
{
  for (guint i = 0; i < N_FIELDS; i++)
    hecha_text_field_set_text (self->field[i], stored (self, i));
  gtk_widget_set_visible (self->fill, first_missing (self) != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self), hecha_on_site_may_edit (self->visit));
}

/**
 * hecha_ot_box_complain:
 *
 * Says that all of it is needed before a test is answered with yes, and takes
 * the keyboard to the button that fills it in: in a field, the next key that is
 * meant for a step would be written down.
 */
void
hecha_ot_box_complain (HechaOtBox *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
  gtk_widget_grab_focus (self->fill);
}

/**
 * hecha_ot_box_flush:
 *
 * Keeps what is being typed.
 */
void
hecha_ot_box_flush (HechaOtBox *self)
{
  for (guint i = 0; i < N_FIELDS; i++)
    hecha_text_field_flush (self->field[i]);
}
