/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of issue.h that proves times. */
#include "issue-private.h"

#include "address.h"
#include "case-cache.h"
#include "dss.h"
#include "proof-servers.h"
#include "record.h"
#include "report-files.h"
#include "setting-store.h"
#include "signer.h"

#include <glib/gstdio.h>

/* What judges the signatures first, so that the stamp covers it. */
static gboolean
stamp_file (HechaProofServers  *servers,
            const char         *file,
            const char         *middle,
            const char         *out,
            HechaStampOutcome  *outcome,
            GError            **error)
{
  HechaValidationSummary summary;

  if (!hecha_pdf_add_validation_data (file, middle, servers->stamper.now, hecha_proof_servers_fetch, servers, &summary,
                                      error))
    return FALSE;
  outcome->n_added = summary.n_added;
  outcome->n_missing = summary.n_missing;
  outcome->missing = summary.missing;
  return hecha_pdf_stamp (summary.n_added ? middle : file, out, &servers->stamper, &outcome->time, error);
}

static gboolean
record_stamped (HechaSession             *session,
                const HechaCase          *content,
                const HechaNextVersion   *next,
                const HechaStampOutcome  *outcome,
                GError                  **error)
{
  g_autofree char *scope = hecha_scope_of_case (content->visit->uuid), *subject = hecha_record_subject (content->visit->uuid);
  g_autofree char *time = hecha_time_to_text (outcome->time);
  JsonObject *payload = hecha_next_version_payload (next);

  json_object_set_string_member (payload, "time", time);
  json_object_set_int_member (payload, "added", outcome->n_added);
  json_object_set_int_member (payload, "missing", outcome->n_missing);
  return hecha_session_append_one (session, hecha_session_event (scope, HECHA_EVENT_STAMPED, subject, payload), error);
}

static gboolean
stamp (HechaSession             *session,
       const HechaCase          *content,
       const HechaStoredReport  *stored,
       const char               *file,
       HechaProofServers        *servers,
       HechaStampOutcome        *outcome,
       GError                  **error)
{
  g_autofree char *middle = hecha_report_file_temporary (session);
  g_autofree char *temporary = hecha_report_file_temporary (session);
  g_autoptr(HechaNextVersion) next = NULL;

  if (stamp_file (servers, file, middle, temporary, outcome, error))
    next = hecha_next_version_keep (session, content, stored, temporary, error);
  g_unlink (middle);
  if (!next)
    g_unlink (temporary);
  return next && record_stamped (session, content, next, outcome, error)
         && hecha_next_version_give (session, next, file, error);
}

/**
 * hecha_issue_stamp:
 * @file: the newest version of a signed report; replaced by the stamped one
 * @outcome: (out caller-allocates): what was done
 *
 * Adds what it takes to judge the signatures later (certificates, revocation
 * lists, answers of OCSP), then a document time stamp over all of it. Needs
 * the network. What cannot be had about a certificate is told in @outcome and
 * does not stop the stamp.
 *
 * Returns: %FALSE with %HECHA_ERROR_REFUSED for a report that is not known, not
 *   the newest or not signed, or an authority that cannot be believed;
 *   %HECHA_ERROR_NETWORK; the file is then as it was
 */
gboolean
hecha_issue_stamp (HechaSession             *session,
                   const char               *file,
                   const HechaStampOptions  *options,
                   HechaStampOutcome        *outcome,
                   GCancellable             *cancellable,
                   GError                  **error)
{
  g_autoptr(HechaStoredReport) stored = NULL;
  g_autoptr(HechaCase) self = NULL;
  g_auto(HechaProofServers) servers = { 0 };

  g_return_val_if_fail (file && options && options->tsa && outcome, FALSE);
  *outcome = (HechaStampOutcome) { 0 };
  self = hecha_issue_newest (session, file, NULL, &stored, error);
  if (!self)
    return FALSE;
  hecha_proof_servers_init (&servers, options->tsa, options->seconds,
                            hecha_clock_now (hecha_session_get_clock (session)), cancellable);
  if (!stamp (session, self, stored, file, &servers, outcome, error))
    {
      g_clear_pointer (&outcome->missing, g_free);
      return FALSE;
    }
  hecha_case_cache_forget (session, stored->case_id);
  return TRUE;
}

/* The authority that this workspace asks */

static gboolean
get_work (HechaJournal  *journal,
          gpointer       data,
          GError       **error)
{
  char **address = data;

  *address = hecha_setting_store_get (hecha_journal_db (journal), HECHA_SETTING_TSA);
  return TRUE;
}

static gboolean
set_work (HechaJournal  *journal,
          gpointer       data,
          GError       **error)
{
  return hecha_setting_store_set (hecha_journal_db (journal), HECHA_SETTING_TSA, data, error);
}

/**
 * hecha_issue_get_tsa:
 *
 * Returns: (transfer full) (nullable): address of the time-stamping authority
 *   that this workspace asks
 */
char *
hecha_issue_get_tsa (HechaSession *session)
{
  char *address = NULL;

  hecha_session_work (session, get_work, &address, NULL);
  return address;
}

/**
 * hecha_issue_set_tsa:
 * @address: http or https; http is enough, since a time stamp is signed
 *
 * Returns: %FALSE with %HECHA_ERROR_INVALID for what is no address
 */
gboolean
hecha_issue_set_tsa (HechaSession  *session,
                     const char    *address,
                     GError       **error)
{
  return hecha_address_check (address, HECHA_ADDRESS_PLAIN, NULL, NULL, error)
         && hecha_session_change (session, set_work, (gpointer) address, error);
}
