/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verifier.h"

#include "error.h"
#include "pdf-second.h"
#include "pdf-tree.h"
#include "signature-check.h"
#include "validation-data.h"

#include <stdio.h>
#include <string.h>

#define SIGNATURE_LIMIT 256

typedef struct
{
  HechaPdfFile *file;
  GPtrArray *fields;
  GPtrArray *signatures;        /* HechaSignatureCheck */
  HechaVerification *out;
  const HechaExpectations *expectations;
} Verifier;

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
read_range (HechaSignatureCheck *self)
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
  const HechaSignatureCheck *left = *(HechaSignatureCheck *const *) a, *right = *(HechaSignatureCheck *const *) b;

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
      HechaSignatureCheck *signature;

      if (!field->is_signature || !field->is_filled)
        continue;
      signature = g_new0 (HechaSignatureCheck, 1);
      signature->field = field;
      object = field->value && entry && entry->kind == 1 ? hecha_pdf_file_get_object (self->file, field->value, NULL)
                                                         : NULL;
      if (object && object->value->type == HECHA_PDF_DICTIONARY && !object->is_stream)
        signature->dictionary = object->value;
      read_range (signature);
      signature->is_stamp = hecha_pdf_value_is_name (hecha_pdf_value_get (signature->dictionary, "SubFilter"),
                                                     "ETSI.RFC3161");
      g_ptr_array_add (self->signatures, signature);
    }
  g_ptr_array_sort (self->signatures, compare_signatures);
  for (guint i = 0; i < self->signatures->len; i++)
    {
      HechaSignatureCheck *signature = self->signatures->pdata[i];

      signature->previous_end = i ? ((HechaSignatureCheck *) self->signatures->pdata[i - 1])->end : 0;
      signature->result = hecha_verification_add_signature (self->out, signature->field->name);
      signature->result->time = claimed_time (hecha_pdf_value_get (signature->dictionary, "M"));
    }
}

static void
judge_expected_signer (Verifier            *self,
                       HechaSignatureCheck *signature)
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

/* Whether it is a report, and not a file of others. */
static gboolean
is_ours (Verifier *self)
{
  return self->expectations && self->expectations->required;
}

/* Checks of the file: each gives the verdict it leads to; without a message it could not be made. */

/* The newest section must stand right before the end: what is between them was
 * appended, and no reader would come by it. */
static gboolean
ends_with_newest (HechaPdfFile *file)
{
  gsize size, start = (gsize) hecha_pdf_file_get_section (file, 0, NULL);
  const char *data = g_bytes_get_data (hecha_pdf_file_get_bytes (file), &size);
  const char *first = memmem (data + start, size - start, "startxref", 9);

  return first && !memmem (first + 9, size - (gsize) (first + 9 - data), "startxref", 9);
}

static HechaFileVerdict
check_trailing (Verifier *self,
                char    **message)
{
  gsize trailing = hecha_pdf_file_get_trailing (self->file);

  if (trailing)
    *message = g_strdup_printf ("%" G_GSIZE_FORMAT " bytes follow the end of the file.", trailing);
  else if (!ends_with_newest (self->file))
    *message = g_strdup ("The file ends with bytes that belong to none of its revisions.");
  else
    {
      *message = g_strdup ("Nothing follows the end of the file.");
      return HECHA_FILE_VALID;
    }
  return HECHA_FILE_CHANGED;
}

/* Where the bytes of a revision begin: at the first object that is new in it, or its section. */
static gsize
start_of_revision (HechaPdfFile *revision,
                   HechaPdfFile *previous)
{
  GHashTableIter iter;
  gpointer number, value;
  guint64 start = hecha_pdf_file_get_section (revision, 0, NULL);

  g_hash_table_iter_init (&iter, hecha_pdf_file_get_entries (revision));
  while (g_hash_table_iter_next (&iter, &number, &value))
    {
      const HechaPdfEntry *entry = value, *old = hecha_pdf_file_get_entry (previous, GPOINTER_TO_UINT (number));

      if (entry->kind == 1 && !(old && old->kind == 1 && old->offset == entry->offset))
        start = MIN (start, entry->offset);
    }
  return (gsize) start;
}

static gboolean
is_blank (GBytes *bytes,
          gsize   start,
          gsize   end)
{
  const char *data = g_bytes_get_data (bytes, NULL);

  for (gsize i = start; i < end; i++)
    if (!g_ascii_isspace (data[i]))
      return FALSE;
  return TRUE;
}

/* Whether section @i was put right after the revision that it says it follows. */
static gboolean
follows_previous (Verifier *self,
                  guint     i)
{
  GBytes *bytes = hecha_pdf_file_get_bytes (self->file);
  g_autoptr(HechaPdfFile) revision = hecha_pdf_file_revision (self->file, i, NULL);
  g_autoptr(HechaPdfFile) previous = hecha_pdf_file_revision (self->file, i + 1, NULL);
  g_autoptr(HechaPdfFile) before = NULL;
  gsize start;

  if (!revision || !previous)
    return FALSE;
  start = start_of_revision (revision, previous);
  before = hecha_pdf_file_prefix (self->file, start, NULL);
  return before && hecha_pdf_file_get_section (before, 0, NULL) == hecha_pdf_file_get_section (previous, 0, NULL)
         && is_blank (bytes, start - hecha_pdf_file_get_trailing (before), start);
}

/* After the first signature no revision is skipped, and no bytes are in none. */
static HechaFileVerdict
check_history (Verifier *self,
               char    **message)
{
  gsize signed_to = 0;

  for (guint i = 0; i < self->signatures->len && signed_to == 0; i++)
    signed_to = ((HechaSignatureCheck *) self->signatures->pdata[i])->end;
  for (guint i = 0; signed_to && i + 1 < hecha_pdf_file_n_sections (self->file); i++)
    {
      guint64 section = hecha_pdf_file_get_section (self->file, i, NULL);

      if (section >= signed_to && !follows_previous (self, i))
        {
          *message = g_strdup_printf ("The revision at byte %" G_GUINT64_FORMAT " does not follow the one that it is "
                                      "said to follow.", section);
          return HECHA_FILE_CHANGED;
        }
    }
  *message = g_strdup ("Each revision after the first signature follows the one before it.");
  return HECHA_FILE_VALID;
}

static HechaFileVerdict
check_duplicates (Verifier *self,
                  char    **message)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->signatures->len; i++)
    {
      const HechaSignatureCheck *signature = self->signatures->pdata[i];

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

/* By a person or a body: a time stamp says that the file was there, not who agrees with it. */
static gboolean
is_signed (Verifier   *self,
           const char *name)
{
  for (guint i = 0; i < self->signatures->len; i++)
    {
      const HechaSignatureCheck *signature = self->signatures->pdata[i];

      if (g_str_equal (signature->field->name, name))
        return signature->result->status != HECHA_SIGNATURE_UNSUPPORTED && !signature->is_stamp;
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

/* Whether a person's or body's signature covers @name as it is filled now. */
static gboolean
is_text_signed (Verifier   *self,
                const char *name)
{
  const HechaPdfField *field = hecha_pdf_form_find (self->fields, name);
  const HechaPdfEntry *now = field ? hecha_pdf_file_get_entry (self->file, field->number) : NULL;

  for (guint i = 0; now && i < self->signatures->len; i++)
    {
      const HechaSignatureCheck *signature = self->signatures->pdata[i];
      const HechaPdfEntry *then = signature->revision && !signature->is_stamp
                                  ? hecha_pdf_file_get_entry (signature->revision, field->number) : NULL;

      if (then && signature->result->status == HECHA_SIGNATURE_INTACT && then->kind == now->kind
          && then->offset == now->offset && then->index == now->index)
        return TRUE;
    }
  return FALSE;
}

/* A text may be filled in after a signature where somebody else signs for it. A form
 * that others hand out may let everybody fill it in; a report of ours does not. */
static HechaFileVerdict
check_texts (Verifier *self,
             char    **message)
{
  g_autoptr(GHashTable) asked = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->signatures->len; i++)
    {
      const HechaSignatureCheck *signature = self->signatures->pdata[i];
      const GPtrArray *texts = signature->diff && (is_ours (self) || signature->diff->level < 2) ? signature->diff->texts : NULL;

      /* A text comes after every signature before it, and is asked about once. */
      for (guint k = 0; texts && k < texts->len; k++)
        if (g_hash_table_add (asked, texts->pdata[k]) && !is_text_signed (self, texts->pdata[k]))
          {
            *message = g_strdup_printf ("The text \"%s\" was filled in after a signature, and nobody signed for it.",
                                        (char *) texts->pdata[k]);
            return HECHA_FILE_CHANGED;
          }
    }
  *message = g_strdup ("No text was filled in that nobody signed for.");
  return HECHA_FILE_VALID;
}

/* What follows the last signature is covered by none: of a report of ours it may
 * prove time and bring what judges certificates, and no more, be it as harmless
 * as copies. Other programs change more while they sign, and sign for that. */
static HechaFileVerdict
check_last_revision (Verifier *self,
                     char    **message)
{
  const HechaSignatureCheck *last = NULL;

  for (guint i = 0; is_ours (self) && i < self->signatures->len; i++)
    {
      const HechaSignatureCheck *signature = self->signatures->pdata[i];

      /* Which one is the last cannot be known. */
      if (!signature->diff)
        return HECHA_FILE_VALID;
      if (!signature->is_stamp)
        last = signature;
    }
  if (!last)
    return HECHA_FILE_VALID;
  for (guint i = 0; i < last->result->differences->len; i++)
    {
      const HechaDifference *difference = last->result->differences->pdata[i];

      if (difference->grade != HECHA_GRADE_MECHANICS)
        {
          *message = g_strdup_printf ("After the last signature: %s", difference->message);
          return HECHA_FILE_CHANGED;
        }
    }
  *message = g_strdup ("Nothing but validation data and time stamps follows the last signature.");
  return HECHA_FILE_VALID;
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
  { "history", check_history },
  { "duplicates", check_duplicates },
  { "removed-signatures", check_removed },
  { "signed-texts", check_texts },
  { "last-revision", check_last_revision },
  { "required-signatures", check_required },
};

/* A place for a seal of another algorithm is made by who made the file; an own one could show anything. */
static gboolean
was_prepared (Verifier                  *self,
              const HechaSignatureCheck *signature)
{
  const HechaSignatureCheck *first = self->signatures->pdata[0];
  g_autoptr(GPtrArray) fields = first->revision ? hecha_pdf_form_list (first->revision, NULL) : NULL;

  return fields && hecha_pdf_form_find (fields, signature->field->name);
}

static void
judge_whole (Verifier *self)
{
  static const HechaFileVerdict verdicts[] = {
    [HECHA_SIGNATURE_INTACT] = HECHA_FILE_VALID,
    [HECHA_SIGNATURE_UNSUPPORTED] = HECHA_FILE_VALID,
    [HECHA_SIGNATURE_CHANGED] = HECHA_FILE_CHANGED,
    [HECHA_SIGNATURE_BROKEN] = HECHA_FILE_BROKEN,
  };
  guint n_judged = 0, n_people = 0;

  for (guint i = 0; i < self->signatures->len; i++)
    {
      const HechaSignatureCheck *signature = self->signatures->pdata[i];

      n_people += !signature->is_stamp && signature->result->status != HECHA_SIGNATURE_UNSUPPORTED;
      if (signature->result->status == HECHA_SIGNATURE_UNSUPPORTED && !was_prepared (self, signature))
        hecha_verification_worsen (self->out, HECHA_FILE_INCOMPLETE);
    }
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
  else if (n_people == 0 || (!is_ours (self) && n_judged < self->out->signatures->len))
    hecha_verification_worsen (self->out, HECHA_FILE_INCOMPLETE);
}

static void
judge (Verifier                    *self,
       const HechaSignatureContext *context)
{
  gint64 at = context->now;

  find_signatures (self);
  for (guint i = 0; i < self->signatures->len; i++)
    hecha_signature_check_run (self->signatures->pdata[i], context);
  for (guint i = self->signatures->len; i > 0; i--)
    {
      hecha_signature_check_judge (self->signatures->pdata[i - 1], context, &at);
      judge_expected_signer (self, self->signatures->pdata[i - 1]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (file_checks); i++)
    {
      g_autofree char *message = NULL;
      HechaFileVerdict verdict = file_checks[i].check (self, &message);

      hecha_pdf_file_forget (self->file, 0, g_bytes_get_size (hecha_pdf_file_get_bytes (self->file)));
      if (message)
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

/**
 * hecha_pdf_verify_file:
 * @file: a file, from outside
 * @digests: of @file
 *
 * As hecha_pdf_verify(), of a file that is open and may be digested already:
 * what is digested is what is judged.
 *
 * Returns: (transfer full): the outcome; not to be used when @cancellable is
 */
HechaVerification *
hecha_pdf_verify_file (HechaPdfFile            *file,
                       HechaRangeDigest        *digests,
                       const HechaTrust        *trust,
                       const HechaExpectations *expectations,
                       GCancellable            *cancellable)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) fields = hecha_pdf_form_list (file, &error);
  g_autoptr(GPtrArray) signatures
    = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_signature_check_free);
  HechaSignatureContext context = { .file = file, .digests = digests, .trust = trust, .cancellable = cancellable };
  Verifier self = { file, fields, signatures, NULL, expectations };

  if (!fields)
    return unreadable (error->message);
  if (count_signatures (fields) > SIGNATURE_LIMIT)
    return unreadable ("The file has too many signatures.");
  context.trusts = expectations ? expectations->trusts : NULL;
  context.now = expectations && expectations->now ? expectations->now : g_get_real_time ();
  context.is_blank = expectations ? expectations->is_blank : NULL;
  context.validation = hecha_dss_read (file);
  self.out = hecha_verification_new ();
  hecha_checks_add (self.out->checks, "structure", TRUE, "The file's structure was read without repairs.");
  judge (&self, &context);
  hecha_validation_data_free (context.validation);
  return self.out;
}

static HechaVerification *
verify_file (HechaPdfFile            *file,
             const HechaTrust        *trust,
             const HechaExpectations *expectations,
             GCancellable            *cancellable)
{
  g_autoptr(HechaRangeDigest) digests = hecha_range_digest_new (file);

  return hecha_pdf_verify_file (file, digests, trust, expectations, cancellable);
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
