/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "digest.h"

#include <openssl/evp.h>
#include <openssl/rand.h>
#include <string.h>

struct _HechaDigester
{
  EVP_MD_CTX *sha256;
  EVP_MD_CTX *sm3;
};

static EVP_MD_CTX *
context_new (const EVP_MD *md)
{
  EVP_MD_CTX *context = EVP_MD_CTX_new ();

  /* Both digests are in OpenSSL's default provider: a failure is out of memory
   * or a broken installation, and neither leaves anything to go on with. */
  if (!context || !EVP_DigestInit_ex (context, md, NULL))
    g_error ("OpenSSL offers no %s", EVP_MD_get0_name (md));
  return context;
}

/**
 * hecha_digester_new:
 * @with_sm3: whether SM3 is computed beside SHA-256 (it costs seven times as much)
 *
 * Returns: (transfer full): a digester that has read nothing
 */
HechaDigester *
hecha_digester_new (gboolean with_sm3)
{
  HechaDigester *self = g_new0 (HechaDigester, 1);

  self->sha256 = context_new (EVP_sha256 ());
  if (with_sm3)
    self->sm3 = context_new (EVP_sm3 ());
  return self;
}

void
hecha_digester_free (HechaDigester *self)
{
  EVP_MD_CTX_free (self->sha256);
  EVP_MD_CTX_free (self->sm3);
  g_free (self);
}

void
hecha_digester_update (HechaDigester *self,
                       gconstpointer  data,
                       gsize          size)
{
  EVP_DigestUpdate (self->sha256, data, size);
  if (self->sm3)
    EVP_DigestUpdate (self->sm3, data, size);
}

static void
to_hex (const guint8 *data,
        gsize         size,
        char         *out)
{
  static const char digits[] = "0123456789abcdef";

  for (gsize i = 0; i < size; i++)
    {
      out[2 * i] = digits[data[i] >> 4];
      out[2 * i + 1] = digits[data[i] & 15];
    }
  out[2 * size] = '\0';
}

/**
 * hecha_digester_finish:
 * @self: a digester; read no more with it
 * @sha256: (out caller-allocates): lower-case hex
 * @sm3: (out caller-allocates) (nullable): lower-case hex; empty if not asked for at the start
 */
void
hecha_digester_finish (HechaDigester *self,
                       char           sha256[HECHA_DIGEST_HEX],
                       char           sm3[HECHA_DIGEST_HEX])
{
  guint8 raw[EVP_MAX_MD_SIZE];
  unsigned int size;

  EVP_DigestFinal_ex (self->sha256, raw, &size);
  to_hex (raw, size, sha256);
  if (!sm3)
    return;
  sm3[0] = '\0';
  if (self->sm3)
    {
      EVP_DigestFinal_ex (self->sm3, raw, &size);
      to_hex (raw, size, sm3);
    }
}

/**
 * hecha_sha256_hex:
 *
 * Returns: (transfer full): the SHA-256 of @data in lower-case hex
 */
char *
hecha_sha256_hex (gconstpointer data,
                  gsize         size)
{
  g_autoptr(HechaDigester) digester = hecha_digester_new (FALSE);
  char *hex = g_malloc (HECHA_DIGEST_HEX);

  hecha_digester_update (digester, data, size);
  hecha_digester_finish (digester, hex, NULL);
  return hex;
}

/**
 * hecha_is_sha256_hex:
 * @text: (nullable): from outside
 *
 * Returns: whether @text is 64 lower-case hex digits and nothing else
 */
gboolean
hecha_is_sha256_hex (const char *text)
{
  return text && strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

/**
 * hecha_hex_encode:
 *
 * Returns: (transfer full): @data in lower-case hex
 */
char *
hecha_hex_encode (const guint8 *data,
                  gsize         size)
{
  char *out = g_malloc (2 * size + 1);

  to_hex (data, size, out);
  return out;
}

/**
 * hecha_hex_decode:
 * @text: hex digits of either case
 *
 * Returns: (transfer full) (nullable): the bytes, or %NULL if @text is not an
 *   even number of hex digits
 */
GBytes *
hecha_hex_decode (const char *text)
{
  gsize length = strlen (text);
  g_autofree guint8 *out = g_malloc (length / 2 + 1);

  if (length % 2)
    return NULL;
  for (gsize i = 0; i < length; i++)
    {
      int digit = g_ascii_xdigit_value (text[i]);

      if (digit < 0)
        return NULL;
      out[i / 2] = i % 2 ? out[i / 2] | digit : digit << 4;
    }
  return g_bytes_new_take (g_steal_pointer (&out), length / 2);
}

/**
 * hecha_random_bytes:
 * @out: (array length=size): filled from the system's cryptographic generator
 */
void
hecha_random_bytes (guint8 *out,
                    gsize   size)
{
  if (RAND_bytes (out, (int) size) != 1)
    g_error ("The system offers no random numbers");
}
