/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "issue-evidence.h"

#include "ahead.h"
#include "original.h"
#include "printed-picture.h"
#include "second-digest.h"
#include "session-private.h"

#include <string.h>

#define PHOTO_LIMIT (256 * 1024 * 1024)

/* How many files are read, or pictures made, ahead of the page that wants them. */
#define FILES_AHEAD    1
#define PICTURES_AHEAD 8

typedef struct
{
  HechaSession  *session;
  HechaCase     *content;
  GCancellable  *cancellable;
  HechaProgress  progress;
  gpointer       data;
  GMutex         lock;      /* guards what follows */
  guint64        done;
  guint64        total;
} Digesting;

typedef struct
{
  Digesting *digesting;
  guint64    told;    /* bytes of this file */
} File;

static void
read_cb (guint64  bytes,
         gpointer data)
{
  File *file = data;
  Digesting *self = file->digesting;

  g_mutex_lock (&self->lock);
  self->done = MIN (self->done + bytes - file->told, self->total);
  if (self->progress)
    self->progress (self->done, self->total, self->data);
  g_mutex_unlock (&self->lock);
  file->told = bytes;
}

static gpointer
digest_cb (guint      nth,
           gpointer   data,
           GError   **error)
{
  Digesting *self = data;
  HechaEvidence *evidence = self->content->evidence->pdata[nth];
  File file = { self, 0 };
  char sm3[HECHA_DIGEST_HEX];

  if (evidence->withdrawn)
    return NULL;
  if (hecha_second_digest (self->session, evidence->sha256, sm3, read_cb, &file, self->cancellable, error))
    return g_strdup (sm3);
  g_prefix_error (error, "%s: ", evidence->name);
  return NULL;
}

/**
 * hecha_issue_evidence_digest:
 * @self: whose evidence gets its SM3
 * @progress: (nullable) (scope call): told of bytes, in threads of its own, one
 *   call at a time
 *
 * Reads all evidence again before a report vouches for it: what the report says
 * of SM3 this device reckoned itself, of bytes that had the SHA-256 of their event.
 *
 * Returns: %FALSE with %HECHA_ERROR_DAMAGED, %HECHA_ERROR_NOT_FOUND or
 *   %HECHA_ERROR_IO, which begins with the name of the file, or
 *   %G_IO_ERROR_CANCELLED
 */
gboolean
hecha_issue_evidence_digest (HechaSession   *session,
                             HechaCase      *self,
                             HechaProgress   progress,
                             gpointer        data,
                             GCancellable   *cancellable,
                             GError        **error)
{
  Digesting digesting = { session, self, cancellable, progress, data };
  g_autoptr(HechaAhead) ahead = hecha_ahead_new (self->evidence->len, FILES_AHEAD, digest_cb, &digesting, g_free);
  GError *local = NULL;

  for (guint i = 0; i < self->evidence->len; i++)
    digesting.total += ((HechaEvidence *) self->evidence->pdata[i])->size;
  for (guint i = 0; i < self->evidence->len && !local; i++)
    {
      HechaEvidence *evidence = self->evidence->pdata[i];
      char *sm3 = hecha_ahead_take (ahead, i, &local);

      if (!sm3)
        continue;
      g_free (evidence->sm3);
      evidence->sm3 = sm3;
    }
  if (!local)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

struct _HechaIssuePictures
{
  HechaSession    *session;
  const HechaCase *content;
  gboolean         originals;
  HechaAhead      *ahead;
  guint            next;    /* the first that was not passed over */
};

static gboolean
as_coded (HechaIssuePictures   *self,
          const HechaEvidence  *evidence,
          HechaReportPicture   *picture,
          GBytes              **original,
          GError              **error)
{
  GBytes *bytes = *original = hecha_vault_load (hecha_session_get_vault (self->session), evidence->sha256, PHOTO_LIMIT, error);

  if (bytes)
    picture->jpeg = hecha_picture_original (bytes, &picture->width, &picture->height, &picture->orientation);
  return bytes != NULL;
}

/* A picture that no decoder takes is named in the list of evidence all the same. */
static gpointer
picture_cb (guint      nth,
            gpointer   data,
            GError   **error)
{
  HechaIssuePictures *self = data;
  const HechaEvidence *evidence = self->content->evidence->pdata[nth];
  g_autofree HechaReportPicture *picture = NULL;
  g_autoptr(GBytes) original = NULL;

  if (evidence->withdrawn || !hecha_evidence_is_picture (evidence))
    return NULL;
  picture = g_new0 (HechaReportPicture, 1);
  if (self->originals && !as_coded (self, evidence, picture, &original, error))
    return NULL;
  if (!picture->jpeg && !hecha_printed_picture (self->session, evidence, original, &picture->jpeg, &picture->width,
                                                 &picture->height, error))
    return NULL;
  return g_steal_pointer (&picture);
}

static void
picture_free (gpointer data)
{
  HechaReportPicture *picture = data;

  g_clear_pointer (&picture->jpeg, g_bytes_unref);
  g_free (picture);
}

/**
 * hecha_issue_pictures_new:
 * @content: the case; outlives the object
 * @originals: whether the pixels of a JPEG go into the report as the camera
 *   coded them; what is no such JPEG is fitted to print all the same
 */
HechaIssuePictures *
hecha_issue_pictures_new (HechaSession    *session,
                          const HechaCase *content,
                          gboolean         originals)
{
  HechaIssuePictures *self = g_new0 (HechaIssuePictures, 1);

  self->session = session;
  self->content = content;
  self->originals = originals;
  self->ahead = hecha_ahead_new (content->evidence->len, originals ? FILES_AHEAD : PICTURES_AHEAD, picture_cb, self,
                                 picture_free);
  return self;
}

void
hecha_issue_pictures_free (HechaIssuePictures *self)
{
  hecha_ahead_free (self->ahead);
  g_free (self);
}

/**
 * hecha_issue_pictures_take:
 * @uuid: of a piece of evidence
 * @picture: (out): untouched where there is nothing to show
 *
 * Each is taken once, in the order of the evidence. One thread.
 *
 * Returns: %FALSE with an error of hecha_vault_load()
 */
gboolean
hecha_issue_pictures_take (HechaIssuePictures  *self,
                           const char          *uuid,
                           HechaReportPicture  *picture,
                           GError             **error)
{
  const GPtrArray *evidence = self->content->evidence;

  for (; self->next < evidence->len; self->next++)
    {
      g_autofree HechaReportPicture *taken = NULL;
      GError *local = NULL;

      if (strcmp (((HechaEvidence *) evidence->pdata[self->next])->uuid, uuid) != 0)
        continue;
      taken = hecha_ahead_take (self->ahead, self->next++, &local);
      if (taken)
        *picture = *taken;
      if (local)
        g_propagate_error (error, local);
      return local == NULL;
    }
  return TRUE;
}

/**
 * hecha_issue_evidence_copy:
 * @from: a case whose evidence was digested
 * @to: a record of it
 *
 * Gives the record the digests that were reckoned for the case.
 */
void
hecha_issue_evidence_copy (const HechaCase *from,
                           HechaCase       *to)
{
  for (guint i = 0; i < to->evidence->len; i++)
    for (guint j = 0; j < from->evidence->len; j++)
      {
        HechaEvidence *evidence = to->evidence->pdata[i];
        const HechaEvidence *same = from->evidence->pdata[j];

        if (strcmp (evidence->uuid, same->uuid) != 0 || evidence->sm3 == same->sm3)
          continue;
        g_free (evidence->sm3);
        evidence->sm3 = g_strdup (same->sm3);
      }
}
