/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "der.h"

#include "digest.h"

#include <openssl/objects.h>
#include <string.h>

static void
assert_hex (GByteArray *take,
            const char *hex)
{
  g_autoptr(GByteArray) der = take;
  g_autofree char *text = hecha_hex_encode (der->data, der->len);

  g_assert_cmpstr (text, ==, hex);
}

/* X.690, 8.1.3: the definite form, as short as it can be. */
static void
test_length (void)
{
  static const struct
  {
    gsize size;
    const char *header;
  } table[] = {
    { 0, "0400" }, { 1, "0401" }, { 127, "047f" }, { 128, "048180" }, { 255, "0481ff" }, { 256, "04820100" },
    { 65535, "0482ffff" }, { 65536, "0483010000" },
  };
  g_autofree guint8 *zeros = g_malloc0 (65536);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(GByteArray) der = hecha_der_leaf (HECHA_DER_OCTET_STRING, zeros, table[i].size);
      gsize header = strlen (table[i].header) / 2;
      g_autofree char *text = hecha_hex_encode (der->data, header);

      g_assert_cmpuint (der->len, ==, header + table[i].size);
      g_assert_cmpstr (text, ==, table[i].header);
    }
  assert_hex (hecha_der_leaf (HECHA_DER_NULL, NULL, 0), "0500");
}

/* RFC 5652 and RFC 3279 print these identifiers. */
static void
test_oid (void)
{
  assert_hex (hecha_der_oid (NID_pkcs7_data), "06092a864886f70d010701");
  assert_hex (hecha_der_oid (NID_sha256), "0609608648016503040201");
  assert_hex (hecha_der_oid (NID_X9_62_prime256v1), "06082a8648ce3d030107");
}

/* AlgorithmIdentifier of RSA (RFC 3279, 2.3.1): SEQUENCE { OID, NULL }. */
static void
test_node (void)
{
  g_autoptr(GBytes) raw = g_bytes_new_static ("\x02\x01\x05", 3);

  assert_hex (hecha_der_node (HECHA_DER_SEQUENCE, hecha_der_oid (NID_rsaEncryption),
                              hecha_der_leaf (HECHA_DER_NULL, NULL, 0), NULL), "300d06092a864886f70d0101010500");
  assert_hex (hecha_der_node (HECHA_DER_CONTEXT (0), hecha_der_raw (raw), NULL), "a003020105");
  assert_hex (hecha_der_node (HECHA_DER_SEQUENCE, NULL), "3000");
}

/* X.690, 11.6: in ascending order of their encodings, the shorter one first where it begins the longer one. */
static void
test_set_of (void)
{
  static const char *const members[] = { "\x02\x01\x07", "\x02\x01\x03", "\x01\x01\xff", "\x02\x02\x01\x00" };
  static const gsize sizes[] = { 3, 3, 3, 4 };
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    g_ptr_array_add (list, g_byte_array_append (g_byte_array_new (), (const guint8 *) members[i], (guint) sizes[i]));
  assert_hex (hecha_der_set_of (HECHA_DER_SET, list), "310d" "0101ff" "020103" "020107" "02020100");
  assert_hex (hecha_der_set_of (HECHA_DER_CONTEXT (0),
                                g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref)), "a000");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/der/length", test_length);
  g_test_add_func ("/der/oid", test_oid);
  g_test_add_func ("/der/node", test_node);
  g_test_add_func ("/der/set-of", test_set_of);
  return g_test_run ();
}
