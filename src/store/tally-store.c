/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tally-store.h"

void
hecha_tally_free (HechaTally *self)
{
  g_free (self->case_id);
  g_free (self->content);
  g_free (self);
}

/**
 * hecha_tally_store_list:
 * @program: what counts, with its version
 *
 * Returns: (transfer full) (element-type utf8 HechaTally) (nullable): for each visit what is known of it, by UUID
 */
GHashTable *
hecha_tally_store_list (HechaDb     *db,
                        const char  *program,
                        GError     **error)
{
  g_autoptr(GHashTable) tallies = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) hecha_tally_free);
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT v.case_id, v.events, t.content"
                                              "  FROM (SELECT case_id, (SELECT coalesce (sum (count), 0) FROM chain"
                                              "                          WHERE scope = 'case:' || case_id) AS events"
                                              "          FROM visit) v"
                                              "  LEFT JOIN tally t ON t.case_id = v.case_id AND t.events = v.events"
                                              "                    AND t.program = ?1", "s", program);

  while (hecha_rows_next (rows))
    {
      HechaTally *tally = g_new0 (HechaTally, 1);

      tally->case_id = hecha_rows_dup (rows, 0);
      tally->events = hecha_rows_int (rows, 1);
      tally->content = hecha_rows_dup (rows, 2);
      g_hash_table_insert (tallies, tally->case_id, tally);
    }
  return hecha_rows_end (rows, error) ? g_steal_pointer (&tallies) : NULL;
}

/**
 * hecha_tally_store_put:
 * @tally: as it was before the case was read, with what it came to
 */
gboolean
hecha_tally_store_put (HechaDb           *db,
                       const char        *program,
                       const HechaTally  *tally,
                       GError           **error)
{
  return hecha_db_exec (db, error, "INSERT OR REPLACE INTO tally (case_id, program, events, content) VALUES (?, ?, ?, ?)",
                        "ssxs", tally->case_id, program, tally->events, tally->content);
}
