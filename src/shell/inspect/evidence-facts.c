/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "evidence-facts.h"

#include "item-chooser.h"
#include "place.h"
#include "refusals.h"

#include <glib/gi18n.h>

struct _HechaEvidenceFacts
{
  GtkBox parent_instance;

  GtkListBox    *items;
  GtkListBox    *facts;
  GtkListBox    *history;
  GtkWidget     *add;
  HechaOnSite   *visit;
  HechaEvidence *evidence;
};

G_DEFINE_FINAL_TYPE (HechaEvidenceFacts, hecha_evidence_facts, GTK_TYPE_BOX)

static void
clear (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)))
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static GtkWidget *
row_new (const char *title,
         const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *escaped_title = g_markup_escape_text (title, -1);
  /* A digest or a name that is broken into lines must not get a hyphen that it does not have. */
  g_autofree char *escaped = g_markup_printf_escaped ("<span insert_hyphens=\"false\">%s</span>", subtitle ? subtitle : "");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped_title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

static void
add_fact (HechaEvidenceFacts *self,
          const char         *title,
          const char         *value)
{
  if (value && *value)
    gtk_list_box_append (self->facts, row_new (title, value));
}

static char *
local_time (const char *text)
{
  gint64 time;
  g_autoptr(GDateTime) utc = NULL;
  g_autoptr(GDateTime) local = NULL;

  if (!text || !hecha_time_from_text (text, &time))
    return g_strdup (text);
  utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  local = g_date_time_to_local (utc);
  return g_date_time_format (local, "%Y-%m-%d %H:%M:%S");
}

static const char *
origin_label (const char *origin)
{
  if (g_strcmp0 (origin, "camera") == 0)
    return _("Camera");
  if (g_strcmp0 (origin, "paste") == 0)
    return _("Clipboard");
  if (g_strcmp0 (origin, "edit") == 0)
    return _("Edited copy");
  return _("File");
}

static const char *
event_label (HechaEventKind kind)
{
  switch ((int) kind)
    {
    case HECHA_EVENT_EVIDENCE_SET:
      return _("Recorded");
    case HECHA_EVENT_VIEWED:
      return _("Looked at");
    case HECHA_EVENT_EXPORTED:
      return _("Exported");
    case HECHA_EVENT_RECEIVED:
      return _("Received");
    default:
      return hecha_nick_text (hecha_event_kind_nicks, kind);
    }
}

static void
save_items (HechaEvidenceFacts *self,
            const char         *item,
            gboolean            linked)
{
  HechaEvidence *changed = hecha_evidence_copy (self->evidence);
  guint place;

  if (linked && !hecha_evidence_is_for (changed, item))
    g_ptr_array_add (changed->items, g_strdup (item));
  else if (!linked && g_ptr_array_find_with_equal_func (changed->items, item, g_str_equal, &place))
    g_ptr_array_remove_index (changed->items, place);
  hecha_on_site_set_evidence (self->visit, changed);
}

/* Callbacks. */

static void
unlink_cb (HechaEvidenceFacts *self,
           GtkWidget          *button)
{
  save_items (self, g_object_get_data (G_OBJECT (button), "item"), FALSE);
}

static void
item_chosen_cb (HechaEvidenceFacts *self,
                const char         *item)
{
  save_items (self, item, TRUE);
}

static void
add_clicked_cb (HechaEvidenceFacts *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *chooser = hecha_item_chooser_new (root ? GTK_WINDOW (root) : NULL, self->visit);

  g_signal_connect_object (chooser, "chosen", G_CALLBACK (item_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (chooser));
}

static void
add_item (HechaEvidenceFacts *self,
          const HechaItem    *item)
{
  GtkWidget *row = row_new (hecha_text_get (&item->title, hecha_shell_language ()), item->label);
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "touch");
  gtk_widget_set_tooltip_text (button, _("Does Not Stand for This Item"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Does Not Stand for This Item"), -1);
  gtk_widget_set_sensitive (button, hecha_on_site_may_edit (self->visit));
  g_object_set_data_full (G_OBJECT (button), "item", g_strdup (item->uuid), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (unlink_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_append (self->items, row);
}

static void
show_items (HechaEvidenceFacts *self)
{
  clear (self->items);
  for (guint i = 0; i < self->evidence->items->len; i++)
    {
      HechaItem *item = hecha_on_site_find_item (self->visit, self->evidence->items->pdata[i]);

      if (item)
        add_item (self, item);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->items), gtk_list_box_get_row_at_index (self->items, 0) != NULL);
  gtk_widget_set_sensitive (self->add, hecha_on_site_may_edit (self->visit));
}

static void
show_facts (HechaEvidenceFacts *self)
{
  const HechaEvidence *evidence = self->evidence;
  const HechaObject *object = hecha_case_object (hecha_on_site_get_case (self->visit), evidence->object);
  g_autofree char *size = g_format_size_full (evidence->size, G_FORMAT_SIZE_LONG_FORMAT);
  g_autofree char *time = local_time (evidence->time);

  clear (self->facts);
  add_fact (self, _("File name"), evidence->name);
  add_fact (self, _("Kind"), evidence->media_type);
  add_fact (self, _("Size"), size);
  add_fact (self, _("Added by"), evidence->author);
  add_fact (self, _("Added at (claimed time)"), time);
  add_fact (self, _("Came from"), origin_label (evidence->origin));
  add_fact (self, _("Shows"), object ? object->name : NULL);
  add_fact (self, "SHA-256", evidence->sha256);
  add_fact (self, "SM3", evidence->sm3);
  add_fact (self, _("Withdrawn"), evidence->withdrawn);
}

/* What happened to it. */

typedef struct
{
  char *uuid;
  char *subject;
} Request;

static void
request_free (Request *request)
{
  g_free (request->uuid);
  g_free (request->subject);
  g_free (request);
}

static gpointer
history_job (HechaSession  *session,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  Request *request = data;

  return hecha_inspect_history (session, request->uuid, request->subject, error);
}

static void
history_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(HechaEvidenceFacts) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = hecha_session_run_finish (HECHA_SESSION (source), result, &error);

  clear (self->history);
  if (!events)
    gtk_list_box_append (self->history, row_new (_("The history could not be read"), hecha_refusal_text (error)));
  for (guint i = 0; events && i < events->len; i++)
    {
      const HechaEvent *event = events->pdata[i];
      g_autofree char *time = local_time (event->time);
      g_autofree char *who = g_strdup_printf ("%s · %s", time, event->author);

      gtk_list_box_append (self->history, row_new (event_label (event->kind), who));
    }
}

static void
load_history (HechaEvidenceFacts *self)
{
  Request *request = g_new0 (Request, 1);

  request->uuid = g_strdup (hecha_on_site_get_uuid (self->visit));
  request->subject = g_strdup_printf ("evidence/%s", self->evidence->uuid);
  hecha_session_run_async (hecha_on_site_get_session (self->visit), history_job, request,
                           (GDestroyNotify) request_free, (GDestroyNotify) g_ptr_array_unref, NULL, history_cb,
                           g_object_ref (self));
}

static void
saved_cb (HechaEvidenceFacts *self)
{
  load_history (self);
}

static void
hecha_evidence_facts_dispose (GObject *object)
{
  HechaEvidenceFacts *self = HECHA_EVIDENCE_FACTS (object);

  if (self->visit)
    g_signal_handlers_disconnect_by_data (self->visit, self);
  g_clear_object (&self->visit);
  g_clear_pointer (&self->evidence, hecha_evidence_free);
  G_OBJECT_CLASS (hecha_evidence_facts_parent_class)->dispose (object);
}

static void
hecha_evidence_facts_class_init (HechaEvidenceFactsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_evidence_facts_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/evidence-facts.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaEvidenceFacts, items);
  gtk_widget_class_bind_template_child (widget_class, HechaEvidenceFacts, facts);
  gtk_widget_class_bind_template_child (widget_class, HechaEvidenceFacts, history);
  gtk_widget_class_bind_template_child (widget_class, HechaEvidenceFacts, add);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
}

static void
hecha_evidence_facts_init (HechaEvidenceFacts *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * hecha_evidence_facts_show:
 * @evidence: what is to be told of
 */
void
hecha_evidence_facts_show (HechaEvidenceFacts  *self,
                           HechaOnSite         *visit,
                           const HechaEvidence *evidence)
{
  HechaEvidence *copy = hecha_evidence_copy (evidence);

  g_return_if_fail (HECHA_IS_EVIDENCE_FACTS (self));
  if (!self->visit)
    g_signal_connect_object (visit, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  g_set_object (&self->visit, visit);
  g_clear_pointer (&self->evidence, hecha_evidence_free);
  self->evidence = copy;
  show_items (self);
  show_facts (self);
  load_history (self);
}
