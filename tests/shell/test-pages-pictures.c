/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bar-chart.h"
#include "filing-filter.h"
#include "filing-page.h"
#include "fixture.h"
#include "import-dialog.h"
#include "intake.h"
#include "library.h"
#include "overview.h"
#include "pack-page.h"
#include "plan-dialog.h"
#include "recheck-dialog.h"
#include "window.h"

/* Pictures of the places, for people to look at: both languages, light and dark,
 * wide and narrow, empty and full. */

static const struct
{
  const char *language;
  gboolean    dark;
  int         width, height;
} looks[] = {
  { "en", FALSE, 1200, 800 },
  { "zh_CN", FALSE, 1200, 800 },
  { "en", TRUE, 360, 720 },
  { "zh_CN", TRUE, 1200, 800 },
  { "en", TRUE, 1200, 800 },
  { "zh_CN", FALSE, 360, 720 },
  { "en", FALSE, 360, 720 },
  { "zh_CN", TRUE, 360, 720 },
};

static guint look;

static gboolean
is_quiet (gpointer data)
{
  if (!gtk_widget_get_mapped (data))
    return TRUE;
  if (GTK_IS_SPINNER (data))
    return FALSE;
  for (GtkWidget *child = gtk_widget_get_first_child (data); child; child = gtk_widget_get_next_sibling (child))
    if (!is_quiet (child))
      return FALSE;
  return TRUE;
}

static gboolean
time_over_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Rows come from a thread, and nothing tells that the last of them is here. */
static void
wait_rows (GtkWidget *window)
{
  gboolean over = FALSE;

  g_timeout_add (300, time_over_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
  fixture_until (is_quiet, window);
}

static void
take (GtkWidget  *window,
      const char *name)
{
  g_autofree char *file = g_strdup_printf ("%s-%s-%s-%d", name, looks[look].language, looks[look].dark ? "dark" : "light",
                                           looks[look].width);

  wait_rows (window);
  fixture_picture (window, file);
}

static gboolean
has_session (gpointer data)
{
  return hecha_window_get_session (data) != NULL;
}

static HechaWindow *
window_on (const char *directory)
{
  HechaWindow *window = hecha_window_new (NULL);

  gtk_window_set_default_size (GTK_WINDOW (window), looks[look].width, looks[look].height);
  gtk_window_present (GTK_WINDOW (window));
  hecha_window_open (window, directory);
  fixture_until (has_session, window);
  return window;
}

static void
take_dialog (GtkWidget  *dialog,
             const char *name)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (dialog), &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (dialog), MIN (width, looks[look].width), MIN (height, looks[look].height));
  gtk_window_present (GTK_WINDOW (dialog));
  take (dialog, name);
}

static void
take_import (HechaSession *session)
{
  GtkWidget *dialog = hecha_import_dialog_new (session);
  g_autofree char *path = g_build_filename (g_getenv ("HECHA_DATA_DIR"), "samples", "filings.xlsx", NULL);

  take_dialog (dialog, "import-0");
  hecha_import_dialog_open (HECHA_IMPORT_DIALOG (dialog), path);
  take (dialog, "import-1");
  gtk_widget_activate_action (dialog, "import.next", NULL);
  take (dialog, "import-2");
  gtk_widget_activate_action (dialog, "import.next", NULL);
  take (dialog, "import-3");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
take_plan (HechaSession *session)
{
  GtkWidget *dialog = hecha_plan_dialog_new (session, NULL);

  take_dialog (dialog, "plan-0");
  gtk_window_destroy (GTK_WINDOW (dialog));
  dialog = hecha_plan_dialog_new (session, FIXTURE_CODE_TWO_TYPES);
  take_dialog (dialog, "plan-1");
  /* The first choice of the form is the procedure: an evaluation body may not inspect. */
  adw_combo_row_set_selected (ADW_COMBO_ROW (fixture_find (dialog, ADW_TYPE_COMBO_ROW, NULL)), HECHA_PROCEDURE_INSPECTION);
  gtk_widget_activate_action (dialog, "plan.plan", NULL);
  take (dialog, "plan-2");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* A name as long as some are, for an enterprise that is there already. */
static void
lengthen (HechaSession *session)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *samples = g_build_filename (g_getenv ("HECHA_DATA_DIR"), "samples", "filings.csv", NULL);
  g_autofree char *text = NULL, *path = NULL;
  g_auto(GStrv) lines = NULL;
  const char *paths[2] = { NULL };
  g_autoptr(HechaReconciliation) list = NULL;
  g_autoptr(GString) later = g_string_new (NULL);

  g_file_get_contents (samples, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", 4);
  g_string_printf (later, "%s\n%s\n", lines[0], lines[2]);
  g_string_replace (later, "示例造纸", "示例中国（河北）自由贸易试验区雄安片区特种纸浆与包装新材料联合研究制造（集团）股份", 1);
  g_string_replace (later, ",2,", ",3,", 1);
  path = fixture_file ("later.csv", later->str, later->len);
  paths[0] = path;
  list = hecha_intake_import (session, paths, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->counts[HECHA_OUTCOME_ACCEPTED], ==, 1);
}

static void
add_count (GPtrArray  *counts,
           const char *label,
           int         value)
{
  HechaCount *count = g_new0 (HechaCount, 1);

  count->id = count->label = (char *) label;
  count->count = value;
  g_ptr_array_add (counts, count);
}

static void
take_parts (void)
{
  g_autoptr(GPtrArray) counts = g_ptr_array_new_with_free_func (g_free);
  GtkWidget *chart = g_object_new (HECHA_TYPE_BAR_CHART, NULL), *window;

  add_count (counts, "远程维护 Remote maintenance", 14);
  add_count (counts, "账户与口令 Accounts and passwords of operators, engineers and suppliers", 9);
  add_count (counts, "日志留存 Retention of logs", 1);
  hecha_bar_chart_set (HECHA_BAR_CHART (chart), counts);
  window = fixture_window (chart, looks[look].width, 240);
  take (window, "bar-chart");
  gtk_window_destroy (GTK_WINDOW (window));
  window = fixture_window (g_object_new (HECHA_TYPE_FILING_FILTER, NULL), 360, 480);
  take (window, "filing-filter");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
take_recheck (HechaSession *session)
{
  HechaRectificationRow row = { .enterprise = (char *) "示例化工有限公司", .finding_uuid = (char *) "x",
    .what = (char *) "Remote maintenance reaches the controller without a second factor 远程维护未启用双因素认证",
    .risk = (char *) "Control of the plant from outside", .measure = (char *) "VPN with two factors, limited times",
    .responsible = (char *) "李示例", .deadline = (char *) "2026-12-01", .item_title = (char *) "4.2 Remote maintenance",
    .state = (char *) "open", .days_left = 9 };
  GtkWidget *dialog = hecha_recheck_dialog_new (session, &row);

  take_dialog (dialog, "recheck");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
take_pack (HechaWindow *window)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) packs = hecha_library_list (hecha_window_get_session (window), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (packs->len, >, 0);
  hecha_window_push (window, HECHA_PLACE (hecha_pack_page_new (packs->pdata[0])));
  take (GTK_WIDGET (window), "pack");
  hecha_window_pop (window);
}

static void
take_all (const char *directory,
          const char *empty)
{
  static const char *const places[] = { "overview", "filings", "visits", "rectification", "library" };
  HechaWindow *window;

  fixture_language (looks[look].language);
  fixture_dark (looks[look].dark);
  window = window_on (empty);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *name = g_strconcat (places[i], "-empty", NULL);

      hecha_window_go (window, places[i]);
      take (GTK_WIDGET (window), name);
    }
  take_import (hecha_window_get_session (window));
  gtk_window_destroy (GTK_WINDOW (window));
  window = window_on (directory);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      hecha_window_go (window, places[i]);
      take (GTK_WIDGET (window), places[i]);
    }
  take_pack (window);
  hecha_window_push (window, HECHA_PLACE (hecha_filing_page_new (FIXTURE_CODE_ONE_TYPE, HECHA_TYPE_CONNECTED)));
  take (GTK_WIDGET (window), "filing");
  take_plan (hecha_window_get_session (window));
  take_recheck (hecha_window_get_session (window));
  take_parts ();
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_pictures (void)
{
  guint n = g_getenv ("HECHA_LOOKS") ? (guint) g_ascii_strtoull (g_getenv ("HECHA_LOOKS"), NULL, 10) : G_N_ELEMENTS (looks);

  for (look = 0; look < n; look++)
    {
      g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_EVALUATION);
      g_autofree char *directory = g_strdup (hecha_session_get_directory (session));
      g_autofree char *parent = g_dir_make_tmp ("hecha-shell-XXXXXX", NULL), *empty = NULL, *one = NULL, *two = NULL;
      g_autoptr(GError) error = NULL;

      empty = g_build_filename (parent, "empty", NULL);
      hecha_session_create (empty, HECHA_HOLDER_INDUSTRY, "示例市工业和信息化局", "李示例", &error);
      g_assert_no_error (error);
      one = fixture_plan (session, FIXTURE_CODE_TWO_TYPES, 3, HECHA_LANGUAGE_ZH);
      two = fixture_plan (session, FIXTURE_CODE_ONE_TYPE, 1, HECHA_LANGUAGE_EN);
      lengthen (session);
      g_clear_object (&session);
      take_all (directory, empty);
    }
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/pages-pictures/all", test_pictures);
  return g_test_run ();
}
