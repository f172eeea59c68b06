/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "x509.h"

/**
 * hecha_digest_name:
 *
 * Returns: (transfer none) (nullable): OpenSSL's name of the digest @object;
 *   %NULL where it is weak or not handled
 */
const char *
hecha_digest_name (const ASN1_OBJECT *object)
{
  switch (OBJ_obj2nid (object))
    {
    case NID_sha256:
      return "SHA256";
    case NID_sha384:
      return "SHA384";
    case NID_sha512:
      return "SHA512";
    default:
      return NULL;
    }
}

/**
 * hecha_digest_bytes:
 * @algorithm: as hecha_digest_name() gives it, or "SHA1" for a name that is no proof
 *
 * Returns: (transfer full): the digest of @bytes
 */
GBytes *
hecha_digest_bytes (const char *algorithm,
                    GBytes     *bytes)
{
  guint8 digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;

  EVP_Digest (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), digest, &size, EVP_get_digestbyname (algorithm),
              NULL);
  return g_bytes_new (digest, size);
}
