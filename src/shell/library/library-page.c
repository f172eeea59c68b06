/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "library-page.h"

#include "file-choice.h"
#include "error.h"
#include "library.h"
#include "list-pane.h"
#include "pack-check.h"
#include "pack-page.h"
#include "place-read.h"
#include "row-issue.h"
#include "window.h"
#include "words.h"

#include <glib/gi18n.h>

struct _HechaLibraryPage
{
  HechaPlace parent_instance;

  HechaListPane *pane;
  GPtrArray     *objects;   /* HechaRowObject of HechaPackRow */
};

G_DEFINE_FINAL_TYPE (HechaLibraryPage, hecha_library_page, HECHA_TYPE_PLACE)

static void
show_empty (HechaLibraryPage *self)
{
  gboolean narrowed = hecha_list_pane_is_narrowed (self->pane);
  HechaStates *states = hecha_list_pane_get_states (self->pane);

  g_object_set (states,
                "empty-icon", narrowed ? "edit-find-symbolic" : "view-list-symbolic",
                "empty-title", narrowed ? _("Nothing Matches") : _("No Checklist Packs"),
                "empty-description", narrowed ? _("No pack has all of these words.")
                                              : _("Any OSCAL catalog, with or without a profile, opens as a checklist."),
                "empty-label", narrowed ? _("_Show All") : _("_Import Pack…"),
                "empty-action", narrowed ? "pane.clear" : "library.add",
                NULL);
  hecha_states_show_empty (states);
}

static void
narrowed_cb (HechaLibraryPage *self)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  if (!self->objects)
    return;
  for (guint i = 0; i < self->objects->len; i++)
    {
      const HechaPackRow *row = hecha_row_object_get (self->objects->pdata[i]);
      g_autofree char *text = g_strjoin (" ", row->id, row->version, hecha_words (&row->title), NULL);

      if (hecha_list_pane_matches (self->pane, text))
        g_ptr_array_add (rows, g_object_ref (self->objects->pdata[i]));
    }
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
  const HechaPackRow *row = data;
  const char *signer = row->signer ? row->signer : row->shipped ? _("came with Hecha") : _("not signed");
  g_autofree char *subtitle = g_strdup_printf (_("version %s · %s · digest %.12s"), row->version, signer, row->digest);
  g_autofree char *items = g_strdup_printf (ngettext ("%u item", "%u items", row->items), row->items);
  g_autofree char *cases = row->cases ? g_strdup_printf (ngettext ("%u visit", "%u visits", row->cases), row->cases) : NULL;
  const char *title = hecha_words (&row->title);

  hecha_line_row_set (line, *title ? title : row->id, subtitle);
  hecha_line_row_set_pill (line, 0, items, NULL);
  hecha_line_row_set_pill (line, 1, cases, "accent");
}

static void
activated_cb (HechaLibraryPage *self,
              HechaRowObject   *object)
{
  hecha_window_push (hecha_window_of (GTK_WIDGET (self)),
                     HECHA_PLACE (hecha_pack_page_new (hecha_row_object_get (object))));
}

static gpointer
list_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return hecha_library_list (session, error);
}

static void
show_packs (HechaPlace   *place,
            gpointer      result,
            const GError *error)
{
  HechaLibraryPage *self = HECHA_LIBRARY_PAGE (place);

  if (hecha_list_pane_take (self->pane, &self->objects, result, (GDestroyNotify) hecha_pack_row_free, error))
    narrowed_cb (self);
}

static void
hecha_library_page_refresh (HechaPlace *place)
{
  hecha_states_show_loading (hecha_list_pane_get_states (HECHA_LIBRARY_PAGE (place)->pane));
  hecha_place_read (place, list_job, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, show_packs);
}

/* Adding packs. */

static gboolean
add_sheet (HechaSession  *session,
           const char    *path,
           GPtrArray     *rows,
           GError       **error)
{
  g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_row_issue_free);
  HechaPackRow *row = hecha_library_from_sheet (session, path, faults, error);

  if (row)
    g_ptr_array_add (rows, row);
  else if (faults->len > 0)
    hecha_pack_set_faults (faults, error);
  return row != NULL;
}

static gpointer
add_job (HechaSession  *session,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_pack_row_free);
  g_autoptr(GPtrArray) others = g_ptr_array_new ();

  for (char **path = data; *path; path++)
    if (!g_str_has_suffix (*path, ".xlsx"))
      g_ptr_array_add (others, *path);
    else if (!add_sheet (session, *path, rows, error))
      return NULL;
  g_ptr_array_add (others, NULL);
  if (others->len > 1)
    {
      g_autoptr(GPtrArray) added = hecha_library_add (session, (const char *const *) others->pdata, error);

      if (!added)
        return NULL;
      g_ptr_array_extend_and_steal (rows, g_steal_pointer (&added));
    }
  return g_steal_pointer (&rows);
}

/* Who signed it, where it is one. */
static char *
added_message (GPtrArray *rows)
{
  const HechaPackRow *row = rows->pdata[0];

  if (rows->len != 1)
    return g_strdup_printf (ngettext ("%u pack added", "%u packs added", rows->len), rows->len);
  return row->signer ? g_strdup_printf (_("Added version %s, signed by %s"), row->version, row->signer)
                     : g_strdup_printf (_("Added version %s, not signed"), row->version);
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(HechaLibraryPage) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = hecha_session_run_finish (HECHA_SESSION (source), result, &error);
  HechaWindow *window = hecha_window_of (GTK_WIDGET (self));
  g_autofree char *message = NULL;

  if (!window)
    return;
  if (error)
    {
      hecha_window_show_error (window, _("The Pack Was Not Added"), error);
      return;
    }
  message = added_message (rows);
  hecha_window_toast (window, message);
  hecha_place_refresh (HECHA_PLACE (self));
}

static void
chosen_cb (GtkWidget  *widget,
           char      **paths)
{
  hecha_session_run_async (hecha_place_get_session (HECHA_PLACE (widget)), add_job, g_strdupv (paths),
                           (GDestroyNotify) g_strfreev, (GDestroyNotify) g_ptr_array_unref, NULL, added_cb,
                           g_object_ref (widget));
}

static void
add_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  static const char *const suffixes[] = { "json", "zip", "xlsx", NULL };

  hecha_file_choose (widget, _("Import Pack"), GTK_FILE_CHOOSER_ACTION_OPEN, TRUE, NULL,
                     _("Checklist packs (json, zip, xlsx)"), suffixes, chosen_cb);
}

static void
hecha_library_page_finalize (GObject *object)
{
  g_clear_pointer (&HECHA_LIBRARY_PAGE (object)->objects, g_ptr_array_unref);
  G_OBJECT_CLASS (hecha_library_page_parent_class)->finalize (object);
}

static void
hecha_library_page_class_init (HechaLibraryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hecha_library_page_finalize;
  HECHA_PLACE_CLASS (klass)->refresh = hecha_library_page_refresh;
  g_type_ensure (HECHA_TYPE_LIST_PANE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/library-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaLibraryPage, pane);
  gtk_widget_class_bind_template_callback (widget_class, narrowed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_install_action (widget_class, "library.add", NULL, add_action);
}

static void
hecha_library_page_init (HechaLibraryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  hecha_list_pane_setup (self->pane, _("Checklist packs"), NULL, bind_line, NULL);
}
