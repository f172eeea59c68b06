/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "backoff.h"

#define MINUTES(n) ((gint64) (n) * 60 * G_USEC_PER_SEC)

static void
test_table (void)
{
  static const struct { guint attempts; gint64 least, most; } rows[] = {
    { 0, MINUTES (1), MINUTES (2) }, { 1, MINUTES (1), MINUTES (2) }, { 2, MINUTES (2), MINUTES (4) },
    { 3, MINUTES (4), MINUTES (8) }, { 8, MINUTES (128), MINUTES (256) }, { 9, MINUTES (180), MINUTES (360) },
    { 100, MINUTES (180), MINUTES (360) }, { G_MAXUINT, MINUTES (180), MINUTES (360) },
  };
  const gint64 now = G_GINT64_CONSTANT (1795363200) * G_USEC_PER_SEC;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpint (hecha_backoff_next (now, rows[i].attempts, 0), ==, now + rows[i].least);
      g_assert_cmpint (hecha_backoff_next (now, rows[i].attempts, G_MAXUINT32), ==, now + rows[i].most);
      g_assert_cmpint (hecha_backoff_next (now, rows[i].attempts, 1u << 31), >,
                       now + (rows[i].least + rows[i].most) / 2 - MINUTES (1));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/backoff/table", test_table);
  return g_test_run ();
}
