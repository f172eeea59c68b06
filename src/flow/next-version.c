/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "issue-private.h"

#include "blank.h"
#include "carry-forward.h"
#include "case-cache.h"
#include "digest.h"
#include "due-dates.h"
#include "error.h"
#include "record.h"
#include "report-files.h"
#include "report-growth.h"
#include "visit-store.h"

#include <glib/gstdio.h>
#include <string.h>

static gboolean
is_newest (const HechaCase          *self,
           const HechaStoredReport  *stored,
           GError                  **error)
{
  if (!self->frozen)
    return hecha_refuse (error, "The visit was reopened: issue its next revision and sign that");
  if (g_strcmp0 (self->report, stored->sha256) != 0)
    return hecha_refuse (error, "A newer version of this report is in the workspace (SHA-256 %s): sign that one", self->report);
  return TRUE;
}

/**
 * hecha_issue_newest:
 * @file: a report
 * @digests: (nullable): of @file, which is then read no more than once for them
 * @stored: (out) (transfer full): what the workspace knows of it
 *
 * A report is a baton: whoever adds to it does so to its newest version.
 *
 * Returns: (transfer full) (nullable): its case; %HECHA_ERROR_REFUSED where the
 *   report is not known, not the newest, or was reopened
 */
HechaCase *
hecha_issue_newest (HechaSession       *session,
                    const char         *file,
                    HechaRangeDigest   *digests,
                    HechaStoredReport **stored,
                    GError            **error)
{
  g_autofree char *sha256 = digests ? hecha_range_digest_whole (digests, NULL) : NULL;
  g_autoptr(HechaStoredReport) found = NULL;
  g_autoptr(HechaCase) self = NULL;

  if (!sha256 && !hecha_file_digest (file, &sha256, NULL, error))
    return NULL;
  found = hecha_issue_find (session, sha256);
  if (!found)
    {
      hecha_refuse (error, "%s is no report, or no version of one, that this workspace knows: fetch it first", file);
      return NULL;
    }
  self = hecha_case_load (session, found->case_id, error);
  if (!self || !is_newest (self, found, error))
    return NULL;
  *stored = g_steal_pointer (&found);
  return g_steal_pointer (&self);
}

/**
 * hecha_next_version_free:
 * @self: (transfer full): a version
 */
void
hecha_next_version_free (HechaNextVersion *self)
{
  g_free (self->name);
  g_free (self->sha256);
  g_free (self->before);
  g_clear_pointer (&self->growth, json_object_unref);
  g_free (self);
}

/**
 * hecha_next_version_keep:
 * @stored: the version that @temporary continues
 *
 * Returns: (transfer full) (nullable): @temporary, durably a report of the workspace
 */
HechaNextVersion *
hecha_next_version_keep (HechaSession             *session,
                         const HechaCase          *content,
                         const HechaStoredReport  *stored,
                         const char               *temporary,
                         GError                  **error)
{
  g_autoptr(HechaNextVersion) self = g_new0 (HechaNextVersion, 1);

  self->revision = stored->revision;
  self->before = g_strdup (stored->sha256);
  self->name = hecha_report_file_keep (session, temporary, content->visit->number, stored->revision, &self->sha256,
                                       &self->size, error);
  return self->name ? g_steal_pointer (&self) : NULL;
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

static HechaNextVersion *
grow (HechaSession             *session,
      const HechaCase          *content,
      const HechaStoredReport  *stored,
      HechaRangeDigest         *digests,
      const GString            *tail,
      const char               *file)
{
  g_autoptr(HechaNextVersion) self = g_new0 (HechaNextVersion, 1);
  g_autoptr(GBytes) digest = hecha_range_digest_extend (digests, tail->str, tail->len, NULL, 0);
  g_autofree char *copy = is_in_workspace (session, file) ? NULL : g_canonicalize_filename (file, NULL);

  /* A note is text. */
  if (copy && !g_utf8_validate (copy, -1, NULL))
    return NULL;
  self->revision = stored->revision;
  self->before = g_strdup (stored->sha256);
  self->sha256 = hecha_hex_encode (g_bytes_get_data (digest, NULL), g_bytes_get_size (digest));
  self->size = (guint64) stored->size + tail->len;
  self->name = hecha_report_file_name (content->visit->number, stored->revision, self->sha256);
  self->growth = hecha_report_growth_begin (session, stored, digests, self->name, self->sha256, tail, copy);
  return self->growth ? g_steal_pointer (&self) : NULL;
}

/**
 * hecha_next_version_add:
 * @stored: the version that @revision continues
 * @digests: of that version
 * @revision: finished
 * @file: where that version was read
 *
 * Returns: (transfer full) (nullable): @revision, durably a report of the workspace:
 *   where that is possible as some more bytes of the version before
 */
HechaNextVersion *
hecha_next_version_add (HechaSession             *session,
                        const HechaCase          *content,
                        const HechaStoredReport  *stored,
                        HechaRangeDigest         *digests,
                        HechaPdfRevision         *revision,
                        const char               *file,
                        GError                  **error)
{
  g_autofree char *temporary = hecha_report_file_temporary (session);
  HechaNextVersion *self = grow (session, content, stored, digests, hecha_pdf_revision_get_tail (revision), file);

  if (!self && hecha_pdf_revision_save (revision, temporary, error))
    self = hecha_next_version_keep (session, content, stored, temporary, error);
  if (!self)
    g_unlink (temporary);
  return self;
}

/**
 * hecha_next_version_drop:
 * @self: a version that the journal did not take
 */
void
hecha_next_version_drop (HechaSession           *session,
                         const HechaNextVersion *self)
{
  if (self->growth)
    hecha_report_growth_end (session, self->growth, NULL);
}

/**
 * hecha_next_version_payload:
 *
 * Returns: (transfer full): what an event says of a version
 */
JsonObject *
hecha_next_version_payload (const HechaNextVersion *self)
{
  JsonObject *payload = json_object_new ();

  json_object_set_int_member (payload, "revision", self->revision);
  json_object_set_string_member (payload, "sha256", self->sha256);
  json_object_set_string_member (payload, "before", self->before);
  json_object_set_int_member (payload, "size", (gint64) self->size);
  json_object_set_string_member (payload, "name", self->name);
  return payload;
}

/**
 * hecha_next_version_give:
 * @file: what it continues; becomes this version unless it is in the workspace itself
 */
gboolean
hecha_next_version_give (HechaSession            *session,
                         const HechaNextVersion  *self,
                         const char              *file,
                         GError                 **error)
{
  g_autofree char *path = hecha_report_file_path (session, self->name);

  if (self->growth)
    return hecha_report_growth_end (session, self->growth, error);
  return is_in_workspace (session, file) || hecha_file_copy (path, file, error);
}

void
hecha_issued_report_free (HechaIssuedReport *self)
{
  g_free (self->path);
  g_free (self->sha256);
  g_free (self);
}

/**
 * hecha_issued_report_new:
 * @name: as the journal keeps it
 *
 * Returns: (transfer full): a report of the workspace
 */
HechaIssuedReport *
hecha_issued_report_new (HechaSession *session,
                         const char   *name,
                         const char   *sha256,
                         guint64       size,
                         guint         pages,
                         int           revision)
{
  HechaIssuedReport *report = g_new0 (HechaIssuedReport, 1);

  report->path = hecha_report_file_path (session, name);
  report->sha256 = g_strdup (sha256);
  report->size = size;
  report->pages = pages;
  report->revision = revision;
  return report;
}

/**
 * hecha_issue_copy_name:
 * @out: where a copy of a report is to go
 * @record: 1 or 2; 0 for a visit without records
 *
 * Returns: (transfer full): where that of this record goes: “a.pdf” becomes “a-2.pdf”
 */
char *
hecha_issue_copy_name (const char *out,
                       guint       record)
{
  const char *ending = g_str_has_suffix (out, ".pdf") ? ".pdf" : "";

  return record ? g_strdup_printf ("%.*s-%u%s", (int) (strlen (out) - strlen (ending)), out, record, ending) : g_strdup (out);
}

/* The report at hand */

typedef struct
{
  const char        *case_uuid;
  HechaStoredReport *stored;
} Newest;

static gboolean
newest_work (HechaJournal  *journal,
             gpointer       data,
             GError       **error)
{
  Newest *newest = data;
  g_autoptr(HechaCase) self = hecha_visit_store_load (hecha_journal_db (journal), newest->case_uuid, error);

  if (self && self->report)
    newest->stored = hecha_report_store_find (hecha_journal_db (journal), self->report, error);
  else if (self && self->frozen && self->visit->partner && !hecha_record_of_id (newest->case_uuid))
    g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND,
                         "This visit has a record for each authority: name one, by the visit’s number with -1 or -2");
  else if (self)
    g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "No report has been issued of this visit yet");
  return newest->stored != NULL;
}

/**
 * hecha_issue_current:
 *
 * Returns: (transfer full) (nullable): the newest report of a visit;
 *   %HECHA_ERROR_NOT_FOUND
 */
HechaIssuedReport *
hecha_issue_current (HechaSession  *session,
                     const char    *case_uuid,
                     GError       **error)
{
  Newest newest = { case_uuid, NULL };
  g_autoptr(HechaStoredReport) stored = NULL;

  if (!hecha_session_work (session, newest_work, &newest, error))
    return NULL;
  stored = newest.stored;
  return hecha_issued_report_new (session, stored->name ? stored->name : stored->sha256, stored->sha256,
                                  stored->size, 0, stored->revision);
}

/* Opening again */

static JsonObject *
reopened_payload (const HechaCase *self,
                  const char      *reason)
{
  JsonObject *payload = json_object_new ();

  json_object_set_int_member (payload, "revision", self->revision);
  json_object_set_string_member (payload, "reason", reason);
  return payload;
}

typedef struct
{
  HechaSession    *session;
  const HechaCase *content;
  const char      *reason;
} Reopening;

static gboolean
reopen_work (HechaJournal  *journal,
             gpointer       data,
             GError       **error)
{
  const Reopening *reopening = data;
  const HechaCase *self = reopening->content;
  g_autofree char *scope = hecha_scope_of_case (self->visit->uuid);

  return hecha_session_check_holder (reopening->session, journal, self->visit->uuid, error) &&
         hecha_journal_append (journal, hecha_session_event (scope, HECHA_EVENT_REOPENED, "report",
                                                             reopened_payload (self, reopening->reason)), error) &&
         hecha_carry_forward_open (journal, self, error) &&
         hecha_due_dates_refresh (hecha_journal_db (journal), FALSE, error);
}

/**
 * hecha_issue_reopen:
 * @reason: why; recorded
 *
 * Opens a frozen visit again: its next revision begins, and what its freeze
 * closed of earlier findings is open again.
 */
gboolean
hecha_issue_reopen (HechaSession  *session,
                    const char    *case_uuid,
                    const char    *reason,
                    GError       **error)
{
  g_autofree char *uuid = hecha_record_case (case_uuid);
  g_autoptr(HechaCase) self = hecha_case_load (session, uuid, error);
  g_autofree char *scope = hecha_scope_of_case (uuid), *code = NULL;
  Reopening reopening = { session, self, reason };

  if (!self)
    return FALSE;
  if (!self->frozen || hecha_is_blank (reason))
    {
      g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_REFUSED, self->frozen
                           ? "Reopening a visit needs a reason" : "The visit is open: there is nothing to reopen");
      return FALSE;
    }
  if (!hecha_session_change (session, reopen_work, &reopening, error))
    return FALSE;
  hecha_case_cache_forget (session, case_uuid);
  code = hecha_scope_of_register (hecha_visit_code (self->visit));
  hecha_session_emit_changed (session, scope, "report");
  hecha_session_emit_changed (session, code, "");
  return TRUE;
}
