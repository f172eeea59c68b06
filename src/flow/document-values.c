/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document-values.h"

#include "clock.h"

#include <string.h>

/* Every field that a template may name. A list is known by its []. */
const char *const hecha_document_vocabulary[] = {
  "document.date", "unit.name", "author.name", "rules.regrading", "rules.consequences",
  "visit.number", "visit.procedure", "visit.planned-on", "visit.basis", "visit.types",
  "visit.approved-by", "visit.approved-on", "visit.ceiling", "visit.count", "visit.elsewhere", "visit.joint", "visit.scan-code",
  "visit.self", "visit.until", "visit.sampling", "visit.opening", "visit.closing", "visit.arrived", "visit.left", "visit.present",
  "enterprise.name", "enterprise.code", "enterprise.address", "enterprise.person-in-charge",
  "enterprise.security-officer", "enterprise.officer-phone", "enterprise.contact", "enterprise.phone",
  "enterprise.email",
  "lead.name", "lead.post", "lead.number", "on-site.name", "on-site.post", "approver.name", "approver.post",
  "inspector-1.name", "inspector-1.post", "inspector-1.number", "inspector-2.name", "inspector-2.post", "inspector-2.number",
  "laws[].text",
  "scopes[].type", "scopes[].level", "scopes[].title", "scopes[].pack", "scopes[].version", "scopes[].items",
  "sites[].name", "sites[].address", "sites[].region",
  "team[].nth", "team[].role", "team[].name", "team[].post", "team[].number",
  "inspectors[].nth", "inspectors[].name", "inspectors[].post", "inspectors[].number",
  "support[].name", "support[].post",
  "objects[].nth", "objects[].kind", "objects[].name", "objects[].site", "objects[].zone", "objects[].reason",
  "domains[].title", "domains[].items[].label", "domains[].items[].title", "domains[].items[].requirement",
  "domains[].items[].source", "domains[].items[].evidence", "domains[].items[].ot-impact",
  "domains[].items[].steps[].number", "domains[].items[].steps[].method", "domains[].items[].steps[].text",
  "findings[].number", "findings[].what", "findings[].item", "findings[].object", "findings[].risk",
  "findings[].measure", "findings[].responsible", "findings[].deadline", "findings[].working-days",
  "findings[].statement", "findings[].major",
  "open[].number", "open[].what", "open[].item", "open[].object", "open[].risk", "open[].measure",
  "open[].responsible", "open[].deadline", "open[].working-days", "open[].statement", "open[].major",
  "cured[].number", "cured[].what", "cured[].item", "cured[].object", "cured[].measure", "cured[].responsible",
  "statements[].number", "statements[].what", "statements[].statement",
  "counts.items", "counts.objects", "counts.findings", "counts.open", "counts.cured", "counts.unanswered",
  "filing.type", "filing.level", "filing.filed-on", "filing.round", "filing.number", "filing.decided-on",
  "filing.by", "filing.received-on", "filing.due", "filing.days", "filing.counted-from",
  "filing.assumed", "filing.accepted", "filing.faults[].nth", "filing.faults[].text",
  "filing.factors[].name", "filing.factors[].filed", "filing.factors[].opinion", "filing.factors[].remark",
  NULL,
};

/* Parts */

static void
set_number (JsonObject *object,
            const char *member,
            guint       number)
{
  char text[12];

  g_snprintf (text, sizeof text, "%u", number);
  json_object_set_string_member (object, member, text);
}

static const char *
pick (HechaLanguage language,
      const char   *zh,
      const char   *en)
{
  return language == HECHA_LANGUAGE_ZH ? zh : en;
}

static char *
dup_date (const GDate   *day,
          HechaLanguage  language)
{
  if (language == HECHA_LANGUAGE_ZH)
    return g_strdup_printf ("%d年%d月%d日", g_date_get_year (day), g_date_get_month (day), g_date_get_day (day));
  return hecha_date_to_text (day);
}

static void
set_date (JsonObject    *object,
          const char    *member,
          const GDate   *day,
          HechaLanguage  language)
{
  g_autofree char *text = dup_date (day, language);

  json_object_set_string_member (object, member, text);
}

static void
set_date_text (JsonObject    *object,
               const char    *member,
               const char    *text,
               HechaLanguage  language)
{
  GDate day;

  if (text && hecha_date_from_text (text, &day))
    set_date (object, member, &day, language);
  else
    hecha_json_set_string (object, member, text);
}

static JsonObject *
add_object (JsonArray *array)
{
  JsonObject *object = json_object_new ();

  json_array_add_object_element (array, object);
  return object;
}

static JsonArray *
add_list (JsonObject *values,
          const char *member)
{
  JsonArray *array = json_array_new ();

  json_object_set_array_member (values, member, array);
  return array;
}

static JsonObject *
add_group (JsonObject *values,
           const char *member)
{
  JsonObject *object = json_object_new ();

  json_object_set_object_member (values, member, object);
  return object;
}

/* What the Measures say is said in every document as on the page of rules. */
static void
add_rules (JsonObject    *values,
           HechaLanguage  language)
{
  static const HechaRuleId ids[] = { HECHA_RULE_REGRADING, HECHA_RULE_CONSEQUENCES };
  JsonObject *object = add_group (values, "rules");

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const HechaRule *rule = hecha_rule_get (ids[i]);
      g_autofree char *cited = hecha_rule_cite (rule, language);

      json_object_set_string_member (object, rule->name, cited);
    }
}

static JsonObject *
new_values (const HechaDocumentMaker *maker,
            HechaLanguage             language)
{
  JsonObject *values = json_object_new ();

  add_rules (values, language);

  set_date (add_group (values, "document"), "date", &maker->today, language);
  hecha_json_set_string (add_group (values, "unit"), "name", maker->unit);
  hecha_json_set_string (add_group (values, "author"), "name", maker->author);
  return values;
}

static void
add_enterprise (JsonObject        *values,
                const HechaFiling *filing)
{
  static const struct
  {
    const char *member;
    HechaField  field;
  } fields[] = {
    { "name", HECHA_FIELD_NAME }, { "code", HECHA_FIELD_CODE }, { "address", HECHA_FIELD_ADDRESS },
    { "person-in-charge", HECHA_FIELD_PERSON_IN_CHARGE }, { "security-officer", HECHA_FIELD_SECURITY_OFFICER },
    { "officer-phone", HECHA_FIELD_OFFICER_PHONE }, { "contact", HECHA_FIELD_CONTACT }, { "phone", HECHA_FIELD_PHONE },
    { "email", HECHA_FIELD_EMAIL },
  };
  JsonObject *object = add_group (values, "enterprise");

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    hecha_json_set_string (object, fields[i].member, hecha_filing_get (filing, fields[i].field));
}

/* Of a case */

static void
add_visit (JsonObject       *values,
           const HechaVisit *visit,
           HechaLanguage     language)
{
  JsonObject *object = add_group (values, "visit");
  g_autoptr(GString) types = g_string_new (NULL);

  hecha_json_set_string (object, "number", visit->number);
  hecha_json_set_string (object, "procedure", hecha_text_get (&hecha_procedure_labels[visit->procedure], language));
  set_date_text (object, "planned-on", visit->planned_on, language);
  hecha_json_set_string (object, "basis", visit->basis);
  /* Article 9: by itself, or a third party on its behalf. */
  if (visit->procedure == HECHA_PROCEDURE_EVALUATION && visit->holder == HECHA_HOLDER_ENTERPRISE)
    json_object_set_string_member (object, "self", pick (language, "自行评测", "self-evaluation"));
  for (const HechaNick *nick = hecha_visit_note_nicks; nick->text; nick++)
    if (nick->value != HECHA_VISIT_NOTE_LAWS)
      set_date_text (object, nick->text, visit->notes[nick->value], language);
  for (guint i = 0; i < visit->scopes->len; i++)
    {
      const HechaScope *scope = visit->scopes->pdata[i];

      g_string_append_printf (types, pick (language, "%s%s（%s）", "%s%s (%s)"), i ? pick (language, "、", ", ") : "",
                              hecha_text_get (&hecha_type_labels[scope->type], language),
                              hecha_text_get (hecha_level_label (scope->level), language));
    }
  hecha_json_set_string (object, "types", types->str);
}

/* What the workspace knows of, each with its day; nobody can take it for more. */
static void
add_inspected (JsonObject               *values,
               const HechaDocumentMaker *maker,
               HechaLanguage             language)
{
  g_autoptr(GString) text = g_string_new (NULL);
  GDate day;

  if (!maker->inspected)
    return;
  g_string_append_printf (text, "%u", g_strv_length (maker->inspected));
  for (guint i = 0; maker->inspected[i]; i++)
    if (hecha_date_from_text (maker->inspected[i], &day))
      {
        g_autofree char *words = dup_date (&day, language);

        g_string_append_printf (text, "%s%s", i ? pick (language, "、", ", ") : pick (language, "（", " ("), words);
      }
  g_string_append (text, maker->inspected[0] ? pick (language, "）", ")") : "");
  json_object_set_string_member (hecha_json_object (values, "visit"), "count", text->str);
}

static void
add_laws (JsonObject       *values,
          const HechaVisit *visit)
{
  g_auto(GStrv) lines = g_strsplit (visit->notes[HECHA_VISIT_NOTE_LAWS] ? visit->notes[HECHA_VISIT_NOTE_LAWS] : "", "\n", -1);
  JsonArray *array = add_list (values, "laws");

  for (guint i = 0; lines[i]; i++)
    if (*g_strstrip (lines[i]))
      hecha_json_set_string (add_object (array), "text", lines[i]);
}

static void
add_scopes (JsonObject      *values,
            const HechaCase *content,
            HechaLanguage    language)
{
  JsonArray *array = add_list (values, "scopes");

  for (guint i = 0; i < content->visit->scopes->len; i++)
    {
      const HechaScope *scope = content->visit->scopes->pdata[i];
      const HechaText *title = &content->checklist->titles[scope->type];
      JsonObject *object = add_object (array);
      guint items = 0;

      for (guint j = 0; j < content->checklist->entries->len; j++)
        items += (((HechaChecklistEntry *) content->checklist->entries->pdata[j])->types & 1u << scope->type) != 0;
      hecha_json_set_string (object, "type", hecha_text_get (&hecha_type_labels[scope->type], language));
      hecha_json_set_string (object, "level", hecha_text_get (hecha_level_label (scope->level), language));
      hecha_json_set_string (object, "title", hecha_text_get (title, language));
      hecha_json_set_string (object, "pack", scope->pack);
      hecha_json_set_string (object, "version", scope->version);
      set_number (object, "items", items);
    }
}

static void
add_sites (JsonObject       *values,
           const HechaVisit *visit)
{
  JsonArray *array = add_list (values, "sites");

  for (guint i = 0; i < visit->sites->len; i++)
    {
      const HechaSite *site = visit->sites->pdata[i];
      JsonObject *object = add_object (array);

      hecha_json_set_string (object, "name", site->name);
      hecha_json_set_string (object, "address", site->address);
      hecha_json_set_string (object, "region", site->region);
    }
}

static void
set_member (JsonObject        *object,
            const HechaMember *member,
            HechaLanguage      language)
{
  hecha_json_set_string (object, "role", hecha_text_get (&hecha_role_labels[member->role], language));
  hecha_json_set_string (object, "name", member->name);
  hecha_json_set_string (object, "post", member->post);
  hecha_json_set_string (object, "number", member->number);
}

/* One who has two parts stands in the team once, with both. Returns: whether it is so. */
static gboolean
add_role (JsonArray         *team,
          const HechaMember *member,
          HechaLanguage      language)
{
  for (guint i = 0; i < json_array_get_length (team); i++)
    {
      JsonObject *object = json_array_get_object_element (team, i);
      const char *number = hecha_json_string (object, "number");
      g_autofree char *role = NULL;

      if (g_strcmp0 (hecha_json_string (object, "name"), member->name) != 0 ||
          (number && member->number && !g_str_equal (number, member->number)))
        continue;
      role = g_strjoin (pick (language, "、", ", "), hecha_json_string (object, "role"),
                        hecha_text_get (&hecha_role_labels[member->role], language), NULL);
      hecha_json_set_string (object, "role", role);
      hecha_json_set_string (object, "post", member->post);
      if (!number)
        hecha_json_set_string (object, "number", member->number);
      return TRUE;
    }
  return FALSE;
}

static void
add_people (JsonObject       *values,
            const HechaVisit *visit,
            HechaLanguage     language)
{
  JsonArray *team = add_list (values, "team"), *inspectors = add_list (values, "inspectors");
  JsonArray *support = add_list (values, "support");
  JsonObject *lead = add_group (values, "lead"), *on_site = add_group (values, "on-site");
  JsonObject *approver = add_group (values, "approver");
  JsonObject *const signing[] = { add_group (values, "inspector-1"), add_group (values, "inspector-2") };

  for (guint i = 0; i < visit->members->len; i++)
    {
      const HechaMember *member = visit->members->pdata[i];
      JsonObject *object;

      if (member->role == HECHA_ROLE_ON_SITE_PERSON || member->role == HECHA_ROLE_APPROVED)
        {
          set_member (member->role == HECHA_ROLE_APPROVED ? approver : on_site, member, language);
          continue;
        }
      if (!add_role (team, member, language))
        {
          set_member (object = add_object (team), member, language);
          set_number (object, "nth", json_array_get_length (team));
        }
      if (member->role == HECHA_ROLE_SUPPORT)
        set_member (add_object (support), member, language);
      if (member->role == HECHA_ROLE_LEAD && !json_object_has_member (lead, "name"))
        set_member (lead, member, language);
      if (member->role != HECHA_ROLE_INSPECTOR)
        continue;
      if (json_array_get_length (inspectors) < G_N_ELEMENTS (signing))
        set_member (signing[json_array_get_length (inspectors)], member, language);
      set_member (object = add_object (inspectors), member, language);
      set_number (object, "nth", json_array_get_length (inspectors));
    }
}

static void
add_objects (JsonObject      *values,
             const HechaCase *content,
             HechaLanguage    language)
{
  JsonArray *array = add_list (values, "objects");

  for (guint i = 0; i < content->objects->len; i++)
    {
      const HechaObject *thing = content->objects->pdata[i];
      const HechaObjectKind *kind = hecha_object_kind_find (thing->kind);
      JsonObject *object = add_object (array);

      set_number (object, "nth", i + 1);
      hecha_json_set_string (object, "kind", kind ? hecha_text_get (&kind->label, language) : thing->kind);
      hecha_json_set_string (object, "name", thing->name);
      hecha_json_set_string (object, "site", thing->site);
      hecha_json_set_string (object, "zone", thing->zone);
      hecha_json_set_string (object, "reason", thing->reason);
    }
}

static void
add_item (JsonArray       *array,
          const HechaItem *item,
          HechaLanguage    language)
{
  static const HechaText methods[] = {
    [HECHA_METHOD_INTERVIEW] = { "访谈", "Interview" },
    [HECHA_METHOD_EXAMINE] = { "核查", "Examine" },
    [HECHA_METHOD_TEST] = { "测试", "Test" },
  };
  JsonObject *object = add_object (array);
  g_autofree char *source = g_strconcat (hecha_text_get (&item->source, language),
                                         item->unverified ? pick (language, "（待核）", " (to be verified)") : "", NULL);
  JsonArray *steps = add_list (object, "steps");

  hecha_json_set_string (object, "label", item->label);
  hecha_json_set_string (object, "title", hecha_text_get (&item->title, language));
  hecha_json_set_string (object, "requirement", hecha_text_get (&item->requirement, language));
  hecha_json_set_string (object, "source", source);
  hecha_json_set_string (object, "evidence", hecha_text_get (&item->evidence, language));
  hecha_json_set_string (object, "ot-impact", hecha_text_get (&item->ot_impact, language));
  for (guint i = 0; i < item->steps->len; i++)
    {
      const HechaStep *step = item->steps->pdata[i];
      JsonObject *line = add_object (steps);

      set_number (line, "number", i + 1);
      hecha_json_set_string (line, "method", hecha_text_get (&methods[step->method], language));
      hecha_json_set_string (line, "text", hecha_text_get (&step->text, language));
    }
}

static void
add_domains (JsonObject      *values,
             const HechaCase *content,
             HechaLanguage    language)
{
  JsonArray *domains = add_list (values, "domains");

  for (guint i = 0; i < content->checklist->groups->len; i++)
    {
      const HechaGroup *group = content->checklist->groups->pdata[i];
      JsonObject *domain = NULL;

      for (guint j = 0; j < content->checklist->entries->len; j++)
        {
          const HechaItem *item = ((HechaChecklistEntry *) content->checklist->entries->pdata[j])->item;

          if (g_strcmp0 (item->group, group->id) != 0)
            continue;
          if (!domain)
            {
              domain = add_object (domains);
              hecha_json_set_string (domain, "title", hecha_text_get (&group->title, language));
              add_list (domain, "items");
            }
          add_item (hecha_json_array (domain, "items"), item, language);
        }
    }
}

/* Working days from the day of the document to @deadline; none where it is past or years away. */
static void
set_working_days (JsonObject               *object,
                  const HechaDocumentMaker *maker,
                  const char               *deadline,
                  HechaLanguage             language)
{
  g_autofree char *text = NULL;
  gboolean known = TRUE;
  GDate due, day = maker->today;
  guint days = 0;

  if (!deadline || !hecha_date_from_text (deadline, &due) || g_date_compare (&due, &day) <= 0 ||
      g_date_days_between (&day, &due) > 3660)
    return;
  while (g_date_compare (&day, &due) < 0)
    {
      g_date_add_days (&day, 1);
      days += hecha_calendar_is_working_day (maker->calendar, &day);
      known = known && hecha_calendar_knows (maker->calendar, g_date_get_year (&day));
    }
  text = g_strdup_printf (known ? pick (language, "%u 个工作日", "%u working days")
                                : pick (language, "%u 个工作日（暂定）", "%u working days (provisional)"), days);
  json_object_set_string_member (object, "working-days", text);
}

static JsonObject *
finding_values (const HechaDocumentMaker *maker,
                const HechaCase          *content,
                guint                     nth,
                HechaLanguage             language)
{
  const HechaFinding *finding = content->findings->pdata[nth];
  HechaChecklistEntry *entry = finding->item ? hecha_checklist_find (content->checklist, finding->item) : NULL;
  const HechaObject *thing = finding->object ? hecha_case_object ((HechaCase *) content, finding->object) : NULL;
  g_autofree char *number = g_strdup_printf ("P%u", nth + 1);
  JsonObject *object = json_object_new ();

  hecha_json_set_string (object, "number", number);
  hecha_json_set_string (object, "what", finding->what);
  if (entry)
    {
      g_autofree char *item = g_strdup_printf ("%s %s", entry->item->label ? entry->item->label : "",
                                               hecha_text_get (&entry->item->title, language));

      hecha_json_set_string (object, "item", item);
    }
  hecha_json_set_string (object, "object", thing ? thing->name : NULL);
  hecha_json_set_string (object, "risk", finding->risk);
  hecha_json_set_string (object, "measure", finding->measure);
  hecha_json_set_string (object, "responsible", finding->responsible);
  set_date_text (object, "deadline", finding->deadline, language);
  set_working_days (object, maker, finding->deadline, language);
  hecha_json_set_string (object, "statement", finding->statement);
  if (finding->major)
    json_object_set_string_member (object, "major", pick (language, "重大风险隐患", "Major hazard"));
  return object;
}

/* Known only where there are any, so that a template can ask. */
static void
count_unanswered (JsonObject      *counts,
                  const HechaCase *content)
{
  int n = 0;

  for (guint i = 0; i < content->checklist->entries->len; i++)
    n += hecha_case_verdict (content, ((HechaChecklistEntry *) content->checklist->entries->pdata[i])->item) ==
         HECHA_VERDICT_OPEN;
  if (n)
    set_number (counts, "unanswered", n);
}

static void
add_findings (JsonObject               *values,
              const HechaDocumentMaker *maker,
              const HechaCase          *content,
              HechaLanguage             language)
{
  JsonArray *all = add_list (values, "findings"), *open = add_list (values, "open"), *cured = add_list (values, "cured");
  JsonArray *statements = add_list (values, "statements");
  JsonObject *counts = add_group (values, "counts");

  for (guint i = 0; i < content->findings->len; i++)
    {
      const HechaFinding *finding = content->findings->pdata[i];
      JsonObject *object = finding_values (maker, content, i, language);

      json_array_add_object_element (finding->cured ? cured : open, json_object_ref (object));
      if (finding->statement && *finding->statement)
        json_array_add_object_element (statements, json_object_ref (object));
      json_array_add_object_element (all, object);
    }
  set_number (counts, "items", content->checklist->entries->len);
  count_unanswered (counts, content);
  set_number (counts, "objects", content->objects->len);
  set_number (counts, "findings", content->findings->len);
  set_number (counts, "open", json_array_get_length (open));
  set_number (counts, "cured", json_array_get_length (cured));
}

/**
 * hecha_document_values_of_case:
 *
 * Returns: (transfer full): what the fields of a visit's documents say; what
 *   nobody recorded is left out. Pure.
 */
JsonObject *
hecha_document_values_of_case (const HechaDocumentMaker *maker,
                               const HechaCase          *content,
                               HechaLanguage             language)
{
  JsonObject *values = new_values (maker, language);

  add_visit (values, content->visit, language);
  add_inspected (values, maker, language);
  add_enterprise (values, content->visit->filings->pdata[0]);
  add_laws (values, content->visit);
  add_scopes (values, content, language);
  add_sites (values, content->visit);
  add_people (values, content->visit, language);
  add_objects (values, content, language);
  add_domains (values, content, language);
  add_findings (values, maker, content, language);
  return values;
}

/* Of a filing */

static void
add_factors (JsonObject             *object,
             const HechaFiling      *filing,
             const HechaFilingRound *round,
             HechaLanguage           language)
{
  JsonArray *array = add_list (object, "factors");

  for (guint i = 0; i < HECHA_N_FACTORS; i++)
    {
      JsonObject *line = add_object (array);
      g_autofree char *points = round->points[i] ? g_strdup_printf (pick (language, "%d 分", "%d points"), round->points[i]) : NULL;
      g_autofree char *remark = g_strjoin (" · ", points ? points : round->notes[i], points ? round->notes[i] : NULL, NULL);

      hecha_json_set_string (line, "name", hecha_text_get (&hecha_field_specs[HECHA_FACTOR_FIELD (i)].label, language));
      hecha_json_set_string (line, "filed", hecha_filing_get (filing, HECHA_FACTOR_FIELD (i)));
      hecha_json_set_string (line, "opinion", hecha_text_get (&hecha_opinion_labels[round->opinions[i]], language));
      hecha_json_set_string (line, "remark", remark);
    }
}

static void
add_round (JsonObject               *object,
           const HechaDocumentMaker *maker,
           const HechaFiling        *filing,
           const HechaFilingCheck   *check,
           HechaLanguage             language)
{
  const HechaFilingRound *round = hecha_filing_check_round (check);
  g_autofree char *assumed = NULL;
  HechaTerm term;

  if (!round)
    return;
  add_factors (object, filing, round, language);
  set_number (object, "round", check->rounds->len);
  hecha_json_set_string (object, "number", round->number);
  hecha_json_set_string (object, "by", round->by);
  if (round->decision == HECHA_FILING_ACCEPT)
    json_object_set_string_member (object, "accepted", pick (language, "予以通过", "accepted"));
  set_date_text (object, "decided-on", round->decided_on, language);
  set_date_text (object, "received-on", round->received_on, language);
  if (!hecha_filing_check_correction (check, maker->calendar, &term) || !term.dated)
    return;
  set_date (object, "due", &term.due, language);
  if (term.assumptions & 1u << HECHA_ASSUME_PROVISIONAL)
    {
      g_autofree char *due = g_strconcat (hecha_json_string (object, "due"), pick (language, "（暂定）", " (provisional)"), NULL);

      json_object_set_string_member (object, "due", due);
    }
  assumed = hecha_term_assumed (&term, language);
  json_object_set_string_member (object, "assumed", assumed);
  json_object_set_string_member (object, "counted-from",
                                 term.assumptions & 1u << HECHA_ASSUME_FROM_ISSUE
                                 ? pick (language, "通知作出之日（收到日期尚未登记）",
                                         "the day of the notice (its receipt is not recorded yet)")
                                 : pick (language, "收到通知之日", "the day on which the notice was received"));
}

/**
 * hecha_document_values_of_filing:
 * @check: (nullable): its verification, where one was begun
 *
 * Returns: (transfer full): what the fields of a filing's documents say (article
 *   7); what nobody recorded is left out. Pure.
 */
JsonObject *
hecha_document_values_of_filing (const HechaDocumentMaker *maker,
                                 const HechaFiling        *filing,
                                 const HechaFilingCheck   *check,
                                 HechaLanguage             language)
{
  JsonObject *values = new_values (maker, language);
  JsonObject *object = add_group (values, "filing");
  g_autoptr(HechaFilingCheck) none = check ? NULL : hecha_filing_check_new (filing->type);
  g_autoptr(GPtrArray) faults = hecha_filing_check_faults (check ? check : none, filing, language);
  JsonArray *array = add_list (object, "faults");

  add_enterprise (values, filing);
  hecha_json_set_string (object, "type", hecha_text_get (&hecha_type_labels[filing->type], language));
  hecha_json_set_string (object, "level", hecha_text_get (hecha_level_label (filing->level), language));
  set_date_text (object, "filed-on", hecha_filing_get (filing, HECHA_FIELD_FILED_ON), language);
  set_number (object, "days", HECHA_CORRECTION_DAYS);
  for (guint i = 0; i < faults->len; i++)
    {
      JsonObject *line = add_object (array);

      set_number (line, "nth", i + 1);
      hecha_json_set_string (line, "text", faults->pdata[i]);
    }
  if (check)
    add_round (object, maker, filing, check, language);
  return values;
}
