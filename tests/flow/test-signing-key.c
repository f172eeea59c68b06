/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signing-key.h"

#include "error.h"
#include "token-fixture.h"

#include <string.h>

#define USAGE "keyUsage=critical,digitalSignature,nonRepudiation\n"

static Fixture *fixture;

static void
test_token (void)
{
  HechaSignOptions options = { .token = "pkcs11:token=office", .password = FIXTURE_PIN };
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaSigningKey) key = hecha_signing_key_open (&options, &error);
  g_autoptr(GBytes) signature = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (key->asked, ==, 1);
  g_assert_cmpstr (hecha_key_get_certificate (key->key)->subject, ==, "王小明");
  signature = hecha_key_sign (key->key, "a", 1, &error);
  g_assert_no_error (error);
}

/* A wrong PIN is given once: SoftHSM would ask for ever. */
static void
test_wrong_pin (void)
{
  HechaSignOptions options = { .token = "pkcs11:token=office", .password = "000000" };
  g_autoptr(GError) error = NULL;

  g_assert_null (hecha_signing_key_open (&options, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_PASSWORD);
}

static void
test_file (void)
{
  g_autofree char *path = fixture_path (fixture, "signer.p12"), *none = fixture_path (fixture, "none.p12");
  HechaSignOptions options = { .key = path, .password = FIXTURE_PASSWORD };
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaSigningKey) key = hecha_signing_key_open (&options, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (hecha_key_get_certificate (key->key)->subject, ==, "王小明");
  options.password = "wrong";
  g_assert_null (hecha_signing_key_open (&options, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_PASSWORD);
  g_clear_error (&error);
  options.key = none;
  g_assert_null (hecha_signing_key_open (&options, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
}

static void
test_choices (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) list = hecha_issue_tokens (&error);
  const HechaTokenChoice *choice;

  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 1);
  choice = list->pdata[0];
  g_assert_cmpstr (choice->token, ==, "office");
  g_assert_cmpstr (choice->subject, ==, "王小明");
  g_assert_true (g_str_has_prefix (choice->uri, "pkcs11:"));
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture = fixture_new ();
  fixture_make_ca (fixture);
  fixture_make_key (fixture, "signer", "王小明", "P-256", USAGE, "100");
  g_test_add_func ("/flow/signing-key/file", test_file);
  if (fixture_has_tokens ())
    {
      fixture_make_token (fixture, "office");
      fixture_fill_token (fixture, "office", "signer", "01");
      g_test_add_func ("/flow/signing-key/choices", test_choices);
      g_test_add_func ("/flow/signing-key/token", test_token);
      g_test_add_func ("/flow/signing-key/wrong-pin", test_wrong_pin);
    }
  status = g_test_run ();
  fixture_free (fixture);
  return status;
}
