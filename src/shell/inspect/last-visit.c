/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "last-visit.h"

#include "pill.h"
#include "words.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HechaLastVisit
{
  GtkBox parent_instance;

  GtkWidget   *before;    /* what was said of the item; there may be only findings */
  GtkLabel    *date;
  GtkWidget   *verdict;
  GtkLabel    *text;
  GtkLabel    *said;
  GtkWidget   *beside;
  GtkLabel    *then;
  GtkLabel    *now;
  GtkBox      *findings;
  GtkLabel    *carried;
  GtkWidget   *carry;
  GtkWidget   *confirm;
  HechaOnSite *visit;
  HechaItem   *item;
};

G_DEFINE_FINAL_TYPE (HechaLastVisit, hecha_last_visit, GTK_TYPE_BOX)

static const char *
said_today (HechaLastVisit   *self,
            HechaAnswerField  field)
{
  return hecha_on_site_get_answer (self->visit, self->item->uuid, NULL, 0, field);
}

static gboolean
may_carry (HechaLastVisit      *self,
           const HechaPrevious *previous)
{
  return previous && previous->answers->len > 0 && hecha_on_site_may_edit (self->visit) &&
         hecha_case_verdict (hecha_on_site_get_case (self->visit), self->item) == HECHA_VERDICT_OPEN &&
         !said_today (self, HECHA_ANSWER_CARRIED);
}

static gboolean
may_confirm (HechaLastVisit *self)
{
  return hecha_on_site_may_edit (self->visit) && said_today (self, HECHA_ANSWER_CARRIED) &&
         !said_today (self, HECHA_ANSWER_CONFIRMED);
}

/**
 * hecha_last_visit_carry:
 *
 * Takes over what the last visit answered; where that was done, confirms that
 * it holds today. Does nothing where neither is to be done.
 */
void
hecha_last_visit_carry (HechaLastVisit *self)
{
  const HechaPrevious *previous = hecha_on_site_get_previous (self->visit, self->item->uuid);
  GPtrArray *answers;

  if (may_confirm (self))
    hecha_on_site_say (self->visit, self->item->uuid, NULL, 0, HECHA_ANSWER_CONFIRMED, "yes");
  if (!may_carry (self, previous))
    return;
  answers = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_answer_free);
  for (guint i = 0; i < previous->answers->len; i++)
    g_ptr_array_add (answers, hecha_answer_copy (previous->answers->pdata[i]));
  hecha_on_site_answer (self->visit, answers);
}

/* A finding that continues one of an earlier visit, in its words until they are changed. */
static void
persists_clicked_cb (GtkButton *button,
                     gpointer   data)
{
  HechaLastVisit *self = HECHA_LAST_VISIT (data);
  const char *uuid = g_object_get_data (G_OBJECT (button), "finding");
  g_autoptr(GPtrArray) earlier = hecha_case_earlier (hecha_on_site_get_case (self->visit), self->item->uuid);

  for (guint i = 0; i < earlier->len; i++)
    {
      const HechaFinding *before = ((HechaPriorFinding *) earlier->pdata[i])->finding;
      HechaFinding *finding;

      if (strcmp (before->uuid, uuid) != 0)
        continue;
      finding = hecha_finding_new (self->item->uuid, before->what);
      finding->risk = g_strdup (before->risk);
      finding->measure = g_strdup (before->measure);
      finding->responsible = g_strdup (before->responsible);
      finding->previous = g_strdup (before->uuid);
      hecha_on_site_set_finding (self->visit, finding);
      return;
    }
}

static gboolean
is_continued (const HechaCase *content,
              const char      *uuid)
{
  for (guint i = 0; i < content->findings->len; i++)
    if (g_strcmp0 (((HechaFinding *) content->findings->pdata[i])->previous, uuid) == 0)
      return TRUE;
  return FALSE;
}

static void
show_finding (HechaLastVisit          *self,
              const HechaCase         *content,
              const HechaPriorFinding *earlier)
{
  static const char *const styles[HECHA_N_COURSES] = { NULL, "error", "success", "warning" };
  HechaCourse course = hecha_case_earlier_course (content, earlier);
  GtkWidget *text = gtk_label_new (earlier->finding->what), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *button = gtk_button_new_with_mnemonic (_("Still _There"));

  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_widget_set_tooltip_text (button, _("Write a finding of today that continues it"));
  gtk_widget_add_css_class (button, "touch");
  gtk_widget_set_visible (button, hecha_on_site_may_edit (self->visit) && !is_continued (content, earlier->finding->uuid));
  g_object_set_data_full (G_OBJECT (button), "finding", g_strdup (earlier->finding->uuid), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (persists_clicked_cb), self, 0);
  gtk_box_append (GTK_BOX (line), hecha_pill_new (hecha_words (&hecha_course_labels[course]), styles[course]));
  gtk_box_append (GTK_BOX (line), button);
  gtk_box_append (self->findings, text);
  gtk_box_append (self->findings, line);
}

static guint
show_findings (HechaLastVisit *self)
{
  HechaCase *content = hecha_on_site_get_case (self->visit);
  g_autoptr(GPtrArray) earlier = hecha_case_earlier (content, self->item->uuid);
  GtkWidget *line;

  while ((line = gtk_widget_get_first_child (GTK_WIDGET (self->findings))))
    gtk_box_remove (self->findings, line);
  for (guint i = 0; i < earlier->len; i++)
    show_finding (self, content, earlier->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->findings), earlier->len > 0);
  return earlier->len;
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
  gtk_widget_class_bind_template_child (widget_class, HechaLastVisit, before);
  gtk_widget_class_bind_template_child (widget_class, HechaLastVisit, date);
  gtk_widget_class_bind_template_child (widget_class, HechaLastVisit, verdict);
  gtk_widget_class_bind_template_child (widget_class, HechaLastVisit, text);
  gtk_widget_class_bind_template_child (widget_class, HechaLastVisit, said);
  gtk_widget_class_bind_template_child (widget_class, HechaLastVisit, beside);
  gtk_widget_class_bind_template_child (widget_class, HechaLastVisit, then);
  gtk_widget_class_bind_template_child (widget_class, HechaLastVisit, now);
  gtk_widget_class_bind_template_child (widget_class, HechaLastVisit, findings);
  gtk_widget_class_bind_template_child (widget_class, HechaLastVisit, carried);
  gtk_widget_class_bind_template_child (widget_class, HechaLastVisit, carry);
  gtk_widget_class_bind_template_child (widget_class, HechaLastVisit, confirm);
  gtk_widget_class_bind_template_callback (widget_class, hecha_last_visit_carry);
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

/* The words then and now, where they differ. */
static void
show_words (HechaLastVisit      *self,
            const HechaPrevious *previous)
{
  const char *then = hecha_words (&previous->item->requirement), *now = hecha_words (&self->item->requirement);

  gtk_label_set_label (self->text, previous->same_text ? _("The item's text is unchanged.")
                                                       : _("The item's text has changed since."));
  gtk_label_set_label (self->said, previous->said);
  gtk_widget_set_visible (GTK_WIDGET (self->said), *previous->said != '\0');
  gtk_widget_set_visible (self->beside, strcmp (then, now) != 0);
  gtk_label_set_label (self->then, then);
  gtk_label_set_label (self->now, now);
}

static void
show_carried (HechaLastVisit *self)
{
  const char *carried = said_today (self, HECHA_ANSWER_CARRIED);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->carried), carried != NULL);
  if (!carried)
    return;
  /* TRANSLATORS: %s is the number of a visit and its date */
  text = g_strdup_printf (said_today (self, HECHA_ANSWER_CONFIRMED) ? _("Carried over from %s and confirmed today")
                                                                    : _("Carried over from %s: see that it holds today, and confirm"),
                          carried);
  gtk_label_set_label (self->carried, text);
}

/**
 * hecha_last_visit_refresh:
 *
 * Shows what was said and found, and offers it where it is of use.
 */
void
hecha_last_visit_refresh (HechaLastVisit *self)
{
  const HechaPrevious *previous = hecha_on_site_get_previous (self->visit, self->item->uuid);
  guint findings = show_findings (self);
  g_autofree char *date = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), previous != NULL || findings > 0);
  gtk_widget_set_visible (self->before, previous != NULL);
  gtk_widget_set_visible (self->carry, may_carry (self, previous));
  gtk_widget_set_visible (self->confirm, may_confirm (self));
  show_carried (self);
  if (!previous)
    return;
  /* TRANSLATORS: %s is a date */
  date = g_strdup_printf (_("Last visit (%s)"), previous->date);
  gtk_label_set_label (self->date, date);
  hecha_verdict_pill_set (self->verdict, previous->verdict);
  show_words (self, previous);
}
