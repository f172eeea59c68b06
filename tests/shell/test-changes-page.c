/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "changes-page.h"

#include "fixture.h"
#include "library.h"
#include "pack-page.h"
#include "report-fixture.h"
#include "row-issue.h"
#include "sign-dialog.h"

#include <string.h>

/* A newer version of a pack, whose first item names a clause. */
static char *
add_newer (HechaSession *session,
           const char   *pack)
{
  g_autoptr(HechaPack) old = hecha_library_open (session, pack, 0, NULL);
  g_autofree char *text = g_strdup_printf ("Item id,GB/T 44462 clause\n%s,5.1\n", ((HechaItem *) old->items->pdata[0])->id);
  g_autofree char *path = fixture_file ("clauses.csv", text, -1);
  g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_row_issue_free);
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaPackRow) row = hecha_library_refer (session, pack, path, "99.1", faults, &error);

  g_assert_no_error (error);
  return g_strdup (row->digest);
}

static char *
digest_of (HechaSession *session,
           const char   *pack)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaPackRow) row = hecha_library_find (session, pack, HECHA_TYPE_CONNECTED, &error);

  g_assert_no_error (error);
  return g_strdup (row->digest);
}

static gboolean
says (gpointer    data,
      const char *text)
{
  return fixture_find (data, GTK_TYPE_LABEL, text) != NULL;
}

static gboolean
says_clause (gpointer data)
{
  return says (data, "5.1");
}

static gboolean
says_step (gpointer data)
{
  return says (data, "Step 1") || says (data, "步骤 1");
}

static GtkWidget *
show (GtkWidget    *page,
      HechaSession *session,
      int           width)
{
  hecha_place_set_session (HECHA_PLACE (page), session);
  return fixture_window (page, width, 720);
}

static void
test_versions (void)
{
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_EVALUATION);
  g_autofree char *before = digest_of (session, "identifier"), *after = add_newer (session, "identifier");
  g_autofree char *platform = digest_of (session, "platform");
  GtkWidget *page = hecha_changes_page_new ("Identifier", before, after), *window = show (page, session, 1100);

  hecha_place_refresh (HECHA_PLACE (page));
  fixture_until (says_clause, page);
  g_assert_true (says (page, "GB/T 44462"));
  fixture_picture (window, "changes-en");
  gtk_window_destroy (GTK_WINDOW (window));
  page = hecha_changes_page_new ("Identifier, platform", before, platform);
  window = show (page, session, 1100);
  hecha_place_refresh (HECHA_PLACE (page));
  fixture_until (says_step, page);
  fixture_picture (window, "changes-wide-en");
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
is_moved (gpointer data)
{
  const char *const *told = data;
  g_autoptr(HechaCase) visit = hecha_inspect_load ((HechaSession *) told[0], told[1], NULL);

  return strcmp (((HechaScope *) visit->visit->scopes->pdata[0])->version, "99.1") == 0;
}

static void
test_visit (void)
{
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_EVALUATION);
  g_autofree char *uuid = fixture_plan (session, FIXTURE_CODE_ONE_TYPE, 1u << HECHA_TYPE_CONNECTED, HECHA_LANGUAGE_ZH);
  g_autofree char *newer = add_newer (session, "connected");
  const char *told[] = { (const char *) session, uuid };
  GtkWidget *page, *window;

  fixture_language ("zh_CN");
  page = hecha_changes_page_new_visit (uuid);
  window = show (page, session, 1100);
  hecha_place_refresh (HECHA_PLACE (page));
  fixture_until (says_clause, page);
  fixture_picture (window, "changes-visit-zh");
  gtk_widget_activate_action (page, "changes.move", NULL);
  fixture_until (is_moved, told);
  gtk_window_destroy (GTK_WINDOW (window));

  /* Nothing newer is there any more: the page says so. */
  page = hecha_changes_page_new_visit (uuid);
  window = show (page, session, 360);
  hecha_place_refresh (HECHA_PLACE (page));
  fixture_settle ();
  fixture_picture (window, "changes-none-zh");
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
says_items (gpointer data)
{
  return says (data, "Steps") || says (data, "步骤");
}

/* The pack says who signed it, and its menu names the other version. */
static void
test_pack (void)
{
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_EVALUATION);
  g_autofree char *newer = add_newer (session, "identifier");
  g_autoptr(HechaPackRow) row = hecha_library_find (session, "identifier", HECHA_TYPE_CONNECTED, NULL);
  g_autoptr(GMenuModel) versions = NULL;
  GtkWidget *page, *window, *button;
  GMenuModel *menu;

  g_assert_cmpstr (row->digest, ==, newer);
  fixture_language ("zh_CN");
  page = hecha_pack_page_new (row);
  window = show (page, session, 1100);
  hecha_place_refresh (HECHA_PLACE (page));
  fixture_until (says_items, page);
  fixture_settle ();
  g_assert_true (says (page, "未签名") || says (page, "not signed"));
  button = fixture_find (page, GTK_TYPE_MENU_BUTTON, NULL);
  menu = gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (button));
  versions = g_menu_model_get_item_link (menu, 2, G_MENU_LINK_SECTION);
  g_assert_cmpint (g_menu_model_get_n_items (versions), ==, 1);
  fixture_picture (window, "pack-versions-zh");
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkWindow *
dialog (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l; l = l->next)
    if (HECHA_IS_SIGN_DIALOG (l->data))
      return l->data;
  return NULL;
}

static gboolean
says_signer (gpointer data)
{
  return says (data, "检查表编制人");
}

/* A pack is signed in the window, and says by whom at once; its digest stays. */
static void
test_sign (void)
{
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_EVALUATION);
  g_autofree char *newer = add_newer (session, "identifier"), *key = fixture_p12 ("检查表编制人");
  g_autoptr(HechaPackRow) row = hecha_library_find (session, "identifier", HECHA_TYPE_CONNECTED, NULL), signed_row = NULL;
  GtkWidget *page, *window;

  fixture_language ("zh_CN");
  page = hecha_pack_page_new (row);
  window = show (page, session, 1100);
  hecha_place_refresh (HECHA_PLACE (page));
  fixture_until (says_items, page);
  g_assert_false (says_signer (page));
  gtk_widget_activate_action (page, "pack.sign", NULL);
  hecha_sign_dialog_set_key (HECHA_SIGN_DIALOG (dialog ()), key);
  gtk_editable_set_text (GTK_EDITABLE (fixture_find (GTK_WIDGET (dialog ()), ADW_TYPE_PASSWORD_ENTRY_ROW, NULL)),
                         FIXTURE_PASSWORD);
  fixture_settle ();
  fixture_picture (GTK_WIDGET (dialog ()), "pack-sign-zh");
  gtk_widget_activate_action (GTK_WIDGET (dialog ()), "dialog.sign", NULL);
  fixture_until (says_signer, page);
  fixture_settle ();
  fixture_picture (window, "pack-signed-zh");
  signed_row = hecha_library_find (session, "identifier", HECHA_TYPE_CONNECTED, NULL);
  g_assert_cmpstr (signed_row->digest, ==, newer);
  g_assert_nonnull (strstr (signed_row->signer, "检查表编制人"));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/changes-page/versions", test_versions);
  g_test_add_func ("/changes-page/visit", test_visit);
  g_test_add_func ("/changes-page/pack", test_pack);
  g_test_add_func ("/changes-page/sign", test_sign);
  return g_test_run ();
}
