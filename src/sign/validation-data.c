/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "validation-data.h"

#include <openssl/x509v3.h>

#define LIST_LIMIT 256

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OCSP_RESPONSE, OCSP_RESPONSE_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OCSP_BASICRESP, OCSP_BASICRESP_free)

/**
 * hecha_validation_data_new:
 *
 * Returns: (transfer full): no data
 */
HechaValidationData *
hecha_validation_data_new (void)
{
  HechaValidationData *self = g_new0 (HechaValidationData, 1);

  self->certificates = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->crls = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  return self;
}

/**
 * hecha_validation_data_free:
 * @self: (transfer full): data
 */
void
hecha_validation_data_free (HechaValidationData *self)
{
  g_ptr_array_unref (self->certificates);
  g_ptr_array_unref (self->crls);
  g_ptr_array_unref (self->answers);
  g_free (self);
}

/**
 * hecha_validation_data_add:
 * @list: one of the lists
 *
 * Returns: whether @der was added: it was not there, and there is room
 */
gboolean
hecha_validation_data_add (GPtrArray *list,
                           GBytes    *der)
{
  for (guint i = 0; i < list->len; i++)
    if (g_bytes_equal (list->pdata[i], der))
      return FALSE;
  if (list->len >= LIST_LIMIT)
    return FALSE;
  g_ptr_array_add (list, g_bytes_ref (der));
  return TRUE;
}

/* Revocation lists */

/* RFC 5280, 5.2.5: a list of some certificates or reasons only shows that one is
 * revoked, never that one is not. */
static gboolean
is_whole_list (X509_CRL *crl)
{
  ISSUING_DIST_POINT *point = X509_CRL_get_ext_d2i (crl, NID_issuing_distribution_point, NULL, NULL);
  gboolean partial = point && (point->onlyCA > 0 || point->onlyattr > 0 || point->indirectCRL > 0 || point->onlysomereasons);
  int n_critical = 0;

  for (int at = -1; (at = X509_CRL_get_ext_by_critical (crl, TRUE, at)) >= 0;)
    n_critical += OBJ_obj2nid (X509_EXTENSION_get_object (X509_CRL_get_ext (crl, at))) != NID_issuing_distribution_point;
  ISSUING_DIST_POINT_free (point);
  return !partial && n_critical == 0;
}

/**
 * hecha_crl_judge:
 * @at: the time to judge for, microseconds since the epoch UTC
 *
 * A list speaks for the time of its making and all time before, until the next
 * one is due.
 *
 * Returns: what @crl proves of @certificate; %HECHA_REVOCATION_UNKNOWN where it
 *   is not @issuer's, or too old
 */
HechaRevocation
hecha_crl_judge (X509_CRL *crl,
                 X509     *certificate,
                 X509     *issuer,
                 gint64    at)
{
  const ASN1_TIME *next = X509_CRL_get0_nextUpdate (crl);
  X509_REVOKED *entry = NULL;
  int found;

  if (X509_NAME_cmp (X509_CRL_get_issuer (crl), X509_get_issuer_name (certificate)) != 0
      || X509_CRL_verify (crl, X509_get0_pubkey (issuer)) != 1)
    return HECHA_REVOCATION_UNKNOWN;
  found = X509_CRL_get0_by_cert (crl, &entry, certificate);
  if (found == 1)
    return hecha_asn1_time (X509_REVOKED_get0_revocationDate (entry)) <= at ? HECHA_REVOCATION_REVOKED
                                                                            : HECHA_REVOCATION_LATER;
  if (!is_whole_list (crl) || (next && hecha_asn1_time (next) < at))
    return HECHA_REVOCATION_UNKNOWN;
  return HECHA_REVOCATION_GOOD;
}

/* Answers of OCSP */

/* RFC 6960, 4.2.2.2: the issuer itself, or one to whom it gave that purpose. */
static gboolean
may_answer (X509 *responder,
            X509 *issuer)
{
  if (X509_cmp (responder, issuer) == 0)
    return TRUE;
  return X509_check_issued (issuer, responder) == X509_V_OK
         && X509_verify (responder, X509_get0_pubkey (issuer)) == 1
         && (X509_get_extension_flags (responder) & EXFLAG_XKUSAGE)
         && (X509_get_extended_key_usage (responder) & XKU_OCSP_SIGN);
}

static OCSP_BASICRESP *
read_answer (GBytes *answer,
             X509   *issuer)
{
  gsize size;
  const unsigned char *data = g_bytes_get_data (answer, &size);
  g_autoptr(OCSP_RESPONSE) response = d2i_OCSP_RESPONSE (NULL, &data, (long) size);
  g_autoptr(OCSP_BASICRESP) basic = NULL;
  STACK_OF (X509) *issuers = sk_X509_new_null ();
  X509 *responder = NULL;
  gboolean good;

  if (response && OCSP_response_status (response) == OCSP_RESPONSE_STATUS_SUCCESSFUL)
    basic = OCSP_response_get1_basic (response);
  sk_X509_push (issuers, issuer);
  good = basic && OCSP_basic_verify (basic, issuers, NULL, OCSP_NOVERIFY) == 1
         && OCSP_resp_get0_signer (basic, &responder, issuers) == 1 && may_answer (responder, issuer);
  sk_X509_free (issuers);
  ERR_clear_error ();
  return good ? g_steal_pointer (&basic) : NULL;
}

/**
 * hecha_ocsp_judge:
 * @at: the time to judge for, microseconds since the epoch UTC
 *
 * Returns: as hecha_crl_judge()
 */
HechaRevocation
hecha_ocsp_judge (GBytes *answer,
                  X509   *certificate,
                  X509   *issuer,
                  gint64  at)
{
  g_autoptr(OCSP_BASICRESP) basic = read_answer (answer, issuer);
  const EVP_MD *const digests[] = { EVP_sha1 (), EVP_sha256 () };
  ASN1_GENERALIZEDTIME *revoked = NULL, *made = NULL, *next = NULL;
  int status = V_OCSP_CERTSTATUS_UNKNOWN;
  gboolean found = FALSE;

  for (guint i = 0; basic && !found && i < G_N_ELEMENTS (digests); i++)
    {
      OCSP_CERTID *id = OCSP_cert_to_id (digests[i], certificate, issuer);

      found = OCSP_resp_find_status (basic, id, &status, NULL, &revoked, &made, &next) == 1;
      OCSP_CERTID_free (id);
    }
  ERR_clear_error ();
  if (!found || !made)
    return HECHA_REVOCATION_UNKNOWN;
  if (status == V_OCSP_CERTSTATUS_REVOKED)
    return revoked && hecha_asn1_time (revoked) > at ? HECHA_REVOCATION_LATER : HECHA_REVOCATION_REVOKED;
  /* Without a next time an answer speaks for its own time and what was before. */
  if (status != V_OCSP_CERTSTATUS_GOOD || hecha_asn1_time (next ? next : made) < at)
    return HECHA_REVOCATION_UNKNOWN;
  return HECHA_REVOCATION_GOOD;
}
