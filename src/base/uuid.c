/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "uuid.h"

#include "digest.h"

#include <string.h>

static char *
format (const guint8 b[16],
        guint8       version)
{
  guint8 v[16];
  g_autofree char *hex = NULL;

  memcpy (v, b, 16);
  v[6] = (v[6] & 0x0f) | version << 4;
  v[8] = (v[8] & 0x3f) | 0x80;
  hex = hecha_hex_encode (v, 16);
  return g_strdup_printf ("%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16, hex + 20);
}

/**
 * hecha_uuid_new:
 *
 * Returns: (transfer full): a random UUID (RFC 9562, version 4)
 */
char *
hecha_uuid_new (void)
{
  guint8 bytes[16];

  hecha_random_bytes (bytes, sizeof bytes);
  return format (bytes, 4);
}

/**
 * hecha_uuid_name:
 * @space: a UUID, the namespace
 * @name: a name in it
 *
 * Returns: (transfer full): the UUID that this name always has (RFC 9562, version 5)
 */
char *
hecha_uuid_name (const char *space,
                 const char *name)
{
  g_autoptr(GChecksum) sha1 = g_checksum_new (G_CHECKSUM_SHA1);
  g_auto(GStrv) parts = g_strsplit (space, "-", -1);
  g_autofree char *hex = g_strjoinv ("", parts);
  g_autoptr(GBytes) bytes = NULL;
  guint8 digest[20];
  gsize size = sizeof digest;

  bytes = hecha_hex_decode (hex);
  g_return_val_if_fail (bytes && g_bytes_get_size (bytes) == 16, NULL);
  g_checksum_update (sha1, g_bytes_get_data (bytes, NULL), 16);
  g_checksum_update (sha1, (const guchar *) name, strlen (name));
  g_checksum_get_digest (sha1, digest, &size);
  return format (digest, 5);
}
