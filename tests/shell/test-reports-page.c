/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "device-list.h"
#include "report-fixture.h"
#include "reports-page.h"
#include "review-page.h"
#include "states.h"

static gboolean
has_settled (gpointer data)
{
  GtkWidget *stack = fixture_find (fixture_find (data, HECHA_TYPE_STATES, NULL), GTK_TYPE_STACK, NULL);
  const char *name = gtk_stack_get_visible_child_name (GTK_STACK (stack));

  return g_strcmp0 (name, "content") == 0 || g_strcmp0 (name, "empty") == 0;
}

static GtkWidget *
show (GType          type,
      HechaSession  *session,
      GtkWidget    **window)
{
  GtkWidget *page = g_object_new (type, NULL);

  *window = fixture_window (page, 800, 600);
  hecha_place_set_session (HECHA_PLACE (page), session);
  fixture_until (has_settled, page);
  fixture_settle ();
  return page;
}

static void
close_window (GtkWidget *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  fixture_settle ();
}

static void
test_empty (void)
{
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_EVALUATION);
  GtkWidget *window, *page;

  fixture_language ("en");
  page = show (HECHA_TYPE_REPORTS_PAGE, session, &window);
  g_assert_nonnull (fixture_find (page, GTK_TYPE_BUTTON, "To the _Visits"));
  close_window (window);
  page = show (HECHA_TYPE_REVIEW_PAGE, session, &window);
  g_assert_nonnull (fixture_find (page, GTK_TYPE_LABEL, "Nothing to Review"));
  g_assert_null (fixture_find (page, HECHA_TYPE_DEVICE_LIST, NULL));
  close_window (window);
}

/* What was issued here is under Reports, and is nothing to review here. */
static void
test_rows (void)
{
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_EVALUATION);
  g_autofree char *file = NULL, *uuid = fixture_issued (session, &file);
  GtkWidget *window, *page;

  fixture_language ("en");
  page = show (HECHA_TYPE_REPORTS_PAGE, session, &window);
  g_assert_nonnull (fixture_find (page, GTK_TYPE_LABEL, "示例造纸有限公司0002"));
  g_assert_nonnull (fixture_find (page, GTK_TYPE_LABEL, "0 of 3 signed"));
  g_assert_nonnull (fixture_find (page, GTK_TYPE_BUTTON, "_Sign"));
  g_assert_null (fixture_find (page, GTK_TYPE_BUTTON, "_Hand Over"));
  close_window (window);
  page = show (HECHA_TYPE_REVIEW_PAGE, session, &window);
  g_assert_nonnull (fixture_find (page, GTK_TYPE_LABEL, "Nothing to Review"));
  close_window (window);
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/reports-page/empty", test_empty);
  g_test_add_func ("/reports-page/rows", test_rows);
  return g_test_run ();
}
