/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange.h"

#include "error.h"
#include "outbox-store.h"
#include "remotes.h"

#include <string.h>

#define RECEIPT_LIMIT (64 * 1024)

/**
 * hecha_contact_receipt:
 * @time: when it was received, RFC 3339
 * @arrived: how many files of evidence are here
 *
 * Tells the sender that the report is here. The same receipt again is harmless.
 */
gboolean
hecha_contact_receipt (HechaContact             *contact,
                       const HechaAnnouncement  *announcement,
                       const char               *time,
                       gint64                    arrived,
                       GError                  **error)
{
  g_autofree char *path = hecha_path_of_receipt (announcement->case_uuid, hecha_session_get_device (contact->session),
                                                 announcement->report->sha256);
  HechaReceipt receipt = {
    .case_uuid = announcement->case_uuid,
    .sha256 = announcement->report->sha256,
    .time = (char *) time,
    .unit = (char *) hecha_session_get_unit (contact->session),
    .expected = announcement->evidence->len,
    .arrived = arrived,
  };
  g_autofree char *text = NULL;
  g_autoptr(GBytes) bytes = NULL;
  HechaSignatory signatory;

  hecha_remotes_signatory (contact->session, &signatory);
  text = hecha_receipt_build (&receipt, &signatory, error);
  if (!text)
    return FALSE;
  bytes = g_bytes_new (text, strlen (text));
  return hecha_contact_put (contact, path, bytes, error);
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
fetch_receipt (HechaContact           *contact,
               const HechaOutboxItem  *item,
               const char             *path,
               GError                **error)
{
  g_autoptr(GBytes) bytes = hecha_remote_get_bytes (contact->remote, path, RECEIPT_LIMIT, contact->cancellable, error);
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
  return hecha_session_change (contact->session, file_work, &filing, error);
}

/* What a report's receipts are called ends with its digest. */
static gboolean
fetch_receipts_of (HechaContact           *contact,
                   const HechaOutboxItem  *item,
                   GError                **error)
{
  g_autofree char *folder = g_strconcat ("receipts/", item->case_id, NULL);
  g_autofree char *ending = g_strdup_printf ("-%s.json", item->what);
  g_autoptr(GPtrArray) entries = hecha_remote_list (contact->remote, folder, contact->cancellable, error);

  for (guint i = 0; entries && i < entries->len; i++)
    {
      HechaRemoteEntry *entry = entries->pdata[i];
      g_autofree char *path = g_strconcat (folder, "/", entry->name, NULL);

      if (g_str_has_suffix (entry->name, ending) && !fetch_receipt (contact, item, path, error))
        return FALSE;
    }
  return entries != NULL;
}

/**
 * hecha_contact_receipts:
 *
 * Fetches who received what was handed over from here.
 */
void
hecha_contact_receipts (HechaContact *contact)
{
  g_autoptr(GPtrArray) items = NULL;

  if (!hecha_session_work (contact->session, sent_work, &items, NULL))
    return;
  for (guint i = 0; i < items->len; i++)
    {
      HechaOutboxItem *item = items->pdata[i];
      g_autoptr(GError) error = NULL;

      if (item->kind == HECHA_OUTBOX_REPORT && item->state == HECHA_OUTBOX_SENT && !item->receipt &&
          strcmp (item->remote, contact->spec->name) == 0 && !fetch_receipts_of (contact, item, &error))
        hecha_exchange_fault (contact->exchange, item->path, error);
    }
}
