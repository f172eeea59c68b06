/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-cache.h"

#include "error.h"
#include "library-private.h"
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
  return hecha_library_fill (session, self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * hecha_case_cache_lock:
 *
 * Waits until nobody else edits.
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
  HechaCase *found;

  g_mutex_lock (&self->lock);
  found = g_hash_table_lookup (self->cases, case_uuid);
  if (!found && (found = hecha_case_load (session, case_uuid, error)))
    g_hash_table_insert (self->cases, g_strdup (case_uuid), found);
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

  if (forget)
    g_hash_table_remove (self->cases, case_uuid);
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

  g_mutex_lock (&self->lock);
  g_hash_table_remove (self->cases, case_uuid);
  g_mutex_unlock (&self->lock);
}
