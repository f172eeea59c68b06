/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "file-dialog.h"

#include "issue.h"
#include "pdf-view.h"
#include "report-fixture.h"
#include "states.h"
#include "verification-dialog.h"
#include "verification-view.h"
#include "wet-signing.h"
#include "zoom-view.h"

#include <string.h>

/* From the verification of a report that was signed on paper to the scans. */

static gboolean
shows_view (gpointer data)
{
  GtkWidget *view = fixture_find (data, HECHA_TYPE_VERIFICATION_VIEW, NULL);

  return view && gtk_widget_get_mapped (view);
}

static GtkWidget *
scan_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (HECHA_IS_FILE_DIALOG (window))
        return window;
    }
  return NULL;
}

static gboolean
is_open (gpointer data)
{
  return scan_dialog () != NULL;
}

static gboolean
has_content (gpointer data)
{
  GtkWidget *states = fixture_find (data, HECHA_TYPE_STATES, NULL), *stack = fixture_find (states, GTK_TYPE_STACK, NULL);

  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "content") == 0;
}

static gboolean
shows_pages (gpointer data)
{
  return hecha_pdf_view_get_n_pages (HECHA_PDF_VIEW (fixture_find (data, HECHA_TYPE_PDF_VIEW, NULL))) > 0;
}

/* Its first page as a photo, and the whole print, which stands for its scan. */
static void
sign_on_paper (HechaSession *session,
               const char   *uuid,
               const char   *file)
{
  g_autoptr(HechaCase) content = hecha_inspect_load (session, uuid, NULL);
  g_autoptr(HechaWetScan) scan = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d"), *rest = fixture_file ("rest.pdf", "", 0);
  g_autofree char *photo = fixture_file ("first.png", "", 0), *first = g_strndup (photo, strlen (photo) - strlen (".png"));
  HechaWetSigner signers[] = { { "prepared", "王小明", day }, { "reviewed", NULL, day } };

  for (guint i = 0; i < content->visit->members->len; i++)
    {
      const HechaMember *member = content->visit->members->pdata[i];

      if (member->role == HECHA_ROLE_REVIEWED)
        signers[1].name = member->name;
    }
  fixture_run ("pdftoppm", "-r", "200", "-gray", "-png", "-singlefile", "-f", "1", "-l", "1", file, first, NULL);
  fixture_run ("qpdf", "--empty", "--pages", file, "2-z", "--", rest, NULL);
  scan = hecha_wet_scan_read (session, uuid, (const char *const[]) { photo, rest, NULL }, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  hecha_wet_signing_record (session, scan, signers, signers[1].name ? 2 : 1, &error);
  g_assert_no_error (error);
}

static void
take (GtkWidget  *window,
      const char *name)
{
  for (int width = 1; width >= 0; width--)
    {
      g_autofree char *full = g_strdup_printf ("%s-%s-%d", name, g_getenv ("LANGUAGE"), width ? 700 : 360);

      gtk_window_set_default_size (GTK_WINDOW (window), width ? 700 : 360, 720);
      for (guint i = 0; i < 10; i++)
        fixture_settle ();
      fixture_picture (window, full);
    }
}

static void
open_scan (GtkWidget  *verification,
           const char *name)
{
  g_autofree char *label = g_strdup_printf (g_str_equal (g_getenv ("LANGUAGE"), "en") ? "Open %s" : "打开%s", name);
  GtkWidget *row = gtk_widget_get_ancestor (fixture_find (verification, GTK_TYPE_LABEL, name), ADW_TYPE_ACTION_ROW);
  GtkWidget *button = fixture_find (row, GTK_TYPE_BUTTON, NULL);

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label);
  gtk_widget_activate (button);
  fixture_until (is_open, NULL);
  fixture_until (has_content, scan_dialog ());
}

static void
test_scans (gconstpointer language)
{
  g_autoptr(HechaSession) session = NULL;
  g_autofree char *uuid = NULL, *file = NULL;
  GtkWidget *verification, *view;

  fixture_language (language);
  session = fixture_session (HECHA_HOLDER_EVALUATION);
  uuid = fixture_issued (session, &file);
  sign_on_paper (session, uuid, file);
  verification = GTK_WIDGET (hecha_verification_dialog_new (NULL, session, file));
  gtk_window_present (GTK_WINDOW (verification));
  fixture_until (shows_view, verification);
  view = fixture_find (verification, HECHA_TYPE_VERIFICATION_VIEW, NULL);
  gtk_widget_grab_focus (fixture_find (view, GTK_TYPE_BUTTON, NULL));
  take (verification, "verification-paper");

  open_scan (verification, "rest.pdf");
  fixture_until (shows_pages, scan_dialog ());
  take (scan_dialog (), "verification-scan-pages");
  gtk_window_destroy (GTK_WINDOW (scan_dialog ()));
  fixture_settle ();
  open_scan (verification, "first.png");
  g_assert_true (gtk_widget_get_mapped (fixture_find (scan_dialog (), HECHA_TYPE_ZOOM_VIEW, NULL)));
  take (scan_dialog (), "verification-scan-photo");
  gtk_window_destroy (GTK_WINDOW (scan_dialog ()));
  gtk_window_destroy (GTK_WINDOW (verification));
  fixture_settle ();
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_data_func ("/verification-scans/en", "en", test_scans);
  g_test_add_data_func ("/verification-scans/zh_CN", "zh_CN", test_scans);
  return g_test_run ();
}
