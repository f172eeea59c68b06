/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cms.h"

#include "der.h"
#include "x509.h"

#include <openssl/cms.h>
#include <openssl/ess.h>
#include <string.h>

#define CERTIFICATE_LIMIT 64

/* Writing. OpenSSL 3.0 adds signing-time to every signer it signs for, which
 * CAdES detached signatures in PDF must not have (EN 319 142-1, 6.3): the
 * structure is assembled here, and the key signs nothing but its attributes. */

static GByteArray *
sha256_algorithm (void)
{
  return hecha_der_node (HECHA_DER_SEQUENCE, hecha_der_oid (NID_sha256), NULL);
}

static GByteArray *
signature_algorithm (const HechaKey *key)
{
  if (g_str_equal (hecha_key_get_certificate (key)->algorithm, "RSA"))
    return hecha_der_node (HECHA_DER_SEQUENCE, hecha_der_oid (NID_sha256WithRSAEncryption),
                           hecha_der_leaf (HECHA_DER_NULL, NULL, 0), NULL);
  return hecha_der_node (HECHA_DER_SEQUENCE, hecha_der_oid (NID_ecdsa_with_SHA256), NULL);
}

static GByteArray *
attribute (int         nid,
           GByteArray *value)
{
  return hecha_der_node (HECHA_DER_SEQUENCE, hecha_der_oid (nid),
                         hecha_der_node (HECHA_DER_SET, value, NULL), NULL);
}

static GByteArray *
issuer_name (X509 *x509)
{
  const unsigned char *der = NULL;
  gsize size = 0;

  X509_NAME_get0_der (X509_get_issuer_name (x509), &der, &size);
  return g_byte_array_append (g_byte_array_new (), der, size);
}

static GByteArray *
serial_number (X509 *x509)
{
  unsigned char *der = NULL;
  int size = i2d_ASN1_INTEGER (X509_get0_serialNumber (x509), &der);
  GByteArray *out = g_byte_array_append (g_byte_array_new (), der, MAX (size, 0));

  OPENSSL_free (der);
  return out;
}

/* RFC 5035: the hash algorithm is left out, since SHA-256 is the default. */
static GByteArray *
signing_certificate_v2 (X509 *x509)
{
  guint8 hash[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  GByteArray *names, *id;

  X509_digest (x509, EVP_sha256 (), hash, &size);
  names = hecha_der_node (HECHA_DER_SEQUENCE,
                          hecha_der_node (HECHA_DER_CONTEXT (4), issuer_name (x509), NULL), NULL);
  id = hecha_der_node (HECHA_DER_SEQUENCE, hecha_der_leaf (HECHA_DER_OCTET_STRING, hash, size),
                       hecha_der_node (HECHA_DER_SEQUENCE, names, serial_number (x509), NULL), NULL);
  return hecha_der_node (HECHA_DER_SEQUENCE, hecha_der_node (HECHA_DER_SEQUENCE, id, NULL), NULL);
}

static GByteArray *
signed_attributes (guint8  tag,
                   X509   *x509,
                   GBytes *digest)
{
  GPtrArray *set = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);
  gsize size;
  const void *data = g_bytes_get_data (digest, &size);

  g_ptr_array_add (set, attribute (NID_pkcs9_contentType, hecha_der_oid (NID_pkcs7_data)));
  g_ptr_array_add (set, attribute (NID_pkcs9_messageDigest,
                                   hecha_der_leaf (HECHA_DER_OCTET_STRING, data, size)));
  g_ptr_array_add (set, attribute (NID_id_smime_aa_signingCertificateV2, signing_certificate_v2 (x509)));
  return hecha_der_set_of (tag, set);
}

static GByteArray *
certificate_set (GPtrArray *chain)
{
  GPtrArray *set = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);

  for (guint i = 0; i < chain->len; i++)
    g_ptr_array_add (set, hecha_der_raw (chain->pdata[i]));
  return hecha_der_set_of (HECHA_DER_CONTEXT (0), set);
}

/* RFC 3161, annex A: the token stands beside the signature that it stamps. */
static GByteArray *
unsigned_attributes (GBytes *stamp)
{
  if (!stamp)
    return NULL;
  return hecha_der_node (HECHA_DER_CONTEXT (1),
                         attribute (NID_id_smime_aa_timeStampToken, hecha_der_raw (stamp)), NULL);
}

static GBytes *
assemble (const HechaKey *key,
          GPtrArray      *chain,
          X509           *x509,
          GBytes         *digest,
          GBytes         *signature,
          GBytes         *stamp)
{
  gsize size;
  const void *data = g_bytes_get_data (signature, &size);
  GByteArray *signer, *content;

  signer = hecha_der_node (HECHA_DER_SEQUENCE,
                           hecha_der_leaf (HECHA_DER_INTEGER, "\1", 1),
                           hecha_der_node (HECHA_DER_SEQUENCE, issuer_name (x509), serial_number (x509), NULL),
                           sha256_algorithm (),
                           signed_attributes (HECHA_DER_CONTEXT (0), x509, digest),
                           signature_algorithm (key),
                           hecha_der_leaf (HECHA_DER_OCTET_STRING, data, size),
                           unsigned_attributes (stamp), NULL);
  content = hecha_der_node (HECHA_DER_SEQUENCE,
                            hecha_der_leaf (HECHA_DER_INTEGER, "\1", 1),
                            hecha_der_node (HECHA_DER_SET, sha256_algorithm (), NULL),
                            hecha_der_node (HECHA_DER_SEQUENCE, hecha_der_oid (NID_pkcs7_data), NULL),
                            certificate_set (chain),
                            hecha_der_node (HECHA_DER_SET, signer, NULL), NULL);
  return g_byte_array_free_to_bytes (hecha_der_node (HECHA_DER_SEQUENCE, hecha_der_oid (NID_pkcs7_signed),
                                                     hecha_der_node (HECHA_DER_CONTEXT (0), content, NULL),
                                                     NULL));
}

/**
 * hecha_cms_sign:
 * @digest: SHA-256 of what is signed, 32 bytes
 * @stamper: (nullable): where a time stamp of the signature comes from
 *
 * Makes a detached CAdES baseline signature (EN 319 122-1): one signer, with
 * content-type, message-digest and signing-certificate-v2 and no
 * signing-time; the certificates that came with the key are included.
 *
 * Returns: (transfer full) (nullable): the DER of a ContentInfo; the errors of
 *   hecha_key_sign() and hecha_stamp_fetch()
 */
GBytes *
hecha_cms_sign (const HechaKey     *key,
                GBytes             *digest,
                const HechaStamper *stamper,
                GError            **error)
{
  g_autoptr(GPtrArray) chain = NULL;
  g_autoptr(X509) x509 = NULL;
  g_autoptr(GByteArray) attributes = NULL;
  g_autoptr(GBytes) signature = NULL;
  g_autoptr(GBytes) stamp = NULL;

  g_return_val_if_fail (key && digest && g_bytes_get_size (digest) == 32, NULL);
  chain = hecha_key_dup_chain (key);
  x509 = hecha_x509_from_der (chain->pdata[0]);
  attributes = signed_attributes (HECHA_DER_SET, x509, digest);
  signature = hecha_key_sign (key, attributes->data, attributes->len, error);
  if (!signature)
    return NULL;
  if (stamper)
    {
      g_autoptr(GBytes) imprint = hecha_digest_bytes ("SHA256", signature);

      stamp = hecha_stamp_fetch (stamper, imprint, error);
      if (!stamp)
        return NULL;
    }
  return assemble (key, chain, x509, digest, signature, stamp);
}

/**
 * hecha_cms_reserve:
 *
 * Returns: the most bytes that a signature by @key can have without a stamp,
 *   and a tenth more
 */
gsize
hecha_cms_reserve (const HechaKey *key)
{
  static const guint8 zeros[32];
  g_autoptr(GPtrArray) chain = NULL;
  g_autoptr(X509) x509 = NULL;
  g_autoptr(GBytes) digest = NULL;
  g_autoptr(GBytes) signature = NULL;
  g_autoptr(GBytes) whole = NULL;
  gsize size;

  g_return_val_if_fail (key, 0);
  chain = hecha_key_dup_chain (key);
  x509 = hecha_x509_from_der (chain->pdata[0]);
  digest = g_bytes_new_static (zeros, sizeof zeros);
  size = hecha_key_signature_size (key);
  signature = g_bytes_new_take (g_malloc0 (size), size);
  whole = assemble (key, chain, x509, digest, signature, NULL);
  return g_bytes_get_size (whole) * 11 / 10;
}

/* Reading. */

struct _HechaCms
{
  CMS_ContentInfo *cms;
  CMS_SignerInfo *signer;       /* owned by cms */
  X509 *x509;                   /* owned by others */
  STACK_OF (X509) *others;
  HechaCertificate *certificate;
  int content;                  /* NID of what is signed */
};

static gboolean
refuse (GError    **error,
        HechaError  code,
        const char *message)
{
  ERR_clear_error ();
  g_set_error_literal (error, HECHA_ERROR, code, message);
  return FALSE;
}

static gboolean
only_zeros (const guint8 *data,
            gsize         size)
{
  for (gsize i = 0; i < size; i++)
    if (data[i])
      return FALSE;
  return TRUE;
}

/* GM/T 0010 puts an SM2 signature under an object identifier of its own. */
static gboolean
check_content_type (CMS_ContentInfo *cms,
                    GError         **error)
{
  char oid[80];

  OBJ_obj2txt (oid, sizeof oid, CMS_get0_type (cms), TRUE);
  if (g_str_has_prefix (oid, "1.2.156.10197."))
    return refuse (error, HECHA_ERROR_UNSUPPORTED, "The signature is made with SM2, which is not judged here.");
  if (OBJ_obj2nid (CMS_get0_type (cms)) != NID_pkcs7_signed)
    return refuse (error, HECHA_ERROR_DAMAGED, "The signature is not CMS signed data.");
  return TRUE;
}

static gboolean
find_signer (HechaCms *self,
             GError  **error)
{
  STACK_OF (CMS_SignerInfo) *signers = CMS_get0_SignerInfos (self->cms);

  if (!signers || sk_CMS_SignerInfo_num (signers) != 1)
    return refuse (error, HECHA_ERROR_DAMAGED, "The signature does not have exactly one signer.");
  self->signer = sk_CMS_SignerInfo_value (signers, 0);
  self->others = CMS_get1_certs (self->cms);
  if (self->others && sk_X509_num (self->others) > CERTIFICATE_LIMIT)
    return refuse (error, HECHA_ERROR_TOO_LARGE, "The signature holds too many certificates.");
  for (int i = 0; self->others && !self->x509 && i < sk_X509_num (self->others); i++)
    if (CMS_SignerInfo_cert_cmp (self->signer, sk_X509_value (self->others, i)) == 0)
      self->x509 = sk_X509_value (self->others, i);
  if (!self->x509)
    return refuse (error, HECHA_ERROR_DAMAGED, "The signature does not hold its signer's certificate.");
  return TRUE;
}

static HechaCms *
read_cms (GBytes  *der,
          int      content,
          gboolean detached,
          GError **error)
{
  g_autoptr(HechaCms) self = g_new0 (HechaCms, 1);
  gsize size;
  const guint8 *data = g_bytes_get_data (der, &size), *end = data;

  self->content = content;
  self->cms = d2i_CMS_ContentInfo (NULL, &end, (long) MIN (size, G_MAXINT));
  if (!self->cms)
    {
      hecha_openssl_error (error, HECHA_ERROR_DAMAGED, "The signature cannot be read.");
      return NULL;
    }
  if (!only_zeros (end, size - (gsize) (end - data)))
    {
      refuse (error, HECHA_ERROR_DAMAGED, "Bytes follow the signature in its place.");
      return NULL;
    }
  if (!check_content_type (self->cms, error))
    return NULL;
  if (CMS_is_detached (self->cms) != detached || OBJ_obj2nid (CMS_get0_eContentType (self->cms)) != content)
    {
      refuse (error, HECHA_ERROR_DAMAGED, detached ? "The signature carries content of its own."
                                                   : "The signature is not one of a time stamp.");
      return NULL;
    }
  if (!find_signer (self, error))
    return NULL;
  self->certificate = hecha_certificate_new (self->x509);
  ERR_clear_error ();
  return g_steal_pointer (&self);
}

/**
 * hecha_cms_read:
 * @der: a ContentInfo, followed by nothing but zeros
 *
 * Returns: (transfer full) (nullable): the signature; %HECHA_ERROR_DAMAGED
 *   where it is not a detached CMS signature of one signer,
 *   %HECHA_ERROR_UNSUPPORTED where it is one of the Chinese SM2 kind
 */
HechaCms *
hecha_cms_read (GBytes  *der,
                GError **error)
{
  g_return_val_if_fail (der, NULL);
  return read_cms (der, NID_pkcs7_data, TRUE, error);
}

/**
 * hecha_cms_read_stamp:
 * @der: a ContentInfo, followed by nothing but zeros
 * @content: (out) (transfer full): the TSTInfo in it
 *
 * Returns: (transfer full) (nullable): the signature of a time-stamp token
 *   (RFC 3161); the errors of hecha_cms_read()
 */
HechaCms *
hecha_cms_read_stamp (GBytes  *der,
                      GBytes **content,
                      GError **error)
{
  g_autoptr(HechaCms) self = NULL;
  ASN1_OCTET_STRING **octets;

  g_return_val_if_fail (der && content, NULL);
  self = read_cms (der, NID_id_smime_ct_TSTInfo, FALSE, error);
  octets = self ? CMS_get0_content (self->cms) : NULL;
  if (octets && *octets)
    *content = g_bytes_new (ASN1_STRING_get0_data (*octets), (gsize) ASN1_STRING_length (*octets));
  else if (self)
    refuse (error, HECHA_ERROR_DAMAGED, "The time stamp holds nothing.");
  return octets && *octets ? g_steal_pointer (&self) : NULL;
}

/**
 * hecha_cms_free:
 * @self: (transfer full): a signature
 */
void
hecha_cms_free (HechaCms *self)
{
  g_clear_pointer (&self->certificate, hecha_certificate_free);
  sk_X509_pop_free (self->others, X509_free);
  CMS_ContentInfo_free (self->cms);
  g_free (self);
}

/**
 * hecha_cms_get_certificate:
 *
 * Returns: (transfer none): what is told of the signer's certificate
 */
const HechaCertificate *
hecha_cms_get_certificate (const HechaCms *self)
{
  g_return_val_if_fail (self, NULL);
  return self->certificate;
}

/**
 * hecha_cms_get_digest:
 *
 * Returns: (transfer none) (nullable): OpenSSL's name of the digest that the
 *   content must be given in; %NULL where it is weak or not handled
 */
const char *
hecha_cms_get_digest (const HechaCms *self)
{
  X509_ALGOR *algorithm = NULL;
  const ASN1_OBJECT *object;

  g_return_val_if_fail (self, NULL);
  CMS_SignerInfo_get0_algs (self->signer, NULL, NULL, &algorithm, NULL);
  X509_ALGOR_get0 (&object, NULL, NULL, algorithm);
  return hecha_digest_name (object);
}

static gboolean
digest_matches (const HechaCms *self,
                GBytes         *digest)
{
  const ASN1_OCTET_STRING *value
    = CMS_signed_get0_data_by_OBJ (self->signer, OBJ_nid2obj (NID_pkcs9_messageDigest), -3, V_ASN1_OCTET_STRING);
  gsize size;
  const void *data = g_bytes_get_data (digest, &size);

  return value && (gsize) ASN1_STRING_length (value) == size
         && memcmp (ASN1_STRING_get0_data (value), data, size) == 0;
}

/**
 * hecha_cms_verify:
 * @digest: of the content, by the algorithm of hecha_cms_get_digest()
 *
 * Judges integrity alone: that the signer's key signed this digest.
 *
 * Returns: whether it did; %HECHA_ERROR_UNSUPPORTED where the algorithm is not
 *   handled, else %HECHA_ERROR_DAMAGED
 */
gboolean
hecha_cms_verify (const HechaCms *self,
                  GBytes         *digest,
                  GError        **error)
{
  const ASN1_OBJECT *type;

  g_return_val_if_fail (self && digest, FALSE);
  if (g_str_equal (self->certificate->algorithm, "SM2"))
    return refuse (error, HECHA_ERROR_UNSUPPORTED, "The signature is made with SM2, which is not judged here.");
  if (!hecha_cms_get_digest (self))
    return refuse (error, HECHA_ERROR_UNSUPPORTED, "The signature's digest is weak or not handled here.");
  if (!g_str_equal (self->certificate->algorithm, "RSA") && !g_str_has_prefix (self->certificate->algorithm, "ECDSA"))
    return refuse (error, HECHA_ERROR_UNSUPPORTED, "The signature's algorithm is not handled here.");
  type = CMS_signed_get0_data_by_OBJ (self->signer, OBJ_nid2obj (NID_pkcs9_contentType), -3, V_ASN1_OBJECT);
  if (!type || OBJ_obj2nid (type) != self->content)
    return refuse (error, HECHA_ERROR_DAMAGED, "The signature's content type is missing or wrong.");
  if (!digest_matches (self, digest))
    return refuse (error, HECHA_ERROR_DAMAGED, "The bytes are not those that were signed.");
  CMS_SignerInfo_set1_signer_cert (self->signer, self->x509);
  if (CMS_SignerInfo_verify (self->signer) != 1)
    return refuse (error, HECHA_ERROR_DAMAGED, "The signature was not made with the key of its certificate.");
  return TRUE;
}

/**
 * hecha_cms_verify_content:
 *
 * As hecha_cms_verify(), of a signature that carries its content.
 */
gboolean
hecha_cms_verify_content (const HechaCms *self,
                          GError        **error)
{
  ASN1_OCTET_STRING **octets = CMS_get0_content (self->cms);
  const char *algorithm = hecha_cms_get_digest (self);
  g_autoptr(GBytes) content = NULL;
  g_autoptr(GBytes) digest = NULL;

  g_return_val_if_fail (octets && *octets, FALSE);
  content = g_bytes_new (ASN1_STRING_get0_data (*octets), (gsize) ASN1_STRING_length (*octets));
  digest = hecha_digest_bytes (algorithm ? algorithm : "SHA256", content);
  return hecha_cms_verify (self, digest, error);
}

static const unsigned char *
attribute_value (const HechaCms *self,
                 int             nid,
                 long           *size)
{
  const ASN1_STRING *value = CMS_signed_get0_data_by_OBJ (self->signer, OBJ_nid2obj (nid), -3, V_ASN1_SEQUENCE);

  *size = value ? ASN1_STRING_length (value) : 0;
  return value ? ASN1_STRING_get0_data (value) : NULL;
}

static gboolean
check_named (const HechaCms      *self,
             ESS_SIGNING_CERT    *old,
             ESS_SIGNING_CERT_V2 *named)
{
  STACK_OF (X509) *chain = sk_X509_new_null ();
  gboolean good;

  sk_X509_push (chain, self->x509);
  for (int i = 0; i < sk_X509_num (self->others); i++)
    if (sk_X509_value (self->others, i) != self->x509)
      sk_X509_push (chain, sk_X509_value (self->others, i));
  good = OSSL_ESS_check_signing_certs (old, named, chain, TRUE) == 1;
  sk_X509_free (chain);
  return good;
}

/**
 * hecha_cms_names_certificate:
 *
 * Of a time stamp the older attribute of RFC 2634 will do, which RFC 3161 asks for.
 *
 * Returns: whether the signed attribute signing-certificate-v2 (RFC 5035) is
 *   there and names the signer's certificate; else %HECHA_ERROR_DAMAGED
 */
gboolean
hecha_cms_names_certificate (const HechaCms *self,
                             GError        **error)
{
  const unsigned char *der, *old_der;
  long size, old_size;
  ESS_SIGNING_CERT_V2 *named = NULL;
  ESS_SIGNING_CERT *old = NULL;
  gboolean good;

  g_return_val_if_fail (self, FALSE);
  der = attribute_value (self, NID_id_smime_aa_signingCertificateV2, &size);
  old_der = attribute_value (self, NID_id_smime_aa_signingCertificate, &old_size);
  if (der)
    named = d2i_ESS_SIGNING_CERT_V2 (NULL, &der, size);
  else if (old_der && self->content == NID_id_smime_ct_TSTInfo)
    old = d2i_ESS_SIGNING_CERT (NULL, &old_der, old_size);
  else
    return refuse (error, HECHA_ERROR_DAMAGED, "The signature does not name its certificate.");
  good = (named || old) && check_named (self, old, named);
  ESS_SIGNING_CERT_V2_free (named);
  ESS_SIGNING_CERT_free (old);
  ERR_clear_error ();
  return good || refuse (error, HECHA_ERROR_DAMAGED, "The signature names another certificate.");
}

/**
 * hecha_cms_dup_stamp:
 *
 * Returns: (transfer full) (nullable): the DER of the signature-time-stamp
 *   beside this signature; %NULL where there is none, or not exactly one
 */
GBytes *
hecha_cms_dup_stamp (const HechaCms *self)
{
  int at = CMS_unsigned_get_attr_by_NID (self->signer, NID_id_smime_aa_timeStampToken, -1);
  X509_ATTRIBUTE *attr = at >= 0 ? CMS_unsigned_get_attr (self->signer, at) : NULL;
  const ASN1_TYPE *type = attr && X509_ATTRIBUTE_count (attr) == 1 ? X509_ATTRIBUTE_get0_type (attr, 0) : NULL;

  if (!type || type->type != V_ASN1_SEQUENCE
      || CMS_unsigned_get_attr_by_NID (self->signer, NID_id_smime_aa_timeStampToken, at) >= 0)
    return NULL;
  return g_bytes_new (ASN1_STRING_get0_data (type->value.sequence),
                      (gsize) ASN1_STRING_length (type->value.sequence));
}

/**
 * hecha_cms_has_stamp:
 *
 * Returns: whether there is an attribute for a signature-time-stamp at all
 */
gboolean
hecha_cms_has_stamp (const HechaCms *self)
{
  return CMS_unsigned_get_attr_by_NID (self->signer, NID_id_smime_aa_timeStampToken, -1) >= 0;
}

/**
 * hecha_cms_dup_signature:
 *
 * Returns: (transfer full): the signature's value, which a stamp stamps
 */
GBytes *
hecha_cms_dup_signature (const HechaCms *self)
{
  const ASN1_OCTET_STRING *value = CMS_SignerInfo_get0_signature (self->signer);

  return g_bytes_new (ASN1_STRING_get0_data (value), (gsize) ASN1_STRING_length (value));
}

/**
 * hecha_cms_dup_certificates:
 *
 * Returns: (transfer full) (element-type GBytes): the DER of the signer's
 *   certificate, then of the others
 */
GPtrArray *
hecha_cms_dup_certificates (const HechaCms *self)
{
  GPtrArray *out = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  g_ptr_array_add (out, hecha_x509_to_der (self->x509));
  for (int i = 0; i < sk_X509_num (self->others); i++)
    if (sk_X509_value (self->others, i) != self->x509)
      g_ptr_array_add (out, hecha_x509_to_der (sk_X509_value (self->others, i)));
  return out;
}

/**
 * hecha_cms_judge_trust:
 * @trust: (nullable): what is trusted
 * @validation: (nullable): what came with the file
 * @at: the time to judge for, microseconds since the epoch UTC
 * @root: (out) (optional) (nullable) (transfer full): the trusted certificate that vouches for the signer
 * @message: (out) (transfer full): one sentence on what was found
 *
 * Returns: what is proved of the signer; says nothing of integrity
 */
HechaSignatureTrust
hecha_cms_judge_trust (const HechaCms   *self,
                       const HechaTrust *trust,
                       const HechaValidationData *validation,
                       gint64            at,
                       HechaCertificate **root,
                       char            **message)
{
  g_return_val_if_fail (self && message, HECHA_TRUST_UNTRUSTED);
  return hecha_trust_judge (trust, self->x509, self->others, validation, at, root, message);
}
