/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "token-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

gboolean
fixture_has_tokens (void)
{
  return fixture_has_program ("softhsm2-util") && fixture_has_program ("p11tool")
         && g_file_test (FIXTURE_SOFTHSM, G_FILE_TEST_EXISTS);
}

/* Call it before the first use of a token in this process: SoftHSM reads its settings once. */
void
fixture_make_token (Fixture    *self,
                    const char *label)
{
  g_autofree char *tokens = fixture_path (self, "tokens");
  g_autofree char *path = fixture_path (self, "softhsm.conf");
  g_autofree char *conf = g_strdup_printf ("directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n",
                                           tokens);
  g_autofree char *output = NULL;

  g_mkdir (tokens, 0700);
  fixture_write (self, "softhsm.conf", conf, strlen (conf));
  g_setenv ("SOFTHSM2_CONF", path, TRUE);
  output = fixture_run (self, "softhsm2-util", "--init-token", "--free", "--label", label, "--pin", FIXTURE_PIN,
                        "--so-pin", "99887766", NULL);
  if (!strstr (output, "has been initialized"))
    g_error ("%s", output);
}

/* Puts NAME.key and NAME.pem on the token; @id is hex. */
void
fixture_fill_token (Fixture    *self,
                    const char *label,
                    const char *name,
                    const char *id)
{
  g_autofree char *url = g_strconcat ("pkcs11:token=", label, NULL);
  g_autofree char *key = g_strconcat ("--load-privkey=", name, ".key", NULL);
  g_autofree char *pem = g_strconcat ("--load-certificate=", name, ".pem", NULL);
  g_autofree char *id_option = g_strconcat ("--id=", id, NULL);
  g_autofree char *label_option = g_strconcat ("--label=", name, NULL);
  g_autofree char *key_name = g_strconcat (name, ".key", NULL);
  g_autofree char *key_path = fixture_path (self, key_name);
  g_autofree char *one = NULL, *two = NULL;

  if (g_file_test (key_path, G_FILE_TEST_EXISTS))
    one = fixture_run (self, "p11tool", "--batch", "--login", "--set-pin=" FIXTURE_PIN, "--write", key, id_option,
                       label_option, url, NULL);
  two = fixture_run (self, "p11tool", "--batch", "--login", "--set-pin=" FIXTURE_PIN, "--write", pem, id_option,
                     label_option, url, NULL);
  if ((one && strstr (one, "rror")) || strstr (two, "rror"))
    g_error ("%s\n%s", one, two);
}
