/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workspace.h"

#include "db-worker.h"
#include "error.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void
test_create (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_INDUSTRY, "示例局");
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (hecha_session_get_holder (self->session), ==, HECHA_HOLDER_INDUSTRY);
  g_assert_cmpstr (hecha_session_get_unit (self->session), ==, "示例局");
  g_assert_cmpstr (hecha_session_get_author (self->session), ==, "张工");
  g_assert_cmpuint (strlen (hecha_session_get_device (self->session)), ==, 64);
  g_assert_null (hecha_session_get_notice (self->session));
  workspace_close (self);
  g_assert_false (hecha_session_create (self->directory, HECHA_HOLDER_INDUSTRY, "又", "又", &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_EXISTS);
}

static void
test_refused (void)
{
  g_autoptr(Fixture) files = fixture_new ();
  g_autofree char *there = fixture_path (files, "new"), *nowhere = fixture_path (files, "nowhere");
  g_autoptr(GError) nameless = NULL, missing = NULL;

  g_assert_false (hecha_session_create (there, HECHA_HOLDER_INDUSTRY, "", "张工", &nameless));
  g_assert_error (nameless, HECHA_ERROR, HECHA_ERROR_INVALID);
  g_assert_false (hecha_session_exists (there));
  g_assert_null (hecha_session_open (nowhere, hecha_clock_system (), &missing));
  g_assert_error (missing, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
}

/* A database is there, but not whose: the power went while it was made. */
static void
test_cut_short (void)
{
  g_autoptr(Fixture) files = fixture_new ();
  g_autofree char *there = fixture_path (files, "new");
  g_autoptr(GError) error = NULL;
  HechaDbWorker *worker = hecha_db_worker_open (there, &error);
  g_autoptr(HechaSession) session = NULL;

  g_assert_no_error (error);
  hecha_db_worker_close (worker);
  g_assert_null (hecha_session_open (there, hecha_clock_system (), &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (hecha_session_create (there, HECHA_HOLDER_INDUSTRY, "示例局", "张工", &error));
  session = hecha_session_open (there, hecha_clock_system (), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (hecha_session_get_unit (session), ==, "示例局");
}

static void
test_same_device (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *device = g_strdup (hecha_session_get_device (self->session));

  for (guint i = 0; i < 2; i++)
    {
      workspace_close (self);
      workspace_open (self);
      g_assert_cmpstr (hecha_session_get_device (self->session), ==, device);
      g_assert_null (hecha_session_get_notice (self->session));
    }
}

static void
copy_folder (Fixture    *files,
             const char *from,
             const char *to)
{
  g_autofree char *output = fixture_run (files, "cp", "-r", from, to, NULL);

  g_assert_cmpstr (output, ==, "");
}

/* A copy begins a device of its own, and says so. */
static void
test_copied (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *device = g_strdup (hecha_session_get_device (self->session)), *copied = NULL;
  g_autoptr(HechaSession) copy = NULL;
  g_autoptr(GError) error = NULL;

  workspace_close (self);
  copy_folder (self->files, "workspace", "copy");
  copied = fixture_path (self->files, "copy");
  copy = hecha_session_open (copied, &self->clock, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (hecha_session_get_device (copy), !=, device);
  g_assert_nonnull (strstr (hecha_session_get_notice (copy), "copied"));
}

/* A backup that is put back begins a device of its own: the old one has written since. */
static void
test_restored (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *device = g_strdup (hecha_session_get_device (self->session)), *output = NULL;

  workspace_close (self);
  copy_folder (self->files, "workspace", "backup");
  for (guint i = 0; i < 2; i++)
    {
      workspace_open (self);
      workspace_close (self);
    }
  output = fixture_run (self->files, "rm", "-r", "workspace", NULL);
  copy_folder (self->files, "backup", "workspace");
  workspace_open (self);
  g_assert_cmpstr (hecha_session_get_device (self->session), !=, device);
  g_assert_nonnull (strstr (hecha_session_get_notice (self->session), "restored"));
}

/* A second process is told who holds the workspace; the lock dies with its holder. */
static void
test_busy (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *holder = g_strdup_printf ("%d", getpid ());
  g_autoptr(GError) error = NULL;

  g_assert_null (hecha_session_open (self->directory, &self->clock, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, holder));
  workspace_close (self);
  workspace_open (self);
}

static void
changed_cb (HechaSession *session,
            const char   *scope,
            const char   *subject,
            gpointer      data)
{
  g_ptr_array_add (data, g_strdup_printf ("%s %s", scope, subject));
}

static void
test_changed (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autoptr(GPtrArray) told = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *uuid = NULL, *wanted = NULL;

  workspace_import (self);
  g_signal_connect (self->session, "changed", G_CALLBACK (changed_cb), told);
  uuid = workspace_plan (self, workspace_team);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  wanted = g_strdup_printf ("case:%s visit", uuid);
  g_assert_true (g_ptr_array_find_with_equal_func (told, wanted, g_str_equal, NULL));
}

typedef struct
{
  GMainLoop *loop;
  GString   *order;
} Edits;

static gpointer
edit (HechaSession  *session,
      gpointer       data,
      GCancellable  *cancellable,
      GError       **error)
{
  return g_strdup (data);
}

static void
edited_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Edits *edits = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *done = hecha_session_run_finish (HECHA_SESSION (source), result, &error);

  g_assert_no_error (error);
  g_string_append (edits->order, done);
  if (edits->order->len == 20)
    g_main_loop_quit (edits->loop);
}

static void
test_edits_in_order (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  Edits edits = { g_main_loop_new (NULL, FALSE), g_string_new (NULL) };

  for (guint i = 0; i < 20; i++)
    hecha_session_edit_async (self->session, edit, g_strdup_printf ("%c", 'a' + i), g_free, g_free, NULL, edited_cb, &edits);
  g_main_loop_run (edits.loop);
  g_assert_cmpstr (edits.order->str, ==, "abcdefghijklmnopqrst");
  g_string_free (edits.order, TRUE);
  g_main_loop_unref (edits.loop);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/session/create", test_create);
  g_test_add_func ("/flow/session/refused", test_refused);
  g_test_add_func ("/flow/session/cut-short", test_cut_short);
  g_test_add_func ("/flow/session/same-device", test_same_device);
  g_test_add_func ("/flow/session/copied", test_copied);
  g_test_add_func ("/flow/session/restored", test_restored);
  g_test_add_func ("/flow/session/busy", test_busy);
  g_test_add_func ("/flow/session/changed", test_changed);
  g_test_add_func ("/flow/session/edits-in-order", test_edits_in_order);
  return g_test_run ();
}
