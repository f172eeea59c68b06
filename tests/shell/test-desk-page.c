/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-page.h"
#include "documents-dialog.h"
#include "filing-desk.h"
#include "fixture.h"
#include "pdf-view.h"

static gboolean
has_entry (gpointer data)
{
  return fixture_find (data, ADW_TYPE_ENTRY_ROW, NULL) != NULL;
}

static gboolean
has_combo (gpointer data)
{
  return fixture_find (data, GTK_TYPE_LABEL, "Seven Factors") != NULL || fixture_find (data, GTK_TYPE_LABEL, "七要素") != NULL;
}

static gboolean
says_corrected (gpointer data)
{
  return fixture_find (data, GTK_TYPE_LABEL, "Round 1: To be corrected") != NULL ||
         fixture_find (data, GTK_TYPE_LABEL, "第 1 轮：需补正") != NULL;
}

static GtkWidget *
page_on (HechaSession *session,
         GtkWidget   **window,
         int           width)
{
  GtkWidget *page = hecha_desk_page_new (FIXTURE_CODE_ONE_TYPE, HECHA_TYPE_CONNECTED);

  hecha_place_set_session (HECHA_PLACE (page), session);
  *window = fixture_window (page, width, 900);
  fixture_until (has_entry, page);
  return page;
}

static void
activate_response (GtkWidget  *window,
                   const char *response)
{
  GListModel *tops = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (tops); i++)
    {
      g_autoptr(GtkWidget) top = g_list_model_get_item (tops, i);

      if (ADW_IS_MESSAGE_DIALOG (top))
        adw_message_dialog_response (ADW_MESSAGE_DIALOG (top), response);
    }
}

static void
apply (GtkWidget  *page,
       const char *title,
       const char *text)
{
  GtkWidget *label = fixture_find (page, GTK_TYPE_LABEL, title);
  GtkWidget *row = gtk_widget_get_ancestor (label, ADW_TYPE_ENTRY_ROW);

  gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_signal_emit_by_name (row, "apply");
}

static GtkWidget *
documents_over (gpointer window)
{
  GListModel *tops = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (tops); i++)
    {
      g_autoptr(GtkWidget) top = g_list_model_get_item (tops, i);

      if (HECHA_IS_DOCUMENTS_DIALOG (top))
        return top;
    }
  return NULL;
}

static gboolean
shows_pages (gpointer dialog)
{
  GtkWidget *pages = fixture_find (dialog, HECHA_TYPE_PDF_VIEW, NULL);

  return pages && gtk_widget_get_mapped (pages);
}

/* What was issued is the first that is listed, and is shown; what can be made stands below. */
static void
check_documents (GtkWidget  *page,
                 GtkWidget  *window,
                 const char *language)
{
  gboolean zh = g_str_equal (language, "zh_CN");
  g_autofree char *name = g_strdup_printf ("desk-documents-%s", language);
  GtkWidget *dialog;

  gtk_widget_activate_action (page, "desk.documents", NULL);
  dialog = documents_over (window);
  g_assert_nonnull (dialog);
  fixture_until (shows_pages, dialog);
  fixture_settle ();
  g_assert_nonnull (fixture_find (dialog, GTK_TYPE_LABEL, zh ? "已于 " : "Issued on "));
  g_assert_nonnull (fixture_find (dialog, GTK_TYPE_LABEL, zh ? "草稿，按现状生成" : "Draft, as things stand"));
  g_assert_null (fixture_find (dialog, GTK_TYPE_BUTTON, zh ? "备注(_N)…" : "_Notes…"));
  fixture_picture (dialog, name);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* From the first round to the notice, as a verifier does it. */
static void
test_correct (void)
{
  static const struct { const char *language, *begin; int width; } looks[] = {
    { "en", "Begin, counted from (YYYY-MM-DD)", 900 },
    { "zh_CN", "开始核查，起算日（YYYY-MM-DD）", 360 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_INDUSTRY);
      g_autofree char *before = g_strdup_printf ("desk-0-%s", looks[i].language);
      g_autofree char *open = g_strdup_printf ("desk-1-%s", looks[i].language);
      g_autofree char *after = g_strdup_printf ("desk-2-%s", looks[i].language);
      g_autoptr(HechaFilingSheet) sheet = NULL;
      GtkWidget *window, *page, *combo;

      fixture_language (looks[i].language);
      page = page_on (session, &window, looks[i].width);
      fixture_picture (window, before);
      apply (page, looks[i].begin, "2026-11-02");
      fixture_until (has_combo, page);
      combo = g_object_get_data (G_OBJECT (page), "factor-0");
      adw_combo_row_set_selected (ADW_COMBO_ROW (combo), HECHA_OPINION_DOUBTED);
      fixture_settle ();
      fixture_picture (window, open);
      gtk_widget_activate_action (page, "desk.correct", NULL);
      activate_response (window, "correct");
      fixture_until (says_corrected, page);
      fixture_settle ();
      fixture_picture (window, after);
      check_documents (page, window, looks[i].language);
      sheet = hecha_filing_desk_load (session, FIXTURE_CODE_ONE_TYPE, HECHA_TYPE_CONNECTED, HECHA_LANGUAGE_EN, NULL);
      g_assert_cmpint (hecha_filing_check_round (sheet->check)->decision, ==, HECHA_FILING_CORRECT);
      g_assert_cmpint (hecha_filing_check_round (sheet->check)->opinions[0], ==, HECHA_OPINION_DOUBTED);
      g_assert_cmpstr (hecha_filing_check_round (sheet->check)->from, ==, "2026-11-02");
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/shell/desk-page/correct", test_correct);
  return g_test_run ();
}
