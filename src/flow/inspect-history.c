/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of inspect.h that looks back: the last visit, who did what, and whether the journal is whole. */
#include "inspect.h"

#include "case-cache.h"
#include "journal-check.h"
#include "visit-store.h"

#include <string.h>

void
hecha_previous_free (HechaPrevious *self)
{
  g_free (self->date);
  g_free (self);
}

typedef struct
{
  const char *code;
  GPtrArray  *visits;
} Earlier;

static gboolean
earlier_work (HechaJournal  *journal,
              gpointer       data,
              GError       **error)
{
  Earlier *earlier = data;
  guint issued = 1u << HECHA_VISIT_ISSUED | 1u << HECHA_VISIT_APPROVED | 1u << HECHA_VISIT_TO_SIGN;

  earlier->visits = hecha_visit_store_list (hecha_journal_db (journal), issued, earlier->code, error);
  return earlier->visits != NULL;
}

/* The newest issued visit before @self, or NULL. */
static const HechaVisitEntry *
newest_before (GPtrArray       *visits,
               const HechaCase *self)
{
  const HechaVisitEntry *newest = NULL;

  for (guint i = 0; i < visits->len; i++)
    {
      HechaVisitEntry *visit = visits->pdata[i];

      if (strcmp (visit->case_id, self->visit->uuid) != 0 &&
          g_strcmp0 (visit->planned_on, self->visit->planned_on) <= 0 &&
          (!newest || g_strcmp0 (visit->planned_on, newest->planned_on) > 0))
        newest = visit;
    }
  return newest;
}

static GHashTable *
compare_items (const HechaCase *self,
               const HechaCase *before)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) hecha_previous_free);

  for (guint i = 0; i < self->checklist->entries->len; i++)
    {
      HechaItem *item = ((HechaChecklistEntry *) self->checklist->entries->pdata[i])->item;
      HechaChecklistEntry *old = hecha_checklist_find (before->checklist, item->uuid);
      HechaPrevious *previous;

      if (!old)
        continue;
      previous = g_new0 (HechaPrevious, 1);
      previous->verdict = hecha_case_verdict (before, old->item);
      previous->date = g_strdup (before->visit->planned_on);
      previous->same_text = strcmp (old->item->digest, item->digest) == 0;
      g_hash_table_insert (table, g_strdup (item->uuid), previous);
    }
  return table;
}

/**
 * hecha_inspect_previous:
 *
 * Returns: (transfer full) (element-type utf8 HechaPrevious) (nullable): by the
 *   item's UUID, what the last issued visit to this enterprise said; empty
 *   where there was none
 */
GHashTable *
hecha_inspect_previous (HechaSession  *session,
                        const char    *case_uuid,
                        GError       **error)
{
  g_autoptr(HechaCase) self = hecha_case_load (session, case_uuid, error), before = NULL;
  Earlier earlier = { self ? hecha_visit_code (self->visit) : NULL, NULL };
  g_autoptr(GPtrArray) visits = NULL;
  const HechaVisitEntry *newest;

  if (!self || !hecha_session_work (session, earlier_work, &earlier, error))
    return NULL;
  visits = earlier.visits;
  newest = newest_before (visits, self);
  if (!newest)
    return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) hecha_previous_free);
  before = hecha_case_load (session, newest->case_id, error);
  return before ? compare_items (self, before) : NULL;
}

typedef struct
{
  const char *scope;
  const char *subject;
  GPtrArray  *events;
} Lookup;

static gboolean
history_work (HechaJournal  *journal,
              gpointer       data,
              GError       **error)
{
  Lookup *lookup = data;

  lookup->events = hecha_journal_of_subject (journal, lookup->scope, lookup->subject, error);
  return lookup->events != NULL;
}

/**
 * hecha_inspect_history:
 * @subject: of the journal, such as evidence/UUID
 *
 * Returns: (transfer full) (element-type HechaEvent) (nullable): what happened
 *   to it, in order
 */
GPtrArray *
hecha_inspect_history (HechaSession  *session,
                       const char    *case_uuid,
                       const char    *subject,
                       GError       **error)
{
  g_autofree char *scope = hecha_scope_of_case (case_uuid);
  Lookup lookup = { scope, subject, NULL };

  return hecha_session_work (session, history_work, &lookup, error) ? lookup.events : NULL;
}

static gboolean
check_work (HechaJournal  *journal,
            gpointer       data,
            GError       **error)
{
  Lookup *lookup = data;

  lookup->events = hecha_journal_check (journal, lookup->scope, error);
  return lookup->events != NULL;
}

/**
 * hecha_inspect_check_journal:
 *
 * Reads every chain of the case again.
 *
 * Returns: (transfer full) (nullable): a line for each fault; empty where the
 *   chains are whole and the tables are what they say
 */
GStrv
hecha_inspect_check_journal (HechaSession  *session,
                             const char    *case_uuid,
                             GError       **error)
{
  g_autofree char *scope = hecha_scope_of_case (case_uuid);
  Lookup lookup = { scope, NULL, NULL };
  g_autoptr(GPtrArray) faults = NULL;
  g_autoptr(GStrvBuilder) lines = g_strv_builder_new ();

  if (!hecha_session_work (session, check_work, &lookup, error))
    return NULL;
  faults = lookup.events;
  for (guint i = 0; i < faults->len; i++)
    {
      HechaJournalFault *fault = faults->pdata[i];
      g_autofree char *line = g_strdup_printf ("%s: %s", hecha_nick_text (hecha_journal_fault_nicks, fault->kind),
                                               fault->message);

      g_strv_builder_add (lines, line);
    }
  return g_strv_builder_end (lines);
}
