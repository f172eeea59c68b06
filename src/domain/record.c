/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record.h"

#include <string.h>

/**
 * hecha_record_of_id:
 * @id: of a case or of a record
 *
 * Returns: 1 or 2; 0 for the visit itself
 */
guint
hecha_record_of_id (const char *id)
{
  const char *slash = strchr (id, '/');

  return slash && (slash[1] == '1' || slash[1] == '2') && slash[2] == '\0' ? (guint) (slash[1] - '0') : 0;
}

/**
 * hecha_record_case:
 * @id: of a case or of a record
 *
 * Returns: (transfer full): the case's UUID
 */
char *
hecha_record_case (const char *id)
{
  return hecha_record_of_id (id) ? g_strndup (id, strlen (id) - 2) : g_strdup (id);
}

/**
 * hecha_record_id:
 * @record: 1 or 2; 0 for the visit itself
 *
 * Returns: (transfer full): what names it
 */
char *
hecha_record_id (const char *case_uuid,
                 guint       record)
{
  return record ? g_strdup_printf ("%s/%u", case_uuid, record) : g_strdup (case_uuid);
}

/**
 * hecha_record_subject:
 * @id: of a case or of a record
 *
 * Returns: (transfer full): the journal's subject of its report
 */
char *
hecha_record_subject (const char *id)
{
  return hecha_record_id ("report", hecha_record_of_id (id));
}

/**
 * hecha_record_number:
 * @number: (nullable): of the visit
 * @record: 1 or 2
 *
 * Returns: (transfer full): the number of its record, for people
 */
char *
hecha_record_number (const char *number,
                     guint       record)
{
  return g_strdup_printf ("%s-%u", number ? number : "", record);
}

static void
swap_authorities (HechaVisit *self)
{
  char *unit = self->unit;

  self->unit = self->partner;
  self->partner = unit;
  self->holder = hecha_holder_partner (self->holder);
}

/* The enterprise's person on site signs for the enterprise, on both. */
static gboolean
is_of_record (const HechaMember *member,
              guint              record)
{
  return member->role == HECHA_ROLE_ON_SITE_PERSON || member->partner == (record == 2);
}

/**
 * hecha_visit_take_record:
 * @self: of two authorities; such a visit is for reading, it is never saved
 * @record: 1 or 2
 *
 * Leaves of a joint inspection what one authority's record is about: its types,
 * its people; @unit is that authority, @partner the other one.
 */
void
hecha_visit_take_record (HechaVisit *self,
                         guint       record)
{
  char *uuid = self->uuid, *number = self->number;
  guint types;

  g_return_if_fail (self->partner && record >= 1 && record <= HECHA_N_RECORDS);

  self->uuid = hecha_record_id (uuid, record);
  self->number = hecha_record_number (number, record);
  g_free (uuid);
  g_free (number);
  if (record == 2)
    swap_authorities (self);
  types = hecha_holder_types (self->holder);
  for (guint i = self->scopes->len; i > 0; i--)
    if (!(types & 1u << ((HechaScope *) self->scopes->pdata[i - 1])->type))
      g_ptr_array_remove_index (self->scopes, i - 1);
  for (guint i = self->filings->len; i > 0; i--)
    if (!(types & 1u << ((HechaFiling *) self->filings->pdata[i - 1])->type))
      g_ptr_array_remove_index (self->filings, i - 1);
  for (guint i = self->members->len; i > 0; i--)
    if (!is_of_record (self->members->pdata[i - 1], record))
      g_ptr_array_remove_index (self->members, i - 1);
}

static gboolean
is_asked (const HechaCase *self,
          const char      *item)
{
  return hecha_checklist_find (self->checklist, item) != NULL;
}

/* What speaks for no item at all is everybody's. */
static gboolean
speaks_here (const HechaCase     *self,
             const HechaEvidence *evidence)
{
  gboolean here = evidence->items->len == 0;

  for (guint i = 0; i < evidence->items->len; i++)
    here |= is_asked (self, evidence->items->pdata[i]);
  return here;
}

/**
 * hecha_case_keep_items:
 * @self: with the checklist of a record
 *
 * Leaves the findings and the evidence of items that its checklist asks for.
 */
void
hecha_case_keep_items (HechaCase *self)
{
  for (guint i = self->findings->len; i > 0; i--)
    if (!is_asked (self, ((HechaFinding *) self->findings->pdata[i - 1])->item))
      g_ptr_array_remove_index (self->findings, i - 1);
  for (guint i = self->evidence->len; i > 0; i--)
    if (!speaks_here (self, self->evidence->pdata[i - 1]))
      g_ptr_array_remove_index (self->evidence, i - 1);
  for (guint i = 0; i < self->visit->earlier->len; i++)
    {
      GPtrArray *findings = ((HechaPrior *) self->visit->earlier->pdata[i])->findings;

      for (guint j = findings->len; j > 0; j--)
        if (!is_asked (self, ((HechaPriorFinding *) findings->pdata[j - 1])->finding->item))
          g_ptr_array_remove_index (findings, j - 1);
    }
}
