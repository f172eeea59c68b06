/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "earlier-box.h"

#include "move.h"
#include "place.h"
#include "words.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HechaEarlierBox
{
  GtkBox parent_instance;

  GtkLabel     *head;
  GtkBox       *lines;
  HechaOnSite  *visit;
  GCancellable *reading;
};

G_DEFINE_FINAL_TYPE (HechaEarlierBox, hecha_earlier_box, GTK_TYPE_BOX)

static void
add_line (HechaEarlierBox *self,
          const char      *words,
          const char      *css_class)
{
  GtkWidget *label;

  if (!words || !*words)
    return;
  label = gtk_label_new (words);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (self->lines, label);
}

static const char *
said_words (const HechaAnswer *answer)
{
  int verdict;

  if (answer->field == HECHA_ANSWER_STEP)
    return strcmp (answer->value, "yes") == 0 ? _("yes") : strcmp (answer->value, "no") == 0 ? _("no") : _("not applicable");
  if (answer->field == HECHA_ANSWER_VERDICT && hecha_nick_value (hecha_verdict_nicks, answer->value, &verdict))
    return hecha_words (&hecha_verdict_labels[verdict]);
  return answer->value;
}

/* What was said of a step, or of the item for step 0, a line each. */
static void
add_answers (HechaEarlierBox    *self,
             const HechaEarlier *earlier,
             int                 step)
{
  HechaCase *content = hecha_on_site_get_case (self->visit);

  for (guint i = 0; i < earlier->answers->len; i++)
    {
      const HechaAnswer *answer = earlier->answers->pdata[i];
      HechaObject *object = content && strcmp (answer->object, HECHA_WHOLE) != 0
                            ? hecha_case_object (content, answer->object) : NULL;
      g_autofree char *line = NULL;

      if (answer->step != step)
        continue;
      line = g_strdup_printf ("%s%s%s — %s", object ? object->name : "", object ? ": " : "", said_words (answer),
                              answer->author ? answer->author : "");
      add_line (self, line, "dim-label");
    }
}

static void
show_earlier (HechaEarlierBox    *self,
              const HechaEarlier *earlier)
{
  /* TRANSLATORS: %s is a version */
  g_autofree char *head = g_strdup_printf (_("As it was asked in version %s"), earlier->version);

  gtk_label_set_label (self->head, head);
  add_line (self, hecha_words (&earlier->item->requirement), NULL);
  add_answers (self, earlier, 0);
  for (guint i = 0; i < earlier->item->steps->len; i++)
    {
      const HechaStep *step = earlier->item->steps->pdata[i];
      g_autofree char *text = g_strdup_printf ("%u  %s", i + 1, hecha_words (&step->text));

      add_line (self, text, NULL);
      add_answers (self, earlier, i + 1);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
clear_lines (HechaEarlierBox *self)
{
  GtkWidget *child;

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->lines))))
    gtk_box_remove (self->lines, child);
}

/* Reading. */

typedef struct
{
  char *case_uuid;
  char *item_uuid;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_free (asked->case_uuid);
  g_free (asked->item_uuid);
  g_free (asked);
}

static gpointer
read_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Asked *asked = data;

  return hecha_move_earlier (session, asked->case_uuid, asked->item_uuid, error);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(HechaEarlierBox) self = data;
  g_autoptr(HechaEarlier) earlier = hecha_session_run_finish (HECHA_SESSION (source), result, NULL);

  if (earlier && self->visit)
    show_earlier (self, earlier);
}

static gboolean
was_moved (HechaOnSite *visit)
{
  HechaCase *content = hecha_on_site_get_case (visit);

  for (guint i = 0; content && i < content->visit->scopes->len; i++)
    if (((HechaScope *) content->visit->scopes->pdata[i])->before)
      return TRUE;
  return FALSE;
}

static void
hecha_earlier_box_dispose (GObject *object)
{
  HechaEarlierBox *self = HECHA_EARLIER_BOX (object);

  if (self->reading)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->visit);
  G_OBJECT_CLASS (hecha_earlier_box_parent_class)->dispose (object);
}

static void
hecha_earlier_box_class_init (HechaEarlierBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_earlier_box_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/earlier-box.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaEarlierBox, head);
  gtk_widget_class_bind_template_child (widget_class, HechaEarlierBox, lines);
}

static void
hecha_earlier_box_init (HechaEarlierBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * hecha_earlier_box_set_item:
 * @item: an item of the visit; what was said of it earlier is read, without waiting
 */
void
hecha_earlier_box_set_item (HechaEarlierBox *self,
                            HechaOnSite     *visit,
                            HechaItem       *item)
{
  Asked *asked;

  clear_lines (self);
  if (self->reading)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_set_object (&self->visit, visit);
  if (!was_moved (visit))
    return;
  asked = g_new0 (Asked, 1);
  asked->case_uuid = g_strdup (hecha_on_site_get_uuid (visit));
  asked->item_uuid = g_strdup (item->uuid);
  self->reading = g_cancellable_new ();
  hecha_session_run_async (hecha_on_site_get_session (visit), read_job, asked, asked_free,
                           (GDestroyNotify) hecha_earlier_free, self->reading, read_cb, g_object_ref (self));
}
