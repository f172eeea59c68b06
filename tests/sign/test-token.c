/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "key.h"

#include "error.h"
#include "token-fixture.h"

#include <glib/gstdio.h>
#include <gnutls/pkcs11.h>
#include <string.h>

#define USAGE "keyUsage=critical,digitalSignature,nonRepudiation\n"
#define DATA  "what is signed"

static Fixture *fixture;

/* What is answered when a PIN is asked for, and how often it was. */
typedef struct
{
  const char *pins[4];
  guint asked;
  HechaPinTry last;
} Asking;

static char *
ask_cb (const char  *token,
        HechaPinTry  reason,
        gpointer     data)
{
  Asking *asking = data;

  g_assert_cmpstr (token, !=, "");
  asking->last = reason;
  g_assert_cmpuint (asking->asked, <, G_N_ELEMENTS (asking->pins));
  return g_strdup (asking->pins[asking->asked++]);
}

static void
set_fault (const char *word)
{
  fixture_write (fixture, "fault", word, strlen (word));
}

static void
assert_signs (HechaKey   *key,
              const char *name)
{
  g_autofree char *pem = g_strconcat (name, ".pem", NULL);
  g_autofree char *public_key = fixture_run (fixture, "openssl", "x509", "-in", pem, "-noout", "-pubkey", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) signature = hecha_key_sign (key, DATA, strlen (DATA), &error);
  g_autofree char *verdict = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (signature), <=, hecha_key_signature_size (key));
  fixture_write (fixture, "public.pem", public_key, strlen (public_key));
  fixture_write (fixture, "data", DATA, strlen (DATA));
  fixture_write (fixture, "signature", g_bytes_get_data (signature, NULL), g_bytes_get_size (signature));
  verdict = fixture_run (fixture, "openssl", "dgst", "-sha256", "-verify", "public.pem", "-signature", "signature",
                         "data", NULL);
  g_assert_cmpstr (verdict, ==, "Verified OK\n");
}

static void
test_sign (gconstpointer data)
{
  const char *name = data;
  g_autofree char *uri = g_strdup_printf ("pkcs11:token=signers;object=%s", name);
  Asking asking = { { FIXTURE_PIN } };
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaKey) key = hecha_key_from_token (uri, ask_cb, &asking, &error);

  g_assert_no_error (error);
  assert_signs (key, name);
  g_assert_cmpuint (asking.asked, ==, 1);
  g_assert_cmpint (asking.last, ==, HECHA_PIN_WANTED);
}

/* The chain is the certificate, then its issuer's that lies beside it. */
static void
test_chain (void)
{
  Asking asking = { { FIXTURE_PIN } };
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaKey) key = hecha_key_from_token ("pkcs11:token=signers;id=%02;type=private", ask_cb, &asking, &error);
  g_autoptr(GPtrArray) chain = NULL;
  g_autoptr(HechaCertificate) issuer = NULL;

  g_assert_no_error (error);
  chain = hecha_key_dup_chain (key);
  g_assert_cmpuint (chain->len, ==, 2);
  g_assert_cmpstr (hecha_key_get_certificate (key)->algorithm, ==, "ECDSA P-256");
  issuer = hecha_certificate_read (chain->pdata[1], &error);
  g_assert_no_error (error);
  g_assert_cmpstr (issuer->subject, ==, "Hecha Test CA");
}

/* Certificates of authorities are not offered, and no PIN is asked for. */
static void
test_list (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) list = hecha_token_list (&error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    {
      const HechaTokenCertificate *certificate = list->pdata[i];

      n += g_str_equal (certificate->token, "signers") && !strstr (certificate->uri, "serial=fault");
      g_assert_cmpstr (certificate->certificate->subject, !=, "Hecha Test CA");
    }
  g_assert_cmpuint (n, ==, 6);
}

static void
test_addresses (void)
{
  static const struct { const char *uri; int code; const char *part; } table[] = {
    { "signers", HECHA_ERROR_INVALID, "pkcs11:" },
    { "pkcs11:", HECHA_ERROR_INVALID, "pkcs11:" },
    { "pkcs11:token=signers;id=%02?pin-value=" FIXTURE_PIN, HECHA_ERROR_REFUSED, "neither PIN nor module" },
    { "pkcs11:token=signers;id=%02?pin-source=file:pin", HECHA_ERROR_REFUSED, "neither PIN nor module" },
    { "pkcs11:token=signers;id=%02?module-path=/tmp/evil.so", HECHA_ERROR_REFUSED, "neither PIN nor module" },
    { "pkcs11:token=signers;id=%7f", HECHA_ERROR_NOT_FOUND, "no token" },
    { "pkcs11:token=another", HECHA_ERROR_NOT_FOUND, "no token" },
    { "pkcs11:token=signers;id=%zz", 0, NULL },
    { "pkcs11:token=signers", HECHA_ERROR_INVALID, "certificates fit" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      Asking asking = { { NULL } };
      g_autoptr(GError) error = NULL;

      g_assert_null (hecha_key_from_token (table[i].uri, ask_cb, &asking, &error));
      g_test_message ("%s: %s", table[i].uri, error->message);
      g_assert_cmpuint (asking.asked, ==, 0);
      g_assert_null (strstr (error->message, FIXTURE_PIN));
      if (table[i].part)
        {
          g_assert_error (error, HECHA_ERROR, table[i].code);
          g_assert_nonnull (strstr (error->message, table[i].part));
        }
    }
}

static void
test_wrong_pin (void)
{
  Asking wrong = { { "000000", NULL } }, second = { { "000000", FIXTURE_PIN } };
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaKey) none = hecha_key_from_token ("pkcs11:token=signers;id=%02", ask_cb, &wrong, &error);
  g_autoptr(HechaKey) key = NULL;

  g_assert_null (none);
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_PASSWORD);
  g_assert_null (strstr (error->message, "000000"));
  g_assert_cmpuint (wrong.asked, ==, 2);
  g_assert_cmpint (wrong.last, ==, HECHA_PIN_WRONG);
  g_clear_error (&error);
  key = hecha_key_from_token ("pkcs11:token=signers;id=%02", ask_cb, &second, &error);
  g_assert_no_error (error);
  g_assert_cmpint (second.last, ==, HECHA_PIN_WRONG);
  assert_signs (key, "p256");
}

/* The key of one id is not that of the certificate of the same id. */
static void
test_mixed (void)
{
  Asking asking = { { FIXTURE_PIN } };
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaKey) key = hecha_key_from_token ("pkcs11:token=signers;id=%30", ask_cb, &asking, &error);

  g_assert_no_error (error);
  g_assert_null (hecha_key_sign (key, DATA, strlen (DATA), &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
}

/* Faults of a token that SoftHSM does not have. */
static void
test_faults (void)
{
  static const char uri[] = "pkcs11:token=signers;serial=fault";
  g_autofree char *library = fixture_path (fixture, "softhsm-copy.so"), *fault = fixture_path (fixture, "fault");
  g_autofree char *output = fixture_run (fixture, "cp", FIXTURE_SOFTHSM, library, NULL);
  g_autoptr(GPtrArray) list = NULL;
  g_autofree char *one = NULL;
  Asking locked = { { FIXTURE_PIN } }, last = { { NULL } }, good = { { FIXTURE_PIN } };
  g_autoptr(GError) error = NULL, pulled = NULL, gone = NULL;
  g_autoptr(HechaKey) key = NULL;

  g_setenv ("FAULT_TOKEN_LIBRARY", library, TRUE);
  g_setenv ("FAULT_TOKEN", fault, TRUE);
  set_fault ("locked");
  g_assert_cmpint (gnutls_pkcs11_add_provider (FAULT_MODULE, NULL), ==, 0);
  list = hecha_token_list (&error);
  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    {
      const HechaTokenCertificate *certificate = list->pdata[i];

      if (strstr (certificate->uri, "serial=fault") && strstr (certificate->uri, "id=%02"))
        one = g_strdup (certificate->uri);
    }
  g_test_message ("%s, %s", uri, one);
  g_assert_nonnull (one);
  g_assert_null (hecha_key_from_token (one, ask_cb, &locked, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "locked"));
  g_clear_error (&error);
  set_fault ("last");
  g_assert_null (hecha_key_from_token (one, ask_cb, &last, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_PASSWORD);
  g_assert_cmpint (last.last, ==, HECHA_PIN_LAST);
  g_clear_error (&error);
  set_fault ("none");
  key = hecha_key_from_token (one, ask_cb, &good, &error);
  g_assert_no_error (error);
  set_fault ("pulled");
  g_assert_null (hecha_key_sign (key, DATA, strlen (DATA), &pulled));
  g_assert_error (pulled, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  g_assert_null (hecha_key_from_token (one, ask_cb, &good, &gone));
  g_assert_error (gone, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
}

int
main (int    argc,
      char **argv)
{
  static const char *const keys[][2] = {
    { "rsa", "rsa:2048" }, { "p256", "P-256" }, { "p384", "P-384" }, { "rsa4096", "rsa:4096" },
    { "rsa3072", "rsa:3072" },
  };
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  if (!fixture_has_tokens ())
    {
      g_print ("1..0 # SKIP softhsm2 or gnutls-bin is not installed\n");
      return 0;
    }
  fixture = fixture_new ();
  fixture_make_ca (fixture);
  fixture_make_token (fixture, "signers");
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *id = g_strdup_printf ("%02u", i + 1);
      g_autofree char *path = g_strconcat ("/sign/token/sign/", keys[i][0], NULL);

      fixture_make_key (fixture, keys[i][0], "王小明", keys[i][1], USAGE, "100");
      fixture_fill_token (fixture, "signers", keys[i][0], id);
      g_test_add_data_func (path, keys[i][0], test_sign);
    }
  fixture_fill_token (fixture, "signers", "ca", "20");
  fixture_make_key (fixture, "other", "李四", "P-256", USAGE, "100");
  fixture_make_key (fixture, "mixed", "王五", "P-256", USAGE, "100");
  g_free (fixture_run (fixture, "cp", "other.key", "mixed.key", NULL));
  fixture_fill_token (fixture, "signers", "mixed", "30");
  g_test_add_func ("/sign/token/chain", test_chain);
  g_test_add_func ("/sign/token/list", test_list);
  g_test_add_func ("/sign/token/addresses", test_addresses);
  g_test_add_func ("/sign/token/wrong-pin", test_wrong_pin);
  g_test_add_func ("/sign/token/mixed", test_mixed);
  g_test_add_func ("/sign/token/faults", test_faults);
  status = g_test_run ();
  fixture_free (fixture);
  return status;
}
