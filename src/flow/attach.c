/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of inspect.h that is about evidence. */
#include "attach.h"
#include "inspect.h"

#include "case-cache.h"
#include "document.h"
#include "error.h"
#include "media-kind.h"
#include "picture.h"
#include "printed-picture.h"
#include "report.h"
#include "uuid.h"

#include <string.h>

#define SHOWN_LIMIT    (256 * 1024 * 1024)

static HechaEvidence *
find_by_digest (GPtrArray  *list,
                const char *sha256)
{
  for (guint i = 0; i < list->len; i++)
    {
      HechaEvidence *evidence = list->pdata[i];

      if (strcmp (evidence->sha256, sha256) == 0 && !evidence->withdrawn)
        return evidence;
    }
  return NULL;
}

static HechaEvent *
evidence_event (const char *case_uuid,
                const char *evidence_uuid,
                JsonObject *payload)
{
  g_autofree char *scope = hecha_scope_of_case (case_uuid);
  g_autofree char *subject = g_strconcat ("evidence/", evidence_uuid, NULL);

  return hecha_session_event (scope, HECHA_EVENT_EVIDENCE_SET, subject, payload);
}

static gboolean
append_evidence (HechaSession  *session,
                 const char    *case_uuid,
                 const char    *evidence_uuid,
                 JsonObject    *payload,
                 GError       **error)
{
  HechaEvent *event = evidence_event (case_uuid, evidence_uuid, payload);

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

/**
 * hecha_attach_evidence:
 * @entry: a file of the vault
 * @name: what to call it
 * @origin: file, camera or paste
 *
 * Returns: (transfer full): the file as evidence that was brought in now, of the
 *   kind that its first bytes tell
 */
HechaEvidence *
hecha_attach_evidence (HechaSession           *session,
                       const HechaVaultEntry  *entry,
                       const char             *name,
                       const char             *origin)
{
  HechaEvidence *evidence = hecha_evidence_new (entry->sha256, entry->size, name);

  evidence->media_type = g_strdup (sniff (hecha_session_get_vault (session), entry->sha256));
  evidence->origin = g_strdup (origin);
  evidence->author = g_strdup (hecha_session_get_author (session));
  evidence->time = hecha_clock_now_text (hecha_session_get_clock (session));
  return evidence;
}

/* What is taken in together, one action with one undo. */
typedef struct
{
  HechaSession *session;
  const char   *item;      /* UUID; NULL for the visit as a whole */
  const char   *object;
  const char   *origin;
  GPtrArray    *names;     /* char * */
} Taking;

/* The same bytes are the same evidence: it then speaks for one item more. */
static GPtrArray *
make_records (const Taking *taking,
              HechaCase    *self,
              GArray       *entries)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_evidence_free);

  for (guint i = 0; i < entries->len; i++)
    {
      const HechaVaultEntry *entry = &g_array_index (entries, HechaVaultEntry, i);
      const HechaEvidence *known = find_by_digest (self->evidence, entry->sha256);
      HechaEvidence *evidence;

      if (find_by_digest (records, entry->sha256))
        continue;
      evidence = known ? hecha_evidence_copy (known)
                       : hecha_attach_evidence (taking->session, entry, taking->names->pdata[i], taking->origin);
      if (taking->item && !hecha_evidence_is_for (evidence, taking->item))
        g_ptr_array_add (evidence->items, g_strdup (taking->item));
      if (taking->object && !evidence->object)
        evidence->object = g_strdup (taking->object);
      g_ptr_array_add (records, evidence);
    }
  return records;
}

static gboolean
append_records (HechaSession  *session,
                const char    *case_uuid,
                GPtrArray     *records,
                GError       **error)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_event_free);
  g_autofree char *group = hecha_uuid_new ();

  for (guint i = 0; i < records->len; i++)
    {
      const HechaEvidence *evidence = records->pdata[i];
      HechaEvent *event = evidence_event (case_uuid, evidence->uuid, hecha_evidence_to_json (evidence));

      event->group = g_strdup (group);
      g_ptr_array_add (events, event);
    }
  return hecha_session_append (session, events, error);
}

static GPtrArray *
record (const Taking  *taking,
        const char    *case_uuid,
        GArray        *entries,
        GError       **error)
{
  HechaCase *self = hecha_case_cache_lock (taking->session, case_uuid, error);
  g_autoptr(GPtrArray) records = NULL;
  gboolean done;

  if (!self)
    return NULL;
  records = make_records (taking, self, entries);
  done = append_records (taking->session, case_uuid, records, error);
  hecha_case_cache_unlock (taking->session, case_uuid, TRUE);
  return done ? g_steal_pointer (&records) : NULL;
}

typedef struct
{
  HechaProgress progress;
  gpointer      data;
  guint64       total;
} Telling;

static void
copied_cb (guint64  bytes,
           gpointer data)
{
  Telling *telling = data;

  if (telling->progress)
    telling->progress (bytes, MAX (bytes, telling->total), telling->data);
}

static guint64
size_of (GFile *file)
{
  g_autoptr(GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, NULL);

  return info ? (guint64) g_file_info_get_size (info) : 0;
}

/**
 * hecha_inspect_attach_files:
 * @item_uuid: (nullable): the item that they speak for; %NULL for the visit as a whole
 * @object_uuid: (nullable): the object that they show
 * @paths: files; they are copied, and not changed
 * @progress: (nullable) (scope call): told of bytes
 *
 * Takes all of the files in, or none: one action with one undo.
 *
 * Returns: (transfer full) (element-type HechaEvidence) (nullable): the evidence
 *   once its bytes and its events are safe, the same bytes once; an error begins
 *   with the name of the file
 */
GPtrArray *
hecha_inspect_attach_files (HechaSession       *session,
                            const char         *case_uuid,
                            const char         *item_uuid,
                            const char         *object_uuid,
                            const char *const  *paths,
                            HechaProgress       progress,
                            gpointer            progress_data,
                            GCancellable       *cancellable,
                            GError            **error)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GArray) entries = NULL;
  Taking taking = { session, item_uuid, object_uuid, "file", names };
  Telling telling = { progress, progress_data, 0 };

  g_return_val_if_fail (paths && *paths, NULL);
  for (guint i = 0; paths[i]; i++)
    {
      GFile *file = g_file_new_for_path (paths[i]);
      g_autofree char *name = g_file_get_basename (file);

      g_ptr_array_add (files, file);
      g_ptr_array_add (names, g_filename_display_name (name));
      telling.total += size_of (file);
    }
  entries = hecha_vault_import_many (hecha_session_get_vault (session), files, HECHA_EVIDENCE_LIMIT, copied_cb, &telling,
                                     cancellable, error);
  return entries ? record (&taking, case_uuid, entries, error) : NULL;
}

/**
 * hecha_inspect_attach_bytes:
 * @item_uuid: (nullable): the item that it speaks for; %NULL for the visit as a whole
 * @object_uuid: (nullable): the object that it shows
 * @bytes: a picture from the camera or the clipboard
 * @name: what to call it
 * @origin: camera or paste
 *
 * Returns: (transfer full) (nullable): the evidence, once its bytes and its
 *   event are safe
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
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  g_autoptr(GArray) entries = g_array_new (FALSE, FALSE, sizeof (HechaVaultEntry));
  g_autoptr(GPtrArray) records = NULL;
  Taking taking = { session, item_uuid, object_uuid, origin, names };
  HechaVaultEntry entry;

  g_ptr_array_add (names, (gpointer) name);
  if (!hecha_vault_import (hecha_session_get_vault (session), stream, HECHA_EVIDENCE_LIMIT, NULL, NULL, NULL, &entry, error))
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }
  g_array_append_val (entries, entry);
  records = record (&taking, case_uuid, entries, error);
  return records ? g_ptr_array_steal_index (records, 0) : NULL;
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

/* Of a photo that is shown no larger than printed, what is printed is made on the way, and is there next time. */
static HechaPixels *
small_picture (HechaSession         *session,
               const HechaEvidence  *evidence,
               GBytes               *bytes,
               int                   max_width,
               int                   max_height,
               GError              **error)
{
  gboolean small = max_width > 0 && max_width <= HECHA_REPORT_PICTURE_WIDTH &&
                   max_height > 0 && max_height <= HECHA_REPORT_PICTURE_HEIGHT;
  g_autoptr(GBytes) printed = NULL;
  int width, height;

  if (small && g_strcmp0 (evidence->media_type, "image/jpeg") == 0)
    hecha_printed_picture (session, evidence, bytes, &printed, &width, &height, NULL);
  return hecha_picture_decode (printed ? printed : bytes, max_width, max_height, NULL, error);
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
  return small_picture (session, evidence, bytes, max_width, max_height, error);
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
