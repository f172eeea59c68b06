/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reconciliation.h"

/**
 * hecha_reconciliation_new:
 *
 * Returns: (transfer full): the list of an import that has read nothing yet
 */
HechaReconciliation *
hecha_reconciliation_new (void)
{
  HechaReconciliation *self = g_new0 (HechaReconciliation, 1);

  self->rows = g_array_new (FALSE, FALSE, sizeof (HechaReconciledRow));
  self->refusals = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_row_issue_free);
  self->warnings = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_row_issue_free);
  self->names = g_string_chunk_new (4096);
  return self;
}

void
hecha_reconciliation_free (HechaReconciliation *self)
{
  g_array_unref (self->rows);
  g_ptr_array_unref (self->refusals);
  g_ptr_array_unref (self->warnings);
  g_string_chunk_free (self->names);
  g_free (self);
}

/* One refusal a row: where it breaks several rules, the first one is named and
 * the others follow in its message. */
static HechaRowIssue *
refusal_of (GPtrArray *issues)
{
  HechaRowIssue *refusal = NULL;

  for (guint i = 0; i < issues->len; i++)
    {
      HechaRowIssue *issue = issues->pdata[i];

      if (issue->is_error && refusal)
        hecha_row_issue_append (refusal, issue);
      else if (issue->is_error)
        refusal = hecha_row_issue_copy (issue);
    }
  return refusal;
}

/**
 * hecha_reconciliation_add:
 * @outcome: what became of the row
 * @row: (transfer none): the row; all texts are copied, its outcome is not looked at
 * @issues: (element-type HechaRowIssue) (nullable): what was said about it; an
 *   error among them where @outcome is %HECHA_OUTCOME_REFUSED
 */
void
hecha_reconciliation_add (HechaReconciliation      *self,
                          HechaOutcome              outcome,
                          const HechaReconciledRow *row,
                          GPtrArray                *issues)
{
  HechaReconciledRow copy = *row;
  HechaRowIssue *refusal = outcome == HECHA_OUTCOME_REFUSED && issues ? refusal_of (issues) : NULL;

  g_return_if_fail (outcome != HECHA_OUTCOME_REFUSED || refusal);

  copy.outcome = outcome;
  copy.file = g_string_chunk_insert_const (self->names, row->file);
  copy.sheet = row->sheet ? g_string_chunk_insert_const (self->names, row->sheet) : NULL;
  copy.name = row->name ? g_string_chunk_insert (self->names, row->name) : NULL;
  copy.code = row->code ? g_string_chunk_insert (self->names, row->code) : NULL;
  g_array_append_val (self->rows, copy);
  self->counts[outcome]++;
  if (refusal)
    g_ptr_array_add (self->refusals, refusal);
  for (guint i = 0; !refusal && issues && i < issues->len; i++)
    g_ptr_array_add (self->warnings, hecha_row_issue_copy (issues->pdata[i]));
}

/**
 * hecha_reconciliation_n_read:
 *
 * Returns: rows that were read
 */
guint
hecha_reconciliation_n_read (const HechaReconciliation *self)
{
  return self->rows->len;
}

static JsonArray *
issues_to_json (GPtrArray *issues)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < issues->len; i++)
    json_array_add_object_element (array, hecha_row_issue_to_json (issues->pdata[i]));
  return array;
}

/**
 * hecha_reconciliation_to_json:
 *
 * Returns: (transfer full): the members read, accepted, unchanged, refused,
 *   refusals and warnings
 */
JsonObject *
hecha_reconciliation_to_json (const HechaReconciliation *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "read", hecha_reconciliation_n_read (self));
  json_object_set_int_member (object, "accepted", self->counts[HECHA_OUTCOME_ACCEPTED]);
  json_object_set_int_member (object, "unchanged", self->counts[HECHA_OUTCOME_UNCHANGED]);
  json_object_set_int_member (object, "refused", self->counts[HECHA_OUTCOME_REFUSED]);
  json_object_set_array_member (object, "refusals", issues_to_json (self->refusals));
  json_object_set_array_member (object, "warnings", issues_to_json (self->warnings));
  return object;
}
