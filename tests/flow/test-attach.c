/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workspace.h"

#include "error.h"

#include <string.h>

typedef struct
{
  Workspace *self;
  char      *uuid;
  char      *picture;
} Stage;

static void
stage_begin (Stage *stage)
{
  stage->self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  workspace_import (stage->self);
  stage->uuid = workspace_plan (stage->self, workspace_team);
  stage->picture = g_build_filename (g_getenv ("HECHA_DATA_DIR"), "demo", "cabinet.png", NULL);
}

static void
stage_end (Stage *stage)
{
  workspace_free (stage->self);
  g_free (stage->uuid);
  g_free (stage->picture);
}

/* One file; NULL with the error. */
static HechaEvidence *
attach (Stage         *stage,
        const char    *item,
        const char    *path,
        GCancellable  *cancellable,
        GError       **error)
{
  const char *const paths[] = { path, NULL };
  g_autoptr(GPtrArray) attached = hecha_inspect_attach_files (stage->self->session, stage->uuid, item, NULL, paths,
                                                              NULL, NULL, cancellable, error);

  return attached ? g_ptr_array_steal_index (attached, 0) : NULL;
}

/* The same bytes are one piece of evidence, for one item more. */
static void
test_file (void)
{
  Stage stage;
  g_autoptr(HechaEvidence) first = NULL, again = NULL;
  g_autoptr(HechaCase) content = NULL, after = NULL;
  g_autoptr(HechaPixels) pixels = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *original = NULL;
  g_autoptr(GError) error = NULL;
  gsize size;
  const char *one, *other;

  stage_begin (&stage);
  content = hecha_inspect_load (stage.self->session, stage.uuid, NULL);
  one = ((HechaChecklistEntry *) content->checklist->entries->pdata[0])->item->uuid;
  other = ((HechaChecklistEntry *) content->checklist->entries->pdata[1])->item->uuid;
  first = attach (&stage, one, stage.picture, NULL, &error);
  g_assert_no_error (error);
  again = attach (&stage, other, stage.picture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->uuid, ==, first->uuid);
  g_assert_cmpstr (first->name, ==, "cabinet.png");
  g_assert_cmpstr (first->media_type, ==, "image/png");
  g_assert_true (hecha_evidence_is_for (again, one) && hecha_evidence_is_for (again, other));
  bytes = hecha_inspect_bytes (stage.self->session, first, &error);
  g_assert_true (g_file_get_contents (stage.picture, &original, &size, NULL));
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), original, size);
  pixels = hecha_inspect_picture (stage.self->session, first, 64, 64, &error);
  g_assert_nonnull (pixels);
  g_assert_true (hecha_inspect_viewed (stage.self->session, stage.uuid, first->uuid, &error));
  after = hecha_inspect_load (stage.self->session, stage.uuid, NULL);
  g_assert_cmpuint (after->evidence->len, ==, 1);
  stage_end (&stage);
}

/* Taken out, its bytes stay, so that an undo brings it back. */
static void
test_remove_and_undo (void)
{
  Stage stage;
  g_autoptr(HechaEvidence) evidence = NULL;
  g_autoptr(GBytes) note = g_bytes_new_static ("note", 4), back = NULL;
  g_autoptr(GError) error = NULL, no_picture = NULL;

  stage_begin (&stage);
  evidence = hecha_inspect_attach_bytes (stage.self->session, stage.uuid, NULL, NULL, note, "note.txt", "paste", &error);
  g_assert_no_error (error);
  g_assert_null (hecha_inspect_picture (stage.self->session, evidence, 10, 10, &no_picture));
  g_assert_nonnull (no_picture);
  g_assert_true (hecha_inspect_remove_evidence (stage.self->session, stage.uuid, evidence->uuid, &error));
  for (guint turn = 0; turn < 2; turn++)
    {
      g_autoptr(HechaCase) content = hecha_inspect_load (stage.self->session, stage.uuid, NULL);

      g_assert_cmpuint (content->evidence->len, ==, turn);
      if (turn == 0)
        g_assert_true (hecha_inspect_undo (stage.self->session, stage.uuid, &error));
    }
  back = hecha_inspect_bytes (stage.self->session, evidence, &error);
  g_assert_true (g_bytes_equal (back, note));
  stage_end (&stage);
}

static void
test_refused (void)
{
  Stage stage;
  g_autoptr(GError) missing = NULL, cancelled = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(HechaCase) content = NULL;

  stage_begin (&stage);
  g_assert_null (attach (&stage, NULL, "/no/such/file", NULL, &missing));
  g_assert_error (missing, HECHA_ERROR, HECHA_ERROR_IO);
  g_cancellable_cancel (cancellable);
  g_assert_null (attach (&stage, NULL, stage.picture, cancellable, &cancelled));
  g_assert_nonnull (cancelled);
  content = hecha_inspect_load (stage.self->session, stage.uuid, NULL);
  g_assert_cmpuint (content->evidence->len, ==, 0);
  stage_end (&stage);
}

static void
told_cb (guint64  done,
         guint64  total,
         gpointer data)
{
  guint64 *last = data;

  g_assert_cmpuint (done, <=, total);
  *last = total;
}

static char *
file_of (Stage      *stage,
         const char *name,
         const char *text)
{
  fixture_write (stage->self->files, name, text, strlen (text));
  return fixture_path (stage->self->files, name);
}

/* Several are one action; two with the same bytes are one piece of evidence. */
static void
test_several (void)
{
  Stage stage;
  g_autoptr(GPtrArray) attached = NULL;
  g_autoptr(HechaCase) content = NULL, after = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *one = NULL, *two = NULL, *copy = NULL;
  guint64 total = 0;

  stage_begin (&stage);
  one = file_of (&stage, "一.txt", "one");
  two = file_of (&stage, "two.txt", "two");
  copy = file_of (&stage, "copy.txt", "one");
  attached = hecha_inspect_attach_files (stage.self->session, stage.uuid, NULL, NULL,
                                         (const char *const[]) { one, two, copy, NULL }, told_cb, &total, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (total, ==, 9);
  g_assert_cmpuint (attached->len, ==, 2);
  g_assert_cmpstr (((HechaEvidence *) attached->pdata[0])->name, ==, "一.txt");
  content = hecha_inspect_load (stage.self->session, stage.uuid, NULL);
  g_assert_cmpuint (content->evidence->len, ==, 2);
  g_assert_true (hecha_inspect_undo (stage.self->session, stage.uuid, &error));
  after = hecha_inspect_load (stage.self->session, stage.uuid, NULL);
  g_assert_cmpuint (after->evidence->len, ==, 0);
  stage_end (&stage);
}

/* One that is gone: none is taken in, and it is named. */
static void
test_one_is_gone (void)
{
  Stage stage;
  g_autoptr(GPtrArray) attached = NULL;
  g_autoptr(HechaCase) content = NULL;
  g_autoptr(GError) error = NULL;

  stage_begin (&stage);
  attached = hecha_inspect_attach_files (stage.self->session, stage.uuid, NULL, NULL,
                                         (const char *const[]) { stage.picture, "/no/such/照片.jpg", NULL }, NULL, NULL,
                                         NULL, &error);
  g_assert_null (attached);
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
  g_assert_true (g_str_has_prefix (error->message, "照片.jpg: "));
  content = hecha_inspect_load (stage.self->session, stage.uuid, NULL);
  g_assert_cmpuint (content->evidence->len, ==, 0);
  stage_end (&stage);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/attach/file", test_file);
  g_test_add_func ("/flow/attach/remove-and-undo", test_remove_and_undo);
  g_test_add_func ("/flow/attach/refused", test_refused);
  g_test_add_func ("/flow/attach/several", test_several);
  g_test_add_func ("/flow/attach/one-is-gone", test_one_is_gone);
  return g_test_run ();
}
