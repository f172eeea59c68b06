/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "evidence-store.h"

#include "error.h"

void
hecha_evidence_use_free (HechaEvidenceUse *self)
{
  g_free (self->case_id);
  g_free (self->uuid);
  g_free (self);
}

static HechaEvidence *
parse (const char *payload)
{
  g_autoptr(JsonObject) object = hecha_json_parse_object (payload, -1, "evidence", NULL);

  return object ? hecha_evidence_from_json (object) : NULL;
}

/**
 * hecha_evidence_store_get:
 *
 * Returns: (transfer full) (nullable): the record; %HECHA_ERROR_NOT_FOUND
 */
HechaEvidence *
hecha_evidence_store_get (HechaDb     *db,
                          const char  *case_id,
                          const char  *uuid,
                          GError     **error)
{
  g_autofree char *payload = hecha_db_text (db, "SELECT payload FROM evidence WHERE case_id = ? AND uuid = ?", "ss",
                                            case_id, uuid);
  HechaEvidence *evidence = payload ? parse (payload) : NULL;

  if (!evidence)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "There is no evidence %s", uuid);
  return evidence;
}

/**
 * hecha_evidence_store_list:
 *
 * Returns: (transfer full) (element-type HechaEvidence) (nullable): the records
 *   of a case, oldest first
 */
GPtrArray *
hecha_evidence_store_list (HechaDb     *db,
                           const char  *case_id,
                           GError     **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT payload FROM evidence WHERE case_id = ? ORDER BY time, uuid",
                                              "s", case_id);
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_evidence_free);

  while (hecha_rows_next (rows))
    {
      HechaEvidence *evidence = parse (hecha_rows_text (rows, 0));

      if (evidence)
        g_ptr_array_add (list, evidence);
    }
  return hecha_rows_end (rows, error) ? g_steal_pointer (&list) : NULL;
}

/**
 * hecha_evidence_store_uses:
 *
 * Returns: (transfer full) (element-type HechaEvidenceUse) (nullable): every
 *   record of any case that speaks of these bytes; they may be destroyed once
 *   each of them is withdrawn
 */
GPtrArray *
hecha_evidence_store_uses (HechaDb     *db,
                           const char  *sha256,
                           GError     **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT case_id, uuid, json_extract (payload, '$.withdrawn') IS NOT NULL"
                                              "  FROM evidence WHERE sha256 = ? ORDER BY case_id, uuid", "s", sha256);
  g_autoptr(GPtrArray) uses = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_evidence_use_free);

  while (hecha_rows_next (rows))
    {
      HechaEvidenceUse *use = g_new0 (HechaEvidenceUse, 1);

      use->case_id = hecha_rows_dup (rows, 0);
      use->uuid = hecha_rows_dup (rows, 1);
      use->withdrawn = hecha_rows_int (rows, 2) != 0;
      g_ptr_array_add (uses, use);
    }
  return hecha_rows_end (rows, error) ? g_steal_pointer (&uses) : NULL;
}

/**
 * hecha_evidence_store_digests:
 *
 * Returns: (transfer full) (nullable): the digests of all that should be in the
 *   vault, each once
 */
GStrv
hecha_evidence_store_digests (HechaDb  *db,
                              GError  **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT sha256 FROM evidence WHERE sha256 IS NOT NULL GROUP BY sha256"
                                              " HAVING sum (json_extract (payload, '$.withdrawn') IS NULL) > 0"
                                              " ORDER BY sha256", "");
  g_autoptr(GStrvBuilder) digests = g_strv_builder_new ();

  while (hecha_rows_next (rows))
    g_strv_builder_add (digests, hecha_rows_text (rows, 0));
  return hecha_rows_end (rows, error) ? g_strv_builder_end (digests) : NULL;
}
