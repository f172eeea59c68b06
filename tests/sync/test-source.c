/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source.h"

/* Each opening begins at the first byte. */
static void
test_bytes (void)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("abc", 3);
  HechaSource source = hecha_source_from_bytes (bytes);

  g_assert_cmpuint (source.size, ==, 3);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(GInputStream) stream = source.open (source.data, NULL, NULL);
      char buffer[8];
      gsize got;

      g_assert_true (g_input_stream_read_all (stream, buffer, sizeof buffer, &got, NULL, NULL));
      g_assert_cmpmem (buffer, got, "abc", 3);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/source/bytes", test_bytes);
  return g_test_run ();
}
