/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trust.h"

#include "validation-data.h"

#include <openssl/pem.h>
#include <openssl/x509v3.h>

#define BUNDLE_LIMIT (16 * 1024 * 1024)
#define DEPTH_LIMIT  8

struct _HechaTrust
{
  X509_STORE *store;
  STACK_OF (X509_CRL) *crls;
  GPtrArray *answers;           /* of OCSP: GBytes */
  guint n_roots;
};

/**
 * hecha_trust_from_pem:
 * @bundle: trusted certificates, and revocation lists if there are any, in PEM
 *
 * Returns: (transfer full) (nullable): the trust; %HECHA_ERROR_INVALID where
 *   @bundle holds no certificate, %HECHA_ERROR_TOO_LARGE over 16 MiB
 */
HechaTrust *
hecha_trust_from_pem (GBytes  *bundle,
                      GError **error)
{
  return hecha_trust_new (bundle, NULL, error);
}

static void
add_revocation (HechaTrust *self,
                GBytes     *der)
{
  gsize size;
  const unsigned char *data = g_bytes_get_data (der, &size);
  X509_CRL *crl = d2i_X509_CRL (NULL, &data, (long) size);

  if (crl)
    sk_X509_CRL_push (self->crls, crl);
  else
    g_ptr_array_add (self->answers, g_bytes_ref (der));
}

/**
 * hecha_trust_new:
 * @bundle: as of hecha_trust_from_pem()
 * @revocations: (nullable) (element-type GBytes): lists and answers of OCSP in DER;
 *   what is neither proves nothing
 *
 * Returns: (transfer full) (nullable): as hecha_trust_from_pem()
 */
HechaTrust *
hecha_trust_new (GBytes     *bundle,
                 GPtrArray  *revocations,
                 GError    **error)
{
  g_autoptr(HechaTrust) self = NULL;
  g_autoptr(BIO) bio = NULL;
  STACK_OF (X509_INFO) *infos;
  gsize size;
  const void *data;

  g_return_val_if_fail (bundle, NULL);
  data = g_bytes_get_data (bundle, &size);
  if (size > BUNDLE_LIMIT)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "Trust list: more than %d bytes", BUNDLE_LIMIT);
      return NULL;
    }
  self = g_new0 (HechaTrust, 1);
  self->store = X509_STORE_new ();
  self->crls = sk_X509_CRL_new_null ();
  self->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  bio = BIO_new_mem_buf (data, (int) size);
  infos = PEM_X509_INFO_read_bio (bio, NULL, NULL, NULL);
  for (int i = 0; infos && i < sk_X509_INFO_num (infos); i++)
    {
      const X509_INFO *info = sk_X509_INFO_value (infos, i);

      self->n_roots += info->x509 && X509_STORE_add_cert (self->store, info->x509);
      if (info->crl && X509_CRL_up_ref (info->crl))
        sk_X509_CRL_push (self->crls, info->crl);
    }
  sk_X509_INFO_pop_free (infos, X509_INFO_free);
  if (self->n_roots == 0)
    {
      hecha_openssl_error (error, HECHA_ERROR_INVALID, "Trust list: holds no certificate in PEM");
      return NULL;
    }
  for (guint i = 0; revocations && i < revocations->len; i++)
    add_revocation (self, revocations->pdata[i]);
  ERR_clear_error ();
  return g_steal_pointer (&self);
}

/**
 * hecha_trust_free:
 * @self: (transfer full): a trust
 */
void
hecha_trust_free (HechaTrust *self)
{
  X509_STORE_free (self->store);
  sk_X509_CRL_pop_free (self->crls, X509_CRL_free);
  g_ptr_array_unref (self->answers);
  g_free (self);
}

/**
 * hecha_trust_get_count:
 *
 * Returns: how many certificates are trusted
 */
guint
hecha_trust_get_count (const HechaTrust *self)
{
  g_return_val_if_fail (self, 0);
  return self->n_roots;
}

/* Certificates that help to build a chain; that they are there proves nothing. */
static STACK_OF (X509) *
helpers_new (STACK_OF (X509)           *others,
             const HechaValidationData *data)
{
  STACK_OF (X509) *all = sk_X509_new_null ();

  for (int i = 0; others && i < sk_X509_num (others); i++)
    if (X509_up_ref (sk_X509_value (others, i)))
      sk_X509_push (all, sk_X509_value (others, i));
  for (guint i = 0; data && i < data->certificates->len; i++)
    {
      X509 *x509 = hecha_x509_from_der (data->certificates->pdata[i]);

      if (x509)
        sk_X509_push (all, x509);
    }
  return all;
}

static int
verify_chain (const HechaTrust           *self,
              X509                       *signer,
              STACK_OF (X509)            *others,
              const HechaValidationData  *data,
              gint64                      at,
              STACK_OF (X509)           **chain)
{
  X509_STORE_CTX *context = X509_STORE_CTX_new ();
  STACK_OF (X509) *helpers = helpers_new (others, data);
  X509_VERIFY_PARAM *param;
  int code = X509_V_ERR_UNSPECIFIED;

  if (X509_STORE_CTX_init (context, self->store, signer, helpers))
    {
      /* A trusted certificate that is no root ends a chain as well: an office
       * may trust its authority's intermediate alone. */
      param = X509_STORE_CTX_get0_param (context);
      X509_VERIFY_PARAM_set_flags (param, X509_V_FLAG_PARTIAL_CHAIN);
      X509_VERIFY_PARAM_set_purpose (param, X509_PURPOSE_ANY);
      X509_VERIFY_PARAM_set_time (param, (time_t) (at / G_USEC_PER_SEC));
      X509_VERIFY_PARAM_set_depth (param, DEPTH_LIMIT);
      X509_VERIFY_PARAM_set_auth_level (param, 2);
      code = X509_verify_cert (context) == 1 ? X509_V_OK : X509_STORE_CTX_get_error (context);
      *chain = code == X509_V_OK ? X509_STORE_CTX_get1_chain (context) : NULL;
    }
  X509_STORE_CTX_free (context);
  sk_X509_pop_free (helpers, X509_free);
  ERR_clear_error ();
  return code;
}

/* Every list and answer is asked: who could choose one could choose the one
 * that was made before a revocation. */
static HechaRevocation
find_revocation (const HechaTrust           *self,
                 const HechaValidationData  *data,
                 X509                       *certificate,
                 X509                       *issuer,
                 gint64                      at)
{
  HechaRevocation worst = HECHA_REVOCATION_UNKNOWN;

  for (int i = 0; i < sk_X509_CRL_num (self->crls); i++)
    worst = MAX (worst, hecha_crl_judge (sk_X509_CRL_value (self->crls, i), certificate, issuer, at));
  for (guint i = 0; data && i < data->crls->len; i++)
    {
      gsize size;
      const unsigned char *der = g_bytes_get_data (data->crls->pdata[i], &size);
      X509_CRL *crl = d2i_X509_CRL (NULL, &der, (long) size);

      worst = MAX (worst, crl ? hecha_crl_judge (crl, certificate, issuer, at) : HECHA_REVOCATION_UNKNOWN);
      X509_CRL_free (crl);
    }
  for (guint i = 0; i < self->answers->len; i++)
    worst = MAX (worst, hecha_ocsp_judge (self->answers->pdata[i], certificate, issuer, at));
  for (guint i = 0; data && i < data->answers->len; i++)
    worst = MAX (worst, hecha_ocsp_judge (data->answers->pdata[i], certificate, issuer, at));
  ERR_clear_error ();
  return worst;
}

static gboolean
names_revocation_source (X509 *x509)
{
  return X509_get_ext_by_NID (x509, NID_crl_distribution_points, -1) >= 0
         || X509_get_ext_by_NID (x509, NID_info_access, -1) >= 0;
}

static gboolean
has_revoked_authority (const HechaTrust          *self,
                       const HechaValidationData *data,
                       STACK_OF (X509)           *chain,
                       gint64                     at)
{
  for (int i = 1; i + 1 < sk_X509_num (chain); i++)
    if (find_revocation (self, data, sk_X509_value (chain, i), sk_X509_value (chain, i + 1), at)
        == HECHA_REVOCATION_REVOKED)
      return TRUE;
  return FALSE;
}

static HechaSignatureTrust
judge_revocation (const HechaTrust           *self,
                  const HechaValidationData  *data,
                  STACK_OF (X509)            *chain,
                  const HechaCertificate     *root,
                  gint64                      at,
                  char                      **message)
{
  X509 *signer = sk_X509_value (chain, 0);
  HechaRevocation found = sk_X509_num (chain) > 1
                          ? find_revocation (self, data, signer, sk_X509_value (chain, 1), at) : HECHA_REVOCATION_UNKNOWN;
  const char *text = NULL;

  if (found == HECHA_REVOCATION_REVOKED)
    text = "The signer's certificate was revoked.";
  else if (has_revoked_authority (self, data, chain, at))
    text = "The certificate of the signer's authority was revoked.";
  if (text)
    {
      *message = g_strdup (text);
      return HECHA_TRUST_REVOKED;
    }
  if (found == HECHA_REVOCATION_GOOD)
    text = "The signer's certificate leads to “%s”, which is trusted, and is not on its revocation list.";
  else if (found == HECHA_REVOCATION_LATER)
    text = "The signer's certificate leads to “%s”, which is trusted; it was revoked after the time that is proven.";
  else if (!names_revocation_source (signer))
    text = "The signer's certificate leads to “%s”, which is trusted and offers no revocation data.";
  *message = g_strdup_printf (text ? text : "The signer's certificate leads to “%s”, which is trusted; whether it was revoked "
                              "is not known: no revocation list or answer for that time is at hand.", root->subject);
  return text ? HECHA_TRUST_TRUSTED : HECHA_TRUST_UNKNOWN_OFFLINE;
}

/* What a chain can fail by here, so that no layer speaks in OpenSSL's words; what comes from
 * a store of another kind than this, or from options that are not set, is not among them. */
static const struct { int code; const char *words; } chain_faults[] = {
  { X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, "no trusted authority issued the certificate" },
  { X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, "the certificate of an authority above it is not at hand" },
  { X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, "the certificate of the authority that issued it is not at hand" },
  { X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, "the signer issued the certificate themselves" },
  { X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, "the authority at the end of the chain is not trusted" },
  { X509_V_ERR_CERT_HAS_EXPIRED, "a certificate of the chain had expired at that time" },
  { X509_V_ERR_CERT_NOT_YET_VALID, "a certificate of the chain was not yet valid at that time" },
  { X509_V_ERR_CERT_SIGNATURE_FAILURE, "the authority did not sign the certificate: it is forged or damaged" },
  { X509_V_ERR_UNABLE_TO_DECRYPT_CERT_SIGNATURE, "the authority's signature of the certificate cannot be read" },
  { X509_V_ERR_UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY, "the authority's key cannot be read" },
  { X509_V_ERR_INVALID_CA, "a certificate of the chain is not that of an authority" },
  { X509_V_ERR_KEYUSAGE_NO_CERTSIGN, "a certificate of the chain may not issue others" },
  { X509_V_ERR_PATH_LENGTH_EXCEEDED, "the chain is longer than an authority allows" },
  { X509_V_ERR_CERT_CHAIN_TOO_LONG, "the chain of certificates is too long" },
  { X509_V_ERR_INVALID_PURPOSE, "a certificate of the chain is for another purpose" },
  { X509_V_ERR_CERT_REJECTED, "a certificate of the chain was rejected for this purpose" },
  { X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION, "a certificate of the chain demands something that is not known here" },
  { X509_V_ERR_INVALID_EXTENSION, "a certificate of the chain has an extension that is malformed" },
  { X509_V_ERR_PERMITTED_VIOLATION, "the name is outside those that the authority may certify" },
  { X509_V_ERR_EXCLUDED_VIOLATION, "the name is among those that the authority may not certify" },
  { X509_V_ERR_EE_KEY_TOO_SMALL, "the signer's key is too weak" },
  { X509_V_ERR_CA_KEY_TOO_SMALL, "an authority's key is too weak" },
  { X509_V_ERR_CA_MD_TOO_WEAK, "an authority signed with a digest that is too weak" },
  { X509_V_ERR_UNSUPPORTED_SIGNATURE_ALGORITHM,
    "a certificate of the chain is signed in a way that is not handled here" },
};

static const char *
chain_fault_words (int code)
{
  for (guint i = 0; i < G_N_ELEMENTS (chain_faults); i++)
    if (chain_faults[i].code == code)
      return chain_faults[i].words;
  return "the chain of certificates cannot be judged";
}

/**
 * hecha_trust_judge:
 * @self: (nullable): what is trusted; %NULL for nothing
 * @others: (nullable): certificates that came with the signer's
 * @data: (nullable): certificates, lists and answers that came with the file
 * @at: the time to judge for, microseconds since the epoch UTC
 * @root: (out) (optional) (nullable) (transfer full): the trusted certificate that the
 *   signer's leads to, whatever else is found
 * @message: (out): one sentence on what was found
 *
 * Returns: what is proved of @signer. Key usage is not asked here.
 */
HechaSignatureTrust
hecha_trust_judge (const HechaTrust           *self,
                   X509                       *signer,
                   STACK_OF (X509)            *others,
                   const HechaValidationData  *data,
                   gint64                      at,
                   HechaCertificate          **root,
                   char                      **message)
{
  g_autoptr(HechaCertificate) end = NULL;
  STACK_OF (X509) *chain = NULL;
  HechaSignatureTrust trust;
  int code;

  if (root)
    *root = NULL;
  if (!self)
    {
      *message = g_strdup ("No trusted roots were given: the signer is not proved.");
      return HECHA_TRUST_UNTRUSTED;
    }
  code = verify_chain (self, signer, others, data, at, &chain);
  if (code == X509_V_OK)
    {
      end = hecha_certificate_new (sk_X509_value (chain, sk_X509_num (chain) - 1));
      trust = judge_revocation (self, data, chain, end, at, message);
      sk_X509_pop_free (chain, X509_free);
      if (root)
        *root = g_steal_pointer (&end);
      return trust;
    }
  *message = g_strdup_printf ("The signer is not proved: %s.", chain_fault_words (code));
  if (code == X509_V_ERR_CERT_HAS_EXPIRED || code == X509_V_ERR_CERT_NOT_YET_VALID)
    return HECHA_TRUST_EXPIRED;
  return HECHA_TRUST_UNTRUSTED;
}
