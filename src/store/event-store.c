/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "event-store.h"

#include "error.h"

#define SELECT_EVENT \
  "SELECT c.scope, c.device, e.seq, e.lamport, e.prev, e.hash, e.time, e.author, e.kind, e.subject," \
  "       e.group_id, e.based_on, e.payload_digest, e.salt, e.payload" \
  "  FROM chain c JOIN event e ON e.chain = c.id "

static HechaEvent *
event_of_row (HechaRows *rows)
{
  HechaEvent *event = g_new0 (HechaEvent, 1);
  const char *based_on = hecha_rows_text (rows, 11);
  int kind = 0;

  event->scope = hecha_rows_dup (rows, 0);
  event->device = hecha_rows_dup (rows, 1);
  event->seq = hecha_rows_int (rows, 2);
  event->lamport = hecha_rows_int (rows, 3);
  event->prev = hecha_rows_dup (rows, 4);
  event->hash = hecha_rows_dup (rows, 5);
  event->time = hecha_rows_dup (rows, 6);
  event->author = hecha_rows_dup (rows, 7);
  hecha_nick_value (hecha_event_kind_nicks, hecha_rows_text (rows, 8), &kind);
  event->kind = kind;
  event->subject = hecha_rows_dup (rows, 9);
  event->group = hecha_rows_dup (rows, 10);
  event->based_on = *based_on ? g_strsplit (based_on, " ", -1) : g_new0 (char *, 1);
  event->payload_digest = hecha_rows_dup (rows, 12);
  event->salt = hecha_rows_dup (rows, 13);
  event->payload = hecha_rows_dup (rows, 14);
  return event;
}

static GPtrArray *
events_of_rows (HechaRows  *rows,
                GError    **error)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_event_free);

  while (hecha_rows_next (rows))
    g_ptr_array_add (events, event_of_row (rows));
  return hecha_rows_end (rows, error) ? g_steal_pointer (&events) : NULL;
}

/**
 * hecha_event_store_insert:
 * @event: sealed, and known to be the next of its chain
 */
gboolean
hecha_event_store_insert (HechaDb           *db,
                          const HechaEvent  *event,
                          GError           **error)
{
  g_autofree char *based_on = g_strjoinv (" ", event->based_on);
  gint64 chain;

  if (!hecha_db_exec (db, error,
                      "INSERT INTO chain (scope, device, count, lamport, hash) VALUES (?, ?, ?, ?, ?)"
                      "  ON CONFLICT (scope, device) DO UPDATE"
                      "  SET count = excluded.count, lamport = excluded.lamport, hash = excluded.hash",
                      "ssxxs", event->scope, event->device, event->seq, event->lamport, event->hash))
    return FALSE;
  chain = hecha_db_int (db, 0, "SELECT id FROM chain WHERE scope = ? AND device = ?", "ss",
                        event->scope, event->device);
  return hecha_db_exec (db, error,
                        "INSERT INTO event (chain, seq, lamport, prev, hash, time, author, kind, subject,"
                        "                   group_id, based_on, payload_digest, salt, payload)"
                        "  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "xxxsssssssssss",
                        chain, event->seq, event->lamport, event->prev, event->hash, event->time, event->author,
                        hecha_nick_text (hecha_event_kind_nicks, event->kind), event->subject, event->group,
                        based_on, event->payload_digest, event->salt, event->payload);
}

/**
 * hecha_event_store_read:
 * @first: from 1
 * @last: included; beyond the end for all
 *
 * Returns: (transfer full) (element-type HechaEvent) (nullable): a part of a chain, in order
 */
GPtrArray *
hecha_event_store_read (HechaDb     *db,
                        const char  *scope,
                        const char  *device,
                        gint64       first,
                        gint64       last,
                        GError     **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, SELECT_EVENT
                                              "WHERE c.scope = ? AND c.device = ? AND e.seq BETWEEN ? AND ?"
                                              " ORDER BY e.seq", "ssxx", scope, device, first, last);

  return events_of_rows (rows, error);
}

/**
 * hecha_event_store_of_subject:
 *
 * Returns: (transfer full) (element-type HechaEvent) (nullable): all events on
 *   a subject, in the order of hecha_event_compare()
 */
GPtrArray *
hecha_event_store_of_subject (HechaDb     *db,
                              const char  *scope,
                              const char  *subject,
                              GError     **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, SELECT_EVENT "WHERE c.scope = ? AND e.subject = ?"
                                              " ORDER BY e.lamport, c.device, e.seq", "ss", scope, subject);

  return events_of_rows (rows, error);
}

/**
 * hecha_event_store_head:
 *
 * Returns: (transfer full) (nullable): where the chain ends; %NULL for no chain
 */
HechaHead *
hecha_event_store_head (HechaDb    *db,
                        const char *scope,
                        const char *device)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT count, hash FROM chain WHERE scope = ? AND device = ?",
                                              "ss", scope, device);

  if (!hecha_rows_next (rows))
    return NULL;
  return hecha_head_new (device, hecha_rows_int (rows, 0), hecha_rows_text (rows, 1));
}

/**
 * hecha_event_store_heads:
 *
 * Returns: (transfer full) (element-type HechaHead) (nullable): where each
 *   chain of the scope ends, in the order of their devices
 */
GPtrArray *
hecha_event_store_heads (HechaDb     *db,
                         const char  *scope,
                         GError     **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT device, count, hash FROM chain WHERE scope = ?"
                                              " ORDER BY device", "s", scope);
  g_autoptr(GPtrArray) heads = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_head_free);

  while (hecha_rows_next (rows))
    g_ptr_array_add (heads, hecha_head_new (hecha_rows_text (rows, 0), hecha_rows_int (rows, 1),
                                            hecha_rows_text (rows, 2)));
  return hecha_rows_end (rows, error) ? g_steal_pointer (&heads) : NULL;
}

/**
 * hecha_event_store_lamport:
 *
 * Returns: the greatest lamport of the scope; 0 for an empty one
 */
gint64
hecha_event_store_lamport (HechaDb    *db,
                           const char *scope)
{
  return hecha_db_int (db, 0, "SELECT max (lamport) FROM chain WHERE scope = ?", "s", scope);
}

static GStrv
texts_of_rows (HechaRows  *rows,
               GError    **error)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  while (hecha_rows_next (rows))
    g_strv_builder_add (builder, hecha_rows_text (rows, 0));
  return hecha_rows_end (rows, error) ? g_strv_builder_end (builder) : NULL;
}

/**
 * hecha_event_store_subjects:
 *
 * Returns: (transfer full) (nullable): every subject of the scope, once
 */
GStrv
hecha_event_store_subjects (HechaDb     *db,
                            const char  *scope,
                            GError     **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT DISTINCT e.subject FROM chain c JOIN event e ON e.chain = c.id"
                                              " WHERE c.scope = ? ORDER BY e.subject", "s", scope);

  return texts_of_rows (rows, error);
}

/**
 * hecha_event_store_scopes:
 *
 * Returns: (transfer full) (nullable): every scope that has a chain
 */
GStrv
hecha_event_store_scopes (HechaDb  *db,
                          GError  **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT DISTINCT scope FROM chain ORDER BY scope", "");

  return texts_of_rows (rows, error);
}
