/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a power loss leaves is tried by test-power-loss.py. */
#include "report-growth.h"

#include "error.h"
#include "report-files.h"
#include "workspace.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#define UNKNOWN "00000000000000000000000000000000000000000000000000000000000000aa"

typedef struct
{
  Workspace         *self;
  char              *uuid;
  char              *out;
  HechaIssuedReport *report;
} Stage;

static void
stage_begin (Stage *stage)
{
  g_autoptr(HechaIssuedReport) report = NULL;

  stage->self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  workspace_key (stage->self, "prepared");
  workspace_import (stage->self);
  stage->uuid = workspace_plan (stage->self, workspace_team);
  workspace_answer_all (stage->self, stage->uuid);
  stage->out = fixture_path (stage->self->files, "out.pdf");
  stage->report = hecha_issue_report (stage->self->session, stage->uuid, stage->out, NULL, NULL, NULL, NULL);
  g_assert_nonnull (stage->report);
}

static void
stage_end (Stage *stage)
{
  workspace_free (stage->self);
  g_free (stage->uuid);
  g_free (stage->out);
  hecha_issued_report_free (stage->report);
}

static HechaIssuedReport *
sign (Stage      *stage,
      const char *file)
{
  g_autofree char *key = fixture_path (stage->self->files, "prepared.p12");
  g_autoptr(GError) error = NULL;

  g_assert_true (hecha_issue_sign (stage->self->session, file, "prepared", key, FIXTURE_PASSWORD, NULL, NULL, &error));
  return hecha_issue_current (stage->self->session, stage->uuid, NULL);
}

static guint64
inode (const char *path)
{
  GStatBuf about;

  g_assert_cmpint (g_stat (path, &about), ==, 0);
  return about.st_ino;
}

/* The first @size bytes, all where that is 0, by coreutils. */
static void
assert_sha256 (Stage      *stage,
               const char *path,
               guint64     size,
               const char *wanted)
{
  g_autofree char *line = size ? g_strdup_printf ("head -c %" G_GUINT64_FORMAT " '%s' | sha256sum", size, path)
                               : g_strdup_printf ("sha256sum < '%s'", path);
  g_autofree char *output = fixture_run (stage->self->files, "sh", "-c", line, NULL);

  g_assert_true (g_str_has_prefix (output, wanted));
}

static guint
n_notes (Stage *stage)
{
  g_autofree char *folder = g_build_filename (stage->self->directory, "reports", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)))
    n += *name == '.';
  return n;
}

/* Both versions are one file, and the copy becomes the second. */
static void
test_sign (void)
{
  Stage stage;
  g_autoptr(HechaIssuedReport) signed_report = NULL;
  guint64 copy;

  stage_begin (&stage);
  copy = inode (stage.out);
  signed_report = sign (&stage, stage.out);
  g_assert_cmpstr (signed_report->path, !=, stage.report->path);
  g_assert_cmpuint (signed_report->size, >, stage.report->size);
  g_assert_cmpuint (inode (signed_report->path), ==, inode (stage.report->path));
  assert_sha256 (&stage, signed_report->path, 0, signed_report->sha256);
  assert_sha256 (&stage, stage.report->path, stage.report->size, stage.report->sha256);
  assert_sha256 (&stage, stage.out, 0, signed_report->sha256);
  g_assert_cmpuint (inode (stage.out), ==, copy);
  g_assert_cmpuint (n_notes (&stage), ==, 0);
  stage_end (&stage);
}

static void
test_sign_in_workspace (void)
{
  Stage stage;
  g_autoptr(HechaIssuedReport) signed_report = NULL;

  stage_begin (&stage);
  signed_report = sign (&stage, stage.report->path);
  assert_sha256 (&stage, signed_report->path, 0, signed_report->sha256);
  assert_sha256 (&stage, stage.report->path, stage.report->size, stage.report->sha256);
  assert_sha256 (&stage, stage.out, 0, stage.report->sha256);
  g_assert_cmpuint (n_notes (&stage), ==, 0);
  stage_end (&stage);
}

/* What is not the version before in the workspace is not continued: the next one is written whole. */
static void
test_damaged_here (void)
{
  Stage stage;
  g_autoptr(HechaIssuedReport) signed_report = NULL;
  g_autofree char *output = NULL, *of = NULL;

  stage_begin (&stage);
  of = g_strconcat ("of=", stage.report->path, NULL);
  output = fixture_run (stage.self->files, "dd", "if=/dev/zero", of, "bs=1", "count=3", "seek=1000", "conv=notrunc",
                        "status=none", NULL);
  signed_report = sign (&stage, stage.out);
  g_assert_cmpuint (inode (signed_report->path), !=, inode (stage.report->path));
  assert_sha256 (&stage, signed_report->path, 0, signed_report->sha256);
  assert_sha256 (&stage, stage.out, 0, signed_report->sha256);
  stage_end (&stage);
}

/* A copy that is the file in the workspace by another name becomes a file of its own. */
static void
test_linked_copy (void)
{
  Stage stage;
  g_autoptr(HechaIssuedReport) signed_report = NULL;
  g_autofree char *output = NULL;

  stage_begin (&stage);
  output = fixture_run (stage.self->files, "ln", "-f", stage.report->path, stage.out, NULL);
  signed_report = sign (&stage, stage.out);
  g_assert_cmpuint (inode (signed_report->path), !=, inode (stage.out));
  assert_sha256 (&stage, signed_report->path, 0, signed_report->sha256);
  assert_sha256 (&stage, stage.out, 0, signed_report->sha256);
  stage_end (&stage);
}

/* No room for the signature: nothing has changed, and nothing is left of it. */
static void
test_full (void)
{
  Stage stage;
  g_autofree char *key = NULL, *list = NULL, *folder = NULL;
  g_autoptr(GError) error = NULL;
  struct rlimit before, small;

  stage_begin (&stage);
  key = fixture_path (stage.self->files, "prepared.p12");
  folder = g_path_get_dirname (stage.report->path);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = (struct rlimit) { stage.report->size + 1000, before.rlim_max };
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_assert_false (hecha_issue_sign (stage.self->session, stage.out, "prepared", key, FIXTURE_PASSWORD, NULL, NULL, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
  assert_sha256 (&stage, stage.report->path, 0, stage.report->sha256);
  assert_sha256 (&stage, stage.out, 0, stage.report->sha256);
  list = fixture_run (stage.self->files, "ls", "-A", folder, NULL);
  g_assert_cmpstr (strchr (list, '\n'), ==, "\n");
  stage_end (&stage);
}

/* The journal did not take it. */
static void
test_taken_back (void)
{
  Stage stage;
  g_autoptr(GString) tail = g_string_new ("more");
  g_autoptr(HechaPdfFile) pdf = NULL;
  g_autoptr(HechaRangeDigest) digests = NULL;
  g_autoptr(JsonObject) growth = NULL;
  g_autofree char *next = NULL, *name = NULL;
  HechaStoredReport stored = { 0 };

  stage_begin (&stage);
  pdf = hecha_pdf_file_open (stage.out, NULL);
  digests = hecha_range_digest_new (pdf);
  name = g_path_get_basename (stage.report->path);
  stored.name = name;
  stored.sha256 = stage.report->sha256;
  stored.size = (gint64) stage.report->size;
  growth = hecha_report_growth_begin (stage.self->session, &stored, digests, "next.pdf", UNKNOWN, tail, stage.out);
  g_assert_nonnull (growth);
  g_assert_cmpuint (n_notes (&stage), ==, 1);
  next = g_build_filename (stage.self->directory, "reports", "next.pdf", NULL);
  g_assert_cmpuint (inode (next), ==, inode (stage.report->path));
  g_assert_true (hecha_report_growth_end (stage.self->session, growth, NULL));
  g_assert_false (g_file_test (next, G_FILE_TEST_EXISTS));
  assert_sha256 (&stage, stage.report->path, 0, stage.report->sha256);
  assert_sha256 (&stage, stage.out, 0, stage.report->sha256);
  g_assert_cmpuint (n_notes (&stage), ==, 0);
  stage_end (&stage);
}

/* As it lies there while a report is signed. */
static void
put_note (Stage                   *stage,
          const HechaIssuedReport *next,
          const char              *sha256,
          guint64                  to)
{
  g_autofree char *name = g_path_get_basename (stage->report->path), *after = g_path_get_basename (next->path);
  g_autofree char *text = g_strdup_printf ("{\"before\":\"%s\",\"copy\":\"%s\",\"from\":%" G_GUINT64_FORMAT ",\"name\":\"%s\","
                                           "\"next\":\"%s\",\"sha256\":\"%s\",\"to\":%" G_GUINT64_FORMAT "}",
                                           stage->report->sha256, stage->out, stage->report->size, name, after, sha256, to);
  g_autofree char *note = g_strconcat ("workspace/reports/.growing-", name, NULL);

  fixture_write (stage->self->files, note, text, strlen (text));
}

static void
reopen (Stage *stage)
{
  workspace_close (stage->self);
  workspace_open (stage->self);
}

/* Killed before the journal knew: part of what was to be added is there. */
static void
test_killed_before (void)
{
  Stage stage;
  g_autofree char *next = NULL, *append = NULL, *output = NULL;
  HechaIssuedReport made = { 0 };

  stage_begin (&stage);
  next = g_build_filename (stage.self->directory, "reports", "next.pdf", NULL);
  made.path = next;
  append = g_strdup_printf ("printf torn >> '%s'; ln '%s' '%s'", stage.report->path, stage.report->path, next);
  output = fixture_run (stage.self->files, "sh", "-c", append, NULL);
  put_note (&stage, &made, UNKNOWN, stage.report->size + 9);
  reopen (&stage);
  assert_sha256 (&stage, stage.report->path, 0, stage.report->sha256);
  assert_sha256 (&stage, stage.out, 0, stage.report->sha256);
  g_assert_false (g_file_test (next, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (n_notes (&stage), ==, 0);
  stage_end (&stage);
}

/* Killed while the copy was continued; a file that is another one by now stays as it is. */
static void
test_killed_after (void)
{
  static const char *const lines[] = {
    "truncate -s %2$" G_GUINT64_FORMAT " '%1$s'",
    "truncate -s %2$" G_GUINT64_FORMAT " '%1$s'; printf torn >> '%1$s'",
    "printf torn | dd of='%1$s' bs=1 seek=%2$" G_GUINT64_FORMAT " conv=notrunc status=none",
  };
  static const char *const others[] = {
    "truncate -s %2$" G_GUINT64_FORMAT " '%1$s'; printf x | dd of='%1$s' bs=1 seek=100 conv=notrunc status=none",
    "printf longer >> '%1$s'",
    "truncate -s 100 '%1$s'",
    "rm '%1$s'; mkdir '%1$s'",
  };
  Stage stage;
  g_autoptr(HechaIssuedReport) next = NULL;

  stage_begin (&stage);
  next = sign (&stage, stage.out);
  for (guint i = 0; i < G_N_ELEMENTS (lines) + G_N_ELEMENTS (others); i++)
    {
      gboolean ours = i < G_N_ELEMENTS (lines);
      g_autofree char *line = g_strdup_printf (ours ? lines[i] : others[i - G_N_ELEMENTS (lines)], stage.out,
                                               stage.report->size);
      g_autofree char *output = fixture_run (stage.self->files, "sh", "-c", line, NULL);
      g_autofree char *list = g_strdup_printf ("sha256sum '%1$s' 2>/dev/null || ls -d '%1$s'", stage.out);
      g_autofree char *before = fixture_run (stage.self->files, "sh", "-c", list, NULL), *after = NULL;

      put_note (&stage, next, next->sha256, next->size);
      reopen (&stage);
      after = fixture_run (stage.self->files, "sh", "-c", list, NULL);
      if (ours)
        assert_sha256 (&stage, stage.out, 0, next->sha256);
      else
        g_assert_cmpstr (after, ==, before);
      assert_sha256 (&stage, next->path, 0, next->sha256);
      g_assert_cmpuint (n_notes (&stage), ==, 0);
      if (i + 1 < G_N_ELEMENTS (lines) + G_N_ELEMENTS (others))
        hecha_file_copy (next->path, stage.out, NULL);
    }
  stage_end (&stage);
}

/* Notes that are none touch nothing. */
static void
test_bad_notes (void)
{
  static const char *const notes[] = {
    "", "{", "[]", "{}", "{\"name\":\"out.pdf\",\"next\":\"x\",\"before\":\"\",\"sha256\":\"y\",\"from\":1,\"to\":2}",
    "{\"name\":\"a\",\"next\":\"b\",\"before\":\"c\",\"sha256\":\"d\",\"from\":5,\"to\":5}",
    "{\"name\":\"a\",\"next\":\"b\",\"before\":\"c\",\"sha256\":\"d\",\"from\":-5,\"to\":5}",
    "{\"name\":\"a\",\"next\":\"b\",\"before\":\"c\",\"sha256\":\"d\",\"from\":5,\"to\":5000000000}",
  };
  Stage stage;
  guint64 size;

  stage_begin (&stage);
  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    {
      fixture_write (stage.self->files, "workspace/reports/.growing-a", notes[i], strlen (notes[i]));
      reopen (&stage);
      assert_sha256 (&stage, stage.report->path, 0, stage.report->sha256);
      assert_sha256 (&stage, stage.out, 0, stage.report->sha256);
    }
  size = stage.report->size;
  stage.report->size = 7;
  put_note (&stage, stage.report, UNKNOWN, size);
  reopen (&stage);
  assert_sha256 (&stage, stage.report->path, 0, stage.report->sha256);
  stage_end (&stage);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/report-growth/sign", test_sign);
  g_test_add_func ("/flow/report-growth/sign-in-workspace", test_sign_in_workspace);
  g_test_add_func ("/flow/report-growth/damaged-here", test_damaged_here);
  g_test_add_func ("/flow/report-growth/linked-copy", test_linked_copy);
  g_test_add_func ("/flow/report-growth/full", test_full);
  g_test_add_func ("/flow/report-growth/taken-back", test_taken_back);
  g_test_add_func ("/flow/report-growth/killed-before", test_killed_before);
  g_test_add_func ("/flow/report-growth/killed-after", test_killed_after);
  g_test_add_func ("/flow/report-growth/bad-notes", test_bad_notes);
  return g_test_run ();
}
