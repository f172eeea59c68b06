/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prior.h"

const HechaNick hecha_course_nicks[] = {
  { HECHA_COURSE_NEW, "new" },
  { HECHA_COURSE_PERSISTING, "persisting" },
  { HECHA_COURSE_CLOSED, "closed" },
  { HECHA_COURSE_PENDING, "pending" },
  { 0, NULL },
};

const HechaText hecha_course_labels[HECHA_N_COURSES] = {
  [HECHA_COURSE_NEW] = { "新发现", "New" },
  [HECHA_COURSE_PERSISTING] = { "持续存在", "Persisting" },
  [HECHA_COURSE_CLOSED] = { "已闭环", "Closed" },
  [HECHA_COURSE_PENDING] = { "待复核", "Not looked at yet" },
};

static void
earlier_finding_free (HechaPriorFinding *self)
{
  hecha_finding_free (self->finding);
  g_free (self->state);
  g_free (self->note);
  g_free (self);
}

/**
 * hecha_prior_finding_new:
 * @state: (nullable): what the newest re-check says; %NULL where there was none
 * @note: (nullable): what it saw
 *
 * Returns: (transfer full): the finding, to be carried along
 */
HechaPriorFinding *
hecha_prior_finding_new (const HechaFinding *finding,
                           const char         *state,
                           const char         *note)
{
  HechaPriorFinding *self = g_new0 (HechaPriorFinding, 1);

  self->finding = hecha_finding_copy (finding);
  self->state = g_strdup (state ? state : finding->cured ? "cured" : "open");
  self->note = g_strdup (note);
  return self;
}

/**
 * hecha_prior_new:
 *
 * Returns: (transfer full): an earlier visit without findings
 */
HechaPrior *
hecha_prior_new (const char *case_uuid,
                   const char *number,
                   const char *planned_on)
{
  HechaPrior *self = g_new0 (HechaPrior, 1);

  self->case_uuid = g_strdup (case_uuid);
  self->number = g_strdup (number);
  self->planned_on = g_strdup (planned_on);
  self->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) earlier_finding_free);
  return self;
}

void
hecha_prior_free (HechaPrior *self)
{
  g_free (self->case_uuid);
  g_free (self->number);
  g_free (self->planned_on);
  g_ptr_array_unref (self->findings);
  g_free (self);
}

/**
 * hecha_prior_to_json:
 *
 * Returns: (transfer full): a member of "earlier" in the payload of a visit
 */
JsonObject *
hecha_prior_to_json (const HechaPrior *self)
{
  JsonObject *object = json_object_new ();
  JsonArray *findings = json_array_new ();

  hecha_json_set_string (object, "case", self->case_uuid);
  hecha_json_set_string (object, "number", self->number);
  hecha_json_set_string (object, "on", self->planned_on);
  for (guint i = 0; i < self->findings->len; i++)
    {
      const HechaPriorFinding *earlier = self->findings->pdata[i];
      JsonObject *member = json_object_new ();

      json_object_set_object_member (member, "finding", hecha_finding_to_json (earlier->finding));
      hecha_json_set_string (member, "state", earlier->state);
      hecha_json_set_string (member, "note", earlier->note);
      json_array_add_object_element (findings, member);
    }
  json_object_set_array_member (object, "findings", findings);
  return object;
}

/**
 * hecha_prior_from_json:
 * @object: (nullable): as hecha_prior_to_json() makes it
 *
 * Returns: (transfer full) (nullable): the earlier visit; %NULL without its
 *   case, or with a finding that is none
 */
HechaPrior *
hecha_prior_from_json (JsonObject *object)
{
  JsonArray *findings = object ? hecha_json_array (object, "findings") : NULL;
  g_autoptr(HechaPrior) self = NULL;

  if (!object || !hecha_json_string (object, "case"))
    return NULL;
  self = hecha_prior_new (hecha_json_string (object, "case"), hecha_json_string (object, "number"),
                            hecha_json_string (object, "on"));
  for (guint i = 0; findings && i < json_array_get_length (findings); i++)
    {
      JsonObject *member = hecha_json_element (findings, i);
      g_autoptr(HechaFinding) finding = member ? hecha_finding_from_json (hecha_json_object (member, "finding")) : NULL;

      if (!finding)
        return NULL;
      g_ptr_array_add (self->findings, hecha_prior_finding_new (finding, hecha_json_string (member, "state"),
                                                                  hecha_json_string (member, "note")));
    }
  return g_steal_pointer (&self);
}
