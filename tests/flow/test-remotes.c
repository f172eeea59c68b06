/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "device-file.h"
#include "sides.h"

#include "error.h"

#include <glib/gstdio.h>
#include <string.h>

static guint
n_kept (void)
{
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "hecha", NULL);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = g_dir_read_name (dir);
  g_autofree char *inner = g_build_filename (path, name, NULL);
  g_autoptr(GDir) files = g_dir_open (inner, 0, NULL);
  guint n = 0;

  while ((name = g_dir_read_name (files)))
    n += g_str_has_suffix (name, ".password");
  return n;
}

/* A remote that is refused leaves no password. */
static void
test_refused (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autoptr(GError) start = NULL;
  Apache *apache = apache_start (APACHE_DEFAULT, &start);
  HechaRemoteSpec specs[] = {
    { (char *) "../office", apache->url, apache->user, apache->ca_file },
    { (char *) "省厅/二处", apache->url, apache->user, apache->ca_file },
    { (char *) ".office", apache->url, apache->user, apache->ca_file },
    { (char *) "", apache->url, apache->user, apache->ca_file },
    { (char *) "省\n厅", apache->url, apache->user, apache->ca_file },
    { (char *) "a\342\200\256b", apache->url, apache->user, apache->ca_file },   /* U+202E */
    { (char *) "\377", apache->url, apache->user, apache->ca_file },
    { (char *) "office", (char *) "http://127.0.0.1:1/", apache->user, NULL },
    { (char *) "office", (char *) "https://127.0.0.1:1/", apache->user, apache->ca_file },
    { (char *) "office", apache->url, apache->user, apache->other_ca_file },
    { (char *) "office", apache->url, (char *) "nobody", apache->ca_file },
    { (char *) "office", apache->url, apache->user, (char *) "/no/such.pem" },
  };
  g_autoptr(GPtrArray) remotes = NULL;

  g_assert_no_error (start);
  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (hecha_hand_over_add_remote (self->session, &specs[i], apache->password, &error));
      g_test_message ("case %u: %s", i, error->message);
    }
  remotes = hecha_hand_over_remotes (self->session, NULL);
  g_assert_cmpuint (remotes->len, ==, 0);
  g_assert_cmpuint (n_kept (), ==, 0);
  apache_stop (apache);
}

static void
test_added (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autoptr(GError) error = NULL;
  Apache *apache = apache_start (APACHE_DEFAULT, &error);
  HechaRemoteSpec spec = { (char *) "省厅 一处", apache->url, apache->user, apache->ca_file };
  g_autoptr(GPtrArray) remotes = NULL, devices = NULL;

  g_assert_true (hecha_hand_over_add_remote (self->session, &spec, apache->password, &error));
  g_assert_no_error (error);
  remotes = hecha_hand_over_remotes (self->session, NULL);
  g_assert_cmpuint (remotes->len, ==, 1);
  g_assert_cmpstr (((HechaRemoteSpec *) remotes->pdata[0])->name, ==, "省厅 一处");
  g_assert_cmpstr (((HechaRemoteSpec *) remotes->pdata[0])->url, ==, apache->url);
  g_assert_nonnull (strstr (((HechaRemoteSpec *) remotes->pdata[0])->ca, "BEGIN CERTIFICATE"));
  g_assert_cmpuint (n_kept (), ==, 1);
  devices = hecha_hand_over_devices (self->session, NULL);
  g_assert_cmpuint (devices->len, ==, 1);
  g_assert_cmpstr (((HechaDeviceRow *) devices->pdata[0])->state, ==, "own");
  g_assert_false (hecha_hand_over_admit (self->session, "ab", &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  apache_stop (apache);
}

static HechaExchange *
over (Workspace *workspace,
      gboolean   push)
{
  g_autoptr(GError) error = NULL;
  HechaExchange *exchange = push ? hecha_hand_over_push (workspace->session, "stick", NULL, NULL, NULL, &error)
                                 : hecha_hand_over_pull (workspace->session, "stick", NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return exchange;
}

/* One stick for both sides, carried to the office and back; once it is not there. */
static void
test_stick (void)
{
  g_autoptr(Sides) self = sides_new ();
  g_autofree char *top = g_build_filename (g_get_user_data_dir (), "stick", NULL), *away = g_strconcat (top, "-away", NULL);
  g_autofree char *url = g_filename_to_uri (top, NULL, NULL);
  HechaRemoteSpec spec = { (char *) "stick", url, NULL, NULL }, named = { (char *) "other", url, (char *) "somebody", NULL };
  Workspace *sides[] = { self->sender, self->office };
  g_autoptr(HechaExchange) out = NULL, sent = NULL, got = NULL, returned = NULL, back = NULL;
  g_autoptr(HechaCase) content = NULL;
  g_autoptr(GError) error = NULL;
  HechaOutboxRow *row;

  g_assert_cmpint (g_mkdir_with_parents (top, 0700), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    g_assert_true (hecha_hand_over_add_remote (sides[i]->session, &spec, NULL, &error));
  g_assert_false (hecha_hand_over_add_remote (self->sender->session, &named, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);

  g_assert_cmpint (g_rename (top, away), ==, 0);
  out = over (self->sender, TRUE);
  g_assert_true (sides_fault (out, "is the stick plugged in?"));
  row = sides_row (self->sender);
  g_assert_cmpstr (row->state, ==, "failed");
  g_assert_cmpuint (row->arrived, ==, 0);
  hecha_outbox_row_free (row);
  g_assert_false (g_file_test (top, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_rename (away, top), ==, 0);

  sent = over (self->sender, TRUE);
  sides_clean (sent);
  g_assert_cmpuint (sent->sent, ==, 4);
  got = over (self->office, FALSE);
  sides_clean (got);
  g_assert_cmpuint (got->reports, ==, 1);
  g_assert_cmpuint (got->evidence, ==, 2);
  g_assert_true (hecha_review_return (self->office->session, self->uuid, "缺少照片", NULL));
  returned = over (self->office, TRUE);
  sides_clean (returned);
  back = over (self->sender, FALSE);
  sides_clean (back);
  g_assert_cmpuint (back->decisions, ==, 1);
  content = hecha_inspect_load (self->sender->session, self->uuid, NULL);
  g_assert_cmpstr (content->decision->reason, ==, "缺少照片");
  row = sides_row (self->sender);
  g_assert_nonnull (row->receipt);
  hecha_outbox_row_free (row);
}

static guint
entries_in (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (dir && g_dir_read_name (dir))
    n++;
  return n;
}

/* Of several destinations each gets what was put into the outbox for it, and one that is not reached stops no other. */
static void
test_several (void)
{
  static const char *const names[] = { "away", "stick" };
  g_autoptr(Sides) self = sides_new ();
  char *tops[G_N_ELEMENTS (names)] = { NULL };
  g_autofree char *server = sides_path (self, "");
  guint before = entries_in (server);
  g_autoptr(HechaExchange) none = NULL, sent = NULL, again = NULL, got = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *url = NULL;
      HechaRemoteSpec spec = { (char *) names[i], NULL, NULL, NULL };

      tops[i] = g_build_filename (g_get_user_data_dir (), names[i], NULL);
      spec.url = url = g_filename_to_uri (tops[i], NULL, NULL);
      g_assert_cmpint (g_mkdir_with_parents (tops[i], 0700), ==, 0);
      g_assert_true (hecha_hand_over_add_remote (self->sender->session, &spec, NULL, &error));
      g_assert_true (hecha_hand_over_add_remote (self->office->session, &spec, NULL, &error));
    }
  none = sides_push (self->sender);
  g_assert_cmpuint (none->sent, ==, 0);
  g_assert_cmpuint (none->unaddressed->len, ==, 1);
  g_assert_cmpstr (none->unaddressed->pdata[0], ==, self->uuid);
  g_assert_true (hecha_hand_over_queue (self->sender->session, self->uuid, "stick", &error));
  sent = sides_push (self->sender);
  sides_clean (sent);
  g_assert_cmpuint (sent->sent, ==, 4);
  g_assert_cmpuint (sent->unaddressed->len, ==, 0);
  again = sides_push (self->sender);
  g_assert_cmpuint (again->sent + again->skipped + again->unaddressed->len, ==, 0);
  g_assert_cmpuint (entries_in (tops[0]), ==, 0);
  g_assert_cmpuint (entries_in (server), ==, before);
  g_assert_cmpint (g_rmdir (tops[0]), ==, 0);
  got = sides_pull (self->office);
  g_assert_cmpuint (got->reports, ==, 1);
  g_assert_cmpuint (got->faults->len, ==, 1);
  g_assert_true (sides_fault (got, "away: "));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_free (tops[i]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/remotes/refused", test_refused);
  g_test_add_func ("/flow/remotes/added", test_added);
  g_test_add_func ("/flow/remotes/stick", test_stick);
  g_test_add_func ("/flow/remotes/several", test_several);
  return g_test_run ();
}
