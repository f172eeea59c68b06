/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "second-digest.h"

#include "session-private.h"
#include "vouched.h"

#include <string.h>

#define KIND "sm3"

static gboolean
recall (HechaSession *session,
        const char   *sha256,
        char          sm3[HECHA_DIGEST_HEX])
{
  g_autoptr(GBytes) kept = hecha_vouched_recall (session, sha256, KIND);

  if (!kept || g_bytes_get_size (kept) != HECHA_DIGEST_HEX - 1)
    return FALSE;
  memcpy (sm3, g_bytes_get_data (kept, NULL), HECHA_DIGEST_HEX - 1);
  sm3[HECHA_DIGEST_HEX - 1] = '\0';
  return TRUE;
}

/**
 * hecha_second_digest:
 * @sha256: of a file of the vault
 * @sm3: (out caller-allocates): lower-case hex (GB/T 32905); untouched on failure
 * @progress: (nullable) (scope call): told of each step of this file
 * @cancellable: (nullable): to give up reading
 *
 * Reads the file again and proves its SHA-256. Its SM3 is what this device
 * reckoned earlier of bytes with that SHA-256, which its signature shows; else
 * it comes from the bytes that are being proved, and is kept. Any thread.
 *
 * Returns: %FALSE with an error of hecha_vault_reread()
 */
gboolean
hecha_second_digest (HechaSession        *session,
                     const char          *sha256,
                     char                 sm3[HECHA_DIGEST_HEX],
                     HechaVaultProgress   progress,
                     gpointer             data,
                     GCancellable        *cancellable,
                     GError             **error)
{
  HechaVault *vault = hecha_session_get_vault (session);
  char second[HECHA_DIGEST_HEX];
  gboolean known = recall (session, sha256, second);

  if (!hecha_vault_reread (vault, sha256, known ? NULL : second, progress, data, cancellable, error))
    return FALSE;
  if (!known)
    hecha_vouched_keep (session, sha256, KIND, second, HECHA_DIGEST_HEX - 1);
  memcpy (sm3, second, HECHA_DIGEST_HEX);
  return TRUE;
}

/**
 * hecha_second_digest_make:
 * @sha256: of a file of the vault
 * @bytes: the file; the caller has proved them
 *
 * Reckons the digest before a report asks. Any thread.
 */
void
hecha_second_digest_make (HechaSession *session,
                          const char   *sha256,
                          GBytes       *bytes)
{
  g_autoptr(HechaDigester) digester = NULL;
  char first[HECHA_DIGEST_HEX], second[HECHA_DIGEST_HEX];
  gsize size;
  gconstpointer data;

  if (recall (session, sha256, second))
    return;
  digester = hecha_digester_new (TRUE);
  data = g_bytes_get_data (bytes, &size);
  hecha_digester_update (digester, data, size);
  hecha_digester_finish (digester, first, second);
  if (strcmp (first, sha256) == 0)
    hecha_vouched_keep (session, sha256, KIND, second, HECHA_DIGEST_HEX - 1);
}
