/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "carry-forward.h"

#include "case-cache.h"
#include "error.h"
#include "finding-store.h"
#include "inspect.h"
#include "visit-store.h"

#include <string.h>

/* The visits before */

typedef struct
{
  const char *code;
  GPtrArray  *visits;
  GPtrArray  *findings;
} Lookup;

static gboolean
visits_work (HechaJournal  *journal,
             gpointer       data,
             GError       **error)
{
  Lookup *lookup = data;
  guint issued = 1u << HECHA_VISIT_ISSUED | 1u << HECHA_VISIT_APPROVED | 1u << HECHA_VISIT_TO_SIGN;

  lookup->visits = hecha_visit_store_list (hecha_journal_db (journal), issued, lookup->code, error);
  return lookup->visits != NULL;
}

static gboolean
findings_work (HechaJournal  *journal,
               gpointer       data,
               GError       **error)
{
  Lookup *lookup = data;

  lookup->findings = hecha_finding_store_list (hecha_journal_db (journal), lookup->code, error);
  return lookup->findings != NULL;
}

static gboolean
is_before (const HechaVisitEntry *entry,
           const HechaVisit      *visit)
{
  int order = g_strcmp0 (entry->planned_on, visit->planned_on);

  if (strcmp (entry->case_id, visit->uuid) == 0 || order > 0)
    return FALSE;
  return order < 0 || !visit->number || g_strcmp0 (entry->number, visit->number) < 0;
}

static int
newest_first (gconstpointer a,
              gconstpointer b)
{
  const HechaVisitEntry *left = *(HechaVisitEntry *const *) a, *right = *(HechaVisitEntry *const *) b;
  int order = g_strcmp0 (right->planned_on, left->planned_on);

  return order ? order : g_strcmp0 (right->number, left->number);
}

/**
 * hecha_carry_forward_cases:
 * @visit: planned, or being planned
 *
 * Returns: (transfer full) (element-type HechaCase) (nullable): for each type
 *   of the visit the newest issued visit to the same enterprise before it, each
 *   once, the newest first
 */
GPtrArray *
hecha_carry_forward_cases (HechaSession      *session,
                           const HechaVisit  *visit,
                           GError           **error)
{
  Lookup lookup = { .code = hecha_visit_code (visit) };
  guint wanted = hecha_visit_types (visit);
  GPtrArray *cases;
  g_autoptr(GPtrArray) visits = NULL;

  if (!hecha_session_work (session, visits_work, &lookup, error))
    return NULL;
  visits = lookup.visits;
  g_ptr_array_sort (visits, newest_first);
  cases = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_case_free);
  for (guint i = 0; wanted && i < visits->len; i++)
    {
      /* One whose checklist is not at hand cannot be compared. */
      HechaCase *before = is_before (visits->pdata[i], visit)
                          ? hecha_case_load (session, ((HechaVisitEntry *) visits->pdata[i])->case_id, NULL) : NULL;

      if (before && (hecha_visit_types (before->visit) & wanted))
        {
          wanted &= ~hecha_visit_types (before->visit);
          g_ptr_array_add (cases, before);
        }
      else
        g_clear_pointer (&before, hecha_case_free);
    }
  return cases;
}

/* Answers */

static HechaObject *
same_object (const HechaObject *object,
             const HechaCase   *before)
{
  for (guint i = 0; i < before->objects->len; i++)
    {
      HechaObject *other = before->objects->pdata[i];

      if (g_strcmp0 (object->kind, other->kind) == 0 && g_strcmp0 (object->name, other->name) == 0)
        return other;
    }
  return NULL;
}

static void
copy_answer (GPtrArray        *answers,
             const HechaCase  *before,
             const char       *item,
             const char       *from,
             const char       *to,
             int               step,
             HechaAnswerField  field)
{
  const char *value = hecha_answers_get (before->answers, item, from, step, field);

  if (value)
    g_ptr_array_add (answers, hecha_answer_new (item, to, step, field, value));
}

/* What the plant agreed to then does not hold today: a test of a live device is made again. */
static gboolean
is_made_again (const HechaItem *item,
               int              step)
{
  return !hecha_text_is_empty (&item->ot_impact) &&
         ((HechaStep *) item->steps->pdata[step - 1])->method == HECHA_METHOD_TEST;
}

static void
copy_subject (GPtrArray       *answers,
              const HechaItem *item,
              const HechaCase *before,
              const char      *from,
              const char      *to)
{
  for (guint step = 1; step <= item->steps->len; step++)
    for (HechaAnswerField field = HECHA_ANSWER_STEP; !is_made_again (item, step) && field <= HECHA_ANSWER_SOURCE; field++)
      copy_answer (answers, before, item->uuid, from, to, step, field);
  if (strcmp (to, HECHA_WHOLE) != 0)
    copy_answer (answers, before, item->uuid, from, to, 0, HECHA_ANSWER_REASON);
}

/**
 * hecha_carry_forward_answers:
 * @item: of the checklist of @self, with the words that it had at @before
 * @before: an earlier visit
 *
 * Returns: (transfer full) (element-type HechaAnswer): what may be taken over:
 *   the steps, those of an object for the object of the same kind and name, a
 *   chosen verdict with its reason, and where it comes from. Empty where
 *   nothing was answered. A test of a live device is never taken over.
 */
GPtrArray *
hecha_carry_forward_answers (const HechaCase *self,
                             const HechaItem *item,
                             const HechaCase *before)
{
  GPtrArray *answers = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_answer_free);
  g_autoptr(GPtrArray) objects = hecha_item_objects (item, self->objects);
  g_autofree char *from = g_strdup_printf ("%s %s", before->visit->number, before->visit->planned_on);

  if (objects->len == 0)
    copy_subject (answers, item, before, HECHA_WHOLE, HECHA_WHOLE);
  for (guint i = 0; i < objects->len; i++)
    {
      const HechaObject *object = objects->pdata[i], *then = same_object (object, before);

      if (then)
        copy_subject (answers, item, before, then->uuid, object->uuid);
    }
  copy_answer (answers, before, item->uuid, HECHA_WHOLE, HECHA_WHOLE, 0, HECHA_ANSWER_REASON);
  copy_answer (answers, before, item->uuid, HECHA_WHOLE, HECHA_WHOLE, 0, HECHA_ANSWER_VERDICT);
  if (answers->len)
    g_ptr_array_add (answers, hecha_answer_new (item->uuid, NULL, 0, HECHA_ANSWER_CARRIED, from));
  return answers;
}

/* What is to be said of an item, so that it is taken over, or confirmed. */
static gboolean
add_carried (HechaCase     *self,
             const char    *name,
             GHashTable    *table,
             gboolean       confirm,
             GPtrArray     *answers,
             GError       **error)
{
  HechaChecklistEntry *entry = hecha_checklist_find (self->checklist, name);
  const HechaPrevious *previous = entry ? g_hash_table_lookup (table, entry->item->uuid) : NULL;
  gboolean carried = entry && hecha_answers_get (self->answers, entry->item->uuid, HECHA_WHOLE, 0, HECHA_ANSWER_CARRIED);

  if (!previous || (previous->same_text && previous->answers->len == 0))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "%s: No earlier visit answered this item", name);
      return FALSE;
    }
  if (!previous->same_text)
    return hecha_refuse (error, "%s: The item’s words have changed since the visit before: it is answered anew", name);
  if (!(carried && confirm) && hecha_case_verdict (self, entry->item) != HECHA_VERDICT_OPEN)
    return hecha_refuse (error, "%s: The item has a verdict of this visit already", name);
  for (guint i = 0; !(carried && confirm) && i < previous->answers->len; i++)
    g_ptr_array_add (answers, hecha_answer_copy (previous->answers->pdata[i]));
  if (confirm)
    g_ptr_array_add (answers, hecha_answer_new (entry->item->uuid, NULL, 0, HECHA_ANSWER_CONFIRMED, "yes"));
  return TRUE;
}

/**
 * hecha_inspect_carry:
 * @items: (array zero-terminated=1): as hecha_checklist_find() takes them
 * @confirm: whether somebody saw at this visit that what is taken over, or was before,
 *   still holds; without that it counts, and keeps the visit from being issued
 *
 * Takes over what the visit before answered, of all of them or of none: one action
 * with one undo.
 *
 * Returns: %FALSE with %HECHA_ERROR_NOT_FOUND where there is nothing,
 *   %HECHA_ERROR_REFUSED where an item's words have changed, or it has a
 *   verdict already
 */
gboolean
hecha_inspect_carry (HechaSession       *session,
                     const char         *case_uuid,
                     const char *const  *items,
                     gboolean            confirm,
                     GError            **error)
{
  g_autoptr(GHashTable) table = hecha_inspect_previous (session, case_uuid, error);
  g_autoptr(HechaCase) self = table ? hecha_case_load (session, case_uuid, error) : NULL;
  g_autoptr(GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_answer_free);

  if (!self)
    return FALSE;
  for (; *items; items++)
    if (!add_carried (self, *items, table, confirm, answers, error))
      return FALSE;
  return hecha_inspect_answer (session, case_uuid, answers, error);
}

/* Findings */

static const HechaFindingRow *
find_row (GPtrArray  *rows,
          const char *uuid)
{
  for (guint i = 0; i < rows->len; i++)
    if (strcmp (((HechaFindingRow *) rows->pdata[i])->finding->uuid, uuid) == 0)
      return rows->pdata[i];
  return NULL;
}

/* Findings of items that count for none of the visit's types are no business of its own. */
static void
take_findings (HechaPrior     *earlier,
               const HechaCase  *before,
               guint             types,
               GPtrArray        *rows)
{
  for (guint i = 0; i < before->findings->len; i++)
    {
      const HechaFinding *finding = before->findings->pdata[i];
      const HechaFindingRow *row = find_row (rows, finding->uuid);
      HechaChecklistEntry *entry = hecha_checklist_find (before->checklist, finding->item);

      if (entry && (entry->types & types))
        g_ptr_array_add (earlier->findings, hecha_prior_finding_new (finding, row ? row->recheck : NULL,
                                                                       row ? row->note : NULL));
    }
}

/**
 * hecha_carry_forward_pin:
 * @visit: being planned
 *
 * Lets the visit carry the findings of those before it along, as their
 * re-checks left them, so that it says the same wherever it is opened.
 */
gboolean
hecha_carry_forward_pin (HechaSession  *session,
                         HechaVisit    *visit,
                         GError       **error)
{
  g_autoptr(GPtrArray) cases = hecha_carry_forward_cases (session, visit, error), rows = NULL;
  Lookup lookup = { .code = hecha_visit_code (visit) };

  if (!cases || !hecha_session_work (session, findings_work, &lookup, error))
    return FALSE;
  rows = lookup.findings;
  for (guint i = 0; i < cases->len; i++)
    {
      const HechaCase *before = cases->pdata[i];
      HechaPrior *earlier = hecha_prior_new (before->visit->uuid, before->visit->number, before->visit->planned_on);

      take_findings (earlier, before, hecha_visit_types (visit), rows);
      g_ptr_array_add (visit->earlier, earlier);
    }
  return TRUE;
}

static gboolean
update (HechaPriorFinding   *earlier,
        const HechaFindingRow *row)
{
  if (!row || !row->recheck || (strcmp (earlier->state, row->recheck) == 0 && g_strcmp0 (earlier->note, row->note) == 0))
    return FALSE;
  g_free (earlier->state);
  g_free (earlier->note);
  earlier->state = g_strdup (row->recheck);
  earlier->note = g_strdup (row->note);
  return TRUE;
}

static gboolean
refresh (HechaSession  *session,
         HechaCase     *self,
         GError       **error)
{
  g_autoptr(GPtrArray) earlier = hecha_case_earlier (self, NULL), rows = NULL;
  Lookup lookup = { .code = hecha_visit_code (self->visit) };
  g_autofree char *scope = hecha_scope_of_case (self->visit->uuid);
  gboolean changed = FALSE;

  if (earlier->len == 0)
    return TRUE;
  if (!hecha_session_work (session, findings_work, &lookup, error))
    return FALSE;
  rows = lookup.findings;
  for (guint i = 0; i < earlier->len; i++)
    changed |= update (earlier->pdata[i], find_row (rows, ((HechaPriorFinding *) earlier->pdata[i])->finding->uuid));
  return !changed || hecha_session_append_one (session, hecha_session_event (scope, HECHA_EVENT_VISIT_SET, "visit",
                                                                             hecha_visit_to_json (self->visit)), error);
}

/**
 * hecha_carry_forward_refresh:
 *
 * Notes in a visit that is about to be issued what re-checks said since it was
 * planned.
 */
gboolean
hecha_carry_forward_refresh (HechaSession  *session,
                             const char    *case_uuid,
                             GError       **error)
{
  HechaCase *self = hecha_case_cache_lock (session, case_uuid, error);
  gboolean done;

  if (!self)
    return FALSE;
  done = self->frozen || refresh (session, self, error);
  hecha_case_cache_unlock (session, case_uuid, TRUE);
  return done;
}

static char *
closed_note (const HechaCase *self)
{
  return g_strdup_printf (self->visit->language == HECHA_LANGUAGE_ZH
                          ? "现场任务 %s（%s）中该项已不存在问题" : "The item is in order at visit %s (%s)",
                          self->visit->number, self->visit->planned_on);
}

static JsonObject *
closed_payload (const HechaCase           *self,
                const HechaPriorFinding *earlier)
{
  g_autoptr(GPtrArray) shown = hecha_case_evidence (self, earlier->finding->item);
  g_autofree char *note = closed_note (self);
  JsonObject *payload = json_object_new ();
  JsonArray *evidence = json_array_new ();

  for (guint i = 0; i < shown->len; i++)
    json_array_add_object_element (evidence, hecha_evidence_to_json (shown->pdata[i]));
  json_object_set_string_member (payload, "state", "cured");
  json_object_set_string_member (payload, "note", note);
  json_object_set_array_member (payload, "evidence", evidence);
  return payload;
}

/**
 * hecha_carry_forward_close:
 * @self: a case that is being frozen
 *
 * Closes in the enterprise's register what was open and is found in order by
 * this visit, with the evidence of its item. Runs in a transaction.
 */
gboolean
hecha_carry_forward_close (HechaJournal     *journal,
                           const HechaCase  *self,
                           GError          **error)
{
  g_autoptr(GPtrArray) earlier = hecha_case_earlier (self, NULL);
  g_autofree char *scope = hecha_scope_of_register (hecha_visit_code (self->visit));

  for (guint i = 0; i < earlier->len; i++)
    {
      const HechaPriorFinding *each = earlier->pdata[i];
      g_autofree char *subject = g_strconcat ("finding/", each->finding->uuid, NULL);

      if (strcmp (each->state, "open") == 0 && hecha_case_earlier_course (self, each) == HECHA_COURSE_CLOSED &&
          !hecha_journal_append (journal, hecha_session_event (scope, HECHA_EVENT_RECHECKED, subject,
                                                               closed_payload (self, each)), error))
        return FALSE;
    }
  return TRUE;
}

/* Not one that somebody looked at since. */
static gboolean
was_closed_by (const HechaCase       *self,
               const HechaFindingRow *row)
{
  g_autofree char *note = closed_note (self);

  return row && g_strcmp0 (row->recheck, "cured") == 0 && g_strcmp0 (row->note, note) == 0;
}

static JsonObject *
opened_payload (const HechaCase *self)
{
  g_autofree char *note = g_strdup_printf (self->visit->language == HECHA_LANGUAGE_ZH
                                           ? "现场任务 %s（%s）已重新打开，其闭环判定撤回"
                                           : "Visit %s (%s) was opened again: it closes this no more",
                                           self->visit->number, self->visit->planned_on);
  JsonObject *payload = json_object_new ();

  json_object_set_string_member (payload, "state", "open");
  json_object_set_string_member (payload, "note", note);
  json_object_set_array_member (payload, "evidence", json_array_new ());
  return payload;
}

/**
 * hecha_carry_forward_open:
 * @self: a case that is being opened again
 *
 * Opens in the enterprise's register what the freeze of this visit closed:
 * whether it is in order is to be said anew. Runs in a transaction.
 */
gboolean
hecha_carry_forward_open (HechaJournal     *journal,
                          const HechaCase  *self,
                          GError          **error)
{
  const char *code = hecha_visit_code (self->visit);
  g_autoptr(GPtrArray) earlier = hecha_case_earlier (self, NULL);
  g_autoptr(GPtrArray) rows = hecha_finding_store_list (hecha_journal_db (journal), code, error);
  g_autofree char *scope = hecha_scope_of_register (code);

  for (guint i = 0; rows && i < earlier->len; i++)
    {
      const char *uuid = ((HechaPriorFinding *) earlier->pdata[i])->finding->uuid;
      g_autofree char *subject = g_strconcat ("finding/", uuid, NULL);

      if (was_closed_by (self, find_row (rows, uuid)) &&
          !hecha_journal_append (journal, hecha_session_event (scope, HECHA_EVENT_RECHECKED, subject,
                                                               opened_payload (self)), error))
        return FALSE;
    }
  return rows != NULL;
}
