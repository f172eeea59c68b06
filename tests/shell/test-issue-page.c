/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "issue-page.h"
#include "issue.h"
#include "pdf-view.h"
#include "report-fixture.h"
#include "review.h"
#include "sign-dialog.h"
#include "states.h"

#include <string.h>

/* From what is missing to a signed report and its reopening, on the page. */

typedef struct
{
  HechaSession *session;
  char         *uuid;
  GtkWidget    *page;
  GtkWidget    *window;
} Desk;

static gboolean
has_content (gpointer data)
{
  GtkWidget *states = fixture_find (data, HECHA_TYPE_STATES, NULL);
  GtkWidget *stack = fixture_find (states, GTK_TYPE_STACK, NULL);

  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "content") == 0;
}

static gboolean
has_pages (gpointer data)
{
  GtkWidget *view = fixture_find (data, HECHA_TYPE_PDF_VIEW, NULL);

  return view && hecha_pdf_view_get_n_pages (HECHA_PDF_VIEW (view)) > 0;
}

static Desk
desk_new (void)
{
  Desk desk;

  fixture_language ("en");
  desk.session = fixture_session (HECHA_HOLDER_EVALUATION);
  desk.uuid = fixture_plan (desk.session, FIXTURE_CODE_ONE_TYPE, 1u << HECHA_TYPE_CONNECTED, HECHA_LANGUAGE_ZH);
  desk.page = NULL;
  return desk;
}

static void
desk_open (Desk *desk)
{
  desk->page = hecha_issue_page_new (desk->uuid);
  desk->window = fixture_window (desk->page, 1200, 800);
  hecha_place_set_session (HECHA_PLACE (desk->page), desk->session);
  fixture_until (has_content, desk->page);
}

static void
desk_clear (Desk *desk)
{
  gtk_window_destroy (GTK_WINDOW (desk->window));
  fixture_settle ();
  g_free (desk->uuid);
  g_object_unref (desk->session);
}

static GtkWidget *
button (Desk       *desk,
        const char *label)
{
  GtkWidget *found = fixture_find (desk->page, GTK_TYPE_BUTTON, label);

  g_assert_nonnull (found);
  return found;
}

static GtkWidget *
dialog_over (Desk *desk)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (desk->window) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return GTK_WIDGET (window);
    }
  return NULL;
}

static gboolean
has_dialog (gpointer data)
{
  return dialog_over (data) != NULL;
}

static gboolean
has_no_dialog (gpointer data)
{
  return dialog_over (data) == NULL;
}

static HechaCase *
load (Desk *desk)
{
  g_autoptr(GError) error = NULL;
  HechaCase *content = hecha_inspect_load (desk->session, desk->uuid, &error);

  g_assert_no_error (error);
  return content;
}

static void
test_what_is_missing (void)
{
  Desk desk = desk_new ();

  desk_open (&desk);
  g_assert_nonnull (fixture_find (desk.page, GTK_TYPE_LABEL, "items are not complete"));
  g_assert_nonnull (fixture_find (desk.page, GTK_TYPE_LABEL, "Signers without a registered certificate"));
  g_assert_true (gtk_widget_get_sensitive (button (&desk, "_Preview")));
  g_assert_false (gtk_widget_get_sensitive (button (&desk, "_Issue Report…")));
  g_assert_null (fixture_find (desk.page, GTK_TYPE_BUTTON, "_Sign as…"));
  desk_clear (&desk);
}

static void
test_preview (void)
{
  Desk desk = desk_new ();
  g_autoptr(HechaCase) content = NULL;

  desk_open (&desk);
  gtk_widget_activate (button (&desk, "_Preview"));
  fixture_until (has_pages, desk.page);
  g_assert_nonnull (fixture_find (desk.page, GTK_TYPE_LABEL, "Preview: as things stand"));
  content = load (&desk);
  g_assert_false (content->frozen);
  desk_clear (&desk);
}

static gboolean
is_frozen (gpointer data)
{
  g_autoptr(HechaCase) content = load (data);

  return content->frozen && content->report;
}

static gboolean
offers_to_sign (gpointer data)
{
  return fixture_find (data, GTK_TYPE_BUTTON, "_Sign as…") != NULL;
}

static void
test_issue (void)
{
  Desk desk = desk_new ();

  fixture_answer (desk.session, desk.uuid);
  desk_open (&desk);
  g_assert_nonnull (fixture_find (desk.page, GTK_TYPE_LABEL, "Nothing is missing"));
  gtk_widget_activate (button (&desk, "_Issue Report…"));
  fixture_until (has_dialog, &desk);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog_over (&desk)), "issue");
  fixture_until (is_frozen, &desk);
  fixture_until (offers_to_sign, desk.page);
  fixture_until (has_pages, desk.page);
  g_assert_nonnull (fixture_find (desk.page, GTK_TYPE_LABEL, "Revision 1, issued"));
  g_assert_null (fixture_find (desk.page, GTK_TYPE_LABEL, "Nothing is missing"));
  desk_clear (&desk);
}

static gboolean
says_problem (gpointer data)
{
  return fixture_find (data, GTK_TYPE_LABEL, "This is not the key’s password") != NULL;
}

static gboolean
has_one_signing (gpointer data)
{
  g_autoptr(HechaCase) content = load (data);

  return content->signings->len == 1;
}

static gboolean
is_verified (gpointer data)
{
  return fixture_find (data, GTK_TYPE_LABEL, "Nobody has signed this file yet") != NULL;
}

static gboolean
says_signed (gpointer data)
{
  return fixture_find (data, GTK_TYPE_LABEL, "Signed by 王小明") != NULL &&
         fixture_find (data, GTK_TYPE_LABEL, "Signer not proved") != NULL;
}

/* The newest version of the report calls a picture in its appearance. */
static void
assert_picture (Desk *desk)
{
  g_autoptr(HechaIssuedReport) report = hecha_issue_current (desk->session, desk->uuid, NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (report->path, &bytes, &size, NULL));
  g_assert_nonnull (memmem (bytes, size, "/XObject << /Picture ", 21));
}

/* The keyboard is where the next one signs. */
static gboolean
keyboard_signs (gpointer data)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (gtk_widget_get_root (data)));

  return focus && GTK_IS_BUTTON (focus) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (focus)), "_Sign as…") == 0;
}

static void
test_sign (void)
{
  Desk desk = desk_new ();
  g_autofree char *file = NULL, *key = fixture_p12 ("王小明");
  g_autofree char *picture = g_build_filename (g_getenv ("HECHA_DATA_DIR"), "demo", "cabinet.png", NULL);
  GtkWidget *dialog, *entry;

  fixture_answer (desk.session, desk.uuid);
  file = fixture_report (desk.session, desk.uuid);
  desk_open (&desk);
  g_assert_nonnull (fixture_find (desk.page, GTK_TYPE_LABEL, "The report is with 王小明"));
  /* Once the file is verified the rows are made anew. */
  fixture_until (is_verified, desk.page);
  gtk_widget_activate (button (&desk, "_Sign as…"));
  fixture_until (has_dialog, &desk);
  dialog = dialog_over (&desk);
  g_assert_true (HECHA_IS_SIGN_DIALOG (dialog));
  g_assert_false (gtk_widget_is_sensitive (fixture_find (dialog, GTK_TYPE_LABEL, "_Sign")));
  entry = fixture_find (dialog, ADW_TYPE_PASSWORD_ENTRY_ROW, NULL);
  hecha_sign_dialog_set_key (HECHA_SIGN_DIALOG (dialog), key);

  gtk_editable_set_text (GTK_EDITABLE (entry), "not it");
  g_assert_true (gtk_widget_activate_action (dialog, "dialog.sign", NULL));
  fixture_until (says_problem, dialog);
  g_assert_true (gtk_widget_get_visible (dialog));
  g_assert_true (gtk_widget_has_css_class (entry, "error"));

  gtk_editable_set_text (GTK_EDITABLE (entry), FIXTURE_PASSWORD);
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  hecha_sign_dialog_set_picture (HECHA_SIGN_DIALOG (dialog), key);
  gtk_widget_activate_action (dialog, "dialog.forget-picture", NULL);
  g_assert_nonnull (fixture_find (dialog, GTK_TYPE_LABEL, "None: words alone"));
  hecha_sign_dialog_set_picture (HECHA_SIGN_DIALOG (dialog), picture);
  g_assert_nonnull (fixture_find (dialog, GTK_TYPE_LABEL, "cabinet.png"));
  gtk_widget_activate_action (dialog, "dialog.sign", NULL);
  fixture_until (has_no_dialog, &desk);
  fixture_until (has_one_signing, &desk);
  assert_picture (&desk);
  fixture_until (says_signed, desk.page);
  fixture_until (keyboard_signs, desk.page);
  g_assert_nonnull (fixture_find (desk.page, GTK_TYPE_LABEL, "The report is with 赵审核"));
  desk_clear (&desk);
}

static gboolean
is_open (gpointer data)
{
  g_autoptr(HechaCase) content = load (data);

  return !content->frozen;
}

static gboolean
offers_to_issue (gpointer data)
{
  return fixture_find (data, GTK_TYPE_BUTTON, "_Issue Report…") != NULL;
}

static void
test_reopen (void)
{
  Desk desk = desk_new ();
  g_autofree char *file = NULL;
  GtkWidget *dialog, *view;

  fixture_answer (desk.session, desk.uuid);
  file = fixture_report (desk.session, desk.uuid);
  desk_open (&desk);
  gtk_widget_activate_action (desk.page, "issue.reopen", NULL);
  fixture_until (has_dialog, &desk);
  dialog = dialog_over (&desk);
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "yes"));
  view = fixture_find (dialog, GTK_TYPE_TEXT_VIEW, NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "  \n", -1);
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "yes"));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "漏记一台设备", -1);
  g_assert_true (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "yes"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "yes");
  fixture_until (is_open, &desk);
  fixture_until (offers_to_issue, desk.page);
  desk_clear (&desk);
}

static gboolean
says_returned (gpointer data)
{
  return fixture_find (data, GTK_TYPE_LABEL, "Returned by ") != NULL;
}

/* Why a report came back, and what was said of its items, is read while it is mended too. */
static void
test_returned (void)
{
  for (guint reopened = 0; reopened < 2; reopened++)
    {
      Desk desk = desk_new ();
      g_autofree char *file = NULL;
      g_autoptr(HechaCase) content = load (&desk);
      const HechaItem *first = ((HechaChecklistEntry *) content->checklist->entries->pdata[0])->item;
      g_autofree char *words = g_strdup_printf ("缺少照片\n%s: 铭牌看不清", first->label);

      fixture_answer (desk.session, desk.uuid);
      file = fixture_report (desk.session, desk.uuid);
      g_assert_true (hecha_review_comment (desk.session, desk.uuid, first->uuid, "铭牌看不清", NULL));
      g_assert_true (hecha_review_return (desk.session, desk.uuid, "缺少照片", NULL));
      if (reopened)
        g_assert_true (hecha_issue_reopen (desk.session, desk.uuid, "补充照片", NULL));
      desk_open (&desk);
      fixture_until (says_returned, desk.page);
      g_assert_nonnull (fixture_find (desk.page, GTK_TYPE_LABEL, words));
      desk_clear (&desk);
    }
}

static void
test_unknown_visit (void)
{
  HechaSession *session = fixture_session (HECHA_HOLDER_EVALUATION);
  GtkWidget *page = hecha_issue_page_new ("b2a1fb5c-6b8d-4b8e-9b58-3f4a9c1b0000");
  GtkWidget *window = fixture_window (page, 1200, 800);
  GtkWidget *stack;

  hecha_place_set_session (HECHA_PLACE (page), session);
  stack = fixture_find (fixture_find (page, HECHA_TYPE_STATES, NULL), GTK_TYPE_STACK, NULL);
  while (g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "error") != 0)
    g_main_context_iteration (NULL, TRUE);
  gtk_window_destroy (GTK_WINDOW (window));
  fixture_settle ();
  g_object_unref (session);
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/issue-page/what-is-missing", test_what_is_missing);
  g_test_add_func ("/issue-page/preview", test_preview);
  g_test_add_func ("/issue-page/issue", test_issue);
  g_test_add_func ("/issue-page/sign", test_sign);
  g_test_add_func ("/issue-page/reopen", test_reopen);
  g_test_add_func ("/issue-page/returned", test_returned);
  g_test_add_func ("/issue-page/unknown-visit", test_unknown_visit);
  return g_test_run ();
}
