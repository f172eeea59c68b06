/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "device-file.h"

#include "error.h"

#include <glib/gstdio.h>
#include <string.h>

#define UUID "0c4e7a52-0000-4000-8000-000000000001"

static HechaDeviceFile *
open_file (const char *directory,
           const char *token)
{
  g_autoptr(GError) error = NULL;
  HechaDeviceFile *file = hecha_device_file_open (UUID, directory, token, &error);

  g_assert_no_error (error);
  return file;
}

static const char *
device_of (HechaDeviceFile *file)
{
  return hecha_device_key_get_id (hecha_device_file_get_key (file));
}

/* What the database remembers of the opening before, what is found at the next. */
static void
test_openings (void)
{
  g_autoptr(HechaDeviceFile) first = open_file ("/a", NULL);
  const char *device = hecha_device_key_get_id (hecha_device_file_get_key (first));
  g_autoptr(HechaDeviceFile) killed = open_file ("/a", NULL);   /* the database was not told of the first */
  g_autoptr(HechaDeviceFile) second = open_file ("/a", hecha_device_file_get_token (killed));
  g_autoptr(HechaDeviceFile) again = open_file ("/a", hecha_device_file_get_token (killed));  /* nor of the second */
  g_autoptr(HechaDeviceFile) older = open_file ("/a", hecha_device_file_get_token (first));
  g_autoptr(HechaDeviceFile) moved = open_file ("/b", hecha_device_file_get_token (older));

  g_assert_null (hecha_device_file_get_notice (first));
  g_assert_null (hecha_device_file_get_notice (killed));
  g_assert_null (hecha_device_file_get_notice (second));
  g_assert_null (hecha_device_file_get_notice (again));
  g_assert_cmpstr (hecha_device_key_get_id (hecha_device_file_get_key (again)), ==, device);
  g_assert_nonnull (strstr (hecha_device_file_get_notice (older), "restored"));
  g_assert_cmpstr (hecha_device_key_get_id (hecha_device_file_get_key (older)), !=, device);
  g_assert_nonnull (strstr (hecha_device_file_get_notice (moved), "moved"));
  g_assert_cmpstr (hecha_device_key_get_id (hecha_device_file_get_key (moved)), !=,
                   hecha_device_key_get_id (hecha_device_file_get_key (older)));
}

/* A copy begins its own device; afterwards both go on as they are. */
static void
test_in_turns (void)
{
  g_autoptr(HechaDeviceFile) original = open_file ("/in-turns", NULL);
  g_autoptr(HechaDeviceFile) copy = open_file ("/copy", hecha_device_file_get_token (original));
  g_autoptr(HechaDeviceFile) original_again = open_file ("/in-turns", hecha_device_file_get_token (original));
  g_autoptr(HechaDeviceFile) copy_again = open_file ("/copy", hecha_device_file_get_token (copy));
  g_autoptr(HechaDeviceFile) copied_over = open_file ("/in-turns", hecha_device_file_get_token (copy_again));

  g_assert_nonnull (strstr (hecha_device_file_get_notice (copy), "copied"));
  g_assert_null (hecha_device_file_get_notice (original_again));
  g_assert_null (hecha_device_file_get_notice (copy_again));
  g_assert_cmpstr (device_of (original_again), ==, device_of (original));
  g_assert_cmpstr (device_of (copy_again), ==, device_of (copy));
  g_assert_cmpstr (device_of (copy), !=, device_of (original));
  g_assert_nonnull (hecha_device_file_get_notice (copied_over));
  g_assert_cmpstr (device_of (copied_over), !=, device_of (original));
  g_assert_cmpstr (device_of (copied_over), !=, device_of (copy));
}

static char *
only_file (void)
{
  g_autofree char *folder = hecha_config_path (UUID, "");
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  char *path = hecha_config_path (UUID, g_dir_read_name (dir));

  g_assert_null (g_dir_read_name (dir));
  return path;
}

static void
test_mode (void)
{
  g_autoptr(HechaDeviceFile) file = open_file ("/a", NULL);
  g_autofree char *path = only_file (), *folder = g_path_get_dirname (path);
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (folder, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
}

static void
test_damaged (void)
{
  g_autoptr(HechaDeviceFile) file = open_file ("/a", NULL);
  g_autofree char *path = only_file ();
  g_autofree char *text = g_strdup_printf ("[device]\ndirectory=/a\ntoken=%s\n", hecha_device_file_get_token (file));
  g_autoptr(GError) error = NULL;

  g_assert_true (hecha_config_write (path, text, &error));
  g_assert_null (hecha_device_file_open (UUID, "/a", hecha_device_file_get_token (file), &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/device-file/openings", test_openings);
  g_test_add_func ("/flow/device-file/in-turns", test_in_turns);
  g_test_add_func ("/flow/device-file/mode", test_mode);
  g_test_add_func ("/flow/device-file/damaged", test_damaged);
  return g_test_run ();
}
