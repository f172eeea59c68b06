/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sides.h"

#include "error.h"
#include "loopback.h"

#include <string.h>

static char *
folder_of (Sides      *self,
           const char *what)
{
  return g_strdup_printf ("cases/%s/%s", self->uuid, what);
}

static gboolean
is_received (Sides *self)
{
  g_autoptr(HechaCase) content = hecha_inspect_load (self->office->session, self->uuid, NULL);
  g_autofree char *folder = g_build_filename (self->office->directory, "reports", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = dir ? g_dir_read_name (dir) : NULL;

  g_assert_true (!name || !g_str_has_prefix (name, "."));
  for (guint i = 0; i < content->heads->len; i++)
    if (strcmp (((HechaHead *) content->heads->pdata[i])->device, hecha_session_get_device (self->office->session)) == 0)
      return TRUE;
  return FALSE;
}

/* One byte of the report, or of a file of evidence: it is not taken, and nobody says it was. */
static void
test_altered (void)
{
  g_autoptr(Sides) self = sides_new ();
  g_autoptr(HechaExchange) sent = sides_push (self->sender);
  g_autofree char *reports = folder_of (self, "reports"), *report = sides_only (self, reports);
  g_autofree char *evidence = folder_of (self, "evidence");
  char *paths[] = { report, g_build_filename (evidence, self->evidence->pdata[1], NULL) };

  sides_clean (sent);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr(HechaExchange) got = NULL;

      sides_flip (self, paths[i]);
      got = sides_pull (self->office);
      g_assert_cmpuint (got->faults->len, ==, 1);
      g_assert_true (sides_fault (got, "is not what was announced"));
      g_assert_false (is_received (self));
      sides_flip (self, paths[i]);
    }
  {
    g_autoptr(HechaExchange) got = sides_pull (self->office);

    sides_clean (got);
    g_assert_cmpuint (got->evidence, >=, 1);
    g_assert_true (is_received (self));
  }
  g_free (paths[1]);
}

/* Cut in the middle of the large file, each time: taken up where it ended once the line holds. */
static void
test_cut (void)
{
  g_autoptr(Sides) self = sides_new ();
  Cut cut = { .target = self->apache->port };
  Loopback *proxy = loopback_start (loopback_cut, &cut);
  g_autoptr(HechaExchange) sent = sides_push (self->sender), broken = NULL, whole = NULL;
  g_autoptr(HechaIssuedReport) report = NULL;
  g_autoptr(HechaVerification) verification = NULL;
  g_autoptr(GError) error = NULL;

  sides_clean (sent);
  sides_connect (self, self->office, loopback_port (proxy));
  cut.down = 100 * 1024;
  cut.connections = G_MAXUINT;
  broken = hecha_hand_over_pull (self->office->session, NULL, NULL, NULL, NULL, &error);
  g_assert_true (error || broken->faults->len);
  g_clear_error (&error);
  cut.connections = 0;
  whole = sides_pull (self->office);
  sides_clean (whole);
  g_assert_true (is_received (self));
  report = hecha_issue_current (self->office->session, self->uuid, &error);
  g_assert_no_error (error);
  verification = hecha_issue_verify (self->office->session, report->path, NULL, NULL, NULL, &error);
  for (guint i = 0; i < verification->checks->len; i++)
    {
      HechaVerificationCheck *check = verification->checks->pdata[i];

      if (g_str_equal (check->name, "evidence") || g_str_equal (check->name, "journal-heads"))
        g_assert_true (check->ok);
    }
  loopback_stop (proxy);
}

/* Somebody presses Stop between two files. */
static void
stop_cb (guint64  done,
         guint64  total,
         gpointer data)
{
  if (done == 1)
    g_cancellable_cancel (data);
}

static void
test_stopped (void)
{
  g_autoptr(Sides) self = sides_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(HechaExchange) sent = sides_push (self->sender), rest = NULL;
  g_autoptr(GError) error = NULL;

  sides_clean (sent);
  g_assert_null (hecha_hand_over_pull (self->office->session, NULL, stop_cb, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (is_received (self));
  rest = sides_pull (self->office);
  sides_clean (rest);
  g_assert_cmpuint (rest->evidence, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/hand-over-take/altered", test_altered);
  g_test_add_func ("/flow/hand-over-take/cut", test_cut);
  g_test_add_func ("/flow/hand-over-take/stopped", test_stopped);
  return g_test_run ();
}
