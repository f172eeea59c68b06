/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "printed-picture.h"

#include "error.h"
#include "report.h"
#include "session-private.h"
#include "workspace.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  Workspace     *self;
  char          *uuid;
  GPtrArray     *attached;
  HechaEvidence *photo;
  char          *original;
  char          *printed;
} Stage;

static void
stage_begin (Stage *stage)
{
  g_autofree char *path = g_build_filename (g_getenv ("HECHA_DATA_DIR"), "demo", "cabinet.png", NULL);
  g_autoptr(GError) error = NULL;

  stage->self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  workspace_import (stage->self);
  stage->uuid = workspace_plan (stage->self, workspace_team);
  stage->attached = hecha_inspect_attach_files (stage->self->session, stage->uuid, NULL, NULL,
                                                (const char *const[]) { path, NULL }, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  stage->photo = stage->attached->pdata[0];
  stage->original = g_strdup_printf ("%s/vault/%.2s/%s", stage->self->directory, stage->photo->sha256,
                                     stage->photo->sha256 + 2);
  stage->printed = g_strconcat (stage->original, ".printed-612x478-85", NULL);
}

static void
stage_end (Stage *stage)
{
  workspace_free (stage->self);
  g_ptr_array_unref (stage->attached);
  g_free (stage->uuid);
  g_free (stage->original);
  g_free (stage->printed);
}

static GBytes *
printed (Stage *stage)
{
  GBytes *jpeg;
  int width, height;
  g_autoptr(GError) error = NULL;

  g_assert_true (hecha_printed_picture (stage->self->session, stage->photo, NULL, &jpeg, &width, &height, &error));
  g_assert_no_error (error);
  g_assert_cmpint (width, >, 256);
  g_assert_cmpint (width, <=, HECHA_REPORT_PICTURE_WIDTH);
  g_assert_cmpint (height, <=, HECHA_REPORT_PICTURE_HEIGHT);
  return jpeg;
}

/* The same bytes whether it is made or was kept; and it is the kept one that is given. */
static void
test_kept (void)
{
  Stage stage;
  g_autoptr(GBytes) made = NULL, kept = NULL;

  stage_begin (&stage);
  g_assert_false (g_file_test (stage.printed, G_FILE_TEST_EXISTS));
  hecha_printed_picture_make (stage.self->session, stage.attached);
  g_assert_true (g_file_test (stage.printed, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_unlink (stage.printed), ==, 0);
  made = printed (&stage);
  g_assert_true (g_file_test (stage.printed, G_FILE_TEST_EXISTS));
  /* Proof that the original is not read. */
  g_assert_true (g_file_set_contents (stage.original, "other", -1, NULL));
  kept = printed (&stage);
  g_assert_true (g_bytes_equal (made, kept));
  stage_end (&stage);
}

/* What was kept and is damaged is made again, from an original that is proved. */
static void
test_damaged (void)
{
  static const char damaged[200] = { 0 };
  Stage stage;
  g_autoptr(GBytes) made = NULL, again = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) jpeg = NULL;
  int width, height;

  stage_begin (&stage);
  made = printed (&stage);
  g_assert_true (g_file_set_contents (stage.printed, damaged, sizeof damaged, NULL));
  again = printed (&stage);
  g_assert_true (g_bytes_equal (made, again));
  g_assert_true (g_file_set_contents (stage.printed, damaged, sizeof damaged, NULL));
  g_assert_true (g_file_set_contents (stage.original, "other", -1, NULL));
  g_assert_false (hecha_printed_picture (stage.self->session, stage.photo, NULL, &jpeg, &width, &height, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
  g_assert_null (jpeg);
  stage_end (&stage);
}

/* Who can write to the vault, and makes all of its digests right, still is not this device. */
static void
test_forged (void)
{
  Stage stage;
  g_autoptr(GBytes) made = NULL, again = NULL, kept = NULL, forged = NULL;
  HechaVault *vault;
  guint8 *bytes;
  gsize size;

  stage_begin (&stage);
  vault = hecha_session_get_vault (stage.self->session);
  made = printed (&stage);
  kept = hecha_vault_load_derived (vault, stage.photo->sha256, "printed-612x478-85");
  g_assert_nonnull (kept);
  bytes = g_bytes_unref_to_data (g_steal_pointer (&kept), &size);
  bytes[size / 2] ^= 1;
  forged = g_bytes_new_take (bytes, size);
  hecha_vault_keep_derived (vault, stage.photo->sha256, "printed-612x478-85", forged);
  again = printed (&stage);
  g_assert_true (g_bytes_equal (made, again));
  stage_end (&stage);
}

/* What no decoder takes is no fault, and nothing is kept of it. */
static void
test_no_picture (void)
{
  Stage stage;
  g_autofree char *note = NULL, *kept = NULL;
  g_autoptr(GPtrArray) attached = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) jpeg = NULL;
  int width, height;
  HechaEvidence *broken;

  stage_begin (&stage);
  fixture_write (stage.self->files, "broken.jpg", "\xff\xd8\xff\xe0 broken", 11);
  note = fixture_path (stage.self->files, "broken.jpg");
  attached = hecha_inspect_attach_files (stage.self->session, stage.uuid, NULL, NULL,
                                         (const char *const[]) { note, NULL }, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  broken = attached->pdata[0];
  g_assert_true (hecha_printed_picture (stage.self->session, broken, NULL, &jpeg, &width, &height, &error));
  g_assert_null (jpeg);
  kept = g_strdup_printf ("%s/vault/%.2s/%s.printed-612x478-85", stage.self->directory, broken->sha256, broken->sha256 + 2);
  g_assert_false (g_file_test (kept, G_FILE_TEST_EXISTS));
  stage_end (&stage);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/printed-picture/kept", test_kept);
  g_test_add_func ("/printed-picture/damaged", test_damaged);
  g_test_add_func ("/printed-picture/forged", test_forged);
  g_test_add_func ("/printed-picture/no-picture", test_no_picture);
  return g_test_run ();
}
