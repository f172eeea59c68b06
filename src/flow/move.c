/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "move.h"

#include "case-cache.h"
#include "error.h"
#include "library-private.h"
#include "uuid.h"

#include <string.h>

static void
move_pack_free (gpointer data)
{
  HechaMovePack *self = data;

  g_free (self->pack);
  g_free (self->from);
  g_free (self->to);
  g_free (self);
}

static void
move_item_free (gpointer data)
{
  HechaMoveItem *self = data;

  hecha_item_change_free (self->change);
  g_free (self);
}

/**
 * hecha_move_free:
 * @self: (transfer full): a move
 */
void
hecha_move_free (HechaMove *self)
{
  g_ptr_array_unref (self->packs);
  g_ptr_array_unref (self->items);
  g_free (self);
}

/**
 * hecha_earlier_free:
 * @self: (transfer full): what was earlier
 */
void
hecha_earlier_free (HechaEarlier *self)
{
  g_clear_pointer (&self->item, hecha_item_unref);
  g_free (self->version);
  g_ptr_array_unref (self->answers);
  g_free (self);
}

/* What a move comes to */

static void
add_answered (const HechaAnswer *answer,
              gpointer           data)
{
  if (answer->value)
    g_hash_table_add (data, (gpointer) answer->item);
}

static GPtrArray *
items_of (HechaChecklist *checklist)
{
  GPtrArray *items = g_ptr_array_new ();

  for (guint i = 0; i < checklist->entries->len; i++)
    g_ptr_array_add (items, ((HechaChecklistEntry *) checklist->entries->pdata[i])->item);
  return items;
}

/* The newest version of each pack, joined; @rows tells them by scope. */
static HechaChecklist *
newest_checklist (HechaSession     *session,
                  const HechaCase  *self,
                  GPtrArray        *rows,
                  GError          **error)
{
  g_autoptr(HechaChecklist) checklist = hecha_checklist_new ();

  for (guint i = 0; i < self->visit->scopes->len; i++)
    {
      const HechaScope *scope = self->visit->scopes->pdata[i];
      HechaPackRow *row = hecha_library_find (session, scope->pack, scope->type, error);
      g_autoptr(HechaPack) pack = NULL;

      if (!row)
        return NULL;
      g_ptr_array_add (rows, row);
      pack = hecha_library_load (session, row->digest, scope->level, error);
      if (!pack || !hecha_checklist_add (checklist, scope->type, pack, error))
        return NULL;
    }
  return g_steal_pointer (&checklist);
}

static HechaMove *
move_new (void)
{
  HechaMove *move = g_new0 (HechaMove, 1);

  move->packs = g_ptr_array_new_with_free_func (move_pack_free);
  move->items = g_ptr_array_new_with_free_func (move_item_free);
  return move;
}

static void
add_pack (HechaMove  *move,
          const char *pack,
          const char *from,
          const char *to)
{
  HechaMovePack *moved = g_new0 (HechaMovePack, 1);

  moved->pack = g_strdup (pack);
  moved->from = g_strdup (from);
  moved->to = g_strdup (to);
  g_ptr_array_add (move->packs, moved);
}

static void
add_packs (HechaMove       *move,
           const HechaCase *self,
           GPtrArray       *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const HechaScope *scope = self->visit->scopes->pdata[i];
      const HechaPackRow *row = rows->pdata[i];

      if (strcmp (scope->digest, row->digest) != 0)
        add_pack (move, scope->pack, scope->version, row->version);
    }
}

static void
add_items (HechaMove       *move,
           const HechaCase *self,
           HechaChecklist  *newest)
{
  g_autoptr(GPtrArray) before = items_of (self->checklist), after = items_of (newest);
  g_autoptr(GPtrArray) changes = hecha_items_diff (before, after);
  g_autoptr(GHashTable) answered = g_hash_table_new (g_str_hash, g_str_equal);

  hecha_answers_foreach (self->answers, add_answered, answered);
  g_ptr_array_set_free_func (changes, NULL);
  for (guint i = 0; i < changes->len; i++)
    {
      HechaMoveItem *item = g_new0 (HechaMoveItem, 1);

      item->change = changes->pdata[i];
      item->verdict = item->change->before ? hecha_case_verdict (self, item->change->before) : HECHA_VERDICT_OPEN;
      item->answered = item->change->before && g_hash_table_contains (answered, item->change->before->uuid);
      item->again = item->answered && item->change->after && !item->change->same_text;
      move->again += item->again;
      item->lost = item->answered && !item->change->after;
      move->lost += item->lost;
      g_ptr_array_add (move->items, item);
    }
  for (guint i = 0; i < before->len; i++)
    move->kept += g_hash_table_contains (answered, ((HechaItem *) before->pdata[i])->uuid);
  move->kept -= move->again + move->lost;
}

static HechaMove *
move_of (HechaSession     *session,
         const HechaCase  *self,
         GPtrArray        *rows,
         GError          **error)
{
  g_autoptr(HechaChecklist) newest = newest_checklist (session, self, rows, error);
  g_autoptr(HechaMove) move = NULL;

  if (!newest)
    return NULL;
  move = move_new ();
  add_packs (move, self, rows);
  if (move->packs->len == 0)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED, "The library has no newer version of what this visit uses");
      return NULL;
    }
  add_items (move, self, newest);
  return g_steal_pointer (&move);
}

/**
 * hecha_move_preview:
 *
 * What moving the case to the newest versions of its packs would change; the
 * case stays as it is.
 *
 * Returns: (transfer full) (nullable): the move; %HECHA_ERROR_REFUSED where
 *   nothing newer is in the library
 */
HechaMove *
hecha_move_preview (HechaSession  *session,
                    const char    *case_uuid,
                    GError       **error)
{
  g_autoptr(HechaCase) self = hecha_case_load (session, case_uuid, error);
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_pack_row_free);

  return self ? move_of (session, self, rows, error) : NULL;
}

/**
 * hecha_move_between:
 * @before: digest of a pack of the library
 * @after: digest of another
 *
 * Returns: (transfer full) (nullable): what changes from one to the other, for
 *   no visit
 */
HechaMove *
hecha_move_between (HechaSession  *session,
                    const char    *before,
                    const char    *after,
                    GError       **error)
{
  g_autoptr(HechaPack) old = hecha_library_load (session, before, 0, error);
  g_autoptr(HechaPack) new = old ? hecha_library_load (session, after, 0, error) : NULL;
  g_autoptr(GPtrArray) changes = new ? hecha_items_diff (old->items, new->items) : NULL;
  HechaMove *move = changes ? move_new () : NULL;

  if (!move)
    return NULL;
  add_pack (move, old->id, old->version, new->version);
  g_ptr_array_set_free_func (changes, NULL);
  for (guint i = 0; i < changes->len; i++)
    {
      HechaMoveItem *item = g_new0 (HechaMoveItem, 1);

      item->change = changes->pdata[i];
      g_ptr_array_add (move->items, item);
    }
  return move;
}

/* Moving */

/* What was found or collected for an item goes nowhere without it. */
static gboolean
may_leave (const HechaCase  *self,
           const HechaMove  *move,
           GError          **error)
{
  for (guint i = 0; i < move->items->len; i++)
    {
      const HechaMoveItem *item = move->items->pdata[i];
      g_autoptr(GPtrArray) findings = NULL, evidence = NULL;

      if (item->change->after)
        continue;
      findings = hecha_case_findings (self, item->change->before->uuid);
      evidence = hecha_case_evidence (self, item->change->before->uuid);
      if (findings->len == 0 && evidence->len == 0)
        continue;
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED,
                   "Item %s is not in the newer version, and it has findings or evidence: take them back first",
                   item->change->before->id);
      return FALSE;
    }
  return TRUE;
}

typedef struct
{
  GHashTable *again;    /* UUIDs */
  GPtrArray  *events;
  const char *scope;
  const char *group;
} TakingBack;

/* What was said to other words is taken back; a note and the plant's agreement stay. */
static void
take_back (const HechaAnswer *answer,
           gpointer           data)
{
  TakingBack *taking = data;
  gboolean said = answer->field <= HECHA_ANSWER_SOURCE || answer->field == HECHA_ANSWER_REASON ||
                  answer->field == HECHA_ANSWER_VERDICT;
  JsonObject *payload;
  HechaEvent *event;
  g_autofree char *subject = NULL;

  if (!said || !answer->value || !g_hash_table_contains (taking->again, answer->item))
    return;
  payload = json_object_new ();
  json_object_set_null_member (payload, "value");
  subject = hecha_answer_subject (answer);
  event = hecha_session_event (taking->scope, HECHA_EVENT_ANSWER_SET, subject, payload);
  event->group = g_strdup (taking->group);
  g_ptr_array_add (taking->events, event);
}

static void
pin_packs (HechaCase *self,
           GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      HechaScope *scope = self->visit->scopes->pdata[i];
      const HechaPackRow *row = rows->pdata[i];

      if (strcmp (scope->digest, row->digest) == 0)
        continue;
      g_free (scope->before);
      scope->before = g_steal_pointer (&scope->digest);
      scope->digest = g_strdup (row->digest);
      g_free (scope->version);
      scope->version = g_strdup (row->version);
    }
}

/* One action: the visit with its new packs, and what is taken back. */
static gboolean
apply (HechaSession     *session,
       HechaCase        *self,
       const HechaMove  *move,
       GPtrArray        *rows,
       GError          **error)
{
  g_autofree char *scope = hecha_scope_of_case (self->visit->uuid), *group = hecha_uuid_new ();
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_event_free);
  g_autoptr(GHashTable) again = g_hash_table_new (g_str_hash, g_str_equal);
  TakingBack taking = { again, events, scope, group };
  HechaEvent *event;

  for (guint i = 0; i < move->items->len; i++)
    {
      const HechaMoveItem *item = move->items->pdata[i];

      if (item->again)
        g_hash_table_add (again, item->change->before->uuid);
    }
  hecha_answers_foreach (self->answers, take_back, &taking);
  pin_packs (self, rows);
  event = hecha_session_event (scope, HECHA_EVENT_VISIT_SET, "visit", hecha_visit_to_json (self->visit));
  event->group = g_strdup (group);
  g_ptr_array_add (events, event);
  return hecha_session_append (session, events, error);
}

/**
 * hecha_move_apply:
 *
 * Moves the case to the newest versions of its packs. Every answer to an item
 * whose text digest is unchanged stays; others are taken back, and
 * hecha_move_earlier() has them. It is one action, and one undo.
 *
 * Returns: (transfer full) (nullable): what was done; %HECHA_ERROR_REFUSED where
 *   nothing newer is there, the case is frozen, or an item that goes has
 *   findings or evidence
 */
HechaMove *
hecha_move_apply (HechaSession  *session,
                  const char    *case_uuid,
                  GError       **error)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_pack_row_free);
  HechaCase *self = hecha_case_cache_lock (session, case_uuid, error);
  g_autoptr(HechaMove) move = NULL;
  gboolean done;

  if (!self)
    return NULL;
  move = move_of (session, self, rows, error);
  done = move && may_leave (self, move, error) && apply (session, self, move, rows, error);
  hecha_case_cache_unlock (session, case_uuid, TRUE);
  return done ? g_steal_pointer (&move) : NULL;
}

/* Looking back */

typedef struct
{
  const char *scope;
  const char *item;
  GPtrArray  *subjects;   /* answers, whatever their value */
  GPtrArray  *answers;
} LookingBack;

static void
add_subject (const HechaAnswer *answer,
             gpointer           data)
{
  LookingBack *looking = data;

  if (!answer->value && strcmp (answer->item, looking->item) == 0)
    g_ptr_array_add (looking->subjects, hecha_answer_subject (answer));
}

/* The newest thing that was said, before it was taken back. */
static gboolean
add_last_said (HechaJournal  *journal,
               LookingBack   *looking,
               const char    *subject,
               GError       **error)
{
  g_autoptr(GPtrArray) events = hecha_journal_of_subject (journal, looking->scope, subject, error);

  for (guint i = events ? events->len : 0; i > 0; i--)
    {
      const HechaEvent *event = events->pdata[i - 1];
      g_autoptr(JsonObject) payload = hecha_event_dup_payload (event);
      const char *value = payload ? hecha_json_string (payload, "value") : NULL;
      HechaAnswer *answer = value ? hecha_answer_from_subject (subject, value) : NULL;

      if (!answer)
        continue;
      answer->author = g_strdup (event->author);
      answer->time = g_strdup (event->time);
      g_ptr_array_add (looking->answers, answer);
      break;
    }
  return events != NULL;
}

static gboolean
look_back (HechaJournal  *journal,
           gpointer       data,
           GError       **error)
{
  LookingBack *looking = data;

  for (guint i = 0; i < looking->subjects->len; i++)
    if (!add_last_said (journal, looking, looking->subjects->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* The item as it was in the version that the case was moved from, or NULL. */
static HechaItem *
item_before (HechaSession     *session,
             const HechaCase  *self,
             const char       *uuid,
             char            **version)
{
  for (guint i = 0; i < self->visit->scopes->len; i++)
    {
      const HechaScope *scope = self->visit->scopes->pdata[i];
      g_autoptr(HechaPack) pack = scope->before ? hecha_library_load (session, scope->before, scope->level, NULL) : NULL;

      for (guint n = 0; pack && n < pack->items->len; n++)
        if (strcmp (((HechaItem *) pack->items->pdata[n])->uuid, uuid) == 0)
          {
            *version = g_strdup (pack->version);
            return hecha_item_ref (pack->items->pdata[n]);
          }
    }
  return NULL;
}

/**
 * hecha_move_earlier:
 * @item_uuid: an item of the case
 *
 * Returns: (transfer full) (nullable): how the item read and what was said of
 *   it before the case was moved; %HECHA_ERROR_NOT_FOUND where it was not moved
 *   or the item's text is what it was
 */
HechaEarlier *
hecha_move_earlier (HechaSession  *session,
                    const char    *case_uuid,
                    const char    *item_uuid,
                    GError       **error)
{
  g_autoptr(HechaCase) self = hecha_case_load (session, case_uuid, error);
  HechaChecklistEntry *entry = self ? hecha_checklist_find (self->checklist, item_uuid) : NULL;
  g_autofree char *scope = hecha_scope_of_case (case_uuid);
  g_autoptr(GPtrArray) subjects = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(HechaEarlier) earlier = g_new0 (HechaEarlier, 1);
  LookingBack looking = { scope, item_uuid, subjects, NULL };

  earlier->answers = looking.answers = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_answer_free);
  if (!self)
    return NULL;
  earlier->item = entry ? item_before (session, self, entry->item->uuid, &earlier->version) : NULL;
  if (!earlier->item || strcmp (earlier->item->digest, entry->item->digest) == 0)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "The item %s reads as it did from the beginning", item_uuid);
      return NULL;
    }
  looking.item = entry->item->uuid;
  hecha_answers_foreach (self->answers, add_subject, &looking);
  return hecha_session_work (session, look_back, &looking, error) ? g_steal_pointer (&earlier) : NULL;
}
