/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "take-in.h"

#include "camera-dialog.h"
#include "window.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget   *over;
  HechaOnSite *visit;
  char        *item;
  char        *object;
  char        *origin;
} Taking;

static Taking *
taking_new (GtkWidget   *over,
            HechaOnSite *visit,
            const char  *item,
            const char  *object,
            const char  *origin)
{
  Taking *taking = g_new0 (Taking, 1);

  taking->over = g_object_ref (over);
  taking->visit = g_object_ref (visit);
  taking->item = g_strdup (item);
  taking->object = g_strdup (object);
  taking->origin = g_strdup (origin);
  return taking;
}

static void
taking_free (Taking *taking)
{
  g_object_unref (taking->over);
  g_object_unref (taking->visit);
  g_free (taking->item);
  g_free (taking->object);
  g_free (taking->origin);
  g_free (taking);
}

/* A name that says where it came from and when. */
static char *
new_name (const char *origin,
          const char *suffix)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%Y%m%d-%H%M%S");

  return g_strdup_printf ("%s-%s.%s", origin, time, suffix);
}

static void
take_files (Taking     *taking,
            GListModel *files)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) paths = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr(GFile) file = g_list_model_get_item (files, i);

      if (g_file_peek_path (file))
        g_strv_builder_add (builder, g_file_peek_path (file));
      else if (hecha_window_of (taking->over))
        hecha_window_toast (hecha_window_of (taking->over), _("Only files on this machine can be taken in"));
    }
  paths = g_strv_builder_end (builder);
  if (*paths)
    hecha_on_site_attach_files (taking->visit, taking->item, taking->object, (const char *const *) paths);
}

/* Files. */

static void
files_chosen_cb (GtkFileChooserNative *chooser,
                 int                   response,
                 Taking               *taking)
{
  g_autoptr(GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (chooser));

  if (response == GTK_RESPONSE_ACCEPT)
    take_files (taking, files);
  taking_free (taking);
  g_object_unref (chooser);
}

/**
 * hecha_take_in_files:
 * @over: for the dialog
 * @item: (nullable): UUID of the item that they speak for
 * @object: (nullable): UUID of the object that they show
 *
 * Lets the user choose files.
 */
void
hecha_take_in_files (GtkWidget   *over,
                     HechaOnSite *visit,
                     const char  *item,
                     const char  *object)
{
  GtkRoot *root = gtk_widget_get_root (over);
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_("Add Evidence"), root ? GTK_WINDOW (root) : NULL,
                                                               GTK_FILE_CHOOSER_ACTION_OPEN, _("_Add"),
                                                               _("_Cancel"));

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (files_chosen_cb),
                    taking_new (over, visit, item, object, "file"));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* Pictures that are no file. */

static void
encode_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  g_task_return_pointer (task, gdk_texture_save_to_png_bytes (GDK_TEXTURE (source)), (GDestroyNotify) g_bytes_unref);
}

static void
encoded_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  Taking *taking = data;
  g_autoptr(GBytes) bytes = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autofree char *name = new_name (taking->origin, "png");

  hecha_on_site_attach_bytes (taking->visit, taking->item, taking->object, bytes, name, taking->origin);
  taking_free (taking);
}

static void
take_texture (Taking     *taking,
              GdkTexture *texture)
{
  g_autoptr(GTask) task = g_task_new (texture, NULL, encoded_cb, taking);

  g_task_run_in_thread (task, encode_thread);
}

/**
 * hecha_take_in_value:
 * @value: a #GdkFileList or #GdkTexture, as dropped or pasted
 * @origin: file or paste
 *
 * Returns: whether there was anything to take
 */
gboolean
hecha_take_in_value (GtkWidget    *over,
                     HechaOnSite  *visit,
                     const char   *item,
                     const char   *object,
                     const GValue *value,
                     const char   *origin)
{
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);
  Taking *taking;

  if (!G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE) && !G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return FALSE;
  taking = taking_new (over, visit, item, object, origin);
  if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    {
      take_texture (taking, g_value_get_object (value));
      return TRUE;
    }
  for (GSList *file = g_value_get_boxed (value); file; file = file->next)
    g_list_store_append (files, file->data);
  take_files (taking, G_LIST_MODEL (files));
  taking_free (taking);
  return TRUE;
}

static void
pasted_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Taking *taking = data;
  g_autoptr(GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);
  HechaWindow *window = hecha_window_of (taking->over);

  if (value)
    hecha_take_in_value (taking->over, taking->visit, taking->item, taking->object, value, "paste");
  else if (window)
    hecha_window_show_error (window, _("The Clipboard Could Not Be Read"), error);
  taking_free (taking);
}

/**
 * hecha_take_in_paste:
 *
 * Takes the picture or the files in the clipboard.
 */
void
hecha_take_in_paste (GtkWidget   *over,
                     HechaOnSite *visit,
                     const char  *item,
                     const char  *object)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (over);
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  g_autoptr(GdkContentFormats) readable = gdk_content_formats_union_deserialize_gtypes (gdk_content_formats_ref (formats));
  HechaWindow *window = hecha_window_of (over);
  GType type = gdk_content_formats_contain_gtype (readable, GDK_TYPE_FILE_LIST) ? GDK_TYPE_FILE_LIST :
               gdk_content_formats_contain_gtype (readable, GDK_TYPE_TEXTURE) ? GDK_TYPE_TEXTURE : G_TYPE_INVALID;

  if (type != G_TYPE_INVALID)
    gdk_clipboard_read_value_async (clipboard, type, G_PRIORITY_DEFAULT, NULL, pasted_cb,
                                    taking_new (over, visit, item, object, "paste"));
  else if (window)
    hecha_window_toast (window, _("There is no picture in the clipboard"));
}

/* The camera. */

static void
camera_taken_cb (HechaCameraDialog *dialog,
                 GBytes            *bytes,
                 Taking            *taking)
{
  g_autofree char *name = new_name ("camera", "jpg");

  hecha_on_site_attach_bytes (taking->visit, taking->item, taking->object, bytes, name, "camera");
}

static void
taking_closure_free (gpointer  data,
                     GClosure *closure)
{
  taking_free (data);
}

/**
 * hecha_take_in_camera:
 *
 * Lets the user take pictures.
 */
void
hecha_take_in_camera (GtkWidget   *over,
                      HechaOnSite *visit,
                      const char  *item,
                      const char  *object)
{
  GtkRoot *root = gtk_widget_get_root (over);
  GtkWidget *dialog = hecha_camera_dialog_new (root ? GTK_WINDOW (root) : NULL);

  g_signal_connect_data (dialog, "taken", G_CALLBACK (camera_taken_cb),
                         taking_new (over, visit, item, object, "camera"), taking_closure_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
