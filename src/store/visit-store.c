/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "visit-store.h"

#include "error.h"
#include "record.h"

#include <string.h>

void
hecha_visit_entry_free (HechaVisitEntry *self)
{
  g_free (self->case_id);
  g_free (self->number);
  g_free (self->enterprise);
  g_free (self->code);
  g_free (self->planned_on);
  g_free (self);
}

/* Lists */

static const char *const select_row =
  "SELECT v.case_id, v.number, v.enterprise, v.code, v.planned_on, v.procedure, s.state,"
  "       coalesce (r.revision, 0),"
  "       (SELECT count (*) FROM finding f WHERE f.case_id = v.case_id),"
  "       (SELECT count (*) FROM evidence e WHERE e.case_id = v.case_id),"
  "       v.conflict + coalesce (r.conflict, 0)"
  "       + (SELECT count (*) FROM object t WHERE t.case_id = v.case_id AND t.conflict)"
  "       + (SELECT count (*) FROM link t WHERE t.case_id = v.case_id AND t.conflict)"
  "       + (SELECT count (*) FROM sampling t WHERE t.case_id = v.case_id AND t.conflict)"
  "       + (SELECT count (*) FROM answer t WHERE t.case_id = v.case_id AND t.conflict)"
  "       + (SELECT count (*) FROM finding t WHERE t.case_id = v.case_id AND t.conflict)"
  "       + (SELECT count (*) FROM evidence t WHERE t.case_id = v.case_id AND t.conflict)"
  "  FROM visit v JOIN visit_state s USING (case_id) LEFT JOIN report r USING (case_id)"
  " WHERE (?1 IS NULL OR v.code = ?1) ORDER BY v.planned_on DESC, v.number DESC, v.case_id";

static HechaVisitEntry *
row_of (HechaRows *rows)
{
  HechaVisitEntry *row = g_new0 (HechaVisitEntry, 1);
  int procedure = 0, state = 0;

  hecha_nick_value (hecha_procedure_nicks, hecha_rows_text (rows, 5), &procedure);
  hecha_nick_value (hecha_visit_state_nicks, hecha_rows_text (rows, 6), &state);
  row->case_id = hecha_rows_dup (rows, 0);
  row->number = hecha_rows_dup (rows, 1);
  row->enterprise = hecha_rows_dup (rows, 2);
  row->code = hecha_rows_dup (rows, 3);
  row->planned_on = hecha_rows_dup (rows, 4);
  row->procedure = procedure;
  row->state = state;
  row->revision = (int) hecha_rows_int (rows, 7);
  row->findings = (int) hecha_rows_int (rows, 8);
  row->evidence = (int) hecha_rows_int (rows, 9);
  row->conflicts = (int) hecha_rows_int (rows, 10);
  return row;
}

/**
 * hecha_visit_store_list:
 * @states: bit 1 << #HechaVisitState for each that is wanted; 0 for all
 * @code: (nullable): only the visits to this enterprise
 *
 * Returns: (transfer full) (element-type HechaVisitEntry) (nullable): the visits,
 *   the latest planned day first
 */
GPtrArray *
hecha_visit_store_list (HechaDb     *db,
                        guint        states,
                        const char  *code,
                        GError     **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, select_row, "s", code);
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_visit_entry_free);

  while (hecha_rows_next (rows))
    {
      g_autoptr(HechaVisitEntry) row = row_of (rows);

      if (!states || (states & (1u << row->state)))
        g_ptr_array_add (list, g_steal_pointer (&row));
    }
  return hecha_rows_end (rows, error) ? g_steal_pointer (&list) : NULL;
}

/**
 * hecha_visit_store_count:
 * @counts: (out caller-allocates): how many visits are in each state
 */
gboolean
hecha_visit_store_count (HechaDb  *db,
                         guint     counts[HECHA_N_VISIT_STATES],
                         GError  **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT state, count (*) FROM visit_state GROUP BY state", "");
  guint found[HECHA_N_VISIT_STATES] = { 0 };

  while (hecha_rows_next (rows))
    {
      int state;

      if (hecha_nick_value (hecha_visit_state_nicks, hecha_rows_text (rows, 0), &state))
        found[state] = (guint) hecha_rows_int (rows, 1);
    }
  if (!hecha_rows_end (rows, error))
    return FALSE;
  memcpy (counts, found, sizeof found);
  return TRUE;
}

static char *
find_visit (HechaDb     *db,
            const char  *number_or_uuid,
            GError     **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT case_id FROM visit WHERE number = ?1 OR case_id = ?1"
                                              "  OR number GLOB ?1 || '-[0-9A-F][0-9A-F][0-9A-F][0-9A-F]' LIMIT 2",
                                              "s", number_or_uuid);
  g_autofree char *found = NULL;

  if (hecha_rows_next (rows))
    found = hecha_rows_dup (rows, 0);
  if (found && hecha_rows_next (rows))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_CONFLICT, "Two visits have the number %s; name one by its UUID",
                   number_or_uuid);
      return NULL;
    }
  if (!hecha_rows_end (rows, error))
    return NULL;
  if (!found)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "There is no visit %s", number_or_uuid);
  return g_steal_pointer (&found);
}

/* A record is called by its visit's name and -1 or -2. */
static char *
find_record (HechaDb    *db,
             const char *name)
{
  gsize length = strlen (name);
  gboolean ends = length > 2 && strchr ("-/", name[length - 2]) && strchr ("12", name[length - 1]);
  g_autofree char *of = ends ? g_strndup (name, length - 2) : NULL;
  g_autofree char *uuid = of ? find_visit (db, of, NULL) : NULL;
  gboolean joint = uuid && hecha_db_int (db, 0, "SELECT json_extract (payload, '$.partner') IS NOT NULL FROM visit"
                                         " WHERE case_id = ?", "s", uuid);

  return joint ? hecha_record_id (uuid, name[length - 1] - '0') : NULL;
}

/**
 * hecha_visit_store_find:
 * @number_or_uuid: as people call it, with or without the device at its end, or
 *   the case's UUID; each with -1 or -2 for a record of a joint inspection
 *
 * Returns: (transfer full) (nullable): the case's UUID, or the record's name;
 *   %HECHA_ERROR_NOT_FOUND, or %HECHA_ERROR_CONFLICT where two visits have this
 *   number
 */
char *
hecha_visit_store_find (HechaDb     *db,
                        const char  *number_or_uuid,
                        GError     **error)
{
  char *record = find_record (db, number_or_uuid);

  return record ? record : find_visit (db, number_or_uuid, error);
}

/**
 * hecha_visit_store_unit:
 *
 * Returns: (transfer full) (nullable): the name of the holder whose visit it is;
 *   %NULL where there is none
 */
char *
hecha_visit_store_unit (HechaDb    *db,
                        const char *case_id)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT json_extract (payload, '$.unit') FROM visit WHERE case_id = ?",
                                              "s", case_id);

  return hecha_rows_next (rows) ? hecha_rows_dup (rows, 0) : NULL;
}

/**
 * hecha_visit_store_next_number:
 * @year: four digits
 *
 * Returns: (transfer full): the first number of the year after all that are
 *   known here, such as 2026-0008
 */
char *
hecha_visit_store_next_number (HechaDb *db,
                               int      year)
{
  g_autofree char *pattern = g_strdup_printf ("%04d-[0-9]*", year);
  gint64 last = hecha_db_int (db, 0, "SELECT max (CAST (substr (number, 6) AS INTEGER)) FROM visit"
                              " WHERE number GLOB ?", "s", pattern);

  return g_strdup_printf ("%04d-%04" G_GINT64_FORMAT, year, last + 1);
}

/* A case */

typedef gboolean (*Take) (HechaCase  *self,
                          JsonObject *payload);

static gboolean
take_object (HechaCase  *self,
             JsonObject *payload)
{
  HechaObject *object = hecha_object_from_json (payload);

  if (object)
    g_ptr_array_add (self->objects, object);
  return object != NULL;
}

static gboolean
take_link (HechaCase  *self,
           JsonObject *payload)
{
  HechaLink *link = hecha_link_from_json (payload);

  if (link)
    g_ptr_array_add (self->links, link);
  return link != NULL;
}

static gboolean
take_spot (HechaCase  *self,
           JsonObject *payload)
{
  HechaSpot *spot = hecha_spot_from_json (payload);

  if (spot)
    g_ptr_array_add (self->spots, spot);
  return spot != NULL;
}

static gboolean
take_sample (HechaCase  *self,
             JsonObject *payload)
{
  HechaSampling *sample = hecha_sampling_from_json (payload);

  if (sample)
    g_ptr_array_add (self->samplings, sample);
  return sample != NULL;
}

static gboolean
take_finding (HechaCase  *self,
              JsonObject *payload)
{
  HechaFinding *finding = hecha_finding_from_json (payload);

  if (finding)
    g_ptr_array_add (self->findings, finding);
  return finding != NULL;
}

static gboolean
take_evidence (HechaCase  *self,
               JsonObject *payload)
{
  HechaEvidence *evidence = hecha_evidence_from_json (payload);

  if (evidence)
    g_ptr_array_add (self->evidence, evidence);
  return evidence != NULL;
}

/* Rows of payloads, in the order in which they were said; a removed one that is in conflict is none. */
static gboolean
load_payloads (HechaDb     *db,
               HechaCase   *self,
               const char  *sql,
               Take         take,
               GError     **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, sql, "s", self->visit->uuid);

  while (hecha_rows_next (rows))
    {
      g_autoptr(JsonObject) payload = hecha_json_parse_object (hecha_rows_text (rows, 0), -1, "payload", error);

      if (!payload)
        return FALSE;
      self->conflicts += hecha_rows_int (rows, 1) != 0;
      if (!hecha_json_bool (payload, "removed"))
        take (self, payload);
    }
  return hecha_rows_end (rows, error);
}

static gboolean
load_answers (HechaDb    *db,
              HechaCase  *self,
              GError    **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT item, object, step, field, value, author, time, conflict"
                                              "  FROM answer WHERE case_id = ?", "s", self->visit->uuid);

  while (hecha_rows_next (rows))
    {
      HechaAnswer *answer;
      int field;

      if (!hecha_nick_value (hecha_answer_field_nicks, hecha_rows_text (rows, 3), &field))
        continue;
      answer = hecha_answer_new (hecha_rows_text (rows, 0), hecha_rows_text (rows, 1), (int) hecha_rows_int (rows, 2),
                                 field, hecha_rows_text (rows, 4));
      answer->author = hecha_rows_dup (rows, 5);
      answer->time = hecha_rows_dup (rows, 6);
      answer->conflict = hecha_rows_int (rows, 7) != 0;
      self->conflicts += answer->conflict;
      hecha_answers_put (self->answers, answer);
    }
  return hecha_rows_end (rows, error);
}

static gboolean
load_pins (HechaCase   *self,
           const char  *text,
           GError     **error)
{
  g_autoptr(JsonNode) node = hecha_json_parse (text, -1, "heads", error);
  JsonArray *array = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonObject *head = hecha_json_element (array, i);

      g_ptr_array_add (self->pinned, hecha_head_new (hecha_json_string (head, "device"),
                                                     hecha_json_int (head, "count", 0),
                                                     hecha_json_string (head, "hash")));
    }
  return node != NULL;
}

static void
load_state (HechaCase  *self,
            const char *text)
{
  int state;

  if (hecha_nick_value (hecha_visit_state_nicks, text, &state))
    self->state = state;
}

static gboolean
load_report (HechaDb     *db,
             HechaCase   *self,
             const char  *id,
             GError     **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT revision, frozen, frozen_at, sha256, results_digest, heads,"
                                              "       conflict, state FROM report WHERE case_id = ?", "s", id);

  while (hecha_rows_next (rows))
    {
      self->revision = (int) hecha_rows_int (rows, 0);
      self->frozen = hecha_rows_int (rows, 1) != 0;
      self->frozen_at = hecha_rows_dup (rows, 2);
      self->report = hecha_rows_dup (rows, 3);
      self->results_digest = hecha_rows_dup (rows, 4);
      self->conflicts += hecha_rows_int (rows, 6) != 0;
      load_state (self, hecha_rows_text (rows, 7));
      if (!load_pins (self, hecha_rows_text (rows, 5), error))
        return FALSE;
    }
  return hecha_rows_end (rows, error);
}

static GPtrArray *
parse_scans (const char *text)
{
  g_autoptr(JsonNode) node = text ? hecha_json_parse (text, -1, "scans", NULL) : NULL;

  return node && JSON_NODE_HOLDS_ARRAY (node) ? hecha_signing_scans (json_node_get_array (node)) : NULL;
}

static gboolean
load_signings (HechaDb     *db,
               HechaCase   *self,
               const char  *id,
               GError     **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT field, signer, fingerprint, time, sha256, author, scans"
                                              " FROM signing"
                                              " WHERE case_id = ? AND revision = ? ORDER BY place", "si",
                                              id, self->revision);

  while (hecha_rows_next (rows))
    {
      HechaSigning *signing = hecha_signing_new ();

      signing->field = hecha_rows_dup (rows, 0);
      signing->signer = hecha_rows_dup (rows, 1);
      signing->fingerprint = hecha_rows_dup (rows, 2);
      signing->time = hecha_rows_dup (rows, 3);
      signing->sha256 = hecha_rows_dup (rows, 4);
      signing->author = hecha_rows_dup (rows, 5);
      signing->scans = parse_scans (hecha_rows_text (rows, 6));
      g_ptr_array_add (self->signings, signing);
    }
  return hecha_rows_end (rows, error);
}

static gboolean
load_decision (HechaDb     *db,
               HechaCase   *self,
               const char  *id,
               GError     **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT decision, reason, author, time, sha256, comments FROM decision"
                                              " WHERE case_id = ? AND revision = ? ORDER BY place DESC LIMIT 1", "si",
                                              id, self->revision);

  if (hecha_rows_next (rows))
    {
      self->decision = hecha_decision_new (strcmp (hecha_rows_text (rows, 0), "approve") == 0,
                                           hecha_rows_text (rows, 1));
      self->decision->author = hecha_rows_dup (rows, 2);
      self->decision->time = hecha_rows_dup (rows, 3);
      self->decision->sha256 = hecha_rows_dup (rows, 4);
      self->decision->comments = hecha_comments_parse (hecha_rows_text (rows, 5));
    }
  return hecha_rows_end (rows, error);
}

static gboolean
load_heads (HechaDb    *db,
            HechaCase  *self,
            GError    **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT device, count, hash FROM chain WHERE scope = 'case:' || ?"
                                              " ORDER BY device", "s", self->visit->uuid);

  while (hecha_rows_next (rows))
    g_ptr_array_add (self->heads, hecha_head_new (hecha_rows_text (rows, 0), hecha_rows_int (rows, 1),
                                                  hecha_rows_text (rows, 2)));
  return hecha_rows_end (rows, error);
}

static HechaCase *
load_visit (HechaDb     *db,
            const char  *case_id,
            GError     **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT v.payload, s.state, v.conflict"
                                              "  FROM visit v JOIN visit_state s USING (case_id) WHERE v.case_id = ?",
                                              "s", case_id);
  g_autoptr(JsonObject) payload = NULL;
  HechaVisit *visit;
  HechaCase *self;
  int state = 0;

  if (!hecha_rows_next (rows))
    {
      if (hecha_rows_end (rows, error))
        g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "There is no visit %s", case_id);
      return NULL;
    }
  payload = hecha_json_parse_object (hecha_rows_text (rows, 0), -1, "visit", error);
  visit = payload ? hecha_visit_from_json (payload, error) : NULL;
  if (!visit)
    return NULL;
  hecha_nick_value (hecha_visit_state_nicks, hecha_rows_text (rows, 1), &state);
  self = hecha_case_new (visit);
  self->state = state;
  self->conflicts = hecha_rows_int (rows, 2) != 0;
  return self;
}

/**
 * hecha_visit_store_load:
 * @case_id: UUID; or the name of a record, which is then all that the visit tells of
 *
 * Reads all that is known of a visit but for its checklist, which is made of
 * the packs that the visit's scopes name.
 *
 * Returns: (transfer full) (nullable): the case; %HECHA_ERROR_NOT_FOUND
 */
HechaCase *
hecha_visit_store_load (HechaDb     *db,
                        const char  *case_id,
                        GError     **error)
{
  g_autofree char *uuid = hecha_record_case (case_id);
  guint record = hecha_record_of_id (case_id);
  g_autoptr(HechaCase) self = load_visit (db, uuid, error);

  if (!self ||
      !load_payloads (db, self, "SELECT payload, conflict FROM object WHERE case_id = ? ORDER BY time, uuid",
                      take_object, error) ||
      !load_payloads (db, self, "SELECT payload, conflict FROM link WHERE case_id = ? ORDER BY time, uuid",
                      take_link, error) ||
      !load_payloads (db, self, "SELECT payload, conflict FROM spot WHERE case_id = ? ORDER BY object",
                      take_spot, error) ||
      !load_payloads (db, self, "SELECT payload, conflict FROM sampling WHERE case_id = ? ORDER BY kind",
                      take_sample, error) ||
      !load_answers (db, self, error) ||
      !load_payloads (db, self, "SELECT payload, conflict FROM finding WHERE case_id = ? ORDER BY time, uuid",
                      take_finding, error) ||
      !load_payloads (db, self, "SELECT payload, conflict FROM evidence WHERE case_id = ? ORDER BY time, uuid",
                      take_evidence, error) ||
      !load_report (db, self, case_id, error) || !load_signings (db, self, case_id, error) ||
      !load_decision (db, self, case_id, error) || !load_heads (db, self, error))
    return NULL;
  if (record && !self->visit->partner)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "Visit %s is of one authority: it has one record",
                   self->visit->number);
      return NULL;
    }
  if (record)
    hecha_visit_take_record (self->visit, record);
  return g_steal_pointer (&self);
}
