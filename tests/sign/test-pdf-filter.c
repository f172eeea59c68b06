/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-filter.h"

#include "error.h"

#include <string.h>

/* Made by Python's zlib. */
static const char hecha[] = "\x78\xda\xf3\x48\x4d\xce\x48\x04\x00\x05\x5b\x01\xda";

static void
test_inflate (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = hecha_inflate (hecha, sizeof hecha - 1, 5, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "Hecha", 5);
}

static void
test_damaged (void)
{
  g_autofree char *copy = g_memdup2 (hecha, sizeof hecha);

  for (gsize size = 0; size < sizeof hecha - 1; size++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (hecha_inflate (hecha, size, 100, &error));
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
    }
  /* The checksum of RFC 1950 is the last four bytes. */
  copy[sizeof hecha - 2] ^= 1;
  g_assert_null (hecha_inflate (copy, sizeof hecha - 1, 100, NULL));
  copy[0] = 'x' ^ 1;
  g_assert_null (hecha_inflate (copy, sizeof hecha - 1, 100, NULL));
}

static void
test_limit (void)
{
  g_autofree guint8 *zeros = g_malloc0 (16 * 1024 * 1024);
  g_autoptr(GBytes) bomb = hecha_deflate (zeros, 16 * 1024 * 1024);
  g_autoptr(GBytes) whole = NULL;
  g_autoptr(GError) one = NULL;
  g_autoptr(GError) two = NULL;

  g_assert_cmpuint (g_bytes_get_size (bomb), <, 20000);
  g_assert_null (hecha_inflate (g_bytes_get_data (bomb, NULL), g_bytes_get_size (bomb), 1024 * 1024, &one));
  g_assert_error (one, HECHA_ERROR, HECHA_ERROR_TOO_LARGE);
  g_assert_null (hecha_inflate (hecha, sizeof hecha - 1, 4, &two));
  g_assert_error (two, HECHA_ERROR, HECHA_ERROR_TOO_LARGE);
  whole = hecha_inflate (g_bytes_get_data (bomb, NULL), g_bytes_get_size (bomb), 16 * 1024 * 1024, NULL);
  g_assert_cmpmem (g_bytes_get_data (whole, NULL), g_bytes_get_size (whole), zeros, 16 * 1024 * 1024);
}

/* RFC 2083, 6, each filter worked by hand: 0 as is, 1 left, 2 up, 3 half of both, 4 Paeth. */
static void
test_predictor (void)
{
  static const guint8 rows[] = {
    0, 10, 20, 30,
    1, 1, 1, 255,
    2, 1, 2, 3,
    3, 4, 4, 4,
    4, 1, 1, 1,
  };
  static const guint8 plain[] = {
    10, 20, 30,
    1, 2, 1,            /* 0+1, 1+1, 2-1 */
    2, 4, 4,            /* 1+1, 2+2, 1+3 */
    5, 8, 10,           /* 2/2+4, (5+4)/2+4, (8+4)/2+4 */
    6, 9, 11,           /* up 5; left 6, up 8, corner 5 → 8; left 9, up 10, corner 8 → 10 */
  };
  g_autoptr(GBytes) bytes = g_bytes_new_static (rows, sizeof rows);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) out = hecha_undo_predictor (bytes, 3, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (out, NULL), g_bytes_get_size (out), plain, sizeof plain);
}

static void
test_bad_predictor (void)
{
  static const guint8 rows[] = { 5, 1, 2, 0, 1, 2 };
  static const gsize columns[] = { 2, 0, 3, 4, 65537, G_MAXSIZE, G_MAXSIZE - 1 };
  g_autoptr(GBytes) bytes = g_bytes_new_static (rows, sizeof rows);
  g_autoptr(GBytes) none = g_bytes_new (NULL, 0), empty = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (hecha_undo_predictor (bytes, columns[i], &error));
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
    }
  empty = hecha_undo_predictor (none, 5, NULL);
  g_assert_cmpuint (g_bytes_get_size (empty), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/pdf-filter/inflate", test_inflate);
  g_test_add_func ("/pdf-filter/damaged", test_damaged);
  g_test_add_func ("/pdf-filter/limit", test_limit);
  g_test_add_func ("/pdf-filter/predictor", test_predictor);
  g_test_add_func ("/pdf-filter/bad-predictor", test_bad_predictor);
  return g_test_run ();
}
