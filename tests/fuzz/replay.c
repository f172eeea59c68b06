/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Feeds each file of a folder to the fuzz target, and each half of it. */
#include "fuzz.h"

#include <glib.h>

int
main (int    argc,
      char **argv)
{
  g_autoptr(GDir) dir = g_dir_open (argc == 2 ? argv[1] : ".", 0, NULL);
  const char *name;
  guint n = 0;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (argv[1], name, NULL);
      g_autofree char *contents = NULL;
      gsize size;

      if (!g_file_get_contents (path, &contents, &size, NULL))
        return 1;
      LLVMFuzzerTestOneInput ((const uint8_t *) contents, size);
      LLVMFuzzerTestOneInput ((const uint8_t *) contents, size / 2);
      LLVMFuzzerTestOneInput ((const uint8_t *) contents + size / 2, size - size / 2);
      n++;
    }
  g_print ("%u inputs\n", n);
  return n > 0 ? 0 : 1;
}
