/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of issue.h that verifies. */
#include "issue-private.h"

#include "ahead.h"
#include "blank-paper.h"
#include "case-cache.h"
#include "error.h"
#include "pdf-read.h"
#include "report-files.h"
#include "report-data.h"
#include "report.h"
#include "trust-private.h"
#include "verification-told.h"
#include "verifier.h"
#include "wet-signing.h"

#include <string.h>

/* How many files of evidence are read beside the one that is waited for. */
#define FILES_AHEAD 1

typedef struct
{
  const char        *sha256;
  HechaStoredReport *stored;
} Known;

static gboolean
known_work (HechaJournal  *journal,
            gpointer       data,
            GError       **error)
{
  Known *known = data;

  known->stored = hecha_report_store_find (hecha_journal_db (journal), known->sha256, NULL);
  return TRUE;
}

/**
 * hecha_issue_find:
 *
 * Returns: (transfer full) (nullable): the version of a report that this workspace knows
 */
HechaStoredReport *
hecha_issue_find (HechaSession *session,
                  const char   *sha256)
{
  Known known = { sha256, NULL };

  return hecha_session_work (session, known_work, &known, NULL) ? known.stored : NULL;
}

static gboolean
has_field (const HechaPdfInfo *info,
           const char         *name)
{
  return g_strv_contains ((const char *const *) info->fields, name);
}

/* What the plan expects: from the workspace where the report is known there,
 * else from the fields that the file itself has. @info is NULL where the file
 * cannot be read. */
static HechaProcedure
procedure_of (const HechaPdfInfo *info,
              const HechaCase    *self)
{
  if (self)
    return self->visit->procedure;
  return info && has_field (info, "inspector-1") ? HECHA_PROCEDURE_INSPECTION : HECHA_PROCEDURE_EVALUATION;
}

static gboolean
has_our_fields (const HechaPdfInfo *info,
                HechaProcedure      procedure)
{
  guint n;
  const HechaSignatureField *fields = hecha_procedure_fields (procedure, &n);

  for (guint i = 0; info && i < n; i++)
    if (!has_field (info, fields[i].name))
      return FALSE;
  return info != NULL;
}

/* Whether the file itself carries an officer's word that the on-site person did not sign. */
static gboolean
is_refused (const HechaPdfInfo *info)
{
  for (guint i = 0; info && info->fields[i]; i++)
    if (info->is_signed[i] && hecha_field_is_refusal (info->fields[i]))
      return TRUE;
  return FALSE;
}

/* Each field that somebody was planned for, whether the on-site person signs or refuses to. */
static void
expect_signers (const HechaCase *self,
                GHashTable      *certificates)
{
  HechaProcedure procedure = self->visit->procedure;

  for (int refused = FALSE; refused <= TRUE; refused++)
    for (const char *const *name = hecha_procedure_required (procedure, refused); *name; name++)
      {
        const HechaMember *member = hecha_field_signer (hecha_procedure_field (procedure, *name), self->visit->members);

        if (member && member->fingerprint)
          g_hash_table_insert (certificates, (gpointer) *name, member->fingerprint);
      }
}

/* Who approves sees what the others signed: signatures of a later rank come after those of an earlier one. */
static void
check_order (HechaVerification *verification,
             HechaProcedure     procedure)
{
  const char *last = NULL, *late = NULL;
  g_autofree char *message = NULL;

  for (guint i = 0; i < verification->signatures->len && !late; i++)
    {
      const HechaSignatureResult *signature = verification->signatures->pdata[i];
      guint rank = hecha_procedure_rank (procedure, signature->field);

      if (rank == G_MAXUINT)
        continue;
      if (last && rank < hecha_procedure_rank (procedure, last))
        late = signature->field;
      else
        last = signature->field;
    }
  message = late ? g_strdup_printf ("The field “%s” was signed after “%s”, which comes after it.", late, last)
                 : g_strdup ("Everybody signed in the order of the procedure.");
  hecha_checks_add (verification->checks, "signing-order", !late, message);
  if (late)
    hecha_verification_worsen (verification, HECHA_FILE_INCOMPLETE);
}

/* @pdf and @digests are NULL where the file cannot be read. */
static HechaVerification *
judge (const char               *file,
       HechaPdfFile             *pdf,
       HechaRangeDigest         *digests,
       const HechaTrust         *trust,
       const HechaExpectations  *expectations,
       GCancellable             *cancellable,
       GError                  **error)
{
  g_autoptr(HechaVerification) out = pdf ? hecha_pdf_verify_file (pdf, digests, trust, expectations, cancellable)
                                         : hecha_pdf_verify (file, trust, expectations, cancellable, error);

  return out && !g_cancellable_set_error_if_cancelled (cancellable, error) ? g_steal_pointer (&out) : NULL;
}

static HechaVerification *
verify_signatures (const char        *file,
                   HechaPdfFile      *pdf,
                   HechaRangeDigest  *digests,
                   const HechaTrusts *trusts,
                   const HechaCase   *self,
                   gint64             now,
                   GCancellable      *cancellable,
                   GError           **error)
{
  g_autoptr(GHashTable) certificates = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(HechaPdfInfo) info = hecha_pdf_info_read (file, NULL);
  HechaProcedure procedure = procedure_of (info, self);
  HechaVerification *out;
  HechaExpectations expectations = { hecha_procedure_required (procedure, is_refused (info)), certificates, now,
                                     trusts->fields, hecha_blank_paper };

  if (self)
    expect_signers (self, certificates);
  /* A foreign PDF is judged by the signatures it has. */
  if (!self && !has_our_fields (info, procedure))
    expectations.required = NULL;
  out = judge (file, pdf, digests, trusts->everybody, &expectations, cancellable, error);
  if (out && expectations.required && out->verdict != HECHA_FILE_UNREADABLE)
    check_order (out, procedure);
  return out;
}

typedef struct
{
  HechaSession      *session;
  const char        *file;
  const HechaCase   *content;
  HechaVerification *verification;
} Judging;

static JsonObject *
read_attachment (const char *file,
                 const char *name)
{
  g_autoptr(GBytes) bytes = hecha_pdf_read_attachment (file, name, HECHA_PDF_ATTACHMENT_LIMIT, NULL);

  return bytes ? hecha_json_parse_object (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), name, NULL) : NULL;
}

/* The evidence that a report lists, looked for in a thread of its own while the
 * report is read: either takes long, and neither waits for the other. */
typedef struct
{
  HechaSession *session;
  const char   *file;
  const char   *folder;         /* where the evidence is; NULL for the vault */
  GCancellable *given_up;
  GThread      *thread;
  JsonArray    *files;          /* NULL where the report has no list */
  guint         n, there, withdrawn;
} Evidence;

static gboolean
is_at_hand (const Evidence *self,
            const char     *sha256,
            const char     *name)
{
  g_autofree char *base = name ? g_path_get_basename (name) : NULL;
  g_autofree char *by_digest = self->folder ? g_build_filename (self->folder, sha256, NULL) : NULL;
  g_autofree char *by_name = self->folder && base ? g_build_filename (self->folder, base, NULL) : NULL;
  g_autofree char *found = NULL;

  if (!hecha_is_sha256_hex (sha256))
    return FALSE;
  if (!self->folder)
    return hecha_vault_verify (hecha_session_get_vault (self->session), sha256, self->given_up, NULL);
  if (!hecha_file_digest (by_digest, &found, NULL, NULL) && by_name)
    hecha_file_digest (by_name, &found, NULL, NULL);
  return g_strcmp0 (found, sha256) == 0;
}

static gpointer
seek_cb (guint      nth,
         gpointer   data,
         GError   **error)
{
  const Evidence *self = data;
  JsonObject *entry = hecha_json_element (self->files, nth);
  gboolean there = !hecha_json_string (entry, "withdrawn") &&
                   is_at_hand (self, hecha_json_string (entry, "sha256"), hecha_json_string (entry, "name"));

  return GINT_TO_POINTER (there);
}

static gpointer
evidence_thread (gpointer data)
{
  Evidence *self = data;
  g_autoptr(JsonObject) manifest = read_attachment (self->file, HECHA_REPORT_EVIDENCE);
  JsonArray *files = hecha_json_array (manifest, "files");
  g_autoptr(HechaAhead) ahead = NULL;

  if (!files)
    return NULL;
  self->files = json_array_ref (files);
  self->n = json_array_get_length (files);
  ahead = hecha_ahead_new (self->n, FILES_AHEAD, seek_cb, self, NULL);
  for (guint i = 0; i < self->n && !g_cancellable_is_cancelled (self->given_up); i++)
    {
      self->withdrawn += hecha_json_string (hecha_json_element (files, i), "withdrawn") != NULL;
      self->there += hecha_ahead_take (ahead, i, NULL) != NULL;
    }
  return NULL;
}

static void
evidence_begin (Evidence *self)
{
  self->given_up = g_cancellable_new ();
  self->thread = g_thread_new ("evidence", evidence_thread, self);
}

static void
evidence_clear (Evidence *self)
{
  g_cancellable_cancel (self->given_up);
  g_clear_pointer (&self->thread, g_thread_join);
  g_clear_pointer (&self->files, json_array_unref);
  g_clear_object (&self->given_up);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Evidence, evidence_clear)

static void
check_evidence (Evidence          *self,
                HechaVerification *verification)
{
  g_autofree char *message = NULL;
  gboolean all;

  g_clear_pointer (&self->thread, g_thread_join);
  all = self->files && self->there == self->n - self->withdrawn;
  message = g_strdup_printf ("%u of %u evidence files are at hand with the digests of the report", self->there,
                             self->n - self->withdrawn);
  hecha_checks_add (verification->checks, "evidence", all, message);
  if (!all)
    hecha_verification_worsen (verification, HECHA_FILE_INCOMPLETE);
}

typedef struct
{
  const Judging *judging;
  JsonArray     *heads;
  guint          matching;
} Heads;

static gboolean
heads_work (HechaJournal  *journal,
            gpointer       data,
            GError       **error)
{
  Heads *heads = data;
  g_autofree char *scope = hecha_scope_of_case (heads->judging->content->visit->uuid);

  for (guint i = 0; i < json_array_get_length (heads->heads); i++)
    {
      JsonObject *head = hecha_json_element (heads->heads, i);
      gint64 count = hecha_json_int (head, "count", 0);
      const char *device = hecha_json_string (head, "device");
      g_autoptr(GPtrArray) events = device ? hecha_journal_read (journal, scope, device, count, count, NULL) : NULL;

      heads->matching += events && events->len == 1 &&
                         g_strcmp0 (((HechaEvent *) events->pdata[0])->hash, hecha_json_string (head, "hash")) == 0;
    }
  return TRUE;
}

static void
check_heads (const Judging *judging)
{
  g_autoptr(JsonObject) pinned = read_attachment (judging->file, "journal-heads.json");
  Heads heads = { judging, hecha_json_array (pinned, "heads"), 0 };
  guint n = heads.heads ? json_array_get_length (heads.heads) : 0;
  gboolean ok = n > 0 && hecha_session_work (judging->session, heads_work, &heads, NULL) && heads.matching == n;

  hecha_checks_add (judging->verification->checks, "journal-heads", ok, ok
                    ? "The journal at hand holds every chain up to the place that the report pinned"
                    : "The journal at hand is not the one that the report pinned");
  if (!ok)
    hecha_verification_worsen (judging->verification, HECHA_FILE_CHANGED);
}

/**
 * hecha_issue_verify:
 * @session: (nullable): adds what the plan expects and the unit trusts, and compares with
 *   vault and journal
 * @file: a report
 * @trust: (nullable): roots that are trusted in place of the unit's list, PEM
 * @evidence: (nullable): a folder with the evidence files, named by digest or by name
 *
 * Judges a report that may come from anywhere.
 *
 * Returns: (transfer full) (nullable): the verdict; an error only where @file
 *   or @trust cannot be read
 */
HechaVerification *
hecha_issue_verify (HechaSession  *session,
                    const char    *file,
                    const char    *trust_path,
                    const char    *evidence,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_auto(HechaTrusts) trusts = { NULL, NULL };
  g_autofree char *sha256 = NULL;
  g_autoptr(HechaPdfFile) pdf = hecha_pdf_file_open (file, NULL);
  g_autoptr(HechaRangeDigest) digests = pdf ? hecha_range_digest_new (pdf) : NULL;
  g_autoptr(HechaStoredReport) stored = NULL;
  g_autoptr(HechaCase) self = NULL;
  g_auto(Evidence) sought = { .session = session, .file = file, .folder = evidence };
  Judging judging = { session, file, NULL, NULL };

  if (evidence || session)
    evidence_begin (&sought);
  sha256 = session && pdf ? hecha_range_digest_whole (digests, cancellable) : NULL;
  stored = sha256 ? hecha_issue_find (session, sha256) : NULL;
  self = stored ? hecha_case_load (session, stored->case_id, NULL) : NULL;
  if (!hecha_trusts_load (&trusts, session, trust_path, self, error))
    return NULL;
  judging.content = self;
  judging.verification = verify_signatures (file, pdf, digests, &trusts, self,
                                            session ? hecha_clock_now (hecha_session_get_clock (session)) : 0,
                                            cancellable, error);
  if (!judging.verification || judging.verification->verdict == HECHA_FILE_UNREADABLE)
    return judging.verification;
  if (pdf)
    hecha_verification_told (judging.verification, pdf, cancellable);
  hecha_report_data_check (file, judging.verification, cancellable);
  if (evidence || self)
    check_evidence (&sought, judging.verification);
  if (self)
    {
      check_heads (&judging);
      hecha_wet_signing_tell (session, self, judging.verification);
    }
  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    return judging.verification;
  hecha_verification_free (judging.verification);
  return NULL;
}
