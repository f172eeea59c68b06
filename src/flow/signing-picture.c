/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signing-picture.h"

#include "error.h"
#include "media-kind.h"
#include "picture.h"
#include "signer.h"

#include <glib/gstdio.h>

#define FILE_LIMIT (8 * 1024 * 1024)

static GBytes *
read_file (const char  *path,
           GError     **error)
{
  g_autofree char *data = NULL;
  g_autoptr(GError) failure = NULL;
  GStatBuf about;
  gsize size;

  if (g_stat (path, &about) == 0 && S_ISREG (about.st_mode) && about.st_size > FILE_LIMIT)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "%s: the picture of a signature has at most 8 MiB", path);
  else if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "%s is no file with a picture", path);
  else if (!g_file_get_contents (path, &data, &size, &failure))
    g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_IO, failure->message);
  else
    return g_bytes_new_take (g_steal_pointer (&data), size);
  return NULL;
}

/**
 * hecha_signing_picture_load:
 * @path: a PNG or JPEG from anywhere, of a signature by hand or a seal
 *
 * Returns: (transfer full) (nullable): the picture as a signature shows it,
 *   no larger than it is printed; %HECHA_ERROR_TOO_LARGE, %HECHA_ERROR_NOT_FOUND,
 *   %HECHA_ERROR_IO, or the errors of hecha_picture_decode(), which begin with @path
 */
HechaPixels *
hecha_signing_picture_load (const char  *path,
                            GError     **error)
{
  g_autoptr(GBytes) bytes = read_file (path, error);
  HechaPixels *pixels = NULL;
  HechaMediaKind kind;

  if (!bytes)
    return NULL;
  kind = hecha_media_kind_sniff (bytes);
  if (kind != HECHA_MEDIA_PNG && kind != HECHA_MEDIA_JPEG)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_UNSUPPORTED, "%s is neither PNG nor JPEG", path);
      return NULL;
    }
  pixels = hecha_picture_decode (bytes, HECHA_SIGN_PICTURE_WIDTH, HECHA_SIGN_PICTURE_HEIGHT, NULL, error);
  if (!pixels)
    g_prefix_error (error, "%s: ", path);
  return pixels;
}
