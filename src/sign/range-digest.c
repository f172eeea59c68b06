/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "range-digest.h"

#include "openssl-error.h"

#define CHUNK (4 * 1024 * 1024)

struct _HechaRangeDigest
{
  const HechaPdfFile *file;
  const guint8 *data;
  gsize size;
  const char *algorithm;        /* of the running one; interned */
  EVP_MD_CTX *running;
  gsize position;
};

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
  return self;
}

/**
 * hecha_range_digest_free:
 * @self: (transfer full): a computer of digests
 */
void
hecha_range_digest_free (HechaRangeDigest *self)
{
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
      gsize length = MIN (CHUNK, end - at);

      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      EVP_DigestUpdate (context, self->data + at, length);
      hecha_pdf_file_forget (self->file, at, at + length);
      at += length;
    }
  return TRUE;
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
  guint8 digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;

  g_return_val_if_fail (gap <= resume && resume <= end && end <= self->size, NULL);
  if (g_strcmp0 (self->algorithm, algorithm) != 0 || gap < self->position)
    {
      self->algorithm = g_intern_string (algorithm);
      self->position = 0;
      EVP_DigestInit_ex (self->running, EVP_get_digestbyname (algorithm), NULL);
    }
  if (!update (self, self->running, self->position, gap, cancellable))
    {
      self->algorithm = NULL;
      return NULL;
    }
  self->position = gap;
  EVP_MD_CTX_copy_ex (fork, self->running);
  if (!update (self, fork, resume, end, cancellable))
    return NULL;
  EVP_DigestFinal_ex (fork, digest, &size);
  return g_bytes_new (digest, size);
}
