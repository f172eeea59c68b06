/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-dialog.h"

#include "file-choice.h"
#include "import-columns.h"
#include "import-list.h"
#include "refusals.h"
#include "states.h"

#include <glib/gi18n.h>

/* Columns and rows of the preview; the rest is in the file. */
#define PREVIEW_COLUMNS 60
#define PREVIEW_ROWS    8
#define CELL_CHARS      24

struct _HechaImportDialog
{
  HechaDialog parent_instance;

  AdwWindowTitle     *title;
  GtkStack           *steps;
  GtkButton          *cancel;
  GtkButton          *next;
  HechaStates        *file;
  GtkLabel           *file_name;
  GtkDropDown        *sheet;
  GtkGrid            *preview_grid;
  GtkWidget          *missing;
  GtkLabel           *missing_words;
  HechaImportColumns *columns;
  GtkProgressBar     *progress;
  AdwStatusPage      *failure;
  GtkBox             *tiles;
  GtkToggleButton    *kinds[HECHA_IMPORT_N_KINDS];
  GtkLabel           *summary;
  GtkListView        *rows;

  HechaSession        *session;
  char                *path;
  char                *only_sheet;   /* NULL for all that hold filings */
  HechaIntakePreview  *preview;
  HechaReconciliation *reconciliation;
  GCancellable        *cancellable;
  guint                progress_id;
  gboolean             setting;
};

G_DEFINE_FINAL_TYPE (HechaImportDialog, hecha_import_dialog, HECHA_TYPE_DIALOG)

/* What a job is asked, and how far it is: @permille is read while it works. */
typedef struct
{
  char  *path;
  char  *sheet;
  GStrv  columns;
  GStrv  targets;
  int    permille;
} Errand;

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  g_free (errand->path);
  g_free (errand->sheet);
  g_strfreev (errand->columns);
  g_strfreev (errand->targets);
  g_atomic_rc_box_release (errand);
}

static Errand *
errand_new (HechaImportDialog *self)
{
  Errand *errand = g_atomic_rc_box_new0 (Errand);

  errand->path = g_strdup (self->path);
  errand->sheet = g_strdup (self->only_sheet);
  return errand;
}

/* The steps. */

/* Enter goes on; while there is no file yet, it chooses one. */
static void
take_keyboard (HechaImportDialog *self)
{
  if (self->preview && gtk_widget_get_visible (GTK_WIDGET (self->next)))
    gtk_widget_grab_focus (GTK_WIDGET (self->next));
  else
    gtk_widget_child_focus (GTK_WIDGET (self->steps), GTK_DIR_TAB_FORWARD);
}

static void
show_step (HechaImportDialog *self,
           const char        *name)
{
  static const struct { const char *name, *subtitle, *next; gboolean back; } steps[] = {
    { "file", N_("Step 1 of 3: the file"), N_("_Next"), FALSE },
    { "columns", N_("Step 2 of 3: the columns"), N_("_Import"), TRUE },
    { "importing", N_("Step 3 of 3: the rows"), NULL, FALSE },
    { "failed", N_("Step 3 of 3: the rows"), NULL, TRUE },
    { "result", N_("Step 3 of 3: the rows"), N_("_Done"), FALSE },
  };
  guint i = 0;

  while (!g_str_equal (steps[i].name, name))
    i++;
  adw_window_title_set_subtitle (self->title, _(steps[i].subtitle));
  gtk_widget_set_visible (GTK_WIDGET (self->next), steps[i].next != NULL);
  gtk_button_set_label (self->next, steps[i].next ? _(steps[i].next) : "");
  gtk_button_set_label (self->cancel, steps[i].back ? _("_Back") : _("_Cancel"));
  gtk_widget_set_visible (GTK_WIDGET (self->cancel), !g_str_equal (name, "result"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.next",
                                 self->preview != NULL && steps[i].next != NULL);
  gtk_stack_set_visible_child_name (self->steps, name);
  take_keyboard (self);
}

/* Step 1: the file. */

static GtkWidget *
cell_new (const char *text,
          gboolean    is_header)
{
  gboolean is_long = g_utf8_strlen (text, -1) > CELL_CHARS;
  g_autofree char *start = is_long ? g_utf8_substring (text, 0, CELL_CHARS) : NULL;
  g_autofree char *shown = is_long ? g_strconcat (start, "…", NULL) : g_strdup (text);
  GtkWidget *cell = gtk_label_new (shown);

  gtk_label_set_xalign (GTK_LABEL (cell), 0);
  gtk_widget_set_tooltip_text (cell, is_long ? text : NULL);
  gtk_label_set_single_line_mode (GTK_LABEL (cell), TRUE);
  gtk_widget_add_css_class (cell, is_header ? "caption-heading" : "caption");
  return cell;
}

static void
fill_preview (HechaImportDialog *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->preview_grid))))
    gtk_grid_remove (self->preview_grid, child);
  for (int column = 0; self->preview->headers[column] && column < PREVIEW_COLUMNS; column++)
    gtk_grid_attach (self->preview_grid, cell_new (self->preview->headers[column], TRUE), column, 0, 1, 1);
  for (guint row = 0; row < MIN (self->preview->rows->len, PREVIEW_ROWS); row++)
    {
      char **cells = self->preview->rows->pdata[row];

      for (int column = 0; cells[column] && column < PREVIEW_COLUMNS; column++)
        gtk_grid_attach (self->preview_grid, cell_new (cells[column], FALSE), column, row + 1, 1, 1);
    }
}

static void
fill_sheets (HechaImportDialog *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  guint n = g_strv_length (self->preview->sheets), selected = 0;

  gtk_string_list_append (names, _("All Sheets"));
  for (guint i = 0; i < n; i++)
    {
      gtk_string_list_append (names, self->preview->sheets[i]);
      if (g_strcmp0 (self->preview->sheets[i], self->only_sheet) == 0)
        selected = i + 1;
    }
  self->setting = TRUE;
  gtk_drop_down_set_model (self->sheet, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->sheet, selected);
  self->setting = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->sheet), n > 1);
}

static void
previewed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(HechaImportDialog) self = data;
  g_autoptr(GError) error = NULL;
  HechaIntakePreview *preview = hecha_session_run_finish (HECHA_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->session)
    return;
  g_clear_pointer (&self->preview, hecha_intake_preview_free);
  self->preview = preview;
  if (preview)
    {
      g_autofree char *name = g_path_get_basename (self->path);
      g_autofree char *words = g_strv_length (preview->sheets) > 1 ? g_strdup_printf ("%s · %s", name, preview->sheet)
                                                                    : g_strdup (name);

      gtk_label_set_label (self->file_name, words);
      fill_sheets (self);
      fill_preview (self);
      hecha_import_columns_set_preview (self->columns, preview);
      hecha_states_show_content (self->file);
    }
  else
    hecha_states_show_error (self->file, error);
  show_step (self, "file");
}

static gpointer
preview_job (HechaSession  *session,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  Errand *errand = data;

  return hecha_intake_preview (session, errand->path, errand->sheet, error);
}

static void
read_preview (HechaImportDialog *self)
{
  Errand *errand = errand_new (self);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  hecha_states_show_loading (self->file);
  hecha_session_run_async (self->session, preview_job, errand, errand_free,
                           (GDestroyNotify) hecha_intake_preview_free, self->cancellable, previewed_cb,
                           g_object_ref (self));
}

static void
sheet_selected_cb (HechaImportDialog *self)
{
  guint selected = gtk_drop_down_get_selected (self->sheet);

  if (self->setting || !self->preview || selected == GTK_INVALID_LIST_POSITION)
    return;
  g_free (self->only_sheet);
  self->only_sheet = selected ? g_strdup (self->preview->sheets[selected - 1]) : NULL;
  read_preview (self);
}

static void
chosen_cb (GtkWidget  *widget,
           char      **paths)
{
  hecha_import_dialog_open (HECHA_IMPORT_DIALOG (widget), paths[0]);
}

static void
choose_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  static const char *const suffixes[] = { "xlsx", "csv", "tsv", "txt", "json", "xls", NULL };

  hecha_file_choose (widget, _("Import Filings"), GTK_FILE_CHOOSER_ACTION_OPEN, FALSE, NULL,
                     _("Spreadsheets (xlsx, csv, json)"), suffixes, chosen_cb);
}

static gboolean
drop_cb (HechaImportDialog *self,
         const GValue      *value)
{
  GSList *files = gdk_file_list_get_files (g_value_get_boxed (value));

  if (!files || !g_file_peek_path (files->data) ||
      !g_str_equal (gtk_stack_get_visible_child_name (self->steps), "file"))
    return FALSE;
  hecha_import_dialog_open (self, g_file_peek_path (files->data));
  return TRUE;
}

/* Step 2: the columns. */

static void
missing_changed_cb (HechaImportDialog *self)
{
  g_autofree char *words = NULL;

  g_object_get (self->columns, "missing", &words, NULL);
  gtk_widget_set_visible (self->missing, words != NULL);
  gtk_label_set_label (self->missing_words, words ? words : "");
}

/* Step 3: the rows. */

static void
kind_toggled_cb (HechaImportDialog *self,
                 GtkToggleButton   *button)
{
  g_autoptr(GtkNoSelection) model = NULL;
  guint kind = 0;

  if (!gtk_toggle_button_get_active (button))
    return;
  while (self->kinds[kind] != button)
    kind++;
  model = gtk_no_selection_new (G_LIST_MODEL (hecha_import_list_new (self->reconciliation, kind)));
  gtk_list_view_set_model (self->rows, GTK_SELECTION_MODEL (model));
}

static void
add_tile (HechaImportDialog *self,
          guint              kind,
          const char        *label,
          guint              count)
{
  GtkWidget *tile = gtk_toggle_button_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *number = g_strdup_printf ("%'u", count), *name = g_strdup_printf ("%s: %u", label, count);
  GtkWidget *figure = gtk_label_new (number), *words = gtk_label_new (label);

  gtk_widget_add_css_class (figure, "title-2");
  gtk_widget_add_css_class (words, "caption");
  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  if (count > 0 && kind >= HECHA_OUTCOME_REFUSED)
    gtk_widget_add_css_class (figure, kind == HECHA_OUTCOME_REFUSED ? "error" : "warning");
  gtk_box_append (GTK_BOX (box), figure);
  gtk_box_append (GTK_BOX (box), words);
  gtk_button_set_child (GTK_BUTTON (tile), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tile), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (gtk_widget_get_first_child (GTK_WIDGET (self->tiles)))
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (tile),
                                 GTK_TOGGLE_BUTTON (gtk_widget_get_first_child (GTK_WIDGET (self->tiles))));
  self->kinds[kind] = GTK_TOGGLE_BUTTON (tile);
  g_signal_connect_object (tile, "toggled", G_CALLBACK (kind_toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->tiles, tile);
}

static void
show_result (HechaImportDialog *self)
{
  const HechaReconciliation *list = self->reconciliation;
  guint refused = list->counts[HECHA_OUTCOME_REFUSED];
  g_autofree char *summary =
    g_strdup_printf (_("%u read = %u accepted + %u unchanged + %u refused"), hecha_reconciliation_n_read (list),
                     list->counts[HECHA_OUTCOME_ACCEPTED], list->counts[HECHA_OUTCOME_UNCHANGED], refused);

  gtk_label_set_label (self->summary, summary);
  add_tile (self, HECHA_OUTCOME_REFUSED, _("Refused"), refused);
  add_tile (self, HECHA_IMPORT_WARNINGS, _("Warnings"), list->warnings->len);
  add_tile (self, HECHA_OUTCOME_ACCEPTED, C_("import", "Accepted"), list->counts[HECHA_OUTCOME_ACCEPTED]);
  add_tile (self, HECHA_OUTCOME_UNCHANGED, _("Unchanged"), list->counts[HECHA_OUTCOME_UNCHANGED]);
  gtk_toggle_button_set_active (self->kinds[refused ? HECHA_OUTCOME_REFUSED
                                : list->counts[HECHA_OUTCOME_ACCEPTED] ? HECHA_OUTCOME_ACCEPTED
                                : HECHA_OUTCOME_UNCHANGED], TRUE);
  show_step (self, "result");
}

static gboolean
progress_cb (gpointer data)
{
  HechaImportDialog *self = data;
  Errand *errand = g_object_get_data (G_OBJECT (self), "errand");
  int permille = g_atomic_int_get (&errand->permille);

  if (permille > 0)
    gtk_progress_bar_set_fraction (self->progress, permille / 1000.0);
  else
    gtk_progress_bar_pulse (self->progress);
  return G_SOURCE_CONTINUE;
}

static void
progress_thread_cb (guint64  done,
                    guint64  total,
                    gpointer data)
{
  g_atomic_int_set (&((Errand *) data)->permille, total ? (int) (MIN (done, total) * 1000 / total) : 0);
}

static gpointer
import_job (HechaSession  *session,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Errand *errand = data;
  const char *paths[] = { errand->path, NULL };
  HechaIntakeChoice choice = {
    .sheet = errand->sheet,
    .columns = (const char *const *) errand->columns,
    .targets = (const char *const *) errand->targets,
  };

  return hecha_intake_import (session, paths, &choice, progress_thread_cb, errand, cancellable, error);
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(HechaImportDialog) self = data;
  g_autoptr(GError) error = NULL;

  g_clear_handle_id (&self->progress_id, g_source_remove);
  self->reconciliation = hecha_session_run_finish (HECHA_SESSION (source), result, &error);
  if (!self->session)
    return;
  if (self->reconciliation)
    show_result (self);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_step (self, "columns");
  else
    {
      g_autofree char *message = g_markup_escape_text (hecha_refusal_text (error), -1);

      adw_status_page_set_description (self->failure, message);
      show_step (self, "failed");
    }
}

static void
begin_import (HechaImportDialog *self)
{
  Errand *errand = errand_new (self);

  errand->columns = g_strdupv (self->preview->headers);
  errand->targets = hecha_import_columns_dup_targets (self->columns);
  g_object_set_data_full (G_OBJECT (self), "errand", g_atomic_rc_box_acquire (errand), g_atomic_rc_box_release);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gtk_progress_bar_set_fraction (self->progress, 0);
  self->progress_id = g_timeout_add (100, progress_cb, self);
  show_step (self, "importing");
  hecha_session_run_async (self->session, import_job, errand, errand_free,
                           (GDestroyNotify) hecha_reconciliation_free, self->cancellable, imported_cb,
                           g_object_ref (self));
}

/* Saving the list: the dialog lives until it is written. */

static gpointer
save_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  HechaImportDialog *self = data;
  const char *path = g_object_get_data (G_OBJECT (self), "save-path");

  hecha_intake_save (self->reconciliation, path, hecha_language_from_text (C_("language code", "en")), error);
  return NULL;
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(HechaImportDialog) self = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *name = g_path_get_basename (g_object_get_data (G_OBJECT (self), "save-path"));
  g_autofree char *text = NULL;

  hecha_session_run_finish (HECHA_SESSION (source), result, &error);
  if (!self->session)
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.save", TRUE);
  text = error ? g_strdup (hecha_refusal_text (error)) : g_strdup_printf (_("Saved as %s"), name);
  gtk_label_set_label (self->summary, text);
}

static void
save_chosen_cb (GtkWidget  *widget,
                char      **paths)
{
  HechaImportDialog *self = HECHA_IMPORT_DIALOG (widget);

  g_object_set_data_full (G_OBJECT (self), "save-path", g_strdup (paths[0]), g_free);
  gtk_widget_action_set_enabled (widget, "import.save", FALSE);
  hecha_session_run_async (self->session, save_job, self, NULL, NULL, NULL, saved_cb, g_object_ref (self));
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  static const char *const suffixes[] = { "xlsx", NULL };

  hecha_file_choose (widget, _("Save Reconciliation List"), GTK_FILE_CHOOSER_ACTION_SAVE, FALSE,
                     _("reconciliation.xlsx"), _("Spreadsheets (xlsx)"), suffixes, save_chosen_cb);
}

/* Next, back and cancel. */

static void
next_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HechaImportDialog *self = HECHA_IMPORT_DIALOG (widget);
  const char *step = gtk_stack_get_visible_child_name (self->steps);

  if (g_str_equal (step, "file"))
    show_step (self, "columns");
  else if (g_str_equal (step, "columns"))
    begin_import (self);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
cancel_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HechaImportDialog *self = HECHA_IMPORT_DIALOG (widget);
  const char *step = gtk_stack_get_visible_child_name (self->steps);

  if (g_str_equal (step, "importing"))
    g_cancellable_cancel (self->cancellable);
  else if (g_str_equal (step, "columns"))
    show_step (self, "file");
  else if (g_str_equal (step, "failed"))
    show_step (self, "columns");
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
hecha_import_dialog_dispose (GObject *object)
{
  HechaImportDialog *self = HECHA_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->progress_id, g_source_remove);
  if (self->rows)
    gtk_list_view_set_model (self->rows, NULL);
  self->rows = NULL;
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hecha_import_dialog_parent_class)->dispose (object);
}

static void
hecha_import_dialog_finalize (GObject *object)
{
  HechaImportDialog *self = HECHA_IMPORT_DIALOG (object);

  g_free (self->path);
  g_free (self->only_sheet);
  g_clear_pointer (&self->preview, hecha_intake_preview_free);
  g_clear_pointer (&self->reconciliation, hecha_reconciliation_free);
  G_OBJECT_CLASS (hecha_import_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HechaImportDialog, title);
  gtk_widget_class_bind_template_child (widget_class, HechaImportDialog, steps);
  gtk_widget_class_bind_template_child (widget_class, HechaImportDialog, cancel);
  gtk_widget_class_bind_template_child (widget_class, HechaImportDialog, next);
  gtk_widget_class_bind_template_child (widget_class, HechaImportDialog, file);
  gtk_widget_class_bind_template_child (widget_class, HechaImportDialog, file_name);
  gtk_widget_class_bind_template_child (widget_class, HechaImportDialog, sheet);
  gtk_widget_class_bind_template_child (widget_class, HechaImportDialog, preview_grid);
  gtk_widget_class_bind_template_child (widget_class, HechaImportDialog, missing);
  gtk_widget_class_bind_template_child (widget_class, HechaImportDialog, missing_words);
  gtk_widget_class_bind_template_child (widget_class, HechaImportDialog, columns);
  gtk_widget_class_bind_template_child (widget_class, HechaImportDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, HechaImportDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, HechaImportDialog, tiles);
  gtk_widget_class_bind_template_child (widget_class, HechaImportDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, HechaImportDialog, rows);
  gtk_widget_class_bind_template_callback (widget_class, sheet_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, missing_changed_cb);
}

static void
hecha_import_dialog_class_init (HechaImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_import_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = hecha_import_dialog_finalize;
  g_type_ensure (HECHA_TYPE_STATES);
  g_type_ensure (HECHA_TYPE_IMPORT_COLUMNS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/import-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "import.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "import.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "import.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "import.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "import.cancel", NULL);
}

static void
hecha_import_dialog_init (HechaImportDialog *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_autoptr(GtkListItemFactory) factory = hecha_line_factory_new (hecha_import_list_line_bind, NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_view_set_factory (self->rows, factory);
  g_signal_connect_object (drop, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  hecha_states_show_empty (self->file);
  show_step (self, "file");
  g_signal_connect (self, "map", G_CALLBACK (take_keyboard), NULL);
}

/**
 * hecha_import_dialog_new:
 * @session: where to
 *
 * Returns: (transfer none): a window that is not shown yet
 */
GtkWidget *
hecha_import_dialog_new (HechaSession *session)
{
  HechaImportDialog *self = g_object_new (HECHA_TYPE_IMPORT_DIALOG, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

/**
 * hecha_import_dialog_open:
 * @path: a spreadsheet
 *
 * Takes a file for the first step and shows what it begins with.
 */
void
hecha_import_dialog_open (HechaImportDialog *self,
                          const char        *path)
{
  g_return_if_fail (HECHA_IS_IMPORT_DIALOG (self) && path);

  g_free (self->path);
  self->path = g_strdup (path);
  g_clear_pointer (&self->only_sheet, g_free);
  g_clear_pointer (&self->preview, hecha_intake_preview_free);
  read_preview (self);
}
