/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "apache.h"
#include "error.h"
#include "loopback.h"
#include "push.h"
#include "webdav.h"

#include <string.h>

#define N 214

static Apache *apache;

static HechaRemote *
remote_at (guint16     port,
           const char *password)
{
  g_autoptr(HechaCredentials) credentials = hecha_credentials_new (apache->user, password);
  HechaHttpOptions options = { .ca_file = apache->ca_file };
  g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%u/dav/", port);

  return hecha_webdav_new (url, &options, credentials, "device-1", NULL);
}

static GBytes *
content (guint i)
{
  gsize size = 1000 + 100 * i;
  guint8 *data = g_malloc (size);

  memset (data, i, size);
  return g_bytes_new_take (data, size);
}

static GPtrArray *
items_in (const char *folder)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_transfer_free);

  for (guint i = 0; i < N; i++)
    {
      GBytes *bytes = content (i);
      g_autofree char *sha256 = hecha_sha256_hex (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      g_autofree char *path = g_strdup_printf ("%s/%s", folder, sha256);

      g_ptr_array_add (items, hecha_transfer_new_push (path, hecha_source_from_bytes (bytes),
                                                       (GDestroyNotify) g_bytes_unref, sha256));
    }
  return items;
}

static guint
count (GPtrArray          *items,
       HechaTransferState  state)
{
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    n += ((HechaTransfer *) items->pdata[i])->state == state;
  return n;
}

static void
assert_all_on_disk (GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      const HechaTransfer *item = items->pdata[i];
      g_autofree char *file = g_build_filename (apache->root, item->path, NULL);
      g_autofree char *contents = NULL;
      g_autofree char *sha256 = NULL;
      gsize size;

      g_assert_true (g_file_get_contents (file, &contents, &size, NULL));
      sha256 = hecha_sha256_hex (contents, size);
      g_assert_cmpstr (sha256, ==, item->sha256);
    }
}

static void
progress_cb (guint                arrived,
             guint                total,
             const HechaTransfer *current,
             guint64              bytes,
             gpointer             data)
{
  guint *last = data;

  g_assert_cmpuint (arrived, >=, *last);
  g_assert_cmpuint (total, ==, N);
  *last = arrived;
}

static void
test_send_and_resend (void)
{
  g_autoptr(HechaRemote) remote = remote_at (apache->port, apache->password);
  g_autoptr(GPtrArray) items = items_in ("cases/c-1/evidence");
  guint arrived = 0;
  g_autoptr(GError) error = NULL;

  g_assert_true (hecha_push (remote, items, TRUE, progress_cb, &arrived, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (arrived, ==, N);
  g_assert_cmpuint (count (items, HECHA_TRANSFER_DONE), ==, N);
  assert_all_on_disk (items);
  arrived = 0;
  g_assert_true (hecha_push (remote, items, FALSE, progress_cb, &arrived, NULL, &error));
  g_assert_cmpuint (arrived, ==, N);
  g_assert_cmpuint (count (items, HECHA_TRANSFER_SKIPPED), ==, N);
}

/* 2.5 MB in all: every connection is cut after 300 kB, until eight are. */
static void
test_cut_again_and_again (void)
{
  Cut cut = { .target = apache->port, .up = 300000, .connections = 8 };
  Loopback *proxy = loopback_start (loopback_cut, &cut);
  g_autoptr(HechaRemote) remote = remote_at (loopback_port (proxy), apache->password);
  g_autoptr(GPtrArray) items = items_in ("cases/c-2/evidence");
  g_autoptr(GError) error = NULL;

  g_assert_true (hecha_push (remote, items, FALSE, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  assert_all_on_disk (items);
  g_assert_cmpuint (cut.passed_up, >, 8 * 300000);
  g_clear_pointer (&remote, hecha_remote_free);
  loopback_stop (proxy);
}

static void
stop_cb (guint                arrived,
         guint                total,
         const HechaTransfer *current,
         guint64              bytes,
         gpointer             data)
{
  if (arrived == 100)
    g_cancellable_cancel (data);
}

static void
test_cancel_and_resume (void)
{
  g_autoptr(HechaRemote) remote = remote_at (apache->port, apache->password);
  g_autoptr(GPtrArray) items = items_in ("cases/c-3/evidence");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_assert_false (hecha_push (remote, items, FALSE, stop_cb, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count (items, HECHA_TRANSFER_DONE), ==, 100);
  g_assert_cmpuint (count (items, HECHA_TRANSFER_WAITING), ==, N - 100);
  g_clear_error (&error);
  g_assert_true (hecha_push (remote, items, FALSE, NULL, NULL, NULL, &error));
  g_assert_cmpuint (count (items, HECHA_TRANSFER_SKIPPED), ==, 100);
  g_assert_cmpuint (count (items, HECHA_TRANSFER_DONE), ==, N - 100);
  assert_all_on_disk (items);
}

static GInputStream *
open_lost (gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_DAMAGED, "the file is damaged");
  return NULL;
}

static void
test_one_bad_object (void)
{
  g_autoptr(HechaRemote) remote = remote_at (apache->port, apache->password);
  g_autoptr(GPtrArray) items = items_in ("cases/c-4/evidence");
  HechaTransfer *bad = items->pdata[7];
  g_autoptr(GError) error = NULL;

  bad->source.open = open_lost;
  g_assert_false (hecha_push (remote, items, FALSE, NULL, NULL, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
  g_assert_cmpstr (error->message, ==, "1 of 214 files did not arrive: 127.0.0.1: the file is damaged");
  g_assert_cmpuint (count (items, HECHA_TRANSFER_DONE), ==, N - 1);
  g_assert_cmpint (bad->state, ==, HECHA_TRANSFER_FAILED);
}

static void
test_wrong_password (void)
{
  g_autoptr(HechaRemote) remote = remote_at (apache->port, "no");
  g_autoptr(GPtrArray) items = items_in ("cases/c-5/evidence");
  g_autoptr(GError) error = NULL;

  g_assert_false (hecha_push (remote, items, FALSE, NULL, NULL, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_PASSWORD);
  g_assert_cmpuint (count (items, HECHA_TRANSFER_FAILED), ==, 1);
  g_assert_cmpuint (count (items, HECHA_TRANSFER_WAITING), ==, N - 1);
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
  g_test_add_func ("/push/send-and-resend", test_send_and_resend);
  g_test_add_func ("/push/cut-again-and-again", test_cut_again_and_again);
  g_test_add_func ("/push/cancel-and-resume", test_cancel_and_resume);
  g_test_add_func ("/push/one-bad-object", test_one_bad_object);
  g_test_add_func ("/push/wrong-password", test_wrong_password);
  result = g_test_run ();
  apache_stop (apache);
  return result;
}
