/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "device-key.h"

#include "error.h"
#include "fixture.h"

#include <string.h>

/* RFC 8032, 7.1, test 2: one byte 0x72. The key as PKCS#8 by RFC 8410. */
#define RFC_PUBLIC "PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw="
#define RFC_SIGNATURE "kqAJqfDUyrhyDoILX2QlQKKye1QWUD+Ps3YiI+vbadoIWsHkPhWZbkWPNhPQ8R2MOHsurrQwKu6wDSkWErsMAA=="

static void
test_vector (void)
{
  static const char pem[] = "-----BEGIN PRIVATE KEY-----\n"
                            "MC4CAQAwBQYDK2VwBCIEIEzNCJso/5banbbDRuwRTg9bijGfNaumJNqM9u1PuKb7\n"
                            "-----END PRIVATE KEY-----\n";
  static const char wrong[] = "-----BEGIN PRIVATE KEY-----\n"
                              "MC4CAQAwBQYDK2VwBCIEIEzNCJoo/5banbbDRuwRTg9bijGfNaumJNqM9u1PuKb7\n"
                              "-----END PRIVATE KEY-----\n";
  g_autoptr(GBytes) bytes = g_bytes_new_static (pem, strlen (pem));
  g_autoptr(GBytes) other_bytes = g_bytes_new_static (wrong, strlen (wrong));
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaDeviceKey) key = hecha_device_key_from_pem (bytes, &error);
  g_autoptr(HechaDeviceKey) other = hecha_device_key_from_pem (other_bytes, NULL);
  g_autofree char *signature = NULL;
  g_autofree char *id = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (hecha_device_key_get_public (key), ==, RFC_PUBLIC);
  g_assert_cmpstr (hecha_device_key_get_public (other), !=, RFC_PUBLIC);
  signature = hecha_device_key_sign (key, "\x72", 1, NULL);
  g_assert_cmpstr (signature, ==, RFC_SIGNATURE);
  id = hecha_device_id_of (RFC_PUBLIC);
  g_assert_cmpstr (hecha_device_key_get_id (key), ==, id);
  /* printf '%s' PUBLIC | base64 -d | sha256sum */
  g_assert_cmpstr (id, ==, "39f713d0a644253f04529421b9f51b9b08979d08295959c4f3990ee617f5139f");
}

static void
test_verify (void)
{
  static const struct
  {
    const char *public_key;
    const char *data;
    const char *signature;
    gboolean good;
  } table[] = {
    { RFC_PUBLIC, "\x72", RFC_SIGNATURE, TRUE },
    { RFC_PUBLIC, "\x73", RFC_SIGNATURE, FALSE },
    { RFC_PUBLIC, "\x72", "", FALSE },
    { "", "\x72", RFC_SIGNATURE, FALSE },
    { "PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgx=", "\x72", RFC_SIGNATURE, FALSE },
    { RFC_PUBLIC, "\x72", "kqAJ" RFC_SIGNATURE, FALSE },
    { RFC_PUBLIC, "\x72", RFC_SIGNATURE "\n", FALSE },
    { RFC_PUBLIC, "\x72", "!qAJqfDUyrhyDoILX2QlQKKye1QWUD+Ps3YiI+vbadoIWsHkPhWZbkWPNhPQ8R2MOHsurrQwKu6wDSkWErsMAA==", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    g_assert_cmpint (hecha_device_key_verify (table[i].public_key, table[i].data, 1, table[i].signature), ==,
                     table[i].good);
  g_assert_null (hecha_device_id_of ("not a key"));
}

static void
test_round_trip (void)
{
  g_autoptr(HechaDeviceKey) key = hecha_device_key_generate (NULL);
  g_autoptr(HechaDeviceKey) other = hecha_device_key_generate (NULL);
  g_autoptr(GBytes) pem = hecha_device_key_to_pem (key, NULL);
  g_autoptr(HechaDeviceKey) again = hecha_device_key_from_pem (pem, NULL);
  g_autofree char *signature = hecha_device_key_sign (again, "abc", 3, NULL);

  g_assert_cmpstr (hecha_device_key_get_id (key), ==, hecha_device_key_get_id (again));
  g_assert_cmpstr (hecha_device_key_get_id (key), !=, hecha_device_key_get_id (other));
  g_assert_true (hecha_device_key_verify (hecha_device_key_get_public (key), "abc", 3, signature));
  g_assert_false (hecha_device_key_verify (hecha_device_key_get_public (other), "abc", 3, signature));
}

/* The openssl program reads our key and calls our signature good. */
static void
test_openssl (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(HechaDeviceKey) key = hecha_device_key_generate (NULL);
  g_autoptr(GBytes) pem = hecha_device_key_to_pem (key, NULL);
  g_autofree char *signature = hecha_device_key_sign (key, "abc", 3, NULL);
  g_autofree guchar *raw = NULL;
  g_autofree char *output = NULL;
  gsize size;

  raw = g_base64_decode (signature, &size);
  fixture_write (fixture, "key.pem", g_bytes_get_data (pem, NULL), g_bytes_get_size (pem));
  fixture_write (fixture, "data", "abc", 3);
  fixture_write (fixture, "sig", raw, size);
  output = fixture_run (fixture, "openssl", "pkeyutl", "-verify", "-rawin", "-inkey", "key.pem", "-in", "data",
                        "-sigfile", "sig", NULL);
  g_assert_cmpstr (output, ==, "Signature Verified Successfully\n");
}

static void
test_bad_pem (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  static const char *const table[] = { "", "-----BEGIN PRIVATE KEY-----\n", "no key" };
  g_autofree char *output = fixture_run (fixture, "openssl", "genpkey", "-algorithm", "X25519", "-out", "other.pem", NULL);
  g_autoptr(GBytes) other = fixture_read (fixture, "other.pem");
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (table[i], strlen (table[i]));
      g_autoptr(GError) failure = NULL;

      g_assert_null (hecha_device_key_from_pem (bytes, &failure));
      g_assert_error (failure, HECHA_ERROR, HECHA_ERROR_DAMAGED);
    }
  g_assert_null (hecha_device_key_from_pem (other, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/device-key/vector", test_vector);
  g_test_add_func ("/device-key/verify", test_verify);
  g_test_add_func ("/device-key/round-trip", test_round_trip);
  g_test_add_func ("/device-key/openssl", test_openssl);
  g_test_add_func ("/device-key/bad-pem", test_bad_pem);
  return g_test_run ();
}
