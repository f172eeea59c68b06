/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filing-check-store.h"

#include "filing-store.h"

void
hecha_filing_check_row_free (HechaFilingCheckRow *self)
{
  g_free (self->code);
  g_clear_pointer (&self->check, hecha_filing_check_free);
  g_free (self->author);
  g_free (self->time);
  g_free (self);
}

void
hecha_waiting_filing_free (HechaWaitingFiling *self)
{
  g_free (self->code);
  g_free (self->from);
  g_free (self);
}

/**
 * hecha_filing_check_store_list:
 * @code: (nullable): only those of this enterprise
 * @running: whether only those in which somebody is to do something
 *
 * Returns: (transfer full) (element-type HechaFilingCheckRow) (nullable): the
 *   verifications
 */
GPtrArray *
hecha_filing_check_store_list (HechaDb     *db,
                               const char  *code,
                               gboolean     running,
                               GError     **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_filing_check_row_free);
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT code, payload, author, time, conflict FROM filing_check"
                                              " WHERE (?1 IS NULL OR code = ?1) AND (?2 = 0 OR state <> 'accepted'"
                                              "    OR changed <> 0) ORDER BY code, type", "si", code, (int) running);

  while (hecha_rows_next (rows))
    {
      g_autoptr(JsonObject) payload = hecha_json_parse_object (hecha_rows_text (rows, 1), -1, "verification", NULL);
      HechaFilingCheck *check = payload ? hecha_filing_check_from_json (payload) : NULL;
      HechaFilingCheckRow *row;

      if (!check)
        continue;
      row = g_new0 (HechaFilingCheckRow, 1);
      row->code = hecha_rows_dup (rows, 0);
      row->check = check;
      row->author = hecha_rows_dup (rows, 2);
      row->time = hecha_rows_dup (rows, 3);
      row->conflict = hecha_rows_int (rows, 4) != 0;
      g_ptr_array_add (list, row);
    }
  return hecha_rows_end (rows, error) ? g_steal_pointer (&list) : NULL;
}

static GPtrArray *
take_waiting (HechaRows  *rows,
              GError    **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_waiting_filing_free);

  while (hecha_rows_next (rows))
    {
      HechaWaitingFiling *waiting;
      int type;

      if (!hecha_nick_value (hecha_type_nicks, hecha_rows_text (rows, 1), &type))
        continue;
      waiting = g_new0 (HechaWaitingFiling, 1);
      waiting->code = hecha_rows_dup (rows, 0);
      waiting->type = type;
      waiting->from = hecha_rows_dup (rows, 2);
      g_ptr_array_add (list, waiting);
    }
  return hecha_rows_end (rows, error) ? g_steal_pointer (&list) : NULL;
}

/**
 * hecha_filing_check_store_unverified:
 * @before: YYYY-MM-DD; those that were filed on that day or earlier
 * @types: bit 1 << #HechaType for each that is wanted; 0 for all
 * @limit: how many at most; 0 for all
 *
 * Returns: (transfer full) (element-type HechaWaitingFiling) (nullable): the
 *   filings whose verification has not begun, the oldest first
 */
GPtrArray *
hecha_filing_check_store_unverified (HechaDb     *db,
                                     const char  *before,
                                     guint        types,
                                     guint        limit,
                                     GError     **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT code, type, filed_on FROM filing f"
                                              " WHERE state = 'submitted' AND filed_on <= ?1"
                                              "  AND (?2 = 0 OR ?2 & " HECHA_FILING_TYPE_BIT ") AND NOT EXISTS"
                                              "  (SELECT 1 FROM filing_check c WHERE c.code = f.code AND c.type = f.type"
                                              "      AND c.state <> 'accepted')"
                                              " ORDER BY filed_on LIMIT ?3", "sii", before, (int) types, limit ? (int) limit : -1);

  return take_waiting (rows, error);
}

#define LAST_VISIT \
  "(SELECT max (v.planned_on) FROM visit v JOIN report r ON r.case_id = v.case_id AND r.frozen <> 0" \
  "  WHERE v.code = f.code AND v.procedure = ?1 AND EXISTS (SELECT 1 FROM json_each (v.payload, '$.filings') t" \
  "   WHERE json_extract (t.value, '$.type') = f.type))"

/**
 * hecha_filing_check_store_uninspected:
 * @before: YYYY-MM-DD; those whose last inspection, or else filing, was on that
 *   day or earlier
 * @types: bit 1 << #HechaType for each that is wanted; 0 for all
 * @limit: how many at most; 0 for all
 *
 * Article 14 fixes a time for level 3 alone.
 *
 * Returns: (transfer full) (element-type HechaWaitingFiling) (nullable): the
 *   filings of level 3, those that wait longest first
 */
GPtrArray *
hecha_filing_check_store_uninspected (HechaDb     *db,
                                      const char  *before,
                                      guint        types,
                                      guint        limit,
                                      GError     **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT * FROM (SELECT code, type,"
                                              "  coalesce (" LAST_VISIT ", filed_on) AS since FROM filing f WHERE level = 3"
                                              "  AND (?3 = 0 OR ?3 & " HECHA_FILING_TYPE_BIT "))"
                                              " WHERE since <= ?2 ORDER BY since LIMIT ?4", "ssii",
                                              hecha_nick_text (hecha_procedure_nicks, HECHA_PROCEDURE_INSPECTION),
                                              before, (int) types, limit ? (int) limit : -1);

  return take_waiting (rows, error);
}

/**
 * hecha_filing_check_store_evaluated:
 *
 * Returns: (transfer full) (element-type HechaWaitingFiling) (nullable): the
 *   filings of enterprises that have a visit here, each with the day of the last
 *   evaluation whose document stands, where there is one
 */
GPtrArray *
hecha_filing_check_store_evaluated (HechaDb  *db,
                                    GError  **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT code, type, " LAST_VISIT " FROM filing f"
                                              "  WHERE code IN (SELECT code FROM visit)", "s",
                                              hecha_nick_text (hecha_procedure_nicks, HECHA_PROCEDURE_EVALUATION));

  return take_waiting (rows, error);
}

/**
 * hecha_filing_check_store_last_conclusion:
 *
 * Returns: (transfer full) (nullable): id of the grade that the last evaluation
 *   gave, whose document stands; %NULL or empty where it gave none
 */
char *
hecha_filing_check_store_last_conclusion (HechaDb    *db,
                                          const char *code,
                                          HechaType   type)
{
  return hecha_db_text (db, "SELECT json_extract (e.payload, '$.conclusions.' || ?3) AS grade"
                            "  FROM visit v JOIN report r ON r.case_id = v.case_id AND r.frozen <> 0"
                            "  JOIN chain c ON c.scope = 'case:' || v.case_id"
                            "  JOIN event e ON e.chain = c.id AND e.subject = 'report' AND e.kind = 'frozen'"
                            "  WHERE v.code = ?2 AND v.procedure = ?1 AND typeof (grade) = 'text'"
                            "  ORDER BY v.planned_on DESC, e.lamport DESC LIMIT 1", "sss",
                        hecha_nick_text (hecha_procedure_nicks, HECHA_PROCEDURE_EVALUATION), code,
                        hecha_nick_text (hecha_type_nicks, type));
}

/**
 * hecha_filing_check_store_last_visit:
 *
 * Returns: (transfer full) (nullable): the day of the last visit of this
 *   procedure whose document stands, YYYY-MM-DD
 */
char *
hecha_filing_check_store_last_visit (HechaDb        *db,
                                     const char     *code,
                                     HechaType       type,
                                     HechaProcedure  procedure)
{
  return hecha_db_text (db, "SELECT " LAST_VISIT " FROM filing f WHERE code = ?2 AND type = ?3", "sss",
                        hecha_nick_text (hecha_procedure_nicks, procedure), code, hecha_nick_text (hecha_type_nicks, type));
}
