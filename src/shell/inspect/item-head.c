/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "item-head.h"

#include "pill.h"
#include "place.h"
#include "words.h"

#include <glib/gi18n.h>

struct _HechaItemHead
{
  GtkBox parent_instance;

  GtkLabel        *title;
  GtkToggleButton *flag;
  GtkWidget       *level;
  GtkWidget       *unverified;
  GtkWidget       *conflict;
  GtkLabel        *source;
  GtkLabel        *requirement;
  GtkLabel        *comment;
  HechaOnSite     *visit;
  HechaItem       *item;
};

G_DEFINE_FINAL_TYPE (HechaItemHead, hecha_item_head, GTK_TYPE_BOX)

static gboolean
is_flagged (HechaItemHead *self)
{
  return hecha_on_site_get_answer (self->visit, self->item->uuid, NULL, 0, HECHA_ANSWER_FLAG) != NULL;
}

static void
flag_clicked_cb (HechaItemHead *self)
{
  hecha_item_head_toggle_flag (self);
}

static void
set_text (GtkLabel        *label,
          const HechaText *text)
{
  gtk_label_set_label (label, hecha_text_is_empty (text) ? "" : hecha_text_get (text, hecha_shell_language ()));
  gtk_widget_set_visible (GTK_WIDGET (label), !hecha_text_is_empty (text));
}

static void
hecha_item_head_dispose (GObject *object)
{
  HechaItemHead *self = HECHA_ITEM_HEAD (object);

  g_clear_object (&self->visit);
  g_clear_pointer (&self->item, hecha_item_unref);
  G_OBJECT_CLASS (hecha_item_head_parent_class)->dispose (object);
}

static void
hecha_item_head_class_init (HechaItemHeadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_item_head_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/item-head.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaItemHead, title);
  gtk_widget_class_bind_template_child (widget_class, HechaItemHead, flag);
  gtk_widget_class_bind_template_child (widget_class, HechaItemHead, level);
  gtk_widget_class_bind_template_child (widget_class, HechaItemHead, unverified);
  gtk_widget_class_bind_template_child (widget_class, HechaItemHead, conflict);
  gtk_widget_class_bind_template_child (widget_class, HechaItemHead, source);
  gtk_widget_class_bind_template_child (widget_class, HechaItemHead, requirement);
  gtk_widget_class_bind_template_child (widget_class, HechaItemHead, comment);
  gtk_widget_class_bind_template_callback (widget_class, flag_clicked_cb);
}

static void
hecha_item_head_init (HechaItemHead *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * hecha_item_head_set_item:
 * @item: what is asked
 */
void
hecha_item_head_set_item (HechaItemHead *self,
                          HechaOnSite   *visit,
                          HechaItem     *item)
{
  g_autofree char *title = g_strdup_printf ("%s  %s", item->label,
                                            hecha_text_get (&item->title, hecha_shell_language ()));
  g_autofree char *own = hecha_words_level (item->min_level);
  /* TRANSLATORS: an item that applies from this level of enterprises on */
  g_autofree char *level = g_strdup_printf (_("%s+"), own);

  g_set_object (&self->visit, visit);
  hecha_item_ref (item);
  g_clear_pointer (&self->item, hecha_item_unref);
  self->item = item;
  gtk_label_set_label (self->title, title);
  hecha_pill_set (self->level, item->min_level > 0 ? level : NULL, NULL);
  hecha_pill_set (self->unverified, item->unverified ? _("Source to be verified") : NULL, "warning");
  set_text (self->source, &item->source);
  set_text (self->requirement, &item->requirement);
}

static gboolean
has_conflict (HechaItemHead *self)
{
  HechaCase *visit = hecha_on_site_get_case (self->visit);
  g_autoptr(GArray) faults = hecha_item_faults (self->item, visit->answers, visit->objects, NULL);

  for (guint i = 0; i < faults->len; i++)
    if (g_array_index (faults, HechaFault, i).kind == HECHA_FAULT_CONFLICT)
      return TRUE;
  return FALSE;
}

/* What was said of it when the report came back. */
static void
show_comment (HechaItemHead *self)
{
  const HechaDecision *decision = hecha_on_site_get_case (self->visit)->decision;
  const char *said = decision && !decision->approve ? hecha_comments_get (decision->comments, self->item->uuid) : NULL;
  /* TRANSLATORS: who returned the report, and what that person says of an item */
  g_autofree char *text = said ? g_strdup_printf (_("Comment of %s: %s"), decision->author, said) : NULL;

  gtk_label_set_label (self->comment, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->comment), text != NULL);
}

/**
 * hecha_item_head_refresh:
 *
 * Shows whether it is flagged, whether two answers contradict each other, and
 * what was said of it when the report came back.
 */
void
hecha_item_head_refresh (HechaItemHead *self)
{
  gtk_toggle_button_set_active (self->flag, is_flagged (self));
  gtk_button_set_icon_name (GTK_BUTTON (self->flag), is_flagged (self) ? "starred-symbolic" : "non-starred-symbolic");
  gtk_widget_set_sensitive (GTK_WIDGET (self->flag), hecha_on_site_may_edit (self->visit));
  hecha_pill_set (self->conflict, has_conflict (self) ? _("Answers in conflict") : NULL, "error");
  show_comment (self);
}

/**
 * hecha_item_head_toggle_flag:
 *
 * Marks the item to come back to, or takes the mark away.
 */
void
hecha_item_head_toggle_flag (HechaItemHead *self)
{
  if (hecha_on_site_may_edit (self->visit))
    hecha_on_site_say (self->visit, self->item->uuid, NULL, 0, HECHA_ANSWER_FLAG, is_flagged (self) ? NULL : "yes");
}
