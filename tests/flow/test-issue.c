/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workspace.h"

#include "error.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  Workspace *self;
  char      *uuid;
} Stage;

static void
stage_begin (Stage *stage)
{
  stage->self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  workspace_import (stage->self);
  stage->uuid = workspace_plan (stage->self, workspace_team);
}

static void
stage_end (Stage *stage)
{
  workspace_free (stage->self);
  g_free (stage->uuid);
}

static guint
n_reports (Stage *stage)
{
  g_autofree char *path = g_build_filename (stage->self->directory, "reports", NULL);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (dir && g_dir_read_name (dir))
    n++;
  return n;
}

static void
test_missing (void)
{
  Stage stage;
  g_autoptr(GError) error = NULL, none = NULL;
  g_autoptr(HechaCase) content = NULL;

  stage_begin (&stage);
  g_assert_null (hecha_issue_report (stage.self->session, stage.uuid, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "missing"));
  content = hecha_inspect_load (stage.self->session, stage.uuid, NULL);
  g_assert_false (content->frozen);
  g_assert_null (hecha_issue_current (stage.self->session, stage.uuid, &none));
  g_assert_error (none, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  stage_end (&stage);
}

static void
test_issue_and_reopen (void)
{
  Stage stage;
  g_autoptr(HechaIssuedReport) first = NULL, same = NULL, second = NULL;
  g_autoptr(GError) error = NULL, open = NULL;

  stage_begin (&stage);
  g_assert_false (hecha_issue_reopen (stage.self->session, stage.uuid, "为何", &open));
  g_assert_error (open, HECHA_ERROR, HECHA_ERROR_REFUSED);
  workspace_answer_all (stage.self, stage.uuid);
  first = workspace_issue (stage.self, stage.uuid);
  g_assert_cmpint (first->revision, ==, 1);
  g_assert_cmpuint (first->pages, >, 5);
  same = workspace_issue (stage.self, stage.uuid);
  g_assert_cmpstr (same->sha256, ==, first->sha256);
  g_assert_false (hecha_issue_reopen (stage.self->session, stage.uuid, "", &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (hecha_issue_reopen (stage.self->session, stage.uuid, "补充照片", &error));
  second = workspace_issue (stage.self, stage.uuid);
  g_assert_cmpint (second->revision, ==, 2);
  g_assert_cmpstr (second->sha256, !=, first->sha256);
  g_assert_true (g_file_test (first->path, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (n_reports (&stage), ==, 2);
  stage_end (&stage);
}

/* A freeze whose report was not made: what was frozen is written, the clock and the case notwithstanding. */
static void
test_power_between (void)
{
  Stage stage;
  g_autofree char *folder = NULL, *digest = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaIssuedReport) report = NULL;
  g_autoptr(HechaCase) before = NULL, after = NULL;

  stage_begin (&stage);
  workspace_answer_all (stage.self, stage.uuid);
  folder = g_build_filename (stage.self->directory, "reports", NULL);
  fixture_write (stage.self->files, "workspace/reports", "in the way", 10);
  g_assert_null (hecha_issue_report (stage.self->session, stage.uuid, NULL, NULL, NULL, NULL, &error));
  before = hecha_inspect_load (stage.self->session, stage.uuid, NULL);
  g_assert_true (before->frozen);
  g_assert_null (before->report);
  g_unlink (folder);
  stage.self->now += G_GINT64_CONSTANT (3700) * G_USEC_PER_SEC;
  workspace_close (stage.self);
  workspace_open (stage.self);
  report = workspace_issue (stage.self, stage.uuid);
  after = hecha_inspect_load (stage.self->session, stage.uuid, NULL);
  g_assert_cmpint (report->revision, ==, 1);
  g_assert_cmpstr (after->results_digest, ==, before->results_digest);
  g_assert_cmpstr (after->frozen_at, ==, before->frozen_at);
  stage_end (&stage);
}

/* What a kill leaves of a report that was being written goes at the next opening. */
static void
test_half_written (void)
{
  Stage stage;
  g_autoptr(HechaIssuedReport) draft = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaCase) content = NULL;

  stage_begin (&stage);
  draft = hecha_issue_preview (stage.self->session, stage.uuid, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (draft->pages, >, 1);
  content = hecha_inspect_load (stage.self->session, stage.uuid, NULL);
  g_assert_false (content->frozen);
  g_assert_cmpuint (n_reports (&stage), ==, 1);
  workspace_close (stage.self);
  workspace_open (stage.self);
  g_assert_cmpuint (n_reports (&stage), ==, 0);
  stage_end (&stage);
}

static void
told_cb (guint64  done,
         guint64  total,
         gpointer data)
{
  GArray *told = data;

  g_assert_cmpuint (total, ==, 100);
  g_array_append_val (told, done);
}

/* The bar of a window moves, never back, and ends full. */
static void
test_progress (void)
{
  Stage stage;
  g_autoptr(GArray) told = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autofree char *picture = g_build_filename (g_getenv ("HECHA_DATA_DIR"), "demo", "cabinet.png", NULL);
  g_autoptr(GPtrArray) attached = NULL;
  g_autoptr(HechaIssuedReport) report = NULL;
  g_autoptr(GError) error = NULL;

  stage_begin (&stage);
  workspace_answer_all (stage.self, stage.uuid);
  attached = hecha_inspect_attach_files (stage.self->session, stage.uuid, NULL, NULL,
                                         (const char *const[]) { picture, NULL }, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  report = hecha_issue_report (stage.self->session, stage.uuid, NULL, told_cb, told, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (told->len, >=, 5);
  for (guint i = 1; i < told->len; i++)
    g_assert_cmpuint (g_array_index (told, guint64, i), >=, g_array_index (told, guint64, i - 1));
  g_assert_cmpuint (g_array_index (told, guint64, 0), <, 50);
  g_assert_cmpuint (g_array_index (told, guint64, told->len - 1), ==, 100);
  stage_end (&stage);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/issue/missing", test_missing);
  g_test_add_func ("/flow/issue/issue-and-reopen", test_issue_and_reopen);
  g_test_add_func ("/flow/issue/power-between", test_power_between);
  g_test_add_func ("/flow/issue/progress", test_progress);
  g_test_add_func ("/flow/issue/half-written", test_half_written);
  return g_test_run ();
}
