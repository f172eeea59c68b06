/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wet-dialog.h"
#include "issue.h"
#include "report-fixture.h"

#include <string.h>

/* From scans to a report that is signed on paper, in the dialog. */

static gboolean
says_recognised (gpointer data)
{
  return fixture_find (data, ADW_TYPE_EXPANDER_ROW, NULL) != NULL;
}

static gboolean
says_missing (gpointer data)
{
  return fixture_find (data, GTK_TYPE_LABEL, "Pages that are missing") || fixture_find (data, GTK_TYPE_LABEL, "缺少的页");
}

static gboolean
can_record (GtkWidget *dialog)
{
  return gtk_widget_is_sensitive (fixture_find (dialog, GTK_TYPE_BUTTON, "_Record"));
}

static void
recorded_cb (gboolean *recorded)
{
  *recorded = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static gboolean
has_problem (gpointer data)
{
  return fixture_find (data, GTK_TYPE_LABEL, "The plan names") != NULL;
}

static HechaWetDialog *
open_dialog (HechaSession *session,
             const char   *uuid)
{
  g_autoptr(HechaCase) content = hecha_inspect_load (session, uuid, NULL);
  HechaWetDialog *dialog = hecha_wet_dialog_new (NULL, session, content);

  gtk_window_present (GTK_WINDOW (dialog));
  fixture_settle ();
  return dialog;
}

static void
test_record (void)
{
  g_autoptr(HechaSession) session = NULL;
  g_autofree char *uuid = NULL, *file = NULL, *stray = NULL;
  g_autoptr(HechaCase) content = NULL;
  gboolean recorded = FALSE;
  HechaWetDialog *dialog;
  GtkWidget *entry;

  fixture_language ("en");
  session = fixture_session (HECHA_HOLDER_EVALUATION);
  uuid = fixture_plan (session, FIXTURE_CODE_ONE_TYPE, 1u << HECHA_TYPE_CONNECTED, HECHA_LANGUAGE_ZH);
  fixture_answer (session, uuid);
  file = fixture_report (session, uuid);
  stray = fixture_png ("stray.png", 40, 40);
  dialog = open_dialog (session, uuid);
  g_signal_connect_swapped (dialog, "recorded", G_CALLBACK (recorded_cb), &recorded);
  g_assert_false (can_record (GTK_WIDGET (dialog)));

  hecha_wet_dialog_read (dialog, (const char *const[]) { stray, NULL });
  fixture_until (says_missing, dialog);
  g_assert_nonnull (fixture_find (GTK_WIDGET (dialog), GTK_TYPE_LABEL, "No code could be read"));
  g_assert_false (can_record (GTK_WIDGET (dialog)));
  fixture_picture (GTK_WIDGET (dialog), "wet-missing-en");

  /* The print itself stands for its scan. */
  hecha_wet_dialog_read (dialog, (const char *const[]) { file, NULL });
  while (says_missing (dialog))
    g_main_context_iteration (NULL, TRUE);
  fixture_until (says_recognised, dialog);
  g_assert_true (can_record (GTK_WIDGET (dialog)));
  fixture_picture (GTK_WIDGET (dialog), "wet-complete-en");

  /* Another name than the plan's is refused in place, and can be mended. */
  entry = gtk_widget_get_ancestor (fixture_find (GTK_WIDGET (dialog), GTK_TYPE_LABEL, "Prepared by"), ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (GTK_EDITABLE (entry), "某人");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "wet.record", NULL);
  fixture_until (has_problem, dialog);
  g_assert_false (recorded);
  gtk_editable_set_text (GTK_EDITABLE (entry), "王小明");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "wet.record", NULL);
  fixture_until (is_true, &recorded);
  fixture_settle ();
  content = hecha_inspect_load (session, uuid, NULL);
  g_assert_cmpint (content->state, ==, HECHA_VISIT_ISSUED);
  g_assert_nonnull (hecha_case_signing (content, "prepared")->scans);
}

static void
test_pictures (void)
{
  g_autoptr(HechaSession) session = NULL;
  g_autofree char *uuid = NULL, *file = NULL, *stray = NULL;
  HechaWetDialog *dialog;

  fixture_language ("zh_CN");
  session = fixture_session (HECHA_HOLDER_EVALUATION);
  uuid = fixture_plan (session, FIXTURE_CODE_ONE_TYPE, 1u << HECHA_TYPE_CONNECTED, HECHA_LANGUAGE_ZH);
  fixture_answer (session, uuid);
  file = fixture_report (session, uuid);
  stray = fixture_png ("杂页.png", 40, 40);
  fixture_dark (TRUE);
  dialog = open_dialog (session, uuid);
  gtk_window_set_default_size (GTK_WINDOW (dialog), 360, 720);
  hecha_wet_dialog_read (dialog, (const char *const[]) { stray, NULL });
  fixture_until (says_missing, dialog);
  fixture_settle ();
  fixture_picture (GTK_WIDGET (dialog), "wet-missing-zh-narrow-dark");
  gtk_window_destroy (GTK_WINDOW (dialog));
  fixture_dark (FALSE);
  fixture_settle ();
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/wet-dialog/record", test_record);
  g_test_add_func ("/wet-dialog/pictures", test_pictures);
  return g_test_run ();
}
