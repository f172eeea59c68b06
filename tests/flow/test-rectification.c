/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rectification.h"
#include "workspace.h"

#include "error.h"

#include <string.h>

static GPtrArray *
list (Workspace *self)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *rows = hecha_rectification_list (self->session, HECHA_LANGUAGE_ZH, &error);

  g_assert_no_error (error);
  return rows;
}

static const HechaRectificationRow *
find (GPtrArray  *rows,
      const char *finding)
{
  for (guint i = 0; i < rows->len; i++)
    if (strcmp (((HechaRectificationRow *) rows->pdata[i])->finding_uuid, finding) == 0)
      return rows->pdata[i];
  g_assert_not_reached ();
}

static char *
visit (Workspace *self)
{
  char *uuid = workspace_plan (self, workspace_team);
  g_autoptr(HechaIssuedReport) report = NULL;

  workspace_answer_all (self, uuid);
  report = workspace_issue (self, uuid);
  return uuid;
}

/* From open to cured with evidence, and open again: every look stays. */
static void
test_recheck (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *uuid = NULL, *path = g_build_filename (self->directory, "..", "cure.txt", NULL), *finding = NULL;
  const char *const paths[] = { path, NULL };
  g_autoptr(GPtrArray) rows = NULL, after = NULL, history = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  const HechaRectificationRow *row;

  g_assert_true (hecha_time_from_text ("2026-11-24T02:00:00Z", &self->now));
  g_assert_true (g_file_set_contents (path, "done", 4, NULL));
  workspace_import (self);
  uuid = visit (self);
  rows = list (self);
  g_assert_cmpuint (rows->len, >, 1);
  row = rows->pdata[0];
  finding = g_strdup (row->finding_uuid);
  g_assert_cmpstr (row->state, ==, "open");
  g_assert_cmpint (row->days_left, ==, 37);
  g_assert_cmpuint (strlen (row->item_title), >, 0);
  g_assert_null (row->author);
  g_assert_true (hecha_rectification_recheck (self->session, finding, "cured", "已整改", paths, &error));
  g_assert_no_error (error);
  after = list (self);
  g_assert_cmpuint (after->len, ==, rows->len);
  row = find (after, finding);
  g_assert_cmpstr (row->state, ==, "cured");
  g_assert_cmpstr (row->note, ==, "已整改");
  g_assert_cmpstr (row->author, ==, hecha_session_get_author (self->session));
  g_assert_cmpstr (row->time, ==, "2026-11-24T02:00:00.000Z");
  g_assert_cmpuint (row->evidence->len, ==, 1);
  bytes = hecha_inspect_bytes (self->session, row->evidence->pdata[0], &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "done", 4);
  g_assert_true (hecha_rectification_recheck (self->session, finding, "open", "又出现", NULL, &error));
  history = hecha_rectification_history (self->session, finding, &error);
  g_assert_cmpuint (history->len, ==, 2);
  g_assert_cmpstr (((HechaRecheck *) history->pdata[0])->state, ==, "cured");
  g_assert_cmpuint (((HechaRecheck *) history->pdata[0])->evidence->len, ==, 1);
  g_assert_cmpstr (((HechaRecheck *) history->pdata[1])->note, ==, "又出现");
}

static void
test_refused (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *uuid = NULL;
  const char *const missing[] = { "/nonexistent/cure.txt", NULL };
  g_autoptr(GPtrArray) rows = NULL, after = NULL;
  const HechaRectificationRow *row;
  const struct
  {
    const char        *state;
    const char        *note;
    const char *const *paths;
    int                code;
  } wrong[] = {
    { "gone", "x", NULL, HECHA_ERROR_INVALID },
    { "cured", NULL, NULL, HECHA_ERROR_REFUSED },
    { "cured", "", NULL, HECHA_ERROR_REFUSED },
    { "accepted", NULL, missing, HECHA_ERROR_REFUSED },
    { "cured", NULL, missing, HECHA_ERROR_IO },
  };

  workspace_import (self);
  uuid = visit (self);
  rows = list (self);
  row = rows->pdata[0];
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (hecha_rectification_recheck (self->session, row->finding_uuid, wrong[i].state, wrong[i].note,
                                                   wrong[i].paths, &error));
      g_assert_error (error, HECHA_ERROR, wrong[i].code);
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (i ? hecha_rectification_recheck (self->session, "no-such", "cured", "x", NULL, &error)
                        : hecha_rectification_history (self->session, "no-such", &error) != NULL);
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
    }
  after = list (self);
  g_assert_cmpstr (find (after, row->finding_uuid)->state, ==, "open");
}

/* The day after the deadline, and never once it is closed. */
static void
test_overdue (void)
{
  HechaRectificationRow row = { .state = (char *) "open", .days_left = 0 };

  g_assert_false (hecha_rectification_is_overdue (&row));
  row.days_left = -1;
  g_assert_true (hecha_rectification_is_overdue (&row));
  row.state = (char *) "accepted";
  g_assert_false (hecha_rectification_is_overdue (&row));
  row = (HechaRectificationRow) { .state = (char *) "open", .days_left = G_MAXINT };
  g_assert_false (hecha_rectification_is_overdue (&row));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/rectification/recheck", test_recheck);
  g_test_add_func ("/flow/rectification/refused", test_refused);
  g_test_add_func ("/flow/rectification/overdue", test_overdue);
  return g_test_run ();
}
