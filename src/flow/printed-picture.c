/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "printed-picture.h"

#include "ahead.h"
#include "device-key.h"
#include "picture.h"
#include "report.h"
#include "session-private.h"

#include <string.h>

#define QUALITY     85
#define PHOTO_LIMIT (256 * 1024 * 1024)
#define SIDES       4    /* bytes before the JPEG: its width and height, the larger end first */
#define SIGNATURE   88   /* characters after it: an Ed25519 signature in base64 */

/* How many are made ahead of the one that is waited for. */
#define AHEAD 1

/* Another size or quality is another kind. */
static char *
kind (void)
{
  return g_strdup_printf ("printed-%dx%d-%d", HECHA_REPORT_PICTURE_WIDTH, HECHA_REPORT_PICTURE_HEIGHT, QUALITY);
}

/* What this device vouches for: a folder that others can write to proves nothing by digests alone. */
static GByteArray *
statement (const HechaEvidence *evidence,
           gconstpointer        bytes,
           gsize                size)
{
  g_autofree char *name = kind ();
  g_autofree char *head = g_strdup_printf ("hecha printed picture\n%s\n%s\n", evidence->sha256, name);
  GByteArray *whole = g_byte_array_new ();

  g_byte_array_append (whole, (const guint8 *) head, strlen (head));
  return g_byte_array_append (whole, bytes, size);
}

static GBytes *
recall (HechaSession         *session,
        const HechaEvidence  *evidence,
        int                  *width,
        int                  *height)
{
  g_autofree char *name = kind (), *signature = NULL;
  g_autoptr(GBytes) kept = hecha_vault_load_derived (hecha_session_get_vault (session), evidence->sha256, name);
  g_autoptr(GByteArray) said = NULL;
  gsize size = 0;
  const guint8 *data = kept ? g_bytes_get_data (kept, &size) : NULL;

  if (size <= SIDES + SIGNATURE)
    return NULL;
  size -= SIGNATURE;
  signature = g_strndup ((const char *) data + size, SIGNATURE);
  said = statement (evidence, data, size);
  if (!hecha_device_key_verify (hecha_device_key_get_public (hecha_session_get_key (session)), said->data, said->len,
                                signature))
    return NULL;
  *width = data[0] << 8 | data[1];
  *height = data[2] << 8 | data[3];
  return g_bytes_new_from_bytes (kept, SIDES, size - SIDES);
}

static void
keep (HechaSession         *session,
      const HechaEvidence  *evidence,
      GBytes               *jpeg,
      int                   width,
      int                   height)
{
  const guint8 sides[SIDES] = { width >> 8, width, height >> 8, height };
  g_autofree char *name = kind (), *signature = NULL;
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autoptr(GByteArray) said = NULL;
  g_autoptr(GBytes) whole = NULL;

  g_byte_array_append (bytes, sides, sizeof sides);
  g_byte_array_append (bytes, g_bytes_get_data (jpeg, NULL), g_bytes_get_size (jpeg));
  said = statement (evidence, bytes->data, bytes->len);
  signature = hecha_device_key_sign (hecha_session_get_key (session), said->data, said->len, NULL);
  if (!signature)
    return;
  g_byte_array_append (bytes, (const guint8 *) signature, strlen (signature));
  whole = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  hecha_vault_keep_derived (hecha_session_get_vault (session), evidence->sha256, name, whole);
}

/**
 * hecha_printed_picture:
 * @evidence: a picture that was not withdrawn
 * @original: (nullable): the file, where the caller has proved it already; else it is read
 * @jpeg: (out) (transfer full) (nullable): fitted to where a report prints it;
 *   %NULL where no decoder takes the file
 * @width: (out): pixels; untouched without a JPEG
 * @height: (out): likewise
 *
 * As this device made it before, which its signature shows, or made now from
 * bytes that have the digest of the evidence, and kept. Any thread.
 *
 * Returns: %FALSE with an error of hecha_vault_load()
 */
gboolean
hecha_printed_picture (HechaSession         *session,
                       const HechaEvidence  *evidence,
                       GBytes               *original,
                       GBytes              **jpeg,
                       int                  *width,
                       int                  *height,
                       GError              **error)
{
  HechaVault *vault = hecha_session_get_vault (session);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(HechaPixels) pixels = NULL;

  g_return_val_if_fail (jpeg && width && height, FALSE);
  *jpeg = recall (session, evidence, width, height);
  if (*jpeg)
    return TRUE;
  bytes = original ? g_bytes_ref (original) : hecha_vault_load (vault, evidence->sha256, PHOTO_LIMIT, error);
  if (!bytes)
    return FALSE;
  pixels = hecha_picture_decode (bytes, HECHA_REPORT_PICTURE_WIDTH, HECHA_REPORT_PICTURE_HEIGHT, NULL, NULL);
  *jpeg = pixels ? hecha_picture_encode_jpeg (pixels, QUALITY, NULL) : NULL;
  if (!*jpeg)
    return TRUE;
  *width = pixels->width;
  *height = pixels->height;
  keep (session, evidence, *jpeg, *width, *height);
  return TRUE;
}

typedef struct
{
  HechaSession *session;
  GPtrArray    *evidence;
} Making;

static gpointer
make_cb (guint      nth,
         gpointer   data,
         GError   **error)
{
  const Making *making = data;
  const HechaEvidence *evidence = making->evidence->pdata[nth];
  g_autoptr(GBytes) jpeg = NULL;
  int width, height;

  if (hecha_evidence_is_picture (evidence))
    hecha_printed_picture (making->session, evidence, NULL, &jpeg, &width, &height, NULL);
  return NULL;
}

/**
 * hecha_printed_picture_make:
 * @evidence: (element-type HechaEvidence): what was just attached
 *
 * Makes them before a report asks, in two threads, and waits for them. What
 * cannot be made, the report will say.
 */
void
hecha_printed_picture_make (HechaSession *session,
                            GPtrArray    *evidence)
{
  Making making = { session, evidence };
  g_autoptr(HechaAhead) ahead = hecha_ahead_new (evidence->len, AHEAD, make_cb, &making, NULL);

  for (guint i = 0; i < evidence->len; i++)
    hecha_ahead_take (ahead, i, NULL);
}
