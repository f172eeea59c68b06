/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pull.h"

#include "error.h"

#define FIND_MAX       1000000
#define FIND_DEPTH_MAX 8

typedef struct
{
  HechaTransferRun run;
  HechaRemote *remote;
  const HechaPullSink *sink;
  /* of the object on its way */
  GOutputStream *stream;
  HechaDigester *digester;
  guint64 received;
  GCancellable *cancellable;
} Pull;

static gboolean
write_cb (const void  *bytes,
          gsize        size,
          gpointer     data,
          GError     **error)
{
  Pull *self = data;

  if (!g_output_stream_write_all (self->stream, bytes, size, NULL, self->cancellable, error))
    return FALSE;
  hecha_digester_update (self->digester, bytes, size);
  self->received += size;
  hecha_transfer_report (self->received, 0, self);
  return TRUE;
}

static gboolean
check_arrived (Pull                 *self,
               const HechaTransfer  *item,
               GError              **error)
{
  char sha256[HECHA_DIGEST_HEX];

  hecha_digester_finish (self->digester, sha256, NULL);
  if (item->size >= 0 && self->received != (guint64) item->size)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED,
                 "%s arrived with %" G_GUINT64_FORMAT " bytes instead of %" G_GINT64_FORMAT,
                 item->path, self->received, item->size);
  else if (item->sha256 && !g_str_equal (sha256, item->sha256))
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED,
                 "%s is not what its name says: its digest is %s", item->path, sha256);
  else
    return TRUE;
  return FALSE;
}

static gboolean
fetch (Pull           *self,
       HechaTransfer  *item,
       GError        **error)
{
  g_autoptr(GOutputStream) stream = self->sink->open (item, self->sink->data, error);
  g_autoptr(HechaDigester) digester = hecha_digester_new (FALSE);
  guint64 limit = item->size >= 0 ? (guint64) item->size : self->sink->limit;

  if (!stream)
    return FALSE;
  self->stream = stream;
  self->digester = digester;
  self->received = 0;
  if (hecha_remote_get (self->remote, item->path, limit, write_cb, self, self->cancellable, error)
      && check_arrived (self, item, error))
    return self->sink->finish (item, stream, TRUE, self->sink->data, error);
  self->sink->finish (item, stream, FALSE, self->sink->data, NULL);
  return FALSE;
}

static gboolean
pull_attempt (HechaTransferRun  *run,
              HechaTransfer     *item,
              gboolean          *skipped,
              GCancellable      *cancellable,
              GError           **error)
{
  Pull *self = (Pull *) run;

  *skipped = self->sink->have (item, self->sink->data);
  if (*skipped)
    return TRUE;
  if (item->size > 0 && (guint64) item->size > self->sink->limit)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE,
                   "%s has %" G_GINT64_FORMAT " bytes; %" G_GUINT64_FORMAT " are accepted",
                   item->path, item->size, self->sink->limit);
      return FALSE;
    }
  self->cancellable = cancellable;
  return fetch (self, item, error);
}

/**
 * hecha_pull:
 * @remote: where from
 * @items: (element-type HechaTransfer): what, made by hecha_pull_find() or
 *   hecha_transfer_new_pull(); their states say afterwards how each went
 * @sink: what the caller has, and where the rest goes
 *
 * Fetches what the caller does not have and compares size and digest with what
 * listing and name say. Blocks: for worker threads.
 *
 * Returns: %TRUE if the caller now has every object, else %FALSE as
 *   hecha_transfer_run(); an object that is not what it says is %HECHA_ERROR_DAMAGED
 */
gboolean
hecha_pull (HechaRemote          *remote,
            GPtrArray            *items,
            const HechaPullSink  *sink,
            GCancellable         *cancellable,
            GError              **error)
{
  Pull self = { { items, NULL, NULL, pull_attempt }, remote, sink };

  g_return_val_if_fail (remote, FALSE);
  g_return_val_if_fail (items, FALSE);
  g_return_val_if_fail (sink && sink->have && sink->open && sink->finish, FALSE);

  self.run.progress = sink->progress;
  self.run.progress_data = sink->data;
  return hecha_transfer_run (&self.run, cancellable, error);
}

static guint
depth_of (const char *path)
{
  guint depth = 0;

  for (; *path; path++)
    depth += *path == '/';
  return depth;
}

static int
compare_paths (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 ((*(HechaTransfer *const *) a)->path, (*(HechaTransfer *const *) b)->path);
}

/* Appends files to @found and folders to @folders. */
static gboolean
sort_out (GPtrArray   *entries,
          const char  *folder,
          GQueue      *folders,
          GPtrArray   *found,
          GError     **error)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const HechaRemoteEntry *entry = entries->pdata[i];
      g_autofree char *path = folder ? g_strconcat (folder, "/", entry->name, NULL) : g_strdup (entry->name);

      if (!hecha_remote_path_is_valid (path) || depth_of (path) > FIND_DEPTH_MAX)
        continue;
      if (entry->is_folder)
        g_queue_push_tail (folders, g_steal_pointer (&path));
      else
        g_ptr_array_add (found, hecha_transfer_new_pull (path, entry->size));
    }
  if (found->len + folders->length <= FIND_MAX)
    return TRUE;
  g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "the server lists more than 1000000 files");
  return FALSE;
}

/**
 * hecha_pull_find:
 * @remote: where to look
 * @folder: (nullable): its path; %NULL for all that there is
 *
 * Lists a folder and the folders in it, eight deep at most.
 *
 * Returns: (transfer full) (element-type HechaTransfer) (nullable): the objects
 *   in the order of their paths, to be pulled, or %NULL as hecha_remote_list()
 */
GPtrArray *
hecha_pull_find (HechaRemote   *remote,
                 const char    *folder,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_transfer_free);
  GQueue folders = G_QUEUE_INIT;
  gboolean ok = TRUE;

  g_return_val_if_fail (remote, NULL);

  g_queue_push_tail (&folders, g_strdup (folder ? folder : ""));
  while (ok && !g_queue_is_empty (&folders))
    {
      g_autofree char *next = g_queue_pop_head (&folders);
      const char *path = *next ? next : NULL;
      g_autoptr(GPtrArray) entries = hecha_remote_list (remote, path, cancellable, error);

      ok = entries && sort_out (entries, path, &folders, found, error);
    }
  g_queue_clear_full (&folders, g_free);
  if (!ok)
    return NULL;
  g_ptr_array_sort (found, compare_paths);
  return g_steal_pointer (&found);
}
