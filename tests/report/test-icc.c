/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "icc.h"

#include <string.h>

static guint32
get32 (const guint8 *d)
{
  return (guint32) d[0] << 24 | d[1] << 16 | d[2] << 8 | d[3];
}

static const guint8 *
find_tag (const guint8 *d,
          gsize         size,
          const char   *name,
          guint32      *length)
{
  for (guint i = 0; i < get32 (d + 128); i++)
    {
      const guint8 *entry = d + 132 + 12 * i;

      if (memcmp (entry, name, 4) != 0)
        continue;
      *length = get32 (entry + 8);
      g_assert_cmpuint (get32 (entry + 4) % 4, ==, 0);
      g_assert_cmpuint (get32 (entry + 4) + *length, <=, size);
      return d + get32 (entry + 4);
    }
  g_assert_not_reached ();
}

/* The header and the tags that ICC.1:2001-04 asks of an RGB display profile. */
static void
test_structure (void)
{
  static const char *const required[] = { "desc", "cprt", "wtpt", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC" };
  g_autoptr(GBytes) bytes = hecha_icc_srgb ();
  g_autoptr(GBytes) again = hecha_icc_srgb ();
  gsize size;
  const guint8 *d = g_bytes_get_data (bytes, &size);

  g_assert_true (g_bytes_equal (bytes, again));
  g_assert_cmpuint (get32 (d), ==, size);
  g_assert_cmpuint (get32 (d + 8), ==, 0x02100000);
  g_assert_cmpmem (d + 12, 12, "mntrRGB XYZ ", 12);
  g_assert_cmpmem (d + 36, 4, "acsp", 4);
  for (guint i = 0; i < G_N_ELEMENTS (required); i++)
    {
      guint32 length;

      g_assert_nonnull (find_tag (d, size, required[i], &length));
      g_assert_cmpuint (length, >, 8);
    }
}

/* IEC 61966-2-1: 0.5 encoded is 0.21404 linear; black and white stay. */
static void
test_curve (void)
{
  g_autoptr(GBytes) bytes = hecha_icc_srgb ();
  gsize size;
  const guint8 *d = g_bytes_get_data (bytes, &size);
  guint32 length;
  const guint8 *curve = find_tag (d, size, "gTRC", &length);
  guint n = get32 (curve + 8);
  double low = curve[12 + 2 * 511] << 8 | curve[13 + 2 * 511];
  double high = curve[12 + 2 * 512] << 8 | curve[13 + 2 * 512];

  g_assert_cmpuint (n, ==, 1024);
  g_assert_cmpuint (length, ==, 12 + 2 * n);
  g_assert_cmpuint (curve[12] << 8 | curve[13], ==, 0);
  g_assert_cmpuint (curve[12 + 2 * 1023] << 8 | curve[13 + 2 * 1023], ==, 65535);
  g_assert_cmpfloat_with_epsilon ((low + high) / 2 / 65535, 0.21404, 0.0002);
}

/* The three primaries add up to the white of the connection space, D50. */
static void
test_white (void)
{
  static const double d50[3] = { 0.9642, 1.0, 0.8249 };
  static const char *const primaries[] = { "rXYZ", "gXYZ", "bXYZ" };
  g_autoptr(GBytes) bytes = hecha_icc_srgb ();
  gsize size;
  const guint8 *d = g_bytes_get_data (bytes, &size);

  for (guint axis = 0; axis < 3; axis++)
    {
      double sum = 0;

      for (guint i = 0; i < 3; i++)
        {
          guint32 length;

          sum += get32 (find_tag (d, size, primaries[i], &length) + 8 + 4 * axis) / 65536.0;
        }
      g_assert_cmpfloat_with_epsilon (sum, d50[axis], 0.0002);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/icc/structure", test_structure);
  g_test_add_func ("/icc/curve", test_curve);
  g_test_add_func ("/icc/white", test_white);
  return g_test_run ();
}
