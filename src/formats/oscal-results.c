/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oscal-results.h"

#include "clock.h"
#include "oscal-build.h"
#include "oscal-observation.h"

#include <string.h>

static const HechaText results_title = { "评测（检查）结果", "Assessment results" };
static const HechaText plan_title = { "评测（检查）方案", "Assessment plan" };
static const HechaText remedy_title = { "整改措施", "Measure" };

/* The result of one type, while it is built. */
typedef struct
{
  const HechaCase           *self;
  const HechaConclusionRule *rule;
  HechaType                  type;
  JsonArray                 *observations;
  JsonArray                 *risks;
  JsonArray                 *findings;
} Result;

static char *
own_uuid (const Result *result,
          const char   *what,
          const char   *which)
{
  g_autofree char *name = g_strjoin ("/", hecha_nick_text (hecha_type_nicks, result->type), which, NULL);

  return hecha_oscal_uuid (result->self, what, name);
}

static void
add_reference (JsonArray  *list,
               const char *member,
               const char *uuid)
{
  JsonObject *reference = json_object_new ();

  json_object_set_string_member (reference, member, uuid);
  json_array_add_object_element (list, reference);
}

static void
add_observation (Result            *result,
                 const HechaItem   *item,
                 const HechaObject *object,
                 JsonArray         *references)
{
  JsonObject *observation = hecha_oscal_observation (result->self, result->type, item, object);

  if (!observation)
    return;
  add_reference (references, "observation-uuid", json_object_get_string_member (observation, "uuid"));
  json_array_add_object_element (result->observations, observation);
}

static JsonArray *
add_observations (Result          *result,
                  const HechaItem *item)
{
  g_autoptr(GPtrArray) objects = hecha_item_objects (item, result->self->objects);
  JsonArray *references = json_array_new ();

  if (objects->len == 0)
    add_observation (result, item, NULL, references);
  for (guint i = 0; i < objects->len; i++)
    add_observation (result, item, objects->pdata[i], references);
  return references;
}

static JsonArray *
remediations (Result             *result,
              const HechaFinding *finding)
{
  JsonArray *list = json_array_new ();
  JsonObject *response;
  JsonArray *props;
  g_autofree char *uuid = own_uuid (result, "response", finding->uuid);

  if (!finding->measure || !*finding->measure)
    return list;
  response = json_object_new ();
  props = json_array_new ();
  json_object_set_string_member (response, "uuid", uuid);
  json_object_set_string_member (response, "lifecycle", finding->cured ? "completed" : "recommendation");
  hecha_oscal_set_line (response, "title", hecha_oscal_say (result->self, &remedy_title));
  json_object_set_string_member (response, "description", finding->measure);
  hecha_oscal_add_prop (props, "responsible", finding->responsible);
  hecha_oscal_set_array (response, "props", props);
  json_array_add_object_element (list, response);
  return list;
}

static void
add_risk (Result             *result,
          const HechaItem    *item,
          const HechaFinding *finding,
          JsonArray          *references)
{
  JsonObject *risk = json_object_new ();
  JsonArray *props = json_array_new ();
  g_autofree char *uuid = own_uuid (result, "risk", finding->uuid);
  g_autofree char *day = g_strdup_printf ("%sT23:59:59+08:00", finding->deadline ? finding->deadline : "");
  GDate date;

  json_object_set_string_member (risk, "uuid", uuid);
  hecha_oscal_set_line (risk, "title", hecha_oscal_say (result->self, &item->title));
  json_object_set_string_member (risk, "description", finding->what);
  json_object_set_string_member (risk, "statement", finding->risk ? finding->risk
                                                                  : hecha_oscal_say (result->self, &item->risk));
  hecha_oscal_add_prop (props, "finding", finding->uuid);
  hecha_oscal_add_prop (props, "course", hecha_nick_text (hecha_course_nicks, hecha_case_course (result->self, finding)));
  hecha_oscal_add_prop (props, "continues-finding", finding->previous);
  hecha_oscal_add_prop (props, "object", finding->object);
  hecha_oscal_add_prop (props, "major-hazard", finding->major ? "yes" : NULL);
  hecha_oscal_add_prop (props, "downgraded-by", finding->downgraded_by);
  hecha_oscal_add_prop (props, "downgrade-reason", finding->downgrade_reason);
  hecha_oscal_add_prop (props, "cured-on-site", finding->cured ? "yes" : NULL);
  hecha_oscal_add_prop (props, "statement-of-enterprise", finding->statement);
  hecha_oscal_set_array (risk, "props", props);
  json_object_set_string_member (risk, "status", finding->cured ? "closed" : "open");
  if (finding->deadline && hecha_date_from_text (finding->deadline, &date))
    {
      g_autofree char *deadline = hecha_oscal_time (result->self, day);

      json_object_set_string_member (risk, "deadline", deadline);
    }
  hecha_oscal_set_array (risk, "remediations", remediations (result, finding));
  add_reference (references, "risk-uuid", uuid);
  json_array_add_object_element (result->risks, risk);
}

static JsonArray *
add_risks (Result          *result,
           const HechaItem *item)
{
  g_autoptr(GPtrArray) findings = hecha_case_findings (result->self, item->uuid);
  JsonArray *references = json_array_new ();

  for (guint i = 0; i < findings->len; i++)
    add_risk (result, item, findings->pdata[i], references);
  return references;
}

/* What an earlier visit found, and no finding of this one continues: closed, or not. */
static void
add_earlier_risk (Result                  *result,
                  const HechaPrior        *visit,
                  const HechaPriorFinding *earlier)
{
  const HechaFinding *finding = earlier->finding;
  HechaChecklistEntry *entry = hecha_checklist_find (result->self->checklist, finding->item);
  HechaCourse course = hecha_case_earlier_course (result->self, earlier);
  JsonObject *risk = json_object_new ();
  JsonArray *props = json_array_new ();
  g_autofree char *uuid = own_uuid (result, "earlier-risk", finding->uuid);

  json_object_set_string_member (risk, "uuid", uuid);
  hecha_oscal_set_line (risk, "title", entry ? hecha_oscal_say (result->self, &entry->item->title) : finding->what);
  json_object_set_string_member (risk, "description", finding->what);
  json_object_set_string_member (risk, "statement", finding->risk ? finding->risk : finding->what);
  hecha_oscal_add_prop (props, "finding", finding->uuid);
  hecha_oscal_add_prop (props, "course", hecha_nick_text (hecha_course_nicks, course));
  hecha_oscal_add_prop (props, "found-at-visit", visit->number);
  hecha_oscal_add_prop (props, "recheck-note", earlier->note);
  json_object_set_array_member (risk, "props", props);
  json_object_set_string_member (risk, "status", course == HECHA_COURSE_CLOSED ? "closed" : "open");
  json_array_add_object_element (result->risks, risk);
}

static gboolean
is_continued (const HechaCase         *self,
              const HechaPriorFinding *earlier)
{
  for (guint i = 0; i < self->findings->len; i++)
    if (g_strcmp0 (((HechaFinding *) self->findings->pdata[i])->previous, earlier->finding->uuid) == 0)
      return TRUE;
  return FALSE;
}

/* An item that is asked no more counts for no type: its findings stand with the first. */
static void
add_earlier_risks (Result *result)
{
  const HechaCase *self = result->self;
  gboolean first = ((HechaScope *) self->visit->scopes->pdata[0])->type == result->type;

  for (guint i = 0; i < self->visit->earlier->len; i++)
    {
      const HechaPrior *visit = self->visit->earlier->pdata[i];

      for (guint j = 0; j < visit->findings->len; j++)
        {
          const HechaPriorFinding *earlier = visit->findings->pdata[j];
          HechaChecklistEntry *entry = hecha_checklist_find (self->checklist, earlier->finding->item);

          if ((entry ? (entry->types & 1u << result->type) != 0 : first) && !is_continued (self, earlier))
            add_earlier_risk (result, visit, earlier);
        }
    }
}

/* OSCAL knows satisfied or not; what is partly so is not, and our prop says the rest. */
static JsonObject *
target_of (const Result    *result,
           const HechaItem *item,
           HechaVerdict     verdict)
{
  JsonObject *target = json_object_new (), *status = json_object_new ();
  gboolean satisfied = verdict == HECHA_VERDICT_CONFORMING;
  const char *reason = hecha_answers_get (result->self->answers, item->uuid, HECHA_WHOLE, 0, HECHA_ANSWER_REASON);
  g_autofree char *token = hecha_oscal_token (item->id);
  g_autofree char *statement = g_strconcat (token, "_smt", NULL);

  json_object_set_string_member (target, "type", "statement-id");
  json_object_set_string_member (target, "target-id", statement);
  json_object_set_string_member (status, "state", satisfied ? "satisfied" : "not-satisfied");
  json_object_set_string_member (status, "reason", satisfied ? "pass" :
                                 verdict == HECHA_VERDICT_NONCONFORMING ? "fail" : "other");
  hecha_json_set_string (status, "remarks", reason);
  json_object_set_object_member (target, "status", status);
  return target;
}

static void
add_finding (Result          *result,
             const HechaItem *item,
             HechaVerdict     verdict)
{
  JsonObject *finding = json_object_new ();
  JsonArray *props = json_array_new ();
  g_autofree char *uuid = own_uuid (result, "finding", item->uuid);

  json_object_set_string_member (finding, "uuid", uuid);
  hecha_oscal_set_line (finding, "title", hecha_oscal_say (result->self, &item->title));
  json_object_set_string_member (finding, "description", hecha_oscal_say (result->self, &item->requirement));
  hecha_oscal_add_prop (props, "verdict", hecha_nick_text (hecha_verdict_nicks, verdict));
  hecha_oscal_add_prop (props, "item-uuid", item->uuid);
  hecha_oscal_add_prop (props, "item-digest", item->digest);
  hecha_oscal_add_prop (props, "carried-from", hecha_answers_get (result->self->answers, item->uuid, HECHA_WHOLE, 0,
                                                                  HECHA_ANSWER_CARRIED));
  hecha_oscal_add_prop (props, "carried-confirmed", hecha_answers_get (result->self->answers, item->uuid, HECHA_WHOLE, 0,
                                                                       HECHA_ANSWER_CONFIRMED));
  hecha_oscal_add_prop (props, "note", hecha_answers_get (result->self->answers, item->uuid, HECHA_WHOLE, 0,
                                                          HECHA_ANSWER_NOTE));
  hecha_oscal_set_array (finding, "props", props);
  json_object_set_object_member (finding, "target", target_of (result, item, verdict));
  hecha_oscal_set_array (finding, "related-observations", add_observations (result, item));
  hecha_oscal_set_array (finding, "related-risks", add_risks (result, item));
  json_array_add_object_element (result->findings, finding);
}

/* By which rule, so that whoever reads the results can draw the conclusion again. */
static void
add_conclusion (JsonArray        *props,
                const Result     *result,
                const HechaGrade *grade)
{
  const HechaConclusionRule *rule = result->rule;

  hecha_oscal_add_prop (props, "conclusion", grade ? grade->id : "none");
  hecha_oscal_add_prop (props, "conclusion-label", grade ? hecha_oscal_say (result->self, &grade->label) : NULL);
  hecha_oscal_add_prop (props, "conclusion-rule", rule->id);
  hecha_oscal_add_prop (props, "conclusion-rule-version", rule->version);
  hecha_oscal_add_prop (props, "conclusion-rule-title", hecha_oscal_say (result->self, &rule->title));
  hecha_oscal_add_prop (props, "conclusion-rule-official", rule->official ? "yes" : "no");
  hecha_oscal_add_prop (props, "conclusion-rule-basis", hecha_oscal_say (result->self, &rule->basis));
  hecha_oscal_add_prop (props, "conformity-formula", hecha_oscal_say (result->self, &rule->formula));
}

static JsonArray *
props_of (const Result     *result,
          const HechaScope *scope)
{
  JsonArray *props = json_array_new ();
  const HechaConclusion drawn = hecha_conclusion_rule_conclude (result->rule, result->self, scope);
  g_autofree char *level = g_strdup_printf ("%d", scope->level);
  g_autofree char *rate = hecha_tally_rate_text (&drawn.tally);

  hecha_oscal_add_prop (props, "enterprise-type", hecha_nick_text (hecha_type_nicks, scope->type));
  hecha_oscal_add_prop (props, "level", level);
  hecha_oscal_add_prop (props, "pack-id", scope->pack);
  hecha_oscal_add_prop (props, "pack-version", scope->version);
  hecha_oscal_add_prop (props, "pack-digest", scope->digest);
  for (HechaVerdict verdict = 0; verdict < HECHA_N_VERDICTS; verdict++)
    {
      g_autofree char *name = g_strconcat ("count-", hecha_nick_text (hecha_verdict_nicks, verdict), NULL);
      g_autofree char *count = g_strdup_printf ("%u", drawn.tally.count[verdict]);

      hecha_oscal_add_prop (props, name, count);
    }
  hecha_oscal_add_prop (props, "conformity-rate", rate);
  hecha_oscal_add_prop (props, "major-hazard", drawn.hazard ? "yes" : "no");
  if (result->self->visit->procedure == HECHA_PROCEDURE_EVALUATION)
    add_conclusion (props, result, drawn.grade);
  return props;
}

static void
note_time (const HechaAnswer *answer,
           gpointer           data)
{
  char **first = data;

  if (answer->time && (!*first || strcmp (answer->time, *first) < 0))
    {
      g_free (*first);
      *first = g_strdup (answer->time);
    }
}

static JsonObject *
result_of (const HechaCase           *self,
           const HechaConclusionRule *rule,
           const HechaScope          *scope)
{
  Result result = { self, rule, scope->type, json_array_new (), json_array_new (), json_array_new () };
  JsonObject *object = json_object_new (), *local = json_object_new ();
  g_autofree char *uuid = hecha_oscal_uuid (self, "result", hecha_nick_text (hecha_type_nicks, scope->type));
  g_autofree char *first = NULL;
  g_autofree char *start = NULL;
  g_autofree char *end = hecha_oscal_time (self, NULL);

  hecha_answers_foreach (self->answers, note_time, &first);
  start = hecha_oscal_time (self, first);
  for (guint i = 0; i < self->checklist->entries->len; i++)
    {
      const HechaChecklistEntry *entry = self->checklist->entries->pdata[i];
      HechaVerdict verdict = hecha_case_verdict (self, entry->item);

      if (entry->types & (1u << scope->type) && verdict != HECHA_VERDICT_NOT_APPLICABLE)
        add_finding (&result, entry->item, verdict);
    }
  add_earlier_risks (&result);
  json_object_set_string_member (object, "uuid", uuid);
  hecha_oscal_set_line (object, "title", hecha_oscal_say (self, &hecha_oscal_type_labels[scope->type]));
  hecha_oscal_set_line (object, "description", hecha_visit_enterprise (self->visit));
  json_object_set_string_member (object, "start", start);
  json_object_set_string_member (object, "end", end);
  hecha_oscal_set_array (object, "props", props_of (&result, scope));
  hecha_oscal_set_array (local, "inventory-items", hecha_oscal_inventory (self));
  if (json_object_get_size (local))
    json_object_set_object_member (object, "local-definitions", json_object_ref (local));
  json_object_unref (local);
  json_object_set_object_member (object, "reviewed-controls", hecha_oscal_reviewed (self, 1u << scope->type, TRUE));
  hecha_oscal_set_array (object, "observations", result.observations);
  hecha_oscal_set_array (object, "risks", result.risks);
  hecha_oscal_set_array (object, "findings", result.findings);
  return object;
}

/* The plan lies beside the results; its digests tie the two together. */
static JsonObject *
plan_resource (const HechaCase *self,
               GBytes          *plan)
{
  JsonObject *resource = hecha_oscal_resource (self, "assessment-plan", &plan_title);
  JsonObject *rlink = json_object_new (), *hash = json_object_new ();
  JsonArray *rlinks = json_array_new (), *hashes = json_array_new (), *props = json_array_new ();
  g_autoptr(HechaDigester) digester = hecha_digester_new (TRUE);
  char sha256[HECHA_DIGEST_HEX], sm3[HECHA_DIGEST_HEX];

  hecha_digester_update (digester, g_bytes_get_data (plan, NULL), g_bytes_get_size (plan));
  hecha_digester_finish (digester, sha256, sm3);
  hecha_oscal_add_prop (props, "sm3", sm3);
  json_object_set_array_member (resource, "props", props);
  json_object_set_string_member (hash, "algorithm", "SHA-256");
  json_object_set_string_member (hash, "value", sha256);
  json_array_add_object_element (hashes, hash);
  json_object_set_string_member (rlink, "href", "assessment-plan.json");
  json_object_set_string_member (rlink, "media-type", "application/oscal+json");
  json_object_set_array_member (rlink, "hashes", hashes);
  json_array_add_object_element (rlinks, rlink);
  json_object_set_array_member (resource, "rlinks", rlinks);
  return resource;
}

/**
 * hecha_oscal_results:
 * @self: a case
 * @plan: what hecha_oscal_plan() gave for it
 * @rule: how an evaluation concludes
 *
 * Returns: (transfer full): assessment-results.json (OSCAL 1.2.1): for each
 *   type of the visit its rate and conclusion, its findings, what was observed
 *   by which method with which evidence, and the risks. Items that do not apply are excluded with
 *   the reason. The same case gives the same bytes.
 */
GBytes *
hecha_oscal_results (const HechaCase           *self,
                     GBytes                    *plan,
                     const HechaConclusionRule *rule)
{
  JsonObject *document = json_object_new (), *import = json_object_new (), *matter = json_object_new ();
  JsonArray *results = json_array_new (), *resources = json_array_new ();
  g_autofree char *uuid = hecha_oscal_uuid (self, "assessment-results", NULL);
  g_autofree char *resource = hecha_oscal_uuid (self, "resource", "assessment-plan");
  g_autofree char *href = g_strconcat ("#", resource, NULL);

  for (guint i = 0; i < self->visit->scopes->len; i++)
    json_array_add_object_element (results, result_of (self, rule, self->visit->scopes->pdata[i]));
  json_array_add_object_element (resources, plan_resource (self, plan));
  json_object_set_array_member (matter, "resources", resources);
  json_object_set_string_member (document, "uuid", uuid);
  json_object_set_object_member (document, "metadata", hecha_oscal_metadata (self, &results_title));
  json_object_set_string_member (import, "href", href);
  json_object_set_object_member (document, "import-ap", import);
  json_object_set_array_member (document, "results", results);
  json_object_set_object_member (document, "back-matter", matter);
  return hecha_oscal_to_bytes ("assessment-results", document);
}
