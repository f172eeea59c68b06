/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-projection.h"

#include "digest.h"
#include "event-store.h"
#include "record.h"

#include <string.h>

/* Where the course stands while its events are gone through in their order. */
typedef struct
{
  HechaDb    *db;
  const char *case_id;   /* or the name of a record */
  guint       record;    /* 1 or 2; 0 for the visit itself */
  gboolean    joint;     /* whether the last freeze was of two records */
  int         place;
  int         revision;
  gboolean    frozen;
  gboolean    conflict;
  char       *frozen_at;
  char       *number;
  char       *results_digest;
  char       *heads;
} Course;

static void
course_clear (Course *self)
{
  g_free (self->frozen_at);
  g_free (self->number);
  g_free (self->results_digest);
  g_free (self->heads);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Course, course_clear)

static char *
array_text (JsonObject *payload,
            const char *member)
{
  JsonArray *array = hecha_json_array (payload, member);
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  char *text;

  if (!array)
    return g_strdup ("[]");
  json_node_set_array (node, array);
  text = hecha_json_canonical (node, NULL);
  return text ? text : g_strdup ("[]");
}

static void
freeze (Course           *self,
        const HechaEvent *event,
        JsonObject       *payload)
{
  int revision = (int) hecha_json_int (payload, "revision", 0);
  JsonArray *records = hecha_json_array (payload, "records");
  JsonObject *own = self->record ? hecha_json_element (records, self->record - 1) : payload;

  /* Two devices froze the same revision without seeing each other's. */
  self->conflict = revision == self->revision && self->frozen;
  course_clear (self);
  self->revision = revision;
  self->frozen = TRUE;
  self->joint = records != NULL;
  /* What the document says of the time is what the one who froze said. */
  self->frozen_at = g_strdup (hecha_json_string (payload, "time"));
  if (!self->frozen_at)
    self->frozen_at = g_strdup (event->time);
  self->number = g_strdup (hecha_json_string (own, "number"));
  self->results_digest = g_strdup (hecha_json_string (own, "results-digest"));
  self->heads = array_text (payload, "heads");
}

static gboolean
put_file (Course            *self,
          const HechaEvent  *event,
          JsonObject        *payload,
          GError           **error)
{
  return hecha_db_exec (self->db, error,
                        "INSERT INTO report_file"
                        "  (case_id, event, place, revision, sha256, before, size, name, author, time)"
                        "  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "ssiissxsss",
                        self->case_id, event->hash, self->place, (int) hecha_json_int (payload, "revision", 0),
                        hecha_json_string (payload, "sha256"),
                        event->kind == HECHA_EVENT_REPORT_MADE ? NULL : hecha_json_string (payload, "before"),
                        hecha_json_int (payload, "size", 0), hecha_json_string (payload, "name"),
                        event->author, event->time);
}

static gboolean
put_signing (Course            *self,
             const HechaEvent  *event,
             JsonObject        *payload,
             const char        *scans,
             GError           **error)
{
  return hecha_db_exec (self->db, error,
                        "INSERT INTO signing (case_id, event, place, revision, field, signer, fingerprint, time, sha256,"
                        "                     author, scans)"
                        "  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "ssiisssssss",
                        self->case_id, event->hash, self->place, (int) hecha_json_int (payload, "revision", 0),
                        hecha_json_string (payload, "field"), hecha_json_string (payload, "signer"),
                        scans ? NULL : hecha_json_string (payload, "fingerprint"), hecha_json_string (payload, "time"),
                        hecha_json_string (payload, "sha256"), event->author, scans);
}

static gboolean
put_signed (Course            *self,
            const HechaEvent  *event,
            JsonObject        *payload,
            GError           **error)
{
  return !hecha_json_string (payload, "field") ||
         (put_file (self, event, payload, error) && put_signing (self, event, payload, NULL, error));
}

/* Pages of another revision or with other results say nothing of this one, and paper without a scan is no paper. */
static gboolean
put_signed_on_paper (Course            *self,
                     const HechaEvent  *event,
                     JsonObject        *payload,
                     GError           **error)
{
  g_autoptr(GPtrArray) scans = hecha_signing_scans (hecha_json_array (payload, "scans"));
  g_autofree char *text = array_text (payload, "scans");

  if (!scans || !hecha_json_string (payload, "field") || !hecha_json_string (payload, "signer") ||
      !hecha_json_string (payload, "time") ||
      g_strcmp0 (hecha_json_string (payload, "results-digest"), self->results_digest) != 0)
    return TRUE;
  return put_signing (self, event, payload, text, error);
}

static gboolean
put_decision (Course            *self,
              const HechaEvent  *event,
              JsonObject        *payload,
              GError           **error)
{
  const char *decision = hecha_json_string (payload, "decision");
  g_autofree char *comments = array_text (payload, "comments");

  if (g_strcmp0 (decision, "approve") != 0 && g_strcmp0 (decision, "return") != 0)
    return TRUE;
  return hecha_db_exec (self->db, error,
                        "INSERT INTO decision"
                        "  (case_id, event, place, revision, decision, reason, comments, sha256, author, time)"
                        "  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "ssiissssss",
                        self->case_id, event->hash, self->place, (int) hecha_json_int (payload, "revision", 0),
                        decision, hecha_json_string (payload, "reason"), comments,
                        hecha_json_string (payload, "sha256"), event->author, event->time);
}

static gboolean
put_delivery (Course            *self,
              const HechaEvent  *event,
              JsonObject        *payload,
              GError           **error)
{
  gboolean sent = event->kind == HECHA_EVENT_HANDED_OVER;

  return hecha_db_exec (self->db, error,
                        "INSERT INTO delivery"
                        "  (case_id, event, place, kind, revision, sha256, remote, evidence_count, author, time)"
                        "  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "ssisissxss",
                        self->case_id, event->hash, self->place, sent ? "handed-over" : "received",
                        (int) hecha_json_int (payload, "revision", 0), hecha_json_string (payload, "sha256"),
                        hecha_json_string (payload, sent ? "remote" : "from"),
                        hecha_json_int (payload, "evidence-count", 0), event->author, event->time);
}

static gboolean
take_event (Course            *self,
            const HechaEvent  *event,
            GError           **error)
{
  g_autoptr(JsonObject) payload = hecha_event_dup_payload (event);
  gint64 revision = hecha_json_int (payload, "revision", 0);

  /* Foreign payloads: what names no revision or no file is no row. */
  if (revision < 1 || revision > G_MAXINT)
    return TRUE;
  self->place++;
  switch ((int) event->kind)
    {
    case HECHA_EVENT_FROZEN:
      freeze (self, event, payload);
      return TRUE;
    case HECHA_EVENT_REOPENED:
      if (revision == self->revision)
        self->frozen = self->conflict = FALSE;
      return TRUE;
    case HECHA_EVENT_REPORT_MADE:
    case HECHA_EVENT_STAMPED:
      return !hecha_is_sha256_hex (hecha_json_string (payload, "sha256")) || put_file (self, event, payload, error);
    case HECHA_EVENT_SIGNED:
      return !hecha_is_sha256_hex (hecha_json_string (payload, "sha256")) || put_signed (self, event, payload, error);
    case HECHA_EVENT_SIGNED_ON_PAPER:
      return !hecha_is_sha256_hex (hecha_json_string (payload, "sha256")) ||
             put_signed_on_paper (self, event, payload, error);
    case HECHA_EVENT_DECIDED:
      return put_decision (self, event, payload, error);
    case HECHA_EVENT_HANDED_OVER:
    case HECHA_EVENT_RECEIVED:
      return put_delivery (self, event, payload, error);
    default:
      return TRUE;
    }
}

static gboolean
clear_rows (HechaDb     *db,
            const char  *case_id,
            GError     **error)
{
  static const char *const tables[] = { "report", "report_file", "signing", "decision", "delivery" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE case_id IN (?1, ?1 || '/1', ?1 || '/2')", tables[i]);

      if (!hecha_db_exec (db, error, sql, "s", case_id))
        return FALSE;
    }
  return TRUE;
}

/* One report, two different successors: made twice, or signed by two people from the same file. */
static gboolean
has_branches (Course *self)
{
  return hecha_db_int (self->db, 0,
                       "SELECT EXISTS (SELECT 1 FROM report_file WHERE case_id = ? AND revision = ?"
                       "               GROUP BY coalesce (before, '') HAVING count (DISTINCT sha256) > 1)",
                       "si", self->case_id, self->revision);
}

static gboolean
put_report (Course  *self,
            GError **error)
{
  g_autofree char *newest = hecha_db_text (self->db, "SELECT sha256 FROM report_file WHERE case_id = ? AND revision = ?"
                                           " ORDER BY place DESC LIMIT 1", "si", self->case_id, self->revision);

  return hecha_db_exec (self->db, error,
                        "INSERT INTO report"
                        "  (case_id, revision, frozen, frozen_at, number, results_digest, heads, sha256, conflict)"
                        "  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", "siisssssi",
                        self->case_id, self->revision, self->frozen, self->frozen_at, self->number,
                        self->results_digest, self->heads ? self->heads : "[]", newest,
                        self->conflict || has_branches (self));
}

/* What was frozen and opened again holds for every record of the visit. */
static void
add_freezes (GPtrArray *events,
             GPtrArray *of_visit)
{
  for (guint i = 0; i < of_visit->len; i++)
    {
      const HechaEvent *event = of_visit->pdata[i];

      if (event->kind == HECHA_EVENT_FROZEN || event->kind == HECHA_EVENT_REOPENED)
        g_ptr_array_add (events, hecha_event_copy (event));
    }
}

static int
compare_events (gconstpointer a,
                gconstpointer b)
{
  return hecha_event_compare (*(HechaEvent *const *) a, *(HechaEvent *const *) b);
}

static gboolean
take_events (Course     *self,
             GPtrArray  *events,
             GError    **error)
{
  for (guint i = 0; i < events->len; i++)
    if (!take_event (self, events->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* One record of a joint inspection; @visit is told of its branches. */
static gboolean
fold_record (Course     *visit,
             guint       record,
             GPtrArray  *of_visit,
             GError    **error)
{
  g_autofree char *scope = hecha_scope_of_case (visit->case_id);
  g_autofree char *id = hecha_record_id (visit->case_id, record), *subject = hecha_record_subject (id);
  g_autoptr(GPtrArray) events = hecha_event_store_of_subject (visit->db, scope, subject, error);
  g_auto(Course) course = { .db = visit->db, .case_id = id, .record = record };

  if (!events)
    return FALSE;
  add_freezes (events, of_visit);
  g_ptr_array_sort (events, compare_events);
  if (!take_events (&course, events, error) || !put_report (&course, error))
    return FALSE;
  visit->conflict |= has_branches (&course);
  return TRUE;
}

/**
 * hecha_report_projection_update:
 *
 * Goes through the events on the report of a case, or on its records, and
 * writes its rows anew, in the running transaction; the report's state is left
 * to hecha_report_projection_state().
 */
gboolean
hecha_report_projection_update (HechaDb     *db,
                                const char  *case_id,
                                GError     **error)
{
  g_autofree char *scope = hecha_scope_of_case (case_id);
  g_autoptr(GPtrArray) events = hecha_event_store_of_subject (db, scope, "report", error);
  g_auto(Course) course = { .db = db, .case_id = case_id };

  if (!events || !clear_rows (db, case_id, error) || !take_events (&course, events, error))
    return FALSE;
  for (guint record = 1; course.joint && record <= HECHA_N_RECORDS; record++)
    if (!fold_record (&course, record, events, error))
      return FALSE;
  return course.place == 0 || put_report (&course, error);
}

static gboolean
read_course (HechaDb     *db,
             HechaCase   *hecha_case,
             const char  *id,
             GError     **error)
{
  g_autoptr(HechaRows) fields = hecha_db_query (db, "SELECT s.field FROM signing s JOIN report r USING (case_id, revision)"
                                                " WHERE s.case_id = ?", "s", id);
  g_autofree char *decision = hecha_db_text (db, "SELECT d.decision FROM decision d"
                                             "  JOIN report r USING (case_id, revision)"
                                             " WHERE d.case_id = ? ORDER BY d.place DESC LIMIT 1", "s", id);

  hecha_case->frozen = hecha_db_int (db, 0, "SELECT frozen FROM report WHERE case_id = ?", "s", id);
  if (decision)
    hecha_case->decision = hecha_decision_new (strcmp (decision, "approve") == 0, NULL);
  while (hecha_rows_next (fields))
    {
      HechaSigning *signing = hecha_signing_new ();

      signing->field = hecha_rows_dup (fields, 0);
      g_ptr_array_add (hecha_case->signings, signing);
    }
  return hecha_rows_end (fields, error);
}

static gboolean
put_state (HechaDb          *db,
           const char       *id,
           HechaVisitState   state,
           GError          **error)
{
  return hecha_db_exec (db, error, "UPDATE report SET state = ? WHERE case_id = ?", "ss",
                        state == HECHA_VISIT_PLANNED ? NULL : hecha_nick_text (hecha_visit_state_nicks, state), id);
}

/* @state: that of a report that has been read from its rows; %HECHA_VISIT_PLANNED leaves it to the content. */
static gboolean
find_state (HechaDb          *db,
            JsonObject       *payload,
            const char       *id,
            HechaVisitState  *state,
            GError          **error)
{
  HechaVisit *visit = payload ? hecha_visit_from_json (payload, NULL) : NULL;
  g_autoptr(HechaCase) hecha_case = visit ? hecha_case_new (visit) : NULL;

  *state = HECHA_VISIT_PLANNED;
  if (!hecha_case)
    return TRUE;
  if (!read_course (db, hecha_case, id, error))
    return FALSE;
  *state = hecha_case_compute_state (hecha_case);
  return TRUE;
}

/* A joint inspection is as far as the record that is behind; one that was returned has to be mended first. */
static HechaVisitState
state_of_both (const HechaVisitState states[HECHA_N_RECORDS])
{
  if (states[0] == HECHA_VISIT_RETURNED || states[1] == HECHA_VISIT_RETURNED)
    return HECHA_VISIT_RETURNED;
  return MIN (states[0], states[1]);
}

/**
 * hecha_report_projection_state:
 *
 * Writes where the report stands, which its visit's procedure has a say in.
 */
gboolean
hecha_report_projection_state (HechaDb     *db,
                               const char  *case_id,
                               GError     **error)
{
  g_autofree char *text = hecha_db_text (db, "SELECT payload FROM visit WHERE case_id = ?", "s", case_id);
  g_autoptr(JsonObject) payload = text ? hecha_json_parse_object (text, -1, "visit", NULL) : NULL;
  HechaVisitState states[HECHA_N_RECORDS], state;

  if (!payload || !hecha_json_string (payload, "partner"))
    return find_state (db, payload, case_id, &state, error) && put_state (db, case_id, state, error);
  for (guint i = 0; i < HECHA_N_RECORDS; i++)
    {
      g_autofree char *id = hecha_record_id (case_id, i + 1);

      if (!find_state (db, payload, id, &states[i], error) || !put_state (db, id, states[i], error))
        return FALSE;
    }
  return put_state (db, case_id, state_of_both (states), error);
}

/**
 * hecha_report_projection_pins:
 *
 * Returns: (transfer full) (nullable): the heads that the freeze pinned, JSON;
 *   %NULL while the case is not frozen
 */
char *
hecha_report_projection_pins (HechaDb    *db,
                              const char *case_id)
{
  return hecha_db_text (db, "SELECT heads FROM report WHERE case_id = ? AND frozen", "s", case_id);
}

/**
 * hecha_report_projection_parse:
 * @pins: (nullable): as hecha_report_projection_pins() gives them
 *
 * Returns: (transfer full) (nullable) (element-type utf8 gint64): how many
 *   events of each device are in the report
 */
GHashTable *
hecha_report_projection_parse (const char *pins)
{
  g_autoptr(JsonNode) node = pins ? hecha_json_parse (pins, -1, "heads", NULL) : NULL;
  JsonArray *array = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  GHashTable *counts;

  if (!pins)
    return NULL;
  counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonObject *head = hecha_json_element (array, i);
      gint64 count = hecha_json_int (head, "count", 0);

      if (hecha_json_string (head, "device"))
        g_hash_table_replace (counts, g_strdup (hecha_json_string (head, "device")), g_memdup2 (&count, sizeof count));
    }
  return counts;
}
