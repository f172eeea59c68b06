/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-cache.h"

#include "error.h"
#include "library-private.h"
#include "record.h"
#include "visit-store.h"

struct _HechaCaseCache
{
  GMutex      lock;
  GHashTable *cases;
};

HechaCaseCache *
hecha_case_cache_new (void)
{
  HechaCaseCache *self = g_new0 (HechaCaseCache, 1);

  g_mutex_init (&self->lock);
  self->cases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) hecha_case_free);
  return self;
}

void
hecha_case_cache_free (HechaCaseCache *self)
{
  g_hash_table_unref (self->cases);
  g_mutex_clear (&self->lock);
  g_free (self);
}

typedef struct
{
  const char *case_uuid;
  HechaCase  *result;
} Load;

static gboolean
load_work (HechaJournal  *journal,
           gpointer       data,
           GError       **error)
{
  Load *load = data;

  load->result = hecha_visit_store_load (hecha_journal_db (journal), load->case_uuid, error);
  return load->result != NULL;
}

/**
 * hecha_case_load:
 * @case_uuid: a case; or a record of it, which is then all that is told, for reading
 *
 * Returns: (transfer full) (nullable): the case with its checklist;
 *   %HECHA_ERROR_NOT_FOUND
 */
HechaCase *
hecha_case_load (HechaSession  *session,
                 const char    *case_uuid,
                 GError       **error)
{
  Load load = { case_uuid, NULL };
  g_autoptr(HechaCase) self = NULL;

  if (!hecha_session_work (session, load_work, &load, error))
    return NULL;
  self = load.result;
  if (!hecha_library_fill (session, self, error))
    return NULL;
  if (hecha_record_of_id (case_uuid))
    hecha_case_keep_items (self);
  return g_steal_pointer (&self);
}

/**
 * hecha_case_cache_lock:
 *
 * Waits until nobody else edits. What is edited is the case, also where a
 * record of it is named.
 *
 * Returns: (transfer none) (nullable): the case, until hecha_case_cache_unlock();
 *   with %NULL nothing is locked
 */
HechaCase *
hecha_case_cache_lock (HechaSession  *session,
                       const char    *case_uuid,
                       GError       **error)
{
  HechaCaseCache *self = hecha_session_get_cases (session);
  g_autofree char *uuid = hecha_record_case (case_uuid);
  HechaCase *found;

  g_mutex_lock (&self->lock);
  found = g_hash_table_lookup (self->cases, uuid);
  if (!found && (found = hecha_case_load (session, uuid, error)))
    g_hash_table_insert (self->cases, g_strdup (uuid), found);
  if (!found)
    g_mutex_unlock (&self->lock);
  return found;
}

/**
 * hecha_case_cache_unlock:
 * @forget: whether the case is not known any more, after a failure or a change
 *   that was not made on it as well
 */
void
hecha_case_cache_unlock (HechaSession *session,
                         const char   *case_uuid,
                         gboolean      forget)
{
  HechaCaseCache *self = hecha_session_get_cases (session);
  g_autofree char *uuid = hecha_record_case (case_uuid);

  if (forget)
    g_hash_table_remove (self->cases, uuid);
  g_mutex_unlock (&self->lock);
}

/**
 * hecha_case_cache_forget:
 *
 * The case was changed from elsewhere.
 */
void
hecha_case_cache_forget (HechaSession *session,
                         const char   *case_uuid)
{
  HechaCaseCache *self = hecha_session_get_cases (session);
  g_autofree char *uuid = hecha_record_case (case_uuid);

  g_mutex_lock (&self->lock);
  g_hash_table_remove (self->cases, uuid);
  g_mutex_unlock (&self->lock);
}
