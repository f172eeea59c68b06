/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dss-private.h"

#include "cms.h"
#include "digest.h"
#include "pdf-form.h"

#include <openssl/x509v3.h>

#define CHAIN_LIMIT 8
#define FETCH_LIMIT 32

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OCSP_REQUEST, OCSP_REQUEST_free)

/* One collecting. */
typedef struct
{
  const HechaValidationData *known;     /* in the file already */
  gint64 now;
  HechaFetch fetch;
  gpointer data;
  guint n_fetched;
  GPtrArray *pool;                      /* certificates that came with any signature: GBytes */
  GHashTable *done;                     /* certificates that were asked about: GBytes → HechaValidationData */
  HechaValidationSummary *summary;
} Collecting;

/**
 * hecha_dss_entry_free:
 * @self: (transfer full): an entry
 */
void
hecha_dss_entry_free (HechaDssEntry *self)
{
  g_free (self->key);
  hecha_validation_data_free (self->data);
  g_free (self);
}

static GBytes *
fetch (Collecting *self,
       const char *url,
       GBytes     *query,
       GError    **error)
{
  if (self->n_fetched++ < FETCH_LIMIT)
    return self->fetch (url, query, self->data, error);
  g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "Too much would have to be fetched");
  return NULL;
}

/* Where a certificate says that more is to be had. */

static char *
address_of (const GENERAL_NAME *name)
{
  int kind;
  const ASN1_STRING *text = GENERAL_NAME_get0_value (name, &kind);
  g_autofree char *url = NULL;

  if (kind != GEN_URI || ASN1_STRING_length (text) > 1024)
    return NULL;
  url = g_strndup ((const char *) ASN1_STRING_get0_data (text), (gsize) ASN1_STRING_length (text));
  return g_str_has_prefix (url, "http://") || g_str_has_prefix (url, "https://") ? g_steal_pointer (&url) : NULL;
}

static char *
access_address (X509 *x509,
                int   method)
{
  AUTHORITY_INFO_ACCESS *access = X509_get_ext_d2i (x509, NID_info_access, NULL, NULL);
  char *url = NULL;

  for (int i = 0; access && !url && i < sk_ACCESS_DESCRIPTION_num (access); i++)
    {
      const ACCESS_DESCRIPTION *item = sk_ACCESS_DESCRIPTION_value (access, i);

      if (OBJ_obj2nid (item->method) == method)
        url = address_of (item->location);
    }
  AUTHORITY_INFO_ACCESS_free (access);
  return url;
}

static char *
list_address (X509 *x509)
{
  CRL_DIST_POINTS *points = X509_get_ext_d2i (x509, NID_crl_distribution_points, NULL, NULL);
  char *url = NULL;

  for (int i = 0; points && !url && i < sk_DIST_POINT_num (points); i++)
    {
      const DIST_POINT *point = sk_DIST_POINT_value (points, i);
      const GENERAL_NAMES *names = point->distpoint && point->distpoint->type == 0 ? point->distpoint->name.fullname
                                                                                  : NULL;

      for (int k = 0; names && !url && k < sk_GENERAL_NAME_num (names); k++)
        url = address_of (sk_GENERAL_NAME_value (names, k));
    }
  CRL_DIST_POINTS_free (points);
  return url;
}

/* Fetching: nothing is kept that does not say anything of the certificate. */

static gboolean
add_answer (Collecting          *self,
            X509                *x509,
            X509                *issuer,
            HechaValidationData *out,
            GError             **error)
{
  g_autofree char *url = access_address (x509, NID_ad_OCSP);
  g_autoptr(OCSP_REQUEST) request = OCSP_REQUEST_new ();
  g_autoptr(GBytes) query = NULL, answer = NULL;
  unsigned char *der = NULL;
  int size;

  if (!url)
    return FALSE;
  OCSP_request_add0_id (request, OCSP_cert_to_id (EVP_sha1 (), x509, issuer));
  size = i2d_OCSP_REQUEST (request, &der);
  query = g_bytes_new (der, (gsize) MAX (size, 0));
  OPENSSL_free (der);
  answer = fetch (self, url, query, error);
  if (!answer)
    return FALSE;
  if (hecha_ocsp_judge (answer, x509, issuer, self->now) != HECHA_REVOCATION_UNKNOWN)
    return hecha_validation_data_add (out->answers, answer);
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s: no answer of the issuer about this certificate", url);
  return FALSE;
}

static GBytes *
list_der (X509_CRL *crl)
{
  unsigned char *der = NULL;
  int size = i2d_X509_CRL (crl, &der);
  GBytes *bytes = g_bytes_new (der, (gsize) MAX (size, 0));

  OPENSSL_free (der);
  return bytes;
}

static gboolean
add_list (Collecting          *self,
          X509                *x509,
          X509                *issuer,
          HechaValidationData *out,
          GError             **error)
{
  g_autofree char *url = list_address (x509);
  g_autoptr(GBytes) bytes = url ? fetch (self, url, NULL, error) : NULL;
  g_autoptr(GBytes) der = NULL;
  const unsigned char *data = bytes ? g_bytes_get_data (bytes, NULL) : NULL;
  X509_CRL *crl = data ? d2i_X509_CRL (NULL, &data, (long) g_bytes_get_size (bytes)) : NULL;
  gboolean good = crl && hecha_crl_judge (crl, x509, issuer, self->now) != HECHA_REVOCATION_UNKNOWN;

  if (good)
    der = list_der (crl);
  else if (bytes)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s: no current list of the issuer", url);
  X509_CRL_free (crl);
  return good && hecha_validation_data_add (out->crls, der);
}

static gboolean
add_known (Collecting          *self,
           X509                *x509,
           X509                *issuer,
           HechaValidationData *out)
{
  for (guint i = 0; i < self->known->answers->len; i++)
    if (hecha_ocsp_judge (self->known->answers->pdata[i], x509, issuer, self->now) != HECHA_REVOCATION_UNKNOWN)
      return hecha_validation_data_add (out->answers, self->known->answers->pdata[i]);
  for (guint i = 0; i < self->known->crls->len; i++)
    {
      const unsigned char *der = g_bytes_get_data (self->known->crls->pdata[i], NULL);
      X509_CRL *crl = d2i_X509_CRL (NULL, &der, (long) g_bytes_get_size (self->known->crls->pdata[i]));
      gboolean good = crl && hecha_crl_judge (crl, x509, issuer, self->now) != HECHA_REVOCATION_UNKNOWN;

      X509_CRL_free (crl);
      if (good)
        return hecha_validation_data_add (out->crls, self->known->crls->pdata[i]);
    }
  return FALSE;
}

static void
note_missing (Collecting *self,
              const char *message)
{
  self->summary->n_missing++;
  if (!self->summary->missing)
    self->summary->missing = g_strdup (message);
}

static void
add_revocation (Collecting          *self,
                X509                *x509,
                X509                *issuer,
                HechaValidationData *out)
{
  g_autoptr(GError) one = NULL, two = NULL;

  if (add_known (self, x509, issuer, out) || add_answer (self, x509, issuer, out, &one)
      || add_list (self, x509, issuer, out, &two))
    return;
  if (!one && !two)
    return;             /* it names no source */
  note_missing (self, one ? one->message : two->message);
}

/* Chains */

static X509 *
find_issuer (Collecting *self,
             X509       *x509)
{
  g_autofree char *url = NULL;
  g_autoptr(GBytes) der = NULL;
  X509 *issuer;

  for (guint i = 0; i < self->pool->len; i++)
    {
      issuer = hecha_x509_from_der (self->pool->pdata[i]);
      if (issuer && X509_check_issued (issuer, x509) == X509_V_OK
          && X509_verify (x509, X509_get0_pubkey (issuer)) == 1)
        return issuer;
      X509_free (issuer);
    }
  url = access_address (x509, NID_ad_ca_issuers);
  der = url ? fetch (self, url, NULL, NULL) : NULL;
  issuer = der ? hecha_x509_from_der (der) : NULL;
  if (issuer && X509_check_issued (issuer, x509) == X509_V_OK && X509_verify (x509, X509_get0_pubkey (issuer)) == 1)
    return issuer;
  X509_free (issuer);
  return NULL;
}

/* A certificate of several signatures is asked about once. */
static const HechaValidationData *
data_of (Collecting *self,
         GBytes     *der,
         X509       *x509,
         X509       *issuer)
{
  HechaValidationData *found = g_hash_table_lookup (self->done, der);

  if (found)
    return found;
  found = hecha_validation_data_new ();
  add_revocation (self, x509, issuer, found);
  g_hash_table_insert (self->done, g_bytes_ref (der), found);
  return found;
}

static void
add_all (GPtrArray       *to,
         const GPtrArray *from)
{
  for (guint i = 0; i < from->len; i++)
    hecha_validation_data_add (to, from->pdata[i]);
}

static void
collect_chain (Collecting          *self,
               GPtrArray           *certificates,
               HechaValidationData *out)
{
  g_autoptr(GBytes) der = g_bytes_ref (certificates->pdata[0]);
  X509 *x509 = hecha_x509_from_der (der);

  for (guint i = 0; x509 && i < CHAIN_LIMIT; i++)
    {
      gboolean is_root = X509_check_issued (x509, x509) == X509_V_OK;
      X509 *issuer = is_root ? NULL : find_issuer (self, x509);

      hecha_validation_data_add (out->certificates, der);
      if (!issuer && !is_root)
        note_missing (self, "The certificate of an authority is not to be had");
      if (issuer)
        {
          const HechaValidationData *found = data_of (self, der, x509, issuer);

          add_all (out->answers, found->answers);
          add_all (out->crls, found->crls);
          g_bytes_unref (der);
          der = hecha_x509_to_der (issuer);
        }
      X509_free (x509);
      x509 = issuer;
    }
  X509_free (x509);
}

/* Signatures */

/* The chains of one signature begin with these: its signer's, and its stamp's. */
static GPtrArray *
chains_of (const HechaPdfValue *signature)
{
  GPtrArray *chains = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  GBytes *contents = hecha_pdf_value_get (signature, "Contents")->string;
  gboolean is_stamp = hecha_pdf_value_is_name (hecha_pdf_value_get (signature, "SubFilter"), "ETSI.RFC3161");
  g_autoptr(HechaCms) cms = is_stamp ? NULL : hecha_cms_read (contents, NULL);
  g_autoptr(GBytes) token = is_stamp ? g_bytes_ref (contents) : cms ? hecha_cms_dup_stamp (cms) : NULL;
  g_autoptr(HechaStamp) stamp = token ? hecha_stamp_read (token, NULL) : NULL;

  if (cms)
    g_ptr_array_add (chains, hecha_cms_dup_certificates (cms));
  if (stamp)
    g_ptr_array_add (chains, hecha_stamp_dup_certificates (stamp));
  return chains;
}

static HechaDssEntry *
collect_signature (Collecting          *self,
                   const HechaPdfValue *signature,
                   GPtrArray           *chains)
{
  HechaDssEntry *entry = g_new0 (HechaDssEntry, 1);
  g_autoptr(GBytes) name = hecha_digest_bytes ("SHA1", hecha_pdf_value_get (signature, "Contents")->string);

  entry->data = hecha_validation_data_new ();
  entry->key = hecha_hex_encode (g_bytes_get_data (name, NULL), g_bytes_get_size (name));
  for (char *at = entry->key; *at; at++)
    *at = g_ascii_toupper (*at);
  for (guint i = 0; i < chains->len; i++)
    collect_chain (self, chains->pdata[i], entry->data);
  return entry;
}

static GPtrArray *
list_signatures (HechaPdfFile *file,
                 GPtrArray    *fields)
{
  GPtrArray *out = g_ptr_array_new ();

  for (guint i = 0; i < fields->len; i++)
    {
      const HechaPdfField *field = fields->pdata[i];
      const HechaPdfObject *object = field->is_signature && field->value
                                     ? hecha_pdf_file_get_object (file, field->value, NULL) : NULL;
      const HechaPdfValue *contents = object ? hecha_pdf_value_get (object->value, "Contents") : NULL;

      if (contents && contents->type == HECHA_PDF_STRING)
        g_ptr_array_add (out, object->value);
    }
  return out;
}

/* A token often holds no certificate but its owner's: its authority's came with another signature. */
static GPtrArray *
read_chains (Collecting *self,
             GPtrArray  *signatures)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  add_all (self->pool, self->known->certificates);
  for (guint i = 0; i < signatures->len; i++)
    {
      GPtrArray *chains = chains_of (signatures->pdata[i]);

      g_ptr_array_add (all, chains);
      for (guint k = 0; k < chains->len; k++)
        add_all (self->pool, chains->pdata[k]);
    }
  return all;
}

/**
 * hecha_dss_collect:
 * @known: what is in the file already
 *
 * Returns: (transfer full) (element-type HechaDssEntry) (nullable): what the
 *   signatures of @file need; what cannot be fetched is counted in @summary
 */
GPtrArray *
hecha_dss_collect (HechaPdfFile              *file,
                   const HechaValidationData *known,
                   gint64                     now,
                   HechaFetch                 fetch_cb,
                   gpointer                   data,
                   HechaValidationSummary    *summary,
                   GError                   **error)
{
  g_autoptr(GPtrArray) fields = hecha_pdf_form_list (file, error);
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_dss_entry_free);
  g_autoptr(GPtrArray) pool = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr(GPtrArray) signatures = fields ? list_signatures (file, fields) : NULL;
  g_autoptr(GHashTable) done = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref,
                                                      (GDestroyNotify) hecha_validation_data_free);
  g_autoptr(GPtrArray) chains = NULL;
  Collecting self = { known, now, fetch_cb, data, 0, pool, done, summary };

  if (!fields)
    return NULL;
  chains = read_chains (&self, signatures);
  for (guint i = 0; i < signatures->len; i++)
    g_ptr_array_add (entries, collect_signature (&self, signatures->pdata[i], chains->pdata[i]));
  ERR_clear_error ();
  return g_steal_pointer (&entries);
}
