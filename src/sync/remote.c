/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "remote.h"

#include "error.h"

#include <string.h>

/**
 * hecha_remote_entry_new:
 * @name: one segment
 * @size: in bytes, -1 for unknown
 *
 * Returns: (transfer full): an entry
 */
HechaRemoteEntry *
hecha_remote_entry_new (const char *name,
                        gint64      size,
                        gboolean    is_folder)
{
  HechaRemoteEntry *self = g_new0 (HechaRemoteEntry, 1);

  self->name = g_strdup (name);
  self->size = size;
  self->is_folder = is_folder;
  return self;
}

/**
 * hecha_remote_entry_free:
 * @self: an entry
 */
void
hecha_remote_entry_free (HechaRemoteEntry *self)
{
  g_free (self->name);
  g_free (self);
}

/**
 * hecha_remote_segment_is_valid:
 * @segment: (nullable): from outside
 *
 * Returns: whether @segment is 1 to 255 of `A-Za-z0-9._-` and begins with no
 *   point, which servers hide or keep for themselves
 */
gboolean
hecha_remote_segment_is_valid (const char *segment)
{
  gsize length = segment ? strlen (segment) : 0;

  return length > 0 && length <= HECHA_REMOTE_SEGMENT_MAX && segment[0] != '.'
         && strspn (segment, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-") == length;
}

/**
 * hecha_remote_path_is_valid:
 * @path: (nullable): from outside
 *
 * Returns: whether @path is valid segments joined by single slashes, none at
 *   the ends, 1024 bytes at most
 */
gboolean
hecha_remote_path_is_valid (const char *path)
{
  g_auto(GStrv) segments = NULL;

  if (!path || strlen (path) > HECHA_REMOTE_PATH_MAX)
    return FALSE;
  segments = g_strsplit (path, "/", -1);
  for (guint i = 0; segments[i]; i++)
    if (!hecha_remote_segment_is_valid (segments[i]))
      return FALSE;
  return segments[0] != NULL;
}

/**
 * hecha_remote_path_digest:
 * @path: a path
 *
 * The SHA-256 by which an object is named: `…/<sha256>` or
 * `…-<sha256>.pdf|json`. The hash in the name of a journal segment (`.jsonl`)
 * is that of its last entry, and none of the file.
 *
 * Returns: (transfer full) (nullable): lower-case hex, or %NULL if it has none
 */
char *
hecha_remote_path_digest (const char *path)
{
  const char *name, *end, *start;
  g_autofree char *digest = NULL;

  g_return_val_if_fail (path, NULL);

  name = strrchr (path, '/') ? strrchr (path, '/') + 1 : path;
  end = strchr (name, '.') ? strchr (name, '.') : name + strlen (name);
  if (end - name < 64 || g_str_has_suffix (name, ".jsonl"))
    return NULL;
  start = end - 64;
  digest = g_strndup (start, 64);
  if ((start > name && start[-1] != '-') || !hecha_is_sha256_hex (digest))
    return NULL;
  return g_steal_pointer (&digest);
}

static gboolean
check_path (const char  *path,
            GError     **error)
{
  if (hecha_remote_path_is_valid (path))
    return TRUE;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID,
               "“%s” cannot be a path at a server: letters A–Z, digits, “.”, “_” and “-” between slashes", path);
  return FALSE;
}

/**
 * hecha_remote_check:
 * @self: a store
 *
 * Whether the store is there and lets the user in; for a new address.
 *
 * Returns: %FALSE with %HECHA_ERROR_NOT_FOUND, %HECHA_ERROR_PASSWORD, %HECHA_ERROR_NETWORK
 *   or %HECHA_ERROR_UNSUPPORTED (no such kind of store)
 */
gboolean
hecha_remote_check (HechaRemote   *self,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_return_val_if_fail (self, FALSE);
  return self->klass->check (self, cancellable, error);
}

static gboolean
digest_cb (const void  *bytes,
           gsize        size,
           gpointer     data,
           GError     **error)
{
  hecha_digester_update (data, bytes, size);
  return TRUE;
}

static gboolean
read_back (HechaRemote              *self,
           const HechaRemoteObject  *object,
           GCancellable             *cancellable,
           GError                  **error)
{
  g_autoptr(HechaDigester) digester = hecha_digester_new (FALSE);
  char sha256[HECHA_DIGEST_HEX];

  if (!self->klass->get (self, object->path, object->source.size, digest_cb, digester, cancellable, error))
    return FALSE;
  hecha_digester_finish (digester, sha256, NULL);
  if (g_str_equal (sha256, object->sha256))
    return TRUE;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED,
               "%s at the destination has other content: its digest is %s", object->path, sha256);
  return FALSE;
}

/* Whether the object is there as it should be: %FALSE without an error set if it is not there at all. */
static gboolean
confirm (HechaRemote              *self,
         const HechaRemoteObject  *object,
         GCancellable             *cancellable,
         GError                  **error)
{
  gboolean exists;
  gint64 size = 0;

  if (!self->klass->stat (self, object->path, &exists, &size, cancellable, error) || !exists)
    return FALSE;
  if ((guint64) size != object->source.size)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_CONFLICT,
                   "%s is at the destination with %" G_GINT64_FORMAT " bytes instead of %" G_GUINT64_FORMAT,
                   object->path, size, object->source.size);
      return FALSE;
    }
  return !object->verify || read_back (self, object, cancellable, error);
}

/**
 * hecha_remote_put:
 * @self: a store
 * @object: what to put; its source is opened in this thread
 * @outcome: (out) (optional): whether it had to be sent
 *
 * Puts an immutable object under its final name, whole or not at all, and asks
 * for the size that arrived. One that is there at the right size is
 * not sent again. What is there is never overwritten.
 *
 * Returns: %FALSE with %HECHA_ERROR_INVALID (the path), %HECHA_ERROR_CONFLICT
 *   (there with another size), %HECHA_ERROR_DAMAGED (the source is not what its
 *   digest says, or the server does not have what was sent),
 *   %HECHA_ERROR_PASSWORD, %HECHA_ERROR_NETWORK or what the source set
 */
gboolean
hecha_remote_put (HechaRemote              *self,
                  const HechaRemoteObject  *object,
                  HechaRemotePut           *outcome,
                  GCancellable             *cancellable,
                  GError                  **error)
{
  g_autoptr(GError) local = NULL;
  gboolean moved = FALSE, there;

  g_return_val_if_fail (self, FALSE);
  g_return_val_if_fail (object && object->source.open && hecha_is_sha256_hex (object->sha256), FALSE);

  if (!check_path (object->path, error))
    return FALSE;
  there = confirm (self, object, cancellable, &local);
  if (!there && !local && self->klass->send (self, object, &moved, cancellable, &local))
    {
      there = confirm (self, object, cancellable, &local);
      if (!there && !local)
        local = g_error_new (HECHA_ERROR, HECHA_ERROR_DAMAGED, "%s was sent, but is not at the destination", object->path);
    }
  if (local)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (outcome)
    *outcome = moved ? HECHA_REMOTE_SENT : HECHA_REMOTE_SKIPPED;
  return there;
}

/**
 * hecha_remote_get:
 * @self: a store
 * @path: of an object
 * @limit: bytes that are taken at most
 * @write: takes the bytes in order, each once
 *
 * Fetches an object; a connection that is cut on the way is taken up again
 * where it ended.
 *
 * Returns: %FALSE with %HECHA_ERROR_NOT_FOUND, %HECHA_ERROR_TOO_LARGE,
 *   %HECHA_ERROR_PASSWORD, %HECHA_ERROR_NETWORK, or what @write set; part of
 *   the object may have been written by then
 */
gboolean
hecha_remote_get (HechaRemote     *self,
                  const char      *path,
                  guint64          limit,
                  HechaHttpWrite   write,
                  gpointer         write_data,
                  GCancellable    *cancellable,
                  GError         **error)
{
  g_return_val_if_fail (self, FALSE);
  g_return_val_if_fail (write, FALSE);

  return check_path (path, error)
         && self->klass->get (self, path, limit, write, write_data, cancellable, error);
}

static gboolean
append_bytes (const void  *bytes,
              gsize        size,
              gpointer     data,
              GError     **error)
{
  g_byte_array_append (data, bytes, size);
  return TRUE;
}

/**
 * hecha_remote_get_bytes:
 * @self: a store
 * @path: of a small object
 * @limit: its size at most
 *
 * Returns: (transfer full) (nullable): the object, or %NULL as hecha_remote_get()
 */
GBytes *
hecha_remote_get_bytes (HechaRemote   *self,
                        const char    *path,
                        guint64        limit,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr(GByteArray) body = g_byte_array_new ();

  if (!hecha_remote_get (self, path, limit, append_bytes, body, cancellable, error))
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&body));
}

/**
 * hecha_remote_stat:
 * @self: a store
 * @path: of an object
 * @exists: (out): whether it is there
 * @size: (out) (optional): its size in bytes; 0 if it is not there
 *
 * Returns: %FALSE if the server did not answer the question
 */
gboolean
hecha_remote_stat (HechaRemote   *self,
                   const char    *path,
                   gboolean      *exists,
                   gint64        *size,
                   GCancellable  *cancellable,
                   GError       **error)
{
  gboolean found = FALSE;
  gint64 bytes = 0;

  g_return_val_if_fail (self, FALSE);
  g_return_val_if_fail (exists, FALSE);

  if (!check_path (path, error)
      || !self->klass->stat (self, path, &found, &bytes, cancellable, error))
    return FALSE;
  *exists = found;
  if (size)
    *size = found ? bytes : 0;
  return TRUE;
}

/**
 * hecha_remote_list:
 * @self: a store
 * @folder: (nullable): its path; %NULL for the top
 *
 * What lies directly in a folder, in no order. A folder that is not there is
 * an empty one. Names that Hecha would not give are left out.
 *
 * Returns: (transfer full) (element-type HechaRemoteEntry) (nullable): the
 *   entries, or %NULL with %HECHA_ERROR_PASSWORD, %HECHA_ERROR_NETWORK,
 *   %HECHA_ERROR_DAMAGED (an answer that cannot be read), %HECHA_ERROR_TOO_LARGE
 */
GPtrArray *
hecha_remote_list (HechaRemote   *self,
                   const char    *folder,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_return_val_if_fail (self, NULL);

  if (folder && !check_path (folder, error))
    return NULL;
  return self->klass->list (self, folder, cancellable, error);
}

/**
 * hecha_remote_free:
 * @self: a store; its connection is closed
 */
void
hecha_remote_free (HechaRemote *self)
{
  self->klass->free (self);
}
