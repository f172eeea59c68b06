/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "zip-part.h"
#include "zip-text.h"

#include <fcntl.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

static HechaZipPackage
open_package (char *path)
{
  struct stat info;
  HechaZipPackage package = { .fd = open (path, O_RDONLY | O_CLOEXEC), .name = "t.zip", .budget = 1000000 };

  g_assert_cmpint (fstat (package.fd, &info), ==, 0);
  package.size = info.st_size;
  remove_temp (path);
  return package;
}

static char *
read_part (HechaZipPackage  *package,
           const char       *name,
           GError          **error)
{
  g_autoptr(HechaZipPart) part = hecha_zip_part_open (package, name, error);
  g_autoptr(GString) out = g_string_new (NULL);
  const char *block;
  gsize size = 1;

  while (part && size)
    {
      if (!hecha_zip_part_read (part, &block, &size, error))
        return NULL;
      g_string_append_len (out, block, size);
    }
  return part ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

/* In any order, any number of times, whatever the case and the slash. */
static void
test_read (void)
{
  char *path = write_temp ("t.zip", "", 0);
  struct archive *zip = zip_begin (path);
  HechaZipPackage package;
  const char *const names[] = { "b/Second.xml", "a.xml", "B/second.XML", "c/d.xml" };
  const char *const texts[] = { "second", "first", "second", "third" };

  zip_add (zip, "a.xml", "first", 5);
  zip_add (zip, "b/Second.xml", "second", 6);
  zip_add (zip, "c\\d.xml", "third", 5);
  zip_end (zip);
  package = open_package (path);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *text = read_part (&package, names[i], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, texts[i]);
    }
  g_assert_cmpuint (package.budget, ==, 1000000 - 22);
  close (package.fd);
}

static void
test_budget (void)
{
  g_autofree char *data = g_strnfill (1000001, 'x');
  char *path = write_temp ("t.zip", "", 0);
  struct archive *zip = zip_begin (path);
  g_autoptr(GError) error = NULL;
  HechaZipPackage package;

  zip_add (zip, "a", data, 1000001);
  zip_end (zip);
  package = open_package (path);
  g_assert_null (read_part (&package, "a", &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE);
  g_assert_cmpstr (error->message, ==, "t.zip, part a: the file unpacks to more than 1 GiB");
  close (package.fd);
}

static void
test_missing (void)
{
  char *path = write_temp ("t.zip", "", 0);
  struct archive *zip = zip_begin (path);
  g_autoptr(GError) error = NULL;
  HechaZipPackage package;

  zip_add (zip, "a", "x", 1);
  zip_end (zip);
  package = open_package (path);
  g_assert_null (read_part (&package, "b", &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  close (package.fd);
}

static void
test_encrypted (void)
{
  char *path = write_temp ("t.zip", "", 0);
  struct archive *zip = archive_write_new ();
  g_autoptr(GError) error = NULL;
  HechaZipPackage package;

  archive_write_set_format_zip (zip);
  g_assert_cmpint (archive_write_set_options (zip, "zip:encryption=zipcrypt"), ==, ARCHIVE_OK);
  archive_write_set_passphrase (zip, "secret");
  g_assert_cmpint (archive_write_open_filename (zip, path), ==, ARCHIVE_OK);
  zip_add (zip, "a", "x", 1);
  zip_end (zip);
  package = open_package (path);
  g_assert_null (read_part (&package, "a", &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_UNSUPPORTED);
  g_assert_cmpstr (error->message, ==, "t.zip: encrypted with a password; save it without one");
  close (package.fd);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/zip-part/read", test_read);
  g_test_add_func ("/zip-part/budget", test_budget);
  g_test_add_func ("/zip-part/missing", test_missing);
  g_test_add_func ("/zip-part/encrypted", test_encrypted);
  return g_test_run ();
}
