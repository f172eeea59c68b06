/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "apache.h"
#include "error.h"
#include "loopback.h"
#include "pull.h"
#include "webdav.h"

#include <glib/gstdio.h>
#include <string.h>

#define SHA_ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define SHA_NIL "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static Apache *apache;

static HechaRemote *
remote_at (guint16 port)
{
  g_autoptr(HechaCredentials) credentials = hecha_credentials_new (apache->user, apache->password);
  HechaHttpOptions options = { .ca_file = apache->ca_file };
  g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%u/dav/", port);

  return hecha_webdav_new (url, &options, credentials, NULL, NULL);
}

static void
lay_down (const char *path,
          const char *text,
          gssize      size)
{
  g_autofree char *file = g_build_filename (apache->root, path, NULL);
  g_autofree char *folder = g_path_get_dirname (file);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  g_assert_true (g_file_set_contents_full (file, text, size, G_FILE_SET_CONTENTS_NONE, 0644, NULL));
}

/* path → what was finished as intact */
static gboolean
have_cb (const HechaTransfer *item,
         gpointer             data)
{
  return g_hash_table_contains (data, item->path);
}

static GOutputStream *
open_cb (const HechaTransfer  *item,
         gpointer              data,
         GError              **error)
{
  return g_memory_output_stream_new_resizable ();
}

static gboolean
finish_cb (const HechaTransfer  *item,
           GOutputStream        *stream,
           gboolean              intact,
           gpointer              data,
           GError              **error)
{
  g_output_stream_close (stream, NULL, NULL);
  if (intact)
    g_hash_table_insert (data, g_strdup (item->path),
                         g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream)));
  return TRUE;
}

static GHashTable *
store_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
}

static void
test_find (void)
{
  static const char *const expected[] = {
    "found/a/b/c", "found/a/x", "found/top",
  };
  g_autoptr(HechaRemote) remote = remote_at (apache->port);
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GPtrArray) none = NULL;
  g_autoptr(GError) error = NULL;

  lay_down ("found/top", "abc", 3);
  lay_down ("found/a/x", "abc", 3);
  lay_down ("found/a/b/c", "abc", 3);
  lay_down ("found/.part-x", "abc", 3);
  lay_down ("found/1/2/3/4/5/6/7/8/9/too-deep", "abc", 3);
  items = hecha_pull_find (remote, "found", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < items->len; i++)
    {
      const HechaTransfer *item = items->pdata[i];

      g_assert_cmpstr (item->path, ==, expected[i]);
      g_assert_cmpint (item->size, ==, 3);
      g_assert_null (item->sha256);
    }
  none = hecha_pull_find (remote, "not-there", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_pull_what_is_new (void)
{
  g_autoptr(HechaRemote) remote = remote_at (apache->port);
  g_autoptr(GHashTable) store = store_new ();
  HechaPullSink sink = { have_cb, open_cb, finish_cb, NULL, 1000, store };
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;
  static const HechaTransferState states[] = {
    HECHA_TRANSFER_DONE, HECHA_TRANSFER_SKIPPED, HECHA_TRANSFER_FAILED, HECHA_TRANSFER_DONE,
    HECHA_TRANSFER_FAILED,
  };
  g_autofree char *large = g_strnfill (1001, 'x');

  lay_down ("new/1-" SHA_ABC ".pdf", "abc", 3);
  lay_down ("new/2-had", "abc", 3);
  lay_down ("new/3-" SHA_NIL ".json", "abc", 3);
  lay_down ("new/4-9-" SHA_NIL ".jsonl", "abc", 3);
  lay_down ("new/5-large", large, 1001);
  g_hash_table_insert (store, g_strdup ("new/2-had"), g_bytes_new_static ("", 0));
  items = hecha_pull_find (remote, "new", NULL, &error);
  g_assert_no_error (error);
  g_assert_false (hecha_pull (remote, items, &sink, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
  g_assert_true (g_str_has_prefix (error->message, "2 of 5 files did not arrive: new/3-"));
  g_assert_cmpuint (items->len, ==, G_N_ELEMENTS (states));
  for (guint i = 0; i < items->len; i++)
    g_assert_cmpint (((HechaTransfer *) items->pdata[i])->state, ==, states[i]);
  g_assert_error (((HechaTransfer *) items->pdata[4])->error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE);
  g_assert_cmpuint (g_hash_table_size (store), ==, 3);
  g_assert_cmpmem ("abc", 3, g_bytes_get_data (g_hash_table_lookup (store, "new/1-" SHA_ABC ".pdf"), NULL), 3);
}

static void
test_wrong_size (void)
{
  g_autoptr(HechaRemote) remote = remote_at (apache->port);
  g_autoptr(GHashTable) store = store_new ();
  HechaPullSink sink = { have_cb, open_cb, finish_cb, NULL, 1000, store };
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_transfer_free);
  static const struct { gint64 size; int code; } rows[] = {
    { 4, HECHA_ERROR_DAMAGED }, { 2, HECHA_ERROR_TOO_LARGE }, { 0, HECHA_ERROR_TOO_LARGE },
  };

  lay_down ("sized/x", "abc", 3);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;

      g_ptr_array_set_size (items, 0);
      g_ptr_array_add (items, hecha_transfer_new_pull ("sized/x", rows[i].size));
      g_assert_false (hecha_pull (remote, items, &sink, NULL, &error));
      g_assert_error (error, HECHA_ERROR, rows[i].code);
    }
  g_ptr_array_set_size (items, 0);
  g_ptr_array_add (items, hecha_transfer_new_pull ("sized/x", -1));
  g_assert_true (hecha_pull (remote, items, &sink, NULL, NULL));
  g_assert_cmpuint (g_hash_table_size (store), ==, 1);
}

/* After so many cuts on one object its bytes are thrown away and asked for anew. */
static void
test_cut (void)
{
  Cut cut = { .target = apache->port, .down = 100000, .connections = 12 };
  g_autofree char *text = g_strnfill (2000000, 'y');
  g_autofree char *sha256 = hecha_sha256_hex (text, 2000000);
  g_autofree char *path = g_strconcat ("cut/", sha256, NULL);
  Loopback *proxy = loopback_start (loopback_cut, &cut);
  g_autoptr(HechaRemote) remote = remote_at (loopback_port (proxy));
  g_autoptr(GHashTable) store = store_new ();
  HechaPullSink sink = { have_cb, open_cb, finish_cb, NULL, 2000000, store };
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;

  lay_down (path, text, 2000000);
  items = hecha_pull_find (remote, "cut", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (hecha_pull (remote, items, &sink, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (g_hash_table_lookup (store, path)), ==, 2000000);
  g_clear_pointer (&remote, hecha_remote_free);
  loopback_stop (proxy);
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
  g_test_add_func ("/pull/find", test_find);
  g_test_add_func ("/pull/what-is-new", test_pull_what_is_new);
  g_test_add_func ("/pull/wrong-size", test_wrong_size);
  g_test_add_func ("/pull/cut", test_cut);
  result = g_test_run ();
  apache_stop (apache);
  return result;
}
