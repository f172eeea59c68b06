/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sides.h"

#include "error.h"

#include <string.h>

static HechaDeviceRow *
find (GPtrArray  *rows,
      const char *id)
{
  for (guint i = 0; i < rows->len; i++)
    if (strcmp (((HechaDeviceRow *) rows->pdata[i])->id, id) == 0)
      return rows->pdata[i];
  return NULL;
}

static void
assert_device (Workspace  *workspace,
               const char *id,
               const char *state,
               gboolean    waits)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = hecha_hand_over_devices (workspace->session, &error);
  HechaDeviceRow *row = find (rows, id);

  g_assert_no_error (error);
  g_assert_nonnull (row);
  g_assert_cmpstr (row->state, ==, state);
  g_assert_cmpint (row->waiting > 0, ==, waits);
}

/* A second laptop of the evaluator, whose edits wait until it is admitted. */
static void
test_admitted (void)
{
  g_autoptr(Sides) self = sides_new ();
  g_autoptr(Workspace) second = sides_join (self, HECHA_HOLDER_EVALUATION, "示例测评机构");
  g_autofree char *device = g_strdup (hecha_session_get_device (second->session));
  g_autofree char *beginning = g_strndup (device, 12);
  g_autoptr(HechaExchange) sent = sides_push (self->sender), got = sides_pull (second), back = NULL, waits = NULL;
  g_autoptr(HechaExchange) after = NULL;
  g_autoptr(HechaCase) before = NULL, now = NULL;
  g_autoptr(GError) error = NULL;

  sides_clean (sent);
  sides_clean (got);
  g_assert_true (hecha_issue_reopen (second->session, self->uuid, "更正", &error));
  hecha_issued_report_free (workspace_issue (second, self->uuid));
  back = sides_push (second);
  sides_clean (back);
  waits = sides_pull (self->sender);
  g_assert_cmpuint (waits->devices->len, ==, 1);
  g_assert_cmpstr (waits->devices->pdata[0], ==, device);
  assert_device (self->sender, device, "unknown", TRUE);
  before = hecha_inspect_load (self->sender->session, self->uuid, NULL);
  g_assert_cmpint (before->revision, ==, 1);

  g_assert_false (hecha_hand_over_admit (self->sender->session, "0000000000000000", &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (hecha_hand_over_admit (self->sender->session, beginning, &error));
  assert_device (self->sender, device, "admitted", FALSE);
  after = sides_pull (self->sender);
  sides_clean (after);
  g_assert_cmpuint (after->reports, ==, 1);
  g_assert_cmpuint (after->devices->len, ==, 0);
  now = hecha_inspect_load (self->sender->session, self->uuid, NULL);
  g_assert_cmpint (now->revision, ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/devices/admitted", test_admitted);
  return g_test_run ();
}
