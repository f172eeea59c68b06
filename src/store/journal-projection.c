/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journal-projection.h"

#include "event-store.h"
#include "filing-check.h"
#include "report-projection.h"
#include "sampling.h"
#include "topology.h"

#include <string.h>

/* Subjects that have a row. The statements take ?1 what the scope names, ?2
 * what the subject names, ?3 payload, ?4 author, ?5 time, ?6 event, ?7 conflict. */
typedef struct
{
  const char     *scope;
  const char     *subject;
  HechaEventKind  kind;
  gboolean      (*accepts) (JsonObject *payload,
                            const char *key,
                            const char *name);
  const char     *put;
  const char     *take_away;
  gboolean        newest_holds;
} Rule;

static gboolean
accepts_visit (JsonObject *payload,
               const char *key,
               const char *name)
{
  g_autoptr(HechaVisit) visit = hecha_visit_from_json (payload, NULL);

  return visit && strcmp (visit->uuid, key) == 0;
}

static gboolean
accepts_object (JsonObject *payload,
                const char *key,
                const char *name)
{
  g_autoptr(HechaObject) object = hecha_object_from_json (payload);

  return object && g_strcmp0 (object->uuid, name) == 0;
}

static gboolean
accepts_finding (JsonObject *payload,
                 const char *key,
                 const char *name)
{
  g_autoptr(HechaFinding) finding = hecha_finding_from_json (payload);

  return finding && g_strcmp0 (finding->uuid, name) == 0;
}

static gboolean
accepts_evidence (JsonObject *payload,
                  const char *key,
                  const char *name)
{
  g_autoptr(HechaEvidence) evidence = hecha_evidence_from_json (payload);

  return evidence && g_strcmp0 (evidence->uuid, name) == 0;
}

static gboolean
accepts_link (JsonObject *payload,
              const char *key,
              const char *name)
{
  g_autoptr(HechaLink) link = hecha_link_from_json (payload);

  return link && g_strcmp0 (link->uuid, name) == 0;
}

static gboolean
accepts_spot (JsonObject *payload,
              const char *key,
              const char *name)
{
  g_autoptr(HechaSpot) spot = hecha_spot_from_json (payload);

  return spot && g_strcmp0 (spot->object, name) == 0;
}

static gboolean
accepts_sample (JsonObject *payload,
                const char *key,
                const char *name)
{
  g_autoptr(HechaSampling) sample = hecha_sampling_from_json (payload);

  return sample && g_strcmp0 (sample->kind, name) == 0;
}

static gboolean
accepts_recheck (JsonObject *payload,
                 const char *key,
                 const char *name)
{
  return hecha_json_string (payload, "state") != NULL;
}

static gboolean
accepts_filing_check (JsonObject *payload,
                      const char *key,
                      const char *name)
{
  g_autoptr(HechaFilingCheck) check = hecha_filing_check_from_json (payload);
  int state;

  return check && g_strcmp0 (hecha_nick_text (hecha_type_nicks, check->type), name) == 0 &&
         hecha_nick_value (hecha_filing_state_nicks, hecha_json_string (payload, "state"), &state) &&
         state == (int) hecha_filing_check_state (check);
}

static gboolean
accepts_remote (JsonObject *payload,
                const char *key,
                const char *name)
{
  return hecha_json_string (payload, "url") != NULL;
}

#define PUT(table, keys, key_values, more, more_values) \
  "INSERT OR REPLACE INTO " table " (" keys ", payload, author, time, event, conflict" more ")" \
  "  VALUES (" key_values ", ?3, ?4, ?5, ?6, ?7" more_values ")"
#define MEMBER(path) ", CAST (json_extract (?3, '" path "') AS TEXT)"

static const Rule rules[] = {
  { "case:", "visit", HECHA_EVENT_VISIT_SET, accepts_visit,
    PUT ("visit", "case_id", "?1", ", number, planned_on, procedure, code, enterprise",
         MEMBER ("$.number") MEMBER ("$.planned-on") MEMBER ("$.procedure")
         MEMBER ("$.filings[0].code") MEMBER ("$.filings[0].name")),
    "DELETE FROM visit WHERE case_id = ?1 AND ?2 = ''" },
  { "case:", "object/", HECHA_EVENT_OBJECT_SET, accepts_object,
    PUT ("object", "case_id, uuid", "?1, ?2", "", ""),
    "DELETE FROM object WHERE case_id = ?1 AND uuid = ?2" },
  { "case:", "finding/", HECHA_EVENT_FINDING_SET, accepts_finding,
    PUT ("finding", "case_id, uuid", "?1, ?2", ", deadline", MEMBER ("$.deadline")),
    "DELETE FROM finding WHERE case_id = ?1 AND uuid = ?2" },
  { "case:", "evidence/", HECHA_EVENT_EVIDENCE_SET, accepts_evidence,
    PUT ("evidence", "case_id, uuid", "?1, ?2", ", sha256", MEMBER ("$.sha256")),
    "DELETE FROM evidence WHERE case_id = ?1 AND uuid = ?2" },
  { "case:", "link/", HECHA_EVENT_LINK_SET, accepts_link,
    PUT ("link", "case_id, uuid", "?1, ?2", "", ""),
    "DELETE FROM link WHERE case_id = ?1 AND uuid = ?2" },
  { "case:", "spot/", HECHA_EVENT_SPOT_SET, accepts_spot,
    PUT ("spot", "case_id, object", "?1, ?2", "", ""),
    "DELETE FROM spot WHERE case_id = ?1 AND object = ?2", TRUE },
  { "case:", "sampling/", HECHA_EVENT_SAMPLING_SET, accepts_sample,
    PUT ("sampling", "case_id, kind", "?1, ?2", "", ""),
    "DELETE FROM sampling WHERE case_id = ?1 AND kind = ?2" },
  { "case:", "answer/", HECHA_EVENT_ANSWER_SET, NULL, NULL, NULL },
  { "register:", "finding/", HECHA_EVENT_RECHECKED, accepts_recheck,
    PUT ("recheck", "code, finding", "?1, ?2", ", state", MEMBER ("$.state")),
    "DELETE FROM recheck WHERE code = ?1 AND finding = ?2" },
  { "register:", "verification/", HECHA_EVENT_FILING_CHECKED, accepts_filing_check,
    PUT ("filing_check", "code, type", "?1, ?2", ", state, filing, changed",
         MEMBER ("$.state") MEMBER ("$.filing") ", json_extract (?3, '$.changed') IS 1"),
    "DELETE FROM filing_check WHERE code = ?1 AND type = ?2" },
  { HECHA_SCOPE_WORKSPACE, "remote/", HECHA_EVENT_REMOTE_SET, accepts_remote,
    PUT ("remote", "name", "?2", "", ""),
    "DELETE FROM remote WHERE ?1 = '' AND name = ?2" },
};

/* A record of a joint inspection is UUID/1 or UUID/2. */
#define CASE_OF_RECORD "substr (case_id, 1, 36)"

/* Tables by scope, for rebuilding and comparing; each with what a row is called by. */
static const struct
{
  const char *scope;
  const char *table;
  const char *key;
  const char *names;
} tables[] = {
  { "case:", "visit", "case_id", "'visit'" },
  { "case:", "object", "case_id", "uuid" },
  { "case:", "answer", "case_id", "item || '/' || object || '/' || step || '/' || field" },
  { "case:", "finding", "case_id", "uuid" },
  { "case:", "evidence", "case_id", "uuid" },
  { "case:", "link", "case_id", "uuid" },
  { "case:", "spot", "case_id", "object" },
  { "case:", "sampling", "case_id", "kind" },
  { "case:", "report", CASE_OF_RECORD, "'report' || substr (case_id, 37)" },
  { "case:", "report_file", CASE_OF_RECORD, "event" },
  { "case:", "signing", CASE_OF_RECORD, "event" },
  { "case:", "decision", CASE_OF_RECORD, "event" },
  { "case:", "delivery", CASE_OF_RECORD, "event" },
  { "register:", "recheck", "code", "finding" },
  { "register:", "filing_check", "code", "type" },
  { HECHA_SCOPE_WORKSPACE, "remote", "''", "name" },
};

static const Rule *
find_rule (const char *scope,
           const char *subject)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_str_has_prefix (scope, rules[i].scope) && g_str_has_prefix (subject, rules[i].subject) &&
        g_str_has_suffix (rules[i].subject, "/") == (subject[strlen (rules[i].subject)] != '\0'))
      return &rules[i];
  return NULL;
}

/**
 * hecha_projection_speaks:
 *
 * Returns: whether the payload of @event is the state of its subject
 */
gboolean
hecha_projection_speaks (const HechaEvent *event)
{
  const Rule *rule = find_rule (event->scope, event->subject);

  return rule && rule->kind == event->kind;
}

/**
 * hecha_projection_heads:
 * @events: (element-type HechaEvent): on one subject
 *
 * Returns: (transfer container) (element-type HechaEvent): those that no other
 *   one was based on, in the order of @events; more than one where two people
 *   did not see each other's
 */
GPtrArray *
hecha_projection_heads (GPtrArray *events)
{
  GPtrArray *heads = g_ptr_array_new ();
  g_autoptr(GHashTable) named = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < events->len; i++)
    for (char **hash = ((HechaEvent *) events->pdata[i])->based_on; *hash; hash++)
      g_hash_table_add (named, *hash);
  for (guint i = 0; i < events->len; i++)
    if (!g_hash_table_contains (named, ((HechaEvent *) events->pdata[i])->hash))
      g_ptr_array_add (heads, events->pdata[i]);
  return heads;
}

static gboolean
in_conflict (GPtrArray        *events,
             const HechaEvent *newest)
{
  g_autoptr(GPtrArray) heads = hecha_projection_heads (events);

  for (guint i = 0; i < heads->len; i++)
    if (g_strcmp0 (((HechaEvent *) heads->pdata[i])->payload, newest->payload) != 0)
      return TRUE;
  return FALSE;
}

/* The value of an answer's event, or %NULL where it takes the answer back. */
static gboolean
put_answer (HechaDb           *db,
            const char        *key,
            const HechaEvent  *newest,
            gboolean           conflict,
            GError           **error)
{
  g_autoptr(JsonObject) payload = hecha_event_dup_payload (newest);
  g_autoptr(HechaAnswer) answer = hecha_answer_from_subject (newest->subject, hecha_json_string (payload, "value"));

  if (!answer)
    return TRUE;
  return hecha_db_exec (db, error,
                        "INSERT OR REPLACE INTO answer"
                        "  (case_id, item, object, step, field, value, author, time, event, conflict)"
                        "  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "sssisssssi",
                        key, answer->item, answer->object, answer->step,
                        hecha_nick_text (hecha_answer_field_nicks, answer->field), answer->value,
                        newest->author, newest->time, newest->hash, conflict);
}

static gboolean
take_answer_away (HechaDb     *db,
                  const char  *key,
                  const char  *subject,
                  GError     **error)
{
  g_autoptr(HechaAnswer) answer = hecha_answer_from_subject (subject, NULL);

  return !answer || hecha_db_exec (db, error, "DELETE FROM answer WHERE case_id = ? AND item = ? AND object = ?"
                                   " AND step = ? AND field = ?", "sssis", key, answer->item, answer->object,
                                   answer->step, hecha_nick_text (hecha_answer_field_nicks, answer->field));
}

/* A subject that one removed while the other edited it stays visible as a conflict. */
static gboolean
has_row (const Rule       *rule,
         const HechaEvent *newest,
         const char       *key,
         gboolean          conflict)
{
  g_autoptr(JsonObject) payload = hecha_event_dup_payload (newest);

  if (!payload)
    return FALSE;
  if (hecha_json_bool (payload, "removed"))
    return conflict;
  return rule->accepts (payload, key, newest->subject + strlen (rule->subject));
}

static gboolean
project_subject (HechaDb     *db,
                 const char  *scope,
                 const char  *subject,
                 GHashTable  *pins,
                 GError     **error)
{
  const Rule *rule = find_rule (scope, subject);
  const char *key, *name;
  g_autoptr(GPtrArray) events = NULL;
  HechaEvent *newest;
  gboolean conflict;

  if (!rule)
    return TRUE;
  key = scope + strlen (rule->scope);
  name = subject + strlen (rule->subject);
  events = hecha_event_store_of_subject (db, scope, subject, error);
  if (!events)
    return FALSE;
  for (guint i = events->len; i > 0; i--)
    {
      HechaEvent *event = events->pdata[i - 1];
      gint64 *pinned = pins ? g_hash_table_lookup (pins, event->device) : NULL;

      if (event->kind != rule->kind || (pins && (!pinned || event->seq > *pinned)))
        g_ptr_array_remove_index (events, i - 1);
    }
  if (!events->len)
    return rule->put ? hecha_db_exec (db, error, rule->take_away, "ss", key, name)
                     : take_answer_away (db, key, subject, error);
  newest = events->pdata[events->len - 1];
  conflict = !rule->newest_holds && in_conflict (events, newest);
  if (!rule->put)
    return put_answer (db, key, newest, conflict, error);
  if (!has_row (rule, newest, key, conflict))
    return hecha_db_exec (db, error, rule->take_away, "ss", key, name);
  return hecha_db_exec (db, error, rule->put, "ssssssi", key, name, newest->payload, newest->author,
                        newest->time, newest->hash, conflict);
}

static gboolean
project_all (HechaDb     *db,
             const char  *scope,
             GHashTable  *pins,
             GError     **error)
{
  g_auto(GStrv) subjects = hecha_event_store_subjects (db, scope, error);
  gboolean ok = subjects != NULL;

  for (guint i = 0; ok && subjects[i]; i++)
    ok = project_subject (db, scope, subjects[i], pins, error);
  return ok;
}

static gboolean
project_some (HechaDb     *db,
              const char  *scope,
              GHashTable  *subjects,
              GHashTable  *pins,
              GError     **error)
{
  GHashTableIter iter;
  gpointer subject;

  g_hash_table_iter_init (&iter, subjects);
  while (g_hash_table_iter_next (&iter, &subject, NULL))
    if (!project_subject (db, scope, subject, pins, error))
      return FALSE;
  return TRUE;
}

/**
 * hecha_projection_update:
 * @subjects: (element-type utf8): those that events were added to
 *
 * Brings the tables up to date, in the running transaction.
 */
gboolean
hecha_projection_update (HechaDb     *db,
                         const char  *scope,
                         GHashTable  *subjects,
                         GError     **error)
{
  const char *case_id = g_str_has_prefix (scope, "case:") ? scope + strlen ("case:") : NULL;
  gboolean report = case_id && (g_hash_table_contains (subjects, "report") || g_hash_table_contains (subjects, "report/1") ||
                                g_hash_table_contains (subjects, "report/2"));
  g_autofree char *before = case_id ? hecha_report_projection_pins (db, case_id) : NULL;
  g_autofree char *after = NULL;
  g_autoptr(GHashTable) pins = NULL;

  if (report && !hecha_report_projection_update (db, case_id, error))
    return FALSE;
  after = report ? hecha_report_projection_pins (db, case_id) : g_strdup (before);
  pins = hecha_report_projection_parse (after);
  if (g_strcmp0 (before, after) != 0 ? !project_all (db, scope, pins, error)
                                     : !project_some (db, scope, subjects, pins, error))
    return FALSE;
  if (report || (case_id && g_hash_table_contains (subjects, "visit")))
    return hecha_report_projection_state (db, case_id, error);
  return TRUE;
}

/**
 * hecha_projection_rebuild:
 *
 * Throws the rows of a scope away and makes them anew from its events.
 */
gboolean
hecha_projection_rebuild (HechaDb     *db,
                          const char  *scope,
                          GError     **error)
{
  const char *case_id = g_str_has_prefix (scope, "case:") ? scope + strlen ("case:") : NULL;
  g_autofree char *text = NULL;
  g_autoptr(GHashTable) pins = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE %s = ?", tables[i].table, tables[i].key);

      if (g_str_has_prefix (scope, tables[i].scope) &&
          !hecha_db_exec (db, error, sql, "s", scope + strlen (tables[i].scope)))
        return FALSE;
    }
  if (!case_id)
    return project_all (db, scope, NULL, error);
  if (!hecha_report_projection_update (db, case_id, error))
    return FALSE;
  text = hecha_report_projection_pins (db, case_id);
  pins = hecha_report_projection_parse (text);
  return project_all (db, scope, pins, error) && hecha_report_projection_state (db, case_id, error);
}

static gboolean
dump_table (HechaDb     *db,
            guint        table,
            const char  *key,
            GPtrArray   *lines,
            GError     **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT '%s ' || %s, * FROM %s WHERE %s = ? ORDER BY 1",
                                          tables[table].table, tables[table].names, tables[table].table,
                                          tables[table].key);
  g_autoptr(HechaRows) rows = hecha_db_query (db, sql, "s", key);

  while (hecha_rows_next (rows))
    {
      GString *line = g_string_new (hecha_rows_text (rows, 0));

      for (int i = 1; i < hecha_rows_n_columns (rows); i++)
        {
          const char *text = hecha_rows_text (rows, i);

          g_string_append_printf (line, "\t%s", text ? text : "NULL");
        }
      g_ptr_array_add (lines, g_string_free (line, FALSE));
    }
  return hecha_rows_end (rows, error);
}

/**
 * hecha_projection_dump:
 *
 * Returns: (transfer full) (element-type utf8) (nullable): every row that the
 *   tables have for a scope: the table's and the row's name, then its values,
 *   with a tab before each; in a fixed order
 */
GPtrArray *
hecha_projection_dump (HechaDb     *db,
                       const char  *scope,
                       GError     **error)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (g_str_has_prefix (scope, tables[i].scope) &&
        !dump_table (db, i, scope + strlen (tables[i].scope), lines, error))
      return NULL;
  return g_steal_pointer (&lines);
}
