/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of hand-over.h that notes what is to go, and tells how far it is. No network is needed. */
#include "outbox.h"

#include "case-cache.h"
#include "error.h"
#include "exchange.h"
#include "intake.h"
#include "record.h"
#include "report-store.h"
#include "segment.h"
#include "visit-store.h"

#include <stdlib.h>
#include <string.h>

/* What is to go */

typedef struct
{
  HechaSession    *session;
  const char      *remote;
  const HechaCase *content;
  const char      *now;
  gboolean         chosen_only;
  HechaOutboxNote  note;
} Noting;

static gboolean
add_item (HechaDb          *db,
          const Noting     *noting,
          HechaOutboxKind   kind,
          const char       *what,
          char             *path,
          gint64            size,
          GError          **error)
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

/* Something happened to the report, or record, since it was handed over to this remote. */
static gboolean
has_news (GPtrArray  *events,
          const char *remote,
          const char *subject)
{
  gboolean news = FALSE;

  for (guint i = 0; i < events->len; i++)
    {
      HechaEvent *event = events->pdata[i];
      g_autoptr(JsonObject) payload = event->kind == HECHA_EVENT_HANDED_OVER ? hecha_event_dup_payload (event) : NULL;

      if (strcmp (event->subject, subject) != 0)
        continue;
      if (payload && g_strcmp0 (hecha_json_string (payload, "remote"), remote) == 0)
        news = FALSE;
      else if (event->kind == HECHA_EVENT_REPORT_MADE || event->kind == HECHA_EVENT_SIGNED ||
               event->kind == HECHA_EVENT_SIGNED_ON_PAPER || event->kind == HECHA_EVENT_STAMPED ||
               event->kind == HECHA_EVENT_DECIDED)
        news = TRUE;
    }
  return news;
}

/**
 * hecha_outbox_last_noted:
 * @id: UUID of a case, or scope of a register
 *
 * Returns: the seq of the last of this device's events that a segment for the remote holds
 */
gint64
hecha_outbox_last_noted (HechaDb    *db,
                         const char *id,
                         const char *remote)
{
  g_autoptr(GPtrArray) items = hecha_outbox_store_list (db, id, NULL);
  gint64 last = 0;

  for (guint i = 0; items && i < items->len; i++)
    {
      HechaOutboxItem *item = items->pdata[i];
      const char *dash = strrchr (item->what, '-');

      if (item->kind == HECHA_OUTBOX_JOURNAL && strcmp (item->remote, remote) == 0 && dash)
        last = MAX (last, g_ascii_strtoll (dash + 1, NULL, 10));
    }
  return last;
}

static gboolean
note_segment (HechaJournal  *journal,
              const Noting  *noting,
              GError       **error)
{
  gint64 first = hecha_outbox_last_noted (hecha_journal_db (journal), noting->content->visit->uuid, noting->remote) + 1;
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
               GPtrArray     *list,
               GError       **error)
{
  for (guint i = 0; list && i < list->len; i++)
    {
      HechaEvidence *evidence = list->pdata[i];

      if (!evidence->withdrawn &&
          !add_item (db, noting, HECHA_OUTBOX_EVIDENCE, evidence->sha256,
                     hecha_path_of_evidence (noting->content->visit->uuid, evidence->sha256), (gint64) evidence->size,
                     error))
        return FALSE;
    }
  return TRUE;
}

/* What was signed on paper goes along: its scans are all that shows it. */
static gboolean
note_scans (HechaDb       *db,
            const Noting  *noting,
            GPtrArray     *signings,
            GError       **error)
{
  for (guint i = 0; i < signings->len; i++)
    if (!note_evidence (db, noting, ((HechaSigning *) signings->pdata[i])->scans, error))
      return FALSE;
  return TRUE;
}

/* The visit, or the records of a joint inspection, that have a report. */
static GPtrArray *
reported (HechaDb       *db,
          const Noting  *noting,
          GError       **error)
{
  const HechaVisit *visit = noting->content->visit;
  g_autoptr(GPtrArray) cases = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_case_free);
  guint last = visit->partner ? HECHA_N_RECORDS : 0;

  for (guint record = MIN (last, 1); record <= last; record++)
    {
      g_autofree char *id = hecha_record_id (visit->uuid, record);
      HechaCase *self = hecha_visit_store_load (db, id, error);

      if (!self)
        return NULL;
      if (self->report)
        g_ptr_array_add (cases, self);
      else
        hecha_case_free (self);
    }
  return g_steal_pointer (&cases);
}

static gboolean
note_reports (HechaDb       *db,
              const Noting  *noting,
              GPtrArray     *cases,
              GError       **error)
{
  for (guint i = 0; i < cases->len; i++)
    {
      const HechaCase *reported = cases->pdata[i];
      const char *sha256 = reported->report;
      g_autoptr(HechaStoredReport) stored = hecha_report_store_find (db, sha256, error);

      if (!stored || !note_scans (db, noting, reported->signings, error) ||
          !add_item (db, noting, HECHA_OUTBOX_REPORT, sha256,
                     hecha_path_of_report (noting->content->visit->uuid, stored->revision, sha256), stored->size, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
any_news (const Noting *noting,
          GPtrArray    *events,
          GPtrArray    *cases)
{
  gboolean news = FALSE;

  for (guint i = 0; i < cases->len; i++)
    {
      g_autofree char *subject = hecha_record_subject (((HechaCase *) cases->pdata[i])->visit->uuid);

      news |= has_news (events, noting->remote, subject);
    }
  return news;
}

/* Of a case that has news: once something of it was noted for a remote, that remote is chosen. */
static HechaOutboxNote
where_to (HechaDb      *db,
          const Noting *noting)
{
  g_autoptr(GPtrArray) items = NULL;

  if (!noting->chosen_only || hecha_outbox_last_noted (db, noting->content->visit->uuid, noting->remote) > 0)
    return HECHA_OUTBOX_NOTED;
  items = hecha_outbox_store_list (db, noting->content->visit->uuid, NULL);
  return items && items->len ? HECHA_OUTBOX_ELSEWHERE : HECHA_OUTBOX_NOWHERE;
}

static gboolean
note_work (HechaJournal  *journal,
           gpointer       data,
           GError       **error)
{
  Noting *noting = data;
  g_autoptr(GPtrArray) events = own_events (journal, noting->content->visit->uuid, 1, error);
  g_autoptr(GPtrArray) cases = events ? reported (hecha_journal_db (journal), noting, error) : NULL;

  if (!cases)
    return FALSE;
  noting->note = any_news (noting, events, cases) ? where_to (hecha_journal_db (journal), noting) : HECHA_OUTBOX_TOLD;
  return noting->note != HECHA_OUTBOX_NOTED ||
         (note_evidence (hecha_journal_db (journal), noting, noting->content->evidence, error) &&
          note_reports (hecha_journal_db (journal), noting, cases, error) && note_segment (journal, noting, error));
}

/**
 * hecha_outbox_note:
 * @chosen_only: whether it goes there only if something of it was noted for that remote before
 * @note: (out): what came of it
 *
 * Notes what of a case is to go to a remote.
 */
gboolean
hecha_outbox_note (HechaSession     *session,
                   const char       *case_uuid,
                   const char       *remote,
                   gboolean          chosen_only,
                   HechaOutboxNote  *note,
                   GError          **error)
{
  g_autofree char *uuid = hecha_record_case (case_uuid);
  g_autoptr(HechaCase) self = hecha_case_load (session, uuid, error);
  g_autofree char *now = hecha_clock_now_text (hecha_session_get_clock (session));
  Noting noting = { session, remote, self, now, chosen_only, HECHA_OUTBOX_TOLD };

  if (!self || !hecha_session_change (session, note_work, &noting, error))
    return FALSE;
  *note = noting.note;
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
  HechaOutboxNote note;

  if (!hecha_outbox_note (session, case_uuid, remote, FALSE, &note, error))
    return FALSE;
  if (note == HECHA_OUTBOX_NOTED)
    hecha_session_emit_changed (session, HECHA_SCOPE_WORKSPACE, "outbox");
  else
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED,
                 "There is nothing of this visit that “%s” has not been told: issue or sign its report first", remote);
  return note == HECHA_OUTBOX_NOTED;
}

/* How far it is */

void
hecha_outbox_row_free (HechaOutboxRow *self)
{
  g_free (self->case_uuid);
  g_free (self->number);
  g_free (self->enterprise);
  g_free (self->remote);
  g_free (self->state);
  g_free (self->next_try);
  g_free (self->why);
  g_free (self->receipt);
  g_free (self);
}

typedef struct
{
  const char *case_uuid;
  GPtrArray  *items;
} Listing;

static gboolean
list_work (HechaJournal  *journal,
           gpointer       data,
           GError       **error)
{
  Listing *listing = data;

  listing->items = hecha_outbox_store_list (hecha_journal_db (journal), listing->case_uuid, error);
  return listing->items != NULL;
}

/**
 * hecha_outbox_items:
 * @case_uuid: (nullable): one case; %NULL for all
 *
 * Returns: (transfer full) (element-type HechaOutboxItem) (nullable): what is noted, in order
 */
GPtrArray *
hecha_outbox_items (HechaSession  *session,
                    const char    *case_uuid,
                    GError       **error)
{
  Listing listing = { case_uuid, NULL };

  return hecha_session_work (session, list_work, &listing, error) ? listing.items : NULL;
}

static char *
dup_enterprise (HechaSession *session,
                const char   *code)
{
  g_autoptr(GPtrArray) rows = code ? hecha_intake_enterprise (session, code, NULL) : NULL;

  return g_strdup (rows && rows->len ? hecha_filing_get (((HechaFilingRow *) rows->pdata[0])->filing, HECHA_FIELD_NAME) : "");
}

static const char *
what_of (HechaSession    *session,
         const HechaCase *self)
{
  if (!self)
    return "register";
  if (self->decision && g_strcmp0 (self->visit->unit, hecha_session_get_unit (session)) != 0)
    return "decision";
  return self->report ? "report" : "visit";
}

static HechaOutboxRow *
row_for (HechaSession          *session,
         GHashTable            *rows,
         GPtrArray             *ordered,
         const HechaOutboxItem *item)
{
  g_autofree char *key = g_strconcat (item->case_id, "/", item->remote, NULL);
  HechaOutboxRow *row = g_hash_table_lookup (rows, key);
  g_autoptr(HechaCase) self = NULL;
  const char *of_register;

  if (row)
    return row;
  of_register = g_str_has_prefix (item->case_id, "register:") ? item->case_id + strlen ("register:") : NULL;
  self = of_register ? NULL : hecha_case_load (session, item->case_id, NULL);
  row = g_new0 (HechaOutboxRow, 1);
  row->case_uuid = g_strdup (item->case_id);
  row->number = g_strdup (self ? self->visit->number : of_register ? of_register : "");
  row->enterprise = self ? g_strdup (hecha_visit_enterprise (self->visit)) : dup_enterprise (session, of_register);
  row->what = what_of (session, self);
  row->remote = g_strdup (item->remote);
  row->state = g_strdup ("sent");
  g_hash_table_insert (rows, g_steal_pointer (&key), row);
  g_ptr_array_add (ordered, row);
  return row;
}

/**
 * hecha_hand_over_outbox:
 *
 * Returns: (transfer full) (element-type HechaOutboxRow) (nullable): how far
 *   each hand-over is
 */
GPtrArray *
hecha_hand_over_outbox (HechaSession  *session,
                        GError       **error)
{
  g_autoptr(GPtrArray) items = hecha_outbox_items (session, NULL, error);
  g_autoptr(GHashTable) rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *ordered;

  if (!items)
    return NULL;
  ordered = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_outbox_row_free);
  for (guint i = 0; i < items->len; i++)
    {
      HechaOutboxItem *item = items->pdata[i];
      HechaOutboxRow *row = row_for (session, rows, ordered, item);

      row->total++;
      row->arrived += item->state == HECHA_OUTBOX_SENT;
      row->attempts = MAX (row->attempts, (guint) item->attempts);
      if (item->receipt)
        {
          g_free (row->receipt);
          row->receipt = g_strdup (item->receipt);
        }
      if (item->state == HECHA_OUTBOX_SENT)
        continue;
      if (item->why && !row->why)
        {
          row->why = g_strdup (item->why);
          row->next_try = g_strdup (item->next_try);
        }
      g_free (row->state);
      row->state = g_strdup (row->why ? "failed" : "waiting");
    }
  return ordered;
}
