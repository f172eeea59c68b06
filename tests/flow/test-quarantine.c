/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sides.h"

#include "error.h"

#include <glib/gstdio.h>
#include <string.h>

static guint
n_waiting (Workspace  *workspace,
           const char *device)
{
  g_autoptr(GPtrArray) rows = hecha_hand_over_devices (workspace->session, NULL);

  for (guint i = 0; i < rows->len; i++)
    if (strcmp (((HechaDeviceRow *) rows->pdata[i])->id, device) == 0)
      return ((HechaDeviceRow *) rows->pdata[i])->waiting;
  g_assert_not_reached ();
}

static GPtrArray *
waiting (Workspace  *workspace,
         const char *device)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *rows = hecha_hand_over_waiting (workspace->session, device, &error);

  g_assert_no_error (error);
  return rows;
}

/* A workspace in another folder writes as another device. */
static void
move (Workspace *workspace)
{
  g_autofree char *before = g_steal_pointer (&workspace->directory);
  g_autofree char *device = g_strdup (hecha_session_get_device (workspace->session));

  workspace_close (workspace);
  workspace->directory = g_strconcat (before, "-moved", NULL);
  g_assert_cmpint (g_rename (before, workspace->directory), ==, 0);
  workspace_open (workspace);
  g_assert_cmpstr (hecha_session_get_device (workspace->session), !=, device);
}

/* What a laptop that nobody admitted wrote into our case: looked at, and put away without being lost. */
static void
test_set_aside (void)
{
  g_autoptr(Sides) self = sides_new ();
  g_autoptr(Workspace) second = sides_join (self, HECHA_HOLDER_EVALUATION, "示例测评机构");
  g_autofree char *device = g_strdup (hecha_session_get_device (second->session));
  g_autoptr(HechaExchange) sent = sides_push (self->sender), got = sides_pull (second), back = NULL, come = NULL, later = NULL;
  g_autoptr(GPtrArray) before = NULL, after = NULL, moved = NULL;
  HechaWaitingRow *row;
  g_autoptr(GError) error = NULL;
  guint n;

  sides_clean (sent);
  sides_clean (got);
  g_assert_true (hecha_issue_reopen (second->session, self->uuid, "更正", &error));
  hecha_issued_report_free (workspace_issue (second, self->uuid));
  back = sides_push (second);
  sides_clean (back);
  come = sides_pull (self->sender);
  n = n_waiting (self->sender, device);
  g_assert_cmpuint (n, >, 0);
  before = waiting (self->sender, device);
  g_assert_cmpuint (before->len, ==, 1);
  row = before->pdata[0];
  g_assert_cmpint (row->last - row->first + 1, ==, n);
  g_assert_cmpint (row->forked_at, ==, 0);
  g_assert_null (row->sha256);
  g_assert_nonnull (strstr (row->entries, "reopened"));
  g_assert_nonnull (strstr (row->entries, "frozen"));

  g_assert_false (hecha_hand_over_set_aside (self->sender->session, device, "", &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (hecha_hand_over_set_aside (self->sender->session, device, "不是我们的电脑", &error));
  g_assert_cmpuint (n_waiting (self->sender, device), ==, 0);
  after = waiting (self->sender, device);
  g_assert_cmpuint (after->len, ==, 1);
  row = after->pdata[0];
  g_assert_cmpstr (row->why, ==, "不是我们的电脑");
  g_assert_nonnull (row->sha256);
  g_assert_nonnull (strstr (row->entries, "\"kind\":\"reopened\""));
  later = sides_pull (self->sender);        /* it lies there still, and does not come back */
  g_assert_cmpuint (later->entries, ==, 0);
  g_assert_cmpuint (n_waiting (self->sender, device), ==, 0);
  g_assert_false (hecha_hand_over_set_aside (self->sender->session, device, "再", &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);

  move (self->sender);
  moved = waiting (self->sender, device);
  g_assert_cmpuint (moved->len, ==, 1);
  g_assert_cmpstr (((HechaWaitingRow *) moved->pdata[0])->sha256, ==, row->sha256);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/quarantine/set-aside", test_set_aside);
  return g_test_run ();
}
