/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done on site, and its keys: the actions of checklist-page.c. */
#include "checklist-page-private.h"

#include "changes-page.h"
#include "documents-dialog.h"
#include "evidence-view.h"
#include "issue-page.h"
#include "notes-dialog.h"
#include "objects-page.h"
#include "take-in.h"
#include "team-dialog.h"
#include "window.h"

#include <glib/gi18n.h>

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

  if (!uuid && hecha_window_of (widget))
    hecha_window_toast (hecha_window_of (widget), open_only ? _("Every item has a verdict") : _("There is no further item"));
  hecha_checklist_page_go (self, uuid, NULL);
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
  if (hecha_window_of (GTK_WIDGET (self)))
    hecha_window_push (hecha_window_of (GTK_WIDGET (self)), HECHA_PLACE (page));
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

  if (visit && hecha_window_of (widget))
    hecha_window_push (hecha_window_of (widget),
                       HECHA_PLACE (hecha_issue_page_new (visit->visit->uuid)));
}

static void
notes_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HechaChecklistPage *self = HECHA_CHECKLIST_PAGE (widget);
  HechaCase *visit = hecha_on_site_get_case (self->visit);

  if (visit)
    gtk_window_present (GTK_WINDOW (hecha_notes_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                                            hecha_place_get_session (HECHA_PLACE (self)),
                                                            visit->visit->uuid)));
}

static void
team_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HechaChecklistPage *self = HECHA_CHECKLIST_PAGE (widget);
  HechaCase *visit = hecha_on_site_get_case (self->visit);

  if (visit)
    gtk_window_present (GTK_WINDOW (hecha_team_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                                           hecha_place_get_session (HECHA_PLACE (self)),
                                                           visit->visit->uuid)));
}

static void
documents_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  HechaChecklistPage *self = HECHA_CHECKLIST_PAGE (widget);
  HechaCase *visit = hecha_on_site_get_case (self->visit);

  if (visit)
    gtk_window_present (GTK_WINDOW (hecha_documents_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                                                hecha_place_get_session (HECHA_PLACE (self)),
                                                                visit->visit->uuid)));
}

static void
move_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HechaCase *visit = hecha_on_site_get_case (HECHA_CHECKLIST_PAGE (widget)->visit);

  if (visit && hecha_window_of (widget))
    hecha_window_push (hecha_window_of (widget), HECHA_PLACE (hecha_changes_page_new_visit (visit->visit->uuid)));
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

static void
add_actions (GtkWidgetClass *widget_class)
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
    { "page.notes", NULL, notes_action },
    { "page.documents", NULL, documents_action },
    { "page.team", NULL, team_action },
    { "page.move", NULL, move_action },
    { "page.side", NULL, side_action },
    { "page.list", NULL, list_action },
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

/**
 * hecha_checklist_page_install_actions:
 * @widget_class: of #HechaChecklistPage
 */
void
hecha_checklist_page_install_actions (GtkWidgetClass *widget_class)
{
  add_actions (widget_class);
  bind_keys (widget_class);
}
