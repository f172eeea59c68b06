/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange.h"

#include "backoff.h"
#include "digest.h"
#include "error.h"
#include "outbox.h"
#include "push.h"
#include "remotes.h"
#include "report-files.h"
#include "report-store.h"
#include "segment.h"

#include <string.h>

typedef struct
{
  HechaSession *session;
  char         *what;
  GBytes       *bytes;
  GFile        *file;
} Opener;

static void
opener_free (gpointer data)
{
  Opener *opener = data;

  g_free (opener->what);
  g_clear_pointer (&opener->bytes, g_bytes_unref);
  g_clear_object (&opener->file);
  g_free (opener);
}

static GInputStream *
open_source (gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  Opener *opener = data;

  if (opener->bytes)
    return g_memory_input_stream_new_from_bytes (opener->bytes);
  if (opener->file)
    return G_INPUT_STREAM (g_file_read (opener->file, cancellable, error));
  return hecha_vault_open_stream (hecha_session_get_vault (opener->session), opener->what, error);
}

typedef struct
{
  HechaSession *session;
  const char   *id;
  const char   *what;       /* DEVICE/FIRST-LAST */
  GBytes       *bytes;
} Building;

static gboolean
build_work (HechaJournal  *journal,
            gpointer       data,
            GError       **error)
{
  Building *building = data;
  const char *slash = strchr (building->what, '/'), *dash = strrchr (building->what, '-');
  g_autofree char *scope = g_str_has_prefix (building->id, "register:") ? g_strdup (building->id)
                                                                        : hecha_scope_of_case (building->id);
  g_autofree char *device = slash ? g_strndup (building->what, slash - building->what) : NULL;
  g_autoptr(GPtrArray) events = NULL;
  HechaSignatory signatory;

  if (!device || !dash)
    return FALSE;
  events = hecha_journal_read (journal, scope, device, g_ascii_strtoll (slash + 1, NULL, 10),
                               g_ascii_strtoll (dash + 1, NULL, 10), error);
  hecha_remotes_signatory (building->session, &signatory);
  building->bytes = events && events->len ? hecha_segment_build (events, &signatory, error) : NULL;
  return building->bytes != NULL;
}

/**
 * hecha_segment_of_item:
 * @id: as in the outbox: UUID of a case, or scope of a register
 * @what: DEVICE/FIRST-LAST
 *
 * Returns: (transfer full) (nullable): that part of a chain, signed. The
 *   signature is deterministic: it is the same each time it is built
 */
GBytes *
hecha_segment_of_item (HechaSession  *session,
                       const char    *id,
                       const char    *what,
                       GError       **error)
{
  Building building = { session, id, what, NULL };

  return hecha_session_work (session, build_work, &building, error) ? building.bytes : NULL;
}

static gboolean
find_work (HechaJournal  *journal,
           gpointer       data,
           GError       **error)
{
  HechaStoredReport **stored = data;
  g_autofree char *sha256 = (*stored)->sha256;

  g_free (*stored);
  *stored = hecha_report_store_find (hecha_journal_db (journal), sha256, error);
  return *stored != NULL;
}

static GFile *
report_file (HechaSession  *session,
             const char    *sha256,
             GError       **error)
{
  HechaStoredReport *stored = g_new0 (HechaStoredReport, 1);
  g_autofree char *path = NULL;

  stored->sha256 = g_strdup (sha256);
  if (!hecha_session_work (session, find_work, &stored, error))
    return NULL;
  path = hecha_report_file_path (session, stored->name ? stored->name : stored->sha256);
  hecha_stored_report_free (stored);
  return g_file_new_for_path (path);
}

static HechaTransfer *
transfer_of (HechaContact           *contact,
             const HechaOutboxItem  *item,
             GError                **error)
{
  Opener *opener = g_new0 (Opener, 1);
  HechaSource source = { open_source, opener, item->size };
  g_autofree char *sha256 = NULL;
  gboolean ok = TRUE;

  opener->session = contact->session;
  opener->what = g_strdup (item->what);
  if (item->kind == HECHA_OUTBOX_JOURNAL)
    {
      opener->bytes = hecha_segment_of_item (contact->session, item->case_id, item->what, error);
      ok = opener->bytes != NULL;
      source.size = ok ? g_bytes_get_size (opener->bytes) : 0;
      sha256 = ok ? hecha_sha256_hex (g_bytes_get_data (opener->bytes, NULL), source.size) : NULL;
    }
  else if (item->kind == HECHA_OUTBOX_REPORT)
    ok = (opener->file = report_file (contact->session, item->what, error)) != NULL;
  if (!ok)
    {
      opener_free (opener);
      return NULL;
    }
  return hecha_transfer_new_push (item->path, source, opener_free, sha256 ? sha256 : item->what);
}

typedef struct
{
  GPtrArray   *items;
  GPtrArray   *transfers;
  gint64       time;
} Marking;

static gboolean
mark_work (HechaJournal  *journal,
           gpointer       data,
           GError       **error)
{
  Marking *marking = data;
  HechaDb *db = hecha_journal_db (journal);

  for (guint i = 0; i < marking->items->len; i++)
    {
      HechaOutboxItem *item = marking->items->pdata[i];
      HechaTransfer *transfer = marking->transfers->pdata[i];
      gboolean arrived = transfer->state == HECHA_TRANSFER_DONE || transfer->state == HECHA_TRANSFER_SKIPPED;
      g_autofree char *next = hecha_time_to_text (hecha_backoff_next (marking->time, item->attempts + 1, g_random_int ()));

      if (arrived ? !hecha_outbox_store_sent (db, item->id, item->receipt, error)
                  : transfer->state == HECHA_TRANSFER_FAILED &&
                    !hecha_outbox_store_failed (db, item->id, transfer->error->message, next, error))
        return FALSE;
    }
  return TRUE;
}

static void
count_transfers (HechaContact *contact,
                 GPtrArray    *transfers)
{
  for (guint i = 0; i < transfers->len; i++)
    {
      HechaTransfer *transfer = transfers->pdata[i];

      contact->exchange->sent += transfer->state == HECHA_TRANSFER_DONE;
      contact->exchange->skipped += transfer->state == HECHA_TRANSFER_SKIPPED;
      if (transfer->state != HECHA_TRANSFER_FAILED)
        continue;
      contact->exchange->failed++;
      hecha_exchange_fault (contact->exchange, transfer->path, transfer->error);
    }
}

static void
tell (guint                arrived,
      guint                total,
      const HechaTransfer *current,
      guint64              bytes,
      gpointer             data)
{
  HechaContact *contact = data;

  if (contact->progress)
    contact->progress (arrived, total, contact->progress_data);
}

static gboolean
waits_here (const HechaOutboxItem *item,
            const HechaContact    *contact,
            const char            *id)
{
  return item->state != HECHA_OUTBOX_SENT && strcmp (item->remote, contact->spec->name) == 0 &&
         strcmp (item->case_id, id) == 0;
}

/**
 * hecha_contact_send:
 * @id: UUID of a case, or scope of a register
 *
 * Sends what the outbox holds of it for this remote, and notes what arrived.
 *
 * Returns: whether all of it is there now
 */
gboolean
hecha_contact_send (HechaContact  *contact,
                    const char    *id,
                    GError       **error)
{
  g_autoptr(GPtrArray) items = hecha_outbox_items (contact->session, id, error);
  g_autoptr(GPtrArray) transfers = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_transfer_free);
  Marking marking = { items, transfers, hecha_clock_now (hecha_session_get_clock (contact->session)) };
  g_autoptr(GError) failure = NULL;
  gboolean arrived;

  for (guint i = items ? items->len : 0; i > 0; i--)
    if (!waits_here (items->pdata[i - 1], contact, id))
      g_ptr_array_remove_index (items, i - 1);
  for (guint i = 0; items && i < items->len; i++)
    {
      HechaTransfer *transfer = transfer_of (contact, items->pdata[i], error);

      if (!transfer)
        return FALSE;
      g_ptr_array_add (transfers, transfer);
    }
  if (!items)
    return FALSE;
  arrived = hecha_push (contact->remote, transfers, TRUE, tell, contact, contact->cancellable, &failure);
  count_transfers (contact, transfers);
  if (!hecha_session_change (contact->session, mark_work, &marking, error))
    return FALSE;
  for (guint i = 0; arrived && i < transfers->len; i++)
    arrived = ((HechaTransfer *) transfers->pdata[i])->state != HECHA_TRANSFER_FAILED;
  if (!arrived)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_NETWORK, "Not everything arrived: %s",
                 failure ? failure->message : "see the faults");
  return arrived;
}
