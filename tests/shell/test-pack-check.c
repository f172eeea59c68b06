/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pack-check.h"

#include "fixture.h"
#include "pack-page.h"
#include "refusals.h"

#include <string.h>

static gboolean
is_chinese (const char *text)
{
  for (; *text; text = g_utf8_next_char (text))
    if (g_unichar_get_script (g_utf8_get_char (text)) == G_UNICODE_SCRIPT_HAN)
      return TRUE;
  return FALSE;
}

/* Every line that the check says of a pack with an item that lacks everything has its Chinese. */
static void
test_words (void)
{
  static const struct { const char *fault, *words; } rows[] = {
    { "guide-01: no source", "guide-01: 没有来源" },
    { "guide-01: remedy is not in both languages", "guide-01: 整改建议缺中文或英文" },
    { "guide-01: no word on what a yes to step 2 looks like", "guide-01: 没有步骤 2 的“是”的判断标准" },
    { "guide-01: step 3 is not in both languages", "guide-01: 步骤 3缺中文或英文" },
    { "domain g: its name is not in both languages", "domain g: 名称缺中文或英文" },
  };
  g_autoptr(HechaPack) pack = hecha_pack_new ("p", "1");
  HechaItem *item = hecha_item_new ();
  g_auto(GStrv) faults = NULL;

  fixture_language ("zh_CN");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = hecha_pack_fault_words (rows[i].fault);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
  item->id = g_strdup ("x");
  item->min_level = 7;
  g_ptr_array_add (item->steps, hecha_step_new (HECHA_METHOD_TEST));
  g_ptr_array_add (pack->items, item);
  faults = hecha_library_check (pack);
  g_assert_cmpuint (g_strv_length (faults), >=, 11);
  for (char **fault = faults; *fault; fault++)
    {
      g_autofree char *words = hecha_pack_fault_words (*fault);

      g_test_message ("%s", words);
      g_assert_true (is_chinese (words));
    }
  fixture_language ("en");
}

static GtkWidget *
dialog_over (GtkWidget *window)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) each = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (each) == GTK_WINDOW (window))
        return GTK_WIDGET (each);
    }
  return NULL;
}

static HechaPackRow *
find (HechaSession *session,
      const char   *wanted)
{
  g_autoptr(GError) error = NULL;
  HechaPackRow *row = hecha_library_find (session, wanted, HECHA_TYPE_IDENTIFIER, &error);

  g_assert_no_error (error);
  return row;
}

static GtkWidget *
spinner_of (GtkWidget *page)
{
  return fixture_find (page, GTK_TYPE_SPINNER, "Checking every item…");
}

/* The page says that it is at work, and does so once at a time. */
static void
ask (GtkWidget *page)
{
  g_assert_null (spinner_of (page));
  gtk_widget_activate_action (page, "pack.check", NULL);
  g_assert_null (dialog_over (GTK_WIDGET (gtk_widget_get_root (page))));
  g_assert_nonnull (spinner_of (page));
  g_assert_true (gtk_spinner_get_spinning (GTK_SPINNER (spinner_of (page))));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (spinner_of (page)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Checking every item…");
  gtk_widget_activate_action (page, "pack.check", NULL);    /* disabled */
}

static gboolean
has_dialog (gpointer page)
{
  return dialog_over (GTK_WIDGET (gtk_widget_get_root (page))) != NULL;
}

/* A pack is checked in a thread of its own; a shipped one has no fault, one of nothing but a statement has. */
static void
test_check (void)
{
  static const struct { const char *pack, *says; const char *picture; } rows[] = {
    { "identifier", "No fault", "pack-sound" }, { "mine", "a-1: no risk", "pack-check" },
  };
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_EVALUATION);

  fixture_pack (session, "1", "Words");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(HechaPackRow) row = find (session, rows[i].pack);
      GtkWidget *page = hecha_pack_page_new (row), *window, *dialog;

      hecha_place_set_session (HECHA_PLACE (page), session);
      window = fixture_window (page, 900, 700);
      ask (page);
      fixture_until (has_dialog, page);
      g_assert_null (spinner_of (page));
      dialog = dialog_over (window);
      fixture_settle ();
      fixture_picture (dialog, rows[i].picture);
      g_assert_nonnull (fixture_find (dialog, GTK_TYPE_LABEL, rows[i].says));
      g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 2);
      gtk_window_destroy (GTK_WINDOW (dialog));
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

static gboolean
is_alone (gpointer session)
{
  return G_OBJECT (session)->ref_count == 1;
}

/* The page goes while its pack is checked: nothing is said to what is gone, and nothing of it is kept. */
static void
test_closed (void)
{
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_EVALUATION);
  g_autoptr(HechaPackRow) row = find (session, "identifier");
  GtkWidget *page = hecha_pack_page_new (row), *window;

  hecha_place_set_session (HECHA_PLACE (page), session);
  window = fixture_window (page, 900, 700);
  ask (page);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_false (is_alone (session));    /* the check has not come back yet */
  fixture_until (is_alone, session);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 0);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaPackFaults) faults = hecha_pack_check_finish (HECHA_SESSION (source), result, &error);

  g_assert_null (faults);
  *(GtkWidget **) data = hecha_pack_check_dialog_new (NULL, "Pack", faults, error);
}

static gboolean
is_said (gpointer dialog)
{
  return *(GtkWidget **) dialog != NULL;
}

/* What cannot be read says why. */
static void
test_unreadable (void)
{
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_EVALUATION);
  g_autofree char *none = g_strnfill (64, '0');
  g_autoptr(GError) error = NULL;
  GtkWidget *dialog = NULL;

  hecha_pack_check_async (session, none, 0, checked_cb, &dialog);
  fixture_until (is_said, &dialog);
  g_assert_null (hecha_library_load (session, none, 0, &error));
  g_assert_cmpstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), ==, hecha_refusal_text (error));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static gboolean
has_version (gpointer session)
{
  g_autoptr(HechaPackRow) row = find (session, NULL);

  return g_str_has_suffix (row->version, "+44462");
}

/* Who holds GB/T 44462 imports its clauses from a table; they make a version of their own. */
static void
test_refer (void)
{
  static const char table[] = "检查项标识,GB/T 44462 条款\nid-scope,5.1\n";
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_EVALUATION);
  g_autofree char *path = fixture_file ("clauses.csv", table, -1);
  g_autoptr(HechaPackRow) row = find (session, NULL), newer = NULL;
  g_autoptr(HechaPack) pack = NULL;
  GtkWidget *page = hecha_pack_page_new (row), *window;
  guint referred = 0;

  g_assert_false (has_version (session));
  hecha_place_set_session (HECHA_PLACE (page), session);
  window = fixture_window (page, 900, 700);
  fixture_settle ();
  hecha_pack_page_refer (HECHA_PACK_PAGE (page), path);
  fixture_until (has_version, session);
  newer = find (session, NULL);
  pack = hecha_library_load (session, newer->digest, 0, NULL);
  for (guint i = 0; i < pack->items->len; i++)
    referred += g_strcmp0 (((HechaItem *) pack->items->pdata[i])->gbt_44462, "5.1") == 0;
  g_assert_cmpuint (referred, ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/pack-check/words", test_words);
  g_test_add_func ("/pack-check/check", test_check);
  g_test_add_func ("/pack-check/closed", test_closed);
  g_test_add_func ("/pack-check/unreadable", test_unreadable);
  g_test_add_func ("/pack-check/refer", test_refer);
  return g_test_run ();
}
