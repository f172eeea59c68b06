/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of hand-over.h that tells how far everything is. */
#include "outbox.h"

#include "case-cache.h"
#include "hand-over.h"

#include <string.h>

void
hecha_outbox_row_free (HechaOutboxRow *self)
{
  g_free (self->case_uuid);
  g_free (self->number);
  g_free (self->enterprise);
  g_free (self->remote);
  g_free (self->state);
  g_free (self->next_try);
  g_free (self->why);
  g_free (self->receipt);
  g_free (self);
}

typedef struct
{
  const char *case_uuid;
  GPtrArray  *items;
} Listing;

static gboolean
list_work (HechaJournal  *journal,
           gpointer       data,
           GError       **error)
{
  Listing *listing = data;

  listing->items = hecha_outbox_store_list (hecha_journal_db (journal), listing->case_uuid, error);
  return listing->items != NULL;
}

/**
 * hecha_outbox_items:
 * @case_uuid: (nullable): one case; %NULL for all
 *
 * Returns: (transfer full) (element-type HechaOutboxItem) (nullable): what is noted, in order
 */
GPtrArray *
hecha_outbox_items (HechaSession  *session,
                    const char    *case_uuid,
                    GError       **error)
{
  Listing listing = { case_uuid, NULL };

  return hecha_session_work (session, list_work, &listing, error) ? listing.items : NULL;
}

static HechaOutboxRow *
row_for (HechaSession          *session,
         GHashTable            *rows,
         GPtrArray             *ordered,
         const HechaOutboxItem *item)
{
  g_autofree char *key = g_strconcat (item->case_id, "/", item->remote, NULL);
  HechaOutboxRow *row = g_hash_table_lookup (rows, key);
  g_autoptr(HechaCase) self = NULL;

  if (row)
    return row;
  self = hecha_case_load (session, item->case_id, NULL);
  row = g_new0 (HechaOutboxRow, 1);
  row->case_uuid = g_strdup (item->case_id);
  row->number = g_strdup (self ? self->visit->number : "");
  row->enterprise = g_strdup (self ? hecha_visit_enterprise (self->visit) : "");
  row->remote = g_strdup (item->remote);
  row->state = g_strdup ("sent");
  g_hash_table_insert (rows, g_steal_pointer (&key), row);
  g_ptr_array_add (ordered, row);
  return row;
}

/**
 * hecha_hand_over_outbox:
 *
 * Returns: (transfer full) (element-type HechaOutboxRow) (nullable): how far
 *   each hand-over is
 */
GPtrArray *
hecha_hand_over_outbox (HechaSession  *session,
                        GError       **error)
{
  g_autoptr(GPtrArray) items = hecha_outbox_items (session, NULL, error);
  g_autoptr(GHashTable) rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *ordered;

  if (!items)
    return NULL;
  ordered = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_outbox_row_free);
  for (guint i = 0; i < items->len; i++)
    {
      HechaOutboxItem *item = items->pdata[i];
      HechaOutboxRow *row = row_for (session, rows, ordered, item);

      row->total++;
      row->arrived += item->state == HECHA_OUTBOX_SENT;
      row->attempts = MAX (row->attempts, (guint) item->attempts);
      if (item->receipt)
        {
          g_free (row->receipt);
          row->receipt = g_strdup (item->receipt);
        }
      if (item->state == HECHA_OUTBOX_SENT)
        continue;
      g_free (row->state);
      row->state = g_strdup (item->why ? "failed" : "waiting");
      if (item->why && !row->why)
        {
          row->why = g_strdup (item->why);
          row->next_try = g_strdup (item->next_try);
        }
    }
  return ordered;
}
