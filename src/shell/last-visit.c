/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "last-visit.h"

#include "pill.h"
#include "place.h"

#include <glib/gi18n.h>

struct _HechaLastVisit
{
  GtkBox parent_instance;

  GtkLabel    *date;
  GtkWidget   *verdict;
  GtkLabel    *text;
  GtkWidget   *carry;
  HechaOnSite *visit;
  HechaItem   *item;
};

G_DEFINE_FINAL_TYPE (HechaLastVisit, hecha_last_visit, GTK_TYPE_BOX)

static void
carry_clicked_cb (HechaLastVisit *self)
{
  const HechaPrevious *previous = hecha_on_site_get_previous (self->visit, self->item->uuid);
  GPtrArray *answers = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_answer_free);
  /* TRANSLATORS: the reason of a verdict; %s is the date of the last visit */
  g_autofree char *reason = g_strdup_printf (_("Carried over from the visit of %s; the item's text is unchanged"),
                                             previous->date);

  g_ptr_array_add (answers, hecha_answer_new (self->item->uuid, NULL, 0, HECHA_ANSWER_REASON, reason));
  g_ptr_array_add (answers, hecha_answer_new (self->item->uuid, NULL, 0, HECHA_ANSWER_VERDICT,
                                              hecha_nick_text (hecha_verdict_nicks, previous->verdict)));
  hecha_on_site_answer (self->visit, answers);
}

static void
hecha_last_visit_dispose (GObject *object)
{
  HechaLastVisit *self = HECHA_LAST_VISIT (object);

  g_clear_object (&self->visit);
  g_clear_pointer (&self->item, hecha_item_unref);
  G_OBJECT_CLASS (hecha_last_visit_parent_class)->dispose (object);
}

static void
hecha_last_visit_class_init (HechaLastVisitClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_last_visit_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/last-visit.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaLastVisit, date);
  gtk_widget_class_bind_template_child (widget_class, HechaLastVisit, verdict);
  gtk_widget_class_bind_template_child (widget_class, HechaLastVisit, text);
  gtk_widget_class_bind_template_child (widget_class, HechaLastVisit, carry);
  gtk_widget_class_bind_template_callback (widget_class, carry_clicked_cb);
}

static void
hecha_last_visit_init (HechaLastVisit *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * hecha_last_visit_set_item:
 * @item: what the last visit was asked too
 */
void
hecha_last_visit_set_item (HechaLastVisit *self,
                           HechaOnSite    *visit,
                           HechaItem      *item)
{
  g_set_object (&self->visit, visit);
  hecha_item_ref (item);
  g_clear_pointer (&self->item, hecha_item_unref);
  self->item = item;
}

/**
 * hecha_last_visit_refresh:
 *
 * Shows what was said, and offers it where it is of use.
 */
void
hecha_last_visit_refresh (HechaLastVisit *self)
{
  const HechaPrevious *previous = hecha_on_site_get_previous (self->visit, self->item->uuid);
  g_autofree char *date = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), previous != NULL);
  if (!previous)
    return;
  /* TRANSLATORS: %s is a date */
  date = g_strdup_printf (_("Last visit (%s)"), previous->date);
  gtk_label_set_label (self->date, date);
  hecha_verdict_pill_set (self->verdict, previous->verdict);
  gtk_label_set_label (self->text, previous->same_text ? _("The item's text is unchanged.")
                                                       : _("The item's text has changed since."));
  gtk_widget_set_visible (self->carry, previous->same_text && previous->verdict != HECHA_VERDICT_OPEN &&
                                       hecha_on_site_may_edit (self->visit) &&
                                       hecha_case_verdict (hecha_on_site_get_case (self->visit), self->item) ==
                                       HECHA_VERDICT_OPEN);
}
