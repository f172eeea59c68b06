/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouched.h"

#include "device-key.h"
#include "session-private.h"

#include <string.h>

#define SIGNATURE 88   /* characters after the bytes: an Ed25519 signature in base64 */

/* What this device vouches for: a folder that others can write to proves nothing by digests alone. */
static GByteArray *
statement (const char    *sha256,
           const char    *kind,
           gconstpointer  data,
           gsize          size)
{
  g_autofree char *head = g_strdup_printf ("hecha made from evidence\n%s\n%s\n", sha256, kind);
  GByteArray *whole = g_byte_array_sized_new (strlen (head) + size);

  g_byte_array_append (whole, (const guint8 *) head, strlen (head));
  return g_byte_array_append (whole, data, size);
}

/**
 * hecha_vouched_keep:
 * @sha256: of a file of the vault, whose bytes the caller has proved
 * @kind: what was made of it, as hecha_vault_keep_derived() takes it
 * @data: (array length=size): what was made
 *
 * Any thread.
 */
void
hecha_vouched_keep (HechaSession  *session,
                    const char    *sha256,
                    const char    *kind,
                    gconstpointer  data,
                    gsize          size)
{
  g_autoptr(GByteArray) said = NULL, kept = NULL;
  g_autofree char *signature = NULL;
  g_autoptr(GBytes) whole = NULL;

  g_return_if_fail (session && sha256 && kind && data);
  said = statement (sha256, kind, data, size);
  signature = hecha_device_key_sign (hecha_session_get_key (session), said->data, said->len, NULL);
  if (!signature)
    return;
  kept = g_byte_array_sized_new (size + SIGNATURE);
  g_byte_array_append (kept, data, size);
  g_byte_array_append (kept, (const guint8 *) signature, strlen (signature));
  whole = g_byte_array_free_to_bytes (g_steal_pointer (&kept));
  hecha_vault_keep_derived (hecha_session_get_vault (session), sha256, kind, whole);
}

/**
 * hecha_vouched_recall:
 * @sha256: from anywhere
 * @kind: as it was kept
 *
 * Any thread.
 *
 * Returns: (transfer full) (nullable): what this device made of that file; %NULL
 *   where it made nothing, or somebody else did
 */
GBytes *
hecha_vouched_recall (HechaSession *session,
                      const char   *sha256,
                      const char   *kind)
{
  g_autoptr(GBytes) kept = NULL;
  g_autoptr(GByteArray) said = NULL;
  g_autofree char *signature = NULL;
  const char *data;
  gsize size = 0;

  g_return_val_if_fail (session && sha256 && kind, NULL);
  kept = hecha_vault_load_derived (hecha_session_get_vault (session), sha256, kind);
  data = kept ? g_bytes_get_data (kept, &size) : NULL;
  if (size <= SIGNATURE)
    return NULL;
  size -= SIGNATURE;
  signature = g_strndup (data + size, SIGNATURE);
  said = statement (sha256, kind, data, size);
  if (!hecha_device_key_verify (hecha_device_key_get_public (hecha_session_get_key (session)), said->data, said->len,
                                signature))
    return NULL;
  return g_bytes_new_from_bytes (kept, 0, size);
}
