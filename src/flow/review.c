/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review.h"

#include "blank.h"
#include "case-cache.h"
#include "error.h"
#include "issue.h"
#include "record.h"
#include "session-private.h"
#include "setting-store.h"
#include "signing-key.h"

#include <string.h>

/* Comments wait in the workspace for the decision that they go with. */

static char *
comments_name (const char *case_uuid)
{
  return g_strconcat ("review-comments/", case_uuid, NULL);
}

static GPtrArray *
read_comments (HechaJournal *journal,
               const char   *case_uuid)
{
  g_autofree char *name = comments_name (case_uuid), *text = hecha_setting_store_get (hecha_journal_db (journal), name);

  return hecha_comments_parse (text);
}

typedef struct
{
  const char *case_uuid;
  const char *item;
  const char *text;
  GPtrArray  *comments;
} Commenting;

static gboolean
comments_work (HechaJournal  *journal,
               gpointer       data,
               GError       **error)
{
  Commenting *commenting = data;

  commenting->comments = read_comments (journal, commenting->case_uuid);
  return TRUE;
}

static gboolean
comment_work (HechaJournal  *journal,
              gpointer       data,
              GError       **error)
{
  Commenting *commenting = data;
  g_autoptr(GPtrArray) comments = read_comments (journal, commenting->case_uuid);
  g_autofree char *name = comments_name (commenting->case_uuid), *text = NULL;
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  hecha_comments_set (comments, commenting->item, commenting->text);
  json_node_take_array (node, hecha_comments_to_json (comments));
  text = json_to_string (node, FALSE);
  return hecha_setting_store_set (hecha_journal_db (journal), name, comments->len ? text : NULL, error);
}

typedef struct
{
  const char *case_uuid;
  const char *scope;
  const char *subject;
  JsonObject *payload;
} Deciding;

/* The decision, with what was said of items until now. */
static gboolean
decide_work (HechaJournal  *journal,
             gpointer       data,
             GError       **error)
{
  Deciding *deciding = data;
  g_autoptr(GPtrArray) comments = read_comments (journal, deciding->case_uuid);
  g_autofree char *name = comments_name (deciding->case_uuid);

  json_object_set_array_member (deciding->payload, "comments", hecha_comments_to_json (comments));
  return hecha_journal_append (journal, hecha_session_event (deciding->scope, HECHA_EVENT_DECIDED, deciding->subject,
                                                             json_object_ref (deciding->payload)), error) &&
         hecha_setting_store_set (hecha_journal_db (journal), name, NULL, error);
}

static gboolean
decide (HechaSession  *session,
        const char    *case_uuid,
        const char    *decision,
        const char    *reason,
        GError       **error)
{
  g_autoptr(HechaCase) self = hecha_case_load (session, case_uuid, error);
  g_autofree char *scope = hecha_scope_of_case (case_uuid), *subject = hecha_record_subject (case_uuid);
  g_autoptr(JsonObject) payload = json_object_new ();
  Deciding deciding = { case_uuid, scope, subject, payload };

  if (!self)
    return FALSE;
  json_object_set_int_member (payload, "revision", self->revision);
  json_object_set_string_member (payload, "decision", decision);
  hecha_json_set_string (payload, "reason", reason);
  hecha_json_set_string (payload, "sha256", self->report);
  if (!hecha_session_change (session, decide_work, &deciding, error))
    return FALSE;
  hecha_session_emit_changed (session, scope, subject);
  return TRUE;
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
 * hecha_review_comment:
 * @item: as hecha_checklist_find() takes it
 * @text: what is to be said of it, up to %HECHA_COMMENT_LONGEST bytes; an empty one takes that back
 *
 * Says something of an item. It goes out with the decision.
 */
gboolean
hecha_review_comment (HechaSession  *session,
                      const char    *case_uuid,
                      const char    *item,
                      const char    *text,
                      GError       **error)
{
  g_autoptr(HechaCase) self = hecha_case_load (session, case_uuid, error);
  g_autofree char *scope = hecha_scope_of_case (case_uuid), *subject = hecha_record_subject (case_uuid);
  const HechaChecklistEntry *entry = self ? hecha_checklist_find (self->checklist, item) : NULL;
  Commenting commenting = { case_uuid, entry ? entry->item->uuid : NULL, text, NULL };

  if (!self || !may_decide (self, error))
    return FALSE;
  if (!entry)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "There is no item “%s” in this checklist", item);
      return FALSE;
    }
  if (strlen (text) > HECHA_COMMENT_LONGEST)
    return hecha_refuse (error, "A comment is shorter: it has up to 4000 bytes");
  if (!hecha_session_change (session, comment_work, &commenting, error))
    return FALSE;
  hecha_session_emit_changed (session, scope, subject);
  return TRUE;
}

/**
 * hecha_review_comments:
 *
 * Returns: (transfer full) (element-type HechaComment) (nullable): what was said of items
 *   and waits for the decision
 */
GPtrArray *
hecha_review_comments (HechaSession  *session,
                       const char    *case_uuid,
                       GError       **error)
{
  Commenting commenting = { case_uuid, NULL, NULL, NULL };

  return hecha_session_work (session, comments_work, &commenting, error) ? commenting.comments : NULL;
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
  if (hecha_is_blank (reason))
    return hecha_refuse (error, "Returning a report needs a reason");
  done = decide (session, case_uuid, "return", reason, error);
  hecha_case_cache_forget (session, case_uuid);
  return done;
}
