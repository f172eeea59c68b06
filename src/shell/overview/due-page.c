/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due-page.h"

#include "clock.h"
#include "file-choice.h"
#include "filing-page.h"
#include "list-pane.h"
#include "place-read.h"
#include "place-save.h"
#include "rectification-page.h"
#include "window.h"
#include "words.h"

#include <glib/gi18n.h>

/* How far ahead the page looks, in days. */
#define AHEAD 180

struct _HechaDuePage
{
  HechaPlace parent_instance;

  HechaListPane *pane;
  GPtrArray     *objects;   /* HechaRowObject of HechaDueRow, the earliest first */
};

G_DEFINE_FINAL_TYPE (HechaDuePage, hecha_due_page, HECHA_TYPE_PLACE)

enum
{
  KIND_ALL,
  KIND_OVERDUE,
  KIND_FIRST_TERM,
};

static char *
days_text (const HechaDueRow *row)
{
  if (row->days_left < 0)
    return g_strdup_printf (ngettext ("%d day over", "%d days over", -row->days_left), -row->days_left);
  return g_strdup_printf (ngettext ("%d day left", "%d days left", row->days_left), row->days_left);
}

/**
 * hecha_due_line_bind:
 * @data: a #HechaDueRow
 *
 * A #HechaLineBind: kind and enterprise, the rule and what the day rests on.
 */
void
hecha_due_line_bind (HechaLineRow *line,
                     gpointer      data,
                     gpointer      user_data)
{
  const HechaDueRow *row = data;
  g_autofree char *day = hecha_date_to_text (&row->term.due), *left = days_text (row);
  g_autofree char *rule = hecha_rule_cite (hecha_rule_get (row->term.rule), hecha_shell_language ());
  g_autofree char *assumed = hecha_term_assumed (&row->term, hecha_shell_language ());
  g_autofree char *type = row->type >= 0 ? hecha_words_type_level (row->type, row->level) : g_strdup (row->what);
  g_autofree char *title = g_strdup_printf ("%s · %s", hecha_words (&hecha_term_labels[row->term.kind]),
                                            row->enterprise ? row->enterprise : row->code);
  g_autofree char *subtitle = g_strdup_printf (_("%s · %s Assumed: %s"), type ? type : "", rule, assumed);
  const char *css_class = hecha_words_due_class (row->state);

  hecha_line_row_set (line, title, subtitle);
  hecha_line_row_set_pill (line, 0, day, css_class);
  hecha_line_row_set_pill (line, 1, left, css_class);
  hecha_line_row_set_pill (line, 2, hecha_term_is_provisional (&row->term) ? _("provisional") : NULL, NULL);
  hecha_line_row_set_wrap (line);
}

/**
 * hecha_due_open:
 * @widget: in a window
 *
 * Opens what the row is about: the filing, or the finding.
 */
void
hecha_due_open (GtkWidget         *widget,
                const HechaDueRow *row)
{
  HechaWindow *window = hecha_window_of (widget);

  if (row->type >= 0)
    {
      hecha_window_push (window, HECHA_PLACE (hecha_filing_page_new (row->code, row->type)));
      return;
    }
  hecha_rectification_page_show (HECHA_RECTIFICATION_PAGE (hecha_window_get_place (window, "rectification")), TRUE,
                                 row->what);
  hecha_window_go (window, "rectification");
}

static gboolean
is_wanted (HechaDuePage      *self,
           const HechaDueRow *row)
{
  guint kind = hecha_list_pane_get_kind (self->pane);
  g_autofree char *text = g_strdup_printf ("%s %s %s", row->enterprise ? row->enterprise : "", row->code,
                                           row->what ? row->what : "");

  if (kind == KIND_OVERDUE && row->state != HECHA_DUE_OVERDUE)
    return FALSE;
  if (kind >= KIND_FIRST_TERM && row->term.kind != kind - KIND_FIRST_TERM)
    return FALSE;
  return hecha_list_pane_matches (self->pane, text);
}

static void
show_empty (HechaDuePage *self)
{
  gboolean narrowed = hecha_list_pane_is_narrowed (self->pane);
  HechaStates *states = hecha_list_pane_get_states (self->pane);

  g_object_set (states,
                "empty-icon", narrowed ? "edit-find-symbolic" : "object-select-symbolic",
                "empty-title", narrowed ? _("Nothing Matches") : _("Nothing Is Due"),
                "empty-description", narrowed ? _("No deadline has all of these words.")
                                              : _("No clock of a filing or a finding ends in the next half year."),
                "empty-label", narrowed ? _("_Show All") : "",
                "empty-action", narrowed ? "pane.clear" : NULL,
                NULL);
  hecha_states_show_empty (states);
}

static GPtrArray *
wanted (HechaDuePage *self)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; self->objects && i < self->objects->len; i++)
    if (is_wanted (self, hecha_row_object_get (self->objects->pdata[i])))
      g_ptr_array_add (rows, g_object_ref (self->objects->pdata[i]));
  return rows;
}

static void
narrowed_cb (HechaDuePage *self)
{
  g_autoptr(GPtrArray) rows = wanted (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "due.save", rows->len > 0);
  if (rows->len > 0)
    hecha_list_pane_show (self->pane, rows);
  else if (self->objects)
    show_empty (self);
}

static void
activated_cb (HechaDuePage   *self,
              HechaRowObject *object)
{
  hecha_due_open (GTK_WIDGET (self), hecha_row_object_get (object));
}

static gpointer
list_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const HechaDueQuery query = { .days = AHEAD };

  return hecha_deadlines_list (session, &query, error);
}

static void
show_due (HechaPlace   *place,
          gpointer      result,
          const GError *error)
{
  HechaDuePage *self = HECHA_DUE_PAGE (place);

  if (hecha_list_pane_take (self->pane, &self->objects, result, (GDestroyNotify) hecha_due_row_free, error))
    narrowed_cb (self);
}

static void
hecha_due_page_refresh (HechaPlace *place)
{
  hecha_states_show_loading (hecha_list_pane_get_states (HECHA_DUE_PAGE (place)->pane));
  hecha_place_read (place, list_job, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, show_due);
}

/* Saving what is listed, as it is narrowed. */

typedef struct
{
  GPtrArray *objects;   /* HechaRowObject, held while another list may be read */
  char      *path;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_ptr_array_unref (saving->objects);
  g_free (saving->path);
  g_free (saving);
}

static gpointer
save_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Saving *saving = data;
  g_autoptr(GPtrArray) rows = g_ptr_array_new ();

  for (guint i = 0; i < saving->objects->len; i++)
    g_ptr_array_add (rows, hecha_row_object_get (saving->objects->pdata[i]));
  return hecha_deadlines_save (session, rows, saving->path, hecha_shell_language (), error)
         ? g_strdup (_("The calendar was saved")) : NULL;
}

static void
save_chosen (GtkWidget  *widget,
             char      **paths)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->objects = wanted (HECHA_DUE_PAGE (widget));
  saving->path = g_strdup (paths[0]);
  hecha_place_save (HECHA_PLACE (widget), save_job, saving, saving_free, _("Not Saved"));
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  static const char *const suffixes[] = { "ics", NULL };

  hecha_file_choose (widget, _("Save as Calendar"), GTK_FILE_CHOOSER_ACTION_SAVE, FALSE, _("deadlines.ics"),
                     _("Calendars"), suffixes, save_chosen);
}

static void
hecha_due_page_finalize (GObject *object)
{
  g_clear_pointer (&HECHA_DUE_PAGE (object)->objects, g_ptr_array_unref);
  G_OBJECT_CLASS (hecha_due_page_parent_class)->finalize (object);
}

static void
hecha_due_page_class_init (HechaDuePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hecha_due_page_finalize;
  HECHA_PLACE_CLASS (klass)->refresh = hecha_due_page_refresh;
  g_type_ensure (HECHA_TYPE_LIST_PANE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/due-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaDuePage, pane);
  gtk_widget_class_bind_template_callback (widget_class, narrowed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_install_action (widget_class, "due.save", NULL, save_action);
}

static void
hecha_due_page_init (HechaDuePage *self)
{
  const char *kinds[KIND_FIRST_TERM + HECHA_N_TERMS + 1] = { _("All deadlines"), _("Overdue") };

  for (guint i = 0; i < HECHA_N_TERMS; i++)
    kinds[KIND_FIRST_TERM + i] = hecha_words (&hecha_term_labels[i]);
  gtk_widget_init_template (GTK_WIDGET (self));
  hecha_list_pane_setup (self->pane, _("Deadlines"), kinds, hecha_due_line_bind, NULL);
}

/**
 * hecha_due_page_new:
 *
 * Returns: (transfer floating): a page for hecha_window_push()
 */
GtkWidget *
hecha_due_page_new (void)
{
  return g_object_new (HECHA_TYPE_DUE_PAGE, NULL);
}
