/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journal-check.h"

#include "event-store.h"
#include "journal-projection.h"

#include <string.h>

/* Events are read in parts, so that a long chain needs no memory. */
#define PART 1000

const HechaNick hecha_journal_fault_nicks[] = {
  { HECHA_JOURNAL_FORGED, "forged" },
  { HECHA_JOURNAL_BROKEN, "broken" },
  { HECHA_JOURNAL_TRUNCATED, "truncated" },
  { HECHA_JOURNAL_REWRITTEN, "rewritten" },
  { HECHA_JOURNAL_ROW, "row" },
  { 0, NULL },
};

typedef struct
{
  const char *scope;
  GPtrArray  *faults;
  GPtrArray  *before;
  GPtrArray  *after;
} Check;

void
hecha_journal_fault_free (HechaJournalFault *self)
{
  g_free (self->scope);
  g_free (self->device);
  g_free (self->message);
  g_free (self);
}

static void
report (Check                 *check,
        HechaJournalFaultKind  kind,
        const char            *device,
        gint64                 seq,
        char                  *message)
{
  HechaJournalFault *fault = g_new0 (HechaJournalFault, 1);

  fault->kind = kind;
  fault->scope = g_strdup (check->scope);
  fault->device = g_strdup (device);
  fault->seq = seq;
  fault->message = message;
  g_ptr_array_add (check->faults, fault);
}

/* Chains */

static void
check_event (Check            *check,
             const HechaEvent *event,
             const HechaEvent *previous)
{
  g_autoptr(JsonObject) object = hecha_event_to_json (event);
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaEvent) again = hecha_event_from_json (object, &error);

  if (!again)
    report (check, HECHA_JOURNAL_FORGED, event->device, event->seq, g_strdup (error->message));
  g_clear_error (&error);
  if (!hecha_event_follows (event, previous, &error))
    report (check, HECHA_JOURNAL_BROKEN, event->device, event->seq, g_strdup (error->message));
}

/* Over the holes of a chain that somebody cut events out of. */
static gint64
next_seq (HechaDb    *db,
          const char *scope,
          const char *device,
          gint64      from)
{
  return hecha_db_int (db, 0, "SELECT min (seq) FROM event WHERE seq >= ? AND chain ="
                       " (SELECT id FROM chain WHERE scope = ? AND device = ?)", "xss", from, scope, device);
}

static gboolean
check_chain (HechaDb          *db,
             Check            *check,
             const HechaHead  *head,
             GError          **error)
{
  g_autoptr(HechaEvent) previous = NULL;

  for (gint64 first = 1; (first = next_seq (db, check->scope, head->device, first)) > 0; first += PART)
    {
      g_autoptr(GPtrArray) events = hecha_event_store_read (db, check->scope, head->device, first, first + PART - 1,
                                                            error);

      if (!events)
        return FALSE;
      for (guint i = 0; i < events->len; i++)
        {
          check_event (check, events->pdata[i], previous);
          g_clear_pointer (&previous, hecha_event_free);
          previous = hecha_event_copy (events->pdata[i]);
        }
    }
  if (!previous || previous->seq != head->count || strcmp (previous->hash, head->hash) != 0)
    report (check, HECHA_JOURNAL_TRUNCATED, head->device, head->count,
            g_strdup_printf ("The chain of device %.12s should end with event %" G_GINT64_FORMAT
                             " and ends with event %" G_GINT64_FORMAT, head->device, head->count,
                             previous ? previous->seq : (gint64) 0));
  return TRUE;
}

/* Pins */

static void
check_pin (HechaDb    *db,
           Check      *check,
           JsonObject *pin)
{
  const char *device = hecha_json_string (pin, "device"), *hash = hecha_json_string (pin, "hash");
  gint64 count = hecha_json_int (pin, "count", 0);
  g_autofree char *found = NULL;

  if (!device || !hash || count < 1)
    return;
  found = hecha_db_text (db, "SELECT e.hash FROM chain c JOIN event e ON e.chain = c.id"
                         " WHERE c.scope = ? AND c.device = ? AND e.seq = ?", "ssx", check->scope, device, count);
  if (!found)
    report (check, HECHA_JOURNAL_TRUNCATED, device, count,
            g_strdup_printf ("Event %" G_GINT64_FORMAT " of device %.12s, which the report pinned, is missing",
                             count, device));
  else if (strcmp (found, hash) != 0)
    report (check, HECHA_JOURNAL_REWRITTEN, device, count,
            g_strdup_printf ("Event %" G_GINT64_FORMAT " of device %.12s is not the one that the report pinned",
                             count, device));
}

static gboolean
check_pins (HechaDb  *db,
            Check    *check,
            GError  **error)
{
  g_autoptr(GPtrArray) events = hecha_event_store_of_subject (db, check->scope, "report", error);
  g_autoptr(JsonObject) payload = NULL;
  JsonArray *heads;

  if (!events)
    return FALSE;
  for (guint i = 0; i < events->len; i++)
    if (((HechaEvent *) events->pdata[i])->kind == HECHA_EVENT_FROZEN)
      {
        g_clear_pointer (&payload, json_object_unref);
        payload = hecha_event_dup_payload (events->pdata[i]);
      }
  heads = hecha_json_array (payload, "heads");
  for (guint i = 0; heads && i < json_array_get_length (heads); i++)
    check_pin (db, check, hecha_json_element (heads, i));
  return TRUE;
}

/* Tables */

static gboolean
project_work (HechaDb   *db,
              gpointer   data,
              GError   **error)
{
  Check *check = data;

  check->before = hecha_projection_dump (db, check->scope, error);
  if (!check->before || !hecha_projection_rebuild (db, check->scope, error))
    return FALSE;
  check->after = hecha_projection_dump (db, check->scope, error);
  return check->after != NULL;
}

static void
note_missing (Check      *check,
              GPtrArray  *lines,
              GHashTable *others,
              GHashTable *named)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const char *line = lines->pdata[i], *tab = strchr (line, '\t');
      g_autofree char *name = g_strndup (line, tab - line);

      if (g_hash_table_contains (others, line) || !g_hash_table_add (named, g_strdup (name)))
        continue;
      report (check, HECHA_JOURNAL_ROW, NULL, 0, g_strdup_printf ("The row “%s” is not what the journal says", name));
    }
}

static GHashTable *
set_of (GPtrArray *lines)
{
  GHashTable *set = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < lines->len; i++)
    g_hash_table_add (set, lines->pdata[i]);
  return set;
}

static gboolean
check_tables (HechaDb  *db,
              Check    *check,
              GError  **error)
{
  gboolean ok = hecha_db_try (db, project_work, check, error);

  if (ok)
    {
      g_autoptr(GHashTable) before = set_of (check->before), after = set_of (check->after);
      g_autoptr(GHashTable) named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      note_missing (check, check->before, after, named);
      note_missing (check, check->after, before, named);
    }
  g_clear_pointer (&check->before, g_ptr_array_unref);
  g_clear_pointer (&check->after, g_ptr_array_unref);
  return ok;
}

static gboolean
check_scope (HechaDb  *db,
             Check    *check,
             GError  **error)
{
  g_autoptr(GPtrArray) heads = hecha_event_store_heads (db, check->scope, error);

  if (!heads)
    return FALSE;
  for (guint i = 0; i < heads->len; i++)
    if (!check_chain (db, check, heads->pdata[i], error))
      return FALSE;
  return check_pins (db, check, error) && check_tables (db, check, error);
}

/**
 * hecha_journal_check:
 * @scope: (nullable): one scope; %NULL for all
 *
 * Reads every chain again: hashes, payload digests, order, that none ends
 * before the heads which the last freeze pinned, and that the tables are what
 * the events come to. Changes nothing. Not inside a transaction.
 *
 * Returns: (transfer full) (element-type HechaJournalFault) (nullable): what is
 *   wrong; empty where nothing is
 */
GPtrArray *
hecha_journal_check (HechaJournal  *self,
                     const char    *scope,
                     GError       **error)
{
  HechaDb *db = hecha_journal_db (self);
  g_auto(GStrv) scopes = NULL;
  g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_journal_fault_free);

  g_return_val_if_fail (!hecha_db_in_transaction (db), NULL);

  if (scope)
    scopes = g_strdupv ((char *[]) { (char *) scope, NULL });
  else
    scopes = hecha_journal_scopes (self, error);
  if (!scopes)
    return NULL;
  for (guint i = 0; scopes[i]; i++)
    {
      Check check = { .scope = scopes[i], .faults = faults };

      if (!check_scope (db, &check, error))
        return NULL;
    }
  return g_steal_pointer (&faults);
}
