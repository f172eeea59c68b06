/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sides.h"

#include "error.h"
#include "loopback.h"

/* A connection that is cut in the middle of the large file, every time, and later holds. */
static void
test_cut (void)
{
  g_autoptr(Sides) self = sides_new ();
  Cut cut = { .target = self->apache->port };
  Loopback *proxy = loopback_start (loopback_cut, &cut);
  g_autoptr(HechaExchange) broken = NULL, whole = NULL, again = NULL;
  g_autofree char *inbox = sides_path (self, "inbox");
  HechaOutboxRow *row;
  gsize passed;
  guint missing;

  sides_connect (self, self->sender, loopback_port (proxy));
  cut.up = 1024 * 1024;
  cut.connections = G_MAXUINT;
  broken = sides_push (self->sender);
  g_assert_cmpuint (broken->failed, >, 0);
  g_assert_cmpuint (broken->faults->len, >, 0);
  g_assert_false (g_file_test (inbox, G_FILE_TEST_EXISTS));
  row = sides_row (self->sender);
  g_assert_cmpstr (row->state, ==, "failed");
  g_assert_cmpuint (row->arrived + broken->failed, <=, row->total);
  missing = row->total - row->arrived;
  g_assert_cmpuint (row->attempts, ==, 1);
  g_assert_nonnull (row->why);
  g_assert_nonnull (row->next_try);
  hecha_outbox_row_free (row);

  cut.connections = 0;
  passed = cut.passed_up;
  whole = sides_push (self->sender);
  sides_clean (whole);
  g_assert_cmpuint (whole->sent, ==, missing);
  row = sides_row (self->sender);
  g_assert_cmpstr (row->state, ==, "sent");
  g_assert_cmpuint (row->arrived, ==, row->total);
  g_assert_null (row->why);
  hecha_outbox_row_free (row);
  g_assert_true (g_file_test (inbox, G_FILE_TEST_IS_DIR));

  again = sides_push (self->sender);
  sides_clean (again);
  g_assert_cmpuint (again->sent + again->skipped, ==, 0);
  g_assert_cmpuint (cut.passed_up - passed, <, 16 * 1024 * 1024);
  loopback_stop (proxy);
}

typedef struct
{
  GCancellable *cancellable;
  guint64       done;
} Stopping;

static void
stop_cb (guint64  done,
         guint64  total,
         gpointer data)
{
  Stopping *stopping = data;

  stopping->done = done;
  if (done == 1)
    g_cancellable_cancel (stopping->cancellable);
}

/* Somebody presses Stop after the first file; what arrived is noted. */
static void
test_stopped (void)
{
  g_autoptr(Sides) self = sides_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Stopping stopping = { cancellable, 0 };
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaExchange) rest = NULL;
  HechaOutboxRow *row;

  g_assert_null (hecha_hand_over_push (self->sender->session, "office", stop_cb, &stopping, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  row = sides_row (self->sender);
  g_assert_cmpstr (row->state, ==, "waiting");
  g_assert_cmpuint (row->arrived, ==, 1);
  hecha_outbox_row_free (row);
  rest = sides_push (self->sender);
  sides_clean (rest);
  g_assert_cmpuint (rest->sent, ==, 3);
}

static void
test_nowhere (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autoptr(GError) error = NULL;

  g_assert_null (hecha_hand_over_push (self->session, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (hecha_hand_over_push (self->session, "elsewhere", NULL, NULL, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/hand-over-push/cut", test_cut);
  g_test_add_func ("/flow/hand-over-push/stopped", test_stopped);
  g_test_add_func ("/flow/hand-over-push/nowhere", test_nowhere);
  return g_test_run ();
}
