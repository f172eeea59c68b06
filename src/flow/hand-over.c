/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hand-over.h"

#include "backoff.h"
#include "case-cache.h"
#include "digest.h"
#include "error.h"
#include "library-private.h"
#include "outbox.h"
#include "push.h"
#include "remotes.h"
#include "report-files.h"
#include "report-store.h"
#include "segment.h"
#include "visit-store.h"

#include <stdlib.h>
#include <string.h>

/* What is to go: noted without a network */

typedef struct
{
  HechaSession    *session;
  const char      *remote;
  const HechaCase *content;
  const char      *now;
  gboolean         needed;   /* whether there is anything that the remote has not been told */
} Noting;

static gboolean
add_item (HechaDb           *db,
          const Noting      *noting,
          HechaOutboxKind    kind,
          const char        *what,
          char              *path,
          gint64             size,
          GError           **error)
{
  HechaOutboxItem item = {
    .kind = kind,
    .case_id = noting->content->visit->uuid,
    .what = (char *) what,
    .remote = (char *) noting->remote,
    .path = path,
    .size = size,
    .added = (char *) noting->now,
  };
  gboolean done = hecha_outbox_store_add (db, &item, error);

  g_free (path);
  return done;
}

static GPtrArray *
own_events (HechaJournal  *journal,
            const char    *case_uuid,
            gint64         first,
            GError       **error)
{
  g_autofree char *scope = hecha_scope_of_case (case_uuid);

  return hecha_journal_read (journal, scope, hecha_journal_device (journal), first, G_MAXINT64, error);
}

/* Something happened to the report since it was handed over to this remote. */
static gboolean
has_news (GPtrArray  *events,
          const char *remote)
{
  gboolean news = FALSE;

  for (guint i = 0; i < events->len; i++)
    {
      HechaEvent *event = events->pdata[i];
      g_autoptr(JsonObject) payload = event->kind == HECHA_EVENT_HANDED_OVER ? hecha_event_dup_payload (event) : NULL;

      if (payload && g_strcmp0 (hecha_json_string (payload, "remote"), remote) == 0)
        news = FALSE;
      else if (event->kind == HECHA_EVENT_REPORT_MADE || event->kind == HECHA_EVENT_SIGNED ||
               event->kind == HECHA_EVENT_DECIDED)
        news = TRUE;
    }
  return news;
}

/* The last of this device's events that a segment for this remote holds. */
static gint64
last_noted (HechaDb      *db,
            const Noting *noting)
{
  g_autoptr(GPtrArray) items = hecha_outbox_store_list (db, noting->content->visit->uuid, NULL);
  gint64 last = 0;

  for (guint i = 0; items && i < items->len; i++)
    {
      HechaOutboxItem *item = items->pdata[i];
      const char *dash = strrchr (item->what, '-');

      if (item->kind == HECHA_OUTBOX_JOURNAL && strcmp (item->remote, noting->remote) == 0 && dash)
        last = MAX (last, g_ascii_strtoll (dash + 1, NULL, 10));
    }
  return last;
}

static gboolean
note_segment (HechaJournal  *journal,
              const Noting  *noting,
              GError       **error)
{
  gint64 first = last_noted (hecha_journal_db (journal), noting) + 1;
  g_autoptr(GPtrArray) events = own_events (journal, noting->content->visit->uuid, first, error);
  g_autofree char *name = NULL, *what = NULL;

  if (!events || events->len == 0)
    return events != NULL;
  name = hecha_segment_name (events->pdata[0], events->pdata[events->len - 1]);
  what = g_strdup_printf ("%s/%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, hecha_journal_device (journal), first,
                          ((HechaEvent *) events->pdata[events->len - 1])->seq);
  return add_item (hecha_journal_db (journal), noting, HECHA_OUTBOX_JOURNAL, what,
                   hecha_path_of_segment (noting->content->visit->uuid, hecha_journal_device (journal), name), 0, error);
}

static gboolean
note_evidence (HechaDb       *db,
               const Noting  *noting,
               GError       **error)
{
  for (guint i = 0; i < noting->content->evidence->len; i++)
    {
      HechaEvidence *evidence = noting->content->evidence->pdata[i];

      if (!evidence->withdrawn &&
          !add_item (db, noting, HECHA_OUTBOX_EVIDENCE, evidence->sha256,
                     hecha_path_of_evidence (noting->content->visit->uuid, evidence->sha256), (gint64) evidence->size,
                     error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
note_report (HechaDb       *db,
             const Noting  *noting,
             GError       **error)
{
  const HechaCase *self = noting->content;
  g_autoptr(HechaStoredReport) stored = hecha_report_store_find (db, self->report, error);

  return stored && add_item (db, noting, HECHA_OUTBOX_REPORT, self->report,
                             hecha_path_of_report (self->visit->uuid, stored->revision, self->report), stored->size, error);
}

static gboolean
note_work (HechaJournal  *journal,
           gpointer       data,
           GError       **error)
{
  Noting *noting = data;
  g_autoptr(GPtrArray) events = own_events (journal, noting->content->visit->uuid, 1, error);

  if (!events)
    return FALSE;
  noting->needed = noting->content->report && has_news (events, noting->remote);
  return !noting->needed ||
         (note_evidence (hecha_journal_db (journal), noting, error) &&
          note_report (hecha_journal_db (journal), noting, error) && note_segment (journal, noting, error));
}

static gboolean
note_case (HechaSession  *session,
           const char    *case_uuid,
           const char    *remote,
           gboolean      *needed,
           GError       **error)
{
  g_autoptr(HechaCase) self = hecha_case_load (session, case_uuid, error);
  g_autofree char *now = hecha_clock_now_text (hecha_session_get_clock (session));
  Noting noting = { session, remote, self, now, FALSE };

  if (!self || !hecha_session_change (session, note_work, &noting, error))
    return FALSE;
  *needed = noting.needed;
  return TRUE;
}

/**
 * hecha_hand_over_queue:
 * @remote: name of a remote
 *
 * Notes that an issued visit is to be handed over; no network is needed.
 *
 * Returns: %FALSE with %HECHA_ERROR_REFUSED where there is nothing new to hand over
 */
gboolean
hecha_hand_over_queue (HechaSession  *session,
                       const char    *case_uuid,
                       const char    *remote,
                       GError       **error)
{
  gboolean needed = FALSE;

  if (!note_case (session, case_uuid, remote, &needed, error))
    return FALSE;
  if (needed)
    hecha_session_emit_changed (session, HECHA_SCOPE_WORKSPACE, "outbox");
  else
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED,
                 "There is nothing of this visit that “%s” has not been told: issue or sign its report first", remote);
  return needed;
}

/* Sending */

typedef struct
{
  HechaSession          *session;
  const HechaRemoteSpec *spec;
  HechaRemote           *remote;
  HechaProgress          progress;
  gpointer               progress_data;
  GCancellable          *cancellable;
  HechaExchange         *exchange;
} Push;

typedef struct
{
  HechaSession *session;
  char         *what;
  GBytes       *bytes;
  GFile        *file;
} Opener;

static void
opener_free (gpointer data)
{
  Opener *opener = data;

  g_free (opener->what);
  g_clear_pointer (&opener->bytes, g_bytes_unref);
  g_clear_object (&opener->file);
  g_free (opener);
}

static GInputStream *
open_source (gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  Opener *opener = data;

  if (opener->bytes)
    return g_memory_input_stream_new_from_bytes (opener->bytes);
  if (opener->file)
    return G_INPUT_STREAM (g_file_read (opener->file, cancellable, error));
  return hecha_vault_open_stream (hecha_session_get_vault (opener->session), opener->what, error);
}

typedef struct
{
  HechaSession *session;
  const char   *case_uuid;
  const char   *what;       /* DEVICE/FIRST-LAST */
  GBytes       *bytes;
} Building;

static gboolean
build_work (HechaJournal  *journal,
            gpointer       data,
            GError       **error)
{
  Building *building = data;
  const char *slash = strchr (building->what, '/'), *dash = strrchr (building->what, '-');
  g_autofree char *scope = hecha_scope_of_case (building->case_uuid);
  g_autofree char *device = slash ? g_strndup (building->what, slash - building->what) : NULL;
  g_autoptr(GPtrArray) events = NULL;
  HechaSignatory signatory;

  if (!device || !dash)
    return FALSE;
  events = hecha_journal_read (journal, scope, device, g_ascii_strtoll (slash + 1, NULL, 10),
                               g_ascii_strtoll (dash + 1, NULL, 10), error);
  hecha_remotes_signatory (building->session, &signatory);
  building->bytes = events && events->len ? hecha_segment_build (events, &signatory, error) : NULL;
  return building->bytes != NULL;
}

/* A segment is signed with a deterministic signature, so it is the same each time it is built. */
static GBytes *
build_segment (HechaSession  *session,
               const char    *case_uuid,
               const char    *what,
               GError       **error)
{
  Building building = { session, case_uuid, what, NULL };

  return hecha_session_work (session, build_work, &building, error) ? building.bytes : NULL;
}

static gboolean
find_work (HechaJournal  *journal,
           gpointer       data,
           GError       **error)
{
  HechaStoredReport **stored = data;
  g_autofree char *sha256 = (*stored)->sha256;

  g_free (*stored);
  *stored = hecha_report_store_find (hecha_journal_db (journal), sha256, error);
  return *stored != NULL;
}

static GFile *
report_file (HechaSession  *session,
             const char    *sha256,
             GError       **error)
{
  HechaStoredReport *stored = g_new0 (HechaStoredReport, 1);
  g_autofree char *path = NULL;

  stored->sha256 = g_strdup (sha256);
  if (!hecha_session_work (session, find_work, &stored, error))
    return NULL;
  path = hecha_report_file_path (session, stored->name ? stored->name : stored->sha256);
  hecha_stored_report_free (stored);
  return g_file_new_for_path (path);
}

static HechaTransfer *
transfer_of (Push                   *push,
             const HechaOutboxItem  *item,
             GError                **error)
{
  Opener *opener = g_new0 (Opener, 1);
  HechaSource source = { open_source, opener, item->size };
  g_autofree char *sha256 = NULL;
  gboolean ok = TRUE;

  opener->session = push->session;
  opener->what = g_strdup (item->what);
  if (item->kind == HECHA_OUTBOX_JOURNAL)
    {
      opener->bytes = build_segment (push->session, item->case_id, item->what, error);
      ok = opener->bytes != NULL;
      source.size = ok ? g_bytes_get_size (opener->bytes) : 0;
      sha256 = ok ? hecha_sha256_hex (g_bytes_get_data (opener->bytes, NULL), source.size) : NULL;
    }
  else if (item->kind == HECHA_OUTBOX_REPORT)
    ok = (opener->file = report_file (push->session, item->what, error)) != NULL;
  if (!ok)
    {
      opener_free (opener);
      return NULL;
    }
  return hecha_transfer_new_push (item->path, source, opener_free, sha256 ? sha256 : item->what);
}

typedef struct
{
  GPtrArray   *items;
  GPtrArray   *transfers;
  gint64       time;
} Marking;

static gboolean
mark_work (HechaJournal  *journal,
           gpointer       data,
           GError       **error)
{
  Marking *marking = data;
  HechaDb *db = hecha_journal_db (journal);

  for (guint i = 0; i < marking->items->len; i++)
    {
      HechaOutboxItem *item = marking->items->pdata[i];
      HechaTransfer *transfer = marking->transfers->pdata[i];
      gboolean arrived = transfer->state == HECHA_TRANSFER_DONE || transfer->state == HECHA_TRANSFER_SKIPPED;
      g_autofree char *next = hecha_time_to_text (hecha_backoff_next (marking->time, item->attempts + 1, g_random_int ()));

      if (arrived ? !hecha_outbox_store_sent (db, item->id, item->receipt, error)
                  : transfer->state == HECHA_TRANSFER_FAILED &&
                    !hecha_outbox_store_failed (db, item->id, transfer->error->message, next, error))
        return FALSE;
    }
  return TRUE;
}

static void
count_transfers (Push      *push,
                 GPtrArray *transfers)
{
  for (guint i = 0; i < transfers->len; i++)
    {
      HechaTransfer *transfer = transfers->pdata[i];

      push->exchange->sent += transfer->state == HECHA_TRANSFER_DONE;
      push->exchange->skipped += transfer->state == HECHA_TRANSFER_SKIPPED;
      if (transfer->state != HECHA_TRANSFER_FAILED)
        continue;
      push->exchange->failed++;
      hecha_exchange_fault (push->exchange, transfer->path, transfer->error);
    }
}

static void
tell (guint                arrived,
      guint                total,
      const HechaTransfer *current,
      guint64              bytes,
      gpointer             data)
{
  Push *push = data;

  if (push->progress)
    push->progress (arrived, total, push->progress_data);
}

static gboolean
waits_here (const HechaOutboxItem *item,
            const Push            *push,
            const char            *case_uuid)
{
  return item->state != HECHA_OUTBOX_SENT && strcmp (item->remote, push->spec->name) == 0 &&
         strcmp (item->case_id, case_uuid) == 0;
}

/* Sends what waits of one case. */
static gboolean
send_items (Push        *push,
            const char  *case_uuid,
            GError     **error)
{
  g_autoptr(GPtrArray) items = hecha_outbox_items (push->session, case_uuid, error);
  g_autoptr(GPtrArray) transfers = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_transfer_free);
  Marking marking = { items, transfers, hecha_clock_now (hecha_session_get_clock (push->session)) };
  g_autoptr(GError) failure = NULL;
  gboolean arrived;

  for (guint i = items ? items->len : 0; i > 0; i--)
    if (!waits_here (items->pdata[i - 1], push, case_uuid))
      g_ptr_array_remove_index (items, i - 1);
  for (guint i = 0; items && i < items->len; i++)
    {
      HechaTransfer *transfer = transfer_of (push, items->pdata[i], error);

      if (!transfer)
        return FALSE;
      g_ptr_array_add (transfers, transfer);
    }
  if (!items)
    return FALSE;
  arrived = hecha_push (push->remote, transfers, TRUE, tell, push, push->cancellable, &failure);
  count_transfers (push, transfers);
  if (!hecha_session_change (push->session, mark_work, &marking, error))
    return FALSE;
  for (guint i = 0; arrived && i < transfers->len; i++)
    arrived = ((HechaTransfer *) transfers->pdata[i])->state != HECHA_TRANSFER_FAILED;
  if (!arrived)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_NETWORK, "Not everything arrived: %s",
                 failure ? failure->message : "see the faults");
  return arrived;
}

/* Telling the other side, once everything is there */

static gboolean
put_bytes (Push        *push,
           const char  *path,
           GBytes      *bytes,
           GError     **error)
{
  g_autofree char *sha256 = hecha_sha256_hex (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  HechaRemoteObject object = { .path = path, .source = hecha_source_from_bytes (bytes), .sha256 = sha256 };
  HechaRemotePut outcome;

  return hecha_remote_put (push->remote, &object, &outcome, push->cancellable, error);
}

static gboolean
put_packs (Push             *push,
           const HechaCase  *self,
           GError          **error)
{
  for (guint i = 0; i < self->visit->scopes->len; i++)
    {
      HechaScope *scope = self->visit->scopes->pdata[i];
      g_autoptr(GBytes) bytes = hecha_library_bytes (push->session, scope->digest, error);
      g_autofree char *path = hecha_path_of_pack (scope->digest);

      if (!bytes || !put_bytes (push, path, bytes, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill_announcement (Push               *push,
                   HechaAnnouncement  *announcement,
                   GPtrArray          *items,
                   GError            **error)
{
  for (guint i = 0; i < items->len; i++)
    {
      HechaOutboxItem *item = items->pdata[i];

      if (strcmp (item->remote, push->spec->name) != 0)
        continue;
      if (item->kind == HECHA_OUTBOX_EVIDENCE)
        g_ptr_array_add (announcement->evidence, hecha_sent_file_new (item->path, item->what, item->size));
      if (item->kind == HECHA_OUTBOX_JOURNAL)
        {
          g_autoptr(GBytes) bytes = build_segment (push->session, item->case_id, item->what, error);
          g_autofree char *sha256 = NULL;

          if (!bytes)
            return FALSE;
          sha256 = hecha_sha256_hex (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
          g_ptr_array_add (announcement->segments, hecha_sent_file_new (item->path, sha256, g_bytes_get_size (bytes)));
        }
    }
  return TRUE;
}

static HechaAnnouncement *
announcement_of (Push             *push,
                 const HechaCase  *self,
                 GError          **error)
{
  g_autoptr(HechaAnnouncement) announcement = hecha_announcement_new ();
  g_autoptr(GPtrArray) items = hecha_outbox_items (push->session, self->visit->uuid, error);
  g_autoptr(GFile) file = report_file (push->session, self->report, error);
  g_autofree char *path = hecha_path_of_report (self->visit->uuid, self->revision, self->report), *sha256 = NULL;
  guint64 size;

  if (!items || !file || !hecha_file_digest (g_file_peek_path (file), &sha256, &size, error) ||
      !fill_announcement (push, announcement, items, error))
    return NULL;
  announcement->case_uuid = g_strdup (self->visit->uuid);
  announcement->number = g_strdup (self->visit->number);
  announcement->enterprise = g_strdup (hecha_visit_enterprise (self->visit));
  announcement->code = g_strdup (hecha_visit_code (self->visit));
  announcement->unit = g_strdup (hecha_session_get_unit (push->session));
  announcement->time = hecha_clock_now_text (hecha_session_get_clock (push->session));
  announcement->revision = self->revision;
  announcement->report = hecha_sent_file_new (path, sha256, (gint64) size);
  return g_steal_pointer (&announcement);
}

static gboolean
announce (Push             *push,
          const HechaCase  *self,
          GError          **error)
{
  g_autoptr(HechaAnnouncement) announcement = announcement_of (push, self, error);
  HechaSignatory signatory;
  g_autofree char *text = NULL, *sha256 = NULL, *path = NULL, *day = NULL;
  g_autoptr(GBytes) bytes = NULL;
  GDate today;

  if (!announcement)
    return FALSE;
  hecha_remotes_signatory (push->session, &signatory);
  text = hecha_announcement_build (announcement, &signatory, error);
  if (!text)
    return FALSE;
  g_date_clear (&today, 1);
  hecha_clock_today (hecha_session_get_clock (push->session), &today);
  day = hecha_date_to_text (&today);
  sha256 = hecha_sha256_hex (text, strlen (text));
  path = g_strdup_printf ("inbox/%s/%s-%d-%s.json", day, self->visit->uuid, self->revision, sha256);
  bytes = g_bytes_new (text, strlen (text));
  return put_bytes (push, path, bytes, error);
}

static gboolean
record_handed_over (Push             *push,
                    const HechaCase  *self,
                    GError          **error)
{
  g_autofree char *scope = hecha_scope_of_case (self->visit->uuid);
  JsonObject *payload = json_object_new ();

  json_object_set_int_member (payload, "revision", self->revision);
  json_object_set_string_member (payload, "sha256", self->report);
  json_object_set_string_member (payload, "remote", push->spec->name);
  json_object_set_int_member (payload, "evidence-count", self->evidence->len);
  return hecha_session_append_one (push->session, hecha_session_event (scope, HECHA_EVENT_HANDED_OVER, "report", payload),
                                   error);
}

static gboolean
push_case (Push        *push,
           const char  *case_uuid,
           GError     **error)
{
  g_autoptr(HechaCase) self = NULL;
  gboolean needed = FALSE;

  if (!note_case (push->session, case_uuid, push->spec->name, &needed, error))
    return FALSE;
  if (!needed)
    return TRUE;
  hecha_exchange_touch (push->exchange, case_uuid);
  self = hecha_case_load (push->session, case_uuid, error);
  return self && send_items (push, case_uuid, error) && put_packs (push, self, error) && announce (push, self, error) &&
         record_handed_over (push, self, error);
}

static gboolean
visits_work (HechaJournal  *journal,
             gpointer       data,
             GError       **error)
{
  GPtrArray **visits = data;
  guint states = 1u << HECHA_VISIT_TO_SIGN | 1u << HECHA_VISIT_ISSUED | 1u << HECHA_VISIT_APPROVED |
                 1u << HECHA_VISIT_RETURNED;

  *visits = hecha_visit_store_list (hecha_journal_db (journal), states, NULL, error);
  return *visits != NULL;
}

static gboolean
push_to (Push        *push,
         GPtrArray   *visits,
         GError     **error)
{
  push->remote = hecha_remotes_connect (push->session, push->spec, error);
  if (!push->remote)
    return FALSE;
  for (guint i = 0; i < visits->len; i++)
    {
      HechaVisitEntry *visit = visits->pdata[i];
      g_autoptr(GError) failure = NULL;

      if (!push_case (push, visit->case_id, &failure))
        hecha_exchange_fault (push->exchange, visit->number ? visit->number : visit->case_id, failure);
      if (g_cancellable_set_error_if_cancelled (push->cancellable, error))
        break;
    }
  g_clear_pointer (&push->remote, hecha_remote_free);
  return !g_cancellable_is_cancelled (push->cancellable);
}

/**
 * hecha_hand_over_push:
 * @remote: (nullable): one remote; %NULL for all
 *
 * Hands over every report that the remote has not been told of, with its
 * evidence and its journal. What is there already is not sent again, so that a
 * push that was cut off is just made once more.
 *
 * Returns: (transfer full) (nullable): what went, and what did not; an error
 *   only where nothing could be tried
 */
HechaExchange *
hecha_hand_over_push (HechaSession   *session,
                      const char     *remote,
                      HechaProgress   progress,
                      gpointer        progress_data,
                      GCancellable   *cancellable,
                      GError        **error)
{
  g_autoptr(GPtrArray) remotes = hecha_remotes_chosen (session, remote, error);
  g_autoptr(GPtrArray) visits = NULL;
  g_autoptr(HechaExchange) exchange = hecha_exchange_new ();
  Push push = { session, NULL, NULL, progress, progress_data, cancellable, exchange };

  if (!remotes || !hecha_session_work (session, visits_work, &visits, error))
    return NULL;
  for (guint i = 0; i < remotes->len; i++)
    {
      push.spec = remotes->pdata[i];
      if (!push_to (&push, visits, error))
        return NULL;
    }
  hecha_session_emit_changed (session, HECHA_SCOPE_WORKSPACE, "outbox");
  return g_steal_pointer (&exchange);
}
