/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signature-check.h"

#include "error.h"
#include "pdf-history.h"
#include "pdf-tree.h"
#include "x509.h"

#include <string.h>

/* Checks of one signature: each gives the status it leads to, and says what it saw. */

static HechaSignatureStatus G_GNUC_PRINTF (3, 4)
say (char               **message,
     HechaSignatureStatus status,
     const char          *format,
     ...)
{
  va_list args;

  va_start (args, format);
  *message = g_strdup_vprintf (format, args);
  va_end (args);
  return status;
}

/* The signed bytes are all of the revision but exactly /Contents. */
static HechaSignatureStatus
check_byte_range (const HechaSignatureContext *self,
                  HechaSignatureCheck         *signature,
                  char                       **message)
{
  gsize size = g_bytes_get_size (hecha_pdf_file_get_bytes (self->file));

  if (!signature->dictionary || !signature->contents || signature->contents->type != HECHA_PDF_STRING
      || signature->end == 0)
    return say (message, HECHA_SIGNATURE_BROKEN, "The signature's /ByteRange or /Contents is missing or malformed.");
  if (signature->end > size)
    return say (message, HECHA_SIGNATURE_BROKEN, "The signed range reaches beyond the end of the file.");
  if (signature->gap != signature->contents->start || signature->resume != signature->contents->end)
    return say (message, HECHA_SIGNATURE_BROKEN, "The gap in the signed range is not exactly the signature.");
  if (signature->gap < signature->previous_end)
    return say (message, HECHA_SIGNATURE_BROKEN, "The signature overlaps with another.");
  return say (message, HECHA_SIGNATURE_INTACT, "%" G_GSIZE_FORMAT " bytes are signed: all up to the end of the "
              "revision but the signature itself.", signature->end - (signature->resume - signature->gap));
}

/* The signed bytes alone are a whole PDF, in which this field has this signature. */
static HechaSignatureStatus
check_revision (const HechaSignatureContext *self,
                HechaSignatureCheck         *signature,
                char                       **message)
{
  g_autoptr(HechaPdfFile) revision = NULL;
  g_autoptr(GPtrArray) fields = NULL;
  g_autoptr(GError) error = NULL;
  const HechaPdfField *field;
  const HechaPdfEntry *entry;

  revision = hecha_pdf_file_prefix (self->file, signature->end, &error);
  if (revision && hecha_pdf_file_get_trailing (revision) == 0)
    fields = hecha_pdf_form_list (revision, &error);
  if (!fields)
    return error ? say (message, HECHA_SIGNATURE_BROKEN, "The signed bytes are not a whole revision of the file: %s",
                        error->message)
                 : say (message, HECHA_SIGNATURE_BROKEN, "The signed bytes are not a whole revision of the file.");
  field = hecha_pdf_form_find (fields, signature->field->name);
  entry = hecha_pdf_file_get_entry (revision, signature->field->value);
  if (!field || field->value != signature->field->value || !entry || entry->kind != 1
      || entry->offset >= signature->gap)
    return say (message, HECHA_SIGNATURE_BROKEN, "The signed revision does not hold this signature in this field.");
  signature->revision = g_steal_pointer (&revision);
  return say (message, HECHA_SIGNATURE_INTACT, "The signed bytes are a whole revision that holds this signature.");
}

static HechaSignatureStatus
status_of (const GError *error)
{
  return g_error_matches (error, HECHA_ERROR, HECHA_ERROR_UNSUPPORTED) ? HECHA_SIGNATURE_UNSUPPORTED
                                                                       : HECHA_SIGNATURE_BROKEN;
}

/* Kinds that exist and are not handled; any other name is no signature at all. */
static const char *const foreign_kinds[] = {
  "adbe.x509.rsa_sha1", "adbe.pkcs7.sha1", NULL,
};

static HechaSignatureStatus
check_cms (const HechaSignatureContext *self,
           HechaSignatureCheck         *signature,
           char                       **message)
{
  const HechaPdfValue *kind = hecha_pdf_value_get (signature->dictionary, "SubFilter");
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) digest = NULL;
  const char *algorithm;

  if (!kind || kind->type != HECHA_PDF_NAME)
    return say (message, HECHA_SIGNATURE_BROKEN, "The signature does not say of which kind it is.");
  if (g_strv_contains (foreign_kinds, kind->text))
    return say (message, HECHA_SIGNATURE_UNSUPPORTED, "Signatures of the kind %s are not judged here.", kind->text);
  if (strcmp (kind->text, "ETSI.CAdES.detached") != 0 && strcmp (kind->text, "adbe.pkcs7.detached") != 0)
    return say (message, HECHA_SIGNATURE_BROKEN, "There is no kind of signature called %s.", kind->text);
  signature->cms = hecha_cms_read (signature->contents->string, &error);
  if (!signature->cms)
    return say (message, status_of (error), "%s", error->message);
  algorithm = hecha_cms_get_digest (signature->cms);
  digest = hecha_range_digest_compute (self->digests, algorithm ? algorithm : "SHA256", signature->gap,
                                       signature->resume, signature->end, self->cancellable);
  if (!digest)
    return say (message, HECHA_SIGNATURE_BROKEN, "Verification was cancelled.");
  if (!hecha_cms_verify (signature->cms, digest, &error))
    return say (message, status_of (error), "%s", error->message);
  return say (message, HECHA_SIGNATURE_INTACT, "The signed bytes are unchanged (%s).", algorithm);
}

/* A document time stamp: an authority's statement that these bytes were there. */
static HechaSignatureStatus
check_document_stamp (const HechaSignatureContext *self,
                      HechaSignatureCheck         *signature,
                      char                       **message)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) digest = NULL;

  signature->stamp = hecha_stamp_read (signature->contents->string, &error);
  if (!signature->stamp)
    return say (message, status_of (error), "%s", error->message);
  digest = hecha_range_digest_compute (self->digests, hecha_stamp_get_digest (signature->stamp), signature->gap,
                                       signature->resume, signature->end, self->cancellable);
  if (!digest)
    return say (message, HECHA_SIGNATURE_BROKEN, "Verification was cancelled.");
  if (!hecha_stamp_verify (signature->stamp, digest, &error))
    return say (message, status_of (error), "%s", error->message);
  return say (message, HECHA_SIGNATURE_INTACT, "The stamped bytes are unchanged.");
}

/* The stamp stands beside the signature, where no signature covers it: one that
 * does not fit was put there by somebody else. */
static HechaSignatureStatus
check_time_stamp (const HechaSignatureContext *self,
                  HechaSignatureCheck         *signature,
                  char                       **message)
{
  g_autoptr(GBytes) token = hecha_cms_dup_stamp (signature->cms);
  g_autoptr(GBytes) value = NULL, digest = NULL;
  g_autoptr(HechaStamp) stamp = NULL;
  g_autoptr(GError) error = NULL;

  if (!hecha_cms_has_stamp (signature->cms))
    return say (message, HECHA_SIGNATURE_INTACT, "No time stamp stands beside the signature.");
  if (!token)
    return say (message, HECHA_SIGNATURE_CHANGED, "The time stamp beside the signature is malformed.");
  stamp = hecha_stamp_read (token, &error);
  if (!stamp)
    return say (message, HECHA_SIGNATURE_CHANGED, "The time stamp beside the signature: %s", error->message);
  value = hecha_cms_dup_signature (signature->cms);
  digest = hecha_digest_bytes (hecha_stamp_get_digest (stamp), value);
  if (!hecha_stamp_verify (stamp, digest, &error))
    return say (message, HECHA_SIGNATURE_CHANGED, "The time stamp beside the signature: %s", error->message);
  signature->stamp = g_steal_pointer (&stamp);
  return say (message, HECHA_SIGNATURE_INTACT, "The time stamp beside the signature is one of this signature.");
}

static HechaSignatureStatus
check_signing_certificate (const HechaSignatureContext *self,
                           HechaSignatureCheck         *signature,
                           char                       **message)
{
  g_autoptr(GError) error = NULL;

  if (hecha_cms_names_certificate (signature->cms, &error))
    return say (message, HECHA_SIGNATURE_INTACT, "The signature names the certificate that it was made with.");
  if (hecha_pdf_value_is_name (hecha_pdf_value_get (signature->dictionary, "SubFilter"), "adbe.pkcs7.detached"))
    return say (message, HECHA_SIGNATURE_INTACT, "The signature is of an older kind that names no certificate.");
  return say (message, HECHA_SIGNATURE_BROKEN, "%s", error->message);
}

/* Whether what others added to pages lies on blank paper, which a caller that can draw them sees. */
static gboolean
covers_something (const HechaSignatureContext *self,
                  const HechaSignatureCheck   *signature)
{
  const GArray *areas = signature->diff->areas;

  return areas->len > 0
         && !(self->is_blank && self->is_blank (hecha_pdf_file_get_bytes (signature->revision),
                                                hecha_pdf_file_get_bytes (self->file),
                                                (const HechaPdfArea *) (gconstpointer) areas->data, areas->len));
}

/* Everything after the signed revision, by what a signature allows. */
static HechaSignatureStatus
check_revisions (const HechaSignatureContext *self,
                 HechaSignatureCheck         *signature,
                 char                       **message)
{
  GPtrArray *differences;

  signature->diff = hecha_pdf_diff_new (signature->revision, self->file);
  differences = signature->result->differences;
  g_ptr_array_extend_and_steal (differences, g_steal_pointer (&signature->diff->differences));
  if (signature->diff->change)
    return say (message, HECHA_SIGNATURE_CHANGED, "After this signature: %s", signature->diff->change);
  if (covers_something (self, signature))
    {
      hecha_differences_add (differences, "covered", HECHA_GRADE_VISIBLE,
                          "What was added to the pages lies over what was there, or nobody saw whether it does.");
      return say (message, HECHA_SIGNATURE_CHANGED, "After this signature something was added over what was signed.");
    }
  if (differences->len == 0)
    return say (message, HECHA_SIGNATURE_INTACT, "Nothing was added after this signature.");
  return say (message, HECHA_SIGNATURE_INTACT, "After this signature %u fields were signed; nothing of the %u differences "
              "changes what was signed.", signature->diff->filled->len, differences->len);
}

/* ISO 32000-1, 12.8.2.2: only the first signature may certify, and the catalog says so. */
static HechaSignatureStatus
check_docmdp (const HechaSignatureContext *self,
              HechaSignatureCheck         *signature,
              char                       **message)
{
  const HechaPdfValue *transform = hecha_pdf_form_transform (self->file, signature->dictionary, "DocMDP");
  const HechaPdfValue *level = hecha_pdf_file_lookup (self->file,
                                                      hecha_pdf_file_lookup (self->file, transform, "TransformParams"),
                                                      "P");
  const HechaPdfValue *permissions = hecha_pdf_file_lookup (self->file,
                                                            hecha_pdf_file_get_catalog (self->file, NULL), "Perms");
  const HechaPdfValue *named = hecha_pdf_value_get (permissions, "DocMDP");
  gint64 p = level && level->type == HECHA_PDF_INTEGER ? level->integer : level ? 0 : 2;

  if (!transform)
    return say (message, HECHA_SIGNATURE_INTACT, "The signature does not certify the file.");
  if (signature->previous_end > 0 || p < 1 || p > 3 || !named || named->type != HECHA_PDF_REFERENCE
      || named->integer != signature->field->value)
    return say (message, HECHA_SIGNATURE_CHANGED, "The signature certifies the file in a malformed way.");
  return say (message, HECHA_SIGNATURE_INTACT, "The signature certifies the file (level %d).", (int) p);
}

static HechaSignatureStatus
check_field_locks (const HechaSignatureContext *self,
                   HechaSignatureCheck         *signature,
                   char                       **message)
{
  const GPtrArray *const filled[] = { signature->diff->filled, signature->diff->texts };

  for (guint k = 0; k < G_N_ELEMENTS (filled); k++)
    for (guint i = 0; i < filled[k]->len; i++)
      if (hecha_pdf_form_is_locked (self->file, signature->field, filled[k]->pdata[i]))
        return say (message, HECHA_SIGNATURE_CHANGED, "The field \"%s\" was filled although this signature locks it.",
                    (char *) filled[k]->pdata[i]);
  return say (message, HECHA_SIGNATURE_INTACT, "No field was filled that this signature locks.");
}

typedef enum
{
  NEEDS_NOTHING,
  NEEDS_RANGE,
  NEEDS_PERSON,         /* a good range, of a person's or body's signature */
  NEEDS_STAMP,          /* a good range, of a document time stamp */
  NEEDS_CMS,
  NEEDS_REVISION,
  NEEDS_DIFF,
} Need;

static const struct
{
  const char *name;
  Need need;
  HechaSignatureStatus (*check) (const HechaSignatureContext *self, HechaSignatureCheck *signature, char **message);
} signature_checks[] = {
  { "byte-range", NEEDS_NOTHING, check_byte_range },
  { "revision", NEEDS_RANGE, check_revision },
  { "cms", NEEDS_PERSON, check_cms },
  { "document-time-stamp", NEEDS_STAMP, check_document_stamp },
  { "signing-certificate", NEEDS_CMS, check_signing_certificate },
  { "time-stamp", NEEDS_CMS, check_time_stamp },
  { "later-changes", NEEDS_REVISION, check_revisions },
  { "certification", NEEDS_DIFF, check_docmdp },
  { "field-locks", NEEDS_DIFF, check_field_locks },
};

static gboolean
can_check (const HechaSignatureCheck *signature,
           Need                       need,
           gboolean                   range_is_good)
{
  switch (need)
    {
    case NEEDS_RANGE:
      return range_is_good;
    case NEEDS_PERSON:
      return range_is_good && !signature->is_stamp;
    case NEEDS_STAMP:
      return range_is_good && signature->is_stamp;
    case NEEDS_CMS:
      return signature->cms != NULL;
    case NEEDS_REVISION:
      return signature->revision != NULL;
    case NEEDS_DIFF:
      return signature->diff != NULL;
    case NEEDS_NOTHING:
    default:
      return TRUE;
    }
}

/* Who signed: none of these makes a signature less intact. */

static void
name_signer (HechaSignatureResult   *result,
             const HechaCertificate *certificate,
             const char             *fault)
{
  g_free (result->signer);
  result->signer = g_strdup (certificate->subject);
  g_free (result->certificate);
  result->certificate = g_strdup (certificate->fingerprint);
  hecha_checks_add (result->checks, "certificate", fault == NULL,
                    fault ? fault : "The certificate's key and purpose are good for what it was used for.");
}

static void
name_root (char                   **name,
           char                   **fingerprint,
           const HechaCertificate  *root)
{
  if (!root)
    return;
  g_free (*name);
  *name = g_strdup (root->subject);
  g_free (*fingerprint);
  *fingerprint = g_strdup (root->fingerprint);
}

static HechaSignatureTrust
judge_stamp (const HechaSignatureContext *self,
             const HechaSignatureCheck   *signature,
             gint64                       at)
{
  HechaSignatureResult *result = signature->result;
  g_autoptr(HechaCertificate) root = NULL;
  g_autofree char *message = NULL;
  HechaSignatureTrust trust = hecha_stamp_judge_trust (signature->stamp, self->trust, self->validation, at, &root, &message);

  if (signature->is_stamp)
    name_root (&result->root, &result->root_certificate, root);
  else
    name_root (&result->stamp_root, &result->stamp_root_certificate, root);
  hecha_checks_add (result->checks, signature->is_stamp ? "trust" : "time-stamp-trust",
                    trust == HECHA_TRUST_TRUSTED, message);
  return trust;
}

static void
judge_document_stamp (const HechaSignatureContext *self,
                      HechaSignatureCheck         *signature,
                      gint64                      *at)
{
  HechaSignatureResult *result = signature->result;

  name_signer (result, hecha_stamp_get_certificate (signature->stamp), NULL);
  result->trust = judge_stamp (self, signature, *at);
  result->time = hecha_stamp_get_time (signature->stamp);
  result->time_proven = result->trust == HECHA_TRUST_TRUSTED && result->status == HECHA_SIGNATURE_INTACT;
  if (result->time_proven)
    *at = MIN (*at, result->time);
}

static const HechaTrust *
trust_of (const HechaSignatureContext *self,
          const char                  *field)
{
  const HechaTrust *own = self->trusts ? g_hash_table_lookup (self->trusts, field) : NULL;

  return own ? own : self->trust;
}

static void
judge_signer (const HechaSignatureContext *self,
              HechaSignatureCheck         *signature,
              gint64                       at)
{
  const HechaCertificate *certificate = hecha_cms_get_certificate (signature->cms);
  HechaSignatureResult *result = signature->result;
  const char *fault = certificate->weakness ? certificate->weakness : certificate->misuse;
  g_autoptr(HechaCertificate) root = NULL;
  g_autofree char *message = NULL;

  name_signer (result, certificate, fault);
  if (signature->stamp && judge_stamp (self, signature, at) == HECHA_TRUST_TRUSTED)
    at = MIN (at, hecha_stamp_get_time (signature->stamp));
  result->time_proven = at < self->now;
  if (result->time_proven)
    result->time = at;
  result->trust = hecha_cms_judge_trust (signature->cms, trust_of (self, result->field), self->validation, at, &root,
                                         &message);
  name_root (&result->root, &result->root_certificate, root);
  hecha_checks_add (result->checks, "trust", result->trust == HECHA_TRUST_TRUSTED, message);
  if (fault)
    result->trust = HECHA_TRUST_UNTRUSTED;
}

/**
 * hecha_signature_check_judge:
 * @at: (inout): the earliest time for which it is proved that this signature was
 *   there: that of a trusted stamp made after it, else now; becomes that of
 *   @signature where it is itself such a stamp
 *
 * Who signed, and when. To be called for the newest signature first.
 */
void
hecha_signature_check_judge (HechaSignatureCheck         *signature,
                             const HechaSignatureContext *self,
                             gint64                      *at)
{
  if (signature->cms)
    judge_signer (self, signature, *at);
  else if (signature->stamp)
    judge_document_stamp (self, signature, at);
}

/**
 * hecha_signature_check_run:
 *
 * Makes every check that can be made and writes the outcome into @self's result.
 */
void
hecha_signature_check_run (HechaSignatureCheck         *signature,
                           const HechaSignatureContext *self)
{
  HechaSignatureResult *result = signature->result;
  gboolean range_is_good = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (signature_checks); i++)
    {
      g_autofree char *message = NULL;
      HechaSignatureStatus status;

      if (!can_check (signature, signature_checks[i].need, range_is_good))
        continue;
      status = signature_checks[i].check (self, signature, &message);
      hecha_checks_add (result->checks, signature_checks[i].name, status == HECHA_SIGNATURE_INTACT, message);
      result->status = MAX (result->status, status);
      range_is_good |= i == 0 && status == HECHA_SIGNATURE_INTACT;
    }
  result->covers = signature->revision ? signature->end : 0;
  result->revision = signature->revision ? hecha_pdf_history_count (signature->revision) : 0;
  if (signature->revision)
    hecha_pdf_file_forget_objects (signature->revision);
}

/**
 * hecha_signature_check_free:
 * @self: (transfer full): a signature
 */
void
hecha_signature_check_free (HechaSignatureCheck *self)
{
  g_clear_pointer (&self->diff, hecha_pdf_diff_free);
  g_clear_pointer (&self->revision, hecha_pdf_file_free);
  g_clear_pointer (&self->stamp, hecha_stamp_free);
  g_clear_pointer (&self->cms, hecha_cms_free);
  g_free (self);
}
