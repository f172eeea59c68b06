/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "checklist-page.h"

#include "bulk-dialog.h"
#include "changes-page.h"
#include "evidence-view.h"
#include "issue-page.h"
#include "item-list.h"
#include "item-view.h"
#include "objects-page.h"
#include "side-pane.h"
#include "states.h"
#include "take-in.h"
#include "width-bin.h"
#include "window.h"

#include <glib/gi18n.h>

/* From here three panes stand beside each other, and from there two. */
#define WIDTH_OF_THREE 1100
#define WIDTH_OF_TWO    760

struct _HechaChecklistPage
{
  HechaPlace parent_instance;

  AdwWindowTitle  *title;
  HechaStates     *states;
  AdwFlap         *flap;
  AdwLeaflet      *leaflet;
  HechaItemList   *list;
  HechaItemView   *view;
  HechaSidePane   *side;
  GtkWidget       *frozen;
  GtkWidget       *list_button;
  GtkWidget       *undo_button;
  GtkWidget       *side_button;
  GtkWidget       *report_button;
  HechaOnSite     *visit;
  char            *wanted;    /* item to show once it is read */
  char            *wanted_object;
  gboolean         three;     /* panes beside each other */
  gboolean         focused;   /* the first item got the keyboard */
};

G_DEFINE_FINAL_TYPE (HechaChecklistPage, hecha_checklist_page, HECHA_TYPE_PLACE)

static HechaWindow *
window_of (HechaChecklistPage *self)
{
  return hecha_window_of (GTK_WIDGET (self));
}

/* Where one is. */

static void
show_place (HechaChecklistPage *self)
{
  HechaCase *visit = hecha_on_site_get_case (self->visit);
  const char *saved = hecha_on_site_get_saved (self->visit);
  guint done, total;
  GString *text = g_string_new (NULL);

  hecha_item_list_get_progress (self->list, &done, &total);
  /* TRANSLATORS: how many items are done, of how many */
  g_string_append_printf (text, _("%u of %u"), done, total);
  g_string_append (text, " · ");
  g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u finding", "%u findings", visit->findings->len),
                          visit->findings->len);
  if (saved)
    {
      g_string_append (text, " · ");
      /* TRANSLATORS: %s is a time of day */
      g_string_append_printf (text, _("saved %s"), saved);
    }
  hecha_item_view_set_place (self->view, text->str);
  g_string_free (text, TRUE);
}

static void
update_actions (HechaChecklistPage *self)
{
  static const char *const editing[] = { "page.verdict", "page.answer", "page.flag", "page.carry", "page.add-finding", "page.undo",
                                         "page.camera", "page.attach", "page.paste" };
  gboolean editable = hecha_on_site_may_edit (self->visit);

  for (guint i = 0; i < G_N_ELEMENTS (editing); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), editing[i], editable);
  gtk_widget_set_visible (self->frozen, hecha_on_site_get_case (self->visit) && !editable);
}

static void
show_item (HechaChecklistPage *self,
           const char         *uuid)
{
  if (!uuid)
    return;
  hecha_item_view_show (self->view, uuid);
  hecha_item_list_select (self->list, uuid);
  hecha_side_pane_show (self->side, uuid);
}

static void
go_to_item (HechaChecklistPage *self,
            const char         *uuid)
{
  if (!uuid)
    return;
  show_item (self, uuid);
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->view));
}

/* Panes. */

static void
width_changed_cb (HechaChecklistPage *self,
                  int                 width)
{
  gboolean three = width >= WIDTH_OF_THREE;
  gboolean two = width >= WIDTH_OF_TWO;

  adw_leaflet_set_can_unfold (self->leaflet, two);
  adw_flap_set_fold_policy (self->flap, three ? ADW_FLAP_FOLD_POLICY_NEVER : ADW_FLAP_FOLD_POLICY_ALWAYS);
  if (three != self->three)
    adw_flap_set_reveal_flap (self->flap, three);
  self->three = three;
  gtk_widget_set_visible (self->list_button, !two);
  gtk_widget_set_visible (self->undo_button, two);
  gtk_widget_set_visible (self->side_button, two);
  gtk_widget_set_visible (self->report_button, two);
}

/* The visit. */

/* Once an item is read and its pane is laid out, whichever is later, the keys are for its steps. */
static void
view_ready_cb (HechaChecklistPage *self)
{
  if (self->focused || !hecha_item_view_get_item (self->view) || !gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    return;
  self->focused = TRUE;
  hecha_item_view_focus_step (self->view);
}

static void
loaded_cb (HechaChecklistPage *self)
{
  HechaCase *visit = hecha_on_site_get_case (self->visit);
  g_autofree char *first = NULL;

  adw_window_title_set_title (self->title, hecha_visit_enterprise (visit->visit));
  adw_window_title_set_subtitle (self->title, visit->visit->number);
  update_actions (self);
  if (visit->checklist->entries->len == 0)
    {
      hecha_states_show_empty (self->states);
      return;
    }
  hecha_states_show_content (self->states);
  if (self->wanted)
    hecha_checklist_page_go (self, self->wanted, self->wanted_object);
  else if (!hecha_item_view_get_item (self->view))
    {
      first = hecha_item_list_step (self->list, NULL, 1, TRUE);
      if (!first)
        first = hecha_item_list_step (self->list, NULL, 1, FALSE);
      show_item (self, first);
    }
  show_place (self);
  view_ready_cb (self);
}

static void
load_failed_cb (HechaChecklistPage *self,
                GError             *error)
{
  hecha_states_show_error (self->states, error);
}

static void
failed_cb (HechaChecklistPage *self,
           const char         *what,
           GError             *error)
{
  if (window_of (self))
    hecha_window_show_error (window_of (self), what, error);
}

static void
list_left_cb (HechaChecklistPage *self)
{
  if (!adw_leaflet_get_folded (self->leaflet) ||
      adw_leaflet_get_visible_child (self->leaflet) == GTK_WIDGET (self->view))
    hecha_item_view_focus_step (self->view);
}

static void
bulk_cb (HechaChecklistPage *self)
{
  g_autoptr(GPtrArray) items = hecha_item_list_get_checked (self->list);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog = hecha_bulk_dialog_new (root ? GTK_WINDOW (root) : NULL, self->visit, items);

  g_signal_connect_object (dialog, "done", G_CALLBACK (hecha_item_list_set_selecting), self->list,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Actions. */

static void
verdict_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  hecha_item_view_choose (HECHA_CHECKLIST_PAGE (widget)->view, g_variant_get_int32 (parameter));
}

static void
answer_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  hecha_item_view_answer (HECHA_CHECKLIST_PAGE (widget)->view, g_variant_get_string (parameter, NULL));
}

static void
step_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HechaChecklistPage *self = HECHA_CHECKLIST_PAGE (widget);
  gboolean open_only = g_strcmp0 (name, "page.next-open") == 0;
  g_autofree char *uuid = hecha_item_list_step (self->list, hecha_item_view_get_item (self->view),
                                                g_strcmp0 (name, "page.previous") == 0 ? -1 : 1, open_only);

  if (!uuid && window_of (self))
    hecha_window_toast (window_of (self), open_only ? _("Every item has a verdict") : _("There is no further item"));
  go_to_item (self, uuid);
  if (uuid)
    hecha_item_view_focus_step (self->view);
}

static void
search_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HechaChecklistPage *self = HECHA_CHECKLIST_PAGE (widget);

  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->list));
  hecha_item_list_search (self->list);
}

static void
evidence_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  HechaChecklistPage *self = HECHA_CHECKLIST_PAGE (widget);
  const char *item = hecha_item_view_get_item (self->view);
  const char *object = hecha_item_view_get_object (self->view);

  if (g_strcmp0 (name, "page.camera") == 0)
    hecha_take_in_camera (widget, self->visit, item, object);
  else if (g_strcmp0 (name, "page.attach") == 0)
    hecha_take_in_files (widget, self->visit, item, object);
  else
    hecha_take_in_paste (widget, self->visit, item, object);
}

static void
carry_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  hecha_item_view_carry (HECHA_CHECKLIST_PAGE (widget)->view);
}

static void
flag_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  hecha_item_view_toggle_flag (HECHA_CHECKLIST_PAGE (widget)->view);
}

static void
finding_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  hecha_item_view_add_finding (HECHA_CHECKLIST_PAGE (widget)->view);
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HechaChecklistPage *self = HECHA_CHECKLIST_PAGE (widget);

  hecha_item_view_flush (self->view);
  hecha_on_site_undo (self->visit);
}

static void
push (HechaChecklistPage *self,
      GtkWidget          *page)
{
  hecha_item_view_flush (self->view);
  if (window_of (self))
    hecha_window_push (window_of (self), HECHA_PLACE (page));
  else
    g_object_ref_sink (page), g_object_unref (page);
}

static void
open_evidence_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  HechaChecklistPage *self = HECHA_CHECKLIST_PAGE (widget);

  push (self, hecha_evidence_view_new (self->visit, g_variant_get_string (parameter, NULL)));
}

static void
objects_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  push (HECHA_CHECKLIST_PAGE (widget), hecha_objects_page_new (HECHA_CHECKLIST_PAGE (widget)->visit));
}

static void
report_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HechaCase *visit = hecha_on_site_get_case (HECHA_CHECKLIST_PAGE (widget)->visit);

  if (visit && window_of (HECHA_CHECKLIST_PAGE (widget)))
    hecha_window_push (window_of (HECHA_CHECKLIST_PAGE (widget)),
                       HECHA_PLACE (hecha_issue_page_new (visit->visit->uuid)));
}

static void
side_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HechaChecklistPage *self = HECHA_CHECKLIST_PAGE (widget);

  adw_flap_set_reveal_flap (self->flap, !adw_flap_get_reveal_flap (self->flap));
}

static void
list_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HechaChecklistPage *self = HECHA_CHECKLIST_PAGE (widget);

  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->list));
}

static void
reload_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  hecha_place_refresh (HECHA_PLACE (widget));
}

static void
keys_wanted_cb (GtkWidget *page)
{
  gtk_widget_activate_action (page, "win.show-help-overlay", NULL);
}

static void
help_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *dialog = adw_message_dialog_new (root ? GTK_WINDOW (root) : NULL, _("On Site"), NULL);

  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog),
                               _("Answer each step with yes, no, or does not apply. The steps give the verdict: all "
                                 "yes, conforming; all no, not conforming; mixed, partly conforming. Another verdict "
                                 "needs a reason, and so does “not applicable”.\n\n"
                                 "Everything is saved as you go. Undo takes back the last action; nothing is ever "
                                 "deleted from the journal."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"), "keys",
                                    _("_Keyboard Shortcuts"), NULL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  g_signal_connect_object (dialog, "response::keys", G_CALLBACK (keys_wanted_cb), widget, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* The place. */

static void
hecha_checklist_page_refresh (HechaPlace *place)
{
  HechaChecklistPage *self = HECHA_CHECKLIST_PAGE (place);

  if (!hecha_on_site_get_case (self->visit))
    hecha_states_show_loading (self->states);
  if (hecha_on_site_get_session (self->visit) != hecha_place_get_session (place))
    hecha_on_site_set_session (self->visit, hecha_place_get_session (place));
  hecha_on_site_load (self->visit);
}

/* The visit follows the changes by itself: what was changed here is not read again. */
static void
hecha_checklist_page_changed (HechaPlace *place,
                              const char *scope,
                              const char *subject)
{
}

static void
hecha_checklist_page_dispose (GObject *object)
{
  HechaChecklistPage *self = HECHA_CHECKLIST_PAGE (object);

  g_clear_object (&self->visit);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->wanted_object, g_free);
  G_OBJECT_CLASS (hecha_checklist_page_parent_class)->dispose (object);
}

static void
move_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HechaCase *visit = hecha_on_site_get_case (HECHA_CHECKLIST_PAGE (widget)->visit);

  if (visit && window_of (HECHA_CHECKLIST_PAGE (widget)))
    hecha_window_push (window_of (HECHA_CHECKLIST_PAGE (widget)),
                       HECHA_PLACE (hecha_changes_page_new_visit (visit->visit->uuid)));
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char                 *name;
    const char                 *type;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "page.verdict", "i", verdict_action },
    { "page.answer", "s", answer_action },
    { "page.previous", NULL, step_action },
    { "page.next", NULL, step_action },
    { "page.next-open", NULL, step_action },
    { "page.search", NULL, search_action },
    { "page.camera", NULL, evidence_action },
    { "page.attach", NULL, evidence_action },
    { "page.paste", NULL, evidence_action },
    { "page.flag", NULL, flag_action },
    { "page.carry", NULL, carry_action },
    { "page.add-finding", NULL, finding_action },
    { "page.undo", NULL, undo_action },
    { "page.open-evidence", "s", open_evidence_action },
    { "page.objects", NULL, objects_action },
    { "page.report", NULL, report_action },
    { "page.move", NULL, move_action },
    { "page.side", NULL, side_action },
    { "page.list", NULL, list_action },
    { "page.reload", NULL, reload_action },
    { "page.help", NULL, help_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].type, actions[i].activate);
}

/* An entry that is being typed in takes the plain keys before they come here. */
static void
bind_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint           key;
    GdkModifierType held;
    const char     *action;
  } keys[] = {
    { GDK_KEY_Left, GDK_ALT_MASK, "page.previous" },
    { GDK_KEY_Right, GDK_ALT_MASK, "page.next" },
    { GDK_KEY_j, GDK_CONTROL_MASK, "page.next-open" },
    { GDK_KEY_f, GDK_CONTROL_MASK, "page.search" },
    { GDK_KEY_e, GDK_CONTROL_MASK, "page.camera" },
    { GDK_KEY_o, GDK_CONTROL_MASK, "page.attach" },
    { GDK_KEY_v, GDK_CONTROL_MASK, "page.paste" },
    { GDK_KEY_d, GDK_CONTROL_MASK, "page.flag" },
    { GDK_KEY_l, GDK_CONTROL_MASK, "page.carry" },
    { GDK_KEY_Return, GDK_CONTROL_MASK, "page.add-finding" },
    { GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "page.add-finding" },
    { GDK_KEY_z, GDK_CONTROL_MASK, "page.undo" },
    { GDK_KEY_r, GDK_CONTROL_MASK, "page.report" },
    { GDK_KEY_F1, 0, "page.help" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].held, keys[i].action, NULL);
  for (int verdict = HECHA_VERDICT_CONFORMING; verdict < HECHA_N_VERDICTS; verdict++)
    {
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0 + verdict, 0, "page.verdict", "i", verdict);
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_0 + verdict, 0, "page.verdict", "i", verdict);
    }
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_y, 0, "page.answer", "s", "yes");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, 0, "page.answer", "s", "no");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_a, 0, "page.answer", "s", "na");
}

static void
hecha_checklist_page_class_init (HechaChecklistPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_checklist_page_dispose;
  HECHA_PLACE_CLASS (klass)->refresh = hecha_checklist_page_refresh;
  HECHA_PLACE_CLASS (klass)->changed = hecha_checklist_page_changed;
  g_type_ensure (HECHA_TYPE_WIDTH_BIN);
  g_type_ensure (HECHA_TYPE_STATES);
  g_type_ensure (HECHA_TYPE_ITEM_LIST);
  g_type_ensure (HECHA_TYPE_ITEM_VIEW);
  g_type_ensure (HECHA_TYPE_SIDE_PANE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/checklist-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaChecklistPage, title);
  gtk_widget_class_bind_template_child (widget_class, HechaChecklistPage, states);
  gtk_widget_class_bind_template_child (widget_class, HechaChecklistPage, flap);
  gtk_widget_class_bind_template_child (widget_class, HechaChecklistPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, HechaChecklistPage, list);
  gtk_widget_class_bind_template_child (widget_class, HechaChecklistPage, view);
  gtk_widget_class_bind_template_child (widget_class, HechaChecklistPage, side);
  gtk_widget_class_bind_template_child (widget_class, HechaChecklistPage, frozen);
  gtk_widget_class_bind_template_child (widget_class, HechaChecklistPage, list_button);
  gtk_widget_class_bind_template_child (widget_class, HechaChecklistPage, undo_button);
  gtk_widget_class_bind_template_child (widget_class, HechaChecklistPage, side_button);
  gtk_widget_class_bind_template_child (widget_class, HechaChecklistPage, report_button);
  gtk_widget_class_bind_template_callback (widget_class, width_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_to_item);
  gtk_widget_class_bind_template_callback (widget_class, bulk_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_ready_cb);
  install_actions (widget_class);
  bind_keys (widget_class);
}

static void
hecha_checklist_page_init (HechaChecklistPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
take_visit (HechaChecklistPage *self,
            HechaOnSite        *visit)
{
  self->visit = visit;
  hecha_item_list_set_visit (self->list, visit);
  hecha_item_view_set_visit (self->view, visit);
  hecha_side_pane_set_visit (self->side, visit);
  g_signal_connect_object (visit, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (visit, "load-failed", G_CALLBACK (load_failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (visit, "item-changed", G_CALLBACK (show_place), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (visit, "saved", G_CALLBACK (show_place), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (visit, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * hecha_checklist_page_new:
 * @case_uuid: the visit
 *
 * Returns: (transfer floating): for hecha_window_push()
 */
GtkWidget *
hecha_checklist_page_new (const char *case_uuid)
{
  HechaChecklistPage *self = g_object_new (HECHA_TYPE_CHECKLIST_PAGE, NULL);

  take_visit (self, hecha_on_site_new (case_uuid));
  return GTK_WIDGET (self);
}

/**
 * hecha_checklist_page_go:
 * @item: UUID of the item to show, now or once the visit is read
 * @object: (nullable): UUID of the object to look at
 */
void
hecha_checklist_page_go (HechaChecklistPage *self,
                         const char         *item,
                         const char         *object)
{
  g_autofree char *wanted = g_strdup (item);
  g_autofree char *wanted_object = g_strdup (object);

  g_return_if_fail (HECHA_IS_CHECKLIST_PAGE (self));
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->wanted_object, g_free);
  if (!hecha_on_site_get_case (self->visit))
    {
      self->wanted = g_steal_pointer (&wanted);
      self->wanted_object = g_steal_pointer (&wanted_object);
      return;
    }
  go_to_item (self, wanted);
  if (wanted_object)
    hecha_item_view_set_object (self->view, wanted_object);
}

/**
 * hecha_checklist_page_get_visit:
 *
 * Returns: (transfer none): the visit in memory
 */
HechaOnSite *
hecha_checklist_page_get_visit (HechaChecklistPage *self)
{
  return self->visit;
}

/**
 * hecha_checklist_page_get_item:
 *
 * Returns: (transfer none) (nullable): UUID of the item that is shown
 */
const char *
hecha_checklist_page_get_item (HechaChecklistPage *self)
{
  return hecha_item_view_get_item (self->view);
}
