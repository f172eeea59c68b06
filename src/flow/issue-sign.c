/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of issue.h that signs and verifies. */
#include "issue.h"

#include "case-cache.h"
#include "error.h"
#include "key.h"
#include "pdf-read.h"
#include "report-files.h"
#include "report-store.h"
#include "report.h"
#include "signer.h"
#include "trust.h"
#include "verifier.h"

#include <glib/gstdio.h>
#include <string.h>

#define PEM_LIMIT (16 * 1024 * 1024)

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

static HechaStoredReport *
find_report (HechaSession *session,
             const char   *sha256)
{
  Known known = { sha256, NULL };

  return hecha_session_work (session, known_work, &known, NULL) ? known.stored : NULL;
}

/* Signing */

static HechaKey *
open_key (const char  *path,
          const char  *password,
          GError     **error)
{
  g_autofree char *text = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) failure = NULL;
  HechaKey *key;
  gsize size;

  if (!g_file_get_contents (path, &text, &size, &failure))
    {
      g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_IO, failure->message);
      return NULL;
    }
  bytes = g_bytes_new_take (g_steal_pointer (&text), size);
  key = hecha_key_from_pkcs12 (bytes, password, error);
  if (!key)
    g_prefix_error (error, "%s: ", path);
  return key;
}

static gboolean
refuse (GError     **error,
        const char  *format,
        const char  *word)
{
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED, format, word);
  return FALSE;
}

/* Planning registered who signs with which certificate; one person fills one field. */
static gboolean
may_sign (const HechaCase         *self,
          const char              *field_name,
          const HechaCertificate  *certificate,
          GError                 **error)
{
  const HechaSignatureField *field = hecha_procedure_field (self->visit->procedure, field_name);
  const HechaMember *member;

  if (!field)
    return refuse (error, "This report has no field “%s”", field_name);
  member = hecha_field_signer (field, self->visit->members);
  if (member && member->fingerprint && strcmp (member->fingerprint, certificate->fingerprint) != 0)
    return refuse (error, "The plan names another certificate for this field, that of %s", member->name);
  for (guint i = 0; i < self->signings->len; i++)
    {
      HechaSigning *signing = self->signings->pdata[i];

      if (g_strcmp0 (signing->field, field_name) == 0)
        return refuse (error, "The field “%s” is signed already", field_name);
      if (g_strcmp0 (signing->fingerprint, certificate->fingerprint) == 0)
        return refuse (error, "This certificate has signed as “%s”: one person fills one field", signing->field);
    }
  return TRUE;
}

static gboolean
is_newest (const HechaCase          *self,
           const HechaStoredReport  *stored,
           GError                  **error)
{
  if (!self->frozen)
    return refuse (error, "The visit%s was reopened: issue its next revision and sign that", "");
  if (g_strcmp0 (self->report, stored->sha256) != 0)
    return refuse (error, "A newer version of this report is in the workspace (SHA-256 %s): sign that one", self->report);
  return TRUE;
}

typedef struct
{
  HechaSession            *session;
  const HechaCase         *content;
  const HechaStoredReport *stored;
  const HechaCertificate  *certificate;
  const char              *field;
  gint64                   time;
} Signing;

static gboolean
record_signed (const Signing  *signing,
               const char     *name,
               const char     *sha256,
               guint64         size,
               GError        **error)
{
  g_autofree char *scope = hecha_scope_of_case (signing->content->visit->uuid);
  g_autofree char *time = hecha_time_to_text (signing->time);
  JsonObject *payload = json_object_new ();

  json_object_set_int_member (payload, "revision", signing->stored->revision);
  json_object_set_string_member (payload, "field", signing->field);
  json_object_set_string_member (payload, "signer", signing->certificate->subject);
  json_object_set_string_member (payload, "fingerprint", signing->certificate->fingerprint);
  json_object_set_string_member (payload, "time", time);
  json_object_set_string_member (payload, "sha256", sha256);
  json_object_set_string_member (payload, "before", signing->stored->sha256);
  json_object_set_int_member (payload, "size", (gint64) size);
  json_object_set_string_member (payload, "name", name);
  return hecha_session_append_one (signing->session,
                                   hecha_session_event (scope, HECHA_EVENT_SIGNED, "report", payload), error);
}

/* Versions of a report in the workspace stay as they are. */
static gboolean
is_in_workspace (HechaSession *session,
                 const char   *file)
{
  g_autofree char *folder = hecha_session_reports (session);
  g_autofree char *path = g_canonicalize_filename (file, NULL);
  g_autofree char *of = g_path_get_dirname (path);

  return strcmp (of, folder) == 0;
}

static gboolean
sign (const Signing   *signing,
      const HechaKey  *key,
      const char      *file,
      GError         **error)
{
  HechaLanguage language = signing->content->visit->language;
  const HechaSignatureField *field = hecha_procedure_field (signing->content->visit->procedure, signing->field);
  HechaSignRequest request = {
    .field = signing->field,
    .signer = signing->certificate->subject,
    .role = hecha_text_get (&field->label, language),
    .time = signing->time,
    .language = language == HECHA_LANGUAGE_EN ? "en" : "zh_CN",
  };
  g_autofree char *temporary = hecha_report_file_temporary (signing->session);
  g_autofree char *name = NULL, *sha256 = NULL, *path = NULL;
  guint64 size;

  if (hecha_pdf_sign (file, temporary, key, &request, error))
    name = hecha_report_file_keep (signing->session, temporary, signing->content->visit->number,
                                   signing->stored->revision, &sha256, &size, error);
  if (!name)
    {
      g_unlink (temporary);
      return FALSE;
    }
  if (!record_signed (signing, name, sha256, size, error))
    return FALSE;
  path = hecha_report_file_path (signing->session, name);
  return is_in_workspace (signing->session, file) || hecha_file_copy (path, file, error);
}

/**
 * hecha_issue_sign:
 * @file: the newest version of a report; replaced by the signed one
 * @field: name of a signature field of the procedure
 * @key: a PKCS#12 file
 * @password: its password; not kept
 *
 * Signs a report. The signed version stays in the workspace as well.
 *
 * Returns: %FALSE with %HECHA_ERROR_REFUSED for a report that is not known or
 *   not the newest, another certificate than the plan's, or a field that is
 *   signed; %HECHA_ERROR_PASSWORD; @file is then as it was
 */
gboolean
hecha_issue_sign (HechaSession  *session,
                  const char    *file,
                  const char    *field,
                  const char    *key_path,
                  const char    *password,
                  GError       **error)
{
  g_autofree char *sha256 = NULL;
  g_autoptr(HechaStoredReport) stored = NULL;
  g_autoptr(HechaCase) self = NULL;
  g_autoptr(HechaKey) key = NULL;
  Signing signing = { session, NULL, NULL, NULL, field, hecha_clock_now (hecha_session_get_clock (session)) };

  if (!hecha_file_digest (file, &sha256, NULL, error))
    return FALSE;
  stored = find_report (session, sha256);
  if (!stored)
    return refuse (error, "%s is no report, or no version of one, that this workspace knows: fetch it first", file);
  self = hecha_case_load (session, stored->case_id, error);
  key = self && is_newest (self, stored, error) ? open_key (key_path, password, error) : NULL;
  if (!key || !may_sign (self, field, hecha_key_get_certificate (key), error))
    return FALSE;
  signing.content = self;
  signing.stored = stored;
  signing.certificate = hecha_key_get_certificate (key);
  if (!sign (&signing, key, file, error))
    return FALSE;
  hecha_case_cache_forget (session, stored->case_id);
  return TRUE;
}

/* Verifying */

static HechaTrust *
read_trust (const char  *path,
            GError     **error)
{
  g_autofree char *text = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) failure = NULL;
  gsize size;

  if (!g_file_get_contents (path, &text, &size, &failure) || size > PEM_LIMIT)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "%s: %s", path, failure ? failure->message : "too large");
      return NULL;
    }
  bytes = g_bytes_new_take (g_steal_pointer (&text), size);
  return hecha_trust_from_pem (bytes, error);
}

/* What the plan expects: from the workspace where the report is known there,
 * else from the fields that the file itself has. */
static HechaProcedure
procedure_of (const char      *file,
              const HechaCase *self)
{
  g_autoptr(HechaPdfInfo) info = self ? NULL : hecha_pdf_info_read (file, NULL);

  if (self)
    return self->visit->procedure;
  return info && g_strv_contains ((const char *const *) info->fields, "inspector-1")
         ? HECHA_PROCEDURE_INSPECTION : HECHA_PROCEDURE_EVALUATION;
}

static gboolean
has_our_fields (const char     *file,
                HechaProcedure  procedure)
{
  g_autoptr(HechaPdfInfo) info = hecha_pdf_info_read (file, NULL);
  guint n;
  const HechaSignatureField *fields = hecha_procedure_fields (procedure, &n);

  for (guint i = 0; info && i < n; i++)
    if (!g_strv_contains ((const char *const *) info->fields, fields[i].name))
      return FALSE;
  return info != NULL;
}

static GPtrArray *
required_of (HechaProcedure   procedure,
             const HechaCase *self,
             GHashTable      *certificates)
{
  GPtrArray *required = g_ptr_array_new ();
  guint n;
  const HechaSignatureField *fields = hecha_procedure_fields (procedure, &n);

  for (guint i = 0; i < n; i++)
    {
      const HechaMember *member = self ? hecha_field_signer (&fields[i], self->visit->members) : NULL;

      if (fields[i].required)
        g_ptr_array_add (required, (gpointer) fields[i].name);
      if (member && member->fingerprint)
        g_hash_table_insert (certificates, (gpointer) fields[i].name, member->fingerprint);
    }
  g_ptr_array_add (required, NULL);
  return required;
}

static HechaVerification *
verify_signatures (const char        *file,
                   const HechaTrust  *trust,
                   const HechaCase   *self,
                   gint64             now,
                   GCancellable      *cancellable,
                   GError           **error)
{
  g_autoptr(GHashTable) certificates = g_hash_table_new (g_str_hash, g_str_equal);
  HechaProcedure procedure = procedure_of (file, self);
  g_autoptr(GPtrArray) required = required_of (procedure, self, certificates);
  HechaExpectations expectations = { (const char *const *) required->pdata, certificates, now };

  /* A foreign PDF is judged by the signatures it has. */
  if (!self && !has_our_fields (file, procedure))
    expectations.required = NULL;
  return hecha_pdf_verify (file, trust, &expectations, cancellable, error);
}

typedef struct
{
  HechaSession      *session;
  const char        *file;
  const char        *folder;    /* where the evidence is; NULL for the vault */
  const HechaCase   *content;
  HechaVerification *verification;
} Judging;

static JsonObject *
read_attachment (const Judging *judging,
                 const char    *name)
{
  g_autoptr(GBytes) bytes = hecha_pdf_read_attachment (judging->file, name, HECHA_PDF_ATTACHMENT_LIMIT, NULL);

  return bytes ? hecha_json_parse_object (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), name, NULL) : NULL;
}

static gboolean
is_at_hand (const Judging *judging,
            const char    *sha256,
            const char    *name)
{
  g_autofree char *base = name ? g_path_get_basename (name) : NULL;
  g_autofree char *by_digest = judging->folder ? g_build_filename (judging->folder, sha256, NULL) : NULL;
  g_autofree char *by_name = judging->folder && base ? g_build_filename (judging->folder, base, NULL) : NULL;
  g_autofree char *found = NULL;

  if (!hecha_is_sha256_hex (sha256))
    return FALSE;
  if (!judging->folder)
    return hecha_vault_verify (hecha_session_get_vault (judging->session), sha256, NULL, NULL);
  if (!hecha_file_digest (by_digest, &found, NULL, NULL) && by_name)
    hecha_file_digest (by_name, &found, NULL, NULL);
  return g_strcmp0 (found, sha256) == 0;
}

static void
check_evidence (const Judging *judging)
{
  g_autoptr(JsonObject) manifest = read_attachment (judging, HECHA_REPORT_EVIDENCE);
  JsonArray *files = hecha_json_array (manifest, "files");
  guint n = files ? json_array_get_length (files) : 0, there = 0, withdrawn = 0;
  g_autofree char *message = NULL;

  for (guint i = 0; i < n; i++)
    {
      JsonObject *entry = hecha_json_element (files, i);

      if (hecha_json_string (entry, "withdrawn"))
        withdrawn++;
      else
        there += is_at_hand (judging, hecha_json_string (entry, "sha256"), hecha_json_string (entry, "name"));
    }
  message = g_strdup_printf ("%u of %u evidence files are at hand with the digests of the report", there, n - withdrawn);
  hecha_checks_add (judging->verification->checks, "evidence", files && there == n - withdrawn, message);
  if (!files || there < n - withdrawn)
    hecha_verification_worsen (judging->verification, HECHA_FILE_INCOMPLETE);
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
  g_autoptr(JsonObject) pinned = read_attachment (judging, "journal-heads.json");
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
 * @session: (nullable): adds what the plan expects, and compares with vault and journal
 * @file: a report
 * @trust: (nullable): roots that are trusted, PEM
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
  g_autoptr(HechaTrust) trust = trust_path ? read_trust (trust_path, error) : NULL;
  g_autofree char *sha256 = NULL;
  g_autoptr(HechaStoredReport) stored = NULL;
  g_autoptr(HechaCase) self = NULL;
  Judging judging = { session, file, evidence, NULL, NULL };

  if ((trust_path && !trust) || !hecha_file_digest (file, &sha256, NULL, error))
    return NULL;
  stored = session ? find_report (session, sha256) : NULL;
  self = stored ? hecha_case_load (session, stored->case_id, NULL) : NULL;
  judging.content = self;
  judging.verification = verify_signatures (file, trust, self,
                                            session ? hecha_clock_now (hecha_session_get_clock (session)) : 0,
                                            cancellable, error);
  if (!judging.verification || judging.verification->verdict == HECHA_FILE_UNREADABLE)
    return judging.verification;
  if (evidence || self)
    check_evidence (&judging);
  if (self)
    check_heads (&judging);
  return judging.verification;
}
