/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signing-picture.h"

#include "error.h"
#include "file.h"
#include "media-kind.h"
#include "picture.h"
#include "signer.h"

#define FILE_LIMIT (8 * 1024 * 1024)

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
  g_autoptr(GBytes) bytes = NULL;
  HechaPixels *pixels = NULL;
  HechaMediaKind kind;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "%s is no file with a picture", path);
  else
    bytes = hecha_file_read (path, FILE_LIMIT, error);
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
