/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review.h"

#include "case-cache.h"
#include "error.h"
#include "issue.h"
#include "record.h"
#include "signing-key.h"

#include <string.h>

static gboolean
decide (HechaSession  *session,
        const char    *case_uuid,
        const char    *decision,
        const char    *reason,
        GError       **error)
{
  g_autoptr(HechaCase) self = hecha_case_load (session, case_uuid, error);
  g_autofree char *scope = hecha_scope_of_case (case_uuid), *subject = hecha_record_subject (case_uuid);
  JsonObject *payload;

  if (!self)
    return FALSE;
  payload = json_object_new ();
  json_object_set_int_member (payload, "revision", self->revision);
  json_object_set_string_member (payload, "decision", decision);
  hecha_json_set_string (payload, "reason", reason);
  json_object_set_array_member (payload, "comments", json_array_new ());
  hecha_json_set_string (payload, "sha256", self->report);
  return hecha_session_append_one (session, hecha_session_event (scope, HECHA_EVENT_DECIDED, subject, payload), error);
}

/* What is told of signatures on paper; NULL where there are none. */
static const HechaVerificationCheck *
find_paper (const HechaVerification *verification)
{
  for (guint i = 0; i < verification->checks->len; i++)
    {
      const HechaVerificationCheck *check = verification->checks->pdata[i];

      if (strcmp (check->name, HECHA_CHECK_PAPER) == 0)
        return check;
    }
  return NULL;
}

/* A report that was tampered with is not approved, whoever holds the key. Where
 * everybody signed on paper the file is the one that was issued, by its digest. */
static gboolean
is_intact (HechaSession             *session,
           const HechaIssuedReport  *report,
           GError                  **error)
{
  g_autoptr(HechaVerification) verification = hecha_issue_verify (session, report->path, NULL, NULL, NULL, error);
  const HechaVerificationCheck *paper;

  if (!verification)
    return FALSE;
  paper = find_paper (verification);
  if (paper && !paper->ok)
    return hecha_refuse (error, "The scans of what was signed on paper are not at hand, or damaged: fetch them first");
  if (verification->verdict == HECHA_FILE_VALID || verification->verdict == HECHA_FILE_VALID_UNTRUSTED ||
      verification->verdict == HECHA_FILE_INCOMPLETE || (verification->verdict == HECHA_FILE_UNSIGNED && paper))
    return TRUE;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED, "The report is %s: return it, it cannot be approved",
               hecha_nick_text (hecha_file_verdict_nicks, verification->verdict));
  return FALSE;
}

static gboolean
may_decide (const HechaCase  *self,
            GError          **error)
{
  if (self->frozen && self->visit->partner && !hecha_record_of_id (self->visit->uuid))
    return hecha_refuse (error, "This visit has a record for each authority: name one, by the visit’s number with -1 or -2");
  if (!self->frozen || !self->report)
    return hecha_refuse (error, "There is no issued report of this visit to decide about");
  if (self->decision)
    return hecha_refuse (error, "This revision of the report has been decided about already");
  return TRUE;
}

/* The signature may be there before the decision: whoever decides has its key. */
static gboolean
is_signed_with (const HechaSigning  *signing,
                const char          *path,
                const char          *password,
                GError             **error)
{
  const HechaSignOptions options = { .key = path, .password = password };
  g_autoptr(HechaSigningKey) key = hecha_signing_key_open (&options, error);

  if (!key)
    return FALSE;
  if (g_strcmp0 (signing->fingerprint, hecha_key_get_certificate (key->key)->fingerprint) == 0)
    return TRUE;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED, "The report is signed as approved by %s already: "
               "the decision needs the key of that signature", signing->signer);
  return FALSE;
}

/**
 * hecha_review_approve:
 * @key: (nullable): a PKCS#12 file; not asked for where the field “approved” was signed on paper
 * @password: (nullable): its password; not kept
 * @signed_now: (out) (optional): whether it was signed just now; else it carried
 *   this key's signature as “approved” already, or was signed on paper
 *
 * Approves a report that is intact: signs the field “approved” and records the
 * decision.
 */
gboolean
hecha_review_approve (HechaSession  *session,
                      const char    *case_uuid,
                      const char    *key,
                      const char    *password,
                      gboolean      *signed_now,
                      GError       **error)
{
  g_autoptr(HechaCase) self = hecha_case_load (session, case_uuid, error);
  g_autoptr(HechaIssuedReport) report = NULL;
  const HechaSigning *approval;
  gboolean done;

  if (!self || !may_decide (self, error))
    return FALSE;
  approval = hecha_case_signing (self, "approved");
  report = hecha_issue_current (session, case_uuid, error);
  if (!report || !is_intact (session, report, error))
    return FALSE;
  if (!approval && !key)
    return hecha_refuse (error, "An approval is signed: give a key, or have it signed on paper");
  if (approval ? !approval->scans && !is_signed_with (approval, key, password, error)
               : !hecha_issue_sign (session, report->path, "approved", key, password, NULL, NULL, error))
    return FALSE;
  done = decide (session, case_uuid, "approve", NULL, error);
  hecha_case_cache_forget (session, case_uuid);
  if (done && signed_now)
    *signed_now = !approval;
  return done;
}

/**
 * hecha_review_return:
 * @reason: what is to be mended
 *
 * Sends a report back.
 */
gboolean
hecha_review_return (HechaSession  *session,
                     const char    *case_uuid,
                     const char    *reason,
                     GError       **error)
{
  g_autoptr(HechaCase) self = hecha_case_load (session, case_uuid, error);
  gboolean done;

  if (!self || !may_decide (self, error))
    return FALSE;
  if (!reason || !*reason)
    return hecha_refuse (error, "Returning a report needs a reason");
  done = decide (session, case_uuid, "return", reason, error);
  hecha_case_cache_forget (session, case_uuid);
  return done;
}
