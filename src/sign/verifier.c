/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verifier.h"

#include "cms.h"
#include "error.h"
#include "pdf-diff.h"
#include "pdf-second.h"
#include "pdf-tree.h"
#include "range-digest.h"

#include <stdio.h>
#include <string.h>

#define SIGNATURE_LIMIT 256

/* One signature while it is judged. What could not be read stays %NULL, and
 * the checks that need it are not made. */
typedef struct
{
  const HechaPdfField *field;           /* of the whole file */
  const HechaPdfValue *dictionary;
  const HechaPdfValue *contents;
  gsize gap;
  gsize resume;
  gsize end;                            /* 0 where the range is malformed */
  gsize previous_end;
  HechaPdfFile *revision;
  HechaPdfDiff *diff;
  HechaCms *cms;
  HechaSignatureResult *result;
} Signature;

typedef struct
{
  HechaPdfFile *file;
  GPtrArray *fields;
  GPtrArray *signatures;
  HechaRangeDigest *digests;
  HechaVerification *out;
  const HechaTrust *trust;
  const HechaExpectations *expectations;
  gint64 now;
  GCancellable *cancellable;
} Verifier;

static void
signature_free (gpointer data)
{
  Signature *self = data;

  g_clear_pointer (&self->diff, hecha_pdf_diff_free);
  g_clear_pointer (&self->revision, hecha_pdf_file_free);
  g_clear_pointer (&self->cms, hecha_cms_free);
  g_free (self);
}

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
check_byte_range (Verifier  *self,
                  Signature *signature,
                  char     **message)
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
check_revision (Verifier  *self,
                Signature *signature,
                char     **message)
{
  g_autoptr(GBytes) prefix = g_bytes_new_from_bytes (hecha_pdf_file_get_bytes (self->file), 0, signature->end);
  g_autoptr(HechaPdfFile) revision = NULL;
  g_autoptr(GPtrArray) fields = NULL;
  g_autoptr(GError) error = NULL;
  const HechaPdfField *field;
  const HechaPdfEntry *entry;

  revision = hecha_pdf_file_new (prefix, &error);
  if (revision && hecha_pdf_file_get_trailing (revision) == 0)
    fields = hecha_pdf_form_list (revision, &error);
  if (!fields)
    return say (message, HECHA_SIGNATURE_BROKEN, "The signed bytes are not a whole revision of the file%s%s",
                error ? ": " : ".", error ? error->message : "");
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
  "ETSI.RFC3161", "adbe.x509.rsa_sha1", "adbe.pkcs7.sha1", NULL,
};

static HechaSignatureStatus
check_cms (Verifier  *self,
           Signature *signature,
           char     **message)
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

static HechaSignatureStatus
check_signing_certificate (Verifier  *self,
                           Signature *signature,
                           char     **message)
{
  g_autoptr(GError) error = NULL;

  if (hecha_cms_names_certificate (signature->cms, &error))
    return say (message, HECHA_SIGNATURE_INTACT, "The signature names the certificate that it was made with.");
  if (hecha_pdf_value_is_name (hecha_pdf_value_get (signature->dictionary, "SubFilter"), "adbe.pkcs7.detached"))
    return say (message, HECHA_SIGNATURE_INTACT, "The signature is of an older kind that names no certificate.");
  return say (message, HECHA_SIGNATURE_BROKEN, "%s", error->message);
}

/* Everything after the signed revision, by what a signature allows. */
static HechaSignatureStatus
check_revisions (Verifier  *self,
                 Signature *signature,
                 char     **message)
{
  signature->diff = hecha_pdf_diff_new (signature->revision, self->file);
  if (signature->diff->change)
    return say (message, HECHA_SIGNATURE_CHANGED, "After this signature: %s", signature->diff->change);
  return say (message, HECHA_SIGNATURE_INTACT, "After this signature %u fields were signed%s, nothing else.",
              signature->diff->filled->len,
              signature->diff->has_validation_data ? " and validation data was added" : "");
}

static const HechaPdfValue *
find_transform (HechaPdfFile        *file,
                const HechaPdfValue *dictionary,
                const char          *method)
{
  const HechaPdfValue *list = hecha_pdf_file_lookup (file, dictionary, "Reference");

  for (guint i = 0; list && list->type == HECHA_PDF_ARRAY && i < list->items->len; i++)
    {
      const HechaPdfValue *item = hecha_pdf_file_resolve (file, list->items->pdata[i], NULL);

      if (hecha_pdf_value_is_name (hecha_pdf_file_lookup (file, item, "TransformMethod"), method))
        return item;
    }
  return NULL;
}

/* ISO 32000-1, 12.8.2.2: only the first signature may certify, and the catalog says so. */
static HechaSignatureStatus
check_docmdp (Verifier  *self,
              Signature *signature,
              char     **message)
{
  const HechaPdfValue *transform = find_transform (self->file, signature->dictionary, "DocMDP");
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
  if (p == 1 && signature->diff->filled->len)
    return say (message, HECHA_SIGNATURE_CHANGED, "The signature certifies the file as final, and it was signed again.");
  return say (message, HECHA_SIGNATURE_INTACT, "The signature certifies the file (level %d).", (int) p);
}

static HechaSignatureStatus
check_field_locks (Verifier  *self,
                   Signature *signature,
                   char     **message)
{
  for (guint i = 0; i < signature->diff->filled->len; i++)
    if (hecha_pdf_form_is_locked (self->file, signature->field, signature->diff->filled->pdata[i]))
      return say (message, HECHA_SIGNATURE_CHANGED, "The field \"%s\" was filled although this signature locks it.",
                  (char *) signature->diff->filled->pdata[i]);
  return say (message, HECHA_SIGNATURE_INTACT, "No field was filled that this signature locks.");
}

typedef enum
{
  NEEDS_NOTHING,
  NEEDS_RANGE,
  NEEDS_CMS,
  NEEDS_REVISION,
  NEEDS_DIFF,
} Need;

static const struct
{
  const char *name;
  Need need;
  HechaSignatureStatus (*check) (Verifier *self, Signature *signature, char **message);
} signature_checks[] = {
  { "byte-range", NEEDS_NOTHING, check_byte_range },
  { "revision", NEEDS_RANGE, check_revision },
  { "cms", NEEDS_RANGE, check_cms },
  { "signing-certificate", NEEDS_CMS, check_signing_certificate },
  { "later-changes", NEEDS_REVISION, check_revisions },
  { "certification", NEEDS_DIFF, check_docmdp },
  { "field-locks", NEEDS_DIFF, check_field_locks },
};

static gboolean
can_check (const Signature *signature,
           Need             need,
           gboolean         range_is_good)
{
  switch (need)
    {
    case NEEDS_RANGE:
      return range_is_good;
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
judge_certificate (Verifier  *self,
                   Signature *signature)
{
  const HechaCertificate *certificate = hecha_cms_get_certificate (signature->cms);
  HechaSignatureResult *result = signature->result;
  const char *fault = certificate->weakness ? certificate->weakness : certificate->misuse;
  g_autofree char *message = NULL;

  g_free (result->signer);
  result->signer = g_strdup (certificate->subject);
  g_free (result->certificate);
  result->certificate = g_strdup (certificate->fingerprint);
  hecha_checks_add (result->checks, "certificate", fault == NULL,
                    fault ? fault : "The certificate's key and purpose are those of a document signer.");
  result->trust = hecha_cms_judge_trust (signature->cms, self->trust, self->now, &message);
  hecha_checks_add (result->checks, "trust", result->trust == HECHA_TRUST_TRUSTED, message);
  if (fault)
    result->trust = HECHA_TRUST_UNTRUSTED;
}

static void
judge_expected_signer (Verifier  *self,
                       Signature *signature)
{
  GHashTable *table = self->expectations ? self->expectations->certificates : NULL;
  const char *expected = table ? g_hash_table_lookup (table, signature->field->name) : NULL;
  gboolean good = g_strcmp0 (expected, signature->result->certificate) == 0;

  if (!expected)
    return;
  hecha_checks_add (signature->result->checks, "planned-signer", good,
                    good ? "The certificate is the one that was planned for this field."
                         : "Another certificate was planned for this field.");
  if (!good)
    hecha_verification_worsen (self->out, HECHA_FILE_INCOMPLETE);
}

static void
judge_signature (Verifier  *self,
                 Signature *signature)
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
  if (signature->cms)
    judge_certificate (self, signature);
  judge_expected_signer (self, signature);
}

/* Finding signatures. */

static gint64
claimed_time (const HechaPdfValue *value)
{
  g_autofree char *text = hecha_pdf_value_to_utf8 (value);
  int part[6] = { 0, 1, 1, 0, 0, 0 }, hours = 0, minutes = 0;
  const char *zone;
  g_autoptr(GDateTime) utc = NULL;

  if (!text || sscanf (text, "D:%4d%2d%2d%2d%2d%2d", &part[0], &part[1], &part[2], &part[3], &part[4], &part[5]) < 3)
    return 0;
  utc = g_date_time_new_utc (part[0], part[1], part[2], part[3], part[4], part[5]);
  zone = text + strcspn (text, "+-Z");
  if (*zone && *zone != 'Z')
    sscanf (zone + 1, "%2d'%2d", &hours, &minutes);
  if (!utc || ABS (hours) > 23 || ABS (minutes) > 59)
    return 0;
  return (g_date_time_to_unix (utc) - (*zone == '-' ? -1 : 1) * (hours * 3600 + minutes * 60)) * G_USEC_PER_SEC;
}

static void
read_range (Signature *self)
{
  const HechaPdfValue *range = hecha_pdf_value_get (self->dictionary, "ByteRange");
  gint64 part[4];

  self->contents = hecha_pdf_value_get (self->dictionary, "Contents");
  if (!range || range->type != HECHA_PDF_ARRAY || range->items->len != 4)
    return;
  for (guint i = 0; i < 4; i++)
    {
      const HechaPdfValue *item = range->items->pdata[i];

      if (item->type != HECHA_PDF_INTEGER || item->integer < 0 || item->integer > G_MAXINT64 / 4)
        return;
      part[i] = item->integer;
    }
  if (part[0] != 0 || part[1] == 0 || part[2] <= part[1] || part[3] == 0)
    return;
  self->gap = (gsize) part[1];
  self->resume = (gsize) part[2];
  self->end = (gsize) (part[2] + part[3]);
}

static int
compare_signatures (gconstpointer a,
                    gconstpointer b)
{
  const Signature *left = *(Signature *const *) a, *right = *(Signature *const *) b;

  return (left->end > right->end) - (left->end < right->end);
}

static void
find_signatures (Verifier *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const HechaPdfField *field = self->fields->pdata[i];
      const HechaPdfEntry *entry = hecha_pdf_file_get_entry (self->file, field->value);
      const HechaPdfObject *object;
      Signature *signature;

      if (!field->is_signature || !field->is_filled)
        continue;
      signature = g_new0 (Signature, 1);
      signature->field = field;
      object = field->value && entry && entry->kind == 1 ? hecha_pdf_file_get_object (self->file, field->value, NULL)
                                                         : NULL;
      if (object && object->value->type == HECHA_PDF_DICTIONARY && !object->is_stream)
        signature->dictionary = object->value;
      read_range (signature);
      g_ptr_array_add (self->signatures, signature);
    }
  g_ptr_array_sort (self->signatures, compare_signatures);
  for (guint i = 0; i < self->signatures->len; i++)
    {
      Signature *signature = self->signatures->pdata[i];

      signature->previous_end = i ? ((Signature *) self->signatures->pdata[i - 1])->end : 0;
      signature->result = hecha_verification_add_signature (self->out, signature->field->name);
      signature->result->time = claimed_time (hecha_pdf_value_get (signature->dictionary, "M"));
    }
}

/* Checks of the file: each gives the verdict it leads to. */

static HechaFileVerdict
check_trailing (Verifier *self,
                char    **message)
{
  gsize trailing = hecha_pdf_file_get_trailing (self->file);

  *message = trailing ? g_strdup_printf ("%" G_GSIZE_FORMAT " bytes follow the end of the file.", trailing)
                      : g_strdup ("Nothing follows the end of the file.");
  return trailing ? HECHA_FILE_CHANGED : HECHA_FILE_VALID;
}

static HechaFileVerdict
check_duplicates (Verifier *self,
                  char    **message)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->signatures->len; i++)
    {
      const Signature *signature = self->signatures->pdata[i];

      if (!g_hash_table_add (seen, GUINT_TO_POINTER (signature->field->value)))
        {
          *message = g_strdup_printf ("The field \"%s\" shares its signature with another.", signature->field->name);
          return HECHA_FILE_BROKEN;
        }
    }
  *message = g_strdup ("Each signature belongs to one field.");
  return HECHA_FILE_VALID;
}

static gboolean
is_kept (Verifier            *self,
         HechaPdfFile        *revision,
         const HechaPdfField *old)
{
  const HechaPdfField *now = hecha_pdf_form_find (self->fields, old->name);
  const HechaPdfEntry *a = hecha_pdf_file_get_entry (revision, old->value);
  const HechaPdfEntry *b = hecha_pdf_file_get_entry (self->file, old->value);

  return now && now->is_signature && now->is_filled && now->value == old->value
         && a && b && a->kind == b->kind && a->offset == b->offset && a->index == b->index;
}

static void
report_removed (Verifier            *self,
                GHashTable          *removed,
                HechaPdfFile        *revision,
                const HechaPdfField *old)
{
  HechaSignatureResult *result;

  if (!old->is_signature || !old->is_filled || is_kept (self, revision, old)
      || g_hash_table_contains (removed, old->name))
    return;
  g_hash_table_add (removed, g_strdup (old->name));
  result = hecha_verification_add_signature (self->out, old->name);
  result->status = HECHA_SIGNATURE_CHANGED;
  hecha_checks_add (result->checks, "kept", FALSE, "An earlier revision holds a signature here that was removed.");
}

static HechaFileVerdict
check_removed (Verifier *self,
               char    **message)
{
  g_autoptr(GHashTable) removed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 1; i < hecha_pdf_file_n_sections (self->file); i++)
    {
      g_autoptr(HechaPdfFile) revision = hecha_pdf_file_revision (self->file, i, NULL);
      g_autoptr(GPtrArray) fields = revision ? hecha_pdf_form_list (revision, NULL) : NULL;

      for (guint k = 0; fields && k < fields->len; k++)
        report_removed (self, removed, revision, fields->pdata[k]);
    }
  *message = g_hash_table_size (removed) ? g_strdup ("A signature of an earlier revision was removed or replaced.")
                                         : g_strdup ("No signature of an earlier revision is missing.");
  return g_hash_table_size (removed) ? HECHA_FILE_CHANGED : HECHA_FILE_VALID;
}

static gboolean
is_signed (Verifier   *self,
           const char *name)
{
  for (guint i = 0; i < self->signatures->len; i++)
    {
      const Signature *signature = self->signatures->pdata[i];

      if (g_str_equal (signature->field->name, name))
        return signature->result->status != HECHA_SIGNATURE_UNSUPPORTED;
    }
  return FALSE;
}

static HechaFileVerdict
check_required (Verifier *self,
                char    **message)
{
  const char *const *required = self->expectations ? self->expectations->required : NULL;
  g_autoptr(GString) missing = g_string_new (NULL);

  for (guint i = 0; required && required[i]; i++)
    if (!is_signed (self, required[i]))
      g_string_append_printf (missing, "%s%s", missing->len ? ", " : "", required[i]);
  *message = missing->len ? g_strdup_printf ("Signatures that are missing: %s.", missing->str)
                          : g_strdup ("No required signature is missing.");
  return missing->len ? HECHA_FILE_INCOMPLETE : HECHA_FILE_VALID;
}

static HechaFileVerdict
check_second_reading (Verifier *self,
                      char    **message)
{
  guint n_pages = 0;
  g_autoptr(GError) error = NULL;
  int second = hecha_pdf_second_reading (hecha_pdf_file_get_bytes (self->file), message);

  if (second >= 0 && hecha_pdf_count_pages (self->file, &n_pages, &error) && n_pages == (guint) second)
    return HECHA_FILE_VALID;
  if (second >= 0)
    {
      g_free (*message);
      *message = error ? g_strdup (error->message) : g_strdup ("Two readers see different pages in the file.");
    }
  return HECHA_FILE_UNREADABLE;
}

static const struct
{
  const char *name;
  HechaFileVerdict (*check) (Verifier *self, char **message);
} file_checks[] = {
  { "second-reading", check_second_reading },
  { "trailing-bytes", check_trailing },
  { "duplicates", check_duplicates },
  { "removed-signatures", check_removed },
  { "required-signatures", check_required },
};

static void
judge_whole (Verifier *self)
{
  static const HechaFileVerdict verdicts[] = {
    [HECHA_SIGNATURE_INTACT] = HECHA_FILE_VALID,
    [HECHA_SIGNATURE_UNSUPPORTED] = HECHA_FILE_VALID,
    [HECHA_SIGNATURE_CHANGED] = HECHA_FILE_CHANGED,
    [HECHA_SIGNATURE_BROKEN] = HECHA_FILE_BROKEN,
  };
  gboolean has_plan = self->expectations && self->expectations->required;
  guint n_judged = 0;

  for (guint i = 0; i < self->out->signatures->len; i++)
    {
      const HechaSignatureResult *result = self->out->signatures->pdata[i];
      gboolean judged = result->status != HECHA_SIGNATURE_UNSUPPORTED;

      n_judged += judged;
      hecha_verification_worsen (self->out, verdicts[result->status]);
      if (judged && result->trust != HECHA_TRUST_TRUSTED)
        hecha_verification_worsen (self->out, HECHA_FILE_VALID_UNTRUSTED);
    }
  if (self->out->signatures->len == 0)
    hecha_verification_worsen (self->out, HECHA_FILE_UNSIGNED);
  else if (n_judged == 0 || (!has_plan && n_judged < self->out->signatures->len))
    hecha_verification_worsen (self->out, HECHA_FILE_INCOMPLETE);
}

static void
judge (Verifier *self)
{
  find_signatures (self);
  for (guint i = 0; i < self->signatures->len; i++)
    judge_signature (self, self->signatures->pdata[i]);
  for (guint i = 0; i < G_N_ELEMENTS (file_checks); i++)
    {
      g_autofree char *message = NULL;
      HechaFileVerdict verdict = file_checks[i].check (self, &message);

      hecha_checks_add (self->out->checks, file_checks[i].name, verdict == HECHA_FILE_VALID, message);
      hecha_verification_worsen (self->out, verdict);
    }
  judge_whole (self);
}

static HechaVerification *
unreadable (const char *message)
{
  HechaVerification *out = hecha_verification_new ();

  hecha_checks_add (out->checks, "structure", FALSE, message);
  hecha_verification_worsen (out, HECHA_FILE_UNREADABLE);
  return out;
}

static guint
count_signatures (GPtrArray *fields)
{
  guint n = 0;

  for (guint i = 0; i < fields->len; i++)
    {
      const HechaPdfField *field = fields->pdata[i];

      n += field->is_signature && field->is_filled;
    }
  return n;
}

static HechaVerification *
verify_file (HechaPdfFile            *file,
             const HechaTrust        *trust,
             const HechaExpectations *expectations,
             GCancellable            *cancellable)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) fields = hecha_pdf_form_list (file, &error);
  g_autoptr(GPtrArray) signatures = g_ptr_array_new_with_free_func (signature_free);
  Verifier self = { file, fields, signatures, NULL, NULL, trust, expectations, 0, cancellable };

  if (!fields)
    return unreadable (error->message);
  if (count_signatures (fields) > SIGNATURE_LIMIT)
    return unreadable ("The file has too many signatures.");
  self.now = expectations && expectations->now ? expectations->now : g_get_real_time ();
  self.digests = hecha_range_digest_new (file);
  self.out = hecha_verification_new ();
  hecha_checks_add (self.out->checks, "structure", TRUE, "The file's structure was read without repairs.");
  judge (&self);
  hecha_range_digest_free (self.digests);
  return self.out;
}

/**
 * hecha_pdf_verify:
 * @path: a file, from outside
 * @trust: (nullable): trusted roots; without them the verdict is at best
 *   %HECHA_FILE_VALID_UNTRUSTED
 * @expectations: (nullable): what the plan says
 *
 * Judges every signature of a PDF and what became of the file after it.
 * Trusts nothing in it. Blocks while it reads the file once; not for the main
 * thread.
 *
 * Returns: (transfer full) (nullable): the outcome, whatever the file holds;
 *   %NULL only for %HECHA_ERROR_IO and %G_IO_ERROR_CANCELLED
 */
HechaVerification *
hecha_pdf_verify (const char              *path,
                  const HechaTrust        *trust,
                  const HechaExpectations *expectations,
                  GCancellable            *cancellable,
                  GError                 **error)
{
  g_autoptr(HechaPdfFile) file = NULL;
  g_autoptr(HechaVerification) out = NULL;
  g_autoptr(GError) failure = NULL;

  g_return_val_if_fail (path, NULL);
  file = hecha_pdf_file_open (path, &failure);
  if (!file && g_error_matches (failure, HECHA_ERROR, HECHA_ERROR_IO))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  out = file ? verify_file (file, trust, expectations, cancellable) : unreadable (failure->message);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&out);
}

/**
 * hecha_pdf_verify_bytes:
 * @bytes: a file that is in memory
 *
 * As hecha_pdf_verify().
 *
 * Returns: (transfer full): the outcome
 */
HechaVerification *
hecha_pdf_verify_bytes (GBytes                  *bytes,
                        const HechaTrust        *trust,
                        const HechaExpectations *expectations)
{
  g_autoptr(HechaPdfFile) file = NULL;
  g_autoptr(GError) error = NULL;

  g_return_val_if_fail (bytes, NULL);
  file = hecha_pdf_file_new (bytes, &error);
  return file ? verify_file (file, trust, expectations, NULL) : unreadable (error->message);
}
