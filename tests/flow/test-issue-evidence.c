/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "issue-evidence.h"

#include "error.h"
#include "workspace.h"

#include <glib/gstdio.h>
#include <string.h>

/* SHA-256 and SM3 of "abc": FIPS 180-4 and GB/T 32905-2016, appendix A. */
#define ABC_SHA256 "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define ABC_SM3    "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"

typedef struct
{
  Workspace *self;
  char      *uuid;
  HechaCase *content;
} Stage;

static void
stage_begin (Stage *stage)
{
  g_autofree char *picture = g_build_filename (g_getenv ("HECHA_DATA_DIR"), "demo", "cabinet.png", NULL);
  g_autofree char *note = NULL;
  g_autoptr(GPtrArray) attached = NULL;
  g_autoptr(GError) error = NULL;

  stage->self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  workspace_import (stage->self);
  stage->uuid = workspace_plan (stage->self, workspace_team);
  fixture_write (stage->self->files, "note.txt", "abc", 3);
  note = fixture_path (stage->self->files, "note.txt");
  attached = hecha_inspect_attach_files (stage->self->session, stage->uuid, NULL, NULL,
                                         (const char *const[]) { note, picture, NULL }, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  stage->content = hecha_inspect_load (stage->self->session, stage->uuid, &error);
  g_assert_no_error (error);
}

static void
stage_end (Stage *stage)
{
  hecha_case_free (stage->content);
  workspace_free (stage->self);
  g_free (stage->uuid);
}

static HechaEvidence *
note_of (Stage *stage)
{
  HechaEvidence *first = stage->content->evidence->pdata[0];

  return strcmp (first->name, "note.txt") == 0 ? first : stage->content->evidence->pdata[1];
}

typedef struct
{
  guint64 done;
  guint   times;
} Told;

static void
told_cb (guint64  done,
         guint64  total,
         gpointer data)
{
  Told *told = data;

  g_assert_cmpuint (done, >=, told->done);
  g_assert_cmpuint (done, <=, total);
  told->done = done;
  told->times++;
}

static void
test_digest (void)
{
  Stage stage;
  g_autoptr(GError) error = NULL;
  Told told = { 0 };

  stage_begin (&stage);
  g_assert_null (note_of (&stage)->sm3);
  g_assert_true (hecha_issue_evidence_digest (stage.self->session, stage.content, told_cb, &told, NULL, &error));
  g_assert_cmpstr (note_of (&stage)->sha256, ==, ABC_SHA256);
  g_assert_cmpstr (note_of (&stage)->sm3, ==, ABC_SM3);
  g_assert_cmpuint (told.times, >=, 2);
  stage_end (&stage);
}

/* A second digest that came from elsewhere counts for nothing. */
static void
test_digest_is_proved (void)
{
  Stage stage;
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;

  stage_begin (&stage);
  note_of (&stage)->sm3 = g_strdup (ABC_SHA256);
  g_assert_true (hecha_issue_evidence_digest (stage.self->session, stage.content, NULL, NULL, NULL, &error));
  g_assert_cmpstr (note_of (&stage)->sm3, ==, ABC_SM3);
  path = g_strdup_printf ("%s/vault/%.2s/%s", stage.self->directory, ABC_SHA256, ABC_SHA256 + 2);
  g_assert_true (g_file_set_contents (path, "abd", 3, NULL));
  g_assert_false (hecha_issue_evidence_digest (stage.self->session, stage.content, NULL, NULL, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
  g_assert_true (g_str_has_prefix (error->message, "note.txt: "));
  g_clear_error (&error);
  note_of (&stage)->withdrawn = g_strdup ("个人信息");
  g_assert_true (hecha_issue_evidence_digest (stage.self->session, stage.content, NULL, NULL, NULL, &error));
  stage_end (&stage);
}

/* What is asked for in the order of the evidence, and what there is none of. */
static void
test_pictures (gconstpointer originals)
{
  Stage stage;
  g_autoptr(HechaIssuePictures) pictures = NULL;
  g_autoptr(GError) error = NULL;
  HechaReportPicture picture = { NULL };
  HechaEvidence *cabinet;

  stage_begin (&stage);
  pictures = hecha_issue_pictures_new (stage.self->session, stage.content, GPOINTER_TO_INT (originals));
  cabinet = stage.content->evidence->pdata[note_of (&stage) == stage.content->evidence->pdata[0]];
  if (stage.content->evidence->pdata[0] == note_of (&stage))
    g_assert_true (hecha_issue_pictures_take (pictures, note_of (&stage)->uuid, &picture, &error));
  g_assert_null (picture.jpeg);
  g_assert_true (hecha_issue_pictures_take (pictures, cabinet->uuid, &picture, &error));
  g_assert_cmpmem (g_bytes_get_data (picture.jpeg, NULL), 2, "\xff\xd8", 2);
  g_assert_cmpint (MAX (picture.width - HECHA_REPORT_PICTURE_WIDTH, picture.height - HECHA_REPORT_PICTURE_HEIGHT), <=, 0);
  g_clear_pointer (&picture.jpeg, g_bytes_unref);
  g_assert_true (hecha_issue_pictures_take (pictures, "none", &picture, &error));
  g_assert_null (picture.jpeg);
  g_clear_pointer (&pictures, hecha_issue_pictures_free);
  stage_end (&stage);
}

/* The evidence is read again for the pages: what was changed since is not printed. */
static void
test_picture_is_proved (void)
{
  Stage stage;
  g_autoptr(HechaIssuePictures) pictures = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;
  HechaReportPicture picture = { NULL };
  HechaEvidence *cabinet;

  stage_begin (&stage);
  cabinet = stage.content->evidence->pdata[note_of (&stage) == stage.content->evidence->pdata[0]];
  path = g_strdup_printf ("%s/vault/%.2s/%s", stage.self->directory, cabinet->sha256, cabinet->sha256 + 2);
  g_assert_true (g_file_set_contents (path, "abd", 3, NULL));
  pictures = hecha_issue_pictures_new (stage.self->session, stage.content, FALSE);
  g_assert_false (hecha_issue_pictures_take (pictures, cabinet->uuid, &picture, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
  g_assert_null (picture.jpeg);
  g_clear_pointer (&pictures, hecha_issue_pictures_free);
  stage_end (&stage);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/issue-evidence/digest", test_digest);
  g_test_add_func ("/flow/issue-evidence/digest-is-proved", test_digest_is_proved);
  g_test_add_data_func ("/flow/issue-evidence/pictures/printed", GINT_TO_POINTER (FALSE), test_pictures);
  g_test_add_data_func ("/flow/issue-evidence/pictures/originals", GINT_TO_POINTER (TRUE), test_pictures);
  g_test_add_func ("/flow/issue-evidence/picture-is-proved", test_picture_is_proved);
  return g_test_run ();
}
