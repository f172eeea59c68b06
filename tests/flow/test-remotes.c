/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "apache.h"
#include "device-file.h"
#include "workspace.h"

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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/remotes/refused", test_refused);
  g_test_add_func ("/flow/remotes/added", test_added);
  return g_test_run ();
}
