/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wet-signing.h"

#include "attach.h"
#include "case-cache.h"
#include "document.h"
#include "error.h"
#include "media-kind.h"
#include "record.h"
#include "uuid.h"

#include <string.h>

#define NAME_LIMIT 100

/* Nobody signs what is not there yet, nor tomorrow. */
static gboolean
check_day (HechaSession     *session,
           const HechaCase  *content,
           const char       *day,
           GError          **error)
{
  GDate first, last, written;
  gint64 at;

  if (!day || !hecha_date_from_text (day, &written))
    return hecha_refuse (error, "“%s” is no day: write YYYY-MM-DD", day ? day : "");
  hecha_clock_today (hecha_session_get_clock (session), &last);
  first = last;
  if (hecha_time_from_text (content->frozen_at, &at))
    {
      g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
      g_autoptr(GDateTime) local = g_date_time_to_local (utc);

      g_date_set_dmy (&first, g_date_time_get_day_of_month (local), g_date_time_get_month (local),
                      g_date_time_get_year (local));
    }
  return (g_date_compare (&written, &first) >= 0 && g_date_compare (&written, &last) <= 0)
         || hecha_refuse (error, "%s is before the report was issued, or still to come", day);
}

static gboolean
may_be_by (const HechaCase            *content,
           const HechaSignatureField  *field,
           const char                 *name,
           GError                    **error)
{
  const HechaMember *member = hecha_field_signer (field, content->visit->members);

  if (!name || !*name || !g_utf8_validate (name, -1, NULL) || g_utf8_strlen (name, -1) > NAME_LIMIT)
    return hecha_refuse (error, "Say who signed as “%s”, in at most 100 characters", field->name);
  return !member || strcmp (member->name, name) == 0
         || hecha_refuse (error, "The plan names %s for the field “%s”", member->name, field->name);
}

static gboolean
may_sign (HechaSession          *session,
          const HechaCase       *content,
          const HechaWetSigner  *signer,
          GError               **error)
{
  const HechaSignatureField *field = hecha_procedure_field (content->visit->procedure, signer->field);

  if (!field)
    return hecha_refuse (error, "This report has no field “%s”", signer->field);
  if (hecha_case_signing (content, signer->field))
    return hecha_refuse (error, "The field “%s” is signed already", signer->field);
  return may_be_by (content, field, signer->name, error) && check_day (session, content, signer->day, error);
}

static const HechaWetSigner *
find_signer (const HechaWetSigner  *signers,
             guint                  n,
             const char            *field)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (signers[i].field, field) == 0)
      return &signers[i];
  return NULL;
}

/* The officers who witness a refusal are those who inspect. */
static gboolean
is_second_hat (const char *a,
               const char *b)
{
  return hecha_field_is_refusal (a) != hecha_field_is_refusal (b);
}

static gboolean
are_different (const HechaWetSigner  *signers,
               guint                  n,
               GError               **error)
{
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      {
        if (g_strcmp0 (signers[i].field, signers[j].field) == 0)
          return hecha_refuse (error, "The field “%s” is signed already", signers[i].field);
        if (g_strcmp0 (signers[i].name, signers[j].name) == 0 && !is_second_hat (signers[i].field, signers[j].field))
          return hecha_refuse (error, "%s signs as “%s” already: one person fills one field", signers[i].name, signers[i].field);
      }
  return TRUE;
}

/* Either the on-site person signs, or two officers say that they did not: both on the same paper. */
static gboolean
may_refuse (const HechaCase       *content,
            const HechaWetSigner  *signers,
            guint                  n,
            GError               **error)
{
  gboolean first = find_signer (signers, n, HECHA_FIELD_REFUSAL_OFFICER "1") != NULL;
  gboolean second = find_signer (signers, n, HECHA_FIELD_REFUSAL_OFFICER "2") != NULL;
  gboolean person = find_signer (signers, n, "on-site-person") || hecha_case_signing (content, "on-site-person");

  if ((first || second || hecha_case_is_refused (content)) && person)
    return hecha_refuse (error, "The on-site person has signed: there is no refusal to be recorded");
  return first == second || hecha_refuse (error, "A refusal is signed by two officers, on the same paper");
}

static gboolean
may_record (HechaSession          *session,
            const HechaCase       *content,
            const HechaWetSigner  *signers,
            guint                  n,
            GError               **error)
{
  if (n == 0)
    return hecha_refuse (error, "Say who signed");
  for (guint i = 0; i < n; i++)
    if (!may_sign (session, content, &signers[i], error))
      return FALSE;
  return are_different (signers, n, error) && may_refuse (content, signers, n, error);
}

static gboolean
is_still (const HechaWetScan  *scan,
          const HechaCase     *content,
          GError             **error)
{
  return (content->frozen && g_strcmp0 (content->results_digest, scan->results_digest) == 0)
         || hecha_refuse (error, "The visit was reopened since the scans were looked at");
}

static JsonArray *
describe_scans (HechaSession        *session,
                const HechaWetScan  *scan,
                GArray              *entries)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < entries->len; i++)
    {
      g_autofree char *name = g_filename_display_basename (scan->files->pdata[i]);
      g_autoptr(HechaEvidence) evidence = hecha_attach_evidence (session, &g_array_index (entries, HechaVaultEntry, i),
                                                                 name, "file");

      json_array_add_object_element (array, hecha_evidence_to_json (evidence));
    }
  return array;
}

/* What is kept is what was looked at. */
static JsonArray *
keep_scans (HechaSession        *session,
            const HechaWetScan  *scan,
            GError             **error)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GArray) entries = NULL;

  for (guint i = 0; i < scan->files->len; i++)
    g_ptr_array_add (files, g_file_new_for_path (scan->files->pdata[i]));
  entries = hecha_vault_import_many (hecha_session_get_vault (session), files, HECHA_EVIDENCE_LIMIT, NULL, NULL, NULL, error);
  for (guint i = 0; entries && i < entries->len; i++)
    if (strcmp (g_array_index (entries, HechaVaultEntry, i).sha256, scan->digests->pdata[i]) != 0)
      {
        hecha_refuse (error, "%s was changed since it was looked at: choose it again", (const char *) scan->files->pdata[i]);
        return NULL;
      }
  return entries ? describe_scans (session, scan, entries) : NULL;
}

static HechaEvent *
signed_event (const HechaCase       *content,
              const HechaWetSigner  *signer,
              JsonArray             *scans,
              const char            *group)
{
  const char *id = content->visit->uuid;
  g_autofree char *scope = hecha_scope_of_case (id), *subject = hecha_record_subject (id);
  JsonObject *payload = json_object_new ();
  HechaEvent *event;

  json_object_set_int_member (payload, "revision", content->revision);
  json_object_set_string_member (payload, "field", signer->field);
  json_object_set_string_member (payload, "signer", signer->name);
  json_object_set_string_member (payload, "time", signer->day);
  json_object_set_string_member (payload, "sha256", content->report);
  json_object_set_string_member (payload, "results-digest", content->results_digest);
  json_object_set_array_member (payload, "scans", json_array_ref (scans));
  event = hecha_session_event (scope, HECHA_EVENT_SIGNED_ON_PAPER, subject, payload);
  event->group = g_strdup (group);
  return event;
}

/**
 * hecha_wet_signing_record:
 * @scan: every page of the report, signed by hand
 * @signers: (array length=n_signers): who signed, as can be read there
 *
 * Keeps the scans in the vault and records who signed on paper. No cryptography
 * proves any of it: it is the word of whoever records it, and the scan.
 *
 * Returns: %FALSE with %HECHA_ERROR_REFUSED for scans that are not complete or
 *   were changed, a field that is signed or that the procedure does not have,
 *   another name than the plan's, or a day that cannot be
 */
gboolean
hecha_wet_signing_record (HechaSession          *session,
                          const HechaWetScan    *scan,
                          const HechaWetSigner  *signers,
                          guint                  n_signers,
                          GError               **error)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_event_free);
  g_autoptr(HechaCase) content = NULL;
  g_autoptr(JsonArray) scans = NULL;
  g_autofree char *group = hecha_uuid_new ();
  gboolean done;

  if (!hecha_wet_scan_check (scan, error))
    return FALSE;
  content = hecha_case_load (session, scan->case_uuid, error);
  if (!content || !is_still (scan, content, error) || !may_record (session, content, signers, n_signers, error))
    return FALSE;
  scans = keep_scans (session, scan, error);
  for (guint i = 0; scans && i < n_signers; i++)
    g_ptr_array_add (events, signed_event (content, &signers[i], scans, group));
  done = scans && hecha_session_append (session, events, error);
  hecha_case_cache_forget (session, scan->case_uuid);
  return done;
}

/* A picture is one page. */
static guint
count_pages (GBytes *bytes)
{
  HechaMediaKind kind = hecha_media_kind_sniff (bytes);
  g_autoptr(HechaDocument) document = kind == HECHA_MEDIA_PDF ? hecha_document_open (bytes, NULL) : NULL;

  return document ? hecha_document_n_pages (document) : hecha_media_kind_is_picture (kind) ? 1 : 0;
}

/* Those who signed on the same paper share its scans: each is looked at once. */
static const HechaPaperScan *
look_at (HechaVault          *vault,
         const HechaEvidence *evidence,
         GHashTable          *seen)
{
  HechaPaperScan *scan = g_hash_table_lookup (seen, evidence->sha256);

  if (!scan)
    {
      g_autoptr(GBytes) bytes = hecha_vault_load (vault, evidence->sha256, HECHA_WET_FILE_LIMIT, NULL);

      scan = g_new0 (HechaPaperScan, 1);
      scan->at_hand = bytes != NULL;
      scan->pages = bytes ? count_pages (bytes) : 0;
      g_hash_table_insert (seen, evidence->sha256, scan);
    }
  return scan;
}

static gboolean
tell_one (HechaVault          *vault,
          const HechaSigning  *signing,
          GHashTable          *seen,
          HechaVerification   *verification)
{
  HechaPaperResult *paper = hecha_verification_add_paper (verification, signing->field, signing->signer);
  gboolean ok = TRUE;

  paper->day = g_strdup (signing->time);
  paper->author = g_strdup (signing->author);
  for (guint i = 0; i < signing->scans->len; i++)
    {
      const HechaEvidence *evidence = signing->scans->pdata[i];
      const HechaPaperScan *scan = look_at (vault, evidence, seen);

      hecha_paper_add_scan (paper, evidence, scan->pages, scan->at_hand);
      ok &= scan->at_hand;
    }
  return ok;
}

/**
 * hecha_wet_signing_tell:
 * @content: a case or a record
 * @verification: of its report
 *
 * Tells beside what the file proves who signed on paper, by whose word, and with
 * which scans. Paper is no part of the file and makes no verdict better.
 */
void
hecha_wet_signing_tell (HechaSession       *session,
                        const HechaCase    *content,
                        HechaVerification  *verification)
{
  HechaVault *vault = hecha_session_get_vault (session);
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr(GString) message = g_string_new (NULL);
  gboolean ok = TRUE;

  for (guint i = 0; i < content->signings->len; i++)
    {
      const HechaSigning *signing = content->signings->pdata[i];

      if (!signing->scans)
        continue;
      g_string_append_printf (message, "%s by %s on %s (recorded by %s); ", signing->field, signing->signer, signing->time,
                              signing->author);
      ok &= tell_one (vault, signing, seen, verification);
    }
  if (!message->len)
    return;
  g_string_prepend (message, "Signed on paper, not verified by cryptography: ");
  g_string_append (message, ok ? "the scans are at hand" : "the scans are not at hand, or damaged");
  hecha_checks_add (verification->checks, HECHA_CHECK_PAPER, ok, message->str);
}
