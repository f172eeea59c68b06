/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of hand-over.h that fetches. */
#include "exchange.h"

#include "digest.h"
#include "due-dates.h"
#include "error.h"
#include "remotes.h"
#include "revocations.h"
#include "setting-store.h"

#include <string.h>

#define ANNOUNCEMENT_LIMIT (16 * 1024 * 1024)
/* Days before the last pull that are looked at again: clocks differ. */
#define OVERLAP_DAYS       7
/* How long one waits for an authority that says nothing. */
#define REVOCATION_SECONDS 5

static gboolean
is_own (HechaContact            *contact,
        const HechaAnnouncement *announcement)
{
  return g_strcmp0 (announcement->device, hecha_session_get_device (contact->session)) == 0;
}

/* An announcement lies on a day, under the name of what it holds. */
static HechaAnnouncement *
fetch_announcement (HechaContact  *contact,
                    const char    *day,
                    const char    *path,
                    GError       **error)
{
  g_autoptr(GBytes) bytes = hecha_remote_get_bytes (contact->remote, path, ANNOUNCEMENT_LIMIT, contact->cancellable, error);
  g_autoptr(HechaAnnouncement) announcement = NULL;
  g_autofree char *sha256 = NULL, *expected = NULL;

  if (bytes)
    announcement = hecha_announcement_parse (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), path,
                                             hecha_device_key_verify, error);
  if (!announcement)
    return NULL;
  sha256 = hecha_sha256_hex (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  expected = hecha_path_of_announcement (announcement->case_uuid, (int) announcement->revision, day, sha256);
  if (strcmp (path, expected) == 0)
    return g_steal_pointer (&announcement);
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED, "%s holds another announcement than its name says", path);
  return NULL;
}

static void
fetch_announced (HechaContact *contact,
                 const char   *day,
                 const char   *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaAnnouncement) announcement = fetch_announcement (contact, day, path, &error);

  if (announcement && !is_own (contact, announcement))
    {
      g_autofree char *scope = hecha_scope_of_case (announcement->case_uuid);

      hecha_contact_take (contact, announcement, &error);
      hecha_session_emit_changed (contact->session, scope, "");
    }
  if (error)
    hecha_exchange_fault (contact->exchange, path, error);
}

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
first_day (HechaContact *contact)
{
  g_autofree char *name = g_strconcat ("pulled:", contact->spec->name, NULL), *last = NULL;
  Memory memory = { name, NULL };
  GDate day;

  hecha_session_work (contact->session, recall_work, &memory, NULL);
  last = memory.value;
  if (!hecha_date_from_text (last, &day))
    return g_strdup ("");
  g_date_subtract_days (&day, OVERLAP_DAYS);
  return hecha_date_to_text (&day);
}

static gboolean
remember_today (HechaContact  *contact,
                GError       **error)
{
  g_autofree char *name = g_strconcat ("pulled:", contact->spec->name, NULL), *day = NULL;
  GDate today;
  Memory memory;

  g_date_clear (&today, 1);
  hecha_clock_today (hecha_session_get_clock (contact->session), &today);
  day = hecha_date_to_text (&today);
  memory = (Memory) { name, day };
  return hecha_session_change (contact->session, remember_work, &memory, error);
}

static gboolean
pull_day (HechaContact  *contact,
          const char    *day,
          GError       **error)
{
  g_autofree char *folder = g_strconcat ("inbox/", day, NULL);
  g_autoptr(GPtrArray) entries = hecha_remote_list (contact->remote, folder, contact->cancellable, error);

  for (guint i = 0; entries && i < entries->len; i++)
    {
      HechaRemoteEntry *entry = entries->pdata[i];
      g_autofree char *path = g_strconcat (folder, "/", entry->name, NULL), *scope = hecha_register_of_notice (entry->name);

      if (g_cancellable_set_error_if_cancelled (contact->cancellable, error))
        return FALSE;
      if (scope)
        g_hash_table_add (contact->registers, g_steal_pointer (&scope));
      else if (!entry->is_folder && g_str_has_suffix (entry->name, ".json"))
        fetch_announced (contact, day, path);
    }
  return entries && !g_cancellable_set_error_if_cancelled (contact->cancellable, error);
}

/* Each once, however often it was told of. */
static gboolean
pull_registers (HechaContact  *contact,
                GError       **error)
{
  GHashTableIter iter;
  const char *scope;

  g_hash_table_iter_init (&iter, contact->registers);
  while (g_hash_table_iter_next (&iter, (gpointer *) &scope, NULL))
    {
      g_autoptr(GError) failure = NULL;

      if (g_cancellable_set_error_if_cancelled (contact->cancellable, error))
        return FALSE;
      if (!hecha_contact_pull_register (contact, scope, &failure))
        hecha_exchange_fault (contact->exchange, scope, failure);
    }
  return TRUE;
}

static gboolean
days_work (HechaJournal  *journal,
           gpointer       data,
           GError       **error)
{
  return hecha_due_dates_refresh (hecha_journal_db (journal), FALSE, error);
}

static gboolean
pull_from (HechaContact  *contact,
           GError       **error)
{
  g_autofree char *first = first_day (contact);
  g_autoptr(GPtrArray) days = NULL;

  contact->remote = hecha_remotes_connect (contact->session, contact->spec, error);
  days = contact->remote ? hecha_remote_list (contact->remote, "inbox", contact->cancellable, error) : NULL;
  for (guint i = 0; days && i < days->len; i++)
    {
      HechaRemoteEntry *day = days->pdata[i];
      GDate date;

      if (day->is_folder && hecha_date_from_text (day->name, &date) && strcmp (day->name, first) >= 0 &&
          !pull_day (contact, day->name, error))
        return FALSE;
    }
  if (!days || !pull_registers (contact, error) || !hecha_session_change (contact->session, days_work, NULL, error))
    return FALSE;
  hecha_contact_receipts (contact);
  return contact->exchange->faults->len > 0 || remember_today (contact, error);
}

/* What came can be judged later without a network: what its signers' authorities say of revoked certificates is
 * fetched while there is one. That it is not to be had stops nothing. */
static void
fetch_revocations (HechaContact *contact)
{
  g_autoptr(HechaRevocationOutcome) outcome = NULL;

  if (contact->exchange->reports > 0)
    outcome = hecha_revocations_refresh (contact->session, REVOCATION_SECONDS, contact->cancellable, NULL);
}

/**
 * hecha_hand_over_pull:
 * @remote: (nullable): one remote; %NULL for all
 *
 * Fetches what was announced by others since the last time: chains, reports
 * and evidence, each checked against the digests and signatures it came with;
 * then what their signers' authorities say of revoked certificates.
 *
 * Returns: (transfer full) (nullable): what came, and what could not be taken, such
 *   as what is at one remote of several; an error only where nothing could be tried
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
  g_autoptr(GHashTable) registers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  HechaContact contact = { session, NULL, NULL, progress, progress_data, cancellable, exchange, registers };
  gboolean done = remotes != NULL;

  for (guint i = 0; done && i < remotes->len; i++)
    {
      g_autoptr(GError) failure = NULL;

      contact.spec = remotes->pdata[i];
      done = pull_from (&contact, &failure) || hecha_contact_goes_on (&contact, remotes->len, &failure, error);
      g_hash_table_remove_all (registers);
      g_clear_pointer (&contact.remote, hecha_remote_free);
    }
  if (!done)
    return NULL;
  fetch_revocations (&contact);
  return g_steal_pointer (&exchange);
}
