/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wet-dialog.h"

#include "busy-bar.h"
#include "file-choice.h"
#include "refusals.h"
#include "wet-signing.h"
#include "words.h"

#include <glib/gi18n.h>

struct _HechaWetDialog
{
  HechaDialog parent_instance;

  HechaBusyBar        *busy;
  GtkWidget           *fields;
  GtkLabel            *problem;
  AdwPreferencesGroup *scans;
  AdwPreferencesGroup *signers;
  AdwEntryRow         *day;

  HechaSession        *session;
  char                *case_uuid;
  GPtrArray           *rows;     /* of the scans; held by the group */
  GPtrArray           *entries;  /* of the signers; held by the group */
  GPtrArray           *checks;   /* whether each signed */
  GPtrArray           *names;    /* of their fields; static */
  HechaWetScan        *scan;
};

G_DEFINE_FINAL_TYPE (HechaWetDialog, hecha_wet_dialog, HECHA_TYPE_DIALOG)

static void
show_problem (HechaWetDialog *self,
              const GError   *error)
{
  g_autofree char *text = error ? g_strdup (hecha_refusal_text (error)) : NULL;

  gtk_label_set_label (self->problem, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
}

static gboolean
is_complete (HechaWetDialog *self)
{
  return self->scan && hecha_wet_scan_check (self->scan, NULL);
}

static void
update (HechaWetDialog *self)
{
  gboolean idle = !hecha_busy_bar_is_busy (self->busy);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "wet.record", idle && is_complete (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "wet.choose", idle);
  gtk_widget_set_sensitive (self->fields, idle);
}

/* The scans. */

static char *
page_words (const HechaWetPage *page)
{
  switch (page->state)
    {
    case HECHA_WET_GOOD:
      return g_strdup_printf (_("Page %u of the report"), page->page);
    case HECHA_WET_BLANK:
      return g_strdup (_("No code: taken for the back of a page"));
    case HECHA_WET_FOREIGN:
      /* TRANSLATORS: %s is the number of a report */
      return g_strdup_printf (_("A page of another report, %s"), page->detail);
    case HECHA_WET_OTHER_REVISION:
      return g_strdup_printf (_("A page of another revision, %s"), page->detail);
    case HECHA_WET_OTHER_RESULTS:
      return g_strdup (_("A page of a draft, or with other results"));
    case HECHA_WET_TWICE:
      return g_strdup_printf (_("Page %u once more; it is in %s already"), page->page, page->detail);
    case HECHA_WET_UNREADABLE:
    default:
      return g_strdup (page->detail ? page->detail : _("No code could be read: scan it again, at 200 dpi or more"));
    }
}

static GtkWidget *
row_new (const char *title,
         const char *subtitle,
         gboolean    good)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *image = gtk_image_new_from_icon_name (good ? "emblem-ok-symbolic" : "dialog-warning-symbolic");

  gtk_widget_add_css_class (image, good ? "success" : "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  return row;
}

static void
add_row (HechaWetDialog *self,
         GtkWidget      *row)
{
  adw_preferences_group_add (self->scans, row);
  g_ptr_array_add (self->rows, row);
}

/* What is well comes last and folded; what is to be mended is seen at once. */
static void
show_scan (HechaWetDialog *self)
{
  GtkWidget *good = adw_expander_row_new ();
  g_autofree char *title = NULL;
  guint n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->scans, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  if (self->scan->missing)
    add_row (self, row_new (_("Pages that are missing"), self->scan->missing, FALSE));
  for (guint i = 0; i < self->scan->pages->len; i++)
    {
      const HechaWetPage *page = self->scan->pages->pdata[i];
      gboolean is_good = page->state == HECHA_WET_GOOD || page->state == HECHA_WET_BLANK;
      /* TRANSLATORS: name of a file, and the page in it */
      g_autofree char *where = g_strdup_printf (_("%s, page %u"), page->file, page->place), *what = page_words (page);

      n += page->state == HECHA_WET_GOOD;
      if (is_good)
        adw_expander_row_add_row (ADW_EXPANDER_ROW (good), row_new (where, what, TRUE));
      else
        add_row (self, row_new (where, what, FALSE));
    }
  title = g_strdup_printf (_("%u of %u pages recognised"), n, self->scan->expected);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (good), title);
  add_row (self, good);
}

typedef struct
{
  char         *case_uuid;
  GStrv         paths;
  HechaBusyBar *busy;   /* held */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->case_uuid);
  g_strfreev (reading->paths);
  g_object_unref (reading->busy);
  g_free (reading);
}

static gpointer
read_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Reading *reading = data;

  return hecha_wet_scan_read (session, reading->case_uuid, (const char *const *) reading->paths, hecha_busy_bar_progress,
                              reading->busy, cancellable, error);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(HechaWetDialog) self = data;
  g_autoptr(GError) error = NULL;
  HechaWetScan *scan = hecha_session_run_finish (HECHA_SESSION (source), result, &error);

  hecha_busy_bar_end (self->busy);
  if (scan)
    {
      g_clear_pointer (&self->scan, hecha_wet_scan_free);
      self->scan = scan;
      show_scan (self);
    }
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_problem (self, error);
  update (self);
}

static void
choose_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  hecha_file_choose (widget, _("Scans of the Signed Report"), GTK_FILE_CHOOSER_ACTION_OPEN, TRUE, NULL,
                     _("Scans (PDF or pictures)"), (const char *[]) { "pdf", "png", "jpg", "jpeg", "tif", "tiff", "heic", NULL },
                     (HechaFileChosen) hecha_wet_dialog_read);
}

static gboolean
drop_cb (HechaWetDialog *self,
         const GValue   *value,
         double          x,
         double          y,
         GtkDropTarget  *target)
{
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  if (hecha_busy_bar_is_busy (self->busy))
    return FALSE;
  for (GSList *file = files; file; file = file->next)
    if (g_file_peek_path (file->data))
      g_ptr_array_add (paths, g_strdup (g_file_peek_path (file->data)));
  g_ptr_array_add (paths, NULL);
  hecha_wet_dialog_read (self, (const char *const *) paths->pdata);
  return paths->len > 1;
}

/* Recording. */

typedef struct
{
  HechaWetDialog *dialog;   /* held, and with it the scan */
  GStrv           names;
  GArray         *signers;
  char           *day;
} Recording;

static void
recording_free (gpointer data)
{
  Recording *recording = data;

  g_object_unref (recording->dialog);
  g_strfreev (recording->names);
  g_array_unref (recording->signers);
  g_free (recording->day);
  g_free (recording);
}

static gpointer
record_job (HechaSession  *session,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Recording *recording = data;

  hecha_wet_signing_record (session, recording->dialog->scan, (const HechaWetSigner *) recording->signers->data,
                            recording->signers->len, error);
  return NULL;
}

static void
recorded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(HechaWetDialog) self = data;
  g_autoptr(GError) error = NULL;

  hecha_session_run_finish (HECHA_SESSION (source), result, &error);
  hecha_busy_bar_end (self->busy);
  show_problem (self, error);
  update (self);
  if (error)
    return;
  g_signal_emit_by_name (self, "recorded");
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
record_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HechaWetDialog *self = HECHA_WET_DIALOG (widget);
  Recording *recording = g_new0 (Recording, 1);
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();

  recording->dialog = g_object_ref (self);
  recording->day = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->day))));
  recording->signers = g_array_new (FALSE, TRUE, sizeof (HechaWetSigner));
  for (guint i = 0; i < self->entries->len; i++)
    {
      HechaWetSigner signer = { self->names->pdata[i], NULL, recording->day };
      g_autofree char *who = g_strstrip (g_strdup (gtk_editable_get_text (self->entries->pdata[i])));

      if (!gtk_check_button_get_active (self->checks->pdata[i]))
        continue;
      g_strv_builder_add (names, who);
      g_array_append_val (recording->signers, signer);
    }
  recording->names = g_strv_builder_end (names);
  for (guint i = 0; i < recording->signers->len; i++)
    g_array_index (recording->signers, HechaWetSigner, i).name = recording->names[i];
  hecha_busy_bar_begin (self->busy, _("Recording…"));
  update (self);
  hecha_session_edit_async (self->session, record_job, recording, recording_free, NULL, NULL, recorded_cb,
                            g_object_ref (self));
}

/* What is being read is given up; what is being recorded cannot be called back. */
static void
cancel_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static gboolean
hecha_wet_dialog_close_request (GtkWindow *window)
{
  if (hecha_busy_bar_is_busy (HECHA_WET_DIALOG (window)->busy))
    return TRUE;
  return GTK_WINDOW_CLASS (hecha_wet_dialog_parent_class)->close_request (window);
}

/* Who signed. */

static void
add_signer (HechaWetDialog            *self,
            const HechaCase           *content,
            const HechaSignatureField *field,
            gboolean                   expected)
{
  const HechaMember *member = hecha_field_signer (field, content->visit->members);
  GtkWidget *row, *check;
  g_autofree char *label = NULL;

  if (hecha_case_signing (content, field->name))
    return;
  row = adw_entry_row_new ();
  check = gtk_check_button_new ();
  label = g_strdup_printf (_("Signed as “%s”"), hecha_words (&field->label));
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), expected);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), hecha_words (&field->label));
  gtk_editable_set_text (GTK_EDITABLE (row), member ? member->name : "");
  adw_entry_row_add_prefix (ADW_ENTRY_ROW (row), check);
  adw_preferences_group_add (self->signers, row);
  g_ptr_array_add (self->entries, row);
  g_ptr_array_add (self->checks, check);
  g_ptr_array_add (self->names, (gpointer) field->name);
}

static void
add_signers (HechaWetDialog  *self,
             const HechaCase *content)
{
  HechaProcedure procedure = content->visit->procedure;
  guint n;
  const HechaSignatureField *fields = hecha_procedure_fields (procedure, &n);

  for (guint i = 0; i < n; i++)
    add_signer (self, content, &fields[i], fields[i].required);
  for (guint i = 0; i < 2 && procedure == HECHA_PROCEDURE_INSPECTION; i++)
    add_signer (self, content, hecha_procedure_field (procedure, i ? HECHA_FIELD_REFUSAL_OFFICER "2"
                                                                   : HECHA_FIELD_REFUSAL_OFFICER "1"), FALSE);
}

/* Type. */

static void
hecha_wet_dialog_finalize (GObject *object)
{
  HechaWetDialog *self = HECHA_WET_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->scan, hecha_wet_scan_free);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->checks);
  g_ptr_array_unref (self->names);
  g_free (self->case_uuid);
  G_OBJECT_CLASS (hecha_wet_dialog_parent_class)->finalize (object);
}

static void
hecha_wet_dialog_class_init (HechaWetDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hecha_wet_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = hecha_wet_dialog_close_request;
  g_type_ensure (HECHA_TYPE_BUSY_BAR);
  g_signal_new ("recorded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/wet-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaWetDialog, busy);
  gtk_widget_class_bind_template_child (widget_class, HechaWetDialog, fields);
  gtk_widget_class_bind_template_child (widget_class, HechaWetDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, HechaWetDialog, scans);
  gtk_widget_class_bind_template_child (widget_class, HechaWetDialog, signers);
  gtk_widget_class_bind_template_child (widget_class, HechaWetDialog, day);
  gtk_widget_class_install_action (widget_class, "wet.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "wet.record", NULL, record_action);
  gtk_widget_class_install_action (widget_class, "wet.cancel", NULL, cancel_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "wet.cancel", NULL);
}

static void
hecha_wet_dialog_init (HechaWetDialog *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->rows = g_ptr_array_new ();
  self->entries = g_ptr_array_new ();
  self->checks = g_ptr_array_new ();
  self->names = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (drop, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  update (self);
}

/**
 * hecha_wet_dialog_new:
 * @parent: (nullable): the window that waits
 * @content: a visit whose report was issued; not kept
 *
 * Returns: (transfer none): the dialog, for gtk_window_present()
 */
HechaWetDialog *
hecha_wet_dialog_new (GtkWindow       *parent,
                      HechaSession    *session,
                      const HechaCase *content)
{
  HechaWetDialog *self = g_object_new (HECHA_TYPE_WET_DIALOG, "transient-for", parent, NULL);
  g_autofree char *today = NULL;
  GDate day;

  hecha_clock_today (hecha_session_get_clock (session), &day);
  today = hecha_date_to_text (&day);
  self->session = g_object_ref (session);
  self->case_uuid = g_strdup (content->visit->uuid);
  gtk_editable_set_text (GTK_EDITABLE (self->day), today);
  add_signers (self, content);
  return self;
}

/**
 * hecha_wet_dialog_read:
 * @paths: (array zero-terminated=1): scans, as if they were chosen; they replace those before
 */
void
hecha_wet_dialog_read (HechaWetDialog    *self,
                       const char *const *paths)
{
  Reading *reading;
  GCancellable *cancellable;

  g_return_if_fail (HECHA_IS_WET_DIALOG (self) && paths);

  reading = g_new0 (Reading, 1);
  reading->case_uuid = g_strdup (self->case_uuid);
  reading->paths = g_strdupv ((char **) paths);
  reading->busy = g_object_ref (self->busy);
  cancellable = hecha_busy_bar_begin (self->busy, _("Reading the scans…"));
  update (self);
  hecha_session_run_async (self->session, read_job, reading, reading_free, (GDestroyNotify) hecha_wet_scan_free,
                           cancellable, read_cb, g_object_ref (self));
}
