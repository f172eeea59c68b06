/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "device-key.h"

#include "digest.h"
#include "openssl-error.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <string.h>

#define PUBLIC_SIZE    32
#define SIGNATURE_SIZE 64
#define PEM_LIMIT      4096

struct _HechaDeviceKey
{
  EVP_PKEY *key;
  char *id;
  char *public_key;
};

static HechaDeviceKey *
device_key_new (EVP_PKEY *key,
                GError  **error)
{
  guint8 raw[PUBLIC_SIZE];
  gsize size = sizeof raw;
  HechaDeviceKey *self;

  if (!EVP_PKEY_get_raw_public_key (key, raw, &size) || size != sizeof raw)
    {
      hecha_openssl_error (error, HECHA_ERROR_DAMAGED, "Device key: no public key in it");
      EVP_PKEY_free (key);
      return NULL;
    }
  self = g_new0 (HechaDeviceKey, 1);
  self->key = key;
  self->id = hecha_sha256_hex (raw, sizeof raw);
  self->public_key = g_base64_encode (raw, sizeof raw);
  return self;
}

/**
 * hecha_device_key_generate:
 *
 * Returns: (transfer full) (nullable): a new key
 */
HechaDeviceKey *
hecha_device_key_generate (GError **error)
{
  EVP_PKEY *key = EVP_PKEY_Q_keygen (NULL, NULL, "ED25519");

  if (!key)
    {
      hecha_openssl_error (error, HECHA_ERROR_UNSUPPORTED, "Device key: cannot be made");
      return NULL;
    }
  return device_key_new (key, error);
}

static int
no_password_cb (char *buffer,
                int   size,
                int   writing,
                void *data)
{
  return -1;
}

/**
 * hecha_device_key_from_pem:
 * @pem: an unencrypted PKCS#8 private key in PEM, as hecha_device_key_to_pem() gives
 *
 * Returns: (transfer full) (nullable): the key; %HECHA_ERROR_DAMAGED where @pem
 *   is no such thing or no Ed25519 key
 */
HechaDeviceKey *
hecha_device_key_from_pem (GBytes  *pem,
                           GError **error)
{
  gsize size;
  const void *data;
  g_autoptr(BIO) bio = NULL;
  EVP_PKEY *key;

  g_return_val_if_fail (pem, NULL);
  data = g_bytes_get_data (pem, &size);
  bio = BIO_new_mem_buf (data, (int) MIN (size, PEM_LIMIT));
  key = PEM_read_bio_PrivateKey (bio, NULL, no_password_cb, NULL);
  if (!key || !EVP_PKEY_is_a (key, "ED25519"))
    {
      EVP_PKEY_free (key);
      hecha_openssl_error (error, HECHA_ERROR_DAMAGED, "Device key: not an Ed25519 private key in PEM");
      return NULL;
    }
  return device_key_new (key, error);
}

/**
 * hecha_device_key_free:
 * @self: (transfer full): a key
 */
void
hecha_device_key_free (HechaDeviceKey *self)
{
  EVP_PKEY_free (self->key);
  g_free (self->id);
  g_free (self->public_key);
  g_free (self);
}

/**
 * hecha_device_key_to_pem:
 *
 * Returns: (transfer full) (nullable): PKCS#8, unencrypted, in PEM (RFC 8410):
 *   to be kept in a file that only its user reads
 */
GBytes *
hecha_device_key_to_pem (const HechaDeviceKey *self,
                         GError              **error)
{
  g_autoptr(BIO) bio = BIO_new (BIO_s_mem ());
  char *data;
  long size;

  g_return_val_if_fail (self, NULL);
  if (!PEM_write_bio_PKCS8PrivateKey (bio, self->key, NULL, NULL, 0, NULL, NULL))
    {
      hecha_openssl_error (error, HECHA_ERROR_IO, "Device key: cannot be written");
      return NULL;
    }
  size = BIO_get_mem_data (bio, &data);
  return g_bytes_new (data, (gsize) size);
}

/**
 * hecha_device_key_get_id:
 *
 * Returns: (transfer none): the device: SHA-256 of the 32 raw bytes of its
 *   public key in lower-case hex
 */
const char *
hecha_device_key_get_id (const HechaDeviceKey *self)
{
  g_return_val_if_fail (self, NULL);
  return self->id;
}

/**
 * hecha_device_key_get_public:
 *
 * Returns: (transfer none): the 32 raw bytes of the public key in base64
 */
const char *
hecha_device_key_get_public (const HechaDeviceKey *self)
{
  g_return_val_if_fail (self, NULL);
  return self->public_key;
}

/**
 * hecha_device_key_sign:
 *
 * Returns: (transfer full) (nullable): the Ed25519 signature (RFC 8032) of @data in base64
 */
char *
hecha_device_key_sign (const HechaDeviceKey *self,
                       gconstpointer         data,
                       gsize                 size,
                       GError              **error)
{
  guint8 signature[SIGNATURE_SIZE];
  gsize length = sizeof signature;
  g_autoptr(EVP_MD_CTX) context = EVP_MD_CTX_new ();

  g_return_val_if_fail (self, NULL);
  if (!EVP_DigestSignInit (context, NULL, NULL, NULL, self->key)
      || !EVP_DigestSign (context, signature, &length, data, size))
    {
      hecha_openssl_error (error, HECHA_ERROR_UNSUPPORTED, "Device key: cannot sign");
      return NULL;
    }
  return g_base64_encode (signature, length);
}

/* g_base64_decode() skips what is not base64; one value must have one text. */
static gboolean
decode_exactly (const char *text,
                guint8     *out,
                gsize       size)
{
  g_autofree guint8 *raw = NULL;
  g_autofree char *again = NULL;
  gsize length;

  if (strlen (text) != (size + 2) / 3 * 4)
    return FALSE;
  raw = g_base64_decode (text, &length);
  if (length != size)
    return FALSE;
  again = g_base64_encode (raw, length);
  memcpy (out, raw, size);
  return strcmp (again, text) == 0;
}

/**
 * hecha_device_key_verify:
 * @public_key: as hecha_device_key_get_public() gives it; from outside
 * @signature: as hecha_device_key_sign() gives it; from outside
 *
 * Returns: whether @signature is that key's signature of @data. Text that is
 *   no key or no signature is no error, only %FALSE.
 */
gboolean
hecha_device_key_verify (const char   *public_key,
                         gconstpointer data,
                         gsize         size,
                         const char   *signature)
{
  guint8 raw[PUBLIC_SIZE], sig[SIGNATURE_SIZE];
  g_autoptr(EVP_PKEY) key = NULL;
  g_autoptr(EVP_MD_CTX) context = EVP_MD_CTX_new ();
  gboolean good;

  g_return_val_if_fail (public_key && signature, FALSE);
  if (!decode_exactly (public_key, raw, sizeof raw) || !decode_exactly (signature, sig, sizeof sig))
    return FALSE;
  key = EVP_PKEY_new_raw_public_key (EVP_PKEY_ED25519, NULL, raw, sizeof raw);
  good = key
         && EVP_DigestVerifyInit (context, NULL, NULL, NULL, key) == 1
         && EVP_DigestVerify (context, sig, sizeof sig, data, size) == 1;
  ERR_clear_error ();
  return good;
}

/**
 * hecha_device_id_of:
 * @public_key: base64, from outside
 *
 * Returns: (transfer full) (nullable): the device that has this public key;
 *   %NULL where the text is not the base64 of 32 bytes
 */
char *
hecha_device_id_of (const char *public_key)
{
  guint8 raw[PUBLIC_SIZE];

  g_return_val_if_fail (public_key, NULL);
  return decode_exactly (public_key, raw, sizeof raw) ? hecha_sha256_hex (raw, sizeof raw) : NULL;
}
