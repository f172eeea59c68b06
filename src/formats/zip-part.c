/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zip-part.h"

#include "error.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <unistd.h>

#define BLOCK_SIZE (128 * 1024)

struct _HechaZipPart
{
  HechaZipPackage *package;
  char            *name;
  struct archive  *archive;
  gint64           offset;      /* of the next read in the file */
  gint64           begin;       /* of the part's packed bytes in the file */
  guint64          unpacked;
  guint8          *buffer;
};

/* pread() with an offset of its own: several parts may share the descriptor. */

static la_ssize_t
read_cb (struct archive  *archive,
         void            *data,
         const void     **block)
{
  HechaZipPart *self = data;
  gssize n;

  do
    n = pread (self->package->fd, self->buffer, BLOCK_SIZE, self->offset);
  while (n < 0 && errno == EINTR);
  if (n < 0)
    archive_set_error (archive, errno, "%s", g_strerror (errno));
  self->offset += MAX (n, 0);
  *block = self->buffer;
  return n;
}

static la_int64_t
skip_cb (struct archive *archive,
         void           *data,
         la_int64_t      count)
{
  HechaZipPart *self = data;
  gint64 rest = (gint64) self->package->size - self->offset;

  count = CLAMP (count, 0, MAX (rest, 0));
  self->offset += count;
  return count;
}

static la_int64_t
seek_cb (struct archive *archive,
         void           *data,
         la_int64_t      offset,
         int             whence)
{
  HechaZipPart *self = data;
  gint64 base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? self->offset : (gint64) self->package->size;

  if (offset < -base || offset > (gint64) self->package->size - base)
    return ARCHIVE_FATAL;
  self->offset = base + offset;
  return self->offset;
}

static gboolean
damaged (HechaZipPart  *self,
         GError       **error)
{
  const char *detail = archive_error_string (self->archive);

  g_set_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED, "%s: the zip container is damaged or cut off (%s)",
               self->package->name, detail ? detail : "no detail");
  return FALSE;
}

static gboolean
open_archive (HechaZipPart  *self,
              GError       **error)
{
  archive_read_support_format_zip_seekable (self->archive);
  archive_read_set_read_callback (self->archive, read_cb);
  archive_read_set_skip_callback (self->archive, skip_cb);
  archive_read_set_seek_callback (self->archive, seek_cb);
  archive_read_set_callback_data (self->archive, self);
  return archive_read_open1 (self->archive) == ARCHIVE_OK || damaged (self, error);
}

/* Part names are compared without regard to ASCII case (ISO/IEC 29500-2, 6.2.2.3);
 * some writers use backslashes. */
static gboolean
is_named (struct archive_entry *entry,
          const char           *name)
{
  const char *found = archive_entry_pathname_utf8 (entry);
  g_autofree char *path = g_strdup (found ? found : "");

  g_strdelimit (path, "\\", '/');
  return g_ascii_strcasecmp (path + (*path == '/'), name) == 0;
}

static gboolean
find_entry (HechaZipPart  *self,
            GError       **error)
{
  struct archive_entry *entry;
  int status;

  while ((status = archive_read_next_header (self->archive, &entry)) == ARCHIVE_OK || status == ARCHIVE_WARN)
    {
      if (g_cancellable_set_error_if_cancelled (self->package->cancellable, error))
        return FALSE;
      if (!is_named (entry, self->name))
        continue;
      if (!archive_entry_is_encrypted (entry))
        return TRUE;
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_UNSUPPORTED, "%s: encrypted with a password; save it without one",
                   self->package->name);
      return FALSE;
    }
  if (status != ARCHIVE_EOF)
    return damaged (self, error);
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "%s: no part %s inside", self->package->name, self->name);
  return FALSE;
}

/**
 * hecha_zip_part_open:
 * @package: (transfer none): must outlive the part
 * @name: of the part, without a leading slash
 *
 * Returns: (transfer full) (nullable): the part; %HECHA_ERROR_NOT_FOUND;
 *   %HECHA_ERROR_DAMAGED for no zip or a broken one; %HECHA_ERROR_UNSUPPORTED
 *   where it is encrypted
 */
HechaZipPart *
hecha_zip_part_open (HechaZipPackage  *package,
                     const char       *name,
                     GError          **error)
{
  g_autoptr(HechaZipPart) self = g_new0 (HechaZipPart, 1);

  self->package = package;
  self->name = g_strdup (name);
  self->buffer = g_malloc (BLOCK_SIZE);
  self->archive = archive_read_new ();
  if (!self->archive)
    g_error ("libarchive: out of memory");
  if (!open_archive (self, error) || !find_entry (self, error))
    return NULL;
  self->begin = archive_filter_bytes (self->archive, -1);
  return g_steal_pointer (&self);
}

void
hecha_zip_part_free (HechaZipPart *self)
{
  archive_read_free (self->archive);
  g_free (self->buffer);
  g_free (self->name);
  g_free (self);
}

const char *
hecha_zip_part_name (HechaZipPart *self)
{
  return self->name;
}

static gboolean
check_limits (HechaZipPart  *self,
              gsize          size,
              GError       **error)
{
  guint64 packed = MAX (hecha_zip_part_packed (self), 1);
  const char *rule = NULL;

  self->unpacked += size;
  if (size > self->package->budget)
    rule = "the file unpacks to more than 1 GiB";
  else if (self->unpacked > HECHA_ZIP_FREE_RATIO && self->unpacked / packed > HECHA_ZIP_MAX_RATIO)
    rule = "unpacks to more than 200 times its size: refused as a zip bomb";
  if (rule)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "%s, part %s: %s", self->package->name, self->name, rule);
      return FALSE;
    }
  self->package->budget -= size;
  return TRUE;
}

/**
 * hecha_zip_part_read:
 * @block: (out) (transfer none) (array length=size): the next bytes, valid until the next call
 * @size: (out): 0 at the end
 *
 * Returns: %FALSE with %HECHA_ERROR_DAMAGED, %HECHA_ERROR_TOO_LARGE naming the
 *   part, or when cancelled
 */
gboolean
hecha_zip_part_read (HechaZipPart  *self,
                     const char   **block,
                     gsize         *size,
                     GError       **error)
{
  const void *data = NULL;
  size_t length = 0;
  la_int64_t offset;
  int status;

  if (g_cancellable_set_error_if_cancelled (self->package->cancellable, error))
    return FALSE;
  status = archive_read_data_block (self->archive, &data, &length, &offset);
  if (status != ARCHIVE_OK && status != ARCHIVE_EOF)
    return damaged (self, error);
  if (status == ARCHIVE_EOF)
    length = 0;
  if (!check_limits (self, length, error))
    return FALSE;
  *block = data;
  *size = length;
  return TRUE;
}

/**
 * hecha_zip_part_packed:
 *
 * Returns: packed bytes of the part that have been read
 */
guint64
hecha_zip_part_packed (HechaZipPart *self)
{
  return MAX (archive_filter_bytes (self->archive, -1) - self->begin, 0);
}
