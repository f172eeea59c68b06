/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journal-undo.h"

#include "error.h"
#include "journal-projection.h"

#include <string.h>

/* The group of an undo names what it undid; an action of one event may go without a group. */
#define UNDO "undo:"

/* An undo reaches this far back in a chain. */
#define REACH 10000

static const char *
group_of (const HechaEvent *event)
{
  return event->group ? event->group : event->hash;
}

static GPtrArray *
newest_of_chain (HechaJournal  *self,
                 const char    *scope,
                 GError       **error)
{
  const char *device = hecha_journal_device (self);
  gint64 count = hecha_db_int (hecha_journal_db (self), 0,
                               "SELECT count FROM chain WHERE scope = ? AND device = ?", "ss", scope, device);

  return hecha_journal_read (self, scope, device, MAX (count - REACH, 1), count, error);
}

/**
 * hecha_journal_last_group:
 *
 * Returns: (transfer full) (element-type HechaEvent) (nullable): what
 *   hecha_journal_undo() would undo: the content events of this device's last
 *   action in @scope that was not undone, in their order; empty where there is
 *   none
 */
GPtrArray *
hecha_journal_last_group (HechaJournal  *self,
                          const char    *scope,
                          GError       **error)
{
  g_autoptr(GPtrArray) events = newest_of_chain (self, scope, error);
  g_autoptr(GHashTable) undone = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) group = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_event_free);
  const char *name = NULL;

  if (!events)
    return NULL;
  for (guint i = events->len; i > 0; i--)
    {
      HechaEvent *event = events->pdata[i - 1];

      if (event->group && g_str_has_prefix (event->group, UNDO))
        g_hash_table_add (undone, event->group + strlen (UNDO));
      else if (!hecha_projection_speaks (event) || g_hash_table_contains (undone, group_of (event)))
        continue;
      else if (!name || strcmp (name, group_of (event)) == 0)
        {
          name = group_of (event);
          g_ptr_array_insert (group, 0, hecha_event_copy (event));
        }
    }
  return g_steal_pointer (&group);
}

static gboolean
is_first_on_subject (GPtrArray *group,
                     guint      place)
{
  const HechaEvent *event = group->pdata[place];

  for (guint i = 0; i < place; i++)
    if (strcmp (((HechaEvent *) group->pdata[i])->subject, event->subject) == 0)
      return FALSE;
  return TRUE;
}

/* What was said on the subject before @event; nothing that another device said since may be lost. */
static gboolean
find_before (HechaJournal      *self,
             const HechaEvent  *event,
             char             **payload,
             GError           **error)
{
  g_autoptr(GPtrArray) events = hecha_journal_of_subject (self, event->scope, event->subject, error);
  g_autoptr(GPtrArray) heads = hecha_journal_subject_heads (self, event->scope, event->subject, error);
  const HechaEvent *before = NULL;
  gboolean built_on = FALSE;

  if (!events || !heads)
    return FALSE;
  for (guint i = 0; i < events->len; i++)
    {
      const HechaEvent *other = events->pdata[i];

      if (!hecha_projection_speaks (other))
        continue;
      if (hecha_event_compare (other, event) < 0)
        before = other;
      else if (strcmp (other->device, event->device) != 0)
        built_on = TRUE;
    }
  if (built_on || heads->len > 1 || (before && !before->payload))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED, "%s was changed by somebody else since, or withdrawn",
                   event->subject);
      return FALSE;
    }
  *payload = before ? g_strdup (before->payload) : NULL;
  return TRUE;
}

static HechaEvent *
restoring_event (HechaJournal      *self,
                 const HechaEvent  *event,
                 GError           **error)
{
  g_autofree char *text = NULL;
  g_autoptr(JsonObject) payload = NULL;
  HechaEvent *restoring;

  if (!find_before (self, event, &text, error))
    return NULL;
  if (text)
    payload = hecha_json_parse_object (text, -1, "payload", error);
  else
    payload = json_object_new ();
  if (!payload)
    return NULL;
  if (!text && event->kind == HECHA_EVENT_ANSWER_SET)
    json_object_set_null_member (payload, "value");
  else if (!text)
    json_object_set_boolean_member (payload, "removed", TRUE);
  restoring = hecha_event_new (event->scope, event->kind, event->subject, payload);
  restoring->group = g_strconcat (UNDO, group_of (event), NULL);
  return restoring;
}

/**
 * hecha_journal_undo:
 *
 * Undoes the last action of this device in @scope: for each subject that it
 * touched a new event says again what was said before. Further calls go
 * further back.
 *
 * Returns: %FALSE with %HECHA_ERROR_NOT_FOUND where there is nothing to undo,
 *   %HECHA_ERROR_REFUSED where another device has built on it or the case is
 *   frozen
 */
gboolean
hecha_journal_undo (HechaJournal  *self,
                    const char    *scope,
                    GError       **error)
{
  g_autoptr(GPtrArray) group = hecha_journal_last_group (self, scope, error);
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_event_free);

  if (!group)
    return FALSE;
  if (!group->len)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "There is nothing to undo in %s", scope);
      return FALSE;
    }
  for (guint i = 0; i < group->len; i++)
    {
      HechaEvent *event;

      if (!is_first_on_subject (group, i))
        continue;
      event = restoring_event (self, group->pdata[i], error);
      if (!event)
        return FALSE;
      g_ptr_array_add (events, event);
    }
  return hecha_journal_append_all (self, events, error);
}
