/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "revocations.h"

#include "error.h"
#include "file.h"
#include "issue.h"
#include "proof-servers.h"
#include "revocation.h"
#include "session-private.h"
#include "trust-private.h"
#include "visits.h"

#include <glib/gstdio.h>

#define FOLDER       "revocations"
#define FILE_LIMIT   (16 * 1024 * 1024)
#define NUMBER_LIMIT 256
#define REPORT_LIMIT 500

/* What is kept: one file for each issuer's list and each certificate's answer, named by
 * what it speaks of. Issuers signed them, so that nobody need be believed for the folder. */

static char *
own_folder (HechaSession *session)
{
  return g_build_filename (hecha_session_get_directory (session), FOLDER, NULL);
}

/**
 * hecha_revocations_load:
 *
 * Returns: (transfer full) (element-type GBytes): the lists and answers at hand, in DER
 */
GPtrArray *
hecha_revocations_load (HechaSession *session)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autofree char *folder = own_folder (session);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && all->len < NUMBER_LIMIT && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GBytes *bytes = g_str_has_suffix (name, ".der") ? hecha_file_read (path, FILE_LIMIT, NULL) : NULL;

      if (bytes)
        g_ptr_array_add (all, bytes);
    }
  return all;
}

/**
 * hecha_revocation_row_free:
 * @self: (transfer full): a row
 */
void
hecha_revocation_row_free (HechaRevocationRow *self)
{
  g_free (self->about);
  g_free (self);
}

/**
 * hecha_revocation_outcome_free:
 * @self: (transfer full): an outcome
 */
void
hecha_revocation_outcome_free (HechaRevocationOutcome *self)
{
  g_free (self->missing);
  g_free (self);
}

static int
by_subject (gconstpointer a,
            gconstpointer b)
{
  const HechaRevocationRow *one = *(HechaRevocationRow *const *) a, *other = *(HechaRevocationRow *const *) b;

  return one->is_answer != other->is_answer ? one->is_answer - other->is_answer : g_strcmp0 (one->about, other->about);
}

/**
 * hecha_revocations_list:
 *
 * Returns: (transfer full) (element-type HechaRevocationRow) (nullable): what is at
 *   hand: lists, then answers
 */
GPtrArray *
hecha_revocations_list (HechaSession  *session,
                        GError       **error)
{
  g_autoptr(GPtrArray) all = hecha_revocations_load (session);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_revocation_row_free);

  for (guint i = 0; i < all->len; i++)
    {
      g_autoptr(HechaRevocationRecord) record = hecha_revocation_record_read (all->pdata[i]);
      HechaRevocationRow *row;

      if (!record)
        continue;
      row = g_new0 (HechaRevocationRow, 1);
      row->is_answer = record->is_answer;
      row->about = g_steal_pointer (&record->about);
      row->made = record->made;
      row->next = record->next;
      row->revoked = record->revoked;
      g_ptr_array_add (rows, row);
    }
  g_ptr_array_sort (rows, by_subject);
  return rows;
}

/* What is older than what is there of the same is passed over. */
static gboolean
keep (const char  *folder,
      GBytes      *der,
      gboolean    *kept,
      GError     **error)
{
  g_autoptr(HechaRevocationRecord) record = hecha_revocation_record_read (der), before = NULL;
  g_autofree char *name = NULL, *path = NULL;
  g_autoptr(GBytes) old = NULL;
  g_autoptr(GError) failure = NULL;

  *kept = FALSE;
  if (!record)
    return TRUE;
  name = g_strconcat (record->key, ".der", NULL);
  path = g_build_filename (folder, name, NULL);
  old = hecha_file_read (path, FILE_LIMIT, NULL);
  before = old ? hecha_revocation_record_read (old) : NULL;
  if (before && (before->made > record->made || g_bytes_equal (old, der)))
    return TRUE;
  *kept = g_file_set_contents_full (path, g_bytes_get_data (der, NULL), (gssize) g_bytes_get_size (der),
                                    G_FILE_SET_CONTENTS_CONSISTENT, 0600, &failure);
  if (!*kept)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "%s: %s", path, failure->message);
  return *kept;
}

/* Fetching: signers of many reports have one anchor, which is asked once. */

typedef struct
{
  HechaProofServers *servers;
  GHashTable        *got;       /* address and question → answer; NULL where none came */
} Asking;

static char *
question (const char *url,
          GBytes     *query)
{
  g_autofree char *text = query ? g_base64_encode (g_bytes_get_data (query, NULL), g_bytes_get_size (query)) : NULL;

  return g_strconcat (url, " ", text, NULL);
}

static void
unref_bytes (gpointer data)
{
  g_clear_pointer ((GBytes **) &data, g_bytes_unref);
}

static GBytes *
fetch_cb (const char  *url,
          GBytes      *query,
          gpointer     data,
          GError     **error)
{
  Asking *self = data;
  g_autofree char *key = question (url, query);
  GBytes *bytes = NULL;

  if (!g_hash_table_lookup_extended (self->got, key, NULL, (gpointer *) &bytes))
    {
      bytes = hecha_proof_servers_fetch (url, query, self->servers, error);
      g_hash_table_insert (self->got, g_steal_pointer (&key), bytes);
    }
  else if (!bytes)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_NETWORK, "%s: no answer", url);
  return bytes ? g_bytes_ref (bytes) : NULL;
}

static gboolean
refresh_report (Asking                  *asking,
                const char              *path,
                const char              *folder,
                GBytes                  *authorities,
                HechaRevocationOutcome  *outcome,
                GError                 **error)
{
  HechaValidationSummary summary;
  g_autoptr(GPtrArray) found = hecha_pdf_fetch_revocations (path, authorities, asking->servers->stamper.now, fetch_cb,
                                                            asking, &summary, NULL);

  outcome->n_reports += found != NULL;
  for (guint i = 0; found && i < found->len; i++)
    {
      gboolean kept;

      if (!keep (folder, found->pdata[i], &kept, error))
        return FALSE;
      outcome->n_kept += kept;
    }
  outcome->n_missing += found ? summary.n_missing : 0;
  if (!outcome->missing)
    outcome->missing = g_steal_pointer (&summary.missing);
  g_free (summary.missing);
  return TRUE;
}

/**
 * hecha_revocations_refresh:
 * @seconds: how long one waits for a server that says nothing; 0 for 20
 *
 * Fetches the revocation lists and answers that the certificates of the signers of all
 * reports at hand name, so that they can be judged without a network. What is newer
 * takes the place of what is there. Blocks; not for the main thread.
 *
 * Returns: (transfer full) (nullable): what was done, and whether a server was not
 *   reached; %NULL with %HECHA_ERROR_IO, or where it was cancelled
 */
HechaRevocationOutcome *
hecha_revocations_refresh (HechaSession  *session,
                           guint          seconds,
                           GCancellable  *cancellable,
                           GError       **error)
{
  g_autoptr(HechaRevocationOutcome) outcome = g_new0 (HechaRevocationOutcome, 1);
  g_autoptr(GPtrArray) reports = NULL, trusted = NULL;
  g_autoptr(GBytes) authorities = NULL;
  g_autoptr(GHashTable) got = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_bytes);
  g_auto(HechaProofServers) servers = { 0 };
  g_autofree char *folder = own_folder (session);
  Asking asking = { &servers, got };
  gboolean ok = TRUE;

  reports = hecha_visits_list_reports (session, error);
  trusted = reports ? hecha_trust_list_load (session, error) : NULL;
  if (!trusted)
    return NULL;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "%s: the folder cannot be made", folder);
      return NULL;
    }
  authorities = hecha_trust_list_bundle (trusted, NULL);
  hecha_proof_servers_init (&servers, NULL, seconds, hecha_clock_now (hecha_session_get_clock (session)), cancellable);
  for (guint i = 0; ok && i < MIN (reports->len, REPORT_LIMIT); i++)
    {
      const HechaVisitRow *row = reports->pdata[i];
      g_autoptr(HechaIssuedReport) report = row->report ? hecha_issue_current (session, row->uuid, NULL) : NULL;

      ok = !g_cancellable_set_error_if_cancelled (cancellable, error) &&
           (!report || refresh_report (&asking, report->path, folder, authorities, outcome, error));
    }
  if (outcome->n_kept)
    hecha_session_emit_changed (session, HECHA_SCOPE_WORKSPACE, "trust");
  ok = ok && !g_cancellable_set_error_if_cancelled (cancellable, error);
  return ok ? g_steal_pointer (&outcome) : NULL;
}
