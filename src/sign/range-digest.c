/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "range-digest.h"

#include "digest.h"
#include "openssl-error.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define CHUNK (4 * 1024 * 1024)     /* between marks */
#define PIECE (1024 * 1024)         /* in memory at a time */

/* The digest of all bytes up to a place, to go on from. */
typedef struct
{
  gsize position;
  EVP_MD_CTX *context;
} Mark;

struct _HechaRangeDigest
{
  const HechaPdfFile *file;
  const guint8 *data;
  gsize size;
  const char *algorithm;        /* of the running one; interned */
  EVP_MD_CTX *running;
  gsize position;
  GArray *marks;                /* of the running one, in order */
};

static void
mark_clear (gpointer data)
{
  EVP_MD_CTX_free (((Mark *) data)->context);
}

/**
 * hecha_range_digest_new:
 * @file: must outlive it
 *
 * Returns: (transfer full): a computer of digests
 */
HechaRangeDigest *
hecha_range_digest_new (const HechaPdfFile *file)
{
  HechaRangeDigest *self = g_new0 (HechaRangeDigest, 1);

  self->file = file;
  self->data = g_bytes_get_data (hecha_pdf_file_get_bytes (file), &self->size);
  self->running = EVP_MD_CTX_new ();
  self->marks = g_array_new (FALSE, FALSE, sizeof (Mark));
  g_array_set_clear_func (self->marks, mark_clear);
  return self;
}

/**
 * hecha_range_digest_free:
 * @self: (transfer full): a computer of digests
 */
void
hecha_range_digest_free (HechaRangeDigest *self)
{
  g_array_unref (self->marks);
  EVP_MD_CTX_free (self->running);
  g_free (self);
}

static gboolean
update (HechaRangeDigest *self,
        EVP_MD_CTX       *context,
        gsize             start,
        gsize             end,
        GCancellable     *cancellable)
{
  for (gsize at = start; at < end;)
    {
      gsize length = MIN (PIECE, end - at);

      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      EVP_DigestUpdate (context, self->data + at, length);
      hecha_pdf_file_forget (self->file, at, at + length);
      at += length;
    }
  return TRUE;
}

static gsize
last_mark (const HechaRangeDigest *self)
{
  return self->marks->len ? g_array_index (self->marks, Mark, self->marks->len - 1).position : 0;
}

/* Up to @end, with a mark at every chunk. */
static gboolean
run_to (HechaRangeDigest *self,
        gsize             end,
        GCancellable     *cancellable)
{
  while (self->position < end)
    {
      gsize next = MIN (end, (self->position / CHUNK + 1) * CHUNK);
      Mark mark = { next, NULL };

      if (!update (self, self->running, self->position, next, cancellable))
        return FALSE;
      self->position = next;
      if (next % CHUNK || next <= last_mark (self))
        continue;
      mark.context = EVP_MD_CTX_new ();
      EVP_MD_CTX_copy_ex (mark.context, self->running);
      g_array_append_val (self->marks, mark);
    }
  return TRUE;
}

static void
go_back (HechaRangeDigest *self,
         gsize             position)
{
  for (guint i = self->marks->len; i > 0; i--)
    {
      const Mark *mark = &g_array_index (self->marks, Mark, i - 1);

      if (mark->position > position)
        continue;
      EVP_MD_CTX_copy_ex (self->running, mark->context);
      self->position = mark->position;
      return;
    }
  EVP_DigestInit_ex (self->running, EVP_get_digestbyname (self->algorithm), NULL);
  self->position = 0;
}

static gboolean
seek (HechaRangeDigest *self,
      const char       *algorithm,
      gsize             position,
      GCancellable     *cancellable)
{
  if (g_strcmp0 (self->algorithm, algorithm) != 0)
    {
      self->algorithm = g_intern_string (algorithm);
      g_array_set_size (self->marks, 0);
      go_back (self, 0);
    }
  else if (position < self->position)
    go_back (self, position);
  if (run_to (self, position, cancellable))
    return TRUE;
  self->algorithm = NULL;
  return FALSE;
}

static GBytes *
finish (EVP_MD_CTX *context)
{
  guint8 digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;

  EVP_DigestFinal_ex (context, digest, &size);
  return g_bytes_new (digest, size);
}

/**
 * hecha_range_digest_compute:
 * @algorithm: OpenSSL's name
 * @gap: where the first range ends; it begins at 0
 * @resume: where the second begins
 * @end: where it ends; within the file
 *
 * Returns: (transfer full) (nullable): the digest of both ranges together;
 *   %NULL when cancelled
 */
GBytes *
hecha_range_digest_compute (HechaRangeDigest *self,
                            const char       *algorithm,
                            gsize             gap,
                            gsize             resume,
                            gsize             end,
                            GCancellable     *cancellable)
{
  g_autoptr(EVP_MD_CTX) fork = EVP_MD_CTX_new ();

  g_return_val_if_fail (gap <= resume && resume <= end && end <= self->size, NULL);
  if (!seek (self, algorithm, gap, cancellable))
    return NULL;
  EVP_MD_CTX_copy_ex (fork, self->running);
  return update (self, fork, resume, end, cancellable) ? finish (fork) : NULL;
}

/**
 * hecha_range_digest_extend:
 * @data: (array length=size): what follows the file
 * @more: (array length=more_size) (nullable): what follows @data
 *
 * Returns: (transfer full): the SHA-256 of the whole file and both together
 */
GBytes *
hecha_range_digest_extend (HechaRangeDigest *self,
                           gconstpointer     data,
                           gsize             size,
                           gconstpointer     more,
                           gsize             more_size)
{
  g_autoptr(EVP_MD_CTX) fork = EVP_MD_CTX_new ();

  seek (self, "SHA256", self->size, NULL);
  EVP_MD_CTX_copy_ex (fork, self->running);
  EVP_DigestUpdate (fork, data, size);
  EVP_DigestUpdate (fork, more, more_size);
  return finish (fork);
}

/**
 * hecha_range_digest_whole:
 *
 * Returns: (transfer full) (nullable): the SHA-256 of the file in lower-case
 *   hex; %NULL when cancelled
 */
char *
hecha_range_digest_whole (HechaRangeDigest *self,
                          GCancellable     *cancellable)
{
  g_autoptr(GBytes) digest = hecha_range_digest_compute (self, "SHA256", self->size, self->size, self->size, cancellable);

  return digest ? hecha_hex_encode (g_bytes_get_data (digest, NULL), g_bytes_get_size (digest)) : NULL;
}

static gboolean
is_same_to_end (HechaRangeDigest *self,
                int               fd)
{
  g_autofree guint8 *piece = g_malloc (PIECE);
  gsize at = 0;
  gssize n;

  while ((n = read (fd, piece, PIECE)) > 0)
    {
      if ((gsize) n > self->size - at || memcmp (piece, self->data + at, (gsize) n) != 0)
        return FALSE;
      hecha_pdf_file_forget (self->file, at, at + (gsize) n);
      at += (gsize) n;
    }
  return n == 0 && at == self->size;
}

/**
 * hecha_range_digest_is_same:
 * @path: another file
 *
 * Returns: whether it has the same bytes, which costs less than a digest of it
 */
gboolean
hecha_range_digest_is_same (HechaRangeDigest *self,
                            const char       *path)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  gboolean same = fd >= 0 && is_same_to_end (self, fd);

  if (fd >= 0)
    close (fd);
  return same;
}
