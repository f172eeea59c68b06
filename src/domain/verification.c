/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification.h"

const HechaNick hecha_file_verdict_nicks[] = {
  { HECHA_FILE_VALID, "valid" },
  { HECHA_FILE_VALID_UNTRUSTED, "valid-untrusted" },
  { HECHA_FILE_INCOMPLETE, "incomplete" },
  { HECHA_FILE_CHANGED, "changed" },
  { HECHA_FILE_BROKEN, "broken" },
  { HECHA_FILE_UNSIGNED, "unsigned" },
  { HECHA_FILE_UNREADABLE, "unreadable" },
  { 0, NULL },
};

const HechaNick hecha_signature_status_nicks[] = {
  { HECHA_SIGNATURE_INTACT, "intact" },
  { HECHA_SIGNATURE_UNSUPPORTED, "unsupported-algorithm" },
  { HECHA_SIGNATURE_CHANGED, "changed" },
  { HECHA_SIGNATURE_BROKEN, "broken" },
  { 0, NULL },
};

const HechaNick hecha_signature_trust_nicks[] = {
  { HECHA_TRUST_TRUSTED, "trusted" },
  { HECHA_TRUST_UNTRUSTED, "untrusted" },
  { HECHA_TRUST_REVOKED, "revoked" },
  { HECHA_TRUST_EXPIRED, "expired" },
  { HECHA_TRUST_UNKNOWN_OFFLINE, "unknown-offline" },
  { 0, NULL },
};

const HechaNick hecha_difference_grade_nicks[] = {
  { HECHA_GRADE_ALLOWED, "allowed" },
  { HECHA_GRADE_MECHANICS, "mechanics" },
  { HECHA_GRADE_HARMLESS, "harmless" },
  { HECHA_GRADE_SUSPICIOUS, "suspicious" },
  { HECHA_GRADE_VISIBLE, "visible" },
  { 0, NULL },
};

static void
check_free (gpointer data)
{
  HechaVerificationCheck *self = data;

  g_free (self->name);
  g_free (self->message);
  g_free (self);
}

static void
difference_free (gpointer data)
{
  HechaDifference *self = data;

  g_free (self->name);
  g_free (self->message);
  g_free (self);
}

static void
signature_free (gpointer data)
{
  HechaSignatureResult *self = data;

  g_free (self->field);
  g_free (self->signer);
  g_free (self->certificate);
  g_free (self->root);
  g_free (self->root_certificate);
  g_free (self->stamp_root);
  g_free (self->stamp_root_certificate);
  g_ptr_array_unref (self->checks);
  g_ptr_array_unref (self->differences);
  g_free (self);
}

static void
scan_free (gpointer data)
{
  HechaPaperScan *self = data;

  hecha_evidence_free (self->file);
  g_free (self);
}

static void
paper_free (gpointer data)
{
  HechaPaperResult *self = data;

  g_free (self->field);
  g_free (self->signer);
  g_free (self->day);
  g_free (self->author);
  g_ptr_array_unref (self->scans);
  g_free (self);
}

/**
 * hecha_verification_new:
 *
 * Returns: (transfer full): a verification without signatures and checks, whose
 *   verdict is %HECHA_FILE_VALID until it is worsened
 */
HechaVerification *
hecha_verification_new (void)
{
  HechaVerification *self = g_new0 (HechaVerification, 1);

  self->signatures = g_ptr_array_new_with_free_func (signature_free);
  self->checks = g_ptr_array_new_with_free_func (check_free);
  self->papers = g_ptr_array_new_with_free_func (paper_free);
  return self;
}

/**
 * hecha_verification_free:
 * @self: (transfer full): a verification
 */
void
hecha_verification_free (HechaVerification *self)
{
  g_ptr_array_unref (self->signatures);
  g_ptr_array_unref (self->checks);
  g_ptr_array_unref (self->papers);
  if (self->change)
    g_array_unref (self->change->pages);
  g_free (self->change);
  g_free (self->refusal);
  g_free (self);
}

/**
 * hecha_verification_add_signature:
 * @field: full name of its field
 *
 * Returns: (transfer none): a signature at the end of the list: intact,
 *   untrusted, no signer, no time
 */
HechaSignatureResult *
hecha_verification_add_signature (HechaVerification *self,
                                  const char        *field)
{
  HechaSignatureResult *signature;

  g_return_val_if_fail (self && field, NULL);
  signature = g_new0 (HechaSignatureResult, 1);
  signature->field = g_strdup (field);
  signature->signer = g_strdup ("");
  signature->certificate = g_strdup ("");
  signature->root = g_strdup ("");
  signature->root_certificate = g_strdup ("");
  signature->stamp_root = g_strdup ("");
  signature->stamp_root_certificate = g_strdup ("");
  signature->trust = HECHA_TRUST_UNTRUSTED;
  signature->checks = g_ptr_array_new_with_free_func (check_free);
  signature->differences = hecha_differences_new ();
  g_ptr_array_add (self->signatures, signature);
  return signature;
}

/**
 * hecha_verification_add_paper:
 * @field: name of its field
 * @signer: who signed there
 *
 * Returns: (transfer none): a signature on paper at the end of the list, without
 *   day, author and scans
 */
HechaPaperResult *
hecha_verification_add_paper (HechaVerification *self,
                              const char        *field,
                              const char        *signer)
{
  HechaPaperResult *paper;

  g_return_val_if_fail (self && field && signer, NULL);
  paper = g_new0 (HechaPaperResult, 1);
  paper->field = g_strdup (field);
  paper->signer = g_strdup (signer);
  paper->scans = g_ptr_array_new_with_free_func (scan_free);
  g_ptr_array_add (self->papers, paper);
  return paper;
}

/**
 * hecha_verification_add_change:
 * @covers: where the signed revision ends
 *
 * Returns: (transfer none): the one change that there is, without revision and pages
 */
HechaRevisionChange *
hecha_verification_add_change (HechaVerification *self,
                               guint64            covers)
{
  g_return_val_if_fail (self && !self->change, NULL);
  self->change = g_new0 (HechaRevisionChange, 1);
  self->change->covers = covers;
  self->change->pages = g_array_new (FALSE, FALSE, sizeof (guint));
  return self->change;
}

/**
 * hecha_paper_add_scan:
 * @file: what is kept of it in the vault
 * @pages: how many it has; 0 where that cannot be told
 * @at_hand: whether its bytes are there unchanged
 */
void
hecha_paper_add_scan (HechaPaperResult    *self,
                      const HechaEvidence *file,
                      guint                pages,
                      gboolean             at_hand)
{
  HechaPaperScan *scan;

  g_return_if_fail (self && file);
  scan = g_new0 (HechaPaperScan, 1);
  scan->file = hecha_evidence_copy (file);
  scan->pages = pages;
  scan->at_hand = at_hand;
  g_ptr_array_add (self->scans, scan);
}

/**
 * hecha_checks_add:
 * @checks: (element-type HechaVerificationCheck): of a file or of a signature
 * @name: the check
 * @ok: its outcome
 * @message: (nullable): what was seen
 */
void
hecha_checks_add (GPtrArray  *checks,
                  const char *name,
                  gboolean    ok,
                  const char *message)
{
  HechaVerificationCheck *check;

  g_return_if_fail (checks && name);
  check = g_new0 (HechaVerificationCheck, 1);
  check->name = g_strdup (name);
  check->ok = ok;
  check->message = g_strdup (message ? message : "");
  g_ptr_array_add (checks, check);
}

/**
 * hecha_differences_new:
 *
 * Returns: (transfer full) (element-type HechaDifference): none
 */
GPtrArray *
hecha_differences_new (void)
{
  return g_ptr_array_new_with_free_func (difference_free);
}

/**
 * hecha_differences_add:
 * @differences: (element-type HechaDifference): of a signature
 * @name: what it is
 * @grade: what it means
 * @message: what was seen
 */
void
hecha_differences_add (GPtrArray           *differences,
                       const char          *name,
                       HechaDifferenceGrade grade,
                       const char          *message)
{
  HechaDifference *difference;

  g_return_if_fail (differences && name && message);
  difference = g_new0 (HechaDifference, 1);
  difference->name = g_strdup (name);
  difference->grade = grade;
  difference->message = g_strdup (message);
  g_ptr_array_add (differences, difference);
}

/**
 * hecha_verification_worsen:
 * @verdict: a verdict that applies
 *
 * Keeps the worse of the verdict so far and @verdict.
 */
void
hecha_verification_worsen (HechaVerification *self,
                           HechaFileVerdict       verdict)
{
  g_return_if_fail (self);
  self->verdict = MAX (self->verdict, verdict);
}

/**
 * hecha_verification_unchanged_to:
 *
 * Returns: where the newest revision ends after which something was changed
 *   that its signature does not allow; 0 where there is none
 */
guint64
hecha_verification_unchanged_to (const HechaVerification *self)
{
  guint64 end = 0;

  g_return_val_if_fail (self, 0);
  for (guint i = 0; i < self->signatures->len; i++)
    {
      const HechaSignatureResult *signature = self->signatures->pdata[i];

      if (signature->status == HECHA_SIGNATURE_CHANGED)
        end = MAX (end, signature->covers);
    }
  return end;
}
