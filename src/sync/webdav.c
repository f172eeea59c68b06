/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An object is sent to a hidden name in its folder and then moved to its own
 * without overwriting (RFC 4918, 9.9). So a connection that is cut leaves no
 * half object under a final name, and the move is the conditional create:
 * of two senders one gets a 412 and finds the other's object there. A server
 * need not write a PUT atomically, and many do not, so If-None-Match on a PUT
 * to the final name could not give the first of these. */
#include "webdav.h"

#include "address.h"
#include "error.h"
#include "multistatus.h"

#include <string.h>

#define LIST_LIMIT   ((guint64) 64 << 20)
#define RESUMES_MAX  8

static const char propfind[] =
  "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
  "<propfind xmlns=\"DAV:\"><prop><resourcetype/><getcontentlength/></prop></propfind>\n";

typedef struct
{
  HechaRemote parent;
  HechaHttp *http;
  char *base;             /* ends in a slash */
  char *tag;
  GHashTable *folders;    /* paths that were made or found */
} HechaWebdav;

static char *
url_of (HechaWebdav *self,
        const char  *path)
{
  return g_strconcat (self->base, path, NULL);
}

/* Performs and turns every status but 2xx and @expected into an error. */
static gboolean
perform (HechaWebdav             *self,
         const HechaHttpRequest  *request,
         guint                    expected,
         HechaHttpResponse       *response,
         GCancellable            *cancellable,
         GError                 **error)
{
  return hecha_http_perform (self->http, request, response, cancellable, error)
         && (response->status == expected || hecha_http_check_status (request, response, error));
}

/* @folder_url is what names are read against: of the parent, if @depth is 0. */
static GPtrArray *
find_properties (HechaWebdav   *self,
                 const char    *url,
                 const char    *depth,
                 const char    *folder_url,
                 gboolean      *exists,
                 GCancellable  *cancellable,
                 GError       **error)
{
  const char *const headers[] = { depth, "Content-Type: application/xml; charset=utf-8", NULL };
  g_autoptr(GBytes) bytes = g_bytes_new_static (propfind, strlen (propfind));
  HechaSource body = hecha_source_from_bytes (bytes);
  g_auto(HechaHttpResponse) response = { 0 };
  HechaHttpRequest request = {
    .method = "PROPFIND", .url = url, .headers = headers, .body = &body, .limit = LIST_LIMIT,
  };

  if (!perform (self, &request, 404, &response, cancellable, error))
    return NULL;
  *exists = response.status != 404;
  if (!*exists)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_remote_entry_free);
  if (response.status == 207)
    return hecha_multistatus_parse (response.body, folder_url, error);
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_UNSUPPORTED, "%s is no WebDAV folder", url);
  return NULL;
}

static gboolean
webdav_check (HechaRemote   *remote,
              GCancellable  *cancellable,
              GError       **error)
{
  HechaWebdav *self = (HechaWebdav *) remote;
  g_autoptr(GPtrArray) entries = NULL;
  gboolean exists;

  entries = find_properties (self, self->base, "Depth: 0", self->base, &exists, cancellable, error);
  if (entries && !exists)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "%s is not on the server", self->base);
  return entries && exists;
}

static GPtrArray *
webdav_list (HechaRemote   *remote,
             const char    *folder,
             GCancellable  *cancellable,
             GError       **error)
{
  HechaWebdav *self = (HechaWebdav *) remote;
  g_autofree char *url = g_strconcat (self->base, folder ? folder : "", folder ? "/" : "", NULL);
  gboolean exists;

  return find_properties (self, url, "Depth: 1", url, &exists, cancellable, error);
}

/* For servers whose HEAD does not say the size. */
static gboolean
stat_by_properties (HechaWebdav   *self,
                    const char    *url,
                    gboolean      *exists,
                    gint64        *size,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_autofree char *folder_url = g_strndup (url, strrchr (url, '/') + 1 - url);
  g_autoptr(GPtrArray) entries = find_properties (self, url, "Depth: 0", folder_url, exists, cancellable, error);
  const HechaRemoteEntry *entry;

  if (!entries)
    return FALSE;
  if (!*exists)
    return TRUE;
  entry = entries->len == 1 ? entries->pdata[0] : NULL;
  if (!entry || entry->is_folder || entry->size < 0)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_NETWORK, "the server does not say the size of %s", url);
      return FALSE;
    }
  *size = entry->size;
  return TRUE;
}

static gboolean
webdav_stat (HechaRemote   *remote,
             const char    *path,
             gboolean      *exists,
             gint64        *size,
             GCancellable  *cancellable,
             GError       **error)
{
  HechaWebdav *self = (HechaWebdav *) remote;
  g_autofree char *url = url_of (self, path);
  g_auto(HechaHttpResponse) response = { 0 };
  HechaHttpRequest request = { .method = "HEAD", .url = url };

  if (!perform (self, &request, 404, &response, cancellable, error))
    return FALSE;
  *exists = response.status != 404;
  if (*exists && response.content_length < 0)
    return stat_by_properties (self, url, exists, size, cancellable, error);
  *size = response.content_length;
  return TRUE;
}

/* getting */

typedef struct
{
  HechaHttpWrite write;
  gpointer data;
  guint64 done;
} Download;

static gboolean
download_cb (const void  *bytes,
             gsize        size,
             gpointer     data,
             GError     **error)
{
  Download *download = data;

  if (!download->write (bytes, size, download->data, error))
    return FALSE;
  download->done += size;
  return TRUE;
}

static gboolean
get_rest (HechaWebdav   *self,
          const char    *url,
          guint64        limit,
          Download      *download,
          GCancellable  *cancellable,
          GError       **error)
{
  g_auto(HechaHttpResponse) response = { 0 };
  HechaHttpRequest request = {
    .method = "GET", .url = url, .write = download_cb, .write_data = download,
    .limit = limit - download->done, .range_start = download->done,
  };

  if (limit == download->done)
    request.limit = 1;
  return perform (self, &request, 0, &response, cancellable, error);
}

static gboolean
webdav_get (HechaRemote     *remote,
            const char      *path,
            guint64          limit,
            HechaHttpWrite   write,
            gpointer         write_data,
            GCancellable    *cancellable,
            GError         **error)
{
  HechaWebdav *self = (HechaWebdav *) remote;
  g_autofree char *url = url_of (self, path);
  Download download = { write, write_data, 0 };

  for (guint i = 0;; i++)
    {
      g_autoptr(GError) local = NULL;
      guint64 before = download.done;

      if (get_rest (self, url, limit, &download, cancellable, &local))
        return TRUE;
      if (i == RESUMES_MAX || download.done == before
          || !g_error_matches (local, HECHA_ERROR, HECHA_ERROR_NETWORK))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
    }
}

/* putting */

static gboolean
make_folder (HechaWebdav   *self,
             const char    *path,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autofree char *url = g_strconcat (self->base, path, "/", NULL);
  g_auto(HechaHttpResponse) response = { 0 };
  HechaHttpRequest request = { .method = "MKCOL", .url = url };

  if (g_hash_table_contains (self->folders, path))
    return TRUE;
  if (!perform (self, &request, 405, &response, cancellable, error))      /* 405: it is there */
    return FALSE;
  g_hash_table_add (self->folders, g_strdup (path));
  return TRUE;
}

static gboolean
make_parents (HechaWebdav   *self,
              const char    *path,
              GCancellable  *cancellable,
              GError       **error)
{
  for (const char *slash = strchr (path, '/'); slash; slash = strchr (slash + 1, '/'))
    {
      g_autofree char *parent = g_strndup (path, slash - path);

      if (!make_folder (self, parent, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/* What is left behind if this fails as well is overwritten by the next try. */
static void
discard (HechaWebdav *self,
         const char  *url)
{
  g_auto(HechaHttpResponse) response = { 0 };
  HechaHttpRequest request = { .method = "DELETE", .url = url };

  hecha_http_perform (self->http, &request, &response, NULL, NULL);
}

static gboolean
send_part (HechaWebdav              *self,
           const HechaRemoteObject  *object,
           const char               *part_url,
           GCancellable             *cancellable,
           GError                  **error)
{
  static const char *const headers[] = { "Content-Type: application/octet-stream", NULL };
  g_auto(HechaHttpResponse) response = { 0 };
  HechaHttpRequest request = {
    .method = "PUT", .url = part_url, .headers = headers, .body = &object->source,
    .progress = object->progress, .progress_data = object->progress_data,
  };

  if (!perform (self, &request, 0, &response, cancellable, error))
    {
      if (response.status)
        discard (self, part_url);
      return FALSE;
    }
  if (g_str_equal (response.sent_sha256, object->sha256))
    return TRUE;
  discard (self, part_url);
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED,
               "%s is not sent: its bytes have the digest %s", object->path, response.sent_sha256);
  return FALSE;
}

/* @moved is FALSE if somebody else's object has the name by now. */
static gboolean
move_part (HechaWebdav   *self,
           const char    *part_url,
           const char    *url,
           gboolean      *moved,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autofree char *destination = g_strconcat ("Destination: ", url, NULL);
  const char *const headers[] = { destination, "Overwrite: F", NULL };
  g_auto(HechaHttpResponse) response = { 0 };
  HechaHttpRequest request = { .method = "MOVE", .url = part_url, .headers = headers };

  if (!perform (self, &request, 412, &response, cancellable, error))
    return FALSE;
  *moved = response.status != 412;
  if (!*moved)
    discard (self, part_url);
  return TRUE;
}

static gboolean
webdav_send (HechaRemote              *remote,
             const HechaRemoteObject  *object,
             gboolean                 *moved,
             GCancellable             *cancellable,
             GError                  **error)
{
  HechaWebdav *self = (HechaWebdav *) remote;
  const char *slash = strrchr (object->path, '/');
  int folder_length = slash ? slash + 1 - object->path : 0;
  g_autofree char *url = url_of (self, object->path);
  g_autofree char *part_url = g_strdup_printf ("%s%.*s.part-%s-%s", self->base, folder_length, object->path,
                                               self->tag, object->sha256);

  if (make_parents (self, object->path, cancellable, error)
      && send_part (self, object, part_url, cancellable, error)
      && move_part (self, part_url, url, moved, cancellable, error))
    return TRUE;
  /* A folder may be gone that was there before. */
  g_hash_table_remove_all (self->folders);
  return FALSE;
}

static void
webdav_free (HechaRemote *remote)
{
  HechaWebdav *self = (HechaWebdav *) remote;

  hecha_http_free (self->http);
  g_hash_table_unref (self->folders);
  g_free (self->base);
  g_free (self->tag);
  g_free (self);
}

static char *
random_tag (void)
{
  guint8 raw[8];

  hecha_random_bytes (raw, sizeof raw);
  return hecha_hex_encode (raw, sizeof raw);
}

/**
 * hecha_webdav_new:
 * @url: a folder that is there, https
 * @options: (nullable): for the connection
 * @credentials: (nullable): copied
 * @tag: (nullable): one path segment that tells this sender from others, such
 *   as its device; a part that a cut connection left is then overwritten by
 *   the next try. %NULL for a random one
 *
 * Does not connect yet; see hecha_remote_check().
 *
 * Returns: (transfer full) (nullable): a store, or %NULL with %HECHA_ERROR_INVALID
 */
HechaRemote *
hecha_webdav_new (const char              *url,
                  const HechaHttpOptions  *options,
                  const HechaCredentials  *credentials,
                  const char              *tag,
                  GError                 **error)
{
  static const HechaRemoteClass klass = {
    webdav_check, webdav_send, webdav_get, webdav_stat, webdav_list, webdav_free,
  };
  HechaWebdav *self;

  g_return_val_if_fail (url, NULL);
  g_return_val_if_fail (!tag || hecha_remote_segment_is_valid (tag), NULL);

  if (!hecha_address_check (url, options && options->allow_loopback ? HECHA_ADDRESS_LOOPBACK : HECHA_ADDRESS_TLS, NULL, NULL, error))
    return NULL;
  if (strpbrk (url, "?#"))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s: the address of a folder has no “?” or “#”", url);
      return NULL;
    }
  self = g_new0 (HechaWebdav, 1);
  self->parent.klass = &klass;
  self->http = hecha_http_new (options, credentials);
  self->base = g_strconcat (url, g_str_has_suffix (url, "/") ? "" : "/", NULL);
  self->tag = tag ? g_strdup (tag) : random_tag ();
  self->folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return &self->parent;
}
