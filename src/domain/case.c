/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case.h"

#include <string.h>

HechaHead *
hecha_head_new (const char *device,
                gint64      count,
                const char *hash)
{
  HechaHead *self = g_new0 (HechaHead, 1);

  self->device = g_strdup (device);
  self->count = count;
  self->hash = g_strdup (hash);
  return self;
}

void
hecha_head_free (HechaHead *self)
{
  g_free (self->device);
  g_free (self->hash);
  g_free (self);
}

HechaSigning *
hecha_signing_new (void)
{
  return g_new0 (HechaSigning, 1);
}

void
hecha_signing_free (HechaSigning *self)
{
  g_free (self->field);
  g_free (self->signer);
  g_free (self->fingerprint);
  g_free (self->time);
  g_free (self->sha256);
  g_free (self->author);
  g_clear_pointer (&self->scans, g_ptr_array_unref);
  g_free (self);
}

/**
 * hecha_signing_scans:
 * @array: (nullable): as a journal has it, maybe a foreign one
 *
 * Returns: (transfer full) (nullable) (element-type HechaEvidence): the files
 *   with the signed pages; %NULL where there is none, or one that is not well formed
 */
GPtrArray *
hecha_signing_scans (JsonArray *array)
{
  g_autoptr(GPtrArray) scans = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_evidence_free);

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      HechaEvidence *scan = hecha_evidence_from_json (hecha_json_element (array, i));

      if (!scan)
        return NULL;
      g_ptr_array_add (scans, scan);
    }
  return scans->len ? g_steal_pointer (&scans) : NULL;
}

HechaDecision *
hecha_decision_new (gboolean    approve,
                    const char *reason)
{
  HechaDecision *self = g_new0 (HechaDecision, 1);

  self->approve = approve;
  self->reason = g_strdup (reason);
  return self;
}

void
hecha_decision_free (HechaDecision *self)
{
  g_free (self->reason);
  g_clear_pointer (&self->comments, g_ptr_array_unref);
  g_free (self->author);
  g_free (self->time);
  g_free (self->sha256);
  g_free (self);
}

/**
 * hecha_case_new:
 * @visit: (transfer full): what was planned
 *
 * Returns: (transfer full): a case in which nothing has happened yet
 */
HechaCase *
hecha_case_new (HechaVisit *visit)
{
  HechaCase *self = g_new0 (HechaCase, 1);

  self->visit = visit;
  self->checklist = hecha_checklist_new ();
  self->objects = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_object_free);
  self->links = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_link_free);
  self->spots = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_spot_free);
  self->samplings = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_sampling_free);
  self->answers = hecha_answers_new ();
  self->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_finding_free);
  self->evidence = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_evidence_free);
  self->heads = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_head_free);
  self->pinned = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_head_free);
  self->signings = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_signing_free);
  return self;
}

void
hecha_case_free (HechaCase *self)
{
  hecha_visit_free (self->visit);
  g_free (self->frozen_at);
  g_free (self->report);
  g_free (self->results_digest);
  hecha_checklist_free (self->checklist);
  g_ptr_array_unref (self->objects);
  g_ptr_array_unref (self->links);
  g_ptr_array_unref (self->spots);
  g_ptr_array_unref (self->samplings);
  hecha_answers_free (self->answers);
  g_ptr_array_unref (self->findings);
  g_ptr_array_unref (self->evidence);
  g_ptr_array_unref (self->heads);
  g_ptr_array_unref (self->pinned);
  g_ptr_array_unref (self->signings);
  g_clear_pointer (&self->decision, hecha_decision_free);
  g_free (self);
}

/**
 * hecha_case_signing:
 * @field: (nullable): name of a signature field
 *
 * Returns: (transfer none) (nullable): who signed there, in the file or on paper
 */
const HechaSigning *
hecha_case_signing (const HechaCase *self,
                    const char      *field)
{
  for (guint i = 0; i < self->signings->len; i++)
    if (g_strcmp0 (((HechaSigning *) self->signings->pdata[i])->field, field) == 0)
      return self->signings->pdata[i];
  return NULL;
}

/**
 * hecha_case_is_refused:
 *
 * Returns: whether an officer signed that the on-site person refused to sign, or was absent
 */
gboolean
hecha_case_is_refused (const HechaCase *self)
{
  for (guint i = 0; i < self->signings->len; i++)
    if (hecha_field_is_refusal (((HechaSigning *) self->signings->pdata[i])->field))
      return TRUE;
  return FALSE;
}

static gboolean
is_fully_signed (const HechaCase *self)
{
  const char *const *required = hecha_procedure_required (self->visit->procedure, hecha_case_is_refused (self));

  for (; *required; required++)
    if (!hecha_case_signing (self, *required))
      return FALSE;
  return TRUE;
}

static void
note_answer (const HechaAnswer *answer,
             gpointer           data)
{
  *(gboolean *) data = TRUE;
}

/**
 * hecha_case_compute_state:
 *
 * Returns: what the course of events comes to
 */
HechaVisitState
hecha_case_compute_state (const HechaCase *self)
{
  gboolean begun = self->objects->len || self->findings->len || self->evidence->len;

  if (self->decision && !self->decision->approve)
    return HECHA_VISIT_RETURNED;
  if (self->frozen && self->decision)
    return HECHA_VISIT_APPROVED;
  if (self->frozen)
    return is_fully_signed (self) ? HECHA_VISIT_ISSUED : HECHA_VISIT_TO_SIGN;
  hecha_answers_foreach (self->answers, note_answer, &begun);
  return begun ? HECHA_VISIT_ON_SITE : HECHA_VISIT_PLANNED;
}

/**
 * hecha_case_verdict:
 *
 * Returns: the verdict on @item as things stand
 */
HechaVerdict
hecha_case_verdict (const HechaCase *self,
                    const HechaItem *item)
{
  return hecha_verdict_of_item (item, self->answers, self->objects);
}

/**
 * hecha_case_faults:
 *
 * Returns: (transfer full) (element-type HechaFault): all that keeps the case
 *   from being issued, in the order of the checklist; it points into @self
 */
GArray *
hecha_case_faults (const HechaCase *self)
{
  GArray *faults = g_array_new (FALSE, FALSE, sizeof (HechaFault));

  for (guint i = 0; i < self->checklist->entries->len; i++)
    {
      HechaItem *item = ((HechaChecklistEntry *) self->checklist->entries->pdata[i])->item;
      g_autoptr(GPtrArray) findings = hecha_case_findings (self, item->uuid);
      g_autoptr(GArray) own = hecha_item_faults (item, self->answers, self->objects, findings);

      if (own->len)
        g_array_append_vals (faults, own->data, own->len);
    }
  return faults;
}

/**
 * hecha_case_object:
 * @uuid_or_name: (nullable): an object's UUID or its name
 *
 * Returns: (transfer none) (nullable): the object
 */
HechaObject *
hecha_case_object (const HechaCase *self,
                   const char      *uuid_or_name)
{
  for (guint i = 0; i < self->objects->len; i++)
    {
      HechaObject *object = self->objects->pdata[i];

      if (g_strcmp0 (object->uuid, uuid_or_name) == 0 || g_strcmp0 (object->name, uuid_or_name) == 0)
        return object;
    }
  return NULL;
}

/**
 * hecha_case_topology:
 *
 * Returns: (transfer full): the diagram of its zones, objects and connections
 */
HechaTopology *
hecha_case_topology (const HechaCase *self)
{
  return hecha_topology_new (self->objects, self->links, self->spots);
}

/**
 * hecha_case_findings:
 * @item: UUID of an item
 *
 * Returns: (transfer container) (element-type HechaFinding): its findings
 */
GPtrArray *
hecha_case_findings (const HechaCase *self,
                     const char      *item)
{
  GPtrArray *findings = g_ptr_array_new ();

  for (guint i = 0; i < self->findings->len; i++)
    if (strcmp (((HechaFinding *) self->findings->pdata[i])->item, item) == 0)
      g_ptr_array_add (findings, self->findings->pdata[i]);
  return findings;
}

/**
 * hecha_case_earlier:
 * @item: (nullable): UUID of an item; %NULL for all
 *
 * Returns: (transfer container) (element-type HechaPriorFinding): what
 *   earlier visits found there
 */
GPtrArray *
hecha_case_earlier (const HechaCase *self,
                    const char      *item)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < self->visit->earlier->len; i++)
    {
      GPtrArray *findings = ((HechaPrior *) self->visit->earlier->pdata[i])->findings;

      for (guint j = 0; j < findings->len; j++)
        if (!item || strcmp (((HechaPriorFinding *) findings->pdata[j])->finding->item, item) == 0)
          g_ptr_array_add (found, findings->pdata[j]);
    }
  return found;
}

/**
 * hecha_case_course:
 * @finding: of @self
 *
 * Returns: whether it is new, or continues one of an earlier visit
 */
HechaCourse
hecha_case_course (const HechaCase    *self,
                   const HechaFinding *finding)
{
  g_autoptr(GPtrArray) earlier = hecha_case_earlier (self, NULL);

  for (guint i = 0; finding->previous && i < earlier->len; i++)
    if (strcmp (((HechaPriorFinding *) earlier->pdata[i])->finding->uuid, finding->previous) == 0)
      return HECHA_COURSE_PERSISTING;
  return HECHA_COURSE_NEW;
}

/**
 * hecha_case_earlier_course:
 * @earlier: of the visit of @self
 *
 * What became of a finding of an earlier visit: it persists where a finding of
 * this visit continues it, or where it was open and its item does not conform
 * now; it is closed where a re-check closed it, or its item conforms now.
 *
 * Returns: never %HECHA_COURSE_NEW
 */
HechaCourse
hecha_case_earlier_course (const HechaCase           *self,
                           const HechaPriorFinding *earlier)
{
  HechaChecklistEntry *entry = hecha_checklist_find (self->checklist, earlier->finding->item);
  HechaVerdict verdict = entry ? hecha_case_verdict (self, entry->item) : HECHA_VERDICT_OPEN;

  for (guint i = 0; i < self->findings->len; i++)
    if (g_strcmp0 (((HechaFinding *) self->findings->pdata[i])->previous, earlier->finding->uuid) == 0)
      return HECHA_COURSE_PERSISTING;
  if (strcmp (earlier->state, "open") != 0)
    return HECHA_COURSE_CLOSED;
  switch (verdict)
    {
    case HECHA_VERDICT_CONFORMING:
    case HECHA_VERDICT_NOT_APPLICABLE:
      return HECHA_COURSE_CLOSED;
    case HECHA_VERDICT_PARTIAL:
    case HECHA_VERDICT_NONCONFORMING:
      return HECHA_COURSE_PERSISTING;
    case HECHA_VERDICT_OPEN:
    default:
      return HECHA_COURSE_PENDING;
    }
}

/**
 * hecha_case_count_courses:
 * @counts: (out caller-allocates): how many findings of this visit are new, and
 *   what became of those of the visits before
 */
void
hecha_case_count_courses (const HechaCase *self,
                          guint            counts[HECHA_N_COURSES])
{
  g_autoptr(GPtrArray) earlier = hecha_case_earlier (self, NULL);

  memset (counts, 0, HECHA_N_COURSES * sizeof *counts);
  for (guint i = 0; i < self->findings->len; i++)
    counts[HECHA_COURSE_NEW] += hecha_case_course (self, self->findings->pdata[i]) == HECHA_COURSE_NEW;
  for (guint i = 0; i < earlier->len; i++)
    counts[hecha_case_earlier_course (self, earlier->pdata[i])]++;
}

/**
 * hecha_case_evidence:
 * @item: UUID of an item
 *
 * Returns: (transfer container) (element-type HechaEvidence): what speaks for it
 */
GPtrArray *
hecha_case_evidence (const HechaCase *self,
                     const char      *item)
{
  GPtrArray *evidence = g_ptr_array_new ();

  for (guint i = 0; i < self->evidence->len; i++)
    if (hecha_evidence_is_for (self->evidence->pdata[i], item))
      g_ptr_array_add (evidence, self->evidence->pdata[i]);
  return evidence;
}
