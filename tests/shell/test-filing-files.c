/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filing-files.h"

#include "filing-desk.h"
#include "filing-page.h"
#include "fixture.h"

#define MISTAKEN "定级报告.pdf"
#define MEANT    "网络拓扑图.png"

/* How many files the filing has, however its page shows them. */
static guint
count (HechaSession *session)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaFilingSheet) sheet = hecha_filing_desk_load (session, FIXTURE_CODE_ONE_TYPE, HECHA_TYPE_CONNECTED,
                                                              HECHA_LANGUAGE_EN, &error);

  g_assert_no_error (error);
  return sheet->check->evidence->len;
}

static GtkWidget *
open_page (HechaSession  *session,
           GtkWidget    **window)
{
  g_auto(GStrv) paths = g_new0 (char *, 3);
  g_autoptr(GError) error = NULL;
  GtkWidget *page = hecha_filing_page_new (FIXTURE_CODE_ONE_TYPE, HECHA_TYPE_CONNECTED);

  paths[0] = fixture_file (MISTAKEN, "%PDF-1.4", -1);
  paths[1] = fixture_png (MEANT, 30, 20);
  hecha_filing_desk_attach (session, FIXTURE_CODE_ONE_TYPE, HECHA_TYPE_CONNECTED, (const char *const *) paths, NULL, &error);
  g_assert_no_error (error);
  hecha_place_set_session (HECHA_PLACE (page), session);
  *window = fixture_window (page, 360, 740);
  return page;
}

static GtkWidget *
button_of (gpointer    page,
           const char *name)
{
  g_autofree char *label = g_strdup_printf ("Remove %s…", name);

  return fixture_find (page, GTK_TYPE_BUTTON, label);
}

static gboolean
has_both (gpointer page)
{
  return button_of (page, MISTAKEN) && button_of (page, MEANT);
}

static gboolean
has_one (gpointer page)
{
  return !button_of (page, MISTAKEN);
}

static GtkWidget *
dialog_over (gpointer page)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) each = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (each) == GTK_WINDOW (gtk_widget_get_root (page)))
        return GTK_WIDGET (each);
    }
  return NULL;
}

static gboolean
is_asked (gpointer page)
{
  return dialog_over (page) != NULL;
}

static void
answer (GtkWidget  *page,
        const char *response)
{
  GtkWidget *dialog;

  g_assert_true (gtk_widget_activate (button_of (page, MISTAKEN)));
  fixture_until (is_asked, page);
  dialog = dialog_over (page);
  g_assert_nonnull (fixture_find (dialog, GTK_TYPE_LABEL, MISTAKEN));
  fixture_settle ();
  fixture_picture (dialog, "filing-file-removal");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
}

/* A file that came with the wrong filing is taken out, by the keyboard too, and only after a yes. */
static void
test_remove (void)
{
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_INDUSTRY);
  GtkWidget *window, *page, *button;

  fixture_language ("en");
  page = open_page (session, &window);
  fixture_until (has_both, page);
  button = button_of (page, MISTAKEN);
  g_assert_true (gtk_widget_grab_focus (button));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == button);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, "Remove " MISTAKEN "…");
  fixture_settle ();
  fixture_picture (window, "filing-files-360");
  answer (page, "keep");
  fixture_settle ();
  g_assert_cmpuint (count (session), ==, 2);
  answer (page, "remove");
  fixture_until (has_one, page);
  g_assert_nonnull (button_of (page, MEANT));
  g_assert_cmpuint (count (session), ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/filing-files/remove", test_remove);
  return g_test_run ();
}
