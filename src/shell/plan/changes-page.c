/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "changes-page.h"

#include "error.h"
#include "field-row.h"
#include "list-pane.h"
#include "move.h"
#include "pill.h"
#include "place-read.h"
#include "window.h"
#include "words.h"

#include <glib/gi18n.h>
#include <stdlib.h>

struct _HechaChangesPage
{
  HechaPlace parent_instance;

  AdwLeaflet         *leaflet;
  AdwWindowTitle     *title;
  AdwWindowTitle     *item_title;
  HechaListPane      *pane;
  AdwPreferencesPage *detail;
  GtkWidget          *move_button;

  char      *before;      /* digests of two packs, or */
  char      *after;
  char      *case_uuid;   /* a visit */
  HechaMove *move;
  GPtrArray *groups;      /* of the detail, while they are shown */
};

G_DEFINE_FINAL_TYPE (HechaChangesPage, hecha_changes_page, HECHA_TYPE_PLACE)

/* One change in full. */

static const struct
{
  const char *field;
  const char *label;
} field_labels[] = {
  { "title", N_("Title") },
  { "requirement", N_("Requirement") },
  { "source", N_("Source") },
  { "evidence", N_("Evidence") },
  { "finding", N_("Finding") },
  { "risk", N_("Risk") },
  { "remedy", N_("Measure") },
  { "ot-impact", N_("Effect on live devices") },
  { "hazard", N_("Major hazard") },
  { "mitigation", N_("May be downgraded by") },
  { "level", N_("Lowest level") },
  { "weight", N_("Weight") },
  { "unverified", N_("To be verified") },
  { "domain", N_("Domain") },
  { "label", N_("Label") },
  { "object-kinds", N_("Kinds of object") },
};

static char *
field_label (const char *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (field_labels); i++)
    if (g_str_equal (field, field_labels[i].field))
      return g_strdup (_(field_labels[i].label));
  if (!g_str_has_prefix (field, "step-"))
    return g_strdup ("GB/T 44462");
  if (g_str_has_suffix (field, "-yes"))
    return g_strdup_printf (_("Step %d: yes looks like"), atoi (field + strlen ("step-")));
  if (g_str_has_suffix (field, "-method"))
    return g_strdup_printf (_("Step %d: method"), atoi (field + strlen ("step-")));
  return g_strdup_printf (_("Step %d"), atoi (field + strlen ("step-")));
}

static AdwPreferencesGroup *
add_group (HechaChangesPage *self,
           const char       *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_page_add (self->detail, ADW_PREFERENCES_GROUP (group));
  g_ptr_array_add (self->groups, group);
  return ADW_PREFERENCES_GROUP (group);
}

static GtkWidget *
side_new (const char      *heading,
          const HechaText *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_label_new (heading);
  const char *words = hecha_words (text);
  GtkWidget *label = gtk_label_new (words && *words ? words : "—");

  gtk_label_set_xalign (GTK_LABEL (head), 0);
  gtk_widget_add_css_class (head, "caption-heading");
  gtk_widget_add_css_class (head, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  return box;
}

static void
add_field (HechaChangesPage       *self,
           const HechaFieldChange *field)
{
  g_autofree char *label = field_label (field->field);
  GtkWidget *sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);

  gtk_box_set_homogeneous (GTK_BOX (sides), TRUE);
  gtk_box_append (GTK_BOX (sides), side_new (_("Before"), &field->before));
  gtk_box_append (GTK_BOX (sides), side_new (_("After"), &field->after));
  adw_preferences_group_add (add_group (self, label), sides);
}

static void
add_row (AdwPreferencesGroup *group,
         const char          *title,
         const char          *value)
{
  if (value && *value)
    adw_preferences_group_add (group, hecha_field_row_new (title, value));
}

/* An item that came or goes has no two sides. */
static void
add_whole (HechaChangesPage *self,
           const HechaItem  *item)
{
  AdwPreferencesGroup *group = add_group (self, _("Item"));

  add_row (group, _("Requirement"), hecha_words (&item->requirement));
  add_row (group, _("Source"), hecha_words (&item->source));
  for (guint i = 0; i < item->steps->len; i++)
    {
      g_autofree char *title = g_strdup_printf (_("Step %d"), (int) i + 1);

      add_row (group, title, hecha_words (&((HechaStep *) item->steps->pdata[i])->text));
    }
}

static void
show_change (HechaChangesPage    *self,
             const HechaMoveItem *item)
{
  const HechaItem *shown = item->change->after ? item->change->after : item->change->before;

  for (guint i = 0; i < self->groups->len; i++)
    adw_preferences_page_remove (self->detail, self->groups->pdata[i]);
  g_ptr_array_set_size (self->groups, 0);
  adw_window_title_set_title (self->item_title, hecha_words (&shown->title));
  adw_window_title_set_subtitle (self->item_title, shown->label ? shown->label : shown->id);
  if (item->answered)
    add_row (add_group (self, _("This Visit")), _("Verdict so far"), hecha_words (&hecha_verdict_labels[item->verdict]));
  if (item->change->kind != HECHA_CHANGE_CHANGED)
    add_whole (self, shown);
  for (guint i = 0; i < item->change->fields->len; i++)
    add_field (self, item->change->fields->pdata[i]);
}

/* The list. */

static void
bind_line (HechaLineRow *line,
           gpointer      data,
           gpointer      user_data)
{
  static const char *const kinds[] = { N_("added"), N_("removed"), N_("changed") };
  static const char *const classes[] = { "success", "error", NULL };
  const HechaMoveItem *item = data;
  const HechaItem *shown = item->change->after ? item->change->after : item->change->before;
  g_autofree char *title = g_strdup_printf ("%s  %s", shown->label ? shown->label : shown->id, hecha_words (&shown->title));
  const char *answers = item->again ? _("answer again") : item->lost ? _("answers go") : item->answered ? _("answers stay") : NULL;

  hecha_line_row_set (line, title, hecha_words (&shown->requirement));
  hecha_line_row_set_pill (line, 0, _(kinds[item->change->kind]), classes[item->change->kind]);
  hecha_line_row_set_pill (line, 1, answers, item->again ? "warning" : item->lost ? "error" : "success");
}

static void
narrowed_cb (HechaChangesPage *self)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; self->move && i < self->move->items->len; i++)
    {
      HechaMoveItem *item = self->move->items->pdata[i];
      const HechaItem *shown = item->change->after ? item->change->after : item->change->before;
      g_autofree char *text = g_strjoin (" ", shown->id, shown->label ? shown->label : "", hecha_words (&shown->title), NULL);

      if (hecha_list_pane_matches (self->pane, text))
        g_ptr_array_add (rows, hecha_row_object_new (item, NULL));
    }
  if (rows->len > 0)
    hecha_list_pane_show (self->pane, rows);
  else if (self->move)
    hecha_states_show_empty (hecha_list_pane_get_states (self->pane));
}

static void
activated_cb (HechaChangesPage *self,
              HechaRowObject   *object)
{
  show_change (self, hecha_row_object_get (object));
  adw_leaflet_set_visible_child_name (self->leaflet, "item");
}

static void
list_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  adw_leaflet_set_visible_child_name (HECHA_CHANGES_PAGE (widget)->leaflet, "list");
}

static void
folded_cb (HechaChangesPage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "changes.list", adw_leaflet_get_folded (self->leaflet));
}

/* Reading. */

typedef struct
{
  char *before;
  char *after;
  char *case_uuid;
} Asked;

static Asked *
asked_new (HechaChangesPage *self)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->before = g_strdup (self->before);
  asked->after = g_strdup (self->after);
  asked->case_uuid = g_strdup (self->case_uuid);
  return asked;
}

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_free (asked->before);
  g_free (asked->after);
  g_free (asked->case_uuid);
  g_free (asked);
}

static gpointer
read_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Asked *asked = data;

  return asked->case_uuid ? hecha_move_preview (session, asked->case_uuid, error)
                          : hecha_move_between (session, asked->before, asked->after, error);
}

static char *
versions_of (const HechaMove *move)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < move->packs->len; i++)
    {
      const HechaMovePack *pack = move->packs->pdata[i];

      g_string_append_printf (text, "%s%s → %s", i ? " · " : "", pack->from, pack->to);
    }
  return g_strdup (text->str);
}

static void
show_summary (HechaChangesPage *self)
{
  g_autofree char *versions = versions_of (self->move);
  g_autofree char *stay = g_strdup_printf (ngettext ("%u answered item stays", "%u answered items stay", self->move->kept),
                                           self->move->kept);
  g_autofree char *again = g_strdup_printf (ngettext ("%u to be answered again", "%u to be answered again",
                                                      self->move->again), self->move->again);
  g_autofree char *lost = g_strdup_printf (ngettext ("%u answer goes", "%u answers go", self->move->lost), self->move->lost);
  g_autofree char *text = self->case_uuid ? g_strjoin (" · ", versions, stay, again, self->move->lost ? lost : NULL, NULL)
                                          : g_strdup (versions);

  adw_window_title_set_subtitle (self->title, text);
}

/* That nothing newer is there is no failure. */
static void
show_failure (HechaChangesPage *self,
              const GError     *error)
{
  HechaStates *states = hecha_list_pane_get_states (self->pane);

  if (!self->case_uuid || !g_error_matches (error, HECHA_ERROR, HECHA_ERROR_REFUSED))
    {
      hecha_states_show_error (states, error);
      return;
    }
  g_object_set (states, "empty-title", _("No Newer Version"),
                "empty-description", _("The visit uses the newest versions that the library has."),
                "empty-label", _("_Back"), "empty-action", "win.back", NULL);
  hecha_states_show_empty (states);
}

static void
show_move (HechaPlace   *place,
           gpointer      result,
           const GError *error)
{
  HechaChangesPage *self = HECHA_CHANGES_PAGE (place);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "changes.move", self->case_uuid && !error);
  if (error)
    {
      show_failure (self, error);
      return;
    }
  g_clear_pointer (&self->move, hecha_move_free);
  self->move = result;
  show_summary (self);
  narrowed_cb (self);
  if (self->move->items->len > 0)
    show_change (self, self->move->items->pdata[0]);
}

/* What is compared does not change while it is looked at. */
static void
hecha_changes_page_refresh (HechaPlace *place)
{
  HechaChangesPage *self = HECHA_CHANGES_PAGE (place);

  if (self->move)
    return;
  hecha_states_show_loading (hecha_list_pane_get_states (self->pane));
  hecha_place_read (place, read_job, asked_new (self), asked_free, (GDestroyNotify) hecha_move_free, show_move);
}

/* Moving. */

static gpointer
move_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return hecha_move_apply (session, ((const Asked *) data)->case_uuid, error);
}

static void
moved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(HechaChangesPage) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaMove) move = hecha_session_run_finish (HECHA_SESSION (source), result, &error);
  HechaWindow *window = hecha_window_of (GTK_WIDGET (self));

  if (!window)
    return;
  if (!move)
    {
      hecha_window_show_error (window, _("The Visit Was Not Moved"), error);
      return;
    }
  hecha_window_toast (window, _("The visit uses the newer version now; Ctrl+Z takes it back"));
  hecha_window_pop (window);
}

static void
move_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HechaChangesPage *self = HECHA_CHANGES_PAGE (widget);

  gtk_widget_action_set_enabled (widget, "changes.move", FALSE);
  hecha_session_edit_async (hecha_place_get_session (HECHA_PLACE (self)), move_job, asked_new (self), asked_free,
                            (GDestroyNotify) hecha_move_free, NULL, moved_cb, g_object_ref (self));
}

static void
hecha_changes_page_finalize (GObject *object)
{
  HechaChangesPage *self = HECHA_CHANGES_PAGE (object);

  g_free (self->before);
  g_free (self->after);
  g_free (self->case_uuid);
  g_ptr_array_unref (self->groups);
  g_clear_pointer (&self->move, hecha_move_free);
  G_OBJECT_CLASS (hecha_changes_page_parent_class)->finalize (object);
}

static void
hecha_changes_page_class_init (HechaChangesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hecha_changes_page_finalize;
  HECHA_PLACE_CLASS (klass)->refresh = hecha_changes_page_refresh;
  g_type_ensure (HECHA_TYPE_LIST_PANE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/changes-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaChangesPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, HechaChangesPage, title);
  gtk_widget_class_bind_template_child (widget_class, HechaChangesPage, item_title);
  gtk_widget_class_bind_template_child (widget_class, HechaChangesPage, pane);
  gtk_widget_class_bind_template_child (widget_class, HechaChangesPage, detail);
  gtk_widget_class_bind_template_child (widget_class, HechaChangesPage, move_button);
  gtk_widget_class_bind_template_callback (widget_class, narrowed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_install_action (widget_class, "changes.list", NULL, list_action);
  gtk_widget_class_install_action (widget_class, "changes.move", NULL, move_action);
}

static void
hecha_changes_page_init (HechaChangesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->groups = g_ptr_array_new ();
  hecha_list_pane_setup (self->pane, _("Changes"), NULL, bind_line, NULL);
  g_object_set (hecha_list_pane_get_states (self->pane),
                "empty-icon", "emblem-ok-symbolic", "empty-title", _("No Differences"),
                "empty-description", _("No item differs, or none has all of these words."),
                "empty-label", _("_Show All"), "empty-action", "pane.clear", NULL);
  folded_cb (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "changes.move", FALSE);
}

/**
 * hecha_changes_page_new:
 * @title: what is compared
 * @before: digest of a pack
 * @after: digest of another
 *
 * Returns: (transfer floating): a page for hecha_window_push()
 */
GtkWidget *
hecha_changes_page_new (const char *title,
                        const char *before,
                        const char *after)
{
  HechaChangesPage *self = g_object_new (HECHA_TYPE_CHANGES_PAGE, NULL);

  self->before = g_strdup (before);
  self->after = g_strdup (after);
  adw_window_title_set_title (self->title, title);
  gtk_widget_set_visible (self->move_button, FALSE);
  return GTK_WIDGET (self);
}

/**
 * hecha_changes_page_new_visit:
 * @case_uuid: a visit whose packs have newer versions
 *
 * Returns: (transfer floating): a page for hecha_window_push() that can move it
 */
GtkWidget *
hecha_changes_page_new_visit (const char *case_uuid)
{
  HechaChangesPage *self = g_object_new (HECHA_TYPE_CHANGES_PAGE, NULL);

  self->case_uuid = g_strdup (case_uuid);
  adw_window_title_set_title (self->title, _("Newer Checklist"));
  return GTK_WIDGET (self);
}
