/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stamp.h"

#include "clock.h"
#include "cms.h"
#include "digest.h"
#include "x509.h"

#include <openssl/ts.h>
#include <string.h>

#define ANSWER_LIMIT   (64 * 1024)
#define TEXT_LIMIT     200
#define NONCE_SIZE     8
#define ACCURACY_LIMIT (60 * G_USEC_PER_SEC)
#define CLOCK_LIMIT    (24 * 60 * 60 * (gint64) G_USEC_PER_SEC)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TS_REQ, TS_REQ_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TS_RESP, TS_RESP_free)

struct _HechaStamp
{
  HechaCms *cms;
  TS_TST_INFO *info;
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

/* The token */

static gint64
accuracy_of (const HechaStamp *self)
{
  TS_ACCURACY *accuracy = TS_TST_INFO_get_accuracy (self->info);
  const ASN1_INTEGER *seconds = accuracy ? TS_ACCURACY_get_seconds (accuracy) : NULL;
  const ASN1_INTEGER *millis = accuracy ? TS_ACCURACY_get_millis (accuracy) : NULL;
  gint64 whole = 0, part = 0;

  if ((seconds && (!ASN1_INTEGER_get_int64 (&whole, seconds) || whole < 0 || whole > G_MAXINT))
      || (millis && (!ASN1_INTEGER_get_int64 (&part, millis) || part < 0 || part > 999)))
    return G_MAXINT64;
  return whole * G_USEC_PER_SEC + part * 1000;
}

/* What holds of a token whoever asked for it (RFC 3161, 2.4.2 and 2.3). */
static gboolean
check_token (const HechaStamp  *self,
             GError           **error)
{
  const HechaCertificate *certificate = hecha_cms_get_certificate (self->cms);
  gint64 time = hecha_stamp_get_time (self);

  if (TS_TST_INFO_get_version (self->info) != 1)
    return refuse (error, HECHA_ERROR_UNSUPPORTED, "The time stamp is of an unknown version.");
  if (!hecha_stamp_get_digest (self))
    return refuse (error, HECHA_ERROR_UNSUPPORTED, "The time stamp's digest is weak or not handled here.");
  if (time == G_MININT64)
    return refuse (error, HECHA_ERROR_DAMAGED, "The time stamp tells no time.");
  if (accuracy_of (self) > ACCURACY_LIMIT)
    return refuse (error, HECHA_ERROR_REFUSED, "The time stamp is less exact than a minute.");
  if (certificate->weakness || certificate->stamp_misuse)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED, "The certificate of %s cannot make time stamps: %s",
                   certificate->subject, certificate->weakness ? certificate->weakness : certificate->stamp_misuse);
      return FALSE;
    }
  if (time < certificate->not_before || time > certificate->not_after)
    return refuse (error, HECHA_ERROR_REFUSED, "The time stamp was made outside the validity of its certificate.");
  return TRUE;
}

/**
 * hecha_stamp_read:
 * @der: a TimeStampToken, followed by nothing but zeros
 *
 * Returns: (transfer full) (nullable): the stamp; %HECHA_ERROR_DAMAGED,
 *   %HECHA_ERROR_UNSUPPORTED, %HECHA_ERROR_REFUSED where its certificate or
 *   accuracy is not good for time stamps
 */
HechaStamp *
hecha_stamp_read (GBytes  *der,
                  GError **error)
{
  g_autoptr(HechaStamp) self = NULL;
  g_autoptr(GBytes) content = NULL;
  const unsigned char *data, *end;
  gsize size;

  g_return_val_if_fail (der, NULL);
  self = g_new0 (HechaStamp, 1);
  self->cms = hecha_cms_read_stamp (der, &content, error);
  if (!self->cms)
    return NULL;
  data = end = g_bytes_get_data (content, &size);
  self->info = d2i_TS_TST_INFO (NULL, &end, (long) size);
  if (!self->info || end != data + size)
    {
      refuse (error, HECHA_ERROR_DAMAGED, "The time stamp cannot be read.");
      return NULL;
    }
  return check_token (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * hecha_stamp_free:
 * @self: (transfer full): a stamp
 */
void
hecha_stamp_free (HechaStamp *self)
{
  TS_TST_INFO_free (self->info);
  g_clear_pointer (&self->cms, hecha_cms_free);
  g_free (self);
}

/**
 * hecha_stamp_get_digest:
 *
 * Returns: (transfer none) (nullable): OpenSSL's name of the digest of what is
 *   stamped; %NULL where it is weak or not handled
 */
const char *
hecha_stamp_get_digest (const HechaStamp *self)
{
  const ASN1_OBJECT *object;

  g_return_val_if_fail (self, NULL);
  X509_ALGOR_get0 (&object, NULL, NULL, TS_MSG_IMPRINT_get_algo (TS_TST_INFO_get_msg_imprint (self->info)));
  return hecha_digest_name (object);
}

/**
 * hecha_stamp_get_time:
 *
 * Returns: the time that it proves, microseconds since the epoch UTC
 */
gint64
hecha_stamp_get_time (const HechaStamp *self)
{
  g_return_val_if_fail (self, G_MININT64);
  return hecha_asn1_time (TS_TST_INFO_get_time (self->info));
}

/**
 * hecha_stamp_get_certificate:
 *
 * Returns: (transfer none): what is told of the authority's certificate
 */
const HechaCertificate *
hecha_stamp_get_certificate (const HechaStamp *self)
{
  g_return_val_if_fail (self, NULL);
  return hecha_cms_get_certificate (self->cms);
}

/**
 * hecha_stamp_dup_certificates:
 *
 * Returns: (transfer full) (element-type GBytes): as hecha_cms_dup_certificates()
 */
GPtrArray *
hecha_stamp_dup_certificates (const HechaStamp *self)
{
  g_return_val_if_fail (self, NULL);
  return hecha_cms_dup_certificates (self->cms);
}

static gboolean
imprint_matches (const HechaStamp *self,
                 GBytes           *digest)
{
  ASN1_OCTET_STRING *imprint = TS_MSG_IMPRINT_get_msg (TS_TST_INFO_get_msg_imprint (self->info));
  gsize size;
  const void *data = g_bytes_get_data (digest, &size);

  return (gsize) ASN1_STRING_length (imprint) == size && memcmp (ASN1_STRING_get0_data (imprint), data, size) == 0;
}

/**
 * hecha_stamp_verify:
 * @digest: of what is stamped, by the algorithm of hecha_stamp_get_digest()
 *
 * Judges integrity alone, see hecha_stamp_judge_trust().
 *
 * Returns: whether the authority's key stamped this digest;
 *   %HECHA_ERROR_UNSUPPORTED, else %HECHA_ERROR_DAMAGED
 */
gboolean
hecha_stamp_verify (const HechaStamp *self,
                    GBytes           *digest,
                    GError          **error)
{
  g_return_val_if_fail (self && digest, FALSE);
  if (!imprint_matches (self, digest))
    return refuse (error, HECHA_ERROR_DAMAGED, "The time stamp is one of other bytes.");
  return hecha_cms_verify_content (self->cms, error) && hecha_cms_names_certificate (self->cms, error);
}

/**
 * hecha_stamp_judge_trust:
 * @trust: (nullable): what is trusted
 * @validation: (nullable): what came with the file
 * @at: the time to judge for, microseconds since the epoch UTC
 * @root: (out) (optional) (nullable) (transfer full): as of hecha_cms_judge_trust()
 * @message: (out) (transfer full): one sentence on what was found
 *
 * Returns: what is proved of the authority
 */
HechaSignatureTrust
hecha_stamp_judge_trust (const HechaStamp *self,
                         const HechaTrust *trust,
                         const HechaValidationData *validation,
                         gint64            at,
                         HechaCertificate **root,
                         char            **message)
{
  g_return_val_if_fail (self && message, HECHA_TRUST_UNTRUSTED);
  return hecha_cms_judge_trust (self->cms, trust, validation, at, root, message);
}

/* Asking for one */

static TS_REQ *
query_new (const HechaStamper *stamper,
           GBytes             *digest)
{
  TS_REQ *query = TS_REQ_new ();
  TS_MSG_IMPRINT *imprint = TS_MSG_IMPRINT_new ();
  X509_ALGOR *algorithm = X509_ALGOR_new ();
  ASN1_INTEGER *nonce = ASN1_INTEGER_new ();
  guint8 random[NONCE_SIZE];
  guint64 number;
  gsize size;
  const void *data = g_bytes_get_data (digest, &size);

  hecha_random_bytes (random, sizeof random);
  memcpy (&number, random, sizeof number);
  ASN1_INTEGER_set_uint64 (nonce, number);
  X509_ALGOR_set0 (algorithm, OBJ_nid2obj (NID_sha256), V_ASN1_NULL, NULL);
  TS_MSG_IMPRINT_set_algo (imprint, algorithm);
  TS_MSG_IMPRINT_set_msg (imprint, (unsigned char *) data, (int) size);
  TS_REQ_set_version (query, 1);
  TS_REQ_set_msg_imprint (query, imprint);
  TS_REQ_set_nonce (query, nonce);
  TS_REQ_set_cert_req (query, TRUE);
  if (stamper->policy)
    {
      ASN1_OBJECT *policy = OBJ_txt2obj (stamper->policy, TRUE);

      TS_REQ_set_policy_id (query, policy);
      ASN1_OBJECT_free (policy);
    }
  ASN1_INTEGER_free (nonce);
  X509_ALGOR_free (algorithm);
  TS_MSG_IMPRINT_free (imprint);
  return query;
}

static GBytes *
query_der (TS_REQ *query)
{
  unsigned char *der = NULL;
  int size = i2d_TS_REQ (query, &der);
  GBytes *bytes = g_bytes_new (der, (gsize) MAX (size, 0));

  OPENSSL_free (der);
  return bytes;
}

/* What the authority says in words, fit for one line of ours. */
static char *
answer_text (TS_STATUS_INFO *status)
{
  const STACK_OF (ASN1_UTF8STRING) *texts = TS_STATUS_INFO_get0_text (status);
  ASN1_UTF8STRING *first = texts && sk_ASN1_UTF8STRING_num (texts) > 0 ? sk_ASN1_UTF8STRING_value (texts, 0) : NULL;
  g_autofree char *text = first ? g_utf8_make_valid ((const char *) ASN1_STRING_get0_data (first),
                                                     MIN (ASN1_STRING_length (first), TEXT_LIMIT)) : NULL;

  for (char *at = text; at && *at; at++)
    if (g_ascii_iscntrl (*at))
      *at = ' ';
  return g_steal_pointer (&text);
}

static gboolean
check_status (TS_RESP  *answer,
              GError  **error)
{
  TS_STATUS_INFO *status = TS_RESP_get_status_info (answer);
  const ASN1_INTEGER *number = status ? TS_STATUS_INFO_get0_status (status) : NULL;
  gint64 code = -1;
  g_autofree char *text = NULL;

  if (!number || !ASN1_INTEGER_get_int64 (&code, number) || code < 0)
    return refuse (error, HECHA_ERROR_DAMAGED, "the time-stamping authority's answer has no status");
  if (code == TS_STATUS_GRANTED)
    return TRUE;
  if (code == TS_STATUS_GRANTED_WITH_MODS)
    return refuse (error, HECHA_ERROR_REFUSED, "the time-stamping authority stamped something else than was asked for");
  text = answer_text (status);
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED, "the time-stamping authority refused (status %d: %s)", (int) code,
               text ? text : "-");
  return FALSE;
}

/* The token as it came, not as OpenSSL would write it again: its bytes are signed. */
static GBytes *
token_bytes (GBytes  *answer,
             GError **error)
{
  gsize size;
  const guint8 *start = g_bytes_get_data (answer, &size), *at = start;
  long length;
  int tag, class;

  /* The sequence, then past its first member. */
  if ((ASN1_get_object (&at, &length, &tag, &class, (long) size) & 0x81) == 0)
    {
      const guint8 *end = at + length;

      if (end == start + size && (ASN1_get_object (&at, &length, &tag, &class, end - at) & 0x81) == 0
          && at + length < end)
        return g_bytes_new_from_bytes (answer, (gsize) (at + length - start), (gsize) (end - at - length));
    }
  refuse (error, HECHA_ERROR_DAMAGED, "the time-stamping authority's answer holds no time stamp");
  return NULL;
}

static gboolean
check_answer (const HechaStamper *stamper,
              TS_REQ             *query,
              const HechaStamp   *stamp,
              GError            **error)
{
  const ASN1_INTEGER *nonce = TS_TST_INFO_get_nonce (stamp->info);
  gint64 distance = ABS (hecha_stamp_get_time (stamp) - stamper->now);

  if (!nonce || ASN1_INTEGER_cmp (nonce, TS_REQ_get_nonce (query)) != 0)
    return refuse (error, HECHA_ERROR_REFUSED, "the time stamp answers another question (its nonce differs)");
  if (stamper->policy && OBJ_cmp (TS_TST_INFO_get_policy_id (stamp->info), TS_REQ_get_policy_id (query)) != 0)
    return refuse (error, HECHA_ERROR_REFUSED, "the time stamp was made under another policy than was asked for");
  if (distance <= CLOCK_LIMIT)
    return TRUE;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED,
               "the time-stamping authority's clock and this computer's differ by %d days: one of them is wrong",
               (int) (distance / CLOCK_LIMIT));
  return FALSE;
}

static GBytes *
read_answer (const HechaStamper *stamper,
             TS_REQ             *query,
             GBytes             *digest,
             GBytes             *bytes,
             GError            **error)
{
  gsize size;
  const guint8 *start = g_bytes_get_data (bytes, &size), *at = start;
  g_autoptr(TS_RESP) answer = NULL;
  g_autoptr(GBytes) token = NULL;
  g_autoptr(HechaStamp) stamp = NULL;

  if (size > ANSWER_LIMIT)
    {
      refuse (error, HECHA_ERROR_TOO_LARGE, "the time-stamping authority's answer is too large");
      return NULL;
    }
  answer = d2i_TS_RESP (NULL, &at, (long) size);
  if (!answer || at != start + size)
    {
      refuse (error, HECHA_ERROR_DAMAGED, "the time-stamping authority's answer cannot be read");
      return NULL;
    }
  token = check_status (answer, error) ? token_bytes (bytes, error) : NULL;
  stamp = token ? hecha_stamp_read (token, error) : NULL;
  if (!stamp || !check_answer (stamper, query, stamp, error))
    return NULL;
  if (g_strcmp0 (hecha_stamp_get_digest (stamp), "SHA256") != 0)
    {
      refuse (error, HECHA_ERROR_REFUSED, "the time stamp is by another digest than was asked for");
      return NULL;
    }
  return hecha_stamp_verify (stamp, digest, error) ? g_steal_pointer (&token) : NULL;
}

/**
 * hecha_stamp_fetch:
 * @digest: SHA-256 of what is to be stamped, 32 bytes
 *
 * Asks an authority for a time stamp, and believes nothing of the answer:
 * status, nonce, imprint, policy, accuracy, signature, and a certificate whose
 * one, critical purpose is time stamping. Whether it is trusted is asked when
 * a file is verified.
 *
 * Returns: (transfer full) (nullable): the DER of a TimeStampToken; the errors
 *   of @stamper, %HECHA_ERROR_REFUSED, %HECHA_ERROR_DAMAGED,
 *   %HECHA_ERROR_UNSUPPORTED, %HECHA_ERROR_TOO_LARGE
 */
GBytes *
hecha_stamp_fetch (const HechaStamper *stamper,
                   GBytes             *digest,
                   GError            **error)
{
  g_autoptr(TS_REQ) query = NULL;
  g_autoptr(GBytes) question = NULL;
  g_autoptr(GBytes) answer = NULL;
  g_autoptr(GBytes) token = NULL;

  g_return_val_if_fail (stamper && digest && g_bytes_get_size (digest) == 32, NULL);
  query = query_new (stamper, digest);
  question = query_der (query);
  answer = stamper->ask (question, stamper->data, error);
  token = answer ? read_answer (stamper, query, digest, answer, error) : NULL;
  ERR_clear_error ();
  if (answer && !token)
    g_prefix_error (error, "No time stamp: ");
  return g_steal_pointer (&token);
}
