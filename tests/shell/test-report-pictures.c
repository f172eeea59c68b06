/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hand-over-page.h"
#include "hand-over.h"
#include "issue-page.h"
#include "issue.h"
#include "pdf-view.h"
#include "report-fixture.h"
#include "reports-page.h"
#include "review-detail.h"
#include "review-page.h"
#include "sign-dialog.h"
#include "states.h"
#include "verification-dialog.h"
#include "verification-view.h"

/* Pictures of the pages about reports, in both languages, light and dark, wide
 * and narrow; and that each of them gets to its content without a warning. */

typedef struct
{
  HechaSession *session;
  HechaSession *empty;
  char         *open;
  char         *issued;
  char         *file;
} Day;

static Day day;

static void
make_day (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaIssuedReport) report = NULL;

  day.session = fixture_session (HECHA_HOLDER_EVALUATION);
  day.empty = fixture_session (HECHA_HOLDER_INDUSTRY);
  day.open = fixture_plan (day.session, FIXTURE_CODE_TWO_TYPES,
                           1u << HECHA_TYPE_CONNECTED | 1u << HECHA_TYPE_PLATFORM, HECHA_LANGUAGE_ZH);
  day.issued = fixture_issued (day.session, &day.file);
  fixture_sign (day.session, day.file, "prepared", "王小明");
  report = hecha_issue_current (day.session, day.issued, &error);
  g_assert_no_error (error);
  g_free (day.file);
  day.file = g_strdup (report->path);
}

static gboolean
has_settled (gpointer data)
{
  GtkWidget *stack = fixture_find (data, GTK_TYPE_STACK, NULL);
  const char *name = stack ? gtk_stack_get_visible_child_name (GTK_STACK (stack)) : NULL;

  return g_strcmp0 (name, "content") == 0 || g_strcmp0 (name, "empty") == 0 || g_strcmp0 (name, "error") == 0;
}

static gboolean
has_pages (gpointer data)
{
  GtkWidget *view = fixture_find (data, HECHA_TYPE_PDF_VIEW, NULL);

  return view && hecha_pdf_view_get_n_pages (HECHA_PDF_VIEW (view)) > 0;
}

static void
wait_idle (gboolean with_pages)
{
  gint64 end = g_get_monotonic_time () + (with_pages ? 1500 : 200) * G_TIME_SPAN_MILLISECOND;

  /* Pages are drawn by a thread that tells nobody when the last is done. */
  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
}

static void
take (GtkWidget    *page,
      HechaSession *session,
      const char   *name,
      gboolean      with_pages,
      int           width,
      int           height,
      gboolean      dark)
{
  g_autofree char *full = g_strdup_printf ("%s-%s-%s-%d", name, g_getenv ("LANGUAGE"), dark ? "dark" : "light", width);
  GtkWidget *window = fixture_window (page, width, height);
  GtkWidget *states;

  hecha_place_set_session (HECHA_PLACE (page), session);
  states = fixture_find (page, HECHA_TYPE_STATES, NULL);
  g_assert_nonnull (states);
  fixture_until (has_settled, states);
  if (with_pages)
    fixture_until (has_pages, page);
  wait_idle (with_pages);
  fixture_picture (window, full);
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

static void
take_all (int      width,
          int      height,
          gboolean dark)
{
  gboolean wide = width > 700;

  fixture_dark (dark);
  take (hecha_issue_page_new (day.open), day.session, "issue-open", FALSE, width, height, dark);
  take (hecha_issue_page_new (day.issued), day.session, "issue-issued", wide, width, height, dark);
  take (g_object_new (HECHA_TYPE_REPORTS_PAGE, NULL), day.session, "reports", FALSE, width, height, dark);
  take (g_object_new (HECHA_TYPE_REPORTS_PAGE, NULL), day.empty, "reports-empty", FALSE, width, height, dark);
  take (g_object_new (HECHA_TYPE_REVIEW_PAGE, NULL), day.empty, "review-empty", FALSE, width, height, dark);
  take (hecha_review_detail_new (day.issued), day.session, "review-detail", TRUE, width, height, dark);
  take (g_object_new (HECHA_TYPE_HAND_OVER_PAGE, NULL), day.empty, "hand-over-empty", FALSE, width, height, dark);
}

static void
take_dialog (GtkWindow  *dialog,
             const char *name)
{
  g_autofree char *full = g_strdup_printf ("%s-%s", name, g_getenv ("LANGUAGE"));

  gtk_window_present (dialog);
  wait_idle (TRUE);
  fixture_picture (GTK_WIDGET (dialog), full);
  gtk_window_destroy (dialog);
}

static gboolean
sign_nothing (HechaSession  *session,
              const char    *key,
              const char    *password,
              gpointer       data,
              GError       **error)
{
  return TRUE;
}

static void
test_pictures (gconstpointer data)
{
  HechaSignDialog *dialog;
  g_autofree char *picture = NULL;

  fixture_language (data);
  for (int dark = 0; dark < 2; dark++)
    {
      take_all (1200, 800, dark);
      take_all (360, 720, dark);
    }
  fixture_dark (FALSE);
  dialog = hecha_sign_dialog_new (NULL, day.session, sign_nothing, NULL, NULL);
  hecha_sign_dialog_say (dialog, "编制 Prepared by", "王小明");
  hecha_sign_dialog_offer_picture (dialog, &picture);
  take_dialog (GTK_WINDOW (dialog), "sign-dialog");
  take_dialog (GTK_WINDOW (hecha_verification_dialog_new (NULL, day.session, day.file)), "verification-dialog");
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  fixture_language ("zh_CN");
  make_day ();
  g_test_add_data_func ("/report-pictures/en", "en", test_pictures);
  g_test_add_data_func ("/report-pictures/zh_CN", "zh_CN", test_pictures);
  return g_test_run ();
}
