/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of inspect.h that is about evidence. */
#include "inspect.h"

#include "case-cache.h"
#include "document.h"
#include "error.h"
#include "media-kind.h"
#include "picture.h"
#include "uuid.h"

#include <string.h>

/* Larger things are no evidence that a report could carry. */
#define EVIDENCE_LIMIT (G_GUINT64_CONSTANT (2) * 1024 * 1024 * 1024)
#define SHOWN_LIMIT    (256 * 1024 * 1024)

static HechaEvidence *
find_by_digest (HechaCase  *self,
                const char *sha256)
{
  for (guint i = 0; i < self->evidence->len; i++)
    {
      HechaEvidence *evidence = self->evidence->pdata[i];

      if (strcmp (evidence->sha256, sha256) == 0 && !evidence->withdrawn)
        return evidence;
    }
  return NULL;
}

static gboolean
append_evidence (HechaSession         *session,
                 const char           *case_uuid,
                 const char           *evidence_uuid,
                 JsonObject           *payload,
                 GError              **error)
{
  g_autofree char *scope = hecha_scope_of_case (case_uuid);
  g_autofree char *subject = g_strconcat ("evidence/", evidence_uuid, NULL);
  HechaEvent *event = hecha_session_event (scope, HECHA_EVENT_EVIDENCE_SET, subject, payload);

  event->group = hecha_uuid_new ();
  return hecha_session_append_one (session, event, error);
}

static const char *
sniff (HechaVault *vault,
       const char *sha256)
{
  g_autoptr(GInputStream) stream = hecha_vault_open_stream (vault, sha256, NULL);
  g_autoptr(GBytes) head = stream ? g_input_stream_read_bytes (stream, 4096, NULL, NULL) : NULL;

  return head ? hecha_media_kind_type (hecha_media_kind_sniff (head)) : "application/octet-stream";
}

static HechaEvidence *
evidence_of (HechaSession          *session,
             const HechaVaultEntry *entry,
             const char            *name,
             const char            *origin)
{
  HechaEvidence *evidence = hecha_evidence_new (entry->sha256, entry->size, name);

  evidence->sm3 = *entry->sm3 ? g_strdup (entry->sm3) : NULL;
  evidence->media_type = g_strdup (sniff (hecha_session_get_vault (session), entry->sha256));
  evidence->origin = g_strdup (origin);
  evidence->author = g_strdup (hecha_session_get_author (session));
  evidence->time = hecha_clock_now_text (hecha_session_get_clock (session));
  return evidence;
}

/* The same bytes are the same evidence: it then speaks for one item more. */
static HechaEvidence *
record (HechaSession          *session,
        const char            *case_uuid,
        const char            *item_uuid,
        const char            *object_uuid,
        const HechaVaultEntry *entry,
        const char            *name,
        const char            *origin,
        GError               **error)
{
  HechaCase *self = hecha_case_cache_lock (session, case_uuid, error);
  g_autoptr(HechaEvidence) evidence = NULL;
  const HechaEvidence *known;
  gboolean done;

  if (!self)
    return NULL;
  known = find_by_digest (self, entry->sha256);
  evidence = known ? hecha_evidence_copy (known) : evidence_of (session, entry, name, origin);
  if (item_uuid && !hecha_evidence_is_for (evidence, item_uuid))
    g_ptr_array_add (evidence->items, g_strdup (item_uuid));
  if (object_uuid && !evidence->object)
    evidence->object = g_strdup (object_uuid);
  done = append_evidence (session, case_uuid, evidence->uuid, hecha_evidence_to_json (evidence), error);
  hecha_case_cache_unlock (session, case_uuid, TRUE);
  return done ? g_steal_pointer (&evidence) : NULL;
}

static HechaEvidence *
attach_stream (HechaSession  *session,
               const char    *case_uuid,
               const char    *item_uuid,
               const char    *object_uuid,
               GInputStream  *stream,
               const char    *name,
               const char    *origin,
               GCancellable  *cancellable,
               GError       **error)
{
  HechaVaultEntry entry;

  if (!hecha_vault_import (hecha_session_get_vault (session), stream, EVIDENCE_LIMIT, NULL, NULL, cancellable,
                           &entry, error))
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }
  return record (session, case_uuid, item_uuid, object_uuid, &entry, name, origin, error);
}

/**
 * hecha_inspect_attach_file:
 * @item_uuid: (nullable): the item that it speaks for; %NULL for the visit as a whole
 * @object_uuid: (nullable): the object that it shows
 * @path: a file; it is copied, and not changed
 *
 * Returns: (transfer full) (nullable): the evidence, once its bytes and its
 *   event are safe
 */
HechaEvidence *
hecha_inspect_attach_file (HechaSession  *session,
                           const char    *case_uuid,
                           const char    *item_uuid,
                           const char    *object_uuid,
                           const char    *path,
                           GCancellable  *cancellable,
                           GError       **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr(GError) failure = NULL;
  g_autoptr(GFileInputStream) stream = g_file_read (file, cancellable, &failure);

  if (!stream)
    {
      g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_IO, failure->message);
      return NULL;
    }
  return attach_stream (session, case_uuid, item_uuid, object_uuid, G_INPUT_STREAM (stream), name, "file",
                        cancellable, error);
}

/**
 * hecha_inspect_attach_bytes:
 * @bytes: a picture from the camera or the clipboard
 * @name: what to call it
 * @origin: camera or paste
 *
 * As hecha_inspect_attach_file().
 */
HechaEvidence *
hecha_inspect_attach_bytes (HechaSession  *session,
                            const char    *case_uuid,
                            const char    *item_uuid,
                            const char    *object_uuid,
                            GBytes        *bytes,
                            const char    *name,
                            const char    *origin,
                            GError       **error)
{
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);

  return attach_stream (session, case_uuid, item_uuid, object_uuid, stream, name, origin, NULL, error);
}

/**
 * hecha_inspect_set_evidence:
 * @evidence: a new caption, other items; the bytes stay
 */
gboolean
hecha_inspect_set_evidence (HechaSession         *session,
                            const char           *case_uuid,
                            const HechaEvidence  *evidence,
                            GError              **error)
{
  gboolean done = append_evidence (session, case_uuid, evidence->uuid, hecha_evidence_to_json (evidence), error);

  hecha_case_cache_forget (session, case_uuid);
  return done;
}

/**
 * hecha_inspect_remove_evidence:
 *
 * Takes the evidence out of the visit. Its bytes stay in the vault, so that an
 * undo brings it back; only a withdrawal destroys them.
 */
gboolean
hecha_inspect_remove_evidence (HechaSession  *session,
                               const char    *case_uuid,
                               const char    *evidence_uuid,
                               GError       **error)
{
  JsonObject *payload = json_object_new ();
  gboolean done;

  json_object_set_boolean_member (payload, "removed", TRUE);
  done = append_evidence (session, case_uuid, evidence_uuid, payload, error);
  hecha_case_cache_forget (session, case_uuid);
  return done;
}

static HechaPixels *
first_page (GBytes  *bytes,
            int      max_width,
            int      max_height,
            GError **error)
{
  g_autoptr(HechaDocument) document = hecha_document_open (bytes, error);
  double width, height;

  if (!document)
    return NULL;
  hecha_document_page_size (document, 0, &width, &height);
  return hecha_document_render (document, 0, MIN (max_width / width, max_height / height), NULL, error);
}

/**
 * hecha_inspect_picture:
 * @max_width: pixels
 * @max_height: pixels
 *
 * Returns: (transfer full) (nullable): the picture, or a PDF's first page,
 *   fitted; %HECHA_ERROR_UNSUPPORTED for evidence of another kind
 */
HechaPixels *
hecha_inspect_picture (HechaSession         *session,
                       const HechaEvidence  *evidence,
                       int                   max_width,
                       int                   max_height,
                       GError              **error)
{
  g_autoptr(GBytes) bytes = hecha_inspect_bytes (session, evidence, error);

  if (!bytes)
    return NULL;
  if (g_strcmp0 (evidence->media_type, "application/pdf") == 0)
    return first_page (bytes, max_width, max_height, error);
  return hecha_picture_decode (bytes, max_width, max_height, NULL, error);
}

/**
 * hecha_inspect_bytes:
 *
 * Returns: (transfer full) (nullable): the evidence itself
 */
GBytes *
hecha_inspect_bytes (HechaSession         *session,
                     const HechaEvidence  *evidence,
                     GError              **error)
{
  if (evidence->withdrawn)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "%s was withdrawn: %s", evidence->name, evidence->withdrawn);
      return NULL;
    }
  return hecha_vault_load (hecha_session_get_vault (session), evidence->sha256, SHOWN_LIMIT, error);
}

/**
 * hecha_inspect_viewed:
 *
 * Records that somebody looked at the evidence in full: custody.
 */
gboolean
hecha_inspect_viewed (HechaSession  *session,
                      const char    *case_uuid,
                      const char    *evidence_uuid,
                      GError       **error)
{
  g_autofree char *scope = hecha_scope_of_case (case_uuid);
  g_autofree char *subject = g_strconcat ("evidence/", evidence_uuid, NULL);

  return hecha_session_append_one (session, hecha_session_event (scope, HECHA_EVENT_VIEWED, subject, json_object_new ()),
                                   error);
}
