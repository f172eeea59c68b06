/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define HECHA_ZIP_MAX_TOTAL  (G_GUINT64_CONSTANT (1) << 30)
#define HECHA_ZIP_FREE_RATIO (G_GUINT64_CONSTANT (64) << 20)   /* no ratio is asked below this */
#define HECHA_ZIP_MAX_RATIO  200

/**
 * HechaZipPackage:
 * @fd: a regular file, open for reading
 * @size: its bytes
 * @name: for errors
 * @budget: bytes that its parts may still unpack to
 *
 * A zip file whose parts are read one at a time.
 */
typedef struct
{
  int           fd;
  guint64       size;
  const char   *name;
  guint64       budget;
  GCancellable *cancellable;
} HechaZipPackage;

/**
 * HechaZipPart:
 *
 * One file of a zip, unpacked as a stream within limits. Nothing is ever
 * written to the disk, so a part's name is only a name.
 */
typedef struct _HechaZipPart HechaZipPart;

HechaZipPart *hecha_zip_part_open     (HechaZipPackage  *package,
                                       const char       *name,
                                       GError          **error);
void          hecha_zip_part_free     (HechaZipPart     *self);
const char   *hecha_zip_part_name     (HechaZipPart     *self);
gboolean      hecha_zip_part_read     (HechaZipPart     *self,
                                       const char      **block,
                                       gsize            *size,
                                       GError          **error);
guint64       hecha_zip_part_packed   (HechaZipPart     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaZipPart, hecha_zip_part_free)

G_END_DECLS
