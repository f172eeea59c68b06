/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "checklist-page-private.h"

#include "bulk-dialog.h"
#include "width-bin.h"
#include "window.h"

#include <glib/gi18n.h>

/* From here three panes stand beside each other, and from there two. */
#define WIDTH_OF_THREE 1100
#define WIDTH_OF_TWO    760

G_DEFINE_FINAL_TYPE (HechaChecklistPage, hecha_checklist_page, HECHA_TYPE_PLACE)

/* Where one is. */

static void
show_place (HechaChecklistPage *self)
{
  HechaCase *visit = hecha_on_site_get_case (self->visit);
  const char *saved = hecha_on_site_get_saved (self->visit);
  guint done, total;
  GString *text;

  if (!visit || !hecha_item_view_get_item (self->view))
    return;
  text = g_string_new (NULL);
  hecha_item_list_get_progress (self->list, &done, &total);
  /* TRANSLATORS: which item it is, of how many there are; how many of them are done */
  g_string_append_printf (text, _("Item %u of %u · %u done"),
                          hecha_item_list_get_number (self->list, hecha_item_view_get_item (self->view)), total, done);
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
  show_place (self);
}

static void
go_to_item (HechaChecklistPage *self,
            const char         *uuid)
{
  if (!uuid)
    return;
  show_item (self, uuid);
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->view));
  /* The list goes away, and the keyboard with it. */
  if (adw_leaflet_get_folded (self->leaflet))
    hecha_item_view_focus_step (self->view);
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
  HechaWindow *window = hecha_window_of (GTK_WIDGET (self));

  if (window)
    hecha_window_show_error (window, what, error);
}

static void
list_left_cb (HechaChecklistPage *self)
{
  if (!adw_leaflet_get_folded (self->leaflet) ||
      adw_leaflet_get_visible_child (self->leaflet) == GTK_WIDGET (self->view))
    hecha_item_view_focus_step (self->view);
}

static void
bulk_done_cb (HechaChecklistPage *self)
{
  hecha_item_list_set_selecting (self->list, FALSE);
  hecha_item_view_focus_step (self->view);
}

static void
bulk_cb (HechaChecklistPage *self)
{
  g_autoptr(GPtrArray) items = hecha_item_list_get_checked (self->list);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog = hecha_bulk_dialog_new (root ? GTK_WINDOW (root) : NULL, self->visit, items);

  g_signal_connect_object (dialog, "done", G_CALLBACK (bulk_done_cb), self, G_CONNECT_SWAPPED);
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
  gtk_widget_class_bind_template_callback (widget_class, show_item);
  gtk_widget_class_bind_template_callback (widget_class, go_to_item);
  gtk_widget_class_bind_template_callback (widget_class, bulk_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_ready_cb);
  hecha_checklist_page_install_actions (widget_class);
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
