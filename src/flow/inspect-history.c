/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of inspect.h that looks back: the last visit, who did what, and whether the journal is whole. */
#include "inspect.h"

#include "carry-forward.h"
#include "case-cache.h"
#include "journal-check.h"

#include <string.h>

void
hecha_previous_free (HechaPrevious *self)
{
  g_free (self->date);
  g_free (self->number);
  hecha_item_unref (self->item);
  g_free (self->said);
  g_ptr_array_unref (self->answers);
  g_free (self);
}

static void
append_seen (GString         *text,
             const HechaItem *item,
             const HechaCase *before,
             const char      *name,
             const char      *object)
{
  for (guint step = 1; step <= item->steps->len; step++)
    {
      const char *seen = hecha_answers_get (before->answers, item->uuid, object, step, HECHA_ANSWER_OBSERVATION);

      if (seen)
        g_string_append_printf (text, "%s%u. %s%s%s", text->len ? "\n" : "", step, name ? name : "", name ? ": " : "", seen);
    }
}

static char *
said_of (const HechaItem *item,
         const HechaCase *before)
{
  g_autoptr(GPtrArray) objects = hecha_item_objects (item, before->objects);
  GString *text = g_string_new (NULL);

  append_seen (text, item, before, NULL, HECHA_WHOLE);
  for (guint i = 0; i < objects->len; i++)
    append_seen (text, item, before, ((HechaObject *) objects->pdata[i])->name, ((HechaObject *) objects->pdata[i])->uuid);
  return g_string_free (text, FALSE);
}

static HechaPrevious *
previous_of (const HechaCase *self,
             const HechaItem *item,
             const HechaCase *before,
             HechaItem       *old)
{
  HechaPrevious *previous = g_new0 (HechaPrevious, 1);

  previous->verdict = hecha_case_verdict (before, old);
  previous->date = g_strdup (before->visit->planned_on);
  previous->number = g_strdup (before->visit->number);
  previous->same_text = strcmp (old->digest, item->digest) == 0;
  previous->item = hecha_item_ref (old);
  previous->said = said_of (old, before);
  previous->answers = previous->same_text ? hecha_carry_forward_answers (self, item, before)
                                          : g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_answer_free);
  return previous;
}

/* What was said later stands. */
static void
compare_items (const HechaCase *self,
               const HechaCase *before,
               GHashTable      *table)
{
  for (guint i = 0; i < self->checklist->entries->len; i++)
    {
      HechaItem *item = ((HechaChecklistEntry *) self->checklist->entries->pdata[i])->item;
      HechaChecklistEntry *old = hecha_checklist_find (before->checklist, item->uuid);

      if (old && !g_hash_table_contains (table, item->uuid))
        g_hash_table_insert (table, g_strdup (item->uuid), previous_of (self, item, before, old->item));
    }
}

/**
 * hecha_inspect_previous:
 *
 * Returns: (transfer full) (element-type utf8 HechaPrevious) (nullable): by the
 *   item's UUID, what the last issued visit to this enterprise of the same type
 *   said; empty where there was none
 */
GHashTable *
hecha_inspect_previous (HechaSession  *session,
                        const char    *case_uuid,
                        GError       **error)
{
  g_autoptr(HechaCase) self = hecha_case_load (session, case_uuid, error);
  g_autoptr(GPtrArray) cases = self ? hecha_carry_forward_cases (session, self->visit, error) : NULL;
  GHashTable *table;

  if (!cases)
    return NULL;
  table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) hecha_previous_free);
  for (guint i = 0; i < cases->len; i++)
    compare_items (self, cases->pdata[i], table);
  return table;
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
