/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

typedef struct
{
  char        *top;
  HechaRemote *remote;
} Stick;

/* The file system of most sticks knows no renaming that refuses to overwrite. */
static gboolean cannot_refuse;

/* What somebody else puts there just before; %NULL for nobody. */
static const char *arrives;

int
renameat2 (int          from_folder,
           const char  *from,
           int          to_folder,
           const char  *to,
           unsigned int flags)
{
  if (arrives)
    {
      int fd = openat (to_folder, to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

      g_assert_cmpint (write (fd, arrives, strlen (arrives)), ==, (gssize) strlen (arrives));
      close (fd);
    }
  if (!cannot_refuse)
    return (int) syscall (SYS_renameat2, from_folder, from, to_folder, to, flags);
  errno = EINVAL;
  return -1;
}

static HechaRemote *
remote_at (const char *top,
           const char *tag)
{
  g_autofree char *url = g_filename_to_uri (top, NULL, NULL);
  g_autoptr(GError) error = NULL;
  HechaRemote *remote = hecha_folder_new (url, tag, &error);

  g_assert_no_error (error);
  return remote;
}

/* A name with a blank and Han, as a stick has them. */
static void
set_up (Stick         *self,
        gconstpointer  data)
{
  self->top = g_build_filename (g_get_user_data_dir (), "示例 U盘", NULL);
  g_assert_cmpint (g_mkdir_with_parents (self->top, 0700), ==, 0);
  self->remote = remote_at (self->top, "device-1");
}

static void
tear_down (Stick         *self,
           gconstpointer  data)
{
  hecha_remote_free (self->remote);
  g_free (self->top);
}

static char *
on_disk (Stick      *self,
         const char *path)
{
  return g_build_filename (self->top, path, NULL);
}

static void
write_file (Stick      *self,
            const char *path,
            const char *text)
{
  g_autofree char *file = on_disk (self, path), *folder = g_path_get_dirname (file);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, text, -1, NULL));
}

/* The SHA-256 by GLib, not by the code that is tested. */
static HechaRemoteObject
object_of (const char  *path,
           GBytes      *bytes,
           char       **sha256)
{
  *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  return (HechaRemoteObject) { .path = path, .source = hecha_source_from_bytes (bytes), .sha256 = *sha256 };
}

static gboolean
put (Stick           *self,
     const char      *path,
     const char      *text,
     gboolean         verify,
     HechaRemotePut  *outcome,
     GError         **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autofree char *sha256 = NULL;
  HechaRemoteObject object = object_of (path, bytes, &sha256);

  object.verify = verify;
  return hecha_remote_put (self->remote, &object, outcome, NULL, error);
}

static void
assert_file (Stick      *self,
             const char *path,
             const char *text)
{
  g_autofree char *file = on_disk (self, path), *there = NULL;

  g_assert_true (g_file_get_contents (file, &there, NULL, NULL) == (text != NULL));
  g_assert_cmpstr (there, ==, text);
}

static guint
files_in (Stick      *self,
          const char *path)
{
  g_autofree char *folder = on_disk (self, path);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir && g_dir_read_name (dir))
    n++;
  return n;
}

static void
test_put_and_get (Stick         *self,
                  gconstpointer  data)
{
  g_autoptr(GBytes) back = NULL, none = NULL;
  g_autoptr(GError) error = NULL;
  HechaRemotePut outcome;
  gboolean exists;
  gint64 size;

  g_assert_true (hecha_remote_check (self->remote, NULL, NULL));
  g_assert_true (put (self, "cases/c-1/evidence/a.bin", "现场照片", TRUE, &outcome, &error));
  g_assert_cmpint (outcome, ==, HECHA_REMOTE_SENT);
  assert_file (self, "cases/c-1/evidence/a.bin", "现场照片");
  g_assert_cmpuint (files_in (self, "cases/c-1/evidence"), ==, 1);
  g_assert_true (put (self, "cases/c-1/evidence/a.bin", "现场照片", TRUE, &outcome, &error));
  g_assert_cmpint (outcome, ==, HECHA_REMOTE_SKIPPED);
  g_assert_true (hecha_remote_stat (self->remote, "cases/c-1/evidence/a.bin", &exists, &size, NULL, NULL));
  g_assert_true (exists);
  g_assert_cmpint (size, ==, strlen ("现场照片"));
  back = hecha_remote_get_bytes (self->remote, "cases/c-1/evidence/a.bin", 12, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (back, NULL), g_bytes_get_size (back), "现场照片", 12);
  g_assert_null (hecha_remote_get_bytes (self->remote, "cases/c-1/evidence/a.bin", 11, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_true (put (self, "empty", "", FALSE, NULL, &error));
  none = hecha_remote_get_bytes (self->remote, "empty", 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (none), ==, 0);
}

/* Larger than what is read at once. */
static void
test_large (Stick         *self,
            gconstpointer  data)
{
  g_autofree char *text = g_strnfill (3 * 1024 * 1024 + 7, 'x');
  g_autoptr(GBytes) back = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (put (self, "large", text, TRUE, NULL, &error));
  back = hecha_remote_get_bytes (self->remote, "large", 4 * 1024 * 1024, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (back, NULL), g_bytes_get_size (back), text, strlen (text));
}

static void
test_what_is_not_there (Stick         *self,
                        gconstpointer  data)
{
  g_autoptr(GPtrArray) entries = hecha_remote_list (self->remote, "inbox/2026-11-24", NULL, NULL);
  g_autoptr(GError) error = NULL;
  gboolean exists = TRUE;

  g_assert_cmpuint (entries->len, ==, 0);
  g_assert_true (hecha_remote_stat (self->remote, "inbox/2026-11-24/a", &exists, NULL, NULL, NULL));
  g_assert_false (exists);
  g_assert_null (hecha_remote_get_bytes (self->remote, "inbox/2026-11-24/a", 10, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  g_assert_cmpuint (files_in (self, "."), ==, 0);
}

/* Nothing is made where the stick was. */
static void
test_pulled_out (Stick         *self,
                 gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  gboolean exists;

  g_assert_cmpint (g_rmdir (self->top), ==, 0);
  g_assert_false (hecha_remote_check (self->remote, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NETWORK);
  g_assert_nonnull (strstr (error->message, self->top));
  g_clear_error (&error);
  g_assert_false (put (self, "a", "x", FALSE, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NETWORK);
  g_clear_error (&error);
  g_assert_null (hecha_remote_list (self->remote, "a", NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NETWORK);
  g_clear_error (&error);
  g_assert_null (hecha_remote_get_bytes (self->remote, "a", 10, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NETWORK);
  g_clear_error (&error);
  g_assert_false (hecha_remote_stat (self->remote, "a", &exists, NULL, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NETWORK);
  g_assert_false (g_file_test (self->top, G_FILE_TEST_EXISTS));
}

static void
test_what_is_there_stays (Stick         *self,
                          gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  write_file (self, "a", "12");
  write_file (self, "b", "123");
  g_assert_false (put (self, "a", "abc", FALSE, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (put (self, "b", "abc", TRUE, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
  assert_file (self, "a", "12");
  assert_file (self, "b", "123");
  g_assert_cmpuint (files_in (self, "."), ==, 2);
}

static void
test_wrong_digest (Stick         *self,
                   gconstpointer  data)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("abc", 3), other = g_bytes_new_static ("abd", 3);
  g_autofree char *sha256 = NULL;
  HechaRemoteObject object = object_of ("cases/a", other, &sha256);
  g_autoptr(GError) error = NULL;

  object.source = hecha_source_from_bytes (bytes);
  g_assert_false (hecha_remote_put (self->remote, &object, NULL, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
  g_assert_cmpuint (files_in (self, "cases"), ==, 0);
}

/* What a try that was cut off left is no hindrance, whatever it has become. */
static void
test_former_part (Stick         *self,
                  gconstpointer  data)
{
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "abc", -1);
  g_autofree char *part = g_strdup_printf (".part-device-1-%s", sha256), *file = on_disk (self, part);
  g_autofree char *kept = on_disk (self, "../kept");

  g_assert_true (g_file_set_contents (kept, "mine", -1, NULL));
  g_assert_cmpint (symlink (kept, file), ==, 0);
  g_assert_true (put (self, "a", "abc", FALSE, NULL, NULL));
  assert_file (self, "a", "abc");
  assert_file (self, "../kept", "mine");
  g_assert_cmpuint (files_in (self, "."), ==, 1);
}

/* Links lead nowhere, neither to read nor to write, and a pipe is not waited for. */
static void
test_links_and_pipes (Stick         *self,
                      gconstpointer  data)
{
  g_autofree char *secret = on_disk (self, "../secret"), *link = on_disk (self, "link"), *pipe = on_disk (self, "pipe");
  g_autofree char *away = on_disk (self, "../away"), *cases = on_disk (self, "cases"), *written = on_disk (self, "../away/a");
  static const char *const paths[] = { "link", "pipe", "cases/a" };
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (secret, "secret", -1, NULL));
  g_assert_cmpint (symlink (secret, link), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (g_mkdir (away, 0700), ==, 0);
  g_assert_cmpint (symlink (away, cases), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      gboolean exists;

      g_assert_null (hecha_remote_get_bytes (self->remote, paths[i], 100, NULL, &error));
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
      g_clear_error (&error);
      g_assert_false (hecha_remote_stat (self->remote, paths[i], &exists, NULL, NULL, &error));
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
      g_clear_error (&error);
      g_assert_false (put (self, paths[i], "secret", FALSE, NULL, &error));
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
      g_clear_error (&error);
    }
  g_assert_null (hecha_remote_list (self->remote, "cases", NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
  g_assert_false (g_file_test (written, G_FILE_TEST_EXISTS));
  entries = hecha_remote_list (self->remote, NULL, NULL, NULL);
  g_assert_cmpuint (entries->len, ==, 0);
}

static void
test_list (Stick         *self,
           gconstpointer  data)
{
  static const char *const names[] = { "a", "b.json", ".hidden", "has blank", "汉" };
  g_autofree char *folder = on_disk (self, "inner/deep");
  g_autoptr(GPtrArray) entries = NULL, inner = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    write_file (self, names[i], "four");
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  entries = hecha_remote_list (self->remote, NULL, NULL, NULL);
  g_assert_cmpuint (entries->len, ==, 3);
  for (guint i = 0; i < entries->len; i++)
    {
      const HechaRemoteEntry *entry = entries->pdata[i];

      g_assert_true (g_str_equal (entry->name, "inner") == entry->is_folder);
      g_assert_cmpint (entry->size, ==, entry->is_folder ? 0 : 4);
    }
  inner = hecha_remote_list (self->remote, "inner", NULL, NULL);
  g_assert_cmpuint (inner->len, ==, 1);
  g_assert_cmpstr (((HechaRemoteEntry *) inner->pdata[0])->name, ==, "deep");
}

/* Of two senders one finds the other's object there, on whatever file system. */
static void
test_two_senders (Stick         *self,
                  gconstpointer  data)
{
  HechaRemotePut outcome;

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *alone = g_strdup_printf ("alone-%u", i), *both = g_strdup_printf ("both-%u", i);

      cannot_refuse = i;
      g_assert_true (put (self, alone, "mine", FALSE, &outcome, NULL));
      g_assert_cmpint (outcome, ==, HECHA_REMOTE_SENT);
      assert_file (self, alone, "mine");
      arrives = "them";
      g_assert_true (put (self, both, "mine", FALSE, &outcome, NULL));
      arrives = NULL;
      g_assert_cmpint (outcome, ==, HECHA_REMOTE_SKIPPED);
      assert_file (self, both, "them");
    }
  cannot_refuse = FALSE;
  g_assert_cmpuint (files_in (self, "."), ==, 4);
}

/* A disk that is full: the limit of a file's size stands for it. */
static void
test_full (Stick         *self,
           gconstpointer  data)
{
  struct rlimit before, now;
  g_autofree char *text = g_strnfill (300000, 'x');
  g_autoptr(GError) error = NULL;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  now = (struct rlimit) { 100000, before.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &now), ==, 0);
  g_assert_false (put (self, "cases/a", text, FALSE, NULL, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
  g_assert_cmpuint (files_in (self, "cases"), ==, 0);
  g_assert_true (put (self, "cases/a", text, TRUE, NULL, NULL));
}

static void
test_cancelled (Stick         *self,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GBytes) bytes = g_bytes_new_static ("abc", 3);
  g_autofree char *sha256 = NULL;
  HechaRemoteObject object = object_of ("cases/a", bytes, &sha256);
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (hecha_remote_put (self->remote, &object, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (files_in (self, "cases"), ==, 0);
}

static void
test_addresses (void)
{
  static const char *const wrong[] = { "file://server/share", "file:relative", "file://", "https://example.org/", "/media/stick" };

  g_assert_true (hecha_folder_is_address ("file:///media/stick"));
  g_assert_false (hecha_folder_is_address ("https://127.0.0.1/dav"));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (hecha_folder_new (wrong[i], "tag", &error));
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
    }
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *name;
    void      (*test) (Stick *, gconstpointer);
  } tests[] = {
    { "/folder/put-and-get", test_put_and_get },
    { "/folder/large", test_large },
    { "/folder/what-is-not-there", test_what_is_not_there },
    { "/folder/pulled-out", test_pulled_out },
    { "/folder/what-is-there-stays", test_what_is_there_stays },
    { "/folder/wrong-digest", test_wrong_digest },
    { "/folder/former-part", test_former_part },
    { "/folder/links-and-pipes", test_links_and_pipes },
    { "/folder/list", test_list },
    { "/folder/two-senders", test_two_senders },
    { "/folder/full", test_full },
    { "/folder/cancelled", test_cancelled },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Stick, NULL, set_up, tests[i].test, tear_down);
  g_test_add_func ("/folder/addresses", test_addresses);
  return g_test_run ();
}
