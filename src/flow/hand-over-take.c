/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange.h"

#include "case-cache.h"
#include "digest.h"
#include "error.h"
#include "library-private.h"
#include "record.h"
#include "report-files.h"
#include "report-store.h"
#include "visit-store.h"

#include <glib/gstdio.h>
#include <string.h>

#define PACK_LIMIT   (256 * 1024 * 1024)
#define REPORT_LIMIT (G_GUINT64_CONSTANT (2) * 1024 * 1024 * 1024)

static gboolean
write_out (const void  *bytes,
           gsize        size,
           gpointer     data,
           GError     **error)
{
  return g_output_stream_write_all (data, bytes, size, NULL, NULL, error);
}

/* Fetches to a temporary file beside the reports, and believes nothing yet. */
static char *
fetch_file (HechaContact  *contact,
            const char    *path,
            guint64        limit,
            GError       **error)
{
  g_autofree char *temporary = hecha_report_file_temporary (contact->session);
  g_autoptr(GFile) file = g_file_new_for_path (temporary);
  g_autoptr(GFileOutputStream) out = g_file_create (file, G_FILE_CREATE_PRIVATE, contact->cancellable, error);

  if (out && hecha_remote_get (contact->remote, path, limit, write_out, out, contact->cancellable, error) &&
      g_output_stream_close (G_OUTPUT_STREAM (out), contact->cancellable, error))
    return g_steal_pointer (&temporary);
  g_unlink (temporary);
  return NULL;
}

static gboolean
has_digest (const char     *file,
            const char     *path,
            const char     *wanted,
            const gint64   *wanted_size,
            GError        **error)
{
  g_autofree char *sha256 = NULL;
  guint64 size;

  if (!hecha_file_digest (file, &sha256, &size, error))
    return FALSE;
  if (strcmp (sha256, wanted) == 0 && (!wanted_size || size == (guint64) *wanted_size))
    return TRUE;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED, "%s is not what was announced: its digest is %s", path, sha256);
  return FALSE;
}

/**
 * hecha_contact_fetch_evidence:
 * @path: in the store
 * @limit: bytes at most
 *
 * Fetches a file into the vault, unless it is there already; it is taken only
 * where it has the digest.
 */
gboolean
hecha_contact_fetch_evidence (HechaContact  *contact,
                              const char    *path,
                              const char    *sha256,
                              guint64        limit,
                              GError       **error)
{
  HechaVault *vault = hecha_session_get_vault (contact->session);
  g_autofree char *temporary = NULL;
  g_autoptr(GFile) file = NULL;
  g_autoptr(GFileInputStream) stream = NULL;
  HechaVaultEntry entry;
  gboolean done;

  if (hecha_vault_contains (vault, sha256))
    return TRUE;
  temporary = fetch_file (contact, path, limit, error);
  if (!temporary)
    return FALSE;
  file = g_file_new_for_path (temporary);
  stream = has_digest (temporary, path, sha256, NULL, error) ? g_file_read (file, NULL, error) : NULL;
  done = stream && hecha_vault_import (vault, G_INPUT_STREAM (stream), limit, NULL, NULL, contact->cancellable,
                                       &entry, error);
  g_unlink (temporary);
  contact->exchange->received += done;
  contact->exchange->evidence += done;
  return done;
}

static gboolean
fetch_packs (HechaContact      *contact,
             const HechaVisit  *visit,
             GError           **error)
{
  for (guint i = 0; i < visit->scopes->len; i++)
    {
      HechaScope *scope = visit->scopes->pdata[i];
      g_autofree char *path = NULL;
      g_autoptr(GBytes) bytes = NULL;

      if (!hecha_is_sha256_hex (scope->digest))
        {
          g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_INVALID, "The case names a checklist without a digest");
          return FALSE;
        }
      if (hecha_library_has (contact->session, scope->digest))
        continue;
      path = hecha_path_of_pack (scope->digest);
      bytes = hecha_remote_get_bytes (contact->remote, path, PACK_LIMIT, contact->cancellable, error);
      if (!bytes || !hecha_library_receive (contact->session, bytes, scope->pack, scope->digest, error))
        return FALSE;
    }
  return TRUE;
}

/* What the journal says of the case, now that its chains are merged. */
typedef struct
{
  const HechaAnnouncement *announcement;
  HechaCase               *content;
  HechaStoredReport       *report;       /* NULL where no chain knows it */
  gboolean                 made_here;    /* it is a report of this device that others speak of */
  char                    *received_at;  /* NULL where this device has not received it yet */
  gint64                   arrived;      /* files of evidence that are here once all is done */
} Taking;

static void
taking_clear (Taking *taking)
{
  g_clear_pointer (&taking->content, hecha_case_free);
  g_clear_pointer (&taking->report, hecha_stored_report_free);
  g_clear_pointer (&taking->received_at, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Taking, taking_clear)

/* What this device says of the report: what others received is not here. */
static gboolean
read_own (HechaJournal  *journal,
               Taking        *taking,
               GError       **error)
{
  g_autofree char *scope = hecha_scope_of_case (taking->announcement->case_uuid);
  g_autoptr(GPtrArray) events = hecha_journal_read (journal, scope, hecha_journal_device (journal), 1, G_MAXINT64, error);

  for (guint i = 0; events && i < events->len; i++)
    {
      HechaEvent *event = events->pdata[i];
      g_autoptr(JsonObject) payload = NULL;

      if (event->kind != HECHA_EVENT_RECEIVED && event->kind != HECHA_EVENT_REPORT_MADE &&
          event->kind != HECHA_EVENT_SIGNED && event->kind != HECHA_EVENT_STAMPED)
        continue;
      payload = hecha_event_dup_payload (event);
      if (g_strcmp0 (hecha_json_string (payload, "sha256"), taking->announcement->report->sha256) != 0)
        continue;
      taking->made_here |= event->kind != HECHA_EVENT_RECEIVED;
      g_free (taking->received_at);
      taking->received_at = g_strdup (event->time);
    }
  return events != NULL;
}

static gboolean
look_work (HechaJournal  *journal,
           gpointer       data,
           GError       **error)
{
  Taking *taking = data;
  HechaDb *db = hecha_journal_db (journal);
  const char *case_uuid = taking->announcement->case_uuid;

  g_autofree char *of = NULL;

  taking->report = hecha_report_store_find (db, taking->announcement->report->sha256, NULL);
  of = taking->report ? hecha_record_case (taking->report->case_id) : NULL;
  if (of && strcmp (of, case_uuid) != 0)
    g_clear_pointer (&taking->report, hecha_stored_report_free);
  taking->content = hecha_visit_store_load (db, taking->report ? taking->report->case_id : case_uuid, error);
  return taking->content && read_own (journal, taking, error);
}

/* Under the name that the journal gives it, which is made of number, revision and digest. */
static gboolean
fetch_report (HechaContact  *contact,
              const Taking  *taking,
              GError       **error)
{
  const HechaSentFile *announced = taking->announcement->report;
  g_autofree char *temporary = NULL, *sha256 = NULL, *name = NULL;
  guint64 size;

  temporary = fetch_file (contact, announced->path, REPORT_LIMIT, error);
  if (!temporary)
    return FALSE;
  if (has_digest (temporary, announced->path, announced->sha256, &announced->size, error))
    name = hecha_report_file_keep (contact->session, temporary, taking->content->visit->number, taking->report->revision,
                                   &sha256, &size, error);
  if (!name)
    g_unlink (temporary);
  contact->exchange->received += name != NULL;
  contact->exchange->reports += name != NULL;
  return name != NULL;
}

static gboolean
fetch_all_evidence (HechaContact             *contact,
                    const HechaAnnouncement  *announcement,
                    GError                  **error)
{
  for (guint i = 0; i < announcement->evidence->len; i++)
    {
      const HechaSentFile *file = announcement->evidence->pdata[i];

      if (contact->progress)
        contact->progress (i, announcement->evidence->len, contact->progress_data);
      if (!hecha_contact_fetch_evidence (contact, file->path, file->sha256, file->size, error))
        return FALSE;
    }
  return TRUE;
}

static char *
record_received (HechaContact   *contact,
                 const Taking   *taking,
                 GError        **error)
{
  const HechaAnnouncement *announcement = taking->announcement;
  g_autofree char *scope = hecha_scope_of_case (announcement->case_uuid);
  g_autofree char *subject = hecha_record_subject (taking->report->case_id);
  JsonObject *payload = json_object_new ();
  HechaEvent *event;
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_event_free);

  json_object_set_int_member (payload, "revision", announcement->revision);
  json_object_set_string_member (payload, "sha256", announcement->report->sha256);
  hecha_json_set_string (payload, "from", announcement->unit);
  json_object_set_int_member (payload, "evidence-count", announcement->evidence->len);
  event = hecha_session_event (scope, HECHA_EVENT_RECEIVED, subject, payload);
  g_ptr_array_add (events, event);
  return hecha_session_append (contact->session, events, error) ? g_strdup (event->time) : NULL;
}

static gboolean
is_known (const Taking  *taking,
          GError       **error)
{
  if (taking->report)
    return TRUE;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_UNTRUSTED,
               "No journal at hand knows the report %.12s that device %.12s announced: it is forged, or what that "
               "device wrote waits until the device is admitted", taking->announcement->report->sha256,
               taking->announcement->device);
  return FALSE;
}

/**
 * hecha_contact_take:
 *
 * Takes a case in that was announced: chains, checklists, report, evidence, each
 * against its digest. What is here already is not fetched again. Once all of it
 * is here that is recorded, and the sender gets a receipt.
 */
gboolean
hecha_contact_take (HechaContact             *contact,
                    const HechaAnnouncement  *announcement,
                    GError                  **error)
{
  g_auto(Taking) taking = { announcement, NULL, NULL, FALSE, NULL, announcement->evidence->len };
  g_autofree char *scope = hecha_scope_of_case (announcement->case_uuid);
  g_autofree char *folder = g_strdup_printf ("cases/%s/journal", announcement->case_uuid);

  if (!hecha_contact_merge (contact, scope, folder, error))
    return FALSE;
  hecha_case_cache_forget (contact->session, announcement->case_uuid);
  if (!hecha_session_work (contact->session, look_work, &taking, error) || !is_known (&taking, error))
    return FALSE;
  /* Scans of what was signed on paper come after the report. */
  if ((taking.made_here || taking.received_at) && !fetch_all_evidence (contact, announcement, error))
    return FALSE;
  if (taking.made_here)
    return TRUE;
  if (!taking.received_at)
    {
      if (!fetch_packs (contact, taking.content->visit, error) || !fetch_report (contact, &taking, error) ||
          !fetch_all_evidence (contact, announcement, error))
        return FALSE;
      hecha_exchange_touch (contact->exchange->cases, announcement->case_uuid);
      taking.received_at = record_received (contact, &taking, error);
    }
  return taking.received_at && hecha_contact_receipt (contact, announcement, taking.received_at, taking.arrived, error);
}
