/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "certificate.h"

#include "clock.h"
#include "digest.h"
#include "x509.h"

#include <openssl/core_names.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <string.h>

#define SIZE_LIMIT   (1024 * 1024)
#define NUMBER_LIMIT 64

/* Purposes under which CAs issue certificates for signing documents:
 * emailProtection and any of RFC 5280, RFC 9336, Adobe's and Microsoft's. */
static const char *const document_purposes[] = {
  "1.3.6.1.5.5.7.3.4",
  "2.5.29.37.0",
  "1.3.6.1.5.5.7.3.36",
  "1.2.840.113583.1.1.5",
  "1.3.6.1.4.1.311.10.3.12",
  NULL,
};

/**
 * hecha_asn1_time:
 *
 * Returns: microseconds since the epoch UTC; %G_MININT64 where @time is not a time
 */
gint64
hecha_asn1_time (const ASN1_TIME *time)
{
  struct tm tm;
  g_autoptr(GDateTime) utc = NULL;

  if (!ASN1_TIME_to_tm (time, &tm))
    return G_MININT64;
  utc = g_date_time_new_utc (tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
  return utc ? g_date_time_to_unix (utc) * G_USEC_PER_SEC : G_MININT64;
}

/**
 * hecha_x509_name_text:
 *
 * Returns: (transfer full): the common name, or the whole name where there is none
 */
char *
hecha_x509_name_text (const X509_NAME *name)
{
  int at = X509_NAME_get_index_by_NID (name, NID_commonName, -1);
  g_autoptr(BIO) bio = BIO_new (BIO_s_mem ());
  unsigned char *utf8 = NULL;
  char *data, *text;
  int size;

  if (at >= 0)
    {
      size = ASN1_STRING_to_UTF8 (&utf8, X509_NAME_ENTRY_get_data (X509_NAME_get_entry (name, at)));
      text = size > 0 ? g_utf8_make_valid ((char *) utf8, size) : NULL;
      OPENSSL_free (utf8);
      if (text)
        return text;
    }
  X509_NAME_print_ex (bio, name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
  size = (int) BIO_get_mem_data (bio, &data);
  return g_utf8_make_valid (data, size);
}

static void
read_key (HechaCertificate *self,
          X509             *x509)
{
  EVP_PKEY *key = X509_get0_pubkey (x509);
  char group[64] = "";

  self->bits = key ? EVP_PKEY_get_bits (key) : 0;
  if (key && EVP_PKEY_is_a (key, "RSA"))
    {
      self->algorithm = g_strdup ("RSA");
      if (self->bits < 2048 || self->bits > 4096)
        self->weakness = g_strdup_printf ("RSA of %d bits is outside 2048 to 4096", self->bits);
      return;
    }
  if (key && EVP_PKEY_is_a (key, "EC"))
    EVP_PKEY_get_group_name (key, group, sizeof group, NULL);
  if (strcmp (group, "prime256v1") == 0 || strcmp (group, "secp384r1") == 0)
    {
      self->algorithm = g_strdup_printf ("ECDSA P-%d", self->bits);
      return;
    }
  self->algorithm = g_strdup (*group ? group : key ? EVP_PKEY_get0_type_name (key) : NULL);
  if (!self->algorithm)
    self->algorithm = g_strdup ("unknown");
  self->weakness = g_strdup_printf ("keys of the kind %s are not handled", self->algorithm);
}

static gboolean
has_document_purpose (X509 *x509)
{
  EXTENDED_KEY_USAGE *usage = X509_get_ext_d2i (x509, NID_ext_key_usage, NULL, NULL);
  gboolean found = FALSE;

  for (int i = 0; usage && i < sk_ASN1_OBJECT_num (usage); i++)
    {
      char oid[80];

      OBJ_obj2txt (oid, sizeof oid, sk_ASN1_OBJECT_value (usage, i), TRUE);
      found |= g_strv_contains (document_purposes, oid);
    }
  EXTENDED_KEY_USAGE_free (usage);
  return found;
}

static char *
find_misuse (X509 *x509)
{
  guint32 flags = X509_get_extension_flags (x509);
  guint32 usage = X509_get_key_usage (x509);

  if (flags & EXFLAG_INVALID)
    return g_strdup ("it has an extension that cannot be read");
  if (flags & EXFLAG_CA)
    return g_strdup ("it is the certificate of an authority");
  if ((flags & EXFLAG_KUSAGE) && !(usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)))
    return g_strdup ("its key usage allows neither digitalSignature nor nonRepudiation");
  if ((flags & EXFLAG_XKUSAGE) && !has_document_purpose (x509))
    return g_strdup ("its extended key usage names no purpose of signing documents");
  return NULL;
}

/* RFC 3161, 2.3: one purpose, and critical. */
static char *
find_stamp_misuse (X509 *x509)
{
  int critical = -1;
  EXTENDED_KEY_USAGE *purposes = X509_get_ext_d2i (x509, NID_ext_key_usage, &critical, NULL);
  gboolean alone = purposes && sk_ASN1_OBJECT_num (purposes) == 1
                   && OBJ_obj2nid (sk_ASN1_OBJECT_value (purposes, 0)) == NID_time_stamp;
  guint32 flags = X509_get_extension_flags (x509);

  EXTENDED_KEY_USAGE_free (purposes);
  if (flags & EXFLAG_INVALID)
    return g_strdup ("it has an extension that cannot be read");
  if (flags & EXFLAG_CA)
    return g_strdup ("it is the certificate of an authority");
  if (!alone || critical != 1)
    return g_strdup ("its extended key usage is not time stamping alone, and critical");
  if ((flags & EXFLAG_KUSAGE) && (X509_get_key_usage (x509) & ~(guint32) (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)))
    return g_strdup ("its key usage allows more than signing");
  return NULL;
}

/**
 * hecha_x509_to_der:
 *
 * Returns: (transfer full): @x509 in DER
 */
GBytes *
hecha_x509_to_der (X509 *x509)
{
  unsigned char *der = NULL;
  int size = i2d_X509 (x509, &der);
  GBytes *bytes = g_bytes_new (der, (gsize) MAX (size, 0));

  OPENSSL_free (der);
  return bytes;
}

/**
 * hecha_x509_from_der:
 * @der: from outside
 *
 * Returns: (transfer full) (nullable): the certificate; %NULL where it cannot be read
 */
X509 *
hecha_x509_from_der (GBytes *der)
{
  gsize size;
  const unsigned char *data = g_bytes_get_data (der, &size);
  X509 *x509 = d2i_X509 (NULL, &data, (long) size);

  if (!x509)
    ERR_clear_error ();
  return x509;
}

/**
 * hecha_certificate_new:
 *
 * Returns: (transfer full): what is told of @x509
 */
HechaCertificate *
hecha_certificate_new (X509 *x509)
{
  HechaCertificate *self = g_new0 (HechaCertificate, 1);
  guint8 digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  g_autoptr(BIO) bio = BIO_new (BIO_s_mem ());
  const ASN1_INTEGER *serial = X509_get0_serialNumber (x509);
  char *data;

  self->subject = hecha_x509_name_text (X509_get_subject_name (x509));
  self->issuer = hecha_x509_name_text (X509_get_issuer_name (x509));
  self->serial = hecha_hex_encode (ASN1_STRING_get0_data (serial), (gsize) ASN1_STRING_length (serial));
  self->not_before = hecha_asn1_time (X509_get0_notBefore (x509));
  self->not_after = hecha_asn1_time (X509_get0_notAfter (x509));
  X509_digest (x509, EVP_sha256 (), digest, &size);
  self->fingerprint = hecha_hex_encode (digest, size);
  PEM_write_bio_X509 (bio, x509);
  size = (unsigned int) BIO_get_mem_data (bio, &data);
  self->pem = g_strndup (data, size);
  read_key (self, x509);
  self->misuse = find_misuse (x509);
  self->stamp_misuse = find_stamp_misuse (x509);
  self->is_authority = X509_check_ca (x509) == 1;
  self->is_root = X509_check_issued (x509, x509) == X509_V_OK;
  self->is_strong = X509_get0_pubkey (x509) && EVP_PKEY_get_security_bits (X509_get0_pubkey (x509)) >= 112;
  ERR_clear_error ();
  return self;
}

/**
 * hecha_certificate_read:
 * @bytes: one certificate in PEM or DER
 *
 * Returns: (transfer full) (nullable): what is told of it; %HECHA_ERROR_INVALID
 *   where @bytes is no certificate
 */
HechaCertificate *
hecha_certificate_read (GBytes  *bytes,
                        GError **error)
{
  gsize size;
  const guint8 *data;
  g_autoptr(BIO) bio = NULL;
  g_autoptr(X509) x509 = NULL;

  g_return_val_if_fail (bytes, NULL);
  data = g_bytes_get_data (bytes, &size);
  bio = BIO_new_mem_buf (data, (int) MIN (size, SIZE_LIMIT));
  x509 = size && data[0] == 0x30 ? d2i_X509_bio (bio, NULL) : PEM_read_bio_X509 (bio, NULL, NULL, NULL);
  if (!x509)
    {
      hecha_openssl_error (error, HECHA_ERROR_INVALID, "Not a certificate in PEM or DER");
      return NULL;
    }
  return hecha_certificate_new (x509);
}

static GPtrArray *
read_pem (BIO *bio)
{
  STACK_OF (X509_INFO) *infos = PEM_X509_INFO_read_bio (bio, NULL, NULL, NULL);
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_certificate_free);

  for (int i = 0; infos && i < sk_X509_INFO_num (infos) && all->len <= NUMBER_LIMIT; i++)
    if (sk_X509_INFO_value (infos, i)->x509)
      g_ptr_array_add (all, hecha_certificate_new (sk_X509_INFO_value (infos, i)->x509));
  sk_X509_INFO_pop_free (infos, X509_INFO_free);
  return all;
}

/**
 * hecha_certificate_read_all:
 * @bytes: one certificate in DER, or some in PEM; from outside
 *
 * Returns: (transfer full) (element-type HechaCertificate) (nullable): at least
 *   one; %HECHA_ERROR_INVALID where @bytes holds none, %HECHA_ERROR_TOO_LARGE
 *   over 1 MiB or 64 certificates
 */
GPtrArray *
hecha_certificate_read_all (GBytes  *bytes,
                            GError **error)
{
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(BIO) bio = NULL;
  gsize size;
  const guint8 *data;

  g_return_val_if_fail (bytes, NULL);
  data = g_bytes_get_data (bytes, &size);
  if (size <= SIZE_LIMIT && size > 0 && data[0] == 0x30)
    {
      HechaCertificate *one = hecha_certificate_read (bytes, error);

      all = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_certificate_free);
      if (one)
        g_ptr_array_add (all, one);
      return one ? g_steal_pointer (&all) : NULL;
    }
  bio = BIO_new_mem_buf (data, (int) MIN (size, SIZE_LIMIT));
  all = size <= SIZE_LIMIT ? read_pem (bio) : NULL;
  ERR_clear_error ();
  if (all && all->len > 0 && all->len <= NUMBER_LIMIT)
    return g_steal_pointer (&all);
  if (all && all->len == 0)
    g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_INVALID, "Not a certificate in PEM or DER");
  else
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "More than %d certificates, or more than 1 MiB",
                 NUMBER_LIMIT);
  return NULL;
}

/**
 * hecha_certificate_free:
 * @self: (transfer full): a certificate
 */
void
hecha_certificate_free (HechaCertificate *self)
{
  g_free (self->subject);
  g_free (self->issuer);
  g_free (self->serial);
  g_free (self->fingerprint);
  g_free (self->pem);
  g_free (self->algorithm);
  g_free (self->weakness);
  g_free (self->misuse);
  g_free (self->stamp_misuse);
  g_free (self);
}

/**
 * hecha_certificate_check:
 * @now: microseconds since the epoch UTC
 *
 * Returns: whether its holder may sign documents with it at @now;
 *   %HECHA_ERROR_REFUSED says why not: weak key, wrong use, not yet or no
 *   longer valid
 */
gboolean
hecha_certificate_check (const HechaCertificate *self,
                         gint64                  now,
                         GError                **error)
{
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;

  g_return_val_if_fail (self, FALSE);
  if (self->weakness || self->misuse)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED, "The certificate of %s cannot sign: %s",
                   self->subject, self->weakness ? self->weakness : self->misuse);
      return FALSE;
    }
  if (now >= self->not_before && now <= self->not_after)
    return TRUE;
  from = hecha_time_to_text (MAX (self->not_before, 0));
  until = hecha_time_to_text (MAX (self->not_after, 0));
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED,
               now < self->not_before ? "The certificate of %s is not yet valid: %s to %s"
                                      : "The certificate of %s has expired: %s to %s",
               self->subject, from, until);
  return FALSE;
}
