/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journal.h"

#include "device-store.h"
#include "error.h"
#include "event-store.h"
#include "journal-projection.h"
#include "report-projection.h"

#include <string.h>

/* Beyond these a foreign event is refused: a payload is a form, not a file, and
 * the lamport of the next event has to stay a whole number of JSON. */
#define MAX_PAYLOAD (4 * 1024 * 1024)
#define MAX_LAMPORT (HECHA_JSON_MAX_INTEGER / 2)

struct _HechaJournal
{
  HechaDb          *db;
  char             *device;
  char             *author;
  const HechaClock *clock;
  gboolean          admitting;
};

/* What a function that runs in a transaction is about. */
typedef struct
{
  HechaJournal *journal;
  GPtrArray    *events;
  guint         added;
  const char   *scope;
  const char   *device;
  gint64        seq;
} Work;

/**
 * hecha_journal_new:
 * @db: not owned; outlives the journal
 * @device: SHA-256 of this device's public key, lower-case hex
 * @author: who sits at the device
 * @clock: not owned; outlives the journal
 *
 * Returns: (transfer full): the journal, as this device writes it
 */
HechaJournal *
hecha_journal_new (HechaDb          *db,
                   const char       *device,
                   const char       *author,
                   const HechaClock *clock)
{
  HechaJournal *self;

  g_return_val_if_fail (db && device && author && clock, NULL);

  self = g_new0 (HechaJournal, 1);
  self->db = db;
  self->device = g_strdup (device);
  self->author = g_strdup (author);
  self->clock = clock;
  return self;
}

void
hecha_journal_free (HechaJournal *self)
{
  g_free (self->device);
  g_free (self->author);
  g_free (self);
}

/**
 * hecha_journal_db:
 *
 * Returns: (transfer none): its database
 */
HechaDb *
hecha_journal_db (HechaJournal *self)
{
  return self->db;
}

/**
 * hecha_journal_device:
 *
 * Returns: (transfer none): the device that it writes as
 */
const char *
hecha_journal_device (HechaJournal *self)
{
  return self->device;
}

/**
 * hecha_journal_set_author:
 * @author: who sits at the device from now on
 */
void
hecha_journal_set_author (HechaJournal *self,
                          const char   *author)
{
  g_free (self->author);
  self->author = g_strdup (author);
}

/* Appending */

static const char *
case_of (const char *scope)
{
  return g_str_has_prefix (scope, "case:") ? scope + strlen ("case:") : NULL;
}

/**
 * hecha_journal_is_frozen:
 *
 * Returns: whether content is refused in @scope now
 */
gboolean
hecha_journal_is_frozen (HechaJournal *self,
                         const char   *scope)
{
  return case_of (scope) &&
         hecha_db_int (self->db, 0, "SELECT frozen FROM report WHERE case_id = ?", "s", case_of (scope));
}

/* Heads are counted among the events that say the same sort of thing: looking
 * at a picture does not settle a conflict over its caption. */
static GPtrArray *
heads_of_subject (HechaDb     *db,
                  const char  *scope,
                  const char  *subject,
                  gboolean     content,
                  GError     **error)
{
  g_autoptr(GPtrArray) events = hecha_event_store_of_subject (db, scope, subject, error);
  g_autoptr(GPtrArray) heads = NULL;

  if (!events)
    return NULL;
  for (guint i = events->len; i > 0; i--)
    if (hecha_projection_speaks (events->pdata[i - 1]) != content)
      g_ptr_array_remove_index (events, i - 1);
  heads = hecha_projection_heads (events);
  g_ptr_array_set_free_func (heads, (GDestroyNotify) hecha_event_free);
  for (guint i = 0; i < heads->len; i++)
    heads->pdata[i] = hecha_event_copy (heads->pdata[i]);
  return g_steal_pointer (&heads);
}

static gboolean
base_on_heads (HechaJournal  *self,
               HechaEvent    *event,
               GError       **error)
{
  g_autoptr(GPtrArray) heads = NULL;
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  if (event->based_on[0])
    return TRUE;
  heads = heads_of_subject (self->db, event->scope, event->subject, hecha_projection_speaks (event), error);
  if (!heads)
    return FALSE;
  for (guint i = 0; i < heads->len; i++)
    g_strv_builder_add (builder, ((HechaEvent *) heads->pdata[i])->hash);
  g_strfreev (event->based_on);
  event->based_on = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
may_append (HechaJournal      *self,
            const HechaEvent  *event,
            GError           **error)
{
  if (hecha_event_kind_class (event->kind) == HECHA_EVENT_CONTENT && hecha_journal_is_frozen (self, event->scope))
    {
      g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_REFUSED,
                           "The case is frozen: its report is being signed or was issued. "
                           "Reopen it to begin the next revision");
      return FALSE;
    }
  if (strlen (event->payload) > MAX_PAYLOAD)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "An entry on %s is larger than %d bytes",
                   event->subject, MAX_PAYLOAD);
      return FALSE;
    }
  return TRUE;
}

static gboolean
seal (HechaJournal  *self,
      HechaEvent    *event,
      GError       **error)
{
  g_autoptr(HechaHead) head = hecha_event_store_head (self->db, event->scope, self->device);

  if (!base_on_heads (self, event, error))
    return FALSE;
  g_free (event->device);
  event->device = g_strdup (self->device);
  event->seq = head ? head->count + 1 : 1;
  event->lamport = hecha_event_store_lamport (self->db, event->scope) + 1;
  g_free (event->prev);
  event->prev = g_strdup (head ? head->hash : "");
  g_free (event->time);
  event->time = hecha_clock_now_text (self->clock);
  if (!event->author)
    event->author = g_strdup (self->author);
  hecha_event_seal (event);
  return TRUE;
}

/* What an admission releases may hold admissions; hecha_device_store_admit() goes on to those by itself. */
static gboolean
admit (HechaJournal      *self,
       const HechaEvent  *event,
       GError           **error)
{
  gboolean ok;

  if (event->kind != HECHA_EVENT_DEVICE_ADMITTED || self->admitting)
    return TRUE;
  self->admitting = TRUE;
  ok = hecha_device_store_admit (self, event, error);
  self->admitting = FALSE;
  return ok;
}

static gboolean
append_one (HechaJournal  *self,
            HechaEvent    *event,
            GError       **error)
{
  g_autoptr(GHashTable) subjects = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_add (subjects, event->subject);
  return may_append (self, event, error) &&
         seal (self, event, error) &&
         hecha_event_store_insert (self->db, event, error) &&
         hecha_projection_update (self->db, event->scope, subjects, error) &&
         admit (self, event, error);
}

static gboolean
append_work (HechaDb   *db,
             gpointer   data,
             GError   **error)
{
  Work *work = data;

  for (guint i = 0; i < work->events->len; i++)
    if (!append_one (work->journal, work->events->pdata[i], error))
      return FALSE;
  return TRUE;
}

/**
 * hecha_journal_append_all:
 * @events: (element-type HechaEvent): as hecha_event_new() makes them; those of
 *   one action carry the same group. Filled in and sealed here
 *
 * Appends to this device's chains and shows it in the tables, as a whole or not
 * at all; in the running transaction where there is one. based-on names the
 * heads of the subject unless the caller set it.
 *
 * Returns: %FALSE with %HECHA_ERROR_REFUSED for content of a frozen case
 */
gboolean
hecha_journal_append_all (HechaJournal  *self,
                          GPtrArray     *events,
                          GError       **error)
{
  Work work = { .journal = self, .events = events };

  g_return_val_if_fail (self && events, FALSE);

  return hecha_db_transaction (self->db, append_work, &work, error);
}

/**
 * hecha_journal_append:
 * @event: (transfer full): as hecha_event_new() makes it
 *
 * As hecha_journal_append_all(), for one event.
 */
gboolean
hecha_journal_append (HechaJournal  *self,
                      HechaEvent    *event,
                      GError       **error)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_event_free);

  g_ptr_array_add (events, event);
  return hecha_journal_append_all (self, events, error);
}

/* Merging */

static gboolean
refuse_fork (const HechaEvent  *event,
             GError           **error)
{
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_CONFLICT,
               "Event %" G_GINT64_FORMAT " of device %.12s in %s is there with another content: "
               "the device's chain was forked, and nothing was merged", event->seq, event->device, event->scope);
  return FALSE;
}

/* Drops what is stored already from the front of @events. */
static gboolean
skip_known (HechaJournal  *self,
            GPtrArray     *events,
            HechaEvent   **previous,
            GError       **error)
{
  HechaEvent *first = events->pdata[0], *last = events->pdata[events->len - 1];
  g_autoptr(HechaHead) head = hecha_event_store_head (self->db, first->scope, first->device);
  g_autoptr(GPtrArray) known = hecha_event_store_read (self->db, first->scope, first->device,
                                                       head ? MIN (first->seq - 1, head->count) : 1, last->seq, error);
  guint skip = 0;

  if (!known)
    return FALSE;
  for (guint i = 0; i < known->len; i++)
    {
      HechaEvent *mine = known->pdata[i], *theirs;

      if (mine->seq < first->seq)
        continue;
      theirs = skip < events->len ? events->pdata[skip] : NULL;
      if (!theirs || theirs->seq != mine->seq || strcmp (theirs->hash, mine->hash) != 0)
        return refuse_fork (mine, error);
      skip++;
    }
  *previous = known->len ? hecha_event_copy (known->pdata[known->len - 1]) : NULL;
  g_ptr_array_remove_range (events, 0, skip);
  return TRUE;
}

static gboolean
is_next (const HechaEvent  *event,
         const HechaEvent  *previous,
         GError           **error)
{
  gint64 expected = previous ? previous->seq + 1 : 1;

  if (event->seq > expected)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND,
                   "Events %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT " of device %.12s in %s are missing",
                   expected, event->seq - 1, event->device, event->scope);
      return FALSE;
    }
  if (event->lamport > MAX_LAMPORT || (event->payload && strlen (event->payload) > MAX_PAYLOAD))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE,
                   "Event %" G_GINT64_FORMAT " of device %.12s in %s is beyond the limits",
                   event->seq, event->device, event->scope);
      return FALSE;
    }
  return hecha_event_follows (event, previous, error);
}

static gboolean
merge_work (HechaDb   *db,
            gpointer   data,
            GError   **error)
{
  Work *work = data;
  g_autoptr(GPtrArray) events = g_ptr_array_copy (work->events, (GCopyFunc) hecha_event_copy, NULL);
  g_autoptr(GHashTable) subjects = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(HechaEvent) before = NULL;
  HechaEvent *previous;

  g_ptr_array_set_free_func (events, (GDestroyNotify) hecha_event_free);
  if (!skip_known (work->journal, events, &before, error))
    return FALSE;
  previous = before;
  for (guint i = 0; i < events->len; i++)
    {
      HechaEvent *event = events->pdata[i];

      if (!is_next (event, previous, error) || !hecha_event_store_insert (db, event, error))
        return FALSE;
      g_hash_table_add (subjects, event->subject);
      previous = event;
    }
  if (events->len && !hecha_projection_update (db, previous->scope, subjects, error))
    return FALSE;
  for (guint i = 0; i < events->len; i++)
    if (!admit (work->journal, events->pdata[i], error))
      return FALSE;
  work->added = events->len;
  return TRUE;
}

/**
 * hecha_journal_find_fork:
 * @events: (element-type HechaEvent): a part of one device's chain, in order
 *
 * Returns: seq of the first of @events that is here with another content; 0
 *   where there is none; -1 with an error
 */
gint64
hecha_journal_find_fork (HechaJournal  *self,
                         GPtrArray     *events,
                         GError       **error)
{
  HechaEvent *first = events->pdata[0], *last = events->pdata[events->len - 1];
  g_autoptr(GPtrArray) known = hecha_event_store_read (self->db, first->scope, first->device, first->seq, last->seq, error);

  if (!known)
    return -1;
  for (guint i = 0; i < MIN (known->len, events->len); i++)
    if (strcmp (((HechaEvent *) known->pdata[i])->hash, ((HechaEvent *) events->pdata[i])->hash) != 0)
      return ((HechaEvent *) events->pdata[i])->seq;
  return 0;
}

/**
 * hecha_journal_merge:
 * @events: (element-type HechaEvent): a part of one device's chain, in order,
 *   each as hecha_event_from_json() took it
 * @added: (out) (optional): how many were new
 *
 * Takes another device's events in, as a whole or not at all; those that are
 * there already are passed over. Whether the device is to be believed is for
 * hecha_device_store_receive() to say.
 *
 * Returns: %FALSE with %HECHA_ERROR_CONFLICT for a fork, which names device and
 *   place; %HECHA_ERROR_NOT_FOUND for a gap; %HECHA_ERROR_DAMAGED for events
 *   that do not follow each other; %HECHA_ERROR_TOO_LARGE
 */
gboolean
hecha_journal_merge (HechaJournal  *self,
                     GPtrArray     *events,
                     guint         *added,
                     GError       **error)
{
  Work work = { .journal = self, .events = events };

  g_return_val_if_fail (self && events, FALSE);

  if (events->len && !hecha_db_transaction (self->db, merge_work, &work, error))
    return FALSE;
  if (added)
    *added = work.added;
  return TRUE;
}

/* Reading */

/**
 * hecha_journal_heads:
 *
 * Returns: (transfer full) (element-type HechaHead) (nullable): where each
 *   chain of @scope ends, in the order of their devices
 */
GPtrArray *
hecha_journal_heads (HechaJournal  *self,
                     const char    *scope,
                     GError       **error)
{
  return hecha_event_store_heads (self->db, scope, error);
}

/**
 * hecha_journal_read:
 * @first: from 1
 * @last: included; beyond the end for all
 *
 * Returns: (transfer full) (element-type HechaEvent) (nullable): a part of a
 *   device's chain, in order
 */
GPtrArray *
hecha_journal_read (HechaJournal  *self,
                    const char    *scope,
                    const char    *device,
                    gint64         first,
                    gint64         last,
                    GError       **error)
{
  return hecha_event_store_read (self->db, scope, device, first, last, error);
}

/**
 * hecha_journal_of_subject:
 *
 * Returns: (transfer full) (element-type HechaEvent) (nullable): all that
 *   happened to @subject, oldest first
 */
GPtrArray *
hecha_journal_of_subject (HechaJournal  *self,
                          const char    *scope,
                          const char    *subject,
                          GError       **error)
{
  return hecha_event_store_of_subject (self->db, scope, subject, error);
}

/**
 * hecha_journal_subject_heads:
 *
 * Returns: (transfer full) (element-type HechaEvent) (nullable): the newest
 *   content events on @subject; more than one is a conflict to choose between
 */
GPtrArray *
hecha_journal_subject_heads (HechaJournal  *self,
                             const char    *scope,
                             const char    *subject,
                             GError       **error)
{
  return heads_of_subject (self->db, scope, subject, TRUE, error);
}

/**
 * hecha_journal_scopes:
 *
 * Returns: (transfer full) (nullable): every scope that has an event
 */
GStrv
hecha_journal_scopes (HechaJournal  *self,
                      GError       **error)
{
  return hecha_event_store_scopes (self->db, error);
}

/**
 * hecha_journal_count_late:
 *
 * Returns: how many content events arrived that are not in the report of a
 *   frozen case; 0 while it is not frozen
 */
gint64
hecha_journal_count_late (HechaJournal *self,
                          const char   *scope)
{
  g_autofree char *text = case_of (scope) ? hecha_report_projection_pins (self->db, case_of (scope)) : NULL;
  g_autoptr(GHashTable) pins = hecha_report_projection_parse (text);
  g_autoptr(GPtrArray) heads = pins ? hecha_event_store_heads (self->db, scope, NULL) : NULL;
  gint64 late = 0;

  for (guint i = 0; heads && i < heads->len; i++)
    {
      HechaHead *head = heads->pdata[i];
      gint64 *pinned = g_hash_table_lookup (pins, head->device);

      late += hecha_db_int (self->db, 0,
                            "SELECT count (*) FROM chain c JOIN event e ON e.chain = c.id"
                            " WHERE c.scope = ? AND c.device = ? AND e.seq > ? AND e.kind IN"
                            " ('visit-set', 'object-set', 'answer-set', 'finding-set', 'evidence-set')",
                            "ssx", scope, head->device, pinned ? *pinned : (gint64) 0);
    }
  return late;
}

/* Withdrawal */

static gboolean
destroy_work (HechaDb   *db,
              gpointer   data,
              GError   **error)
{
  Work *work = data;
  g_autoptr(GHashTable) subjects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  char *subject;

  if (!hecha_db_exec (db, error, "UPDATE event SET salt = NULL, payload = NULL WHERE seq = ? AND chain ="
                      " (SELECT id FROM chain WHERE scope = ? AND device = ?)", "xss",
                      work->seq, work->scope, work->device))
    return FALSE;
  subject = hecha_db_text (db, "SELECT e.subject FROM chain c JOIN event e ON e.chain = c.id"
                           " WHERE c.scope = ? AND c.device = ? AND e.seq = ?", "ssx",
                           work->scope, work->device, work->seq);
  if (!subject)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "There is no event %" G_GINT64_FORMAT
                   " of device %.12s in %s", work->seq, work->device, work->scope);
      return FALSE;
    }
  g_hash_table_add (subjects, subject);
  return hecha_projection_update (db, work->scope, subjects, error);
}

/**
 * hecha_journal_destroy_payload:
 *
 * Destroys the salt and the payload of an event for good: for a withdrawal,
 * which is told by an event of its own. The chain still verifies. Outside of a
 * transaction the bytes are gone from the file as well when this returns; inside
 * one call hecha_db_checkpoint() after it.
 */
gboolean
hecha_journal_destroy_payload (HechaJournal  *self,
                               const char    *scope,
                               const char    *device,
                               gint64         seq,
                               GError       **error)
{
  Work work = { .journal = self, .scope = scope, .device = device, .seq = seq };

  if (!hecha_db_transaction (self->db, destroy_work, &work, error))
    return FALSE;
  return hecha_db_in_transaction (self->db) || hecha_db_checkpoint (self->db, error);
}
