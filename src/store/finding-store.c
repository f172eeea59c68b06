/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "finding-store.h"

void
hecha_finding_row_free (HechaFindingRow *self)
{
  g_free (self->case_id);
  g_free (self->number);
  g_free (self->code);
  g_free (self->enterprise);
  g_clear_pointer (&self->finding, hecha_finding_free);
  g_free (self->recheck);
  g_free (self->note);
  g_free (self->author);
  g_free (self->time);
  g_clear_pointer (&self->evidence, g_ptr_array_unref);
  g_free (self);
}

/**
 * hecha_finding_row_state:
 *
 * Returns: (transfer none): how its newest re-check left the finding, or else its
 *   visit: open, cured or accepted
 */
const char *
hecha_finding_row_state (const HechaFindingRow *self)
{
  if (self->recheck)
    return self->recheck;
  return self->finding->cured ? "cured" : "open";
}

/**
 * hecha_recheck_evidence:
 * @payload: (nullable): of a re-check
 *
 * Returns: (transfer full) (element-type HechaEvidence): what it names
 */
GPtrArray *
hecha_recheck_evidence (JsonObject *payload)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_evidence_free);
  JsonArray *array = hecha_json_array (payload, "evidence");

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      HechaEvidence *evidence = hecha_evidence_from_json (hecha_json_element (array, i));

      if (evidence)
        g_ptr_array_add (list, evidence);
    }
  return list;
}

static void
take_recheck (HechaFindingRow *row,
              HechaRows       *rows)
{
  const char *text = hecha_rows_text (rows, 6);
  g_autoptr(JsonObject) payload = text ? hecha_json_parse_object (text, -1, "recheck", NULL) : NULL;

  row->recheck = hecha_rows_dup (rows, 5);
  row->note = g_strdup (hecha_json_string (payload, "note"));
  row->author = hecha_rows_dup (rows, 7);
  row->time = hecha_rows_dup (rows, 8);
  row->evidence = hecha_recheck_evidence (payload);
}

/**
 * hecha_finding_store_list:
 * @code: (nullable): only those of this enterprise
 *
 * Returns: (transfer full) (element-type HechaFindingRow) (nullable): the
 *   findings of all visits whose documents were frozen at least once, but for
 *   those that a finding of a later visit continues; the earliest deadline
 *   first, those without one last
 */
GPtrArray *
hecha_finding_store_list (HechaDb     *db,
                          const char  *code,
                          GError     **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (
    db,
    "SELECT v.case_id, v.number, v.code, v.enterprise, f.payload, c.state, c.payload, c.author, c.time"
    "  FROM finding f JOIN visit v USING (case_id) JOIN report r USING (case_id)"
    "  LEFT JOIN recheck c ON c.code = v.code AND c.finding = f.uuid"
    " WHERE r.revision > 0 AND (?1 IS NULL OR v.code = ?1) AND f.uuid NOT IN"
    "       (SELECT json_extract (n.payload, '$.previous') FROM finding n JOIN report s USING (case_id)"
    "         WHERE s.revision > 0 AND json_extract (n.payload, '$.previous') IS NOT NULL)"
    " ORDER BY f.deadline IS NULL, f.deadline, v.number, f.uuid", "s", code);
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_finding_row_free);

  while (hecha_rows_next (rows))
    {
      g_autoptr(JsonObject) payload = hecha_json_parse_object (hecha_rows_text (rows, 4), -1, "finding", NULL);
      HechaFinding *finding = payload ? hecha_finding_from_json (payload) : NULL;
      HechaFindingRow *row;

      if (!finding)
        continue;
      row = g_new0 (HechaFindingRow, 1);
      row->case_id = hecha_rows_dup (rows, 0);
      row->number = hecha_rows_dup (rows, 1);
      row->code = hecha_rows_dup (rows, 2);
      row->enterprise = hecha_rows_dup (rows, 3);
      row->finding = finding;
      take_recheck (row, rows);
      g_ptr_array_add (list, row);
    }
  return hecha_rows_end (rows, error) ? g_steal_pointer (&list) : NULL;
}
