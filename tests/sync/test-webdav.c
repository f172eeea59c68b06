/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "apache.h"
#include "error.h"
#include "loopback.h"
#include "webdav.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>

#define BIG ((guint64) 50 << 20)

static Apache *apache;

static HechaRemote *
remote_at (const Apache *server,
           guint16       port,
           const char   *password,
           const char   *ca_file)
{
  g_autoptr(HechaCredentials) credentials = hecha_credentials_new (server->user, password);
  HechaHttpOptions options = { .ca_file = ca_file };
  g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%u/dav", port);
  g_autoptr(GError) error = NULL;
  HechaRemote *remote = hecha_webdav_new (url, &options, credentials, "device-1", &error);

  g_assert_no_error (error);
  return remote;
}

static HechaRemote *
remote_new (void)
{
  return remote_at (apache, apache->port, apache->password, apache->ca_file);
}

static HechaRemoteObject
object_of (const char  *path,
           GBytes      *bytes,
           char       **sha256)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  *sha256 = hecha_sha256_hex (data, size);
  return (HechaRemoteObject) { .path = path, .source = hecha_source_from_bytes (bytes), .sha256 = *sha256 };
}

static GBytes *
pattern (gsize size)
{
  guint8 *data = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    data[i] = (i * 2654435761u) >> 13;
  return g_bytes_new_take (data, size);
}

static void
assert_on_disk (const char *path,
                GBytes     *bytes)
{
  g_autofree char *file = g_build_filename (apache->root, path, NULL);
  g_autofree char *contents = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (file, &contents, &size, NULL));
  g_assert_cmpmem (contents, size, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static gboolean
on_disk (const char *path)
{
  g_autofree char *file = g_build_filename (apache->root, path, NULL);

  return g_file_test (file, G_FILE_TEST_EXISTS);
}

static guint
parts_in (const char *folder)
{
  g_autofree char *path = g_build_filename (apache->root, folder, NULL);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir && (name = g_dir_read_name (dir)))
    n += g_str_has_prefix (name, ".part-");
  return n;
}

static void
test_put_and_get (void)
{
  g_autoptr(HechaRemote) remote = remote_new ();
  g_autoptr(GBytes) bytes = pattern (100000);
  g_autoptr(GBytes) back = NULL;
  g_autofree char *sha256 = NULL;
  HechaRemoteObject object = object_of ("cases/c-1/evidence/a.bin", bytes, &sha256);
  g_autoptr(GError) error = NULL;
  HechaRemotePut outcome;
  gboolean exists;
  gint64 size;

  g_assert_true (hecha_remote_check (remote, NULL, &error));
  object.verify = TRUE;
  g_assert_true (hecha_remote_put (remote, &object, &outcome, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (outcome, ==, HECHA_REMOTE_SENT);
  assert_on_disk ("cases/c-1/evidence/a.bin", bytes);
  g_assert_cmpuint (parts_in ("cases/c-1/evidence"), ==, 0);

  g_assert_true (hecha_remote_put (remote, &object, &outcome, NULL, &error));
  g_assert_cmpint (outcome, ==, HECHA_REMOTE_SKIPPED);
  g_assert_true (hecha_remote_stat (remote, object.path, &exists, &size, NULL, &error));
  g_assert_true (exists);
  g_assert_cmpint (size, ==, 100000);
  back = hecha_remote_get_bytes (remote, object.path, 100000, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (back, bytes));
  g_assert_null (hecha_remote_get_bytes (remote, object.path, 99999, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE);
}

static void
test_empty_object (void)
{
  g_autoptr(HechaRemote) remote = remote_new ();
  g_autoptr(GBytes) bytes = g_bytes_new_static ("", 0);
  g_autoptr(GBytes) back = NULL;
  g_autofree char *sha256 = NULL;
  HechaRemoteObject object = object_of ("empty", bytes, &sha256);
  g_autoptr(GError) error = NULL;

  object.verify = TRUE;
  g_assert_true (hecha_remote_put (remote, &object, NULL, NULL, &error));
  g_assert_no_error (error);
  back = hecha_remote_get_bytes (remote, "empty", 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (back), ==, 0);
}

/* What is there is never overwritten, and what is not what it says is never given a name. */
static void
test_immutable (void)
{
  g_autoptr(HechaRemote) remote = remote_new ();
  g_autoptr(GBytes) first = g_bytes_new_static ("first", 5);
  g_autoptr(GBytes) same_size = g_bytes_new_static ("other", 5);
  g_autoptr(GBytes) longer = g_bytes_new_static ("longer", 6);
  g_autofree char *sha_a = NULL;
  g_autofree char *sha_b = NULL;
  g_autofree char *sha_c = NULL;
  HechaRemoteObject a = object_of ("im/x", first, &sha_a);
  HechaRemoteObject b = object_of ("im/x", same_size, &sha_b);
  HechaRemoteObject c = object_of ("im/x", longer, &sha_c);
  g_autoptr(GError) error = NULL;

  g_assert_true (hecha_remote_put (remote, &a, NULL, NULL, &error));
  g_assert_false (hecha_remote_put (remote, &c, NULL, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_true (hecha_remote_put (remote, &b, NULL, NULL, &error));
  b.verify = TRUE;
  g_assert_false (hecha_remote_put (remote, &b, NULL, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
  g_clear_error (&error);
  assert_on_disk ("im/x", first);

  c.path = "im/y";
  c.sha256 = a.sha256;
  g_assert_false (hecha_remote_put (remote, &c, NULL, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
  g_assert_false (on_disk ("im/y"));
  g_assert_cmpuint (parts_in ("im"), ==, 0);
}

/* Another sender is quicker: the object lies there before ours is moved. */
typedef struct
{
  GBytes *ours;
  GBytes *theirs;
  const char *path;
} Rival;

static GInputStream *
open_after_rival (gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  const Rival *self = data;
  g_autofree char *file = g_build_filename (apache->root, self->path, NULL);

  g_assert_true (g_file_set_contents_full (file, g_bytes_get_data (self->theirs, NULL), g_bytes_get_size (self->theirs),
                                           G_FILE_SET_CONTENTS_NONE, 0644, NULL));
  return g_memory_input_stream_new_from_bytes (self->ours);
}

static void
test_rival (void)
{
  g_autoptr(HechaRemote) remote = remote_new ();
  g_autoptr(GBytes) ours = g_bytes_new_static ("bytes", 5);
  g_autoptr(GBytes) longer = g_bytes_new_static ("longer", 6);
  Rival same = { ours, ours, "rival/x" };
  Rival other = { ours, longer, "rival/y" };
  g_autofree char *sha256 = NULL;
  HechaRemoteObject object = object_of ("rival/x", ours, &sha256);
  HechaRemotePut outcome;
  g_autoptr(GError) error = NULL;

  object.source.open = open_after_rival;
  object.source.data = &same;
  g_assert_true (hecha_remote_put (remote, &object, &outcome, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (outcome, ==, HECHA_REMOTE_SKIPPED);
  object.path = "rival/y";
  object.source.data = &other;
  g_assert_false (hecha_remote_put (remote, &object, &outcome, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_CONFLICT);
  assert_on_disk ("rival/y", longer);
  g_assert_cmpuint (parts_in ("rival"), ==, 0);
}

static int
by_name (gconstpointer a,
         gconstpointer b)
{
  return strcmp ((*(HechaRemoteEntry **) a)->name, (*(HechaRemoteEntry **) b)->name);
}

static void
test_list (void)
{
  static const struct { const char *name; gint64 size; gboolean is_folder; } expected[] = {
    { "a.json", 3, FALSE }, { "sub", 0, TRUE }, { "z_9-Z", 3, FALSE },
  };
  static const char *const files[] = { "a.json", "z_9-Z", "with space", "厂.txt", ".hidden", "a&b", "per%cent" };
  g_autoptr(HechaRemote) remote = remote_new ();
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(GPtrArray) none = NULL;
  g_autoptr(GPtrArray) top = NULL;
  g_autofree char *sub = g_build_filename (apache->root, "listed", "sub", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (sub, 0755), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *file = g_build_filename (apache->root, "listed", files[i], NULL);

      g_assert_true (g_file_set_contents (file, "abc", 3, NULL));
      g_assert_cmpint (g_chmod (file, 0644), ==, 0);
    }
  entries = hecha_remote_list (remote, "listed", NULL, &error);
  g_assert_no_error (error);
  g_ptr_array_sort (entries, by_name);
  g_assert_cmpuint (entries->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < entries->len; i++)
    {
      const HechaRemoteEntry *entry = entries->pdata[i];

      g_assert_cmpstr (entry->name, ==, expected[i].name);
      g_assert_cmpint (entry->size, ==, expected[i].size);
      g_assert_true (entry->is_folder == expected[i].is_folder);
    }
  none = hecha_remote_list (remote, "no/such/folder", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
  top = hecha_remote_list (remote, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (top->len, >=, 1);
}

static void
test_not_there (void)
{
  g_autoptr(HechaRemote) remote = remote_new ();
  g_autoptr(HechaCredentials) credentials = hecha_credentials_new (apache->user, apache->password);
  HechaHttpOptions options = { .ca_file = apache->ca_file };
  g_autofree char *url = g_strconcat (apache->url, "nowhere/", NULL);
  g_autoptr(HechaRemote) nowhere = hecha_webdav_new (url, &options, credentials, NULL, NULL);
  g_autoptr(GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autofree char *sha256 = NULL;
  HechaRemoteObject object = object_of ("a/x", bytes, &sha256);
  g_autoptr(GError) error = NULL;
  gboolean exists = TRUE;
  gint64 size = 7;

  g_assert_true (hecha_remote_stat (remote, "no/such", &exists, &size, NULL, &error));
  g_assert_false (exists);
  g_assert_cmpint (size, ==, 0);
  g_assert_null (hecha_remote_get_bytes (remote, "no/such", 1, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (hecha_remote_check (nowhere, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (hecha_remote_put (nowhere, &object, NULL, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (hecha_remote_stat (remote, "../x", &exists, NULL, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
}

static void
test_wrong_password (void)
{
  g_autoptr(HechaRemote) remote = remote_at (apache, apache->port, "secret-8", apache->ca_file);
  g_autoptr(GBytes) bytes = pattern (3000000);
  g_autofree char *sha256 = NULL;
  HechaRemoteObject object = object_of ("a/x", bytes, &sha256);
  g_autoptr(GError) error = NULL;

  g_assert_false (hecha_remote_check (remote, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_PASSWORD);
  g_assert_cmpstr (error->message, ==, "127.0.0.1: the server refused the user name or password");
  g_clear_error (&error);
  g_assert_false (hecha_remote_put (remote, &object, NULL, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_PASSWORD);
  g_assert_null (strstr (error->message, "secret-8"));
}

static void
test_digest_authentication (void)
{
  g_autoptr(GError) error = NULL;
  Apache *server = apache_start (APACHE_DIGEST, &error);
  g_autoptr(HechaRemote) remote = NULL;
  g_autoptr(HechaRemote) wrong = NULL;
  g_autoptr(GBytes) bytes = pattern (3000000);
  g_autofree char *sha256 = NULL;
  HechaRemoteObject object = object_of ("a/x", bytes, &sha256);

  g_assert_no_error (error);
  remote = remote_at (server, server->port, server->password, server->ca_file);
  wrong = remote_at (server, server->port, "x", server->ca_file);
  object.verify = TRUE;
  g_assert_true (hecha_remote_put (remote, &object, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (hecha_remote_put (wrong, &object, NULL, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_PASSWORD);
  apache_stop (server);
}

static void
test_wrong_certificate (void)
{
  g_autoptr(GError) error = NULL;
  Apache *expired = apache_start (APACHE_EXPIRED, &error);
  const struct { const Apache *server; const char *ca; const char *words; } rows[] = {
    { apache, apache->other_ca_file, "not trusted" },
    { apache, NULL, "not trusted" },
    { apache, "/no/such/file.pem", "trusted certificates cannot be read" },
    { expired, expired->ca_file, "expired" },
  };

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Apache *server = rows[i].server;
      g_autoptr(HechaRemote) remote = remote_at (server, server->port, server->password, rows[i].ca);

      g_assert_false (hecha_remote_check (remote, NULL, &error));
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NETWORK);
      g_assert_nonnull (strstr (error->message, rows[i].words));
      g_clear_error (&error);
    }
  apache_stop (expired);
}

/* The certificate is for 127.0.0.1, and localhost is the same machine. */
static void
test_wrong_host (void)
{
  HechaHttpOptions options = { .ca_file = apache->ca_file };
  g_autofree char *url = g_strdup_printf ("https://localhost:%u/dav/", apache->port);
  g_autoptr(HechaRemote) remote = hecha_webdav_new (url, &options, NULL, NULL, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_false (hecha_remote_check (remote, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NETWORK);
  g_assert_nonnull (strstr (error->message, "not trusted"));
}

static void
test_cut_upload (void)
{
  Cut cut = { .target = apache->port, .up = 500000, .connections = 1 };
  Loopback *proxy = loopback_start (loopback_cut, &cut);
  g_autoptr(HechaRemote) remote = remote_at (apache, loopback_port (proxy), apache->password, apache->ca_file);
  g_autoptr(GBytes) bytes = pattern (2000000);
  g_autofree char *sha256 = NULL;
  HechaRemoteObject object = object_of ("cut/up", bytes, &sha256);
  g_autoptr(GError) error = NULL;

  g_assert_false (hecha_remote_put (remote, &object, NULL, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NETWORK);
  g_assert_nonnull (strstr (error->message, "cut"));
  g_assert_false (on_disk ("cut/up"));
  g_clear_error (&error);
  g_assert_true (hecha_remote_put (remote, &object, NULL, NULL, &error));
  g_assert_no_error (error);
  assert_on_disk ("cut/up", bytes);
  g_assert_cmpuint (parts_in ("cut"), ==, 0);
  g_clear_pointer (&remote, hecha_remote_free);
  loopback_stop (proxy);
}

static void
test_cut_download (void)
{
  Cut cut = { .target = apache->port, .down = 600000, .connections = 3 };
  g_autoptr(HechaRemote) direct = remote_new ();
  g_autoptr(GBytes) bytes = pattern (2000000);
  g_autoptr(GBytes) back = NULL;
  g_autofree char *sha256 = NULL;
  HechaRemoteObject object = object_of ("cut/down", bytes, &sha256);
  Loopback *proxy;
  g_autoptr(HechaRemote) remote = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (hecha_remote_put (direct, &object, NULL, NULL, NULL));
  proxy = loopback_start (loopback_cut, &cut);
  remote = remote_at (apache, loopback_port (proxy), apache->password, apache->ca_file);
  back = hecha_remote_get_bytes (remote, "cut/down", 2000000, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (back, bytes));
  /* Had it begun anew each time, the three cuts would have cost 1.8 MB more. */
  g_assert_cmpuint (cut.passed_down, <, 2400000);
  g_clear_pointer (&remote, hecha_remote_free);
  loopback_stop (proxy);
}

/* A source that makes its bytes while they are read. */
typedef struct
{
  GInputStream parent;
  guint64 left;
} Zeros;
typedef GInputStreamClass ZerosClass;
static GType zeros_get_type (void);
G_DEFINE_TYPE (Zeros, zeros, G_TYPE_INPUT_STREAM)

static gssize
zeros_read (GInputStream  *stream,
            void          *buffer,
            gsize          count,
            GCancellable  *cancellable,
            GError       **error)
{
  Zeros *self = (Zeros *) stream;
  gsize size = MIN (count, self->left);

  memset (buffer, 0, size);
  self->left -= size;
  return size;
}

static void
zeros_class_init (ZerosClass *klass)
{
  klass->read_fn = zeros_read;
}

static void
zeros_init (Zeros *self)
{
  self->left = BIG;
}

static GInputStream *
open_zeros (gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return g_object_new (zeros_get_type (), NULL);
}

static void
progress_cb (guint64  done,
             guint64  total,
             gpointer data)
{
  guint64 *last = data;

  g_assert_cmpuint (done, >=, *last);
  *last = done;
}

static gboolean
count_cb (const void  *bytes,
          gsize        size,
          gpointer     data,
          GError     **error)
{
  *(guint64 *) data += size;
  return TRUE;
}

static void
test_big (void)
{
  g_autoptr(HechaRemote) remote = remote_new ();
  guint64 progress = 0, received = 0;
  /* head -c 52428800 /dev/zero | sha256sum */
  HechaRemoteObject object = {
    .path = "big/zeros", .source = { open_zeros, NULL, BIG }, .verify = TRUE,
    .sha256 = "8565a714dca840f8652c5bae9249ab05f5fb5a4f9f13fbe23304b10f68252da2",
    .progress = progress_cb, .progress_data = &progress,
  };
  struct rusage before, after;
  g_autoptr(GError) error = NULL;

  getrusage (RUSAGE_SELF, &before);
  g_assert_true (hecha_remote_put (remote, &object, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (progress, ==, BIG);
  g_assert_true (hecha_remote_get (remote, object.path, BIG, count_cb, &received, NULL, &error));
  g_assert_cmpuint (received, ==, BIG);
  getrusage (RUSAGE_SELF, &after);
/* AddressSanitizer keeps what was freed for a while. */
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpint (after.ru_maxrss - before.ru_maxrss, <, 8 << 10);
#endif
}

static void
cancel_cb (guint64  done,
           guint64  total,
           gpointer data)
{
  if (done > 0)
    g_cancellable_cancel (data);
}

static void
test_cancel (void)
{
  g_autoptr(HechaRemote) remote = remote_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *sha256 = hecha_sha256_hex ("", 0);
  HechaRemoteObject object = {
    .path = "cancelled/zeros", .source = { open_zeros, NULL, BIG }, .sha256 = sha256,
    .progress = cancel_cb, .progress_data = cancellable,
  };
  g_autoptr(GError) error = NULL;

  g_assert_false (hecha_remote_put (remote, &object, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (on_disk ("cancelled/zeros"));
}

/* Answers that no Apache gives. */
#define CLOSE "Connection: close\r\n"
static void
test_full_disk (void)
{
  Canned canned[] = {
    { "HEAD", "HTTP/1.1 404 Not Found\r\n" CLOSE "Content-Length: 0\r\n\r\n" },
    { "MKCOL", "HTTP/1.1 201 Created\r\n" CLOSE "Content-Length: 0\r\n\r\n" },
    { "PUT /dav/a/.part-", "HTTP/1.1 507 Insufficient Storage\r\n" CLOSE "Content-Length: 0\r\n\r\n" },
    { "DELETE", "HTTP/1.1 204 No Content\r\n" CLOSE "\r\n" },
    { NULL },
  };
  Loopback *server = loopback_start (loopback_canned, canned);
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u/dav/", loopback_port (server));
  HechaHttpOptions options = { .allow_loopback = TRUE };
  g_autoptr(HechaRemote) remote = hecha_webdav_new (url, &options, NULL, NULL, NULL);
  HechaRemoteObject object = {
    .path = "a/zeros", .source = { open_zeros, NULL, BIG },
    .sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  };
  g_autoptr(GError) error = NULL;

  g_assert_false (hecha_remote_put (remote, &object, NULL, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NETWORK);
  g_assert_cmpstr (error->message, ==, "127.0.0.1: no space left on the server");
  loopback_stop (server);
}

static void
test_strange_listings (void)
{
  static const struct { const char *answer; gboolean repeat; HechaError code; } rows[] = {
    { "HTTP/1.1 207 Multi-Status\r\n" CLOSE "\r\n<html>garbage", FALSE, HECHA_ERROR_DAMAGED },
    { "HTTP/1.1 207 Multi-Status\r\n" CLOSE "\r\n<multistatus xmlns=\"DAV:\"> ", TRUE, HECHA_ERROR_TOO_LARGE },
    { "HTTP/1.1 200 OK\r\n" CLOSE "Content-Length: 5\r\n\r\nhello", FALSE, HECHA_ERROR_UNSUPPORTED },
    { "HTTP/1.1 405 Method Not Allowed\r\n" CLOSE "Content-Length: 0\r\n\r\n", FALSE, HECHA_ERROR_NETWORK },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Canned canned[] = { { NULL, rows[i].answer, 0, rows[i].repeat }, { NULL } };
      Loopback *server = loopback_start (loopback_canned, canned);
      g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u/dav/", loopback_port (server));
      HechaHttpOptions options = { .allow_loopback = TRUE };
      g_autoptr(HechaRemote) remote = hecha_webdav_new (url, &options, NULL, NULL, NULL);
      g_autoptr(GError) error = NULL;

      g_assert_null (hecha_remote_list (remote, "a", NULL, &error));
      g_assert_error (error, HECHA_ERROR, (int) rows[i].code);
      loopback_stop (server);
    }
}

/* A HEAD that does not say the size. */
static void
test_size_by_properties (void)
{
  Canned canned[] = {
    { "HEAD", "HTTP/1.1 200 OK\r\n" CLOSE "\r\n" },
    { "PROPFIND", "HTTP/1.1 207 Multi-Status\r\n" CLOSE "\r\n<multistatus xmlns=\"DAV:\"><response><href>/dav/a/x</href>"
      "<propstat><prop><resourcetype/><getcontentlength>42</getcontentlength></prop>"
      "<status>HTTP/1.1 200 OK</status></propstat></response></multistatus>" },
    { NULL },
  };
  Loopback *server = loopback_start (loopback_canned, canned);
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u/dav/", loopback_port (server));
  HechaHttpOptions options = { .allow_loopback = TRUE };
  g_autoptr(HechaRemote) remote = hecha_webdav_new (url, &options, NULL, NULL, NULL);
  g_autoptr(GError) error = NULL;
  gboolean exists = FALSE;
  gint64 size = 0;

  g_assert_true (hecha_remote_stat (remote, "a/x", &exists, &size, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (exists);
  g_assert_cmpint (size, ==, 42);
  loopback_stop (server);
}

static void
test_addresses (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (hecha_webdav_new ("http://dav.example.org/", NULL, NULL, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (hecha_webdav_new ("https://dav.example.org/?a=b", NULL, NULL, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;
  int result;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  apache = apache_start (APACHE_DEFAULT, &error);
  if (!apache)
    g_error ("%s", error->message);
  g_test_add_func ("/webdav/put-and-get", test_put_and_get);
  g_test_add_func ("/webdav/empty-object", test_empty_object);
  g_test_add_func ("/webdav/immutable", test_immutable);
  g_test_add_func ("/webdav/rival", test_rival);
  g_test_add_func ("/webdav/list", test_list);
  g_test_add_func ("/webdav/not-there", test_not_there);
  g_test_add_func ("/webdav/wrong-password", test_wrong_password);
  g_test_add_func ("/webdav/digest-authentication", test_digest_authentication);
  g_test_add_func ("/webdav/wrong-certificate", test_wrong_certificate);
  g_test_add_func ("/webdav/wrong-host", test_wrong_host);
  g_test_add_func ("/webdav/cut-upload", test_cut_upload);
  g_test_add_func ("/webdav/cut-download", test_cut_download);
  g_test_add_func ("/webdav/big", test_big);
  g_test_add_func ("/webdav/cancel", test_cancel);
  g_test_add_func ("/webdav/full-disk", test_full_disk);
  g_test_add_func ("/webdav/strange-listings", test_strange_listings);
  g_test_add_func ("/webdav/size-by-properties", test_size_by_properties);
  g_test_add_func ("/webdav/addresses", test_addresses);
  result = g_test_run ();
  apache_stop (apache);
  return result;
}
