/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents-dialog.h"
#include "file-dialog.h"
#include "hand-over-page.h"
#include "import-dialog.h"
#include "issue-page.h"
#include "notes-dialog.h"
#include "plan-dialog.h"
#include "remote-dialog.h"
#include "report-fixture.h"
#include "review-detail.h"
#include "revision-dialog.h"
#include "sign-dialog.h"
#include "team-dialog.h"
#include "trust-dialog.h"
#include "trust-page.h"
#include "verification-dialog.h"
#include "wet-dialog.h"

#include <glib/gstdio.h>

/* Dialogs and pages are closed, and the window under them too, while a thread still works for
 * them: its answer comes to nobody, without a word, and nothing is held on to. */

typedef struct
{
  HechaSession *session;
  char         *uuid;
  char         *file;
  char         *key;
  GtkWindow    *window;
} Desk;

static GtkWidget *
entry (GtkWidget  *root,
       const char *title)
{
  GtkWidget *found = NULL;

  if (ADW_IS_ENTRY_ROW (root) && g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child && !found; child = gtk_widget_get_next_sibling (child))
    found = entry (child, title);
  return found;
}

static GtkWidget *
open_remote (Desk *desk)
{
  GtkWidget *dialog = GTK_WIDGET (hecha_remote_dialog_new (desk->window, desk->session));

  gtk_editable_set_text (GTK_EDITABLE (entry (dialog, "Name")), "office");
  gtk_editable_set_text (GTK_EDITABLE (entry (dialog, "Address")), "https://127.0.0.1:1/dav/");
  g_assert_true (gtk_widget_activate_action (dialog, "dialog.add", NULL));
  return dialog;
}

static GtkWidget *
open_import (Desk *desk)
{
  GtkWidget *dialog = hecha_import_dialog_new (desk->session);
  g_autofree char *path = g_build_filename (g_getenv ("HECHA_DATA_DIR"), "demo", "filings.csv", NULL);

  gtk_window_set_transient_for (GTK_WINDOW (dialog), desk->window);
  hecha_import_dialog_open (HECHA_IMPORT_DIALOG (dialog), path);
  return dialog;
}

static GtkWidget *
open_documents (Desk *desk)
{
  return GTK_WIDGET (hecha_documents_dialog_new (desk->window, desk->session, desk->uuid));
}

static GtkWidget *
open_verification (Desk *desk)
{
  return GTK_WIDGET (hecha_verification_dialog_new (desk->window, desk->session, desk->file));
}

static GtkWidget *
open_revision (Desk *desk)
{
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (desk->file, &bytes, &size, NULL));
  return GTK_WIDGET (hecha_revision_dialog_new (desk->window, desk->session, desk->file, size));
}

static gboolean
sign_work (HechaSession  *session,
           const char    *key,
           const char    *password,
           gpointer       data,
           GError       **error)
{
  g_usleep (50000);
  return TRUE;
}

static GtkWidget *
open_sign (Desk *desk)
{
  HechaSignDialog *dialog = hecha_sign_dialog_new (desk->window, desk->session, sign_work, NULL, NULL);

  hecha_sign_dialog_set_key (dialog, desk->key);
  gtk_editable_set_text (GTK_EDITABLE (entry (GTK_WIDGET (dialog), "Password")), FIXTURE_PASSWORD);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.sign", NULL));
  return GTK_WIDGET (dialog);
}

static GtkWidget *
open_wet (Desk *desk)
{
  g_autoptr(HechaCase) content = hecha_inspect_load (desk->session, desk->uuid, NULL);
  HechaWetDialog *dialog = hecha_wet_dialog_new (desk->window, desk->session, content);

  hecha_wet_dialog_read (dialog, (const char *const[]) { desk->file, NULL });
  return GTK_WIDGET (dialog);
}

static GtkWidget *
open_notes (Desk *desk)
{
  return hecha_notes_dialog_new (desk->window, desk->session, desk->uuid);
}

static GtkWidget *
open_team (Desk *desk)
{
  return hecha_team_dialog_new (desk->window, desk->session, desk->uuid);
}

static GtkWidget *
open_plan (Desk *desk)
{
  GtkWidget *dialog = hecha_plan_dialog_new (desk->session, FIXTURE_CODE_ONE_TYPE);

  gtk_window_set_transient_for (GTK_WINDOW (dialog), desk->window);
  return dialog;
}

static GtkWidget *
open_trust (Desk *desk)
{
  return GTK_WIDGET (hecha_trust_dialog_new (desk->window, desk->session, desk->file));
}

static GtkWidget *
page_with (Desk       *desk,
           GtkWidget  *page,
           const char *action)
{
  fixture_window (page, 360, 720);
  hecha_place_set_session (HECHA_PLACE (page), desk->session);
  if (action)
    gtk_widget_activate_action (page, action, NULL);
  return page;
}

static GtkWidget *
open_issue (Desk *desk)
{
  return page_with (desk, hecha_issue_page_new (desk->uuid), "issue.preview");
}

static GtkWidget *
open_review (Desk *desk)
{
  return page_with (desk, hecha_review_detail_new (desk->uuid), NULL);
}

static GtkWidget *
open_hand_over (Desk *desk)
{
  return page_with (desk, g_object_new (HECHA_TYPE_HAND_OVER_PAGE, NULL), "hand-over.fetch");
}

static GtkWidget *
open_trusts (Desk *desk)
{
  return page_with (desk, hecha_trust_page_new (), "trust.refresh");
}

static void
gone_cb (gpointer  data,
         GObject  *object)
{
  *(gboolean *) data = TRUE;
}

static gboolean
is_gone (gpointer data)
{
  return *(gboolean *) data;
}

/* @steps: turns of the main loop before it is closed */
static void
close_early (Desk       *desk,
             GtkWidget *(*open) (Desk *desk),
             guint       steps)
{
  gboolean gone = FALSE;
  GtkWidget *widget;
  GtkRoot *root;

  desk->window = GTK_WINDOW (fixture_window (gtk_label_new (NULL), 800, 600));
  widget = open (desk);
  root = gtk_widget_get_root (widget);
  g_object_weak_ref (G_OBJECT (widget), gone_cb, &gone);
  if (GTK_IS_WINDOW (widget))
    gtk_window_present (GTK_WINDOW (widget));
  for (guint i = 0; i < steps; i++)
    g_main_context_iteration (NULL, FALSE);
  gtk_window_destroy (GTK_WINDOW (root));
  gtk_window_destroy (desk->window);
  fixture_until (is_gone, &gone);
  fixture_settle ();
}

static void
test_closed (void)
{
  static GtkWidget *(*const opens[]) (Desk *) = {
    open_remote, open_import, open_documents, open_verification, open_revision, open_sign, open_wet, open_notes, open_team,
    open_plan, open_trust, open_issue, open_review, open_hand_over, open_trusts,
  };
  static const guint steps[] = { 0, 3, 30 };
  Desk desk = { NULL };

  fixture_language ("en");
  desk.session = fixture_session (HECHA_HOLDER_EVALUATION);
  desk.uuid = fixture_issued (desk.session, &desk.file);
  desk.key = fixture_p12 ("王小明");
  for (guint i = 0; i < G_N_ELEMENTS (opens); i++)
    for (guint s = 0; s < G_N_ELEMENTS (steps); s++)
      {
        g_test_message ("%u after %u", i, steps[s]);
        close_early (&desk, opens[i], steps[s]);
      }
  g_free (desk.uuid);
  g_free (desk.file);
  g_free (desk.key);
  g_object_unref (desk.session);
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/dialog/closed-early", test_closed);
  return g_test_run ();
}
