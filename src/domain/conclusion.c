/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "conclusion.h"

#include "error.h"

#include <string.h>

void
hecha_tally_add (HechaTally   *self,
                 HechaVerdict  verdict)
{
  self->total++;
  self->count[verdict]++;
}

/**
 * hecha_tally_rate:
 * @rate: (out): in hundredths of a percent, rounded down, so that a rate never
 *   looks like a threshold it has not passed; untouched on failure
 *
 * Returns: %FALSE where no item applies
 */
gboolean
hecha_tally_rate (const HechaTally *self,
                  int              *rate)
{
  guint applying = self->total - self->count[HECHA_VERDICT_NOT_APPLICABLE];

  if (applying == 0)
    return FALSE;
  *rate = (int) ((guint64) self->count[HECHA_VERDICT_CONFORMING] * 10000 / applying);
  return TRUE;
}

/**
 * hecha_tally_rate_text:
 *
 * Returns: (transfer full): the rate with two decimals and a percent sign, or a dash
 */
char *
hecha_tally_rate_text (const HechaTally *self)
{
  int rate;

  if (!hecha_tally_rate (self, &rate))
    return g_strdup ("—");
  return g_strdup_printf ("%d.%02d%%", rate / 100, rate % 100);
}

/**
 * hecha_case_tally:
 * @types: bit 1 << #HechaType for the types that count; an item counts once
 * @group: (nullable): id of a group, or %NULL for all
 * @tally: (out caller-allocates): the count
 */
void
hecha_case_tally (const HechaCase *self,
                  guint            types,
                  const char      *group,
                  HechaTally      *tally)
{
  memset (tally, 0, sizeof *tally);
  for (guint i = 0; i < self->checklist->entries->len; i++)
    {
      HechaChecklistEntry *entry = self->checklist->entries->pdata[i];

      if ((entry->types & types) && (!group || strcmp (entry->item->group, group) == 0))
        hecha_tally_add (tally, hecha_case_verdict (self, entry->item));
    }
}

static gboolean
has_hazard (const HechaCase *self,
            guint            types,
            gboolean         cured_counts)
{
  for (guint i = 0; i < self->findings->len; i++)
    {
      HechaFinding *finding = self->findings->pdata[i];
      HechaChecklistEntry *entry = hecha_checklist_find (self->checklist, finding->item);

      if (finding->major && !hecha_finding_is_downgraded (finding) && (cured_counts || !finding->cured) &&
          entry && (entry->types & types))
        return TRUE;
    }
  return FALSE;
}

/**
 * hecha_case_has_major_hazard:
 * @types: bit 1 << #HechaType for the types that count
 *
 * Returns: whether a finding on their items is a major hazard that nobody downgraded
 */
gboolean
hecha_case_has_major_hazard (const HechaCase *self,
                             guint            types)
{
  return has_hazard (self, types, TRUE);
}

static void
grade_free (HechaGrade *self)
{
  g_free (self->id);
  hecha_text_clear (&self->label);
  g_free (self);
}

static void
corner_free (HechaCorner *self)
{
  g_free (self->id);
  hecha_text_clear (&self->text);
  g_free (self->gives);
  g_free (self);
}

void
hecha_conclusion_rule_free (HechaConclusionRule *self)
{
  g_free (self->id);
  g_free (self->version);
  hecha_text_clear (&self->title);
  hecha_text_clear (&self->basis);
  hecha_text_clear (&self->formula);
  g_ptr_array_unref (self->grades);
  g_ptr_array_unref (self->corners);
  g_free (self);
}

static gboolean
has_grade (const HechaConclusionRule *self,
           const char                *id)
{
  for (guint i = 0; i < self->grades->len; i++)
    if (strcmp (((HechaGrade *) self->grades->pdata[i])->id, id) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
read_grade (HechaConclusionRule *self,
            JsonObject          *object)
{
  HechaGrade *grade;
  const char *id = hecha_json_string (object, "id");
  gint64 from = hecha_json_int (object, "from", -1);
  g_auto(HechaText) label = { NULL, NULL };

  hecha_text_from_json (hecha_json_object (object, "label"), &label);
  if (!id || !*id || has_grade (self, id) || hecha_text_is_empty (&label) || from < 0 || from > 10000)
    return FALSE;
  grade = g_new0 (HechaGrade, 1);
  grade->id = g_strdup (hecha_json_string (object, "id"));
  hecha_text_from_json (hecha_json_object (object, "label"), &grade->label);
  grade->from = (int) from;
  grade->inclusive = hecha_json_bool (object, "inclusive");
  grade->with_hazard = hecha_json_bool (object, "with-hazard");
  g_ptr_array_add (self->grades, grade);
  return TRUE;
}

/* What the file says of a corner is what its grades do with it. */
static gboolean
read_corner (HechaConclusionRule *self,
             JsonObject          *object)
{
  HechaCorner *corner = g_new0 (HechaCorner, 1);
  const HechaGrade *grade;

  g_ptr_array_add (self->corners, corner);
  corner->id = g_strdup (hecha_json_string (object, "id"));
  corner->rate = (int) CLAMP (hecha_json_int (object, "rate", -1), -1, 10001);
  corner->hazard = hecha_json_bool (object, "hazard");
  corner->gives = g_strdup (hecha_json_string (object, "gives"));
  if (hecha_json_object (object, "text"))
    hecha_text_from_json (hecha_json_object (object, "text"), &corner->text);
  if (!corner->id || hecha_text_is_empty (&corner->text) || corner->rate > 10000)
    return FALSE;
  grade = corner->rate < 0 ? NULL : hecha_conclusion_rule_grade_of (self, corner->rate, corner->hazard);
  return g_strcmp0 (grade ? grade->id : NULL, corner->gives) == 0;
}

static gboolean
read_corners (HechaConclusionRule *self,
              JsonArray           *corners)
{
  for (guint i = 0; corners && i < json_array_get_length (corners); i++)
    if (!hecha_json_element (corners, i) || !read_corner (self, hecha_json_element (corners, i)))
      return FALSE;
  return TRUE;
}

/* What names a rule, as id@version: in choices, reports and file names. */
static gboolean
is_name (const char *text)
{
  return text && *text && strlen (text) <= 32 && !strpbrk (text, "/@ \t\r\n");
}

static gboolean
says_official (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "official");

  return node && json_node_get_value_type (node) == G_TYPE_BOOLEAN;
}

/**
 * hecha_conclusion_rule_from_json:
 * @object: id, version, title, official, basis, formula, grades[] of id, label,
 *   from (hundredths of a percent), inclusive, with-hazard; corners[] of id,
 *   text, rate, hazard, gives; cured-hazard-counts
 * @name: the file's name, for the error
 *
 * Returns: (transfer full) (nullable): the rule; %HECHA_ERROR_INVALID where it
 *   is not whole. The last grade must fit everything: a rule has no gaps.
 */
HechaConclusionRule *
hecha_conclusion_rule_from_json (JsonObject  *object,
                                 const char  *name,
                                 GError     **error)
{
  g_autoptr(HechaConclusionRule) self = g_new0 (HechaConclusionRule, 1);
  JsonArray *grades = hecha_json_array (object, "grades");
  const struct { const char *member; const HechaText *text; } told[] = {
    { "title", &self->title }, { "basis", &self->basis }, { "formula", &self->formula },
  };
  HechaGrade *last;
  gboolean ok = is_name (hecha_json_string (object, "id")) && is_name (hecha_json_string (object, "version")) && grades;

  self->grades = g_ptr_array_new_with_free_func ((GDestroyNotify) grade_free);
  self->corners = g_ptr_array_new_with_free_func ((GDestroyNotify) corner_free);
  self->cured_counts = hecha_json_bool (object, "cured-hazard-counts");
  self->id = g_strdup (hecha_json_string (object, "id"));
  self->version = g_strdup (hecha_json_string (object, "version"));
  hecha_text_from_json (hecha_json_object (object, "title"), &self->title);
  hecha_text_from_json (hecha_json_object (object, "basis"), &self->basis);
  hecha_text_from_json (hecha_json_object (object, "formula"), &self->formula);
  self->official = hecha_json_bool (object, "official");
  for (guint i = 0; ok && i < json_array_get_length (grades); i++)
    ok = hecha_json_element (grades, i) && read_grade (self, hecha_json_element (grades, i));
  last = ok && self->grades->len ? self->grades->pdata[self->grades->len - 1] : NULL;
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    if (hecha_text_is_empty (told[i].text))
      {
        g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s: a conclusion rule says its %s, which the report prints",
                     name, told[i].member);
        return NULL;
      }
  if (!says_official (object))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s: a conclusion rule says whether it is official, true or false",
                   name);
      return NULL;
    }
  if (!last || last->from != 0 || !last->inclusive || !last->with_hazard)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID,
                   "%s: a conclusion rule needs id, version and grades, the last of which fits every rate", name);
      return NULL;
    }
  if (!read_corners (self, hecha_json_array (object, "corners")))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID,
                   "%s: what a conclusion rule says of a corner is what its grades give", name);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * hecha_conclusion_rule_hazard:
 * @types: bit 1 << #HechaType for the types that count
 *
 * Returns: whether a finding on their items is a major hazard that nobody
 *   downgraded; whether one that was cured on the spot counts is for the rule
 */
gboolean
hecha_conclusion_rule_hazard (const HechaConclusionRule *self,
                              const HechaCase           *content,
                              guint                      types)
{
  return has_hazard (content, types, self->cured_counts);
}

/**
 * hecha_conclusion_rule_grade_of:
 * @rate: in hundredths of a percent
 * @hazard: whether a major hazard is open
 *
 * Returns: (transfer none) (nullable): the first grade that fits
 */
const HechaGrade *
hecha_conclusion_rule_grade_of (const HechaConclusionRule *self,
                                int                        rate,
                                gboolean                   hazard)
{
  for (guint i = 0; i < self->grades->len; i++)
    {
      HechaGrade *grade = self->grades->pdata[i];

      if ((rate > grade->from || (rate == grade->from && grade->inclusive)) && (!hazard || grade->with_hazard))
        return grade;
    }
  return NULL;
}

/**
 * hecha_conclusion_rule_grade:
 * @hazard: whether a major hazard is open
 *
 * Returns: (transfer none) (nullable): the first grade that fits; %NULL where
 *   no item applies, so that there is nothing to conclude
 */
const HechaGrade *
hecha_conclusion_rule_grade (const HechaConclusionRule *self,
                             const HechaTally          *tally,
                             gboolean                   hazard)
{
  int rate;

  return hecha_tally_rate (tally, &rate) ? hecha_conclusion_rule_grade_of (self, rate, hazard) : NULL;
}

/**
 * hecha_conclusion_rule_conclude:
 * @scope: a type of the visit of @content
 *
 * Returns: what the visit comes to for this type alone
 */
HechaConclusion
hecha_conclusion_rule_conclude (const HechaConclusionRule *self,
                                const HechaCase           *content,
                                const HechaScope          *scope)
{
  HechaConclusion conclusion = { .type = scope->type, .level = scope->level };

  hecha_case_tally (content, 1u << scope->type, NULL, &conclusion.tally);
  conclusion.hazard = hecha_conclusion_rule_hazard (self, content, 1u << scope->type);
  if (content->visit->procedure == HECHA_PROCEDURE_EVALUATION && conclusion.tally.count[HECHA_VERDICT_OPEN] == 0)
    conclusion.grade = hecha_conclusion_rule_grade (self, &conclusion.tally, conclusion.hazard);
  return conclusion;
}

/**
 * hecha_conclusion_rule_corner:
 * @drawn: what the rule gave
 *
 * A corner with a major hazard is that of all rates of the same band; one without
 * is that of just its rate.
 *
 * Returns: (transfer none) (nullable): the case that the sources of the rule leave
 *   open and that this conclusion rests on; %NULL where they decide
 */
const HechaCorner *
hecha_conclusion_rule_corner (const HechaConclusionRule *self,
                              const HechaConclusion     *drawn)
{
  int rate;

  if (!drawn->grade || !hecha_tally_rate (&drawn->tally, &rate))
    return NULL;
  for (guint i = 0; i < self->corners->len; i++)
    {
      const HechaCorner *corner = self->corners->pdata[i];

      if (corner->rate < 0 || corner->hazard != drawn->hazard)
        continue;
      if (corner->hazard ? hecha_conclusion_rule_grade_of (self, corner->rate, FALSE) ==
                           hecha_conclusion_rule_grade_of (self, rate, FALSE) : corner->rate == rate)
        return corner;
    }
  return NULL;
}
