/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-view.h"
#include "report-fixture.h"
#include "results-view.h"
#include "review-detail.h"
#include "sign-dialog.h"
#include "states.h"
#include "verification-dialog.h"
#include "verification-view.h"

#include <string.h>

/* Verdict, pages and results of a report, and the decision about it. */

typedef struct
{
  HechaSession *session;
  char         *uuid;
  char         *file;
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

static Desk
desk_signed (const char *language,
             gboolean    is_signed)
{
  static const char *const fields[] = { "prepared", "reviewed", "approved" };
  Desk desk;

  fixture_language (language);
  desk.session = fixture_session (HECHA_HOLDER_EVALUATION);
  desk.uuid = fixture_issued (desk.session, &desk.file);
  for (guint i = 0; is_signed && i < G_N_ELEMENTS (fields); i++)
    fixture_sign (desk.session, desk.file, fields[i], fields[i]);
  desk.page = hecha_review_detail_new (desk.uuid);
  desk.window = fixture_window (desk.page, 1200, 800);
  hecha_place_set_session (HECHA_PLACE (desk.page), desk.session);
  fixture_until (has_content, desk.page);
  return desk;
}

static Desk
desk_new (const char *language)
{
  return desk_signed (language, FALSE);
}

static void
desk_clear (Desk *desk)
{
  gtk_window_destroy (GTK_WINDOW (desk->window));
  fixture_settle ();
  g_free (desk->uuid);
  g_free (desk->file);
  g_object_unref (desk->session);
}

static GtkWidget *
dialog_over (Desk *desk)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (desk->window))
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
has_pages (gpointer data)
{
  return hecha_pdf_view_get_n_pages (HECHA_PDF_VIEW (fixture_find (data, HECHA_TYPE_PDF_VIEW, NULL))) > 0;
}

static void
test_verdict_first (void)
{
  Desk desk = desk_new ("en");

  g_assert_nonnull (fixture_find (desk.page, GTK_TYPE_LABEL, "Not Signed"));
  g_assert_nonnull (fixture_find (desk.page, GTK_TYPE_LABEL, "it has no signature"));
  fixture_until (has_pages, desk.page);
  desk_clear (&desk);
}

static guint
count_rows (GtkWidget *root)
{
  guint n = ADW_IS_ACTION_ROW (root);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child))
      n += count_rows (child);
  return n;
}

/* Every item is a row, and one for the type and one for the rule; the fixture fails every seventh item from the fourth on. */
static void
test_results (void)
{
  Desk desk = desk_new ("en");
  GtkWidget *view = fixture_find (desk.page, HECHA_TYPE_RESULTS_VIEW, NULL);
  g_autoptr(HechaCase) content = hecha_inspect_load (desk.session, desk.uuid, NULL);
  guint items = content->checklist->entries->len;

  g_assert_cmpuint (count_rows (view), ==, items + 2);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (fixture_find (view, GTK_TYPE_TOGGLE_BUTTON, NULL)), TRUE);
  g_assert_cmpuint (count_rows (view), ==, (items + 3) / 7 + 2);
  g_assert_nonnull (fixture_find (view, GTK_TYPE_LABEL, "until 2026-04-30"));
  desk_clear (&desk);
}

static gboolean
was_returned (gpointer data)
{
  return fixture_find (data, GTK_TYPE_LABEL, "Returned by 王小明") != NULL;
}

static void
test_return (void)
{
  Desk desk = desk_new ("en");
  GtkWidget *dialog, *text;

  gtk_widget_activate (fixture_find (desk.page, GTK_TYPE_BUTTON, "_Return…"));
  fixture_until (has_dialog, &desk);
  dialog = dialog_over (&desk);
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "yes"));
  text = fixture_find (dialog, GTK_TYPE_TEXT_VIEW, NULL);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL, "Reason");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), "第 4 项证据不足", -1);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "yes");
  fixture_until (was_returned, desk.page);
  g_assert_nonnull (fixture_find (desk.page, GTK_TYPE_LABEL, "第 4 项证据不足"));
  g_assert_null (fixture_find (desk.page, GTK_TYPE_BUTTON, "_Approve…"));
  desk_clear (&desk);
}

static gboolean
says_unclear (gpointer data)
{
  return fixture_find (data, GTK_TYPE_LABEL, "Comment: 照片不清楚") != NULL;
}

static gboolean
says_nothing (gpointer data)
{
  return fixture_find (data, GTK_TYPE_LABEL, "Comment: ") == NULL;
}

/* Opens what is said of the first item, checks it, and puts @now in its place. */
static void
comment (Desk       *desk,
         const char *before,
         const char *now)
{
  GtkWidget *view = fixture_find (desk->page, HECHA_TYPE_RESULTS_VIEW, NULL), *dialog, *text;
  g_autoptr(HechaCase) content = hecha_inspect_load (desk->session, desk->uuid, NULL);
  const HechaChecklistEntry *first = content->checklist->entries->pdata[0];
  g_autofree char *said = NULL;

  g_signal_emit_by_name (view, "comment", first->item->uuid);
  fixture_until (has_dialog, desk);
  dialog = dialog_over (desk);
  g_assert_cmpint (adw_message_dialog_get_response_appearance (ADW_MESSAGE_DIALOG (dialog), "yes"), ==,
                   ADW_RESPONSE_SUGGESTED);
  text = fixture_find (dialog, GTK_TYPE_TEXT_VIEW, NULL);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL, "What is said of it");
  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), "text", &said, NULL);
  g_assert_cmpstr (said, ==, before);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), now, -1);
  fixture_picture (dialog, "review-comment-dialog");
  g_assert_true (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "yes"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "yes");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* What is said of an item stands beside it, can be changed, and be taken back. */
static void
test_comment (void)
{
  Desk desk = desk_new ("en");

  g_assert_true (says_nothing (desk.page));
  comment (&desk, "", "照片不清楚");
  fixture_until (says_unclear, desk.page);
  fixture_picture (desk.window, "review-comment");
  comment (&desk, "照片不清楚", "");
  fixture_until (says_nothing, desk.page);
  desk_clear (&desk);
}

/* Who approved with a signature decides with the same key, and is told that nothing is signed again. */
static void
test_approved_already (void)
{
  for (guint is_signed = 0; is_signed < 2; is_signed++)
    {
      Desk desk = desk_signed ("zh_CN", is_signed);
      GtkWidget *dialog, *label;

      gtk_widget_activate_action (desk.page, "review.approve", NULL);
      fixture_until (has_dialog, &desk);
      dialog = dialog_over (&desk);
      g_assert_true (HECHA_IS_SIGN_DIALOG (dialog));
      label = fixture_find (dialog, GTK_TYPE_LABEL, "不会再次签署");
      g_assert_true ((label != NULL) == is_signed);
      if (label)   /* the common name in the key's certificate */
        g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (label)), " approved "));
      gtk_window_destroy (GTK_WINDOW (dialog));
      desk_clear (&desk);
    }
}

static gboolean
says_unsigned (gpointer data)
{
  return fixture_find (data, GTK_TYPE_LABEL, "未签署") != NULL;
}

static void
test_checks (void)
{
  Desk desk = desk_new ("zh_CN");
  GtkWidget *dialog;

  gtk_widget_activate (fixture_find (desk.page, GTK_TYPE_BUTTON, "检查明细"));
  fixture_until (has_dialog, &desk);
  dialog = dialog_over (&desk);
  g_assert_true (HECHA_IS_VERIFICATION_DIALOG (dialog));
  fixture_until (says_unsigned, dialog);
  g_assert_nonnull (fixture_find (dialog, GTK_TYPE_LABEL, "未证明的事项"));
  g_assert_nonnull (fixture_find (dialog, GTK_TYPE_LABEL, "文件可严格读取"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  desk_clear (&desk);
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/review-detail/verdict-first", test_verdict_first);
  g_test_add_func ("/review-detail/results", test_results);
  g_test_add_func ("/review-detail/return", test_return);
  g_test_add_func ("/review-detail/comment", test_comment);
  g_test_add_func ("/review-detail/approved-already", test_approved_already);
  g_test_add_func ("/review-detail/checks", test_checks);
  return g_test_run ();
}
