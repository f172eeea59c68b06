/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of hand-over.h that fetches. */
#include "hand-over.h"

#include "case-cache.h"
#include "device-store.h"
#include "digest.h"
#include "error.h"
#include "library-private.h"
#include "outbox-store.h"
#include "remotes.h"
#include "report-files.h"
#include "report-store.h"
#include "segment.h"
#include "setting-store.h"
#include "visit-store.h"

#include <glib/gstdio.h>
#include <string.h>

#define ANNOUNCEMENT_LIMIT (16 * 1024 * 1024)
#define PACK_LIMIT         (256 * 1024 * 1024)
#define REPORT_LIMIT       (G_GUINT64_CONSTANT (2) * 1024 * 1024 * 1024)
/* Days before the last pull that are looked at again: clocks differ. */
#define OVERLAP_DAYS       7

typedef struct
{
  HechaSession          *session;
  const HechaRemoteSpec *spec;
  HechaRemote           *remote;
  HechaProgress          progress;
  gpointer               progress_data;
  GCancellable          *cancellable;
  HechaExchange         *exchange;
} Pull;

/* Chain segments */

typedef struct
{
  Pull               *pull;
  const char         *scope;
  const char         *device;
  gint64              count;     /* events of the chain that are at hand */
  HechaSegment       *segment;
  gboolean            waits;
} Merging;

static gboolean
count_work (HechaJournal  *journal,
            gpointer       data,
            GError       **error)
{
  Merging *merging = data;
  g_autoptr(GPtrArray) heads = hecha_journal_heads (journal, merging->scope, error);

  for (guint i = 0; heads && i < heads->len; i++)
    if (strcmp (((HechaHead *) heads->pdata[i])->device, merging->device) == 0)
      merging->count = ((HechaHead *) heads->pdata[i])->count;
  return heads != NULL;
}

static gboolean
merge_work (HechaJournal  *journal,
            gpointer       data,
            GError       **error)
{
  Merging *merging = data;
  HechaSegment *segment = merging->segment;
  HechaDevice device = {
    .id = segment->device,
    .public_key = segment->public_key,
    .name = segment->name,
    .unit = segment->unit,
    .state = HECHA_DEVICE_UNKNOWN,
  };

  return hecha_device_store_put (hecha_journal_db (journal), &device, error) &&
         hecha_device_store_receive (journal, segment->events, &merging->waits, error);
}

static gboolean
is_unknown_work (HechaJournal  *journal,
                 gpointer       data,
                 GError       **error)
{
  Merging *merging = data;
  g_autoptr(HechaDevice) device = hecha_device_store_find (hecha_journal_db (journal), merging->device, NULL);

  merging->waits = device && device->state == HECHA_DEVICE_UNKNOWN;
  return TRUE;
}

static void
note_device (Pull       *pull,
             const char *device)
{
  Merging merging = { .device = device };

  if (hecha_session_work (pull->session, is_unknown_work, &merging, NULL) && merging.waits &&
      !g_ptr_array_find_with_equal_func (pull->exchange->devices, device, g_str_equal, NULL))
    g_ptr_array_add (pull->exchange->devices, g_strdup (device));
}

/* cases/CASE/journal/DEVICE/FIRST-LAST-HEAD.jsonl */
static gboolean
split_path (const char  *path,
            const char  *case_uuid,
            char       **device,
            const char **name)
{
  g_autofree char *prefix = g_strdup_printf ("cases/%s/journal/", case_uuid);
  const char *rest = g_str_has_prefix (path, prefix) ? path + strlen (prefix) : NULL;
  const char *slash = rest ? strchr (rest, '/') : NULL;

  if (!slash)
    return FALSE;
  *device = g_strndup (rest, slash - rest);
  *name = slash + 1;
  return TRUE;
}

static gboolean
fetch_segment (Pull               *pull,
               const char         *case_uuid,
               const char         *path,
               GError            **error)
{
  g_autofree char *scope = hecha_scope_of_case (case_uuid), *device = NULL, *head = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(HechaSegment) segment = NULL;
  Merging merging = { .pull = pull, .scope = scope };
  const char *name;
  gint64 first, last;

  if (!split_path (path, case_uuid, &device, &name) || !hecha_segment_read_name (name, &first, &last, &head))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s is no name of a chain segment", path);
      return FALSE;
    }
  merging.device = device;
  if (strcmp (device, hecha_session_get_device (pull->session)) == 0)
    return TRUE;
  if (!hecha_session_work (pull->session, count_work, &merging, error))
    return FALSE;
  if (merging.count >= last)
    return TRUE;
  bytes = hecha_remote_get_bytes (pull->remote, path, HECHA_SEGMENT_MAX_SIZE, pull->cancellable, error);
  segment = bytes ? hecha_segment_parse (bytes, path, hecha_device_key_verify, error) : NULL;
  if (!segment)
    return FALSE;
  if (strcmp (segment->scope, scope) != 0 || strcmp (segment->device, device) != 0)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED, "%s holds another chain than its name says", path);
      return FALSE;
    }
  merging.segment = segment;
  pull->exchange->received++;
  return hecha_session_change (pull->session, merge_work, &merging, error);
}

/* Every segment of the case that lies there, each chain in order. */
static gboolean
fetch_journal (Pull        *pull,
               const char  *case_uuid,
               GError     **error)
{
  g_autofree char *folder = g_strdup_printf ("cases/%s/journal", case_uuid);
  g_autoptr(GPtrArray) devices = hecha_remote_list (pull->remote, folder, pull->cancellable, error);

  for (guint i = 0; devices && i < devices->len; i++)
    {
      HechaRemoteEntry *device = devices->pdata[i];
      g_autofree char *chain = g_strconcat (folder, "/", device->name, NULL);
      g_autoptr(GPtrArray) segments = device->is_folder
                                      ? hecha_remote_list (pull->remote, chain, pull->cancellable, error) : NULL;
      g_autoptr(GTree) ordered = g_tree_new_full ((GCompareDataFunc) (void *) g_strcmp0, NULL, g_free, g_free);

      for (guint j = 0; segments && j < segments->len; j++)
        {
          HechaRemoteEntry *entry = segments->pdata[j];
          g_autofree char *head = NULL;
          gint64 first, last;

          if (hecha_segment_read_name (entry->name, &first, &last, &head))
            g_tree_insert (ordered, g_strdup_printf ("%020" G_GINT64_FORMAT, first),
                           g_strconcat (chain, "/", entry->name, NULL));
        }
      for (GTreeNode *node = g_tree_node_first (ordered); node; node = g_tree_node_next (node))
        if (!fetch_segment (pull, case_uuid, g_tree_node_value (node), error))
          return FALSE;
      note_device (pull, device->name);
    }
  return devices != NULL;
}

/* Files */

static gboolean
write_out (const void  *bytes,
           gsize        size,
           gpointer     data,
           GError     **error)
{
  return g_output_stream_write_all (data, bytes, size, NULL, NULL, error);
}

/* Fetches to a temporary file beside the reports, and believes nothing yet. */
static char *
fetch_file (Pull        *pull,
            const char  *path,
            guint64      limit,
            GError     **error)
{
  g_autofree char *temporary = hecha_report_file_temporary (pull->session);
  g_autoptr(GFile) file = g_file_new_for_path (temporary);
  g_autoptr(GFileOutputStream) out = g_file_create (file, G_FILE_CREATE_PRIVATE, pull->cancellable, error);

  if (out && hecha_remote_get (pull->remote, path, limit, write_out, out, pull->cancellable, error) &&
      g_output_stream_close (G_OUTPUT_STREAM (out), pull->cancellable, error))
    return g_steal_pointer (&temporary);
  g_unlink (temporary);
  return NULL;
}

static gboolean
is_file (const char           *path,
         const HechaSentFile  *announced,
         GError              **error)
{
  g_autofree char *sha256 = NULL;
  guint64 size;

  if (!hecha_file_digest (path, &sha256, &size, error))
    return FALSE;
  if (strcmp (sha256, announced->sha256) == 0 && size == (guint64) announced->size)
    return TRUE;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED, "%s is not what was announced: its digest is %s",
               announced->path, sha256);
  return FALSE;
}

static gboolean
fetch_evidence (Pull                 *pull,
                const HechaSentFile  *announced,
                GError              **error)
{
  HechaVault *vault = hecha_session_get_vault (pull->session);
  g_autofree char *temporary = NULL;
  g_autoptr(GFile) file = NULL;
  g_autoptr(GFileInputStream) stream = NULL;
  HechaVaultEntry entry;
  gboolean done;

  if (hecha_vault_contains (vault, announced->sha256))
    return TRUE;
  temporary = fetch_file (pull, announced->path, announced->size, error);
  if (!temporary)
    return FALSE;
  file = g_file_new_for_path (temporary);
  stream = is_file (temporary, announced, error) ? g_file_read (file, NULL, error) : NULL;
  done = stream && hecha_vault_import (vault, G_INPUT_STREAM (stream), announced->size, NULL, NULL, pull->cancellable,
                                       &entry, error);
  g_unlink (temporary);
  pull->exchange->received += done;
  return done;
}

static gboolean
fetch_report (Pull                     *pull,
              const HechaAnnouncement  *announcement,
              GError                  **error)
{
  g_autofree char *temporary = NULL, *sha256 = NULL, *name = NULL;
  g_autofree char *wanted = g_strdup_printf ("%s-r%d-%.12s.pdf", announcement->number, (int) announcement->revision,
                                             announcement->report->sha256);
  g_autofree char *path = hecha_report_file_path (pull->session, g_strdelimit (wanted, "/", '_'));
  guint64 size;

  if (is_file (path, announcement->report, NULL))
    return TRUE;
  temporary = fetch_file (pull, announcement->report->path, REPORT_LIMIT, error);
  if (temporary && is_file (temporary, announcement->report, error))
    name = hecha_report_file_keep (pull->session, temporary, announcement->number, (int) announcement->revision,
                                   &sha256, &size, error);
  if (!name && temporary)
    g_unlink (temporary);
  pull->exchange->received += name != NULL;
  return name != NULL;
}

static gboolean
fetch_packs (Pull             *pull,
             const HechaVisit *visit,
             GError          **error)
{
  for (guint i = 0; i < visit->scopes->len; i++)
    {
      HechaScope *scope = visit->scopes->pdata[i];
      g_autofree char *path = NULL;
      g_autoptr(GBytes) bytes = NULL;

      if (!hecha_is_sha256_hex (scope->digest))
        {
          g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_INVALID, "The case names a checklist without a digest");
          return FALSE;
        }
      if (hecha_library_has (pull->session, scope->digest))
        continue;
      path = hecha_path_of_pack (scope->digest);
      bytes = hecha_remote_get_bytes (pull->remote, path, PACK_LIMIT, pull->cancellable, error);
      if (!bytes || !hecha_library_receive (pull->session, bytes, scope->pack, scope->digest, error))
        return FALSE;
    }
  return TRUE;
}

/* Receipts */

typedef struct
{
  const char *case_uuid;
  GPtrArray  *deliveries;
  HechaCase  *content;
} Looking;

static gboolean
look_work (HechaJournal  *journal,
           gpointer       data,
           GError       **error)
{
  Looking *looking = data;

  looking->deliveries = hecha_report_store_deliveries (hecha_journal_db (journal), looking->case_uuid, error);
  looking->content = looking->deliveries ? hecha_visit_store_load (hecha_journal_db (journal), looking->case_uuid, error) : NULL;
  return looking->content != NULL;
}

static gboolean
was_received (GPtrArray  *deliveries,
              const char *sha256)
{
  for (guint i = 0; i < deliveries->len; i++)
    {
      HechaDelivery *delivery = deliveries->pdata[i];

      if (delivery->received && g_strcmp0 (delivery->sha256, sha256) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
put_receipt (Pull                     *pull,
             const HechaAnnouncement  *announcement,
             guint                     arrived,
             GError                  **error)
{
  g_autofree char *path = hecha_path_of_receipt (announcement->case_uuid, hecha_session_get_device (pull->session),
                                                 announcement->report->sha256);
  g_autofree char *now = hecha_clock_now_text (hecha_session_get_clock (pull->session)), *text = NULL, *sha256 = NULL;
  HechaReceipt receipt = {
    .case_uuid = announcement->case_uuid,
    .sha256 = announcement->report->sha256,
    .time = now,
    .unit = (char *) hecha_session_get_unit (pull->session),
    .expected = announcement->evidence->len,
    .arrived = arrived,
  };
  g_autoptr(GBytes) bytes = NULL;
  HechaSignatory signatory;
  HechaRemoteObject object = { .path = path };
  HechaRemotePut outcome;

  hecha_remotes_signatory (pull->session, &signatory);
  text = hecha_receipt_build (&receipt, &signatory, error);
  if (!text)
    return FALSE;
  bytes = g_bytes_new (text, strlen (text));
  sha256 = hecha_sha256_hex (text, strlen (text));
  object.source = hecha_source_from_bytes (bytes);
  object.sha256 = sha256;
  return hecha_remote_put (pull->remote, &object, &outcome, pull->cancellable, error);
}

static gboolean
record_received (Pull                     *pull,
                 const HechaAnnouncement  *announcement,
                 guint                     arrived,
                 GError                  **error)
{
  g_autofree char *scope = hecha_scope_of_case (announcement->case_uuid);
  JsonObject *payload = json_object_new ();

  json_object_set_int_member (payload, "revision", announcement->revision);
  json_object_set_string_member (payload, "sha256", announcement->report->sha256);
  hecha_json_set_string (payload, "from", announcement->unit);
  json_object_set_int_member (payload, "evidence-count", arrived);
  return hecha_session_append_one (pull->session, hecha_session_event (scope, HECHA_EVENT_RECEIVED, "report", payload), error);
}

/* Announcements */

static gboolean
fetch_case (Pull                     *pull,
            const HechaAnnouncement  *announcement,
            GError                  **error)
{
  Looking looking = { announcement->case_uuid, NULL, NULL };
  g_autoptr(GPtrArray) deliveries = NULL;
  g_autoptr(HechaCase) content = NULL;
  guint arrived = 0;

  if (!fetch_journal (pull, announcement->case_uuid, error))
    return FALSE;
  hecha_case_cache_forget (pull->session, announcement->case_uuid);
  if (!hecha_session_work (pull->session, look_work, &looking, error))
    return FALSE;
  deliveries = looking.deliveries;
  content = looking.content;
  if (was_received (deliveries, announcement->report->sha256))
    return TRUE;
  if (!fetch_packs (pull, content->visit, error) || !fetch_report (pull, announcement, error))
    return FALSE;
  for (guint i = 0; i < announcement->evidence->len; i++, arrived++)
    {
      if (pull->progress)
        pull->progress (i, announcement->evidence->len, pull->progress_data);
      if (!fetch_evidence (pull, announcement->evidence->pdata[i], error))
        return FALSE;
    }
  hecha_exchange_touch (pull->exchange, announcement->case_uuid);
  return record_received (pull, announcement, arrived, error) && put_receipt (pull, announcement, arrived, error);
}

static gboolean
is_own (Pull                    *pull,
        const HechaAnnouncement *announcement)
{
  return g_strcmp0 (announcement->device, hecha_session_get_device (pull->session)) == 0;
}

static void
fetch_announced (Pull       *pull,
                 const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = hecha_remote_get_bytes (pull->remote, path, ANNOUNCEMENT_LIMIT, pull->cancellable, &error);
  g_autoptr(HechaAnnouncement) announcement = NULL;
  g_autofree char *scope = NULL;

  if (bytes)
    announcement = hecha_announcement_parse (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), path,
                                             hecha_device_key_verify, &error);
  if (announcement && !is_own (pull, announcement) && fetch_case (pull, announcement, &error))
    {
      scope = hecha_scope_of_case (announcement->case_uuid);
      hecha_session_emit_changed (pull->session, scope, "");
    }
  if (error)
    hecha_exchange_fault (pull->exchange, path, error);
}

/* Receipts of others for what was handed over here */

typedef struct
{
  const HechaOutboxItem *item;
  const char            *receipt;
} Filing;

static gboolean
sent_work (HechaJournal  *journal,
           gpointer       data,
           GError       **error)
{
  GPtrArray **items = data;

  *items = hecha_outbox_store_list (hecha_journal_db (journal), NULL, error);
  return *items != NULL;
}

static gboolean
file_work (HechaJournal  *journal,
           gpointer       data,
           GError       **error)
{
  Filing *filing = data;

  return hecha_outbox_store_sent (hecha_journal_db (journal), filing->item->id, filing->receipt, error);
}

static gboolean
fetch_receipt (Pull                   *pull,
               const HechaOutboxItem  *item,
               const char             *path,
               GError                **error)
{
  g_autoptr(GBytes) bytes = hecha_remote_get_bytes (pull->remote, path, ANNOUNCEMENT_LIMIT, pull->cancellable, error);
  g_autoptr(HechaReceipt) receipt = NULL;
  g_autofree char *words = NULL;
  Filing filing = { item, NULL };

  if (bytes)
    receipt = hecha_receipt_parse (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), path,
                                   hecha_device_key_verify, error);
  if (!receipt)
    return FALSE;
  if (strcmp (receipt->case_uuid, item->case_id) != 0 || strcmp (receipt->sha256, item->what) != 0)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED, "%s is a receipt for something else", path);
      return FALSE;
    }
  words = g_strdup_printf ("%s · %s · %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, receipt->unit, receipt->time,
                           receipt->arrived, receipt->expected);
  filing.receipt = words;
  return hecha_session_change (pull->session, file_work, &filing, error);
}

/* What a report's receipts are called ends with its digest. */
static gboolean
fetch_receipts_of (Pull                   *pull,
                   const HechaOutboxItem  *item,
                   GError                **error)
{
  g_autofree char *folder = g_strconcat ("receipts/", item->case_id, NULL);
  g_autofree char *ending = g_strdup_printf ("-%s.json", item->what);
  g_autoptr(GPtrArray) entries = hecha_remote_list (pull->remote, folder, pull->cancellable, error);

  for (guint i = 0; entries && i < entries->len; i++)
    {
      HechaRemoteEntry *entry = entries->pdata[i];
      g_autofree char *path = g_strconcat (folder, "/", entry->name, NULL);

      if (g_str_has_suffix (entry->name, ending) && !fetch_receipt (pull, item, path, error))
        return FALSE;
    }
  return entries != NULL;
}

static void
fetch_receipts (Pull *pull)
{
  g_autoptr(GPtrArray) items = NULL;

  if (!hecha_session_work (pull->session, sent_work, &items, NULL))
    return;
  for (guint i = 0; i < items->len; i++)
    {
      HechaOutboxItem *item = items->pdata[i];
      g_autoptr(GError) error = NULL;

      if (item->kind == HECHA_OUTBOX_REPORT && item->state == HECHA_OUTBOX_SENT && !item->receipt &&
          strcmp (item->remote, pull->spec->name) == 0 && !fetch_receipts_of (pull, item, &error))
        hecha_exchange_fault (pull->exchange, item->path, error);
    }
}

/* Days */

typedef struct
{
  char *name;
  char *value;
} Memory;

static gboolean
recall_work (HechaJournal  *journal,
             gpointer       data,
             GError       **error)
{
  Memory *memory = data;

  memory->value = hecha_setting_store_get (hecha_journal_db (journal), memory->name);
  return TRUE;
}

static gboolean
remember_work (HechaJournal  *journal,
               gpointer       data,
               GError       **error)
{
  Memory *memory = data;

  return hecha_setting_store_set (hecha_journal_db (journal), memory->name, memory->value, error);
}

/* The first day of the inbox to look at: some days before the last pull that went through. */
static char *
first_day (Pull *pull)
{
  g_autofree char *name = g_strconcat ("pulled:", pull->spec->name, NULL), *last = NULL;
  Memory memory = { name, NULL };
  GDate day;

  hecha_session_work (pull->session, recall_work, &memory, NULL);
  last = memory.value;
  if (!hecha_date_from_text (last, &day))
    return g_strdup ("");
  g_date_subtract_days (&day, OVERLAP_DAYS);
  return hecha_date_to_text (&day);
}

static gboolean
remember_today (Pull    *pull,
                GError **error)
{
  g_autofree char *name = g_strconcat ("pulled:", pull->spec->name, NULL), *day = NULL;
  GDate today;
  Memory memory;

  g_date_clear (&today, 1);
  hecha_clock_today (hecha_session_get_clock (pull->session), &today);
  day = hecha_date_to_text (&today);
  memory = (Memory) { name, day };
  return hecha_session_change (pull->session, remember_work, &memory, error);
}

static gboolean
pull_day (Pull        *pull,
          const char  *day,
          GError     **error)
{
  g_autofree char *folder = g_strconcat ("inbox/", day, NULL);
  g_autoptr(GPtrArray) entries = hecha_remote_list (pull->remote, folder, pull->cancellable, error);

  for (guint i = 0; entries && i < entries->len; i++)
    {
      HechaRemoteEntry *entry = entries->pdata[i];
      g_autofree char *path = g_strconcat (folder, "/", entry->name, NULL);

      if (g_cancellable_set_error_if_cancelled (pull->cancellable, error))
        return FALSE;
      if (!entry->is_folder && g_str_has_suffix (entry->name, ".json"))
        fetch_announced (pull, path);
    }
  return entries != NULL;
}

static gboolean
pull_from (Pull    *pull,
           GError **error)
{
  g_autofree char *first = first_day (pull);
  g_autoptr(GPtrArray) days = NULL;

  pull->remote = hecha_remotes_connect (pull->session, pull->spec, error);
  days = pull->remote ? hecha_remote_list (pull->remote, "inbox", pull->cancellable, error) : NULL;
  for (guint i = 0; days && i < days->len; i++)
    {
      HechaRemoteEntry *day = days->pdata[i];
      GDate date;

      if (day->is_folder && hecha_date_from_text (day->name, &date) && strcmp (day->name, first) >= 0 &&
          !pull_day (pull, day->name, error))
        return FALSE;
    }
  if (!days)
    return FALSE;
  fetch_receipts (pull);
  return pull->exchange->faults->len > 0 || remember_today (pull, error);
}

/**
 * hecha_hand_over_pull:
 * @remote: (nullable): one remote; %NULL for all
 *
 * Fetches what was announced by others since the last time: chains, reports
 * and evidence, each checked against the digests and signatures it came with.
 *
 * Returns: (transfer full) (nullable): what came, and what could not be taken;
 *   an error only where nothing could be tried
 */
HechaExchange *
hecha_hand_over_pull (HechaSession   *session,
                      const char     *remote,
                      HechaProgress   progress,
                      gpointer        progress_data,
                      GCancellable   *cancellable,
                      GError        **error)
{
  g_autoptr(GPtrArray) remotes = hecha_remotes_chosen (session, remote, error);
  g_autoptr(HechaExchange) exchange = hecha_exchange_new ();
  Pull pull = { session, NULL, NULL, progress, progress_data, cancellable, exchange };
  gboolean done = remotes != NULL;

  for (guint i = 0; done && i < remotes->len; i++)
    {
      pull.spec = remotes->pdata[i];
      done = pull_from (&pull, error);
      g_clear_pointer (&pull.remote, hecha_remote_free);
    }
  return done ? g_steal_pointer (&exchange) : NULL;
}
