/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "printed-picture.h"

#include "ahead.h"
#include "picture.h"
#include "report.h"
#include "second-digest.h"
#include "session-private.h"
#include "vouched.h"

#define QUALITY     85
#define PHOTO_LIMIT (256 * 1024 * 1024)
#define SIDES       4    /* bytes before the JPEG: its width and height, the larger end first */

/* How many are made ahead of the one that is waited for. */
#define AHEAD 1

/* Another size or quality is another kind. */
static char *
kind (void)
{
  return g_strdup_printf ("printed-%dx%d-%d", HECHA_REPORT_PICTURE_WIDTH, HECHA_REPORT_PICTURE_HEIGHT, QUALITY);
}

static GBytes *
recall (HechaSession         *session,
        const HechaEvidence  *evidence,
        int                  *width,
        int                  *height)
{
  g_autofree char *name = kind ();
  g_autoptr(GBytes) kept = hecha_vouched_recall (session, evidence->sha256, name);
  gsize size = 0;
  const guint8 *data = kept ? g_bytes_get_data (kept, &size) : NULL;

  if (size <= SIDES)
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
  g_autofree char *name = kind ();
  g_autoptr(GByteArray) bytes = g_byte_array_new ();

  g_byte_array_append (bytes, sides, sizeof sides);
  g_byte_array_append (bytes, g_bytes_get_data (jpeg, NULL), g_bytes_get_size (jpeg));
  hecha_vouched_keep (session, evidence->sha256, name, bytes->data, bytes->len);
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
 * bytes that have the digest of the evidence, and kept, with the SM3 of those
 * bytes. Any thread.
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
  hecha_second_digest_make (session, evidence->sha256, bytes);
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
