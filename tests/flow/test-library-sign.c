/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workspace.h"

#include "bundle.h"
#include "error.h"
#include "library-private.h"

#include <string.h>

static HechaBundle *
signed_bundle (Workspace    *self,
               const char   *password,
               GError      **error)
{
  g_autofree char *key = NULL;
  HechaSignOptions options = { .password = password };
  g_autoptr(HechaPackRow) row = NULL;
  g_autoptr(GBytes) zip = NULL;

  workspace_key (self, "author");
  options.key = key = fixture_path (self->files, "author.p12");
  row = hecha_library_sign (self->session, "platform", &options, error);
  zip = row ? hecha_library_bytes (self->session, row->digest, error) : NULL;
  return zip ? hecha_bundle_read (zip, "signed", error) : NULL;
}

/* @bundle with the member @name as @bytes has it. */
static HechaBundle *
altered (HechaBundle *bundle,
         const char  *name,
         GBytes      *bytes)
{
  g_autoptr(GPtrArray) names = hecha_bundle_names (bundle);
  HechaBundle *copy = hecha_bundle_new ();

  for (guint i = 0; i < names->len; i++)
    g_assert_true (hecha_bundle_add (copy, names->pdata[i], strcmp (names->pdata[i], name) == 0
                                                            ? bytes : hecha_bundle_get (bundle, names->pdata[i]), NULL));
  return copy;
}

static void
test_signed (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autoptr(HechaPackRow) before = hecha_library_find (self->session, "platform", HECHA_TYPE_CONNECTED, NULL), after = NULL;
  g_autoptr(GError) error = NULL, changed_error = NULL, broken_error = NULL;
  g_autoptr(HechaBundle) bundle = signed_bundle (self, FIXTURE_PASSWORD, &error), changed = NULL, broken = NULL;
  g_autoptr(GBytes) word = g_bytes_new_static ("{}", 2), noise = g_bytes_new_static ("no CMS", 6);
  g_autofree char *signer = NULL, *none = NULL;

  g_assert_no_error (error);
  after = hecha_library_find (self->session, "platform", HECHA_TYPE_CONNECTED, NULL);
  g_assert_null (before->signer);
  g_assert_cmpstr (after->digest, ==, before->digest);
  g_assert_true (hecha_library_signer (bundle, &signer, NULL));
  g_assert_cmpstr (signer, ==, after->signer);
  changed = altered (bundle, "platform/level-1.json", word);
  g_assert_false (hecha_library_signer (changed, &none, &changed_error));
  g_assert_error (changed_error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
  broken = altered (bundle, HECHA_BUNDLE_SIGNATURE, noise);
  g_assert_false (hecha_library_signer (broken, &none, &broken_error));
  g_assert_null (none);
}

static void
test_password (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaPackRow) row = NULL;

  g_assert_null (signed_bundle (self, "wrong", &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_PASSWORD);
  row = hecha_library_find (self->session, "platform", HECHA_TYPE_CONNECTED, NULL);
  g_assert_null (row->signer);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/library-sign/signed", test_signed);
  g_test_add_func ("/flow/library-sign/password", test_password);
  return g_test_run ();
}
