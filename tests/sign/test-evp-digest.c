/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "x509.h"

#include "digest.h"

/* FIPS 180-4: the message "abc". */
static void
test_digest (void)
{
  static const struct { const char *algorithm, *hex; } table[] = {
    { "SHA1", "a9993e364706816aba3e25717850c26c9cd0d89d" },
    { "SHA256", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
  };
  g_autoptr(GBytes) message = g_bytes_new_static ("abc", 3);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(GBytes) digest = hecha_digest_bytes (table[i].algorithm, message);
      g_autofree char *hex = hecha_hex_encode (g_bytes_get_data (digest, NULL), g_bytes_get_size (digest));

      g_assert_cmpstr (hex, ==, table[i].hex);
    }
}

static void
test_name (void)
{
  g_assert_cmpstr (hecha_digest_name (OBJ_nid2obj (NID_sha512)), ==, "SHA512");
  g_assert_null (hecha_digest_name (OBJ_nid2obj (NID_sha1)));
  g_assert_null (hecha_digest_name (OBJ_nid2obj (NID_md5)));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sign/evp-digest/digest", test_digest);
  g_test_add_func ("/sign/evp-digest/name", test_name);
  return g_test_run ();
}
