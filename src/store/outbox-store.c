/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outbox-store.h"

#include "error.h"
#include "json.h"

const HechaNick hecha_outbox_kind_nicks[] = {
  { HECHA_OUTBOX_EVIDENCE, "evidence" },
  { HECHA_OUTBOX_JOURNAL, "journal" },
  { HECHA_OUTBOX_REPORT, "report" },
  { HECHA_OUTBOX_ANNOUNCEMENT, "announcement" },
  { HECHA_OUTBOX_RECEIPT, "receipt" },
  { 0, NULL },
};

const HechaNick hecha_outbox_state_nicks[] = {
  { HECHA_OUTBOX_WAITING, "waiting" },
  { HECHA_OUTBOX_SENT, "sent" },
  { HECHA_OUTBOX_FAILED, "failed" },
  { 0, NULL },
};

void
hecha_outbox_item_free (HechaOutboxItem *self)
{
  g_free (self->case_id);
  g_free (self->what);
  g_free (self->remote);
  g_free (self->path);
  g_free (self->why);
  g_free (self->next_try);
  g_free (self->receipt);
  g_free (self->added);
  g_free (self);
}

void
hecha_stored_remote_free (HechaStoredRemote *self)
{
  g_free (self->name);
  g_free (self->kind);
  g_free (self->url);
  g_free (self->user);
  g_free (self->ca);
  g_free (self);
}

/**
 * hecha_outbox_store_add:
 * @item: its id, state, attempts and receipt are not looked at
 *
 * Notes that something is to be handed over. What lies or waits under the same
 * path of the same remote already stays as it is: everything that is sent is
 * named by what it holds.
 */
gboolean
hecha_outbox_store_add (HechaDb                *db,
                        const HechaOutboxItem  *item,
                        GError                **error)
{
  return hecha_db_exec (db, error,
                        "INSERT INTO outbox (kind, case_id, what, remote, path, size, state, why, attempts, added)"
                        "  VALUES (?, ?, ?, ?, ?, ?, 'waiting', ?, 0, ?) ON CONFLICT (remote, path) DO NOTHING",
                        "sssssxss", hecha_nick_text (hecha_outbox_kind_nicks, item->kind), item->case_id, item->what,
                        item->remote, item->path, item->size, item->why, item->added);
}

#define SELECT_ITEM \
  "SELECT id, kind, case_id, what, remote, path, size, state, why, attempts, next_try, receipt, added FROM outbox "

static GPtrArray *
items_of_rows (HechaRows  *rows,
               GError    **error)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_outbox_item_free);

  while (hecha_rows_next (rows))
    {
      HechaOutboxItem *item = g_new0 (HechaOutboxItem, 1);
      int kind = 0, state = 0;

      hecha_nick_value (hecha_outbox_kind_nicks, hecha_rows_text (rows, 1), &kind);
      hecha_nick_value (hecha_outbox_state_nicks, hecha_rows_text (rows, 7), &state);
      item->id = hecha_rows_int (rows, 0);
      item->kind = kind;
      item->case_id = hecha_rows_dup (rows, 2);
      item->what = hecha_rows_dup (rows, 3);
      item->remote = hecha_rows_dup (rows, 4);
      item->path = hecha_rows_dup (rows, 5);
      item->size = hecha_rows_int (rows, 6);
      item->state = state;
      item->why = hecha_rows_dup (rows, 8);
      item->attempts = (int) hecha_rows_int (rows, 9);
      item->next_try = hecha_rows_dup (rows, 10);
      item->receipt = hecha_rows_dup (rows, 11);
      item->added = hecha_rows_dup (rows, 12);
      g_ptr_array_add (items, item);
    }
  return hecha_rows_end (rows, error) ? g_steal_pointer (&items) : NULL;
}

/**
 * hecha_outbox_store_list:
 * @case_id: (nullable): only what belongs to this case
 *
 * Returns: (transfer full) (element-type HechaOutboxItem) (nullable): all, in
 *   the order in which it was added
 */
GPtrArray *
hecha_outbox_store_list (HechaDb     *db,
                         const char  *case_id,
                         GError     **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, SELECT_ITEM "WHERE ?1 IS NULL OR case_id = ?1 ORDER BY id", "s",
                                              case_id);

  return items_of_rows (rows, error);
}

/**
 * hecha_outbox_store_due:
 * @now: RFC 3339 in UTC
 * @limit: how many at most
 *
 * Returns: (transfer full) (element-type HechaOutboxItem) (nullable): what may
 *   be sent now, in the order in which it was added, so that an announcement
 *   goes after what it announces
 */
GPtrArray *
hecha_outbox_store_due (HechaDb     *db,
                        const char  *now,
                        guint        limit,
                        GError     **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, SELECT_ITEM "WHERE state = 'waiting'"
                                              " AND (next_try IS NULL OR next_try <= ?) ORDER BY id LIMIT ?", "si",
                                              now, (int) limit);

  return items_of_rows (rows, error);
}

/**
 * hecha_outbox_store_sent:
 * @receipt: (nullable): what the other side said
 */
gboolean
hecha_outbox_store_sent (HechaDb     *db,
                         gint64       id,
                         const char  *receipt,
                         GError     **error)
{
  return hecha_db_exec (db, error, "UPDATE outbox SET state = 'sent', why = NULL, next_try = NULL, receipt = ?,"
                        " attempts = attempts + 1 WHERE id = ?", "sx", receipt, id);
}

/**
 * hecha_outbox_store_failed:
 * @why: for people
 * @next_try: (nullable): RFC 3339 in UTC; %NULL where trying again is no use
 */
gboolean
hecha_outbox_store_failed (HechaDb     *db,
                           gint64       id,
                           const char  *why,
                           const char  *next_try,
                           GError     **error)
{
  return hecha_db_exec (db, error, "UPDATE outbox SET state = CASE WHEN ?2 IS NULL THEN 'failed' ELSE 'waiting' END,"
                        " why = ?1, next_try = ?2, attempts = attempts + 1 WHERE id = ?3", "ssx", why, next_try, id);
}

/**
 * hecha_outbox_store_retry:
 * @case_id: (nullable): only what belongs to this case
 *
 * Lets all that is not sent be tried at once.
 */
gboolean
hecha_outbox_store_retry (HechaDb     *db,
                          const char  *case_id,
                          GError     **error)
{
  return hecha_db_exec (db, error, "UPDATE outbox SET state = 'waiting', next_try = NULL"
                        " WHERE state <> 'sent' AND (?1 IS NULL OR case_id = ?1)", "s", case_id);
}

/**
 * hecha_outbox_store_count:
 * @case_id: (nullable): only what belongs to this case
 * @kind: #HechaOutboxKind, or -1 for all
 * @sent: (out): how many arrived
 * @all: (out): of how many
 */
gboolean
hecha_outbox_store_count (HechaDb     *db,
                          const char  *case_id,
                          int          kind,
                          guint       *sent,
                          guint       *all,
                          GError     **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT total (state = 'sent'), count (*) FROM outbox"
                                              " WHERE (?1 IS NULL OR case_id = ?1) AND (?2 IS NULL OR kind = ?2)", "ss",
                                              case_id, kind < 0 ? NULL : hecha_nick_text (hecha_outbox_kind_nicks, kind));

  if (hecha_rows_next (rows))
    {
      *sent = (guint) hecha_rows_int (rows, 0);
      *all = (guint) hecha_rows_int (rows, 1);
    }
  return hecha_rows_end (rows, error);
}

/* Remotes, as the journal tells them */

static GPtrArray *
remotes_of_rows (HechaRows  *rows,
                 GError    **error)
{
  g_autoptr(GPtrArray) remotes = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_stored_remote_free);

  while (hecha_rows_next (rows))
    {
      g_autoptr(JsonObject) payload = hecha_json_parse_object (hecha_rows_text (rows, 1), -1, "remote", NULL);
      HechaStoredRemote *remote;

      if (!hecha_json_string (payload, "url"))
        continue;
      remote = g_new0 (HechaStoredRemote, 1);
      remote->name = hecha_rows_dup (rows, 0);
      remote->kind = g_strdup (hecha_json_string (payload, "kind"));
      remote->url = g_strdup (hecha_json_string (payload, "url"));
      remote->user = g_strdup (hecha_json_string (payload, "user"));
      remote->ca = g_strdup (hecha_json_string (payload, "ca"));
      g_ptr_array_add (remotes, remote);
    }
  return hecha_rows_end (rows, error) ? g_steal_pointer (&remotes) : NULL;
}

/**
 * hecha_outbox_store_remotes:
 *
 * Returns: (transfer full) (element-type HechaStoredRemote) (nullable): all, by name
 */
GPtrArray *
hecha_outbox_store_remotes (HechaDb  *db,
                            GError  **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT name, payload FROM remote ORDER BY name", "");

  return remotes_of_rows (rows, error);
}

/**
 * hecha_outbox_store_remote:
 *
 * Returns: (transfer full) (nullable): the remote; %HECHA_ERROR_NOT_FOUND
 */
HechaStoredRemote *
hecha_outbox_store_remote (HechaDb     *db,
                           const char  *name,
                           GError     **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT name, payload FROM remote WHERE name = ?", "s", name);
  g_autoptr(GPtrArray) remotes = remotes_of_rows (rows, error);

  if (remotes && remotes->len)
    return g_ptr_array_steal_index (remotes, 0);
  if (remotes)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "There is no remote store %s", name);
  return NULL;
}
