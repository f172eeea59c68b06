/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "digest.h"

#include <string.h>

/* FIPS 180-4 and GB/T 32905-2016, appendix A. */
static void
test_vectors (void)
{
  g_autoptr(HechaDigester) digester = hecha_digester_new (TRUE);
  char sha256[HECHA_DIGEST_HEX], sm3[HECHA_DIGEST_HEX];

  hecha_digester_update (digester, "a", 1);
  hecha_digester_update (digester, "bc", 2);
  hecha_digester_finish (digester, sha256, sm3);
  g_assert_cmpstr (sha256, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  g_assert_cmpstr (sm3, ==, "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
}

static void
test_without_sm3 (void)
{
  g_autoptr(HechaDigester) digester = hecha_digester_new (FALSE);
  char sha256[HECHA_DIGEST_HEX], sm3[HECHA_DIGEST_HEX];

  hecha_digester_finish (digester, sha256, sm3);
  g_assert_cmpstr (sha256, ==, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  g_assert_cmpstr (sm3, ==, "");
}

static void
test_hex (void)
{
  g_autoptr(GBytes) bytes = hecha_hex_decode ("00fFa5");
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = hecha_hex_encode (data, size);

  g_assert_cmpstr (text, ==, "00ffa5");
  g_assert_null (hecha_hex_decode ("0"));
  g_assert_null (hecha_hex_decode ("0g"));
}

static void
test_is_sha256 (void)
{
  g_autofree char *hex = hecha_sha256_hex ("", 0);

  g_assert_true (hecha_is_sha256_hex (hex));
  hex[3] = 'A';
  g_assert_false (hecha_is_sha256_hex (hex));
  g_assert_false (hecha_is_sha256_hex (NULL));
  g_assert_false (hecha_is_sha256_hex ("../"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/digest/vectors", test_vectors);
  g_test_add_func ("/digest/without-sm3", test_without_sm3);
  g_test_add_func ("/digest/hex", test_hex);
  g_test_add_func ("/digest/is-sha256", test_is_sha256);
  return g_test_run ();
}
