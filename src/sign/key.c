/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "key.h"

#include "token-key.h"
#include "x509.h"

#include <openssl/pkcs12.h>
#include <openssl/provider.h>

#define SIZE_LIMIT  (1024 * 1024)
#define CHAIN_LIMIT 16

/* Old PKCS#12 files (RC2-40) need the legacy provider, and nothing else in the
 * program should get it: each key has a library context of its own. */
struct _HechaKey
{
  OSSL_LIB_CTX *library;
  OSSL_PROVIDER *defaults;
  OSSL_PROVIDER *legacy;
  HechaTokenKey *token;         /* signs in place of key where there is one */
  EVP_PKEY *key;                /* of a token: the public one */
  X509 *x509;
  STACK_OF (X509) *chain;
  HechaCertificate *certificate;
};

static HechaKey *
key_new (void)
{
  HechaKey *self = g_new0 (HechaKey, 1);

  self->library = OSSL_LIB_CTX_new ();
  self->defaults = OSSL_PROVIDER_load (self->library, "default");
  self->legacy = OSSL_PROVIDER_load (self->library, "legacy");
  ERR_clear_error ();
  return self;
}

/**
 * hecha_key_free:
 * @self: (transfer full): a key
 */
void
hecha_key_free (HechaKey *self)
{
  g_clear_pointer (&self->certificate, hecha_certificate_free);
  g_clear_pointer (&self->token, hecha_token_key_free);
  sk_X509_pop_free (self->chain, X509_free);
  X509_free (self->x509);
  EVP_PKEY_free (self->key);
  if (self->legacy)
    OSSL_PROVIDER_unload (self->legacy);
  if (self->defaults)
    OSSL_PROVIDER_unload (self->defaults);
  OSSL_LIB_CTX_free (self->library);
  g_free (self);
}

static gboolean
is_unsupported (unsigned long code)
{
  int reason = ERR_GET_REASON (code);

  if (reason == ERR_R_UNSUPPORTED)
    return TRUE;
  if (ERR_GET_LIB (code) == ERR_LIB_EVP)
    return reason == EVP_R_UNKNOWN_PBE_ALGORITHM || reason == EVP_R_UNSUPPORTED_ALGORITHM
           || reason == EVP_R_UNSUPPORTED_CIPHER || reason == EVP_R_UNKNOWN_CIPHER
           || reason == EVP_R_UNSUPPORTED_KEY_DERIVATION_FUNCTION;
  return ERR_GET_LIB (code) == ERR_LIB_PKCS12
         && (reason == PKCS12_R_UNKNOWN_DIGEST_ALGORITHM || reason == PKCS12_R_MAC_ABSENT);
}

static gboolean
is_wrong_password (unsigned long code)
{
  int reason = ERR_GET_REASON (code);

  if (ERR_GET_LIB (code) == ERR_LIB_PKCS12)
    return reason == PKCS12_R_MAC_VERIFY_FAILURE || reason == PKCS12_R_PKCS12_CIPHERFINAL_ERROR;
  return ERR_GET_LIB (code) == ERR_LIB_EVP && reason == EVP_R_BAD_DECRYPT;
}

/* OpenSSL says "MAC verify failure" also where it did not know the digest of
 * the MAC, so that the whole queue is asked. */
static void
set_pkcs12_error (GError **error)
{
  gboolean unsupported = FALSE, password = FALSE;
  unsigned long code;

  while ((code = ERR_get_error ()))
    {
      unsupported |= is_unsupported (code);
      password |= is_wrong_password (code);
    }
  if (unsupported)
    g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_UNSUPPORTED,
                         "PKCS#12 file: protected in a way that is not supported here");
  else if (password)
    g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_PASSWORD, "PKCS#12 file: wrong password");
  else
    g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_DAMAGED, "PKCS#12 file: damaged, or no such file");
}

/* OpenSSL 3.0 reads no file without a MAC, later ones do: none here. */
static gboolean
has_mac (const PKCS12 *pkcs12)
{
  if (PKCS12_mac_present (pkcs12))
    return TRUE;
  ERR_raise (ERR_LIB_PKCS12, PKCS12_R_MAC_ABSENT);
  return FALSE;
}

static gboolean
key_load (HechaKey   *self,
          GBytes     *bytes,
          const char *password,
          GError    **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  PKCS12 *pkcs12 = PKCS12_init_ex (NID_pkcs7_data, self->library, NULL);
  gboolean parsed;

  if (size > SIZE_LIMIT)
    {
      PKCS12_free (pkcs12);
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "PKCS#12 file: more than %d bytes", SIZE_LIMIT);
      return FALSE;
    }
  /* On failure d2i frees what it was given. */
  parsed = d2i_PKCS12 (&pkcs12, &data, (long) size)
           && has_mac (pkcs12)
           && PKCS12_parse (pkcs12, password, &self->key, &self->x509, &self->chain);
  PKCS12_free (pkcs12);
  if (!parsed)
    {
      set_pkcs12_error (error);
      return FALSE;
    }
  ERR_clear_error ();
  if (!self->key || !self->x509)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "PKCS#12 file: holds no %s",
                   self->key ? "certificate for its key" : "private key");
      return FALSE;
    }
  return TRUE;
}

/**
 * hecha_key_from_pkcs12:
 * @bytes: a PKCS#12 file (RFC 7292), old ciphers included
 * @password: UTF-8; may be empty
 *
 * Reads a key; whether its certificate may sign is asked when it signs.
 *
 * Returns: (transfer full) (nullable): the key; %HECHA_ERROR_PASSWORD,
 *   %HECHA_ERROR_UNSUPPORTED for a cipher, %HECHA_ERROR_DAMAGED,
 *   %HECHA_ERROR_INVALID where key or certificate is missing,
 *   %HECHA_ERROR_TOO_LARGE
 */
HechaKey *
hecha_key_from_pkcs12 (GBytes     *bytes,
                       const char *password,
                       GError    **error)
{
  g_autoptr(HechaKey) self = NULL;

  g_return_val_if_fail (bytes && password, NULL);
  self = key_new ();
  if (!key_load (self, bytes, password, error))
    return NULL;
  self->certificate = hecha_certificate_new (self->x509);
  return g_steal_pointer (&self);
}

static gboolean
take_chain (HechaKey   *self,
            GPtrArray  *chain,
            GError    **error)
{
  self->chain = sk_X509_new_null ();
  for (guint i = 0; i < chain->len; i++)
    {
      X509 *x509 = hecha_x509_from_der (chain->pdata[i]);

      if (x509 && i == 0)
        self->x509 = x509;
      else if (x509)
        sk_X509_push (self->chain, x509);
    }
  self->key = self->x509 ? X509_get_pubkey (self->x509) : NULL;
  if (self->key)
    return TRUE;
  hecha_openssl_error (error, HECHA_ERROR_DAMAGED, "The certificate on the token cannot be read");
  return FALSE;
}

/**
 * hecha_key_from_token:
 * @uri: of one certificate on a token, or of a token that holds one (RFC 7512);
 *   it holds no PIN and names no module
 * @ask: asked for the PIN, now and perhaps when it signs
 * @data: for @ask; must outlive the key
 *
 * Opens a key that never leaves its token (PKCS#11). Modules are those that the
 * system is configured with. Blocks while the token answers.
 *
 * Returns: (transfer full) (nullable): the key; %HECHA_ERROR_NOT_FOUND where no
 *   such token is plugged in, %HECHA_ERROR_INVALID for an address, or where
 *   several certificates fit, %HECHA_ERROR_PASSWORD, %HECHA_ERROR_REFUSED where
 *   the PIN is locked, or the address holds one
 */
HechaKey *
hecha_key_from_token (const char   *uri,
                      HechaPinAsk   ask,
                      gpointer      data,
                      GError      **error)
{
  g_autoptr(HechaKey) self = NULL;
  g_autoptr(GPtrArray) chain = NULL;

  g_return_val_if_fail (uri && ask, NULL);
  self = key_new ();
  self->token = hecha_token_key_open (uri, ask, data, &chain, error);
  if (!self->token || !take_chain (self, chain, error))
    return NULL;
  self->certificate = hecha_certificate_new (self->x509);
  return g_steal_pointer (&self);
}

/**
 * hecha_key_get_certificate:
 *
 * Returns: (transfer none): what is told of the key's certificate
 */
const HechaCertificate *
hecha_key_get_certificate (const HechaKey *self)
{
  g_return_val_if_fail (self, NULL);
  return self->certificate;
}

/**
 * hecha_key_dup_chain:
 *
 * Returns: (transfer full) (element-type GBytes): the DER of the key's
 *   certificate, then of the others that came with it
 */
GPtrArray *
hecha_key_dup_chain (const HechaKey *self)
{
  GPtrArray *chain;

  g_return_val_if_fail (self, NULL);
  chain = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_ptr_array_add (chain, hecha_x509_to_der (self->x509));
  for (int i = 0; self->chain && i < MIN (sk_X509_num (self->chain), CHAIN_LIMIT); i++)
    g_ptr_array_add (chain, hecha_x509_to_der (sk_X509_value (self->chain, i)));
  return chain;
}

/**
 * hecha_key_signature_size:
 *
 * Returns: the most bytes that a signature by this key can have
 */
gsize
hecha_key_signature_size (const HechaKey *self)
{
  g_return_val_if_fail (self, 0);
  return (gsize) EVP_PKEY_get_size (self->key);
}

/* A token may hold a key of the same id that is not the certificate's. */
static GBytes *
sign_with_token (const HechaKey *self,
                 gconstpointer   data,
                 gsize           size,
                 GError        **error)
{
  g_autoptr(EVP_MD_CTX) context = EVP_MD_CTX_new ();
  g_autoptr(GBytes) signature
    = hecha_token_key_sign (self->token, EVP_PKEY_is_a (self->key, "RSA"), data, size, error);
  gsize length;
  const guint8 *bytes = signature ? g_bytes_get_data (signature, &length) : NULL;

  if (!signature)
    return NULL;
  if (EVP_DigestVerifyInit_ex (context, NULL, "SHA256", NULL, NULL, self->key, NULL)
      && EVP_DigestVerify (context, bytes, length, data, size) == 1)
    return g_steal_pointer (&signature);
  hecha_openssl_error (error, HECHA_ERROR_INVALID, "The key on the token is not that of the certificate");
  return NULL;
}

/**
 * hecha_key_sign:
 *
 * Returns: (transfer full) (nullable): the signature of @data with SHA-256:
 *   RSASSA-PKCS1-v1_5, or ECDSA in DER
 */
GBytes *
hecha_key_sign (const HechaKey *self,
                gconstpointer   data,
                gsize           size,
                GError        **error)
{
  g_autoptr(EVP_MD_CTX) context = EVP_MD_CTX_new ();
  g_autofree guint8 *signature = NULL;
  gsize length;

  g_return_val_if_fail (self, NULL);
  if (self->token)
    return sign_with_token (self, data, size, error);
  length = hecha_key_signature_size (self);
  signature = g_malloc (length);
  if (!EVP_DigestSignInit_ex (context, NULL, "SHA256", self->library, NULL, self->key, NULL)
      || !EVP_DigestSign (context, signature, &length, data, size))
    {
      hecha_openssl_error (error, HECHA_ERROR_UNSUPPORTED, "The key cannot sign");
      return NULL;
    }
  return g_bytes_new_take (g_steal_pointer (&signature), length);
}
