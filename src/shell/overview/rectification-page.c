/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rectification-page.h"

#include "list-pane.h"
#include "place-read.h"
#include "recheck-dialog.h"
#include "words.h"

#include <glib/gi18n.h>

struct _HechaRectificationPage
{
  HechaPlace parent_instance;

  HechaListPane *pane;
  GPtrArray     *objects;   /* HechaRowObject of HechaRectificationRow, the most urgent first */
};

G_DEFINE_FINAL_TYPE (HechaRectificationPage, hecha_rectification_page, HECHA_TYPE_PLACE)

enum
{
  KIND_ALL,
  KIND_OPEN,
  KIND_OVER,
  KIND_CLOSED,
  KIND_CURED,
  KIND_ACCEPTED,
};

static gboolean
is_kind (const HechaRectificationRow *row,
         guint                        kind)
{
  switch (kind)
    {
    case KIND_OPEN:
      return g_str_equal (row->state, "open");
    case KIND_OVER:
      return hecha_rectification_is_overdue (row);
    case KIND_CLOSED:
      return !g_str_equal (row->state, "open");
    case KIND_CURED:
      return g_str_equal (row->state, "cured");
    case KIND_ACCEPTED:
      return g_str_equal (row->state, "accepted");
    default:
      return TRUE;
    }
}

static gboolean
is_wanted (HechaRectificationPage      *self,
           const HechaRectificationRow *row)
{
  const char *texts[] = { row->enterprise, row->number, row->what, row->item_title, row->risk, row->responsible };
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i])
      g_string_append_printf (text, "%s ", texts[i]);
  return is_kind (row, hecha_list_pane_get_kind (self->pane)) && hecha_list_pane_matches (self->pane, text->str);
}

static void
show_empty (HechaRectificationPage *self)
{
  gboolean narrowed = hecha_list_pane_is_narrowed (self->pane);
  HechaStates *states = hecha_list_pane_get_states (self->pane);

  g_object_set (states,
                "empty-icon", narrowed ? "edit-find-symbolic" : "object-select-symbolic",
                "empty-title", narrowed ? _("Nothing Matches") : _("No Findings"),
                "empty-description", narrowed ? _("No finding has all of these words.")
                                              : _("What is found on visits is followed here until it is cured."),
                "empty-label", narrowed ? _("_Show All") : _("_Visits"),
                "empty-action", narrowed ? "pane.clear" : "rectification.visits",
                NULL);
  hecha_states_show_empty (states);
}

static void
narrowed_cb (HechaRectificationPage *self)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  if (!self->objects)
    return;
  for (guint i = 0; i < self->objects->len; i++)
    if (is_wanted (self, hecha_row_object_get (self->objects->pdata[i])))
      g_ptr_array_add (rows, g_object_ref (self->objects->pdata[i]));
  if (rows->len > 0)
    hecha_list_pane_show (self->pane, rows);
  else
    show_empty (self);
}

static void
bind_line (HechaLineRow *line,
           gpointer      data,
           gpointer      user_data)
{
  const HechaRectificationRow *row = data;
  gboolean is_open = g_str_equal (row->state, "open");
  g_autofree char *subtitle = g_strdup_printf ("%s · %s · %s", row->enterprise, row->item_title, row->number);
  g_autofree char *left = is_open ? hecha_recheck_days_text (row->days_left) : NULL;

  hecha_line_row_set (line, row->what, subtitle);
  hecha_line_row_set_pill (line, 0, is_open ? left : hecha_recheck_state_label (row->state),
                           !is_open ? "success" : row->days_left < 0 ? "error" : row->days_left < 14 ? "warning" : NULL);
}

static void
activated_cb (HechaRectificationPage *self,
              HechaRowObject         *object)
{
  GtkWidget *dialog = hecha_recheck_dialog_new (hecha_place_get_session (HECHA_PLACE (self)),
                                                hecha_row_object_get (object));

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Open before closed, then by the days that are left. */
static int
compare (gconstpointer a,
         gconstpointer b)
{
  const HechaRectificationRow *one = *(HechaRectificationRow *const *) a, *other = *(HechaRectificationRow *const *) b;
  gboolean one_open = g_str_equal (one->state, "open"), other_open = g_str_equal (other->state, "open");

  if (one_open != other_open)
    return one_open ? -1 : 1;
  return (one->days_left > other->days_left) - (one->days_left < other->days_left);
}

static gpointer
list_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return hecha_rectification_list (session, hecha_shell_language (), error);
}

static void
show_findings (HechaPlace   *place,
               gpointer      result,
               const GError *error)
{
  HechaRectificationPage *self = HECHA_RECTIFICATION_PAGE (place);

  if (result)
    g_ptr_array_sort (result, compare);
  if (hecha_list_pane_take (self->pane, &self->objects, result, (GDestroyNotify) hecha_rectification_row_free, error))
    narrowed_cb (self);
}

static void
hecha_rectification_page_refresh (HechaPlace *place)
{
  hecha_states_show_loading (hecha_list_pane_get_states (HECHA_RECTIFICATION_PAGE (place)->pane));
  hecha_place_read (place, list_job, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, show_findings);
}

static void
visits_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.go", "s", "visits");
}

static void
hecha_rectification_page_finalize (GObject *object)
{
  g_clear_pointer (&HECHA_RECTIFICATION_PAGE (object)->objects, g_ptr_array_unref);
  G_OBJECT_CLASS (hecha_rectification_page_parent_class)->finalize (object);
}

static void
hecha_rectification_page_class_init (HechaRectificationPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hecha_rectification_page_finalize;
  HECHA_PLACE_CLASS (klass)->refresh = hecha_rectification_page_refresh;
  g_type_ensure (HECHA_TYPE_LIST_PANE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/rectification-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaRectificationPage, pane);
  gtk_widget_class_bind_template_callback (widget_class, narrowed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_install_action (widget_class, "rectification.visits", NULL, visits_action);
}

static void
hecha_rectification_page_init (HechaRectificationPage *self)
{
  const char *kinds[] = { _("All findings"), _("Open"), _("Over the deadline"), _("Closed"),
                          _("Cured"), _("Accepted as a risk"), NULL };

  gtk_widget_init_template (GTK_WIDGET (self));
  hecha_list_pane_setup (self->pane, _("Findings"), kinds, bind_line, NULL);
}

/**
 * hecha_rectification_page_show:
 * @open_only: whether those that are closed are left out
 * @words: what is searched for; may be empty
 */
void
hecha_rectification_page_show (HechaRectificationPage *self,
                               gboolean                open_only,
                               const char             *words)
{
  g_return_if_fail (HECHA_IS_RECTIFICATION_PAGE (self));

  hecha_list_pane_set_kind (self->pane, open_only ? KIND_OPEN : KIND_ALL);
  hecha_list_pane_set_search (self->pane, words);
}
