/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspect.h"

#include "blank.h"
#include "case-cache.h"
#include "error.h"
#include "inspect-private.h"
#include "journal-undo.h"
#include "uuid.h"

#include <string.h>

/* Answers */

static JsonObject *
value_payload (const char *value)
{
  JsonObject *payload = json_object_new ();

  if (value)
    json_object_set_string_member (payload, "value", value);
  else
    json_object_set_null_member (payload, "value");
  return payload;
}

static gboolean
verdict_may_be (HechaCase          *self,
                const HechaItem    *item,
                const HechaAnswer  *answer,
                GError            **error)
{
  int verdict;

  if (!answer->value)
    return TRUE;
  if (!hecha_nick_value (hecha_verdict_nicks, answer->value, &verdict) || verdict == HECHA_VERDICT_OPEN)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID,
                   "“%s” is no verdict: it is conforming, partial, nonconforming or na", answer->value);
      return FALSE;
    }
  return hecha_verdict_may_choose (item, self->answers, self->objects, verdict,
                                   hecha_answers_get (self->answers, item->uuid, HECHA_WHOLE, 0, HECHA_ANSWER_REASON),
                                   error);
}

/* Whether @answer may be given as things stand in @self, where the answers
 * before it in the same action have been put already. */
static gboolean
answer_may_be (HechaCase          *self,
               const HechaAnswer  *answer,
               GError            **error)
{
  HechaChecklistEntry *entry = hecha_checklist_find (self->checklist, answer->item);
  gboolean of_step = answer->field <= HECHA_ANSWER_SOURCE;

  if (!entry || (strcmp (answer->object, HECHA_WHOLE) != 0 && !hecha_case_object (self, answer->object)))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "There is no such item or object in this visit: %s, %s",
                   answer->item, answer->object);
      return FALSE;
    }
  if (of_step && !hecha_step_may_answer (entry->item, self->answers, answer->object, answer->step,
                                         answer->field == HECHA_ANSWER_STEP ? answer->value : NULL, error))
    return FALSE;
  return answer->field != HECHA_ANSWER_VERDICT || verdict_may_be (self, entry->item, answer, error);
}

/* What the plant agreed to stands before the steps that need it, the steps
 * before the verdict that follows from them, reasons before all of them. */
static int
rank_of (HechaAnswerField field)
{
  return field == HECHA_ANSWER_VERDICT ? 2 : field == HECHA_ANSWER_STEP ? 1 : 0;
}

static int
compare_ranks (gconstpointer a,
               gconstpointer b)
{
  const HechaAnswer *left = *(HechaAnswer *const *) a, *right = *(HechaAnswer *const *) b;

  return rank_of (left->field) - rank_of (right->field);
}

static gboolean
put_answers (HechaSession  *session,
             HechaCase     *self,
             GPtrArray     *answers,
             GPtrArray     *events,
             GError       **error)
{
  g_autofree char *scope = hecha_scope_of_case (self->visit->uuid);
  g_autofree char *group = hecha_uuid_new ();

  for (guint i = 0; i < answers->len; i++)
    {
      const HechaAnswer *answer = answers->pdata[i];
      g_autofree char *subject = hecha_answer_subject (answer);
      HechaAnswer *kept;
      HechaEvent *event;

      if (!answer_may_be (self, answer, error))
        return FALSE;
      event = hecha_session_event (scope, HECHA_EVENT_ANSWER_SET, subject, value_payload (answer->value));
      event->group = g_strdup (group);
      g_ptr_array_add (events, event);
      kept = hecha_answer_copy (answer);
      kept->author = g_strdup (hecha_session_get_author (session));
      kept->time = hecha_clock_now_text (hecha_session_get_clock (session));
      hecha_answers_put (self->answers, kept);
    }
  return TRUE;
}

/**
 * hecha_inspect_load:
 *
 * Returns: (transfer full) (nullable): the case as it stands, with its
 *   checklist; %HECHA_ERROR_NOT_FOUND
 */
HechaCase *
hecha_inspect_load (HechaSession  *session,
                    const char    *case_uuid,
                    GError       **error)
{
  return hecha_case_load (session, case_uuid, error);
}

/**
 * hecha_inspect_answer:
 * @answers: (element-type HechaAnswer): one action, and one undo; of any items
 *
 * Saves answers, all of them or none.
 *
 * Returns: %FALSE with %HECHA_ERROR_REFUSED where a rule forbids one: see
 *   hecha_step_may_answer() and hecha_verdict_may_choose()
 */
gboolean
hecha_inspect_answer (HechaSession  *session,
                      const char    *case_uuid,
                      GPtrArray     *answers,
                      GError       **error)
{
  g_autoptr(GPtrArray) ordered = g_ptr_array_copy (answers, NULL, NULL);
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_event_free);
  HechaCase *self = hecha_case_cache_lock (session, case_uuid, error);
  gboolean done;

  g_ptr_array_set_free_func (ordered, NULL);
  if (!self)
    return FALSE;
  g_ptr_array_sort (ordered, compare_ranks);
  done = put_answers (session, self, ordered, events, error) && hecha_session_append (session, events, error);
  hecha_case_cache_unlock (session, case_uuid, !done);
  return done;
}

typedef struct
{
  const char *scope;
} Undo;

static gboolean
undo_work (HechaJournal  *journal,
           gpointer       data,
           GError       **error)
{
  return hecha_journal_undo (journal, ((Undo *) data)->scope, error);
}

/**
 * hecha_inspect_undo:
 *
 * Takes back the last action of this device that was not taken back yet. The
 * journal grows by it: nothing is deleted.
 *
 * Returns: %FALSE with %HECHA_ERROR_NOT_FOUND where there is nothing to take
 *   back, %HECHA_ERROR_REFUSED where somebody built on it
 */
gboolean
hecha_inspect_undo (HechaSession  *session,
                    const char    *case_uuid,
                    GError       **error)
{
  g_autofree char *scope = hecha_scope_of_case (case_uuid);
  Undo undo = { scope };
  gboolean done = hecha_session_change (session, undo_work, &undo, error);

  hecha_case_cache_forget (session, case_uuid);
  if (done)
    hecha_session_emit_changed (session, scope, "");
  return done;
}

/* Findings */

/**
 * hecha_inspect_set_finding:
 * @finding: a new one, or a new state of one
 *
 * Returns: %FALSE with %HECHA_ERROR_INVALID where it does not say what was
 *   found, or its deadline is no day
 */
gboolean
hecha_inspect_set_finding (HechaSession        *session,
                           const char          *case_uuid,
                           const HechaFinding  *finding,
                           GError             **error)
{
  GDate day;

  if (hecha_is_blank (finding->what))
    {
      g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_INVALID, "A finding must say what was found");
      return FALSE;
    }
  if (finding->deadline && !hecha_date_from_text (finding->deadline, &day))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "“%s” is no day: write it as YYYY-MM-DD", finding->deadline);
      return FALSE;
    }
  return hecha_inspect_append (session, case_uuid, HECHA_EVENT_FINDING_SET, "finding", finding->uuid,
                               hecha_finding_to_json (finding), error);
}

gboolean
hecha_inspect_remove_finding (HechaSession  *session,
                              const char    *case_uuid,
                              const char    *finding_uuid,
                              GError       **error)
{
  return hecha_inspect_append (session, case_uuid, HECHA_EVENT_FINDING_SET, "finding", finding_uuid, hecha_inspect_removed (), error);
}
