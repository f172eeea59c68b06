/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HechaMediaKind:
 *
 * What a file of evidence is by its first bytes; its name is not asked.
 */
typedef enum
{
  HECHA_MEDIA_OTHER,
  HECHA_MEDIA_JPEG,
  HECHA_MEDIA_PNG,
  HECHA_MEDIA_WEBP,
  HECHA_MEDIA_HEIC,
  HECHA_MEDIA_TIFF,
  HECHA_MEDIA_GIF,
  HECHA_MEDIA_BMP,
  HECHA_MEDIA_PDF,
} HechaMediaKind;

HechaMediaKind  hecha_media_kind_sniff      (GBytes         *bytes);
const char     *hecha_media_kind_type       (HechaMediaKind  kind);
gboolean        hecha_media_kind_is_picture (HechaMediaKind  kind);

G_END_DECLS
