/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "revocation.h"

#include "digest.h"
#include "dss-private.h"

#include <openssl/pem.h>
#include <openssl/x509v3.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OCSP_RESPONSE, OCSP_RESPONSE_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OCSP_BASICRESP, OCSP_BASICRESP_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_CRL, X509_CRL_free)

/* What the parts of a list have in common: issuer, its key, and which part it is. */
static char *
list_key (X509_CRL *crl)
{
  static const int parts[] = { NID_authority_key_identifier, NID_issuing_distribution_point };
  g_autoptr(HechaDigester) digester = hecha_digester_new (FALSE);
  char hex[HECHA_DIGEST_HEX];
  unsigned char *name = NULL;
  int size = i2d_X509_NAME (X509_CRL_get_issuer (crl), &name);

  hecha_digester_update (digester, name, (gsize) MAX (size, 0));
  OPENSSL_free (name);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      int at = X509_CRL_get_ext_by_NID (crl, parts[i], -1);
      const ASN1_OCTET_STRING *value = at < 0 ? NULL : X509_EXTENSION_get_data (X509_CRL_get_ext (crl, at));

      if (value)
        hecha_digester_update (digester, ASN1_STRING_get0_data (value), (gsize) ASN1_STRING_length (value));
    }
  hecha_digester_finish (digester, hex, NULL);
  return g_strdup (hex);
}

static HechaRevocationRecord *
read_list (X509_CRL *crl)
{
  HechaRevocationRecord *self = g_new0 (HechaRevocationRecord, 1);
  const ASN1_TIME *next = X509_CRL_get0_nextUpdate (crl);

  self->about = hecha_x509_name_text (X509_CRL_get_issuer (crl));
  self->made = hecha_asn1_time (X509_CRL_get0_lastUpdate (crl));
  self->next = next ? hecha_asn1_time (next) : 0;
  self->revoked = (guint) MAX (sk_X509_REVOKED_num (X509_CRL_get_REVOKED (crl)), 0);
  self->key = list_key (crl);
  return self;
}

static char *
answer_key (const OCSP_CERTID *id)
{
  unsigned char *der = NULL;
  int size = i2d_OCSP_CERTID (id, &der);
  char *key = hecha_sha256_hex (der, (gsize) MAX (size, 0));

  OPENSSL_free (der);
  return key;
}

/* Answers are kept for one certificate each, as they were asked for. */
static HechaRevocationRecord *
read_answer (OCSP_RESPONSE *response)
{
  g_autoptr(OCSP_BASICRESP) basic = OCSP_response_get1_basic (response);
  OCSP_SINGLERESP *single = basic && OCSP_resp_count (basic) == 1 ? OCSP_resp_get0 (basic, 0) : NULL;
  const OCSP_CERTID *id = single ? OCSP_SINGLERESP_get0_id (single) : NULL;
  ASN1_GENERALIZEDTIME *made = NULL, *next = NULL;
  ASN1_INTEGER *serial = NULL;
  HechaRevocationRecord *self;
  int status;

  if (!id)
    return NULL;
  self = g_new0 (HechaRevocationRecord, 1);
  self->is_answer = TRUE;
  status = OCSP_single_get0_status (single, NULL, NULL, &made, &next);
  OCSP_id_get0_info (NULL, NULL, NULL, &serial, (OCSP_CERTID *) id);
  self->about = hecha_hex_encode (ASN1_STRING_get0_data (serial), (gsize) ASN1_STRING_length (serial));
  self->made = made ? hecha_asn1_time (made) : 0;
  self->next = next ? hecha_asn1_time (next) : 0;
  self->revoked = status == V_OCSP_CERTSTATUS_REVOKED;
  self->key = answer_key (id);
  return self;
}

/**
 * hecha_revocation_record_read:
 * @der: from outside
 *
 * Returns: (transfer full) (nullable): what is told of it; %NULL where it is neither
 *   a list nor an answer about one certificate
 */
HechaRevocationRecord *
hecha_revocation_record_read (GBytes *der)
{
  gsize size;
  const unsigned char *data, *again;
  g_autoptr(X509_CRL) crl = NULL;
  g_autoptr(OCSP_RESPONSE) response = NULL;
  HechaRevocationRecord *self = NULL;

  g_return_val_if_fail (der, NULL);
  data = again = g_bytes_get_data (der, &size);
  crl = d2i_X509_CRL (NULL, &data, (long) size);
  response = crl ? NULL : d2i_OCSP_RESPONSE (NULL, &again, (long) size);
  if (crl)
    self = read_list (crl);
  else if (response)
    self = read_answer (response);
  ERR_clear_error ();
  return self;
}

/**
 * hecha_revocation_record_free:
 * @self: (transfer full): a record
 */
void
hecha_revocation_record_free (HechaRevocationRecord *self)
{
  g_free (self->about);
  g_free (self->key);
  g_free (self);
}

static void
add_all (GPtrArray       *out,
         const GPtrArray *from)
{
  for (guint i = 0; i < from->len; i++)
    hecha_validation_data_add (out, from->pdata[i]);
}

static void
add_certificates (GPtrArray *out,
                  GBytes    *bundle)
{
  g_autoptr(BIO) bio = BIO_new_mem_buf (g_bytes_get_data (bundle, NULL), (int) g_bytes_get_size (bundle));
  STACK_OF (X509_INFO) *infos = PEM_X509_INFO_read_bio (bio, NULL, NULL, NULL);

  for (int i = 0; infos && i < sk_X509_INFO_num (infos); i++)
    {
      X509 *x509 = sk_X509_INFO_value (infos, i)->x509;
      g_autoptr(GBytes) der = x509 ? hecha_x509_to_der (x509) : NULL;

      if (der)
        hecha_validation_data_add (out, der);
    }
  sk_X509_INFO_pop_free (infos, X509_INFO_free);
}

/**
 * hecha_pdf_fetch_revocations:
 * @path: a signed file, from outside
 * @authorities: (nullable): certificates in PEM that help to find who issued what
 * @now: microseconds since the epoch UTC
 * @fetch: fetches lists and answers
 * @summary: (out caller-allocates): what could not be had
 *
 * What the file brings along itself is not taken for the newest: everything is
 * fetched again. Nothing that comes is kept unless its issuer signed it.
 *
 * Returns: (transfer full) (element-type GBytes) (nullable): lists and answers that
 *   speak of the signers, in DER
 */
GPtrArray *
hecha_pdf_fetch_revocations (const char              *path,
                             GBytes                  *authorities,
                             gint64                   now,
                             HechaFetch               fetch,
                             gpointer                 data,
                             HechaValidationSummary  *summary,
                             GError                 **error)
{
  g_autoptr(HechaPdfFile) file = NULL;
  g_autoptr(HechaValidationData) inside = NULL, known = NULL;
  g_autoptr(GPtrArray) entries = NULL;
  GPtrArray *out;

  g_return_val_if_fail (path && fetch && summary, NULL);
  *summary = (HechaValidationSummary) { 0 };
  file = hecha_pdf_file_open (path, error);
  if (!file)
    return NULL;
  inside = hecha_dss_read (file);
  known = hecha_validation_data_new ();
  add_all (known->certificates, inside->certificates);
  if (authorities)
    add_certificates (known->certificates, authorities);
  entries = hecha_dss_collect (file, known, now, fetch, data, summary, error);
  if (!entries)
    return NULL;
  out = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  for (guint i = 0; i < entries->len; i++)
    {
      const HechaDssEntry *entry = entries->pdata[i];

      add_all (out, entry->data->crls);
      add_all (out, entry->data->answers);
    }
  return out;
}
