/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of hand-over.h about what of other devices could not be merged. */
#include "hand-over.h"

#include "blank.h"
#include "device-store.h"
#include "error.h"
#include "exchange.h"
#include "segment.h"

#include <string.h>

#define SUBJECT "segment/"

void
hecha_waiting_row_free (HechaWaitingRow *self)
{
  g_free (self->device);
  g_free (self->scope);
  g_free (self->why);
  g_free (self->sha256);
  g_free (self->entries);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_free (self);
}

/* What somebody who has to decide looks at: a line for each entry. */
static char *
entries_of (GPtrArray *events)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < events->len; i++)
    {
      HechaEvent *event = events->pdata[i];

      g_string_append_printf (lines, "%s%" G_GINT64_FORMAT "  %s  %s  %s  %s", i ? "\n" : "", event->seq, event->time,
                              event->author, hecha_nick_text (hecha_event_kind_nicks, event->kind), event->subject);
    }
  return g_string_free (lines, FALSE);
}

static HechaWaitingRow *
row_new (GPtrArray *events)
{
  HechaEvent *first = events->pdata[0], *last = events->pdata[events->len - 1];
  HechaWaitingRow *row = g_new0 (HechaWaitingRow, 1);

  row->device = g_strdup (first->device);
  row->scope = g_strdup (first->scope);
  row->first = first->seq;
  row->last = last->seq;
  row->entries = entries_of (events);
  row->events = g_ptr_array_ref (events);
  return row;
}

typedef struct
{
  HechaSession *session;
  const char   *device;
  GPtrArray    *rows;
} Listing;

static gboolean
waiting_work (HechaJournal  *journal,
              gpointer       data,
              GError       **error)
{
  Listing *listing = data;
  g_autoptr(GPtrArray) parts = hecha_device_store_waiting (journal, listing->device, error);

  for (guint i = 0; parts && i < parts->len; i++)
    {
      gint64 fork = hecha_journal_find_fork (journal, parts->pdata[i], error);
      HechaWaitingRow *row;

      if (fork < 0)
        return FALSE;
      row = row_new (parts->pdata[i]);
      row->forked_at = fork;
      g_ptr_array_add (listing->rows, row);
    }
  return parts != NULL;
}

static gboolean
list_aside (HechaJournal  *journal,
            Listing       *listing,
            const char    *writer,
            GError       **error)
{
  g_autoptr(GPtrArray) events = hecha_journal_read (journal, HECHA_SCOPE_WORKSPACE, writer, 1, G_MAXINT64, error);

  for (guint i = 0; events && i < events->len; i++)
    {
      HechaEvent *event = events->pdata[i];
      g_autoptr(JsonObject) payload = event->kind == HECHA_EVENT_SEGMENT_SET_ASIDE ? hecha_event_dup_payload (event) : NULL;
      HechaWaitingRow *row;

      if (!payload || g_strcmp0 (hecha_json_string (payload, "device"), listing->device) != 0)
        continue;
      row = g_new0 (HechaWaitingRow, 1);
      row->device = g_strdup (listing->device);
      row->scope = g_strdup (hecha_json_string (payload, "scope"));
      row->first = hecha_json_int (payload, "first", 0);
      row->last = hecha_json_int (payload, "last", 0);
      row->why = g_strdup (hecha_json_string (payload, "reason"));
      row->sha256 = g_strdup (hecha_json_string (payload, "sha256"));
      g_ptr_array_add (listing->rows, row);
    }
  return events != NULL;
}

/* By whichever device this workspace was then. */
static gboolean
aside_work (HechaJournal  *journal,
            gpointer       data,
            GError       **error)
{
  g_autoptr(GPtrArray) heads = hecha_journal_heads (journal, HECHA_SCOPE_WORKSPACE, error);

  for (guint i = 0; heads && i < heads->len; i++)
    if (!list_aside (journal, data, ((HechaHead *) heads->pdata[i])->device, error))
      return FALSE;
  return heads != NULL;
}

static void
read_entries (HechaSession    *session,
              HechaWaitingRow *row)
{
  g_autoptr(GBytes) bytes = hecha_vault_load (hecha_session_get_vault (session), row->sha256, HECHA_SEGMENT_MAX_SIZE, NULL);

  row->entries = bytes ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;
}

/**
 * hecha_hand_over_waiting:
 * @device: id of a device
 *
 * Returns: (transfer full) (element-type HechaWaitingRow) (nullable): what of it
 *   waits, and what was set aside
 */
GPtrArray *
hecha_hand_over_waiting (HechaSession  *session,
                         const char    *device,
                         GError       **error)
{
  g_autofree char *id = hecha_devices_find (session, device, error);
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_waiting_row_free);
  Listing listing = { session, id, rows };

  if (!id || !hecha_session_work (session, waiting_work, &listing, error) ||
      !hecha_session_work (session, aside_work, &listing, error))
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    if (((HechaWaitingRow *) rows->pdata[i])->sha256)
      read_entries (session, rows->pdata[i]);
  return g_steal_pointer (&rows);
}

typedef struct
{
  HechaSession *session;
  const char   *device;
  const char   *reason;
  GPtrArray    *parts;    /* of HechaEvent arrays */
  GPtrArray    *digests;  /* of what the vault keeps of each */
} Aside;

static gboolean
parts_work (HechaJournal  *journal,
            gpointer       data,
            GError       **error)
{
  Aside *aside = data;

  aside->parts = hecha_device_store_waiting (journal, aside->device, error);
  return aside->parts != NULL;
}

static GBytes *
lines_of (GPtrArray *events)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < events->len; i++)
    {
      g_autoptr(JsonObject) object = hecha_event_to_json (events->pdata[i]);
      g_autofree char *line = hecha_json_canonical_object (object);

      g_string_append_printf (lines, "%s\n", line);
    }
  return g_string_free_to_bytes (lines);
}

static char *
keep (HechaSession  *session,
      GBytes        *bytes,
      GError       **error)
{
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  HechaVaultEntry entry;

  if (!hecha_vault_import (hecha_session_get_vault (session), stream, g_bytes_get_size (bytes), NULL, NULL, NULL, &entry,
                           error))
    return NULL;
  return g_strdup (entry.sha256);
}

/* What the journal says of a part of a chain that was not merged. */
static HechaEvent *
aside_event (const HechaEvent *first,
             const HechaEvent *last,
             const char       *sha256,
             const char       *reason)
{
  g_autofree char *subject = g_strconcat (SUBJECT, last->hash, NULL);
  JsonObject *payload = json_object_new ();

  json_object_set_string_member (payload, "scope", first->scope);
  json_object_set_string_member (payload, "device", first->device);
  json_object_set_int_member (payload, "first", first->seq);
  json_object_set_int_member (payload, "last", last->seq);
  json_object_set_string_member (payload, "sha256", sha256);
  json_object_set_string_member (payload, "reason", reason);
  return hecha_session_event (HECHA_SCOPE_WORKSPACE, HECHA_EVENT_SEGMENT_SET_ASIDE, subject, payload);
}

static gboolean
record (HechaJournal  *journal,
        const Aside   *aside,
        guint          i,
        GError       **error)
{
  GPtrArray *events = aside->parts->pdata[i];

  return hecha_journal_append (journal, aside_event (events->pdata[0], events->pdata[events->len - 1],
                                                     aside->digests->pdata[i], aside->reason), error) &&
         hecha_device_store_drop (journal, events, error);
}

static gboolean
record_work (HechaJournal  *journal,
             gpointer       data,
             GError       **error)
{
  Aside *aside = data;

  for (guint i = 0; i < aside->parts->len; i++)
    if (!record (journal, aside, i, error))
      return FALSE;
  return TRUE;
}

static gboolean
set_aside (Aside   *aside,
           GError **error)
{
  for (guint i = 0; i < aside->parts->len; i++)
    {
      g_autoptr(GBytes) lines = lines_of (aside->parts->pdata[i]);
      char *sha256 = keep (aside->session, lines, error);

      if (!sha256)
        return FALSE;
      g_ptr_array_add (aside->digests, sha256);
    }
  return hecha_session_change (aside->session, record_work, aside, error);
}

/**
 * hecha_hand_over_set_aside:
 * @device: id of a device, or the beginning of it
 * @reason: why; recorded
 *
 * What of a device waits does so no longer: it is kept in the vault as it came,
 * and the journal says what it was, so that the proof of a fork is not lost.
 *
 * Returns: %FALSE with %HECHA_ERROR_REFUSED where nothing waits, or without a reason
 */
gboolean
hecha_hand_over_set_aside (HechaSession  *session,
                           const char    *device,
                           const char    *reason,
                           GError       **error)
{
  g_autofree char *id = hecha_devices_find (session, device, error);
  g_autoptr(GPtrArray) parts = NULL, digests = g_ptr_array_new_with_free_func (g_free);
  Aside aside = { session, id, reason, NULL, digests };

  if (!id || !hecha_session_work (session, parts_work, &aside, error))
    return FALSE;
  parts = aside.parts;
  if (parts->len == 0 || hecha_is_blank (reason))
    {
      g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_REFUSED, parts->len ? "Setting entries aside needs a reason"
                           : "Nothing of this device waits");
      return FALSE;
    }
  if (!set_aside (&aside, error))
    return FALSE;
  hecha_session_emit_changed (session, HECHA_SCOPE_WORKSPACE, "device");
  return TRUE;
}

typedef struct
{
  const char *head;
  gboolean    found;
} Asking;

static gboolean
find_work (HechaJournal  *journal,
           gpointer       data,
           GError       **error)
{
  Asking *asking = data;
  g_autofree char *subject = g_strconcat (SUBJECT, asking->head, NULL);
  g_autoptr(GPtrArray) events = hecha_journal_of_subject (journal, HECHA_SCOPE_WORKSPACE, subject, error);

  asking->found = events && events->len;
  return events != NULL;
}

/**
 * hecha_quarantine_knows:
 * @head: hash of the last event of a part of a chain
 *
 * Returns: whether it was set aside
 */
gboolean
hecha_quarantine_knows (HechaSession *session,
                        const char   *head)
{
  Asking asking = { head, FALSE };

  return hecha_session_work (session, find_work, &asking, NULL) && asking.found;
}

/**
 * hecha_quarantine_fork:
 * @segment: a part of a chain, signed by its device, that is not the one at hand
 *
 * Keeps the proof that a device's chain was forked: the vault has it as it came,
 * the journal says so.
 */
gboolean
hecha_quarantine_fork (HechaSession        *session,
                       const HechaSegment  *segment,
                       GBytes              *bytes,
                       GError             **error)
{
  g_autofree char *sha256 = keep (session, bytes, error);
  GPtrArray *events = segment->events;

  return sha256 && hecha_session_append_one (session, aside_event (events->pdata[0], events->pdata[events->len - 1], sha256,
                                                                   "fork"), error);
}
