/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trust.h"

#include "x509.h"

#include <openssl/pem.h>
#include <openssl/x509v3.h>

#define BUNDLE_LIMIT (16 * 1024 * 1024)
#define DEPTH_LIMIT  8

struct _HechaTrust
{
  X509_STORE *store;
  guint n_roots;
  guint n_crls;
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
  bio = BIO_new_mem_buf (data, (int) size);
  infos = PEM_X509_INFO_read_bio (bio, NULL, NULL, NULL);
  for (int i = 0; infos && i < sk_X509_INFO_num (infos); i++)
    {
      const X509_INFO *info = sk_X509_INFO_value (infos, i);

      self->n_roots += info->x509 && X509_STORE_add_cert (self->store, info->x509);
      self->n_crls += info->crl && X509_STORE_add_crl (self->store, info->crl);
    }
  sk_X509_INFO_pop_free (infos, X509_INFO_free);
  if (self->n_roots == 0)
    {
      hecha_openssl_error (error, HECHA_ERROR_INVALID, "Trust list: holds no certificate in PEM");
      return NULL;
    }
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

static int
verify_chain (const HechaTrust *self,
              X509             *signer,
              STACK_OF (X509)  *others,
              gint64            at,
              unsigned long     flags)
{
  X509_STORE_CTX *context = X509_STORE_CTX_new ();
  X509_VERIFY_PARAM *param;
  int code = X509_V_ERR_UNSPECIFIED;

  if (X509_STORE_CTX_init (context, self->store, signer, others))
    {
      /* A trusted certificate that is no root ends a chain as well: an office
       * may trust its authority's intermediate alone. */
      param = X509_STORE_CTX_get0_param (context);
      X509_VERIFY_PARAM_set_flags (param, X509_V_FLAG_PARTIAL_CHAIN | flags);
      X509_VERIFY_PARAM_set_purpose (param, X509_PURPOSE_ANY);
      X509_VERIFY_PARAM_set_time (param, (time_t) (at / G_USEC_PER_SEC));
      X509_VERIFY_PARAM_set_depth (param, DEPTH_LIMIT);
      X509_VERIFY_PARAM_set_auth_level (param, 2);
      code = X509_verify_cert (context) == 1 ? X509_V_OK : X509_STORE_CTX_get_error (context);
    }
  X509_STORE_CTX_free (context);
  ERR_clear_error ();
  return code;
}

static gboolean
names_revocation_source (X509 *x509)
{
  return X509_get_ext_by_NID (x509, NID_crl_distribution_points, -1) >= 0
         || X509_get_ext_by_NID (x509, NID_info_access, -1) >= 0;
}

static HechaSignatureTrust
judge_revocation (const HechaTrust *self,
                  X509             *signer,
                  STACK_OF (X509)  *others,
                  gint64            at,
                  char            **message)
{
  int code = self->n_crls ? verify_chain (self, signer, others, at, X509_V_FLAG_CRL_CHECK)
                          : X509_V_ERR_UNABLE_TO_GET_CRL;

  if (code == X509_V_ERR_CERT_REVOKED)
    {
      *message = g_strdup ("The signer's certificate was revoked.");
      return HECHA_TRUST_REVOKED;
    }
  if (code == X509_V_OK)
    {
      *message = g_strdup ("The signer's certificate leads to a trusted root and is not on its revocation list.");
      return HECHA_TRUST_TRUSTED;
    }
  if (!names_revocation_source (signer) && code == X509_V_ERR_UNABLE_TO_GET_CRL)
    {
      *message = g_strdup ("The signer's certificate leads to a trusted root, which offers no revocation data.");
      return HECHA_TRUST_TRUSTED;
    }
  *message = g_strdup_printf ("The signer's certificate leads to a trusted root; whether it was revoked is "
                              "not known: %s.", X509_verify_cert_error_string (code));
  return HECHA_TRUST_UNKNOWN_OFFLINE;
}

/**
 * hecha_trust_judge:
 * @self: (nullable): what is trusted; %NULL for nothing
 * @others: (nullable): certificates that came with the signer's
 * @at: the time to judge for, microseconds since the epoch UTC
 * @message: (out): one sentence on what was found
 *
 * Returns: what is proved of @signer. Key usage is not asked here.
 */
HechaSignatureTrust
hecha_trust_judge (const HechaTrust *self,
                   X509             *signer,
                   STACK_OF (X509)  *others,
                   gint64            at,
                   char            **message)
{
  int code;

  if (!self)
    {
      *message = g_strdup ("No trusted roots were given: the signer is not proved.");
      return HECHA_TRUST_UNTRUSTED;
    }
  code = verify_chain (self, signer, others, at, 0);
  if (code == X509_V_OK)
    return judge_revocation (self, signer, others, at, message);
  *message = g_strdup_printf ("The signer is not proved: %s.", X509_verify_cert_error_string (code));
  if (code == X509_V_ERR_CERT_HAS_EXPIRED || code == X509_V_ERR_CERT_NOT_YET_VALID)
    return HECHA_TRUST_EXPIRED;
  return HECHA_TRUST_UNTRUSTED;
}
