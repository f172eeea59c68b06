/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "issue-evidence.h"

#include "picture.h"
#include "session-private.h"

#include <string.h>

/* A photo is printed at most 16 cm wide: 200 dpi of that. */
#define PRINTED_EDGE    1260
#define PRINTED_QUALITY 85
#define PHOTO_LIMIT     (256 * 1024 * 1024)

typedef struct
{
  HechaProgress progress;
  gpointer      data;
  guint64       before;   /* bytes of the evidence that is done */
  guint64       total;
} Telling;

static void
read_cb (guint64  bytes,
         gpointer data)
{
  Telling *telling = data;

  telling->progress (MIN (telling->before + bytes, telling->total), telling->total, telling->data);
}

static gboolean
digest_one (HechaSession   *session,
            HechaEvidence  *evidence,
            Telling        *telling,
            GCancellable   *cancellable,
            GError        **error)
{
  char sm3[HECHA_DIGEST_HEX];

  if (!hecha_vault_sm3 (hecha_session_get_vault (session), evidence->sha256, sm3, telling->progress ? read_cb : NULL,
                        telling, cancellable, error))
    {
      g_prefix_error (error, "%s: ", evidence->name);
      return FALSE;
    }
  g_free (evidence->sm3);
  evidence->sm3 = g_strdup (sm3);
  telling->before += evidence->size;
  return TRUE;
}

/**
 * hecha_issue_evidence_digest:
 * @self: whose evidence gets its SM3
 * @progress: (nullable) (scope call): told of bytes
 *
 * Reads all evidence again before a report vouches for it: what the report says
 * of SM3 is of bytes that had the SHA-256 of their event.
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
  Telling telling = { progress, data, 0, 0 };

  for (guint i = 0; i < self->evidence->len; i++)
    telling.total += ((HechaEvidence *) self->evidence->pdata[i])->size;
  for (guint i = 0; i < self->evidence->len; i++)
    {
      HechaEvidence *evidence = self->evidence->pdata[i];

      if (!evidence->withdrawn && !digest_one (session, evidence, &telling, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static const HechaEvidence *
find_evidence (const HechaCase *self,
               const char      *uuid)
{
  for (guint i = 0; i < self->evidence->len; i++)
    if (strcmp (((HechaEvidence *) self->evidence->pdata[i])->uuid, uuid) == 0)
      return self->evidence->pdata[i];
  return NULL;
}

/**
 * hecha_issue_evidence_picture:
 * @uuid: of a piece of evidence
 * @picture: (out): fitted to print; untouched where there is nothing to show
 *
 * Returns: %FALSE with an error of hecha_vault_load()
 */
gboolean
hecha_issue_evidence_picture (HechaSession        *session,
                              const HechaCase     *self,
                              const char          *uuid,
                              HechaReportPicture  *picture,
                              GError             **error)
{
  const HechaEvidence *evidence = find_evidence (self, uuid);
  g_autoptr(GBytes) bytes = NULL;

  if (!evidence || evidence->withdrawn || !hecha_evidence_is_picture (evidence))
    return TRUE;
  bytes = hecha_vault_load (hecha_session_get_vault (session), evidence->sha256, PHOTO_LIMIT, error);
  if (!bytes)
    return FALSE;
  /* A picture that no decoder takes is named in the list of evidence all the same. */
  picture->jpeg = hecha_picture_to_jpeg (bytes, PRINTED_EDGE, PRINTED_QUALITY, &picture->width, &picture->height,
                                         NULL, NULL);
  return TRUE;
}

/**
 * hecha_issue_evidence_custody:
 *
 * Returns: (transfer full) (array zero-terminated=1): a line for each piece of
 *   evidence: who brought it in, and when
 */
GStrv
hecha_issue_evidence_custody (const HechaCase *self)
{
  g_autoptr(GStrvBuilder) lines = g_strv_builder_new ();

  for (guint i = 0; i < self->evidence->len; i++)
    {
      HechaEvidence *evidence = self->evidence->pdata[i];
      g_autofree char *line = g_strdup_printf ("%s · %.16s… · %s · %s", evidence->name, evidence->sha256,
                                               evidence->author ? evidence->author : "—",
                                               evidence->time ? evidence->time : "—");

      g_strv_builder_add (lines, line);
    }
  return g_strv_builder_end (lines);
}
