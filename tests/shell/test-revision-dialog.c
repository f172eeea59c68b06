/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "revision-dialog.h"

#include "issue.h"
#include "pdf-view.h"
#include "report-fixture.h"
#include "../sign/pdf-edit.h"
#include "verification-dialog.h"

#include <string.h>

static char *
read_all (const char *path,
          gsize      *size)
{
  char *text;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (path, &text, size, &error);
  g_assert_no_error (error);
  return text;
}

/* A signed report in which somebody turned the first page by an update. */
static char *
make_attack (HechaSession *session,
             guint64      *covers)
{
  g_autofree char *file = NULL, *uuid = fixture_issued (session, &file), *bytes = NULL, *text = NULL;
  g_autofree char *pages = NULL;
  g_autoptr(HechaIssuedReport) current = NULL;
  g_autoptr(GString) data = NULL;
  guint page;
  gsize size;

  fixture_sign (session, file, "prepared", "王小明");
  current = hecha_issue_current (session, uuid, NULL);
  bytes = read_all (current->path, &size);
  data = g_string_new_len (bytes, (gssize) size);
  *covers = size;
  pages = object_text (data, object_around (data, find_first (data, "/Type /Pages")));
  page = (guint) g_ascii_strtoull (strstr (pages, "/Kids [ ") + strlen ("/Kids [ "), NULL, 10);
  text = object_text (data, page);
  replace_text (&text, "/MediaBox", "/Rotate 180 /MediaBox");
  update_object (data, page, text);
  return fixture_file ("attack.pdf", data->str, (gssize) data->len);
}

static gboolean
is_open (gpointer data)
{
  return fixture_find (data, GTK_TYPE_LABEL, g_str_equal (g_getenv ("LANGUAGE"), "zh_CN")
                       ? "第 1 页看上去不同。" : "Page 1 looks different.") != NULL;
}

static gboolean
has_button (gpointer data)
{
  GtkWidget *button = fixture_find (data, GTK_TYPE_BUTTON, g_str_equal (g_getenv ("LANGUAGE"), "zh_CN")
                                    ? "查看改动之处(_L)…" : "_Look at What Was Changed…");

  return button && gtk_widget_is_visible (button);
}

static gboolean
shows_pages (gpointer data)
{
  return hecha_pdf_view_get_n_pages (data) > 0;
}

static GtkWindow *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (HECHA_IS_REVISION_DIALOG (window))
        return window;
    }
  return NULL;
}

static void
take (GtkWindow  *dialog,
      int         width,
      int         height)
{
  g_autofree char *name = g_strdup_printf ("revision-dialog-%s-%d", g_getenv ("LANGUAGE"), width);

  /* As by hand: on the way it is rearranged, and then has room to be narrower. */
  for (int step = 1; step >= 0; step--)
    {
      gtk_window_set_default_size (dialog, width + step, height);
      for (guint i = 0; i < 10; i++)
        fixture_settle ();
    }
  fixture_picture (GTK_WIDGET (dialog), name);
}

/* From the verification of the changed file to the page that was changed. */
static void
test_look (gconstpointer language)
{
  g_autoptr(HechaSession) session = NULL;
  g_autofree char *file = NULL;
  guint64 covers = 0;
  GtkWindow *verification, *dialog;
  GtkWidget *view;

  fixture_language (language);
  session = fixture_session (HECHA_HOLDER_EVALUATION);
  file = make_attack (session, &covers);
  verification = GTK_WINDOW (hecha_verification_dialog_new (NULL, session, file));
  gtk_window_present (verification);
  fixture_until (has_button, verification);
  fixture_settle ();
  fixture_picture (GTK_WIDGET (verification), g_str_equal (language, "en") ? "verification-changed-en"
                                                                            : "verification-changed-zh_CN");
  gtk_widget_activate_action (GTK_WIDGET (verification), "dialog.look", NULL);
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  fixture_until (is_open, dialog);
  view = fixture_find (GTK_WIDGET (dialog), HECHA_TYPE_PDF_VIEW, NULL);
  fixture_until (shows_pages, view);
  take (dialog, 1000, 720);
  take (dialog, 360, 720);
  gtk_window_destroy (dialog);
  gtk_window_destroy (verification);
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_data_func ("/revision-dialog/en", "en", test_look);
  g_test_add_data_func ("/revision-dialog/zh_CN", "zh_CN", test_look);
  return g_test_run ();
}
